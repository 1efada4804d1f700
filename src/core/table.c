/*
 * Open addressing with linear probing; at most three quarters full, so that a search ends.
 */
#include "table.h"

#include <stdlib.h>

#include <dais/base/mem.h>

uint64_t table_hash(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ byte[i]) * UINT64_C(1099511628211);
    return hash;
}

/* The lowest bits of FNV-1a are its best; the high ones are folded in all the same. */
static size_t first_place(const struct table *table, uint64_t hash)
{
    return (size_t)(hash ^ (hash >> 32)) & (table->room - 1);
}

void *table_find(const struct table *table, uint64_t hash, table_match *match, const void *key)
{
    if (table->room == 0)
        return NULL;
    size_t at = first_place(table, hash);
    for (; table->places[at].item != NULL; at = (at + 1) & (table->room - 1)) {
        if (table->places[at].hash == hash && match(table->places[at].item, key))
            return table->places[at].item;
    }
    return NULL;
}

static void put(struct table *table, uint64_t hash, void *item)
{
    size_t at = first_place(table, hash);
    while (table->places[at].item != NULL)
        at = (at + 1) & (table->room - 1);
    table->places[at] = (struct table_place){hash, item};
}

static void grow(struct table *table)
{
    enum { FIRST_ROOM = 32 };
    struct table larger = {.count = table->count};
    larger.room = table->room > 0 ? table->room * 2 : FIRST_ROOM;
    larger.places = mem_new(larger.room, sizeof *larger.places);
    for (size_t i = 0; i < table->room; i++) {
        if (table->places[i].item != NULL)
            put(&larger, table->places[i].hash, table->places[i].item);
    }
    free(table->places);
    *table = larger;
}

void table_add(struct table *table, uint64_t hash, void *item)
{
    if ((table->count + 1) * 4 > table->room * 3)
        grow(table);
    put(table, hash, item);
    table->count++;
}

void table_finish(struct table *table)
{
    free(table->places);
    *table = (struct table){0};
}
