/*
 * The slots of a day in the order in which they run, and what each makes of the instant at which
 * the one before it ends. The forecast goes this way forwards; a replan also backwards.
 */
#ifndef DAIS_CORE_DAY_WALK_H
#define DAIS_CORE_DAY_WALK_H

#include <dais/core/timekeeper.h>

/* Before everything, and after everything. */
#define WALK_NEVER (INT64_MIN / 4)
#define WALK_ALWAYS (INT64_MAX / 4)

struct day_step {
    size_t slot;     /* index in the timekeeper's slots */
    bool waits;      /* it is to come; else it runs or ran */
    bool runs;       /* it runs or is paused: another length than `length` moves its end */
    bool first;      /* of those that ran: the day began with it */
    bool is_break;   /* to come, it keeps its end (plan_break_early()) */
    msec_t baseline; /* since 1970 UTC: where by plan the day would be before its gap */
    msec_t planned;  /* likewise, behind its gap */
    msec_t earliest; /* to come: it starts no earlier, since 1970 UTC (now, a hard start) */
    msec_t start;    /* of one that ran, since 1970 UTC */
    msec_t end;      /* likewise; of the running one, when its time is up */
    msec_t passed;   /* likewise: what follows comes after this */
    msec_t length;   /* ms that it has now; the running one ends so with it */
};

struct day_walk {
    ARRAY_OF(struct day_step) steps;
    msec_t from; /* since 1970 UTC: start of the day by plan, now where the plan has none;
                    MSEC_NONE: nothing to walk through */
    bool over;   /* what waits on this day will not come, and has no step */
    bool began;  /* something of it ran */
};

/*
 * The walk through `day` of a dated timekeeper; `today` is the day of `now`. `*ref_walk` is
 * zeroed or was filled before; day_walk_finish() ends it.
 */
void day_walk_make(const struct timekeeper *timekeeper, const struct instant *now, size_t day,
                   size_t today, struct day_walk *ref_walk);
void day_walk_finish(struct day_walk *walk);

/* When a slot to come starts if the one before it ends at `before`, and what it then ends at. */
msec_t day_step_start(const struct day_step *step, msec_t before);
msec_t day_step_end(const struct day_step *step, msec_t before, msec_t length);

/*
 * The latest `before` with which it ends at `end` or earlier: WALK_NEVER where none does,
 * WALK_ALWAYS where it always does.
 */
msec_t day_step_latest(const struct day_step *step, msec_t end, msec_t length);

/* By how much `before` can be earlier and the slot still end so much earlier, too. */
msec_t day_step_slack(const struct day_step *step, msec_t before);

#endif
