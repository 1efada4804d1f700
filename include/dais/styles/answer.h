/*
 * What the helper program dais-styles gives back of a reference document: its styles, or why there
 * are none. The program itself does no more than hand bytes in and out.
 */
#ifndef DAIS_STYLES_ANSWER_H
#define DAIS_STYLES_ANSWER_H

#include <dais/base/buf.h>

enum {
    ANSWER_FILE_MOST = 32 << 20, /* bytes of a reference document */
    ANSWER_STYLES_MOST = 1024,   /* styles in one; what is behind is left out */
};

/*
 * Appends the answer to a file's bytes, one JSON object: its styles, or {"refused": why} with the
 * "part" that is to blame. docs/formats.md has its members.
 */
void answer_write(const char *bytes, size_t size, struct buf *out);

#endif
