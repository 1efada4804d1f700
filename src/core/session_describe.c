/*
 * One sentence about what an event did. Each op has three, so that languages may bend each as
 * they need: what happened, that it was undone, that it was redone. New entries have one of each
 * kind for what happened.
 */
#include "session_state.h"

#include <string.h>

#include <dais/base/name_table.h>

/* What stands in a sentence for {1} and {2}. */
struct words {
    struct buf one;
    struct buf two;
    struct message turns[2]; /* of the floor: these instead, where set */
    bool by_number;          /* a person, or a turn of no name */
    size_t floor;            /* slot on whose floor a person is looked for; SLOT_NONE: none */
};

enum mood { DID, UNDID, REDID, MOOD_COUNT };

static const char *const sentences[][MOOD_COUNT] = {
    [EVENT_LAUNCH] = {N_("{1} joined")},
    [EVENT_SESSION_DATE] = {N_("The session is held on {1}"),
                            N_("Undone: the session is held on {1}"),
                            N_("Redone: the session is held on {1}")},
    [EVENT_CLOCK_TAKE] = {N_("{1} took the clock from {2}")},
    [EVENT_SLOT_START] = {N_("{1} started"), N_("Undone: {1} started"), N_("Redone: {1} started")},
    [EVENT_SLOT_STOP] = {N_("{1} ended"), N_("Undone: {1} ended"), N_("Redone: {1} ended")},
    [EVENT_SLOT_PAUSE] = {N_("{1} paused"), N_("Undone: {1} paused"), N_("Redone: {1} paused")},
    [EVENT_SLOT_RESUME] = {N_("{1} goes on"), N_("Undone: {1} goes on"), N_("Redone: {1} goes on")},
    [EVENT_SLOT_BACK] = {N_("Back to {1}"), N_("Undone: back to {1}"), N_("Redone: back to {1}")},
    [EVENT_SLOT_EXTEND] = {N_("{1}: {2} more"), N_("Undone: {1}: {2} more"),
                           N_("Redone: {1}: {2} more")},
    [EVENT_SLOT_SHORTEN] = {N_("{1}: {2} less"), N_("Undone: {1}: {2} less"),
                            N_("Redone: {1}: {2} less")},
    [EVENT_SLOT_SKIP] = {N_("{1} skipped"), N_("Undone: {1} skipped"), N_("Redone: {1} skipped")},
    [EVENT_SLOT_INSERT] = {N_("{1} inserted, {2}"), N_("Undone: {1} inserted, {2}"),
                           N_("Redone: {1} inserted, {2}")},
    [EVENT_SLOT_SWAP] = {N_("{1} and {2} swapped"), N_("Undone: {1} and {2} swapped"),
                         N_("Redone: {1} and {2} swapped")},
    [EVENT_PLAN_CHANGE] = {N_("Replanned: {1}"), N_("Undone: replanned: {1}"),
                           N_("Redone: replanned: {1}")},
    [EVENT_FLOOR_REQUEST] = {N_("{1} asks for the floor"), N_("Undone: {1} asks for the floor"),
                             N_("Redone: {1} asks for the floor")},
    [EVENT_FLOOR_START] = {N_("{1} has the floor"), N_("Undone: {1} has the floor"),
                           N_("Redone: {1} has the floor")},
    [EVENT_FLOOR_STOP] = {N_("{1} has spoken"), N_("Undone: {1} has spoken"),
                          N_("Redone: {1} has spoken")},
    [EVENT_FLOOR_PAUSE] = {N_("{1} paused"), N_("Undone: {1} paused"), N_("Redone: {1} paused")},
    [EVENT_FLOOR_RESUME] = {N_("{1} goes on"), N_("Undone: {1} goes on"),
                            N_("Redone: {1} goes on")},
    [EVENT_FLOOR_SKIP] = {N_("{1} passed over"), N_("Undone: {1} passed over"),
                          N_("Redone: {1} passed over")},
    [EVENT_FLOOR_SWAP] = {N_("{1} and {2} swapped"), N_("Undone: {1} and {2} swapped"),
                          N_("Redone: {1} and {2} swapped")},
    [EVENT_FLOOR_ORDER] = {N_("Point of order: {1}"), N_("Undone: point of order: {1}"),
                           N_("Redone: point of order: {1}")},
    [EVENT_SESSION_MOVE] = {N_("The programme moved along: every planned time is {1} later"),
                            N_("Undone: the programme moved by {1}"),
                            N_("Redone: the programme moved by {1}")},
    [EVENT_SESSION_END] = {N_("The session ended"), N_("Undone: the session ended"),
                           N_("Redone: the session ended")},
    [EVENT_SESSION_CLOSE] = {N_("The session was closed"), N_("Undone: the session was closed"),
                             N_("Redone: the session was closed")},
    [EVENT_SESSION_REOPEN] = {N_("The session was reopened: {1}"),
                              N_("Undone: the session was reopened: {1}"),
                              N_("Redone: the session was reopened: {1}")},
    [EVENT_ENTRY_ADD] = {N_("Saved as {1}"), N_("Undone: {1} is withdrawn"),
                         N_("Redone: {1} is back")},
    [EVENT_ENTRY_AMEND] = {N_("{1} amended"), N_("Undone: {1} amended"), N_("Redone: {1} amended")},
    [EVENT_ENTRY_WITHDRAW] = {N_("{1} withdrawn"), N_("Undone: {1} withdrawn"),
                              N_("Redone: {1} withdrawn")},
    [EVENT_ENTRY_MOVE] = {N_("{1} moved to {2}"), N_("Undone: {1} moved to {2}"),
                          N_("Redone: {1} moved to {2}")},
    [EVENT_ENTRY_MERGE] = {N_("{1} merged into {2}"), N_("Undone: {1} merged into {2}"),
                           N_("Redone: {1} merged into {2}")},
    [EVENT_ENTRY_ORDER] = {N_("{1} stands behind {2}"), N_("Undone: {1} stands behind {2}"),
                           N_("Redone: {1} stands behind {2}")},
    [EVENT_ENTRY_STANDING] = {N_("What became of {1} is noted"), N_("Undone: what became of {1}"),
                              N_("Redone: what became of {1}")},
    [EVENT_ENTRY_HOLD] = {N_("{1} held back"), N_("Undone: {1} held back"),
                          N_("Redone: {1} held back")},
    [EVENT_PERSON_STATE] = {N_("{1} is noted"), N_("Undone: what was noted of {1}"),
                            N_("Redone: what was noted of {1}")},
    [EVENT_PEOPLE_COUNT] = {N_("Participants counted: {1}, {2}"),
                            N_("Undone: participants counted: {1}"),
                            N_("Redone: participants counted: {1}")},
    [EVENT_SESSION_RULE] = {N_("Another attribution rule is in force"),
                            N_("Undone: another attribution rule is in force"),
                            N_("Redone: another attribution rule is in force")},
    [EVENT_MESSAGE] = {N_("Message to the speaker: {1}")},
    [EVENT_FRAME_CONFIRM] = {N_("{1}, edited by hand, confirmed")},
    [EVENT_UNDO] = {N_("Undone: {1}")},
    [EVENT_REDO] = {N_("Redone: {1}")},
};
NAME_TABLE_COMPLETE(sentences, EVENT_OP_COUNT);

