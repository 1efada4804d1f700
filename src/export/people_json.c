/*
 * `dais people --json`: how each of the programme's people stands, and the speaking time of the
 * whole session. Under the Chatham House Rule a person is a number; time spoken in a slot under
 * the rule is that of a place on its list and of nobody else.
 */
#include <dais/export/json_outputs.h>

#include "json_build.h"
#include "json_session.h"

static json_t *person_json(const struct session *session, size_t index,
                           const struct speaking_totals *totals, const char *language)
{
    const struct programme *programme = session_programme(session);
    const struct person *person = &programme->people.items[index];
    const struct attending *attending = &session_attendance(session)->people.items[index];
    const struct speaking_total *total = speaking_totals_find(totals, index);
    bool named = programme->attribution != ATTRIBUTION_CHATHAM_HOUSE;
    json_t *object = json_build_object();
    json_set(object, "number", json_build_number((int64_t)index + 1));
    json_set(object, "key", json_build_text(named ? person->key : NULL));
    json_set(object, "name", json_build_text(named ? person->name : NULL));
    json_set(object, "affiliation",
             json_build_text(named ? lingual_in(&person->affiliation, language) : NULL));
    json_set(object, "state", json_build_text(person_state_name(attending->state)));
    json_set(object, "replaced_by", json_build_text(attending->replaced_by));
    json_set(object, "share_ms", json_build_span(total == NULL ? MSEC_NONE : total->share));
    json_set(object, "spoken_ms", json_build_span(total == NULL ? 0 : total->spoken));
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
    json_set(object, "place", json_build_number(total->place));
    json_set(object, "share_ms", json_build_span(total->share));
    json_set(object, "spoken_ms", json_build_span(total->spoken));
    return object;
}

void json_write_people(const struct session *session, const struct instant *now,
                       const char *language, struct buf *out)
{
    struct speaking_totals totals;
    floor_totals(session_timekeeper(session), now, language, &totals);
    json_t *object = json_build_object();
    json_t *people = json_build_array();
    json_t *others = json_build_array();
    json_t *affiliations = json_build_array();
    json_set_head(object, session_programme(session));
    for (size_t i = 0; i < session_programme(session)->people.count; i++)
        json_push(people, person_json(session, i, &totals, language));
    for (size_t i = 0; i < totals.people.count; i++) {
        if (totals.people.items[i].person == PART_NOBODY)
            json_push(others, other_json(session, &totals.people.items[i]));
    }
    for (size_t i = 0; i < totals.affiliations.count; i++)
        json_push(affiliations, affiliation_json(&totals.affiliations.items[i]));
    json_set(object, "people", people);
    json_set(object, "others", others);
    json_set(object, "affiliations", affiliations);
    json_finish(object, out);
    speaking_totals_finish(&totals);
}
