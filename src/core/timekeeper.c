/*
 * The timekeeper folds the clock's events. It asks no clock: every event brings its instant,
 * and spans are measured by the boot clock wherever both ends were in one boot.
 *
 *   BEFORE ──start──► RUNNING ──pause──► PAUSED        start, back: from any of the four
 *                      │   ▲ ◄──resume─── │            states to RUNNING; back from ENDED too
 *                 stop │   │ start, back  │ stop
 *                      ▼   │              │
 *     slots are left: BETWEEN ◄───────────┤            end, close: from any to ENDED
 *     none is left:   ENDED   ◄───────────┘
 *                      └──reopen──► BETWEEN, or BEFORE where nothing ever ran
 *
 * What holds in each state:
 *   BEFORE   no slot has a run; no current slot
 *   RUNNING  one slot is SLOT_RUNNING, and current; its last run is open; `since` is set and
 *            not yet banked
 *   PAUSED   the same, all of its time is banked, and `paused_at` is set
 *   BETWEEN  no current slot, no open run; some slot has a run
 *   ENDED    no current slot, no open run
 * In all of them a waiting slot has nothing banked and no run that counts; and an event whose
 * expected state does not hold leaves every byte as it was.
 */
#include <dais/core/timekeeper.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "floor_fold.h"
#include "timekeeper_plan.h"
#include <dais/core/programme_times.h>

/* No slot is made shorter than this. */
#define ALLOTTED_MIN MSEC_MINUTE

void timekeeper_init(struct timekeeper *timekeeper, const struct programme *programme)
{
    *timekeeper = (struct timekeeper){
        .programme = programme,
        .dated = plan_has_date(programme),
        .state = CLOCK_BEFORE,
        .current = SLOT_NONE,
    };
    for (size_t i = 0; i < programme->slots.count; i++) {
        const struct slot *planned = &programme->slots.items[i];
        struct clock_slot slot = {
            .planned = planned,
            .id = planned->id,
            .number = planned->number,
            .day = planned->day,
            .planned_start = MSEC_NONE,
            .planned_end = MSEC_NONE,
            .place = planned,
            .state = SLOT_WAITING,
        };
        if (!planned->timed)
            continue;
        floor_init(&slot.floor, programme, planned);
        array_push(&timekeeper->slots, slot);
    }
    for (size_t day = 0; day < programme->days.count; day++)
        array_push(&timekeeper->accepted, MSEC_NONE);
    plan_lay(timekeeper);
}

void timekeeper_finish(struct timekeeper *timekeeper)
{
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        free(timekeeper->slots.items[i].runs.items);
        free(timekeeper->slots.items[i].changes.items);
        free(timekeeper->slots.items[i].goings.items);
        floor_finish(&timekeeper->slots.items[i].floor);
    }
    free(timekeeper->slots.items);
    free(timekeeper->accepted.items);
    arena_finish(&timekeeper->arena);
    *timekeeper = (struct timekeeper){.current = SLOT_NONE};
}

bool timekeeper_may(const struct timekeeper *timekeeper, enum event_op op,
                    const struct token *writer)
{
    if (timekeeper->holder.text[0] == '\0' || token_equal(&timekeeper->holder, writer))
        return true;
    if (op == EVENT_SESSION_CLOSE)
        return timekeeper->current == SLOT_NONE;
    return op == EVENT_CLOCK_TAKE || op == EVENT_SESSION_REOPEN;
}

/* An event on its way in. */
struct move {
    const struct event *event;
    const struct token *writer;
    struct instant at;
    size_t slot; /* index of its KEY_SLOT, or SLOT_NONE */
};

/* The slot that has the clock, and its open run. */
static struct clock_slot *current_slot(struct timekeeper *timekeeper)
{
    assert(timekeeper->current != SLOT_NONE);
    return &timekeeper->slots.items[timekeeper->current];
}

static struct run *current_run(struct timekeeper *timekeeper)
{
    struct clock_slot *slot = current_slot(timekeeper);
    return &slot->runs.items[slot->runs.count - 1];
}

