/*
 * Roll lays the day's places on the wall clock (where the plan would have each slot, swaps
 * taken into account) and looks at the earliest boundary between two instants:
 *
 *     the slot that has the clock is still within its time ──► nothing
 *     else a slot that waits is planned for then ────────────► it starts
 *     else a slot has the clock ─────────────────────────────► it stops
 *     else ──────────────────────────────────────────────────► nothing
 */
#include <dais/core/roll.h>

#include <stdlib.h>

#include "timekeeper_plan.h"

/* Where the plan has a slot: equal ends where it knows no time for it. */
struct place {
    msec_t start; /* wall, since 1970 UTC; MSEC_NONE: inserted, and not begun */
    msec_t end;   /* likewise; of the slot that has the clock with what it was given by hand */
};

struct places {
    const struct timekeeper *timekeeper;
    struct place *items; /* one to a slot of the timekeeper; owned */
};

/* An inserted slot has a time of its own only while it has the clock: its length from then on. */
static struct place place_inserted(const struct clock_slot *slot)
{
    if (slot->state != SLOT_RUNNING)
        return (struct place){MSEC_NONE, MSEC_NONE};
    msec_t start = slot->runs.items[slot->runs.count - 1].start.wall;
    return (struct place){start, start + slot->allotted};
}

/* Where the last plan taken has it, with what was given by hand since. */
static struct place place_held(const struct clock_slot *slot)
{
    struct place place = {slot->held.start, slot->held.end};
    if (slot->state == SLOT_RUNNING)
        place.end += slot->allotted - slot->early - slot->held.allotted;
    return place;
}

static void places_init(struct places *places, const struct timekeeper *timekeeper)
{
    *places =
        (struct places){timekeeper, mem_new(timekeeper->slots.count + 1, sizeof(struct place))};
    msec_t baseline = MSEC_NONE;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (i == 0 || slot->day != timekeeper->slots.items[i - 1].day)
            baseline = plan_day_start(timekeeper, slot->day);
        msec_t start = baseline + slot->gap;
        msec_t end = start + plan_length(slot);
        baseline = end;
        if (slot->state == SLOT_RUNNING)
            end += slot->allotted - slot->early - plan_length(slot);
        if (slot->held.end != 0)
            places->items[i] = place_held(slot);
        else if (slot->planned_start == MSEC_NONE)
            places->items[i] = place_inserted(slot);
        else
            places->items[i] = (struct place){start, end};
    }
}

/* The earliest start or end after `from`; MSEC_NONE: none up to `until`. */
static msec_t first_boundary(const struct places *places, msec_t from, msec_t until)
{
    msec_t first = MSEC_NONE;
    for (size_t i = 0; i < places->timekeeper->slots.count; i++) {
        const msec_t edges[] = {places->items[i].start, places->items[i].end};
        for (size_t edge = 0; edge < 2; edge++) {
            bool crossed = edges[edge] > from && edges[edge] <= until;
            if (crossed && (first == MSEC_NONE || edges[edge] < first))
                first = edges[edge];
        }
    }
    return first;
}

/* The waiting slot planned for `at`, ahead of the one that has the clock; or SLOT_NONE. */
static size_t find_waiting(const struct places *places, msec_t at)
{
    size_t current = places->timekeeper->current;
    for (size_t i = current == SLOT_NONE ? 0 : current + 1; i < places->timekeeper->slots.count;
         i++) {
        if (places->timekeeper->slots.items[i].state == SLOT_WAITING &&
            places->items[i].start != MSEC_NONE && places->items[i].start <= at &&
            at < places->items[i].end)
            return i;
    }
    return SLOT_NONE;
}

/* What is to be done at a boundary. False: nothing. */
static bool decide(const struct places *places, msec_t at, struct roll_due *ret_due)
{
    const struct timekeeper *timekeeper = places->timekeeper;
    size_t current = timekeeper->current;
    if (current != SLOT_NONE && at < places->items[current].end)
        return false;
    size_t waiting = find_waiting(places, at);
    if (waiting == SLOT_NONE && current == SLOT_NONE)
        return false;
    *ret_due = (struct roll_due){
        .act = waiting != SLOT_NONE ? ROLL_START : ROLL_STOP,
        .slot = waiting != SLOT_NONE ? waiting : current,
        .at = at,
        .paused = timekeeper->state == CLOCK_PAUSED,
    };
    return true;
}

static bool next_dated(const struct timekeeper *timekeeper, msec_t from, msec_t until,
                       struct roll_due *ret_due)
{
    struct places places;
    places_init(&places, timekeeper);
    bool due = false;
    for (msec_t at = first_boundary(&places, from, until); at != MSEC_NONE && !due;
         at = first_boundary(&places, at, until))
        due = decide(&places, at, ret_due);
    free(places.items);
    return due;
}

bool roll_next(const struct timekeeper *timekeeper, msec_t from, msec_t until,
               struct roll_due *ret_due)
{
    if (timekeeper->state == CLOCK_ENDED || from >= until)
        return false;
    struct timekeeper copy;
    bool due = next_dated(plan_dated(timekeeper, until, &copy), from, until, ret_due);
    free(copy.slots.items);
    return due;
}

/* First start and last end of the day; both MSEC_NONE where it has no timed slot. */
static struct place day_place(const struct timekeeper *timekeeper, size_t day)
{
    return (struct place){plan_day_start(timekeeper, day), plan_day_end(timekeeper, day)};
}

msec_t roll_opening(const struct timekeeper *timekeeper, const struct instant *now, msec_t acted)
{
    struct timekeeper copy;
    const struct timekeeper *dated = plan_dated(timekeeper, now->wall, &copy);
    struct place day = day_place(dated, timekeeper->dated ? timekeeper_day(timekeeper, now) : 0);
    free(copy.slots.items);
    bool is_over = day.end == MSEC_NONE || now->wall >= day.end;
    if (is_over && timekeeper->current == SLOT_NONE)
        return now->wall;
    if (acted != MSEC_NONE && acted >= day.start)
        return acted < now->wall ? acted : now->wall;
    return day.start - 1;
}

struct instant roll_instant(const struct timekeeper *timekeeper, const struct instant *now,
                            const struct roll_due *due)
{
    msec_t back = now->wall > due->at ? now->wall - due->at : 0;
    if (timekeeper->last.wall != 0) {
        msec_t most = instant_span(&timekeeper->last, now, NULL);
        back = back < most ? back : most;
    }
    return instant_add(now, -back);
}
