/*
 * The floor of a slot: the list of turns to speak, those planned first, then those asked for,
 * and who of them speaks, for how long, and with what share of the time. The timekeeper folds
 * its events, so that whoever holds the clock moves the floor, and both have one time.
 *
 * Under the attribution rule of the slot a turn has a name or is a number; turn_name() is the
 * one place that decides it, and timekeeper_floor_rule() says under which rule it is asked.
 */
#ifndef DAIS_CORE_FLOOR_H
#define DAIS_CORE_FLOOR_H

#include <dais/base/message.h>
#include <dais/core/attendance.h>

struct timekeeper;

enum turn_kind {
    TURN_SPEAKER, /* planned: one of the slot's speakers, else of its presenters */
    TURN_TRACK,   /* planned: the report-back of a track */
    TURN_POSTER,  /* planned */
    TURN_REQUEST, /* asked for from the floor */
    TURN_ORDER,   /* a point of order: takes the floor at once, has no share */
};

enum turn_state {
    TURN_WAITING,
    TURN_SPEAKING,    /* has the floor */
    TURN_PAUSED,      /* has the floor; its clock stands, that of the slot goes on */
    TURN_INTERRUPTED, /* by a point of order; goes on by itself after it */
    TURN_DONE,
    TURN_SKIPPED,
    TURN_STATE_COUNT
};
const char *turn_state_name(enum turn_state state); /* "waiting" … */

/* One stretch in which a turn had the floor: what *as run* lists. */
struct spell {
    struct instant start;
    struct instant end; /* valid where `ended` */
    msec_t spoken;      /* ms of it, pauses not counted */
    bool ended;
    bool taken_back; /* the slot returned to waiting: listed, not counted */
};

struct turn {
    unsigned place; /* from 1, in the order of the list as it was made; never changes */
    enum turn_kind kind;
    enum turn_state state;
    enum turn_state goes_on;     /* of an interrupted one: speaking or paused */
    size_t person;               /* index in people, or PART_NOBODY */
    const struct part *part;     /* of a planned speaker, lent; else NULL */
    const struct track *track;   /* of TURN_TRACK, lent */
    const struct poster *poster; /* of TURN_POSTER, lent */
    const char *who;             /* who asked, where it is none of people, lent; NULL: not said */
    msec_t given;                /* ms of an own share; MSEC_NONE: shares alike with the others */
    msec_t share;                /* ms that it had when it last began; MSEC_NONE: not begun, or a
                                    point of order */
    msec_t spoken;               /* ms in what counts, up to the timekeeper's `since` */
    bool approximate;            /* some of it only the wall clock could tell */
    ARRAY_OF(struct spell) spells;
};

struct floor {
    ARRAY_OF(struct turn) turns; /* in the order in which they come: a swap changes it */
    unsigned speaker;            /* place that has the floor, speaking or paused; 0: nobody */
    unsigned interrupted;        /* place that goes on after the point of order; 0: none */
    unsigned last;               /* place that had it last, where nobody has it; 0: none */
    struct event_place first_event; /* that touched it in the order of the log, and the last one */
    struct event_place last_event;
};

#define TURN_NONE ((size_t)-1)

/* The list as planned for a slot of the programme (NULL: inserted live, empty); and its end. */
void floor_init(struct floor *floor, const struct programme *programme, const struct slot *slot);
void floor_finish(struct floor *floor);

/* Index of the turn with this place, or TURN_NONE. */
size_t floor_find(const struct floor *floor, unsigned place);

/* The first waiting turn behind `index` (TURN_NONE: of all) whose speaker is not absent. */
size_t floor_next(const struct floor *floor, const struct attendance *attendance, size_t index);

/* A turn at an instant. */
struct turn_figure {
    msec_t spoken;    /* ms, what runs included */
    msec_t share;     /* ms: waiting: what it would have now; speaking: since it began; done: had;
                         MSEC_NONE: none (a point of order; absent, skipped or done without one) */
    msec_t over;      /* ms beyond its share; 0: within it */
    bool absent;      /* of the person: passed over; never of who has or had the floor */
    bool tbc;         /* of the person: still to be confirmed; likewise */
    bool approximate; /* ≈ */
};