/* Does KEY_FROM name the slot that has the clock, or none where none has? */
static bool expected(const struct timekeeper *timekeeper, const struct move *move)
{
    const char *from = event_text(move->event, KEY_FROM);
    const char *current =
        timekeeper->current == SLOT_NONE ? "" : timekeeper->slots.items[timekeeper->current].id;
    return strcmp(from, current) == 0;
}

static bool is_current(const struct timekeeper *timekeeper, const struct move *move)
{
    return move->slot != SLOT_NONE && move->slot == timekeeper->current;
}

static bool has_state(const struct timekeeper *timekeeper, size_t index, enum slot_state state)
{
    return index != SLOT_NONE && timekeeper->slots.items[index].state == state;
}

/* A break that starts early keeps its planned end, so it is longer by so much. */
static void gain_early(struct timekeeper *timekeeper, size_t index, msec_t at)
{
    struct clock_slot *slot = &timekeeper->slots.items[index];
    if (!slot_kind_is_break(clock_slot_kind(slot)) || clock_slot_actual_start(slot) != MSEC_NONE)
        return;
    msec_t planned = plan_baseline_start(timekeeper, index);
    slot->early = plan_break_early(planned, at);
    slot->allotted += slot->early;
}

/* The current slot runs from here on. */
static void go_on(struct timekeeper *timekeeper, const struct instant *at)
{
    struct clock_slot *slot = current_slot(timekeeper);
    array_push(&slot->goings, ((struct slot_going){.at = slot->banked, .from = *at}));
    timekeeper->state = CLOCK_RUNNING;
    timekeeper->since = *at;
}

/* Gives a slot the clock; nothing else has it. The first writer to do so holds it. */
static void give_clock(struct timekeeper *timekeeper, size_t index, const struct move *move)
{
    struct clock_slot *slot = &timekeeper->slots.items[index];
    if (!timekeeper->dated) {
        int64_t date;
        msec_t of_day;
        zone_civil(timekeeper->programme->zone, move->at.wall - timekeeper->moved, &date, &of_day);
        plan_set_date(timekeeper, slot->day, date);
    }
    gain_early(timekeeper, index, move->at.wall);
    struct run run = {.start = move->at};
    array_push(&slot->runs, run);
    slot->state = SLOT_RUNNING;
    timekeeper->current = index;
    go_on(timekeeper, &move->at);
    if (timekeeper->holder.text[0] == '\0')
        timekeeper->holder = *move->writer;
}

/* Adds what is not banked yet to the current slot and its speaker, or to its pause. */
static void bank(struct timekeeper *timekeeper, const struct instant *at)
{
    struct clock_slot *slot = current_slot(timekeeper);
    if (timekeeper->state == CLOCK_RUNNING) {
        bool approximate = false;
        msec_t span = instant_span(&timekeeper->since, at, &approximate);
        slot->banked += span;
        slot->approximate = slot->approximate || approximate;
        floor_count(&slot->floor, span, approximate);
    } else {
        current_run(timekeeper)->paused += instant_span(&timekeeper->paused_at, at, NULL);
    }
}

/* Something happens on the floor: from when to when that was decides who may be named. */
static void touch_floor(struct floor *floor, const struct event *event)
{
    floor->last_event = event_place(event);
    if (floor->first_event.id.sequence == 0)
        floor->first_event = floor->last_event;
}

/*
 * Takes the clock from the current slot, if any, and leaves it in `state`; the caller says what
 * follows. A wall clock that was set back meanwhile makes no run end before its start.
 */
static void take_clock(struct timekeeper *timekeeper, const struct move *move,
                       enum slot_state state)
{
    if (timekeeper->current == SLOT_NONE)
        return;
    bank(timekeeper, &move->at);
    struct run *run = current_run(timekeeper);
    run->end = move->at;
    if (run->end.wall < run->start.wall)
        run->end.wall = run->start.wall;
    run->ended = true;
    struct floor *floor = &current_slot(timekeeper)->floor;
    if (floor->speaker > 0)
        touch_floor(floor, move->event);
    floor_end(floor, &move->at);
    current_slot(timekeeper)->state = state;
    timekeeper->current = SLOT_NONE;
}

