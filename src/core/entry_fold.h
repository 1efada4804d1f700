/* How the events of one entry add up to it. Used by session_fold.c, which says in what order. */
#ifndef DAIS_CORE_ENTRY_FOLD_H
#define DAIS_CORE_ENTRY_FOLD_H

#include <dais/core/record.h>

/* An entry on the heap, of which only id and its entry.add are known; and its end. */
struct entry *entry_new(const struct event *added);
void entry_free(struct entry *entry);

/* Back to how entry_new() left it, keeping `shown` and its ties to others. */
void entry_reset(struct entry *entry, const struct event *added);

/*
 * Folds one of its events; false: it can have no effect, such as the adoption of a text that the
 * entry never had. `event` is the one in the log, whose texts the entry lends; `seen` is
 * the same with slots named as in the present programme; `twin`: another event claims its id.
 */
bool entry_fold(struct entry *entry, const struct event *event, const struct event *seen,
                const struct token *writer, bool twin);

/* Its entry.add was undone: it stays, withdrawn. Call after folding that event. */
void entry_fold_undone(struct entry *entry);

#endif