/* The same of who has no name, or none that may be said, where another sentence says it better:
 * {1} is a number. */
static const char *const numbered[EVENT_OP_COUNT][MOOD_COUNT] = {
    [EVENT_FLOOR_REQUEST] = {N_("Request {1} for the floor"),
                             N_("Undone: request {1} for the floor"),
                             N_("Redone: request {1} for the floor")},
    [EVENT_FLOOR_ORDER] = {N_("Point of order {1}"), N_("Undone: point of order {1}"),
                           N_("Redone: point of order {1}")},
    [EVENT_PERSON_STATE] = {N_("Person {1} is noted"), N_("Undone: what was noted of person {1}"),
                            N_("Redone: what was noted of person {1}")},
};

/* An entry behind no other one. */
static const char *const first_of_all[MOOD_COUNT] = {
    N_("{1} stands first"), N_("Undone: {1} stands first"), N_("Redone: {1} stands first")};

/* An entry that belongs to no slot from then on. */
static const char *const moved_to_session[MOOD_COUNT] = {
    N_("{1} moved to the session as a whole"), N_("Undone: {1} moved to the session as a whole"),
    N_("Redone: {1} moved to the session as a whole")};

/* Where it is known whose reservation it is, {2}. */
static const char *const reserved_by[MOOD_COUNT] = {
    N_("{1} adopted with a reservation of {2}"),
    N_("Undone: {1} adopted with a reservation of {2}"),
    N_("Redone: {1} adopted with a reservation of {2}")};

