/*
 * A page for the room: texts in blocks, read from afar, with air around them and between their
 * lines where there is room, and what was changed in them struck and underlined.
 */
#ifndef DAIS_TUI_ROOM_PAGE_H
#define DAIS_TUI_ROOM_PAGE_H

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/input.h>

enum { ROOM_MEASURE = 72 /* columns of a line that the eye finds the next one from */ };

/* Up to where a text has a style. */
struct room_run {
    size_t end;     /* byte */
    unsigned style; /* as canvas_draw_piece() takes it */
};

struct room_block {
    struct buf text; /* safe for a terminal */
    ARRAY_OF(struct room_run) runs;
    int above;   /* blank rows before it */
    int indent;  /* columns */
    bool spaced; /* its lines stand apart where there is room */
};

/* A zeroed one is empty and stands at its beginning. */
struct room_page {
    ARRAY_OF(struct room_block) blocks;
    int offset;       /* first row in view */
    int rows;         /* of all, as last drawn */
    struct area area; /* likewise */
};
void room_page_finish(struct room_page *page);

/* Empties it, to be filled anew; the place in it stays. */
void room_page_begin(struct room_page *page);

/* A block of its own, empty; lent until the next one. */
struct room_block *room_page_add(struct room_page *page, int above, int indent, bool spaced);

/* Appends a text; and what became of one, word by word. `marked`: struck and added words stand
   in [-…-] and {+…+}, since there are no colours, or signs, to tell them. */
void room_block_add(struct room_block *block, unsigned style, const char *text);
void room_block_add_changes(struct room_block *block, unsigned style, bool marked,
                            const char *before, const char *after);

/* Draws it in the middle of the area, from its offset on; a scroll mark where not all is in view.
 */
void room_page_draw(struct room_page *page, struct canvas *canvas, struct area area);

/* Up, down and pages. False: none of them, or all of it is in view. */
bool room_page_do(struct room_page *page, enum action action);

/* The wheel. False: not here. */
bool room_page_wheel(struct room_page *page, const struct mouse *mouse);

#endif
