/*
 * `dais replan --json`: what each plan would make of the slots to come.
 */
#include <dais/export/json_outputs.h>

#include "json_build.h"

static json_t *slot_json(const struct session *session, const struct planned_change *change)
{
    const struct zone *zone = session_programme(session)->zone;
    const struct clock_slot *slot = &session_timekeeper(session)->slots.items[change->slot];
    json_t *object = json_build_object();
    json_set(object, "number", json_build_number(slot->number));
    json_set(object, "start", json_build_instant(zone, change->start));
    json_set(object, "end", json_build_instant(zone, change->end));
    json_set(object, "allotted_ms", json_build_span(change->allotted));
    json_set(object, "lost_ms", json_build_span(change->lost));
    return object;
}

static json_t *plan_json(const struct session *session, const struct plan_change *change)
{
    const struct zone *zone = session_programme(session)->zone;
    bool ends = change->projected_end != MSEC_NONE && change->planned_end != MSEC_NONE;
    json_t *object = json_build_object();
    json_set(object, "plan", json_build_text(plan_name(change->plan)));
    json_set(object, "projected_end", json_build_instant(zone, change->projected_end));
    json_set(object, "late_ms", json_build_span(ends ? change->late : MSEC_NONE));
    json_set(object, "reaches_hard_end", json_build_bool(change->misses == 0));
    json_t *slots = json_build_array();
    for (size_t i = 0; i < change->slots.count; i++)
        json_push(slots, slot_json(session, &change->slots.items[i]));
    json_set(object, "slots", slots);
    return object;
}

void json_write_replan(const struct session *session, const struct plan_change *plans, size_t count,
                       struct buf *out)
{
    json_t *object = json_build_object();
    json_set(object, "dais", json_build_number(1));
    json_t *list = json_build_array();
    for (size_t i = 0; i < count; i++)
        json_push(list, plan_json(session, &plans[i]));
    json_set(object, "plans", list);
    json_finish(object, out);
}
