/*
 * Rulings: which attribution rule was in force where, and from which place of the log on. The
 * programme says it first; every session.rule, and every undo and redo of one, is a ruling. So it
 * can be asked not only what holds now, but what held when something was captured: names that
 * were told under one rule are shown under the strictest of both.
 */
#ifndef DAIS_CORE_RULINGS_H
#define DAIS_CORE_RULINGS_H

#include <dais/core/event.h>
#include <dais/core/programme.h>

/* One word on what holds in a slot, or in the session, from a place on. */
struct ruling {
    struct event_place from; /* of the session.rule, or of the undo or redo that brought it back */
    const char *slot;        /* id, lent from its event; NULL: of the session */
    bool as_planned;         /* what the programme says holds again */
    enum attribution rule;   /* else this */
};

struct rulings {
    const struct programme *programme; /* lent */
    ARRAY_OF(struct ruling) list;      /* in the order of the log */
};

void rulings_init(struct rulings *rulings, const struct programme *programme);
void rulings_finish(struct rulings *rulings);

/* Only what the programme says. */
void rulings_clear(struct rulings *rulings);

/* Adds one behind the others; it holds from the last one's place on, if its own is before that. */
void rulings_add(struct rulings *rulings, const struct ruling *ruling);

/*
 * The rule in force in a slot (`slot` NULL: of the session) where something at `place` happened:
 * after all rulings before it; NULL: now. A slot without a word of its own has the session's.
 */
enum attribution rulings_at(const struct rulings *rulings, const char *slot,
                            const struct event_place *place);

/* Has the slot, or the session (NULL), a word of its own now, or has the programme? */
bool rulings_has_own(const struct rulings *rulings, const char *slot);

/* The strictest that was in force from the first place to the last one (NULL: until now). */
enum attribution rulings_over(const struct rulings *rulings, const char *slot,
                              const struct event_place *first, const struct event_place *last);

/* The strictest of the session's and of the slots in which the programme gives a person a part. */
enum attribution rulings_person(const struct rulings *rulings, size_t person,
                                const struct event_place *place);

enum attribution attribution_stricter(enum attribution one, enum attribution other);

#endif
