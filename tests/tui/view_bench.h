/*
 * A view on a bench: a laptop's session, an instant, a canvas, and a program that only notes what
 * is asked of it. No terminal, no disc.
 */
#ifndef DAIS_TESTS_VIEW_BENCH_H
#define DAIS_TESTS_VIEW_BENCH_H

#include "../../src/tui/view.h"
#include "laptop.h"

/* Stands in for the program that views know only by name. */
struct program {
    struct scene scene;
    struct buf asked;     /* what was asked of it, one call to a line */
    struct laptop *live;  /* grants wishes; NULL: they are only noted */
    enum wish_verb verb;  /* of the latest wish */
    struct buf wish_slot; /* likewise */
    struct buf typed;     /* what the latest line began with */
    struct buf answers;   /* of the latest question, one to a line */
    struct keymap *keymap;
    const struct view *view;
    void *state;
    struct canvas *canvas;
    /* the question or line that is open */
    answer_function *answer;
    line_function *line;
    line_function *changed;
    void *data;
    void (*free_data)(void *data);
};

/* `view` with a state of its own, on a canvas of that size, at the laptop's time. */
void bench_init(struct program *bench, const struct view *view, struct laptop *laptop, int width,
                int height);
void bench_finish(struct program *bench);

/* The laptop's time and state have moved on. */
void bench_read(struct program *bench, const struct laptop *laptop);

/* Does an action; false: it goes up. */
bool bench_do(struct program *bench, enum action action);

/* Answers the question that was asked; or the line, or types into it. NULL: it is left. */
void bench_answer(struct program *bench, int answer);
void bench_line(struct program *bench, const char *text);
void bench_type(struct program *bench, const char *text);

/* Draws it and appends the canvas as text. */
void bench_dump(struct program *bench, struct buf *out);

/* Draws it; is `text` on the canvas? */
bool bench_shows(struct program *bench, const char *text);

#endif
