/*
 * What a plan that was taken leaves behind: where it puts the slots to come, and which lateness
 * people said yes to. Figures by hand, on the morning of SOU-88.
 */
#include <dais/core/timekeeper.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct desk desk;

static void setup(void)
{
    desk_init_take(&desk, programme_sou88());
}

static void teardown(void)
{
    desk_finish(&desk);
}

static const struct clock_slot *slot_of(const char *id)
{
    size_t index = timekeeper_find(&desk.timekeeper, id);
    ck_assert_msg(index != SLOT_NONE, "%s", id);
    return &desk.timekeeper.slots.items[index];
}

static void act(const char *at, enum event_op op, const char *slot, const char *last)
{
    desk_at(&desk, 0, at);
    ck_assert_msg(desk_slot(&desk, op, slot, last), "%s %s at %s", event_op_name(op), slot, at);
}

/* A plan that gives the slots these lengths (NULL: none), and says so much is late. */
static bool plan(const char *lengths, const char *late)
{
    const char *from = desk.timekeeper.current == SLOT_NONE
                           ? ""
                           : desk.timekeeper.slots.items[desk.timekeeper.current].id;
    if (lengths == NULL)
        return desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, from, KEY_PLAN, "shift", KEY_LATE, late,
                       NO_KEY);
    return desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, from, KEY_PLAN, "absorb", KEY_LENGTHS,
                   lengths, KEY_LATE, late, NO_KEY);
}

/* "09:15-10:30" as a plan has put it, "none" where none has. */
static void expect_held(const char *id, const char *picture)
{
    BUF_LOCAL struct buf text = {0};
    const struct held *held = &slot_of(id)->held;
    if (held->end != 0) {
        desk_write_time(&desk, held->start, &text);
        buf_add_char(&text, '-');
        desk_write_time(&desk, held->end, &text);
    } else {
        ck_assert_int_eq(held->start, 0);
        buf_add_text(&text, "none");
    }
    ck_assert_msg(strcmp(buf_text(&text), picture) == 0, "%s: %s", id, buf_text(&text));
}

/* What is told of a change: how long the slot had run by then, pauses not counted. */
START_TEST(test_when_changed)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:05", EVENT_SLOT_EXTEND, "s1", "120000");
    act("09:06", EVENT_SLOT_PAUSE, "s1", NULL);
    act("09:10", EVENT_SLOT_SHORTEN, "s1", "60000");
    ck_assert_int_eq(desk.timekeeper.last.wall, desk_wall(&desk, 0, "09:10"));
    desk_at(&desk, 0, "09:11");
    ck_assert(!desk_slot(&desk, EVENT_SLOT_PAUSE, "s1", NULL));
    ck_assert_int_eq(desk.timekeeper.last.wall, desk_wall(&desk, 0, "09:10"));
    const struct clock_slot *slot = slot_of("s1");
    ck_assert_uint_eq(slot->changes.count, 2);
    ck_assert_int_eq(slot->changes.items[0].at, 5 * MSEC_MINUTE);
    ck_assert_int_eq(slot->changes.items[0].span, 2 * MSEC_MINUTE);
    ck_assert_int_eq(slot->changes.items[1].at, 6 * MSEC_MINUTE);
    ck_assert_int_eq(slot->changes.items[1].span, -MSEC_MINUTE);
}
END_TEST

START_TEST(test_places)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    expect_held("s2", "none");
    act("09:05", EVENT_SLOT_EXTEND, "s1", "300000");
    ck_assert(plan("s2=4200000", "0"));
    ck_assert_int_eq(desk.timekeeper.accepted.items[0], 0);
    expect_held("s1", "09:00-09:20");
    expect_held("s2", "09:20-10:30");
    expect_held("s6", "12:15-12:30");
    ck_assert_int_eq(slot_of("s2")->lost, 5 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s2")->held.allotted, 70 * MSEC_MINUTE);
}
END_TEST

/* Two that change places stand where a plan has put the other; without one they stand nowhere. */
START_TEST(test_swap)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:01", EVENT_SLOT_SWAP, "s2", "s4");
    expect_held("s2", "none");
    expect_held("s4", "none");
    act("09:02", EVENT_SLOT_SWAP, "s2", "s4");
    ck_assert(plan(NULL, "0"));
    expect_held("s2", "09:15-10:30");
    act("09:03", EVENT_SLOT_SWAP, "s2", "s4");
    expect_held("s4", "09:15-09:45");
    expect_held("s3", "09:45-10:15"); /* its place is behind the shorter one now */
    expect_held("s2", "10:15-11:30");
}
END_TEST

static const struct given_slot two_days[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_NONE},
};

