/* What a plan is made of, shared by plan_change.c and plan_skips.c. */
#ifndef DAIS_CORE_PLAN_MAKING_H
#define DAIS_CORE_PLAN_MAKING_H

#include <dais/core/plan_change.h>

#include "plan_cuts.h"

struct making {
    const struct timekeeper *timekeeper; /* dated */
    struct cuts cuts;
    size_t day;
    msec_t target; /* of the day's end, since 1970 UTC; MSEC_NONE: nothing to aim at */
    bool hard;     /* is that a hard end? */
};

const struct clock_slot *making_slot(const struct making *making, const struct cut_step *step);

/*
 * Where the change misses, fills in the slots that could be skipped as well. The last thing done
 * with the cuts: it uses up their targets.
 */
void plan_find_skips(struct making *making, struct plan_change *ref_change);

#endif
