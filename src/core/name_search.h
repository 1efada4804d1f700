/*
 * Looking for many names in a text at once. A name is found in any case, without accents or with
 * "ue" for "ü" and its like, in full-width letters, and whatever stands between its words: blanks,
 * a newline, hyphens, any apostrophe; never inside another word. The time a text takes does not depend on how many names there are.
 */
#ifndef DAIS_CORE_NAME_SEARCH_H
#define DAIS_CORE_NAME_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/mem.h>

/* How a name must be written where it stands, so that it is not a common word. */
enum name_case {
    NAME_ANY_CASE,
    NAME_CAPITAL, /* begins with a capital, in a script that has them */
    NAME_PROPER,  /* the same, but at the head of a sentence all capitals: "the Who", not "Who?" */
    NAME_UPPER,   /* all capitals: initials */
    NAME_JOINED,  /* a capital within the word: "PortAuthority" */
};

struct name_search;
struct name_search *name_search_new(void);
void name_search_free(struct name_search *search); /* NULL is fine */

/* Looks for it from now on; a name without a letter or digit is none. UTF-8. */
void name_search_add(struct name_search *search, const char *name, size_t size,
                     enum name_case demand);

/* A name in a text, by bytes. */
struct name_place {
    size_t start;
    size_t end; /* the first byte after it */
};
struct name_places {
    ARRAY_OF(struct name_place) list; /* in the order of the text, none inside another */
};

/* All of them, the longest where several begin alike; the caller frees the items. */
void name_search_find(const struct name_search *search, const char *text,
                      struct name_places *ret_places);

/* The next word of a text from `*ref_at` on, which moves behind it. False: there is none. */
bool name_next_word(const char *text, size_t size, size_t *ref_at, struct name_place *ret_word);

#endif
