/*
 * Attendance: how each of the programme's people stands. Confirmed, to be confirmed, present,
 * absent, late, or replaced, and by whom. It is no matter of the clock: any writer may say it.
 */
#ifndef DAIS_CORE_ATTENDANCE_H
#define DAIS_CORE_ATTENDANCE_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/mem.h>
#include <dais/base/message.h>
#include <dais/core/event.h>
#include <dais/core/programme.h>

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
    const char *replaced_by; /* a name, lent from its event; NULL: none, or not written down */
};

struct attendance {
    const struct programme *programme; /* lent */
    ARRAY_OF(struct attending) people; /* one for each of the programme's people, same index */
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

/* Does nobody come, or may nobody? `person` may be PART_NOBODY: false. */
bool attendance_is_absent(const struct attendance *attendance, size_t person);
bool attendance_is_tbc(const struct attendance *attendance, size_t person);

/*
 * Who speaks for one of the people: "Samuel Pyne, Kumasi" (with `brief` the name alone), who
 * came instead, or "Replacement of …" where that name is not written down. It knows no rule.
 */
void attendance_name(const struct attendance *attendance, size_t person, const char *language,
                     bool brief, struct message *ret_name);

#endif
