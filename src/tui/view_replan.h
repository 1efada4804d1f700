/*
 * The inside of the Replan view, for the files view_replan*.c alone.
 */
#ifndef DAIS_TUI_VIEW_REPLAN_H
#define DAIS_TUI_VIEW_REPLAN_H

#include <dais/core/plan_change.h>

#include "list.h"
#include "view.h"

/* The three plans at the scene's instant; give them back. */
struct plans {
    const struct scene *scene;
    struct plan_change of[PLAN_COUNT];
    enum plan chosen;
    bool beside; /* all three side by side, else the chosen one alone */
    int titles;  /* columns of a slot's title */
    int columns; /* of a plan */
};

struct view_replan_state {
    enum plan chosen;
    struct plans drawn; /* as last drawn */
    struct list list;   /* of the slots to come; its selection is what a key skips */
    int left;           /* column where the first plan was drawn last */
    int columns;        /* of each; 0: they did not stand side by side */
};

void view_replan_make(const struct scene *scene, enum plan chosen, struct plans *ret_plans);
void view_replan_finish(struct plans *plans);

/* "Shift", "Absorb", "Compress"; and what gives: translated, lent. */
const char *view_replan_name(enum plan plan);
const char *view_replan_gives(enum plan plan);

/* A slot as the plan has it; NULL: it is not among them. */
const struct planned_change *view_replan_slot(const struct plan_change *change, size_t slot);

/* view_replan_draw.c: over the whole area. */
void view_replan_draw(struct view_replan_state *state, struct plans *plans, struct canvas *canvas,
                      struct area area);
struct list_source view_replan_source(struct plans *plans);

#endif
