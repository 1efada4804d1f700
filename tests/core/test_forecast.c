#include <dais/core/forecast.h>

#include <string.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct desk desk;
static struct forecast forecast;

static void setup(void)
{
    desk_init_take(&desk, programme_sou88());
}

static void teardown(void)
{
    forecast_finish(&forecast);
    desk_finish(&desk);
}

static void use(const char *zone, const char *date, const struct given_slot *slots, size_t count)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given(zone, date, slots, count));
}

static void act(const char *at, enum event_op op, const char *slot, const char *from)
{
    desk_at(&desk, 0, at);
    ck_assert_msg(desk_slot(&desk, op, slot, from), "%s %s at %s", event_op_name(op), slot, at);
}

static void insert(const char *at, const char *slot, const char *after, const char *span)
{
    desk_at(&desk, 0, at);
    ck_assert(desk_insert(&desk, slot, after, span));
}

/* Starts and ends of the day's slots in running order, then the day's end and lateness in seconds.
 */
static void expect_on(int day, const char *at, const char *picture)
{
    desk_at(&desk, day, at);
    forecast_finish(&forecast);
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    BUF_LOCAL struct buf text = {0};
    ck_assert_uint_eq(forecast.slots.count, desk.timekeeper.slots.count);
    for (size_t i = 0; i < forecast.slots.count; i++) {
        if (desk.timekeeper.slots.items[i].day != forecast.day)
            continue;
        desk_write_time(&desk, forecast.slots.items[i].start, &text);
        if (forecast.slots.items[i].start != MSEC_NONE) {
            buf_add_char(&text, '-');
            desk_write_time(&desk, forecast.slots.items[i].end, &text);
        }
        buf_add_char(&text, ' ');
    }
    buf_add_text(&text, "ends ");
    desk_write_time(&desk, forecast.projected_end, &text);
    buf_add_format(&text, " late %lld", (long long)(forecast.late / MSEC_SECOND));
    ck_assert_str_eq(buf_text(&text), picture);
}

static void expect(const char *at, const char *picture)
{
    expect_on(0, at, picture);
}

START_TEST(test_before)
{
    expect("08:50", "09:00-09:15 09:15-10:30 10:30-11:00 11:00-11:30 11:30-12:15 12:15-12:30 "
                    "ends 12:30 late 0");
    /* Nobody has started: everything moves on with now. The break, late, keeps its length. */
    expect("09:03", "09:03-09:18 09:18-10:33 10:33-11:03 11:03-11:33 11:33-12:18 12:18-12:33 "
                    "ends 12:33 late 180");
    ck_assert_int_eq(forecast.slots.items[5].over_hard, 3 * MSEC_MINUTE);
    ck_assert_int_eq(forecast.planned_end, desk_wall(&desk, 0, "12:30"));
}
END_TEST

START_TEST(test_morning)
{
    act("09:03", EVENT_SLOT_START, "s1", "");
    expect("09:10", "09:03-09:18 09:18-10:33 10:33-11:03 11:03-11:33 11:33-12:18 12:18-12:33 "
                    "ends 12:33 late 180");
    act("09:19", EVENT_SLOT_START, "s2", "s1");
    expect("10:21:40", "09:03-09:19 09:19-10:34 10:34-11:04 11:04-11:34 11:34-12:19 12:19-12:34 "
                       "ends 12:34 late 240");
    /* In overtime the end is now. */
    expect("10:40:05", "09:03-09:19 09:19-10:40:05 10:40:05-11:10:05 11:10:05-11:40:05 "
                       "11:40:05-12:25:05 12:25:05-12:40:05 ends 12:40:05 late 605");
    act("10:42", EVENT_SLOT_START, "s3", "s2");
    expect("11:00", "09:03-09:19 09:19-10:42 10:42-11:12 11:12-11:42 11:42-12:27 12:27-12:42 "
                    "ends 12:42 late 720");
}
END_TEST

START_TEST(test_pause_moves_on)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:05", EVENT_SLOT_PAUSE, "s1", NULL);
    expect("09:11", "09:00-09:21 09:21-10:36 10:36-11:06 11:06-11:36 11:36-12:21 12:21-12:36 "
                    "ends 12:36 late 360");
    act("09:11", EVENT_SLOT_RESUME, "s1", NULL);
    expect("09:12", "09:00-09:21 09:21-10:36 10:36-11:06 11:06-11:36 11:36-12:21 12:21-12:36 "
                    "ends 12:36 late 360");
}
END_TEST

