/*
 * Names of an enum's values, in one table, both ways.
 *
 * Write `static const char *const names[] = {[THING_A] = "a", …};` and
 * NAME_TABLE_COMPLETE(names, THING_COUNT) beside it, so that a value without a
 * name does not compile.
 */
#ifndef DAIS_BASE_NAME_TABLE_H
#define DAIS_BASE_NAME_TABLE_H

#include <assert.h>
#include <stddef.h>

#define NAME_TABLE_COMPLETE(names, count)                                      \
    static_assert(sizeof(names) / sizeof((names)[0]) == (count), #names " is complete")

/* The index of `name` in the table, or -1. NULL entries never match. */
int name_find(const char *const *names, size_t count, const char *name);

/* The nearest name by edits, for "did you mean"; NULL where none is near. */
const char *name_nearest(const char *const *names, size_t count, const char *name);

#endif
