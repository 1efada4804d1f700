/*
 * What `dais-styles` gives back of a reference document: its styles, and why there are none. The
 * program beside it (main.c) does no more than hand bytes in and out; tests and the fuzzer call
 * styles_answer() themselves.
 */
#ifndef DAIS_SRC_STYLES_STYLES_H
#define DAIS_SRC_STYLES_STYLES_H

#include <dais/base/buf.h>

#include <jansson.h>

#include "package.h"

enum {
    STYLES_FILE_MOST = 32 << 20, /* bytes of a reference document */
    STYLES_MOST = 1024,          /* styles in one; what is behind is left out */
};

/*
 * Appends the answer to a file's bytes, one JSON object: its styles, or {"refused": why} with the
 * "part" that is to blame. docs/formats.md has its members.
 */
void styles_answer(const char *bytes, size_t size, struct buf *out);

/* Those of either kind, from an open package, into `answer`. */
enum refusal docx_read_styles(struct package *package, json_t *answer);
enum refusal odt_read_styles(struct package *package, json_t *answer);

/* Adds a text member; nothing where `text` is NULL. */
void styles_set_text(json_t *object, const char *key, const char *text);

#endif
