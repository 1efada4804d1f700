/*
 * Candidates are gathered once for a field and a state of the record, and looked through with
 * every key. Who has a part in the slot comes before the others, what was used last before what
 * was used long ago.
 */
#include "completion.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "translate.h"

enum {
    BESIDE = 120,    /* bytes of an entry's text that are shown */
    USED_MOST = 200, /* of what entries hold */
};

void completion_close(struct completion *completion)
{
    completion->count = 0;
    completion->chosen = COMPLETION_UNCHOSEN;
}

static void forget(struct completion *completion)
{
    for (size_t i = 0; i < completion->candidates.count; i++) {
        free(completion->candidates.items[i].text);
        free(completion->candidates.items[i].beside);
        free(completion->candidates.items[i].folded);
    }
    completion->candidates.count = 0;
    completion_close(completion);
}

void completion_finish(struct completion *completion)
{
    forget(completion);
    free(completion->candidates.items);
    free(completion->slot);
    *completion = (struct completion){.kind = COMPLETION_NONE};
}

/* ---- gathering ---- */

/* Where candidates come from, and for which text. */
struct gathering {
    struct completion *completion;
    const struct scene *scene;
    const char *slot;
    enum attribution rule;
};

static bool is_there(const struct completion *completion, const char *text, size_t size)
{
    for (size_t i = 0; i < completion->candidates.count; i++) {
        const char *other = completion->candidates.items[i].text;
        if (strncmp(other, text, size) == 0 && other[size] == '\0')
            return true;
    }
    return false;
}

static void add(struct gathering *gathering, const char *text, size_t size, const char *beside)
{
    if (text == NULL || size == 0 || is_there(gathering->completion, text, size))
        return;
    MEM_LOCAL char *copy = mem_dup_n(text, size);
    const struct session *session = gathering->scene->session;
    if (gathering->rule != ATTRIBUTION_NAMED &&
        session_text_has_names_under(session, gathering->rule, copy, NULL))
        return;
    BUF_LOCAL struct buf both = {0};
    struct buf folded = {0};
    buf_add_text(&both, copy);
    if (beside != NULL)
        buf_add_format(&both, " %s", beside);
    utf8_fold(both.bytes, both.size, &folded);
    struct candidate made = {mem_dup(copy), mem_dup(beside), buf_take(&folded)};
    array_push(&gathering->completion->candidates, made);
}

static void add_text(struct gathering *gathering, const char *text, const char *beside)
{
    add(gathering, text, text != NULL ? strlen(text) : 0, beside);
}

static void add_person(struct gathering *gathering, const struct person *person, bool speaker)
{
    const char *language = gathering->scene->language;
    const char *affiliation = lingual_in(&person->affiliation, language);
    if (gathering->rule == ATTRIBUTION_AFFILIATION)
        add_text(gathering, affiliation, NULL);
    else if (person->name != NULL)
        add_text(gathering, person->name, affiliation);
    else if (speaker) /* the speaker of an entry is found by name or key */
        add_text(gathering, person->key, person_name(person, language));
    else
        add_text(gathering, person_name(person, language), affiliation);
}

/* Who has a part in the slot, in order of the roles; then everybody else. */
static void add_people(struct gathering *gathering, bool speaker)
{
    const struct programme *programme = gathering->scene->programme;
    if (gathering->rule == ATTRIBUTION_CHATHAM_HOUSE)
        return;
    const struct slot *slot =
        gathering->slot != NULL ? programme_find_slot(programme, gathering->slot) : NULL;
    for (int role = 0; slot != NULL && role < ROLE_COUNT; role++) {
        const struct parts *parts = &slot->roles[role];
        for (size_t i = 0; i < parts->list.count; i++)
            if (parts->list.items[i].person != PART_NOBODY)
                add_person(gathering, &programme->people.items[parts->list.items[i].person],
                           speaker);
    }
    for (size_t i = 0; i < programme->people.count; i++)
        add_person(gathering, &programme->people.items[i], speaker);
}

/* "a,b": each of them. */
static void add_parts(struct gathering *gathering, const char *list)
{
    while (list != NULL && *list != '\0') {
        size_t size = strcspn(list, ",");
        add(gathering, list, size, NULL);
        list += size + (list[size] == ',');
    }
}

static const char *used(const struct entry *entry, enum completion_kind kind)
{
    switch (kind) {
    case COMPLETION_ADDRESSEES:
        return entry->addressee;
    case COMPLETION_LABELS:
        return entry->label;
    case COMPLETION_OWNERS:
        return entry->owner;
    case COMPLETION_PRIORITIES:
        return entry->priority;
    case COMPLETION_LANGUAGES:
        return entry->language;
    case COMPLETION_THEMES:
    case COMPLETION_NONE:
    case COMPLETION_PEOPLE:
    case COMPLETION_SPEAKERS:
    case COMPLETION_ENTRIES:
        return NULL;
    }
    return NULL;
}

/* What entries hold, the newest first. */
static void add_used(struct gathering *gathering, enum completion_kind kind)
{
    const struct record *record = gathering->scene->record;
    const char *before = NULL;
    for (size_t i = record->entries.count;
         i > 0 && gathering->completion->candidates.count < USED_MOST; i--) {
        const struct entry *entry = record->entries.items[i - 1];
        const char *text = kind == COMPLETION_THEMES ? entry->themes : used(entry, kind);
        if (text == NULL || event_same_text(text, before))
            continue;
        if (kind == COMPLETION_THEMES)
            add_parts(gathering, text);
        else
            add_text(gathering, text, NULL);
        before = text;
    }
}

