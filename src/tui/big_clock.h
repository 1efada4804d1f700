/*
 * Big digits with a line above and a few beneath, as one block: what stage and floor are made of.
 */
#ifndef DAIS_TUI_BIG_CLOCK_H
#define DAIS_TUI_BIG_CLOCK_H

#include <dais/base/buf.h>
#include <dais/tui/canvas.h>

/* A zeroed one is empty. */
struct big_clock {
    struct buf lead;      /* above: "We resume at", "● Samuel Pyne, Kumasi"; may be empty */
    char text[24];        /* "12:20", "+1:05", "11:04"; "": no digits */
    char widest[24];      /* the longest it may soon be: sizes are chosen by it */
    enum theme_role role; /* of all of it */
    struct buf under;     /* "on time · left of 75 min · ends 10:34 (+4)"; may be empty */
};
void big_clock_finish(struct big_clock *clock);

/*
 * Time that is counted. The digits may be as large as minutes and seconds allow; they shrink where
 * an hour, or ten minutes over, need more room.
 */
void big_clock_set(struct big_clock *clock, const char *text);

/* Appends to what stands beneath, " · " between; "" adds nothing. */
void big_clock_add(struct big_clock *clock, const char *text);

/* The largest step of digits (see digits_fit()) at which all of it fits. */
int big_clock_fit(const struct big_clock *clock, struct area area, enum charset charset);

/* Rows of its words in so many columns. */
int big_clock_words(const struct big_clock *clock, int columns);

/* Draws it in the middle of the area, its digits at `step`. */
void big_clock_draw(struct canvas *canvas, struct area area, const struct big_clock *clock,
                    int step);

/* A text in the middle, over at most `most` rows from the top of the area; the rows used, and those
   it would use. */
int big_clock_lines(struct canvas *canvas, struct area area, int most, unsigned style,
                    const char *text);
int big_clock_rows(const char *text, int columns, int most);

#endif
