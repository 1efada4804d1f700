/*
 * Wishes about the clock. Each becomes one event that names the state it expects, so that of two
 * people who press at once only one has effect; what would change nothing is refused.
 */
#include "decide.h"

#include <string.h>

#define SPAN_MAX MSEC_DAY /* of one wish: more time, or the length of an inserted slot */
#define MOVE_MAX (MSEC_DAY * 366)

static const struct timekeeper *clock_of(const struct deciding *deciding)
{
    return &deciding->session->timekeeper;
}

static const struct clock_slot *slot_of(const struct deciding *deciding, size_t index)
{
    return &clock_of(deciding)->slots.items[index];
}

const char *decide_current_id(const struct deciding *deciding)
{
    size_t current = clock_of(deciding)->current;
    return current == SLOT_NONE ? "" : slot_of(deciding, current)->id;
}

struct event *decide_refuse_ended(const struct deciding *deciding)
{
    const char *id = clock_of(deciding)->closed ? N_("The session is closed; reopen it first")
                                                : N_("The session has ended; reopen it first");
    return decide_refuse(deciding, id);
}

struct event *decide_refuse_idle(const struct deciding *deciding)
{
    if (clock_of(deciding)->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    return decide_refuse(deciding, N_("No slot is running"));
}

/* Refuses with a sentence about a slot. */
static struct event *refuse_slot(const struct deciding *deciding, const char *id, size_t slot)
{
    message_set(decide_refused(deciding, REFUSED), id, decide_title(deciding, slot), NULL);
    return NULL;
}

/* An event about a slot. */
static struct event *slot_event(const struct deciding *deciding, enum event_op op, size_t slot)
{
    struct event *event = decide_event(deciding, op);
    event_set(event, KEY_SLOT, slot_of(deciding, slot)->id);
    return event;
}

/* The same, that expects the slot which has the clock now. */
static struct event *slot_event_from(const struct deciding *deciding, enum event_op op, size_t slot)
{
    struct event *event = slot_event(deciding, op, slot);
    event_set(event, KEY_FROM, decide_current_id(deciding));
    return event;
}

struct event *decide_start(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    if (timekeeper->state == CLOCK_RUNNING)
        return refuse_slot(deciding, N_("“{1}” is running already"), timekeeper->current);
    if (timekeeper->state == CLOCK_PAUSED)
        return refuse_slot(deciding, N_("“{1}” is paused; resume it"), timekeeper->current);
    size_t day = timekeeper_day(timekeeper, &deciding->actor->now);
    size_t next = timekeeper_next(timekeeper, SLOT_NONE, day);
    if (next != SLOT_NONE)
        return slot_event_from(deciding, EVENT_SLOT_START, next);
    return decide_refuse(deciding, N_("No slot is left to start on this day"));
}

struct event *decide_next(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    size_t current = timekeeper->current;
    if (current == SLOT_NONE)
        return decide_refuse_idle(deciding);
    size_t next = timekeeper_next(timekeeper, current, slot_of(deciding, current)->day);
    return next == SLOT_NONE ? slot_event(deciding, EVENT_SLOT_STOP, current)
                             : slot_event_from(deciding, EVENT_SLOT_START, next);
}

struct event *decide_stop(const struct deciding *deciding)
{
    size_t current = clock_of(deciding)->current;
    return current == SLOT_NONE ? decide_refuse_idle(deciding)
                                : slot_event(deciding, EVENT_SLOT_STOP, current);
}

struct event *decide_pause(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->current == SLOT_NONE)
        return decide_refuse_idle(deciding);
    if (timekeeper->state == CLOCK_PAUSED)
        return refuse_slot(deciding, N_("“{1}” is paused already"), timekeeper->current);
    return slot_event(deciding, EVENT_SLOT_PAUSE, timekeeper->current);
}

struct event *decide_resume(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->current == SLOT_NONE)
        return decide_refuse_idle(deciding);
    if (timekeeper->state == CLOCK_RUNNING)
        return refuse_slot(deciding, N_("“{1}” is running already"), timekeeper->current);
    return slot_event(deciding, EVENT_SLOT_RESUME, timekeeper->current);
}

/* The last slot done before `current` on its day; with SLOT_NONE, the last one done at all. */
static size_t previous_done(const struct deciding *deciding, size_t current)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    size_t i = current == SLOT_NONE ? timekeeper->slots.count : current;
    while (i > 0) {
        i--;
        if (slot_of(deciding, i)->state == SLOT_DONE &&
            (current == SLOT_NONE || slot_of(deciding, i)->day == slot_of(deciding, current)->day))
            return i;
    }
    return SLOT_NONE;
}

struct event *decide_back(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->closed)
        return decide_refuse_ended(deciding);
    size_t previous = previous_done(deciding, timekeeper->current);
    if (previous != SLOT_NONE)
        return slot_event_from(deciding, EVENT_SLOT_BACK, previous);
    return decide_refuse(deciding, N_("There is no slot to go back to"));
}

