/*
 * Wishes about the floor. It belongs to the clock: each event names who has the floor, as the one
 * it expects. Under the Chatham House Rule a place on the list is all that is written of who
 * speaks, and a name given for a request is refused.
 */
#include "decide.h"

#include <inttypes.h>
#include <string.h>

#include <dais/base/utf8.h>

#define REQUEST_MAX MSEC_DAY /* minutes that a request may ask for */

/* The floor that a wish is about. */
struct place_of_wish {
    size_t slot; /* index in the timekeeper */
    const struct clock_slot *clock;
    const struct floor *floor;
};

static const struct timekeeper *clock_of(const struct deciding *deciding)
{
    return &deciding->session->timekeeper;
}

/* Refuses with a sentence about a turn. */
static struct event *refuse_turn(const struct deciding *deciding, size_t slot, unsigned place,
                                 const char *id)
{
    struct message called;
    session_turn_called(deciding->session, slot, place, NULL, &called);
    struct message *text = decide_refused(deciding, REFUSED);
    message_set(text, id, NULL);
    message_add_message(text, &called);
    message_finish(&called);
    return NULL;
}

static void set_floor(const struct deciding *deciding, size_t slot, struct place_of_wish *ret_place)
{
    const struct clock_slot *clock = &clock_of(deciding)->slots.items[slot];
    *ret_place = (struct place_of_wish){slot, clock, &clock->floor};
}

/* The floor of the running or paused slot. False: refused. */
static bool find_current(const struct deciding *deciding, struct place_of_wish *ret_place)
{
    size_t current = clock_of(deciding)->current;
    if (current == SLOT_NONE) {
        decide_refuse_idle(deciding);
        return false;
    }
    set_floor(deciding, current, ret_place);
    return true;
}

/* The same; but one whose time runs. */
static bool find_running(const struct deciding *deciding, struct place_of_wish *ret_place)
{
    if (!find_current(deciding, ret_place))
        return false;
    if (clock_of(deciding)->state != CLOCK_PAUSED)
        return true;
    message_set(decide_refused(deciding, REFUSED), N_("“{1}” is paused; resume it"),
                decide_title(deciding, ret_place->slot), NULL);
    return false;
}

/* The floor of the slot that the wish names, which may still wait; else of the current one. */
static bool find_open(const struct deciding *deciding, struct place_of_wish *ret_place)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (deciding->wish->slot == NULL)
        return find_current(deciding, ret_place);
    size_t slot = session_find_slot(deciding->session, deciding->wish->slot, deciding->refusal);
    if (slot == SLOT_NONE)
        return false;
    set_floor(deciding, slot, ret_place);
    if (slot == timekeeper->current ||
        (timekeeper->state != CLOCK_ENDED && ret_place->clock->state == SLOT_WAITING))
        return true;
    message_set(decide_refused(deciding, REFUSED), N_("“{1}” is over"),
                decide_title(deciding, slot), NULL);
    return false;
}

/* A turn of the wish: by place or by name. TURN_NONE: refused. */
static size_t find_turn(const struct deciding *deciding, const struct place_of_wish *place,
                        unsigned number, const char *name)
{
    BUF_LOCAL struct buf text = {0};
    if (number > 0)
        buf_add_format(&text, "%u", number);
    else
        buf_add_text(&text, name);
    return session_find_turn(deciding->session, place->slot, buf_text(&text), deciding->refusal);
}

static bool names_turn(const struct deciding *deciding)
{
    return deciding->wish->place > 0 || deciding->wish->person != NULL;
}

/* The turn of the wish, else the next one. TURN_NONE: refused. */
static size_t find_turn_or_next(const struct deciding *deciding, const struct place_of_wish *place)
{
    if (names_turn(deciding))
        return find_turn(deciding, place, deciding->wish->place, deciding->wish->person);
    size_t next = floor_next(place->floor, &deciding->session->attendance, TURN_NONE);
    if (next == TURN_NONE)
        decide_refuse(deciding, place->floor->turns.count == 0
                                    ? N_("Nobody is on the list of speakers")
                                    : N_("Nobody is left on the list of speakers"));
    return next;
}

static struct event *turn_event(const struct deciding *deciding, enum event_op op,
                                const struct place_of_wish *place, unsigned number)
{
    struct event *event = decide_event(deciding, op);
    event_set(event, KEY_SLOT, place->clock->id);
    event_set_number(event, KEY_PLACE, number);
    return event;
}

