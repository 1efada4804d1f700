/*
 * Where words begin: Unicode word boundaries (UAX #29).
 */
#ifndef DAIS_BASE_WORDBREAK_H
#define DAIS_BASE_WORDBREAK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Over a whole text of valid UTF-8: `ret_breaks[i]` is 1 where a word, or what stands between two
 * words (spaces in a row are one piece), begins at byte i, else 0; `ret_breaks` has `size` bytes.
 * No grapheme is ever cut; an ideograph is a word of its own.
 */
void wordbreak_find(const char *text, size_t size, char *ret_breaks);

/* Is it nothing but punctuation and blanks? A line break is neither. Valid UTF-8 in. */
bool wordbreak_is_between(const char *text, size_t size);

#endif
