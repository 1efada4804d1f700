/*
 * Findings about a user's file: severity, place, the way there, text, hint.
 * All of them are collected, then shown sorted by place.
 */
#ifndef DAIS_BASE_DIAG_H
#define DAIS_BASE_DIAG_H

#include <stdbool.h>

#include <dais/base/mem.h>
#include <dais/base/message.h>

enum diag_severity { DIAG_ERROR, DIAG_WARNING };

struct diag {
    enum diag_severity severity;
    char *path;          /* file as the user named it; owned */
    unsigned line;       /* from 1; 0: the file as a whole */
    unsigned column;     /* from 1, in code points; 0 with line 0 */
    char *way;           /* "slots[2].time"; owned; may be empty */
    struct message text; /* owned */
    struct message hint; /* owned; id NULL: none */
};

struct diags {
    ARRAY_OF(struct diag) list; /* in the order found until diags_sort() */
};

/*
 * Adds a finding and lends it so that text and hint can be set. `path` and `way`
 * are copied. The pointer is valid until the next diags_add().
 */
struct diag *diags_add(struct diags *diags, enum diag_severity severity, const char *path,
                       unsigned line, unsigned column, const char *way);

/* By line, column, then the order found. */
void diags_sort(struct diags *diags);

bool diags_have_errors(const struct diags *diags);

/*
 * "path:line:column: error|warning: way: text", the line of `source` with a caret
 * under the column, and "hint: …", each on a line of its own. `source` is the file's bytes,
 * or NULL where it could not be read; its lines end where libyaml's do (also at CR, NEL,
 * U+2028/9). A long source line is cut around the column to 76 columns, a TAB is shown as a
 * space. All bytes from data are made safe for a terminal.
 */
void diag_write(const struct diag *diag, const char *source, size_t size, message_lookup *lookup,
                struct buf *out);

/* The same for all of them, in their order; where they are sorted the source is read once. */
void diags_write(const struct diags *diags, const char *source, size_t size,
                 message_lookup *lookup, struct buf *out);

void diags_finish(struct diags *diags);

#endif
