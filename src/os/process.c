/*
 * Other programs, without a shell. posix_spawn() reports a program that cannot be started as
 * an errno here instead of an exit status there. Input lies in a memory file that becomes
 * the program's standard input, so that no pipe has to be fed; that a program has ended is
 * told by a pidfd, so that the loop need not share SIGCHLD with anybody.
 */
#define _GNU_SOURCE
#include <dais/os/process.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/base/mem.h>
#include <dais/os/files.h>

enum {
    PATIENCE = 100,     /* ms that a program has to end by itself; twice that, once it was told */
    LOOK_FOR_STOP = 100 /* ms: nothing else says that it was stopped */
};

extern char **environ;

/* A file in memory that holds the input, at its beginning; a descriptor or -errno. */
static int make_input(const char *bytes, size_t size)
{
    int file = memfd_create("input", MFD_CLOEXEC);
    if (file < 0)
        return -errno;
    int r = files_write_all(files_real(), file, bytes, size);
    if (r == 0 && lseek(file, 0, SEEK_SET) < 0)
        r = -errno;
    if (r == 0)
        return file;
    (void)close(file);
    return r;
}

/* What its standard input, output and errors are. */
static int set_streams(posix_spawn_file_actions_t *actions, const struct process_plan *plan,
                       int input)
{
    int r = 0;
    if (input >= 0)
        r = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
    else if (!plan->terminal)
        r = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (r == 0 && plan->collected) {
        r = posix_spawn_file_actions_adddup2(actions, plan->output, STDOUT_FILENO);
        if (r == 0)
            r = posix_spawn_file_actions_adddup2(actions, plan->errors, STDERR_FILENO);
        /* Whoever started us may have left others open. */
        return r == 0 ? -posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1) : -r;
    }
    for (int fd = STDOUT_FILENO; r == 0 && !plan->terminal && fd <= STDERR_FILENO; fd++)
        r = posix_spawn_file_actions_addopen(actions, fd, "/dev/null", O_WRONLY, 0);
    return -r;
}

/* No signal blocked or ignored, and no hold on our terminal unless it is given it. */
static int set_attributes(posix_spawnattr_t *attributes, const struct process_plan *plan)
{
    static const int usual[] = {SIGHUP,  SIGINT,   SIGQUIT, SIGPIPE, SIGALRM,
                                SIGTERM, SIGCHLD,  SIGCONT, SIGTSTP, SIGTTIN,
                                SIGTTOU, SIGWINCH, SIGUSR1, SIGUSR2, SIGXFSZ};
    sigset_t none;
    sigset_t reset;
    (void)sigemptyset(&none);
    (void)sigemptyset(&reset);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        (void)sigaddset(&reset, usual[i]);
    int r = posix_spawnattr_setsigmask(attributes, &none);
    if (r == 0)
        r = posix_spawnattr_setsigdefault(attributes, &reset);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (!plan->terminal)
        flags |= POSIX_SPAWN_SETSID;
    if (r == 0)
        r = posix_spawnattr_setflags(attributes, (short)flags);
    return -r;
}

/*
 * It may have written a little before; the limit is for what never ends. No core, either: what it
 * was given is nobody's but the user's.
 */
static void limit_output(pid_t pid, size_t most)
{
    const struct rlimit size = {most, most};
    const struct rlimit none = {0, 0};
    (void)prlimit(pid, RLIMIT_FSIZE, &size, NULL);
    (void)prlimit(pid, RLIMIT_CORE, &none, NULL);
}

static int spawn(const struct process_plan *plan, int input, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int r = -posix_spawn_file_actions_init(&actions);
    if (r < 0)
        return r;
    r = -posix_spawnattr_init(&attributes);
    if (r < 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return r;
    }
    r = set_streams(&actions, plan, input);
    if (r == 0)
        r = set_attributes(&attributes, plan);
    if (r == 0) {
        /* exec takes pointers to what it does not change */
        char *const *words = (char *const *)plan->words;
        char *const *environment = (char *const *)plan->environment;
        r = -posix_spawnp(ret_pid, plan->words[0], &actions, &attributes, words,
                          environment != NULL ? environment : environ);
    }
    if (r == 0 && plan->output_most > 0)
        limit_output(*ret_pid, plan->output_most);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return r;
}