/* What is noted of one of the people: by name, by number. */
static const char *const noted[][2] = {
    [PERSON_CONFIRMED] = {N_("{1} is confirmed"), N_("Person {1} is confirmed")},
    [PERSON_TBC] = {N_("{1} is to be confirmed"), N_("Person {1} is to be confirmed")},
    [PERSON_PRESENT] = {N_("{1} is present"), N_("Person {1} is present")},
    [PERSON_ABSENT] = {N_("{1} is absent"), N_("Person {1} is absent")},
    [PERSON_LATE] = {N_("{1} is late"), N_("Person {1} is late")},
    [PERSON_REPLACED] = {N_("{1} is replaced"),
                         N_("Person {1} is replaced; by whom is not written down")},
};
NAME_TABLE_COMPLETE(noted, PERSON_STATE_COUNT);

/* Of a rule of the session, of a slot; {1} is the slot. */
static const char *const ruled[][2][MOOD_COUNT] = {
    [ATTRIBUTION_NAMED] = {{N_("From here on names are written down"),
                            N_("Undone: names are written down"),
                            N_("Redone: names are written down")},
                           {N_("{1}: from here on names are written down"),
                            N_("Undone: {1}: names are written down"),
                            N_("Redone: {1}: names are written down")}},
    [ATTRIBUTION_AFFILIATION] = {{N_("From here on only affiliations are written down"),
                                  N_("Undone: only affiliations are written down"),
                                  N_("Redone: only affiliations are written down")},
                                 {N_("{1}: from here on only affiliations are written down"),
                                  N_("Undone: {1}: only affiliations are written down"),
                                  N_("Redone: {1}: only affiliations are written down")}},
    [ATTRIBUTION_CHATHAM_HOUSE] = {{N_("The Chatham House Rule is in force"),
                                    N_("Undone: the Chatham House Rule is in force"),
                                    N_("Redone: the Chatham House Rule is in force")},
                                   {N_("{1}: the Chatham House Rule is in force"),
                                    N_("Undone: {1}: the Chatham House Rule is in force"),
                                    N_("Redone: {1}: the Chatham House Rule is in force")}},
};
NAME_TABLE_COMPLETE(ruled, ATTRIBUTION_COUNT);

static const char *const saved[] = {
    [ENTRY_NOTE] = N_("Note saved as {1}"),
    [ENTRY_CONCLUSION] = N_("Conclusion saved as {1}"),
    [ENTRY_RECOMMENDATION] = N_("Recommendation saved as {1}"),
    [ENTRY_DECISION] = N_("Decision saved as {1}"),
    [ENTRY_ACTION] = N_("Action saved as {1}"),
    [ENTRY_STATEMENT] = N_("Statement saved as {1}"),
    [ENTRY_LEARNING] = N_("Learning saved as {1}"),
    [ENTRY_CHALLENGE] = N_("Challenge saved as {1}"),
    [ENTRY_PRACTICE] = N_("Good practice saved as {1}"),
    [ENTRY_QUESTION] = N_("Question saved as {1}"),
    [ENTRY_QUOTE] = N_("Quote saved as {1}"),
};
NAME_TABLE_COMPLETE(saved, ENTRY_KIND_COUNT);

