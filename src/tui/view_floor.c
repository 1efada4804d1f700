/*
 * The floor: who speaks, for how long, with what share, and who comes next. The selection follows
 * who comes next until somebody moves it, so that Enter starts the next speaker.
 */
#include "view_floor.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "hints.h"
#include "translate.h"

enum {
    BESIDE = 120, /* columns from which list and clock stand side by side */
    NOW_LEAST = 5,
    NOW_MOST = 14,
    MARK = 2,
    STATE = 15, /* columns, with the space before; as the next ones */
    STATE_NARROW = 12,
    NARROW = 70, /* columns of a row under which that holds */
    TIME = 7,
    TIME_LONG = 9, /* of what is over, which may pass an hour, where there is room for it */
    BRIEF = 26,    /* columns of a name under which the affiliation is left out */
};

struct drawn {
    const struct scene *scene;
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_floor_state));
}

static void free_state(void *data)
{
    struct view_floor_state *state = data;
    free(state->slot);
    free(state);
}

/* The floor of another slot: nothing is selected in it yet. */
static void follow_slot(struct view_floor_state *state, const struct scene *scene)
{
    size_t slot = scene->floor.slot;
    const char *id = slot != SLOT_NONE ? scene->timekeeper->slots.items[slot].id : "";
    if (state->slot != NULL && strcmp(state->slot, id) == 0)
        return;
    free(state->slot);
    state->slot = mem_dup(id);
    state->place = 0;
    state->list = (struct list){.selected = 0};
}

size_t view_floor_selected(struct view_floor_state *state, const struct scene *scene)
{
    follow_slot(state, scene);
    if (!floor_words_any(scene))
        return TURN_NONE;
    const struct floor *floor = &scene->timekeeper->slots.items[scene->floor.slot].floor;
    size_t at = state->place > 0 ? floor_find(floor, state->place) : scene->floor.next[0];
    if (at == TURN_NONE)
        at = floor_words_shown(scene);
    return at != TURN_NONE ? at : 0;
}

/* The state of a turn as a role; a bar keeps its own. */
static unsigned role_of(const struct scene *scene, size_t turn, unsigned style)
{
    if (style != ROLE_NORMAL)
        return style;
    switch (floor_words_turn(scene, turn)->state) {
    case TURN_SPEAKING:
    case TURN_PAUSED:
        return scene_role(scene, wording_level_role(floor_words_level(scene, turn))) | STYLE_BOLD;
    case TURN_DONE:
    case TURN_SKIPPED:
        return ROLE_DONE;
    case TURN_WAITING:
    case TURN_INTERRUPTED:
    case TURN_STATE_COUNT:
        break;
    }
    return scene->floor.turns.items[turn].absent ? ROLE_DIM : ROLE_NORMAL;
}

/* Columns under a heading, a blank before it whatever the language. */
static int width_under(const char *heading, int least)
{
    int width = (int)text_width(heading, strlen(heading)) + 1;
    return width > least ? width : least;
}

/* Columns of what is over, in rows of so many. */
static int over_width(int columns)
{
    return width_under(_("over"), columns < NARROW ? TIME : TIME_LONG);
}

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct scene *scene = ((struct drawn *)data)->scene;
    BUF_LOCAL struct buf name = {0};
    BUF_LOCAL struct buf spoken = {0};
    BUF_LOCAL struct buf share = {0};
    BUF_LOCAL struct buf over = {0};
    unsigned role = role_of(scene, row, style);
    int state = area.w < NARROW ? STATE_NARROW : STATE;
    floor_words_name(scene, row, area.w - MARK - state - 2 * TIME - over_width(area.w) < BRIEF,
                     &name);
    if (scene->floor.turns.items[row].spoken > 0 || row == scene->floor.speaker)
        floor_words_spoken(scene, row, &spoken);
    floor_words_share(scene, row, &share);
    floor_words_over(scene, row, &over);
    unsigned late = style == ROLE_NORMAL && over.size > 0 ? ROLE_OVERRUN : role;
    canvas_draw_right(canvas, area_take_right(&area, over_width(area.w)), 0, late, buf_text(&over));
    canvas_draw_right(canvas, area_take_right(&area, width_under(_("share"), TIME)), 0, role,
                      buf_text(&share));
    canvas_draw_right(canvas, area_take_right(&area, width_under(_("spoken"), TIME)), 0, role,
                      buf_text(&spoken));
    canvas_draw_text(canvas, area_take_right(&area, state), 1, 0, role,
                     floor_words_state(scene, row));
    canvas_draw_text(canvas, area_take_left(&area, MARK), 0, 0, role, floor_words_mark(scene, row));
    canvas_draw_text(canvas, area, 0, 0, role, buf_text(&name));
}

