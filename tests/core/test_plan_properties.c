/*
 * Random replans of random states. Each plan is taken on a copy of the session, and held against
 * what it promised and against plans that are made by trying:
 *
 *   what forecast_make() says afterwards is what the preview said, to the millisecond
 *   minutes are whole, nothing goes under its minimum, nothing but slots to come is touched, and
 *   the break that runs, which is not over by it
 *   a target is passed only as far as it is with everything cut that may be
 *   no minute is cut that could be given back without a target being passed for it
 *   in a plain day the shares are those of sharing again and again by largest remainder
 *   the slots to skip are enough, none of them is idle, and one is named where one will do
 *
 * DAIS_PROPERTY_RUNS says how many, DAIS_PROPERTY_SEED which.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/plan_change.h>

#include "chance.h"
#include "desk.h"
#include "programmes.h"
#include "suite.h"

enum { RUNS = 6000, MOVES = 10, SLOTS = 12 };

/* One random state, and how to come to it again. */
struct state {
    uint64_t seed;
    struct chance random;
    bool plain; /* one day without gaps and hard times but its end */
    struct desk desk;
    ARRAY_OF(struct event *) events;
    ARRAY_OF(bool) effects;
    unsigned inserts;
};

/* How often the cases were met that prove something. */
static struct {
    uint64_t reached, missed, absorbed, compressed, plain, skips, single, useful, running;
} met;

static unsigned below(struct state *state, unsigned limit)
{
    return chance_below(&state->random, limit);
}

static struct programme *plain_programme(struct state *state)
{
    struct given_slot slots[SLOTS];
    size_t count = 2 + below(state, SLOTS - 1);
    int minute = AT(9, 0);
    for (size_t i = 0; i < count; i++) {
        slots[i] = (struct given_slot){.start = minute, .kind = SLOT_SESSION};
        if (below(state, 4) == 0)
            slots[i].kind = SLOT_BREAK;
        minute += 1 + (int)below(state, 60);
        slots[i].end = minute;
    }
    slots[count - 1].hard = HARD_END;
    return programme_given("EAT-3", "2022-05-18", slots, count);
}

/* Days with gaps, hard starts and ends, and now and then a hard end of the whole. */
static struct programme *rough_programme(struct state *state)
{
    struct given_slot slots[SLOTS];
    size_t count = 2 + below(state, SLOTS - 1);
    size_t day = 0;
    int minute = AT(9, 0);
    for (size_t i = 0; i < count; i++) {
        if (below(state, 6) == 0 && day < 2) {
            day++;
            minute = AT(9, 0);
        }
        if (below(state, 3) == 0)
            minute += (int)below(state, 20);
        slots[i] = (struct given_slot){
            .day = day,
            .start = minute,
            .kind = (enum slot_kind)below(state, SLOT_KIND_COUNT),
            .hard = below(state, 3) == 0 ? (enum hard)below(state, 4) : HARD_NONE,
        };
        minute += (int)below(state, 50);
        slots[i].end = minute;
    }
    if (slots[0].day > 0)
        slots[0].day = 0;
    struct programme *programme = programme_given("EAT-3", "2022-05-18", slots, count);
    if (below(state, 3) == 0)
        programme->hard_end = minute - 30 + (int)below(state, 60);
    return programme;
}

static void refute(const struct state *state, const char *what, int64_t is, int64_t must_be)
{
    fprintf(stderr,
            "DAIS_PROPERTY_SEED=%" PRIu64 " DAIS_PROPERTY_RUNS=1: %s: %" PRId64 " for %" PRId64
            "\n",
            state->seed, what, is, must_be);
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        fprintf(stderr,
                "  %s day %zu %" PRId64 "-%" PRId64 " gap %" PRId64 " %s %s hard %d has %" PRId64
                " least %" PRId64 " s\n",
                slot->id, slot->day, slot->planned_start / 1000 % 86400,
                slot->planned_end / 1000 % 86400, slot->gap / 1000, slot_state_name(slot->state),
                slot_kind_name(clock_slot_kind(slot)),
                slot->planned != NULL ? (int)slot->planned->hard : 0, slot->allotted / 1000,
                slot->minimum / 1000);
    }
    fprintf(stderr, "  now %" PRId64 " s, hard end %d\n", state->desk.now.wall / 1000 % 86400,
            state->desk.programme->hard_end);
    ck_abort_msg("%s", what);
}

