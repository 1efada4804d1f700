/*
 * Wishes about entries: a text is cleaned, never refused for its bytes; what it may say about
 * who said it is the rule of its slot; what would change nothing is refused.
 */
#include "decide.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

enum { NUMBER_MAX = 999999 }; /* of an entry */

/* Refuses with a sentence about one text. */
static bool refuse(const struct deciding *deciding, const char *id, const char *text)
{
    return decide_refuse_text(deciding, id, text) != NULL;
}

const struct entry *decide_find_entry(const struct deciding *deciding, const char *name)
{
    const struct entry *found[2];
    size_t count = 0;
    if (name != NULL)
        count = record_find(&deciding->session->record, name, found);
    if (count == 1)
        return found[0];
    if (count == 0)
        refuse(deciding, N_("There is no entry “{1}”"), name != NULL ? name : "");
    else
        message_set(decide_refused(deciding, REFUSED_AMBIGUOUS),
                    N_("“{1}” is the number of several entries: {2} and {3}"), name,
                    found[0]->shown, found[1]->shown, NULL);
    return NULL;
}

const struct entry *decide_find_open_entry(const struct deciding *deciding)
{
    const struct entry *entry = decide_find_entry(deciding, deciding->wish->entry);
    if (entry == NULL || entry->standing != STANDING_WITHDRAWN)
        return entry;
    if (entry->merged_into != NULL)
        message_set(decide_refused(deciding, REFUSED), N_("{1} was merged into {2}"), entry->shown,
                    entry->merged_into->shown, NULL);
    else
        refuse(deciding, N_("{1} was withdrawn"), entry->shown);
    return NULL;
}

/* Where an entry belongs. */
struct binding {
    const char *slot; /* id, or NULL: the session */
    unsigned track;   /* 0: none */
};

/* The slot and track that the wish says; without a word about the slot it is `usual`. */
static bool bind(const struct deciding *deciding, const char *usual, struct binding *ret_binding)
{
    const struct wish *wish = deciding->wish;
    const char *id = wish->no_slot ? NULL : usual;
    if (wish->slot != NULL)
        id = session_find_slot_id(deciding->session, wish->slot, deciding->refusal);
    if (wish->slot != NULL && id == NULL)
        return false;
    const struct slot *planned =
        id == NULL ? NULL : programme_find_slot(deciding->session->programme, id);
    if (wish->track > 0 && (planned == NULL || wish->track > planned->tracks.count)) {
        struct buf track = {0};
        buf_add_format(&track, "%u", wish->track);
        refuse(deciding, N_("There is no track {1} in that slot"), buf_text(&track));
        buf_finish(&track);
        return false;
    }
    *ret_binding = (struct binding){.slot = id, .track = wish->track};
    return true;
}

static void set_binding(struct event *event, const struct binding *binding)
{
    event_set(event, KEY_SLOT, binding->slot);
    if (binding->track > 0)
        event_set_number(event, KEY_TRACK, binding->track);
}

static bool same_folded(const char *a, const char *b)
{
    struct buf one = {0};
    struct buf other = {0};
    utf8_fold(a, strlen(a), &one);
    utf8_fold(b, strlen(b), &other);
    bool same = strcmp(buf_text(&one), buf_text(&other)) == 0;
    buf_finish(&one);
    buf_finish(&other);
    return same;
}

static bool lingual_says(const struct lingual *lingual, const char *text)
{
    for (size_t i = 0; i < lingual->texts.count; i++) {
        if (same_folded(lingual->texts.items[i].text, text))
            return true;
    }
    return false;
}

/* The name, or under the rule of affiliations the affiliation, that is nearest; NULL: none is. */
static const char *find_near(const struct programme *programme, const char *name, bool affiliation)
{
    const char *near = NULL;
    const char **names = mem_new(programme->people.count + 1, sizeof *names);
    for (size_t i = 0; i < programme->people.count; i++) {
        const struct person *person = &programme->people.items[i];
        names[i] = affiliation ? lingual_in(&person->affiliation, NULL) : person->name;
    }
    if (programme->people.count > 0)
        near = name_nearest(names, programme->people.count, name);
    free(names);
    return near;
}

