/*
 * Ten thousand entries are listed anew with each letter of a search, and drawn with each key of a
 * text that is written below them. So a list is made only where something changed, each letter of a
 * search looks at what the letters before it have found, taking one back looks at nothing, and
 * entries are put under their slots by counting. Folded texts are not kept: they would take more
 * memory than folding anew takes time.
 */
#include "entry_list.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/fold.h>
#include <dais/base/utf8.h>
#include <dais/core/report.h>

#include "pane.h"

void entry_filter_clear(struct entry_filter *filter)
{
    uint64_t changes = filter->changes;
    free(filter->slot);
    free(filter->theme);
    buf_finish(&filter->search);
    buf_finish(&filter->words);
    *filter =
        (struct entry_filter){.kind = FILTER_ALL, .standing = FILTER_ALL, .changes = changes + 1};
}

void entry_filter_set_kind(struct entry_filter *filter, int kind)
{
    filter->kind = kind;
    filter->changes++;
}

void entry_filter_set_standing(struct entry_filter *filter, int standing)
{
    filter->standing = standing;
    filter->changes++;
}

void entry_filter_set_place(struct entry_filter *filter, const char *slot, unsigned track)
{
    char *copy = mem_dup(slot);
    free(filter->slot);
    filter->slot = copy;
    filter->track = track;
    filter->by_slot = true;
    filter->changes++;
}

void entry_filter_set_anywhere(struct entry_filter *filter)
{
    filter->by_slot = false;
    filter->changes++;
}

void entry_filter_set_theme(struct entry_filter *filter, const char *theme)
{
    char *copy = mem_dup(theme);
    free(filter->theme);
    filter->theme = copy;
    filter->changes++;
}

void entry_filter_set_writer(struct entry_filter *filter, const struct token *writer)
{
    filter->writer = writer != NULL ? *writer : (struct token){.text = ""};
    filter->changes++;
}

void entry_filter_set_search(struct entry_filter *filter, const char *text)
{
    BUF_LOCAL struct buf words = {0};
    buf_add_text(&words, text); /* it may be our own */
    if (strcmp(buf_text(&words), buf_text(&filter->words)) == 0)
        return;
    buf_clear(&filter->search);
    buf_clear(&filter->words);
    buf_add_text(&filter->words, buf_text(&words));
    utf8_fold(words.bytes, words.size, &filter->search);
    filter->changes++;
}

bool entry_filter_is_on(const struct entry_filter *filter)
{
    return filter->kind != FILTER_ALL || filter->standing != FILTER_ALL || filter->by_slot ||
           filter->theme != NULL || filter->writer.text[0] != '\0' || filter->search.size > 0;
}

/* ---- what an entry says ---- */

void entry_write_speaker(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    (void)report_speaker(scene->session, entry, scene->language, out);
}

void entry_write_time(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    zone_write_time(scene->programme->zone, entry->added->at, false, out);
}

static void add_part(struct entry_list *list, const char *text)
{
    if (text == NULL)
        return;
    folding_fold(list->folding, text, strlen(text), &list->folded);
    buf_add_char(&list->folded, '\n'); /* what is sought has none: nothing is found across parts */
}

/* All of it folded; lent until the next one. */
static const char *folded_text(struct entry_list *list, const struct scene *scene,
                               const struct entry *entry)
{
    BUF_LOCAL struct buf speaker = {0};
    if (list->folding == NULL)
        list->folding = folding_new();
    buf_clear(&list->folded);
    if (entry->speaker != NULL)
        entry_write_speaker(scene, entry, &speaker);
    add_part(list, entry->shown);
    for (size_t i = 0; i < entry->aliases.count; i++)
        add_part(list, entry->aliases.items[i]);
    add_part(list, entry->label);
    add_part(list, entry->text);
    add_part(list, entry->speaker != NULL ? buf_text(&speaker) : NULL);
    add_part(list, entry->addressee);
    add_part(list, entry->themes);
    add_part(list, entry->owner);
    return buf_text(&list->folded);
}

void entry_list_finish(struct entry_list *list)
{
    folding_free(list->folding);
    buf_finish(&list->folded);
    buf_finish(&list->made.search);
    free(list->found.items);
    free(list->rows.items);
    *list = (struct entry_list){.count = 0};
}

/* ---- which ones ---- */

static bool same_theme(const char *a, size_t size, const char *b)
{
    BUF_LOCAL struct buf one = {0};
    BUF_LOCAL struct buf other = {0};
    if (size == strlen(b) && memcmp(a, b, size) == 0)
        return true;
    utf8_fold(a, size, &one);
    utf8_fold(b, strlen(b), &other);
    return strcmp(buf_text(&one), buf_text(&other)) == 0;
}

bool entry_has_theme(const char *themes, const char *theme)
{
    while (themes != NULL && *themes != '\0') {
        size_t size = strcspn(themes, ",");
        if (same_theme(themes, size, theme))
            return true;
        themes += size + (themes[size] == ',');
    }
    return false;
}

static bool is_by(const struct entry *entry, const struct token *writer)
{
    for (size_t i = 0; i < entry->versions.count; i++)
        if (token_equal(&entry->versions.items[i].writer, writer))
            return true;
    return false;
}

static bool is_in_place(const struct entry *entry, const struct entry_filter *filter)
{
    return event_same_text(filter->slot, entry->slot) &&
           (filter->track == 0 || filter->track == entry->track);
}

