/* The names that a programme holds, and finding them in a text. Used by session.c and decide. */
#ifndef DAIS_CORE_SESSION_NAMES_H
#define DAIS_CORE_SESSION_NAMES_H

#include <dais/core/programme.h>

struct names;

struct names *names_new(const struct programme *programme);
void names_free(struct names *names);

/* A name in a text, by bytes. */
struct name_place {
    size_t start;
    size_t end; /* the first byte after it */
};
struct name_places {
    ARRAY_OF(struct name_place) list; /* in the order of the text, none inside another */
};
void names_find(const struct names *names, const char *text, struct name_places *ret_places);

#endif