static void require(const struct state *state, const char *what, int64_t is, int64_t must_be)
{
    if (is != must_be)
        refute(state, what, is, must_be);
}

static const char *some_slot(struct state *state)
{
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    return timekeeper->slots.items[below(state, (unsigned)timekeeper->slots.count)].id;
}

static const char *current_id(const struct timekeeper *timekeeper)
{
    return timekeeper->current == SLOT_NONE ? "" : timekeeper->slots.items[timekeeper->current].id;
}

static void keep(struct state *state, struct event *event)
{
    bool effect = timekeeper_apply(&state->desk.timekeeper, event, &state->desk.writer);
    array_push(&state->events, event);
    array_push(&state->effects, effect);
}

static void move(struct state *state)
{
    struct desk *desk = &state->desk;
    const char *from = current_id(&desk->timekeeper);
    BUF_LOCAL struct buf span = {0}, id = {0};
    buf_add_format(&span, "%u000", 1 + below(state, 1800));
    size_t next = timekeeper_next(&desk->timekeeper, desk->timekeeper.current,
                                  timekeeper_day(&desk->timekeeper, &desk->now));
    const char *follows =
        next == SLOT_NONE ? some_slot(state) : desk->timekeeper.slots.items[next].id;
    switch (below(state, 9)) {
    case 0:
    case 1:
    case 2:
        keep(state, desk_event(desk, EVENT_SLOT_START, KEY_SLOT, follows, KEY_FROM, from, NO_KEY));
        break;
    case 3:
        keep(state, desk_event(desk, EVENT_SLOT_EXTEND, KEY_SLOT, from[0] != '\0' ? from : "s1",
                               KEY_SPAN, buf_text(&span), NO_KEY));
        break;
    case 4:
        buf_add_format(&id, "i%u", ++state->inserts);
        keep(state, desk_event(desk, EVENT_SLOT_INSERT, KEY_SLOT, buf_text(&id), KEY_AFTER, from,
                               KEY_TITLE, "Word", KEY_SPAN, buf_text(&span), NO_KEY));
        break;
    case 5:
        keep(state, desk_event(desk, EVENT_SLOT_SWAP, KEY_SLOT, some_slot(state), KEY_WITH,
                               some_slot(state), NO_KEY));
        break;
    case 6:
        keep(state,
             desk_event(desk, EVENT_SLOT_BACK, KEY_SLOT, some_slot(state), KEY_FROM, from, NO_KEY));
        break;
    case 7:
        keep(state, desk_event(desk, EVENT_SLOT_SKIP, KEY_SLOT, some_slot(state), NO_KEY));
        break;
    default:
        keep(state, desk_event(desk, below(state, 2) == 0 ? EVENT_SLOT_STOP : EVENT_SLOT_PAUSE,
                               KEY_SLOT, from[0] != '\0' ? from : "s1", NO_KEY));
        break;
    }
}

static void live(struct state *state)
{
    msec_t start = state->desk.timekeeper.slots.items[0].planned_start;
    msec_t at = start - 10 * MSEC_MINUTE + (msec_t)below(state, 3000) * MSEC_SECOND;
    state->desk.now = instant_add(&state->desk.now, at - state->desk.now.wall);
    unsigned moves = state->plain ? below(state, 4) : below(state, MOVES);
    for (unsigned i = 0; i < moves; i++) {
        move(state);
        state->desk.now = instant_add(&state->desk.now, (msec_t)below(state, 2400) * MSEC_SECOND);
    }
    state->desk.now = instant_add(&state->desk.now, (msec_t)below(state, 2000));
}

/* The same timekeeper once more, with all that happened. */
static void copy_state(const struct state *state, struct timekeeper *ret_copy)
{
    timekeeper_init(ret_copy, state->desk.programme);
    for (size_t i = 0; i < state->events.count; i++) {
        bool effect = timekeeper_apply(ret_copy, state->events.items[i], &state->desk.writer);
        require(state, "replay", effect, state->effects.items[i]);
    }
}

