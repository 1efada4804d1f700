/*
 * Which slots could be skipped where no cutting is enough. A slot left out is passed over by the
 * walk through the day: what comes behind it follows what was before it. So leaving one out never
 * makes anything later, and a pass backwards tells of every slot at once whether it would do.
 */
#include "plan_making.h"

#include <stdlib.h>

#include "timekeeper_plan.h"

/* May a slot be left out where time is short? */
static bool is_dispensable(const struct making *making, const struct cut_step *step)
{
    const struct clock_slot *slot = making_slot(making, step);
    if (!step->step.waits || clock_slot_is_hard(slot, HARD_BOTH))
        return false;
    switch (clock_slot_kind(slot)) {
    case SLOT_OPENING:
    case SLOT_ADOPTION:
    case SLOT_CEREMONY:
    case SLOT_CLOSING:
        return false;
    case SLOT_SESSION:
    case SLOT_REGISTRATION:
    case SLOT_ARRIVAL:
    case SLOT_INTRODUCTION:
    case SLOT_PANEL:
    case SLOT_PRESENTATION:
    case SLOT_KEYNOTE:
    case SLOT_DISCUSSION:
    case SLOT_BREAKOUTS:
    case SLOT_REPORTING:
    case SLOT_POSTERS:
    case SLOT_VISIT:
    case SLOT_TAKEAWAY:
    case SLOT_BREAK:
    case SLOT_LUNCH:
    case SLOT_SOCIAL:
    case SLOT_SIDE_MEETING:
    case SLOT_OTHER:
    case SLOT_KIND_COUNT:
        break;
    }
    return true;
}

/* A hard end of the running slot is out of every skip's reach. */
static msec_t target_of(const struct cut_step *step)
{
    return step->step.waits ? step->target : WALK_ALWAYS;
}

/* Where each slot may end at the latest; those of `left_out` (NULL: none) take no time. */
static void find_allowed(struct cuts *cuts, msec_t day_target, const bool *left_out)
{
    msec_t allowed = day_target;
    for (size_t i = cuts->steps.count; i-- > 0;) {
        struct cut_step *step = &cuts->steps.items[i];
        step->allowed = allowed; /* of what comes behind it */
        if (left_out == NULL || !left_out[i])
            allowed = day_step_latest(&step->step, msec_min(allowed, target_of(step)),
                                      cut_step_length(step));
    }
}

/* Does everything end in time without those that are left out? */
static bool would_reach(const struct cuts *cuts, msec_t day_target, const bool *left_out)
{
    msec_t before = cuts->from;
    for (size_t i = 0; i < cuts->steps.count; i++) {
        const struct cut_step *step = &cuts->steps.items[i];
        if (left_out[i])
            continue;
        before = day_step_end(&step->step, before, cut_step_length(step));
        if (before > target_of(step))
            return false;
    }
    return before <= day_target;
}

/* The shortest slot without which all is in time, or SIZE_MAX. */
static size_t find_single(const struct making *making)
{
    const struct cuts *cuts = &making->cuts;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < cuts->steps.count; i++) {
        const struct cut_step *step = &cuts->steps.items[i];
        bool shorter =
            found == SIZE_MAX || cut_step_length(step) < cut_step_length(&cuts->steps.items[found]);
        if (shorter && is_dispensable(making, step) && step->before <= step->allowed)
            found = i;
        if (step->end > target_of(step))
            break; /* no slot behind it can help that */
    }
    return found;
}

struct candidate {
    size_t at; /* index of its step */
    msec_t length;
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *one = a;
    const struct candidate *other = b;
    if (one->length != other->length)
        return (one->length < other->length) - (one->length > other->length);
    return (one->at > other->at) - (one->at < other->at);
}

/*
 * The longest slots, as many as it takes: `left_out` gets them. Leaving out more is never later,
 * so their number is found by halving. Those that turn out not to matter stay, the earliest first.
 * False: all of them are not enough.
 */
static bool find_several(struct making *making, msec_t day_target, bool *left_out)
{
    struct cuts *cuts = &making->cuts;
    ARRAY_OF(struct candidate) candidates = {0};
    for (size_t i = 0; i < cuts->steps.count; i++) {
        const struct cut_step *step = &cuts->steps.items[i];
        if (is_dispensable(making, step))
            array_push(&candidates, ((struct candidate){i, cut_step_length(step)}));
    }
    if (candidates.count > 0)
        qsort(candidates.items, candidates.count, sizeof *candidates.items, compare_candidates);
    size_t low = 1;
    size_t high = candidates.count + 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        for (size_t i = 0; i < candidates.count; i++)
            left_out[candidates.items[i].at] = i < middle;
        if (would_reach(cuts, day_target, left_out))
            high = middle;
        else
            low = middle + 1;
    }
    for (size_t i = 0; i < candidates.count; i++)
        left_out[candidates.items[i].at] = i < low;
    bool enough = low <= candidates.count;
    free(candidates.items);
    if (!enough)
        return false;
    find_allowed(cuts, day_target, left_out);
    msec_t before = cuts->from;
    for (size_t i = 0; i < cuts->steps.count; i++) {
        const struct cut_step *step = &cuts->steps.items[i];
        msec_t end = day_step_end(&step->step, before, cut_step_length(step));
        if (left_out[i] && end <= msec_min(step->allowed, target_of(step)))
            left_out[i] = false;
        before = left_out[i] ? before : end;
    }
    return true;
}

void plan_find_skips(struct making *making, struct plan_change *ref_change)
{
    struct cuts *cuts = &making->cuts;
    if (ref_change->misses == 0 || cuts->steps.count == 0)
        return;
    /* Of the last step both its own hard end and the day's are in `target`: the day's counts here.
     */
    msec_t day_target = making->target;
    struct cut_step *last = &cuts->steps.items[cuts->steps.count - 1];
    last->target = plan_has_target(making_slot(making, last))
                       ? making_slot(making, last)->planned_end
                       : WALK_ALWAYS;
    bool *left_out = mem_new(cuts->steps.count, sizeof *left_out);
    bool found = false;
    if (!would_reach(cuts, day_target, left_out)) { /* else it is the running slot that misses */
        find_allowed(cuts, day_target, NULL);
        size_t single = find_single(making);
        found = single != SIZE_MAX || find_several(making, day_target, left_out);
        if (single != SIZE_MAX)
            left_out[single] = true;
    }
    for (size_t i = 0; found && i < cuts->steps.count; i++) {
        if (left_out[i])
            array_push(&ref_change->skips, cuts->steps.items[i].step.slot);
    }
    free(left_out);
}
