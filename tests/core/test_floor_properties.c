/*
 * Random floors: moves that hold and moves that do not, on slots that start, pause, end and come
 * back, with clocks that are set and machines that restart. After each move and while time
 * passes the floor is held against what must always be so, and against a second count of the
 * time that each turn had, kept millisecond by millisecond.
 *
 * DAIS_PROPERTY_RUNS says how many, DAIS_PROPERTY_SEED which. A failure prints the seed.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/timekeeper.h>

#include "chance.h"
#include "laptop.h"
#include "programmes.h"
#include "suite.h"

enum { RUNS = 1500, MOVES = 40, SLOTS = 6, PLACES = 64 };

enum weather { FAIR, STEPS, BOOTS };

struct floor_run {
    uint64_t seed;
    struct chance chance;
    enum weather weather;
    struct programme *programme;
    struct timekeeper timekeeper;
    struct attendance attendance;
    struct token writer;
    struct instant now;
    msec_t spoken[SLOTS][PLACES + 1]; /* ms, the second count */
    struct floor_reading shown;
    ARRAY_OF(struct event *) events;
};

struct tally {
    size_t effects, voids, interrupted, shared, over;
    size_t ops[EVENT_OP_COUNT];
};

static unsigned below(struct floor_run *run, unsigned limit)
{
    return chance_below(&run->chance, limit);
}

#define HOLD(run, what, holds)                                                                     \
    do {                                                                                           \
        if (!(holds))                                                                              \
            ck_abort_msg("DAIS_PROPERTY_SEED=%" PRIu64 " DAIS_PROPERTY_RUNS=1: %s", (run)->seed,   \
                         what);                                                                    \
    } while (0)

static void run_init(struct floor_run *run, uint64_t seed)
{
    *run = (struct floor_run){.seed = seed, .chance = {seed}};
    run->weather = (enum weather)below(run, 3);
    run->programme = programme_panel(ATTRIBUTION_NAMED);
    if (below(run, 2) == 0)
        run->programme->slots.items[1].questions = 0;
    timekeeper_init(&run->timekeeper, run->programme);
    attendance_init(&run->attendance, run->programme);
    for (unsigned i = 0; i < 2; i++)
        run->attendance.people.items[below(run, 7)].state = PERSON_ABSENT;
    token_from_bits(1, &run->writer);
    run->now = (struct instant){
        .wall = zone_instant(run->programme->zone, run->programme->date, AT(9, 0)),
        .boot = 1000000,
        .boot_id = 1,
    };
}

static void run_finish(struct floor_run *run)
{
    for (size_t i = 0; i < run->events.count; i++)
        event_free(run->events.items[i]);
    free(run->events.items);
    floor_reading_finish(&run->shown);
    attendance_finish(&run->attendance);
    timekeeper_finish(&run->timekeeper);
    programme_free(run->programme);
}

static void dump(const struct timekeeper *timekeeper, struct buf *out)
{
    buf_add_format(out, "%s %zu %" PRId64 " %" PRId64 " %" PRId64 "\n",
                   clock_state_name(timekeeper->state), timekeeper->current, timekeeper->since.wall,
                   timekeeper->since.boot, timekeeper->last.wall);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        buf_add_format(out, "%s %s %" PRId64 "\n", slot->id, slot_state_name(slot->state),
                       slot->banked);
        floor_dump(&slot->floor, out);
    }
}

/* Only the one who has the floor of the running slot, and is not paused, gains time. */
static void tick(struct floor_run *run, msec_t span)
{
    const struct timekeeper *timekeeper = &run->timekeeper;
    if (timekeeper->state != CLOCK_RUNNING)
        return;
    const struct floor *floor = &timekeeper->slots.items[timekeeper->current].floor;
    for (size_t i = 0; i < floor->turns.count; i++) {
        if (floor->turns.items[i].state == TURN_SPEAKING)
            run->spoken[timekeeper->current][floor->turns.items[i].place] += span;
    }
}

