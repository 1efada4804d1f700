/*
 * Runs a program and kills it with SIGKILL right before its Nth system call that touches files:
 *
 *     killed_at HOW N NOTES PROGRAM ARGUMENT...
 *
 * HOW is `all`, or `changes` for those calls only that may change a file or a folder; `torn` is
 * `changes` with the first half of a write done; `asked` is `all` with SIGTERM instead. N is 0 for
 * never. NOTES gets a line for each call that was counted: its number, its name, and the path
 * behind its first descriptor.
 *
 * It is the program itself that is seen from outside, by its own number: who traces it is a
 * grandchild that nobody waits for. Programs that it starts are let alone. What the kernel does
 * not stop for is not slowed: a filter asks for the calls that count.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h> /* what a call is given, which sys/ptrace.h names otherwise */

enum { USAGE = 2, UNABLE = 127, CALLS_MOST = 64 };

/* How a call counts. */
enum change {
    READS,   /* never a change */
    OPENS,   /* one where it makes or empties a file */
    WRITES,  /* one where a regular file is written */
    CHANGES, /* always one */
};

static const struct call {
    long number;
    const char *name;
    enum change change;
} calls[] = {
    {SYS_openat, "openat", OPENS},
    {SYS_read, "read", READS},
    {SYS_pread64, "pread64", READS},
    {SYS_close, "close", READS},
    {SYS_fstat, "fstat", READS},
    {SYS_newfstatat, "newfstatat", READS},
    {SYS_statx, "statx", READS},
    {SYS_getdents64, "getdents64", READS},
    {SYS_faccessat, "faccessat", READS},
    {SYS_readlinkat, "readlinkat", READS},
    {SYS_inotify_add_watch, "inotify_add_watch", READS},
    {SYS_exit_group, "exit_group", READS},
    {SYS_write, "write", WRITES},
    {SYS_pwrite64, "pwrite64", WRITES},
    {SYS_writev, "writev", WRITES},
    {SYS_fsync, "fsync", CHANGES},
    {SYS_fdatasync, "fdatasync", CHANGES},
    {SYS_ftruncate, "ftruncate", CHANGES},
    {SYS_fallocate, "fallocate", CHANGES},
    {SYS_mkdirat, "mkdirat", CHANGES},
    {SYS_linkat, "linkat", CHANGES},
    {SYS_symlinkat, "symlinkat", CHANGES},
    {SYS_unlinkat, "unlinkat", CHANGES},
    {SYS_renameat2, "renameat2", CHANGES},
    {SYS_fchmod, "fchmod", CHANGES},
    {SYS_fchmodat, "fchmodat", CHANGES},
    {SYS_utimensat, "utimensat", CHANGES},
#ifdef SYS_renameat
    {SYS_renameat, "renameat", CHANGES},
#endif
#ifdef SYS_open
    {SYS_open, "open", OPENS},
    {SYS_stat, "stat", READS},
    {SYS_lstat, "lstat", READS},
    {SYS_access, "access", READS},
    {SYS_readlink, "readlink", READS},
    {SYS_mkdir, "mkdir", CHANGES},
    {SYS_rmdir, "rmdir", CHANGES},
    {SYS_link, "link", CHANGES},
    {SYS_unlink, "unlink", CHANGES},
    {SYS_rename, "rename", CHANGES},
    {SYS_chmod, "chmod", CHANGES},
#endif
};
enum { CALL_COUNT = sizeof calls / sizeof calls[0] };
_Static_assert((int)CALL_COUNT <= (int)CALLS_MOST, "the filter jumps that far");

struct hunt {
    pid_t game; /* the program */
    bool all;
    bool torn;
    int signal;
    bool begun; /* it runs the program that was asked for */
    long last;  /* N */
    long count;
    int notes;
};