/* A slot that ran waits again, as if it never had. */
static void take_back(struct clock_slot *slot)
{
    slot->banked = 0;
    slot->approximate = false;
    slot->changes.count = 0; /* they are in its length from the start */
    slot->goings.count = 0;
    slot->allotted -= slot->early;
    slot->early = 0;
    for (size_t i = 0; i < slot->runs.count; i++)
        slot->runs.items[i].taken_back = true;
    floor_take_back(&slot->floor);
}

/* Where the clock has got to: the current slot, else the last one done; SLOT_NONE: nowhere yet. */
static size_t position(const struct timekeeper *timekeeper)
{
    size_t last = timekeeper->current;
    for (size_t i = 0; timekeeper->current == SLOT_NONE && i < timekeeper->slots.count; i++) {
        if (timekeeper->slots.items[i].state == SLOT_DONE)
            last = i;
    }
    return last;
}

static bool ever_ran(const struct timekeeper *timekeeper)
{
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        if (timekeeper->slots.items[i].runs.count > 0)
            return true;
    }
    return false;
}

/* Does a slot wait on `day` or on a later one? */
static bool anything_left(const struct timekeeper *timekeeper, size_t day)
{
    for (size_t i = plan_day_slots(timekeeper, day).first; i < timekeeper->slots.count; i++) {
        if (timekeeper->slots.items[i].state == SLOT_WAITING)
            return true;
    }
    return false;
}

static bool fold_date(struct timekeeper *timekeeper, const struct move *move)
{
    int64_t date = DAY_UNKNOWN;
    if (timekeeper->state != CLOCK_BEFORE || !date_parse(event_text(move->event, KEY_DATE), &date))
        return false;
    plan_set_date(timekeeper, 0, date);
    return true;
}

/* Two launches that saw the clock set may both have been told to move along: one is enough. */
static bool fold_move(struct timekeeper *timekeeper, const struct move *move)
{
    struct buf moved = {0};
    buf_add_format(&moved, "%lld", (long long)timekeeper->moved);
    bool holds = strcmp(event_text(move->event, KEY_FROM), buf_text(&moved)) == 0;
    buf_finish(&moved);
    if (holds)
        plan_move(timekeeper, event_number(move->event, KEY_SHIFT), &move->at);
    return holds;
}

static bool fold_take(struct timekeeper *timekeeper, const struct move *move)
{
    if (strcmp(event_text(move->event, KEY_FROM), timekeeper->holder.text) != 0 ||
        token_equal(&timekeeper->holder, move->writer))
        return false;
    timekeeper->holder = *move->writer;
    return true;
}

static bool fold_start(struct timekeeper *timekeeper, const struct move *move)
{
    if (timekeeper->state == CLOCK_ENDED || !expected(timekeeper, move) ||
        !has_state(timekeeper, move->slot, SLOT_WAITING))
        return false;
    size_t from = position(timekeeper);
    take_clock(timekeeper, move, SLOT_DONE);
    for (size_t i = from == SLOT_NONE ? 0 : from + 1; i < move->slot; i++) {
        struct clock_slot *passed = &timekeeper->slots.items[i];
        if (passed->state == SLOT_WAITING && passed->day == timekeeper->slots.items[move->slot].day)
            passed->state = SLOT_SKIPPED;
    }
    give_clock(timekeeper, move->slot, move);
    return true;
}

static bool fold_back(struct timekeeper *timekeeper, const struct move *move)
{
    if (!expected(timekeeper, move) || (!has_state(timekeeper, move->slot, SLOT_DONE) &&
                                        !has_state(timekeeper, move->slot, SLOT_SKIPPED)))
        return false;
    if (timekeeper->current != SLOT_NONE) {
        struct clock_slot *from = current_slot(timekeeper);
        take_clock(timekeeper, move, SLOT_WAITING);
        take_back(from);
    }
    give_clock(timekeeper, move->slot, move);
    return true;
}