/* Gives every slot to come a length (SIZE_MAX in `slots` ends nothing: one to each in the list). */
static void take(struct state *state, struct timekeeper *timekeeper, enum plan plan,
                 const size_t *slots, const msec_t *lengths, size_t count)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_add_format(&text, "%s%s=%" PRId64, i > 0 ? " " : "",
                       timekeeper->slots.items[slots[i]].id, lengths[i]);
    struct event *event =
        desk_event(&state->desk, EVENT_PLAN_CHANGE, KEY_FROM, current_id(timekeeper), KEY_PLAN,
                   plan_name(plan), KEY_LATE, "0", NO_KEY);
    if (count > 0)
        event_set(event, KEY_LENGTHS, buf_text(&text));
    struct message why = {0};
    ck_assert(event_check(event, &why));
    require(state, "the plan can be taken",
            timekeeper_apply(timekeeper, event, &state->desk.writer), true);
    event_free(event);
}

/* The forecast of the state with other lengths. */
static void forecast_with(struct state *state, enum plan plan, const size_t *slots,
                          const msec_t *lengths, size_t count, struct forecast *ret_forecast)
{
    struct timekeeper copy;
    copy_state(state, &copy);
    take(state, &copy, plan, slots, lengths, count);
    forecast_make(&copy, &state->desk.now, ret_forecast);
    timekeeper_finish(&copy);
}

/* Ms by which targets are passed: those of the slots in their order, then the day's. */
struct over {
    msec_t slots[64];
    msec_t day;
};

static bool aims(const struct clock_slot *slot, size_t day)
{
    return slot->day == day && slot->planned != NULL && (slot->planned->hard & HARD_END) != 0 &&
           (slot->state == SLOT_WAITING || slot->state == SLOT_RUNNING);
}

static msec_t day_target(const struct state *state, size_t day)
{
    const struct programme *programme = state->desk.programme;
    msec_t target = MSEC_NONE;
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (slot->day == day && slot->planned_end > target)
            target = slot->planned_end;
    }
    if (programme->hard_end >= 0 && day + 1 == programme->days.count)
        target =
            zone_instant(programme->zone, timekeeper_date(timekeeper, day), programme->hard_end);
    return target;
}

static void measure(const struct state *state, const struct forecast *forecast,
                    struct over *ret_over)
{
    *ret_over = (struct over){.day = 0};
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        msec_t end = forecast->slots.items[i].end;
        if (aims(slot, forecast->day) && end > slot->planned_end)
            ret_over->slots[i] = end - slot->planned_end;
    }
    msec_t target = day_target(state, forecast->day);
    if (forecast->projected_end != MSEC_NONE && forecast->projected_end > target)
        ret_over->day = forecast->projected_end - target;
}

/* Is a target passed by more in `one` than in `other`? */
static bool is_worse(const struct over *one, const struct over *other)
{
    bool worse = one->day > other->day;
    for (size_t i = 0; i < 64; i++)
        worse = worse || one->slots[i] > other->slots[i];
    return worse;
}

/* The lengths of a plan as lists. */
struct lengths {
    size_t count;
    size_t slots[64];
    msec_t lengths[64];
};

static void list_lengths(const struct plan_change *change, struct lengths *ret_lengths)
{
    *ret_lengths = (struct lengths){.count = 0};
    for (size_t i = 0; i < change->slots.count; i++) {
        if (change->slots.items[i].lost == 0)
            continue;
        ret_lengths->slots[ret_lengths->count] = change->slots.items[i].slot;
        ret_lengths->lengths[ret_lengths->count++] = change->slots.items[i].allotted;
    }
}

static bool runs(const struct clock_slot *slot)
{
    return slot->state == SLOT_RUNNING;
}

/* Slots that wait, and the break that runs. */
static bool is_in_it(const struct clock_slot *slot)
{
    return slot->state == SLOT_WAITING || (runs(slot) && slot_kind_is_break(clock_slot_kind(slot)));
}

