/*
 * The wish for a replan: the plan is made for the very instant of its event, and the event says
 * the lengths, so that nobody has to make it again. What would change nothing is refused.
 */
#include "decide.h"

#include <assert.h>

#include "lengths.h"

/* An event says no longer span than this, one way or the other. */
#define LATE_MAX (366 * MSEC_DAY)

/* Why a plan changes nothing. */
static const char *idle_reason(const struct plan_change *change)
{
    if (change->slots.count == 0)
        return N_("Nothing to replan: no slot is left on this day");
    if (change->misses == 0)
        return N_("Nothing to replan: the day ends in time");
    switch (change->plan) {
    case PLAN_SHIFT:
        return N_("Nothing to replan: this end is accepted already");
    case PLAN_ABSORB:
        return N_("Nothing to replan: no break can give a minute that would help");
    case PLAN_COMPRESS:
    case PLAN_COUNT:
        break;
    }
    return N_("Nothing to replan: no later slot can give a minute that would help");
}

/* False: refused. */
static bool set_lengths(const struct deciding *deciding, const struct plan_change *change,
                        struct event *event)
{
    const struct clock_slot *slots = deciding->session->timekeeper.slots.items;
    BUF_LOCAL struct buf lengths = {0};
    for (size_t i = 0; i < change->slots.count; i++) {
        const struct planned_change *slot = &change->slots.items[i];
        if (slot->lost > 0)
            lengths_add(slots[slot->slot].id, slot->allotted, &lengths);
    }
    if (lengths.size > DECIDE_TEXT_MAX) {
        decide_refuse(deciding, N_("The plan changes more slots than one event can hold"));
        return false;
    }
    if (lengths.size > 0)
        event_set(event, KEY_LENGTHS, buf_text(&lengths));
    return true;
}

struct event *decide_replan(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = &deciding->session->timekeeper;
    if (timekeeper->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    assert(deciding->wish->plan < PLAN_COUNT);
    struct event *event = decide_event(deciding, EVENT_PLAN_CHANGE);
    struct instant at = event_instant(event);
    struct plan_change change;
    plan_change_make(timekeeper, &at, deciding->wish->plan, &change);
    event_set(event, KEY_FROM, decide_current_id(deciding));
    event_set(event, KEY_PLAN, plan_name(change.plan));
    msec_t late = change.late < LATE_MAX ? change.late : LATE_MAX;
    event_set_number(event, KEY_LATE, late > -LATE_MAX ? late : -LATE_MAX);
    bool fine = change.changes;
    if (!fine)
        decide_refuse(deciding, idle_reason(&change));
    fine =
        fine && set_lengths(deciding, &change, event) &&
        decide_line(deciding, event, KEY_WHY, deciding->wish->why) &&
        decide_names_under(deciding, event, decide_rule_here(deciding), event_text(event, KEY_WHY));
    plan_change_finish(&change);
    return fine ? event : decide_drop(event);
}
