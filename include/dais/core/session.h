/*
 * A session: one live run of a programme. Wishes come in, and are refused or become events
 * (decide); events fold into state (apply). The same apply serves live use, restart, undo and
 * merging, so that none of them can disagree.
 *
 *   wish ─► session_decide() ─► event ─► the caller puts it on the disc ─► session_apply_take()
 *
 * Events may arrive in any order; the state is always that of all events in the order of
 * event_compare().
 */
#ifndef DAIS_CORE_SESSION_H
#define DAIS_CORE_SESSION_H

#include <dais/core/forecast.h>
#include <dais/core/plan_change.h>
#include <dais/core/record.h>
#include <dais/core/timekeeper.h>

/* What somebody wants; behind each, the members of struct wish that it reads. */
enum wish_verb {
    WISH_START,      /* the next waiting slot of the day */
    WISH_NEXT,       /* end the running slot, start the one after */
    WISH_STOP,       /* end the running slot, start none */
    WISH_PAUSE,
    WISH_RESUME,
    WISH_BACK,
    WISH_GOTO,       /* slot */
    WISH_EXTEND,     /* span */
    WISH_SHORTEN,    /* span */
    WISH_SKIP,       /* slot */
    WISH_INSERT,     /* title, span, keep_names */
    WISH_SWAP,       /* slot, with */
    WISH_REPLAN,     /* plan, why, keep_names */
    WISH_END,
    WISH_CLOSE,
    WISH_REOPEN,     /* why */
    WISH_TAKE,       /* the clock from another writer */
    WISH_HOLD_ON,    /* date: the programme's first day is held then */
    WISH_MOVE_PROGRAMME, /* span, negative: earlier; the machine's clock was set by so much, and
                            every planned time moves along */
    WISH_ADD,        /* kind, fields, slot or no_slot, track, keep_names */
    WISH_AMEND,      /* entry, fields, keep_names; with new_kind: kind */
    WISH_WITHDRAW,   /* entry, why, keep_names */
    WISH_MOVE,       /* entry, slot or no_slot, track, keep_names */
    WISH_SETTLE,     /* entry, keep_names, fields; the text chosen of versions side by side: fields.text,
                        else that of the version `target`, else the current one */
    WISH_MERGE,      /* entry (goes away), into, why, keep_names */
    WISH_ORDER,      /* entry, behind */
    WISH_STAND,      /* entry, standing, keep_names, why; adopted with a reservation: reserved_by,
                        fields.text; referred: to; a show of hands: votes */
    WISH_HOLD,       /* entry, held: back from what is adopted en bloc */
    WISH_CONFIRM,    /* target */
    WISH_MESSAGE,    /* fields.text ("": none any more), span (0: a minute), keep_names: to the speaker */
    WISH_FLOOR_REQUEST, /* person (NULL: somebody), span (0: alike with the others), slot */
    WISH_FLOOR_START,   /* a turn; none: who is paused goes on, else the next begins */
    WISH_FLOOR_STOP,    /* who has the floor has spoken; who was interrupted goes on */
    WISH_FLOOR_PAUSE,
    WISH_FLOOR_RESUME,
    WISH_FLOOR_SKIP,    /* a turn (none: the next), slot */
    WISH_FLOOR_SWAP,    /* a turn, and another in with or with_place; slot */
    WISH_FLOOR_ORDER,   /* a point of order: person (NULL: somebody) */
    WISH_PERSON_STATE,  /* person, state, replaced_by, keep_names */
    WISH_PEOPLE_COUNT,  /* count: of participants in the room; slot or no_slot */
    WISH_RULE,       /* rule, slot (NULL: of the session), relax, why, keep_names */
    WISH_UNDO,       /* relax */
    WISH_REDO,       /* relax */
    WISH_COUNT
};

/* The fields of an entry as somebody fills them in. NULL: not said (amend: unchanged); "": taken away. */
struct entry_fields {
    const char *text;
    const char *speaker;        /* key or name of one of the programme's people */
    const char *addressee;
    const char *themes;         /* joined by commas */
    const char *label;
    const char *owner;
    const char *deadline;       /* 2022-06-01 */
    const char *priority;
    const char *language;
    const char *translation_of; /* number or id */
};

