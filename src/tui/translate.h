/*
 * Messages in the user's language.
 */
#ifndef DAIS_TUI_TRANSLATE_H
#define DAIS_TUI_TRANSLATE_H

#include <libintl.h>
#include <stdarg.h>

#include <dais/base/message.h>

/* A text marked and translated on the spot. Ids out of tables go through translate(). */
#define _(text) gettext(text)

/* A message_lookup. */
const char *translate(const char *id, const char *many, long count);

/* An id marked elsewhere, without a plural; lent. */
const char *translate_id(const char *id);

/* Appends a translated id with up to four texts put in; NULL ends. */
void translate_write(struct buf *out, const char *id, ...) __attribute__((sentinel));

#endif
