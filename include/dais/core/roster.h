/*
 * The roster: the programme's people with their parts, and what may be told of who has spoken.
 * Screen, command and JSON say it from here, so that they say the same.
 *
 * The list of people is the programme's own. Who has spoken is told as the rule of each slot lets
 * it be: in slots where it forbids names it is told of nobody, neither that somebody spoke nor
 * that somebody did not.
 */
#ifndef DAIS_CORE_ROSTER_H
#define DAIS_CORE_ROSTER_H

#include <dais/core/session.h>

/* A part that one of the people has. */
struct roster_part {
    size_t person; /* index in people */
    enum role role;
    const struct slot *slot; /* lent from the programme; NULL: the session as a whole */
    unsigned track;          /* from 1; 0: none */
};

enum spoke {
    SPOKE_NOT_YET,
    SPOKE_TOLD,   /* and how long */
    SPOKE_UNTOLD, /* somebody has, in a slot whose rule does not tell who */
};

struct roster_person {
    size_t first; /* of the parts, an index */
    size_t count; /* of the parts */
    enum spoke spoke;
    msec_t spoken; /* ms that may be told; 0: none */
    msec_t share;  /* ms: the shares of it; MSEC_NONE: none */
    bool running;  /* has a part in the slot that has the clock */
};

/* A zeroed one is empty; made anew it keeps its memory. */
struct roster {
    ARRAY_OF(struct roster_part) parts;     /* by person, then in the order of the programme */
    ARRAY_OF(struct roster_person) people;  /* one for each of the programme's, same index */
    ARRAY_OF(struct speaking_total) others; /* who spoke and is none of them, or may not be named */
};
void roster_make(struct roster *roster, const struct session *session, const struct instant *now,
                 const char *language);
void roster_finish(struct roster *roster);

enum roster_filter {
    ROSTER_ALL,
    ROSTER_RUNNING,    /* who has a part in the slot that has the clock */
    ROSTER_NOT_SPOKEN, /* who has not spoken yet, and is not absent */
    ROSTER_TBC,        /* to be confirmed */
    ROSTER_FILTER_COUNT
};
bool roster_passes(const struct roster *roster, const struct session *session, size_t person,
                   enum roster_filter filter);

/* What somebody in a role is called: message id, "speaker". */
const char *roster_role(enum role role);

/*
 * Appends the parts of a person, by role with the numbers of its slots, and nothing where there
 * are none: "president 1, 6 · speaker 2 · rapporteur". `lookup` as message_write() has it.
 */
void roster_write_parts(const struct roster *roster, size_t person, message_lookup *lookup,
                        struct buf *out);

/* How somebody stands: "to be confirmed", "replaced by Robert Hakiza". Likewise looked up. */
const char *roster_state(enum person_state state); /* message id, without by whom */
void roster_write_state(const struct session *session, size_t person, message_lookup *lookup,
                        struct buf *out);

/* How long somebody has spoken, "8:34", else "not yet" or "not told". */
void roster_write_spoken(const struct roster_person *person, message_lookup *lookup,
                         struct buf *out);

/* "5 present · 1 late · 2 absent · 3 tbc", of all people. */
void roster_totals(const struct session *session, struct message *ret_totals);

#endif