/* Stops at the calls of the table, all others go on unseen. */
static int ask_for_calls(bool all)
{
    struct sock_filter code[2 * CALLS_MOST + 4];
    unsigned short size = 0;
    code[size++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < CALL_COUNT; i++) {
        if (!all && calls[i].change == READS)
            continue;
        code[size++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                                                    (unsigned)calls[i].number, 0, 1);
        code[size++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    }
    code[size++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog filter = {.len = size, .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return -errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) < 0 ? -errno : 0;
}

static const struct call *find_call(uint64_t number)
{
    for (int i = 0; i < CALL_COUNT; i++) {
        if (calls[i].number == (long)number)
            return &calls[i];
    }
    return NULL;
}

static void write_path(const struct hunt *hunt, char out[static PATH_MAX], uint64_t fd)
{
    (void)snprintf(out, PATH_MAX, "/proc/%d/fd/%d", (int)hunt->game, (int)fd);
}

static bool is_regular(const struct hunt *hunt, uint64_t fd)
{
    char path[PATH_MAX];
    struct stat about;
    write_path(hunt, path, fd);
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool counts(const struct hunt *hunt, const struct call *call, const uint64_t arguments[])
{
    bool opens_at = call->number == SYS_openat;
    if (hunt->all)
        return true;
    switch (call->change) {
    case READS:
        return false;
    case OPENS:
        return (arguments[opens_at ? 2 : 1] & (O_CREAT | O_TRUNC)) != 0;
    case WRITES:
        return is_regular(hunt, arguments[0]);
    case CHANGES:
        return true;
    }
    return true;
}

static void note(const struct hunt *hunt, const struct call *call, uint64_t first)
{
    char path[PATH_MAX], target[PATH_MAX], line[2 * PATH_MAX];
    write_path(hunt, path, first);
    ssize_t length = readlink(path, target, sizeof target - 1);
    target[length > 0 ? length : 0] = '\0';
    int size = snprintf(line, sizeof line, "%ld %s %s\n", hunt->count, call->name, target);
    (void)!write(hunt->notes, line, (size_t)size);
}

/* The first half of a write is done in its place. */
static void write_half(const struct hunt *hunt, pid_t pid, const struct call *call,
                       const uint64_t arguments[])
{
    char path[PATH_MAX];
    size_t size = (size_t)arguments[2] / 2;
    if (call->number != SYS_write || !is_regular(hunt, arguments[0]) || size == 0)
        return;
    char *bytes = malloc(size);
    (void)snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    write_path(hunt, path, arguments[0]);
    int file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (bytes != NULL && memory >= 0 && file >= 0 &&
        pread(memory, bytes, size, (off_t)arguments[1]) == (ssize_t)size)
        (void)!write(file, bytes, size);
    (void)close(memory);
    (void)close(file);
    free(bytes);
}

/* Is it the program itself, in one of its threads? */
static bool is_game(const struct hunt *hunt, pid_t pid)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%d/task/%d", (int)hunt->game, (int)pid);
    return pid == hunt->game || access(path, F_OK) == 0;
}

/* Before a call of the table; whether it is the one. */
static bool is_last(struct hunt *hunt, pid_t pid)
{
    struct __ptrace_syscall_info about;
    bool over = hunt->last > 0 && hunt->count >= hunt->last;
    if (over || !hunt->begun || !is_game(hunt, pid) ||
        ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof about, &about) <= 0)
        return false;
    uint64_t arguments[6];
    for (int i = 0; i < 6; i++)
        arguments[i] = about.seccomp.args[i];
    const struct call *call = find_call(about.seccomp.nr);
    if (call == NULL || !counts(hunt, call, arguments))
        return false;
    hunt->count++;
    note(hunt, call, arguments[0]);
    if (hunt->count != hunt->last)
        return false;
    if (hunt->torn)
        write_half(hunt, pid, call, arguments);
    return true;
}

/* What one stop of the program or of what it started asks for. */
static void take_stop(struct hunt *hunt, pid_t pid, int status)
{
    int event = status >> 16;
    int with = 0;
    if (event == PTRACE_EVENT_SECCOMP) {
        if (is_last(hunt, pid))
            (void)kill(hunt->game, hunt->signal);
    } else if (event == PTRACE_EVENT_EXEC) {
        hunt->begun = true;
    } else if (event == PTRACE_EVENT_STOP && WSTOPSIG(status) != SIGTRAP) {
        (void)ptrace(PTRACE_LISTEN, pid, 0, 0);
        return;
    } else if (event == 0) {
        with = WSTOPSIG(status);
    }
    (void)ptrace(PTRACE_CONT, pid, 0, (void *)(intptr_t)with);
}

static void follow(struct hunt *hunt)
{
    int status;
    for (;;) {
        pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0 && errno != EINTR)
            return;
        if (pid > 0 && WIFSTOPPED(status))
            take_stop(hunt, pid, status);
    }
}

/* The hunter, away from terminal and pipes of the program. */
static void hunt_in_background(struct hunt *hunt, int ready)
{
    int options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE |
                  PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC;
    (void)setsid();
    int answer = 0;
    if (ptrace(PTRACE_SEIZE, hunt->game, 0, (void *)(intptr_t)options) < 0)
        answer = errno;
    (void)!write(ready, &answer, sizeof answer);
    (void)dup2(hunt->notes, STDERR_FILENO + 1);
    hunt->notes = STDERR_FILENO + 1;
    (void)close_range(STDERR_FILENO + 2, ~0U, 0);
    (void)close(STDIN_FILENO);
    (void)close(STDOUT_FILENO);
    (void)close(STDERR_FILENO);
    if (answer == 0)
        follow(hunt);
    _exit(0);
}

/* Sets the hunter on this process. 0 or an errno. */
static int set_on(struct hunt *hunt)
{
    int ends[2], answer = ECHILD;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return errno;
    (void)prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0)
            hunt_in_background(hunt, ends[1]);
        _exit(0);
    }
    (void)close(ends[1]);
    (void)waitpid(child, NULL, 0);
    if (read(ends[0], &answer, sizeof answer) != (ssize_t)sizeof answer)
        answer = ECHILD;
    (void)close(ends[0]);
    return answer;
}

int main(int argc, char *argv[])
{
    if (argc < 5) {
        (void)fprintf(stderr,
                      "usage: killed_at all|changes|torn|asked N NOTES PROGRAM ARGUMENT...\n");
        return USAGE;
    }
    struct hunt hunt = {
        .game = getpid(),
        .all = strcmp(argv[1], "all") == 0 || strcmp(argv[1], "asked") == 0,
        .torn = strcmp(argv[1], "torn") == 0,
        .signal = strcmp(argv[1], "asked") == 0 ? SIGTERM : SIGKILL,
        .last = strtol(argv[2], NULL, 10),
        .notes = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600),
    };
    int error = hunt.notes < 0 ? errno : set_on(&hunt);
    if (error == 0)
        error = -ask_for_calls(hunt.all);
    if (error == 0) {
        (void)execv(argv[4], argv + 4);
        error = errno;
    }
    (void)fprintf(stderr, "killed_at: %s\n", strerror(error));
    return UNABLE;
}
