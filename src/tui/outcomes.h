/*
 * The texts that the room is taken through, as the Adoption view has them: all, or those of one
 * kind; which one comes next; and how many are left, in words.
 */
#ifndef DAIS_TUI_OUTCOMES_H
#define DAIS_TUI_OUTCOMES_H

#include <dais/core/adoption.h>

#include "view.h"

enum { OUTCOMES_ALL = -1 };

/* Reads the texts of a kind, or OUTCOMES_ALL; `adoption` is one that was read before, or zeroed. */
void outcomes_read(struct adoption *adoption, const struct scene *scene, int kind);

/* The place of an entry, or texts.count. */
size_t outcomes_find(const struct adoption *adoption, const struct event_id *id);

/* The first one that is left behind the place `from`, else the first of all; texts.count: none. */
size_t outcomes_next(const struct adoption *adoption, size_t from);

/* Is it clear which text the room would decide on? Else core refuses. */
bool outcome_is_clear(const struct entry *entry);

/*
 * Appends "5 texts left · 12 min left · 2:24 a text", the minutes where a slot runs; the role it is
 * shown in. And "7 adopted · 1 deferred", as many of them as fit into so many columns.
 */
enum theme_role outcomes_write_left(const struct adoption *adoption, const struct scene *scene,
                                    struct buf *out);
void outcomes_write_totals(const struct adoption *adoption, int columns, struct buf *out);

/* The same in few words: "5 left · 2:24 a text". */
enum theme_role outcomes_write_brief(const struct adoption *adoption, const struct scene *scene,
                                     struct buf *out);

/* Does a slot of kind adoption have the clock? */
bool outcomes_have_slot(const struct scene *scene);

#endif
