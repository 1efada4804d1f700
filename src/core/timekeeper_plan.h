/* The plan under the clock: planned instants on the session's dates, places and their baseline. */
#ifndef DAIS_CORE_TIMEKEEPER_PLAN_H
#define DAIS_CORE_TIMEKEEPER_PLAN_H

#include <dais/core/timekeeper.h>

/* Does the programme say on which date it is held? */
bool plan_has_date(const struct programme *programme);

/*
 * Puts every planned slot on its date (`timekeeper->dated`, `shift`): planned start and end,
 * gap of each place, minimum, and the length allotted to it less what plans took off it. Only
 * while no slot was changed otherwise.
 */
void plan_lay(struct timekeeper *timekeeper);

/* The latest instant at which a day should end, and whether that is a hard end; MSEC_NONE: none. */
msec_t plan_day_target(const struct timekeeper *timekeeper, size_t day, bool *ret_hard);

/* Sets the date of one day, and with it of all, and lays the plan. */
void plan_set_date(struct timekeeper *timekeeper, size_t day, int64_t date);

/*
 * Every planned time is `shift` ms later (negative: earlier), because the machine's clock was set by
 * so much; `at` is an instant after that. What happened before is told by the clock as it is
 * now, so that all differences between planned and actual stand.
 */
void plan_move(struct timekeeper *timekeeper, msec_t shift, const struct instant *at);

/* The instant of `minutes` on a date, moved along with the programme. */
msec_t plan_instant(const struct timekeeper *timekeeper, int64_t date, int minutes);

/* A plan was taken at `at`, or two slots swapped under one: keeps where it puts the slots to come. */
void plan_hold(struct timekeeper *timekeeper, const struct instant *at);

/*
 * The timekeeper itself; or, where it has no date yet, and so nothing ran, `ret_copy`: the same as
 * if it were held on the date of `now` (wall time). All but the copy's list of slots is lent from
 * the original: free(copy.slots.items) ends it, in either case.
 */
const struct timekeeper *plan_dated(const struct timekeeper *timekeeper, msec_t now,
                                    struct timekeeper *ret_copy);

/*
 * The slots of a day stand together, days in their order: swaps stay within a day, and a slot is
 * inserted behind one of its own.
 */
struct plan_range {
    size_t first; /* index in the timekeeper's slots */
    size_t end;   /* index behind the last; `first` where the day has none */
};
struct plan_range plan_day_slots(const struct timekeeper *timekeeper, size_t day);

/*
 * The slot that has the clock gets more (negative: less) time at `at`. What a break gained by
 * starting early goes first, so that its own length is left to return to.
 */
void plan_give(struct timekeeper *timekeeper, const struct instant *at, msec_t span);

/*
 * Takes a plan: the slots in the event's lengths get them, and the lateness that it leaves is
 * accepted. False, and nothing changed: one of them does not wait (any more), and is not the
 * break that has the clock either, with a minute at least.
 */
bool plan_fold_change(struct timekeeper *timekeeper, const struct event *event,
                      const struct instant *at);

/*
 * Planned start of a day's first timed slot, which needs a date, and end of its last; MSEC_NONE:
 * none, and of the end, no date.
 */
msec_t plan_day_start(const struct timekeeper *timekeeper, size_t day);
msec_t plan_day_end(const struct timekeeper *timekeeper, size_t day);

/* Does a hard end of the slot count among the day's targets? It does until the slot is over. */
bool plan_has_target(const struct clock_slot *slot);

/* Planned length of a slot, 0 of an inserted one, which no plan knows. */
msec_t plan_length(const struct clock_slot *slot);

/* A break that starts earlier than that belongs to another day, and keeps its length. */
#define BREAK_EARLY_MAX (12 * MSEC_HOUR)

/*
 * Ms that a break planned for one instant and started at another gains, because it keeps its
 * planned end: 0 where it is not early, or so early that it belongs to another day.
 */
msec_t plan_break_early(msec_t planned, msec_t start);

/*
 * When the slot would start had every place before it in its day kept its gap and its slot's
 * planned length. Of a slot of the programme, once there is a date; without swaps it is the planned
 * start.
 */
msec_t plan_baseline_start(const struct timekeeper *timekeeper, size_t index);

#endif
