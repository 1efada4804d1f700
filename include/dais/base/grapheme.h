/*
 * What a reader calls a character, how wide it is on a terminal, and where a
 * line may be broken. The one place that knows width; a text is cut only here.
 */
#ifndef DAIS_BASE_GRAPHEME_H
#define DAIS_BASE_GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/buf.h>

/*
 * Marks where graphemes begin (Unicode UAX #29) over a whole line of valid UTF-8:
 * `ret_breaks[i]` is 1 where one begins at byte i, else 0. `ret_breaks` has `size` bytes.
 */
void grapheme_breaks(const char *text, size_t size, char *ret_breaks);

/* Length in bytes of the grapheme at the head of `text`; 0 where size is 0. */
size_t grapheme_next(const char *text, size_t size);

/* How many bytes at the head of `text` are printable ASCII, each a grapheme of one column. */
size_t grapheme_ascii_run(const char *text, size_t size);

/*
 * Where the grapheme begins that byte `at` of a text belongs to; `size` where `at` is not before
 * it. Looks back no further than it must: no whole line is read for a place in it.
 */
size_t grapheme_start(const char *text, size_t size, size_t at);

/*
 * Columns of one grapheme, 0 to 2: that of its base character, one more where a spacing
 * mark follows (as on a terminal), 2 where an emoji sequence or presentation makes it wide.
 * Controls count 0: make them safe first.
 */
unsigned grapheme_width(const char *text, size_t size);

/* Columns of a text. */
unsigned text_width(const char *text, size_t size);

/* How many bytes of `text` fit in `columns`, whole graphemes only. `ret_width` may be NULL. */
size_t text_fit(const char *text, size_t size, unsigned columns, unsigned *ret_width);

/*
 * Appends `text` cut to `columns` with "…" at the end where it was too long (no space
 * before it); nothing in 0 columns.
 */
void text_cut(const char *text, unsigned columns, struct buf *out);

/*
 * How many bytes of `text` make the first line of at most `columns` columns, broken
 * by Unicode line breaking (UAX #14), at a newline, or inside a word too long for a
 * line. `*ret_skip` is how many more bytes to pass over (the spaces at the break, the
 * newline). A line that ends with its paragraph keeps its spaces where they fit. Together
 * they are never 0 while size is not: at least one grapheme is taken, however narrow the
 * columns. A newline at the very end of the text opens no further line.
 */
size_t text_wrap(const char *text, size_t size, unsigned columns, size_t *ret_skip);

#endif
