/*
 * A long text to be read before it becomes a file. Lines are wrapped to rows only where they are
 * looked at, so that ten thousand entries cost no more than a few.
 */
#ifndef DAIS_TUI_PREVIEW_H
#define DAIS_TUI_PREVIEW_H

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/input.h>

/* A zeroed one is empty and stands at its beginning. */
struct preview {
    struct buf text;
    ARRAY_OF(size_t) lines; /* where each begins, in bytes */
    bool marked;            /* it is Markdown: headings stand out */
    size_t top;             /* line that is the first in view */
    int into;               /* rows of that line above the view */
    int rows;               /* of all, as far as that is counted */
    int rows_columns;       /* columns that they were counted for; 0: not yet */
    struct area area;       /* as last drawn */
};
void preview_finish(struct preview *preview);

/* Takes another text, leaving `text` empty. Where the place is kept, what was the first line in
   view still is, as near as it can be found. */
void preview_take_text(struct preview *preview, struct buf *text, bool marked, bool keeps_place);

/* The rows in view; the last of the columns is kept for the scroll mark. */
void preview_draw(struct preview *preview, struct canvas *canvas, struct area area);

/* Up, down, pages, first and last. False: none of them. */
bool preview_do(struct preview *preview, enum action action);

/* The wheel, three rows at a time. False: not here. */
bool preview_wheel(struct preview *preview, const struct mouse *mouse);

#endif
