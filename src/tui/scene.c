/*
 * What there is to see at one instant, computed from the state and nothing else.
 */
#include "view.h"

bool scene_is_unsaved(const struct scene *scene, const struct event_id *id)
{
    for (size_t i = 0; i < scene->unsaved_count; i++)
        if (event_id_equal(&scene->unsaved[i], id))
            return true;
    return false;
}

bool scene_is_entry_unsaved(const struct scene *scene, const struct entry *entry)
{
    if (scene->unsaved_count == 0)
        return false;
    if (scene_is_unsaved(scene, &entry->id))
        return true;
    for (size_t i = 0; i < entry->versions.count; i++)
        if (scene_is_unsaved(scene, &entry->versions.items[i].event->id))
            return true;
    return false;
}

enum theme_role scene_role(const struct scene *scene, enum theme_role role)
{
    return scene->stale ? ROLE_STALE : role;
}

bool scene_is_moving(const struct scene *scene)
{
    if (scene->reading.slot != SLOT_NONE || scene->message != NULL)
        return true;
    if (scene->other_day || scene->timekeeper->state == CLOCK_ENDED)
        return false;
    size_t next = timekeeper_next(scene->timekeeper, SLOT_NONE, scene->forecast.day);
    if (next == SLOT_NONE)
        return false;
    msec_t start = scene->forecast.slots.items[next].planned_start;
    return start == MSEC_NONE || start - scene->now.wall <= SCENE_COUNTED_FROM;
}

void scene_read(struct scene *scene, const struct instant *now)
{
    forecast_finish(&scene->forecast);
    scene->now = instant_whole_second(now);
    scene->programme = session_programme(scene->session);
    scene->timekeeper = session_timekeeper(scene->session);
    scene->record = session_record(scene->session);
    scene->attendance = session_attendance(scene->session);
    scene->other_day = timekeeper_is_other_day(scene->timekeeper, &scene->now);
    timekeeper_read(scene->timekeeper, &scene->now, &scene->reading);
    forecast_make(scene->timekeeper, &scene->now, &scene->forecast);
    if (!phase_read(scene->timekeeper, &scene->reading, &scene->phase))
        scene->phase = (struct phase_reading){.phase = {.kind = PHASE_WHOLE}};
    size_t slot = scene->reading.slot;
    if (slot == SLOT_NONE && scene->timekeeper->state != CLOCK_ENDED)
        slot = timekeeper_next(scene->timekeeper, SLOT_NONE, scene->forecast.day);
    floor_read(scene->timekeeper, scene->attendance, slot, &scene->now, &scene->floor);
    scene->is_passed = forecast_find_passed(scene->timekeeper, &scene->forecast, &scene->passed);
    scene->offers_replan =
        !scene->other_day && plan_change_is_offered(scene->timekeeper, &scene->forecast);
    scene->message = session_message(scene->session, &scene->now, &scene->message_until);
    scene->seconds = scene_is_moving(scene);
}

void scene_finish(struct scene *scene)
{
    floor_reading_finish(&scene->floor);
    forecast_finish(&scene->forecast);
}
