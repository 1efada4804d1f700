/*
 * The message to the speaker: one line on the stage screens for a while. Any writer may send one,
 * on any day; the newest stands and an empty one takes it away. It is no live action: nothing
 * undoes it, and it goes by itself.
 */
#include "decide.h"

#define MESSAGE_USUAL MSEC_MINUTE /* where nobody says how long */
#define MESSAGE_MAX MSEC_DAY
/* A peer's clock may be ahead by so much, and its message is shown all the same. */
#define MESSAGE_AHEAD (2 * MSEC_MINUTE)

/* How long it stands, ms. 0: refused. */
static msec_t message_span(const struct deciding *deciding)
{
    msec_t span = deciding->wish->span;
    if (span >= 0 && span <= MESSAGE_MAX)
        return span == 0 ? MESSAGE_USUAL : span;
    decide_refuse(deciding, N_("That is more than a day"));
    return 0;
}

struct event *decide_message(const struct deciding *deciding)
{
    const struct session *session = deciding->session;
    const char *wished = deciding->wish->fields.text;
    size_t current = session->timekeeper.current;
    msec_t span = message_span(deciding);
    if (span == 0)
        return NULL;
    struct event *event = decide_event(deciding, EVENT_MESSAGE);
    event_set(event, KEY_TEXT, "");
    if (!decide_line(deciding, event, KEY_TEXT, wished))
        return decide_drop(event);
    const char *text = event_text(event, KEY_TEXT);
    msec_t until;
    if (text[0] == '\0' && session_message(session, &deciding->actor->now, &until) == NULL) {
        decide_refuse(deciding, N_("No message is shown to the speaker"));
        return decide_drop(event);
    }
    if (text[0] != '\0')
        event_set_number(event, KEY_SPAN, span);
    const char *slot = current == SLOT_NONE ? NULL : session->timekeeper.slots.items[current].id;
    return decide_names(deciding, event, slot, text) ? event : decide_drop(event);
}

/* The newest by the order of events, in whatever order they arrived. NULL: none. */
static const struct event *find_newest(const struct session *session, const struct instant *now)
{
    const struct line *newest = NULL;
    for (size_t i = 0; i < session->messages.count; i++) {
        const struct line *line = session->messages.items[i];
        if (line->shown.fork || line->shown.event->at - now->wall > MESSAGE_AHEAD)
            continue;
        if (newest == NULL || line_compare(newest, line) < 0)
            newest = line;
    }
    return newest == NULL ? NULL : newest->shown.event;
}

const char *session_message(const struct session *session, const struct instant *now,
                            msec_t *ret_until)
{
    const struct event *event = find_newest(session, now);
    if (event == NULL)
        return NULL;
    const char *text = event_text(event, KEY_TEXT);
    msec_t span = event_number(event, KEY_SPAN);
    msec_t until = event->at + (span > 0 ? span : MESSAGE_USUAL);
    if (text[0] == '\0' || now->wall >= until)
        return NULL;
    *ret_until = until;
    return text;
}