/* What became of an outcome; {2}: whom it is referred to. */
static const char *const stood[][MOOD_COUNT] = {
    [STANDING_DRAFT] = {N_("{1} is no longer withdrawn: {2}"),
                        N_("Undone: {1} is no longer withdrawn"),
                        N_("Redone: {1} is no longer withdrawn")},
    [STANDING_PROPOSED] = {N_("{1} put to the room"), N_("Undone: {1} put to the room"),
                           N_("Redone: {1} put to the room")},
    [STANDING_ADOPTED] = {N_("{1} adopted"), N_("Undone: {1} adopted"), N_("Redone: {1} adopted")},
    [STANDING_ADOPTED_WITH_RESERVATION] = {N_("{1} adopted with a reservation"),
                                           N_("Undone: {1} adopted with a reservation"),
                                           N_("Redone: {1} adopted with a reservation")},
    [STANDING_DEFERRED] = {N_("{1} deferred"), N_("Undone: {1} deferred"),
                           N_("Redone: {1} deferred")},
    [STANDING_REFERRED] = {N_("{1} referred to {2}"), N_("Undone: {1} referred to {2}"),
                           N_("Redone: {1} referred to {2}")},
    [STANDING_NOT_ADOPTED] = {N_("{1} not adopted"), N_("Undone: {1} not adopted"),
                              N_("Redone: {1} not adopted")},
    [STANDING_WITHDRAWN] = {N_("{1} withdrawn"), N_("Undone: {1} withdrawn"),
                            N_("Redone: {1} withdrawn")},
};
NAME_TABLE_COMPLETE(stood, STANDING_COUNT);

static const char *const reopened[MOOD_COUNT] = {
    N_("{1} reopened: {2}"), N_("Undone: {1} reopened"), N_("Redone: {1} reopened")};
static const char *const released[MOOD_COUNT] = {N_("{1} no longer held back"),
                                                 N_("Undone: {1} no longer held back"),
                                                 N_("Redone: {1} no longer held back")};

/* Of a plan; the last one says {1}, why it was taken. */
static const char *const replanned[][MOOD_COUNT + 1] = {
    [PLAN_SHIFT] = {N_("Replanned: lengths stay"), N_("Undone: lengths stay"),
                    N_("Redone: lengths stay"), N_("Replanned: lengths stay – {1}")},
    [PLAN_ABSORB] = {N_("Replanned: absorbed in the breaks"), N_("Undone: absorbed in the breaks"),
                     N_("Redone: absorbed in the breaks"),
                     N_("Replanned: absorbed in the breaks – {1}")},
    [PLAN_COMPRESS] = {N_("Replanned: what follows is compressed"),
                       N_("Undone: what follows is compressed"),
                       N_("Redone: what follows is compressed"),
                       N_("Replanned: what follows is compressed – {1}")},
};
NAME_TABLE_COMPLETE(replanned, PLAN_COUNT);

/* The event with slots as the present programme names them, if the log has it. */
static const struct event *seen_in(const struct session *session, const struct event *event)
{
    const struct logged *logged = session_log_find(session, &event->id);
    if (logged == NULL || logged->event != event)
        return event;
    return line_seen((const struct line *)logged);
}

static void write_title(const struct session *session, const struct event *event,
                        enum event_key key, const char *language, struct buf *out)
{
    const char *id = event_text(event, key);
    if (id != NULL)
        buf_add_text(out, session_slot_title(session, id, language));
}

