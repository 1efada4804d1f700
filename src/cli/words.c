/*
 * Words are found exactly; what is not one is an error that names the nearest.
 */
#include "words.h"

#include <stdlib.h>

#include <dais/base/mem.h>
#include <dais/base/name_table.h>

#include "say.h"

const void *words_find(const void *table, size_t count, size_t size, const char *name,
                       const char *unknown)
{
    const char **names = mem_new(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = *(const char *const *)((const char *)table + i * size);
    int index = name_find(names, count, name);
    if (index < 0)
        say_unknown(unknown, name, name_nearest(names, count, name));
    free(names);
    return index < 0 ? NULL : (const char *)table + (size_t)index * size;
}
