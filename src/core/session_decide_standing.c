/*
 * Wishes about what the room makes of an outcome. It may be taken from any standing to any other;
 * what was withdrawn comes back as a draft first. A decision names the exact text by its digest,
 * so a text edited by hand must be confirmed before, and of two versions side by side one chosen.
 *
 *     draft ─► proposed ─► adopted, with a reservation, deferred, referred, not adopted
 *                 ▲                                                          │
 *                 └──────────────────────── reopened, said why ◄─────────────┘
 */
#include "decide.h"

#include <stdlib.h>
#include <string.h>

static struct event *refuse_not_outcome(const struct deciding *deciding, const struct entry *entry)
{
    return decide_refuse_text(deciding,
                              N_("{1} is not put to the room: only conclusions, recommendations, "
                                 "decisions and actions are"),
                              entry->shown);
}

/* The outcome that the wish means, of a session that is not closed. NULL: refused. */
static const struct entry *find_outcome(const struct deciding *deciding)
{
    bool reopens = deciding->wish->standing == STANDING_DRAFT;
    const struct entry *entry = reopens && deciding->wish->verb == WISH_STAND
                                    ? decide_find_entry(deciding, deciding->wish->entry)
                                    : decide_find_open_entry(deciding);
    if (entry == NULL)
        return NULL;
    if (deciding->session->timekeeper.closed) {
        decide_refuse(deciding, N_("The session is closed; reopen it first"));
        return NULL;
    }
    if (!entry_kind_is_outcome(entry->kind) && !reopens) {
        refuse_not_outcome(deciding, entry);
        return NULL;
    }
    return entry;
}

/* Is it clear which text the room decides on? False: refused. */
static bool check_text(const struct deciding *deciding, const struct entry *entry)
{
    if (entry->changed)
        decide_refuse_text(deciding, N_("{1} was edited outside the program; confirm it first"),
                           entry->shown);
    else if (entry_is_unsettled(entry))
        decide_refuse_text(deciding, N_("Two versions of {1} stand side by side; choose one first"),
                           entry->shown);
    return !entry->changed && !entry_is_unsettled(entry);
}

/* Was just that decided on just this text already? A count of hands is always news. */
static bool stands_so(const struct wish *wish, const struct entry *entry)
{
    if (entry->standing != wish->standing || wish->votes.taken || entry->stood == NULL)
        return false;
    char digest[DIGEST_HEX_SIZE];
    entry_digest(entry, digest);
    if (!event_same_text(digest, event_text(entry->stood, KEY_DIGEST)))
        return false;
    if (wish->standing == STANDING_REFERRED)
        return wish->to != NULL && strcmp(wish->to, entry->referred_to) == 0;
    return wish->standing == STANDING_DEFERRED || wish->standing == STANDING_NOT_ADOPTED;
}

/* May the entry come from its standing to the one wished for? False: refused. */
static bool check_way(const struct deciding *deciding, const struct entry *entry)
{
    enum standing wished = deciding->wish->standing;
    bool reopens = wished == STANDING_DRAFT || deciding->wish->why != NULL;
    const char *why_not = NULL;
    if (wished == STANDING_DRAFT && (entry->standing != STANDING_WITHDRAWN || entry->undone))
        why_not = N_("{1} was not withdrawn");
    else if (wished == STANDING_PROPOSED && reopens && !standing_is_settled(entry->standing))
        why_not = N_("{1} is open already");
    else if (wished == STANDING_PROPOSED && !reopens && entry->standing != STANDING_DRAFT)
        why_not = N_("{1} was put to the room already");
    else if (wished == STANDING_ADOPTED && standing_is_adopted(entry->standing) &&
             !entry->changed_since_adoption)
        why_not = N_("{1} is adopted already");
    else if (stands_so(deciding->wish, entry))
        why_not = N_("That was decided about {1} already");
    if (why_not != NULL)
        message_set(decide_refused(deciding, REFUSED_SO_ALREADY), why_not, entry->shown, NULL);
    return why_not == NULL;
}

