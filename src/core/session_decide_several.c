/*
 * Wishes about one entry and another: one goes into the other, or stands behind it.
 */
#include "decide.h"

#include <string.h>

/* The entry that stays in force, where the one named went into others meanwhile. NULL: refused. */
static const struct entry *find_into(const struct deciding *deciding)
{
    const struct entry *into = decide_find_entry(deciding, deciding->wish->into);
    if (into != NULL && into->merged_into != NULL)
        into = into->merged_into;
    if (into == NULL || into->standing != STANDING_WITHDRAWN)
        return into;
    decide_refuse_text(deciding, N_("{1} was withdrawn"), into->shown);
    return NULL;
}

struct event *decide_merge(const struct deciding *deciding)
{
    const struct entry *entry = decide_find_open_entry(deciding);
    const struct entry *into = entry != NULL ? find_into(deciding) : NULL;
    if (into == NULL)
        return NULL;
    const struct entry *named = decide_find_entry(deciding, deciding->wish->into);
    if (into == entry && named != entry) {
        message_set(decide_refused(deciding, REFUSED), N_("{1} was merged into {2} already"),
                    named->shown, entry->shown, NULL);
        return NULL;
    }
    if (into == entry)
        return decide_refuse_text(deciding, N_("{1} cannot be merged into itself"), entry->shown);
    if (standing_is_adopted(entry->standing))
        return decide_refuse_text(
            deciding, N_("{1} is adopted; reopen it before it is merged away"), entry->shown);
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_MERGE, entry);
    event_set_id(event, KEY_INTO, &into->id);
    if (!decide_line(deciding, event, KEY_WHY, deciding->wish->why) ||
        !decide_names_under(deciding, event, session_entry_attribution(deciding->session, entry),
                            event_text(event, KEY_WHY)))
        return decide_drop(event);
    return event;
}

struct event *decide_order(const struct deciding *deciding)
{
    const char *name = deciding->wish->behind;
    const struct entry *entry = decide_find_open_entry(deciding);
    bool first = name == NULL || name[0] == '\0';
    const struct entry *behind = entry == NULL || first ? NULL : decide_find_entry(deciding, name);
    if (entry == NULL || (!first && behind == NULL))
        return NULL;
    if (behind == entry)
        return decide_refuse_text(deciding, N_("{1} cannot stand behind itself"), entry->shown);
    if (record_stands_behind(&deciding->session->record, entry, behind)) {
        message_set(decide_refused(deciding, REFUSED_SO_ALREADY), N_("{1} stands there already"),
                    entry->shown, NULL);
        return NULL;
    }
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_ORDER, entry);
    event_set(event, KEY_BEHIND, "");
    if (behind != NULL)
        event_set_id(event, KEY_BEHIND, &behind->id);
    return event;
}
