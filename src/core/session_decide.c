/*
 * Deciding: a wish is refused with a reason, or becomes an event. Here is the one table from
 * wishes to their functions, what they all ask first (the time, the day, who holds the clock),
 * and what they share. Nothing here changes the session.
 */
#include "decide.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

enum {
    ASKS_DAY = 1 << 0,   /* only on a day of the session */
    ASKS_CLOCK = 1 << 1, /* only by whoever holds the clock, as `op` needs it */
    ASKS_LIVE = ASKS_DAY | ASKS_CLOCK,
};

static const struct {
    decide_function *decide;
    unsigned asks;
    enum event_op op; /* what it becomes, as far as holding the clock goes */
} verbs[] = {
    [WISH_START] = {decide_start, ASKS_LIVE, EVENT_SLOT_START},
    [WISH_NEXT] = {decide_next, ASKS_LIVE, EVENT_SLOT_START},
    [WISH_STOP] = {decide_stop, ASKS_LIVE, EVENT_SLOT_STOP},
    [WISH_PAUSE] = {decide_pause, ASKS_LIVE, EVENT_SLOT_PAUSE},
    [WISH_RESUME] = {decide_resume, ASKS_LIVE, EVENT_SLOT_RESUME},
    [WISH_BACK] = {decide_back, ASKS_LIVE, EVENT_SLOT_BACK},
    [WISH_GOTO] = {decide_goto, ASKS_LIVE, EVENT_SLOT_START},
    [WISH_EXTEND] = {decide_extend, ASKS_LIVE, EVENT_SLOT_EXTEND},
    [WISH_SHORTEN] = {decide_shorten, ASKS_LIVE, EVENT_SLOT_SHORTEN},
    [WISH_SKIP] = {decide_skip, ASKS_LIVE, EVENT_SLOT_SKIP},
    [WISH_INSERT] = {decide_insert, ASKS_LIVE, EVENT_SLOT_INSERT},
    [WISH_SWAP] = {decide_swap, ASKS_LIVE, EVENT_SLOT_SWAP},
    [WISH_REPLAN] = {decide_replan, ASKS_LIVE, EVENT_PLAN_CHANGE},
    [WISH_END] = {decide_end, ASKS_LIVE, EVENT_SESSION_END},
    [WISH_CLOSE] = {decide_close, ASKS_CLOCK, EVENT_SESSION_CLOSE},
    [WISH_REOPEN] = {decide_reopen, ASKS_CLOCK, EVENT_SESSION_REOPEN},
    [WISH_TAKE] = {decide_take, ASKS_CLOCK, EVENT_CLOCK_TAKE},
    [WISH_HOLD_ON] = {decide_hold_on, ASKS_CLOCK, EVENT_SESSION_DATE},
    [WISH_MOVE_PROGRAMME] = {decide_move_programme, ASKS_CLOCK, EVENT_SESSION_MOVE},
    [WISH_ADD] = {decide_add, 0, EVENT_ENTRY_ADD},
    [WISH_AMEND] = {decide_amend, 0, EVENT_ENTRY_AMEND},
    [WISH_WITHDRAW] = {decide_withdraw, 0, EVENT_ENTRY_WITHDRAW},
    [WISH_MOVE] = {decide_move, 0, EVENT_ENTRY_MOVE},
    [WISH_SETTLE] = {decide_settle, 0, EVENT_ENTRY_AMEND},
    [WISH_MERGE] = {decide_merge, 0, EVENT_ENTRY_MERGE},
    [WISH_ORDER] = {decide_order, 0, EVENT_ENTRY_ORDER},
    [WISH_STAND] = {decide_stand, 0, EVENT_ENTRY_STANDING},
    [WISH_HOLD] = {decide_hold, 0, EVENT_ENTRY_HOLD},
    [WISH_CONFIRM] = {decide_confirm, 0, EVENT_FRAME_CONFIRM},
    [WISH_MESSAGE] = {decide_message, 0, EVENT_MESSAGE},
    [WISH_FLOOR_REQUEST] = {decide_floor_request, ASKS_LIVE, EVENT_FLOOR_REQUEST},
    [WISH_FLOOR_START] = {decide_floor_start, ASKS_LIVE, EVENT_FLOOR_START},
    [WISH_FLOOR_STOP] = {decide_floor_stop, ASKS_LIVE, EVENT_FLOOR_STOP},
    [WISH_FLOOR_PAUSE] = {decide_floor_pause, ASKS_LIVE, EVENT_FLOOR_PAUSE},
    [WISH_FLOOR_RESUME] = {decide_floor_resume, ASKS_LIVE, EVENT_FLOOR_RESUME},
    [WISH_FLOOR_SKIP] = {decide_floor_skip, ASKS_LIVE, EVENT_FLOOR_SKIP},
    [WISH_FLOOR_SWAP] = {decide_floor_swap, ASKS_LIVE, EVENT_FLOOR_SWAP},
    [WISH_FLOOR_ORDER] = {decide_floor_order, ASKS_LIVE, EVENT_FLOOR_ORDER},
    [WISH_PERSON_STATE] = {decide_person_state, 0, EVENT_PERSON_STATE},
    [WISH_PEOPLE_COUNT] = {decide_people_count, 0, EVENT_PEOPLE_COUNT},
    [WISH_RULE] = {decide_rule, 0, EVENT_SESSION_RULE},
    [WISH_UNDO] = {decide_undo, 0, EVENT_UNDO},
    [WISH_REDO] = {decide_redo, 0, EVENT_REDO},
};
NAME_TABLE_COMPLETE(verbs, WISH_COUNT);

