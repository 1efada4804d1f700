/*
 * Reservations are on a text: when the room adopts another one, they are gone with the old.
 */
#include "session_state.h"

#include <string.h>

/* An entry.standing in effect, about the same entry as the event. */
static bool is_about(const struct logged *logged, const struct event *event)
{
    const struct event *other = logged->event;
    if (other->op != EVENT_ENTRY_STANDING || logged->is_void || logged->idle || logged->undone)
        return false;
    return event_same_text(event_text(other, KEY_ENTRY), event_text(event, KEY_ENTRY));
}

unsigned session_reservations_dropped(const struct session *session, const struct event *event)
{
    int standing = standing_find(event_text(event, KEY_STANDING));
    if (standing < 0 || !standing_is_adopted((enum standing)standing))
        return 0;
    unsigned count = 0;
    const char *digest = NULL;
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *logged = session_log_at(session, i);
        if (logged->event == event)
            return digest != NULL && strcmp(digest, event_text(event, KEY_DIGEST)) != 0 ? count : 0;
        if (!is_about(logged, event))
            continue;
        bool same = event_same_text(digest, event_text(logged->event, KEY_DIGEST));
        bool reserved = standing_find(event_text(logged->event, KEY_STANDING)) ==
                        STANDING_ADOPTED_WITH_RESERVATION;
        count = !reserved ? 0 : same ? count + 1 : 1;
        digest = event_text(logged->event, KEY_DIGEST);
    }
    return 0;
}
