/*
 * Turns and people in the user's words.
 */
#ifndef DAIS_CLI_SAY_TURN_H
#define DAIS_CLI_SAY_TURN_H

#include <dais/core/session.h>

/* Appends what a turn is called, as the rule of its slot allows: index of slot, index of turn. */
void say_turn(const struct session *session, size_t slot, size_t turn, const char *language,
              struct buf *out);

/* Appends what one of the people is called: name and affiliation; under the rule, a number. */
void say_person(const struct session *session, size_t person, const char *language,
                struct buf *out);

/* How a turn stands: "waiting". */
const char *say_turn_state(enum turn_state state);

#endif