static bool fold_stop(struct timekeeper *timekeeper, const struct move *move)
{
    if (!is_current(timekeeper, move))
        return false;
    take_clock(timekeeper, move, SLOT_DONE);
    timekeeper->state = anything_left(timekeeper, timekeeper->slots.items[move->slot].day)
                            ? CLOCK_BETWEEN
                            : CLOCK_ENDED;
    return true;
}

static bool fold_pause(struct timekeeper *timekeeper, const struct move *move)
{
    if (!is_current(timekeeper, move) || timekeeper->state != CLOCK_RUNNING)
        return false;
    bank(timekeeper, &move->at);
    timekeeper->state = CLOCK_PAUSED;
    timekeeper->paused_at = move->at;
    return true;
}

static bool fold_resume(struct timekeeper *timekeeper, const struct move *move)
{
    if (!is_current(timekeeper, move) || timekeeper->state != CLOCK_PAUSED)
        return false;
    bank(timekeeper, &move->at);
    go_on(timekeeper, &move->at);
    return true;
}

void plan_give(struct timekeeper *timekeeper, const struct instant *at, msec_t span)
{
    struct clock_slot *slot = current_slot(timekeeper);
    struct slot_change change = {.at = slot->banked, .span = span};
    if (timekeeper->state == CLOCK_RUNNING)
        change.at += instant_span(&timekeeper->since, at, NULL);
    array_push(&slot->changes, change);
    slot->allotted += span;
    msec_t of_early = -span < slot->early ? -span : slot->early;
    slot->early -= of_early > 0 ? of_early : 0;
}

static bool fold_extend(struct timekeeper *timekeeper, const struct move *move)
{
    if (!is_current(timekeeper, move))
        return false;
    plan_give(timekeeper, &move->at, event_number(move->event, KEY_SPAN));
    return true;
}

static bool fold_shorten(struct timekeeper *timekeeper, const struct move *move)
{
    msec_t span = event_number(move->event, KEY_SPAN);
    if (!is_current(timekeeper, move) || current_slot(timekeeper)->allotted - span < ALLOTTED_MIN)
        return false;
    plan_give(timekeeper, &move->at, -span);
    return true;
}

static bool fold_skip(struct timekeeper *timekeeper, const struct move *move)
{
    if (timekeeper->state == CLOCK_ENDED || !has_state(timekeeper, move->slot, SLOT_WAITING))
        return false;
    timekeeper->slots.items[move->slot].state = SLOT_SKIPPED;
    return true;
}

/*
 * May a slot be put after this one? It must be the current one; where none is, one that the
 * clock has not passed, or SLOT_NONE (before all) while nothing ran.
 */
static bool may_follow(const struct timekeeper *timekeeper, size_t after)
{
    if (timekeeper->current != SLOT_NONE)
        return after == timekeeper->current;
    size_t from = position(timekeeper);
    return from == SLOT_NONE || (after != SLOT_NONE && after >= from);
}

/*
 * Where a new slot goes, and on which day: after a slot, "" before all (where none has a time,
 * today), or in front of one on a day that the clock has not reached. False: it cannot.
 */
static bool find_place(const struct timekeeper *timekeeper, const struct move *move, size_t *ret_at,
                       size_t *ret_day)
{
    const struct clock_slot *slots = timekeeper->slots.items;
    const char *before_id = event_text(move->event, KEY_BEFORE);
    if (before_id != NULL) {
        size_t before = timekeeper_find(timekeeper, before_id);
        size_t from = position(timekeeper);
        if (!has_state(timekeeper, before, SLOT_WAITING) || timekeeper->current != SLOT_NONE ||
            (from != SLOT_NONE && slots[from].day >= slots[before].day))
            return false;
        *ret_at = before;
        *ret_day = slots[before].day;
        return true;
    }
    const char *after_id = event_text(move->event, KEY_AFTER);
    size_t after = timekeeper_find(timekeeper, after_id);
    if ((after == SLOT_NONE && after_id[0] != '\0') || !may_follow(timekeeper, after))
        return false;
    *ret_at = after == SLOT_NONE ? 0 : after + 1;
    if (timekeeper->slots.count > 0)
        *ret_day = slots[after == SLOT_NONE ? 0 : after].day;
    else
        *ret_day = timekeeper->dated ? timekeeper_day(timekeeper, &move->at) : 0;
    return true;
}

