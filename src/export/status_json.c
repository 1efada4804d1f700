/*
 * `dais status --json`: one reading of the clock. It says what is, and nothing about how it came
 * to be so, so that after an undo it is what it was before.
 */
#include <dais/core/phase.h>
#include <dais/export/json_outputs.h>

#include "json_build.h"
#include "json_session.h"

/* What every part of it is computed from; lent. */
struct status {
    const struct session *session;
    const struct timekeeper *timekeeper;
    const struct zone *zone;
    const char *language;
    struct forecast forecast;
};

static void set_instant(const struct status *status, json_t *object, const char *key,
                        msec_t instant)
{
    json_set(object, key, json_build_instant(status->zone, instant));
}

/* What every slot is called by. */
static json_t *slot_head(const struct status *status, size_t index)
{
    const struct clock_slot *slot = &status->timekeeper->slots.items[index];
    json_t *object = json_build_object();
    json_set(object, "number", json_build_number(slot->number));
    json_set(object, "id", json_build_text(slot->id));
    json_set(object, "title", json_build_text(clock_slot_title(slot, status->language)));
    return object;
}

static void set_kind(const struct status *status, json_t *object, size_t index)
{
    const struct clock_slot *slot = &status->timekeeper->slots.items[index];
    json_set(object, "kind", json_build_text(slot_kind_name(clock_slot_kind(slot))));
}

static void set_planned(const struct status *status, json_t *object, size_t index)
{
    const struct forecast_slot *slot = &status->forecast.slots.items[index];
    set_instant(status, object, "planned_start", slot->planned_start);
    set_instant(status, object, "planned_end", slot->planned_end);
}

/* A phase as it is told apart from others. */
static json_t *phase_head(const struct status *status, const struct phase *phase)
{
    json_t *object = json_build_object();
    const char *title = phase->title != NULL ? lingual_in(phase->title, status->language) : NULL;
    bool numbered = phase->number > 0;
    json_set(object, "kind", json_build_text(phase_kind_name(phase->kind)));
    json_set(object, "number", numbered ? json_build_number(phase->number) : json_build_null());
    json_set(object, "count", numbered ? json_build_number(phase->count) : json_build_null());
    json_set(object, "title", json_build_text(title));
    return object;
}

/* The part of the slot that runs; null where it has none. */
static json_t *phase_json(const struct status *status, const struct reading *reading)
{
    struct phase_reading phase;
    if (!phase_read(status->timekeeper, reading, &phase) || phase.phase.kind == PHASE_WHOLE)
        return json_build_null();
    json_t *object = phase_head(status, &phase.phase);
    json_set(object, "elapsed_ms", json_build_span(phase.elapsed));
    json_set(object, "left_ms", json_build_span(phase.left));
    json_set(object, "next", phase.has_next ? phase_head(status, &phase.next) : json_build_null());
    return object;
}

/* The running or paused slot. */
static json_t *current_json(const struct status *status, const struct reading *reading)
{
    if (reading->slot == SLOT_NONE)
        return json_build_null();
    const struct clock_slot *slot = &status->timekeeper->slots.items[reading->slot];
    json_t *object = slot_head(status, reading->slot);
    set_kind(status, object, reading->slot);
    json_set(object, "level", json_build_text(level_name(reading->level)));
    set_planned(status, object, reading->slot);
    set_instant(status, object, "actual_start", clock_slot_actual_start(slot));
    set_instant(status, object, "projected_end", status->forecast.slots.items[reading->slot].end);
    json_set(object, "allotted_ms", json_build_span(reading->allotted));
    json_set(object, "elapsed_ms", json_build_span(reading->elapsed));
    json_set(object, "left_ms", json_build_span(reading->left));
    json_set(object, "phase", phase_json(status, reading));
    return object;
}

/* What `next` would start. */
static json_t *next_json(const struct status *status, const struct instant *now)
{
    if (status->timekeeper->state == CLOCK_ENDED)
        return json_build_null();
    size_t next = timekeeper_next(status->timekeeper, status->timekeeper->current,
                                  timekeeper_day(status->timekeeper, now));
    if (next == SLOT_NONE)
        return json_build_null();
    json_t *object = slot_head(status, next);
    set_instant(status, object, "projected_start", status->forecast.slots.items[next].start);
    return object;
}