static void add_languages(struct gathering *gathering)
{
    struct languages languages;
    programme_languages(gathering->scene->programme, &languages);
    for (size_t i = 0; i < languages.list.count; i++)
        add_text(gathering, languages.list.items[i], NULL);
    languages_finish(&languages);
}

/* The head of an entry's text, where the rule allows it; owned by the caller. */
static char *head_of(const struct gathering *gathering, const struct entry *entry)
{
    const struct session *session = gathering->scene->session;
    if (gathering->rule != ATTRIBUTION_NAMED &&
        (entry->kept_names || session_entry_attribution(session, entry) != gathering->rule))
        return NULL;
    size_t size = strlen(entry->text);
    size = size < BESIDE ? size : BESIDE;
    while (((unsigned char)entry->text[size] & 0xC0) == 0x80)
        size--;
    return mem_dup_n(entry->text, size);
}

static void add_entries(struct gathering *gathering)
{
    const struct record *record = gathering->scene->record;
    for (size_t i = record->entries.count; i > 0; i--) {
        const struct entry *entry = record->entries.items[i - 1];
        if (entry->standing == STANDING_WITHDRAWN || entry->translation_of != NULL ||
            entry->text == NULL)
            continue;
        struct candidate made = {mem_dup(entry->shown), head_of(gathering, entry), NULL};
        BUF_LOCAL struct buf both = {0};
        struct buf folded = {0};
        buf_add_format(&both, "%s %s", made.text, made.beside != NULL ? made.beside : "");
        utf8_fold(both.bytes, both.size, &folded);
        made.folded = buf_take(&folded);
        array_push(&gathering->completion->candidates, made);
    }
}

static void add_kind(struct gathering *gathering, enum completion_kind kind)
{
    const struct linguals *themes = &gathering->scene->programme->themes;
    const char *language = gathering->scene->language;
    switch (kind) {
    case COMPLETION_PEOPLE:
    case COMPLETION_SPEAKERS:
        add_people(gathering, kind == COMPLETION_SPEAKERS);
        break;
    case COMPLETION_THEMES:
        for (size_t i = 0; i < themes->list.count; i++)
            add_text(gathering, lingual_in(&themes->list.items[i], language), NULL);
        break;
    case COMPLETION_LANGUAGES:
        add_languages(gathering);
        break;
    case COMPLETION_ENTRIES:
        add_entries(gathering);
        break;
    case COMPLETION_OWNERS:
    case COMPLETION_ADDRESSEES:
    case COMPLETION_LABELS:
    case COMPLETION_PRIORITIES:
    case COMPLETION_NONE:
        break;
    }
    add_used(gathering, kind);
    if (kind == COMPLETION_OWNERS)
        add_people(gathering, false);
    if (kind == COMPLETION_PRIORITIES) {
        add_text(gathering, _("high"), NULL);
        add_text(gathering, _("medium"), NULL);
        add_text(gathering, _("low"), NULL);
    }
}

static void gather(struct completion *completion, const struct scene *scene,
                   enum completion_kind kind, const char *slot, enum attribution rule)
{
    size_t events = session_generation(scene->session);
    if (completion->kind == kind && completion->rule == rule && completion->events == events &&
        event_same_text(completion->slot, slot))
        return;
    struct gathering gathering = {completion, scene, slot, rule};
    char *copy = mem_dup(slot);
    forget(completion);
    free(completion->slot);
    completion->slot = copy;
    completion->kind = kind;
    completion->rule = rule;
    completion->events = events;
    add_kind(&gathering, kind);
}

/* ---- choosing ---- */

/* Does a word of the folded candidate begin like that? */
static bool fits(const char *folded, const char *typed)
{
    for (const char *at = folded; (at = strstr(at, typed)) != NULL; at++)
        if (at == folded || strchr(" -'’(,.", at[-1]) != NULL)
            return true;
    return false;
}

void completion_offer(struct completion *completion, const struct scene *scene,
                      enum completion_kind kind, const char *slot, enum attribution rule,
                      const char *typed, size_t size)
{
    BUF_LOCAL struct buf folded = {0};
    const char *chosen_before = NULL;
    const struct candidate *before = completion_chosen(completion);
    if (kind == completion->kind && before != NULL)
        chosen_before = before->text;
    MEM_LOCAL char *kept = mem_dup(chosen_before);
    gather(completion, scene, kind, slot, rule);
    completion_close(completion);
    utf8_fold(typed, size, &folded);
    for (size_t i = 0; i < completion->candidates.count && completion->count < COMPLETION_MOST;
         i++) {
        const struct candidate *candidate = &completion->candidates.items[i];
        bool whole = strlen(candidate->text) == size && memcmp(candidate->text, typed, size) == 0;
        if (whole) {
            completion_close(completion);
            return;
        }
        if (!fits(candidate->folded, buf_text(&folded)))
            continue;
        if (kept != NULL && strcmp(candidate->text, kept) == 0)
            completion->chosen = completion->count;
        completion->fitting[completion->count++] = i;
    }
    if (completion->count > 0 && completion->chosen == COMPLETION_UNCHOSEN)
        completion->chosen = 0;
}

const struct candidate *completion_chosen(const struct completion *completion)
{
    return completion->chosen < completion->count
               ? &completion->candidates.items[completion->fitting[completion->chosen]]
               : NULL;
}

bool completion_move(struct completion *completion, int step)
{
    size_t count = completion->count;
    if (count == 0)
        return false;
    completion->chosen = (completion->chosen + (step < 0 ? count - 1 : 1)) % count;
    return true;
}