static bool may_give(const struct clock_slot *slot, enum plan plan)
{
    return (plan == PLAN_COMPRESS && !runs(slot)) ||
           (plan == PLAN_ABSORB && slot_kind_is_break(clock_slot_kind(slot)));
}

static msec_t least_of(const struct clock_slot *slot)
{
    msec_t least = slot->planned != NULL ? slot->planned->minimum
                                         : (slot->minimum > 0 ? slot->minimum : MSEC_MINUTE);
    return least > MSEC_MINUTE ? least : MSEC_MINUTE;
}

/* The most minutes after which a break that runs has something left. */
static msec_t left_of(const struct state *state)
{
    struct reading reading;
    timekeeper_read(&state->desk.timekeeper, &state->desk.now, &reading);
    msec_t minutes = 0;
    while ((minutes + 1) * MSEC_MINUTE < reading.left)
        minutes++;
    /* Its length stays above the minute that has begun. */
    while (minutes > 0 && reading.allotted - minutes * MSEC_MINUTE <
                              reading.elapsed - reading.elapsed % MSEC_MINUTE + MSEC_MINUTE)
        minutes--;
    return minutes;
}

static msec_t most_of(const struct state *state, const struct clock_slot *slot, enum plan plan)
{
    msec_t least = least_of(slot);
    if (!may_give(slot, plan) || slot->allotted <= least)
        return 0;
    msec_t most = (slot->allotted - least) / MSEC_MINUTE;
    return runs(slot) && left_of(state) < most ? left_of(state) : most;
}

static void check_lengths(struct state *state, const struct plan_change *change)
{
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    msec_t sum = 0;
    size_t waiting = 0;
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        waiting +=
            timekeeper->slots.items[i].day == change->day && is_in_it(&timekeeper->slots.items[i]);
    require(state, "every slot to come is in it", (int64_t)change->slots.count,
            timekeeper->state == CLOCK_ENDED ? 0 : (int64_t)waiting);
    for (size_t i = 0; i < change->slots.count; i++) {
        const struct planned_change *slot = &change->slots.items[i];
        const struct clock_slot *clock = &timekeeper->slots.items[slot->slot];
        require(state, "it waits, or is a break", is_in_it(clock), true);
        require(state, "it is of the day", (int64_t)clock->day, (int64_t)change->day);
        require(state, "whole minutes", slot->lost % MSEC_MINUTE, 0);
        require(state, "what it has left", slot->allotted, clock->allotted - slot->lost);
        require(state, "never lengthened", slot->lost >= 0, true);
        if (slot->lost == 0)
            continue;
        require(state, "it may give", may_give(clock, change->plan), true);
        require(state, "not under its minimum", slot->allotted >= least_of(clock), true);
        if (runs(clock)) {
            require(state, "not over by it", slot->end > state->desk.now.wall, true);
            met.running++;
        }
        sum += slot->lost;
    }
    require(state, "lost together", change->lost, sum);
}

/* What forecast_make() says when the plan was taken is what it said. */
static void check_preview(struct state *state, const struct plan_change *change,
                          const struct forecast *after)
{
    for (size_t i = 0; i < change->slots.count; i++) {
        const struct planned_change *slot = &change->slots.items[i];
        require(state, "start", after->slots.items[slot->slot].start, slot->start);
        require(state, "end", after->slots.items[slot->slot].end, slot->end);
    }
    require(state, "day", (int64_t)after->day, (int64_t)change->day);
    require(state, "end of the day", after->projected_end, change->projected_end);
    require(state, "late", after->late, change->late);
    struct over over;
    measure(state, after, &over);
    msec_t worst = over.day;
    for (size_t i = 0; i < 64; i++)
        worst = over.slots[i] > worst ? over.slots[i] : worst;
    require(state, "misses", change->misses, worst);
}

/* Nothing but lengths of slots to come and of the break that runs is another after the plan was
 * taken. */