struct wish {
    enum wish_verb verb;
    const char *slot;           /* SLOT as on the command line; NULL: the running one where that makes sense */
    const char *with;           /* likewise; of WISH_FLOOR_SWAP, as `person` */
    unsigned place;             /* of a turn, where it is known; 0: `person` says which */
    unsigned with_place;        /* likewise; 0: `with` says */
    const char *person;         /* PERSON as on the command line; NULL: see the verb */
    enum person_state state;
    const char *replaced_by;    /* who came instead; NULL: not said */
    int64_t count;              /* of participants, from 0 */
    unsigned track;             /* from 1; 0: none */
    msec_t span;                /* ms, positive but where the verb says otherwise */
    const char *title;
    const char *entry;          /* number or id */
    const char *into;           /* the entry that stays, as `entry` */
    const char *behind;         /* likewise; NULL or "": first of all */
    struct event_id target;
    int64_t date;               /* days since 1970-01-01 */
    enum entry_kind kind;
    bool new_kind;              /* amend: the entry becomes one of `kind`, with a new number */
    struct entry_fields fields;
    enum standing standing;     /* proposed: put to the room, with why: reopened; draft: withdrawn no longer */
    const char *reserved_by;    /* whose reservation; NULL: not said */
    const char *to;             /* whom it is referred to */
    struct votes votes;
    bool held;
    struct event_id together;   /* the event of the first wish of the same action; sequence 0: this is it */
    bool keep_names;            /* the deliberate yes */
    bool no_slot;               /* bind to the session, though a slot may run */
    enum plan plan;
    enum attribution rule;
    bool relax;                 /* the deliberate yes to a looser attribution rule */
    const char *why;
};

/* Who wishes, and when. */
struct actor {
    struct token writer;
    struct token launch;
    struct instant now;
    bool any_day;               /* the question of the day was answered (--now, --rehearse) */
    bool rehearsal;             /* --rehearse: a virtual now may be earlier than the writer's last event */
};

/* Why a wish was refused, so that callers answer by kind and not by text. */
enum refusal_kind {
    REFUSED,            /* just so */
    REFUSED_OTHER_DAY,  /* today is none of the session's days: ask what to do */
    REFUSED_NOT_HOLDER, /* another writer holds the clock: offer to take it */
    REFUSED_NAMES,      /* the text holds names under the rule: ask for a deliberate yes */
    REFUSED_RELAX,      /* the attribution rule would be looser: ask for a deliberate yes */
    REFUSED_NO_LANGUAGE, /* a translation that does not say its language */
    REFUSED_AMBIGUOUS,  /* a number or title that means several */
    REFUSED_SO_ALREADY, /* it is as wished for: nothing to do */
};
struct refusal {
    enum refusal_kind kind;
    bool in_field;              /* it is about one field of the wish beside its text: */
    enum event_key field;
    struct message text;        /* owned */
};
void refusal_finish(struct refusal *refusal);

struct session;

/* `programme` is lent and must outlive the session. */
struct session *session_new(const struct programme *programme);
void session_free(struct session *session);

/*
 * Makes the event of a wish: op, fields, instant. The journal fills in id and hlc. False:
 * refused, and `*reterr_refusal` says why. The session does not change.
 */
bool session_decide(const struct session *session, const struct wish *wish,
                    const struct actor *actor, struct event **ret_event,
                    struct refusal *reterr_refusal);

/* What became of an event. */
enum applied {
    APPLIED,       /* in effect */
    APPLIED_VOID,  /* the state it expected did not hold: kept, no effect */
    APPLIED_KNOWN, /* the same event was here already; the argument was freed */
    APPLIED_FORK,  /* same id, other content: both kept and flagged */
};

/* Takes a checked event over and folds it in, in its place. */
enum applied session_apply_take(struct session *session, struct event *event);

/*
 * The same for many at once, in any order: what start and a merge use. One sort and one fold
 * instead of one for each event that comes out of order. `events` itself stays the caller's.
 */
void session_apply_many_take(struct session *session, struct event *const *events, size_t count);

/*
 * Another session: what this one would be after an event of session_decide() for the same actor,
 * which is taken over and goes nowhere else. So it can be asked whether a second wish will be
 * refused before the first is written. The caller gives it back with session_free().
 */
struct session *session_foresee_take(const struct session *session, const struct actor *actor,
                                     struct event *event);
/* One more event in a session that was made so. */
void session_foresee_more_take(struct session *foreseen, const struct actor *actor,
                               struct event *event);

/*
 * Is `now` a day of the session, or has the question of the day been answered? Else false, and the
 * refusal that a live action would get.
 */
bool session_ask_day(const struct session *session, const struct actor *actor,
                     struct refusal *reterr_refusal);

