/*
 * A grid of cells in memory: what views draw on and what a screen shows.
 *
 * All drawing is clipped to the area given and to the canvas; coordinates are relative
 * to that area's upper left corner. Every text passes term_safe on its way in, one line
 * to a call, and a grapheme is never split. Where the terminal knows only a smaller
 * character set, each grapheme is replaced here by one of the same width, so that a
 * dump is what people see.
 */
#ifndef DAIS_TUI_CANVAS_H
#define DAIS_TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/base/buf.h>
#include <dais/tui/area.h>
#include <dais/tui/theme.h>

enum { CELL_BYTES = 21 }; /* a base and four marks of four bytes each, and the NUL */

/* What the terminal can show. */
enum charset {
    CHARSET_FULL,    /* UTF-8 with whatever font */
    CHARSET_CONSOLE, /* UTF-8 on a font of 256 or 512 signs (TERM=linux) */
    CHARSET_ASCII,   /* not UTF-8 */
};

struct cell {
    char text[CELL_BYTES]; /* one grapheme, NULs behind it; "" in the right half of a wide one */
    uint8_t width;         /* 1, 2, or 0 in the right half of a wide one */
    uint8_t role;          /* enum theme_role */
    uint8_t attributes;    /* bits of enum theme_attribute, added to the role's own */
};

struct canvas {
    int width;            /* columns, 1 and more */
    int height;           /* rows, 1 and more */
    enum charset charset; /* of the terminal it is for */
    struct cell *cells;   /* width × height of them, row by row; owned */
    int cursor_x;         /* column of the cursor; -1: it is hidden */
    int cursor_y;         /* row of the cursor */
};

/* How to draw: an `unsigned style` is a role, or-ed with what is added to it. */
enum {
    STYLE_BOLD = ATTRIBUTE_BOLD << 8,
    STYLE_UNDERLINE = ATTRIBUTE_UNDERLINE << 8,
    STYLE_REVERSE = ATTRIBUTE_REVERSE << 8,
    STYLE_DIM = ATTRIBUTE_DIM << 8,
};

/* A blank canvas (spaces of ROLE_NORMAL, no cursor). Sizes under 1 count as 1. */
struct canvas *canvas_new(int width, int height, enum charset charset);
void canvas_free(struct canvas *canvas);

/* The new size, and blank. */
void canvas_resize(struct canvas *canvas, int width, int height);

/* Blank again. */
void canvas_clear(struct canvas *canvas);

/* The whole of it. */
struct area canvas_area(const struct canvas *canvas);

/* The cell at an absolute place, which must be on the canvas; lent. */
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

/* Do they look alike? */
bool cell_equal(const struct cell *a, const struct cell *b);

/*
 * A copy of the cells of an area, to be shown again while nothing in it changes. A zeroed one is
 * empty.
 */
struct canvas_picture {
    struct area area;   /* where it is from */
    struct cell *cells; /* row by row; owned; NULL: none */
};
void canvas_picture_finish(struct canvas_picture *picture);

/* Takes one, instead of what it was; shows it where it is from. False: it is none of this area. */
void canvas_take_picture(const struct canvas *canvas, struct area area,
                         struct canvas_picture *picture);
bool canvas_show_picture(struct canvas *canvas, struct area area,
                         const struct canvas_picture *picture);

/* Fills the area with one grapheme of one column (" " to blank it). */
void canvas_fill_area(struct canvas *canvas, struct area area, unsigned style,
                      const char *grapheme);

/* Gives what stands in the area another style; the texts stay. */
void canvas_style_area(struct canvas *canvas, struct area area, unsigned style);

/*
 * Draws one line at (x, y) of the area, cut with "…" at its right edge. Columns left of
 * the area are cut off. Returns the columns used, so that the next piece can follow.
 */
int canvas_draw_text(struct canvas *canvas, struct area area, int x, int y, unsigned style,
                     const char *text);

/* The same for a piece of a text, and without "…": what does not fit is not drawn. */
int canvas_draw_piece(struct canvas *canvas, struct area area, int x, int y, unsigned style,
                      const char *text, size_t size);

/* One line that ends at the right edge, or in the middle; cut with "…". Returns the columns used.
 */
int canvas_draw_right(struct canvas *canvas, struct area area, int y, unsigned style,
                      const char *text);
int canvas_draw_centred(struct canvas *canvas, struct area area, int y, unsigned style,
                        const char *text);

/*
 * A text of several lines wrapped to the area's width from row `y` on; the last row that
 * fits ends in "…" where more would follow. Returns the rows used.
 */
int canvas_draw_wrapped(struct canvas *canvas, struct area area, int y, unsigned style,
                        const char *text);

/* The rows canvas_draw_wrapped() would need at that width; at least 1. */
int canvas_measure_wrapped(const char *text, int columns);

/* The same, counted up to `most` rows: what costs no more however long the text is. */
int canvas_measure_within(const char *text, int columns, int most);

/*
 * A frame on the edge of the area with a title at the left and one at the right of its
 * upper side (either may be NULL); the left one is cut first. Returns the area inside.
 */
struct area canvas_draw_box(struct canvas *canvas, struct area area, unsigned style,
                            unsigned title_style, const char *title, const char *right);

/* A horizontal rule along row `y` of the area. */
void canvas_draw_rule(struct canvas *canvas, struct area area, int y, unsigned style);

/*
 * A progress bar over the area, `part` of `whole` done (clamped; whole 0: full), to
 * half a column where the terminal can.
 */
void canvas_draw_bar(struct canvas *canvas, struct area area, unsigned done, unsigned rest,
                     int64_t part, int64_t whole);

/*
 * A scroll mark on the right edge of the area: `offset` of `total` rows with area.h of
 * them in view. Draws nothing where all are in view.
 */
void canvas_draw_scroll(struct canvas *canvas, struct area area, unsigned style, int offset,
                        int total);

/* Shows the terminal's cursor at (x, y) of the area, or hides it where that is outside. */
void canvas_place_cursor(struct canvas *canvas, struct area area, int x, int y);

/* Appends the cells as lines of text without trailing spaces, "\n" after each. */
void canvas_dump(const struct canvas *canvas, struct buf *out);

#endif
