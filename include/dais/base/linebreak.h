/*
 * Where a line of text may be broken: Unicode line breaking (UAX #14).
 */
#ifndef DAIS_BASE_LINEBREAK_H
#define DAIS_BASE_LINEBREAK_H

#include <stddef.h>

/*
 * Over a whole text of valid UTF-8: `ret_breaks[i]` is 1 where a line may, or behind a newline
 * must, begin at byte i, else 0; `ret_breaks` has `size` bytes. Never at byte 0.
 */
void linebreak_find(const char *text, size_t size, char *ret_breaks);

#endif
