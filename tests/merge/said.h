/*
 * All that a record says: what must be the same to the byte wherever the same journals are.
 */
#ifndef DAIS_TESTS_MERGE_SAID_H
#define DAIS_TESTS_MERGE_SAID_H

#include <dais/base/buf.h>
#include <dais/core/session.h>

/*
 * Appends state, log, entries, status, and the report as Markdown, JSON and CSV; beside them one
 * `turn` of all else there is (other formats, parts of the report, languages, people, programme).
 */
void said_write(const struct session *session, msec_t now, size_t turn, struct buf *out);

/* How many turns there are. */
size_t said_turns(void);

#endif
