/*
 * Roll: the session runs by the wall clock. Slots start and end at their planned times as if
 * somebody sat there and pressed the keys. Decides only; the caller wishes, commits and says.
 *
 * It acts when a planned time is crossed and at no other moment, so that what the moderator does
 * by hand, an undo of its own actions too, stands until the next one. A slot that was given more
 * or less time ends by so much later or earlier; the next one then comes late and still ends at
 * its own time. After a replan the times are those of the plan taken. What is done or skipped is never started again. A pause does not hold a planned
 * time up: `paused` says that it ended one.
 *
 *     from ──── planned time ──── planned time ──── until
 *               │ roll_next()     │ roll_next() from there
 *               ▼                 ▼
 *               effective then    effective then
 *
 * Several times crossed at once (a suspend, a session opened in the middle of its day) are gone
 * through one by one, each effective at its own time: the record is that of a machine that was
 * awake, no slot is skipped for want of one, and nothing else is written.
 */
#ifndef DAIS_CORE_ROLL_H
#define DAIS_CORE_ROLL_H

#include <dais/core/timekeeper.h>

enum roll_act {
    ROLL_START, /* the slot gets the clock; what had it ends */
    ROLL_STOP,  /* the slot ends, none starts: a gap, or the end of the day */
};

struct roll_due {
    enum roll_act act;
    size_t slot; /* index of the slot that starts or stops */
    msec_t at;   /* wall time it is planned for, since 1970 UTC */
    bool paused; /* the slot that ends was paused */
};

/*
 * The first thing due after `from` and up to `until` (wall times). False: nothing is. Once it is
 * done, or could not be, the caller asks again from its `at`.
 */
bool roll_next(const struct timekeeper *timekeeper, msec_t from, msec_t until,
               struct roll_due *ret_due);

/*
 * From when on to ask in a session that is opened at `now`. `acted` is the wall time of the
 * latest action on the clock (MSEC_NONE: none yet): what is planned earlier was dealt with, or
 * decided against. A day on which nothing ran yet is taken up from its start; one that is over
 * is left alone.
 */
msec_t roll_opening(const struct timekeeper *timekeeper, const struct instant *now, msec_t acted);

/*
 * The planned time of `due` as an instant, seen from `now`; never before the latest event of
 * the clock, so that elapsed time never falls.
 */
struct instant roll_instant(const struct timekeeper *timekeeper, const struct instant *now,
                            const struct roll_due *due);

#endif
