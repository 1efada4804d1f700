/*
 * The inside of the Floor view, for the files view_floor*.c alone.
 */
#ifndef DAIS_TUI_VIEW_FLOOR_H
#define DAIS_TUI_VIEW_FLOOR_H

#include "floor_words.h"
#include "list.h"

struct view_floor_state {
    struct list list;   /* of turns */
    unsigned place;     /* of the selected turn; 0: it follows who comes next */
    char *slot;         /* id of the slot that the selection is about; NULL: none yet; owned */
    bool totals;        /* speaking time of the whole session, in place of the list */
    struct list summed; /* of the totals */
};

/* Index of the selected turn, or TURN_NONE. */
size_t view_floor_selected(struct view_floor_state *state, const struct scene *scene);

/* view_floor_now.c: who has the floor, large, and who comes next. */
void view_floor_draw_now(const struct scene *scene, struct canvas *canvas, struct area area,
                         bool beside);

/* view_floor_totals.c: speaking time by person and affiliation. */
void view_floor_draw_totals(struct view_floor_state *state, const struct scene *scene,
                            struct canvas *canvas, struct area area);
/* Moves about in them. False: not such an action. */
bool view_floor_move_totals(struct view_floor_state *state, const struct scene *scene,
                            enum action action);

/* view_floor_do.c: what its keys do. False: none of them. */
bool view_floor_do(struct view_floor_state *state, struct program *program, enum action action);

#endif
