/*
 * Adoption: which texts the room is taken through, in which order, and how many are left.
 *
 * The texts are the outcomes that were not withdrawn: conclusions, recommendations, decisions,
 * actions, each in the order of the record. A translation is no text of its own: it goes with
 * its original.
 */
#ifndef DAIS_CORE_ADOPTION_H
#define DAIS_CORE_ADOPTION_H

#include <dais/base/mem.h>
#include <dais/base/time.h>
#include <dais/core/record.h>

struct adoption {
    ARRAY_OF(const struct entry *) texts; /* lent */
    size_t counts[STANDING_COUNT];        /* of them, by standing */
    size_t left;                          /* of them, draft or proposed */
    size_t held;                          /* of those left, held back */
};

/* The record's texts as they stand; and the end of the list. */
void adoption_read(const struct record *record, struct adoption *ret_adoption);
void adoption_finish(struct adoption *adoption);

/*
 * Is it among what is adopted en bloc: left, held back by nobody, and its text without question
 * (not edited by hand, no two versions side by side)?
 */
bool adoption_is_in_bloc(const struct entry *entry);

/* The time that each text left has, of what is left of the slot: whole ms, 0 where none is. */
msec_t adoption_time_each(const struct adoption *adoption, msec_t left);

#endif
