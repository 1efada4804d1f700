/*
 * What the stage says to the room: one clock or two, and the words around them. Figures come from
 * figure_make(); here is what a room needs of them, which is less than a moderator.
 */
#ifndef DAIS_TUI_STAGE_H
#define DAIS_TUI_STAGE_H

#include "big_clock.h"
#include "wording.h"

struct stage {
    struct buf title;      /* of the slot, or "The session is over" */
    struct buf phase;      /* "Round 3 of 8 · questions"; empty: none, or the second clock's */
    struct big_clock slot; /* of the slot, or of the wait for one */
    struct big_clock turn; /* who has the floor, or the part of the slot; text "": neither */
    struct buf next;       /* who or what comes next; may be empty */
    struct buf message;    /* to the speaker; empty: none */
    msec_t part;           /* of the bar, ms */
    msec_t whole;          /* ms; 0: no bar */
};
void stage_make(const struct scene *scene, struct stage *ret_stage);
void stage_finish(struct stage *stage);

#endif
