/*
 * Big digits: a clock that is read from the back of the room.
 *
 * One text at any size, from a plain row to the whole stage. Known characters: 0 … 9,
 * ':' '+' '-' and space, and the letters of what a room adopts: A C D R. All digits are as wide as each other, so that a changing
 * number never moves what stands beside it.
 */
#ifndef DAIS_TUI_DIGITS_H
#define DAIS_TUI_DIGITS_H

#include <dais/tui/canvas.h>

#define DIGITS_NUMBERED "ACDR0123456789" /* of which the number of an outcome is made */

enum { DIGITS_LARGEST = 24 }; /* steps above are not needed up to 600 × 160 */

struct digits_size {
    int w; /* columns the text needs */
    int h; /* rows */
};

/* Size of a text at a step: 0 a plain row, 1 three rows, 2 five rows, 3 eight rows, and on. */
struct digits_size digits_measure(const char *text, int step, enum charset charset);

/*
 * The largest step at which `text` fits in w × h. Ask with the longest text that may come
 * ("+0:00:00") where the size must not change; 0 where none fits.
 */
int digits_fit(const char *text, int w, int h, enum charset charset);

/* Draws it with its upper left corner at that of the area, clipped. */
void digits_draw(struct canvas *canvas, struct area area, unsigned style, const char *text,
                 int step);

#endif
