/*
 * Programs that are killed, and programs that act at once: what was acknowledged is there.
 */
#include <suite.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/os/clock.h>
#include <dais/os/paths.h>
#include <dais/store/verify.h>
#include <faulty_files.h>

static const char programme_text[] = "title: A short morning\n"
                                     "date: 2022-05-18\n"
                                     "timezone: UTC\n"
                                     "slots:\n"
                                     "  - {time: 09:00-09:30, title: Opening}\n"
                                     "  - {time: 09:30-10:30, title: Panel, kind: panel}\n";

/* 09:03 on the day. */
#define START ((msec_t)1652864580000)

static struct buf scratch, sou, state;

static void setup(void)
{
    scratch = sou = state = (struct buf){0};
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    buf_add_format(&sou, "%s/sou-88", buf_text(&scratch));
    buf_add_format(&state, "%s/state", buf_text(&scratch));
    ck_assert_int_eq(mkdir(buf_text(&sou), 0777), 0);
    struct buf path = {0};
    buf_add_format(&path, "%s/programme.yaml", buf_text(&sou));
    FILE *file = fopen(buf_text(&path), "w");
    ck_assert_ptr_nonnull(file);
    fputs(programme_text, file);
    ck_assert_int_eq(fclose(file), 0);
    buf_finish(&path);
}

static void teardown(void)
{
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    buf_finish(&scratch);
    buf_finish(&sou);
    buf_finish(&state);
}

static struct folder *open_as(const struct files *files, const char *home)
{
    struct folder_options options = {
        .files = files, .path = buf_text(&sou), .state = home, .boot_id = 1};
    struct diags diags = {0};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, NULL, &folder);
    diags_finish(&diags);
    return result == 0 ? folder : NULL;
}

static struct folder *open_sou(const struct files *files)
{
    return open_as(files, buf_text(&state));
}

/* Commits a wish; false where it was refused or is not on the disc. */
static bool act(struct folder *folder, const struct wish *wish, msec_t now, struct event_id *ret_id)
{
    struct actor actor = {.writer = *folder_writer(folder),
                          .launch = *folder_launch(folder),
                          .now = {.wall = now, .boot = now}};
    struct event *event;
    struct refusal refusal;
    struct commit commit;
    if (!session_decide(folder_session(folder), wish, &actor, &event, &refusal)) {
        refusal_finish(&refusal);
        return false;
    }
    if (folder_commit_take(folder, event, now, &commit) < 0)
        return false;
    *ret_id = commit.id;
    return commit.saved;
}

static bool add(struct folder *folder, const char *text, msec_t now, struct event_id *ret_id)
{
    struct wish wish = {.verb = WISH_ADD, .kind = ENTRY_NOTE, .fields = {.text = text}};
    return act(folder, &wish, now, ret_id);
}

/* Captures and drafts; says on `out` the id of what got its tick, in the moment it got it. */
static void capture(const struct files *files, unsigned count, int out)
{
    struct folder *folder = open_sou(files);
    for (unsigned i = 0; folder != NULL && i < count; i++) {
        struct draft draft = {.kind = mem_dup("note"), .text = mem_dup("a note")};
        struct event_id id;
        (void)folder_write_draft(folder, &draft, START);
        if (add(folder, "a note", START + i, &id) &&
            write(out, &id, sizeof id) != (ssize_t)sizeof id)
            _exit(2);
        (void)folder_remove_own_draft(folder, 1);
        draft_finish(&draft);
    }
    folder_close(folder);
}

struct ids {
    ARRAY_OF(struct event_id) list;
};

static void read_ids(int from, struct ids *ids)
{
    struct event_id id;
    while (read(from, &id, sizeof id) == (ssize_t)sizeof id)
        array_push(&ids->list, id);
}

/* All that was promised is there, and nothing worse than a torn tail is found. */
static void check_promises(const struct ids *ids)
{
    struct folder *folder = open_sou(NULL);
    ck_assert_ptr_nonnull(folder);
    for (size_t i = 0; i < ids->list.count; i++)
        ck_assert_ptr_nonnull(session_log_find(folder_session(folder), &ids->list.items[i]));
    struct diags diags = {0};
    struct verified verified;
    verify_folder(folder, &diags, &verified);
    ck_assert_uint_eq(verified.counts[FINDING_UNREADABLE], 0);
    ck_assert_uint_eq(verified.counts[FINDING_CHANGED], 0);
    ck_assert_uint_eq(verified.counts[FINDING_MISSING], 0);
    ck_assert_uint_eq(verified.counts[FINDING_FORK], 0);
    diags_finish(&diags);
    folder_close(folder);
}

