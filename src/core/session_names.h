/* The names that a programme holds, to be looked for in a text. Used by session.c and decide. */
#ifndef DAIS_CORE_SESSION_NAMES_H
#define DAIS_CORE_SESSION_NAMES_H

#include <dais/core/programme.h>

#include "name_search.h"

struct name_search *names_new(const struct programme *programme);

#endif
