/*
 * An event: a fact that happened in the room. Who wrote it, its place in that
 * writer's file, when, what (`op`), and the fields of that op. Events are never changed;
 * everything on screen and on paper is computed from them.
 *
 * Fields are kept as texts by key, in the order of the journal, so that a frame and an
 * event are one thing in two shapes, and unknown keys and ops pass through. event_check()
 * proves once that an op has the fields it needs in the form they need; the typed getters
 * rely on it and cannot fail.
 */
#ifndef DAIS_CORE_EVENT_H
#define DAIS_CORE_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/base/mem.h>
#include <dais/base/message.h>
#include <dais/base/time.h>

/* A launch or writer: 64 random bits, 13 lower-case characters of Crockford's base 32. */
enum { TOKEN_SIZE = 14 };
struct token {
    char text[TOKEN_SIZE]; /* NUL-terminated; empty: none */
};
void token_from_bits(uint64_t bits, struct token *ret_token);
bool token_is_valid(const char *text);
bool token_equal(const struct token *a, const struct token *b);

/* What names an event for ever, written "k7q2m9xdp4t0a-17". */
struct event_id {
    struct token launch;
    uint64_t sequence; /* from 1 in each journal file; 0: no event */
};
bool event_id_parse(const char *text, struct event_id *ret_id);
void event_id_write(const struct event_id *id, struct buf *out);
/* Takes the first id off a list of them joined by commas; `*ref_text` is left at the next, or the end. */
bool event_ids_next(const char **ref_text, struct event_id *ret_id);
bool event_id_equal(const struct event_id *a, const struct event_id *b);

/* Hybrid logical clock: 48 bits of milliseconds since 1970 and a counter, "0198f3c9a2b7-0003". */
struct hlc {
    int64_t msec;
    uint16_t counter;
};
bool hlc_parse(const char *text, struct hlc *ret_hlc);
void hlc_write(const struct hlc *hlc, struct buf *out);
int hlc_compare(const struct hlc *a, const struct hlc *b);

/* The place of an event in the order of all events: see event_compare(). */
struct event_place {
    struct hlc hlc;
    struct event_id id; /* sequence 0: no place */
};
int event_place_compare(const struct event_place *a, const struct event_place *b);

/* The next value after `seen`, at wall time `now`: always greater than `seen`. */
struct hlc hlc_next(const struct hlc *seen, msec_t now);

/* What may happen, with its name in the journal and the fields it carries. */
enum event_op {
    EVENT_LAUNCH,         /* "launch", first frame of a file: dais, writer, name, programme, seen, text (its slots) */
    EVENT_SESSION_DATE,   /* "session.date": the programme's first day is held on `date` */
    EVENT_CLOCK_TAKE,     /* "clock.take": the writer takes the clock; from: the holder before */
    EVENT_SLOT_START,     /* "slot.start": slot starts, the running one (from) ends, jumped ones are skipped */
    EVENT_SLOT_STOP,      /* "slot.stop": slot ends, nothing starts */
    EVENT_SLOT_PAUSE,     /* "slot.pause": slot */
    EVENT_SLOT_RESUME,    /* "slot.resume": slot */
    EVENT_SLOT_BACK,      /* "slot.back": from waits again, slot goes on from its elapsed time */
    EVENT_SLOT_EXTEND,    /* "slot.extend": slot, span_ms */
    EVENT_SLOT_SHORTEN,   /* "slot.shorten": slot, span_ms */
    EVENT_SLOT_SKIP,      /* "slot.skip": slot, a waiting one */
    EVENT_SLOT_INSERT,    /* "slot.insert": slot (new), after or before, title, span_ms */
    EVENT_SLOT_SWAP,      /* "slot.swap": slot and with, both waiting, change places */
    EVENT_PLAN_CHANGE,    /* "plan.change": plan taken; lengths of the slots it changes, late_ms accepted; from; why */
    EVENT_FLOOR_REQUEST,  /* "floor.request": place (new) asks for the floor in slot; who, span_ms */
    EVENT_FLOOR_START,    /* "floor.start": place has the floor with a share of span_ms; floor: who had it, and ends */
    EVENT_FLOOR_STOP,     /* "floor.stop": place has spoken; who was interrupted goes on */
    EVENT_FLOOR_PAUSE,    /* "floor.pause": place stands still, the slot goes on */
    EVENT_FLOOR_RESUME,   /* "floor.resume": place */
    EVENT_FLOOR_SKIP,     /* "floor.skip": place, a waiting one */
    EVENT_FLOOR_SWAP,     /* "floor.swap": place and with_place, both waiting, change places */
    EVENT_FLOOR_ORDER,    /* "floor.order": a point of order, place (new), interrupts floor; who */
    EVENT_SESSION_MOVE,   /* "session.move": every planned time moves by shift_ms, with the machine's clock */
    EVENT_SESSION_END,    /* "session.end": the clock is over; from */
    EVENT_SESSION_CLOSE,  /* "session.close": reports are final */
    EVENT_SESSION_REOPEN, /* "session.reopen": takes both back; why */
    EVENT_ENTRY_ADD,      /* "entry.add": kind, number, text; slot, track and the fields of an entry */
    EVENT_ENTRY_AMEND,    /* "entry.amend": entry, base; what changes */
    EVENT_ENTRY_WITHDRAW, /* "entry.withdraw": entry; why */
    EVENT_ENTRY_MOVE,     /* "entry.move": entry; slot, track */
    EVENT_ENTRY_MERGE,    /* "entry.merge": entry goes away, what it says is in into; why */
    EVENT_ENTRY_ORDER,    /* "entry.order": entry stands behind another one from then on, or first */
    EVENT_ENTRY_STANDING, /* "entry.standing": what became of entry, whose text has `digest`: adopted, referred … */
    EVENT_ENTRY_HOLD,     /* "entry.hold": entry is held back from what is adopted en bloc, or no longer */
    EVENT_PERSON_STATE,   /* "person.state": person is present, absent …; replaced_by */
    EVENT_PEOPLE_COUNT,   /* "people.count": so many participants are in the room; slot that had the clock */
    EVENT_SESSION_RULE,   /* "session.rule": the attribution rule of the session, or of slot, is rule from here on;
                             from: the one that was in force; why */
    EVENT_MESSAGE,        /* "message": text for the speaker, on the stages for span_ms; empty: none */
    EVENT_FRAME_CONFIRM,  /* "frame.confirm": target, edited by hand, is accepted as it stands */
    EVENT_UNDO,           /* "undo": target has no effect any more */
    EVENT_REDO,           /* "redo": target has effect again */
    EVENT_OP_COUNT,
    EVENT_UNKNOWN = EVENT_OP_COUNT, /* another version's op: kept, passed on, no effect */
};