START_TEST(test_early_break_keeps_its_end)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:15", EVENT_SLOT_START, "s2", "s1");
    act("10:00", EVENT_SLOT_SHORTEN, "s2", "600000");
    expect("10:05", "09:00-09:15 09:15-10:20 10:20-11:00 11:00-11:30 11:30-12:15 12:15-12:30 "
                    "ends 12:30 late 0");
    act("10:25", EVENT_SLOT_START, "s3", "s2");
    expect("10:26", "09:00-09:15 09:15-10:25 10:25-11:00 11:00-11:30 11:30-12:15 12:15-12:30 "
                    "ends 12:30 late 0");
    act("10:50", EVENT_SLOT_START, "s4", "s3");
    expect("10:55", "09:00-09:15 09:15-10:25 10:25-10:50 10:50-11:20 11:20-12:05 12:05-12:20 "
                    "ends 12:20 late -600");
}
END_TEST

static const struct given_slot with_gaps[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 10), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(11, 5), AT(12, 0), SLOT_SESSION, NULL, HARD_START},
    {0, AT(12, 0), AT(12, 30), SLOT_SESSION, NULL, HARD_BOTH},
};

START_TEST(test_gaps_take_up_lateness)
{
    use("EAT-3", "2022-05-18", with_gaps, COUNT(with_gaps));
    act("09:00", EVENT_SLOT_START, "s1", "");
    expect("10:07", "09:00-10:07 10:10-11:00 11:05-12:00 12:00-12:30 ends 12:30 late 0");
    expect("10:12", "09:00-10:12 10:12-11:02 11:05-12:00 12:00-12:30 ends 12:30 late 0");
    expect("10:17", "09:00-10:17 10:17-11:07 11:07-12:02 12:02-12:32 ends 12:32 late 120");
    ck_assert_int_eq(forecast.slots.items[3].over_hard, 2 * MSEC_MINUTE);
    ck_assert_int_eq(forecast.slots.items[2].over_hard, 0);
}
END_TEST

START_TEST(test_early_ends_and_hard_starts)
{
    use("EAT-3", "2022-05-18", with_gaps, COUNT(with_gaps));
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:40", EVENT_SLOT_STOP, "s1", NULL);
    /* The soft one moves with its gap; the hard ones stay. */
    expect("09:41", "09:00-09:40 09:50-10:40 11:05-12:00 12:00-12:30 ends 12:30 late 0");
    /* Never before now. */
    expect("09:55", "09:00-09:40 09:55-10:45 11:05-12:00 12:00-12:30 ends 12:30 late 0");
}
END_TEST

START_TEST(test_skip_insert_extend)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    insert("09:01", "i1", "s1", "600000");
    expect("09:02", "09:00-09:15 09:15-09:25 09:25-10:40 10:40-11:10 11:10-11:40 11:40-12:25 "
                    "12:25-12:40 ends 12:40 late 600");
    act("09:03", EVENT_SLOT_EXTEND, "s1", "300000");
    act("09:04", EVENT_SLOT_SKIP, "s4", NULL);
    expect("09:05", "09:00-09:20 09:20-09:30 09:30-10:45 10:45-11:15 none 11:15-12:00 "
                    "12:00-12:15 ends 12:15 late -900");
    ck_assert_int_eq(forecast.slots.items[1].planned_start, MSEC_NONE);
    ck_assert_int_eq(forecast.slots.items[2].planned_start, desk_wall(&desk, 0, "09:15"));
}
END_TEST

START_TEST(test_jump)
{
    act("09:00", EVENT_SLOT_START, "s2", "");
    expect("09:00", "none 09:00-10:15 10:15-11:00 11:00-11:30 11:30-12:15 12:15-12:30 "
                    "ends 12:30 late 0");
}
END_TEST

START_TEST(test_swap_keeps_gaps)
{
    use("EAT-3", "2022-05-18", with_gaps, COUNT(with_gaps));
    desk_at(&desk, 0, "08:00");
    act("08:00", EVENT_SLOT_SWAP, "s1", "s2");
    /* 50 minutes first, then the gap of ten, then the hour. */
    expect("08:30", "09:00-09:50 10:00-11:00 11:05-12:00 12:00-12:30 ends 12:30 late 0");
}
END_TEST

