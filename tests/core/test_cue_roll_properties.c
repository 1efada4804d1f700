/*
 * Random days against models that look at every second. Cues: one that counts by itself and
 * writes down each crossing, of which the jumps of an observer must find the latest of each
 * kind. Roll: a machine that never slept must have the same record as one that did.
 * DAIS_PROPERTY_RUNS and DAIS_PROPERTY_SEED ask for more.
 */
#include <dais/core/cue.h>
#include <dais/core/roll.h>

#include "chance.h"
#include "desk.h"
#include "programmes.h"
#include "suite.h"

enum { SLOTS = 7, RUNS = 400 };

static struct chance chance;

static unsigned dice(unsigned sides)
{
    return chance_below(&chance, sides);
}

/* Slots of 1 to 40 minutes from 09:00 on, some with a gap before them, on one day or two. */
static struct programme *random_programme(void)
{
    struct given_slot slots[SLOTS];
    int at = AT(9, 0);
    size_t day = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (i == SLOTS / 2 && dice(3) == 0) {
            day++;
            at = AT(8, 30);
        }
        at += dice(3) == 0 ? (int)dice(20) : 0;
        int length = 1 + (int)dice(40);
        slots[i] = (struct given_slot){.day = day, .start = at, .end = at + length};
        slots[i].kind = dice(4) == 0 ? SLOT_BREAK : SLOT_PANEL;
        at += length;
    }
    return programme_given("EAT-3", "2022-05-18", slots, SLOTS);
}

/* ---- cues ---- */

/* The model's own clock, which counts seconds. */
struct stepper {
    long length[SLOTS]; /* s */
    long elapsed;       /* s, of the current slot */
    int current;        /* index, -1: none */
    bool ran[SLOTS];
    bool paused;
    /* what was crossed since the observer looked, the latest of each kind; -1: nothing */
    int started, ended, level;
    bool start_last; /* the start came after the end */
};

static void forget_crossings(struct stepper *stepper)
{
    stepper->started = stepper->ended = stepper->level = -1;
    stepper->start_last = false;
}

/* The level's cue that begins when so much is left; -1: none. Thresholds as the rules say. */
static int crossing(long length, long left)
{
    long warning = length < 900 ? length / 3 : 300;
    long danger = length < 600 ? length / 10 : 60;
    if (left == 0)
        return CUE_ZERO;
    if (left < 0)
        return left % 300 == 0 ? CUE_OVER : -1;
    if (left == danger)
        return CUE_DANGER;
    return left == warning ? CUE_WARNING : -1;
}

static void step(struct stepper *stepper)
{
    if (stepper->current < 0 || stepper->paused)
        return;
    stepper->elapsed++;
    long length = stepper->length[stepper->current];
    int cue = crossing(length, length - stepper->elapsed);
    if (cue >= 0)
        stepper->level = cue;
}

static void model_end(struct stepper *stepper)
{
    if (stepper->current < 0)
        return;
    stepper->ended = stepper->current;
    stepper->start_last = false;
    stepper->level = -1;
    stepper->current = -1;
    stepper->paused = false;
}

static void model_start(struct stepper *stepper, int slot)
{
    model_end(stepper);
    stepper->current = slot;
    stepper->elapsed = 0;
    stepper->ran[slot] = true;
    stepper->started = slot;
    stepper->start_last = true;
}

static void write_cue(struct buf *out, enum cue cue, int slot)
{
    buf_add_format(out, "%s %d, ", cue_name(cue), slot + 1);
}

/* What an observer must find, in order. */
static void write_expected(const struct stepper *stepper, struct buf *out)
{
    if (stepper->ended >= 0 && (stepper->start_last || stepper->started < 0))
        write_cue(out, CUE_END, stepper->ended);
    if (stepper->started >= 0)
        write_cue(out, CUE_START, stepper->started);
    if (stepper->level >= 0)
        write_cue(out, (enum cue)stepper->level, stepper->current);
    if (stepper->ended >= 0 && !stepper->start_last && stepper->started >= 0)
        write_cue(out, CUE_END, stepper->ended);
}

static const char *slot_id(const struct desk *desk, int slot)
{
    return desk->timekeeper.slots.items[slot].id;
}

static const char *desk_current(const struct desk *desk)
{
    size_t current = desk->timekeeper.current;
    return current == SLOT_NONE ? "" : slot_id(desk, (int)current);
}

