/*
 * The forecast walks the slots of each day in running order with two instants side by side:
 *
 *   projected  where the day will have got to
 *   baseline   where the plan would have it by then, place by place
 *
 * The distance between them is the lateness so far. A gap eats lateness before a slot shifts;
 * a slot that ends early pulls the soft ones after it; only hard starts, breaks and `now`
 * resist. It computes and keeps nothing: the same timekeeper and now give the same forecast.
 */
#include <dais/core/forecast.h>

#include <stdlib.h>

#include "timekeeper_plan.h"

/* The walk through one day. */
struct walk {
    const struct timekeeper *timekeeper;
    msec_t now;       /* wall, since 1970 UTC */
    size_t day;       /* which day */
    bool over;        /* what waits on this day will not come */
    bool began;       /* a slot of this day ran */
    msec_t projected; /* since 1970 UTC */
    msec_t baseline;  /* since 1970 UTC */
};

static msec_t later(msec_t a, msec_t b)
{
    return a > b ? a : b;
}

static bool is_hard(const struct clock_slot *slot, enum hard end)
{
    return slot->planned != NULL && (slot->planned->hard & end) != 0;
}

/*
 * Actual times of a slot that ran; of the current one, the end is what is left of it. A clock set
 * back since then may have the end still to come: what follows need not wait for that.
 */
static void forecast_ran(struct walk *walk, const struct clock_slot *slot,
                         const struct reading *reading, struct forecast_slot *ret_slot)
{
    ret_slot->start = clock_slot_actual_start(slot);
    ret_slot->end = slot->state == SLOT_RUNNING ? walk->now + later(reading->left, 0)
                                                : clock_slot_actual_end(slot);
    msec_t end = ret_slot->end;
    if (slot->state == SLOT_DONE && end > walk->now)
        end = walk->now;
    walk->projected = walk->began ? later(walk->projected, end) : end;
    walk->began = true;
}

/* A slot to come, in a place that by plan starts at `planned`, with `gap` in front of it. */
static void forecast_waiting(struct walk *walk, const struct clock_slot *slot, msec_t planned,
                             struct forecast_slot *ret_slot)
{
    msec_t early = later(walk->baseline - walk->projected, 0);
    msec_t start = later(planned - early, walk->projected);
    start = later(start, walk->now);
    if (is_hard(slot, HARD_START))
        start = later(start, slot->planned_start);
    msec_t end = start + slot->allotted;
    if (slot_kind_is_break(clock_slot_kind(slot)))
        end = later(end, planned + slot->allotted);
    ret_slot->start = start;
    ret_slot->end = end;
    walk->projected = end;
}

/*
 * The slots of the walk's day in running order. `behind`: only those that wait though the clock
 * is beyond their place (it went on to a later one); they come after all others.
 */
static void walk_slots(struct walk *walk, const struct reading *reading, bool behind,
                       struct forecast_slot *forecasts)
{
    const struct timekeeper *timekeeper = walk->timekeeper;
    walk->baseline = plan_day_start(timekeeper, walk->day);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->day != walk->day)
            continue;
        msec_t planned = walk->baseline + slot->gap;
        bool is_behind = timekeeper->current != SLOT_NONE && i < timekeeper->current;
        if (slot->state == SLOT_WAITING && !walk->over && is_behind == behind)
            forecast_waiting(walk, slot, planned, &forecasts[i]);
        else if (!behind && (slot->state == SLOT_RUNNING || slot->state == SLOT_DONE))
            forecast_ran(walk, slot, reading, &forecasts[i]);
        walk->baseline = planned + plan_length(slot);
    }
}

/* Ms by which a slot passes its hard end. */
static msec_t over_hard(const struct clock_slot *slot, const struct forecast_slot *forecast)
{
    if (!is_hard(slot, HARD_END) || forecast->end == MSEC_NONE)
        return 0;
    return later(forecast->end - slot->planned_end, 0);
}

/* Forecasts one day; returns its projected end, MSEC_NONE where there is none. */
static msec_t forecast_day(const struct timekeeper *timekeeper, const struct instant *now,
                           size_t day, size_t today, struct forecast_slot *forecasts)
{
    struct walk walk = {
        .timekeeper = timekeeper,
        .now = now->wall,
        .day = day,
        .over = timekeeper->state == CLOCK_ENDED || day < today,
        .projected = plan_day_start(timekeeper, day),
    };
    if (walk.projected == MSEC_NONE)
        return MSEC_NONE;
    struct reading reading;
    timekeeper_read(timekeeper, now, &reading);
    walk_slots(&walk, &reading, false, forecasts);
    walk_slots(&walk, &reading, true, forecasts);
    return walk.over && !walk.began ? MSEC_NONE : walk.projected;
}

/* The programme's hard end belongs to its last day. */
static msec_t over_hard_end(const struct timekeeper *timekeeper, size_t day, msec_t projected)
{
    const struct programme *programme = timekeeper->programme;
    if (programme->hard_end < 0 || day + 1 != programme->days.count || projected == MSEC_NONE)
        return 0;
    msec_t hard_end =
        plan_instant(timekeeper, timekeeper_date(timekeeper, day), programme->hard_end);
    return later(projected - hard_end, 0);
}

static void forecast_dated(const struct timekeeper *timekeeper, const struct instant *now,
                           struct forecast *ret_forecast)
{
    struct forecast forecast = {.day = timekeeper_day(timekeeper, now)};
    size_t count = timekeeper->slots.count;
    array_reserve(&forecast.slots, count);
    for (size_t i = 0; i < count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        struct forecast_slot none = {
            .planned_start = slot->planned_start,
            .planned_end = slot->planned_end,
            .start = MSEC_NONE,
            .end = MSEC_NONE,
        };
        array_push(&forecast.slots, none);
    }
    forecast.planned_end = plan_day_end(timekeeper, forecast.day);
    forecast.projected_end = MSEC_NONE;
    for (size_t day = 0; day < timekeeper->programme->days.count; day++) {
        msec_t end = forecast_day(timekeeper, now, day, forecast.day, forecast.slots.items);
        if (day == forecast.day)
            forecast.projected_end = end;
    }
    for (size_t i = 0; i < count; i++)
        forecast.slots.items[i].over_hard =
            over_hard(&timekeeper->slots.items[i], &forecast.slots.items[i]);
    if (forecast.projected_end != MSEC_NONE)
        forecast.late = forecast.projected_end - forecast.planned_end;
    forecast.over_hard_end = over_hard_end(timekeeper, forecast.day, forecast.projected_end);
    *ret_forecast = forecast;
}

void forecast_make(const struct timekeeper *timekeeper, const struct instant *now,
                   struct forecast *ret_forecast)
{
    if (timekeeper->dated) {
        forecast_dated(timekeeper, now, ret_forecast);
        return;
    }
    /* No date yet, so nothing ran: as if it were held on the date of now. */
    struct timekeeper today;
    plan_copy_dated(timekeeper, now->wall, &today);
    forecast_dated(&today, now, ret_forecast);
    free(today.slots.items);
}

void forecast_finish(struct forecast *forecast)
{
    free(forecast->slots.items);
    *forecast = (struct forecast){.planned_end = MSEC_NONE, .projected_end = MSEC_NONE};
}
