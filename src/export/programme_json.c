/*
 * `dais show --json`: the programme as read, every field under the name that it has in the file.
 * Spans are milliseconds and their names end in _ms. A field that the programme does not say is
 * not there; id, number, day, kind, start, end and duration_ms of a slot always are.
 */
#include <string.h>

#include <dais/core/programme_times.h>
#include <dais/export/json_outputs.h>

#include "json_session.h"

/* One text as a string, texts by language as an object; NULL: there is none. */
static json_t *lingual_json(const struct programme *programme, const struct lingual *lingual)
{
    if (lingual->texts.count == 0)
        return NULL;
    if (lingual->texts.count == 1 && lingual->texts.items[0].language == NULL)
        return json_build_text(lingual->texts.items[0].text);
    json_t *object = json_build_object();
    for (size_t i = 0; i < lingual->texts.count; i++) {
        const struct lingual_text *text = &lingual->texts.items[i];
        json_set(object, text->language != NULL ? text->language : programme->language,
                 json_build_text(text->text));
    }
    return object;
}

/* Sets what is there: a NULL or empty value is freed. */
static void set_some(json_t *object, const char *key, json_t *value)
{
    if (value != NULL && (!json_is_array(value) || json_array_size(value) > 0))
        json_set(object, key, value);
    else
        json_decref(value);
}

static void set_lingual(json_t *object, const struct programme *programme, const char *key,
                        const struct lingual *lingual)
{
    set_some(object, key, lingual_json(programme, lingual));
}

static void set_linguals(json_t *object, const struct programme *programme, const char *key,
                         const struct linguals *linguals)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < linguals->list.count; i++)
        json_push(list, lingual_json(programme, &linguals->list.items[i]));
    set_some(object, key, list);
}

/* A span, or nothing where it is `none`. */
static void set_span(json_t *object, const char *key, msec_t span, msec_t none)
{
    if (span != none)
        json_set(object, key, json_build_span(span));
}

/* A key of people, a text, or an object where there is more to say. */
static json_t *part_json(const struct programme *programme, const struct part *part)
{
    json_t *who = NULL;
    if (part->person != PART_NOBODY)
        who = json_build_text(programme->people.items[part->person].key);
    else
        who = lingual_json(programme, &part->text);
    if (who != NULL && part->share == MSEC_NONE)
        return who;
    json_t *object = json_build_object();
    set_some(object, "who", who);
    set_lingual(object, programme, "organisation", &part->organisation);
    if (part->share != MSEC_NONE)
        json_set(object, "minutes", json_build_number(part->share / MSEC_MINUTE));
    return object;
}

static void set_parts(json_t *object, const struct programme *programme, const char *key,
                      const struct parts *parts)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < parts->list.count; i++)
        json_push(list, part_json(programme, &parts->list.items[i]));
    set_some(object, key, list);
}

static void set_roles(json_t *object, const struct programme *programme,
                      const struct parts roles[ROLE_COUNT])
{
    for (size_t role = 0; role < ROLE_COUNT; role++)
        set_parts(object, programme, role_name((enum role)role), &roles[role]);
}

static void set_links(json_t *object, const struct programme *programme, const struct links *links)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < links->list.count; i++) {
        json_t *link = json_build_object();
        set_lingual(link, programme, "title", &links->list.items[i].title);
        json_set_text(link, "url", links->list.items[i].url);
        json_push(list, link);
    }
    set_some(object, "links", list);
}

static void set_cues(json_t *object, const struct cues *cues)
{
    if (cues->warning == MSEC_NONE && cues->danger == MSEC_NONE)
        return;
    json_t *both = json_build_object();
    set_span(both, "warning_ms", cues->warning, MSEC_NONE);
    set_span(both, "danger_ms", cues->danger, MSEC_NONE);
    json_set(object, "cues", both);
}

static void set_status(json_t *object, enum confirmation status)
{
    json_set(object, "status", json_build_text(status == CONFIRMED ? "confirmed" : "tbc"));
}

static void set_organisations(json_t *object, const struct programme *programme, const char *key,
                              const struct organisations *organisations)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < organisations->list.count; i++) {
        const struct organisation *organisation = &organisations->list.items[i];
        json_t *one = json_build_object();
        set_lingual(one, programme, "name", &organisation->name);
        if (organisation->lead)
            json_set(one, "lead", json_build_bool(true));
        json_push(list, one);
    }
    set_some(object, key, list);
}

