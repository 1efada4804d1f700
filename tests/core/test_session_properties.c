/*
 * What must hold whatever people do: random laptops make random wishes, and their events travel
 * in random portions and orders.
 *
 *   merge    the same events, in whatever order, portions and copies, give the same state
 *   undo     takes back exactly what was done, redo does exactly that again
 *   at once  two who press next at once never skip or repeat a slot
 *
 * DAIS_PROPERTY_RUNS says how many random sessions, DAIS_PROPERTY_SEED from which on.
 */
#include <dais/core/session.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "laptop.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { RUNS = 150, STEPS = 60, LAPTOPS = 3, DEPTH = 14 };

static unsigned below(struct chance *chance, unsigned limit)
{
    return chance_below(chance, limit);
}

static struct programme *programme;
static struct laptop laptops[LAPTOPS];
static ARRAY_OF(struct event *) forks; /* other contents under ids that were written */

/* Laptops 0 and 1 are of one writer, 2 is another's. */
static void setup(void)
{
    programme = programme_panel(ATTRIBUTION_NAMED);
    msec_t now = zone_instant(programme->zone, programme->date, AT(8, 50));
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_init(&laptops[i], programme, i < 2 ? 1 : 2, i + 1, now + i);
}

static void teardown(void)
{
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_finish(&laptops[i]);
    for (size_t i = 0; i < forks.count; i++)
        event_free(forks.items[i]);
    free(forks.items);
    memset(&forks, 0, sizeof forks);
    programme_free(programme);
}

static char *dump(const struct session *session, bool log)
{
    struct buf out = {0};
    session_dump(session, zone_instant(programme->zone, programme->date, AT(13, 0)), log, &out);
    return buf_take(&out);
}

static const char *random_entry(const struct laptop *laptop, struct chance *state)
{
    const struct record *record = session_record(laptop->session);
    if (record->entries.count == 0)
        return "N1";
    return record->entries.items[below(state, (unsigned)record->entries.count)]->shown;
}

static struct event_id random_event(const struct laptop *laptop, struct chance *state)
{
    unsigned count = (unsigned)session_log_count(laptop->session);
    return session_log_at(laptop->session, below(state, count))->event->id;
}

static struct wish random_wish(const struct laptop *laptop, struct chance *state)
{
    static const enum wish_verb often[] = {
        WISH_START,      WISH_NEXT,          WISH_NEXT,         WISH_BACK,
        WISH_GOTO,       WISH_PAUSE,         WISH_PAUSE,        WISH_RESUME,
        WISH_RESUME,     WISH_EXTEND,        WISH_SHORTEN,      WISH_INSERT,
        WISH_SWAP,       WISH_SKIP,          WISH_ADD,          WISH_ADD,
        WISH_ADD,        WISH_AMEND,         WISH_AMEND,        WISH_WITHDRAW,
        WISH_MOVE,       WISH_FLOOR_REQUEST, WISH_FLOOR_START,  WISH_FLOOR_START,
        WISH_FLOOR_STOP, WISH_FLOOR_PAUSE,   WISH_FLOOR_RESUME, WISH_FLOOR_SKIP,
        WISH_FLOOR_SWAP, WISH_FLOOR_ORDER,   WISH_PERSON_STATE, WISH_PERSON_STATE,
        WISH_STAND,      WISH_STAND,         WISH_STAND,        WISH_STAND,
        WISH_HOLD,       WISH_PEOPLE_COUNT,  WISH_MERGE,        WISH_MERGE,
        WISH_ORDER,      WISH_ORDER,         WISH_SETTLE,
    };
    static const char *const people[] = {"1", "2", "3", "pyne", "aydi", "Cécile", "Somebody else"};
    static const char *const slots[] = {"1", "2", "3", "4", "5", "6", "7"};
    static const char *const texts[] = {"Fund learning.", "Cities lead.", "Travel\ntogether."};
    return (struct wish){
        .verb = below(state, 12) == 0 ? (enum wish_verb)below(state, WISH_COUNT)
                                      : often[below(state, COUNT(often))],
        .slot = below(state, 3) == 0 ? slots[below(state, COUNT(slots))] : NULL,
        .with = slots[below(state, COUNT(slots))],
        .span = MSEC_MINUTE * (1 + below(state, 9)),
        .title = "Word of the governor",
        .entry = random_entry(laptop, state),
        .into = random_entry(laptop, state),
        .behind = below(state, 3) == 0 ? "" : random_entry(laptop, state),
        .date = programme->date + below(state, 2),
        .kind = (enum entry_kind)below(state, ENTRY_KIND_COUNT),
        .new_kind = below(state, 4) == 0,
        .fields = {.text = texts[below(state, COUNT(texts))],
                   .addressee = below(state, 3) == 0 ? "donors" : NULL,
                   .label = below(state, 3) == 0 ? "Money" : NULL},
        .no_slot = below(state, 4) == 0,
        .person = below(state, 3) > 0 ? people[below(state, COUNT(people))] : NULL,
        .with_place = 1 + below(state, 9),
        .count = (int64_t)below(state, 3),
        .state = (enum person_state)below(state, PERSON_STATE_COUNT),
        .replaced_by = below(state, 2) == 0 ? "Somebody else" : NULL,
        .why = below(state, 2) == 0 ? "because" : NULL,
        .standing = (enum standing)below(state, STANDING_WITHDRAWN),
        .reserved_by = below(state, 2) == 0 ? "a delegation" : NULL,
        .to = "the bureau",
        .votes = {.taken = below(state, 2) == 0, .in_favour = below(state, 3)},
        .held = below(state, 2) == 0,
        .target = random_event(laptop, state),
    };
}

