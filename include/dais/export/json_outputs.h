/*
 * What commands print with --json (design, formats): pure functions from the session to bytes.
 * Two spaces of indentation, stable order of keys, a newline at the end. The schema of each is
 * in docs/schemas/.
 */
#ifndef DAIS_EXPORT_JSON_OUTPUTS_H
#define DAIS_EXPORT_JSON_OUTPUTS_H

#include <dais/core/session.h>

/* `dais status --json`. `language` (NULL: the first written) is that of the titles. */
void json_write_status(const struct session *session, const struct instant *now,
                       const char *language, struct buf *out);

/* `dais entries --json`: the entries given, in their order. */
void json_write_entries(const struct session *session, const struct entry *const *entries,
                        size_t count, const char *language, struct buf *out);

/* `dais people --json`: who is there, and who has spoken how long, as the rules allow. */
void json_write_people(const struct session *session, const struct instant *now,
                       const char *language, struct buf *out);

/* `dais replan --json`: the plans given, in their order. */
void json_write_replan(const struct session *session, const struct plan_change *plans, size_t count,
                       struct buf *out);

/* `dais show --json`: the programme as read, and what ran when. */
void json_write_programme(const struct session *session, struct buf *out);

#endif
