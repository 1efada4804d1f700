/*
 * Lines of columns that stand one under the other, whatever script they are in.
 */
#ifndef DAIS_CLI_COLUMNS_H
#define DAIS_CLI_COLUMNS_H

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <stdbool.h>

struct columns {
    unsigned indent;        /* columns before the first */
    unsigned width;         /* of the terminal: the last cell of a row is cut there; 0: never */
    ARRAY_OF(char *) cells; /* row by row; NULL ends a row; owned */
};

/* The next cell of the row; newlines in it become spaces. Copied. */
void columns_add(struct columns *columns, const char *text);
void columns_end_row(struct columns *columns);

/* Appends the rows, each column as wide as its widest cell; the last one is left as long as it is.
 */
void columns_write(const struct columns *columns, struct buf *out);
void columns_finish(struct columns *columns);

#endif