/* The entry's number as it is shown; else its id. */
static void write_entry(const struct session *session, const struct event_id *id, struct buf *out)
{
    const struct entry *entry = session_entry(session, id);
    if (entry != NULL)
        buf_add_text(out, entry->shown);
    else
        event_id_write(id, out);
}

/* The other entry that a merge, or an order, speaks of. */
static void write_other(const struct session *session, const struct event *event, struct buf *out)
{
    struct event_id id = event_target(event, KEY_INTO);
    if (id.sequence == 0)
        id = event_target(event, KEY_BEHIND);
    if (id.sequence > 0)
        write_entry(session, &id, out);
}

static void write_writer(const struct session *session, const char *text, struct buf *out)
{
    struct token writer = {{0}};
    if (text != NULL && token_is_valid(text))
        memcpy(writer.text, text, sizeof writer.text);
    buf_add_text(out, session_writer_name(session, &writer));
}

/* Whose event it is. */
static void write_own(const struct session *session, const struct event *event, struct buf *out)
{
    const struct launch *launch = session_launch_find(session, &event->id.launch);
    write_writer(session,
                 launch != NULL && launch->writer != NULL ? launch->writer->token.text : NULL, out);
}

static void fill_floor(const struct session *session, const struct event *event,
                       const char *language, struct words *words)
{
    static const enum event_key keys[] = {KEY_PLACE, KEY_WITH_PLACE};
    size_t slot = timekeeper_find(&session->timekeeper, event_text(event, KEY_SLOT));
    for (size_t i = 0; i < 2; i++) {
        int64_t place = event_number(event, keys[i]);
        if (i > 0 && place == 0)
            break;
        bool named = session_turn_called(session, slot, place <= UINT32_MAX ? (unsigned)place : 0,
                                         language, &words->turns[i]);
        words->by_number = words->by_number || !named;
    }
    if (event->op != EVENT_FLOOR_REQUEST && event->op != EVENT_FLOOR_ORDER)
        words->by_number = false; /* the turn's own name says what it is */
    else if (words->by_number) {
        buf_add_text(&words->one, event_text(event, KEY_PLACE));
        message_finish(&words->turns[0]);
    }
}

/* Whoever is written down as a number is one in every sentence; always true. */
static bool write_number(const struct event *event, struct buf *out)
{
    buf_add_text(out, event_text(event, KEY_PERSON) + 1);
    return true;
}

/* Somebody whom the programme does not know any more is shown as it was written. */
static void fill_person(const struct session *session, const struct event *event,
                        const char *language, struct words *words)
{
    size_t person = attendance_person(session->programme, event);
    if (person == PART_NOBODY)
        buf_add_text(&words->one, event_text(event, KEY_PERSON));
    else if (event_text(event, KEY_PERSON)[0] == '#')
        words->by_number = write_number(event, &words->one);
    else
        words->by_number = !session_person_called(session, person, language, &words->one);
    if (session_may_tell_replacement(session, event))
        buf_add_text(&words->two, event_text(event, KEY_REPLACED_BY));
    if (!words->by_number ||
        !session_person_on_floor(session, words->floor, person, language, &words->turns[0]))
        return;
    words->by_number = false;
    if (words->two.size > 0)
        message_set(&words->turns[1], N_("{1}"), buf_text(&words->two), NULL);
}