static bool fold_insert(struct timekeeper *timekeeper, const struct move *move)
{
    size_t at, day;
    if (timekeeper->state == CLOCK_ENDED || move->slot != SLOT_NONE ||
        !find_place(timekeeper, move, &at, &day))
        return false;
    timekeeper->inserted++;
    struct clock_slot slot = {
        .id = arena_text(&timekeeper->arena, event_text(move->event, KEY_SLOT)),
        .title = arena_text(&timekeeper->arena, event_text(move->event, KEY_TITLE)),
        .number = (unsigned)timekeeper->programme->slots.count + timekeeper->inserted,
        .day = day,
        .planned_start = MSEC_NONE,
        .planned_end = MSEC_NONE,
        .allotted = event_number(move->event, KEY_SPAN),
        .minimum = slot_default_minimum(SLOT_OTHER, event_number(move->event, KEY_SPAN)),
        .state = SLOT_WAITING,
    };
    array_reserve(&timekeeper->slots, 1);
    memmove(&timekeeper->slots.items[at + 1], &timekeeper->slots.items[at],
            (timekeeper->slots.count - at) * sizeof slot);
    timekeeper->slots.items[at] = slot;
    timekeeper->slots.count++;
    return true;
}

static bool fold_swap(struct timekeeper *timekeeper, const struct move *move)
{
    size_t with = timekeeper_find(timekeeper, event_text(move->event, KEY_WITH));
    if (timekeeper->state == CLOCK_ENDED || with == move->slot ||
        !has_state(timekeeper, move->slot, SLOT_WAITING) ||
        !has_state(timekeeper, with, SLOT_WAITING))
        return false;
    struct clock_slot *one = &timekeeper->slots.items[move->slot];
    struct clock_slot *other = &timekeeper->slots.items[with];
    if (one->day != other->day)
        return false;
    struct clock_slot moved = *one;
    *one = *other;
    *other = moved;
    other->place = one->place;
    other->gap = one->gap;
    one->place = moved.place;
    one->gap = moved.gap;
    if (timekeeper->accepted.items[one->day] != MSEC_NONE)
        plan_hold(timekeeper, &move->at);
    return true;
}

/* The clock is over; the current slot, if any, is done. */
static void end_clock(struct timekeeper *timekeeper, const struct move *move)
{
    take_clock(timekeeper, move, SLOT_DONE);
    timekeeper->state = CLOCK_ENDED;
}

static bool fold_plan(struct timekeeper *timekeeper, const struct move *move)
{
    return timekeeper->state != CLOCK_ENDED && expected(timekeeper, move) &&
           plan_fold_change(timekeeper, move->event, &move->at);
}

static bool fold_end(struct timekeeper *timekeeper, const struct move *move)
{
    if (timekeeper->state == CLOCK_ENDED || !expected(timekeeper, move))
        return false;
    end_clock(timekeeper, move);
    return true;
}

static bool fold_close(struct timekeeper *timekeeper, const struct move *move)
{
    end_clock(timekeeper, move);
    timekeeper->closed = true;
    return true;
}

static bool fold_reopen(struct timekeeper *timekeeper, const struct move *move)
{
    (void)move;
    if (timekeeper->state != CLOCK_ENDED)
        return false;
    timekeeper->state = ever_ran(timekeeper) ? CLOCK_BETWEEN : CLOCK_BEFORE;
    timekeeper->closed = false;
    return true;
}