/* Nobody is called so: a near name helps, where the rule lets one be said. NULL. */
static const struct person *refuse_person(const struct deciding *deciding, const char *name,
                                          bool affiliation)
{
    const char *near = find_near(deciding->session->programme, name, affiliation);
    if (near == NULL)
        refuse(deciding, N_("“{1}” is none of the people of the programme"), name);
    else
        message_set(decide_refused(deciding, REFUSED),
                    N_("“{1}” is none of the people of the programme; did you mean {2}?"), name,
                    near, NULL);
    return NULL;
}

/* PERSON; under the rule of affiliations, by affiliation as well. NULL: refused. */
static const struct person *find_person(const struct deciding *deciding, const char *name,
                                        bool by_affiliation)
{
    const struct programme *programme = deciding->session->programme;
    bool is_key = programme_find_person(programme, name) != PART_NOBODY;
    for (size_t i = 0; by_affiliation && !is_key && i < programme->people.count; i++) {
        const struct person *person = &programme->people.items[i];
        if (lingual_says(&person->affiliation, name))
            return person;
    }
    struct refusal refusal = {.kind = REFUSED};
    size_t found = session_find_speaker(deciding->session, name, &refusal);
    if (found != PART_NOBODY)
        return &programme->people.items[found];
    if (refusal.kind != REFUSED_AMBIGUOUS) {
        refusal_finish(&refusal);
        return refuse_person(deciding, name, by_affiliation);
    }
    *deciding->refusal = refusal;
    return NULL;
}

/* Who said it, as far as the rule lets it be written down. */
static bool set_speaker(const struct deciding *deciding, struct event *event, enum attribution rule,
                        const char *name)
{
    if (rule == ATTRIBUTION_CHATHAM_HOUSE)
        return refuse(deciding, N_("Under the Chatham House Rule no speaker is written down"),
                      NULL);
    bool affiliation = rule == ATTRIBUTION_AFFILIATION;
    const struct person *person = find_person(deciding, name, affiliation);
    if (person == NULL)
        return false;
    const char *text = person->key;
    if (affiliation)
        text = lingual_in(&person->affiliation, NULL);
    if (text == NULL)
        return refuse(deciding, N_("Only affiliations are written down here, and “{1}” has none"),
                      name);
    event_set(event, KEY_SPEAKER, text);
    return true;
}

/* "a, b,,c" is "a,b,c". */
static void set_themes(struct event *event, const char *list)
{
    struct buf themes = {0};
    while (*list != '\0') {
        size_t size = strcspn(list, ",");
        size_t start = strspn(list, " ");
        size_t end = size;
        start = start < end ? start : end;
        while (end > start && list[end - 1] == ' ')
            end--;
        buf_add_text(&themes, themes.size > 0 && end > start ? "," : "");
        buf_add(&themes, list + start, end - start);
        list += size + (list[size] == ',');
    }
    event_set(event, KEY_THEMES, buf_text(&themes));
    buf_finish(&themes);
}

static bool set_deadline(const struct deciding *deciding, struct event *event, const char *date)
{
    int64_t days;
    if (!date_parse(date, &days))
        return refuse(deciding, N_("“{1}” is no date; write it like 2022-06-01"), date);
    event_set(event, KEY_DEADLINE, date);
    return true;
}

/* "en", "pt-BR". */
static bool set_language(const struct deciding *deciding, struct event *event, const char *tag)
{
    size_t letters = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool plain = letters == 2 || letters == 3;
    if (!plain || (tag[letters] != '\0' && tag[letters] != '-'))
        return refuse(deciding, N_("“{1}” is no language; write it like en or fr"), tag);
    event_set(event, KEY_LANGUAGE, tag);
    return true;
}

static bool set_translation(const struct deciding *deciding, struct event *event, const char *name)
{
    const struct entry *entry = decide_find_entry(deciding, name);
    if (entry != NULL)
        event_set_id(event, KEY_TRANSLATION_OF, &entry->id);
    return entry != NULL;
}