static void check_rest(struct state *state, const struct plan_change *change,
                       const struct lengths *lengths)
{
    struct timekeeper copy;
    copy_state(state, &copy);
    take(state, &copy, change->plan, lengths->slots, lengths->lengths, lengths->count);
    for (size_t i = 0; i < copy.slots.count; i++) {
        const struct clock_slot *before = &state->desk.timekeeper.slots.items[i];
        const struct clock_slot *after = &copy.slots.items[i];
        bool cut = false;
        for (size_t n = 0; n < lengths->count; n++)
            cut = cut || lengths->slots[n] == i;
        require(state, "same slot", strcmp(before->id, after->id), 0);
        require(state, "same state", after->state, before->state);
        require(state, "same length", after->allotted != before->allotted, cut);
        require(state, "same time", after->banked, before->banked);
        require(state, "same runs", (int64_t)after->runs.count, (int64_t)before->runs.count);
        require(state, "same plan", after->planned_end, before->planned_end);
    }
    timekeeper_finish(&copy);
}

/* With everything cut that may be, no target is passed by less. */
static void check_reach(struct state *state, const struct plan_change *change,
                        const struct over *over)
{
    struct lengths all = {.count = 0};
    for (size_t i = 0; i < change->slots.count; i++) {
        size_t index = change->slots.items[i].slot;
        const struct clock_slot *slot = &state->desk.timekeeper.slots.items[index];
        if (most_of(state, slot, change->plan) == 0)
            continue;
        all.slots[all.count] = index;
        all.lengths[all.count++] =
            slot->allotted - most_of(state, slot, change->plan) * MSEC_MINUTE;
    }
    struct forecast forecast;
    forecast_with(state, change->plan, all.slots, all.lengths, all.count, &forecast);
    struct over best;
    measure(state, &forecast, &best);
    forecast_finish(&forecast);
    require(state, "as far as it can be", is_worse(over, &best), false);
}

/* Each minute that was cut is needed: given back, some target is passed by more. */
static void check_need(struct state *state, const struct plan_change *change,
                       const struct lengths *lengths, const struct over *over)
{
    for (size_t i = 0; i < lengths->count; i++) {
        struct lengths fewer = *lengths;
        fewer.lengths[i] += MSEC_MINUTE;
        struct forecast forecast;
        forecast_with(state, change->plan, fewer.slots, fewer.lengths, fewer.count, &forecast);
        struct over with;
        measure(state, &forecast, &with);
        forecast_finish(&forecast);
        if (!is_worse(&with, over))
            refute(state, "a minute that does not matter", (int64_t)fewer.slots[i], 0);
        met.useful++;
    }
}

/* Shares of `need` minutes, shared again as long as some slot has more than it can give. */
static void check_shares(struct state *state, const struct plan_change *change, int64_t need)
{
    int64_t shares[64] = {0};
    bool full[64] = {false};
    size_t count = change->slots.count;
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    int64_t capacity = 0;
    for (size_t i = 0; i < count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[change->slots.items[i].slot];
        capacity += most_of(state, slot, PLAN_COMPRESS);
        full[i] = most_of(state, slot, PLAN_COMPRESS) == 0;
    }
    need = need < capacity ? need : capacity;
    int64_t total = need;
    int64_t weights = 0;
    for (bool again = true; again;) {
        again = false;
        weights = 0;
        for (size_t i = 0; i < count; i++)
            weights += full[i] ? 0 : timekeeper->slots.items[change->slots.items[i].slot].allotted;
        int64_t left = total;
        for (size_t i = 0; i < count; i++) {
            const struct clock_slot *slot = &timekeeper->slots.items[change->slots.items[i].slot];
            msec_t most = most_of(state, slot, PLAN_COMPRESS);
            if (!full[i] && left * slot->allotted > most * weights) {
                full[i] = again = true;
                shares[i] = most;
                total -= shares[i];
            }
        }
    }
    int64_t given = 0;
    int64_t rest[64] = {0};
    for (size_t i = 0; i < count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[change->slots.items[i].slot];
        if (full[i])
            continue;
        shares[i] = total * slot->allotted / weights;
        rest[i] = total * slot->allotted % weights;
        given += shares[i];
    }
    while (given < total) {
        size_t largest = 0;
        for (size_t i = 1; i < count; i++)
            largest = rest[i] > rest[largest] ? i : largest;
        shares[largest]++;
        rest[largest] = -1;
        given++;
    }
    for (size_t i = 0; i < count; i++)
        require(state, "largest remainder", change->slots.items[i].lost / MSEC_MINUTE, shares[i]);
    met.plain++;
}