/* Keys, in the order in which a frame writes them after id, hlc, at, prev and op. */
enum event_key {
    KEY_DAIS,           /* "dais": version of the format */
    KEY_WRITER,         /* token */
    KEY_NAME,           /* display name of the writer */
    KEY_PROGRAMME,      /* digest of the programme's file, 64 hexadecimal digits */
    KEY_SEEN,           /* "k7q2m9xdp4t0a-17,…": what of other launches was there when this one began */
    KEY_BOOT,           /* of clock events: "<boot id, 16 hexadecimal digits>:<ms since boot>" */
    KEY_TARGET,         /* event id: of undo, redo, confirm */
    KEY_ENTRY,          /* event id of the entry's "entry.add" */
    KEY_TOGETHER,       /* event id: the first of the events that one action made, and one undo takes */
    KEY_BASE,           /* event id of the version that an amendment was made on */
    KEY_SETTLES,        /* event ids of the other versions that an amendment was chosen over, joined by
                           commas */
    KEY_INTO,           /* event id of the entry that stays */
    KEY_BEHIND,         /* event id of an entry; "": it is the first of all */
    KEY_FROM,           /* the expected state: id of the running slot, "" where none runs; or the old holder;
                           of session.move: the ms it was moved by before; of session.rule: the rule before */
    KEY_SLOT,           /* slot id */
    KEY_RULE,           /* named, affiliation or chatham-house */
    KEY_WITH,           /* slot id */
    KEY_AFTER,          /* slot id, "" : before all */
    KEY_BEFORE,         /* slot id: in front of this one, of a day on which nothing ran yet */
    KEY_PLACE,          /* on a slot's floor: number from 1 in the order of the list as it was made */
    KEY_WITH_PLACE,     /* likewise */
    KEY_FLOOR,          /* the expected state: place that has the floor, "" where nobody has */
    KEY_PLAN,           /* shift, absorb or compress */
    KEY_LENGTHS,        /* "s3=900000 s5=1200000": ms now allotted to waiting slots */
    KEY_LATE,           /* "late_ms": lateness that a plan accepts, whole ms, may be negative */
    KEY_SHIFT,          /* "shift_ms": whole ms, may be negative, not 0 */
    KEY_TRACK,          /* number from 1 */
    KEY_DATE,           /* 2022-05-18 */
    KEY_SPAN,           /* "span_ms": positive whole milliseconds */
    KEY_WHO,            /* who asks for the floor: key of people or free text, as the rule allows */
    KEY_PERSON,         /* key of people; under the Chatham House Rule "#3", the place in that list */
    KEY_STATE,          /* of a person */
    KEY_REPLACED_BY,    /* name of who came instead, as the rule allows */
    KEY_COUNT,          /* of participants: 0 or a whole number, at most COUNTED_MAX */
    KEY_TITLE,
    KEY_KIND,           /* entry kind */
    KEY_NUMBER,         /* "R4" */
    KEY_STANDING,       /* "not-adopted" … */
    KEY_DIGEST,         /* of the exact text, 64 hexadecimal digits */
    KEY_RESERVED_BY,    /* whose reservation `text` is */
    KEY_TO,             /* whom a text is referred to */
    KEY_VOTES_FOR,      /* "for", of a show of hands: whole, may be 0; likewise the two below */
    KEY_VOTES_AGAINST,
    KEY_VOTES_ABSTAINED,
    KEY_HELD,           /* "yes" or "no" */
    KEY_SPEAKER,        /* key of people, or an affiliation, as the rule allows */
    KEY_ADDRESSEE,
    KEY_THEMES,         /* joined by commas */
    KEY_LABEL,
    KEY_OWNER,
    KEY_DEADLINE,       /* 2022-06-01 */
    KEY_PRIORITY,
    KEY_LANGUAGE,
    KEY_TRANSLATION_OF, /* event id of an entry */
    KEY_KEPT_NAMES,     /* "yes": names kept deliberately */
    KEY_WHY,
    KEY_TEXT,           /* the only literal block */
    EVENT_KEY_COUNT
};
const char *event_op_name(enum event_op op);
enum event_op event_op_find(const char *name); /* EVENT_UNKNOWN: none */
const char *event_key_name(enum event_key key);
int event_key_find(const char *name);          /* -1: none */
/* The one of `size` bytes, over 0 of them, among the keys after `last`; -1: none. */
int event_key_find_after(int last, const char *name, size_t size);

