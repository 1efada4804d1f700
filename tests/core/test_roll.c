#include <dais/core/roll.h>

#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct desk desk;
static msec_t asked; /* up to when roll was asked */

/* Three slots, ten minutes of gap before the last. */
static const struct given_slot slots[] = {
    {0, AT(9, 0), AT(9, 15), SLOT_OPENING, "Opening", HARD_NONE},
    {0, AT(9, 15), AT(10, 0), SLOT_PANEL, "Panel", HARD_NONE},
    {0, AT(10, 0), AT(10, 20), SLOT_BREAK, "Coffee", HARD_NONE},
    {0, AT(10, 30), AT(11, 0), SLOT_CLOSING, "Closing", HARD_NONE},
};

static void setup(void)
{
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    desk_at(&desk, 0, "08:50");
    asked = desk.now.wall;
}

static void teardown(void)
{
    desk_finish(&desk);
}

static const char *current_id(void)
{
    size_t current = desk.timekeeper.current;
    return current == SLOT_NONE ? "" : desk.timekeeper.slots.items[current].id;
}

/* Does it, effective at its planned time, as the program would. */
static void act(const struct roll_due *due)
{
    struct instant now = desk.now;
    const char *id = desk.timekeeper.slots.items[due->slot].id;
    desk.now = roll_instant(&desk.timekeeper, &now, due);
    bool done = due->act == ROLL_START
                    ? desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, id, KEY_FROM, current_id(), NO_KEY)
                    : desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, id, NO_KEY);
    ck_assert(done);
    desk.now = now;
}

/* Asks up to now and does all that is due, written as "start s1 09:00, …". */
static void roll(struct buf *out)
{
    struct roll_due due;
    while (roll_next(&desk.timekeeper, asked, desk.now.wall, &due)) {
        ck_assert_int_gt(due.at, asked);
        ck_assert_int_le(due.at, desk.now.wall);
        if (out->size > 0)
            buf_add_text(out, ", ");
        buf_add_format(out, "%s %s ", due.act == ROLL_START ? "start" : "stop",
                       desk.timekeeper.slots.items[due.slot].id);
        zone_write_time(desk.programme->zone, due.at, false, out);
        buf_add_text(out, due.paused ? " paused" : "");
        act(&due);
        asked = due.at;
    }
    asked = desk.now.wall;
}

static void expect_at(const char *time, const char *picture)
{
    BUF_LOCAL struct buf text = {0};
    desk_at(&desk, 0, time);
    roll(&text);
    ck_assert_str_eq(buf_text(&text), picture);
}

static void expect_times(const char *id, const char *start, const char *end)
{
    const struct clock_slot *slot =
        &desk.timekeeper.slots.items[timekeeper_find(&desk.timekeeper, id)];
    ck_assert_msg(clock_slot_actual_start(slot) == desk_wall(&desk, 0, start), "%s", id);
    ck_assert_msg(clock_slot_actual_end(slot) == desk_wall(&desk, 0, end), "%s", id);
}

START_TEST(test_day)
{
    expect_at("08:59:59", "");
    expect_at("09:00:00", "start s1 09:00");
    expect_at("09:14:59", "");
    expect_at("09:15:00", "start s2 09:15");
    expect_at("10:00:03", "start s3 10:00");
    expect_at("10:20:00", "stop s3 10:20");
    ck_assert_int_eq(desk.timekeeper.state, CLOCK_BETWEEN);
    expect_at("10:29:59", "");
    expect_at("10:30:00", "start s4 10:30");
    expect_at("11:00:00", "stop s4 11:00");
    ck_assert_int_eq(desk.timekeeper.state, CLOCK_ENDED);
    expect_at("12:00:00", "");
    expect_times("s1", "09:00", "09:15");
    expect_times("s2", "09:15", "10:00");
    expect_times("s3", "10:00", "10:20");
    expect_times("s4", "10:30", "11:00");
}
END_TEST

/* A suspend over several: each at its own time, none skipped. */
START_TEST(test_suspend)
{
    expect_at("09:05:00", "start s1 09:00");
    expect_at("10:40:00", "start s2 09:15, start s3 10:00, stop s3 10:20, start s4 10:30");
    expect_times("s2", "09:15", "10:00");
    expect_times("s3", "10:00", "10:20");
    expect_at("15:00:00", "stop s4 11:00");
    expect_times("s4", "10:30", "11:00");
}
END_TEST