static void check_turn(struct floor_run *run, size_t slot, const struct turn *turn)
{
    msec_t sum = 0;
    bool open = false;
    for (size_t i = 0; i < turn->spells.count; i++) {
        const struct spell *spell = &turn->spells.items[i];
        sum += spell->taken_back ? 0 : spell->spoken;
        open = open || !spell->ended;
        HOLD(run, "a spell ends before it starts",
             !spell->ended || spell->end.wall >= spell->start.wall);
    }
    bool on = turn->state == TURN_SPEAKING || turn->state == TURN_PAUSED;
    HOLD(run, "time is that of the spells", sum == turn->spoken);
    HOLD(run, "an open spell is of who has the floor", open == on);
    HOLD(run, "who waits has not spoken", turn->state != TURN_WAITING || turn->spoken == 0);
    if (run->weather != BOOTS)
        HOLD(run, "the second count",
             turn_spoken(&run->timekeeper, turn, &run->now, NULL) ==
                 run->spoken[slot][turn->place]);
}

/* One at most has a floor, and only that of the current slot. */
static void check_floor(struct floor_run *run, size_t slot, struct tally *tally)
{
    const struct floor *floor = &run->timekeeper.slots.items[slot].floor;
    unsigned on = 0, interrupted = 0;
    uint64_t places = 0;
    for (size_t i = 0; i < floor->turns.count; i++) {
        const struct turn *turn = &floor->turns.items[i];
        on += turn->state == TURN_SPEAKING || turn->state == TURN_PAUSED;
        interrupted += turn->state == TURN_INTERRUPTED;
        places |= UINT64_C(1) << (turn->place - 1);
        if (turn->state == TURN_INTERRUPTED)
            HOLD(run, "interrupted by a point of order",
                 floor->turns.items[floor_find(floor, floor->speaker)].kind == TURN_ORDER);
        check_turn(run, slot, turn);
    }
    HOLD(run, "places are 1 to n",
         floor->turns.count == 0 || places == UINT64_MAX >> (64 - floor->turns.count));
    HOLD(run, "one speaks at most", on <= 1 && (on == 1) == (floor->speaker != 0));
    HOLD(run, "one is interrupted at most",
         interrupted <= 1 && (interrupted == 1) == (floor->interrupted != 0));
    HOLD(run, "who speaks does so in the slot that has the clock",
         on == 0 || slot == run->timekeeper.current);
    tally->interrupted += interrupted;
}

/* The sum of all that is promised is no more than there is. */
static void check_shares(struct floor_run *run, size_t slot, struct tally *tally)
{
    const struct clock_slot *clock = &run->timekeeper.slots.items[slot];
    floor_read(&run->timekeeper, &run->attendance, slot, &run->now, &run->shown);
    struct reading reading;
    timekeeper_read(&run->timekeeper, &run->now, &reading);
    msec_t left = slot == run->timekeeper.current ? reading.left : clock->allotted;
    msec_t asked = 0, promised = 0, alike = MSEC_NONE;
    for (size_t i = 0; i < run->shown.turns.count; i++) {
        const struct turn *turn = &clock->floor.turns.items[i];
        const struct turn_figure *figure = &run->shown.turns.items[i];
        bool planned = turn->kind == TURN_SPEAKER || turn->kind == TURN_TRACK;
        bool on = turn->state == TURN_SPEAKING || turn->state == TURN_PAUSED ||
                  turn->state == TURN_INTERRUPTED;
        HOLD(run, "no share is negative", figure->share == MSEC_NONE || figure->share >= 0);
        HOLD(run, "over is what is beyond the share",
             figure->over == 0 || figure->over == figure->spoken - figure->share);
        tally->over += figure->over > 0;
        asked += turn->kind == TURN_REQUEST ? figure->spoken : 0;
        bool counts = planned || clock->planned->questions == 0;
        if (counts && on && turn->share > figure->spoken)
            promised += turn->share - figure->spoken;
        if (turn->state != TURN_WAITING || figure->share == MSEC_NONE || !counts)
            continue; /* absent, or a point of order that was taken back */
        promised += figure->share;
        if (turn->given == MSEC_NONE) {
            HOLD(run, "shares are alike", alike == MSEC_NONE || alike == figure->share);
            alike = figure->share;
        }
    }
    msec_t kept = clock->planned->questions - asked;
    msec_t free = left - (kept > 0 ? kept : 0);
    if (alike > 0) {
        HOLD(run, "more is promised than is left", promised <= free);
        HOLD(run, "time is withheld", promised > free - (msec_t)run->shown.turns.count * 1000);
        tally->shared++;
    }
}

