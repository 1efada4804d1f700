/*
 * Rectangles of cells, and cutting them up: what layouts are made of.
 * An area may be empty (w or h 0); nothing below makes one negative.
 */
#ifndef DAIS_TUI_AREA_H
#define DAIS_TUI_AREA_H

#include <stdbool.h>

struct area {
    int x; /* column of the left edge, from 0 */
    int y; /* row of the upper edge, from 0 */
    int w; /* columns, 0 and more */
    int h; /* rows, 0 and more */
};

/* What both have in common; empty where they do not meet. */
struct area area_meet(struct area a, struct area b);

/* The area without `columns` at left and right and `rows` at top and bottom. */
struct area area_inset(struct area area, int columns, int rows);

/* Cuts a strip off `area`, which keeps the rest, and returns it; at most what is there. */
struct area area_take_top(struct area *area, int rows);
struct area area_take_bottom(struct area *area, int rows);
struct area area_take_left(struct area *area, int columns);
struct area area_take_right(struct area *area, int columns);

/* An area of that size in the middle of `area`, no larger than it is. */
struct area area_centre(struct area area, int w, int h);

bool area_is_empty(struct area area);
bool area_holds(struct area area, int x, int y);

#endif
