/*
 * Entries whose texts are nearly the same: suggestions for a merge. Case, accents, punctuation and
 * the order of words do not matter, and small differences in the words little. Advice only: what
 * is meant nobody but people can tell.
 */
#ifndef DAIS_CORE_NEAR_H
#define DAIS_CORE_NEAR_H

#include <dais/core/record.h>

struct near_pair {
    const struct entry *entry; /* lent */
    const struct entry *twin;  /* the nearest of those that stand before it in the record; lent */
    unsigned percent;          /* how near, from NEAR_LEAST to 100: the same words */
};
enum { NEAR_LEAST = 75 };
struct near_pairs {
    ARRAY_OF(struct near_pair) list; /* in the order of the record, one at most for each entry */
};

/*
 * Looks at all entries in force; both of a pair are of one kind, and neither translates the
 * other or the same. Words that very many entries of a kind have are no reason to compare two, so
 * that ten thousand take a fraction of a second.
 */
void near_find(const struct record *record, struct near_pairs *ret_pairs);
void near_pairs_finish(struct near_pairs *pairs);

/* How near two texts are, in percent. */
unsigned near_percent(const char *one, const char *other);

#endif
