/*
 * The floor folds its events.
 *
 *                 ┌──────────────── order ───────────────┐
 *                 │  ┌──────── stop of the order ──────┐ │
 *                 ▼  ▼                                 │ ▼
 *   WAITING ──start──► SPEAKING ──pause──► PAUSED    INTERRUPTED
 *    │   ▲                │ ▲ ◄──resume──── │             │
 *   skip │ slot taken     │ └─start─┐       │             │
 *    ▼   │ back           ▼         │       ▼             ▼
 *   SKIPPED ─start─►     DONE ◄─── stop, another starts, the slot ends
 *
 * One turn at most is SPEAKING or PAUSED, and it is `speaker`; one at most is INTERRUPTED, and
 * then a point of order has the floor. A turn's last spell is open while it speaks or is paused.
 */
#include "floor_fold.h"

#include <string.h>

static struct turn *turn_at(struct floor *floor, unsigned place)
{
    size_t index = floor_find(floor, place);
    return index == TURN_NONE ? NULL : &floor->turns.items[index];
}

static unsigned place_of(const struct event *event, enum event_key key)
{
    int64_t place = event_number(event, key);
    return place > 0 && place <= UINT32_MAX ? (unsigned)place : 0;
}

/* The state of the turn that a key names; TURN_STATE_COUNT: there is none. */
static enum turn_state state_of(const struct floor *floor, const struct event *event,
                                enum event_key key)
{
    size_t index = floor_find(floor, place_of(event, key));
    return index == TURN_NONE ? TURN_STATE_COUNT : floor->turns.items[index].state;
}

/* Does KEY_FLOOR name who has the floor, or nobody where nobody has? */
static bool expected(const struct floor *floor, const struct event *event)
{
    return place_of(event, KEY_FLOOR) == floor->speaker;
}

static bool is_new(const struct floor *floor, const struct event *event)
{
    return place_of(event, KEY_PLACE) == floor->turns.count + 1;
}

/* A point of order does not interrupt another. */
static bool may_order(const struct floor *floor)
{
    size_t index = floor_find(floor, floor->speaker);
    return index == TURN_NONE || floor->turns.items[index].kind != TURN_ORDER;
}

bool floor_allows(const struct floor *floor, const struct event *event)
{
    enum turn_state state = state_of(floor, event, KEY_PLACE);
    if (event->op == EVENT_FLOOR_REQUEST)
        return is_new(floor, event);
    if (event->op == EVENT_FLOOR_ORDER)
        return is_new(floor, event) && expected(floor, event) && may_order(floor);
    if (event->op == EVENT_FLOOR_START)
        return expected(floor, event) && state != TURN_STATE_COUNT && state != TURN_SPEAKING &&
               state != TURN_PAUSED;
    if (event->op == EVENT_FLOOR_STOP)
        return state == TURN_SPEAKING || state == TURN_PAUSED;
    if (event->op == EVENT_FLOOR_PAUSE)
        return state == TURN_SPEAKING;
    if (event->op == EVENT_FLOOR_RESUME)
        return state == TURN_PAUSED;
    if (event->op == EVENT_FLOOR_SKIP)
        return state == TURN_WAITING;
    return event->op == EVENT_FLOOR_SWAP && state == TURN_WAITING &&
           state_of(floor, event, KEY_WITH_PLACE) == TURN_WAITING &&
           place_of(event, KEY_PLACE) != place_of(event, KEY_WITH_PLACE);
}

/* Takes the floor from who has it, if anybody, and leaves the turn in `state`. */
static void take_floor(struct floor *floor, const struct instant *at, enum turn_state state)
{
    struct turn *turn = turn_at(floor, floor->speaker);
    if (turn == NULL)
        return;
    struct spell *spell = &turn->spells.items[turn->spells.count - 1];
    spell->end = *at;
    if (spell->end.wall < spell->start.wall)
        spell->end.wall = spell->start.wall;
    spell->ended = true;
    turn->state = state;
    floor->last = floor->speaker;
    floor->speaker = 0;
}

/* Gives the floor to a turn; nobody else has it. */
static void give_floor(struct floor *floor, struct turn *turn, const struct instant *at,
                       enum turn_state state)
{
    struct spell spell = {.start = *at};
    array_push(&turn->spells, spell);
    turn->state = state;
    floor->speaker = turn->place;
    floor->last = 0;
}

/* Who was interrupted does not go on any more. */
static void forget_interrupted(struct floor *floor)
{
    struct turn *turn = turn_at(floor, floor->interrupted);
    if (turn != NULL)
        turn->state = TURN_DONE;
    floor->interrupted = 0;
}

