/*
 * Where the first sentence of a text ends.
 *
 * A sentence ends at a new line, or behind . … ! ? and their like in other scripts, with the
 * quotes and brackets that close there, where white space or the end of the text follows. It goes
 * on where the next word begins with a small letter, and behind a full stop that belongs to a
 * word: a single letter (J. Doe), letters with stops in between (e.g.), a common abbreviation of
 * English, French, Portuguese or Spanish (Mr.), the number at the head of the text (1. Cities).
 * Marks of scripts that put no space between sentences need none.
 */
#ifndef DAIS_BASE_SENTENCE_H
#define DAIS_BASE_SENTENCE_H

#include <stddef.h>

/*
 * Of valid UTF-8: bytes up to the end of the first sentence, white space behind it left out; all
 * of a text that is one sentence. 0 where there is nothing but white space.
 */
size_t sentence_find_end(const char *text, size_t size);

#endif