/* A flat switch: what an event of the clock is told with. */
static void fill_clock(const struct session *session, const struct event *event,
                       const char *language, struct words *words)
{
    switch (event->op) {
    case EVENT_SESSION_DATE:
        buf_add_text(&words->one, event_text(event, KEY_DATE));
        break;
    case EVENT_CLOCK_TAKE:
        write_own(session, event, &words->one);
        write_writer(session, event_text(event, KEY_FROM), &words->two);
        break;
    case EVENT_SLOT_INSERT:
        buf_add_text(&words->one, event_text(event, KEY_TITLE));
        span_write(event_number(event, KEY_SPAN), &words->two);
        break;
    case EVENT_SESSION_REOPEN:
        buf_add_text(&words->one, event_text(event, KEY_WHY));
        break;
    case EVENT_SLOT_SWAP:
        write_title(session, event, KEY_SLOT, language, &words->one);
        write_title(session, event, KEY_WITH, language, &words->two);
        break;
    case EVENT_SLOT_EXTEND:
    case EVENT_SLOT_SHORTEN:
        span_write(event_number(event, KEY_SPAN), &words->two);
        write_title(session, event, KEY_SLOT, language, &words->one);
        break;
    case EVENT_PLAN_CHANGE:
        buf_add_text(&words->one, event_text(event, KEY_WHY));
        break;
    case EVENT_FLOOR_REQUEST:
    case EVENT_FLOOR_START:
    case EVENT_FLOOR_STOP:
    case EVENT_FLOOR_PAUSE:
    case EVENT_FLOOR_RESUME:
    case EVENT_FLOOR_SKIP:
    case EVENT_FLOOR_ORDER:
    case EVENT_FLOOR_SWAP:
        fill_floor(session, event, language, words);
        break;
    case EVENT_SESSION_MOVE:
        span_write(event_number(event, KEY_SHIFT), &words->one);
        break;
    case EVENT_SLOT_START:
    case EVENT_SLOT_STOP:
    case EVENT_SLOT_PAUSE:
    case EVENT_SLOT_RESUME:
    case EVENT_SLOT_BACK:
    case EVENT_SLOT_SKIP:
        write_title(session, event, KEY_SLOT, language, &words->one);
        break;
    case EVENT_LAUNCH:
    case EVENT_SESSION_END:
    case EVENT_SESSION_CLOSE:
    case EVENT_ENTRY_ADD:
    case EVENT_ENTRY_AMEND:
    case EVENT_ENTRY_WITHDRAW:
    case EVENT_ENTRY_MOVE:
    case EVENT_ENTRY_MERGE:
    case EVENT_ENTRY_ORDER:
    case EVENT_ENTRY_STANDING:
    case EVENT_ENTRY_HOLD:
    case EVENT_PERSON_STATE:
    case EVENT_PEOPLE_COUNT:
    case EVENT_SESSION_RULE:
    case EVENT_MESSAGE:
    case EVENT_FRAME_CONFIRM:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_OP_COUNT:
        break;
    }
}

/* Whose reservation an event of an entry notes, as far as the rule lets it be said; or NULL. */
static const char *reserved_by_of(const struct session *session, const struct event *event)
{
    struct event_id id = event_target(event, KEY_ENTRY);
    const struct entry *entry = session_entry(session, &id);
    struct reservation reservation = {
        .by = event_text(event, KEY_RESERVED_BY),
        .kept = event_text(event, KEY_KEPT_NAMES) != NULL,
    };
    return entry != NULL ? session_reserved_by(session, entry, &reservation) : NULL;
}

