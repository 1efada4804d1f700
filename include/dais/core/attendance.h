/*
 * Attendance: how each of the programme's people stands, confirmed, to be confirmed, present,
 * absent, late, or replaced, and by whom; and how many participants were counted in the room. It
 * is no matter of the clock: any writer may say it.
 */
#ifndef DAIS_CORE_ATTENDANCE_H
#define DAIS_CORE_ATTENDANCE_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/mem.h>
#include <dais/base/message.h>
#include <dais/core/event.h>
#include <dais/core/rulings.h>

enum person_state {
    PERSON_CONFIRMED,
    PERSON_TBC,
    PERSON_PRESENT,
    PERSON_ABSENT,
    PERSON_LATE,
    PERSON_REPLACED,
    PERSON_STATE_COUNT
};
const char *person_state_name(enum person_state state); /* "confirmed" … as in the journal */
int person_state_find(const char *name);                /* -1: none */

struct attending {
    enum person_state state;
    const char *replaced_by; /* a name, lent from its event; NULL: none, or not written down; shown
                                as attendance_replaced_by() has it */
    bool kept;               /* that name was kept deliberately */
    struct event_place said; /* where in the log it was said */
};

/* What was last counted while a slot had the clock. */
struct counted {
    const char *slot; /* its id, lent from its event; NULL: none had */
    int64_t people;   /* participants in the room, 0 and more */
    msec_t at;        /* since 1970-01-01 UTC */
};

struct attendance {
    const struct programme *programme; /* lent */
    const struct rulings *rulings;     /* lent; NULL: what the programme says holds */
    ARRAY_OF(struct attending) people; /* one for each of the programme's people, same index */
    ARRAY_OF(struct counted) counts;   /* one for each slot where somebody counted, in no order */
};

/* As the programme says it; the end of it. */
void attendance_init(struct attendance *attendance, const struct programme *programme);
void attendance_finish(struct attendance *attendance);

/* One person again as the programme says it. */
void attendance_reset(struct attendance *attendance, size_t person);

/* Who a person.state is about, by key or by "#3", the place in the list; PART_NOBODY: nobody. */
size_t attendance_person(const struct programme *programme, const struct event *event);

/* Folds a checked person.state. False: nobody of that name, or no such state; no effect. */
bool attendance_apply(struct attendance *attendance, const struct event *event);

/*
 * Folds a checked people.count: the last one of a slot holds. attendance_reset_count() forgets
 * that of a slot (NULL: of none).
 */
void attendance_apply_count(struct attendance *attendance, const struct event *event);
void attendance_reset_count(struct attendance *attendance, const char *slot);

/* What was last counted in a slot (id; NULL: while none ran); NULL: nothing was. Lent. */
const struct counted *attendance_counted(const struct attendance *attendance, const char *slot);

/* Participants counted: the most that any slot had when last counted in; -1: nobody counted. */
int64_t attendance_most(const struct attendance *attendance);

/* People who stand so: `ret_totals[state]` for each state. */
void attendance_totals(const struct attendance *attendance,
                       size_t ret_totals[PERSON_STATE_COUNT]);

/* Does nobody come, or may nobody? `person` may be PART_NOBODY: false. */
bool attendance_is_absent(const struct attendance *attendance, size_t person);
bool attendance_is_tbc(const struct attendance *attendance, size_t person);

/*
 * The rule under which it is told how somebody stands: the strictest of the one for that person
 * now and when it was said.
 */
enum attribution attendance_rule(const struct attendance *attendance, size_t person);

/*
 * Who came instead, lent; NULL: nobody, it is not written down, or the rule in force then or now
 * lets it not be shown.
 */
const char *attendance_replaced_by(const struct attendance *attendance, size_t person);

/*
 * Who speaks for one of the people: "Samuel Pyne, Kumasi" (with `brief` the name alone), who
 * came instead, or "Replacement of …" where that name may not be shown. It knows no other rule.
 */
void attendance_name(const struct attendance *attendance, size_t person, const char *language,
                     bool brief, struct message *ret_name);

#endif
