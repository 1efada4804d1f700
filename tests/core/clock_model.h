/*
 * A second clock, to hold the first one against. It counts time as it passes, millisecond by
 * millisecond, into what it was spent on, and knows no instants but `now`; the timekeeper
 * subtracts instants and the forecast walks projected times. Where the two agree on lateness,
 * the books balance: late = overruns + pauses + extensions + insertions + idle time + time taken
 * back + waits for hard starts and for now − early ends − shortenings − skips − what gaps and
 * breaks took back − what plans took off − what the programme moved though nobody set the clock.
 */
#ifndef DAIS_TESTS_CLOCK_MODEL_H
#define DAIS_TESTS_CLOCK_MODEL_H

#include <dais/core/timekeeper.h>

#include "floor_model.h"

enum { MODEL_SLOTS = 48, MODEL_DAYS = 4 };

struct model_slot {
    char id[8];
    const struct slot *planned; /* NULL: inserted */
    const struct slot *place;   /* whose gap is in front of it; NULL: none */
    size_t day;
    enum slot_state state;
    bool ran;       /* has a run that counts */
    msec_t length;  /* ms planned, 0 of an inserted one */
    msec_t added;   /* ms extended less shortened; of an inserted one also its length */
    msec_t gained;  /* ms that a break gained by starting early */
    msec_t asked;   /* ms that plans asked of its length */
    msec_t given;   /* ms of that which its length on its date can give */
    msec_t elapsed; /* ms */
    msec_t paused;  /* ms */
    msec_t left;    /* ms since 1970 UTC: when the clock last left it */
    struct model_floor floor;
};

struct model_day {
    bool active; /* something ran, taken back or not */
    msec_t last; /* ms since 1970 UTC: when the clock last left a slot of it */
    msec_t idle; /* ms between planned start and slots without a slot; negative: begun early */
    msec_t taken_back; /* ms of runs that do not count any more */
    msec_t moves; /* ms by which its plan was moved since it began, though nobody set the clock */
};

struct model {
    const struct programme *programme;
    struct model_slot slots[MODEL_SLOTS];
    size_t count;
    struct model_day days[MODEL_DAYS];
    size_t current; /* or SLOT_NONE */
    enum clock_state state;
    bool closed;
    bool dated;
    int64_t date; /* of day 0 */
    msec_t moved; /* ms that the programme was moved by */
    msec_t set;   /* ms that the clock was set by since the programme moved last */
    struct token holder;
};

/* Where the lateness of a day came from, ms each, none negative but idle, breaks and moves. */
struct balance {
    msec_t overruns, early_ends, pauses, extensions, shortenings, insertions, skips;
    msec_t idle, taken_back, remaining_gaps, gaps, breaks, hard_starts, waited, moves, plans;
};

/* The programme must have slots on each of its days, consecutive, and no more than fit. */
void model_init(struct model *model, const struct programme *programme);

/* `span` ms pass. */
void model_tick(struct model *model, msec_t span);

/* Somebody sets the wall clock by so much. */
void model_set_clock(struct model *model, msec_t span);

/* An event of `writer` now. False: it must have no effect. */
bool model_apply(struct model *model, const struct event *event, const struct token *writer);

/* Elapsed ms of the current slot, and what it has. */
msec_t model_allotted(const struct model_slot *slot);

enum verdict {
    LATE_BY,      /* the books of that day say so much */
    LATE_NOTHING, /* the session ended before the day began: there is no lateness */
    LATE_UNCLEAR, /* no slot has the clock, and one waits in front of one that is done */
};
enum verdict model_late(const struct model *model, size_t day, msec_t now, struct balance *ret,
                        msec_t *ret_late);

#endif