static void set_contacts(json_t *object, const struct programme *programme)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < programme->contacts.count; i++) {
        const struct contact *contact = &programme->contacts.items[i];
        json_t *one = json_build_object();
        json_set_text(one, "name", contact->name);
        json_set_text(one, "email", contact->email);
        json_set_text(one, "phone", contact->phone);
        json_set_text(one, "web", contact->web);
        json_push(list, one);
    }
    set_some(object, "contacts", list);
}

static void set_people(json_t *object, const struct programme *programme)
{
    if (programme->people.count == 0)
        return;
    json_t *people = json_build_object();
    for (size_t i = 0; i < programme->people.count; i++) {
        const struct person *person = &programme->people.items[i];
        json_t *one = json_build_object();
        json_set_text(one, "name", person->name);
        set_lingual(one, programme, "honorific", &person->honorific);
        set_lingual(one, programme, "title", &person->title);
        set_lingual(one, programme, "affiliation", &person->affiliation);
        set_lingual(one, programme, "role", &person->role);
        set_lingual(one, programme, "on_behalf_of", &person->on_behalf_of);
        set_status(one, person->status);
        json_set(people, person->key, one);
    }
    json_set(object, "people", people);
}

static void set_date(json_t *object, int64_t days)
{
    if (days == DAY_UNKNOWN)
        return;
    BUF_LOCAL struct buf text = {0};
    date_write(days, &text);
    json_set_text(object, "date", buf_text(&text));
}

/* "9:00–12:30": minutes since midnight, with the next day's hours as on a clock. */
static void set_range(json_t *object, int start, int end)
{
    if (start < 0 || end < 0)
        return;
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%02d:%02d–%02d:%02d", start / 60 % 24, start % 60, end / 60 % 24,
                   end % 60);
    json_set_text(object, "time", buf_text(&text));
}

/* The date that the times of a day are on: the programme's, else the one that it was run on. */
static int64_t day_date(const struct session *session, size_t day)
{
    int64_t date = session_programme(session)->days.items[day].date;
    return date != DAY_UNKNOWN ? date : timekeeper_date(session_timekeeper(session), day);
}

static json_t *planned_json(const struct session *session, const struct slot *slot, int minutes)
{
    int64_t date = day_date(session, slot->day);
    if (!slot->timed || date == DAY_UNKNOWN)
        return json_build_null();
    const struct zone *zone = session_programme(session)->zone;
    return json_build_instant(zone, zone_instant(zone, date, minutes));
}

static void set_tracks(json_t *object, const struct programme *programme, const struct slot *slot)
{
    json_t *list = json_build_array();
    for (size_t i = 0; i < slot->tracks.count; i++) {
        const struct track *track = &slot->tracks.items[i];
        json_t *one = json_build_object();
        set_lingual(one, programme, "title", &track->title);
        set_lingual(one, programme, "room", &track->room);
        set_parts(one, programme, "moderators", &track->moderators);
        set_parts(one, programme, "rapporteurs", &track->rapporteurs);
        json_push(list, one);
    }
    set_some(object, "tracks", list);
}

static void set_rounds(json_t *object, const struct programme *programme, const struct slot *slot)
{
    if (slot->rounds.talk > 0) {
        json_t *rounds = json_build_object();
        json_set(rounds, "talk_ms", json_build_span(slot->rounds.talk));
        json_set(rounds, "questions_ms", json_build_span(slot->rounds.questions));
        json_set(rounds, "count", json_build_number(slot->rounds.count));
        json_set(object, "rounds", rounds);
    }
    json_t *list = json_build_array();
    for (size_t i = 0; i < slot->posters.count; i++) {
        const struct poster *poster = &slot->posters.items[i];
        json_t *one = json_build_object();
        set_lingual(one, programme, "title", &poster->title);
        set_parts(one, programme, "presenters", &poster->presenters);
        set_lingual(one, programme, "organisation", &poster->organisation);
        set_lingual(one, programme, "summary", &poster->summary);
        json_push(list, one);
    }
    set_some(object, "posters", list);
}

