/*
 * Cutting slots so that targets are reached.
 *
 * A minute off one slot is a minute off a target behind it only if nothing in between stands
 * still meanwhile (day_step_slack()). So a pass backwards from a target finds by how much the
 * slots in front of each step may be shortened with effect, and these limits, which only grow
 * towards the target, bound the shares.
 *
 * What cannot be had that way (a part of a minute; what only comes when a whole gap was crossed)
 * is had by cutting all and giving back, first to last, whatever does not matter. The same way,
 * last to first, finds the breaks that absorb.
 */
#include "plan_cuts.h"

#include <stdlib.h>

#include "share_out.h"

static int64_t fewer(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

msec_t cut_step_length(const struct cut_step *step)
{
    return step->step.length - step->cut * MSEC_MINUTE;
}

void cuts_walk(struct cuts *cuts, size_t first, size_t last)
{
    for (size_t i = first; i < cuts->steps.count && i <= last; i++) {
        struct cut_step *step = &cuts->steps.items[i];
        step->before = i == 0 ? cuts->from : cuts->steps.items[i - 1].end;
        step->end = day_step_end(&step->step, step->before, cut_step_length(step));
    }
}

/* Minutes that a step can give back when it may end as late as `allowed`. */
static int64_t give_back(struct cut_step *step, int64_t least, msec_t allowed)
{
    msec_t room = allowed - step->end;
    int64_t minutes = room > 0 ? fewer(room / MSEC_MINUTE, step->cut - least) : 0;
    step->cut -= minutes;
    step->end += minutes * MSEC_MINUTE;
    return minutes;
}

/* A target that is passed even so is as far as one can get. */
static msec_t attainable(const struct cut_step *step)
{
    if (step->target == WALK_ALWAYS)
        return WALK_ALWAYS;
    return step->target > step->end ? step->target : step->end;
}

void cuts_absorb(struct cuts *cuts)
{
    for (size_t i = 0; i < cuts->steps.count; i++) {
        if (cuts->steps.items[i].step.is_break)
            cuts->steps.items[i].cut = cuts->steps.items[i].most;
    }
    cuts_walk(cuts, 0, SIZE_MAX);
    msec_t allowed = WALK_ALWAYS;
    for (size_t i = cuts->steps.count; i-- > 0;) {
        struct cut_step *step = &cuts->steps.items[i];
        allowed = msec_min(allowed, attainable(step));
        give_back(step, 0, allowed);
        allowed = day_step_latest(&step->step, allowed, cut_step_length(step));
    }
    cuts_walk(cuts, 0, SIZE_MAX);
}

/*
 * The steps from `first` up to `last` keep no cut beyond `least` (a number for each) that the
 * targets up to there do not need, as far as the present cuts reach them. The earliest are given
 * back first, so that those remain which nothing can stand between.
 */
static void keep_needed(struct cuts *cuts, size_t first, size_t last, const int64_t *least)
{
    cuts_walk(cuts, first, last);
    msec_t allowed = WALK_ALWAYS;
    for (size_t i = last + 1; i-- > first;) {
        struct cut_step *step = &cuts->steps.items[i];
        step->allowed = msec_min(allowed, attainable(step));
        allowed = day_step_latest(&step->step, step->allowed, cut_step_length(step));
    }
    for (size_t i = first; i <= last; i++) {
        cuts_walk(cuts, i, i);
        struct cut_step *step = &cuts->steps.items[i];
        give_back(step, least[i - first], step->allowed);
    }
}

/* What the slots in front of a step may give together for the target, in minutes. */
struct bound {
    size_t at;    /* index of the step */
    int64_t most; /* counted from the first step of the window */
};

/* The steps that a target can be reached with. */
struct window {
    struct cuts *cuts;
    size_t first;                  /* index of the first step that counts */
    size_t last;                   /* of that which has the target */
    ARRAY_OF(struct bound) bounds; /* in running order */
    struct portion *portions;      /* one for each step, in their order */
};

/* Backwards from the target, as far as anything helps; bounds come out last first. */
static void find_bounds(struct window *window, msec_t late)
{
    msec_t slack = WALK_ALWAYS;
    for (size_t i = window->last + 1; i-- > 0;) {
        const struct cut_step *step = &window->cuts->steps.items[i];
        window->first = i;
        msec_t own = day_step_slack(&step->step, step->before);
        if (own >= slack)
            continue;
        slack = own;
        if (slack >= late)
            continue;
        array_push(&window->bounds, ((struct bound){i, slack / MSEC_MINUTE}));
        if (slack < MSEC_MINUTE)
            break;
    }
    for (size_t i = 0; i < window->bounds.count / 2; i++) {
        struct bound *other = &window->bounds.items[window->bounds.count - 1 - i];
        struct bound swapped = window->bounds.items[i];
        window->bounds.items[i] = *other;
        *other = swapped;
    }
}

/* Lowers the bounds to what the steps have to give; returns what all have, `need` at most. */
static int64_t limit_bounds(struct window *window, int64_t need)
{
    int64_t most = 0;
    size_t bound = 0;
    for (size_t i = window->first; i <= window->last; i++) {
        if (bound < window->bounds.count && window->bounds.items[bound].at == i) {
            most = fewer(most, window->bounds.items[bound].most);
            window->bounds.items[bound++].most = most;
        }
        const struct cut_step *step = &window->cuts->steps.items[i];
        most += step->most - step->cut;
    }
    return fewer(most, need);
}

/* Shares `total` out among the steps from `first` up to before `end`, leaving bounds aside. */
static void share_among(struct window *window, size_t first, size_t end, int64_t total)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const struct cut_step *step = &window->cuts->steps.items[i];
        msec_t seconds = step->step.length / MSEC_SECOND;
        if (step->most > step->cut)
            window->portions[first + count++] = (struct portion){
                .weight = seconds > 0 ? seconds : 1,
                .most = step->most - step->cut,
            };
    }
    share_out(window->portions + first, count, total);
    for (size_t i = end; i-- > first;) { /* each to its step; those that give nothing have none */
        const struct cut_step *step = &window->cuts->steps.items[i];
        int64_t share = step->most > step->cut ? window->portions[first + --count].share : 0;
        window->portions[i].share = share;
    }
}

