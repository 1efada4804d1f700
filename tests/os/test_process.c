#include <dais/os/process.h>

#include "suite.h"
#include <dais/os/files.h>
#include <dais/os/paths.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LONGEST_WAIT = 5000 };

static void start(struct process *process, const char *script, const char *argument,
                  const char *input, size_t size)
{
    const char *const words[] = {"sh", "-c", script, "sh", argument, NULL};
    const struct process_plan plan = {.words = words, .input = input, .input_size = size};
    ck_assert_int_eq(process_start(process, &plan), 0);
}

START_TEST(test_status)
{
    static const struct {
        const char *script;
        int status;
    } cases[] = {{"exit 0", 0}, {"exit 7", 7}, {"kill -TERM $$", 128 + SIGTERM}, {"read x", 1}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct process process;
        int status = -1;
        start(&process, cases[i].script, NULL, NULL, 0);
        ck_assert_int_eq(process_wait(&process, &status), 0);
        ck_assert_int_eq(status, cases[i].status);
        process_finish(&process);
    }
}
END_TEST

/* More than a pipe holds, to a program that reads it, and to one that does not. */
START_TEST(test_input)
{
    enum { SIZE = 1 << 20 };
    BUF_LOCAL struct buf folder = {0};
    BUF_LOCAL struct buf path = {0};
    BUF_LOCAL struct buf read = {0};
    char *input = mem_new(SIZE, 1);
    memset(input, 'x', SIZE);
    ck_assert_int_eq(paths_make_scratch(&folder), 0);
    buf_add_format(&path, "%s/got it", buf_text(&folder));
    struct process process;
    int status = -1;
    start(&process, "cat >\"$1\"", buf_text(&path), input, SIZE);
    ck_assert_int_eq(process_wait(&process, &status), 0);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&path), SIZE, &read), 0);
    ck_assert_uint_eq(read.size, SIZE);
    ck_assert_mem_eq(read.bytes, input, SIZE);
    start(&process, "exit 3", NULL, input, SIZE);
    ck_assert_int_eq(process_wait(&process, &status), 0);
    ck_assert_int_eq(status, 3);
    free(input);
    ck_assert_int_eq(paths_remove_tree(buf_text(&folder)), 0);
}
END_TEST

START_TEST(test_not_started)
{
    const char *const words[] = {"dais-no-such-program", NULL};
    const struct process_plan plan = {.words = words};
    struct process process;
    ck_assert_int_eq(process_start(&process, &plan), -ENOENT);
    ck_assert_int_eq(process.pid, 0);
    process_finish(&process);
}
END_TEST

START_TEST(test_poll)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    struct process process;
    const char *const words[] = {"cat", NULL};
    /* With the terminal's streams: it waits for what comes through ours. */
    int kept = dup(STDIN_FILENO);
    ck_assert_int_ge(dup2(ends[0], STDIN_FILENO), 0);
    close(ends[0]);
    const struct process_plan plan = {.words = words, .terminal = true};
    pid_t pid = fork(); /* holds the writing end so that only it ends cat */
    if (pid == 0)
        _exit(0);
    ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
    ck_assert_int_eq(process_start(&process, &plan), 0);
    int status = -1;
    ck_assert_int_eq(process_poll(&process, &status), 0);
    ck_assert_int_eq(kill(process.pid, SIGTERM), 0);
    if (process_fd(&process) >= 0) {
        struct pollfd polled = {.fd = process_fd(&process), .events = POLLIN};
        ck_assert_int_eq(poll(&polled, 1, LONGEST_WAIT), 1);
        ck_assert_int_eq(process_poll(&process, &status), 1);
    } else {
        ck_assert_int_eq(process_wait(&process, &status), 0);
    }
    ck_assert_int_eq(status, 128 + SIGTERM);
    ck_assert_int_eq(process.pid, 0);
    ck_assert_int_ge(dup2(kept, STDIN_FILENO), 0);
    close(kept);
    close(ends[1]);
}
END_TEST

