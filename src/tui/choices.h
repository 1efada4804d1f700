/*
 * A question among values, each with a label: what to show, where something belongs.
 */
#ifndef DAIS_TUI_CHOICES_H
#define DAIS_TUI_CHOICES_H

#include "view.h"

/* One of several values; which of the members counts, the question knows. */
struct choice {
    int value;           /* enum, or one that means all */
    char *text;          /* id of a slot, or a theme; NULL: none; owned */
    unsigned track;      /* from 1; 0: none */
    struct token writer; /* empty: none */
};

struct choices {
    void *owner; /* lent */
    ARRAY_OF(struct choice) list;
    ARRAY_OF(struct answer) answers; /* labels owned */
    size_t chosen;
};
struct choices *choices_new(void *owner);
void choices_free(struct choices *choices); /* that were not asked */

/* `choice.text` is copied. The label stands with a count behind it, where that is not negative. */
void choices_add(struct choices *choices, struct choice choice, const char *label, long count,
                 bool chosen);

/* Asks, and hands the choices over to the question: `function` gets them as its data. */
void choices_ask_take(struct choices *choices, struct program *program, const char *title,
                      answer_function *function);

#endif