static void fill(const struct session *session, const struct event *event, const char *language,
                 struct words *words)
{
    struct event_id id;
    if (event_realm(event->op) == REALM_CLOCK) {
        fill_clock(session, event, language, words);
    } else if (event->op == EVENT_LAUNCH) {
        write_writer(session, event_text(event, KEY_WRITER), &words->one);
    } else if (event->op == EVENT_ENTRY_ADD) {
        if (session_entry(session, &event->id) != NULL)
            write_entry(session, &event->id, &words->one);
        else
            buf_add_text(&words->one, event_text(event, KEY_NUMBER));
    } else if (event_realm(event->op) == REALM_ENTRY) {
        id = event_target(event, KEY_ENTRY);
        write_entry(session, &id, &words->one);
        write_title(session, event, KEY_SLOT, language, &words->two);
        write_other(session, event, &words->two);
        const char *more = event_text(event, KEY_TO);
        if (more == NULL)
            more = reserved_by_of(session, event);
        if (more == NULL)
            more = event_text(event, KEY_WHY);
        if (event->op == EVENT_ENTRY_STANDING && more != NULL)
            buf_add_text(&words->two, more);
    } else if (event->op == EVENT_PERSON_STATE) {
        fill_person(session, event, language, words);
    } else if (event->op == EVENT_PEOPLE_COUNT) {
        buf_add_text(&words->one, event_text(event, KEY_COUNT));
        write_title(session, event, KEY_SLOT, language, &words->two);
    } else if (event->op == EVENT_SESSION_RULE) {
        write_title(session, event, KEY_SLOT, language, &words->one);
        buf_add_text(&words->two, event_text(event, KEY_WHY));
    } else if (event->op == EVENT_MESSAGE) {
        buf_add_text(&words->one, event_text(event, KEY_TEXT));
    } else {
        id = event_target(event, KEY_TARGET);
        write_entry(session, &id, &words->one);
    }
}

/* The sentences about what became of an outcome; NULL: about something else. */
static const char *const *choose_stood(const struct event *event, const struct words *words)
{
    if (event->op == EVENT_ENTRY_HOLD)
        return strcmp(event_text(event, KEY_HELD), "no") == 0 ? released : NULL;
    int standing =
        event->op == EVENT_ENTRY_STANDING ? standing_find(event_text(event, KEY_STANDING)) : -1;
    if (standing == STANDING_PROPOSED && event_text(event, KEY_WHY) != NULL)
        return reopened;
    if (standing == STANDING_ADOPTED_WITH_RESERVATION && words->two.size > 0)
        return reserved_by;
    return standing >= 0 ? stood[standing] : NULL;
}

/* Sentences that lack a part have another form. */
static const char *choose(const struct event *event, enum mood mood, const struct words *words)
{
    int state =
        event->op == EVENT_PERSON_STATE ? person_state_find(event_text(event, KEY_STATE)) : -1;
    if (state == PERSON_REPLACED && mood == DID && words->two.size > 0)
        return words->by_number ? N_("Person {1} is replaced by {2}")
                                : N_("{1} is replaced by {2}");
    if (state >= 0 && mood == DID)
        return noted[state][words->by_number];
    if (words->by_number)
        return numbered[event->op][mood];
    int plan = event->op == EVENT_PLAN_CHANGE ? plan_find(event_text(event, KEY_PLAN)) : -1;
    if (plan >= 0)
        return replanned[plan]
                        [mood == DID && event_text(event, KEY_WHY) != NULL ? MOOD_COUNT : mood];
    if (event->op == EVENT_ENTRY_ORDER && words->two.size == 0)
        return first_of_all[mood];
    if (event->op == EVENT_ENTRY_MOVE && event_text(event, KEY_SLOT) == NULL)
        return moved_to_session[mood];
    const char *const *became = choose_stood(event, words);
    if (became != NULL)
        return became[mood];
    int rule = event->op == EVENT_SESSION_RULE ? attribution_find(event_text(event, KEY_RULE)) : -1;
    if (rule >= 0)
        return ruled[rule][event_text(event, KEY_SLOT) != NULL][mood];
    if (mood != DID)
        return sentences[event->op][mood];
    int kind = event->op == EVENT_ENTRY_ADD ? entry_kind_find(event_text(event, KEY_KIND)) : -1;
    if (kind >= 0)
        return saved[kind];
    const char *from = event_text(event, KEY_FROM);
    if (event->op == EVENT_CLOCK_TAKE && from[0] == '\0')
        return N_("{1} took the clock");
    if (event->op == EVENT_PEOPLE_COUNT && event_text(event, KEY_SLOT) == NULL)
        return N_("Participants counted: {1}");
    if (event->op == EVENT_MESSAGE && event_text(event, KEY_TEXT)[0] == '\0')
        return N_("The message to the speaker is taken away");
    if (event->op == EVENT_SESSION_MOVE && event_number(event, KEY_SHIFT) < 0)
        return N_("The programme moved along: every planned time is {1} earlier");
    return sentences[event->op][DID];
}