/* The slot that a name of the wish means. SLOT_NONE: refused. */
static size_t find_slot(const struct deciding *deciding, const char *name)
{
    return session_find_slot(deciding->session, name != NULL ? name : "", deciding->refusal);
}

struct event *decide_goto(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->closed)
        return decide_refuse_ended(deciding);
    size_t slot = find_slot(deciding, deciding->wish->slot);
    if (slot == SLOT_NONE)
        return NULL;
    enum slot_state state = slot_of(deciding, slot)->state;
    if (state == SLOT_RUNNING)
        return refuse_slot(deciding, N_("“{1}” has the clock already"), slot);
    if (state == SLOT_DONE || state == SLOT_SKIPPED)
        return slot_event_from(deciding, EVENT_SLOT_BACK, slot);
    if (timekeeper->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    return slot_event_from(deciding, EVENT_SLOT_START, slot);
}

/* Is the span one that a wish may ask for? False: refused. */
static bool check_span(const struct deciding *deciding)
{
    msec_t span = deciding->wish->span;
    if (span > 0 && span <= SPAN_MAX)
        return true;
    const char *id = span <= 0 ? N_("How much time?") : N_("That is more than a day");
    decide_refuse(deciding, id);
    return false;
}

/* More or less time for the running slot. */
static struct event *change_length(const struct deciding *deciding, enum event_op op)
{
    struct event *event = slot_event(deciding, op, clock_of(deciding)->current);
    event_set_number(event, KEY_SPAN, deciding->wish->span);
    return event;
}

struct event *decide_extend(const struct deciding *deciding)
{
    if (clock_of(deciding)->current == SLOT_NONE)
        return decide_refuse_idle(deciding);
    return check_span(deciding) ? change_length(deciding, EVENT_SLOT_EXTEND) : NULL;
}

struct event *decide_shorten(const struct deciding *deciding)
{
    size_t current = clock_of(deciding)->current;
    if (current == SLOT_NONE)
        return decide_refuse_idle(deciding);
    if (!check_span(deciding))
        return NULL;
    msec_t allotted = slot_of(deciding, current)->allotted;
    if (allotted - deciding->wish->span >= MSEC_MINUTE)
        return change_length(deciding, EVENT_SLOT_SHORTEN);
    struct buf length = {0};
    span_write(allotted, &length);
    message_set(decide_refused(deciding, REFUSED),
                N_("“{1}” has {2}; a slot keeps one minute at least"),
                decide_title(deciding, current), buf_text(&length), NULL);
    buf_finish(&length);
    return NULL;
}

struct event *decide_skip(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    if (timekeeper->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    if (deciding->wish->slot == NULL)
        return decide_next(deciding);
    size_t slot = find_slot(deciding, deciding->wish->slot);
    if (slot == SLOT_NONE)
        return NULL;
    switch (slot_of(deciding, slot)->state) {
    case SLOT_WAITING:
        return slot_event(deciding, EVENT_SLOT_SKIP, slot);
    case SLOT_RUNNING:
        return decide_next(deciding);
    case SLOT_DONE:
        return refuse_slot(deciding, N_("“{1}” is done"), slot);
    case SLOT_SKIPPED:
        return refuse_slot(deciding, N_("“{1}” is skipped already"), slot);
    case SLOT_STATE_COUNT:
        break;
    }
    return NULL;
}

/*
 * Where a new slot goes: after the running one, else the last one done that day; on a day on
 * which nothing ran yet, in front of all that waits. False: there is no such place.
 */
static bool set_place(const struct deciding *deciding, struct event *event)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    size_t day = timekeeper_day(timekeeper, &deciding->actor->now);
    size_t after = timekeeper->current;
    if (after == SLOT_NONE)
        after = previous_done(deciding, SLOT_NONE);
    event_set(event, KEY_AFTER, "");
    if (after == SLOT_NONE && day == 0)
        return true;
    if (after != SLOT_NONE && slot_of(deciding, after)->day == day) {
        event_set(event, KEY_AFTER, slot_of(deciding, after)->id);
        return true;
    }
    size_t before = timekeeper_next(timekeeper, SLOT_NONE, day);
    if (before == SLOT_NONE || (after != SLOT_NONE && slot_of(deciding, after)->day > day))
        return false;
    event_set(event, KEY_BEFORE, slot_of(deciding, before)->id);
    return true;
}

/* An id that no slot has or had: "i2-k7q". */
static void write_new_id(const struct deciding *deciding, struct buf *out)
{
    const struct session *session = deciding->session;
    size_t number = session->inserts.count;
    do {
        buf_clear(out);
        buf_add_format(out, "i%zu-%.3s", ++number, deciding->actor->launch.text);
    } while (timekeeper_find(&session->timekeeper, buf_text(out)) != SLOT_NONE ||
             strcmp(session_slot_title(session, buf_text(out), NULL), buf_text(out)) != 0);
}

