/*
 * Lines of text to be read, with scrolling and nothing to select.
 */
#ifndef DAIS_TUI_PAGER_H
#define DAIS_TUI_PAGER_H

#include <dais/base/mem.h>
#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/input.h>

#include "room_page.h"

struct pager_line {
    unsigned style; /* of the whole line, where it has no runs */
    int indent;     /* columns */
    char *text;     /* one line; owned */
    ARRAY_OF(struct room_run) runs; /* styles of its parts */
};

/* A zeroed one is empty and stands at its first line. */
struct pager {
    ARRAY_OF(struct pager_line) lines;
    int columns;      /* that lines are wrapped to */
    int offset;       /* first line in view */
    struct area area; /* as last drawn */
};
void pager_finish(struct pager *pager);

/* Empties it, to be filled for an area that wide; the place in it stays. */
void pager_begin(struct pager *pager, int columns);

/* Adds a text of any length, wrapped; further lines stand `hang` columns more to the right. */
void pager_add(struct pager *pager, unsigned style, int indent, int hang, const char *text);

/* The same of a text whose parts have styles of their own. */
void pager_add_block(struct pager *pager, int indent, const struct room_block *block);

/* The lines in view; the last of the columns is kept for the scroll mark. */
void pager_draw(struct pager *pager, struct canvas *canvas, struct area area);

/* Up, down, pages, first and last. False: none of them. */
bool pager_do(struct pager *pager, enum action action);

/* The wheel, three lines at a time. False: not here. */
bool pager_wheel(struct pager *pager, const struct mouse *mouse);

#endif
