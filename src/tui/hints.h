/*
 * Keys and what they do here, on the lower side of a frame.
 */
#ifndef DAIS_TUI_HINTS_H
#define DAIS_TUI_HINTS_H

#include "view.h"

struct hint {
    enum action action;
    const char *id; /* what its key does, marked with N_() */
};

/* As many of them as fit on the lower side of `box`; actions without a key are left out.
   Returns the columns used. */
int hints_draw(const struct scene *scene, struct canvas *canvas, struct area box, unsigned style,
                const struct hint *hints, size_t count);

#endif