struct event *decide_insert(const struct deciding *deciding)
{
    if (clock_of(deciding)->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    if (!check_span(deciding))
        return NULL;
    struct event *event = decide_event(deciding, EVENT_SLOT_INSERT);
    if (!set_place(deciding, event)) {
        decide_refuse(deciding, N_("A slot is inserted after the running one; start one first"));
        return decide_drop(event);
    }
    if (!decide_line(deciding, event, KEY_TITLE, deciding->wish->title))
        return decide_drop(event);
    if (event_text(event, KEY_TITLE) == NULL) {
        decide_refuse(deciding, N_("The slot needs a title"));
        return decide_drop(event);
    }
    if (!decide_names_under(deciding, event, decide_rule_here(deciding),
                            event_text(event, KEY_TITLE)))
        return decide_drop(event);
    struct buf id = {0};
    write_new_id(deciding, &id);
    event_set(event, KEY_SLOT, buf_text(&id));
    event_set_number(event, KEY_SPAN, deciding->wish->span);
    buf_finish(&id);
    return event;
}

struct event *decide_swap(const struct deciding *deciding)
{
    if (clock_of(deciding)->state == CLOCK_ENDED)
        return decide_refuse_ended(deciding);
    size_t slots[2];
    const char *names[2] = {deciding->wish->slot, deciding->wish->with};
    for (size_t i = 0; i < 2; i++) {
        slots[i] = find_slot(deciding, names[i]);
        if (slots[i] == SLOT_NONE)
            return NULL;
        if (slot_of(deciding, slots[i])->state != SLOT_WAITING)
            return refuse_slot(deciding, N_("“{1}” does not wait any more"), slots[i]);
    }
    if (slots[0] == slots[1])
        return refuse_slot(deciding, N_("“{1}” cannot be swapped with itself"), slots[0]);
    if (slot_of(deciding, slots[0])->day != slot_of(deciding, slots[1])->day)
        return decide_refuse(deciding, N_("The two slots are on different days"));
    struct event *event = slot_event(deciding, EVENT_SLOT_SWAP, slots[0]);
    event_set(event, KEY_WITH, slot_of(deciding, slots[1])->id);
    return event;
}

struct event *decide_end(const struct deciding *deciding)
{
    if (clock_of(deciding)->state == CLOCK_ENDED)
        return decide_refuse(deciding, N_("The session has ended already"));
    struct event *event = decide_event(deciding, EVENT_SESSION_END);
    event_set(event, KEY_FROM, decide_current_id(deciding));
    return event;
}

struct event *decide_close(const struct deciding *deciding)
{
    if (clock_of(deciding)->closed)
        return decide_refuse(deciding, N_("The session is closed already"));
    return decide_event(deciding, EVENT_SESSION_CLOSE);
}

struct event *decide_reopen(const struct deciding *deciding)
{
    if (clock_of(deciding)->state != CLOCK_ENDED)
        return decide_refuse(deciding, N_("The session is open"));
    struct event *event = decide_event(deciding, EVENT_SESSION_REOPEN);
    if (!decide_line(deciding, event, KEY_WHY, deciding->wish->why))
        return decide_drop(event);
    const char *why = event_text(event, KEY_WHY);
    if (why == NULL)
        decide_refuse(deciding, N_("Say why the session is reopened"));
    bool fine = why != NULL && decide_names_under(deciding, event, decide_rule_here(deciding), why);
    return fine ? event : decide_drop(event);
}

struct event *decide_take(const struct deciding *deciding)
{
    const struct token *holder = &clock_of(deciding)->holder;
    if (clock_of(deciding)->closed)
        return decide_refuse_ended(deciding);
    if (token_equal(holder, &deciding->actor->writer))
        return decide_refuse(deciding, N_("You hold the clock already"));
    struct event *event = decide_event(deciding, EVENT_CLOCK_TAKE);
    event_set(event, KEY_FROM, holder->text);
    return event;
}

struct event *decide_hold_on(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = clock_of(deciding);
    struct buf date = {0};
    date_write(deciding->wish->date, &date);
    struct event *event = NULL;
    if (timekeeper->state != CLOCK_BEFORE) {
        decide_refuse(deciding, N_("The session has started; its date stands"));
    } else if (timekeeper_date(timekeeper, 0) == deciding->wish->date) {
        message_set(decide_refused(deciding, REFUSED), N_("The session is held on {1} already"),
                    buf_text(&date), NULL);
    } else {
        event = decide_event(deciding, EVENT_SESSION_DATE);
        event_set(event, KEY_DATE, buf_text(&date));
    }
    buf_finish(&date);
    return event;
}

struct event *decide_move_programme(const struct deciding *deciding)
{
    msec_t span = deciding->wish->span;
    if (clock_of(deciding)->closed)
        return decide_refuse_ended(deciding);
    if (span == 0 || span > MOVE_MAX || span < -MOVE_MAX)
        return decide_refuse(deciding,
                             N_("A programme moves by a year at most, and not by nothing"));
    struct event *event = decide_event(deciding, EVENT_SESSION_MOVE);
    event_set_number(event, KEY_FROM, clock_of(deciding)->moved);
    event_set_number(event, KEY_SHIFT, span);
    return event;
}
