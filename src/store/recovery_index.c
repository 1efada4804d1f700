/*
 * The union of all journals by launch and sequence, as an index: for each event the forms in
 * which it was seen. Files come in by name and each holds mostly one launch in order, so
 * that adding is nearly always at an end; the rest is a binary search.
 */
#include "recovery_index.h"

#include <stdlib.h>
#include <string.h>

void index_finish(struct recovery_index *index)
{
    for (size_t i = 0; i < index->launches.count; i++) {
        free(index->launches.items[i]->sightings.items);
        free(index->launches.items[i]);
    }
    free(index->launches.items);
    *index = (struct recovery_index){.last = NULL};
}

/* Index of the launch, or of the first one behind where it would stand. */
static size_t launch_place(const struct recovery_index *index, const struct token *launch)
{
    size_t low = 0;
    size_t high = index->launches.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->launches.items[middle]->launch.text, launch->text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct index_launch *index_find_launch(const struct recovery_index *index,
                                       const struct token *launch)
{
    if (index->last != NULL && token_equal(&index->last->launch, launch))
        return index->last;
    size_t at = launch_place(index, launch);
    if (at == index->launches.count || !token_equal(&index->launches.items[at]->launch, launch))
        return NULL;
    return index->launches.items[at];
}

struct index_launch *index_need_launch(struct recovery_index *index, const struct token *launch)
{
    struct index_launch *found = index_find_launch(index, launch);
    if (found == NULL) {
        found = mem_new(1, sizeof *found);
        found->launch = *launch;
        size_t at = launch_place(index, launch);
        array_push(&index->launches, found);
        memmove(&index->launches.items[at + 1], &index->launches.items[at],
                (index->launches.count - 1 - at) * sizeof(struct index_launch *));
        index->launches.items[at] = found;
    }
    index->last = found;
    return found;
}

size_t index_place(const struct index_launch *launch, uint64_t sequence)
{
    size_t low = 0;
    size_t high = launch->sightings.count;
    if (high > 0 && launch->sightings.items[high - 1].sequence < sequence)
        return high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (launch->sightings.items[middle].sequence < sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct sighting *index_best(const struct recovery_index *index, const struct event_id *id)
{
    const struct index_launch *launch = index_find_launch(index, &id->launch);
    const struct sighting *best = NULL;
    if (launch == NULL)
        return NULL;
    for (size_t i = index_place(launch, id->sequence); i < launch->sightings.count; i++) {
        const struct sighting *sighting = &launch->sightings.items[i];
        if (sighting->sequence != id->sequence)
            break;
        if (best == NULL || sighting->sight > best->sight)
            best = sighting;
    }
    return best;
}

enum index_added index_add(struct recovery_index *index, const struct token *launch,
                           const struct sighting *sighting)
{
    struct index_launch *of = index_need_launch(index, launch);
    size_t at = index_place(of, sighting->sequence);
    bool edited = false;
    bool usable = false;
    for (; at < of->sightings.count && of->sightings.items[at].sequence == sighting->sequence;
         at++) {
        const struct sighting *other = &of->sightings.items[at];
        if (other->sight == sighting->sight && other->fingerprint == sighting->fingerprint)
            return INDEX_KNOWN;
        if (other->sight > sighting->sight)
            return INDEX_KNOWN;
        edited = edited || other->sight == SIGHT_CHANGED;
        usable = usable || other->sight != SIGHT_DAMAGED;
    }
    array_push(&of->sightings, *sighting);
    struct sighting *items = of->sightings.items;
    memmove(&items[at + 1], &items[at], (of->sightings.count - 1 - at) * sizeof *items);
    items[at] = *sighting;
    if (sighting->sight == SIGHT_DAMAGED)
        return INDEX_NEW;
    index->events += usable ? 0 : 1;
    return edited && sighting->sight == SIGHT_WHOLE ? INDEX_SUPERSEDES : INDEX_NEW;
}

void index_add_mentions(struct recovery_index *index, const char *seen,
                        const struct journal_file *file)
{
    while (seen != NULL && *seen != '\0') {
        char text[40];
        size_t size = strcspn(seen, ",");
        struct event_id id;
        if (size < sizeof text) {
            memcpy(text, seen, size);
            text[size] = '\0';
            if (event_id_parse(text, &id)) {
                struct index_launch *launch = index_need_launch(index, &id.launch);
                if (launch->mentioned < id.sequence) {
                    launch->mentioned = id.sequence;
                    launch->mentioned_in = file;
                }
            }
        }
        seen += size;
        seen += *seen == ',';
    }
}
