/*
 * Read-back: what was captured in a slot, in large type over the whole terminal, so that the room
 * hears and sees what it said. One text to a page; Enter puts them all on one. The clock stays in
 * view. What is said of who spoke is what the record holds, which the rule decided when it was
 * written.
 */
#include "view_read_back.h"

#include <stdlib.h>
#include <string.h>

#include <dais/core/entry_languages.h>

#include "entry_list.h"
#include "room_page.h"
#include "translate.h"
#include "view_entries.h"
#include "wording.h"

struct read_back {
    char *slot;                             /* id; NULL: the whole session; owned */
    unsigned track;                         /* 0: all of the slot */
    struct event_id entry;                  /* on the page; empty: the first */
    bool all;                               /* all on one page */
    ARRAY_OF(const struct entry *) entries; /* as last listed; lent */
    struct room_page page;
};

static void *make(void)
{
    return mem_new(1, sizeof(struct read_back));
}

static void free_state(void *data)
{
    struct read_back *state = data;
    free(state->slot);
    free(state->entries.items);
    room_page_finish(&state->page);
    free(state);
}

void view_read_back_set(void *data, const char *slot, unsigned track, const struct event_id *entry)
{
    struct read_back *state = data;
    char *copy = mem_dup(slot);
    free(state->slot);
    state->slot = copy;
    state->track = track;
    state->entry = entry != NULL ? *entry : (struct event_id){.sequence = 0};
    state->all = false;
    state->page.offset = 0;
}

/* ---- which entries ---- */

static bool is_read(const struct read_back *state, const struct entry *entry)
{
    if (!entry_stands(entry) || entry_original(entry) != entry)
        return false; /* or it stands below its original */
    return state->slot == NULL || (event_same_text(entry->slot, state->slot) &&
                                   (state->track == 0 || entry->track == state->track));
}

/* Lists them; the place of the one on the page. */
static size_t settle(struct read_back *state, const struct scene *scene)
{
    size_t at = 0;
    state->entries.count = 0;
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        if (!is_read(state, entry))
            continue;
        if (event_id_equal(&entry->id, &state->entry))
            at = state->entries.count;
        array_push(&state->entries, entry);
    }
    return at;
}

static void turn_to(struct read_back *state, size_t at)
{
    state->entry = state->entries.items[at]->id;
    state->page.offset = 0;
}

/* ---- drawing ---- */

static void write_head(const struct scene *scene, const struct entry *entry, struct buf *out)
{
    BUF_LOCAL struct buf speaker = {0};
    buf_add_format(out, "%s  %s", entry->shown, wording_kind(entry->kind));
    if (entry->addressee != NULL)
        buf_add_format(out, " → %s", entry->addressee);
    entry_write_speaker(scene, entry, &speaker);
    if (speaker.size > 0)
        buf_add_format(out, " · %s", buf_text(&speaker));
}

static void add_entry(struct room_page *page, const struct scene *scene, const struct entry *entry)
{
    BUF_LOCAL struct buf head = {0};
    write_head(scene, entry, &head);
    room_block_add(room_page_add(page, 2, 0, false), ROLE_HEADING, buf_text(&head));
    struct room_block *block = room_page_add(page, 1, 0, true);
    if (entry->label != NULL) {
        room_block_add(block, ROLE_HEADING | STYLE_BOLD, entry->label);
        room_block_add(block, ROLE_HEADING, ": ");
    }
    room_block_add(block, ROLE_NORMAL | STYLE_BOLD, entry->text);
    for (size_t i = 0; i < entry->translations.count; i++) {
        const struct entry *other = entry->translations.items[i];
        if (other->standing == STANDING_WITHDRAWN)
            continue;
        block = room_page_add(page, 1, 0, true);
        if (standing_is_adopted(other->standing)) { /* a text of its own to the room */
            room_block_add(block, ROLE_HEADING, other->shown);
            room_block_add(block, ROLE_HEADING, "  ");
        }
        room_block_add(block, ROLE_NORMAL, other->text);
    }
}

