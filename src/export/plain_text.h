/*
 * A text from data on its way into a file that people read as it stands: no control characters.
 */
#ifndef DAIS_SRC_EXPORT_PLAIN_TEXT_H
#define DAIS_SRC_EXPORT_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/base/buf.h>

/*
 * The code point at the head of `bytes` (`size` at least 1) as it may be written: CR LF and CR as
 * LF, TAB as a space, other control characters, noncharacters and invalid bytes as U+FFFD.
 */
uint32_t plain_text_next(const char *bytes, size_t size, size_t *ret_size);

/* Does it steer how other text is shown: direction overrides and isolates, U+2028 and U+2029? */
bool plain_text_steers(uint32_t code);

#endif