static bool is_dispensable(const struct clock_slot *slot)
{
    enum slot_kind kind = clock_slot_kind(slot);
    return slot->state == SLOT_WAITING &&
           (slot->planned == NULL || slot->planned->hard == HARD_NONE) && kind != SLOT_ADOPTION &&
           kind != SLOT_OPENING && kind != SLOT_CEREMONY && kind != SLOT_CLOSING;
}

/* Do all targets hold with the plan and without these? What already runs is out of reach. */
static bool would_hold(struct state *state, const struct plan_change *change,
                       const struct lengths *lengths, const size_t *skips, size_t count)
{
    struct timekeeper copy;
    copy_state(state, &copy);
    take(state, &copy, change->plan, lengths->slots, lengths->lengths, lengths->count);
    bool skipped[64] = {false};
    for (size_t i = 0; i < count; i++) {
        struct event *event = desk_event(&state->desk, EVENT_SLOT_SKIP, KEY_SLOT,
                                         copy.slots.items[skips[i]].id, NO_KEY);
        require(state, "it can be skipped", timekeeper_apply(&copy, event, &state->desk.writer),
                true);
        event_free(event);
        skipped[skips[i]] = true;
    }
    struct forecast forecast;
    forecast_make(&copy, &state->desk.now, &forecast);
    struct over over;
    measure(state, &forecast, &over);
    forecast_finish(&forecast);
    timekeeper_finish(&copy);
    bool hold = over.day == 0;
    for (size_t i = 0; i < state->desk.timekeeper.slots.count; i++)
        hold = hold && (over.slots[i] == 0 || skipped[i] ||
                        state->desk.timekeeper.slots.items[i].state != SLOT_WAITING);
    return hold;
}

static void check_skips(struct state *state, const struct plan_change *change,
                        const struct lengths *lengths)
{
    if (would_hold(state, change, lengths, NULL, 0)) { /* it is the running slot that misses */
        require(state, "no skip helps", (int64_t)change->skips.count, 0);
        return;
    }
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    size_t all[64];
    size_t count = 0;
    size_t shortest = SIZE_MAX;
    for (size_t i = 0; i < change->slots.count; i++) {
        size_t index = change->slots.items[i].slot;
        if (!is_dispensable(&timekeeper->slots.items[index]))
            continue;
        all[count++] = index;
        bool shorter = shortest == SIZE_MAX ||
                       change->slots.items[i].allotted < change->slots.items[shortest].allotted;
        if (shorter && would_hold(state, change, lengths, &index, 1))
            shortest = i;
    }
    if (shortest != SIZE_MAX) {
        require(state, "one to skip", (int64_t)change->skips.count, 1);
        require(state, "the one to skip", (int64_t)change->skips.items[0],
                (int64_t)change->slots.items[shortest].slot);
        met.single++;
        return;
    }
    if (change->skips.count == 0) {
        require(state, "nothing to skip", would_hold(state, change, lengths, all, count), false);
        return;
    }
    require(state, "skipping is enough",
            would_hold(state, change, lengths, change->skips.items, change->skips.count), true);
    for (size_t i = 0; i < change->skips.count; i++) {
        size_t fewer[64];
        size_t kept = 0;
        for (size_t n = 0; n < change->skips.count; n++) {
            if (n != i)
                fewer[kept++] = change->skips.items[n];
        }
        require(state, "each has to be skipped", would_hold(state, change, lengths, fewer, kept),
                false);
    }
    met.skips++;
}

