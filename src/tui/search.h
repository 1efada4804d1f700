/*
 * Finding text without accents and case, and showing where it was found.
 */
#ifndef DAIS_TUI_SEARCH_H
#define DAIS_TUI_SEARCH_H

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/tui/canvas.h>

/* Where a grapheme of a folded text came from. */
struct search_piece {
    size_t at;   /* its first byte in `folded` */
    size_t from; /* its first byte in the text */
};

/* A text folded for search, which may be shorter or longer, and the way back. A zeroed one is
   empty. */
struct search_text {
    struct buf folded;
    ARRAY_OF(struct search_piece) pieces; /* one for each grapheme */
    size_t size;                          /* bytes of the text that was folded */
};

/* Folds a text into an empty or used `ret_text`. */
void search_fold(const char *text, size_t size, struct search_text *ret_text);
void search_finish(struct search_text *text);

/*
 * The next place where the folded text `sought` is found, as bytes of the text. `*at` is where to
 * look from, 0 at first, and moves behind what was found; places do not overlap. False: none; nor
 * is an empty `sought` anywhere.
 */
bool search_next(const struct search_text *text, const char *sought, size_t *at, size_t *ret_start,
                 size_t *ret_size);

/*
 * Gives ROLE_MATCH to every place in `line`, a piece of text drawn from (x, y) of the area on,
 * where the folded text `sought` is found. Nothing where that is empty.
 */
void search_mark(struct canvas *canvas, struct area area, int x, int y, const char *line,
                 size_t size, const char *sought);

#endif
