/*
 * Which slots of a day give how many minutes, so that its targets are reached.
 */
#ifndef DAIS_CORE_PLAN_CUTS_H
#define DAIS_CORE_PLAN_CUTS_H

#include "day_walk.h"

/* A step of the day, what it can give, and what it gives. */
struct cut_step {
    struct day_step step;
    msec_t target;  /* since 1970 UTC: it should not end later; WALK_ALWAYS: it may */
    int64_t most;   /* minutes that it can give; 0 of one that is over */
    int64_t cut;    /* minutes that it gives */
    msec_t before;  /* since 1970 UTC: end of the one before it, with the cuts */
    msec_t end;     /* likewise its own */
    msec_t allowed; /* of a pass backwards: the latest end with which the later targets hold */
};

struct cuts {
    ARRAY_OF(struct cut_step) steps;
    msec_t from; /* since 1970 UTC: what the first step comes after */
};

/* Ms that are left of its length with what it gives. */
msec_t cut_step_length(const struct cut_step *step);

/* Fills in `before` and `end` from the step at `first` on, up to that at `last`. */
void cuts_walk(struct cuts *cuts, size_t first, size_t last);

/* Breaks give, the earliest first, as little as the targets need. All cuts are 0 before. */
void cuts_absorb(struct cuts *cuts);

/* All give in proportion to length, for one target after the other. All cuts are 0 before. */
void cuts_compress(struct cuts *cuts);

#endif
