/*
 * How wide the columns of a table are printed where the format does not find out by itself: enough
 * for the longest word of each, and what is left by how much stands in them.
 */
#ifndef DAIS_SRC_EXPORT_TABLE_COLUMNS_H
#define DAIS_SRC_EXPORT_TABLE_COLUMNS_H

#include <dais/base/mem.h>
#include <dais/core/report.h>

struct table_columns {
    ARRAY_OF(unsigned) widths; /* each 1 and more; their sum is `total` */
};

/* The widths of a table with a row of headings, in parts of `total`, at least 1000. */
void table_columns_share(const struct report_node *table, unsigned total,
                         struct table_columns *ret_columns);
void table_columns_finish(struct table_columns *columns);

#endif