static const int keyboard_signals[] = {SIGINT, SIGQUIT};
static const struct sigaction ignored = {.sa_handler = SIG_IGN};

static void lend_keyboard(struct process *process)
{
    process->has_keyboard = true;
    for (size_t i = 0; i < 2; i++)
        (void)sigaction(keyboard_signals[i], &ignored, &process->usual[i]);
}

/* What is blocked was kept waiting although it is ignored; to ignore it once more drops it. */
static void take_keyboard(struct process *process)
{
    for (size_t i = 0; i < 2; i++) {
        (void)sigaction(keyboard_signals[i], &ignored, NULL);
        (void)sigaction(keyboard_signals[i], &process->usual[i], NULL);
    }
}

static void forget(struct process *process)
{
    if (process->has_keyboard)
        take_keyboard(process);
    if (process->fd >= 0)
        (void)close(process->fd);
    *process = (struct process){.fd = -1};
}

int process_start(struct process *process, const struct process_plan *plan)
{
    *process = (struct process){.fd = -1};
    int input = -1;
    if (plan->input != NULL) {
        input = make_input(plan->input, plan->input_size);
        if (input < 0)
            return input;
    }
    if (plan->terminal)
        lend_keyboard(process);
    int r = spawn(plan, input, &process->pid);
    if (input >= 0)
        (void)close(input);
    if (r < 0) {
        forget(process);
        return r;
    }
    process->leads = !plan->terminal;
    process->fd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    return 0;
}

int process_fd(const struct process *process)
{
    return process->fd;
}

