/*
 * The one gate for bytes on their way to a terminal, the error stream included.
 * C0 controls (TAB too) and DEL are shown in caret form ("^[", "^I", "^?"); C1, bidirectional
 * controls, U+2028/9, tag characters, noncharacters and invalid bytes as U+FFFD each; newlines
 * stay only where asked for. No sequence made from data gets through. At most 4 marks stay on a
 * base character and 4 joiners in an emoji sequence; a mark on nothing stands on U+25CC.
 * Appends valid UTF-8, which may be longer than what came in.
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
