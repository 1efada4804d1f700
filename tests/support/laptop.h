/*
 * A laptop in the room: a session, a writer and a launch, a clock that is set, and a disc that
 * never fails. A wish becomes an event with id and hybrid logical clock, checked, applied here,
 * and kept in `written`, from where other laptops get their copies.
 */
#ifndef DAIS_TESTS_LAPTOP_H
#define DAIS_TESTS_LAPTOP_H

#include <dais/core/session.h>

struct laptop {
    struct session *session;
    struct actor actor;
    struct refusal refusal;           /* of the latest wish that was refused */
    ARRAY_OF(struct event *) written; /* own events, copies, in order */
    struct buf said;                  /* of laptop_say() */
};

/* Writer and launch number `writer` and `launch`; writes its launch event at `now`. */
void laptop_init(struct laptop *laptop, const struct programme *programme, unsigned writer,
                 unsigned launch, msec_t now);
void laptop_finish(struct laptop *laptop);

/* The clocks stand at this wall time. */
void laptop_at(struct laptop *laptop, msec_t now);

/* NULL: refused, see `refusal`; else the event in the log, and `*ret_applied` (may be NULL). */
const struct event *laptop_wish(struct laptop *laptop, const struct wish *wish,
                                enum applied *ret_applied);

/* A wish of nothing but a verb. True: done. */
bool laptop_do(struct laptop *laptop, enum wish_verb verb);

/* The latest refusal in English, "" where there is none; valid until the next call. */
const char *laptop_why(struct laptop *laptop);

/* What an event did, in English; likewise. */
const char *laptop_say(struct laptop *laptop, const struct event *event);

/* Takes an event written elsewhere. */
enum applied laptop_receive(struct laptop *laptop, const struct event *event);

/* Stamps an event as this laptop's next, checks and applies it. */
const struct event *laptop_write_take(struct laptop *laptop, struct event *event,
                                      enum applied *ret_applied);

/* Appends all that a floor knows; nothing of an empty one. */
void floor_dump(const struct floor *floor, struct buf *out);

/*
 * Appends the whole state: clock, floors, people, forecast at `now`, entries but those undone; with `log`, also
 * these, and what became of every event. Two sessions with the same events give the same bytes.
 */
void session_dump(const struct session *session, msec_t now, bool log, struct buf *out);

#endif
