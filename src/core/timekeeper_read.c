/*
 * Questions to the timekeeper: what it shows at an instant, which day it is, what comes next.
 * Nothing here changes it; timekeeper.c does.
 */
#include <dais/core/timekeeper.h>

#include <string.h>

#include <dais/base/name_table.h>
#include <dais/core/programme_times.h>

#include "timekeeper_plan.h"

/* The question of the day rests for so long after a day's last slot. */
#define DAY_REST (12 * MSEC_HOUR)

static const char *const clock_state_names[] = {
    [CLOCK_BEFORE] = "before",   [CLOCK_RUNNING] = "running", [CLOCK_PAUSED] = "paused",
    [CLOCK_BETWEEN] = "between", [CLOCK_ENDED] = "ended",
};
NAME_TABLE_COMPLETE(clock_state_names, CLOCK_STATE_COUNT);

static const char *const slot_state_names[] = {
    [SLOT_WAITING] = "waiting",
    [SLOT_RUNNING] = "running",
    [SLOT_DONE] = "done",
    [SLOT_SKIPPED] = "skipped",
};
NAME_TABLE_COMPLETE(slot_state_names, SLOT_STATE_COUNT);

static const char *const level_names[] = {
    [LEVEL_ON_TIME] = "on-time",
    [LEVEL_WARNING] = "warning",
    [LEVEL_DANGER] = "danger",
    [LEVEL_OVERRUN] = "overrun",
};
NAME_TABLE_COMPLETE(level_names, LEVEL_COUNT);

const char *clock_state_name(enum clock_state state)
{
    return clock_state_names[state];
}

const char *slot_state_name(enum slot_state state)
{
    return slot_state_names[state];
}

const char *level_name(enum level level)
{
    return level_names[level];
}

size_t timekeeper_find(const struct timekeeper *timekeeper, const char *id)
{
    size_t count = timekeeper->slots.count;
    for (size_t passed = 0; passed < count; passed++) {
        size_t i = timekeeper->hint + passed;
        i = i < count ? i : i - count;
        if (strcmp(timekeeper->slots.items[i].id, id) == 0)
            return i;
    }
    return SLOT_NONE;
}

const char *clock_slot_title(const struct clock_slot *slot, const char *language)
{
    return slot->planned == NULL ? slot->title : lingual_in(&slot->planned->title, language);
}

enum slot_kind clock_slot_kind(const struct clock_slot *slot)
{
    return slot->planned == NULL ? SLOT_OTHER : slot->planned->kind;
}

bool clock_slot_is_hard(const struct clock_slot *slot, enum hard ends)
{
    return slot->planned != NULL && (slot->planned->hard & ends) != 0;
}

/* Without a session only the programme has said what holds. */
static const struct rulings *rulings_of(const struct timekeeper *timekeeper,
                                        struct rulings *ret_planned)
{
    *ret_planned = (struct rulings){.programme = timekeeper->programme};
    return timekeeper->rulings != NULL ? timekeeper->rulings : ret_planned;
}

enum attribution timekeeper_attribution(const struct timekeeper *timekeeper, size_t index)
{
    struct rulings planned;
    const char *slot = index == SLOT_NONE ? NULL : timekeeper->slots.items[index].id;
    return rulings_at(rulings_of(timekeeper, &planned), slot, NULL);
}

enum attribution timekeeper_floor_rule(const struct timekeeper *timekeeper, size_t index)
{
    enum attribution rule = timekeeper_attribution(timekeeper, index);
    if (index == SLOT_NONE || timekeeper->rulings == NULL)
        return rule;
    const struct clock_slot *slot = &timekeeper->slots.items[index];
    const struct floor *floor = &slot->floor;
    if (floor->first_event.id.sequence == 0)
        return rule;
    return attribution_stricter(rule,
                                rulings_over(timekeeper->rulings, slot->id, &floor->first_event,
                                             floor->speaker > 0 ? NULL : &floor->last_event));
}

enum attribution timekeeper_person_rule(const struct timekeeper *timekeeper, size_t person)
{
    struct rulings planned;
    return attribution_stricter(rulings_person(rulings_of(timekeeper, &planned), person, NULL),
                                timekeeper_attribution(timekeeper, timekeeper->current));
}

size_t timekeeper_next(const struct timekeeper *timekeeper, size_t index, size_t day)
{
    struct plan_range range = plan_day_slots(timekeeper, day);
    if (index != SLOT_NONE && index + 1 > range.first)
        range.first = index + 1;
    for (size_t i = range.first; i < range.end; i++) {
        if (timekeeper->slots.items[i].state == SLOT_WAITING)
            return i;
    }
    return SLOT_NONE;
}

/* The latest of a day's planned end and what really ended on it; MSEC_NONE: no timed slot. */
static msec_t day_last(const struct timekeeper *timekeeper, size_t day)
{
    msec_t last = plan_day_end(timekeeper, day);
    struct plan_range range = plan_day_slots(timekeeper, day);
    for (size_t i = range.first; i < range.end; i++) {
        msec_t end = clock_slot_actual_end(&timekeeper->slots.items[i]);
        if (end != MSEC_NONE && end > last)
            last = end;
    }
    return last;
}

