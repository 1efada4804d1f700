/*
 * The names that a programme holds, to be looked for in a text. They are gathered when the first
 * text is: a session that nobody writes in under the rule never needs them.
 */
#ifndef DAIS_CORE_SESSION_NAMES_H
#define DAIS_CORE_SESSION_NAMES_H

#include <dais/core/programme.h>

#include "name_search.h"

/* The programme is lent, and outlives them. */
struct names *names_new(const struct programme *programme);
void names_free(struct names *names); /* NULL is fine */

#endif