/* What was undone is not done again before the next planned time. */
START_TEST(test_undo)
{
    expect_at("09:15:00", "start s1 09:00, start s2 09:15");
    struct desk before;
    desk_init_take(&before, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    desk_at(&before, 0, "09:00");
    ck_assert(desk_do(&before, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
    desk_finish(&desk);
    desk = before; /* without the start of s2 */
    expect_at("09:15:30", "");
    expect_at("09:59:59", "");
    expect_at("10:00:00", "start s3 10:00");
}
END_TEST

struct hand {
    const char *time;
    enum event_op op;
    const char *slot;
    const char *more; /* from, or span in ms; NULL: none */
};

static const struct {
    const char *name;
    struct hand hands[2];
    const char *rolled; /* from 09:00 to 12:00 */
} by_hand[] = {
    {"more time is given",
     {{"09:50", EVENT_SLOT_EXTEND, "s2", "300000"}},
     "start s1 09:00, start s2 09:15, start s3 10:05, stop s3 10:20, start s4 10:30, "
     "stop s4 11:00"},
    {"less time is given",
     {{"09:50", EVENT_SLOT_SHORTEN, "s2", "300000"}},
     "start s1 09:00, start s2 09:15, stop s2 09:55, start s3 10:00, stop s3 10:20, "
     "start s4 10:30, stop s4 11:00"},
    {"so much time that a slot falls out",
     {{"09:50", EVENT_SLOT_EXTEND, "s2", "2100000"}},
     "start s1 09:00, start s2 09:15, start s4 10:35, stop s4 11:00"},
    {"a pause holds nothing up, and is said",
     {{"09:50", EVENT_SLOT_PAUSE, "s2", NULL}},
     "start s1 09:00, start s2 09:15, start s3 10:00 paused, stop s3 10:20, start s4 10:30, "
     "stop s4 11:00"},
    {"a pause before a gap",
     {{"10:10", EVENT_SLOT_PAUSE, "s3", NULL}},
     "start s1 09:00, start s2 09:15, start s3 10:00, stop s3 10:20 paused, start s4 10:30, "
     "stop s4 11:00"},
    {"an early next",
     {{"09:10", EVENT_SLOT_START, "s2", "s1"}},
     "start s1 09:00, start s3 10:00, stop s3 10:20, start s4 10:30, stop s4 11:00"},
    {"far ahead", {{"09:10", EVENT_SLOT_START, "s4", "s1"}}, "start s1 09:00, stop s4 11:00"},
    {"back to what was over",
     {{"10:02", EVENT_SLOT_BACK, "s2", "s3"}},
     "start s1 09:00, start s2 09:15, start s3 10:00, stop s2 10:20, start s4 10:30, "
     "stop s4 11:00"},
    {"back, with more time",
     {{"10:02", EVENT_SLOT_BACK, "s2", "s3"}, {"10:02", EVENT_SLOT_EXTEND, "s2", "480000"}},
     "start s1 09:00, start s2 09:15, start s3 10:00, start s3 10:08, stop s3 10:20, "
     "start s4 10:30, stop s4 11:00"},
    {"a stop",
     {{"09:50", EVENT_SLOT_STOP, "s2", NULL}},
     "start s1 09:00, start s2 09:15, start s3 10:00, stop s3 10:20, start s4 10:30, "
     "stop s4 11:00"},
    {"a break skipped",
     {{"09:50", EVENT_SLOT_SKIP, "s3", NULL}},
     "start s1 09:00, start s2 09:15, stop s2 10:00, start s4 10:30, stop s4 11:00"},
    {"the gap started by hand",
     {{"10:25", EVENT_SLOT_START, "s4", ""}},
     "start s1 09:00, start s2 09:15, start s3 10:00, stop s3 10:20, stop s4 11:00"},
    {"two swapped",
     {{"09:05", EVENT_SLOT_SWAP, "s2", "s3"}},
     "start s1 09:00, start s3 09:15, start s2 09:35, stop s2 10:20, start s4 10:30, "
     "stop s4 11:00"},
    {"the clock ended", {{"09:50", EVENT_SESSION_END, "", "s2"}}, "start s1 09:00, start s2 09:15"},
};

START_TEST(test_by_hand)
{
    for (size_t i = 0; i < COUNT(by_hand); i++) {
        BUF_LOCAL struct buf text = {0};
        if (i > 0) {
            desk_finish(&desk);
            setup();
        }
        for (size_t j = 0; j < COUNT(by_hand[i].hands) && by_hand[i].hands[j].time != NULL; j++) {
            const struct hand *hand = &by_hand[i].hands[j];
            enum event_key second = KEY_FROM;
            if (hand->op == EVENT_SLOT_EXTEND || hand->op == EVENT_SLOT_SHORTEN)
                second = KEY_SPAN;
            else if (hand->op == EVENT_SLOT_SWAP)
                second = KEY_WITH;
            desk_at(&desk, 0, hand->time);
            roll(&text);
            bool done =
                hand->op == EVENT_SESSION_END
                    ? desk_do(&desk, hand->op, KEY_FROM, hand->more, NO_KEY)
                : hand->more == NULL
                    ? desk_do(&desk, hand->op, KEY_SLOT, hand->slot, NO_KEY)
                    : desk_do(&desk, hand->op, KEY_SLOT, hand->slot, second, hand->more, NO_KEY);
            ck_assert_msg(done, "%s", by_hand[i].name);
        }
        desk_at(&desk, 0, "12:00");
        roll(&text);
        ck_assert_msg(strcmp(buf_text(&text), by_hand[i].rolled) == 0, "%s: %s", by_hand[i].name,
                      buf_text(&text));
    }
}
END_TEST

/* An inserted slot that was started by hand has its own length. */
START_TEST(test_inserted)
{
    expect_at("09:50", "start s1 09:00, start s2 09:15");
    ck_assert(desk_do(&desk, EVENT_SLOT_INSERT, KEY_SLOT, "i1", KEY_AFTER, "s2", KEY_TITLE,
                      "A word", KEY_SPAN, "600000", NO_KEY));
    desk_at(&desk, 0, "09:55");
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "i1", KEY_FROM, "s2", NO_KEY));
    expect_at("10:04:59", "");
    expect_at("10:05:00", "start s3 10:05");
}
END_TEST

/* After a replan the slots go by the plan taken; what is given by hand then comes on top. */
START_TEST(test_replanned)
{
    expect_at("09:50", "start s1 09:00, start s2 09:15");
    ck_assert(desk_do(&desk, EVENT_SLOT_EXTEND, KEY_SLOT, "s2", KEY_SPAN, "900000", NO_KEY));
    ck_assert(desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s2", KEY_PLAN, "shift", KEY_LATE,
                      "300000", NO_KEY));
    expect_at("10:14:59", "");
    expect_at("10:15:00", "start s3 10:15");
    expect_at("10:34:59", "");
    expect_at("10:35:00", "start s4 10:35");
    ck_assert(desk_do(&desk, EVENT_SLOT_EXTEND, KEY_SLOT, "s4", KEY_SPAN, "60000", NO_KEY));
    expect_at("11:05:59", "");
    expect_at("11:06:00", "stop s4 11:06");
}
END_TEST