/* A start or a stop, on both. */
static void random_move(struct desk *desk, struct stepper *stepper)
{
    size_t current = desk->timekeeper.current;
    size_t day = timekeeper_day(&desk->timekeeper, &desk->now);
    size_t next = timekeeper_next(&desk->timekeeper, current, day);
    if (next != SLOT_NONE && dice(4) > 0) {
        if (desk_do(desk, EVENT_SLOT_START, KEY_SLOT, slot_id(desk, (int)next), KEY_FROM,
                    desk_current(desk), NO_KEY))
            model_start(stepper, (int)next);
    } else if (current != SLOT_NONE &&
               desk_do(desk, EVENT_SLOT_STOP, KEY_SLOT, slot_id(desk, (int)current), NO_KEY)) {
        model_end(stepper);
    }
}

/* Pause, resume, more time, on both; only where the observer looks at once. */
static void random_change(struct desk *desk, struct stepper *stepper)
{
    if (stepper->current < 0)
        return;
    const char *id = slot_id(desk, stepper->current);
    if (dice(2) == 0) {
        enum event_op op = stepper->paused ? EVENT_SLOT_RESUME : EVENT_SLOT_PAUSE;
        ck_assert(desk_do(desk, op, KEY_SLOT, id, NO_KEY));
        stepper->paused = !stepper->paused;
    } else {
        ck_assert(desk_do(desk, EVENT_SLOT_EXTEND, KEY_SLOT, id, KEY_SPAN, "60000", NO_KEY));
        stepper->length[stepper->current] += 60;
    }
}

static void pass(struct desk *desk, struct stepper *stepper, unsigned seconds)
{
    desk->now = instant_add(&desk->now, seconds * MSEC_SECOND);
    for (unsigned i = 0; i < seconds; i++)
        step(stepper);
}

static void observe(const struct desk *desk, struct stepper *stepper, struct cue_moment *seen)
{
    struct cue_moment now;
    struct due_cue due[CUES_DUE_MOST];
    BUF_LOCAL struct buf found = {0};
    BUF_LOCAL struct buf expected = {0};
    cue_moment_read(&desk->timekeeper, &desk->now, &now);
    size_t count = cue_due(seen, &now, due);
    for (size_t i = 0; i < count; i++)
        write_cue(&found, due[i].cue, (int)due[i].slot - 1);
    write_expected(stepper, &expected);
    ck_assert_str_eq(buf_text(&found), buf_text(&expected));
    forget_crossings(stepper);
    *seen = now;
}

static void run_cues(void)
{
    struct desk desk;
    struct stepper stepper = {.current = -1};
    struct cue_moment seen;
    desk_init_take(&desk, random_programme());
    for (size_t i = 0; i < SLOTS; i++)
        stepper.length[i] = (long)(desk.timekeeper.slots.items[i].allotted / MSEC_SECOND);
    forget_crossings(&stepper);
    desk_at(&desk, 0, "09:00");
    cue_moment_read(&desk.timekeeper, &desk.now, &seen);
    for (unsigned i = 0; i < 60; i++) {
        /* breaks that start early grow: the model follows, it does not tell how long */
        unsigned moves = dice(3);
        for (unsigned move = 0; move < moves; move++) {
            random_move(&desk, &stepper);
            if (stepper.current >= 0)
                stepper.length[stepper.current] =
                    (long)(desk.timekeeper.slots.items[stepper.current].allotted / MSEC_SECOND);
            pass(&desk, &stepper, 1 + dice(900));
        }
        pass(&desk, &stepper, dice(2) == 0 ? 1 : dice(1200));
        observe(&desk, &stepper, &seen);
        if (dice(3) == 0) {
            random_change(&desk, &stepper);
            observe(&desk, &stepper, &seen);
        }
    }
    desk_finish(&desk);
}

START_TEST(test_cues)
{
    chance.state = chance_seed(20220518);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t run = 0; run < runs; run++)
        run_cues();
}
END_TEST

/* ---- roll ---- */

static void roll(struct desk *desk, msec_t from)
{
    struct roll_due due;
    while (roll_next(&desk->timekeeper, from, desk->now.wall, &due)) {
        struct instant now = desk->now;
        const char *id = slot_id(desk, (int)due.slot);
        desk->now = roll_instant(&desk->timekeeper, &now, &due);
        bool done = due.act == ROLL_START ? desk_do(desk, EVENT_SLOT_START, KEY_SLOT, id, KEY_FROM,
                                                    desk_current(desk), NO_KEY)
                                          : desk_do(desk, EVENT_SLOT_STOP, KEY_SLOT, id, NO_KEY);
        ck_assert_msg(done, "%s", id);
        ck_assert_int_gt(due.at, from);
        desk->now = now;
        from = due.at;
    }
}

