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
    WISH_INSERT,     /* title, span */
    WISH_SWAP,       /* slot, with */
    WISH_END,
    WISH_CLOSE,
    WISH_REOPEN,     /* why */
    WISH_TAKE,       /* the clock from another writer */
    WISH_HOLD_ON,    /* date: the programme's first day is held then */
    WISH_ADD,        /* kind, fields, slot or no_slot, track, keep_names */
    WISH_AMEND,      /* entry, fields, keep_names */
    WISH_WITHDRAW,   /* entry, why */
    WISH_MOVE,       /* entry, slot or no_slot, track */
    WISH_CONFIRM,    /* target */
    WISH_UNDO,
    WISH_REDO,
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
    const char *with;           /* likewise */
    unsigned track;             /* from 1; 0: none */
    msec_t span;                /* ms */
    const char *title;
    const char *entry;          /* number or id */
    struct event_id target;
    int64_t date;               /* days since 1970-01-01 */
    enum entry_kind kind;
    struct entry_fields fields;
    bool keep_names;            /* the deliberate yes */
    bool no_slot;               /* bind to the session, though a slot may run */
    const char *why;
};

/* Who wishes, and when. */
struct actor {
    struct token writer;
    struct token launch;
    struct instant now;
    bool any_day;               /* the question of the day was answered (--now, --rehearse) */
};

/* Why a wish was refused, so that callers answer by kind and not by text. */
enum refusal_kind {
    REFUSED,            /* just so */
    REFUSED_OTHER_DAY,  /* today is none of the session's days: ask what to do */
    REFUSED_NOT_HOLDER, /* another writer holds the clock: offer to take it */
    REFUSED_NAMES,      /* the text holds names under the rule: ask for a deliberate yes */
    REFUSED_AMBIGUOUS,  /* a number or title that means several */
};
struct refusal {
    enum refusal_kind kind;
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

/* The state, lent until the next apply. */
const struct programme *session_programme(const struct session *session);
const struct timekeeper *session_timekeeper(const struct session *session);
const struct record *session_record(const struct session *session);

/* The highest hlc that counts: this writer's own, and others' not over 24 hours ahead of `now`. */
struct hlc session_hlc(const struct session *session, const struct token *writer, msec_t now);

/* The latest wall time among this writer's own events; MSEC_NONE: none. */
msec_t session_last_own(const struct session *session, const struct token *writer);

/* A line of the log: an event in its place and what became of it. */
struct logged {
    struct event *event;      /* owned by the session */
    struct token writer;      /* of its file; empty while that file's first frame is missing */
    bool is_void;             /* the state it expected did not hold */
    bool undone;              /* an undo took it back */
    bool fork;                /* another event claims the same id */
    bool confirmed;           /* edited by hand, and accepted */
};
size_t session_log_count(const struct session *session);
const struct logged *session_log_at(const struct session *session, size_t index);
const struct logged *session_log_find(const struct session *session, const struct event_id *id);

/* The display name that a writer gave itself, else the first letters of its token; lent. */
const char *session_writer_name(const struct session *session, const struct token *writer);

/* What this writer's undo, or redo, would take; NULL: nothing, or not allowed: then says why. */
const struct logged *session_undo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal);
const struct logged *session_redo_target(const struct session *session, const struct token *writer,
                                         struct refusal *reterr_refusal);

/* One sentence about what an event did, for echo, log and undo: "Coffee break started". */
void session_describe(const struct session *session, const struct event *event,
                      const char *language, struct message *ret_text);

/* SLOT: number, id, or unambiguous start of its title in any language and case. Index or SLOT_NONE. */
size_t session_find_slot(const struct session *session, const char *name,
                         struct refusal *reterr_refusal);

#endif