static void check(struct floor_run *run, struct tally *tally)
{
    for (size_t i = 0; i < run->timekeeper.slots.count; i++) {
        const struct floor *floor = &run->timekeeper.slots.items[i].floor;
        msec_t sum = 0;
        check_floor(run, i, tally);
        for (size_t j = 0; j < floor->turns.count; j++)
            sum += turn_spoken(&run->timekeeper, &floor->turns.items[j], &run->now, NULL);
        struct reading reading;
        timekeeper_read(&run->timekeeper, &run->now, &reading);
        msec_t elapsed =
            i == run->timekeeper.current ? reading.elapsed : run->timekeeper.slots.items[i].banked;
        HOLD(run, "all together spoke no longer than the slot ran", sum <= elapsed);
        check_shares(run, i, tally);
    }
}

/* Time passes; nobody's time falls. */
static void pass_time(struct floor_run *run, struct tally *tally)
{
    static const msec_t spans[] = {0, 1, 999, 20000, 300000, 1200000};
    const struct timekeeper *timekeeper = &run->timekeeper;
    for (unsigned step = 0; step < 2; step++) {
        msec_t before[PLACES] = {0};
        const struct floor *floor = timekeeper->current == SLOT_NONE
                                        ? NULL
                                        : &timekeeper->slots.items[timekeeper->current].floor;
        for (size_t i = 0; floor != NULL && i < floor->turns.count; i++)
            before[i] = turn_spoken(timekeeper, &floor->turns.items[i], &run->now, NULL);
        msec_t span = (msec_t)below(run, (unsigned)spans[below(run, 6)] + 1);
        run->now = instant_add(&run->now, span);
        tick(run, span);
        if (run->weather != FAIR && below(run, 6) == 0)
            run->now.wall += (msec_t)below(run, 7200000) - MSEC_HOUR;
        if (run->weather == BOOTS && below(run, 10) == 0)
            run->now = (struct instant){run->now.wall, 0, run->now.boot_id + 1};
        for (size_t i = 0; floor != NULL && i < floor->turns.count && run->weather != BOOTS; i++)
            HOLD(run, "time spoken falls",
                 turn_spoken(timekeeper, &floor->turns.items[i], &run->now, NULL) >= before[i]);
        check(run, tally);
    }
}

static const char *some_slot(struct floor_run *run)
{
    static const char *const ids[] = {"s1", "s2", "s3", "s4", "s5", "s6", "s9"};
    const struct timekeeper *timekeeper = &run->timekeeper;
    if (timekeeper->current != SLOT_NONE && below(run, 10) > 0)
        return timekeeper->slots.items[timekeeper->current].id;
    return ids[below(run, 7)];
}

static const struct floor *floor_of(const struct floor_run *run, const char *slot)
{
    size_t index = timekeeper_find(&run->timekeeper, slot);
    return index == SLOT_NONE ? NULL : &run->timekeeper.slots.items[index].floor;
}