/*
 * The first event of a launch: version, writer, `name` (NULL: none), the programme's digest and
 * the ids and titles of its slots, by which they are found again when the programme changed.
 */
struct event *session_make_launch(const struct session *session, const struct actor *actor,
                                  const char *name);

/* The state, lent until the next apply. */
const struct programme *session_programme(const struct session *session);
const struct timekeeper *session_timekeeper(const struct session *session);
const struct record *session_record(const struct session *session);
const struct attendance *session_attendance(const struct session *session);

/* The highest hlc that counts: this writer's own, and others' not over 24 hours ahead of `now`. */
struct hlc session_hlc(const struct session *session, const struct token *writer, msec_t now);

/* The latest wall time among this writer's own events; MSEC_NONE: none. */
msec_t session_last_own(const struct session *session, const struct token *writer);

/* A line of the log: an event in its place and what became of it. */
struct logged {
    struct event *event;      /* owned by the session */
    struct token writer;      /* of its file; empty while that file's first frame is missing */
    bool is_void;             /* the state it expected did not hold */
    bool idle;                /* an entry.merge that waits: for the entry that stays, or because the other
                                 went into this one before */
    bool undone;              /* an undo took it back */
    bool fork;                /* another event claims the same id */
    bool confirmed;           /* edited by hand, and accepted */
};
size_t session_log_count(const struct session *session);

/*
 * Grows with every change: with each event that is taken, and where one that was edited by hand turns
 * up whole and so counts no more. For whoever keeps what was made of the session.
 */
size_t session_generation(const struct session *session);
const struct logged *session_log_at(const struct session *session, size_t index);
const struct logged *session_log_find(const struct session *session, const struct event_id *id);

/* The display name that a writer gave itself, else the first letters of its token; lent. */
const char *session_writer_name(const struct session *session, const struct token *writer);

/* A slot of an older programme that events speak of and the present one has not. */
struct unmatched {
    const char *id;             /* as it was, lent; entries keep it */
    const char *title;          /* as it was, lent */
};
struct unmatched_slots {
    ARRAY_OF(struct unmatched) list; /* each once, in the order of the log; the caller frees items */
};
void session_unmatched(const struct session *session, struct unmatched_slots *ret_slots);

/*
 * A slot without an id of its own that bears another title than when events spoke of it: a slot
 * put in before it may have moved them to their neighbour.
 */
struct retitled {
    const char *id;             /* "s3", lent */
    const char *then;           /* its title as it was, lent */
    const char *now;            /* as it is, lent */
};
struct retitled_slots {
    ARRAY_OF(struct retitled) list; /* each once, in the order of the log; the caller frees items */
};
void session_retitled(const struct session *session, const char *language,
                      struct retitled_slots *ret_slots);

/*
 * The message to the speaker at `now`: the newest there is, for its time by the wall clock, which
 * a crash or another boot does not stop. Its text, lent until the next apply, and when it goes
 * (since 1970 UTC; a screen that shows it must wake then); NULL and outputs untouched: none.
 */
const char *session_message(const struct session *session, const struct instant *now,
                            msec_t *ret_until);

/* The entry of an entry.add; NULL: none. */
const struct entry *session_entry(const struct session *session, const struct event_id *id);

/* What this writer's undo, or redo, would take; NULL: nothing, or not allowed: then says why. */
const struct logged *session_undo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal);
const struct logged *session_redo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal);

/*
 * Did one action make both events, such as an adoption en bloc? Whoever undoes or redoes one goes
 * on as long as the next target is together with it.
 */
bool session_events_are_together(const struct event *a, const struct event *b);

/*
 * One sentence about what an event did, for echo and log: "Coffee break started". Of an undo or
 * redo, what became of its target: "Undone: Coffee break started". `language`: of slot titles.
 * Before an undo, describe its target and put that into a question.
 */
void session_describe(const struct session *session, const struct event *event,
                      const char *language, struct message *ret_text);
/*
 * The same beside the floor of a slot (index in the timekeeper; SLOT_NONE: none): who is known by a
 * number only, but is on that list, is called there as here: "Speaker 4 is absent".
 */
void session_describe_on(const struct session *session, const struct event *event, size_t slot,
                         const char *language, struct message *ret_text);

/* What an event is about in the end: of an undo or redo its target, if known; else itself. Lent. */
const struct event *session_subject(const struct session *session, const struct event *event);

/*
 * What was last counted in each slot, lent until the next apply: by the order of the slots, those
 * of an older programme by id, last what was counted while none had the clock.
 */
