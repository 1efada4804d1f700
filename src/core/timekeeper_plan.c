/*
 * The plan that the clock is held against. A day of the plan is a row of places; each has a
 * gap in front of it and a slot in it. Two slots that are swapped change places and leave the
 * gaps where they were; an inserted slot stands in a place of no length.
 *
 * Instants come from the programme's zone each time a date is set, so that a day on which the
 * clocks change has the lengths and gaps that people in the room will live through.
 */
#include "timekeeper_plan.h"

#include <string.h>

#include <dais/core/forecast.h>
#include <dais/core/programme_times.h>

/* The date that the programme itself gives a day; DAY_UNKNOWN: none. */
static int64_t own_date(const struct programme *programme, size_t day)
{
    int64_t date = programme->days.items[day].date;
    return date == DAY_UNKNOWN && day == 0 ? programme->date : date;
}

/*
 * The date of a day in the programme; of a day without one, counted from the nearest before it
 * that has one, else after it; where none has, day 0 is 1970-01-01.
 */
static int64_t written_date(const struct programme *programme, size_t day)
{
    for (size_t i = day + 1; i-- > 0;) {
        if (own_date(programme, i) != DAY_UNKNOWN)
            return own_date(programme, i) + (int64_t)(day - i);
    }
    for (size_t i = day + 1; i < programme->days.count; i++) {
        if (own_date(programme, i) != DAY_UNKNOWN)
            return own_date(programme, i) - (int64_t)(i - day);
    }
    return (int64_t)day;
}

bool plan_has_date(const struct programme *programme)
{
    for (size_t day = 0; day < programme->days.count; day++) {
        if (own_date(programme, day) != DAY_UNKNOWN)
            return true;
    }
    return false;
}

int64_t timekeeper_date(const struct timekeeper *timekeeper, size_t day)
{
    if (!timekeeper->dated || day >= timekeeper->programme->days.count)
        return DAY_UNKNOWN;
    return written_date(timekeeper->programme, day) + timekeeper->shift;
}

msec_t plan_instant(const struct timekeeper *timekeeper, int64_t date, int minutes)
{
    return zone_instant(timekeeper->programme->zone, date, minutes) + timekeeper->moved;
}

/* The instant of `minutes` on a day's date. */
static msec_t on_day(const struct timekeeper *timekeeper, size_t day, int minutes)
{
    return plan_instant(timekeeper, timekeeper_date(timekeeper, day), minutes);
}

static msec_t minutes_between(const struct timekeeper *timekeeper, size_t day, int from, int to)
{
    return programme_span(timekeeper->programme, timekeeper_date(timekeeper, day), from, to);
}

/* The timed slot before `place` on its day, as the programme has it; NULL: it is the first. */
static const struct slot *place_before(const struct timekeeper *timekeeper,
                                       const struct slot *place)
{
    const struct slot *slots = timekeeper->programme->slots.items;
    for (const struct slot *slot = place; slot > slots && slot[-1].day == place->day; slot--) {
        if (slot[-1].timed)
            return &slot[-1];
    }
    return NULL;
}

/* A length that a plan took something off stays so much shorter whatever date it is laid on. */
static void lay_length(struct clock_slot *slot, msec_t length)
{
    const struct slot *planned = slot->planned;
    slot->minimum =
        planned->own_minimum ? planned->minimum : slot_default_minimum(planned->kind, length);
    slot->allotted = length;
    if (slot->lost > 0)
        slot->allotted = length - slot->lost > MSEC_MINUTE ? length - slot->lost : MSEC_MINUTE;
}

void plan_lay(struct timekeeper *timekeeper)
{
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->place != NULL) {
            const struct slot *before = place_before(timekeeper, slot->place);
            slot->gap = before == NULL ? 0
                                       : minutes_between(timekeeper, slot->day, before->end,
                                                         slot->place->start);
        }
        if (slot->planned == NULL)
            continue;
        const struct slot *planned = slot->planned;
        msec_t length = minutes_between(timekeeper, slot->day, planned->start, planned->end);
        lay_length(slot, length);
        if (timekeeper->dated) {
            slot->planned_start = on_day(timekeeper, slot->day, planned->start);
            slot->planned_end = slot->planned_start + length;
        }
    }
}

void plan_set_date(struct timekeeper *timekeeper, size_t day, int64_t date)
{
    timekeeper->dated = true;
    timekeeper->shift = date - written_date(timekeeper->programme, day);
    plan_lay(timekeeper);
}

/*
 * Moves an instant that was told before the clock was set. One of the same boot may have been told
 * between the setting and `at`: then its two clocks are as far apart as those of `at`.
 */
