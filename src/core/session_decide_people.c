/*
 * Wishes about who is there. They are no matter of the clock, so that any writer may note them,
 * on any day. Under the Chatham House Rule a number in the list of people is all that is written
 * of who came.
 */
#include "decide.h"

#include <inttypes.h>

/* Who came instead: a name only where people are named, or where it is kept deliberately. */
static bool set_replacement(const struct deciding *deciding, struct event *event, bool ruled)
{
    const struct wish *wish = deciding->wish;
    if (wish->state != PERSON_REPLACED || (ruled && !wish->keep_names))
        return true;
    if (!decide_line(deciding, event, KEY_REPLACED_BY, wish->replaced_by))
        return false;
    if (ruled && event_text(event, KEY_REPLACED_BY) != NULL)
        event_set(event, KEY_KEPT_NAMES, "yes");
    return true;
}

struct event *decide_person_state(const struct deciding *deciding)
{
    const struct session *session = deciding->session;
    const char *name = deciding->wish->person;
    size_t person = session_find_person(session, name != NULL ? name : "", deciding->refusal);
    if (person == PART_NOBODY)
        return NULL;
    struct event *event = decide_event(deciding, EVENT_PERSON_STATE);
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "#%zu", person + 1);
    bool ruled = timekeeper_person_rule(&session->timekeeper, person) != ATTRIBUTION_NAMED;
    event_set(event, KEY_PERSON,
              ruled ? buf_text(&number) : session->programme->people.items[person].key);
    event_set(event, KEY_STATE, person_state_name(deciding->wish->state));
    if (!set_replacement(deciding, event, ruled))
        return decide_drop(event);
    const struct attending *attending = &session->attendance.people.items[person];
    if (attending->state == deciding->wish->state &&
        event_same_text(attending->replaced_by, event_text(event, KEY_REPLACED_BY))) {
        decide_refuse(deciding, N_("Nothing changes: it is noted so already"));
        return decide_drop(event);
    }
    return event;
}

struct event *decide_people_count(const struct deciding *deciding)
{
    const struct session *session = deciding->session;
    const struct wish *wish = deciding->wish;
    const struct timekeeper *timekeeper = &session->timekeeper;
    const char *slot = NULL;
    if (wish->slot != NULL) {
        slot = session_find_slot_id(session, wish->slot, deciding->refusal);
        if (slot == NULL)
            return NULL;
    } else if (!wish->no_slot && timekeeper->current != SLOT_NONE) {
        slot = timekeeper->slots.items[timekeeper->current].id;
    }
    if (wish->count < 0 || wish->count > COUNTED_MAX)
        return decide_refuse(deciding, N_("That many people are in no room"));
    const struct counted *before = attendance_counted(&session->attendance, slot);
    if (before != NULL && before->people == wish->count)
        return decide_refuse(deciding, N_("Nothing changes: it is noted so already"));
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%" PRId64, wish->count);
    struct event *event = decide_event(deciding, EVENT_PEOPLE_COUNT);
    event_set(event, KEY_SLOT, slot);
    event_set(event, KEY_COUNT, buf_text(&count));
    return event;
}
