#include <suite.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/base/digest.h>
#include <dais/os/paths.h>
#include <dais/store/collect.h>
#include <dais/store/frame.h>
#include <dais/store/verify.h>
#include <faulty_files.h>

#include "journals.h"

static const char programme_text[] = "title: A short morning\n"
                                     "date: 2022-05-18\n"
                                     "timezone: UTC\n"
                                     "slots:\n"
                                     "  - {time: 09:00-09:30, title: Opening}\n";

static struct buf scratch;
static struct folder *folder;

static void write_path(const char *name, struct buf *out)
{
    buf_clear(out);
    buf_add_format(out, "%s/%s", buf_text(&scratch), name);
}

static void put(const char *name, const char *bytes, size_t size)
{
    struct buf path = {0};
    write_path(name, &path);
    FILE *file = fopen(buf_text(&path), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    buf_finish(&path);
}

static void make_folder(const char *name)
{
    struct buf path = {0};
    write_path(name, &path);
    ck_assert_int_eq(mkdir(buf_text(&path), 0777), 0);
    buf_finish(&path);
}

static void open_folder(const struct files *files)
{
    struct buf path = {0}, state = {0};
    write_path("sou-88", &path);
    write_path("state", &state);
    struct folder_options options = {
        .files = files, .path = buf_text(&path), .state = buf_text(&state)};
    struct diags diags = {0};
    folder_close(folder);
    folder = NULL;
    ck_assert_int_eq(folder_open(&options, &diags, NULL, &folder), 0);
    diags_finish(&diags);
    buf_finish(&path);
    buf_finish(&state);
}

static void setup(void)
{
    scratch = (struct buf){0};
    folder = NULL;
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    make_folder("sou-88");
    put("sou-88/programme.yaml", programme_text, strlen(programme_text));
    open_folder(NULL);
}

static void teardown(void)
{
    folder_close(folder);
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
}

/* A journal file of a launch, in a folder of the scratch. */
static void put_journal(const char *where, unsigned launch, uint64_t last)
{
    struct buf bytes = {0}, name = {0};
    uint64_t prev = 0;
    sample_frames(launch, 1, last, &prev, &bytes);
    buf_add_format(&name, "%s/%s.yaml", where, sample_launch(launch).text);
    put(buf_text(&name), bytes.bytes, bytes.size);
    buf_finish(&bytes);
    buf_finish(&name);
}

/* Collects a path; returns the new events. The kinds come as letters: New, Known, foreign, bad. */
static size_t collect(const char *name, const char *kinds)
{
    static const char letters[] = "NKF!";
    struct buf path = {0}, seen = {0};
    struct collection collection = {.events = 0};
    write_path(name, &path);
    ck_assert_int_eq(collect_path(folder, buf_text(&path), &collection), 0);
    for (size_t i = 0; i < collection.list.count; i++)
        buf_add_char(&seen, letters[collection.list.items[i].kind]);
    ck_assert_str_eq(buf_text(&seen), kinds);
    size_t events = collection.events;
    collection_finish(&collection);
    buf_finish(&path);
    buf_finish(&seen);
    return events;
}

static size_t count_copies(void)
{
    struct buf path = {0};
    write_path("sou-88/journal", &path);
    int descriptor = files_open_folder_path(files_real(), buf_text(&path));
    struct file_names names = {0};
    if (descriptor >= 0)
        ck_assert_int_eq(files_list(files_real(), descriptor, &names), 0);
    size_t count = names.list.count;
    file_names_finish(&names);
    (void)files_close(files_real(), descriptor);
    buf_finish(&path);
    return count;
}

static bool is_sound(struct diags *diags)
{
    struct verified verified;
    verify_folder(folder, diags, &verified);
    return verified.sound;
}

START_TEST(test_session_folder)
{
    make_folder("laptop");
    make_folder("laptop/journal");
    put("laptop/programme.yaml", programme_text, strlen(programme_text));
    put_journal("laptop/journal", 1, 4);
    put_journal("laptop/journal", 2, 3);
    put("laptop/journal/.half.yaml", "x", 1); /* a sync tool is writing it */
    ck_assert_uint_eq(collect("laptop", "NN"), 7);
    ck_assert_uint_eq(folder_count_events(folder), 7);
    ck_assert_uint_eq(session_log_count(folder_session(folder)), 7);
    ck_assert_uint_eq(collect("laptop", "KK"), 0);
    ck_assert_uint_eq(collect("laptop/programme.yaml", "KK"), 0);
    ck_assert_uint_eq(collect("laptop/journal", "KK"), 0);
    ck_assert_uint_eq(count_copies(), 2);
    open_folder(NULL);
    ck_assert_uint_eq(folder_count_events(folder), 7);
    struct diags diags = {0};
    ck_assert(is_sound(&diags));
    ck_assert_uint_eq(diags.list.count, 0);
}
END_TEST

/* The same launch comes again, longer: beside what is there, which nobody may replace. */
START_TEST(test_longer_version)
{
    make_folder("stick");
    put_journal("stick", 1, 3);
    ck_assert_uint_eq(collect("stick", "N"), 3);
    put_journal("stick", 1, 6);
    ck_assert_uint_eq(collect("stick", "N"), 3);
    put_journal("stick", 1, 5); /* an older copy of it */
    ck_assert_uint_eq(collect("stick", "K"), 0);
    ck_assert_uint_eq(count_copies(), 2);
    ck_assert_uint_eq(folder_count_events(folder), 6);
    struct diags diags = {0};
    ck_assert(is_sound(&diags));
}
END_TEST

START_TEST(test_torn_copy_then_whole)
{
    make_folder("stick");
    struct buf bytes = {0}, name = {0};
    uint64_t prev = 0;
    sample_frames(1, 1, 3, &prev, &bytes);
    buf_add_format(&name, "stick/%s.yaml", sample_launch(1).text);
    put(buf_text(&name), bytes.bytes, bytes.size - 30);
    ck_assert_uint_eq(collect("stick", "N"), 2);
    struct diags diags = {0};
    ck_assert(!is_sound(&diags));
    ck_assert_uint_eq(diags.list.count, 1);
    put(buf_text(&name), bytes.bytes, bytes.size);
    ck_assert_uint_eq(collect("stick", "N"), 1);
    diags_finish(&diags);
    ck_assert(is_sound(&diags)); /* a warning is left: it is whole elsewhere */
    ck_assert_uint_eq(diags.list.count, 1);
    ck_assert_int_eq(diags.list.items[0].severity, DIAG_WARNING);
    diags_finish(&diags);
    buf_finish(&bytes);
    buf_finish(&name);
}
END_TEST

/* Collects that were killed left a part of the file under each name that it could have. */
START_TEST(test_names_taken)
{
    struct buf bytes = {0}, name = {0};
    char hex[DIGEST_HEX_SIZE];
    uint64_t prev = 0;
    sample_frames(1, 1, 3, &prev, &bytes);
    digest_hex(bytes.bytes, bytes.size, hex);
    const char *launch = sample_launch(1).text;
    make_folder("stick");
    make_folder("sou-88/journal");
    buf_add_format(&name, "stick/%s.yaml", launch);
    put(buf_text(&name), bytes.bytes, bytes.size);
    buf_clear(&name);
    buf_add_format(&name, "sou-88/journal/%s.yaml", launch);
    put(buf_text(&name), bytes.bytes, bytes.size / 2);
    buf_clear(&name);
    buf_add_format(&name, "sou-88/journal/%s.%.12s.yaml", launch, hex);
    put(buf_text(&name), bytes.bytes, bytes.size / 3);
    open_folder(NULL);
    ck_assert_uint_ge(collect("stick", "N"), 1);
    ck_assert_uint_eq(folder_count_events(folder), 3);
    ck_assert_uint_eq(collect("stick", "K"), 0);
    buf_finish(&bytes);
    buf_finish(&name);
}
END_TEST

START_TEST(test_single_files)
{
    make_folder("stick");
    put_journal("stick", 1, 2);
    put("stick/notes.yaml", "a: b\n", 5);
    put("plan.yaml", programme_text, strlen(programme_text));
    struct buf name = {0};
    buf_add_format(&name, "stick/%s.yaml", sample_launch(1).text);
    ck_assert_uint_eq(collect(buf_text(&name), "N"), 2);
    ck_assert_uint_eq(collect("stick/notes.yaml", "F"), 0);
    ck_assert_uint_eq(collect("plan.yaml", "F"), 0); /* a programme without a record */
    struct draft draft = {
        .launch = sample_launch(2), .writer = sample_launch(15), .text = mem_dup("being typed")};
    struct buf stick = {0}, file = {0};
    write_path("stick", &stick);
    ck_assert_int_eq(draft_write(files_real(), buf_text(&stick), &draft), 0);
    buf_add_format(&file, "stick/drafts/%s.yaml", sample_launch(2).text);
    ck_assert_uint_eq(collect(buf_text(&file), "F"), 0);
    draft_finish(&draft);
    buf_finish(&stick);
    buf_finish(&file);
    struct collection collection = {.events = 0};
    ck_assert_int_eq(collect_path(folder, "/nowhere/at/all", &collection), -ENOENT);
    ck_assert_uint_eq(collection.list.count, 0);
    buf_finish(&name);
}
END_TEST

START_TEST(test_other_programme)
{
    make_folder("stick");
    struct buf bytes = {0}, path = {0};
    uint64_t digest;
    struct event *event = sample_event(1, 1);
    event_set(event, KEY_PROGRAMME,
              "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    ck_assert_int_eq(frame_write(event, 0, &bytes, &digest), 0);
    put("stick/other.yaml", bytes.bytes, bytes.size);
    write_path("stick", &path);
    struct collection collection = {.events = 0};
    ck_assert_int_eq(collect_path(folder, buf_text(&path), &collection), 0);
    ck_assert(collection.list.items[0].other);
    ck_assert_str_eq(collection.list.items[0].copy, "other.yaml");
    collection_finish(&collection);
    event_free(event);
    buf_finish(&bytes);
    buf_finish(&path);
}
END_TEST

/* Whatever call fails: nothing torn is left, and a second collect brings all. */
START_TEST(test_every_error)
{
    make_folder("stick");
    put_journal("stick", 1, 3);
    struct buf path = {0}, journal = {0};
    write_path("stick", &path);
    write_path("sou-88/journal", &journal);
    struct faulty_files disc;
    unsigned failed = 1;
    for (unsigned at = 1; failed > 0; at++) {
        faulty_files_init(&disc, files_real());
        open_folder(&disc.files);
        disc.fault = (struct fault){
            .kind = FILE_ANY, .at = disc.calls[FILE_ANY] + at, .error = ENOSPC, .for_ever = at % 2};
        struct collection collection = {.events = 0};
        (void)collect_path(folder, buf_text(&path), &collection);
        collection_finish(&collection);
        failed = disc.failed;
        disc.fault.at = 0;
        (void)collect_path(folder, buf_text(&path), &collection);
        ck_assert_uint_eq(folder_count_events(folder), 3);
        collection_finish(&collection);
        open_folder(NULL);
        struct diags diags = {0};
        bool sound = is_sound(&diags);
        ck_assert_msg(sound || disc.fault.for_ever || failed > 0, "call %u", at);
        ck_assert_uint_eq(folder_count_events(folder), 3);
        diags_finish(&diags);
        ck_assert_int_eq(paths_remove_tree(buf_text(&journal)), 0);
    }
    buf_finish(&path);
    buf_finish(&journal);
}
END_TEST

START_TEST(test_verify_counts_and_confirmation)
{
    make_folder("sou-88/journal");
    struct buf bytes = {0};
    uint64_t prev = 0, digest;
    sample_frames(1, 1, 3, &prev, &bytes);
    memcpy(strstr(bytes.bytes, "migrants"), "refugees", 8);
    put("sou-88/journal/a.yaml", bytes.bytes, bytes.size);
    put("sou-88/journal/b.yaml", "", 0);
    open_folder(NULL);
    struct diags diags = {0};
    struct verified verified;
    verify_folder(folder, &diags, &verified);
    ck_assert(!verified.sound);
    ck_assert_uint_eq(verified.files, 2);
    ck_assert_uint_eq(verified.events, 3);
    ck_assert_uint_eq(verified.counts[FINDING_CHANGED], 1);
    ck_assert_uint_eq(verified.counts[FINDING_EMPTY], 1);
    ck_assert_uint_eq(diags.list.count, 2);
    ck_assert_uint_eq(diags.list.items[0].line, 29);
    ck_assert_ptr_nonnull(diags.list.items[0].hint.id);
    diags_finish(&diags);

    struct event *confirm = event_new(EVENT_FRAME_CONFIRM);
    struct event_id target = {sample_launch(1), 3};
    event_set_id(confirm, KEY_TARGET, &target);
    confirm->at = 1652863399000;
    struct commit commit;
    ck_assert_int_eq(folder_commit_take(folder, confirm, 1652863399000, &commit), 0);
    verify_folder(folder, &diags, &verified);
    ck_assert_uint_eq(verified.counts[FINDING_CHANGED], 0);
    ck_assert_uint_eq(verified.counts[FINDING_EMPTY], 1);
    diags_finish(&diags);
    (void)digest;
    buf_finish(&bytes);
}
END_TEST

SUITE_WITH("store/collect", setup, teardown, test_session_folder, test_longer_version,
           test_torn_copy_then_whole, test_names_taken, test_single_files, test_other_programme,
           test_every_error, test_verify_counts_and_confirmation)
