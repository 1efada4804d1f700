/*
 * Three ways to go on, side by side, with what each costs every slot. Left and Right choose, Enter
 * takes; undo takes it back. The one chosen at first is the gentlest that ends in time.
 */
#include "view_replan.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

#include "translate.h"

static const char *const names[] = {
    [PLAN_SHIFT] = N_("Shift"),
    [PLAN_ABSORB] = N_("Absorb"),
    [PLAN_COMPRESS] = N_("Compress"),
};
NAME_TABLE_COMPLETE(names, PLAN_COUNT);

static const char *const gives[] = {
    [PLAN_SHIFT] = N_("ends later"),
    [PLAN_ABSORB] = N_("breaks give"),
    [PLAN_COMPRESS] = N_("all give"),
};
NAME_TABLE_COMPLETE(gives, PLAN_COUNT);

const char *view_replan_name(enum plan plan)
{
    return translate_id(names[plan]);
}

const char *view_replan_gives(enum plan plan)
{
    return translate_id(gives[plan]);
}

void view_replan_make(const struct scene *scene, enum plan chosen, struct plans *ret_plans)
{
    *ret_plans = (struct plans){.scene = scene, .chosen = chosen};
    for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++)
        plan_change_make(scene->timekeeper, &scene->now, plan, &ret_plans->of[plan]);
}

void view_replan_finish(struct plans *plans)
{
    for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++)
        plan_change_finish(&plans->of[plan]);
}

const struct planned_change *view_replan_slot(const struct plan_change *change, size_t slot)
{
    for (size_t i = 0; i < change->slots.count; i++)
        if (change->slots.items[i].slot == slot)
            return &change->slots.items[i];
    return NULL;
}

static void *make(void)
{
    return mem_new(1, sizeof(struct view_replan_state));
}

static void free_state(void *data)
{
    struct view_replan_state *state = data;
    view_replan_finish(&state->drawn);
    free(state);
}

/* The gentlest that reaches every target; where none does, the one that comes nearest. */
static enum plan gentlest(const struct plans *plans)
{
    enum plan best = PLAN_SHIFT;
    for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++)
        if (plans->of[plan].misses < plans->of[best].misses)
            best = plan;
    return best;
}

static void enter(void *data, struct program *program)
{
    struct view_replan_state *state = data;
    struct plans plans;
    view_replan_make(program_scene(program), PLAN_SHIFT, &plans);
    state->chosen = gentlest(&plans);
    state->list = (struct list){.selected = 0};
    view_replan_finish(&plans);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_replan_state *state = data;
    if (!scene->stale) {
        view_replan_finish(&state->drawn);
        view_replan_make(scene, state->chosen, &state->drawn);
    }
    view_replan_draw(state, &state->drawn, canvas, area);
}

static void choose(struct view_replan_state *state, int step)
{
    state->chosen = (enum plan)(((int)state->chosen + step + PLAN_COUNT) % PLAN_COUNT);
}

static void take(struct program *program, enum plan plan, const char *why)
{
    program_wish(program, &(struct wish){.verb = WISH_REPLAN, .plan = plan, .why = why});
}

static void take_with_reason(struct program *program, void *data, const char *text)
{
    const struct view_replan_state *state = data;
    if (text != NULL)
        take(program, state->chosen, text[strspn(text, " ")] != '\0' ? text : NULL);
}

static void ask_reason(struct view_replan_state *state, struct program *program)
{
    BUF_LOCAL struct buf label = {0};
    translate_write(&label, N_("{1}: why?"), view_replan_name(state->chosen), NULL);
    program_ask_line(program, &(struct line_question){.label = buf_text(&label),
                                                      .function = take_with_reason,
                                                      .data = state});
}

static void skip_selected(const struct view_replan_state *state, struct program *program,
                          const struct plans *plans)
{
    const struct plan_change *change = &plans->of[PLAN_SHIFT];
    if (state->list.selected >= change->slots.count) {
        program_say(program, ROLE_NOTICE, N_("No slot is left today"), NULL);
        return;
    }
    size_t slot = change->slots.items[state->list.selected].slot;
    program_wish(program, &(struct wish){.verb = WISH_SKIP,
                                         .slot = plans->scene->timekeeper->slots.items[slot].id});
}

/* The rows alone: one plan has all of them. */
static void make_rows(const struct scene *scene, struct plans *ret_plans)
{
    *ret_plans = (struct plans){.scene = scene};
    plan_change_make(scene->timekeeper, &scene->now, PLAN_SHIFT, &ret_plans->of[PLAN_SHIFT]);
}

/* What is about the slots in the rows. */
static bool handle_row(struct view_replan_state *state, struct program *program, enum action action)
{
    struct plans plans;
    bool done = true;
    make_rows(program_scene(program), &plans);
    struct list_source source = view_replan_source(&plans);
    if (action == ACTION_SKIP)
        skip_selected(state, program, &plans);
    else
        done = list_do(&state->list, &source, action);
    view_replan_finish(&plans);
    return done;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_replan_state *state = data;
    switch ((int)action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        choose(state, action == ACTION_RIGHT ? 1 : -1);
        return true;
    case ACTION_OPEN:
        take(program, state->chosen, NULL);
        return true;
    case ACTION_REPLAN_WHY:
        ask_reason(state, program);
        return true;
    default:
        return handle_row(state, program, action);
    }
}

/* A press on a plan chooses it, one on a slot selects it. Nothing is taken by the mouse alone. */
static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_replan_state *state = data;
    struct plans plans;
    make_rows(program_scene(program), &plans);
    struct list_source source = view_replan_source(&plans);
    enum list_click clicked = list_click(&state->list, &source, mouse);
    view_replan_finish(&plans);
    int column = state->columns > 0 ? (mouse->x - state->left) / state->columns : -1;
    if (mouse->kind == MOUSE_PRESS && mouse->x >= state->left && column >= 0 && column < PLAN_COUNT)
        state->chosen = (enum plan)column;
    else
        return clicked != LIST_MISSED;
    return true;
}

const struct view view_replan = {
    .action = ACTION_VIEW_REPLAN,
    .place = PLACE_REPLAN,
    .tab = true,
    .make = make,
    .free = free_state,
    .enter = enter,
    .draw = draw,
    .handle = handle,
    .click = click,
};
