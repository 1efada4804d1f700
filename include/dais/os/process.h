/*
 * Runs a program, without a shell: the user's editor now, hooks on the same calls.
 *
 * A program that is started joins the loop through process_fd(); nothing here blocks but
 * process_wait(), which is for an editor that has the terminal. Input comes from memory,
 * so that a program that does not read it cannot hold anybody up.
 */
#ifndef DAIS_OS_PROCESS_H
#define DAIS_OS_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process {
    pid_t pid;         /* 0: none */
    int fd;            /* ready for reading once it has ended; -1 where the kernel has none */
    bool leads;        /* a session and process group of its own: it has no terminal */
    bool has_keyboard; /* Ctrl-C and Ctrl-\ are for it alone, not for us */
    struct sigaction usual[2]; /* what they do otherwise, where it has */
};

/* What a program is given. */
struct process_plan {
    const char *const *words; /* program and arguments, NULL ends; searched in PATH */
    const char *input;        /* bytes for its standard input; NULL: see `terminal` */
    size_t input_size;        /* of `input` */
    bool terminal;            /* keeps our standard input, output and errors; else null */
    bool collected;           /* it writes to `output` and `errors`, descriptors that it is lent */
    int output, errors;       /* where `collected` */
    size_t output_most;       /* bytes that it may write to a file, then it is ended; 0: any */
    const char *const *environment; /* "NAME=value", NULL ends; NULL: ours */
};

/*
 * Starts it, with the signals of a fresh program. With the terminal it has the keyboard: until it
 * has ended, Ctrl-C and Ctrl-\ do nothing to us, though the terminal sends them to both. `process`
 * is to be ended by process_wait() or process_poll(). -errno where it cannot be started (-ENOENT:
 * no such program).
 */
int process_start(struct process *process, const struct process_plan *plan);

/* Joins poll; readable when the program has ended. -1: ask process_poll() upon SIGCHLD. */
int process_fd(const struct process *process);

/* Has it ended? 1 with its exit status (128 + signal where one ended it), 0 not yet, -errno. */
int process_poll(struct process *process, int *ret_status);

/*
 * The same, but its status is left to be taken: until process_finish() its number stays its own,
 * and with it what it started and left behind can be ended.
 */
int process_look(const struct process *process, int *ret_status);

/*
 * Waits until it ends. Where the user stops it (Ctrl-Z in an editor) this program stops too,
 * and both go on together. 0 with its exit status, or -errno. Where SIGTERM or SIGHUP, blocked here,
 * tells this program to end, the other is told, too: -ECANCELED with its exit status once it has
 * ended, -ETIMEDOUT where it has not within 300 ms. The signal is left to be taken.
 */
int process_wait(struct process *process, int *ret_status);

/*
 * Ends the program if it still runs: SIGKILL, and takes its status. One without the terminal goes
 * with all that it started, as far as that stayed in its process group. Takes one never started.
 */
void process_finish(struct process *process);

/* Lets it go: it runs on without us. Takes one never started. */
void process_let_go(struct process *process);

/*
 * Cuts "code -w" or "'/opt/my editor/ed' -n" into words by blanks, quotes and backslashes,
 * nothing else; `extra` (may be NULL) becomes the last word. NULL where it has no word or a
 * quote is open. One allocation: the caller frees the result.
 */
char **process_words(const char *command, const char *extra);

/*
 * Opens what is closed of standard input, output and errors, before anything else does: a file that
 * took such a number would be read as what the user types, or get what is said to him. It is opened
 * the wrong way round, so that whoever uses it is told. 0 or -errno.
 */
int process_hold_streams(void);

/*
 * From now on a file that may not grow any more (a limit of the shell or of the file system) is
 * refused with -EFBIG, as a full disc is with -ENOSPC; else the first such write would end the program.
 * Programs that are started have the signal as usual. 0 or -errno.
 */
int process_ignore_size_limit(void);

/* This program's own number. */
pid_t process_self(void);

/*
 * When the process of a number began, in clock ticks since the machine started: with its
 * number it names a process for the time of a boot. 0: there is none, or it does not tell.
 */
uint64_t process_birth(pid_t pid);

#endif
