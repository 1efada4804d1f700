/*
 * A walk through a day. Two instants go side by side:
 *
 *   projected  where the day will have got to (`before` of each step)
 *   baseline   where the plan would have it by then, place by place
 *
 * The distance between them is the lateness so far. A gap eats lateness before a slot shifts;
 * a slot that ends early pulls the soft ones after it; only hard starts, breaks and `now`
 * resist. So the start of a slot is a line of three pieces over `before`: it follows while the
 * day is early, stands still over the gap, and follows again while it is late.
 */
#include "day_walk.h"

#include <stdlib.h>

#include "timekeeper_plan.h"

/*
 * A slot that runs or ran; of the current one, the end is what is left of it. A clock set back
 * since then may have the end still to come: what follows need not wait for that.
 */
static void add_ran(const struct timekeeper *timekeeper, const struct instant *now,
                    struct day_step step, struct day_walk *walk)
{
    const struct clock_slot *slot = &timekeeper->slots.items[step.slot];
    step.start = clock_slot_actual_start(slot);
    step.end = clock_slot_actual_end(slot);
    if (slot->state == SLOT_RUNNING) {
        struct reading reading;
        timekeeper_read(timekeeper, now, &reading);
        step.end = now->wall + msec_max(reading.left, 0);
        step.runs = true;
    }
    step.passed = step.end;
    if (slot->state == SLOT_DONE && step.end > now->wall)
        step.passed = now->wall;
    step.first = !walk->began;
    walk->began = true;
    array_push(&walk->steps, step);
}

static void add_waiting(const struct timekeeper *timekeeper, const struct instant *now,
                        struct day_step step, struct day_walk *walk)
{
    const struct clock_slot *slot = &timekeeper->slots.items[step.slot];
    step.waits = true;
    step.earliest = now->wall;
    if (clock_slot_is_hard(slot, HARD_START))
        step.earliest = msec_max(step.earliest, slot->planned_start);
    array_push(&walk->steps, step);
}

/*
 * `behind`: only those that wait though the clock is beyond their place (it went on to a later
 * one); they come after all others.
 */
static void add_slots(const struct timekeeper *timekeeper, const struct instant *now,
                      struct plan_range range, bool behind, struct day_walk *walk)
{
    msec_t baseline = walk->from;
    for (size_t i = range.first; i < range.end; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        struct day_step step = {
            .slot = i,
            .is_break = slot_kind_is_break(clock_slot_kind(slot)),
            .baseline = baseline,
            .planned = baseline + slot->gap,
            .length = slot->allotted,
        };
        bool is_behind = timekeeper->current != SLOT_NONE && i < timekeeper->current;
        if (slot->state == SLOT_WAITING && !walk->over && is_behind == behind)
            add_waiting(timekeeper, now, step, walk);
        else if (!behind && (slot->state == SLOT_RUNNING || slot->state == SLOT_DONE))
            add_ran(timekeeper, now, step, walk);
        baseline = step.planned + plan_length(slot);
    }
}

void day_walk_make(const struct timekeeper *timekeeper, const struct instant *now, size_t day,
                   size_t today, struct day_walk *ref_walk)
{
    ref_walk->steps.count = 0;
    ref_walk->from = plan_day_start(timekeeper, day);
    ref_walk->over = timekeeper->state == CLOCK_ENDED || day < today;
    ref_walk->began = false;
    struct plan_range range = plan_day_slots(timekeeper, day);
    if (range.first == range.end)
        return;
    if (ref_walk->from == MSEC_NONE)
        ref_walk->from = now->wall; /* all that is there was inserted: no plan knows of it */
    array_reserve(&ref_walk->steps, range.end - range.first);
    add_slots(timekeeper, now, range, false, ref_walk);
    if (timekeeper->current != SLOT_NONE && timekeeper->current > range.first)
        add_slots(timekeeper, now, range, true, ref_walk);
}

void day_walk_finish(struct day_walk *walk)
{
    free(walk->steps.items);
    *walk = (struct day_walk){.from = MSEC_NONE};
}

msec_t day_step_start(const struct day_step *step, msec_t before)
{
    msec_t early = msec_max(step->baseline - before, 0);
    msec_t start = msec_max(step->planned - early, before);
    return msec_max(start, step->earliest);
}

/* Ms that the slot is longer for starting at `start`. */
static msec_t gained(const struct day_step *step, msec_t start)
{
    return step->is_break ? plan_break_early(step->planned, start) : 0;
}

/* What follows a step that runs or ran comes after this. */
static msec_t passed_with(const struct day_step *step, msec_t length)
{
    return step->runs ? step->passed + length - step->length : step->passed;
}

msec_t day_step_end(const struct day_step *step, msec_t before, msec_t length)
{
    if (!step->waits)
        return step->first ? passed_with(step, length)
                           : msec_max(before, passed_with(step, length));
    msec_t start = day_step_start(step, before);
    return start + gained(step, start) + length;
}

msec_t day_step_latest(const struct day_step *step, msec_t end, msec_t length)
{
    if (!step->waits) {
        if (passed_with(step, length) > end)
            return WALK_NEVER;
        return step->first ? WALK_ALWAYS : end;
    }
    msec_t start = end - length;
    if (gained(step, start) > 0) /* too early for its end; more than BREAK_EARLY_MAX is not */
        start = step->planned - BREAK_EARLY_MAX - 1;
    if (start < step->earliest)
        return WALK_NEVER;
    return start >= step->planned ? start : start - (step->planned - step->baseline);
}

msec_t day_step_slack(const struct day_step *step, msec_t before)
{
    if (!step->waits)
        return step->first ? 0 : msec_max(before - step->passed, 0);
    msec_t gap = step->planned - step->baseline;
    bool keeps = step->is_break && step->planned - day_step_start(step, before) <= BREAK_EARLY_MAX;
    msec_t stop = keeps ? msec_max(step->earliest, step->planned) : step->earliest;
    if (before >= step->planned && (gap > 0 || before > step->planned))
        return msec_max(before - (gap > 0 ? msec_max(stop, step->planned) : stop), 0);
    if (before > step->baseline)
        return 0;
    return msec_max(before + gap - stop, 0);
}
