/*
 * Exports in a folder of their own: what is replaced and what never is, the name that is chosen
 * then, what is noted of each, and a disc that takes no more.
 */
#include <suite.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/exports.h>
#include <faulty_files.h>

#define SAID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define AT ((msec_t)1652864580000)

static struct buf scratch;
static struct folder *folder;
static struct faulty_files disc;

static char *path_of(const char *name)
{
    struct buf path = {0};
    exports_write_path(folder, name, &path);
    return buf_take(&path);
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void setup(void)
{
    struct diags diags = {0};
    BUF_LOCAL struct buf path = {0}, state = {0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    buf_add_format(&path, "%s/sou-88.yaml", buf_text(&scratch));
    buf_add_format(&state, "%s/state", buf_text(&scratch));
    put(buf_text(&path), "title: A morning\ndate: 2022-05-18\ntimezone: Africa/Nairobi\n"
                         "slots:\n  - {time: 09:00-09:30, title: Opening}\n");
    faulty_files_init(&disc, files_real());
    struct folder_options options = {
        .files = &disc.files, .path = buf_text(&path), .state = buf_text(&state), .boot_id = 1};
    ck_assert_int_eq(folder_open(&options, &diags, NULL, &folder), 0);
    diags_finish(&diags);
}

static void teardown(void)
{
    folder_close(folder);
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
}

static int write_note(const char *name, const char *text, const struct export_note *note)
{
    MEM_LOCAL char *path = path_of(name);
    BUF_LOCAL struct buf bytes = {0};
    buf_add_text(&bytes, text);
    ck_assert_int_eq(exports_make_folder(folder), 0);
    return exports_write(folder, path, &bytes, note, false);
}

static int write_at(const char *name, const char *text, msec_t at)
{
    return write_note(
        name, text,
        &(struct export_note){.what = "report", .languages = "en,fr", .said = SAID, .at = at});
}

static void expect_chosen(const char *name, unsigned number, const char *chosen)
{
    BUF_LOCAL struct buf out = {0};
    ck_assert_uint_eq(exports_choose_name(folder, name, &out), number);
    ck_assert_str_eq(buf_text(&out), chosen);
}

static void expect_holds(const char *name, const char *text)
{
    MEM_LOCAL char *path = path_of(name);
    BUF_LOCAL struct buf bytes = {0};
    ck_assert_int_eq(files_read_whole_path(files_real(), path, 4096, &bytes), 0);
    ck_assert_str_eq(buf_text(&bytes), text);
}

START_TEST(test_edited_is_kept)
{
    MEM_LOCAL char *first = path_of("A-report.md");
    MEM_LOCAL char *second = path_of("A-report-2.md");
    MEM_LOCAL char *exports = path_of(NULL);
    expect_chosen("A-report.md", 1, "A-report.md");
    ck_assert_int_ne(access(exports, F_OK), 0); /* asking makes nothing */
    ck_assert_int_eq(write_at("A-report.md", "one", AT), 0);
    ck_assert_int_eq(write_at("A-report.md", "two", AT), 0);
    expect_holds("A-report.md", "two");
    put(first, "two, edited");
    expect_chosen("A-report.md", 2, "A-report-2.md");
    ck_assert_int_eq(write_at("A-report.md", "three", AT), 1);
    expect_holds("A-report.md", "two, edited");
    put(second, "somebody's");
    expect_chosen("A-report.md", 3, "A-report-3.md");
    put(first, "one"); /* as it left the program */
    expect_chosen("A-report.md", 1, "A-report.md");
}
END_TEST

START_TEST(test_list)
{
    struct exported_files files = {.list = {0}};
    exports_list(folder, &files);
    ck_assert_uint_eq(files.list.count, 0);
    MEM_LOCAL char *theirs = path_of("notes.txt");
    MEM_LOCAL char *edited = path_of("B.csv");
    ck_assert_int_eq(write_at("A.md", "a", AT), 0);
    ck_assert_int_eq(write_at("B.csv", "b", AT + MSEC_MINUTE), 0);
    ck_assert_int_eq(write_note("C.docx", "c", NULL), 0);
    put(theirs, "theirs");
    put(edited, "b, edited");
    for (int round = 0; round < 2; round++) { /* the second is not read again */
        exports_list(folder, &files);
        ck_assert_uint_eq(files.list.count, 3);
        const struct exported *file = files.list.items;
        ck_assert_str_eq(file[0].name, "C.docx"); /* no note: the time of the file, today */
        ck_assert_ptr_null(file[0].what);
        ck_assert_str_eq(file[1].name, "B.csv");
        ck_assert(file[1].edited);
        ck_assert_int_eq(file[1].at, AT + MSEC_MINUTE);
        ck_assert_str_eq(file[2].name, "A.md");
        ck_assert(!file[2].edited);
        ck_assert_int_eq(file[2].at, AT);
        ck_assert_str_eq(file[2].what, "report");
        ck_assert_str_eq(file[2].languages, "en,fr");
        ck_assert_ptr_null(file[2].template);
        ck_assert_str_eq(file[2].said, SAID);
    }
    exported_files_finish(&files);
}
END_TEST

START_TEST(test_notes)
{
    static const struct {
        const char *template;
        const char *listed; /* NULL: it is not noted */
        bool noted;
    } cases[] = {
        {NULL, NULL, true}, {"un-workshop", "un-workshop", true}, {"our own", NULL, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct exported_files files = {.list = {0}};
        struct export_note note = {.what = "timing",
                                   .languages = "ar",
                                   .template = cases[i].template,
                                   .said = OTHER,
                                   .at = AT + (msec_t)i * MSEC_HOUR};
        ck_assert_int_eq(write_note("A name.md", i % 2 ? "odd" : i ? "more" : "even", &note), 0);
        exports_list(folder, &files);
        ck_assert_uint_eq(files.list.count, 1);
        const struct exported *file = &files.list.items[0];
        ck_assert_str_eq(file->name, "A name.md");
        ck_assert(!file->edited);
        ck_assert(cases[i].noted == (file->what != NULL));
        if (cases[i].listed != NULL)
            ck_assert_str_eq(file->template, cases[i].listed);
        else
            ck_assert_ptr_null(file->template);
        exported_files_finish(&files);
    }
}
END_TEST

/* Somebody wrote into the list: what is no note is nothing worse. */
START_TEST(test_spoilt_list)
{
    static const char *const lines[] = {"",
                                        " ",
                                        "\n\n",
                                        "x y z",
                                        SAID " now " SAID " report en -",
                                        SAID " now short report en - name",
                                        "\x1b[2J \xff"};
    MEM_LOCAL char *list = path_of("written");
    ck_assert_int_eq(write_at("A.md", "a", AT), 0);
    BUF_LOCAL struct buf good = {0};
    ck_assert_int_eq(files_read_whole_path(files_real(), list, 4096, &good), 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct exported_files files = {.list = {0}};
        BUF_LOCAL struct buf text = {0};
        buf_add_format(&text, "%s\n%s%s", lines[i], buf_text(&good), lines[i]);
        put(list, buf_text(&text));
        exports_list(folder, &files);
        ck_assert_uint_eq(files.list.count, 1);
        ck_assert_str_eq(files.list.items[0].what, "report");
        exported_files_finish(&files);
        BUF_LOCAL struct buf next = {0}; /* is remembered, whatever the last line was */
        buf_add_format(&next, "B%zu.md", i);
        ck_assert_int_eq(write_at(buf_text(&next), "b", AT), 0);
        ck_assert_int_eq(write_at(buf_text(&next), "c", AT), 0);
    }
}
END_TEST

/* A list that ends within a line, as a full disc leaves it, does not spoil the next one. */
START_TEST(test_list_cut)
{
    MEM_LOCAL char *list = path_of("written");
    ck_assert_int_eq(write_at("A.md", "a", AT), 0);
    BUF_LOCAL struct buf good = {0};
    ck_assert_int_eq(files_read_whole_path(files_real(), list, 4096, &good), 0);
    ck_assert_int_eq(truncate(list, (off_t)good.size / 2), 0);
    ck_assert_int_eq(write_at("B.md", "b", AT), 0);
    ck_assert_int_eq(write_at("B.md", "b, and more", AT), 0);
}
END_TEST

/* Killed right after the new file stood there, it is still known as ours. */
START_TEST(test_noted_before_it_is_there)
{
    MEM_LOCAL char *path = path_of("A.md");
    BUF_LOCAL struct buf bytes = {0};
    buf_add_text(&bytes, "new");
    ck_assert_int_eq(write_at("A.md", "old", AT), 0);
    pid_t child = fork();
    if (child == 0) {
        unsigned at = disc.calls[FILE_FSYNC] + 3; /* behind those of the two folders above it */
        disc.fault = (struct fault){.kind = FILE_FSYNC, .at = at, .kill = true};
        (void)exports_write(folder, path, &bytes, NULL, false);
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    BUF_LOCAL struct buf found = {0};
    ck_assert_int_eq(files_read_whole_path(files_real(), path, 4096, &found), 0);
    ck_assert_str_eq(buf_text(&found), "new");
    ck_assert_int_eq(write_at("A.md", "newer", AT), 0);
}
END_TEST

/* Whatever call fails, and on: what stood there still does, or the new one does and it is said. */
START_TEST(test_disc_fails)
{
    static const int errors[] = {ENOSPC, EIO, EROFS, EACCES};
    MEM_LOCAL char *path = path_of("A.md");
    BUF_LOCAL struct buf bytes = {0};
    buf_add_text(&bytes, "new");
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        unsigned kept = 0;
        for (unsigned call = 1;; call++) {
            BUF_LOCAL struct buf found = {0};
            disc.fault = (struct fault){.at = 0};
            (void)unlink(path);
            ck_assert_int_eq(write_at("A.md", "old", AT), 0);
            unsigned failed = disc.failed;
            disc.fault = (struct fault){.kind = FILE_ANY,
                                        .at = disc.calls[FILE_ANY] + call,
                                        .error = errors[i],
                                        .for_ever = true};
            int result = exports_write(folder, path, &bytes, NULL, false);
            ck_assert_int_eq(files_read_whole_path(files_real(), path, 4096, &found), 0);
            bool is_new = strcmp(buf_text(&found), "new") == 0;
            ck_assert(is_new || strcmp(buf_text(&found), "old") == 0);
            ck_assert(result != 0 || is_new);
            kept += !is_new;
            if (disc.failed == failed)
                break;
        }
        ck_assert_uint_ge(kept, 5);
    }
    disc.fault = (struct fault){.at = 0};
}
END_TEST

/* A link in place of the folder leads nowhere: nothing is written, noted or listed through it. */
START_TEST(test_link)
{
    MEM_LOCAL char *exports = path_of(NULL), *path = path_of("A.md");
    BUF_LOCAL struct buf outside = {0}, file = {0}, bytes = {0};
    struct exported_files files = {.list = {0}};
    ck_assert(!exports_has(folder, "A.md"));
    ck_assert_int_eq(write_at("A.md", "old", AT), 0);
    ck_assert(exports_has(folder, "A.md"));
    buf_add_format(&outside, "%s/outside", buf_text(&scratch));
    ck_assert_int_eq(rename(exports, buf_text(&outside)), 0);
    for (int dangling = 0; dangling < 2; dangling++) {
        ck_assert_int_eq(symlink(dangling ? "nowhere" : buf_text(&outside), exports), 0);
        ck_assert_int_eq(exports_make_folder(folder), -ENOTDIR);
        buf_clear(&bytes);
        buf_add_text(&bytes, "new");
        ck_assert_int_eq(exports_write(folder, path, &bytes, NULL, true), -ENOTDIR);
        ck_assert(!exports_has(folder, "A.md"));
        exports_list(folder, &files);
        ck_assert_uint_eq(files.list.count, 0);
        ck_assert_int_eq(unlink(exports), 0);
    }
    buf_add_format(&file, "%s/A.md", buf_text(&outside));
    buf_clear(&bytes);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&file), 4096, &bytes), 0);
    ck_assert_str_eq(buf_text(&bytes), "old");
    exported_files_finish(&files);
}
END_TEST

