/*
 * What the keys of the Floor view do. Each becomes a wish about the selected turn or about who has
 * the floor; what cannot be done core refuses, and says why.
 */
#include "view_floor.h"

#include <stdlib.h>

#include "translate.h"

static const char *slot_id(const struct scene *scene)
{
    size_t slot = scene->floor.slot;
    return slot != SLOT_NONE ? scene->timekeeper->slots.items[slot].id : NULL;
}

/* The selected turn; NULL: there is none, and that is said. */
static const struct turn *selected(struct view_floor_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    size_t turn = view_floor_selected(state, scene);
    if (turn != TURN_NONE)
        return floor_words_turn(scene, turn);
    program_say(program, ROLE_NOTICE, N_("Nobody is on the list of speakers"), NULL);
    return NULL;
}

/* From now on the selection follows who comes next again. */
static void start(struct view_floor_state *state, struct program *program, unsigned place)
{
    if (program_wish(program, &(struct wish){.verb = WISH_FLOOR_START, .place = place}))
        state->place = 0;
}

static void start_next(struct view_floor_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    size_t next = floor_words_any(scene) ? scene->floor.next[0] : TURN_NONE;
    if (next != TURN_NONE)
        start(state, program, floor_words_turn(scene, next)->place);
    else
        program_say(program, ROLE_NOTICE, N_("Nobody is left on the list of speakers"), NULL);
}

static void pause_or_resume(struct program *program)
{
    const struct scene *scene = program_scene(program);
    bool paused = floor_words_stands(scene, TURN_PAUSED);
    program_wish(program, &(struct wish){.verb = paused ? WISH_FLOOR_RESUME : WISH_FLOOR_PAUSE});
}

static void skip(struct view_floor_state *state, struct program *program)
{
    const struct turn *turn = selected(state, program);
    if (turn == NULL)
        return;
    struct wish wish = {
        .verb = WISH_FLOOR_SKIP, .place = turn->place, .slot = slot_id(program_scene(program))};
    if (program_wish(program, &wish))
        state->place = 0;
}

/* The waiting turn nearest to the selected one on a side; NULL: none. */
static const struct turn *neighbour(const struct scene *scene, size_t turn, bool later)
{
    for (size_t i = turn; later ? i + 1 < scene->floor.turns.count : i > 0;) {
        i = later ? i + 1 : i - 1;
        if (floor_words_turn(scene, i)->state == TURN_WAITING)
            return floor_words_turn(scene, i);
    }
    return NULL;
}

static void move(struct view_floor_state *state, struct program *program, bool later)
{
    const struct scene *scene = program_scene(program);
    const struct turn *turn = selected(state, program);
    if (turn == NULL)
        return;
    const struct turn *other = neighbour(scene, view_floor_selected(state, scene), later);
    if (other == NULL || turn->state != TURN_WAITING) {
        program_say(program, ROLE_NOTICE, N_("It cannot be moved further"), NULL);
        return;
    }
    unsigned place = turn->place;
    program_wish(program, &(struct wish){.verb = WISH_FLOOR_SWAP,
                                         .place = place,
                                         .with_place = other->place,
                                         .slot = slot_id(scene)});
    state->place = place;
}

/* "#3" of the people; false: the selected turn is none of them, and that is said. */
static bool write_person(struct view_floor_state *state, struct program *program, struct buf *out,
                         bool *ret_absent)
{
    const struct turn *turn = selected(state, program);
    if (turn == NULL)
        return false;
    if (turn->person == PART_NOBODY) {
        program_say(program, ROLE_NOTICE, N_("Only people of the programme come or do not come"),
                    NULL);
        return false;
    }
    buf_add_format(out, "#%zu", turn->person + 1);
    *ret_absent = attendance_is_absent(program_scene(program)->attendance, turn->person);
    return true;
}

static void toggle_absent(struct view_floor_state *state, struct program *program)
{
    BUF_LOCAL struct buf person = {0};
    bool absent;
    if (write_person(state, program, &person, &absent))
        program_wish(program, &(struct wish){.verb = WISH_PERSON_STATE,
                                             .person = buf_text(&person),
                                             .state = absent ? PERSON_PRESENT : PERSON_ABSENT});
}

static void take_replacement(struct program *program, void *data, const char *text)
{
    if (text != NULL)
        program_wish(program, &(struct wish){.verb = WISH_PERSON_STATE,
                                             .person = data,
                                             .state = PERSON_REPLACED,
                                             .replaced_by = text[0] != '\0' ? text : NULL});
}

/* Under the rule nobody's name is written down: then nobody asks for it. */
static void replace(struct view_floor_state *state, struct program *program)
{
    BUF_LOCAL struct buf person = {0};
    BUF_LOCAL struct buf name = {0};
    BUF_LOCAL struct buf label = {0};
    bool absent;
    const struct scene *scene = program_scene(program);
    if (!write_person(state, program, &person, &absent))
        return;
    size_t turn = view_floor_selected(state, scene);
    size_t who = floor_words_turn(scene, turn)->person;
    if (scene->read_only || timekeeper_person_rule(scene->timekeeper, who) != ATTRIBUTION_NAMED) {
        take_replacement(program, person.bytes, "");
        return;
    }
    floor_words_name(scene, turn, true, &name);
    translate_write(&label, N_("Who came instead of {1}:"), buf_text(&name), NULL);
    program_ask_line(program, &(struct line_question){.label = buf_text(&label),
                                                      .function = take_replacement,
                                                      .data = mem_dup(buf_text(&person)),
                                                      .free_data = free});
}

bool view_floor_do(struct view_floor_state *state, struct program *program, enum action action)
{
    switch ((int)action) {
    case ACTION_OPEN: {
        const struct turn *turn = selected(state, program);
        if (turn != NULL)
            start(state, program, turn->place);
        return true;
    }
    case ACTION_FLOOR_NEXT:
        start_next(state, program);
        return true;
    case ACTION_FLOOR_PAUSE:
        pause_or_resume(program);
        return true;
    case ACTION_FLOOR_ORDER:
        program_ask_person(program, WISH_FLOOR_ORDER, NULL);
        return true;
    case ACTION_REQUEST:
        program_ask_person(program, WISH_FLOOR_REQUEST, slot_id(program_scene(program)));
        return true;
    case ACTION_FLOOR_SKIP:
        skip(state, program);
        return true;
    case ACTION_FLOOR_EARLIER:
    case ACTION_FLOOR_LATER:
        move(state, program, action == ACTION_FLOOR_LATER);
        return true;
    case ACTION_FLOOR_ABSENT:
        toggle_absent(state, program);
        return true;
    case ACTION_FLOOR_REPLACED:
        replace(state, program);
        return true;
    }
    return false;
}
