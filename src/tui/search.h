/*
 * Finding text without accents and case, and showing where it was found.
 */
#ifndef DAIS_TUI_SEARCH_H
#define DAIS_TUI_SEARCH_H

#include <dais/tui/canvas.h>

/*
 * Gives ROLE_MATCH to every place in `line`, a piece of text drawn from (x, y) of the area on,
 * where the folded text `sought` is found. Nothing where that is empty.
 */
void search_mark(struct canvas *canvas, struct area area, int x, int y, const char *line,
                 size_t size, const char *sought);

#endif