static enum event_op some_op(struct floor_run *run)
{
    static const enum event_op floors[] = {
        EVENT_FLOOR_REQUEST, EVENT_FLOOR_START, EVENT_FLOOR_START, EVENT_FLOOR_START,
        EVENT_FLOOR_STOP,    EVENT_FLOOR_STOP,  EVENT_FLOOR_PAUSE, EVENT_FLOOR_RESUME,
        EVENT_FLOOR_SKIP,    EVENT_FLOOR_SWAP,  EVENT_FLOOR_ORDER, EVENT_FLOOR_ORDER,
        EVENT_FLOOR_RESUME,
    };
    static const enum event_op slots[] = {
        EVENT_SLOT_START,  EVENT_SLOT_START,     EVENT_SLOT_STOP, EVENT_SLOT_PAUSE,
        EVENT_SLOT_RESUME, EVENT_SLOT_RESUME,    EVENT_SLOT_BACK, EVENT_SLOT_EXTEND,
        EVENT_SESSION_END, EVENT_SESSION_REOPEN,
    };
    bool idle = run->timekeeper.state != CLOCK_RUNNING;
    return below(run, 10) < (idle ? 3u : 8u) ? floors[below(run, 13)] : slots[below(run, 10)];
}

static void set_place(struct floor_run *run, struct event *event, enum event_key key,
                      const struct floor *floor)
{
    unsigned most = floor == NULL ? 1 : (unsigned)floor->turns.count + 1;
    bool makes = event->op == EVENT_FLOOR_REQUEST || event->op == EVENT_FLOOR_ORDER;
    unsigned place = makes && below(run, 10) > 0 ? most : 1 + below(run, most);
    bool of_speaker = event->op == EVENT_FLOOR_STOP || event->op == EVENT_FLOOR_PAUSE ||
                      event->op == EVENT_FLOOR_RESUME;
    if (of_speaker && floor != NULL && floor->speaker > 0 && below(run, 10) > 0)
        place = floor->speaker;
    event_set_number(event, key, place);
}

static struct event *some_event(struct floor_run *run)
{
    struct event *event = event_new(some_op(run));
    const struct timekeeper *timekeeper = &run->timekeeper;
    const char *slot = some_slot(run);
    const char *current =
        timekeeper->current == SLOT_NONE ? "" : timekeeper->slots.items[timekeeper->current].id;
    bool floors = event->op >= EVENT_FLOOR_REQUEST && event->op <= EVENT_FLOOR_ORDER;
    if (event->op == EVENT_SLOT_START || event->op == EVENT_SLOT_BACK) {
        static const char *const ids[] = {"s2", "s2", "s2", "s3", "s5", "s1"};
        event_set(event, KEY_SLOT, ids[below(run, 6)]);
        event_set(event, KEY_FROM, current);
    } else if (event->op == EVENT_SESSION_END) {
        event_set(event, KEY_FROM, current);
    } else if (event->op == EVENT_SESSION_REOPEN) {
        event_set(event, KEY_WHY, "");
    } else {
        event_set(event, KEY_SLOT, slot);
    }
    const struct floor *floor = floor_of(run, slot);
    if (floors)
        set_place(run, event, KEY_PLACE, floor);
    if (event->op == EVENT_FLOOR_SWAP)
        set_place(run, event, KEY_WITH_PLACE, floor);
    if (event->op == EVENT_FLOOR_START || event->op == EVENT_FLOOR_ORDER) {
        struct buf text = {0};
        unsigned speaker = floor == NULL ? 0 : floor->speaker;
        speaker = below(run, 12) == 0 ? below(run, 8) : speaker;
        if (speaker > 0)
            buf_add_format(&text, "%u", speaker);
        event_set(event, KEY_FLOOR, buf_text(&text));
        buf_finish(&text);
    }
    if ((event->op == EVENT_FLOOR_START || event->op == EVENT_FLOOR_REQUEST ||
         event->op == EVENT_SLOT_EXTEND) &&
        (event->op == EVENT_SLOT_EXTEND || below(run, 2) == 0))
        event_set_number(event, KEY_SPAN, 1000 * (1 + below(run, 900)));
    event_set_instant(event, &run->now);
    return event;
}

