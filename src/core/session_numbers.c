/*
 * Numbers of entries. Two laptops may give the same number before they meet; both keep it, and
 * each is then shown with the first letters of its launch.
 */
#include "session_state.h"

#include <stdlib.h>
#include <string.h>

enum { LAUNCH_LETTERS = 3 }; /* shown at least */

static bool group_is(const void *item, const void *key)
{
    const struct number_group *group = item;
    return strcmp(group->number, key) == 0;
}

static struct number_group *find_group(struct session *session, const char *number)
{
    uint64_t hash = table_hash(TABLE_SEED, number, strlen(number));
    struct number_group *group = table_find(&session->numbers, hash, group_is, number);
    if (group == NULL) {
        group = arena_alloc(&session->number_groups, sizeof *group);
        group->number = number;
        table_add(&session->numbers, hash, group);
    }
    return group;
}

/* Letters of `entry`'s launch that tell it from `other`'s; TOKEN_SIZE: they are the same. */
static size_t letters_apart(const struct entry *entry, const struct entry *other)
{
    size_t same = 0;
    while (same < TOKEN_SIZE && entry->id.launch.text[same] == other->id.launch.text[same])
        same++;
    return same < TOKEN_SIZE ? same + 1 : TOKEN_SIZE;
}

static void show(const struct number_group *group, struct entry *entry)
{
    size_t letters = LAUNCH_LETTERS;
    bool alone = true;
    for (; group != NULL; group = group->more) {
        if (group->entry == NULL || group->entry == entry)
            continue;
        size_t apart = letters_apart(entry, group->entry);
        letters = apart > letters ? apart : letters;
        alone = false;
    }
    free(entry->own_shown);
    entry->own_shown = NULL;
    entry->shown = entry->number;
    if (alone)
        return;
    struct buf shown = {0};
    buf_add_format(&shown, "%s-", entry->number);
    if (letters >= TOKEN_SIZE)
        event_id_write(&entry->id, &shown);
    else
        buf_add(&shown, entry->id.launch.text, letters);
    entry->shown = entry->own_shown = buf_take(&shown);
}

static void show_all(const struct number_group *group)
{
    for (const struct number_group *each = group; each != NULL; each = each->more)
        if (each->entry != NULL)
            show(group, each->entry);
}

static void leave(struct number_group *group, const struct entry *entry)
{
    struct number_group *each = group;
    while (each->entry != entry)
        each = each->more;
    each->entry = NULL;
    show_all(group);
}

static void enter(struct session *session, struct number_group *group, struct entry *entry)
{
    struct number_group *each = group;
    while (each->entry != NULL) {
        if (each->more == NULL) {
            each->more = arena_alloc(&session->number_groups, sizeof *each);
            each->more->number = group->number;
        }
        each = each->more;
    }
    each->entry = entry;
    show_all(group);
}

void session_group_number(struct session *session, struct thing *thing)
{
    const char *number = thing->entry->number;
    if (thing->number != NULL && strcmp(thing->number, number) == 0)
        return;
    if (thing->number != NULL)
        leave(find_group(session, thing->number), thing->entry);
    thing->number = number;
    enter(session, find_group(session, number), thing->entry);
}