/* A program that is still running when nobody wants it any more. */
START_TEST(test_finish)
{
    struct process process;
    start(&process, "while :; do read x </dev/zero; done", NULL, NULL, 0);
    pid_t pid = process.pid;
    process_finish(&process);
    ck_assert_int_eq(waitpid(pid, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
    process_finish(&process);
}
END_TEST

/* A fresh program's signals, whatever ours are. */
/* What it left behind goes with it, though it has ended itself; its number stays its own so long.
 */
START_TEST(test_group)
{
    BUF_LOCAL struct buf folder = {0};
    BUF_LOCAL struct buf path = {0};
    BUF_LOCAL struct buf text = {0};
    struct process process;
    int status = -1;
    ck_assert_int_eq(paths_make_scratch(&folder), 0);
    buf_add_format(&path, "%s/child", buf_text(&folder));
    start(&process, "while :; do :; done & echo $! >\"$1\"; exit 5", buf_text(&path), NULL, 0);
    struct pollfd ended = {.fd = process_fd(&process), .events = POLLIN};
    ck_assert_int_eq(poll(&ended, 1, LONGEST_WAIT), 1);
    ck_assert_int_eq(process_look(&process, &status), 1);
    ck_assert_int_eq(status, 5);
    ck_assert_int_eq(process_look(&process, &status), 1);
    ck_assert_int_eq(files_read_whole_path(files_real(), buf_text(&path), 64, &text), 0);
    pid_t child = (pid_t)strtol(buf_text(&text), NULL, 10);
    ck_assert_int_gt(child, 1);
    ck_assert_int_eq(kill(child, 0), 0);
    ck_assert_uint_ne(process_birth(child), 0);
    process_finish(&process);
    for (int i = 0; i < LONGEST_WAIT && process_birth(child) != 0; i++)
        (void)poll(NULL, 0, 1);
    ck_assert_uint_eq(process_birth(child), 0);
    ck_assert_int_eq(paths_remove_tree(buf_text(&folder)), 0);
}
END_TEST

START_TEST(test_signals)
{
    sigset_t all;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigfillset(&all);
    ck_assert_int_eq(sigprocmask(SIG_BLOCK, &all, NULL), 0);
    ck_assert_int_eq(sigaction(SIGTERM, &ignore, NULL), 0);
    struct process process;
    int status = -1;
    start(&process, "kill -TERM $$; exit 9", NULL, NULL, 0);
    ck_assert_int_eq(process_wait(&process, &status), 0);
    ck_assert_int_eq(status, 128 + SIGTERM);
}
END_TEST

/* The program stops itself, as an editor on Ctrl-Z: we stop, and both go on together. */
START_TEST(test_stopped_together)
{
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct process process;
        int status = 0;
        start(&process, "kill -STOP $$; exit 7", NULL, NULL, 0);
        _exit(process_wait(&process, &status) == 0 ? status : 99);
    }
    int status;
    ck_assert_int_eq(waitpid(pid, &status, WUNTRACED), pid);
    ck_assert(WIFSTOPPED(status));
    ck_assert_int_eq(kill(pid, SIGCONT), 0);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 7);
}
END_TEST

/* We are told to end while another program has the terminal: it is told, too, and does or does not.
 */
START_TEST(test_told_to_end)
{
    static const struct {
        const char *command;
        int signal, result, status;
    } cases[] = {
        {"exec cat", SIGTERM, -ECANCELED, 128 + SIGTERM},
        {"exec cat", SIGHUP, -ECANCELED, 128 + SIGTERM},
        {"exit 5", SIGHUP, -ECANCELED, 5}, /* by itself, in the meantime */
        {"trap '' TERM; exec cat", SIGTERM, -ETIMEDOUT, -1},
    };
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_ge(dup2(ends[0], STDIN_FILENO), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {"sh", "-c", cases[i].command, NULL};
        struct process process;
        sigset_t told, pending;
        int status = -1;
        (void)sigemptyset(&told);
        (void)sigaddset(&told, cases[i].signal);
        ck_assert_int_eq(sigprocmask(SIG_BLOCK, &told, NULL), 0);
        const struct process_plan plan = {.words = words, .terminal = true};
        ck_assert_int_eq(process_start(&process, &plan), 0);
        ck_assert_int_eq(raise(cases[i].signal), 0);
        ck_assert_int_eq(process_wait(&process, &status), cases[i].result);
        ck_assert_int_eq(status, cases[i].status);
        process_finish(&process);
        ck_assert_int_eq(sigpending(&pending), 0);
        ck_assert_int_eq(sigismember(&pending, cases[i].signal), 1); /* left to be taken */
        ck_assert_int_eq(sigwaitinfo(&told, NULL), cases[i].signal);
    }
    close(ends[1]);
}
END_TEST

START_TEST(test_words)
{
    static const struct {
        const char *command, *words; /* with | between; NULL: none */
    } cases[] = {
        {"vi", "vi"},
        {"code -w", "code|-w"},
        {"  nano   -w\t", "nano|-w"},
        {"'/opt/my editor/ed' -n", "/opt/my editor/ed|-n"},
        {"\"a b\"c d\\ e", "a bc|d e"},
        {"ed '' x", "ed||x"},
        {"ed \"a\\\"b\" 'c\\d'", "ed|a\"b|c\\d"},
        {"ed $HOME `x` ;y", "ed|$HOME|`x`|;y"}, /* no shell */
        {"", NULL},
        {"  ", NULL},
        {"ed 'open", NULL},
        {"a b c d e f", "a|b|c|d|e|f"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int with_extra = 0; with_extra < 2; with_extra++) {
            char **words = process_words(cases[i].command, with_extra ? "a file" : NULL);
            ck_assert_msg((words != NULL) == (cases[i].words != NULL), "%s", cases[i].command);
            if (words == NULL)
                continue;
            BUF_LOCAL struct buf joined = {0};
            for (size_t n = 0; words[n] != NULL; n++)
                buf_add_format(&joined, "%s%s", n > 0 ? "|" : "", words[n]);
            BUF_LOCAL struct buf expected = {0};
            buf_add_format(&expected, "%s%s", cases[i].words, with_extra ? "|a file" : "");
            ck_assert_str_eq(buf_text(&joined), buf_text(&expected));
            free(words);
        }
    }
}
END_TEST