/* Under another rule than `named` neither place nor time, which the programme and the entries
   would be joined to. */
static json_t *turn_json(const struct session *session, size_t slot, const struct told_turn *told)
{
    const struct turn *turn =
        &session_timekeeper(session)->slots.items[slot].floor.turns.items[told->index];
    enum attribution rule = timekeeper_floor_rule(session_timekeeper(session), slot);
    const struct zone *zone = session_programme(session)->zone;
    BUF_LOCAL struct buf name = {0};
    struct message message;
    turn_name(turn, session_attendance(session), rule, NULL, true, &message);
    if (told->number > 0 && strcmp(message.id, "{1}") != 0)
        buf_add_format(&name, "Turn %u", told->number);
    else
        message_write(&message, NULL, &name);
    message_finish(&message);
    bool named = rule == ATTRIBUTION_NAMED;
    json_t *object = json_build_object();
    json_set(object, "place",
             told->number > 0 ? json_build_null() : json_build_number(turn->place));
    json_set(object, "name", json_build_text(buf_text(&name)));
    json_set(object, "actual_start", json_build_instant(zone, named ? turn_start(turn) : MSEC_NONE));
    json_set(object, "actual_end",
             json_build_instant(zone, named ? turn_end(turn) : MSEC_NONE));
    json_set(object, "share_ms", json_build_span(told->share));
    json_set(object, "spoken_ms", json_build_span(turn->spoken));
    return object;
}

/* Who has spoken in a slot, called as its rule allows; nothing where nobody has. */
static void set_spoken(json_t *object, const struct session *session, size_t slot)
{
    const struct floor *floor = &session_timekeeper(session)->slots.items[slot].floor;
    json_t *spoken = json_build_array();
    struct told_turns turns;
    floor_tell(floor, timekeeper_floor_rule(session_timekeeper(session), slot), &turns);
    for (size_t i = 0; i < turns.list.count; i++) {
        const struct turn *turn = &floor->turns.items[turns.list.items[i].index];
        if (turn->state == TURN_DONE && turn_end(turn) != MSEC_NONE)
            json_push(spoken, turn_json(session, slot, &turns.list.items[i]));
    }
    told_turns_finish(&turns);
    if (json_array_size(spoken) > 0)
        json_set(object, "spoken", spoken);
    else
        json_decref(spoken);
}

static void set_times(json_t *object, const struct session *session, const struct slot *slot)
{
    if (slot->timed)
        set_range(object, slot->start, slot->end);
    set_lingual(object, session_programme(session), "when", &slot->when);
    json_set(object, "start", planned_json(session, slot, slot->start));
    json_set(object, "end", planned_json(session, slot, slot->end));
    json_set(object, "duration_ms",
             json_build_span(slot->timed ? programme_span(session_programme(session),
                                                          day_date(session, slot->day), slot->start,
                                                          slot->end)
                                         : MSEC_NONE));
    const struct timekeeper *timekeeper = session_timekeeper(session);
    size_t index = timekeeper_find(timekeeper, slot->id);
    if (index == SLOT_NONE)
        return;
    const struct clock_slot *clock = &timekeeper->slots.items[index];
    set_span(object, "minimum_ms", clock->minimum, MSEC_NONE);
    const struct zone *zone = session_programme(session)->zone;
    msec_t start = clock_slot_actual_start(clock), end = clock_slot_actual_end(clock);
    if (start != MSEC_NONE)
        json_set(object, "actual_start", json_build_instant(zone, start));
    if (end != MSEC_NONE)
        json_set(object, "actual_end", json_build_instant(zone, end));
    set_spoken(object, session, index);
}

static void set_hard(json_t *object, enum hard hard)
{
    switch (hard) {
    case HARD_NONE:
        break;
    case HARD_START:
        json_set_text(object, "hard", "start");
        break;
    case HARD_END:
        json_set_text(object, "hard", "end");
        break;
    case HARD_BOTH:
        json_set_text(object, "hard", "both");
        break;
    }
}

