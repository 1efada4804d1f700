#include <dais/os/rehearsal.h>

#include "suite.h"
#include <dais/os/files.h>
#include <dais/os/paths.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct buf home;    /* the user's state folder */
static struct buf session; /* a session's folder */

static void setup(void)
{
    ck_assert_int_eq(paths_make_scratch(&home), 0);
    ck_assert_int_eq(paths_make_scratch(&session), 0);
    ck_assert_int_eq(setenv("XDG_STATE_HOME", buf_text(&home), 1), 0);
}

static void teardown(void)
{
    paths_remove_tree(buf_text(&home));
    paths_remove_tree(buf_text(&session));
    buf_finish(&home);
    buf_finish(&session);
}

static struct clock running(void)
{
    struct clock clock;
    clock_init_running(&clock, 1652853000000, 60);
    return clock;
}

static bool is_found(const char *path)
{
    struct rehearsal found;
    if (!rehearsal_find(path, &found))
        return false;
    rehearsal_finish(&found);
    return true;
}

/* It is found by folder and by programme, in step; then it is over. */
START_TEST(test_told)
{
    struct clock clock = running();
    BUF_LOCAL struct buf programme = {0};
    buf_add_format(&programme, "%s/programme.yaml", buf_text(&session));
    ck_assert(!is_found(buf_text(&session)));
    ck_assert_int_eq(rehearsal_tell(buf_text(&session), buf_text(&session), &clock), 0);
    struct rehearsal found;
    ck_assert(rehearsal_find(buf_text(&programme), &found));
    ck_assert_str_eq(buf_text(&found.record), buf_text(&session));
    ck_assert_int_eq(found.clock.kind, CLOCK_KIND_RUNNING);
    msec_t apart = clock_now(&found.clock).wall - clock_now(&clock).wall;
    ck_assert_int_le(apart < 0 ? -apart : apart, 60 * MSEC_SECOND); /* a second of real time */
    rehearsal_finish(&found);
    ck_assert(!is_found(buf_text(&home)));
    rehearsal_end(buf_text(&programme));
    ck_assert(!is_found(buf_text(&session)));
    clock_init_standing(&clock, 0);
    ck_assert_int_eq(rehearsal_tell(buf_text(&session), buf_text(&session), &clock), -EINVAL);
}
END_TEST

/* One whose program was killed is not found, nor is one that another program's end leaves. */
START_TEST(test_processes)
{
    struct clock clock = running();
    pid_t child = fork();
    if (child == 0)
        _exit(rehearsal_tell(buf_text(&session), buf_text(&session), &clock) == 0 ? 0 : 1);
    int status = -1;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert(!is_found(buf_text(&session)));

    ck_assert_int_eq(rehearsal_tell(buf_text(&session), buf_text(&session), &clock), 0);
    child = fork();
    if (child == 0) {
        rehearsal_end(buf_text(&session));
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(is_found(buf_text(&session)));
}
END_TEST

/* A record that is gone, and lines that nobody wrote so. */
START_TEST(test_nonsense)
{
    static const char *const lines[] = {
        "",
        "rehearsal 1 ",
        "rehearsal 2 1 1 1 1 1 /",
        "rehearsal 1 -1 1 1 1 1 /",
        "rehearsal 1 1 1 1 1 0 /",
        "rehearsal 1 1 1 1 1 99999 /",
        "rehearsal 1 1 1 1 1 1 relative",
        "rehearsal 1 99999999999999999999 1 1 1 1 /",
        "rehearsal 1 1 1 9223372036854775807 1 1 /",
        "rehearsal 1 1 1 1 -9223372036854775808 1 /",
    };
    struct clock clock = running();
    BUF_LOCAL struct buf gone = {0};
    buf_add_format(&gone, "%s/gone", buf_text(&session));
    ck_assert_int_eq(rehearsal_tell(buf_text(&session), buf_text(&gone), &clock), 0);
    ck_assert(!is_found(buf_text(&session)));
    BUF_LOCAL struct buf find = {0};
    buf_add_format(&find, "%s/dais/rehearsals", buf_text(&home));
    struct file_names names = {0};
    int folder = files_open_folder_path(files_real(), buf_text(&find));
    ck_assert_int_ge(folder, 0);
    ck_assert_int_eq(files_list(files_real(), folder, &names), 0);
    ck_assert_uint_eq(names.list.count, 1);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ck_assert_int_eq(files_replace(files_real(), folder, names.list.items[0], lines[i],
                                       strlen(lines[i]), 0600),
                         0);
        ck_assert_msg(!is_found(buf_text(&session)), "line %zu", i);
    }
    file_names_finish(&names);
    close(folder);
}
END_TEST

SUITE_WITH("os/rehearsal", setup, teardown, test_told, test_processes, test_nonsense)
