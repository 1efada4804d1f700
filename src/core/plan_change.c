/*
 * A replan before it is taken: the day walked through with the lengths that its slots have, cut as
 * the plan says (plan_cuts.c), and walked through again. The walk is that of the forecast, so that
 * what is previewed is what will be shown once the plan is taken.
 */
#include <dais/core/plan_change.h>

#include <stdlib.h>

#include <dais/base/name_table.h>

#include "plan_making.h"
#include "timekeeper_plan.h"

/* A hard end passed by less is nobody's worry. */
#define OFFER_OVER (2 * MSEC_MINUTE)

static const char *const plan_names[] = {
    [PLAN_SHIFT] = "shift",
    [PLAN_ABSORB] = "absorb",
    [PLAN_COMPRESS] = "compress",
};
NAME_TABLE_COMPLETE(plan_names, PLAN_COUNT);

const char *plan_name(enum plan plan)
{
    return plan_names[plan];
}

int plan_find(const char *name)
{
    return name_find(plan_names, PLAN_COUNT, name);
}

const char *plan_nearest(const char *name)
{
    return name_nearest(plan_names, PLAN_COUNT, name);
}

const struct clock_slot *making_slot(const struct making *making, const struct cut_step *step)
{
    return &making->timekeeper->slots.items[step->step.slot];
}

/* Whole minutes that a slot can give and have `least` left, or its minimum, or one minute. */
static int64_t most_of(const struct clock_slot *slot, msec_t least)
{
    least = slot->minimum > least ? slot->minimum : least;
    least = least > MSEC_MINUTE ? least : MSEC_MINUTE;
    return slot->allotted > least ? (slot->allotted - least) / MSEC_MINUTE : 0;
}

/* Slots to come give; of a break that runs, only what it absorbs, and it is not over by that. */
static int64_t give_at_most(const struct making *making, const struct cut_step *step,
                            const struct instant *now, enum plan plan)
{
    const struct clock_slot *slot = making_slot(making, step);
    if (step->step.waits)
        return most_of(slot, 0);
    if (!step->step.runs || !step->step.is_break || plan != PLAN_ABSORB)
        return 0;
    struct reading reading;
    timekeeper_read(making->timekeeper, now, &reading);
    return most_of(slot, (reading.elapsed / MSEC_MINUTE + 1) * MSEC_MINUTE);
}

static void make_cuts(struct making *making, const struct day_walk *walk, const struct instant *now,
                      enum plan plan)
{
    making->cuts.from = walk->from;
    array_reserve(&making->cuts.steps, walk->steps.count);
    for (size_t i = 0; i < walk->steps.count; i++) {
        struct cut_step step = {.step = walk->steps.items[i], .target = WALK_ALWAYS};
        const struct clock_slot *slot = making_slot(making, &step);
        step.most = give_at_most(making, &step, now, plan);
        if (plan_has_target(slot))
            step.target = slot->planned_end;
        array_push(&making->cuts.steps, step);
    }
    if (making->cuts.steps.count == 0)
        return;
    struct cut_step *last = &making->cuts.steps.items[making->cuts.steps.count - 1];
    if (making->target != MSEC_NONE && making->target < last->target)
        last->target = making->target;
}

static void cut(struct making *making, enum plan plan)
{
    cuts_walk(&making->cuts, 0, SIZE_MAX);
    switch (plan) {
    case PLAN_SHIFT:
    case PLAN_COUNT:
        break;
    case PLAN_ABSORB:
        cuts_absorb(&making->cuts);
        break;
    case PLAN_COMPRESS:
        cuts_compress(&making->cuts);
        break;
    }
}

/* A slot's hard end: is it passed by more than what is known so far, or as much, and harder? */
static void weigh_target(struct plan_change *change, msec_t end, msec_t target, size_t slot)
{
    msec_t over = msec_max(end - target, 0);
    if (over < change->misses || (over == change->misses && change->hard))
        return;
    change->misses = over;
    change->target = target;
    change->target_slot = slot;
    change->hard = true;
}

