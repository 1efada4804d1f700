/*
 * Ten thousand entries are listed anew with each letter of a search: folded texts are kept until
 * their entry has another version, and entries are put under their slots by counting.
 */
#include "entry_list.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "pane.h"

void entry_filter_clear(struct entry_filter *filter)
{
    free(filter->slot);
    buf_finish(&filter->search);
    buf_finish(&filter->words);
    *filter = (struct entry_filter){.kind = FILTER_ALL, .standing = FILTER_ALL};
}

void entry_filter_set_slot(struct entry_filter *filter, const char *slot)
{
    char *copy = mem_dup(slot);
    free(filter->slot);
    filter->slot = copy;
    filter->by_slot = true;
}

void entry_filter_set_search(struct entry_filter *filter, const char *text)
{
    BUF_LOCAL struct buf words = {0};
    buf_add_text(&words, text); /* it may be our own */
    buf_clear(&filter->search);
    buf_clear(&filter->words);
    buf_add_text(&filter->words, buf_text(&words));
    utf8_fold(words.bytes, words.size, &filter->search);
}

bool entry_filter_is_on(const struct entry_filter *filter)
{
    return filter->kind != FILTER_ALL || filter->standing != FILTER_ALL || filter->by_slot ||
           filter->search.size > 0;
}

/* ---- what an entry says ---- */

void entry_write_speaker(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    if (entry->speaker == NULL)
        return;
    size_t person = programme_find_person(scene->programme, entry->speaker);
    if (person == PART_NOBODY)
        buf_add_text(out, entry->speaker);
    else
        person_write(&scene->programme->people.items[person], scene->language, out);
}

void entry_write_time(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    zone_write_time(scene->programme->zone, entry->added->at, false, out);
}

static void add_part(const char *text, struct buf *out)
{
    if (text == NULL)
        return;
    buf_add_text(out, text);
    buf_add_char(out, '\n'); /* what is sought has none: nothing is found across two parts */
}

static char *fold(const struct scene *scene, const struct entry *entry)
{
    BUF_LOCAL struct buf all = {0};
    BUF_LOCAL struct buf speaker = {0};
    struct buf folded = {0};
    entry_write_speaker(scene, entry, &speaker);
    add_part(entry->shown, &all);
    for (size_t i = 0; i < entry->aliases.count; i++)
        add_part(entry->aliases.items[i], &all);
    add_part(entry->label, &all);
    add_part(entry->text, &all);
    add_part(buf_text(&speaker), &all);
    add_part(entry->addressee, &all);
    add_part(entry->themes, &all);
    add_part(entry->owner, &all);
    utf8_fold(all.bytes, all.size, &folded);
    return buf_take(&folded);
}

static struct event_id version_of(const struct entry *entry)
{
    size_t count = entry->versions.count;
    return count > 0 ? entry->versions.items[count - 1].event->id : entry->id;
}

/* The folded text of the entry at this place of the record. */
static const char *folded_text(struct entry_list *list, const struct scene *scene, size_t at)
{
    const struct entry *entry = scene->record->entries.items[at];
    struct event_id version = version_of(entry);
    while (list->folded.count <= at)
        array_push(&list->folded, (struct folded_entry){.text = NULL});
    struct folded_entry *folded = &list->folded.items[at];
    if (folded->text != NULL && event_id_equal(&folded->id, &entry->id) &&
        event_id_equal(&folded->version, &version) && strcmp(folded->shown, entry->shown) == 0)
        return folded->text;
    free(folded->text);
    *folded = (struct folded_entry){entry->id, version, "", fold(scene, entry)};
    memcpy(folded->shown, entry->shown, sizeof folded->shown);
    return folded->text;
}

void entry_list_finish(struct entry_list *list)
{
    for (size_t i = 0; i < list->folded.count; i++)
        free(list->folded.items[i].text);
    free(list->folded.items);
    free(list->rows.items);
    *list = (struct entry_list){.count = 0};
}

/* ---- which ones ---- */

