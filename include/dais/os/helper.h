/*
 * Runs one of our own helper programs: what is heavy and would make `dais` slow to start or wide
 * open is a program of ours beside it, that reads its input from standard input and writes its
 * result on standard output.
 *
 * It is looked for beside the running program (a build folder) and in the folder where helpers
 * are installed, never in PATH. It gets no shell, no terminal, no descriptor of ours but the
 * three, and of our environment only what says where the user's files are: not the language, not
 * the zone. A time, and a number of bytes that it may write, are its limits; with them goes all
 * that it started.
 */
#ifndef DAIS_OS_HELPER_H
#define DAIS_OS_HELPER_H

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/base/time.h>
#include <dais/os/memory_file.h>
#include <dais/os/process.h>

enum { HELPER_OUTPUT_MOST = 256 << 20 /* bytes */ };

/* One that runs. A zeroed one is none. */
struct helper {
    struct process process;
    const char *name;          /* lent, as given */
    struct memory_file output; /* what it wrote */
    struct memory_file errors; /* what it said */
    msec_t until;              /* hand time at which it is ended */
    msec_t limit;              /* ms it was given */
};

/* Appends where the helper of that name is ("dais-pdf"). 0, or -ENOENT and nothing is appended. */
int helper_find(const char *name, struct buf *out);

/*
 * Starts it on `input`, which may be freed after. `name` is lent until it is over; `limit` is in
 * milliseconds of real time. 0; -ENOENT: there is no such helper; -errno. To be ended by
 * helper_finish().
 */
int helper_start(struct helper *helper, const char *name, const struct buf *input, msec_t limit);

/* Joins poll; readable when it has ended. -1: there is none, ask helper_poll() now and then. */
int helper_fd(const struct helper *helper);

/* Milliseconds until its time is over, 0 from then on: helper_poll() is due. */
msec_t helper_left(const struct helper *helper);

/*
 * Is it done? 0 not yet. 1 it ended well: what it wrote is appended to `ret_output`. -ECANCELED: it
 * failed, wrote too much or took too long, and `reterr_refusal` says so, with the first line it
 * said itself. Another -errno: the machine broke. When it is not 0 the helper is over.
 */
int helper_poll(struct helper *helper, struct buf *ret_output, struct message *reterr_refusal);

/* Ends it where it still runs, and all it started. Takes a zeroed one, and one that is over. */
void helper_finish(struct helper *helper);

/*
 * The same in one step for who has nothing else to do: starts it, waits, takes what it wrote.
 * 0 with it appended to `ret_output`; -ENOENT: there is no such helper; -ECANCELED with
 * `reterr_refusal`; -errno.
 */
int helper_run(const char *name, const struct buf *input, msec_t limit, struct buf *ret_output,
               struct message *reterr_refusal);

#endif
