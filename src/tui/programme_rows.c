/*
 * The list behind the programme pane: days, slots in running order with the inserted ones,
 * slots without a time in their places, gaps, tracks. Only what stands where; no drawing.
 */
#include "pane.h"

#include <string.h>

static void add_day(const struct scene *scene, struct programme_rows *rows, size_t day)
{
    if (scene->programme->days.count < 2)
        return;
    struct programme_row row = {.kind = ROW_DAY, .slot = SLOT_NONE, .day = day};
    array_push(&rows->list, row);
}

static void add_untimed(struct programme_rows *rows, const struct slot *slot)
{
    struct programme_row row = {
        .kind = ROW_UNTIMED, .slot = SLOT_NONE, .planned = slot, .id = slot->id, .day = slot->day};
    array_push(&rows->list, row);
}

static void add_slot(const struct scene *scene, struct programme_rows *rows, size_t index)
{
    const struct clock_slot *slot = &scene->timekeeper->slots.items[index];
    struct programme_row row = {.kind = ROW_SLOT,
                                .slot = index,
                                .planned = slot->planned,
                                .id = slot->id,
                                .day = slot->day};
    if (slot->gap > 0) {
        struct programme_row gap = {
            .kind = ROW_GAP, .slot = SLOT_NONE, .day = slot->day, .gap = slot->gap};
        array_push(&rows->list, gap);
    }
    array_push(&rows->list, row);
    row.kind = ROW_TRACK;
    for (size_t i = 0; slot->planned != NULL && i < slot->planned->tracks.count; i++) {
        row.track = (unsigned)i + 1;
        array_push(&rows->list, row);
    }
}

/* The untimed slots of a day from `*at` up to `place` (NULL: to the end of the day). */
static void add_untimed_until(const struct scene *scene, struct programme_rows *rows, size_t day,
                              const struct slot *place, size_t *at)
{
    const struct day *of = &scene->programme->days.items[day];
    for (; *at < of->first + of->count; ++*at) {
        const struct slot *slot = &scene->programme->slots.items[*at];
        if (slot == place) {
            ++*at;
            return;
        }
        if (!slot->timed)
            add_untimed(rows, slot);
    }
}

/* Is `place` still ahead in the day's own order? */
static bool is_ahead(const struct scene *scene, const struct slot *place, size_t at)
{
    return place != NULL && place >= &scene->programme->slots.items[at];
}

void programme_rows_make(const struct scene *scene, struct programme_rows *ret_rows)
{
    struct programme_rows rows = {0};
    const struct timekeeper *timekeeper = scene->timekeeper;
    for (size_t day = 0; day < scene->programme->days.count; day++) {
        size_t at = scene->programme->days.items[day].first;
        add_day(scene, &rows, day);
        for (size_t i = 0; i < timekeeper->slots.count; i++) {
            const struct clock_slot *slot = &timekeeper->slots.items[i];
            if (slot->day != day)
                continue;
            if (at < scene->programme->slots.count && is_ahead(scene, slot->place, at))
                add_untimed_until(scene, &rows, day, slot->place, &at);
            add_slot(scene, &rows, i);
        }
        add_untimed_until(scene, &rows, day, NULL, &at);
    }
    *ret_rows = rows;
}

bool programme_row_is_slot(const struct programme_row *row)
{
    return row->kind == ROW_SLOT || row->kind == ROW_TRACK || row->kind == ROW_UNTIMED;
}

size_t programme_rows_find(const struct programme_rows *rows, const char *slot, unsigned track)
{
    for (size_t i = 0; i < rows->list.count; i++) {
        const struct programme_row *row = &rows->list.items[i];
        if (row->id != NULL && slot != NULL && row->track == track && strcmp(row->id, slot) == 0)
            return i;
    }
    return rows->list.count;
}