/* Sets one field from its cleaned text, which is not empty. False: refused. */
static bool set_field(const struct deciding *deciding, struct event *event, enum attribution rule,
                      enum event_key key, const char *text)
{
    if (key == KEY_SPEAKER)
        return set_speaker(deciding, event, rule, text);
    if (key == KEY_DEADLINE)
        return set_deadline(deciding, event, text);
    if (key == KEY_LANGUAGE)
        return set_language(deciding, event, text);
    if (key == KEY_TRANSLATION_OF)
        return set_translation(deciding, event, text);
    if (key == KEY_THEMES)
        set_themes(event, text);
    else
        event_set(event, key, text);
    return key == KEY_ADDRESSEE || decide_names_under(deciding, event, rule, text);
}

/* A field that a wish may say and an entry may have. */
struct said {
    enum event_key key;
    const char *wished;  /* NULL: not said */
    const char *present; /* NULL: none */
};

enum { FIELD_COUNT = 9 };

static void list_said(const struct entry_fields *wished, const struct entry *entry,
                      struct said ret_said[FIELD_COUNT])
{
    static const struct entry none;
    const struct entry *present = entry != NULL ? entry : &none;
    const struct said said[FIELD_COUNT] = {
        {KEY_SPEAKER, wished->speaker, present->speaker},
        {KEY_ADDRESSEE, wished->addressee, present->addressee},
        {KEY_THEMES, wished->themes, present->themes},
        {KEY_LABEL, wished->label, present->label},
        {KEY_OWNER, wished->owner, present->owner},
        {KEY_DEADLINE, wished->deadline, present->deadline},
        {KEY_PRIORITY, wished->priority, present->priority},
        {KEY_LANGUAGE, wished->language, present->language},
        {KEY_TRANSLATION_OF, wished->translation_of, present->translation_of},
    };
    memcpy(ret_said, said, sizeof said);
}

/* Sets what the wish says of a field, if that differs from what the entry has. False: refused. */
static bool change_field(const struct deciding *deciding, struct event *event,
                         enum attribution rule, const struct said *said)
{
    struct buf line = {0};
    bool fine = decide_clean(deciding, said->wished, true, &line);
    if (fine && line.size == 0 && said->present != NULL)
        event_set(event, said->key, "");
    else if (fine && line.size > 0)
        fine = set_field(deciding, event, rule, said->key, buf_text(&line));
    const char *set = event_text(event, said->key);
    if (fine && set != NULL && said->present != NULL && strcmp(set, said->present) == 0)
        event_set(event, said->key, NULL);
    buf_finish(&line);
    return fine;
}

/* Sets all fields but the text; `entry` NULL: a new one. False: refused. */
static bool change_fields(const struct deciding *deciding, struct event *event,
                          enum attribution rule, const struct entry *entry)
{
    struct said said[FIELD_COUNT];
    list_said(&deciding->wish->fields, entry, said);
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (said[i].wished == NULL || change_field(deciding, event, rule, &said[i]))
            continue;
        deciding->refusal->in_field = true;
        deciding->refusal->field = said[i].key;
        return false;
    }
    return true;
}

/* Sets the text of the wish, cleaned. False: refused. */
static bool set_text(const struct deciding *deciding, struct event *event, enum attribution rule)
{
    struct buf text = {0};
    const char *wished = deciding->wish->fields.text;
    bool fine = decide_clean(deciding, wished != NULL ? wished : "", false, &text);
    if (fine && strspn(buf_text(&text), " \n") == text.size) {
        decide_refuse(deciding, N_("There is no text"));
        fine = false;
    }
    fine = fine && decide_names_under(deciding, event, rule, buf_text(&text));
    if (fine)
        event_set(event, KEY_TEXT, buf_text(&text));
    buf_finish(&text);
    return fine;
}