static void finish_words(struct words *words)
{
    message_finish(&words->turns[0]);
    message_finish(&words->turns[1]);
    buf_finish(&words->one);
    buf_finish(&words->two);
}

/* With its reason behind it. */
static void describe_ruling(const char *id, const struct words *words, struct message *ret_text)
{
    struct message ruling = {0}, why = {0};
    message_set(&ruling, id, buf_text(&words->one), NULL);
    message_set(&why, N_("{1}"), buf_text(&words->two), NULL);
    message_set(ret_text, N_("{1} – {2}"), NULL);
    message_add_message(ret_text, &ruling);
    message_add_message(ret_text, &why);
    message_finish(&ruling);
    message_finish(&why);
}

/* The room adopted another text than the one that reservations were on. False: it did not. */
static bool describe_dropped(const struct session *session, const struct event *event,
                             const struct words *words, struct message *ret_text)
{
    if (event->op != EVENT_ENTRY_STANDING)
        return false;
    long dropped = (long)session_reservations_dropped(session, event);
    bool further =
        standing_find(event_text(event, KEY_STANDING)) == STANDING_ADOPTED_WITH_RESERVATION;
    if (dropped > 0 && further)
        message_set_plural(ret_text,
                           "{2} adopted with a reservation; the one before was on the text before",
                           "{2} adopted with a reservation; the {1} before were on the text before",
                           dropped, buf_text(&words->one), NULL);
    else if (dropped > 0)
        message_set_plural(ret_text, "{2} adopted; its reservation was on the text before",
                           "{2} adopted; its {1} reservations were on the text before", dropped,
                           buf_text(&words->one), NULL);
    return dropped > 0;
}

static void describe(const struct session *session, const struct event *event, enum mood mood,
                     size_t floor, const char *language, struct message *ret_text)
{
    struct words words = {.floor = floor};
    fill(session, seen_in(session, event), language, &words);
    const char *id = choose(event, mood, &words);
    if (event->op == EVENT_SESSION_RULE && mood == DID && words.two.size > 0) {
        describe_ruling(id, &words, ret_text);
        finish_words(&words);
        return;
    }
    if (mood == DID && describe_dropped(session, event, &words, ret_text)) {
        finish_words(&words);
        return;
    }
    if (words.turns[0].id == NULL) {
        message_set(ret_text, id, buf_text(&words.one), buf_text(&words.two), NULL);
    } else {
        message_set(ret_text, id, NULL);
        message_add_message(ret_text, &words.turns[0]);
        if (words.turns[1].id != NULL)
            message_add_message(ret_text, &words.turns[1]);
    }
    finish_words(&words);
}

const struct event *session_subject(const struct session *session, const struct event *event)
{
    if (event->op != EVENT_UNDO && event->op != EVENT_REDO)
        return event;
    struct event_id id = event_target(event, KEY_TARGET);
    const struct logged *target = session_log_find(session, &id);
    return target != NULL && event_is_undoable(target->event) ? target->event : event;
}

void session_describe_on(const struct session *session, const struct event *event, size_t slot,
                         const char *language, struct message *ret_text)
{
    if (event->op == EVENT_UNKNOWN) {
        message_set(ret_text, N_("“{1}”, of another version of the program"), event->op_name, NULL);
        return;
    }
    const struct event *subject = session_subject(session, event);
    enum mood mood = subject == event ? DID : event->op == EVENT_UNDO ? UNDID : REDID;
    describe(session, subject, mood, slot, language, ret_text);
}

void session_describe(const struct session *session, const struct event *event,
                      const char *language, struct message *ret_text)
{
    session_describe_on(session, event, SLOT_NONE, language, ret_text);
}
