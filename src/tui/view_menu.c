/*
 * Every action by arrows and Enter with its key beside it, over the view it was opened on.
 * Letters jump: what is typed is looked for at the beginnings of the words of a title. No key of
 * a letter acts here, so that no keyboard layout can surprise.
 */
#include "view.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "key_sheet.h"
#include "translate.h"

enum { WIDEST_COLUMN = 44 };

struct view_menu_state {
    struct key_sheet sheet;
    size_t selected;  /* row of the sheet */
    struct buf typed; /* folded; letters since the last move */
    struct area box;  /* as last drawn */
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_menu_state));
}

static void free_state(void *data)
{
    struct view_menu_state *state = data;
    key_sheet_finish(&state->sheet);
    buf_finish(&state->typed);
    free(state);
}

static void fill(struct view_menu_state *state, const struct keymap *keymap)
{
    struct key_sheet *sheet = &state->sheet;
    key_sheet_finish(sheet);
    for (int context = 0; context < CONTEXT_COUNT; context++) {
        bool headed = false;
        for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
            const struct action_info *info = action_info((enum action)i);
            if ((int)info->context != context || !info->in_menu)
                continue;
            if (!headed)
                key_sheet_add_text(sheet, SHEET_HEADING,
                                   translate_id(action_context_title(info->context)));
            headed = true;
            key_sheet_add_action(sheet, keymap, (enum action)i, false);
        }
    }
}

static void enter(void *data, struct program *program)
{
    struct view_menu_state *state = data;
    fill(state, program_scene(program)->keymap);
    buf_clear(&state->typed);
    if (state->selected >= state->sheet.rows.count ||
        state->sheet.rows.items[state->selected].kind != SHEET_ACTION)
        state->selected = key_sheet_move(&state->sheet, 0, ACTION_FIRST);
}

/* The fewest columns that show all at once, else as many as there is room for. */
static struct area lay_out(struct key_sheet *sheet, struct area area)
{
    int most = key_sheet_columns(area.w - 4);
    int columns = 1;
    int w, lines;
    for (;;) {
        w = columns * (WIDEST_COLUMN + 2) - 2;
        w = w < area.w - 4 ? w : area.w - 4;
        lines = key_sheet_lay_out(sheet, w, area.h - 2, columns);
        if (sheet->pages == 1 || columns == most)
            break;
        columns++;
    }
    return area_centre(area, w + 4, lines + 2);
}

static void write_page(const struct key_sheet *sheet, int page, struct buf *out)
{
    BUF_LOCAL struct buf number = {0};
    BUF_LOCAL struct buf count = {0};
    if (sheet->pages == 1)
        return;
    buf_add_format(&number, "%d", page + 1);
    buf_add_format(&count, "%d", sheet->pages);
    translate_write(out, N_("page {1} of {2}"), buf_text(&number), buf_text(&count), NULL);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_menu_state *state = data;
    struct key_sheet *sheet = &state->sheet;
    BUF_LOCAL struct buf right = {0};
    if (sheet->rows.count == 0)
        fill(state, scene->keymap);
    state->box = lay_out(sheet, area);
    int page = state->selected < sheet->rows.count ? sheet->rows.items[state->selected].page : 0;
    if (state->typed.size > 0)
        buf_add_format(&right, "“%s”", buf_text(&state->typed));
    else
        write_page(sheet, page, &right);
    canvas_place_cursor(canvas, area, -1, -1);
    canvas_fill_area(canvas, state->box, ROLE_DIALOG, " ");
    struct area inner = canvas_draw_box(canvas, state->box, ROLE_DIALOG, ROLE_DIALOG | STYLE_BOLD,
                                        _("Menu"), right.size > 0 ? buf_text(&right) : NULL);
    BUF_LOCAL struct buf hint = {0};
    buf_add_format(&hint, " %s ", _("Enter does it · letters jump · Esc leaves"));
    canvas_draw_text(canvas, area_inset(state->box, 2, 0), 0, state->box.h - 1, ROLE_DIALOG,
                     buf_text(&hint));
    key_sheet_draw(sheet, canvas, area_inset(inner, 1, 0), page, state->selected, ROLE_DIALOG);
}

