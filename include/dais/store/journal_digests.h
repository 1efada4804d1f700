/*
 * Which journals a session comes from: how many of each writer, how many events, and a digest of
 * them, so that whoever holds the journals can show that a report was made from these.
 */
#ifndef DAIS_STORE_JOURNAL_DIGESTS_H
#define DAIS_STORE_JOURNAL_DIGESTS_H

#include <dais/core/report.h>

/*
 * Each event is counted once, however many files have it, so that laptops with the same events
 * come to the same digests. The digest of a writer is the 256-bit BLAKE2b of the frames of all
 * launches, by launch and sequence: of whole files that of their bytes one behind the other, by
 * name. The caller ends it with report_journals_finish().
 */
void journal_digests_make(const struct session *session, struct report_journals *ret_journals);

/* report_make() of a report that names its journals, where it is one that does. */
struct report *journal_digests_make_report(const struct session *session,
                                           const struct report_options *options);

#endif
