/*
 * The table inside a zone, and its reading from TZif bytes.
 */
#ifndef DAIS_SRC_BASE_ZONE_TABLE_H
#define DAIS_SRC_BASE_ZONE_TABLE_H

#include "zone_rule.h"

/* One kind of local time. */
struct zone_type {
    int offset;          /* seconds east, less than 26 hours either way */
    size_t abbreviation; /* where its text begins in `abbreviations` */
};

struct zone_table {
    int64_t *times;           /* when the type changes, seconds UTC, ascending; owned */
    unsigned char *changes;   /* to which type, one for each of `times`; owned */
    size_t time_count;        /* of both; may be 0 */
    struct zone_type *types;  /* owned; the first is in force before `times` */
    size_t type_count;        /* at least 1 */
    char *abbreviations;      /* NUL after each; owned */
    size_t abbreviation_size; /* bytes */
    bool has_rule;            /* after the last of `times` */
    struct zone_rule rule;    /* where it has one */
};

/* Reads TZif bytes into a zeroed table; false where they are none, the table then empty. */
bool zone_table_read(struct zone_table *table, const void *bytes, size_t size);

void zone_table_finish(struct zone_table *table);

#endif