/* The view that alone knows the actions of a context; ACTION_NONE: any does. */
static enum action view_of(enum action_context context)
{
    switch (context) {
    case CONTEXT_ENTRIES:
        return ACTION_VIEW_ENTRIES;
    case CONTEXT_FLOOR:
        return ACTION_VIEW_FLOOR;
    case CONTEXT_REPLAN:
        return ACTION_VIEW_REPLAN;
    case CONTEXT_ADOPTION:
        return ACTION_VIEW_ADOPTION;
    case CONTEXT_PEOPLE:
        return ACTION_VIEW_PEOPLE;
    case CONTEXT_REPORT:
        return ACTION_VIEW_REPORT;
    case CONTEXT_CLOCK:
    case CONTEXT_CAPTURE:
    case CONTEXT_EVERYWHERE:
    case CONTEXT_PAGER:
    case CONTEXT_EDITOR:
    case CONTEXT_QUESTION:
    case CONTEXT_COUNT:
        break;
    }
    return ACTION_NONE;
}

/* Back to the view beneath, and there it is done. What only one view does, is done there.
 */
static void take(struct view_menu_state *state, struct program *program)
{
    if (state->selected >= state->sheet.rows.count)
        return;
    enum action action = state->sheet.rows.items[state->selected].action;
    enum action view = view_of(action_info(action)->context);
    if (view != ACTION_NONE)
        program_show(program, view);
    else
        program_leave(program);
    program_do(program, action);
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_menu_state *state = data;
    buf_clear(&state->typed);
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_LEFT:
    case ACTION_RIGHT:
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_FIRST:
    case ACTION_LAST:
        state->selected = key_sheet_move(&state->sheet, state->selected, action);
        return true;
    case ACTION_OPEN:
        take(state, program);
        return true;
    case ACTION_LEAVE:
        program_leave(program);
        return true;
    }
    return false;
}

/* Does a word of the title begin so? */
static bool has_word(const char *title, const char *beginning)
{
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(title, strlen(title), &folded);
    for (const char *at = buf_text(&folded); (at = strstr(at, beginning)) != NULL; at++)
        if (at == buf_text(&folded) || at[-1] == ' ' || at[-1] == '\'')
            return true;
    return false;
}

/* The first action that fits, `ahead` rows after the selected one and on; false: none. */
static bool jump(struct view_menu_state *state, size_t ahead)
{
    const struct key_sheet *sheet = &state->sheet;
    for (size_t i = 0; i < sheet->rows.count; i++) {
        size_t at = (state->selected + ahead + i) % sheet->rows.count;
        if (sheet->rows.items[at].kind != SHEET_ACTION ||
            !has_word(sheet->rows.items[at].text, buf_text(&state->typed)))
            continue;
        state->selected = at;
        return true;
    }
    return false;
}

static bool take_key(void *data, struct program *program, const struct key *key)
{
    struct view_menu_state *state = data;
    if (!key_is_text(key) || (key->code == ' ' && state->typed.size == 0))
        return false;
    BUF_LOCAL struct buf letter = {0};
    BUF_LOCAL struct buf before = {0};
    utf8_encode(key->code, &letter);
    buf_add(&before, state->typed.bytes, state->typed.size);
    utf8_fold(letter.bytes, letter.size, &state->typed);
    if (jump(state, 0))
        return true;
    buf_clear(&state->typed);
    utf8_fold(letter.bytes, letter.size, &state->typed);
    if (before.size > 0 && jump(state, 1)) /* the beginning of another word */
        return true;
    program_say(program, ROLE_NOTICE, N_("No action has a word that begins with “{1}{2}”"),
                buf_text(&before), buf_text(&letter), NULL);
    buf_clear(&state->typed);
    return true;
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_menu_state *state = data;
    const struct key_sheet *sheet = &state->sheet;
    if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN)
        return handle(state, program, mouse->kind == MOUSE_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
    if (mouse->kind != MOUSE_PRESS)
        return false;
    if (!area_holds(state->box, mouse->x, mouse->y)) {
        program_leave(program);
        return true;
    }
    if (state->selected >= sheet->rows.count)
        return false;
    size_t at = key_sheet_at(sheet, sheet->rows.items[state->selected].page, mouse->x, mouse->y);
    if (at == sheet->rows.count)
        return false;
    state->selected = at;
    take(state, program);
    return true;
}

const struct view view_menu = {
    .action = ACTION_MENU,
    .place = PLACE_MENU,
    .over = true,
    .make = make,
    .free = free_state,
    .enter = enter,
    .draw = draw,
    .handle = handle,
    .key = take_key,
    .click = click,
};