/* Who has the floor, as the event expects it. */
static void expect_speaker(const struct place_of_wish *place, struct event *event)
{
    BUF_LOCAL struct buf floor = {0};
    if (place->floor->speaker > 0)
        buf_add_format(&floor, "%u", place->floor->speaker);
    event_set(event, KEY_FLOOR, buf_text(&floor));
}

/* The turn that has the floor; NULL: refused. */
static const struct turn *speaker_of(const struct deciding *deciding,
                                     const struct place_of_wish *place)
{
    size_t index = floor_find(place->floor, place->floor->speaker);
    if (index != TURN_NONE)
        return &place->floor->turns.items[index];
    decide_refuse(deciding, N_("Nobody has the floor"));
    return NULL;
}

struct event *decide_floor_start(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_running(deciding, &place))
        return NULL;
    size_t now = floor_find(place.floor, place.floor->speaker);
    bool paused = now != TURN_NONE && place.floor->turns.items[now].state == TURN_PAUSED;
    size_t index = paused && !names_turn(deciding) ? now : find_turn_or_next(deciding, &place);
    if (index == TURN_NONE)
        return NULL;
    const struct turn *turn = &place.floor->turns.items[index];
    if (turn->state == TURN_PAUSED)
        return turn_event(deciding, EVENT_FLOOR_RESUME, &place, turn->place);
    if (turn->state == TURN_SPEAKING)
        return refuse_turn(deciding, place.slot, turn->place, N_("{1} has the floor already"));
    struct event *event = turn_event(deciding, EVENT_FLOOR_START, &place, turn->place);
    expect_speaker(&place, event);
    struct instant at = instant_whole_second(&deciding->actor->now);
    msec_t share = floor_share(clock_of(deciding), &deciding->session->attendance, place.slot,
                               turn->place, &at);
    if (share > 0)
        event_set_number(event, KEY_SPAN, share);
    return event;
}

struct event *decide_floor_stop(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_current(deciding, &place))
        return NULL;
    const struct turn *turn = speaker_of(deciding, &place);
    return turn == NULL ? NULL : turn_event(deciding, EVENT_FLOOR_STOP, &place, turn->place);
}

struct event *decide_floor_pause(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_running(deciding, &place))
        return NULL;
    const struct turn *turn = speaker_of(deciding, &place);
    if (turn != NULL && turn->state == TURN_PAUSED)
        return refuse_turn(deciding, place.slot, turn->place, N_("{1} is paused already"));
    return turn == NULL ? NULL : turn_event(deciding, EVENT_FLOOR_PAUSE, &place, turn->place);
}

struct event *decide_floor_resume(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_running(deciding, &place))
        return NULL;
    const struct turn *turn = speaker_of(deciding, &place);
    if (turn != NULL && turn->state != TURN_PAUSED)
        return refuse_turn(deciding, place.slot, turn->place, N_("{1} has the floor already"));
    return turn == NULL ? NULL : turn_event(deciding, EVENT_FLOOR_RESUME, &place, turn->place);
}

/* Refuses unless the turn waits. */
static bool must_wait(const struct deciding *deciding, const struct place_of_wish *place,
                      size_t index)
{
    const struct turn *turn = &place->floor->turns.items[index];
    if (turn->state == TURN_WAITING)
        return true;
    refuse_turn(deciding, place->slot, turn->place, N_("{1} does not wait for the floor"));
    return false;
}

struct event *decide_floor_skip(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_open(deciding, &place))
        return NULL;
    size_t index = find_turn_or_next(deciding, &place);
    if (index == TURN_NONE || !must_wait(deciding, &place, index))
        return NULL;
    return turn_event(deciding, EVENT_FLOOR_SKIP, &place, place.floor->turns.items[index].place);
}