/* The wish of one step; often an undo or redo. */
static void act(struct laptop *laptop, struct chance *state)
{
    struct wish wish = random_wish(laptop, state);
    unsigned luck = below(state, 6);
    if (luck == 0)
        wish.verb = WISH_UNDO;
    else if (luck == 1)
        wish.verb = WISH_REDO;
    (void)laptop_wish(laptop, &wish, NULL);
    if (laptop->refusal.kind == REFUSED_NOT_HOLDER && luck == 2)
        (void)laptop_do(laptop, WISH_TAKE);
}

/* A file is copied, and both copies are written on: two contents under one id. */
static void fork_last(const struct laptop *laptop, struct chance *state)
{
    struct event *fork = event_dup(laptop->written.items[laptop->written.count - 1]);
    fork->at += 1 + below(state, 3);
    if (event_text(fork, KEY_TEXT) != NULL && fork->op != EVENT_LAUNCH)
        event_set(fork, KEY_TEXT, "Another copy.");
    if (event_text(fork, KEY_SPAN) != NULL)
        event_set(fork, KEY_SPAN, "180000");
    array_push(&forks, fork);
}

static void receive(struct laptop *laptop, const struct event *event, bool edited)
{
    struct event *copy = event_dup(event);
    copy->changed = edited;
    (void)session_apply_take(laptop->session, copy);
}

/* Some events, or all, of one laptop reach another; some of them twice, some edited by hand. */
static void travel(const struct laptop *from, struct laptop *to, bool all, struct chance *state)
{
    size_t count = from->written.count;
    size_t start = below(state, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        if (all || below(state, 2) == 0)
            receive(to, from->written.items[(start + i) % count], !all && below(state, 20) == 0);
    }
    for (size_t i = 0; i < forks.count; i++) {
        if (all || below(state, 4) == 0)
            receive(to, forks.items[i], false);
    }
}

/* A session that gets all events at once, shuffled. */
static struct session *replay(struct chance *state)
{
    ARRAY_OF(struct event *) events = {0};
    for (unsigned i = 0; i < LAPTOPS; i++) {
        for (size_t j = 0; j < laptops[i].written.count; j++)
            array_push(&events, event_dup(laptops[i].written.items[j]));
    }
    for (size_t i = 0; i < forks.count; i++)
        array_push(&events, event_dup(forks.items[i]));
    for (size_t i = events.count - 1; i > 0; i--) {
        size_t other = below(state, (unsigned)i + 1);
        struct event *event = events.items[i];
        events.items[i] = events.items[other];
        events.items[other] = event;
    }
    struct session *session = session_new(programme);
    size_t half = events.count / 2;
    session_apply_many_take(session, events.items, half);
    session_apply_many_take(session, events.items + half, events.count - half);
    free(events.items);
    return session;
}