void refusal_finish(struct refusal *refusal)
{
    message_finish(&refusal->text);
}

struct message *decide_refused(const struct deciding *deciding, enum refusal_kind kind)
{
    deciding->refusal->kind = kind;
    return &deciding->refusal->text;
}

struct event *decide_refuse(const struct deciding *deciding, const char *id)
{
    message_set(decide_refused(deciding, REFUSED), id, NULL);
    return NULL;
}

struct event *decide_refuse_text(const struct deciding *deciding, const char *id, const char *text)
{
    message_set(decide_refused(deciding, REFUSED), id, text, NULL);
    return NULL;
}

struct event *decide_drop(struct event *event)
{
    event_free(event);
    return NULL;
}

struct event *decide_event(const struct deciding *deciding, enum event_op op)
{
    struct event *event = event_new(op);
    struct instant now = deciding->actor->now;
    if (event_realm(op) == REALM_CLOCK)
        now = instant_whole_second(&now);
    event_set_instant(event, &now);
    event->offset = zone_offset(deciding->session->programme->zone, now.wall, NULL);
    return event;
}

const char *decide_title(const struct deciding *deciding, size_t slot)
{
    const struct session *session = deciding->session;
    return session_slot_title(session, session->timekeeper.slots.items[slot].id, NULL);
}

bool decide_clean(const struct deciding *deciding, const char *text, bool one_line, struct buf *out)
{
    struct buf clean = {0};
    utf8_clean(text, strlen(text), &clean);
    size_t start = 0;
    for (size_t i = 0; one_line && i < clean.size; i++) {
        if (clean.bytes[i] == '\n')
            clean.bytes[i] = ' ';
    }
    while (one_line && start < clean.size && clean.bytes[start] == ' ')
        start++;
    bool fits = clean.size - start <= DECIDE_TEXT_MAX;
    if (fits) {
        buf_add(out, buf_text(&clean) + start, clean.size - start);
    } else {
        struct buf size = {0};
        buf_add_format(&size, "%zu", clean.size - start);
        message_set(decide_refused(deciding, REFUSED),
                    N_("The text is too long: it has {1} bytes, and 65,536 fit"), buf_text(&size),
                    NULL);
        buf_finish(&size);
    }
    buf_finish(&clean);
    return fits;
}

