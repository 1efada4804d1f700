/*
 * The inside of the writing pane, for the files editor*.c alone.
 */
#ifndef DAIS_TUI_EDITOR_INNER_H
#define DAIS_TUI_EDITOR_INNER_H

#include "completion.h"
#include "editor.h"

struct editor {
    struct editor_place place;
    char *slot;   /* owned; lent to `place` */
    char *number; /* likewise */
    struct text_area *fields[EDITOR_FIELD_COUNT];
    char *first[EDITOR_FIELD_COUNT];       /* what stood there when writing began; owned */
    struct area drawn[EDITOR_FIELD_COUNT]; /* where, last time; empty: not */
    struct area pane; /* where all of it is, last time; empty: nowhere */
    enum editor_field focus;
    char *held;      /* the longest text that was drafted; NULL: none; owned */
    bool kept;       /* it was left, or is a draft that was taken up */
    char *offered;   /* beginning of the text that was left; NULL: none; owned */
    unsigned tracks; /* that the slot has, as last looked at */

    struct completion completion;
    size_t begun;           /* byte of the field where what is completed begins */
    size_t begun_size;      /* bytes of it, its sign included */
    bool called;            /* in a field: the list was asked for with an arrow */
    bool taken;             /* a candidate was, into this field, and nothing typed since */
    bool shut;              /* with Esc, or taken: not again for what begins there */
    struct area list_drawn; /* where the list is, last time; empty: nowhere */
    size_t list_first;      /* candidate in its first row then */
};

/* May this field be there under the rule? Nobody is named where names may not be recorded. */
bool editor_has_field(const struct editor *editor, enum editor_field field);

/* editor_complete.c */
/* Puts the chosen candidate in place. False: none is chosen. */
bool editor_take_candidate(struct editor *editor);
/* Draws the list beside the cursor, within the area of the pane. */
void editor_draw_list(struct editor *editor, const struct scene *scene, struct canvas *canvas,
                      struct area area);

#endif
