/*
 * The review: what is still missing before the end, as `dais review` and the screen say it. It
 * looks at what the clock has passed only, and depends on the record alone, never on now.
 */
#ifndef DAIS_CORE_REVIEW_H
#define DAIS_CORE_REVIEW_H

#include <dais/core/session.h>

enum review_kind {
    REVIEW_NO_CONCLUSION, /* slot: had the clock, or the clock is over, and nothing of it to adopt */
    REVIEW_NO_REPORT,     /* slot, track: nothing captured */
    REVIEW_TBC,           /* person: has a part, and is still to be confirmed */
    REVIEW_UNSETTLED,     /* entry: versions side by side */
    REVIEW_CHANGED,       /* entry or event: edited by hand and not confirmed */
    REVIEW_LOST,          /* entry: went into `other`, which was withdrawn */
    REVIEW_NO_ADDRESSEE,  /* entry: a recommendation to nobody */
    REVIEW_NO_OWNER,      /* entry: an action of nobody */
    REVIEW_UNTRANSLATED,  /* entry: a recommendation that a language of the session lacks */
    REVIEW_OUTDATED,      /* entry: a translation of `other`, which was changed since */
    REVIEW_UNDECIDED,     /* entry: an outcome left open though the adoption slot is over */
    REVIEW_KEPT_NAMES,    /* entry: names kept deliberately, or there since before the rule */
    REVIEW_OVERSTEPS,     /* event: says who spoke though the rule then did not allow it */
    REVIEW_NEAR,          /* entry and `other`: say nearly the same. Advice */
    REVIEW_KIND_COUNT
};

/* What all findings of a kind are called, for headings: message id. */
const char *review_kind_title(enum review_kind kind);

/* Is it advice only, which does not count? */
bool review_kind_is_advice(enum review_kind kind);

/* One finding; all but `text` is lent. */
struct review_finding {
    enum review_kind kind;
    const char *slot;          /* its id; NULL: none */
    unsigned track;            /* from 1; 0: none */
    size_t person;             /* index in people; PART_NOBODY: none */
    const struct entry *entry; /* NULL: none */
    const struct entry *other; /* likewise */
    struct event_id event;     /* sequence 0: none */
    struct message text;       /* the sentence, owned */
};
struct review {
    ARRAY_OF(struct review_finding) list; /* slots, people, entries in the order of the record, events, advice */
    size_t count;                         /* of those that are no advice */
};

/* `language`: of titles. Names stand in sentences only where the rule allows. */
void review_make(const struct session *session, const char *language, struct review *ret_review);
void review_finish(struct review *review);

/* Is it in force, and does it hold names that were kept deliberately, or there since before the
   rule? REVIEW_KEPT_NAMES finds these. */
bool review_keeps_names(const struct session *session, const struct entry *entry);

#endif
