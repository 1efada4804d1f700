/*
 * The attribution rule, asked of a session: what holds now, and under which rule something was
 * captured. What was captured under a rule stays under it: whoever shows an entry or a person asks
 * here, and gets the strictest of the rule in force now and of those in force at the places of the
 * log where it was said. So a stricter rule hides what came before, and a looser one shows nothing
 * of it.
 */
#include "session_state.h"

#include <string.h>

/* Of a version of the program to come: the strictest there is. */
static enum attribution rule_of(const struct event *event)
{
    int rule = attribution_find(event_text(event, KEY_RULE));
    return rule < 0 ? ATTRIBUTION_CHATHAM_HOUSE : (enum attribution)rule;
}

/*
 * A stricter rule always has effect. A looser one does so only where the rule holds that its writer
 * knew: nobody loosens what somebody else has just tightened.
 */
bool session_rule_act(struct session *session, const struct line *line)
{
    const struct event *seen = line_seen(line);
    struct ruling ruling = {
        .from = event_place(seen), .slot = event_text(seen, KEY_SLOT), .rule = rule_of(seen)};
    enum attribution before = rulings_at(&session->rulings, ruling.slot, NULL);
    bool known = strcmp(event_text(seen, KEY_FROM), attribution_name(before)) == 0;
    if (ruling.rule < before && !known)
        return false;
    rulings_add(&session->rulings, &ruling);
    return true;
}

/* What is said of the slot of `target` once that stands, or stands no more; not from where on. */
static struct ruling ruling_with(const struct thing *thing, const struct line *target, bool stands)
{
    struct ruling ruling = {.slot = event_text(line_seen(target), KEY_SLOT), .as_planned = true};
    for (size_t i = 0; i < thing->lines.count; i++) {
        const struct line *line = thing->lines.items[i];
        const struct event *seen = line_seen(line);
        bool holds = line == target ? stands : line->had_effect && !line->shown.undone;
        if (!holds || event_realm(seen->op) != REALM_RULE ||
            !event_same_text(event_text(seen, KEY_SLOT), ruling.slot))
            continue;
        ruling.as_planned = false;
        ruling.rule = rule_of(seen);
    }
    return ruling;
}

void session_rule_again(struct session *session, const struct line *line, const struct line *target)
{
    struct ruling ruling = ruling_with(&session->rule, target, !target->shown.undone);
    ruling.from = event_place(line->shown.event);
    rulings_add(&session->rulings, &ruling);
}

enum attribution session_rule_with(const struct session *session, const struct line *target,
                                   bool stands)
{
    struct ruling ruling = ruling_with(&session->rule, target, stands);
    if (!ruling.as_planned)
        return ruling.rule;
    const struct programme *programme = session->programme;
    const struct slot *planned =
        ruling.slot == NULL ? NULL : programme_find_slot(programme, ruling.slot);
    if (planned != NULL && planned->own_attribution)
        return planned->attribution;
    return ruling.slot == NULL ? programme->attribution : session_attribution(session, NULL);
}

enum attribution session_attribution(const struct session *session, const char *slot)
{
    return rulings_at(&session->rulings, slot, NULL);
}

bool session_has_own_attribution(const struct session *session, const char *slot)
{
    return rulings_has_own(&session->rulings, slot);
}

/* Does the event put words, a speaker or a place into an entry? */
static bool captures(const struct event *event)
{
    return event->op == EVENT_ENTRY_ADD || event->op == EVENT_ENTRY_AMEND ||
           event->op == EVENT_ENTRY_MOVE;
}

static const struct thing *thing_of(const struct session *session, const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    return node == NULL ? NULL : node->thing;
}

/* The strictest rule under which the lines of an entry were written; or that of `only` one. */
static enum attribution captured_under(const struct session *session, const struct thing *thing,
                                       const struct event *only)
{
    enum attribution strictest = ATTRIBUTION_NAMED;
    const char *slot = NULL;
    for (size_t i = 0; i < thing->lines.count; i++) {
        const struct line *line = thing->lines.items[i];
        const struct event *seen = line_seen(line);
        bool added = seen->op == EVENT_ENTRY_ADD; /* stays, withdrawn, where it was undone */
        if (!line->had_effect || !captures(seen) || (line->shown.undone && !added))
            continue;
        if (seen->op != EVENT_ENTRY_AMEND)
            slot = event_text(seen, KEY_SLOT);
        struct event_place place = event_place(seen);
        if (only == NULL || only == line->shown.event)
            strictest =
                attribution_stricter(strictest, rulings_at(&session->rulings, slot, &place));
    }
    return strictest;
}

enum attribution session_entry_attribution(const struct session *session, const struct entry *entry)
{
    enum attribution now = session_attribution(session, entry->slot);
    const struct thing *thing = thing_of(session, &entry->id);
    return thing == NULL ? now : attribution_stricter(now, captured_under(session, thing, NULL));
}

static const char *speaker_under(const struct session *session, const struct entry *entry,
                                 enum attribution rule)
{
    const struct programme *programme = session->programme;
    if (entry->speaker == NULL)
        return NULL;
    switch (rule) {
    case ATTRIBUTION_NAMED:
        return entry->speaker;
    case ATTRIBUTION_AFFILIATION:
        break;
    case ATTRIBUTION_CHATHAM_HOUSE:
    case ATTRIBUTION_COUNT:
        return NULL;
    }
    size_t index = programme_find_person(programme, entry->speaker);
    if (index != PART_NOBODY)
        return lingual_in(&programme->people.items[index].affiliation, NULL);
    return programme_has_affiliation(programme, entry->speaker) ? entry->speaker : NULL;
}

