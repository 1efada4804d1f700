/*
 * A sample of the hostile texts, of each class its share: every ninth, or as DAIS_HOSTILE_STEP says.
 */
#include "hostile.h"

#include <stdlib.h>

#include "hostile_list.h"

enum { STEP = 9 };

static size_t step(void)
{
    const char *value = getenv("DAIS_HOSTILE_STEP");
    long given = value != NULL ? strtol(value, NULL, 10) : STEP;
    return given > 0 ? (size_t)given : STEP;
}

size_t hostile_count(void)
{
    return (hostile_list_count + step() - 1) / step();
}

const char *hostile_at(size_t index)
{
    return hostile_list[index * step()];
}
