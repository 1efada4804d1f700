/*
 * Turns and people in the user's words: their names as the rules allow, and how they stand.
 */
#include "say_turn.h"

#include <libintl.h>

#include <dais/base/name_table.h>

#include "say.h"

static const char *const turn_states[] = {
    [TURN_WAITING] = N_("waiting"), [TURN_SPEAKING] = N_("speaking"),
    [TURN_PAUSED] = N_("paused"),   [TURN_INTERRUPTED] = N_("interrupted"),
    [TURN_DONE] = N_("has spoken"), [TURN_SKIPPED] = N_("passed over"),
};
NAME_TABLE_COMPLETE(turn_states, TURN_STATE_COUNT);

void say_turn(const struct session *session, size_t slot, size_t turn, const char *language,
              struct buf *out)
{
    const struct timekeeper *timekeeper = session_timekeeper(session);
    turn_write(&timekeeper->slots.items[slot].floor.turns.items[turn], session_attendance(session),
               timekeeper_floor_rule(timekeeper, slot), language, false, say_lookup, out);
}

void say_person(const struct session *session, size_t person, const char *language, struct buf *out)
{
    const struct programme *programme = session_programme(session);
    if (session_person_is_named(session, person)) {
        person_write(&programme->people.items[person], language, out);
        return;
    }
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%zu", person + 1);
    say_write(N_("Person {1}"), out, buf_text(&number), NULL);
}

const char *say_turn_state(enum turn_state state)
{
    return gettext(turn_states[state]);
}