struct floor_reading {
    size_t slot; /* index in the timekeeper, or SLOT_NONE: then the rest is empty */
    ARRAY_OF(struct turn_figure) turns; /* one for each turn of the floor, same index */
    size_t speaker;                     /* index of who has the floor, or TURN_NONE */
    size_t last;        /* where nobody has it: index of who had it last, or TURN_NONE */
    size_t interrupted; /* index of who goes on after the point of order, or TURN_NONE */
    size_t next[2];     /* who comes, indices or TURN_NONE; absent ones are passed over */
    size_t to_come;     /* waiting turns, absent ones not counted */
    msec_t questions;   /* ms that will be left for questions; 0 where the slot keeps none */
};

/*
 * What the floor of slot `index` (SLOT_NONE: the one that has the clock, if any) shows at `now`.
 * The reading is filled anew; zeroed at first, it keeps its memory from call to call.
 */
void floor_read(const struct timekeeper *timekeeper, const struct attendance *attendance,
                size_t index, const struct instant *now, struct floor_reading *ref_reading);
void floor_reading_finish(struct floor_reading *reading);

/*
 * How a turn is called where `rule` is in force: by name ("Samuel Pyne, Kumasi"; with `brief`
 * the name alone), by affiliation, or by number ("Speaker 3", to be translated). A track is
 * called by its title under every rule. To be confirmed, absent … are for the caller to add.
 */
void turn_name(const struct turn *turn, const struct attendance *attendance, enum attribution rule,
               const char *language, bool brief, struct message *ret_name);

/* Appends what turn_name() says, looked up as message_write() does. */
void turn_write(const struct turn *turn, const struct attendance *attendance, enum attribution rule,
                const char *language, bool brief, message_lookup *lookup, struct buf *out);

/* For whom a turn speaks, as far as the rule lets it be said; NULL: not known, or not said. Lent.
 */
const char *turn_affiliation(const struct turn *turn, const struct programme *programme,
                             enum attribution rule, const char *language);

/* A turn's time at `now`, ms; sets `*ref_approximate` (may be NULL) as instant_span() does. */
msec_t turn_spoken(const struct timekeeper *timekeeper, const struct turn *turn,
                   const struct instant *now, bool *ref_approximate);

/* First start and last end of what counts (MSEC_NONE: it has not begun, or goes on). */
msec_t turn_start(const struct turn *turn);
msec_t turn_end(const struct turn *turn);

/*
 * The share that the turn with this place would begin with at `now`, whoever has the floor being
 * done: its own, or its part of what is left and of what it has spoken already; 0: no time is
 * left. MSEC_NONE: a point of order has none. It keeps that share while it speaks.
 */
msec_t floor_share(const struct timekeeper *timekeeper, const struct attendance *attendance,
                   size_t index, unsigned place, const struct instant *now);

/*
 * A turn as it may be told outside the room where a rule is in force. Where that is not `named`
 * its place is not told, for the programme has who stands there, but which it was in the order of
 * speaking; nor is its share where somebody on the list has one of their own. Tracks have titles.
 */
struct told_turn {
    size_t index;    /* in the floor's turns */
    unsigned number; /* from 1, in the order of speaking; 0: told by place */
    msec_t share;    /* ms; MSEC_NONE: none, or not told */
};
struct told_turns {
    ARRAY_OF(struct told_turn) list;
};
/* All turns: as on the list, or in the order of speaking, then those that have not spoken. */
void floor_tell(const struct floor *floor, enum attribution rule, struct told_turns *ret_told);
void told_turns_finish(struct told_turns *told);

/* Speaking time over the whole session, as far as the rule of each slot tells whose. */
struct speaking_total {
    size_t person;    /* index in people, or PART_NOBODY */
    const char *name; /* of PART_NOBODY: free text or affiliation, lent; NULL: a number only */
    size_t slot;      /* of a number only: index in the timekeeper */
    unsigned place;   /* of a number only: in that slot, for the room */
    unsigned number;  /* of a number only, which is told so: in the order of speaking; else 0 */
    msec_t share;     /* ms: the shares it had, together; MSEC_NONE: none */
    msec_t spoken;    /* ms */
};
struct speaking_totals {
    ARRAY_OF(struct speaking_total) people;       /* by people's order, free texts, then numbers */
    ARRAY_OF(struct speaking_total) affiliations; /* `name` only; as first met */
};
void floor_totals(const struct timekeeper *timekeeper, const struct instant *now,
                  const char *language, struct speaking_totals *ret_totals);
/* That of one of the programme's people; NULL: none, or none that may be told. Lent. */
const struct speaking_total *speaking_totals_find(const struct speaking_totals *totals,
                                                  size_t person);
void speaking_totals_finish(struct speaking_totals *totals);

#endif