struct event *decide_floor_swap(const struct deciding *deciding)
{
    const struct wish *wish = deciding->wish;
    struct place_of_wish place;
    if (!find_open(deciding, &place))
        return NULL;
    if (!names_turn(deciding) || (wish->with_place == 0 && wish->with == NULL))
        return decide_refuse(deciding, N_("Say which two change places"));
    size_t one = find_turn(deciding, &place, wish->place, wish->person);
    if (one == TURN_NONE || !must_wait(deciding, &place, one))
        return NULL;
    size_t other = find_turn(deciding, &place, wish->with_place, wish->with);
    if (other == TURN_NONE || !must_wait(deciding, &place, other))
        return NULL;
    if (one == other)
        return decide_refuse(deciding, N_("Nobody changes places with himself or herself"));
    struct event *event =
        turn_event(deciding, EVENT_FLOOR_SWAP, &place, place.floor->turns.items[one].place);
    event_set_number(event, KEY_WITH_PLACE, place.floor->turns.items[other].place);
    return event;
}

/* One of the people by what was typed, or by a place on the list; PART_NOBODY: none, or several
 * and then refused. */
static size_t find_asking(const struct deciding *deciding, const struct place_of_wish *place,
                          const char *name, bool *ret_refused)
{
    struct refusal refusal = {.kind = REFUSED};
    int64_t digits = (int64_t)strspn(name, "0123456789");
    size_t person = PART_NOBODY;
    *ret_refused = false;
    if (digits > 0 && name[digits] == '\0') {
        size_t index = find_turn(deciding, place, 0, name);
        *ret_refused = index == TURN_NONE;
        return index == TURN_NONE ? PART_NOBODY : place->floor->turns.items[index].person;
    }
    person = session_find_person(deciding->session, name, &refusal);
    *ret_refused = person == PART_NOBODY && refusal.kind == REFUSED_AMBIGUOUS;
    if (*ret_refused)
        *deciding->refusal = refusal;
    else
        refusal_finish(&refusal);
    return person;
}

static bool set_affiliation(const struct deciding *deciding, struct event *event, size_t person,
                            const char *name)
{
    const struct programme *programme = deciding->session->programme;
    const char *text = programme_has_affiliation(programme, name) ? name : NULL;
    if (text == NULL && person != PART_NOBODY)
        text = lingual_in(&programme->people.items[person].affiliation, NULL);
    if (text != NULL)
        event_set(event, KEY_WHO, text);
    else
        message_set(decide_refused(deciding, REFUSED),
                    N_("Only affiliations are written down here, and “{1}” has none"), name, NULL);
    return text != NULL;
}

/* Who asks, as far as the rule of the slot lets it be written down. False: refused. */
static bool set_who(const struct deciding *deciding, const struct place_of_wish *place,
                    struct event *event)
{
    const char *name = deciding->wish->person;
    enum attribution rule = timekeeper_floor_rule(clock_of(deciding), place->slot);
    if (name == NULL || name[0] == '\0')
        return true;
    if (rule == ATTRIBUTION_CHATHAM_HOUSE) {
        decide_refuse(deciding,
                      N_("Under the Chatham House Rule nobody is written down; ask for the "
                         "floor without a name"));
        return false;
    }
    bool refused;
    size_t person = find_asking(deciding, place, name, &refused);
    if (refused)
        return false;
    if (rule == ATTRIBUTION_AFFILIATION)
        return set_affiliation(deciding, event, person, name);
    const char *key =
        person == PART_NOBODY ? name : deciding->session->programme->people.items[person].key;
    return decide_line(deciding, event, KEY_WHO, key);
}

struct event *decide_floor_request(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_open(deciding, &place))
        return NULL;
    msec_t span = deciding->wish->span;
    if (span < 0 || span > REQUEST_MAX)
        return decide_refuse(deciding, N_("That is more than a day"));
    struct event *event =
        turn_event(deciding, EVENT_FLOOR_REQUEST, &place, (unsigned)place.floor->turns.count + 1);
    if (span > 0)
        event_set_number(event, KEY_SPAN, span);
    return set_who(deciding, &place, event) ? event : decide_drop(event);
}

struct event *decide_floor_order(const struct deciding *deciding)
{
    struct place_of_wish place;
    if (!find_running(deciding, &place))
        return NULL;
    size_t now = floor_find(place.floor, place.floor->speaker);
    if (now != TURN_NONE && place.floor->turns.items[now].kind == TURN_ORDER)
        return decide_refuse(deciding, N_("A point of order has the floor already"));
    struct event *event =
        turn_event(deciding, EVENT_FLOOR_ORDER, &place, (unsigned)place.floor->turns.count + 1);
    expect_speaker(&place, event);
    return set_who(deciding, &place, event) ? event : decide_drop(event);
}