static json_t *slot_json(const struct session *session, const struct slot *slot)
{
    const struct programme *programme = session_programme(session);
    json_t *object = json_build_object();
    json_set(object, "number", json_build_number(slot->number));
    json_set_text(object, "id", slot->id);
    json_set(object, "day", json_build_number((int64_t)slot->day + 1));
    set_lingual(object, programme, "title", &slot->title);
    json_set_text(object, "kind", slot_kind_name(slot->kind));
    set_times(object, session, slot);
    set_hard(object, slot->hard);
    set_status(object, slot->status);
    set_lingual(object, programme, "reason", &slot->reason);
    json_set_text(object, "attribution", attribution_name(slot->attribution));
    set_cues(object, &slot->cues);
    set_lingual(object, programme, "room", &slot->room);
    set_lingual(object, programme, "objective", &slot->objective);
    set_lingual(object, programme, "methodology", &slot->methodology);
    set_linguals(object, programme, "guiding_questions", &slot->guiding_questions);
    set_linguals(object, programme, "items", &slot->items);
    set_roles(object, programme, slot->roles);
    set_span(object, "questions_ms", slot->questions, 0);
    set_span(object, "report_back_ms", slot->report_back, 0);
    set_span(object, "changeover_ms", slot->changeover, 0);
    set_rounds(object, programme, slot);
    set_tracks(object, programme, slot);
    set_links(object, programme, &slot->links);
    set_lingual(object, programme, "note", &slot->note);
    return object;
}

static json_t *days_json(const struct session *session)
{
    const struct programme *programme = session_programme(session);
    json_t *days = json_build_array();
    for (size_t i = 0; i < programme->days.count; i++) {
        json_t *day = json_build_object();
        json_set(day, "day", json_build_number((int64_t)i + 1));
        set_date(day, day_date(session, i));
        set_lingual(day, programme, "title", &programme->days.items[i].title);
        json_push(days, day);
    }
    return days;
}

/* The hard end is a time of the last day. */
static void set_hard_end(json_t *object, const struct session *session)
{
    const struct programme *programme = session_programme(session);
    if (programme->hard_end < 0)
        return;
    int64_t date = day_date(session, programme->days.count - 1);
    json_set(object, "hard_end",
             date == DAY_UNKNOWN
                 ? json_build_null()
                 : json_build_instant(programme->zone,
                                      zone_instant(programme->zone, date, programme->hard_end)));
}

static void set_texts(json_t *object, const struct programme *programme)
{
    set_lingual(object, programme, "venue", &programme->venue);
    json_set_text(object, "language", programme->language);
    json_set_text(object, "attribution", attribution_name(programme->attribution));
    set_linguals(object, programme, "context", &programme->context);
    set_linguals(object, programme, "objectives", &programme->objectives);
    set_linguals(object, programme, "expected_outcomes", &programme->expected_outcomes);
    set_linguals(object, programme, "themes", &programme->themes);
    set_linguals(object, programme, "follow_up", &programme->follow_up);
    set_organisations(object, programme, "organisers", &programme->organisers);
    set_organisations(object, programme, "partners", &programme->partners);
    set_organisations(object, programme, "supporters", &programme->supporters);
    set_contacts(object, programme);
    set_links(object, programme, &programme->links);
    set_lingual(object, programme, "participants", &programme->participants);
    set_people(object, programme);
    set_roles(object, programme, programme->roles);
}

void json_write_programme(const struct session *session, struct buf *out)
{
    const struct programme *programme = session_programme(session);
    json_t *object = json_build_object();
    json_set_head(object, programme);
    json_set_text(object, "code", programme->code);
    set_lingual(object, programme, "title", &programme->title);
    set_lingual(object, programme, "event", &programme->event);
    set_lingual(object, programme, "series", &programme->series);
    set_lingual(object, programme, "project", &programme->project);
    set_lingual(object, programme, "type", &programme->type);
    set_date(object, programme->date);
    set_range(object, programme->start, programme->end);
    json_set_text(object, "timezone", zone_name(programme->zone));
    set_texts(object, programme);
    set_cues(object, &programme->cues);
    set_hard_end(object, session);
    json_set(object, "days", days_json(session));
    json_t *slots = json_build_array();
    for (size_t i = 0; i < programme->slots.count; i++)
        json_push(slots, slot_json(session, &programme->slots.items[i]));
    json_set(object, "slots", slots);
    json_finish(object, out);
}
