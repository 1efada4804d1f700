/*
 * What stands for a character where only ASCII can be shown: a terminal or a file of a
 * locale that is not UTF-8. One character for one, so that columns stay where they are.
 */
#ifndef DAIS_BASE_ASCII_H
#define DAIS_BASE_ASCII_H

#include <stddef.h>
#include <stdint.h>

#include <dais/base/buf.h>

/*
 * The ASCII character nearest to a code point: itself, a letter without its marks, a sign
 * that looks like it; '?' where there is none.
 */
char ascii_nearest(uint32_t code);

/*
 * Appends a text so: a wide character takes a blank behind what stands for it, what has no column
 * is left out, and bytes below 0x80 stay what they are.
 */
void ascii_add_text(const char *text, size_t size, struct buf *out);

#endif
