/*
 * All keys by where they work, made from the table of actions and the keymap, and a few words on
 * how clock and disc behave. Space pages.
 */
#include "view.h"

#include <stdlib.h>

#include "key_sheet.h"
#include "translate.h"

struct view_help_state {
    struct key_sheet sheet;
    int page; /* from 0 */
};

static const struct {
    enum sheet_kind kind;
    const char *id;
} words[] = {
    {SHEET_HEADING, N_("The clock")},
    {SHEET_TEXT, N_("It goes on while the program is closed and while the machine sleeps, and is "
                    "right when you come back. ≈ stands before a number that only the time of day "
                    "could tell.")},
    {SHEET_TEXT, N_("Behind each slot stand its planned start and the start as it is now. Gaps "
                    "are used up first; what is left makes the session late.")},
    {SHEET_TEXT, N_("One person holds the clock and moves it; everybody else sees it and writes. "
                    "The second line says who. The menu takes it over.")},
    {SHEET_TEXT, N_("▶ runs   ● has the floor   ‖ paused   ✓ over   – skipped")},
    {SHEET_HEADING, N_("What is saved")},
    {SHEET_TEXT, N_("✓ on the disc   ● on its way")},
    {SHEET_TEXT, N_("NOT SAVED: in memory only, and tried again each second.")},
    {SHEET_TEXT, N_("A text being written is kept as a draft on the disc. Nothing is ever deleted: "
                    "withdrawn texts and all versions stay in the journal.")},
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_help_state));
}

static void free_state(void *data)
{
    struct view_help_state *state = data;
    key_sheet_finish(&state->sheet);
    free(state);
}

/* Anew each time: keys may have been bound differently. */
static void fill(struct key_sheet *sheet, const struct keymap *keymap)
{
    key_sheet_finish(sheet);
    for (int context = 0; context < CONTEXT_COUNT; context++) {
        const char *title = action_context_title((enum action_context)context);
        key_sheet_add_text(sheet, SHEET_HEADING, translate_id(title));
        for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
            size_t keys;
            enum action action = (enum action)i;
            keymap_keys(keymap, action, &keys);
            if ((int)action_info(action)->context == context && keys > 0)
                key_sheet_add_action(sheet, keymap, action, true);
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        key_sheet_add_text(sheet, words[i].kind, translate_id(words[i].id));
}

static void enter(void *data, struct program *program)
{
    struct view_help_state *state = data;
    (void)program;
    state->page = 0;
}

/* As many columns as there is room for; where that is more than enough, of even length. */
static void lay_out(struct key_sheet *sheet, struct area area)
{
    int columns = key_sheet_columns(area.w);
    int lines = key_sheet_lay_out(sheet, area.w, area.h, columns);
    while (sheet->pages == 1 && lines > 1)
        key_sheet_lay_out(sheet, area.w, --lines, columns);
    if (lines < area.h && sheet->pages > 1)
        key_sheet_lay_out(sheet, area.w, lines + 1, columns);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_help_state *state = data;
    struct key_sheet *sheet = &state->sheet;
    fill(sheet, scene->keymap);
    struct area inner = area_inset(area_inset(area, 1, 1), 1, 0);
    lay_out(sheet, inner);
    if (state->page >= sheet->pages)
        state->page = sheet->pages - 1;
    BUF_LOCAL struct buf right = {0};
    BUF_LOCAL struct buf page = {0};
    BUF_LOCAL struct buf pages = {0};
    BUF_LOCAL struct buf key = {0};
    buf_add_format(&page, "%d", state->page + 1);
    buf_add_format(&pages, "%d", sheet->pages);
    keymap_write_key(scene->keymap, ACTION_PAGER_DOWN, &key);
    if (sheet->pages > 1)
        translate_write(&right, N_("page {1} of {2} · {3}"), buf_text(&page), buf_text(&pages),
                        buf_text(&key), NULL);
    canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, _("Help"),
                    right.size > 0 ? buf_text(&right) : NULL);
    key_sheet_draw(sheet, canvas, inner, state->page, sheet->rows.count, ROLE_NORMAL);
}

static bool turn_to(struct view_help_state *state, int page)
{
    int last = state->sheet.pages > 0 ? state->sheet.pages - 1 : 0;
    state->page = page < 0 ? 0 : page < last ? page : last;
    return true;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_help_state *state = data;
    switch ((int)action) {
    case ACTION_PAGER_DOWN:
    case ACTION_PAGE_DOWN:
    case ACTION_DOWN:
    case ACTION_RIGHT:
        return turn_to(state, state->page + 1);
    case ACTION_PAGE_UP:
    case ACTION_UP:
    case ACTION_LEFT:
        return turn_to(state, state->page - 1);
    case ACTION_FIRST:
        return turn_to(state, 0);
    case ACTION_LAST:
        return turn_to(state, state->sheet.pages - 1);
    case ACTION_LEAVE:
        program_leave(program);
        return true;
    }
    return false;
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    (void)program;
    if (mouse->kind != MOUSE_WHEEL_UP && mouse->kind != MOUSE_WHEEL_DOWN)
        return false;
    struct view_help_state *state = data;
    return turn_to(state, state->page + (mouse->kind == MOUSE_WHEEL_DOWN ? 1 : -1));
}

const struct view view_help = {
    .action = ACTION_HELP,
    .place = PLACE_HELP,
    .make = make,
    .free = free_state,
    .enter = enter,
    .draw = draw,
    .handle = handle,
    .click = click,
};
