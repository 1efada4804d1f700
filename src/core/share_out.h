/*
 * Whole minutes shared out in proportion to weight, none over its most: what a slot cannot give
 * the others share again; what is left of a minute goes by the largest remainder.
 */
#ifndef DAIS_CORE_SHARE_OUT_H
#define DAIS_CORE_SHARE_OUT_H

#include <stddef.h>
#include <stdint.h>

struct portion {
    int64_t weight; /* positive, up to a year in seconds */
    int64_t most;   /* not negative, up to a year in minutes */
    int64_t share;  /* set by share_out() */
};

/* `total` is no more than all `most` together. Of equal remainders the earlier portion is first. */
void share_out(struct portion *portions, size_t count, int64_t total);

#endif
