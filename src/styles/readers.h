/*
 * The readers of the two kinds of documents, for answer.c.
 */
#ifndef DAIS_SRC_STYLES_READERS_H
#define DAIS_SRC_STYLES_READERS_H

#include <jansson.h>

#include <dais/styles/answer.h>

#include "package.h"

/* The styles of either kind, from an open package, into `answer`. */
enum refusal docx_read_styles(struct package *package, json_t *answer);
enum refusal odt_read_styles(struct package *package, json_t *answer);

/* Adds a text member; nothing where `text` is NULL. */
void styles_set_text(json_t *object, const char *key, const char *text);

/* Sets or adds a value, which becomes theirs; a style must not go missing because memory did. */
void styles_set(json_t *object, const char *key, json_t *value);
void styles_add(json_t *list, json_t *value);

#endif