START_TEST(test_back)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:10", EVENT_SLOT_START, "s2", "s1");
    act("09:12", EVENT_SLOT_BACK, "s1", "s2");
    expect("09:13", "09:00-09:17 09:17-10:32 10:32-11:02 11:02-11:32 11:32-12:17 12:17-12:32 "
                    "ends 12:32 late 120");
}
END_TEST

START_TEST(test_what_waits_behind_comes_last)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:05", EVENT_SLOT_SKIP, "s5", NULL);
    act("09:15", EVENT_SLOT_START, "s2", "s1");
    act("09:20", EVENT_SLOT_BACK, "s5", "s2");
    /* s2, s3, s4 wait behind s5; s6 is next, then they. */
    expect("09:21", "09:00-09:15 10:20-11:35 11:35-12:05 12:05-12:35 09:20-10:05 10:05-10:20 "
                    "ends 12:35 late 300");
}
END_TEST

START_TEST(test_ended)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:15", EVENT_SLOT_STOP, "s1", NULL);
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "", NO_KEY));
    expect("09:30", "09:00-09:15 none none none none none "
                    "ends 09:15 late -11700");
}
END_TEST

START_TEST(test_finished)
{
    use("EAT-3", "2022-05-18", with_gaps, COUNT(with_gaps));
    act("11:00", EVENT_SLOT_START, "s4", "");
    act("12:31", EVENT_SLOT_STOP, "s4", NULL);
    expect("14:00", "none none none 11:00-12:31 ends 12:31 late 60");
}
END_TEST

START_TEST(test_ended_before_anything)
{
    desk.programme->hard_end = AT(9, 0);
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "", NO_KEY));
    expect("09:30", "none none none none none none "
                    "ends none late 0");
    ck_assert_int_eq(forecast.over_hard_end, 0);
}
END_TEST

static const struct given_slot three_days[] = {
    {0, AT(17, 0), AT(18, 0), SLOT_ARRIVAL, NULL, HARD_NONE},
    {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {2, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
};

START_TEST(test_days_are_apart)
{
    use("CET-1", "2019-06-24", three_days, COUNT(three_days));
    desk.programme->hard_end = AT(9, 50);
    expect_on(1, "09:07", "09:07-10:07 10:07-11:07 ends 11:07 late 420");
    /* What waits on a day that is over has no times; tomorrow stays as planned. */
    ck_assert_int_eq(forecast.slots.items[0].start, MSEC_NONE);
    ck_assert_int_eq(forecast.slots.items[3].start, desk_wall(&desk, 2, "09:00"));
    ck_assert_int_eq(forecast.over_hard_end, 0);
    desk_at(&desk, 1, "10:30");
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "s3", KEY_FROM, "", NO_KEY));
    expect_on(2, "00:20", "none 10:30-00:20 ends 00:20 late 48000");
    ck_assert_int_eq(forecast.slots.items[3].start, desk_wall(&desk, 2, "09:00"));
    ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s3", NO_KEY));
    expect_on(2, "09:05", "09:05-10:05 ends 10:05 late 300");
    ck_assert_int_eq(forecast.over_hard_end, 15 * MSEC_MINUTE);
}
END_TEST

/* The clock goes to the morning of the next day: its break comes at once, and is no longer. */
START_TEST(test_a_break_of_another_day_keeps_its_length)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(10, 0), AT(10, 30), SLOT_BREAK, NULL, HARD_NONE},
        {1, AT(10, 30), AT(11, 30), SLOT_SESSION, NULL, HARD_NONE},
    };
    use("CET-1", "2019-06-25", slots, COUNT(slots));
    act("08:46", EVENT_SLOT_START, "s2", "");
    expect("08:46", "08:46-09:46 09:46-10:16 10:16-11:16 ends 11:16 late -87240");
    act("09:46", EVENT_SLOT_START, "s3", "s2");
    expect("09:50", "08:46-09:46 09:46-10:16 10:16-11:16 ends 11:16 late -87240");
}
END_TEST

START_TEST(test_no_date)
{
    use("EAT-3", NULL, with_gaps, COUNT(with_gaps));
    expect_on(33, "08:00", "09:00-10:00 10:10-11:00 11:05-12:00 12:00-12:30 ends 12:30 late 0");
    ck_assert_int_eq(forecast.slots.items[0].planned_start, desk_wall(&desk, 33, "09:00"));
    ck_assert_int_eq(desk.timekeeper.slots.items[0].planned_start, MSEC_NONE);
}
END_TEST

