/*
 * What entries have to do with each other: the order they stand in, which went into which, which
 * translates which. All of it is computed anew from the lines in effect whenever an entry
 * changed, and costs as much as there is of it.
 *
 * A merge takes its entry away only here, so that the entry's own events fold the same whether or
 * not it holds. It waits while the entry that stays is unknown, or where that one went, by an
 * earlier merge, into this one: of two laptops that merge A and B crosswise the earlier event
 * holds, and one of the two entries stays in force.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

void session_loosen_entry(struct thing *thing)
{
    if (!thing->away)
        return;
    thing->away = false;
    thing->entry->standing = thing->standing;
    thing->entry->why = thing->why;
    thing->entry->merged_into = NULL;
}

void session_note_tie(struct session *session, struct line *line)
{
    const struct event *event = line->shown.event;
    struct thing *thing = line->thing;
    if (event->op == EVENT_ENTRY_MERGE)
        array_push(&session->merges, line);
    if (event->op == EVENT_ENTRY_ORDER)
        array_push(&session->orders, line);
    if (event_text(event, KEY_TRANSLATION_OF) != NULL && !thing->translates) {
        thing->translates = true;
        array_push(&session->translators, thing);
    }
}

void session_forget_ties(struct session *session)
{
    session->merges.count = 0;
    session->orders.count = 0;
    for (size_t i = 0; i < session->translators.count; i++)
        session->translators.items[i]->translates = false;
    session->translators.count = 0;
}

static struct entry *find_entry(const struct session *session, const struct event_id *id)
{
    const struct node *node = session_node_find(session, id);
    bool known = node != NULL && node->thing != NULL && node->thing->lines.count > 0;
    return known ? node->thing->entry : NULL;
}

static int compare_lines(const void *a, const void *b)
{
    const struct line *const *one = a;
    const struct line *const *other = b;
    return line_compare(*one, *other);
}

/* Nobody went anywhere. */
static void untie(struct session *session)
{
    for (size_t i = 0; i < session->tied.count; i++) {
        session->tied.items[i]->merged.count = 0;
        session->tied.items[i]->translations.count = 0;
    }
    session->tied.count = 0;
    for (size_t i = 0; i < session->merges.count; i++) {
        session->merges.items[i]->shown.idle = false;
        session_loosen_entry(session->merges.items[i]->thing);
    }
    for (size_t i = 0; i < session->translators.count; i++)
        session->translators.items[i]->entry->original = NULL;
}

/* The end of the chain of merges that begins with the entry. */
static const struct entry *end_of(const struct entry *entry)
{
    while (entry->merged_into != NULL)
        entry = entry->merged_into;
    return entry;
}

static void take_away(struct thing *thing, const struct entry *into)
{
    struct entry *entry = thing->entry;
    thing->away = true;
    thing->standing = entry->standing;
    thing->why = entry->why;
    entry->standing = STANDING_WITHDRAWN;
    entry->why = event_text(entry->merge, KEY_WHY);
    entry->merged_into = into;
}

/* Each goes, in the order of the merges, into the entry its event names, unless that closes a ring.
 */
static void merge_each(struct session *session)
{
    if (session->merges.count > 1)
        qsort(session->merges.items, session->merges.count, sizeof(struct line *), compare_lines);
    for (size_t i = 0; i < session->merges.count; i++) {
        struct line *line = session->merges.items[i];
        struct thing *thing = line->thing;
        if (thing->entry->merge != line->shown.event)
            continue;
        struct event_id id = event_target(line->shown.event, KEY_INTO);
        const struct entry *into = find_entry(session, &id);
        line->shown.idle = into == NULL || end_of(into) == thing->entry;
        if (!line->shown.idle)
            take_away(thing, into);
    }
}

/* The same entry, to be changed. */
static struct entry *own(const struct session *session, const struct entry *entry)
{
    return find_entry(session, &entry->id);
}

/* Those at the end of a chain learn who went into them; the others on it, where they went. */
static void list_merged(struct session *session)
{
    const struct entry **ends = mem_new(session->merges.count + 1, sizeof *ends);
    for (size_t i = 0; i < session->merges.count; i++)
        ends[i] = end_of(session->merges.items[i]->thing->entry);
    for (size_t i = 0; i < session->merges.count; i++) {
        const struct line *line = session->merges.items[i];
        struct entry *entry = line->thing->entry;
        if (!line->thing->away || entry->merge != line->shown.event)
            continue;
        struct entry *end = own(session, ends[i]);
        entry->merged_into = end;
        array_push(&end->merged, entry);
        array_push(&session->tied, end);
    }
    free(ends);
}