/* Part of a window that shares a number of minutes. */
struct part_of_window {
    size_t first; /* index of its first step */
    size_t end;   /* behind its last */
    int64_t base; /* minutes that the steps before it give */
    int64_t total;
};

/*
 * The bound that the shares of a part break by most; NULL: none. Where a bound is broken, what
 * stands in front of it gives just as much as it allows, and the rest gives the rest.
 */
static const struct bound *broken_bound(const struct window *window,
                                        const struct part_of_window *part)
{
    const struct bound *worst = NULL;
    int64_t most_over = 0;
    int64_t given = part->base;
    size_t bound = 0;
    while (bound < window->bounds.count && window->bounds.items[bound].at <= part->first)
        bound++;
    for (size_t i = part->first; i < part->end && bound < window->bounds.count; i++) {
        const struct bound *here = &window->bounds.items[bound];
        if (here->at == i) {
            if (given - here->most > most_over) {
                most_over = given - here->most;
                worst = here;
            }
            bound++;
        }
        given += window->portions[i].share;
    }
    return worst;
}

static void share_part(struct window *window, struct part_of_window part)
{
    ARRAY_OF(struct part_of_window) parts = {0};
    array_push(&parts, part);
    while (parts.count > 0) {
        part = parts.items[--parts.count];
        share_among(window, part.first, part.end, part.total);
        const struct bound *bound = broken_bound(window, &part);
        if (bound == NULL)
            continue;
        int64_t front = bound->most - part.base;
        struct part_of_window before = {part.first, bound->at, part.base, front};
        struct part_of_window behind = {bound->at, part.end, bound->most, part.total - front};
        array_push(&parts, before);
        array_push(&parts, behind);
    }
    free(parts.items);
}

/* All give what they can, and take back what does not matter. */
static void cut_all(struct window *window)
{
    struct cuts *cuts = window->cuts;
    size_t first = window->last;
    while (first > 0 &&
           day_step_latest(&cuts->steps.items[first].step, cuts->steps.items[first].end - 1,
                           cut_step_length(&cuts->steps.items[first])) != WALK_NEVER)
        first--;
    int64_t *least = mem_new(window->last + 1 - first, sizeof *least);
    int64_t room = 0;
    for (size_t i = first; i <= window->last; i++) {
        struct cut_step *step = &cuts->steps.items[i];
        least[i - first] = step->cut;
        room += step->most - step->cut;
        step->cut = step->most;
    }
    if (room > 0)
        keep_needed(cuts, first, window->last, least);
    free(least);
}

/* Reaches the target of the step at `last`, which is passed, as far as that can be. */
static void reach(struct cuts *cuts, size_t last)
{
    struct window window = {.cuts = cuts, .last = last};
    const struct cut_step *end = &cuts->steps.items[last];
    msec_t late = end->end - end->target;
    find_bounds(&window, late);
    int64_t total = limit_bounds(&window, (late + MSEC_MINUTE - 1) / MSEC_MINUTE);
    if (total > 0) {
        window.portions = mem_new(cuts->steps.count, sizeof *window.portions);
        share_part(&window, (struct part_of_window){window.first, last + 1, 0, total});
        for (size_t i = window.first; i <= last; i++)
            cuts->steps.items[i].cut += window.portions[i].share;
        free(window.portions);
        cuts_walk(cuts, window.first, last);
    }
    free(window.bounds.items);
    if (end->end > end->target)
        cut_all(&window);
}

/* Minutes that the steps up to `last` can still give. */
static int64_t room_left(const struct cuts *cuts, size_t last)
{
    int64_t room = 0;
    for (size_t i = 0; i <= last; i++)
        room += cuts->steps.items[i].most - cuts->steps.items[i].cut;
    return room;
}

void cuts_compress(struct cuts *cuts)
{
    int64_t room = 0;
    for (size_t i = 0; i < cuts->steps.count; i++) {
        const struct cut_step *step = &cuts->steps.items[i];
        cuts_walk(cuts, i, i);
        room += step->most;
        if (step->end <= step->target || room == 0)
            continue;
        reach(cuts, i);
        room = room_left(cuts, i);
    }
}
