/*
 * Kinds of entries by the words that people read on the screen.
 */
#ifndef DAIS_TUI_KINDS_H
#define DAIS_TUI_KINDS_H

#include <stddef.h>

/* "practice", "Good practice", in the user's language "bonne pratique"; -1: no kind is called so. */
int kinds_find(const char *name, size_t size);

#endif