/* What an entry says it translates; NULL: nothing that is known. */
static struct entry *translated_by(const struct session *session, const struct entry *entry)
{
    struct event_id id;
    if (entry->translation_of == NULL || !event_id_parse(entry->translation_of, &id))
        return NULL;
    return find_entry(session, &id);
}

/* A translation of a translation is one of the original; NULL: it leads round in a ring. */
static struct entry *root_of(const struct session *session, struct entry *entry)
{
    size_t steps = 0;
    for (struct entry *next = translated_by(session, entry); next != NULL;
         next = translated_by(session, next)) {
        entry = next;
        if (steps++ > session->translators.count)
            return NULL;
    }
    return entry;
}

/*
 * What an entry translates; itself or NULL: nothing. What was merged into another text keeps its
 * translations, since they do not say what that one says; but where it went into one of them, that
 * one is what the others translate.
 */
static struct entry *original_of(const struct session *session, struct entry *entry)
{
    struct entry *original = root_of(session, entry);
    if (original == NULL || original->merged_into == NULL)
        return original;
    struct entry *into = own(session, original->merged_into);
    return root_of(session, into) == original ? into : original;
}

static int compare_things(const void *a, const void *b)
{
    const struct thing *const *one = a;
    const struct thing *const *other = b;
    return (*one)->entry->place < (*other)->entry->place ? -1 : 1;
}

static void tie_translations(struct session *session)
{
    if (session->translators.count > 1)
        qsort(session->translators.items, session->translators.count, sizeof(struct thing *),
              compare_things);
    for (size_t i = 0; i < session->translators.count; i++) {
        struct entry *entry = session->translators.items[i]->entry;
        struct entry *original = original_of(session, entry);
        if (original == NULL || original == entry)
            continue;
        entry->original = original;
        array_push(&original->translations, entry);
        array_push(&session->tied, original);
    }
}

/* A list of entries by place, in which any can be put behind any other at once. */
struct chain {
    size_t *next; /* place behind it; the last one's, and that of `head`, lead round */
    size_t *before;
    size_t head; /* a place of no entry, in front of the first */
};

static void put_behind(struct chain *chain, size_t place, size_t behind)
{
    chain->next[chain->before[place]] = chain->next[place];
    chain->before[chain->next[place]] = chain->before[place];
    size_t next = chain->next[behind];
    chain->next[place] = next;
    chain->before[place] = behind;
    chain->next[behind] = place;
    chain->before[next] = place;
}

static void put_each(struct session *session, struct chain *chain)
{
    qsort(session->orders.items, session->orders.count, sizeof(struct line *), compare_lines);
    for (size_t i = 0; i < session->orders.count; i++) {
        const struct line *line = session->orders.items[i];
        const struct entry *entry = line->thing->entry;
        struct event_id id = event_target(line->shown.event, KEY_BEHIND);
        const struct entry *behind = id.sequence > 0 ? find_entry(session, &id) : NULL;
        if (!line_in_effect(line) || behind == entry || (id.sequence > 0 && behind == NULL))
            continue;
        put_behind(chain, entry->place, behind != NULL ? behind->place : chain->head);
    }
}

/* The entries as they were added, then as they were put. */
static void list_entries(struct session *session)
{
    struct record *record = &session->record;
    size_t count = session->added.count;
    record->entries.count = 0;
    array_reserve(&record->entries, count);
    record->entries.count = count;
    for (size_t i = 0; i < count; i++) {
        session->added.items[i]->place = i;
        record->entries.items[i] = session->added.items[i];
    }
    if (session->orders.count == 0)
        return;
    struct chain chain = {.next = mem_new(2 * (count + 1), sizeof *chain.next), .head = count};
    chain.before = chain.next + count + 1;
    for (size_t i = 0; i <= count; i++) {
        chain.next[i] = i < count ? i + 1 : 0;
        chain.before[i] = i > 0 ? i - 1 : count;
    }
    put_each(session, &chain);
    size_t at = chain.head;
    for (size_t i = 0; i < count; i++) {
        at = chain.next[at];
        record->entries.items[i] = session->added.items[at];
    }
    free(chain.next);
}

void session_tie_entries(struct session *session)
{
    if (!session->untied)
        return;
    session->untied = false;
    if (session->unlisted || session->orders.count > 0)
        list_entries(session);
    session->unlisted = false;
    untie(session);
    if (session->merges.count > 0) {
        merge_each(session);
        list_merged(session);
    }
    tie_translations(session);
}
