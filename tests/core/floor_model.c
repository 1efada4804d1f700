#include "floor_model.h"

struct model_turn *model_floor_join(struct model_floor *floor)
{
    if (floor->count == MODEL_TURNS)
        return NULL;
    struct model_turn *turn = &floor->turns[floor->count++];
    *turn = (struct model_turn){.place = (unsigned)floor->count, .state = TURN_WAITING};
    return turn;
}

/* The turn in one of two states; NULL: none is. */
static struct model_turn *turn_in(struct model_floor *floor, enum turn_state one,
                                  enum turn_state other)
{
    for (size_t i = 0; i < floor->count; i++) {
        if (floor->turns[i].state == one || floor->turns[i].state == other)
            return &floor->turns[i];
    }
    return NULL;
}

static struct model_turn *speaker_on(struct model_floor *floor)
{
    return turn_in(floor, TURN_SPEAKING, TURN_PAUSED);
}

static void set_turn(struct model_turn *turn, enum turn_state state)
{
    if (turn != NULL)
        turn->state = state;
}

void model_floor_empty(struct model_floor *floor)
{
    set_turn(speaker_on(floor), TURN_DONE);
    set_turn(turn_in(floor, TURN_INTERRUPTED, TURN_INTERRUPTED), TURN_DONE);
}

void model_floor_forget(struct model_floor *floor)
{
    for (size_t i = 0; i < floor->count; i++) {
        struct model_turn *turn = &floor->turns[i];
        turn->spoken = 0;
        if (turn->state == TURN_DONE)
            turn->state = turn->order ? TURN_SKIPPED : TURN_WAITING;
    }
}

static struct model_turn *turn_of(struct model_floor *floor, int64_t place)
{
    for (size_t i = 0; i < floor->count; i++) {
        if (floor->turns[i].place == place)
            return &floor->turns[i];
    }
    return NULL;
}

/* Asking and points of order make a turn; a point of order interrupts, but not another one. */
static bool floor_ask(struct model_floor *floor, const struct event *event, bool order)
{
    struct model_turn *speaker = speaker_on(floor);
    if (event_number(event, KEY_PLACE) != (int64_t)floor->count + 1)
        return false;
    if (order && (event_number(event, KEY_FLOOR) != (speaker == NULL ? 0 : speaker->place) ||
                  (speaker != NULL && speaker->order)))
        return false;
    struct model_turn *turn = model_floor_join(floor);
    if (turn == NULL || !order)
        return turn != NULL;
    if (speaker != NULL) {
        speaker->before = speaker->state;
        speaker->state = TURN_INTERRUPTED;
    }
    turn->order = true;
    turn->state = TURN_SPEAKING;
    return true;
}

static bool floor_begin(struct model_floor *floor, const struct event *event,
                        struct model_turn *turn)
{
    struct model_turn *speaker = speaker_on(floor);
    if (turn == NULL || turn == speaker ||
        event_number(event, KEY_FLOOR) != (speaker == NULL ? 0 : speaker->place))
        return false;
    model_floor_empty(floor);
    turn->state = TURN_SPEAKING;
    return true;
}

static bool floor_stop(struct model_floor *floor, struct model_turn *turn)
{
    if (turn == NULL || turn != speaker_on(floor))
        return false;
    turn->state = TURN_DONE;
    struct model_turn *interrupted = turn_in(floor, TURN_INTERRUPTED, TURN_INTERRUPTED);
    if (interrupted != NULL)
        interrupted->state = interrupted->before;
    return true;
}

static bool turn_goes(struct model_turn *turn, enum turn_state from, enum turn_state to)
{
    if (turn == NULL || turn->state != from)
        return false;
    turn->state = to;
    return true;
}

static bool floor_swap(struct model_floor *floor, const struct event *event,
                       struct model_turn *turn)
{
    struct model_turn *with = turn_of(floor, event_number(event, KEY_WITH_PLACE));
    if (turn == NULL || with == NULL || turn == with || turn->state != TURN_WAITING ||
        with->state != TURN_WAITING)
        return false;
    struct model_turn moved = *turn;
    *turn = *with;
    *with = moved;
    return true;
}

void model_floor_tick(struct model_floor *floor, msec_t span)
{
    struct model_turn *turn = turn_in(floor, TURN_SPEAKING, TURN_SPEAKING);
    if (turn != NULL)
        turn->spoken += span;
}

bool model_floor_apply(struct model_floor *floor, const struct event *event)
{
    struct model_turn *turn = turn_of(floor, event_number(event, KEY_PLACE));
    if (event->op == EVENT_FLOOR_REQUEST || event->op == EVENT_FLOOR_ORDER)
        return floor_ask(floor, event, event->op == EVENT_FLOOR_ORDER);
    if (event->op == EVENT_FLOOR_START)
        return floor_begin(floor, event, turn);
    if (event->op == EVENT_FLOOR_STOP)
        return floor_stop(floor, turn);
    if (event->op == EVENT_FLOOR_PAUSE)
        return turn_goes(turn, TURN_SPEAKING, TURN_PAUSED);
    if (event->op == EVENT_FLOOR_RESUME)
        return turn_goes(turn, TURN_PAUSED, TURN_SPEAKING);
    if (event->op == EVENT_FLOOR_SKIP)
        return turn_goes(turn, TURN_WAITING, TURN_SKIPPED);
    return floor_swap(floor, event, turn);
}
