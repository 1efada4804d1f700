/* Which versions of an entry stand side by side. Used by entry_fold.c. */
#ifndef DAIS_CORE_ENTRY_VERSIONS_H
#define DAIS_CORE_ENTRY_VERSIONS_H

#include <dais/core/record.h>

/*
 * The event made a version, whose text is the entry's present one. `twin`: another event claims
 * its id. Whatever it was made on or chosen over comes before it.
 */
void entry_versions_push(struct entry *entry, const struct event *event, const struct token *writer,
                         bool twin);

/* An amendment that was undone: others may have been made on it. Before those are pushed. */
void entry_versions_shelve(struct entry *entry, const struct event *event);

#endif
