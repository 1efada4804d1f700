/*
 * The forecast: projected start and end of every slot, and of a day.
 * Gaps take up lateness first, then slots shift; early ends move soft slots earlier; a break
 * that starts early keeps its planned end; hard starts are kept; nothing projects into the
 * past; lateness never crosses a night.
 */
#ifndef DAIS_CORE_FORECAST_H
#define DAIS_CORE_FORECAST_H

#include <dais/core/timekeeper.h>

struct forecast_slot {
    msec_t planned_start; /* since 1970 UTC, on the date of `now` where the session has none yet;
                             MSEC_NONE: inserted */
    msec_t planned_end;   /* likewise */
    msec_t start;         /* actual or projected, since 1970 UTC; MSEC_NONE: skipped, or waiting
                             on a day that is over or in a session that has ended */
    msec_t end;           /* likewise */
    msec_t over_hard;     /* ms by which its hard end is passed; 0: none */
};

struct forecast {
    ARRAY_OF(struct forecast_slot) slots; /* one per slot of the timekeeper, same index */
    size_t day;                           /* the day that the figures below are about */
    msec_t planned_end;   /* of the day, as originally planned; MSEC_NONE: no timed slot */
    msec_t projected_end; /* or actual; MSEC_NONE: no timed slot, or ended before any of it ran */
    msec_t late;          /* ms; negative: early */
    msec_t over_hard_end; /* ms by which the programme's hard end is passed that day; 0: none */
};

/* A hard end that is passed. */
struct passed_end {
    msec_t end;  /* since 1970 UTC */
    msec_t over; /* ms by which it is passed; a minute at least */
    size_t slot; /* whose it is; SLOT_NONE: the programme's */
};

/* Fills `*ret_forecast`, which the caller gives back with forecast_finish(). */
void forecast_make(const struct timekeeper *timekeeper, const struct instant *now,
                   struct forecast *ret_forecast);
void forecast_finish(struct forecast *forecast);

/*
 * The hard end of the forecast's day that is passed most, whatever was accepted: of the programme's
 * and of those of the slots that wait or run. False: none is passed by a minute.
 */
bool forecast_find_passed(const struct timekeeper *timekeeper, const struct forecast *forecast,
                          struct passed_end *ret_passed);

/*
 * What became of the end of the forecast's day, which was projected at `before` (MSEC_NONE: not
 * known; twelve hours away or more: that of another day, and not compared): "ends 12:20", "ends
 * 12:20, 10 min earlier", "ended 12:20". Left empty where no end is known.
 */
void forecast_describe_end(const struct timekeeper *timekeeper, const struct forecast *forecast,
                           msec_t before, struct message *ret_text);

/* Is the event one after which people want to hear when the day ends? Undo and redo of one are. */
bool forecast_is_moved_by(enum event_op op);

#endif
