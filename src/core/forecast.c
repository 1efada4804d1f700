/*
 * The forecast: each day of the session walked through (day_walk.c) with the lengths that its
 * slots have now. It computes and keeps nothing: the same timekeeper and now give the same
 * forecast.
 */
#include <dais/core/forecast.h>

#include <stdlib.h>

#include "day_walk.h"
#include "timekeeper_plan.h"

/* Ms by which a slot passes its hard end. */
static msec_t over_hard(const struct clock_slot *slot, const struct forecast_slot *forecast)
{
    if (!clock_slot_is_hard(slot, HARD_END) || forecast->end == MSEC_NONE)
        return 0;
    return msec_max(forecast->end - slot->planned_end, 0);
}

/* Forecasts the day of a walk; returns its projected end, MSEC_NONE where there is none. */
static msec_t forecast_day(const struct day_walk *walk, struct forecast_slot *forecasts)
{
    msec_t projected = walk->from;
    for (size_t i = 0; i < walk->steps.count; i++) {
        const struct day_step *step = &walk->steps.items[i];
        struct forecast_slot *slot = &forecasts[step->slot];
        slot->start = step->waits ? day_step_start(step, projected) : step->start;
        projected = day_step_end(step, projected, step->length);
        slot->end = step->waits ? projected : step->end;
    }
    return walk->over && !walk->began ? MSEC_NONE : projected;
}

/* The programme's hard end belongs to its last day. */
static msec_t over_hard_end(const struct timekeeper *timekeeper, size_t day, msec_t projected)
{
    bool hard;
    msec_t target = plan_day_target(timekeeper, day, &hard);
    return hard && projected != MSEC_NONE ? msec_max(projected - target, 0) : 0;
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
    struct day_walk walk = {.from = MSEC_NONE};
    for (size_t day = 0; day < timekeeper->programme->days.count; day++) {
        day_walk_make(timekeeper, now, day, forecast.day, &walk);
        msec_t end = forecast_day(&walk, forecast.slots.items);
        if (day == forecast.day)
            forecast.projected_end = end;
    }
    day_walk_finish(&walk);
    for (size_t i = 0; i < count; i++)
        forecast.slots.items[i].over_hard =
            over_hard(&timekeeper->slots.items[i], &forecast.slots.items[i]);
    if (forecast.projected_end != MSEC_NONE && forecast.planned_end != MSEC_NONE)
        forecast.late = forecast.projected_end - forecast.planned_end;
    forecast.over_hard_end = over_hard_end(timekeeper, forecast.day, forecast.projected_end);
    *ret_forecast = forecast;
}

void forecast_make(const struct timekeeper *timekeeper, const struct instant *now,
                   struct forecast *ret_forecast)
{
    struct timekeeper copy;
    forecast_dated(plan_dated(timekeeper, now->wall, &copy), now, ret_forecast);
    free(copy.slots.items);
}

bool forecast_find_passed(const struct timekeeper *timekeeper, const struct forecast *forecast,
                          struct passed_end *ret_passed)
{
    struct passed_end passed = {.end = forecast->projected_end - forecast->over_hard_end,
                                .over = forecast->over_hard_end,
                                .slot = SLOT_NONE};
    struct plan_range range = plan_day_slots(timekeeper, forecast->day);
    for (size_t i = range.first; i < range.end; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        const struct forecast_slot *own = &forecast->slots.items[i];
        if (plan_has_target(slot) && own->over_hard > passed.over)
            passed = (struct passed_end){own->planned_end, own->over_hard, i};
    }
    if (passed.over < MSEC_MINUTE)
        return false;
    *ret_passed = passed;
    return true;
}

void forecast_finish(struct forecast *forecast)
{
    free(forecast->slots.items);
    *forecast = (struct forecast){.planned_end = MSEC_NONE, .projected_end = MSEC_NONE};
}
