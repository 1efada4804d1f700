#include <suite.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/os/paths.h>
#include <dais/store/folder.h>
#include <dais/store/frame.h>
#include <faulty_files.h>
#include <lossy_files.h>

#include "journals.h"

static const char programme_text[] = "title: A short morning\n"
                                     "date: 2022-05-18\n"
                                     "timezone: UTC\n"
                                     "slots:\n"
                                     "  - {time: 09:00-09:30, title: Opening}\n"
                                     "  - {time: 09:30-10:30, title: Panel, kind: panel}\n";

/* 09:03 on the day. */
#define START ((msec_t)1652864580000)

static struct buf scratch, sou, state;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void setup(void)
{
    scratch = sou = state = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    buf_add_format(&sou, "%s/sou-88", buf_text(&scratch));
    buf_add_format(&state, "%s/state", buf_text(&scratch));
    ck_assert_int_eq(mkdir(buf_text(&sou), 0777), 0);
    struct buf path = {0};
    buf_add_format(&path, "%s/programme.yaml", buf_text(&sou));
    write_file(buf_text(&path), programme_text);
    buf_finish(&path);
}

static void teardown(void)
{
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
    buf_finish(&sou);
    buf_finish(&state);
}

static struct folder *open_with(const struct files *files, const char *path, uint64_t boot_id)
{
    struct folder_options options = {.files = files,
                                     .path = path,
                                     .name = "Podium\nleft",
                                     .state = buf_text(&state),
                                     .boot_id = boot_id};
    struct diags diags = {0};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, NULL, &folder);
    ck_assert_msg(result == 0, "%s: %d", path, result);
    diags_finish(&diags);
    return folder;
}

static struct folder *open_sou(void)
{
    return open_with(NULL, buf_text(&sou), 1);
}