static json_t *forecast_json(const struct status *status)
{
    const struct forecast *forecast = &status->forecast;
    bool known = forecast->planned_end != MSEC_NONE && forecast->projected_end != MSEC_NONE;
    json_t *object = json_build_object();
    set_instant(status, object, "planned_end", forecast->planned_end);
    set_instant(status, object, "projected_end", forecast->projected_end);
    json_set(object, "late_ms", json_build_span(known ? forecast->late : MSEC_NONE));
    return object;
}

static json_t *slots_json(const struct status *status)
{
    json_t *slots = json_build_array();
    for (size_t i = 0; i < status->timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &status->timekeeper->slots.items[i];
        json_t *object = slot_head(status, i);
        set_kind(status, object, i);
        json_set(object, "state", json_build_text(slot_state_name(slot->state)));
        set_planned(status, object, i);
        set_instant(status, object, "projected_start", status->forecast.slots.items[i].start);
        set_instant(status, object, "projected_end", status->forecast.slots.items[i].end);
        set_instant(status, object, "actual_start", clock_slot_actual_start(slot));
        set_instant(status, object, "actual_end", clock_slot_actual_end(slot));
        json_push(slots, object);
    }
    return slots;
}

/* Who has the floor, called as the rule of the slot allows. */
static json_t *speaker_json(const struct status *status, const struct reading *reading,
                            const struct instant *now)
{
    if (reading->slot == SLOT_NONE)
        return json_build_null();
    const struct floor *floor = &status->timekeeper->slots.items[reading->slot].floor;
    size_t index = floor->speaker == 0 ? TURN_NONE : floor_find(floor, floor->speaker);
    if (index == TURN_NONE)
        return json_build_null();
    const struct turn *turn = &floor->turns.items[index];
    BUF_LOCAL struct buf name = {0};
    turn_write(turn, session_attendance(status->session),
               timekeeper_floor_rule(status->timekeeper, reading->slot), status->language, true,
               NULL, &name);
    json_t *object = json_build_object();
    json_set(object, "name", json_build_text(buf_text(&name)));
    json_set(object, "elapsed_ms",
             json_build_span(turn_spoken(status->timekeeper, turn, now, NULL)));
    json_set(object, "share_ms", json_build_span(turn->share));
    return object;
}

/*
 * On a day that is none of the session's, nothing is projected from now: what is planned is all
 * that is known of what waits. What ran, and an end that came, stand.
 */
static void drop_projection(struct status *status)
{
    for (size_t i = 0; i < status->timekeeper->slots.count; i++) {
        if (status->timekeeper->slots.items[i].state != SLOT_WAITING)
            continue;
        status->forecast.slots.items[i].start = MSEC_NONE;
        status->forecast.slots.items[i].end = MSEC_NONE;
    }
    status->forecast.projected_end = MSEC_NONE;
}

void json_write_status(const struct session *session, const struct instant *now,
                       const char *language, struct buf *out)
{
    struct status status = {
        .session = session,
        .timekeeper = session_timekeeper(session),
        .zone = session_programme(session)->zone,
        .language = language,
    };
    forecast_make(status.timekeeper, now, &status.forecast);
    if (status.timekeeper->state != CLOCK_ENDED && timekeeper_is_other_day(status.timekeeper, now))
        drop_projection(&status);
    struct reading reading;
    timekeeper_read(status.timekeeper, now, &reading);
    json_t *object = json_build_object();
    json_set_head(object, session_programme(session));
    set_instant(&status, object, "at", now->wall);
    json_set(object, "state", json_build_text(clock_state_name(status.timekeeper->state)));
    json_set(object, "slot", current_json(&status, &reading));
    json_set(object, "next", next_json(&status, now));
    json_set(object, "forecast", forecast_json(&status));
    json_set(object, "slots", slots_json(&status));
    json_set(object, "speaker", speaker_json(&status, &reading, now));
    json_finish(object, out);
    forecast_finish(&status.forecast);
}