static bool set_reservation(const struct deciding *deciding, struct event *event,
                            const struct entry *entry)
{
    struct buf text = {0};
    enum attribution rule = session_entry_attribution(deciding->session, entry);
    const char *wished = deciding->wish->fields.text;
    bool fine = wished == NULL || decide_clean(deciding, wished, false, &text);
    if (fine && text.size > 0)
        event_set(event, KEY_TEXT, buf_text(&text));
    fine = fine && decide_line(deciding, event, KEY_RESERVED_BY, deciding->wish->reserved_by) &&
           decide_names_under(deciding, event, rule, event_text(event, KEY_TEXT)) &&
           decide_names_under(deciding, event, rule, event_text(event, KEY_RESERVED_BY));
    buf_finish(&text);
    if (fine && event_text(event, KEY_TEXT) == NULL && event_text(event, KEY_RESERVED_BY) == NULL) {
        decide_refuse(deciding, N_("Say whose reservation it is, or what it says"));
        return false;
    }
    return fine;
}

/* To whom; as a text's addressee, that is no matter of attribution. */
static bool set_referred(const struct deciding *deciding, struct event *event)
{
    bool fine = decide_line(deciding, event, KEY_TO, deciding->wish->to);
    if (fine && event_text(event, KEY_TO) == NULL) {
        decide_refuse(deciding, N_("Say whom it is referred to"));
        return false;
    }
    return fine;
}

static void set_count(struct event *event, enum event_key key, unsigned count)
{
    struct buf text = {0};
    buf_add_format(&text, "%u", count);
    event_set(event, key, buf_text(&text));
    buf_finish(&text);
}

static void set_votes(struct event *event, const struct votes *votes)
{
    if (!votes->taken)
        return;
    set_count(event, KEY_VOTES_FOR, votes->in_favour);
    set_count(event, KEY_VOTES_AGAINST, votes->against);
    set_count(event, KEY_VOTES_ABSTAINED, votes->abstained);
}

/* The reason; whoever opens again what the room had settled must give one. */
static bool set_why(const struct deciding *deciding, struct event *event, const struct entry *entry)
{
    const struct wish *wish = deciding->wish;
    if (!decide_line(deciding, event, KEY_WHY, wish->why) ||
        !decide_names_under(deciding, event, session_entry_attribution(deciding->session, entry),
                            event_text(event, KEY_WHY)))
        return false;
    bool must = wish->standing == STANDING_DRAFT || wish->why != NULL;
    if (must && event_text(event, KEY_WHY) == NULL)
        decide_refuse(deciding, N_("Say why it is reopened"));
    return !must || event_text(event, KEY_WHY) != NULL;
}

struct event *decide_stand(const struct deciding *deciding)
{
    const struct wish *wish = deciding->wish;
    const struct entry *entry = find_outcome(deciding);
    if (entry == NULL || !check_way(deciding, entry))
        return NULL;
    if (standing_is_settled(wish->standing) && !check_text(deciding, entry))
        return NULL;
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_STANDING, entry);
    event_set(event, KEY_STANDING, standing_name(wish->standing));
    char digest[DIGEST_HEX_SIZE];
    entry_digest(entry, digest);
    event_set(event, KEY_DIGEST, digest);
    set_votes(event, &wish->votes);
    if (wish->standing == STANDING_ADOPTED_WITH_RESERVATION &&
        !set_reservation(deciding, event, entry))
        return decide_drop(event);
    if (wish->standing == STANDING_REFERRED && !set_referred(deciding, event))
        return decide_drop(event);
    return set_why(deciding, event, entry) ? event : decide_drop(event);
}

struct event *decide_hold(const struct deciding *deciding)
{
    const struct entry *entry = find_outcome(deciding);
    if (entry == NULL)
        return NULL;
    if (standing_is_settled(entry->standing))
        return decide_refuse_text(deciding, N_("{1} is settled; reopen it first"), entry->shown);
    if (entry->held == deciding->wish->held)
        return decide_refuse_text(
            deciding, entry->held ? N_("{1} is held back already") : N_("{1} is not held back"),
            entry->shown);
    struct event *event = decide_entry_event(deciding, EVENT_ENTRY_HOLD, entry);
    event_set(event, KEY_HELD, deciding->wish->held ? "yes" : "no");
    return event;
}