static char *beside(const char *name)
{
    struct buf path = {0};
    buf_add_format(&path, "%s/%s", buf_text(&scratch), name);
    return buf_take(&path);
}

/* The session itself is in no export's way, by whatever name, and whatever --force says. */
START_TEST(test_own_is_kept)
{
    static const char frame[] = "\n--- # r 1\n";
    static const struct {
        const char *path;
        int plain, forced;
    } cases[] = {
        {"sou-88.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"hard.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"soft.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"sou-88/journal/a.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"sou-88/journal/new.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"sou-88/../sou-88/journal/new.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"way/new.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"hard-journal.md", EXPORTS_OWN, EXPORTS_OWN},
        {"soft-journal.md", EXPORTS_OWN, EXPORTS_OWN},
        {"sou-88/drafts/1.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"sou-88/exports/written", EXPORTS_OWN, EXPORTS_OWN},
        {"another-journal.yaml", EXPORTS_OWN, EXPORTS_OWN},
        {"theirs.md", EXPORTS_THEIRS, 0},
        {"sou-88/exports/new.md", 0, 0},
        {"sou-88/new.md", 0, 0},
    };
    static const char *const made[][2] = {{"sou-88/journal/a.yaml", "a frame"},
                                          {"sou-88/drafts/1.yaml", "a draft"},
                                          {"another-journal.yaml", frame},
                                          {"theirs.md", "theirs"},
                                          {"sou-88/exports/old.md", "old"}};
    static const char *const folders[] = {"sou-88", "sou-88/journal", "sou-88/drafts",
                                          "sou-88/exports"};
    static const struct {
        const char *to, *from;
        int (*link)(const char *to, const char *from);
    } links[] = {{"sou-88.yaml", "hard.yaml", link},
                 {"sou-88.yaml", "soft.yaml", symlink},
                 {"sou-88/journal", "way", symlink},
                 {"sou-88/journal/a.yaml", "hard-journal.md", link},
                 {"sou-88/journal/a.yaml", "soft-journal.md", symlink}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        MEM_LOCAL char *path = beside(folders[i]);
        ck_assert_int_eq(mkdir(path, 0755), 0);
    }
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        MEM_LOCAL char *path = beside(made[i][0]);
        put(path, made[i][1]);
    }
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        MEM_LOCAL char *to = beside(links[i].to);
        MEM_LOCAL char *from = beside(links[i].from);
        ck_assert_int_eq(links[i].link(to, from), 0);
    }
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        bool force = i % 2 == 1;
        MEM_LOCAL char *path = beside(cases[i / 2].path);
        BUF_LOCAL struct buf bytes = {0}, before = {0}, after = {0};
        int wanted = force ? cases[i / 2].forced : cases[i / 2].plain;
        buf_add_text(&bytes, "an export");
        int found = files_read_whole_path(files_real(), path, 4096, &before);
        int result = exports_write(folder, path, &bytes, NULL, force);
        ck_assert_msg(result == wanted, "%s: %d", cases[i / 2].path, result);
        if (wanted == 0)
            continue;
        ck_assert_int_eq(files_read_whole_path(files_real(), path, 4096, &after), found);
        ck_assert_str_eq(buf_text(&after), buf_text(&before));
    }
}
END_TEST

SUITE_WITH("store/exports", setup, teardown, test_edited_is_kept, test_list, test_notes,
           test_spoilt_list, test_list_cut, test_noted_before_it_is_there, test_disc_fails,
           test_link, test_own_is_kept)
