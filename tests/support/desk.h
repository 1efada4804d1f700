/*
 * A timekeeper with a hand on it: the time is set, events are made and applied, all in one
 * line each.
 *
 *     desk_at(&desk, 0, "09:03");
 *     ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
 */
#ifndef DAIS_TESTS_DESK_H
#define DAIS_TESTS_DESK_H

#include <dais/core/timekeeper.h>

struct desk {
    struct programme *programme; /* owned */
    struct timekeeper timekeeper;
    struct instant now;  /* what the machine's clocks say */
    int64_t first_date;  /* of the desk's calendar: day 0, days since 1970-01-01 */
    struct token writer; /* whose hand it is */
    uint64_t events;     /* made so far */
};

#define NO_KEY (-1)

/* Takes the programme over. The hand is that of writer 1; it is midnight of the first day. */
void desk_init_take(struct desk *desk, struct programme *programme);
void desk_finish(struct desk *desk);

/* The n-th writer there is, from 1. */
struct token desk_writer(unsigned n);

/* Both clocks move on (or back) to a time of day, "09:03" or "09:03:20", `day` days after the
 * first. */
void desk_at(struct desk *desk, int day, const char *time);

/* The wall clock's instant of such a time. */
msec_t desk_wall(const struct desk *desk, int day, const char *time);

/* Makes an event now with pairs of key and text up to NO_KEY; asserts that it is well formed. */
struct event *desk_event(struct desk *desk, enum event_op op, ...);

/* The same, applies and frees it. False: it had no effect. */
bool desk_do(struct desk *desk, enum event_op op, ...);

/*
 * What is usually done with a slot. `last`: the span of extend and shorten, the slot that it
 * changes places with, or the one it comes from; NULL where none is asked for.
 */
bool desk_slot(struct desk *desk, enum event_op op, const char *slot, const char *last);

/* Inserts a slot, called "Word". */
bool desk_insert(struct desk *desk, const char *slot, const char *after, const char *span);

/* An instant as people read it, "09:03" or "09:03:20"; MSEC_NONE: "none". */
void desk_write_time(const struct desk *desk, msec_t wall, struct buf *out);

#endif