static void check_plan(struct state *state, enum plan plan, msec_t late)
{
    struct plan_change change;
    plan_change_make(&state->desk.timekeeper, &state->desk.now, plan, &change);
    check_lengths(state, &change);
    struct lengths lengths;
    list_lengths(&change, &lengths);
    bool open = state->desk.timekeeper.state != CLOCK_ENDED;
    if (open) {
        struct forecast after;
        forecast_with(state, plan, lengths.slots, lengths.lengths, lengths.count, &after);
        check_preview(state, &change, &after);
        struct over over;
        measure(state, &after, &over);
        check_rest(state, &change, &lengths);
        check_reach(state, &change, &over);
        check_need(state, &change, &lengths, &over);
        if (change.misses > 0)
            check_skips(state, &change, &lengths);
        else
            require(state, "nothing to skip in time", (int64_t)change.skips.count, 0);
        forecast_finish(&after);
    }
    if (open && state->plain && plan == PLAN_COMPRESS && change.slots.count > 0)
        check_shares(state, &change, late > 0 ? (late + MSEC_MINUTE - 1) / MSEC_MINUTE : 0);
    met.reached += change.lost > 0 && change.misses == 0;
    met.missed += change.misses > 0;
    met.absorbed += plan == PLAN_ABSORB && change.lost > 0;
    met.compressed += plan == PLAN_COMPRESS && change.lost > 0;
    plan_change_finish(&change);
}

/* Is the day one of which the plain rule of sharing says all? */
static bool is_plain(const struct state *state)
{
    const struct timekeeper *timekeeper = &state->desk.timekeeper;
    bool waited = false;
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        if (waited && (slot->state == SLOT_RUNNING || slot->state == SLOT_DONE))
            return false;
        waited = waited || slot->state == SLOT_WAITING;
        if (slot->planned != NULL && slot->place != slot->planned)
            return false;
    }
    return state->plain;
}

static void run(uint64_t seed)
{
    struct state state = {.seed = seed, .random = {seed}};
    state.plain = below(&state, 3) == 0;
    desk_init_take(&state.desk, state.plain ? plain_programme(&state) : rough_programme(&state));
    live(&state);
    state.plain = is_plain(&state);
    struct forecast forecast;
    forecast_make(&state.desk.timekeeper, &state.desk.now, &forecast);
    /* A break in front, early, keeps its end: what is cut there is not what is gained. */
    msec_t late = forecast.late;
    state.plain = state.plain && late > 0;
    for (size_t i = 0; i < forecast.slots.count && state.plain; i++) {
        const struct clock_slot *slot = &state.desk.timekeeper.slots.items[i];
        msec_t start = forecast.slots.items[i].start;
        if (slot->state == SLOT_WAITING && start < state.desk.now.wall + late &&
            (slot->planned == NULL || start - slot->planned_start < late))
            state.plain = false; /* something stands still there */
    }
    forecast_finish(&forecast);
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++)
        check_plan(&state, (enum plan)plan, late);
    for (size_t i = 0; i < state.events.count; i++)
        event_free(state.events.items[i]);
    free(state.events.items);
    free(state.effects.items);
    desk_finish(&state.desk);
}

START_TEST(test_plans)
{
    uint64_t runs = chance_runs(RUNS);
    uint64_t seed = chance_seed(1);
    for (uint64_t i = 0; i < runs; i++)
        run(seed + i);
    chance_tally("plans that reach", met.reached);
    chance_tally("plans that miss", met.missed);
    chance_tally("absorbed", met.absorbed);
    chance_tally("absorbed by the break that runs", met.running);
    chance_tally("compressed", met.compressed);
    chance_tally("plain shares", met.plain);
    chance_tally("one to skip", met.single);
    chance_tally("several to skip", met.skips);
    chance_tally("minutes given back", met.useful);
    if (runs < RUNS)
        return;
    ck_assert_uint_gt(met.reached, runs / 50);
    ck_assert_uint_gt(met.missed, runs / 50);
    ck_assert_uint_gt(met.absorbed, runs / 100);
    ck_assert_uint_gt(met.running, runs / 200);
    ck_assert_uint_gt(met.compressed, runs / 20);
    ck_assert_uint_gt(met.plain, runs / 50);
    ck_assert_uint_gt(met.single, runs / 100);
    ck_assert_uint_gt(met.skips, runs / 200);
}
END_TEST

SUITE("core/plan_properties", test_plans)
