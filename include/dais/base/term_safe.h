/*
 * The one gate for bytes on their way to a terminal, the error stream included.
 * Control characters, DEL, C1, bidirectional controls, U+2028/9, tag characters and
 * invalid bytes are shown visibly (as U+FFFD or a caret form), newlines only where asked
 * for; no sequence made from data gets through. At most 4 marks stay on a base character.
 */
#ifndef DAIS_BASE_TERM_SAFE_H
#define DAIS_BASE_TERM_SAFE_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/buf.h>

/* One line: a newline is shown as "⏎". */
void term_safe_line(const char *bytes, size_t size, struct buf *out);

/* Several lines: newlines stay. */
void term_safe_text(const char *bytes, size_t size, struct buf *out);

#endif