/* A stretch of time, its end not in it. */
struct stretch {
    msec_t from;
    msec_t until;
};

/* A day's own date, and the rest after its last slot. */
static struct stretch day_stretch(const struct timekeeper *timekeeper, size_t day)
{
    int64_t date = timekeeper_date(timekeeper, day);
    struct stretch stretch = {plan_instant(timekeeper, date, 0),
                              plan_instant(timekeeper, date + 1, 0)};
    msec_t last = day_last(timekeeper, day);
    if (last != MSEC_NONE && last + DAY_REST > stretch.until)
        stretch.until = last + DAY_REST;
    return stretch;
}

/*
 * The middle of the night between a day and the one after; MSEC_NONE, before every instant: one has
 * no timed slot.
 */
static msec_t night_middle(const struct timekeeper *timekeeper, size_t day)
{
    msec_t evening = plan_day_end(timekeeper, day);
    msec_t morning = plan_day_start(timekeeper, day + 1);
    if (evening == MSEC_NONE || morning == MSEC_NONE)
        return MSEC_NONE;
    return evening + (morning - evening) / 2;
}

/* The day whose stretch `now` falls in; nights are shared out at their middle. */
static size_t day_by_date(const struct timekeeper *timekeeper, msec_t now)
{
    size_t found = SLOT_NONE;
    for (size_t day = 0; day < timekeeper->programme->days.count; day++) {
        struct stretch stretch = day_stretch(timekeeper, day);
        if (now < stretch.from || now >= stretch.until)
            continue;
        if (found != SLOT_NONE && now < night_middle(timekeeper, day - 1))
            continue;
        found = day;
    }
    return found;
}

size_t timekeeper_day(const struct timekeeper *timekeeper, const struct instant *now)
{
    if (timekeeper->current != SLOT_NONE)
        return timekeeper->slots.items[timekeeper->current].day;
    size_t by_date = timekeeper->dated ? day_by_date(timekeeper, now->wall) : SLOT_NONE;
    if (by_date != SLOT_NONE)
        return by_date;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        if (timekeeper->slots.items[i].state == SLOT_WAITING)
            return timekeeper->slots.items[i].day;
    }
    return timekeeper->programme->days.count - 1;
}

bool timekeeper_is_other_day(const struct timekeeper *timekeeper, const struct instant *now)
{
    if (!timekeeper->dated || timekeeper->current != SLOT_NONE)
        return false;
    return day_by_date(timekeeper, now->wall) == SLOT_NONE;
}

enum level timekeeper_level(const struct timekeeper *timekeeper, size_t index, msec_t left,
                            msec_t whole)
{
    const struct programme *programme = timekeeper->programme;
    const struct slot *planned = timekeeper->slots.items[index].planned;
    struct cues cues =
        programme_cues(programme, planned == NULL ? &programme->cues : &planned->cues);
    if (left <= 0)
        return LEVEL_OVERRUN;
    if (left <= msec_min(cues.danger, whole / 10))
        return LEVEL_DANGER;
    if (left <= msec_min(cues.warning, whole / 3))
        return LEVEL_WARNING;
    return LEVEL_ON_TIME;
}

void timekeeper_read(const struct timekeeper *timekeeper, const struct instant *now,
                     struct reading *ret_reading)
{
    struct reading reading = {.slot = timekeeper->current};
    if (reading.slot != SLOT_NONE) {
        const struct clock_slot *slot = &timekeeper->slots.items[reading.slot];
        reading.elapsed = slot->banked;
        reading.approximate = slot->approximate;
        if (timekeeper->state == CLOCK_RUNNING)
            reading.elapsed += instant_span(&timekeeper->since, now, &reading.approximate);
        else
            reading.paused_for = instant_span(&timekeeper->paused_at, now, NULL);
        reading.allotted = slot->allotted;
        reading.left = reading.allotted - reading.elapsed;
        reading.level = timekeeper_level(timekeeper, reading.slot, reading.left, slot->allotted);
    }
    *ret_reading = reading;
}

msec_t clock_slot_actual_start(const struct clock_slot *slot)
{
    for (size_t i = 0; i < slot->runs.count; i++) {
        if (!slot->runs.items[i].taken_back)
            return slot->runs.items[i].start.wall;
    }
    return MSEC_NONE;
}

msec_t clock_slot_actual_end(const struct clock_slot *slot)
{
    for (size_t i = slot->runs.count; i-- > 0;) {
        const struct run *run = &slot->runs.items[i];
        if (!run->taken_back)
            return run->ended ? run->end.wall : MSEC_NONE;
    }
    return MSEC_NONE;
}

msec_t timekeeper_reached(const struct timekeeper *timekeeper, msec_t elapsed,
                          const struct instant *now)
{
    struct reading reading;
    timekeeper_read(timekeeper, now, &reading);
    const struct clock_slot *slot = &timekeeper->slots.items[reading.slot];
    if (elapsed >= reading.elapsed)
        return now->wall + elapsed - reading.elapsed;
    size_t last = slot->goings.count - 1;
    while (last > 0 && slot->goings.items[last].at > elapsed)
        last--;
    return slot->goings.items[last].from.wall + elapsed - slot->goings.items[last].at;
}