static void draw_header(struct canvas *canvas, struct area area)
{
    area_take_right(&area, 1); /* of the scroll mark */
    canvas_draw_right(canvas, area_take_right(&area, over_width(area.w)), 0, ROLE_FIELD, _("over"));
    canvas_draw_right(canvas, area_take_right(&area, width_under(_("share"), TIME)), 0, ROLE_FIELD,
                      _("share"));
    canvas_draw_right(canvas, area_take_right(&area, width_under(_("spoken"), TIME)), 0, ROLE_FIELD,
                      _("spoken"));
}

static struct list_source source_of(struct drawn *drawn)
{
    return (struct list_source){
        .count = drawn->scene->floor.turns.count, .data = drawn, .draw = draw_row};
}

static void draw_list(struct view_floor_state *state, const struct scene *scene,
                      struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {
        {ACTION_FLOOR, N_("start, stop")},   {ACTION_OPEN, N_("start the selected")},
        {ACTION_REQUEST, N_("request")},     {ACTION_FLOOR_ORDER, N_("point of order")},
        {ACTION_FLOOR_ABSENT, N_("absent")}, {ACTION_FLOOR_TOTALS, N_("totals")}};
    struct drawn drawn = {scene};
    struct area inner = canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, _("Speakers"), NULL);
    inner = area_inset(inner, 1, 0);
    if (!scene->read_only)
        hints_draw(scene, canvas, area, ROLE_FOCUS, hints, sizeof hints / sizeof hints[0]);
    size_t selected = view_floor_selected(state, scene);
    if (selected == TURN_NONE) {
        canvas_draw_wrapped(canvas, inner, 0, ROLE_DIM, _("Nobody is on the list of speakers"));
        return;
    }
    draw_header(canvas, area_take_top(&inner, 1));
    state->list.selected = selected;
    struct list_source source = source_of(&drawn);
    list_draw(&state->list, &source, canvas, inner, scene->editor == NULL);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_floor_state *state = data;
    if (state->totals) {
        view_floor_draw_totals(state, scene, canvas, area);
        return;
    }
    bool beside = area.w >= BESIDE;
    int rows = area.h * 2 / 5;
    rows = rows < NOW_LEAST ? NOW_LEAST : rows > NOW_MOST ? NOW_MOST : rows;
    struct area now = beside ? area_take_right(&area, area.w * 2 / 5) : area_take_top(&area, rows);
    view_floor_draw_now(scene, canvas, now, beside);
    draw_list(state, scene, canvas, area);
}

static void select_listed(struct view_floor_state *state, const struct scene *scene)
{
    if (state->list.selected < scene->floor.turns.count)
        state->place = floor_words_turn(scene, state->list.selected)->place;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_floor_state *state = data;
    const struct scene *scene = program_scene(program);
    struct drawn drawn = {scene};
    struct list_source source = source_of(&drawn);
    if (action == ACTION_FLOOR_TOTALS || (action == ACTION_LEAVE && state->totals)) {
        state->totals = !state->totals;
        return true;
    }
    if (state->totals && view_floor_move_totals(state, scene, action))
        return true;
    if (state->totals && (action == ACTION_OPEN || action_info(action)->context == CONTEXT_FLOOR)) {
        state->totals = false; /* it is about a turn that is not in view: that first */
        return true;
    }
    size_t selected = view_floor_selected(state, scene);
    if (selected != TURN_NONE)
        state->list.selected = selected;
    if (!state->totals && list_do(&state->list, &source, action)) {
        select_listed(state, scene);
        return true;
    }
    return view_floor_do(state, program, action);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_floor_state *state = data;
    const struct scene *scene = program_scene(program);
    struct drawn drawn = {scene};
    struct list_source source = source_of(&drawn);
    if (state->totals || !floor_words_any(scene))
        return false;
    switch (list_click(&state->list, &source, mouse)) {
    case LIST_MISSED:
        return false;
    case LIST_SELECTED:
        select_listed(state, scene);
        return true;
    case LIST_OPENED:
        return view_floor_do(state, program, ACTION_OPEN);
    }
    return false;
}

const struct view view_floor = {
    .action = ACTION_VIEW_FLOOR,
    .place = PLACE_FLOOR,
    .tab = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
};