/* Sets the kind and the next number of that kind. False: refused. */
static bool set_kind(const struct deciding *deciding, struct event *event)
{
    enum entry_kind kind = deciding->wish->kind;
    unsigned number = record_highest(&deciding->session->record, kind) + 1;
    if (number > NUMBER_MAX)
        return refuse(deciding, N_("The numbers of this kind are used up"), NULL);
    struct buf text = {0};
    buf_add_format(&text, "%s%u", entry_kind_letter(kind), number);
    event_set(event, KEY_KIND, entry_kind_name(kind));
    event_set(event, KEY_NUMBER, buf_text(&text));
    buf_finish(&text);
    return true;
}

struct event *decide_add(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = &deciding->session->timekeeper;
    size_t current = timekeeper->current;
    struct binding binding;
    if (!bind(deciding, current != SLOT_NONE ? timekeeper->slots.items[current].id : NULL,
              &binding))
        return NULL;
    struct event *event = decide_event(deciding, EVENT_ENTRY_ADD);
    set_binding(event, &binding);
    enum attribution rule = session_attribution(deciding->session, binding.slot);
    if (!set_text(deciding, event, rule) || !change_fields(deciding, event, rule, NULL) ||
        !set_kind(deciding, event) || !decide_translation(deciding, event, NULL))
        return decide_drop(event);
    return event;
}

struct event *decide_entry_event(const struct deciding *deciding, enum event_op op,
                                 const struct entry *entry)
{
    struct event *event = decide_event(deciding, op);
    event_set_id(event, KEY_ENTRY, &entry->id);
    if (deciding->wish->together.sequence > 0)
        event_set_id(event, KEY_TOGETHER, &deciding->wish->together);
    return event;
}

/* Does the event say anything but which entry it is about? */
static bool changes_anything(const struct event *event)
{
    for (size_t i = 0; i < event->fields.count; i++) {
        int key = event->fields.items[i].key;
        if (key != KEY_ENTRY && key != KEY_BASE && key != KEY_KEPT_NAMES)
            return true;
    }
    return false;
}

struct event *decide_amend(const struct deciding *deciding)
{
    const struct wish *wish = deciding->wish;
    const struct entry *entry = decide_find_open_entry(deciding);
    if (entry == NULL)
        return NULL;
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_AMEND, entry);
    enum attribution rule = session_entry_attribution(deciding->session, entry);
    const struct version *base = &entry->versions.items[entry->versions.count - 1];
    event_set_id(event, KEY_BASE, &base->event->id);
    bool new_kind = wish->new_kind && wish->kind != entry->kind;
    if (new_kind && entry->adopted_text != NULL) {
        refuse(deciding, N_("{1} is adopted and its number stays; reopen it first"), entry->shown);
        return decide_drop(event);
    }
    if (new_kind && !set_kind(deciding, event))
        return decide_drop(event);
    if (wish->fields.text != NULL && !set_text(deciding, event, rule))
        return decide_drop(event);
    const char *text = event_text(event, KEY_TEXT);
    if (text != NULL && strcmp(text, entry->text) == 0) {
        event_set(event, KEY_TEXT, NULL);
        event_set(event, KEY_KEPT_NAMES, NULL);
    }
    if (!change_fields(deciding, event, rule, entry) || !decide_translation(deciding, event, entry))
        return decide_drop(event);
    if (!changes_anything(event)) {
        refuse(deciding, N_("That would change nothing of {1}"), entry->shown);
        return decide_drop(event);
    }
    return event;
}

/* The version that the wish chooses as it stands; NULL: it is none of those side by side. */
static const struct version *find_chosen(const struct deciding *deciding, const struct entry *entry)
{
    const struct event_id *id = &deciding->wish->target;
    if (id->sequence == 0)
        return &entry->versions.items[entry->versions.count - 1];
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        if (version->head && event_id_equal(&version->event->id, id))
            return version;
    }
    return NULL;
}

/* What the choice is made over: every head but the current one, and that, too, where it has a twin.
 */
static void set_settled(struct event *event, const struct entry *entry)
{
    struct buf ids = {0};
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        bool base = i + 1 == entry->versions.count;
        if (!version->head || (base && !version->twin))
            continue;
        buf_add_text(&ids, ids.size > 0 ? "," : "");
        event_id_write(&version->event->id, &ids);
    }
    event_set(event, KEY_SETTLES, buf_text(&ids));
    buf_finish(&ids);
}