static bool is_let_through(struct entry_list *list, const struct scene *scene, size_t at,
                           const struct entry_filter *filter)
{
    const struct entry *entry = scene->record->entries.items[at];
    if (filter->kind != FILTER_ALL && (int)entry->kind != filter->kind)
        return false;
    if (filter->standing != FILTER_ALL && (int)entry->standing != filter->standing)
        return false;
    if (filter->by_slot &&
        (filter->slot == NULL || entry->slot == NULL ? filter->slot != entry->slot
                                                     : strcmp(filter->slot, entry->slot) != 0))
        return false;
    return filter->search.size == 0 ||
           strstr(folded_text(list, scene, at), buf_text(&filter->search)) != NULL;
}

/* ---- under headings ---- */

struct group {
    const char *slot;
    unsigned track;
    size_t count; /* entries; then, where the next of them goes */
};
struct groups {
    ARRAY_OF(struct group) list;
    ARRAY_OF(size_t) of; /* group of each entry let through, in their order */
};

static size_t group_of(struct groups *groups, const struct entry *entry, size_t before)
{
    size_t count = groups->list.count;
    for (size_t i = 0; i < count; i++) {
        size_t at = (before + i) % count; /* most entries stand where the one before does */
        const struct group *group = &groups->list.items[at];
        bool same = group->slot == NULL || entry->slot == NULL
                        ? group->slot == entry->slot
                        : strcmp(group->slot, entry->slot) == 0;
        if (same && group->track == entry->track)
            return at;
    }
    /* a slot that the programme has no more, or a track of it */
    array_push(&groups->list, ((struct group){.slot = entry->slot, .track = entry->track}));
    return count;
}

/* Slots in running order with their tracks, and the session itself before all of them. */
static void make_groups(struct groups *groups, const struct scene *scene)
{
    struct programme_rows rows;
    array_push(&groups->list, ((struct group){.slot = NULL}));
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++)
        if (rows.list.items[i].id != NULL)
            array_push(&groups->list, ((struct group){.slot = rows.list.items[i].id,
                                                      .track = rows.list.items[i].track}));
    free(rows.list.items);
}

/* Puts the rows, which are in the order of the record, under their headings. */
static void put_under_headings(struct entry_list *list, const struct scene *scene)
{
    struct groups groups = {{0}, {0}};
    size_t total = list->rows.count;
    size_t at = 0;
    make_groups(&groups, scene);
    for (size_t i = 0; i < total; i++) {
        at = group_of(&groups, list->rows.items[i].entry, at);
        groups.list.items[at].count++;
        array_push(&groups.of, at);
    }
    struct entry_row *entries = list->rows.items;
    list->rows.items = NULL;
    list->rows.count = list->rows.room = 0;
    array_reserve(&list->rows, total + groups.list.count);
    size_t place = 0;
    for (size_t i = 0; i < groups.list.count; i++) {
        struct group *group = &groups.list.items[i];
        if (group->count == 0)
            continue;
        list->rows.items[place] = (struct entry_row){NULL, group->slot, group->track, group->count};
        size_t count = group->count;
        group->count = place + 1;
        place += count + 1;
    }
    list->rows.count = place;
    for (size_t i = 0; i < total; i++)
        list->rows.items[groups.list.items[groups.of.items[i]].count++] = entries[i];
    free(entries);
    free(groups.list.items);
    free(groups.of.items);
}

void entry_list_make(struct entry_list *list, const struct scene *scene,
                     const struct entry_filter *filter)
{
    list->rows.count = 0;
    for (size_t i = 0; i < scene->record->entries.count; i++)
        if (is_let_through(list, scene, i, filter))
            array_push(&list->rows, ((struct entry_row){.entry = scene->record->entries.items[i]}));
    list->count = list->rows.count;
    bool flat =
        filter->kind != FILTER_ALL || filter->standing != FILTER_ALL || filter->search.size > 0;
    if (!flat && list->count > 0)
        put_under_headings(list, scene);
}

size_t entry_list_find(const struct entry_list *list, const struct event_id *id)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i].entry != NULL && event_id_equal(&list->rows.items[i].entry->id, id))
            return i;
    return list->rows.count;
}