bool decide_line(const struct deciding *deciding, struct event *event, enum event_key key,
                 const char *text)
{
    struct buf line = {0};
    bool fits = text == NULL || decide_clean(deciding, text, true, &line);
    if (fits && line.size > 0)
        event_set(event, key, buf_text(&line));
    buf_finish(&line);
    return fits;
}

bool decide_names(const struct deciding *deciding, struct event *event, const char *slot,
                  const char *text)
{
    return decide_names_under(deciding, event, session_attribution(deciding->session, slot), text);
}

enum attribution decide_rule_here(const struct deciding *deciding)
{
    const struct timekeeper *timekeeper = &deciding->session->timekeeper;
    return attribution_stricter(timekeeper_attribution(timekeeper, SLOT_NONE),
                                timekeeper_attribution(timekeeper, timekeeper->current));
}

bool decide_names_under(const struct deciding *deciding, struct event *event, enum attribution rule,
                        const char *text)
{
    struct buf found = {0};
    bool has = text != NULL && session_text_has_names_under(deciding->session, rule, text, &found);
    bool kept = deciding->wish->keep_names;
    if (has && kept)
        event_set(event, KEY_KEPT_NAMES, "yes");
    else if (has)
        message_set(decide_refused(deciding, REFUSED_NAMES),
                    N_("The text holds names, which the Chatham House Rule does not allow: {1}"),
                    buf_text(&found), NULL);
    buf_finish(&found);
    return !has || kept;
}

/* A clock that --now sets may not stand before what its writer did already. */
static bool ask_time(const struct deciding *deciding)
{
    const struct actor *actor = deciding->actor;
    msec_t last = session_last_own(deciding->session, &actor->writer);
    bool is_virtual = actor->now.boot_id == 0;
    if (!is_virtual || actor->rehearsal || last == MSEC_NONE || actor->now.wall >= last)
        return true;
    struct buf time = {0};
    zone_write(deciding->session->programme->zone, last, true, &time);
    message_set(decide_refused(deciding, REFUSED),
                N_("That time is earlier than the last you did in the record, at {1}"),
                buf_text(&time), NULL);
    buf_finish(&time);
    return false;
}

bool session_ask_day(const struct session *session, const struct actor *actor,
                     struct refusal *reterr_refusal)
{
    if (actor->any_day || !timekeeper_is_other_day(&session->timekeeper, &actor->now))
        return true;
    *reterr_refusal = (struct refusal){.kind = REFUSED_OTHER_DAY};
    message_set(&reterr_refusal->text, N_("Today is none of the days of this session"), NULL);
    return false;
}

static bool ask_clock(const struct deciding *deciding, enum event_op op)
{
    const struct session *session = deciding->session;
    const struct timekeeper *timekeeper = &session->timekeeper;
    if (timekeeper_may(timekeeper, op, &deciding->actor->writer))
        return true;
    message_set(decide_refused(deciding, REFUSED_NOT_HOLDER), N_("{1} holds the clock"),
                session_writer_name(session, &timekeeper->holder), NULL);
    return false;
}

/* Every event that is decided can be read again. */
static void assert_sound(const struct event *event)
{
    struct message why = {0};
    bool sound = event == NULL || event_check(event, &why);
    assert(sound);
    (void)sound;
    message_finish(&why);
}

bool session_decide(const struct session *session, const struct wish *wish,
                    const struct actor *actor, struct event **ret_event,
                    struct refusal *reterr_refusal)
{
    struct refusal refusal = {.kind = REFUSED};
    struct deciding deciding = {session, wish, actor, &refusal};
    unsigned asks = verbs[wish->verb].asks;
    struct event *event = NULL;
    if (ask_time(&deciding) &&
        ((asks & ASKS_DAY) == 0 || session_ask_day(session, actor, &refusal)) &&
        ((asks & ASKS_CLOCK) == 0 || ask_clock(&deciding, verbs[wish->verb].op)))
        event = verbs[wish->verb].decide(&deciding);
    assert_sound(event);
    if (event != NULL)
        *ret_event = event;
    else
        *reterr_refusal = refusal;
    return event != NULL;
}