static void describe_targets(const struct making *making, struct plan_change *change)
{
    change->target = making->target;
    change->target_slot = SLOT_NONE;
    change->hard = making->hard;
    if (change->projected_end != MSEC_NONE && making->target != MSEC_NONE &&
        change->projected_end > making->target)
        change->misses = change->projected_end - making->target;
    for (size_t i = 0; i < making->cuts.steps.count; i++) {
        const struct cut_step *step = &making->cuts.steps.items[i];
        const struct clock_slot *slot = making_slot(making, step);
        if (!plan_has_target(slot))
            continue;
        if (step->end > slot->planned_end || slot->planned_end == making->target)
            weigh_target(change, step->end, slot->planned_end, step->step.slot);
    }
}

static void describe_slots(const struct making *making, struct plan_change *change)
{
    for (size_t i = 0; i < making->cuts.steps.count; i++) {
        const struct cut_step *step = &making->cuts.steps.items[i];
        if (!step->step.waits && !(step->step.runs && step->step.is_break))
            continue;
        struct planned_change slot = {
            .slot = step->step.slot,
            .start =
                step->step.waits ? day_step_start(&step->step, step->before) : step->step.start,
            .end = step->end,
            .allotted = cut_step_length(step),
            .lost = step->cut * MSEC_MINUTE,
        };
        change->lost += slot.lost;
        array_push(&change->slots, slot);
    }
}

/* Has this lateness been accepted already? */
static bool is_accepted(const struct making *making, const struct plan_change *change)
{
    return making->timekeeper->accepted.items[making->day] == change->late;
}

void plan_change_make(const struct timekeeper *timekeeper, const struct instant *now,
                      enum plan plan, struct plan_change *ret_change)
{
    struct timekeeper copy;
    struct making making = {.timekeeper = plan_dated(timekeeper, now->wall, &copy)};
    making.day = timekeeper_day(making.timekeeper, now);
    making.target = plan_day_target(making.timekeeper, making.day, &making.hard);
    struct plan_change change = {
        .plan = plan,
        .day = making.day,
        .planned_end = plan_day_end(making.timekeeper, making.day),
        .projected_end = MSEC_NONE,
    };
    struct day_walk walk = {.from = MSEC_NONE};
    day_walk_make(making.timekeeper, now, making.day, making.day, &walk);
    make_cuts(&making, &walk, now, plan);
    cut(&making, plan);
    if (walk.from != MSEC_NONE && (walk.began || !walk.over)) {
        change.projected_end = walk.from;
        if (making.cuts.steps.count > 0)
            change.projected_end = making.cuts.steps.items[making.cuts.steps.count - 1].end;
        if (change.planned_end != MSEC_NONE)
            change.late = change.projected_end - change.planned_end;
    }
    describe_targets(&making, &change);
    describe_slots(&making, &change);
    plan_find_skips(&making, &change);
    change.changes = change.slots.count > 0 &&
                     (plan == PLAN_SHIFT ? change.misses > 0 && !is_accepted(&making, &change)
                                         : change.lost > 0);
    day_walk_finish(&walk);
    free(making.cuts.steps.items);
    free(copy.slots.items);
    *ret_change = change;
}

void plan_change_finish(struct plan_change *change)
{
    free(change->slots.items);
    free(change->skips.items);
    *change = (struct plan_change){.target_slot = SLOT_NONE};
}

/* Passed by more than is offered for, and by that much more than was accepted? */
static bool is_over(msec_t over, msec_t late, msec_t accepted)
{
    return over > OFFER_OVER && (accepted == MSEC_NONE || late > accepted + OFFER_OVER);
}

bool plan_change_is_offered(const struct timekeeper *timekeeper, const struct forecast *forecast)
{
    struct plan_range range = plan_day_slots(timekeeper, forecast->day);
    bool waits = false;
    bool over =
        is_over(forecast->over_hard_end, forecast->late, timekeeper->accepted.items[forecast->day]);
    for (size_t i = range.first; i < range.end; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        msec_t own = forecast->slots.items[i].over_hard;
        waits = waits || slot->state == SLOT_WAITING;
        over = over || (plan_has_target(slot) && is_over(own, own, slot->over_accepted));
    }
    return waits && over && timekeeper->state != CLOCK_ENDED;
}
