/*
 * What the stage says to the room: one clock or two, and the words around them. Figures come from
 * figure_make(); here is what a room needs of them, which is less than a moderator.
 */
#ifndef DAIS_TUI_STAGE_H
#define DAIS_TUI_STAGE_H

#include "wording.h"

/* Big digits with a line above and one beneath. */
struct stage_clock {
    struct buf lead;      /* above: "We resume at", "● Samuel Pyne, Kumasi"; may be empty */
    char text[24];        /* "12:20", "+1:05", "11:04"; "": no digits */
    char widest[24];      /* the longest it may soon be */
    enum theme_role role; /* of the digits and what stands beneath */
    struct buf under;     /* "on time · left of 75 min · ends 10:34 (+4)" */
};

struct stage {
    struct buf title;        /* of the slot, or "The session is over" */
    struct buf phase;        /* "Round 3 of 8 · questions"; empty: none, or the second clock's */
    struct stage_clock slot; /* of the slot, or of the wait for one */
    struct stage_clock turn; /* who has the floor, or the part of the slot; text "": neither */
    struct buf next;         /* who or what comes next; may be empty */
    struct buf message;      /* to the speaker; empty: none */
    msec_t part;             /* of the bar, ms */
    msec_t whole;            /* ms; 0: no bar */
};
void stage_make(const struct scene *scene, struct stage *ret_stage);
void stage_finish(struct stage *stage);

#endif