/* What an event that had effect must have brought about. */
static void check_effect(struct floor_run *run, const struct event *event, unsigned speaker,
                         unsigned interrupted)
{
    if (event->op < EVENT_FLOOR_REQUEST || event->op > EVENT_FLOOR_ORDER)
        return;
    const struct floor *floor = floor_of(run, event_text(event, KEY_SLOT));
    unsigned place = (unsigned)event_number(event, KEY_PLACE);
    if (event->op == EVENT_FLOOR_START || event->op == EVENT_FLOOR_ORDER) {
        HOLD(run, "who starts has the floor", floor->speaker == place);
        HOLD(run, "who spoke was expected to",
             strtoul(event_text(event, KEY_FLOOR), NULL, 10) == speaker);
    }
    if (event->op == EVENT_FLOOR_STOP)
        HOLD(run, "who was interrupted goes on, and nobody else", floor->speaker == interrupted);
}

/* A slot that waits again has been spoken in by nobody. */
static void forget_waiting(struct floor_run *run)
{
    for (size_t i = 0; i < run->timekeeper.slots.count; i++) {
        if (run->timekeeper.slots.items[i].state == SLOT_WAITING)
            memset(run->spoken[i], 0, sizeof run->spoken[i]);
    }
}

static void move(struct floor_run *run, struct tally *tally)
{
    struct event *event = some_event(run);
    const char *slot = event_text(event, KEY_SLOT);
    const struct floor *floor = slot == NULL ? NULL : floor_of(run, slot);
    if (floor != NULL && floor->turns.count >= PLACES - 1) {
        event_free(event);
        return;
    }
    unsigned speaker = floor == NULL ? 0 : floor->speaker;
    unsigned interrupted = floor == NULL ? 0 : floor->interrupted;
    struct buf before = {0}, after = {0};
    dump(&run->timekeeper, &before);
    bool effect = timekeeper_apply(&run->timekeeper, event, &run->writer);
    dump(&run->timekeeper, &after);
    if (!effect)
        HOLD(run, "an event without effect leaves a trace",
             strcmp(buf_text(&before), buf_text(&after)) == 0);
    else
        check_effect(run, event, speaker, interrupted);
    buf_finish(&before);
    buf_finish(&after);
    forget_waiting(run);
    tally->effects += effect;
    tally->voids += !effect;
    tally->ops[event->op] += effect;
    array_push(&run->events, event);
}

/* The same events once more give the same floors. */
static void check_replay(struct floor_run *run)
{
    struct timekeeper again;
    timekeeper_init(&again, run->programme);
    for (size_t i = 0; i < run->events.count; i++)
        (void)timekeeper_apply(&again, run->events.items[i], &run->writer);
    struct buf live = {0}, replayed = {0};
    dump(&run->timekeeper, &live);
    dump(&again, &replayed);
    HOLD(run, "a replay gives another floor", strcmp(buf_text(&live), buf_text(&replayed)) == 0);
    buf_finish(&live);
    buf_finish(&replayed);
    timekeeper_finish(&again);
}

START_TEST(test_floors)
{
    static struct tally tally;
    uint64_t first = chance_seed(1);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct floor_run run;
        run_init(&run, seed);
        for (unsigned i = 0; i < MOVES; i++) {
            pass_time(&run, &tally);
            move(&run, &tally);
            check(&run, &tally);
        }
        check_replay(&run);
        run_finish(&run);
    }
    if (runs < RUNS)
        return;
    ck_assert_uint_gt(tally.effects, 10000); /* a property that never met its case proves nothing */
    ck_assert_uint_gt(tally.voids, 10000);
    ck_assert_uint_gt(tally.interrupted, 1000);
    ck_assert_uint_gt(tally.shared, 1000);
    ck_assert_uint_gt(tally.over, 1000);
    for (unsigned op = EVENT_FLOOR_REQUEST; op <= EVENT_FLOOR_ORDER; op++)
        ck_assert_msg(tally.ops[op] > 100, "%s %zu", event_op_name((enum event_op)op),
                      tally.ops[op]);
}
END_TEST

SUITE("core/floor_properties", test_floors)