static void move_instant(struct instant *instant, msec_t shift, const struct instant *at)
{
    if (instant->boot_id == at->boot_id) {
        msec_t step = (at->wall - at->boot) - (instant->wall - instant->boot);
        msec_t off = step > shift ? step - shift : shift - step;
        if ((step < 0 ? -step : step) < off)
            return;
    }
    instant->wall += shift;
}

void plan_move(struct timekeeper *timekeeper, msec_t shift, const struct instant *at)
{
    timekeeper->moved += shift;
    move_instant(&timekeeper->since, shift, at);
    move_instant(&timekeeper->paused_at, shift, at);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->planned_start != MSEC_NONE) {
            slot->planned_start += shift;
            slot->planned_end += shift;
        }
        if (slot->held.end != 0) {
            slot->held.start += shift;
            slot->held.end += shift;
        }
        for (size_t n = 0; n < slot->runs.count; n++) {
            move_instant(&slot->runs.items[n].start, shift, at);
            if (slot->runs.items[n].ended)
                move_instant(&slot->runs.items[n].end, shift, at);
        }
        for (size_t n = 0; n < slot->goings.count; n++)
            move_instant(&slot->goings.items[n].from, shift, at);
    }
}

const struct timekeeper *plan_dated(const struct timekeeper *timekeeper, msec_t now,
                                    struct timekeeper *ret_copy)
{
    *ret_copy = (struct timekeeper){.current = SLOT_NONE};
    if (timekeeper->dated)
        return timekeeper;
    struct timekeeper copy = *timekeeper;
    copy.slots.room = copy.slots.count;
    copy.slots.items = mem_new(copy.slots.count, sizeof *copy.slots.items);
    if (copy.slots.count > 0)
        memcpy(copy.slots.items, timekeeper->slots.items,
               copy.slots.count * sizeof *copy.slots.items);
    int64_t date;
    msec_t of_day;
    zone_civil(copy.programme->zone, now - copy.moved, &date, &of_day);
    plan_set_date(&copy, 0, date);
    *ret_copy = copy;
    return ret_copy;
}

struct plan_range plan_day_slots(const struct timekeeper *timekeeper, size_t day)
{
    size_t ends[2];
    for (size_t i = 0; i < 2; i++) {
        size_t low = 0;
        size_t high = timekeeper->slots.count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (timekeeper->slots.items[middle].day < day + i)
                low = middle + 1;
            else
                high = middle;
        }
        ends[i] = low;
    }
    return (struct plan_range){ends[0], ends[1]};
}

msec_t plan_day_start(const struct timekeeper *timekeeper, size_t day)
{
    const struct programme *programme = timekeeper->programme;
    const struct day *planned = &programme->days.items[day];
    for (size_t i = planned->first; i < planned->first + planned->count; i++) {
        const struct slot *slot = &programme->slots.items[i];
        if (slot->timed)
            return on_day(timekeeper, day, slot->start);
    }
    return MSEC_NONE;
}

msec_t plan_day_end(const struct timekeeper *timekeeper, size_t day)
{
    msec_t end = MSEC_NONE;
    struct plan_range range = plan_day_slots(timekeeper, day);
    for (size_t i = range.first; i < range.end; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->planned_end != MSEC_NONE && slot->planned_end > end)
            end = slot->planned_end;
    }
    return end;
}

msec_t plan_day_target(const struct timekeeper *timekeeper, size_t day, bool *ret_hard)
{
    const struct programme *programme = timekeeper->programme;
    *ret_hard = programme->hard_end >= 0 && day + 1 == programme->days.count;
    return *ret_hard
               ? plan_instant(timekeeper, timekeeper_date(timekeeper, day), programme->hard_end)
               : plan_day_end(timekeeper, day);
}

bool plan_has_target(const struct clock_slot *slot)
{
    return clock_slot_is_hard(slot, HARD_END) &&
           (slot->state == SLOT_WAITING || slot->state == SLOT_RUNNING);
}

msec_t plan_length(const struct clock_slot *slot)
{
    return slot->planned_start == MSEC_NONE ? 0 : slot->planned_end - slot->planned_start;
}

msec_t plan_break_early(msec_t planned, msec_t start)
{
    return start < planned && planned - start <= BREAK_EARLY_MAX ? planned - start : 0;
}

msec_t plan_baseline_start(const struct timekeeper *timekeeper, size_t index)
{
    size_t day = timekeeper->slots.items[index].day;
    msec_t baseline = plan_day_start(timekeeper, day);
    for (size_t i = plan_day_slots(timekeeper, day).first; i < index; i++)
        baseline += timekeeper->slots.items[i].gap + plan_length(&timekeeper->slots.items[i]);
    return baseline + timekeeper->slots.items[index].gap;
}