static bool set_chosen(const struct deciding *deciding, struct event *event, enum attribution rule,
                       const struct entry *entry)
{
    if (deciding->wish->fields.text != NULL)
        return set_text(deciding, event, rule);
    const struct version *chosen = find_chosen(deciding, entry);
    if (chosen == NULL)
        return refuse(deciding, N_("That is none of the versions of {1} that stand side by side"),
                      entry->shown);
    event_set(event, KEY_TEXT, chosen->text);
    return decide_names_under(deciding, event, rule, chosen->text);
}

struct event *decide_settle(const struct deciding *deciding)
{
    const struct entry *entry = decide_find_open_entry(deciding);
    if (entry == NULL)
        return NULL;
    if (!entry_is_unsettled(entry))
        return decide_refuse_text(deciding, N_("There is nothing to choose: {1} has one version"),
                                  entry->shown);
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_AMEND, entry);
    event_set_id(event, KEY_BASE, &entry->versions.items[entry->versions.count - 1].event->id);
    set_settled(event, entry);
    enum attribution rule = session_entry_attribution(deciding->session, entry);
    if (!set_chosen(deciding, event, rule, entry) || !change_fields(deciding, event, rule, entry) ||
        !decide_translation(deciding, event, entry))
        return decide_drop(event);
    return event;
}

struct event *decide_withdraw(const struct deciding *deciding)
{
    const struct entry *entry = decide_find_open_entry(deciding);
    if (entry == NULL)
        return NULL;
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_WITHDRAW, entry);
    if (!decide_line(deciding, event, KEY_WHY, deciding->wish->why) ||
        !decide_names_under(deciding, event, session_entry_attribution(deciding->session, entry),
                            event_text(event, KEY_WHY)))
        return decide_drop(event);
    return event;
}

/* May the entry, as it stands, be in that slot? Its speaker and its text are held to the rule. */
static bool check_move(const struct deciding *deciding, struct event *event,
                       const struct entry *entry, const char *slot)
{
    enum attribution rule = session_attribution(deciding->session, slot);
    const struct programme *programme = deciding->session->programme;
    bool names_speaker = entry->speaker != NULL && rule != ATTRIBUTION_NAMED;
    if (names_speaker && rule == ATTRIBUTION_AFFILIATION)
        names_speaker = programme_find_person(programme, entry->speaker) != PART_NOBODY;
    if (names_speaker)
        return refuse(deciding,
                      N_("{1} says who spoke, which the rule there does not allow; take that away "
                         "first"),
                      entry->shown);
    return decide_names(deciding, event, slot, entry->text) &&
           decide_names(deciding, event, slot, entry->label) &&
           decide_names(deciding, event, slot, entry->owner);
}

struct event *decide_move(const struct deciding *deciding)
{
    const struct entry *entry = decide_find_open_entry(deciding);
    struct binding binding;
    if (entry == NULL || !bind(deciding, entry->slot, &binding))
        return NULL;
    if (event_same_text(binding.slot, entry->slot) && binding.track == entry->track) {
        refuse(deciding, N_("{1} is there already"), entry->shown);
        return NULL;
    }
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_MOVE, entry);
    set_binding(event, &binding);
    return check_move(deciding, event, entry, binding.slot) ? event : decide_drop(event);
}

struct event *decide_confirm(const struct deciding *deciding)
{
    const struct event_id *id = &deciding->wish->target;
    const struct node *node = session_node_find(deciding->session, id);
    bool changed = false;
    for (size_t i = 0; node != NULL && i < node->lines.count; i++) {
        const struct logged *line = &node->lines.items[i]->shown;
        changed = changed || (line->event->changed && !line->confirmed);
    }
    if (changed) {
        struct event *event = decide_event(deciding, EVENT_FRAME_CONFIRM);
        event_set_id(event, KEY_TARGET, id);
        return event;
    }
    struct buf text = {0};
    event_id_write(id, &text);
    refuse(deciding, N_("{1} was not changed by hand, or is confirmed already"), buf_text(&text));
    buf_finish(&text);
    return NULL;
}
