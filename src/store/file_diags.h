/*
 * The findings of one file being read: as many as a person will look at, and no more, so that
 * a file made to have a million of them costs no more than another.
 */
#ifndef DAIS_STORE_FILE_DIAGS_H
#define DAIS_STORE_FILE_DIAGS_H

#include <stdbool.h>

#include <dais/base/diag.h>

enum { FILE_DIAGS_MAX = 1000 };

struct file_place {
    unsigned line;   /* from 1 */
    unsigned column; /* from 1, in characters */
};

struct file_diags {
    const char *path;    /* the file as the user named it; lent */
    struct diags *diags; /* where they are appended */
    size_t count;        /* so far, those included that were too many */
    bool errors;         /* one of them is an error */
    struct diag spare;   /* takes the text and hint of what is too many */
};

void file_diags_begin(struct file_diags *ret_diags, const char *path, struct diags *diags);
void file_diags_finish(struct file_diags *findings);

/*
 * Adds a finding and lends it, as diags_add() does, until the next one. `place` NULL: the file
 * as a whole. Too many are an error of their own; what follows is dropped.
 */
struct diag *file_diags_add(struct file_diags *findings, enum diag_severity severity,
                            const struct file_place *place, const char *way);

/* Nothing that is added now would be seen: its way and hint need not be worked out. */
bool file_diags_are_full(const struct file_diags *findings);

#endif