/* Time passes, by steps of so many seconds at most. */
static void roll_for(struct desk *desk, msec_t span, unsigned most)
{
    msec_t until = desk->now.wall + span;
    while (desk->now.wall < until) {
        msec_t from = desk->now.wall;
        msec_t by = (1 + dice(most)) * MSEC_SECOND;
        desk->now = instant_add(&desk->now, by < until - from ? by : until - from);
        roll(desk, from);
    }
}

static void by_hand(struct desk *desk, unsigned what)
{
    const char *id = desk_current(desk);
    size_t current = desk->timekeeper.current;
    size_t next =
        timekeeper_next(&desk->timekeeper, current, timekeeper_day(&desk->timekeeper, &desk->now));
    if (current == SLOT_NONE && what < 4)
        return;
    switch (what) {
    case 0:
        desk_do(desk, EVENT_SLOT_PAUSE, KEY_SLOT, id, NO_KEY);
        break;
    case 1:
        desk_do(desk, EVENT_SLOT_EXTEND, KEY_SLOT, id, KEY_SPAN, "420000", NO_KEY);
        break;
    case 2:
        desk_do(desk, EVENT_SLOT_SHORTEN, KEY_SLOT, id, KEY_SPAN, "120000", NO_KEY);
        break;
    case 3:
        desk_do(desk, EVENT_SLOT_STOP, KEY_SLOT, id, NO_KEY);
        break;
    case 4:
        if (next != SLOT_NONE)
            desk_do(desk, EVENT_SLOT_START, KEY_SLOT, slot_id(desk, (int)next), KEY_FROM, id,
                    NO_KEY);
        break;
    case 5:
        if (current != SLOT_NONE && current > 0)
            desk_do(desk, EVENT_SLOT_BACK, KEY_SLOT, slot_id(desk, (int)current - 1), KEY_FROM, id,
                    NO_KEY);
        break;
    }
}

/* The record: what ran, from when to when. */
static void write_record(const struct desk *desk, struct buf *out)
{
    buf_add_format(out, "%s", clock_state_name(desk->timekeeper.state));
    for (size_t i = 0; i < desk->timekeeper.slots.count; i++) {
        const struct clock_slot *slot = &desk->timekeeper.slots.items[i];
        buf_add_format(out, "\n%s %s", slot->id, slot_state_name(slot->state));
        for (size_t run = 0; run < slot->runs.count; run++)
            buf_add_format(out, " %lld-%lld%s", (long long)slot->runs.items[run].start.wall / 1000,
                           (long long)slot->runs.items[run].end.wall / 1000,
                           slot->runs.items[run].taken_back ? "x" : "");
    }
}

/* Nothing by hand: every slot runs from its planned start to its planned end. */
static void check_planned(const struct desk *desk)
{
    ck_assert_int_eq(desk->timekeeper.state, CLOCK_ENDED);
    for (size_t i = 0; i < desk->timekeeper.slots.count; i++) {
        const struct clock_slot *slot = &desk->timekeeper.slots.items[i];
        ck_assert_int_eq(slot->state, SLOT_DONE);
        ck_assert_int_eq(clock_slot_actual_start(slot), slot->planned_start);
        ck_assert_int_eq(clock_slot_actual_end(slot), slot->planned_end);
    }
}

enum { HANDS = 4 };

static void run_roll(bool hands)
{
    uint64_t seed = chance.state;
    struct buf records[2] = {{0}, {0}};
    unsigned waits[HANDS], whats[HANDS];
    for (size_t i = 0; i < HANDS; i++) {
        waits[i] = 1 + dice(3600);
        whats[i] = dice(6);
    }
    uint64_t programme_seed = chance.state;
    for (size_t awake = 0; awake < 2; awake++) {
        struct desk desk;
        chance.state = programme_seed;
        desk_init_take(&desk, random_programme());
        chance.state = awake ? 1 : seed;
        desk_at(&desk, 0, "08:00");
        for (size_t i = 0; i < HANDS; i++) {
            roll_for(&desk, waits[i] * MSEC_SECOND, awake ? 1 : 5000);
            if (hands)
                by_hand(&desk, whats[i]);
        }
        roll_for(&desk, 40 * MSEC_HOUR, awake ? 60 : 20000);
        write_record(&desk, &records[awake]);
        if (!hands)
            check_planned(&desk);
        desk_finish(&desk);
    }
    chance.state = programme_seed;
    (void)dice(2);
    ck_assert_str_eq(buf_text(&records[0]), buf_text(&records[1]));
    buf_finish(&records[0]);
    buf_finish(&records[1]);
}

START_TEST(test_roll)
{
    chance.state = chance_seed(20220518);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t run = 0; run < runs; run++)
        run_roll(run % 4 > 0);
}
END_TEST

SUITE("core/cue_roll_properties", test_cues, test_roll)
