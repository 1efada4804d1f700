/*
 * Sharing out. Portions drop out in the order of most ÷ weight, the level at which each is full:
 * sorted by it, one pass finds all that are full, and the rest is in proportion.
 */
#include "share_out.h"

#include <stdlib.h>

#include <dais/base/mem.h>

struct entrant {
    struct portion *portion;
    int64_t remainder; /* of its part, in units of 1 ÷ all weights */
};

/* By the place of the portions, where nothing else decides. */
static int compare_places(const struct entrant *a, const struct entrant *b)
{
    return (a->portion > b->portion) - (a->portion < b->portion);
}

static int compare_levels(const void *a, const void *b)
{
    const struct entrant *one = a;
    const struct entrant *other = b;
    int64_t left = one->portion->most * other->portion->weight;
    int64_t right = other->portion->most * one->portion->weight;
    return left != right ? (left > right) - (left < right) : compare_places(one, other);
}

static int compare_remainders(const void *a, const void *b)
{
    const struct entrant *one = a;
    const struct entrant *other = b;
    if (one->remainder != other->remainder)
        return (one->remainder < other->remainder) - (one->remainder > other->remainder);
    return compare_places(one, other);
}

/* The rest in proportion: none of these is full by it. */
static void divide(struct entrant *entrants, size_t count, int64_t total, int64_t weights)
{
    int64_t given = 0;
    for (size_t i = 0; i < count; i++) {
        struct portion *portion = entrants[i].portion;
        portion->share = total * portion->weight / weights;
        entrants[i].remainder = total * portion->weight % weights;
        given += portion->share;
    }
    qsort(entrants, count, sizeof *entrants, compare_remainders);
    for (size_t i = 0; given < total; i++, given++)
        entrants[i].portion->share++;
}

void share_out(struct portion *portions, size_t count, int64_t total)
{
    struct entrant *entrants = mem_new(count, sizeof *entrants);
    int64_t weights = 0;
    for (size_t i = 0; i < count; i++) {
        entrants[i].portion = &portions[i];
        weights += portions[i].weight;
    }
    qsort(entrants, count, sizeof *entrants, compare_levels);
    size_t full = 0;
    while (full < count &&
           total * entrants[full].portion->weight >= entrants[full].portion->most * weights) {
        struct portion *portion = entrants[full++].portion;
        portion->share = portion->most;
        total -= portion->most;
        weights -= portion->weight;
    }
    if (full < count)
        divide(entrants + full, count - full, total, weights);
    free(entrants);
}