static bool try_wish(struct folder *folder, const struct wish *wish, msec_t now,
                     struct commit *ret_commit)
{
    struct actor actor = {.writer = *folder_writer(folder),
                          .launch = *folder_launch(folder),
                          .now = {.wall = now, .boot = now}};
    struct event *event;
    struct refusal refusal;
    if (!session_decide(folder_session(folder), wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    ck_assert_int_eq(folder_commit_take(folder, event, now, ret_commit), 0);
    return true;
}

static struct commit add(struct folder *folder, const char *text, msec_t now)
{
    struct wish wish = {.verb = WISH_ADD, .kind = ENTRY_CONCLUSION, .fields = {.text = text}};
    struct commit commit;
    ck_assert(try_wish(folder, &wish, now, &commit));
    return commit;
}

static size_t count_entries(const struct folder *folder)
{
    return session_record(folder_session(folder))->entries.count;
}

static size_t count_findings(const struct folder *folder, enum finding_kind kind)
{
    struct findings findings;
    size_t count = 0;
    folder_list_findings(folder, &findings);
    for (size_t i = 0; i < findings.list.count; i++)
        count += findings.list.items[i].kind == kind;
    findings_finish(&findings);
    return count;
}

static void refresh(struct folder *folder, msec_t hand, size_t events)
{
    struct refreshed refreshed;
    ck_assert_int_eq(folder_refresh(folder, hand, &refreshed), 0);
    ck_assert_uint_eq(refreshed.events, events);
    refreshed_finish(&refreshed);
}

START_TEST(test_names_of_a_session)
{
    static const struct {
        const char *path, *programme, *record;
    } cases[] = {
        {"sou-88", "sou-88/programme.yaml", "sou-88"},
        {"sou-88/", "sou-88/programme.yaml", "sou-88"},
        {"sou-88/programme.yaml", "sou-88/programme.yaml", "sou-88"},
        {"my-session.yaml", "my-session.yaml", "my-session"},
        {"./my-session.yaml", "./my-session.yaml", "./my-session"},
        {"plan", "plan", "plan.record"},
    };
    ck_assert_int_eq(chdir(buf_text(&scratch)), 0);
    write_file("my-session.yaml", programme_text);
    write_file("plan", programme_text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder *folder = open_with(NULL, cases[i].path, 1);
        ck_assert_str_eq(folder_path(folder), cases[i].programme);
        ck_assert_str_eq(folder_record_path(folder), cases[i].record);
        folder_close(folder);
    }
    ck_assert_int_eq(chdir("sou-88"), 0);
    struct folder *folder = open_with(NULL, "programme.yaml", 1);
    ck_assert_str_eq(folder_record_path(folder), ".");
    (void)add(folder, "from within", START);
    folder_close(folder);
    ck_assert_int_eq(chdir("/"), 0);
    folder = open_sou();
    ck_assert_uint_eq(count_entries(folder), 1);
    folder_close(folder);
}
END_TEST

static size_t count_names(const char *path)
{
    int folder = files_open_folder_path(files_real(), path);
    struct file_names names = {0};
    ck_assert_int_eq(files_list(files_real(), folder, &names), 0);
    size_t count = names.list.count;
    file_names_finish(&names);
    (void)files_close(files_real(), folder);
    return count;
}

START_TEST(test_reading_makes_nothing)
{
    struct folder *folder = open_sou();
    struct drafts drafts;
    ck_assert_int_eq(folder_list_drafts(folder, &drafts), 0);
    drafts_finish(&drafts);
    ck_assert_int_eq(folder_watch_fd(folder), -1);
    refresh(folder, 1000, 0);
    folder_close(folder);
    ck_assert_uint_eq(count_names(buf_text(&sou)), 1);
    ck_assert_uint_eq(count_names(buf_text(&scratch)), 1);
}
END_TEST

START_TEST(test_errors)
{
    struct folder_options options = {.path = "/nowhere/at/all", .state = buf_text(&state)};
    struct folder *folder = NULL;
    struct diags diags = {0};
    struct buf source = {0};
    ck_assert_int_eq(folder_open(&options, &diags, &source, &folder), -ENOENT);
    ck_assert_uint_eq(diags.list.count, 1);
    options.path = buf_text(&scratch);
    ck_assert_int_eq(folder_open(&options, &diags, &source, &folder), -ENOENT);
    struct buf broken = {0};
    buf_add_format(&broken, "%s/broken.yaml", buf_text(&scratch));
    write_file(buf_text(&broken), "title: [\n");
    options.path = buf_text(&broken);
    ck_assert_int_eq(folder_open(&options, &diags, &source, &folder), 1);
    ck_assert(diags_have_errors(&diags));
    ck_assert_str_eq(buf_text(&source), "title: [\n");
    ck_assert_ptr_null(folder);
    diags_finish(&diags);
    buf_finish(&source);
    buf_finish(&broken);
}
END_TEST

START_TEST(test_commit_and_reopen)
{
    struct folder *folder = open_sou();
    struct token writer = *folder_writer(folder);
    struct commit commit = add(folder, "Cities lead where mandates are unclear", START);
    ck_assert(commit.saved);
    ck_assert_int_eq(commit.applied, APPLIED);
    ck_assert_uint_eq(commit.id.sequence, 2);
    ck_assert_str_eq(session_writer_name(folder_session(folder), &writer), "Podium");
    (void)add(folder, "Second", START + 1);
    ck_assert_uint_eq(folder_count_events(folder), 3);
    refresh(folder, 1000, 0); /* our own come back as nothing new */
    size_t count = session_log_count(folder_session(folder));

    struct folder *again = open_sou();
    ck_assert(token_equal(folder_writer(again), &writer));
    ck_assert(!token_equal(folder_launch(again), folder_launch(folder)));
    ck_assert_uint_eq(session_log_count(folder_session(again)), count);
    for (size_t i = 0; i < count; i++)
        ck_assert(event_equal(session_log_at(folder_session(again), i)->event,
                              session_log_at(folder_session(folder), i)->event));
    ck_assert_uint_eq(folder_count_files(again), 1);
    struct findings findings;
    folder_list_findings(again, &findings);
    ck_assert_uint_eq(findings.list.count, 0);
    findings_finish(&findings);
    folder_close(again);
    folder_close(folder);
}
END_TEST

static bool is_ready(int descriptor)
{
    struct pollfd poll_ = {.fd = descriptor, .events = POLLIN};
    return poll(&poll_, 1, 2000) == 1;
}

START_TEST(test_two_at_once)
{
    struct folder *one = open_sou();
    struct folder *other = open_sou();
    ck_assert_int_eq(folder_watch_fd(other), -1); /* no journal folder yet */
    ck_assert(!token_equal(folder_writer(one), folder_writer(other))); /* nobody has written */
    (void)add(one, "First", START);
    refresh(other, 1000, 2);
    ck_assert(token_equal(folder_writer(one), folder_writer(other))); /* of one user, they are one */
    int descriptor = folder_watch_fd(other);
    ck_assert_int_ge(descriptor, 0);
    (void)add(one, "Second", START + 5);
    ck_assert(is_ready(descriptor));
    refresh(other, 2000, 1);
    ck_assert_uint_eq(count_entries(other), 2);
    struct pollfd poll_ = {.fd = folder_watch_fd(other), .events = POLLIN};
    ck_assert_int_eq(poll(&poll_, 1, 0), 0); /* refresh emptied it */

    /* Both start the first slot in the same moment: one is faster, both keep both. */
    struct wish wish = {.verb = WISH_START};
    struct commit commit;
    ck_assert(try_wish(one, &wish, START + 10, &commit));
    ck_assert(try_wish(other, &wish, START + 20, &commit));
    struct refreshed refreshed;
    ck_assert_int_eq(folder_refresh(other, 3000, &refreshed), 0);
    ck_assert_uint_eq(refreshed.events, 1);
    ck_assert_uint_eq(refreshed.voids.count, 1); /* the slower one hears of it, too */
    ck_assert(event_id_equal(&refreshed.voids.items[0], &commit.id));
    refreshed_finish(&refreshed);
    ck_assert_int_eq(folder_refresh(other, 3000, &refreshed), 0);
    ck_assert_uint_eq(refreshed.voids.count, 0); /* once */
    refreshed_finish(&refreshed);
    ck_assert_int_eq(folder_refresh(one, 3000, &refreshed), 0);
    ck_assert_uint_eq(refreshed.voids.count, 1);
    ck_assert(event_id_equal(&refreshed.voids.items[0], &commit.id));
    refreshed_finish(&refreshed);
    ck_assert_uint_eq(session_log_count(folder_session(one)),
                      session_log_count(folder_session(other)));
    folder_close(one);
    folder_close(other);
}
END_TEST

/* The path of a launch's journal file. */
static void write_journal_path(const struct token *launch, struct buf *out)
{
    buf_clear(out);
    buf_add_format(out, "%s/journal/%s.yaml", buf_text(&sou), launch->text);
}

START_TEST(test_missing_file_is_noticed)
{
    struct token launches[3];
    for (unsigned i = 0; i < 3; i++) {
        struct folder *folder = open_sou();
        launches[i] = *folder_launch(folder);
        (void)add(folder, "text", START + i);
        folder_close(folder);
    }
    struct buf path = {0};
    write_journal_path(&launches[1], &path);
    ck_assert_int_eq(unlink(buf_text(&path)), 0);
    struct folder *folder = open_sou();
    struct findings findings;
    folder_list_findings(folder, &findings);
    ck_assert_uint_eq(findings.list.count, 1);
    const struct finding *finding = &findings.list.items[0];
    ck_assert_int_eq(finding->kind, FINDING_MISSING);
    ck_assert_str_eq(finding->path, buf_text(&path));
    ck_assert_uint_eq(finding->count, 2);
    findings_finish(&findings);
    ck_assert_uint_eq(count_entries(folder), 2);
    folder_close(folder);
    buf_finish(&path);
}
END_TEST

START_TEST(test_draft_of_a_killed_program)
{
    struct folder *folder = open_with(NULL, buf_text(&sou), 1);
    struct draft draft = {.kind = mem_dup("conclusion"), .text = mem_dup("half a sen")};
    ck_assert_int_eq(folder_write_draft(folder, &draft, START), 0);
    struct drafts drafts;
    ck_assert_int_eq(folder_list_drafts(folder, &drafts), 0);
    ck_assert_uint_eq(drafts.list.count, 0); /* it is still being typed */
    folder_close(folder);
    draft_finish(&draft);

    folder = open_with(NULL, buf_text(&sou), 2); /* the machine was started again */
    ck_assert_int_eq(folder_list_drafts(folder, &drafts), 0);
    ck_assert_uint_eq(drafts.list.count, 1);
    ck_assert_str_eq(drafts.list.items[0].text, "half a sen");
    (void)add(folder, "half a sen", START + 5);
    struct drafts after;
    ck_assert_int_eq(folder_list_drafts(folder, &after), 0);
    ck_assert_uint_eq(after.list.count, 0); /* it is an entry now */
    drafts_finish(&after);
    ck_assert_int_eq(folder_remove_draft(folder, &drafts.list.items[0]), 0);
    drafts_finish(&drafts);
    folder_close(folder);
}
END_TEST

START_TEST(test_torn_tail_is_offered)
{
    struct folder *folder = open_sou();
    (void)add(folder, "First", START);
    (void)add(folder, "A sentence that was not finished", START);
    struct buf path = {0};
    write_journal_path(folder_launch(folder), &path);
    folder_close(folder);
    struct stat before, after;
    ck_assert_int_eq(stat(buf_text(&path), &before), 0);
    ck_assert_int_eq(truncate(buf_text(&path), before.st_size - 50), 0);

    folder = open_sou();
    ck_assert_uint_eq(count_entries(folder), 1);
    ck_assert_uint_eq(count_findings(folder, FINDING_TORN), 1);
    struct drafts drafts;
    ck_assert_int_eq(folder_list_drafts(folder, &drafts), 0);
    ck_assert_uint_eq(drafts.list.count, 1);
    ck_assert(strncmp(drafts.list.items[0].text, "A sentence", 10) == 0);
    ck_assert_str_eq(drafts.list.items[0].kind, "conclusion");
    ck_assert_int_eq(folder_remove_draft(folder, &drafts.list.items[0]), 0);
    drafts_finish(&drafts);
    ck_assert_int_eq(folder_list_drafts(folder, &drafts), 0);
    ck_assert_uint_eq(drafts.list.count, 0);
    drafts_finish(&drafts);
    (void)add(folder, "Second", START + 1); /* into a file of its own */
    folder_close(folder);
    ck_assert_int_eq(stat(buf_text(&path), &after), 0);
    ck_assert_int_eq(after.st_size, before.st_size - 50);
    buf_finish(&path);
}
END_TEST

START_TEST(test_not_saved_and_saved_again)
{
    struct faulty_files disc;
    faulty_files_init(&disc, files_real());
    struct folder *folder = open_with(&disc.files, buf_text(&sou), 1);
    disc.fault = (struct fault){.kind = FILE_WRITE, .at = 1, .error = ENOSPC, .for_ever = true};
    struct commit commit = add(folder, "Kept in memory", START);
    ck_assert(!commit.saved);
    ck_assert_int_eq(commit.applied, APPLIED);
    ck_assert_uint_eq(count_entries(folder), 1);
    struct journal_status status;
    folder_read_status(folder, &status);
    ck_assert_int_eq(status.state, JOURNAL_NOT_SAVED);
    disc.fault.at = 0;
    struct refreshed refreshed;
    ck_assert_int_eq(folder_refresh(folder, 50000, &refreshed), 0);
    ck_assert(refreshed.status);
    ck_assert_uint_eq(refreshed.events, 0);
    refreshed_finish(&refreshed);
    folder_read_status(folder, &status);
    ck_assert_int_eq(status.state, JOURNAL_SAVED);
    struct folder *again = open_sou();
    ck_assert_uint_eq(count_entries(again), 1);
    folder_close(again);
    folder_close(folder);
}
END_TEST

/* Nothing can be made in the session folder; all else works. */
static int openat_not_at_home(void *unused, int folder, const char *name, int flags, mode_t mode)
{
    (void)unused;
    char link[64];
    char target[4096] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    if ((flags & O_CREAT) != 0 && readlink(link, target, sizeof target - 1) > 0 &&
        strstr(target, "/sou-88") != NULL)
        return -EDQUOT;
    return files_real()->openat(files_real()->state, folder, name, flags, mode);
}

START_TEST(test_rescued_is_found_at_the_next_start)
{
    struct files table = *files_real();
    table.openat = openat_not_at_home;
    struct folder *folder = open_with(&table, buf_text(&sou), 1);
    struct commit commit = add(folder, "Rescued", START);
    ck_assert(commit.saved);
    struct journal_status status;
    folder_read_status(folder, &status);
    ck_assert_int_eq(status.state, JOURNAL_RESCUED);
    struct folder *other = open_with(&table, buf_text(&sou), 1);
    ck_assert_uint_eq(count_entries(other), 1);
    (void)add(other, "As well", START + 1);
    refresh(folder, 1000, 2);
    folder_close(folder);
    folder_close(other);
    folder = open_sou();
    ck_assert_uint_eq(count_entries(folder), 2);
    folder_close(folder);
}
END_TEST

/* One journal file for each command of a long day, and few descriptors to open them with. */
START_TEST(test_five_thousand_files)
{
    enum { FILES = 5000 };
    struct buf path = {0};
    buf_add_format(&path, "%s/journal", buf_text(&sou));
    ck_assert_int_eq(mkdir(buf_text(&path), 0777), 0);
    for (unsigned i = 0; i < FILES; i++) {
        struct buf bytes = {0};
        struct token launch;
        token_from_bits(UINT64_C(0x9e3779b97f4a7c15) * (i + 1), &launch);
        struct event *event = sample_event(0, 1);
        event->id.launch = launch;
        uint64_t digest;
        ck_assert_int_eq(frame_write(event, 0, &bytes, &digest), 0);
        event_free(event);
        write_journal_path(&launch, &path);
        write_file(buf_text(&path), buf_text(&bytes));
        buf_finish(&bytes);
    }
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = 64; /* the hard limit stays: valgrind keeps files of its own above */
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
    struct folder *folder = open_sou();
    ck_assert_uint_eq(folder_count_files(folder), FILES);
    ck_assert_uint_eq(folder_count_events(folder), FILES);
    folder_close(folder);
    buf_finish(&path);
}
END_TEST

START_TEST(test_links_are_not_followed)
{
    struct folder *folder = open_sou();
    (void)add(folder, "First", START);
    struct buf path = {0}, link = {0};
    write_journal_path(folder_launch(folder), &path);
    folder_close(folder);
    buf_add_format(&link, "%s/journal/0000000000000.yaml", buf_text(&sou));
    ck_assert_int_eq(symlink(buf_text(&path), buf_text(&link)), 0);
    folder = open_sou();
    ck_assert_uint_eq(folder_count_files(folder), 1);
    ck_assert_uint_eq(count_findings(folder, FINDING_REFUSED), 1);
    folder_close(folder);
    buf_finish(&path);
    buf_finish(&link);
}
END_TEST

START_TEST(test_programme_that_is_a_link)
{
    struct buf file = {0}, real = {0};
    buf_add_format(&file, "%s/programme.yaml", buf_text(&sou));
    buf_add_format(&real, "%s/real.yaml", buf_text(&sou));
    ck_assert_int_eq(rename(buf_text(&file), buf_text(&real)), 0);
    ck_assert_int_eq(symlink("real.yaml", buf_text(&file)), 0);

    const struct {
        const char *path;
        int result;
    } cases[] = {{buf_text(&sou), 1}, {buf_text(&file), 0}, {buf_text(&real), 0}, {"/dev/null", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder_options options = {.path = cases[i].path, .state = buf_text(&state)};
        struct diags diags = {0};
        struct folder *folder = NULL;
        ck_assert_int_eq(folder_open(&options, &diags, NULL, &folder), cases[i].result);
        ck_assert(diags_have_errors(&diags) == (cases[i].result != 0));
        folder_close(folder);
        diags_finish(&diags);
    }
    buf_finish(&file);
    buf_finish(&real);
}
END_TEST

SUITE_WITH("store/folder", setup, teardown, test_names_of_a_session, test_reading_makes_nothing,
           test_errors, test_commit_and_reopen, test_two_at_once, test_missing_file_is_noticed,
           test_draft_of_a_killed_program, test_torn_tail_is_offered,
           test_not_saved_and_saved_again, test_rescued_is_found_at_the_next_start,
           test_five_thousand_files, test_links_are_not_followed, test_programme_that_is_a_link)
