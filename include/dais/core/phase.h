/*
 * A phase: the part of a slot that an instant falls in. Rounds of talk and questions, group work
 * and the report of each track, the time kept for questions, the changeover between.
 *
 * Phases follow from the programme, the slot's elapsed time and what is allotted to it; pauses and
 * `back` need no word here. More or less time belongs to the phase that runs when it is given,
 * where that is one at the slot's end; else to what comes before those, so that nobody is sent
 * back. All of a slot's phases lie end to end from its beginning:
 *
 *   rounds         from the slot's start, one after the other; what they do not fill is left over
 *   report_back    one report a track at the slot's end, group work before; or, where a slot of
 *                  kind `reporting` comes later that day, at that slot's start: what they do not
 *                  fill is left over
 *   questions      of the slot itself: the last minutes of it
 *   changeover     between rounds, before the first report of a breakouts slot, between reports
 *
 * Parts that need more than the slot has, by its programme or since a plan made it shorter, are all
 * shorter in proportion, changeovers too, and nothing is longer than planned; group work and what
 * would be left over get nothing. Only rounds of a slot that runs keep the length they began with
 * when time is taken from it: they go on past its end. In overtime the last phase goes on.
 */
#ifndef DAIS_CORE_PHASE_H
#define DAIS_CORE_PHASE_H

#include <dais/core/timekeeper.h>

enum phase_kind {
    PHASE_WHOLE,      /* the slot has no parts: it is its only phase */
    PHASE_TALK,       /* of a round; or all that comes before the questions */
    PHASE_QUESTIONS,  /* of a round; or the time kept at the end */
    PHASE_CHANGEOVER, /* people move; what comes after says where to */
    PHASE_GROUPS,     /* tracks at work at the same time */
    PHASE_REPORT,     /* of one track */
    PHASE_LEFT_OVER,  /* nothing is planned for it */
    PHASE_KIND_COUNT
};
const char *phase_kind_name(enum phase_kind kind); /* "left-over" … as in status --json */

struct phase {
    enum phase_kind kind;
    unsigned number;             /* of the round or report, from 1; 0: neither */
    unsigned count;              /* rounds or reports of the slot; 0 with number 0 */
    const struct lingual *title; /* of the round's poster or the track, lent; NULL: none */
    msec_t start;                /* ms after the slot's beginning, pauses not counted */
    msec_t end;                  /* likewise; equal where no time is left for it */
};

struct phase_list {
    ARRAY_OF(struct phase) list; /* at least one; the first starts at 0, each where one ended */
    size_t at_end;               /* index of the first after what is laid from the slot's start */
    msec_t missing;              /* ms that the parts need and the slot has not; 0: they fit */
};

/*
 * The phases of `slot` with `allotted` ms; `slot` NULL: inserted live, it has no parts. Give
 * the list back with phase_list_finish(). Titles are lent from the programme.
 */
void phase_list_make(const struct programme *programme, const struct slot *slot, msec_t allotted,
                     struct phase_list *ret_list);
/* The same of a slot of the clock, with what it was given and lost while it ran. */
void phase_list_make_live(const struct timekeeper *timekeeper, size_t slot,
                          struct phase_list *ret_list);
void phase_list_finish(struct phase_list *list);

/* What a slot of the clock began with, or will, and what its parts need of it. */
struct phase_fit {
    msec_t has;   /* ms; time given and taken while it runs is not in it */
    msec_t needs; /* ms; more than it has: all parts are shorter */
};
void phase_fit_read(const struct timekeeper *timekeeper, size_t slot, struct phase_fit *ret_fit);
/* The length of a part that was planned with `length` ms: so long, or as much shorter as all are. */
msec_t phase_fit_length(const struct phase_fit *fit, msec_t length);

/* Index of the phase after `elapsed` ms: a phase begins at its start, the last one goes on. */
size_t phase_list_at(const struct phase_list *list, msec_t elapsed);

/* Where a slot stands among its phases. */
struct phase_reading {
    struct phase phase; /* the present one; PHASE_WHOLE: there are none to tell apart */
    msec_t elapsed;     /* ms in it */
    msec_t left;        /* ms of it; negative only in the last one, in overtime */
    bool has_next;      /* another phase comes, in `left` ms of running: a change to signal */
    struct phase next;  /* that one; zero without */
    msec_t missing;     /* ms that the parts need and the slot has not; 0: they fit */
};

/* The phase of the running or paused slot of a reading. False: no slot is, outputs untouched. */
bool phase_read(const struct timekeeper *timekeeper, const struct reading *reading,
                struct phase_reading *ret_phase);

/*
 * What a phase is called: "Talk 3 of 8", "Questions", "Group work" …; where it has a title, in
 * `language` (NULL: the first written), that too: "Report 1 of 2: Complementarity".
 * PHASE_WHOLE has no name: the message is left empty.
 */
void phase_describe(const struct phase *phase, const char *language, struct message *ret_text);
/* The same without the title, where there is little room. */
void phase_describe_short(const struct phase *phase, struct message *ret_text);

/* Appends what phase_describe() says, looked up as message_write() does. */
void phase_write(const struct phase *phase, const char *language, message_lookup *lookup,
                 struct buf *out);

/* Do the tracks of `from`, a slot of the same programme with tracks, report in `slot`? */
bool phase_reports_from(const struct programme *programme, const struct slot *slot,
                        const struct slot *from);

#endif
