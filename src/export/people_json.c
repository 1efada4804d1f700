/*
 * `dais people --json`: how each of the programme's people stands, the speaking time of the whole
 * session, and how many were counted. Under the Chatham House Rule a person is a number; time
 * spoken in a slot under the rule is that of a place on its list and of nobody else.
 */
#include <dais/export/json_outputs.h>

#include <stdlib.h>

#include <dais/core/roster.h>

#include "json_build.h"
#include "json_session.h"

static json_t *parts_json(const struct roster *roster, const struct roster_person *person)
{
    json_t *array = json_build_array();
    for (size_t i = person->first; i < person->first + person->count; i++) {
        const struct roster_part *part = &roster->parts.items[i];
        const struct slot *slot = part->slot;
        json_t *object = json_build_object();
        json_set(object, "role", json_build_text(role_name(part->role)));
        json_set(object, "slot",
                 slot != NULL ? json_build_number(slot->number) : json_build_null());
        json_set(object, "slot_id", json_build_text(slot != NULL ? slot->id : NULL));
        json_set(object, "track",
                 part->track > 0 ? json_build_number(part->track) : json_build_null());
        json_push(array, object);
    }
    return array;
}

static json_t *person_json(const struct session *session, size_t index, const struct roster *roster,
                           const char *language)
{
    const struct programme *programme = session_programme(session);
    const struct person *person = &programme->people.items[index];
    const struct attending *attending = &session_attendance(session)->people.items[index];
    const struct roster_person *spoken = &roster->people.items[index];
    bool named = session_person_is_named(session, index);
    json_t *object = json_build_object();
    json_set(object, "number", json_build_number((int64_t)index + 1));
    json_set(object, "key", json_build_text(named ? person->key : NULL));
    json_set(object, "name", json_build_text(named ? person->name : NULL));
    json_set(object, "affiliation",
             json_build_text(named ? lingual_in(&person->affiliation, language) : NULL));
    json_set(object, "state", json_build_text(person_state_name(attending->state)));
    json_set(object, "replaced_by",
             json_build_text(attendance_replaced_by(session_attendance(session), index)));
    json_set(object, "parts", parts_json(roster, spoken));
    json_set(object, "has_spoken",
             spoken->spoke == SPOKE_UNTOLD ? json_build_null()
                                           : json_build_bool(spoken->spoke == SPOKE_TOLD));
    json_set(object, "share_ms", json_build_span(spoken->share));
    json_set(object, "spoken_ms", json_build_span(spoken->spoken));
    return object;
}

static json_t *affiliation_json(const struct speaking_total *total)
{
    json_t *object = json_build_object();
    json_set(object, "name", json_build_text(total->name));
    json_set(object, "share_ms", json_build_span(total->share));
    json_set(object, "spoken_ms", json_build_span(total->spoken));
    return object;
}

/* Somebody who is none of the programme's people, or may not be named. */
static json_t *other_json(const struct session *session, const struct speaking_total *total)
{
    const struct clock_slot *slot = &session_timekeeper(session)->slots.items[total->slot];
    json_t *object = json_build_object();
    json_set(object, "name", json_build_text(total->name));
    json_set(object, "slot", json_build_number(slot->number));
    json_set(object, "place", total->number > 0 ? json_build_null()
                                               : json_build_number(total->place));
    json_set(object, "turn",
             total->number > 0 ? json_build_number(total->number) : json_build_null());
    json_set(object, "share_ms", json_build_span(total->share));
    json_set(object, "spoken_ms", json_build_span(total->spoken));
    return object;
}

static json_t *counts_json(const struct session *session)
{
    struct slot_counts counts;
    json_t *array = json_build_array();
    session_counts(session, &counts);
    for (size_t i = 0; i < counts.list.count; i++) {
        const struct counted *counted = counts.list.items[i];
        json_t *object = json_build_object();
        json_set(object, "slot", json_build_slot_number(session, counted->slot));
        json_set(object, "slot_id", json_build_text(counted->slot));
        json_set(object, "count", json_build_number(counted->people));
        json_set(object, "at", json_build_instant(session_programme(session)->zone, counted->at));
        json_push(array, object);
    }
    free(counts.list.items);
    return array;
}

void json_write_people(const struct session *session, const struct instant *now,
                       const char *language, struct buf *out)
{
    struct speaking_totals totals;
    struct roster roster = {0};
    floor_totals(session_timekeeper(session), now, language, &totals);
    roster_make(&roster, session, now, language);
    json_t *object = json_build_object();
    json_t *people = json_build_array();
    json_t *others = json_build_array();
    json_t *affiliations = json_build_array();
    json_set_head(object, session_programme(session));
    for (size_t i = 0; i < roster.people.count; i++)
        json_push(people, person_json(session, i, &roster, language));
    for (size_t i = 0; i < roster.others.count; i++)
        json_push(others, other_json(session, &roster.others.items[i]));
    for (size_t i = 0; i < totals.affiliations.count; i++)
        json_push(affiliations, affiliation_json(&totals.affiliations.items[i]));
    json_set(object, "people", people);
    json_set(object, "others", others);
    json_set(object, "affiliations", affiliations);
    json_set(object, "counts", counts_json(session));
    int64_t most = attendance_most(session_attendance(session));
    json_set(object, "counted", most < 0 ? json_build_null() : json_build_number(most));
    json_finish(object, out);
    speaking_totals_finish(&totals);
    roster_finish(&roster);
}
