/*
 * The timekeeper: the state machine that says what runs, how long, how late.
 * It folds the clock's events (see the diagram in timekeeper.c) and is asked for a reading
 * at an instant. It knows no log of events and no entries.
 */
#ifndef DAIS_CORE_TIMEKEEPER_H
#define DAIS_CORE_TIMEKEEPER_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/core/event.h>
#include <dais/core/floor.h>
#include <dais/core/programme.h>
#include <dais/core/rulings.h>

enum clock_state {
    CLOCK_BEFORE,
    CLOCK_RUNNING,
    CLOCK_PAUSED,
    CLOCK_BETWEEN,
    CLOCK_ENDED,
    CLOCK_STATE_COUNT
};
const char *clock_state_name(enum clock_state state); /* "before" … as in status --json */

enum slot_state { SLOT_WAITING, SLOT_RUNNING, SLOT_DONE, SLOT_SKIPPED, SLOT_STATE_COUNT };
const char *slot_state_name(enum slot_state state);

enum level { LEVEL_ON_TIME, LEVEL_WARNING, LEVEL_DANGER, LEVEL_OVERRUN, LEVEL_COUNT };
const char *level_name(enum level level); /* "on-time" … */

#define SLOT_NONE ((size_t)-1)

/* One stretch in which a slot had the clock, pauses included: what *as run* lists. */
struct run {
    struct instant start;
    struct instant end; /* valid where `ended` */
    bool ended;
    bool taken_back; /* a `back` returned the slot to waiting: listed, not counted */
    msec_t paused;   /* ms of it that were pauses */
};

/* Where a plan that was taken has put a slot; roll goes by it. Instants since 1970 UTC. */
struct held {
    msec_t start;    /* projected then; of the slot that had the clock, its actual start */
    msec_t end;      /* projected then; 0: no plan was taken while it was to come */
    msec_t allotted; /* ms, then, without `early` */
};

/* More or less time that a slot was given while it ran. */
struct slot_change {
    msec_t at;   /* ms that the slot had run by then */
    msec_t span; /* ms; negative: less */
};

/* Where a slot went on: at its start, after `back` and after each pause. */
struct slot_going {
    msec_t at;           /* ms that the slot had run by then */
    struct instant from; /* when that was */
};

/* A slot as the clock knows it: planned, or inserted live. Untimed slots are not here. */
struct clock_slot {
    const struct slot *planned; /* lent from the programme; NULL: inserted live */
    const char *id;             /* lent */
    const char *title;          /* of an inserted one, lent; else NULL */
    unsigned number;            /* planned: its own; inserted: after the last */
    size_t day;                 /* index in the programme's days */
    msec_t planned_start;       /* since 1970 UTC, with the session's date; MSEC_NONE: inserted,
                                   or the session has no date yet (the forecast then tells) */
    msec_t planned_end;         /* likewise */
    const struct slot *place;   /* the slot whose place this was by plan: differs after a swap;
                                   NULL: inserted. Stays with the place on a swap, as does gap */
    msec_t gap;                 /* ms of slack in front of this place */
    msec_t allotted;            /* ms: planned length, extensions, shortenings, plans, and `early` */
    msec_t minimum;             /* ms: no plan makes it shorter; of an inserted one half its length */
    msec_t lost;                /* ms that plans took off its length */
    msec_t over_accepted;       /* ms by which its hard end was passed when a plan was last taken */
    struct held held;           /* by the last plan taken */
    msec_t early;               /* ms that a break gained by starting early: it keeps its end */
    msec_t banked;              /* ms elapsed in finished stretches that count */
    enum slot_state state;
    ARRAY_OF(struct run) runs; /* every stretch, also those taken back */
    ARRAY_OF(struct slot_change) changes; /* of its length in the stretches that count, in order */
    ARRAY_OF(struct slot_going) goings;   /* in the stretches that count, in order */
    struct floor floor;        /* who speaks in it */
    bool approximate;          /* some of `banked` only the wall clock could tell */
};

struct timekeeper {
    const struct programme *programme; /* lent */
    const struct rulings *rulings;     /* lent; NULL: what the programme says holds */
    struct arena arena;                /* ids and titles of inserted slots */
    bool dated;    /* written, set by session.date, or that of the first start */
    int64_t shift; /* days from the programme's dates to the session's; where
                      the programme has none, from 1970-01-01 */
    msec_t moved;  /* ms that every planned time has moved by, with the machine's clock */
    ARRAY_OF(struct clock_slot) slots; /* timed slots in running order */
    enum clock_state state;
    size_t current;           /* running or paused slot, or SLOT_NONE */
    struct instant since;     /* while running: start of the stretch not yet banked */
    struct instant paused_at; /* while paused */
    struct instant last;      /* latest clock event in effect; wall 0: none */
    struct token holder;      /* the writer that holds the clock; empty: nobody yet */
    unsigned inserted;        /* slots inserted so far */
    ARRAY_OF(msec_t) accepted; /* ms of lateness that the last plan of each day accepted;
                                  MSEC_NONE: none was taken */
    size_t hint;              /* index near which the next event is likely to act */
    bool closed;              /* session.close without a later reopen */
};

