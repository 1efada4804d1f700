/*
 * What a plan that was taken does to the timekeeper: lengths, where it puts the slots to come, and
 * how much lateness people said yes to. How a plan comes to its lengths is none of the timekeeper's
 * business (plan_change.c): the event says them, so that every program that reads the journal has
 * the same.
 */
#include <stdlib.h>
#include <string.h>

#include "day_walk.h"
#include "lengths.h"
#include "timekeeper_plan.h"

/* A slot found for a length. */
struct found {
    size_t slot;
    msec_t length; /* ms */
};

struct found_list {
    ARRAY_OF(struct found) list;
};

/* May a plan give the slot this length? One that waits; the break that has the clock, a minute. */
static bool takes_length(const struct timekeeper *timekeeper, size_t index, msec_t length)
{
    const struct clock_slot *slot = &timekeeper->slots.items[index];
    bool is_break = slot_kind_is_break(clock_slot_kind(slot));
    return slot->state == SLOT_WAITING ||
           (index == timekeeper->current && is_break && length >= MSEC_MINUTE);
}

/*
 * All lengths, each of a slot that may get it. They stand in running order, so each is looked for
 * from the one before. False: one is of no such slot.
 */
static bool find_all(const struct timekeeper *timekeeper, const char *text,
                     struct found_list *found)
{
    struct timekeeper looking = *timekeeper; /* for its hint; the slots are the same */
    BUF_LOCAL struct buf id = {0};
    msec_t length;
    while (lengths_next(&text, &id, &length)) {
        size_t slot = timekeeper_find(&looking, buf_text(&id));
        if (slot == SLOT_NONE || !takes_length(timekeeper, slot, length))
            return false;
        array_push(&found->list, ((struct found){slot, length}));
        looking.hint = slot;
    }
    return *text == '\0';
}

/* What the break that has the clock gained by starting early no plan takes off its own length. */
static void set_length(struct timekeeper *timekeeper, const struct instant *at,
                       const struct found *found)
{
    struct clock_slot *slot = &timekeeper->slots.items[found->slot];
    msec_t early = slot->early;
    msec_t less = slot->allotted - found->length;
    if (found->slot == timekeeper->current)
        plan_give(timekeeper, at, -less);
    else
        slot->allotted = found->length;
    slot->lost += less - (early - slot->early);
}

/* By how much its hard end is passed now is what people said yes to. */
static void accept_hard_end(struct clock_slot *slot, msec_t end)
{
    bool passed = slot->planned_end != MSEC_NONE && end > slot->planned_end;
    slot->over_accepted = passed ? end - slot->planned_end : 0;
}

/* Only the day's slots are walked through: a journal has many plans. */
static void keep_day(struct timekeeper *timekeeper, const struct instant *at, bool accepts)
{
    struct timekeeper copy;
    const struct timekeeper *dated = plan_dated(timekeeper, at->wall, &copy);
    struct day_walk walk = {.from = MSEC_NONE};
    size_t day = timekeeper_day(dated, at);
    day_walk_make(dated, at, day, day, &walk);
    msec_t before = walk.from;
    for (size_t i = 0; i < walk.steps.count; i++) {
        const struct day_step *step = &walk.steps.items[i];
        struct clock_slot *slot = &timekeeper->slots.items[step->slot];
        msec_t start = step->waits ? day_step_start(step, before) : step->start;
        before = day_step_end(step, before, slot->allotted);
        if (step->waits || slot->state == SLOT_RUNNING)
            slot->held = (struct held){start, before, slot->allotted - slot->early};
        if (accepts)
            accept_hard_end(slot, before);
    }
    day_walk_finish(&walk);
    free(copy.slots.items);
}

void plan_hold(struct timekeeper *timekeeper, const struct instant *at)
{
    keep_day(timekeeper, at, false);
}

bool plan_fold_change(struct timekeeper *timekeeper, const struct event *event,
                      const struct instant *at)
{
    struct found_list found = {0};
    const char *lengths = event_text(event, KEY_LENGTHS);
    bool holds = lengths == NULL || find_all(timekeeper, lengths, &found);
    for (size_t i = 0; holds && i < found.list.count; i++)
        set_length(timekeeper, at, &found.list.items[i]);
    free(found.list.items);
    if (!holds)
        return false;
    size_t day = timekeeper_day(timekeeper, at);
    timekeeper->accepted.items[day] = event_number(event, KEY_LATE);
    keep_day(timekeeper, at, true);
    return true;
}
