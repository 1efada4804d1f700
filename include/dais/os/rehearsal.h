/*
 * A rehearsal that runs on this machine, told to the other programs of the same user: where its
 * scratch record is and what its clock shows, so that a stage in another terminal, a pedal or a
 * script can join it. It is a small file in the user's state folder while the rehearsal runs.
 */
#ifndef DAIS_OS_REHEARSAL_H
#define DAIS_OS_REHEARSAL_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/os/clock.h>

struct rehearsal {
    struct buf record;  /* its folder */
    struct clock clock; /* runs on, in step with the rehearsal's */
};

/*
 * Tells of a rehearsal of the session that the user named `path`; the latest one of a session is
 * the one that is found. 0 or -errno.
 */
int rehearsal_tell(const char *path, const char *record, const struct clock *clock);

/* It is over: nobody finds it any more. Another program's is left alone. */
void rehearsal_end(const char *path);

/*
 * The rehearsal of that session whose program still runs; the caller finishes it. False: there
 * is none, `*ret_rehearsal` untouched.
 */
bool rehearsal_find(const char *path, struct rehearsal *ret_rehearsal);
void rehearsal_finish(struct rehearsal *rehearsal);

#endif