START_TEST(test_killed_at_every_call)
{
    enum { NOTES = 3 };
    bool killed = true;
    for (unsigned at = 1; killed; at++) {
        struct ids ids = {0};
        int ends[2];
        teardown();
        setup();
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            struct faulty_files disc;
            close(ends[0]);
            faulty_files_init(&disc, files_real());
            disc.fault = (struct fault){.kind = FILE_ANY, .at = at, .kill = true};
            capture(&disc.files, NOTES, ends[1]);
            _exit(0);
        }
        close(ends[1]);
        read_ids(ends[0], &ids);
        close(ends[0]);
        int status;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        killed = WIFSIGNALED(status);
        ck_assert(killed ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0);
        ck_assert(killed || ids.list.count == NOTES);
        check_promises(&ids);
        free(ids.list.items);
    }
}
END_TEST

START_TEST(test_killed_at_any_time)
{
    enum { KILLS = 60, READY = 1 };
    struct ids ids = {0};
    uint32_t random = 7;
    for (unsigned round = 0; round < KILLS; round++) {
        int ends[2];
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            close(ends[0]);
            capture(files_real(), 100000, ends[1]);
            _exit(0);
        }
        close(ends[1]);
        random = random * 1664525 + 1013904223;
        struct pollfd never = {.fd = -1};
        (void)poll(&never, READY, (int)(random >> 8) % 20);
        ck_assert_int_eq(kill(child, SIGKILL), 0);
        ck_assert_int_eq(waitpid(child, NULL, 0), child);
        read_ids(ends[0], &ids);
        close(ends[0]);
    }
    check_promises(&ids);
    free(ids.list.items);
}
END_TEST

/* One of two writers' two programs each: captures, moves the clock, looks at what the others did.
 */
static void take_part(unsigned who, int out)
{
    enum { ROUNDS = 40 };
    static const enum wish_verb verbs[] = {WISH_START, WISH_PAUSE, WISH_RESUME, WISH_NEXT,
                                           WISH_BACK};
    struct buf home = {0};
    buf_add_format(&home, "%s-%u", buf_text(&state), who % 2);
    struct folder *folder = open_as(NULL, buf_text(&home));
    (void)folder_watch_fd(folder);
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct refreshed refreshed;
        if (folder_refresh(folder, i, &refreshed) == 0)
            refreshed_finish(&refreshed);
        struct event_id id;
        struct wish wish = {.verb = verbs[(i + who) % 5]};
        msec_t now = START + clock_hand_now(); /* after whatever it has seen */
        if (add(folder, "one of four", now, &id) &&
            write(out, &id, sizeof id) != (ssize_t)sizeof id)
            _exit(2);
        if (act(folder, &wish, now, &id) && write(out, &id, sizeof id) != (ssize_t)sizeof id)
            _exit(2);
    }
    folder_close(folder);
    buf_finish(&home);
}

START_TEST(test_four_at_once)
{
    enum { PROGRAMS = 4, ROUNDS = 40 };
    struct ids ids = {0};
    struct folder *watcher = open_sou(NULL);
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    for (unsigned i = 0; i < PROGRAMS; i++) {
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            close(ends[0]);
            take_part(i, ends[1]);
            _exit(0);
        }
    }
    close(ends[1]);
    read_ids(ends[0], &ids);
    close(ends[0]);
    for (unsigned i = 0; i < PROGRAMS; i++) {
        int status;
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_uint_ge(ids.list.count, PROGRAMS * ROUNDS);
    check_promises(&ids);

    /* Whoever looked all the while and whoever comes now see the same. */
    struct refreshed refreshed;
    ck_assert_int_eq(folder_refresh(watcher, 1, &refreshed), 0);
    refreshed_finish(&refreshed);
    struct folder *late = open_sou(NULL);
    const struct session *one = folder_session(watcher);
    const struct session *other = folder_session(late);
    ck_assert_uint_eq(session_log_count(one), ids.list.count + PROGRAMS);
    ck_assert_uint_eq(session_log_count(one), session_log_count(other));
    for (size_t i = 0; i < session_log_count(one); i++) {
        const struct logged *a = session_log_at(one, i);
        const struct logged *b = session_log_at(other, i);
        ck_assert(event_equal(a->event, b->event));
        ck_assert(a->is_void == b->is_void && a->undone == b->undone);
    }
    folder_close(watcher);
    folder_close(late);
    free(ids.list.items);
}
END_TEST

SUITE_WITH("store/folder_kill", setup, teardown, test_killed_at_every_call, test_killed_at_any_time,
           test_four_at_once)
