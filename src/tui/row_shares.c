/*
 * Sharing the rows of a pane among the items of its list.
 */
#include "pane.h"

static void give(int *share, int wanted, int *spare)
{
    int more = wanted - 1 < *spare ? wanted - 1 : *spare;
    *share = 1 + (more > 0 ? more : 0);
    *spare -= *share - 1;
}

bool row_shares_fit(struct row_shares *shares, int height, size_t first, bool upwards)
{
    size_t count = shares->list.count;
    int spare = height - (int)count;
    bool fits = spare >= 0;
    if (spare < 0)
        spare = 0;
    if (first < count)
        give(&shares->list.items[first], shares->list.items[first], &spare);
    for (size_t i = 0; i < count; i++) {
        size_t at = upwards ? count - 1 - i : i;
        if (at != first)
            give(&shares->list.items[at], shares->list.items[at], &spare);
    }
    return fits;
}