static int status_of(int wait_status)
{
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

int process_poll(struct process *process, int *ret_status)
{
    int wait_status;
    pid_t pid = waitpid(process->pid, &wait_status, WNOHANG);
    if (pid < 0)
        return -errno;
    if (pid == 0)
        return 0;
    forget(process);
    *ret_status = status_of(wait_status);
    return 1;
}

int process_look(const struct process *process, int *ret_status)
{
    siginfo_t info = {.si_pid = 0};
    if (waitid(P_PID, (id_t)process->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0)
        return -errno;
    if (info.si_pid == 0)
        return 0;
    *ret_status = info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
    return 1;
}

/* Signals that are blocked and tell this program to end; they stay there for whoever takes them. */
static int open_endings(void)
{
    sigset_t endings, blocked;
    (void)sigemptyset(&endings);
    (void)pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (sigismember(&blocked, SIGTERM) == 1)
        (void)sigaddset(&endings, SIGTERM);
    if (sigismember(&blocked, SIGHUP) == 1)
        (void)sigaddset(&endings, SIGHUP);
    return signalfd(-1, &endings, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Has it ended or been stopped within so many ms? As waitpid(); 0: neither. */
static pid_t wait_within(const struct process *process, int limit, int *ret_wait_status)
{
    struct pollfd ends = {.fd = process->fd, .events = POLLIN};
    pid_t pid = waitpid(process->pid, ret_wait_status, WNOHANG | WUNTRACED);
    if (pid != 0)
        return pid;
    (void)poll(&ends, 1, limit);
    return waitpid(process->pid, ret_wait_status, WNOHANG | WUNTRACED);
}

/* This program was told to end: so is the other one, which a closed terminal has told already. */
static int end_it_too(struct process *process, int *ret_status)
{
    int wait_status = 0;
    pid_t pid = wait_within(process, PATIENCE, &wait_status);
    if (pid == 0) {
        (void)kill(process->pid, SIGTERM);
        pid = wait_within(process, 2 * PATIENCE, &wait_status);
    }
    if (pid <= 0 || WIFSTOPPED(wait_status))
        return -ETIMEDOUT;
    forget(process);
    *ret_status = status_of(wait_status);
    return -ECANCELED;
}

static int wait_beside(struct process *process, int endings, int *ret_status)
{
    struct pollfd fds[] = {{.fd = process->fd, .events = POLLIN},
                           {.fd = endings, .events = POLLIN}};
    for (;;) {
        int wait_status;
        pid_t pid = waitpid(process->pid, &wait_status, WNOHANG | WUNTRACED);
        if (pid < 0 && errno != EINTR)
            return -errno;
        if (pid > 0 && !WIFSTOPPED(wait_status)) {
            forget(process);
            *ret_status = status_of(wait_status);
            return poll(&fds[1], 1, 0) > 0 ? -ECANCELED : 0; /* a closed terminal tells both */
        }
        if (pid > 0) {
            /* The shell that started us waits for us to stop, not for the program. */
            (void)raise(SIGSTOP);
            (void)kill(process->pid, SIGCONT);
        }
        if (poll(fds, 2, LOOK_FOR_STOP) > 0 && (fds[1].revents & POLLIN) != 0)
            return end_it_too(process, ret_status);
    }
}

int process_wait(struct process *process, int *ret_status)
{
    int endings = open_endings();
    int result = wait_beside(process, endings, ret_status);
    if (endings >= 0)
        (void)close(endings);
    return result;
}

void process_finish(struct process *process)
{
    if (process->pid <= 0)
        return;
    (void)kill(process->leads ? -process->pid : process->pid, SIGKILL);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    forget(process);
}

void process_let_go(struct process *process)
{
    if (process->pid > 0)
        forget(process);
}

/* Where the words go: the texts behind the pointers, in one allocation. */
struct cutting {
    char **words; /* NULL ends */
    char *text;   /* where the next byte goes */
    size_t count; /* words so far */
    bool in_word;
    char quote; /* open one, or NUL */
};

static void put(struct cutting *cutting, char c)
{
    if (!cutting->in_word)
        cutting->words[cutting->count++] = cutting->text;
    cutting->in_word = true;
    if (c != '\0')
        *cutting->text++ = c;
}

static void end_word(struct cutting *cutting)
{
    if (cutting->in_word)
        *cutting->text++ = '\0';
    cutting->in_word = false;
}

/* Takes the character at `at`; returns how many bytes were used. */
static size_t cut_one(struct cutting *cutting, const char *at)
{
    if (*at == '\\' && cutting->quote != '\'' && at[1] != '\0') {
        put(cutting, at[1]);
        return 2;
    }
    if (cutting->quote != '\0') {
        if (*at == cutting->quote)
            cutting->quote = '\0';
        else
            put(cutting, *at);
    } else if (*at == '\'' || *at == '"') {
        cutting->quote = *at;
        put(cutting, '\0');
    } else if (*at == ' ' || *at == '\t' || *at == '\n') {
        end_word(cutting);
    } else {
        put(cutting, *at);
    }
    return 1;
}

char **process_words(const char *command, const char *extra)
{
    size_t size = strlen(command) + 1;
    size_t extra_size = extra != NULL ? strlen(extra) + 1 : 0;
    size_t most = size / 2 + 3; /* a word and a blank are two bytes; `extra`; the end */
    char **words = mem_new(1, most * sizeof *words + size + extra_size);
    struct cutting cutting = {.words = words, .text = (char *)(words + most)};
    while (*command != '\0')
        command += cut_one(&cutting, command);
    end_word(&cutting);
    if (cutting.quote != '\0' || cutting.count == 0) {
        free(words);
        return NULL;
    }
    if (extra != NULL) {
        memcpy(cutting.text, extra, extra_size);
        words[cutting.count] = cutting.text;
    }
    return words;
}

int process_hold_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0)
            continue;
        if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) /* takes the lowest */
            return -errno;
    }
    return 0;
}

int process_ignore_size_limit(void)
{
    return sigaction(SIGXFSZ, &ignored, NULL) < 0 ? -errno : 0;
}

pid_t process_self(void)
{
    return getpid();
}

uint64_t process_birth(pid_t pid)
{
    enum { MOST = 4096, FIELDS = 20 /* between the name and the time it began */ };
    BUF_LOCAL struct buf path = {0};
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&path, "/proc/%ld/stat", (long)pid);
    if (pid <= 0 || files_read_whole_path(files_real(), buf_text(&path), MOST, &text) < 0)
        return 0;
    /* "pid (name) state …": the name may hold anything, so count from its last bracket. */
    const char *at = strrchr(buf_text(&text), ')');
    if (at != NULL && at[1] == ' ' && strchr("ZX", at[2]) != NULL)
        return 0; /* it has ended; only nobody has asked how */
    for (unsigned i = 0; at != NULL && i < FIELDS; i++)
        at = strchr(at + 1, ' ');
    return at != NULL ? strtoull(at, NULL, 10) : 0;
}
