/*
 * Turns as they may be told outside the room: where the rule is not `named`, a place on the list
 * would be looked up in the programme, which is printed. So they are told in the order of
 * speaking, and by a number of it.
 */
#include <dais/core/floor.h>

#include <stdlib.h>

/* Is `turn` told before `other`? Those that have not spoken come last. */
static bool is_before(const struct turn *turn, const struct turn *other)
{
    msec_t start = turn_start(turn), later = turn_start(other);
    if (start == MSEC_NONE || later == MSEC_NONE)
        return start != MSEC_NONE;
    return start < later;
}

/* A share of one's own, given in the programme or in the room. */
static bool has_own_shares(const struct floor *floor)
{
    for (size_t i = 0; i < floor->turns.count; i++) {
        if (floor->turns.items[i].given != MSEC_NONE)
            return true;
    }
    return false;
}

static void put_in_order(const struct floor *floor, struct told_turns *told)
{
    for (size_t i = 1; i < told->list.count; i++) {
        struct told_turn one = told->list.items[i];
        size_t at = i;
        while (at > 0 && is_before(&floor->turns.items[one.index],
                                   &floor->turns.items[told->list.items[at - 1].index])) {
            told->list.items[at] = told->list.items[at - 1];
            at--;
        }
        told->list.items[at] = one;
    }
}

void floor_tell(const struct floor *floor, enum attribution rule, struct told_turns *ret_told)
{
    unsigned number = 0;
    bool own = rule != ATTRIBUTION_NAMED && has_own_shares(floor);
    *ret_told = (struct told_turns){{0}};
    for (size_t i = 0; i < floor->turns.count; i++) {
        struct told_turn one = {.index = i, .share = floor->turns.items[i].share};
        array_push(&ret_told->list, one);
    }
    if (rule == ATTRIBUTION_NAMED)
        return;
    put_in_order(floor, ret_told);
    for (size_t i = 0; i < ret_told->list.count; i++) {
        struct told_turn *one = &ret_told->list.items[i];
        if (floor->turns.items[one->index].kind == TURN_TRACK)
            continue;
        one->number = ++number;
        one->share = own ? MSEC_NONE : one->share;
    }
}

void told_turns_finish(struct told_turns *told)
{
    free(told->list.items);
    *told = (struct told_turns){{0}};
}