START_TEST(test_birth)
{
    uint64_t birth = process_birth(process_self());
    ck_assert_uint_gt(birth, 0);
    ck_assert_uint_eq(process_birth(process_self()), birth);
    ck_assert_uint_ge(birth, process_birth(getppid())); /* in this order they began */
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    siginfo_t info;
    ck_assert_int_eq(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
    ck_assert_uint_eq(process_birth(child), 0); /* it is over, though not yet waited for */
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    ck_assert_uint_eq(process_birth(child), 0);
    ck_assert_uint_eq(process_birth(0), 0);
}
END_TEST

/* An editor's Ctrl-C is not ours, neither at once nor when it has ended. */
START_TEST(test_keyboard)
{
    const char *words[] = {"sh", "-c", "kill -INT $PPID; kill -QUIT $PPID", NULL};
    struct process process;
    sigset_t interrupt;
    sigset_t pending;
    int status;
    /* Whoever runs the tests in the background has them ignored. */
    struct sigaction usual = {.sa_handler = SIG_DFL};
    ck_assert_int_eq(sigaction(SIGINT, &usual, NULL), 0);
    ck_assert_int_eq(sigaction(SIGQUIT, &usual, NULL), 0);
    ck_assert_int_eq(sigemptyset(&interrupt), 0);
    ck_assert_int_eq(sigaddset(&interrupt, SIGINT), 0);
    ck_assert_int_eq(sigprocmask(SIG_BLOCK, &interrupt, NULL), 0); /* as the loop does */
    ck_assert_int_eq(
        process_start(&process, &(struct process_plan){.words = words, .terminal = true}), 0);
    ck_assert_int_eq(process_wait(&process, &status), 0);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(sigpending(&pending), 0);
    ck_assert_int_eq(sigismember(&pending, SIGINT), 0);
    struct sigaction now;
    ck_assert_int_eq(sigaction(SIGQUIT, NULL, &now), 0);
    ck_assert(now.sa_handler == SIG_DFL);
}
END_TEST

/* What goes wrong where some streams are closed: bits of `closed`. */
static int count_wrong_streams(unsigned closed)
{
    char letter;
    int wrong = 0, spare = dup(STDERR_FILENO);
    for (int fd = 0; fd < 3; fd++)
        if (closed & 1U << fd)
            (void)close(fd);
    wrong += process_hold_streams() != 0;
    wrong += dup(spare) < 3; /* as the next file that is opened */
    for (int fd = 0; fd < 3; fd++)
        if (closed & 1U << fd)
            wrong += (fd == 0 ? read(fd, &letter, 1) : write(fd, "x", 1)) >= 0;
    return wrong;
}

START_TEST(test_closed_streams)
{
    for (unsigned closed = 0; closed < 8; closed++) {
        int status = -1;
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0)
            _exit(count_wrong_streams(closed));
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "closed: %u", closed);
    }
}
END_TEST

/* A file that may not grow: an errno here, an end for what is started. */
START_TEST(test_size_limit)
{
    const struct rlimit none = {0, RLIM_INFINITY};
    BUF_LOCAL struct buf folder = {0};
    BUF_LOCAL struct buf path = {0};
    struct process process;
    int status = -1;
    ck_assert_int_eq(paths_make_scratch(&folder), 0);
    buf_add_format(&path, "%s/file", buf_text(&folder));
    ck_assert_int_eq(process_ignore_size_limit(), 0);
    start(&process, "ulimit -f 0; echo x >\"$1\"", buf_text(&path), NULL, 0);
    ck_assert_int_eq(process_wait(&process, &status), 0);
    ck_assert_int_eq(status, 128 + SIGXFSZ);
    process_finish(&process);
    int file = open(buf_text(&path), O_WRONLY);
    ck_assert_int_ge(file, 0);
    struct rlimit before;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
    ssize_t done = files_write(files_real(), file, "x", 1);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    ck_assert_int_eq(done, -EFBIG);
    (void)close(file);
    ck_assert_int_eq(paths_remove_tree(buf_text(&folder)), 0);
}
END_TEST

SUITE("os/process", test_birth, test_closed_streams, test_group, test_keyboard, test_status,
      test_input, test_not_started, test_poll, test_finish, test_signals, test_size_limit,
      test_stopped_together, test_told_to_end, test_words)
