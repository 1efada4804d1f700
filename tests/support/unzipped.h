/*
 * A reader of zip files that knows nothing of the library that writes them.
 */
#ifndef DAIS_TESTS_UNZIPPED_H
#define DAIS_TESTS_UNZIPPED_H

#include <stdbool.h>

#include <dais/base/buf.h>

/* A part as its own head in the file says. */
struct part_head {
    char name[64];
    unsigned method;     /* 0: as it is; 8: packed */
    unsigned time, date; /* as DOS writes them */
};

/*
 * The `index`-th part of a whole file, unpacked into `ret_bytes` (appended); false: there are not
 * so many. Aborts the test where sizes, sums or the packing are wrong.
 */
bool unzipped_at(const struct buf *file, size_t index, struct part_head *ret_head,
                 struct buf *ret_bytes);

/* Appends the part of that name; false: there is none. */
bool unzipped_find(const struct buf *file, const char *name, struct buf *out);

/* Appends all parts, a line between two of them. */
void unzipped_all(const struct buf *file, struct buf *out);

#endif