/* What holds of a clock at any time. */
static void check_clock(const struct session *session, uint64_t seed)
{
    const struct timekeeper *timekeeper = session_timekeeper(session);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        ck_assert_msg((slot->state == SLOT_RUNNING) == (i == timekeeper->current), "seed %" PRIu64,
                      seed);
        for (size_t run = 0; run < slot->runs.count; run++)
            ck_assert_msg(slot->runs.items[run].ended || i == timekeeper->current, "seed %" PRIu64,
                          seed);
    }
}

START_TEST(test_merge)
{
    uint64_t first = chance_seed(1);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct chance state = {seed};
        setup();
        msec_t now = laptops[0].actor.now.wall;
        for (unsigned step = 0; step < STEPS; step++) {
            struct laptop *laptop = &laptops[below(&state, LAPTOPS)];
            now += below(&state, 90) * MSEC_SECOND;
            laptop_at(laptop, now + below(&state, 3) * 400); /* their clocks differ a little */
            act(laptop, &state);
            if (seed % 3 == 0 && below(&state, 20) == 0)
                fork_last(laptop, &state);
            if (below(&state, 3) == 0)
                travel(&laptops[below(&state, LAPTOPS)], laptop, below(&state, 2) == 0, &state);
            check_clock(laptop->session, seed);
        }
        for (unsigned i = 0; i < LAPTOPS; i++) {
            for (unsigned j = LAPTOPS; j > 0; j--)
                travel(&laptops[j - 1], &laptops[i], true, &state);
        }
        struct session *replayed = replay(&state);
        MEM_LOCAL char *expected = dump(replayed, true);
        for (unsigned i = 0; i < LAPTOPS; i++) {
            MEM_LOCAL char *found = dump(laptops[i].session, true);
            ck_assert_msg(strcmp(found, expected) == 0,
                          "seed %" PRIu64 ", laptop %u:\n%.1500s\n%.1500s", seed, i, found,
                          expected);
        }
        session_free(replayed);
        teardown();
    }
}
END_TEST

/* May the wish be undone by an undo, and does it change anything but the log? */
static bool is_undoable(const struct wish *wish)
{
    bool is_put = wish->verb == WISH_STAND && wish->standing == STANDING_PROPOSED;
    return !is_put && wish->verb != WISH_TAKE && wish->verb != WISH_CONFIRM &&
           wish->verb != WISH_UNDO && wish->verb != WISH_REDO && wish->verb != WISH_MESSAGE;
}

START_TEST(test_undo)
{
    uint64_t first = chance_seed(1);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct chance state = {seed};
        setup();
        struct laptop *laptop = &laptops[0];
        char *dumps[DEPTH + 1];
        unsigned depth = 0;
        dumps[0] = dump(laptop->session, false);
        for (unsigned tries = 0; depth < DEPTH && tries < 20 * DEPTH; tries++) {
            struct wish wish = random_wish(laptop, &state);
            laptop_at(laptop, laptop->actor.now.wall + below(&state, 200000));
            if (is_undoable(&wish) && laptop_wish(laptop, &wish, NULL) != NULL)
                dumps[++depth] = dump(laptop->session, false);
        }
        for (unsigned i = depth; i > 0; i--) {
            laptop_at(laptop, laptop->actor.now.wall + below(&state, 200000));
            ck_assert_msg(laptop_do(laptop, WISH_UNDO), "seed %" PRIu64, seed);
            MEM_LOCAL char *found = dump(laptop->session, false);
            ck_assert_msg(strcmp(found, dumps[i - 1]) == 0,
                          "seed %" PRIu64 " undo %u:\n%.1500s\n%.1500s", seed, i, found,
                          dumps[i - 1]);
        }
        ck_assert_msg(!laptop_do(laptop, WISH_UNDO), "seed %" PRIu64, seed);
        for (unsigned i = 1; i <= depth; i++) {
            ck_assert_msg(laptop_do(laptop, WISH_REDO), "seed %" PRIu64, seed);
            MEM_LOCAL char *found = dump(laptop->session, false);
            ck_assert_msg(strcmp(found, dumps[i]) == 0,
                          "seed %" PRIu64 " redo %u:\n%.1500s\n%.1500s", seed, i, found, dumps[i]);
        }
        ck_assert_msg(!laptop_do(laptop, WISH_REDO), "seed %" PRIu64, seed);
        for (unsigned i = 0; i <= depth; i++)
            free(dumps[i]);
        teardown();
    }
}
END_TEST

