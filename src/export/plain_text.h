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

/*
 * How many bytes at the head of `bytes` are letters and the like of ASCII, and none of three that
 * the format means something by (the same again where there are fewer). Most of any text is such
 * runs, so this is what makes a format fast.
 */
static inline size_t plain_text_run(const char *bytes, size_t size, char a, char b, char c)
{
    size_t run = 0;
    while (run < size && bytes[run] >= ' ' && bytes[run] < 0x7f && bytes[run] != a &&
           bytes[run] != b && bytes[run] != c)
        run++;
    return run;
}

/* Does it steer how other text is shown: direction overrides and isolates, U+2028 and U+2029? */
bool plain_text_steers(uint32_t code);

#endif