static void fold_start(struct floor *floor, const struct event *event, const struct instant *at)
{
    struct turn *turn = turn_at(floor, place_of(event, KEY_PLACE));
    take_floor(floor, at, TURN_DONE);
    forget_interrupted(floor);
    if (turn->kind != TURN_ORDER)
        turn->share = event_number(event, KEY_SPAN); /* without: no time was left */
    give_floor(floor, turn, at, TURN_SPEAKING);
}

static void fold_stop(struct floor *floor, const struct instant *at)
{
    take_floor(floor, at, TURN_DONE);
    struct turn *interrupted = turn_at(floor, floor->interrupted);
    floor->interrupted = 0;
    if (interrupted != NULL)
        give_floor(floor, interrupted, at, interrupted->goes_on);
}

/* A turn that was not planned: of one of people, or of somebody else, or of nobody named. */
static struct turn *add_asked(struct floor *floor, const struct event *event, enum turn_kind kind,
                              const struct programme *programme, struct arena *arena)
{
    struct turn *turn = floor_add(floor, kind);
    const char *who = event_text(event, KEY_WHO);
    turn->person = who == NULL ? PART_NOBODY : programme_find_person(programme, who);
    if (turn->person == PART_NOBODY)
        turn->who = arena_text(arena, who);
    return turn;
}

static void fold_order(struct floor *floor, const struct event *event,
                       const struct programme *programme, struct arena *arena)
{
    struct instant at = event_instant(event);
    struct turn *speaker = turn_at(floor, floor->speaker);
    if (speaker != NULL) {
        speaker->goes_on = speaker->state;
        floor->interrupted = floor->speaker;
        take_floor(floor, &at, TURN_INTERRUPTED);
    }
    give_floor(floor, add_asked(floor, event, TURN_ORDER, programme, arena), &at, TURN_SPEAKING);
}

static void fold_swap(struct floor *floor, const struct event *event)
{
    struct turn *one = turn_at(floor, place_of(event, KEY_PLACE));
    struct turn *other = turn_at(floor, place_of(event, KEY_WITH_PLACE));
    struct turn moved = *one;
    *one = *other;
    *other = moved;
}

void floor_fold(struct floor *floor, const struct event *event, const struct programme *programme,
                struct arena *arena)
{
    struct instant at = event_instant(event);
    struct turn *turn = turn_at(floor, place_of(event, KEY_PLACE));
    if (event->op == EVENT_FLOOR_REQUEST) {
        msec_t span = event_number(event, KEY_SPAN);
        turn = add_asked(floor, event, TURN_REQUEST, programme, arena);
        turn->given = span > 0 ? span : MSEC_NONE;
    } else if (event->op == EVENT_FLOOR_ORDER) {
        fold_order(floor, event, programme, arena);
    } else if (event->op == EVENT_FLOOR_START) {
        fold_start(floor, event, &at);
    } else if (event->op == EVENT_FLOOR_STOP) {
        fold_stop(floor, &at);
    } else if (event->op == EVENT_FLOOR_PAUSE) {
        turn->state = TURN_PAUSED;
    } else if (event->op == EVENT_FLOOR_RESUME) {
        turn->state = TURN_SPEAKING;
    } else if (event->op == EVENT_FLOOR_SKIP) {
        turn->state = TURN_SKIPPED;
    } else {
        fold_swap(floor, event);
    }
}

void floor_count(struct floor *floor, msec_t span, bool approximate)
{
    struct turn *turn = turn_at(floor, floor->speaker);
    if (turn == NULL || turn->state != TURN_SPEAKING)
        return;
    turn->spoken += span;
    turn->spells.items[turn->spells.count - 1].spoken += span;
    turn->approximate = turn->approximate || approximate;
}

void floor_end(struct floor *floor, const struct instant *at)
{
    take_floor(floor, at, TURN_DONE);
    forget_interrupted(floor);
}

void floor_take_back(struct floor *floor)
{
    for (size_t i = 0; i < floor->turns.count; i++) {
        struct turn *turn = &floor->turns.items[i];
        bool order = turn->kind == TURN_ORDER;
        if (turn->state == TURN_DONE)
            turn->state = order ? TURN_SKIPPED : TURN_WAITING;
        turn->spoken = 0;
        turn->share = MSEC_NONE;
        turn->approximate = false;
        for (size_t j = 0; j < turn->spells.count; j++)
            turn->spells.items[j].taken_back = true;
    }
    floor->last = 0;
}
