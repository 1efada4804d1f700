/*
 * What stands under the big digits of the running slot: its part, who speaks and who next, what
 * the speaker is told, who is in it, what follows. A line each, the most important first.
 */
#ifndef DAIS_TUI_RUNNING_LINES_H
#define DAIS_TUI_RUNNING_LINES_H

#include "wording.h"

enum { RUNNING_LINES_MOST = 9 };

struct running_line {
    const char *label; /* translated; lent */
    int indent;        /* columns in front of it */
    unsigned style;    /* of what follows */
    struct buf text;   /* cut or wrapped where it is too long */
    struct buf right;  /* at the right edge, never cut; may be empty */
};

struct running_lines {
    struct running_line items[RUNNING_LINES_MOST];
    size_t count;
    size_t live; /* how many of the first of them change while the slot runs */
};

/* `slot`: that of the figure, or SLOT_NONE. */
void running_lines_make(const struct scene *scene, size_t slot, struct running_lines *ret_lines);
void running_lines_finish(struct running_lines *lines);

/*
 * Draws as many as there are rows for from the top of the area. Rows that are left go to texts
 * that are too long for one.
 */
void running_lines_draw(const struct running_lines *lines, struct canvas *canvas, struct area area);

#endif
