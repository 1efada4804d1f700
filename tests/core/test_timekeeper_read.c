/*
 * Questions to the timekeeper: what comes next, which day it is, when the slot that has the clock
 * had run so long, and under which rule its floor is.
 */
#include <dais/core/timekeeper.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct given_slot three_days[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(11, 0), AT(12, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {2, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
};

static struct desk desk;

static void use(struct programme *programme)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme);
}

static void setup(void)
{
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", three_days, COUNT(three_days)));
}

static void teardown(void)
{
    desk_finish(&desk);
}

static void act(const char *at, enum event_op op, const char *slot, const char *last)
{
    desk_at(&desk, 0, at);
    ck_assert_msg(desk_slot(&desk, op, slot, last), "%s %s at %s", event_op_name(op), slot, at);
}

START_TEST(test_next)
{
    static const struct {
        size_t after;
        size_t day;
        size_t next;
    } cases[] = {
        {SLOT_NONE, 0, 1},            /* the first one runs */
        {0, 0, 1},         {1, 0, 2}, /* it waits itself, and is not the next one after itself */
        {2, 0, SLOT_NONE}, {SLOT_NONE, 1, 3}, {0, 1, 3}, /* the others of its own day wait, too */
        {2, 1, 3},         {3, 1, 4},         {4, 1, SLOT_NONE}, {4, 0, SLOT_NONE},
    };
    act("09:00", EVENT_SLOT_START, "s1", "");
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(timekeeper_next(&desk.timekeeper, cases[i].after, cases[i].day) ==
                          cases[i].next,
                      "after %zu on day %zu", cases[i].after, cases[i].day);
}
END_TEST

/* Far from all days it is that of the next one to come, and when none comes, the last. */
START_TEST(test_day_by_what_is_to_come)
{
    desk_at(&desk, 9, "09:00");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
    act("09:00", EVENT_SLOT_START, "s3", "");
    act("10:00", EVENT_SLOT_STOP, "s3", NULL);
    desk_at(&desk, 9, "09:00");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 1);
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "", NO_KEY));
    ck_assert(desk_do(&desk, EVENT_SESSION_REOPEN, KEY_WHY, "one more word", NO_KEY));
    for (size_t i = 3; i < COUNT(three_days); i++)
        act("10:00", EVENT_SLOT_SKIP, desk.timekeeper.slots.items[i].id, NULL);
    desk_at(&desk, 9, "09:00");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 2);
    /* Only the very first waits. */
    teardown();
    setup();
    act("10:00", EVENT_SLOT_SKIP, "s2", NULL);
    act("10:00", EVENT_SLOT_SKIP, "s3", NULL);
    desk_at(&desk, 9, "09:00");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
}
END_TEST

