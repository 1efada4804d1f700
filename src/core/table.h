/*
 * A hash table of things that others own: from a hash and a test to the thing. Nothing is ever
 * taken out. A zeroed one is empty.
 */
#ifndef DAIS_CORE_TABLE_H
#define DAIS_CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_place {
    uint64_t hash;
    void *item; /* lent; NULL: free */
};

struct table {
    struct table_place *places; /* `room` of them, a power of two */
    size_t count;               /* things in it */
    size_t room;                /* places; 0 while empty */
};

/* Is `item` the one that `key` names? */
typedef bool table_match(const void *item, const void *key);

/* Hash of some bytes (FNV-1a), going on from `hash` (TABLE_SEED at the start). */
#define TABLE_SEED UINT64_C(14695981039346656037)
uint64_t table_hash(uint64_t hash, const void *bytes, size_t size);

/* The thing, or NULL. */
void *table_find(const struct table *table, uint64_t hash, table_match *match, const void *key);

/* Adds one that is not there yet. */
void table_add(struct table *table, uint64_t hash, void *item);

void table_finish(struct table *table);

#endif