/* A plan is one day's: on the others none was taken. */
START_TEST(test_swap_on_another_day)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", two_days, COUNT(two_days)));
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:01", EVENT_SLOT_SWAP, "s2", "s3");
    for (size_t i = 0; i < COUNT(two_days); i++)
        expect_held(desk.timekeeper.slots.items[i].id, "none");
    ck_assert(plan(NULL, "0"));
    ck_assert_int_eq(desk.timekeeper.accepted.items[0], 0);
    ck_assert_int_eq(desk.timekeeper.accepted.items[1], MSEC_NONE);
    expect_held("s1", "09:00-10:00");
    expect_held("s2", "none");
}
END_TEST

/* s6 has a hard end. Only who takes a plan says yes to passing it; a swap does not. */
START_TEST(test_hard_end_accepted)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    ck_assert(plan(NULL, "0"));
    ck_assert_int_eq(slot_of("s6")->over_accepted, 0);
    act("09:05", EVENT_SLOT_EXTEND, "s1", "600000");
    act("09:06", EVENT_SLOT_SWAP, "s4", "s5");
    ck_assert_int_eq(slot_of("s6")->over_accepted, 0);
    ck_assert(plan(NULL, "600000"));
    ck_assert_int_eq(slot_of("s6")->over_accepted, 10 * MSEC_MINUTE);
    act("09:07", EVENT_SLOT_SHORTEN, "s1", "600000");
    ck_assert(plan(NULL, "0"));
    ck_assert_int_eq(slot_of("s6")->over_accepted, 0);
}
END_TEST

/* Started ten minutes early, taken back, planned: of what it had gained nothing is left. */
START_TEST(test_break_taken_back)
{
    act("09:15", EVENT_SLOT_START, "s2", "");
    act("10:20", EVENT_SLOT_START, "s3", "s2");
    ck_assert_int_eq(slot_of("s3")->early, 10 * MSEC_MINUTE);
    ck_assert(plan(NULL, "0"));
    expect_held("s3", "10:20-11:00");
    ck_assert_int_eq(slot_of("s3")->held.allotted, 30 * MSEC_MINUTE);
    desk.now.boot_id++; /* the machine starts anew: only the wall clock tells */
    desk.now.boot = 0;
    act("10:21", EVENT_SLOT_SHORTEN, "s3", "1");
    ck_assert_int_eq(slot_of("s3")->early, 10 * MSEC_MINUTE - 1);
    act("10:21", EVENT_SLOT_PAUSE, "s3", NULL);
    ck_assert(slot_of("s3")->approximate);
    act("10:22", EVENT_SLOT_EXTEND, "s3", "60000");
    act("10:25", EVENT_SLOT_BACK, "s2", "s3");
    ck_assert_int_eq(slot_of("s3")->early, 0);
    ck_assert(!slot_of("s3")->approximate);
    ck_assert_uint_eq(slot_of("s3")->goings.count, 0);
    ck_assert_uint_eq(slot_of("s3")->changes.count, 0);
    ck_assert_int_eq(slot_of("s3")->allotted, 31 * MSEC_MINUTE);
    ck_assert(plan(NULL, "0"));
    /* 65 minutes ran, ten are left: until 10:35, then the break for its 31. */
    expect_held("s3", "10:35-11:06");
    ck_assert_int_eq(slot_of("s3")->held.allotted, 31 * MSEC_MINUTE);
}
END_TEST

/* Lengths of slots that may not get one: the whole plan has no effect. */
START_TEST(test_refused)
{
    static const char *const lengths[] = {
        "s1=600000",            /* it runs, and is no break */
        "s2=600000 s9=600000",  /* there is none */
        "s2=600000 s1=1200000", /* the second of them */
    };
    act("09:00", EVENT_SLOT_START, "s1", "");
    for (size_t i = 0; i < COUNT(lengths); i++) {
        ck_assert_msg(!plan(lengths[i], "0"), "%s", lengths[i]);
        ck_assert_int_eq(slot_of("s2")->allotted, 75 * MSEC_MINUTE);
        ck_assert_int_eq(desk.timekeeper.accepted.items[0], MSEC_NONE);
    }
    /* The break that has the clock, a minute at least. */
    act("10:30", EVENT_SLOT_START, "s3", "s1");
    ck_assert(!plan("s3=59999", "0"));
    ck_assert(plan("s3=60000", "0"));
    ck_assert_int_eq(slot_of("s3")->allotted, MSEC_MINUTE);
}
END_TEST

SUITE_WITH("core/timekeeper_change", setup, teardown, test_when_changed, test_places, test_swap,
           test_swap_on_another_day, test_hard_end_accepted, test_break_taken_back, test_refused)
