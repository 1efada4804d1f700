/*
 * The list of texts is made anew from the record each time it is asked for: it is short, and
 * nothing of it is kept that could disagree with the record.
 */
#include <dais/core/adoption.h>

#include <stdlib.h>

#include <dais/core/entry_languages.h>

/* Kinds in the order in which the room takes them. */
static const enum entry_kind order[] = {
    ENTRY_CONCLUSION,
    ENTRY_RECOMMENDATION,
    ENTRY_DECISION,
    ENTRY_ACTION,
};

static bool is_text(const struct entry *entry)
{
    return entry_kind_is_outcome(entry->kind) && entry_stands(entry) &&
           entry_original(entry) == entry;
}

static void add_text(struct adoption *adoption, const struct entry *entry)
{
    array_push(&adoption->texts, entry);
    adoption->counts[entry->standing]++;
    if (standing_is_settled(entry->standing))
        return;
    adoption->left++;
    adoption->held += entry->held;
}

void adoption_read(const struct record *record, struct adoption *ret_adoption)
{
    *ret_adoption = (struct adoption){.left = 0};
    for (size_t kind = 0; kind < sizeof order / sizeof *order; kind++) {
        for (size_t i = 0; i < record->entries.count; i++) {
            const struct entry *entry = record->entries.items[i];
            if (entry->kind == order[kind] && is_text(entry))
                add_text(ret_adoption, entry);
        }
    }
}

void adoption_finish(struct adoption *adoption)
{
    free(adoption->texts.items);
    *adoption = (struct adoption){.left = 0};
}

bool adoption_is_in_bloc(const struct entry *entry)
{
    return is_text(entry) && !standing_is_settled(entry->standing) && !entry->held &&
           !entry->changed && !entry_is_unsettled(entry);
}

msec_t adoption_time_each(const struct adoption *adoption, msec_t left)
{
    return adoption->left > 0 && left > 0 ? left / (msec_t)adoption->left : 0;
}
