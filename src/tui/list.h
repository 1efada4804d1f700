/*
 * A list of rows on a canvas: one is selected, keys and mouse move it, and what is selected is
 * always in view. The list knows neither what its rows are nor how they look.
 */
#ifndef DAIS_TUI_LIST_H
#define DAIS_TUI_LIST_H

#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/input.h>

/* What is listed. The functions get `data`; those marked optional may be NULL. */
struct list_source {
    size_t count; /* rows */
    void *data;
    /* Optional: lines of a row in so many columns, 1 and more. NULL: 1. Called for every row. */
    int (*height)(void *data, size_t row, int columns, bool selected);
    /* Optional: can it be selected, or is it a heading? NULL: all can. */
    bool (*can_select)(void *data, size_t row);
    /* Draws a row over the area. `style`: ROLE_NORMAL, ROLE_SELECTED, or ROLE_MARKED where the
       list has not the focus; the ground is filled already. */
    void (*draw)(void *data, size_t row, struct canvas *canvas, struct area area, unsigned style);
    bool plain; /* every row but the selected one has one line: then it is asked for that alone */
};

/* A zeroed one stands at its first row. */
struct list {
    size_t selected;  /* row; meaningless where none can be selected */
    size_t offset;    /* first row in view */
    struct area area; /* of the rows, as last drawn */
};

/* Draws the rows that are in view; the last column is kept for the scroll mark. */
void list_draw(struct list *list, const struct list_source *source, struct canvas *canvas,
               struct area area, bool focused);

/* Up, down, pages, first and last. False: none of them. */
bool list_do(struct list *list, const struct list_source *source, enum action action);

enum list_click {
    LIST_MISSED,   /* not on a row */
    LIST_SELECTED, /* the selection moved */
    LIST_OPENED,   /* the row that was selected already: as Enter */
};

/* A press selects, the wheel moves. Cells are absolute. */
enum list_click list_click(struct list *list, const struct list_source *source,
                           const struct mouse *mouse);

/* Is there a row that can be selected? Then `list->selected` is made one, the nearest. */
bool list_settle(struct list *list, const struct list_source *source);

#endif
