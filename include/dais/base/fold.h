/*
 * Folding many texts, as utf8_fold() folds one: what was worked out for a character is kept.
 * Megabytes are folded while somebody types a search.
 */
#ifndef DAIS_BASE_FOLD_H
#define DAIS_BASE_FOLD_H

#include <stddef.h>

#include <dais/base/buf.h>

struct folding;
struct folding *folding_new(void);
void folding_free(struct folding *folding); /* NULL is fine */

/* Appends the same bytes to `out` as utf8_fold() does. Valid UTF-8 in. */
void folding_fold(struct folding *folding, const char *bytes, size_t size, struct buf *out);

#endif