START_TEST(test_clocks_change)
{
    /* In the night to 30 October 2022 three o'clock becomes two again. */
    static const struct given_slot slots[] = {
        {0, AT(23, 0), AT(24 + 1, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(24 + 1, 30), AT(24 + 4, 0), SLOT_SOCIAL, NULL, HARD_NONE},
    };
    use("CET-1CEST,M3.5.0,M10.5.0/3", "2022-10-29", slots, COUNT(slots));
    act("23:30", EVENT_SLOT_START, "s1", "");
    expect("23:59", "23:30-02:00 02:00-04:30 ends 04:30 late 1800");
    ck_assert_int_eq(forecast.slots.items[1].end - forecast.slots.items[1].start,
                     3 * MSEC_HOUR + 30 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_untimed_only)
{
    static const struct given_slot slots[] = {{0, -1, -1, SLOT_VISIT, NULL, HARD_NONE}};
    use("EAT-3", "2022-05-18", slots, COUNT(slots));
    expect("10:00", "ends none late 0");
    ck_assert_int_eq(forecast.planned_end, MSEC_NONE);
}
END_TEST

/* Nothing has a time or a date: nothing to forecast. */
START_TEST(test_untimed_and_undated)
{
    static const struct given_slot slots[] = {{0, -1, -1, SLOT_VISIT, NULL, HARD_NONE}};
    use("EAT-3", NULL, slots, COUNT(slots));
    expect("10:00", "ends none late 0");
    /* What is inserted, and runs, has times all the same. */
    insert("10:00", "i1", "", "600000");
    act("10:00", EVENT_SLOT_START, "i1", "");
    expect("10:04", "10:00-10:10 ends 10:10 late 0");
    insert("10:05", "i2", "i1", "300000");
    expect("10:12", "10:00-10:12 10:12-10:17 ends 10:17 late 0");
    act("10:12", EVENT_SLOT_STOP, "i1", NULL);
    expect("10:20", "10:00-10:12 10:20-10:25 ends 10:25 late 0");
}
END_TEST

/* On the second day of a visit what is inserted belongs to that day. */
START_TEST(test_inserted_on_an_untimed_day)
{
    static const struct given_slot slots[] = {{0, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
                                              {1, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
                                              {2, -1, -1, SLOT_VISIT, NULL, HARD_NONE}};
    use("EAT-3", "2022-05-18", slots, COUNT(slots));
    desk_at(&desk, 1, "10:00");
    ck_assert(desk_insert(&desk, "i1", "", "600000"));
    ck_assert_uint_eq(desk.timekeeper.slots.items[0].day, 1);
    expect_on(1, "10:00", "10:00-10:10 ends 10:10 late 0");
    ck_assert(desk_slot(&desk, EVENT_SLOT_START, "i1", ""));
    expect_on(1, "10:03", "10:00-10:10 ends 10:10 late 0");
}
END_TEST

/* An opening with a hard end in front of a day that has one itself, at 11:00. */
static const struct given_slot hard_ends[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_OPENING, NULL, HARD_END},
    {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
};

/* By how much hard ends are passed, and which of them is worth a word: one, by a minute at least.
 */
START_TEST(test_passed)
{
    static const struct {
        const char *look;
        msec_t over[2]; /* ms: the opening's, the programme's */
        bool found;
        size_t slot;
    } cases[] = {
        {"08:59", {0, 0}, false, SLOT_NONE},
        {"09:00", {0, 0}, false, SLOT_NONE},
        {"09:00:59", {59 * MSEC_SECOND, 59 * MSEC_SECOND}, false, SLOT_NONE},
        {"09:01", {MSEC_MINUTE, MSEC_MINUTE}, true, SLOT_NONE},
        {"09:10", {10 * MSEC_MINUTE, 10 * MSEC_MINUTE}, true, SLOT_NONE},
    };
    struct passed_end passed;
    use("EAT-3", "2022-05-18", hard_ends, COUNT(hard_ends));
    desk.programme->hard_end = AT(11, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        desk_at(&desk, 0, cases[i].look);
        forecast_finish(&forecast);
        forecast_make(&desk.timekeeper, &desk.now, &forecast);
        ck_assert_int_eq(forecast.slots.items[0].over_hard, cases[i].over[0]);
        ck_assert_int_eq(forecast.slots.items[1].over_hard, 0);
        ck_assert_int_eq(forecast.over_hard_end, cases[i].over[1]);
        bool found = forecast_find_passed(&desk.timekeeper, &forecast, &passed);
        ck_assert_msg(found == cases[i].found, "at %s", cases[i].look);
        if (found) {
            ck_assert_uint_eq(passed.slot, cases[i].slot);
            ck_assert_int_eq(passed.over, cases[i].over[1]);
            ck_assert_int_eq(passed.end, desk_wall(&desk, 0, "11:00"));
        }
    }
    /* The opening alone, when the rest is shorter; no more, once it is over. */
    act("09:10", EVENT_SLOT_START, "s1", "");
    act("09:11", EVENT_SLOT_SKIP, "s2", NULL);
    forecast_finish(&forecast);
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    ck_assert(forecast_find_passed(&desk.timekeeper, &forecast, &passed));
    ck_assert_uint_eq(passed.slot, 0);
    ck_assert_int_eq(passed.over, 10 * MSEC_MINUTE);
    ck_assert_int_eq(passed.end, desk_wall(&desk, 0, "10:00"));
    act("10:10", EVENT_SLOT_STOP, "s1", NULL);
    forecast_finish(&forecast);
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    ck_assert_int_eq(forecast.slots.items[0].over_hard, 10 * MSEC_MINUTE);
    ck_assert(!forecast_find_passed(&desk.timekeeper, &forecast, &passed));
}
END_TEST

/* The end of the day in words, against what it was before. */
START_TEST(test_describe_end)
{
    static const struct {
        msec_t moved; /* ms */
        const char *expected;
    } cases[] = {
        {0, "ends 12:30"},
        {59999, "ends 12:30"},
        {-59999, "ends 12:30"},
        {MSEC_MINUTE, "ends 12:30, 1 min later"},
        {-90 * MSEC_MINUTE, "ends 12:30, 1 h 30 earlier"},
        {22 * MSEC_HOUR, "ends 12:30"},
        {-12 * MSEC_HOUR, "ends 12:30"},
    };
    desk_at(&desk, 0, "09:00");
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct message text;
        struct buf line = {0};
        forecast_describe_end(&desk.timekeeper, &forecast, forecast.projected_end - cases[i].moved,
                              &text);
        message_write(&text, NULL, &line);
        ck_assert_str_eq(buf_text(&line), cases[i].expected);
        message_finish(&text);
        buf_finish(&line);
    }
    static const struct {
        bool over;
        msec_t before;
        const char *expected;
    } others[] = {
        {false, MSEC_NONE, "ends 12:30"},
        {true, 0, "ended 12:30"},
    };
    for (size_t i = 0; i < COUNT(others); i++) {
        struct message said;
        struct buf line = {0};
        if (others[i].over)
            desk.timekeeper.state = CLOCK_ENDED;
        forecast_describe_end(&desk.timekeeper, &forecast, others[i].before, &said);
        message_write(&said, NULL, &line);
        ck_assert_str_eq(buf_text(&line), others[i].expected);
        message_finish(&said);
        buf_finish(&line);
    }
    struct message text;
    forecast.projected_end = MSEC_NONE;
    forecast_describe_end(&desk.timekeeper, &forecast, MSEC_NONE, &text);
    ck_assert_ptr_null(text.id);
}
END_TEST

/* After what people want to hear when the day ends. */
START_TEST(test_moved_by)
{
    static const struct {
        enum event_op op;
        bool moves;
    } cases[] = {
        {EVENT_SLOT_START, true},     {EVENT_PLAN_CHANGE, true}, {EVENT_SESSION_REOPEN, true},
        {EVENT_SESSION_CLOSE, false}, {EVENT_CLOCK_TAKE, false}, {EVENT_FLOOR_START, false},
        {EVENT_ENTRY_ADD, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(forecast_is_moved_by(cases[i].op) == cases[i].moves, "%s",
                      event_op_name(cases[i].op));
}
END_TEST

SUITE_WITH("core/forecast", setup, teardown, test_before, test_morning, test_pause_moves_on,
           test_early_break_keeps_its_end, test_gaps_take_up_lateness,
           test_early_ends_and_hard_starts, test_skip_insert_extend, test_jump,
           test_swap_keeps_gaps, test_back, test_what_waits_behind_comes_last, test_ended,
           test_finished, test_ended_before_anything, test_days_are_apart,
           test_a_break_of_another_day_keeps_its_length, test_no_date, test_clocks_change,
           test_untimed_only, test_untimed_and_undated, test_inserted_on_an_untimed_day,
           test_passed, test_describe_end, test_moved_by)