/* What is read, and what is left of the slot that runs. */
static void draw_top(const struct read_back *state, const struct scene *scene,
                     struct canvas *canvas, struct area area)
{
    struct figure figure;
    BUF_LOCAL struct buf place = {0};
    BUF_LOCAL struct buf left = {0};
    figure_make(scene, &figure);
    if (scene->reading.slot != SLOT_NONE) {
        translate_write(&left, scene->reading.left < 0 ? N_("{1} over") : N_("{1} left"),
                        figure.text, NULL);
        area.w -= canvas_draw_right(canvas, area, 0, scene_role(scene, figure.role) | STYLE_BOLD,
                                    buf_text(&left)) +
                  2;
    }
    if (state->slot != NULL)
        view_entries_write_place(scene, state->slot, state->track, &place);
    else
        buf_add_text(&place, _("Read-back of the session"));
    canvas_draw_text(canvas, area, 0, 0, ROLE_TITLE, buf_text(&place));
    figure_finish(&figure);
}

static void add_key(const struct scene *scene, enum action action, const char *word,
                    struct buf *out)
{
    BUF_LOCAL struct buf key = {0};
    keymap_write_key(scene->keymap, action, &key);
    if (key.size > 0)
        buf_add_format(out, "%s%s %s", out->size > 0 ? " · " : "", buf_text(&key), word);
}

static void draw_bottom(const struct read_back *state, const struct scene *scene, size_t at,
                        struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf keys = {0};
    BUF_LOCAL struct buf place = {0};
    BUF_LOCAL struct buf number = {0};
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&number, "%zu", at + 1);
    buf_add_format(&count, "%zu", state->entries.count);
    if (!state->all && state->entries.count > 0)
        translate_write(&place, N_("{1} of {2}"), buf_text(&number), buf_text(&count), NULL);
    add_key(scene, ACTION_LEFT, _("back"), &keys);
    add_key(scene, ACTION_PAGER_DOWN, _("on"), &keys);
    add_key(scene, ACTION_OPEN, state->all ? _("one by one") : _("all on one page"), &keys);
    add_key(scene, ACTION_LEAVE, _("leave"), &keys);
    area.w -= canvas_draw_right(canvas, area, 0, ROLE_TITLE, buf_text(&place)) + 2;
    canvas_draw_text(canvas, area, 0, 0, ROLE_DIM, buf_text(&keys));
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct read_back *state = data;
    size_t at = settle(state, scene);
    area = area_inset(area, 2, area.h > 20 ? 1 : 0);
    draw_top(state, scene, canvas, area_take_top(&area, 1));
    draw_bottom(state, scene, at, canvas, area_take_bottom(&area, 1));
    area = area_inset(area, 0, area.h > 14 ? 2 : 1);
    room_page_begin(&state->page);
    if (state->entries.count == 0)
        room_block_add(room_page_add(&state->page, 0, 0, false), ROLE_DIM,
                       _("Nothing was captured here yet"));
    for (size_t i = 0; i < state->entries.count; i++)
        if (state->all || i == at)
            add_entry(&state->page, scene, state->entries.items[i]);
    room_page_draw(&state->page, canvas, area);
}

/* ---- keys ---- */

/* Space reads on: what of this text is not in view yet, then the next one. */
static void read_on(struct read_back *state, size_t at)
{
    int before = state->page.offset;
    if (room_page_do(&state->page, ACTION_PAGE_DOWN) && state->page.offset != before)
        return;
    if (!state->all && at + 1 < state->entries.count)
        turn_to(state, at + 1);
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct read_back *state = data;
    size_t at = settle(state, program_scene(program));
    size_t all = state->entries.count;
    switch ((int)action) {
    case ACTION_LEAVE:
        program_leave(program);
        return true;
    case ACTION_OPEN:
        state->all = !state->all;
        state->page.offset = 0;
        return true;
    case ACTION_PAGER_DOWN:
        read_on(state, at);
        return true;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        if (state->all)
            return room_page_do(&state->page,
                                action == ACTION_LEFT ? ACTION_PAGE_UP : ACTION_PAGE_DOWN);
        if (action == ACTION_LEFT ? at > 0 : at + 1 < all)
            turn_to(state, action == ACTION_LEFT ? at - 1 : at + 1);
        return true;
    case ACTION_FIRST:
    case ACTION_LAST:
        if (all > 0)
            turn_to(state, action == ACTION_FIRST ? 0 : all - 1);
        return true;
    }
    return room_page_do(&state->page, action);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct read_back *state = data;
    (void)program;
    return room_page_wheel(&state->page, mouse);
}

static bool ticks(void *data, const struct scene *scene)
{
    (void)data;
    return scene_is_moving(scene);
}

const struct view view_read_back = {
    .action = ACTION_READ_BACK,
    .place = PLACE_READ_BACK,
    .whole = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
    .ticks = ticks,
};