/* A night is shared out at its middle, where both days have a time; else the date counts. */
START_TEST(test_day_in_the_night)
{
    static const struct given_slot slots[] = {
        {0, AT(21, 0), AT(25, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(21, 0), AT(25, 0), SLOT_SESSION, NULL, HARD_NONE},
        {2, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {3, AT(8, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    static const struct {
        int day;
        const char *at;
        size_t is;
    } cases[] = {
        {1, "00:30", 0}, {1, "04:59", 0}, {1, "05:00", 1}, {2, "00:10", 2}, {2, "23:59", 2},
    };
    use(programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    for (size_t i = 0; i < COUNT(cases); i++) {
        desk_at(&desk, cases[i].day, cases[i].at);
        ck_assert_msg(timekeeper_day(&desk.timekeeper, &desk.now) == cases[i].is, "%d %s",
                      cases[i].day, cases[i].at);
    }
    /* The second day went on until the third one's night; the fourth has the date all the same. */
    desk_at(&desk, 1, "21:00");
    ck_assert(desk_slot(&desk, EVENT_SLOT_START, "s3", ""));
    desk_at(&desk, 2, "22:00");
    ck_assert(desk_slot(&desk, EVENT_SLOT_STOP, "s3", NULL));
    desk_at(&desk, 3, "08:30");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 3);
}
END_TEST

/* A third and a tenth of an hour are more than five minutes and one. */
START_TEST(test_levels_to_the_millisecond)
{
    static const struct {
        msec_t left;
        enum level level;
    } cases[] = {
        {5 * MSEC_MINUTE + 1, LEVEL_ON_TIME},
        {5 * MSEC_MINUTE, LEVEL_WARNING},
        {MSEC_MINUTE + 1, LEVEL_WARNING},
        {MSEC_MINUTE, LEVEL_DANGER},
        {1, LEVEL_DANGER},
        {0, LEVEL_OVERRUN},
        {-1, LEVEL_OVERRUN},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(timekeeper_level(&desk.timekeeper, 0, cases[i].left, MSEC_HOUR) ==
                          cases[i].level,
                      "%lld ms", (long long)cases[i].left);
}
END_TEST

static void expect_reached(msec_t minutes, const char *time)
{
    BUF_LOCAL struct buf text = {0};
    desk_write_time(&desk, timekeeper_reached(&desk.timekeeper, minutes * MSEC_MINUTE, &desk.now),
                    &text);
    ck_assert_msg(strcmp(buf_text(&text), time) == 0, "%lld min: %s", (long long)minutes,
                  buf_text(&text));
}

/* It runs 09:00–09:04, 09:10–09:13, and once more from 09:30, when the one behind it goes back. */
START_TEST(test_reached)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    desk_at(&desk, 0, "09:03");
    expect_reached(0, "09:00");
    expect_reached(3, "09:03");
    expect_reached(60, "10:00");
    act("09:04", EVENT_SLOT_PAUSE, "s1", NULL);
    desk_at(&desk, 0, "09:08");
    expect_reached(2, "09:02");
    expect_reached(5, "09:09"); /* should it go on now */
    act("09:10", EVENT_SLOT_RESUME, "s1", NULL);
    act("09:13", EVENT_SLOT_START, "s2", "s1");
    desk_at(&desk, 0, "09:20");
    expect_reached(1, "09:14"); /* another slot, another count */
    act("09:30", EVENT_SLOT_BACK, "s1", "s2");
    desk_at(&desk, 0, "09:33");
    expect_reached(1, "09:01");
    expect_reached(4, "09:10"); /* where it goes on, not where it was paused */
    expect_reached(6, "09:12");
    expect_reached(9, "09:32");
    expect_reached(10, "09:33");
    expect_reached(12, "09:35");
    /* What was taken back counts no more. */
    act("09:40", EVENT_SLOT_START, "s2", "s1");
    desk_at(&desk, 0, "09:50");
    expect_reached(4, "09:44");
}
END_TEST

/* The panel is under the Chatham House Rule from its first word on, and then is not any more. */
START_TEST(test_floor_rule)
{
    struct rulings rulings;
    use(programme_panel(ATTRIBUTION_NAMED));
    rulings_init(&rulings, desk.programme);
    struct ruling ruling = {.slot = "s2", .rule = ATTRIBUTION_CHATHAM_HOUSE};
    struct event *event =
        desk_event(&desk, EVENT_SESSION_MOVE, KEY_FROM, "0", KEY_SHIFT, "1000", NO_KEY);
    ruling.from = event_place(event);
    event_free(event);
    rulings_add(&rulings, &ruling);
    desk.timekeeper.rulings = &rulings;
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, SLOT_NONE), ATTRIBUTION_NAMED);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 0), ATTRIBUTION_NAMED);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 1), ATTRIBUTION_CHATHAM_HOUSE);
    act("09:15", EVENT_SLOT_START, "s2", "");
    ck_assert(
        desk_do(&desk, EVENT_FLOOR_START, KEY_SLOT, "s2", KEY_PLACE, "1", KEY_FLOOR, "", NO_KEY));
    desk_at(&desk, 0, "09:20");
    ck_assert(desk_do(&desk, EVENT_FLOOR_STOP, KEY_SLOT, "s2", KEY_PLACE, "1", NO_KEY));
    desk_at(&desk, 0, "09:30");
    event = desk_event(&desk, EVENT_SESSION_MOVE, KEY_FROM, "0", KEY_SHIFT, "1000", NO_KEY);
    ruling.from = event_place(event);
    ruling.rule = ATTRIBUTION_NAMED;
    event_free(event);
    rulings_add(&rulings, &ruling);
    ck_assert_int_eq(timekeeper_attribution(&desk.timekeeper, 1), ATTRIBUTION_NAMED);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 1), ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 2), ATTRIBUTION_NAMED);
    desk.timekeeper.rulings = NULL;
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 1), ATTRIBUTION_NAMED);
    rulings_finish(&rulings);
}
END_TEST

/* Where nobody has spoken the rule of now counts, however strict the one before it was. */
START_TEST(test_floor_rule_of_silence)
{
    struct rulings rulings;
    use(programme_panel(ATTRIBUTION_CHATHAM_HOUSE));
    rulings_init(&rulings, desk.programme);
    struct ruling ruling = {.slot = "s2", .rule = ATTRIBUTION_NAMED};
    struct event *event =
        desk_event(&desk, EVENT_SESSION_MOVE, KEY_FROM, "0", KEY_SHIFT, "1000", NO_KEY);
    ruling.from = event_place(event);
    event_free(event);
    rulings_add(&rulings, &ruling);
    desk.timekeeper.rulings = &rulings;
    act("09:15", EVENT_SLOT_START, "s2", "");
    act("10:30", EVENT_SLOT_STOP, "s2", NULL);
    ck_assert_uint_eq(desk.timekeeper.slots.items[1].floor.first_event.id.sequence, 0);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 1), ATTRIBUTION_NAMED);
    ck_assert_int_eq(timekeeper_floor_rule(&desk.timekeeper, 2), ATTRIBUTION_CHATHAM_HOUSE);
    desk.timekeeper.rulings = NULL;
    rulings_finish(&rulings);
}
END_TEST

/* A programme in which nothing has a time, and no date: nothing to find, and nothing fails. */
START_TEST(test_nothing_timed)
{
    static const struct given_slot visit[] = {{0, -1, -1, SLOT_VISIT, NULL, HARD_NONE}};
    use(programme_given("EAT-3", NULL, visit, COUNT(visit)));
    ck_assert_uint_eq(timekeeper_find(&desk.timekeeper, "s1"), SLOT_NONE);
    ck_assert_uint_eq(timekeeper_next(&desk.timekeeper, SLOT_NONE, 0), SLOT_NONE);
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
}
END_TEST

SUITE_WITH("core/timekeeper_read", setup, teardown, test_next, test_day_by_what_is_to_come,
           test_day_in_the_night, test_levels_to_the_millisecond, test_reached, test_floor_rule,
           test_floor_rule_of_silence, test_nothing_timed)