void timekeeper_init(struct timekeeper *timekeeper, const struct programme *programme);
void timekeeper_finish(struct timekeeper *timekeeper);

/*
 * Folds one checked clock event of `writer`. False: the state it expected does not hold, or
 * the writer does not hold the clock; then it has no effect.
 */
bool timekeeper_apply(struct timekeeper *timekeeper, const struct event *event,
                      const struct token *writer);

/*
 * Does `writer` hold the clock as far as `op` needs it? Taking the clock and reopening need
 * no holder, closing only where a slot runs or is paused.
 */
bool timekeeper_may(const struct timekeeper *timekeeper, enum event_op op,
                    const struct token *writer);

/* Index of the slot with this id, or SLOT_NONE. */
size_t timekeeper_find(const struct timekeeper *timekeeper, const char *id);
const char *clock_slot_title(const struct clock_slot *slot, const char *language);
enum slot_kind clock_slot_kind(const struct clock_slot *slot); /* inserted: SLOT_OTHER */
/* Is one of these ends hard? An inserted slot has no hard end. */
bool clock_slot_is_hard(const struct clock_slot *slot, enum hard ends);
/* The rule in force in a slot; `index` SLOT_NONE: the session's. */
enum attribution timekeeper_attribution(const struct timekeeper *timekeeper, size_t index);
/*
 * The rule under which the turns of a slot's floor are called, and under which somebody is put on
 * its list: the strictest of the one in force and of those in force while anything happened there.
 */
enum attribution timekeeper_floor_rule(const struct timekeeper *timekeeper, size_t index);
/*
 * The rule for what is noted of one of the people: the strictest of the session's, that of the
 * slot that has the clock, and those of the slots in which the programme gives the person a part.
 */
enum attribution timekeeper_person_rule(const struct timekeeper *timekeeper, size_t person);

/*
 * When the slot that has the clock had run for `elapsed` ms, through pauses and `back`; what it has
 * not run yet by `now`, when it will have if it goes on from then. Since 1970 UTC.
 */
msec_t timekeeper_reached(const struct timekeeper *timekeeper, msec_t elapsed,
                          const struct instant *now);

/* The first waiting slot of `day` after `index` (SLOT_NONE: from its start), or SLOT_NONE. */
size_t timekeeper_next(const struct timekeeper *timekeeper, size_t index, size_t day);

/*
 * The session's day at `now`: that of the running slot, else by date (a day lasts until the
 * middle of the night after it), else of the next waiting slot, else the last.
 */
size_t timekeeper_day(const struct timekeeper *timekeeper, const struct instant *now);

/* The date of a day of the programme, as the session is held; DAY_UNKNOWN: not known yet. */
int64_t timekeeper_date(const struct timekeeper *timekeeper, size_t day);

/*
 * Must the question of the day be asked (rules, "Which day is it")? True where `now` is on
 * none of the session's days, no slot runs or is paused, and 12 hours have passed since the
 * last slot of the day before.
 */
bool timekeeper_is_other_day(const struct timekeeper *timekeeper, const struct instant *now);

/* What is shown at an instant about the running or paused slot. */
struct reading {
    size_t slot;     /* index, or SLOT_NONE: then the rest is zero */
    msec_t elapsed;  /* ms, never negative, pauses not counted */
    msec_t allotted; /* ms */
    msec_t left;     /* ms; negative in overtime */
    enum level level;
    bool approximate;  /* ≈: only the wall clock could tell some of it */
    msec_t paused_for; /* ms since the pause began; 0 while running */
};
void timekeeper_read(const struct timekeeper *timekeeper, const struct instant *now,
                     struct reading *ret_reading);

/*
 * The level of `left` of `whole` ms that pass in a slot: its own time, or that of a speaker or a
 * part of it. By the cues of the slot, at most a third and a tenth of `whole`.
 */
enum level timekeeper_level(const struct timekeeper *timekeeper, size_t index, msec_t left,
                            msec_t whole);

/* First start and last end of a slot that ran (MSEC_NONE: it did not, or goes on). */
msec_t clock_slot_actual_start(const struct clock_slot *slot);
msec_t clock_slot_actual_end(const struct clock_slot *slot);

#endif