/* May the floor of the slot change so? Time is told only while the slot runs. */
static bool floor_open(const struct timekeeper *timekeeper, const struct move *move)
{
    enum event_op op = move->event->op;
    bool current = is_current(timekeeper, move);
    if (op == EVENT_FLOOR_STOP)
        return current;
    if (op == EVENT_FLOOR_START || op == EVENT_FLOOR_ORDER || op == EVENT_FLOOR_PAUSE ||
        op == EVENT_FLOOR_RESUME)
        return current && timekeeper->state == CLOCK_RUNNING;
    return current ||
           (timekeeper->state != CLOCK_ENDED && has_state(timekeeper, move->slot, SLOT_WAITING));
}

/* The speaker's time is counted in the slot's own: both are banked before the floor changes. */
static bool fold_floor(struct timekeeper *timekeeper, const struct move *move)
{
    if (!floor_open(timekeeper, move))
        return false;
    struct floor *floor = &timekeeper->slots.items[move->slot].floor;
    if (!floor_allows(floor, move->event))
        return false;
    if (timekeeper->state == CLOCK_RUNNING && move->slot == timekeeper->current) {
        bank(timekeeper, &move->at);
        timekeeper->since = move->at;
    }
    floor_fold(floor, move->event, timekeeper->programme, &timekeeper->arena);
    touch_floor(floor, move->event);
    return true;
}

/* How each op of the clock folds; NULL: it is none of the clock's. */
static bool (*const folds[EVENT_OP_COUNT])(struct timekeeper *, const struct move *) = {
    [EVENT_SESSION_DATE] = fold_date,    [EVENT_CLOCK_TAKE] = fold_take,
    [EVENT_SLOT_START] = fold_start,     [EVENT_SLOT_STOP] = fold_stop,
    [EVENT_SLOT_PAUSE] = fold_pause,     [EVENT_SLOT_RESUME] = fold_resume,
    [EVENT_SLOT_BACK] = fold_back,       [EVENT_SLOT_EXTEND] = fold_extend,
    [EVENT_SLOT_SHORTEN] = fold_shorten, [EVENT_SLOT_SKIP] = fold_skip,
    [EVENT_SLOT_INSERT] = fold_insert,   [EVENT_SLOT_SWAP] = fold_swap,
    [EVENT_PLAN_CHANGE] = fold_plan,     [EVENT_SESSION_END] = fold_end,
    [EVENT_SESSION_CLOSE] = fold_close,  [EVENT_SESSION_REOPEN] = fold_reopen,
    [EVENT_SESSION_MOVE] = fold_move,    [EVENT_FLOOR_REQUEST] = fold_floor,
    [EVENT_FLOOR_START] = fold_floor,    [EVENT_FLOOR_STOP] = fold_floor,
    [EVENT_FLOOR_PAUSE] = fold_floor,    [EVENT_FLOOR_RESUME] = fold_floor,
    [EVENT_FLOOR_SKIP] = fold_floor,     [EVENT_FLOOR_SWAP] = fold_floor,
    [EVENT_FLOOR_ORDER] = fold_floor,
};

bool timekeeper_apply(struct timekeeper *timekeeper, const struct event *event,
                      const struct token *writer)
{
    if (event->op >= EVENT_OP_COUNT || folds[event->op] == NULL ||
        !timekeeper_may(timekeeper, event->op, writer))
        return false;
    if (timekeeper->closed && event->op != EVENT_SESSION_REOPEN)
        return false;
    const char *slot = event_text(event, KEY_SLOT);
    struct move move = {
        .event = event,
        .writer = writer,
        .at = event_instant(event),
        .slot = slot == NULL ? SLOT_NONE : timekeeper_find(timekeeper, slot),
    };
    if (!folds[event->op](timekeeper, &move))
        return false;
    timekeeper->last = move.at;
    if (timekeeper->current != SLOT_NONE)
        timekeeper->hint = timekeeper->current;
    else if (move.slot != SLOT_NONE)
        timekeeper->hint = move.slot;
    return true;
}