static void meet(void)
{
    struct chance state = {1};
    for (unsigned i = 0; i < LAPTOPS; i++) {
        for (unsigned j = 0; j < LAPTOPS; j++)
            travel(&laptops[j], &laptops[i], true, &state);
    }
}

/* All slots before `current` had the clock once, none was skipped, none came twice. */
static void assert_at(size_t current)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptops[0].session);
    ck_assert_uint_eq(timekeeper->current, current);
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        ck_assert_uint_eq(slot->runs.count, i <= current ? 1 : 0);
        ck_assert_int_eq(slot->state, i < current    ? SLOT_DONE
                                      : i == current ? SLOT_RUNNING
                                                     : SLOT_WAITING);
    }
}

START_TEST(test_next_at_once)
{
    setup();
    msec_t now = laptops[0].actor.now.wall + MSEC_HOUR;
    meet();
    for (size_t round = 0; round < programme->slots.count; round++) {
        now += 15 * MSEC_MINUTE;
        char *before = dump(laptops[0].session, false);
        unsigned pressed = 0;
        for (unsigned i = 0; i < LAPTOPS; i++) {
            laptop_at(&laptops[i], now + i);
            pressed += laptop_do(&laptops[i], round == 0 ? WISH_START : WISH_NEXT);
        }
        ck_assert_uint_eq(pressed, round == 0 ? 3 : 2); /* the other does not hold the clock */
        meet();
        assert_at(round);
        /* an undo takes back what the two did together: nothing that was void comes alive */
        unsigned undone = 0;
        for (unsigned i = 0; i < LAPTOPS && undone == 0; i++)
            undone += laptop_do(&laptops[i], WISH_UNDO);
        MEM_LOCAL char *after = dump(laptops[0].session, false);
        meet();
        MEM_LOCAL char *met = dump(laptops[0].session, false);
        ck_assert_str_eq(met, before);
        ck_assert_str_eq(after, before);
        free(before);
        ck_assert(laptop_do(&laptops[0], WISH_REDO));
        meet();
        assert_at(round);
    }
    ck_assert(laptop_do(&laptops[1], WISH_NEXT));
    ck_assert_int_eq(session_timekeeper(laptops[1].session)->state, CLOCK_ENDED);
    teardown();
}
END_TEST

/* Of two who give the clock to different slots at once, one has effect. */
START_TEST(test_goto_at_once)
{
    static const char *const slots[] = {"3", "4", "5"};
    for (size_t i = 0; i < 2 * COUNT(slots); i++) {
        setup();
        msec_t now = laptops[0].actor.now.wall + MSEC_HOUR;
        laptop_at(&laptops[0], now + (msec_t)(i % 2));
        laptop_at(&laptops[1], now + (msec_t)((i + 1) % 2));
        ck_assert(laptop_do(&laptops[0], WISH_START));
        meet();
        struct wish next = {.verb = WISH_NEXT};
        struct wish go = {.verb = WISH_GOTO, .slot = slots[i / 2]};
        struct event_id one = laptop_wish(&laptops[0], &next, NULL)->id;
        struct event_id other = laptop_wish(&laptops[1], &go, NULL)->id;
        meet();
        const struct logged *first = session_log_find(laptops[0].session, &one);
        const struct logged *second = session_log_find(laptops[0].session, &other);
        ck_assert(first->is_void != second->is_void);
        size_t expected = first->is_void ? i / 2 + 2 : 1;
        ck_assert_uint_eq(session_timekeeper(laptops[0].session)->current, expected);
        ck_assert_uint_eq(session_timekeeper(laptops[1].session)->current, expected);
        teardown();
    }
}
END_TEST

SUITE("core/session_properties", test_merge, test_undo, test_next_at_once, test_goto_at_once)
