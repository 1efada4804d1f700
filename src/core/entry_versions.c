/*
 * Versions of an entry side by side.
 *
 * An amendment says on which version it was made (`base`), and which others it was chosen over
 * (`settles`). A version that none in effect names so is a head. With one head all is settled;
 * two writers who amend the same text without knowing of each other leave two, and both stay
 * until somebody chooses. To go on amending one of them is no choice.
 *
 * Where the base was undone, that one's own base counts. An id that two events claim names
 * neither: which of the twins was meant nobody can tell, so that only a choice settles them.
 */
#include "entry_versions.h"

#include <string.h>

static const struct event *find_shelved(const struct entry *entry, const struct event_id *id)
{
    for (size_t i = 0; i < entry->shelved.count; i++) {
        if (event_id_equal(&entry->shelved.items[i]->id, id))
            return entry->shelved.items[i];
    }
    return NULL;
}

static void supersede(struct entry *entry, struct version *version)
{
    entry->heads -= version->head;
    version->head = false;
}

/* The version of that id is one no more. False: there is none in effect. */
static bool supersede_id(struct entry *entry, const struct event_id *id, bool chosen_over)
{
    bool found = false;
    for (size_t i = entry->versions.count; i > 0; i--) {
        struct version *version = &entry->versions.items[i - 1];
        if (!event_id_equal(&version->event->id, id))
            continue;
        found = true;
        if (!version->twin || chosen_over)
            supersede(entry, version);
        if (!version->twin)
            return true;
    }
    return found;
}

static void supersede_named(struct entry *entry, const struct event *event, size_t depth);

/* The same of what an undone amendment was made on; `depth` undone ones may lie below. */
static void supersede_below(struct entry *entry, const struct event_id *id, bool chosen_over,
                            size_t depth)
{
    if (supersede_id(entry, id, chosen_over) || depth == 0)
        return;
    const struct event *shelved = find_shelved(entry, id);
    if (shelved != NULL)
        supersede_named(entry, shelved, depth - 1);
}

static void supersede_named(struct entry *entry, const struct event *event, size_t depth)
{
    struct event_id id = event_target(event, KEY_BASE);
    supersede_below(entry, &id, false, depth);
    const char *settles = event_text(event, KEY_SETTLES);
    while (settles != NULL && settles[0] != '\0' && event_ids_next(&settles, &id))
        supersede_below(entry, &id, true, depth);
}

void entry_versions_push(struct entry *entry, const struct event *event, const struct token *writer,
                         bool twin)
{
    struct version made = {
        .event = event, .writer = *writer, .text = entry->text, .head = true, .twin = twin};
    if (event->op == EVENT_ENTRY_AMEND)
        supersede_named(entry, event, entry->shelved.count);
    size_t beside = entry->heads;
    made.concurrent = beside > 0;
    for (size_t i = entry->versions.count; beside > 0; i--) {
        struct version *version = &entry->versions.items[i - 1];
        version->concurrent = version->concurrent || version->head;
        beside -= version->head;
    }
    array_push(&entry->versions, made);
    entry->heads++;
}

void entry_versions_shelve(struct entry *entry, const struct event *event)
{
    array_push(&entry->shelved, event);
}