const char *session_entry_speaker(const struct session *session, const struct entry *entry)
{
    return speaker_under(session, entry, session_entry_attribution(session, entry));
}

const char *session_reserved_by(const struct session *session, const struct entry *entry,
                                const struct reservation *reservation)
{
    enum attribution rule = session_entry_attribution(session, entry);
    bool holds = reservation->by != NULL && !reservation->kept &&
                 session_text_has_names_under(session, rule, reservation->by, NULL);
    return holds ? NULL : reservation->by;
}

/* Is the rule for the entry another one, if the slot (NULL: the session) has another? */
static bool follows(const struct session *session, const struct entry *entry, const char *slot)
{
    if (slot != NULL)
        return event_same_text(entry->slot, slot);
    return entry->slot == NULL || !session_has_own_attribution(session, entry->slot);
}

void session_rule_effect(const struct session *session, const char *slot, enum attribution rule,
                         struct rule_effect *ret_effect)
{
    *ret_effect = (struct rule_effect){0};
    for (size_t i = 0; i < session->record.entries.count; i++) {
        const struct entry *entry = session->record.entries.items[i];
        enum attribution now = session_entry_attribution(session, entry);
        if (entry->standing == STANDING_WITHDRAWN || rule <= now || !follows(session, entry, slot))
            continue;
        const char *before = speaker_under(session, entry, now);
        const char *after = speaker_under(session, entry, rule);
        ret_effect->speakers += !event_same_text(before, after);
        ret_effect->names += session_text_has_names_under(session, rule, entry->text, NULL);
    }
}

enum attribution session_strictest_attribution(const struct session *session)
{
    struct event_place before_all = {.id.sequence = 0};
    return rulings_over(&session->rulings, NULL, &before_all, NULL);
}

enum attribution session_slot_attribution(const struct session *session, const char *slot)
{
    const struct record *record = &session->record;
    enum attribution strictest = session_attribution(session, slot);
    size_t index = slot == NULL ? SLOT_NONE : timekeeper_find(&session->timekeeper, slot);
    if (index != SLOT_NONE)
        strictest = timekeeper_floor_rule(&session->timekeeper, index);
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        if (event_same_text(entry->slot, slot))
            strictest = attribution_stricter(strictest, session_entry_attribution(session, entry));
    }
    return strictest;
}

bool session_person_is_named(const struct session *session, size_t person)
{
    const struct thing *thing = &session->people[person];
    enum attribution strictest = session_attribution(session, NULL);
    for (size_t i = 0; i < thing->lines.count; i++) {
        struct event_place place = event_place(thing->lines.items[i]->shown.event);
        if (line_in_effect(thing->lines.items[i]))
            strictest =
                attribution_stricter(strictest, rulings_at(&session->rulings, NULL, &place));
    }
    return strictest != ATTRIBUTION_CHATHAM_HOUSE;
}

/* Is what an entry says of its speaker more than the rule allows? */
static bool is_beyond(const struct programme *programme, enum attribution rule, const char *who)
{
    if (who == NULL || who[0] == '\0' || rule == ATTRIBUTION_NAMED)
        return false;
    return rule == ATTRIBUTION_CHATHAM_HOUSE || !programme_has_affiliation(programme, who);
}

static bool entry_oversteps(const struct session *session, const struct event *event)
{
    struct event_id id = event->op == EVENT_ENTRY_ADD ? event->id : event_target(event, KEY_ENTRY);
    const struct thing *thing = thing_of(session, &id);
    const char *speaker = event_text(event, KEY_SPEAKER);
    if (thing == NULL || speaker == NULL)
        return false;
    return is_beyond(session->programme, captured_under(session, thing, event), speaker);
}

bool session_oversteps(const struct session *session, const struct logged *logged)
{
    const struct event *event = logged->event;
    const struct event *seen = line_seen((const struct line *)logged);
    struct event_place place = event_place(event);
    if (logged->is_void)
        return false;
    if (event->op == EVENT_ENTRY_ADD || event->op == EVENT_ENTRY_AMEND)
        return entry_oversteps(session, event);
    if (event->op == EVENT_FLOOR_REQUEST || event->op == EVENT_FLOOR_ORDER)
        return is_beyond(session->programme,
                         rulings_at(&session->rulings, event_text(seen, KEY_SLOT), &place),
                         event_text(event, KEY_WHO));
    size_t person = event->op == EVENT_PERSON_STATE ? attendance_person(session->programme, event)
                                                    : PART_NOBODY;
    return person != PART_NOBODY && event_text(event, KEY_PERSON)[0] != '#' &&
           rulings_person(&session->rulings, person, &place) != ATTRIBUTION_NAMED;
}

bool session_may_tell_replacement(const struct session *session, const struct event *event)
{
    size_t person = attendance_person(session->programme, event);
    struct event_place place = event_place(event);
    if (event_text(event, KEY_REPLACED_BY) == NULL)
        return false;
    if (person == PART_NOBODY || event_text(event, KEY_KEPT_NAMES) != NULL)
        return true;
    return attribution_stricter(rulings_person(&session->rulings, person, NULL),
                                rulings_person(&session->rulings, person, &place)) ==
           ATTRIBUTION_NAMED;
}
