/*
 * A plan change: what a replan would do to the slots still to come on a day, computed before it
 * is taken. Three plans:
 *
 *   shift     lengths stay, the day ends later
 *   absorb    breaks give, in running order, down to their minimum; the one that runs, too, of what
 *             is left of it: its length stays above the minutes that have begun
 *   compress  every later slot gives, in proportion to its length, never under its minimum
 *
 * Absorb and compress aim at the targets of the day, in running order: the planned end of every
 * slot with a hard end, and the end of the day (the programme's hard end on its last day, else
 * the planned end). They take whole minutes, as few as a target needs, only from slots between
 * now and that target, and none where a hard start, a gap or a break would only wait longer for
 * it. Nothing here changes anything: the event plan.change does (timekeeper_apply()), and what
 * forecast_make() then says is what the preview said, to the millisecond.
 */
#ifndef DAIS_CORE_PLAN_CHANGE_H
#define DAIS_CORE_PLAN_CHANGE_H

#include <dais/core/forecast.h>

enum plan { PLAN_SHIFT, PLAN_ABSORB, PLAN_COMPRESS, PLAN_COUNT };
const char *plan_name(enum plan plan); /* "absorb", as in the journal, in JSON and in commands */
int plan_find(const char *name);       /* -1: none */
const char *plan_nearest(const char *name); /* for hints; NULL: none near */

/* A later slot, or the break that runs or is paused, as a plan would have it. */
struct planned_change {
    size_t slot;     /* index in the timekeeper's slots */
    msec_t start;    /* projected, of the break that runs its actual start; since 1970 UTC */
    msec_t end;      /* likewise */
    msec_t allotted; /* ms it would have */
    msec_t lost;     /* ms less than it has now: whole minutes; 0: nothing */
};

struct plan_change {
    enum plan plan;
    size_t day;           /* that of the forecast */
    msec_t planned_end;   /* of the day, as originally planned; MSEC_NONE: no timed slot */
    msec_t projected_end; /* of the day; MSEC_NONE: as in a forecast */
    msec_t late;          /* ms; negative: early */
    msec_t lost;          /* ms that all slots lose together */
    msec_t target;        /* the instant aimed at: of those passed the one that is passed most, else
                             the end of the day; MSEC_NONE: nothing to aim at */
    size_t target_slot;   /* whose hard end it is; SLOT_NONE: the end of the day */
    bool hard;            /* is it a hard end? false: no more than the planned end */
    msec_t misses;        /* ms by which it is passed; 0: every target of the day is reached */
    bool changes;         /* it would change a length, or the lateness that is accepted */

    /* The break that runs, then every waiting slot of the day, in the order in which they run. */
    ARRAY_OF(struct planned_change) slots;

    /*
     * Where it misses: the slots (indexes, in running order) that could be skipped as well, for
     * every target to be reached. One where one will do, the shortest such; else the longest until
     * they are enough. Never a hard slot, an opening, adoption, ceremony or closing. Empty: not
     * even without all the others, or it is the running slot that misses its own hard end.
     */
    ARRAY_OF(size_t) skips;
};

/*
 * What `plan` would do at `now`. Gives `*ret_change`, which the caller gives back with
 * plan_change_finish(). Never refuses: on a day that is over there are no slots in it.
 */
void plan_change_make(const struct timekeeper *timekeeper, const struct instant *now,
                      enum plan plan, struct plan_change *ret_change);
void plan_change_finish(struct plan_change *change);

/*
 * Is a replan offered by itself? Where a slot still waits on the forecast's day, and a hard end of
 * the day (of the programme, or of a slot that waits or runs) is passed by more than two minutes,
 * and by more than two minutes more than was accepted by the last plan taken.
 */
bool plan_change_is_offered(const struct timekeeper *timekeeper, const struct forecast *forecast);

#endif
