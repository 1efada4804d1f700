/*
 * The wish for another attribution rule, of the session or of one slot. A stricter one is taken as
 * it comes. A looser one wants a deliberate yes, be it said, or come back to by undo or redo: names
 * may be written down from then on, though nothing captured before is shown.
 */
#include "decide.h"

/* What a looser rule means. False: refused, nobody said yes. */
static bool ask_relax(const struct deciding *deciding, enum attribution rule)
{
    if (deciding->wish->relax)
        return true;
    message_set(decide_refused(deciding, REFUSED_RELAX),
                rule == ATTRIBUTION_NAMED
                    ? N_("From then on names may be written down; what was captured under the "
                         "stricter rule stays without")
                    : N_("From then on affiliations may be written down; what was captured under "
                         "the stricter rule stays without"),
                NULL);
    return false;
}

static struct event *refuse_same(const struct deciding *deciding, const char *slot)
{
    const struct session *session = deciding->session;
    if (slot == NULL)
        return decide_refuse(deciding, N_("That rule is in force already"));
    message_set(decide_refused(deciding, REFUSED), N_("That rule is in force in “{1}” already"),
                session_slot_title(session, slot, NULL), NULL);
    return NULL;
}

struct event *decide_rule(const struct deciding *deciding)
{
    const struct session *session = deciding->session;
    const struct wish *wish = deciding->wish;
    const char *slot = NULL;
    if (wish->slot != NULL) {
        slot = session_find_slot_id(session, wish->slot, deciding->refusal);
        if (slot == NULL)
            return NULL;
    }
    enum attribution before = session_attribution(session, slot);
    if (wish->rule == before && session_has_own_attribution(session, slot))
        return refuse_same(deciding, slot);
    if (wish->rule < before && !ask_relax(deciding, wish->rule))
        return NULL;
    struct event *event = decide_event(deciding, EVENT_SESSION_RULE);
    event_set(event, KEY_RULE, attribution_name(wish->rule));
    event_set(event, KEY_FROM, attribution_name(before));
    event_set(event, KEY_SLOT, slot);
    enum attribution strictest = attribution_stricter(before, wish->rule);
    bool fine = decide_line(deciding, event, KEY_WHY, wish->why) &&
                decide_names_under(deciding, event, strictest, event_text(event, KEY_WHY));
    return fine ? event : decide_drop(event);
}

bool decide_rule_again(const struct deciding *deciding, const struct logged *target, bool stands)
{
    const struct session *session = deciding->session;
    const struct line *line = (const struct line *)target;
    if (target->event->op != EVENT_SESSION_RULE)
        return true;
    enum attribution then = session_rule_with(session, line, stands);
    enum attribution now = session_attribution(session, event_text(line_seen(line), KEY_SLOT));
    return then >= now || ask_relax(deciding, then);
}