enum { COUNTED_MAX = 999999 }; /* participants, or hands, that may be counted */

struct event_field {
    int key;            /* enum event_key, or -1: unknown, then `name` says which */
    const char *name;   /* of an unknown key; else NULL */
    const char *value;  /* never NULL */
};

struct event {
    struct arena arena;   /* texts of the fields, and of an unknown op */
    struct event_id id;
    struct hlc hlc;
    msec_t at;            /* wall time, since 1970-01-01 UTC */
    int offset;           /* of the zone then, seconds east: how `at` is written */
    enum event_op op;
    const char *op_name;  /* of an unknown op; else NULL */
    ARRAY_OF(struct event_field) fields; /* in journal order; unknown ones last, as they came */
    bool changed;         /* the frame was edited outside the program */
};

/*
 * An empty event on the heap; a copy; the end of one (NULL is fine). Of EVENT_UNKNOWN the caller
 * sets `op_name`, in the event's arena.
 */
struct event *event_new(enum event_op op);
struct event *event_dup(const struct event *event);
void event_free(struct event *event);

/* Sets a field, copied, keeping journal order; NULL takes it away. */
void event_set(struct event *event, enum event_key key, const char *value);
void event_set_number(struct event *event, enum event_key key, int64_t value);
void event_set_id(struct event *event, enum event_key key, const struct event_id *id);
/* Sets `at`, and KEY_BOOT where the op belongs to the clock. */
void event_set_instant(struct event *event, const struct instant *instant);
void event_add_unknown(struct event *event, const char *name, const char *value);

/* A field's text, NULL where it has none; lent. */
const char *event_text(const struct event *event, enum event_key key);
/* A number or id of a checked event; 0 or an empty id where it has none. */
int64_t event_number(const struct event *event, enum event_key key);
struct event_id event_target(const struct event *event, enum event_key key);
/*
 * When it happened, by both clocks; without KEY_BOOT the wall clock of a boot that no other
 * event shares, so that spans from it are approximate.
 */
struct instant event_instant(const struct event *event);

/*
 * Has the op the fields it needs, all in their form, and no known field that is not its own?
 * Unknown ops and unknown fields pass. An amendment may hold any field of an entry empty: it is
 * taken away. On false `*reterr_why` says what is wrong.
 */
bool event_check(const struct event *event, struct message *reterr_why);

/* Order of all events: hlc, launch, sequence. */
int event_compare(const struct event *a, const struct event *b);
struct event_place event_place(const struct event *event);

/* Equal texts, or both NULL, as event_text() has them? */
bool event_same_text(const char *a, const char *b);

/* Same content, field for field (id, hlc, at, op, fields)? */
bool event_equal(const struct event *a, const struct event *b);

/*
 * What an event is about: the clock of the session, one entry, one person or what was counted in
 * one slot, the attribution rule, or none of them.
 */
enum event_realm { REALM_NONE, REALM_CLOCK, REALM_ENTRY, REALM_PEOPLE, REALM_RULE };
enum event_realm event_realm(enum event_op op);

#endif