struct slot_counts {
    ARRAY_OF(const struct counted *) list; /* the caller frees items */
};
void session_counts(const struct session *session, struct slot_counts *ret_counts);

/*
 * SLOT: number, id, or unambiguous start of its title in any language and case. Index in the
 * timekeeper's slots, or SLOT_NONE: refused; so is a slot without time, which has no clock.
 */
size_t session_find_slot(const struct session *session, const char *name,
                         struct refusal *reterr_refusal);

/* The same for what entries are bound to, slots without time included: its id, or NULL. */
const char *session_find_slot_id(const struct session *session, const char *name,
                                 struct refusal *reterr_refusal);

/*
 * PERSON: number in the list of people ("3" or "#3"), key, name, or an unambiguous start of the
 * name or of a word in it. Index in people, or PART_NOBODY: refused.
 */
size_t session_find_person(const struct session *session, const char *name,
                           struct refusal *reterr_refusal);

/* The same of whoever spoke: nobody is meant by the name of who came in their place. */
size_t session_find_speaker(const struct session *session, const char *name,
                            struct refusal *reterr_refusal);

/*
 * PERSON on the floor of a slot (index in the timekeeper): place, or who it is as above; of
 * several turns of one person the first that waits. Index of the turn, or TURN_NONE: refused.
 */
size_t session_find_turn(const struct session *session, size_t slot, const char *name,
                         struct refusal *reterr_refusal);

/* Title of a slot by id, inserted and untimed ones included; its id where it has none. Lent. */
const char *session_slot_title(const struct session *session, const char *id,
                               const char *language);

/*
 * The attribution rule in force in a slot now, by its id; NULL or an unknown id: the session's. It
 * says what may be written down. What may be shown is asked below.
 */
enum attribution session_attribution(const struct session *session, const char *slot);

/* Has the slot a rule of its own, by the programme or since, so that the session's does not count? */
bool session_has_own_attribution(const struct session *session, const char *slot);

/*
 * The rule under which an entry is shown and amended: the strictest of the one in force where it
 * is now, and of those in force where it was when it was captured, amended and moved.
 */
enum attribution session_entry_attribution(const struct session *session,
                                           const struct entry *entry);

/*
 * What may be said of an entry's speaker: a key of people, or an affiliation; NULL: nothing, or
 * nobody is written down. Lent.
 */
const char *session_entry_speaker(const struct session *session, const struct entry *entry);

/*
 * Whose reservation it is, as far as it may be said: a name of the programme that the rule of the
 * entry does not allow only where it was kept deliberately. Lent; NULL: nobody is said.
 */
const char *session_reserved_by(const struct session *session, const struct entry *entry,
                                const struct reservation *reservation);

/* The strictest that was ever in force for the session as a whole. */
enum attribution session_strictest_attribution(const struct session *session);

/* The strictest for anything that happened in a slot: its floor and all of its entries. */
enum attribution session_slot_attribution(const struct session *session, const char *slot);

/* What another rule, of a slot or of the session (NULL), would do to what was captured already. */
struct rule_effect {
    size_t speakers; /* entries whose speaker would be hidden, or shown as less */
    size_t names;    /* entries whose text holds names that the rule would not allow */
};
void session_rule_effect(const struct session *session, const char *slot, enum attribution rule,
                         struct rule_effect *ret_effect);

/* May it be said who it was, where one of the people is listed with what was noted of him or her? */
bool session_person_is_named(const struct session *session, size_t person);

/*
 * Does an event say who spoke, where the rule in force at its place did not allow it? So does what
 * a laptop wrote that did not know of the rule yet. It is shown nowhere, and stands in the journal.
 */
bool session_oversteps(const struct session *session, const struct logged *logged);

/*
 * Does a text hold names of the programme where the rule of `slot` forbids them? Then
 * `ret_found` (may be NULL) gets them as they stand in the text, joined by ", ".
 */
bool session_text_has_names(const struct session *session, const char *slot, const char *text,
                            struct buf *ret_found);

/* The same where this rule is in force. */
bool session_text_has_names_under(const struct session *session, enum attribution rule,
                                  const char *text, struct buf *ret_found);

/* Appends `text` with every such name replaced by "[…]": what a draft on the disc may hold. */
void session_mask_names(const struct session *session, const char *slot, const char *text,
                        struct buf *out);
void session_mask_names_under(const struct session *session, enum attribution rule,
                              const char *text, struct buf *out);

#endif
