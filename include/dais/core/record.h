/*
 * The record: the entries that were captured, every version of them, and their standing.
 */
#ifndef DAIS_CORE_RECORD_H
#define DAIS_CORE_RECORD_H

#include <dais/base/digest.h>
#include <dais/core/event.h>

enum entry_kind {
    ENTRY_NOTE,
    ENTRY_CONCLUSION,
    ENTRY_RECOMMENDATION,
    ENTRY_DECISION,
    ENTRY_ACTION,
    ENTRY_STATEMENT,
    ENTRY_LEARNING,
    ENTRY_CHALLENGE,
    ENTRY_PRACTICE,
    ENTRY_QUESTION,
    ENTRY_QUOTE,
    ENTRY_KIND_COUNT
};
const char *entry_kind_name(enum entry_kind kind);   /* "recommendation" */
int entry_kind_find(const char *name);               /* -1: none */
const char *entry_kind_letter(enum entry_kind kind); /* "R"; of a number */
bool entry_kind_is_outcome(enum entry_kind kind);    /* can the session adopt it */

enum standing {
    STANDING_DRAFT,
    STANDING_PROPOSED,
    STANDING_ADOPTED,
    STANDING_ADOPTED_WITH_RESERVATION,
    STANDING_DEFERRED,
    STANDING_REFERRED,
    STANDING_NOT_ADOPTED,
    STANDING_WITHDRAWN,
    STANDING_COUNT
};
const char *standing_name(enum standing standing); /* "not-adopted" */
int standing_find(const char *name);               /* -1: none */

/* Does an outcome stand so that the room has done with it? Not draft, proposed or withdrawn. */
bool standing_is_settled(enum standing standing);
bool standing_is_adopted(enum standing standing); /* with a reservation or without */

/* A show of hands. */
struct votes {
    bool taken; /* else the rest says nothing: by consensus */
    unsigned in_favour;
    unsigned against;
    unsigned abstained;
};

/* What somebody does not share of an adopted text; lent from the event. */
struct reservation {
    const char *by;   /* whose; NULL: not said; shown as session_reserved_by() has it */
    const char *text; /* what; NULL: not said */
    bool kept;        /* names in it were kept deliberately */
};

/* One version of an entry; the event that made it is lent from the log. */
struct version {
    const struct event *event; /* entry.add or entry.amend */
    struct token writer;
    const char *text;          /* the text in force in this version, lent */
    bool concurrent;           /* another version stood, or stands, beside it */
    bool head;                 /* no version in effect was made on it, or chosen over it */
    bool twin;                 /* another event claims its id */
};

struct entry {
    struct event_id id;         /* of its entry.add */
    const struct event *added;  /* its entry.add, lent from the log */
    enum entry_kind kind;
    enum standing standing;
    unsigned track;             /* from 1; 0: none */
    bool kept_names;            /* names were kept deliberately */
    bool held;                  /* held back from what is adopted en bloc */
    bool undone;                /* withdrawn by the undo of its entry.add; why is "undone" */
    bool changed;               /* a frame of it was edited by hand and not confirmed */
    bool changed_since_adoption; /* the current text is another than the adopted one */
    const char *number;         /* "R4"; lent, as all texts below */
    const char *shown;          /* "R4", or "R4-k7q" where two laptops made the same number */
    char *own_shown;            /* the latter, owned; NULL: it is the number */
    ARRAY_OF(const char *) aliases; /* its numbers under earlier kinds, oldest first */
    const char *slot;           /* slot id, or NULL */
    const char *text;           /* current */
    const char *speaker;        /* NULL where none, as all below */
    const char *addressee;
    const char *themes;         /* joined by commas */
    const char *label;
    const char *owner;
    const char *deadline;       /* 2022-06-01 */
    const char *priority;
    const char *language;
    const char *translation_of; /* event id of an entry */
    const char *why;            /* of the withdrawal or reopening; NULL: not said */
    const struct event *stood;  /* the entry.standing or entry.withdraw that says so; NULL: a draft as it came */
    ARRAY_OF(struct reservation) reservations; /* oldest first; only where adopted with one */
    const char *referred_to;    /* NULL: not referred */
    struct votes votes;         /* on the present standing */
    const char *adopted_text;   /* in force, whatever was amended since; NULL: none is adopted */
    const char *adopted_digest; /* of that; NULL likewise */
    /*
     * In effect, oldest first, each behind those it was made on; the current one, always a
     * head, last.
     */
    ARRAY_OF(struct version) versions;
    ARRAY_OF(const struct event *) shelved; /* its amendments that were undone */
    const struct event *merge;  /* the entry.merge of it that was not undone; NULL: none */
    const struct entry *merged_into; /* the entry that stays, at the end of the chain; NULL: this one
                                        was not merged. It is withdrawn then */
    ARRAY_OF(const struct entry *) merged; /* those that went into this one, directly or not, in the
                                              order of their merges */
    const struct entry *original; /* the entry it translates, even one that was merged into another;
                                     where that other is its translation, the other. Or NULL */
    ARRAY_OF(const struct entry *) translations; /* whose original it is, in the order of their entry.add */
    size_t heads;               /* how many of them are heads; over 1: unsettled */
    size_t place;               /* among all in the order of their entry.add, from 0 */
};

/* The digest of the current text. */
void entry_digest(const struct entry *entry, char ret_digest[DIGEST_HEX_SIZE]);

/*
 * Do several versions stand side by side, none made on the other? An ordinary amendment does not
 * settle that, WISH_SETTLE does.
 */
bool entry_is_unsettled(const struct entry *entry);

struct record {
    ARRAY_OF(struct entry *) entries; /* in the order of their entry.add, then as entry.order put them */
    unsigned highest[ENTRY_KIND_COUNT]; /* number ever given of each kind; 0: none */
};

/* The highest number of a kind ever given, also to withdrawn entries; 0: none. */
unsigned record_highest(const struct record *record, enum entry_kind kind);

/* Does the entry stand right behind the other (NULL: first of all)? */
bool record_stands_behind(const struct record *record, const struct entry *entry,
                          const struct entry *behind);

/* By shown or plain number (present or earlier, with any length of its launch) in any case, or full id. Returns how many match; the first two go to `ret`. */
size_t record_find(const struct record *record, const char *name, const struct entry *ret[2]);

#endif