static bool is_let_through(const struct entry *entry, const struct entry_filter *filter)
{
    return (filter->kind == FILTER_ALL || (int)entry->kind == filter->kind) &&
           (filter->standing == FILTER_ALL || (int)entry->standing == filter->standing) &&
           (!filter->by_slot || is_in_place(entry, filter)) &&
           (filter->theme == NULL || entry_has_theme(entry->themes, filter->theme)) &&
           (filter->writer.text[0] == '\0' || is_by(entry, &filter->writer));
}

/* ---- what a search has found so far ---- */

/* What is known of the part that the new search has in common with the one before stays. */
static void keep_known(struct entry_list *list, const struct scene *scene,
                       const struct entry_filter *filter, bool same)
{
    const struct buf *now = &filter->search;
    const struct buf *before = &list->made.search;
    size_t count = now->size > 0 ? scene->record->entries.count : 0;
    size_t common = 0;
    while (same && common < now->size && common < before->size &&
           now->bytes[common] == before->bytes[common])
        common++;
    if (list->found.count != count) {
        list->found.count = 0;
        array_reserve(&list->found, count);
        list->found.count = count;
        common = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct entry_found *found = &list->found.items[i];
        found->with = found->with < common ? found->with : (uint16_t)common;
        if (common == 0 || found->without > common)
            found->without = UINT16_MAX;
    }
}

static bool is_found(struct entry_list *list, const struct scene *scene, size_t at,
                     const struct buf *sought)
{
    if (sought->size == 0)
        return true;
    struct entry_found *found = &list->found.items[at];
    if (found->with >= sought->size || found->without <= sought->size)
        return found->with >= sought->size;
    const char *text = folded_text(list, scene, scene->record->entries.items[at]);
    bool is = strstr(text, buf_text(sought)) != NULL;
    if (is)
        found->with = (uint16_t)sought->size;
    else
        found->without = (uint16_t)sought->size;
    return is;
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

/* Is it listed below its original, which is let through, too? */
static bool is_under(const struct entry *entry, const struct entry_filter *filter)
{
    return entry->original != NULL && entry->original != entry &&
           is_let_through(entry->original, filter);
}

/* Puts translations right behind their originals. */
static void put_under_originals(struct entry_list *list, const struct entry_filter *filter)
{
    size_t total = list->rows.count;
    struct entry_row *rows = list->rows.items;
    list->rows.items = NULL;
    list->rows.count = list->rows.room = 0;
    array_reserve(&list->rows, total);
    for (size_t i = 0; i < total; i++) {
        const struct entry *entry = rows[i].entry;
        if (is_under(entry, filter))
            continue;
        array_push(&list->rows, rows[i]);
        for (size_t t = 0; t < entry->translations.count; t++)
            if (is_let_through(entry->translations.items[t], filter))
                array_push(&list->rows, ((struct entry_row){.entry = entry->translations.items[t],
                                                            .under = true}));
    }
    free(rows);
}

/* Puts the rows, which are in the order of the record, under their headings. */
static void put_under_headings(struct entry_list *list, const struct scene *scene)
{
    struct groups groups = {{0}, {0}};
    size_t total = list->rows.count;
    size_t at = 0;
    make_groups(&groups, scene);
    for (size_t i = 0; i < total; i++) {
        if (!list->rows.items[i].under)
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
        list->rows.items[place] =
            (struct entry_row){.slot = group->slot, .track = group->track, .count = group->count};
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

/* ---- made anew only where something changed ---- */

static void take_all(struct entry_list *list, const struct scene *scene,
                     const struct entry_filter *filter)
{
    list->rows.count = 0;
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        if (is_let_through(entry, filter) && is_found(list, scene, i, &filter->search))
            array_push(&list->rows, ((struct entry_row){.entry = entry}));
    }
}

static void measure(struct entry_list *list)
{
    list->number_columns = 0;
    list->standings = 0;
    for (size_t i = 0; i < list->rows.count; i++) {
        const struct entry *entry = list->rows.items[i].entry;
        int columns = entry != NULL ? (int)strlen(entry->shown) : 0;
        if (entry != NULL)
            list->standings |= 1u << entry->standing;
        list->number_columns = columns > list->number_columns ? columns : list->number_columns;
    }
}

void entry_list_make(struct entry_list *list, const struct scene *scene,
                     const struct entry_filter *filter)
{
    size_t events = session_generation(scene->session);
    bool same = list->made.session == scene->session && list->made.events == events;
    if (same && list->made.filter == filter->changes)
        return;
    keep_known(list, scene, filter, same);
    take_all(list, scene, filter);
    list->count = list->rows.count;
    list->made.session = scene->session;
    list->made.events = events;
    list->made.filter = filter->changes;
    buf_clear(&list->made.search);
    buf_add_text(&list->made.search, buf_text(&filter->search));
    measure(list);
    bool flat = filter->kind != FILTER_ALL || filter->standing != FILTER_ALL ||
                filter->theme != NULL || filter->writer.text[0] != '\0' || filter->search.size > 0;
    if (flat || list->count == 0)
        return;
    put_under_originals(list, filter);
    put_under_headings(list, scene);
}

size_t entry_list_find(const struct entry_list *list, const struct event_id *id)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.items[i].entry != NULL && event_id_equal(&list->rows.items[i].entry->id, id))
            return i;
    return list->rows.count;
}