START_TEST(test_opening)
{
    static const struct {
        const char *name;
        const char *now;
        const char *acted; /* NULL: nothing ran */
        const char *rolled;
    } cases[] = {
        {"before the day", "08:00", NULL, ""},
        {"in the middle", "10:05", NULL, "start s1 09:00, start s2 09:15, start s3 10:00"},
        {"in a gap", "10:25", NULL,
         "start s1 09:00, start s2 09:15, start s3 10:00, stop s3 10:20"},
        {"after it", "11:00", NULL, ""},
        {"what was decided by hand stands", "10:25", "10:21", ""},
        {"the day was set in the early morning", "09:01", "07:00", "start s1 09:00"},
        {"what came after it does not", "10:05", "09:20", "start s3 10:00"},
        {"an action of the future", "09:05", "10:00", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf text = {0};
        msec_t acted = cases[i].acted != NULL ? desk_wall(&desk, 0, cases[i].acted) : MSEC_NONE;
        if (i > 0) {
            desk_finish(&desk);
            setup();
        }
        desk_at(&desk, 0, cases[i].now);
        asked = roll_opening(&desk.timekeeper, &desk.now, acted);
        roll(&text);
        ck_assert_msg(strcmp(buf_text(&text), cases[i].rolled) == 0, "%s: %s", cases[i].name,
                      buf_text(&text));
    }
}
END_TEST

/* What still has the clock when the day is over ends at its time. */
START_TEST(test_opening_late)
{
    BUF_LOCAL struct buf text = {0};
    expect_at("10:31", "start s1 09:00, start s2 09:15, start s3 10:00, stop s3 10:20, "
                       "start s4 10:30");
    desk_at(&desk, 0, "15:00");
    asked = roll_opening(&desk.timekeeper, &desk.now, desk_wall(&desk, 0, "10:30"));
    roll(&text);
    ck_assert_str_eq(buf_text(&text), "stop s4 11:00");
}
END_TEST

/* A programme without a date is held on the day of now. */
START_TEST(test_undated)
{
    BUF_LOCAL struct buf text = {0};
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", NULL, slots, COUNT(slots)));
    desk_at(&desk, 0, "09:30");
    asked = roll_opening(&desk.timekeeper, &desk.now, MSEC_NONE);
    roll(&text);
    ck_assert_str_eq(buf_text(&text), "start s1 09:00, start s2 09:15");
    expect_at("10:00", "start s3 10:00");
}
END_TEST

/* Nothing becomes effective before what is in the record already. */
START_TEST(test_instant)
{
    desk.now.boot_id = 7;
    desk_at(&desk, 0, "09:20");
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
    struct roll_due due = {.act = ROLL_STOP, .at = desk_wall(&desk, 0, "09:15")};
    struct instant now = instant_add(&desk.now, 90 * MSEC_SECOND + 250);
    struct instant at = roll_instant(&desk.timekeeper, &now, &due);
    ck_assert_int_eq(at.wall, desk_wall(&desk, 0, "09:20"));
    ck_assert_int_eq(at.boot, desk.now.boot);
    due.at = desk_wall(&desk, 0, "09:21");
    at = roll_instant(&desk.timekeeper, &now, &due);
    ck_assert_int_eq(at.wall, due.at);
    ck_assert_int_eq(now.boot - at.boot, 30 * MSEC_SECOND + 250);
}
END_TEST

SUITE_WITH("core/roll", setup, teardown, test_day, test_suspend, test_undo, test_by_hand,
           test_inserted, test_replanned, test_opening, test_opening_late, test_undated,
           test_instant)
