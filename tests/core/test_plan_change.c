#include <dais/core/plan_change.h>

#include <string.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct desk desk;
static struct plan_change change;

static void setup(void)
{
    desk_init_take(&desk, programme_sou88());
}

static void teardown(void)
{
    plan_change_finish(&change);
    desk_finish(&desk);
}

static void use(const char *date, const struct given_slot *slots, size_t count)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", date, slots, count));
}

/* An event of the clock with a slot, and `last` for the key behind it, where there is one. */
static void act(const char *at, enum event_op op, const char *slot, const char *last)
{
    desk_at(&desk, 0, at);
    ck_assert_msg(desk_slot(&desk, op, slot, last), "%s %s at %s", event_op_name(op), slot, at);
}

static void insert(const char *at, const char *slot, const char *after, const char *span)
{
    desk_at(&desk, 0, at);
    ck_assert(desk_insert(&desk, slot, after, span));
}

static void make(const char *at, enum plan plan)
{
    desk_at(&desk, 0, at);
    plan_change_finish(&change);
    plan_change_make(&desk.timekeeper, &desk.now, plan, &change);
}

static const char *id_of(size_t slot)
{
    return desk.timekeeper.slots.items[slot].id;
}

/*
 * "s3 10:34-11:00 -4" for each slot to come, "ends 12:30", and where a target is passed
 * "misses 12:30 by 3:00", and "without s3" where skipping that would help.
 */
static void expect(const char *at, enum plan plan, const char *picture)
{
    make(at, plan);
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < change.slots.count; i++) {
        const struct planned_change *slot = &change.slots.items[i];
        buf_add_format(&text, "%s ", id_of(slot->slot));
        desk_write_time(&desk, slot->start, &text);
        buf_add_char(&text, '-');
        desk_write_time(&desk, slot->end, &text);
        if (slot->lost != 0)
            buf_add_format(&text, " -%lld", (long long)(slot->lost / MSEC_MINUTE));
        buf_add_text(&text, ", ");
    }
    buf_add_text(&text, "ends ");
    desk_write_time(&desk, change.projected_end, &text);
    if (change.misses > 0) {
        buf_add_text(&text, ", misses ");
        desk_write_time(&desk, change.target, &text);
        buf_add_text(&text, " by ");
        span_write_clock(change.misses, &text);
    }
    for (size_t i = 0; i < change.skips.count; i++)
        buf_add_format(&text, "%s %s", i == 0 ? ", without" : "", id_of(change.skips.items[i]));
    ck_assert_msg(strcmp(buf_text(&text), picture) == 0, "%s at %s:\n%s\nfor\n%s", plan_name(plan),
                  at, buf_text(&text), picture);
}

/* Takes the plan made last, as session_decide() would write it. */
static bool take_from(const char *from)
{
    BUF_LOCAL struct buf lengths = {0}, late = {0};
    for (size_t i = 0; i < change.slots.count; i++) {
        const struct planned_change *slot = &change.slots.items[i];
        if (slot->lost > 0)
            buf_add_format(&lengths, "%s%s=%lld", lengths.size > 0 ? " " : "", id_of(slot->slot),
                           (long long)slot->allotted);
    }
    buf_add_format(&late, "%lld", (long long)change.late);
    return lengths.size > 0
               ? desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, from, KEY_PLAN, plan_name(change.plan),
                         KEY_LATE, buf_text(&late), KEY_LENGTHS, buf_text(&lengths), NO_KEY)
               : desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, from, KEY_PLAN, plan_name(change.plan),
                         KEY_LATE, buf_text(&late), NO_KEY);
}

static void expect_offered(const char *at, bool offered)
{
    desk_at(&desk, 0, at);
    struct forecast forecast;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    ck_assert_msg(plan_change_is_offered(&desk.timekeeper, &forecast) == offered, "at %s", at);
    forecast_finish(&forecast);
}

/* The morning of SOU-88 with its panel running since 09:15: s3 30 (break, 10), s4 30 (15), s5 45
 * (23), s6 15 (8, hard end 12:30) minutes are to come; in brackets the least. */
static void begin_panel(void)
{
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:15", EVENT_SLOT_START, "s2", "s1");
}

START_TEST(test_names)
{
    ck_assert_str_eq(plan_name(PLAN_SHIFT), "shift");
    ck_assert_str_eq(plan_name(PLAN_ABSORB), "absorb");
    ck_assert_str_eq(plan_name(PLAN_COMPRESS), "compress");
    ck_assert_int_eq(plan_find("compress"), PLAN_COMPRESS);
    ck_assert_int_eq(plan_find("drop"), -1);
    ck_assert_str_eq(plan_nearest("asorb"), "absorb");
}
END_TEST

START_TEST(test_in_time)
{
    begin_panel();
    for (unsigned plan = 0; plan < PLAN_COUNT; plan++) {
        expect("10:30", (enum plan)plan,
               "s3 10:30-11:00, s4 11:00-11:30, s5 11:30-12:15, s6 12:15-12:30, ends 12:30");
        ck_assert(!change.changes);
        ck_assert_int_eq(change.late, 0);
        ck_assert_int_eq(change.target, desk_wall(&desk, 0, "12:30"));
        ck_assert(change.hard);
    }
}
END_TEST

START_TEST(test_shift)
{
    begin_panel();
    expect("10:34", PLAN_SHIFT,
           "s3 10:34-11:04, s4 11:04-11:34, s5 11:34-12:19, s6 12:19-12:34, ends 12:34, "
           "misses 12:30 by 4:00, without s3");
    ck_assert(change.changes);
    ck_assert_int_eq(change.late, 4 * MSEC_MINUTE);
    ck_assert_int_eq(change.lost, 0);
}
END_TEST

START_TEST(test_absorb)
{
    begin_panel();
    expect("10:34", PLAN_ABSORB,
           "s3 10:34-11:00 -4, s4 11:00-11:30, s5 11:30-12:15, s6 12:15-12:30, ends 12:30");
    ck_assert(change.changes);
    ck_assert_int_eq(change.lost, 4 * MSEC_MINUTE);
    /* A part of a minute takes a whole one, and the day ends so much early. */
    expect("10:34:20", PLAN_ABSORB,
           "s3 10:34:20-10:59:20 -5, s4 10:59:20-11:29:20, s5 11:29:20-12:14:20, "
           "s6 12:14:20-12:29:20, ends 12:29:20");
    expect("10:50", PLAN_ABSORB,
           "s3 10:50-11:00 -20, s4 11:00-11:30, s5 11:30-12:15, s6 12:15-12:30, ends 12:30");
    expect("10:53", PLAN_ABSORB,
           "s3 10:53-11:03 -20, s4 11:03-11:33, s5 11:33-12:18, s6 12:18-12:33, ends 12:33, "
           "misses 12:30 by 3:00, without s3");
    ck_assert(change.changes);
}
END_TEST

/* The session starts 3 minutes late, its panel 4, the coffee break 12, its next minute has begun.
 */
START_TEST(test_absorb_in_the_break_that_runs)
{
    act("09:03", EVENT_SLOT_START, "s1", "");
    act("09:19", EVENT_SLOT_START, "s2", "s1");
    act("10:42", EVENT_SLOT_START, "s3", "s2");
    expect("10:42:30", PLAN_SHIFT,
           "s3 10:42-11:12, s4 11:12-11:42, s5 11:42-12:27, s6 12:27-12:42, ends 12:42, "
           "misses 12:30 by 12:00, without s4");
    expect("10:42:30", PLAN_COMPRESS,
           "s3 10:42-11:12, s4 11:12-11:38 -4, s5 11:38-12:17 -6, s6 12:17-12:30 -2, ends 12:30");
    expect("10:42:30", PLAN_ABSORB,
           "s3 10:42-11:00 -12, s4 11:00-11:30, s5 11:30-12:15, s6 12:15-12:30, ends 12:30");
    ck_assert(change.changes);
    /* 16 minutes have begun: 14 of its 30 can go, then 13; with 29 none is left. */
    act("10:57", EVENT_SLOT_EXTEND, "s3", "300000");
    expect("10:57:30", PLAN_ABSORB,
           "s3 10:42-11:00 -17, s4 11:00-11:30, s5 11:30-12:15, s6 12:15-12:30, ends 12:30");
    expect("11:00", PLAN_ABSORB,
           "s3 10:42-11:01 -16, s4 11:01-11:31, s5 11:31-12:16, s6 12:16-12:31, ends 12:31, "
           "misses 12:30 by 1:00, without s4");
    expect("11:16:01", PLAN_ABSORB,
           "s3 10:42-11:17, s4 11:17-11:47, s5 11:47-12:32, s6 12:32-12:47, ends 12:47, "
           "misses 12:30 by 17:00, without s4");
    ck_assert(!change.changes);
    /* Paused it gives as well; its own minimum is ten. */
    act("11:01", EVENT_SLOT_BACK, "s2", "s3");
    act("11:02", EVENT_SLOT_START, "s3", "s2");
    act("11:03", EVENT_SLOT_PAUSE, "s3", NULL);
    expect("11:05", PLAN_ABSORB,
           "s3 11:02-11:14 -25, s4 11:14-11:44, s5 11:44-12:29, s6 12:29-12:44, ends 12:44, "
           "misses 12:30 by 14:00, without s4");
    ck_assert(take_from("s3"));
    const struct clock_slot *slot = &desk.timekeeper.slots.items[2];
    ck_assert_int_eq(slot->allotted, 10 * MSEC_MINUTE);
    ck_assert_int_eq(slot->lost, 25 * MSEC_MINUTE);
    ck_assert_uint_eq(slot->changes.count, 1);
    ck_assert_int_eq(slot->changes.items[0].at, MSEC_MINUTE);
    ck_assert_int_eq(slot->changes.items[0].span, -25 * MSEC_MINUTE);
    expect("11:05", PLAN_ABSORB,
           "s3 11:02-11:14, s4 11:14-11:44, s5 11:44-12:29, s6 12:29-12:44, ends 12:44, "
           "misses 12:30 by 14:00, without s4");
}
END_TEST

/* What it gained by starting early goes before its own length, which it goes back to. */
START_TEST(test_absorb_in_a_break_that_started_early)
{
    begin_panel();
    act("10:20", EVENT_SLOT_START, "s3", "s2");
    insert("10:21", "i1", "s3", "900000");
    expect("10:22", PLAN_ABSORB,
           "s3 10:20-10:45 -15, i1 10:45-11:00, s4 11:00-11:30, s5 11:30-12:15, "
           "s6 12:15-12:30, ends 12:30");
    ck_assert(take_from("s3"));
    ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 25 * MSEC_MINUTE);
    ck_assert_int_eq(desk.timekeeper.slots.items[2].lost, 5 * MSEC_MINUTE);
    act("10:25", EVENT_SLOT_BACK, "s2", "s3");
    ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 25 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_compress)
{
    begin_panel();
    /* 4 of 120 minutes: 1, 1, 1.5 and 0.5; the half goes to the earlier. */
    expect("10:34", PLAN_COMPRESS,
           "s3 10:34-11:03 -1, s4 11:03-11:32 -1, s5 11:32-12:15 -2, s6 12:15-12:30, ends 12:30");
    /* 12: 3, 3, 4.5, 1.5. */
    expect("10:42", PLAN_COMPRESS,
           "s3 10:42-11:09 -3, s4 11:09-11:36 -3, s5 11:36-12:16 -5, s6 12:16-12:30 -1, "
           "ends 12:30");
    /* 60: 15, 15, 22.5 and 7.5; s4 is full with 15, s5 with 22, s6 with 7: s3 has the rest. */
    expect("11:30", PLAN_COMPRESS,
           "s3 11:30-11:44 -16, s4 11:44-11:59 -15, s5 11:59-12:22 -22, s6 12:22-12:30 -7, "
           "ends 12:30");
    /* 64 is all there is. */
    expect("11:35", PLAN_COMPRESS,
           "s3 11:35-11:45 -20, s4 11:45-12:00 -15, s5 12:00-12:23 -22, s6 12:23-12:31 -7, "
           "ends 12:31, misses 12:30 by 1:00, without s3");
    expect("11:58", PLAN_COMPRESS,
           "s3 11:58-12:08 -20, s4 12:08-12:23 -15, s5 12:23-12:46 -22, s6 12:46-12:54 -7, "
           "ends 12:54, misses 12:30 by 24:00, without s4 s5");
    expect("12:23", PLAN_COMPRESS,
           "s3 12:23-12:33 -20, s4 12:33-12:48 -15, s5 12:48-13:11 -22, s6 13:11-13:19 -7, "
           "ends 13:19, misses 12:30 by 49:00");
}
END_TEST

START_TEST(test_taken_is_what_was_shown)
{
    begin_panel();
    make("10:42", PLAN_COMPRESS);
    ck_assert(take_from("s2"));
    struct forecast forecast;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    ck_assert_int_eq(forecast.projected_end, desk_wall(&desk, 0, "12:30"));
    ck_assert_int_eq(forecast.late, 0);
    ck_assert_int_eq(forecast.slots.items[4].start, desk_wall(&desk, 0, "11:36"));
    forecast_finish(&forecast);
    /* The lateness is from the plan as it was; what a slot lost stays lost. */
    act("10:42", EVENT_SLOT_START, "s3", "s2");
    expect("11:09", PLAN_SHIFT,
           "s3 10:42-11:09, s4 11:09-11:36, s5 11:36-12:16, s6 12:16-12:30, ends 12:30");
    expect("11:11", PLAN_COMPRESS,
           "s3 10:42-11:11, s4 11:11-11:37 -1, s5 11:37-12:16 -1, s6 12:16-12:30, ends 12:30");
    ck_assert(take_from("s3"));
    ck_assert_int_eq(desk.timekeeper.slots.items[3].allotted, 26 * MSEC_MINUTE);
    ck_assert_int_eq(desk.timekeeper.slots.items[3].lost, 4 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_a_replanned_slot_keeps_its_length)
{
    begin_panel();
    make("10:42", PLAN_COMPRESS);
    ck_assert(take_from("s2"));
    act("10:42", EVENT_SLOT_START, "s3", "s2");
    act("11:00", EVENT_SLOT_START, "s4", "s3");
    act("11:05", EVENT_SLOT_BACK, "s3", "s4");
    ck_assert_int_eq(desk.timekeeper.slots.items[3].allotted, 27 * MSEC_MINUTE);
    ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 27 * MSEC_MINUTE);
    act("11:06", EVENT_SLOT_SKIP, "s4", NULL);
    act("11:07", EVENT_SLOT_BACK, "s4", "s3");
    ck_assert_int_eq(desk.timekeeper.slots.items[3].allotted, 27 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_an_early_break_that_was_cut)
{
    begin_panel();
    act("10:00", EVENT_SLOT_EXTEND, "s2", "600000");
    make("10:01", PLAN_ABSORB);
    ck_assert_int_eq(change.lost, 10 * MSEC_MINUTE);
    ck_assert(take_from("s2"));
    /* It starts early after all: its end is the planned one less what it lost. */
    act("10:25", EVENT_SLOT_START, "s3", "s2");
    ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 25 * MSEC_MINUTE);
    act("10:26", EVENT_SLOT_BACK, "s2", "s3");
    ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 20 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_void)
{
    static const struct {
        const char *from;
        const char *lengths;
    } cases[] = {
        {"", "s3=1500000"},            /* s2 runs */
        {"s2", "s1=600000"},           /* done */
        {"s2", "s3=1500000 s2=60000"}, /* runs, and is no break */
        {"s2", "s3=1500000 s9=60000"}, /* nowhere */
    };
    begin_panel();
    act("10:00", EVENT_SLOT_SKIP, "s5", NULL);
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert(!desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, cases[i].from, KEY_PLAN, "absorb",
                           KEY_LATE, "0", KEY_LENGTHS, cases[i].lengths, NO_KEY));
        ck_assert_int_eq(desk.timekeeper.slots.items[2].allotted, 30 * MSEC_MINUTE);
    }
    ck_assert(!desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s2", KEY_PLAN, "absorb", KEY_LATE, "0",
                       KEY_LENGTHS, "s5=60000", NO_KEY));
    ck_assert(desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s2", KEY_PLAN, "absorb", KEY_LATE, "0",
                      KEY_LENGTHS, "s3=1500000", NO_KEY));
    act("10:30", EVENT_SLOT_START, "s3", "s2");
    ck_assert(!desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s3", KEY_PLAN, "absorb", KEY_LATE, "0",
                       KEY_LENGTHS, "s3=59999", NO_KEY));
    ck_assert(desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s3", KEY_PLAN, "absorb", KEY_LATE, "0",
                      KEY_LENGTHS, "s3=60000", NO_KEY));
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "s3", NO_KEY));
    ck_assert(
        !desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "", KEY_PLAN, "shift", KEY_LATE, "0", NO_KEY));
}
END_TEST

START_TEST(test_offered)
{
    begin_panel();
    expect_offered("10:32", false);
    expect_offered("10:32:01", true);
    make("10:35", PLAN_SHIFT);
    ck_assert(take_from("s2"));
    expect_offered("10:35", false);
    expect_offered("10:37", false);
    expect_offered("10:37:01", true);
    make("10:37:01", PLAN_SHIFT);
    ck_assert(change.changes);
    ck_assert(take_from("s2"));
    make("10:37:01", PLAN_SHIFT);
    ck_assert(!change.changes); /* it is accepted */
    expect_offered("10:39", false);
    /* Where no slot is left to replan, or the clock is over, nothing is offered. */
    act("10:40", EVENT_SLOT_START, "s6", "s2");
    expect_offered("13:00", false);
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "s6", NO_KEY));
    expect_offered("13:00", false);
}
END_TEST

/* What is passed most is named with its slot, and no plan that was taken hides it. */
START_TEST(test_passed)
{
    static const struct given_slot hard[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_END},
        {0, AT(10, 40), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    static const struct {
        const char *at;
        const char *slot; /* "": the programme's */
        msec_t over;
    } cases[] = {
        {"10:00", "", 5 * MSEC_MINUTE},
        {"10:05", "", 5 * MSEC_MINUTE},
        {"10:05:30", "s2", 5 * MSEC_MINUTE + 30 * MSEC_SECOND},
        {"10:09", "s2", 9 * MSEC_MINUTE},
    };
    use("2022-05-18", hard, COUNT(hard));
    desk.programme->hard_end = AT(10, 55);
    act("09:00", EVENT_SLOT_START, "s1", "");
    for (size_t i = 0; i < 2 * COUNT(cases); i++) {
        size_t of = i % COUNT(cases);
        if (i == COUNT(cases)) {
            make("10:09", PLAN_SHIFT);
            ck_assert(take_from("s1"));
            expect_offered("10:09", false);
        }
        desk_at(&desk, 0, cases[of].at);
        struct forecast forecast;
        struct passed_end passed;
        forecast_make(&desk.timekeeper, &desk.now, &forecast);
        bool found = forecast_find_passed(&desk.timekeeper, &forecast, &passed);
        forecast_finish(&forecast);
        ck_assert_msg(found, "at %s", cases[of].at);
        ck_assert_str_eq(passed.slot == SLOT_NONE ? "" : id_of(passed.slot), cases[of].slot);
        ck_assert_int_eq(passed.over, cases[of].over);
        ck_assert_int_eq(passed.end,
                         desk_wall(&desk, 0, passed.slot == SLOT_NONE ? "10:55" : "10:30"));
    }
}
END_TEST

START_TEST(test_offered_for_the_programme)
{
    static const struct given_slot soft[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    use("2022-05-18", soft, COUNT(soft));
    act("09:00", EVENT_SLOT_START, "s1", "");
    expect_offered("10:30", false); /* there is no hard end */
    desk.programme->hard_end = AT(11, 10);
    expect_offered("10:12", false);
    expect_offered("10:12:01", true);
    /* A plan aims at the hard end, not at the planned one. */
    expect("10:12", PLAN_COMPRESS, "s2 10:12-11:10 -2, ends 11:10");
    ck_assert_int_eq(change.late, 10 * MSEC_MINUTE);
    desk.programme->hard_end = AT(10, 30); /* longer than its hard end from the beginning */
    expect("09:30", PLAN_COMPRESS, "s2 10:00-10:30 -30, ends 10:30");
}
END_TEST

static const struct given_slot with_hard_start[] = {
    {0, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(9, 30), AT(9, 50), SLOT_BREAK, NULL, HARD_NONE},
    {0, AT(9, 50), AT(10, 20), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 30), AT(11, 0), SLOT_SESSION, NULL, HARD_START},
    {0, AT(11, 0), AT(11, 20), SLOT_BREAK, NULL, HARD_NONE},
    {0, AT(11, 20), AT(12, 0), SLOT_SESSION, NULL, HARD_END},
};

START_TEST(test_what_a_hard_start_takes_up_is_not_cut)
{
    use("2022-05-18", with_hard_start, COUNT(with_hard_start));
    act("09:00", EVENT_SLOT_START, "s1", "");
    insert("09:05", "i1", "s1", "300000");
    /* Ten minutes late in all: the gap takes them, and nothing has to give. */
    expect("09:35", PLAN_COMPRESS,
           "i1 09:35-09:40, s2 09:40-10:00, s3 10:00-10:30, s4 10:30-11:00, s5 11:00-11:20, "
           "s6 11:20-12:00, ends 12:00");
    /* Two more: they cross the hard start, so everything counts. 2 of 145: 20, 30, 30, 20, 40. */
    expect("09:37", PLAN_ABSORB,
           "i1 09:37-09:42, s2 09:42-10:00 -2, s3 10:00-10:30, s4 10:30-11:00, s5 11:00-11:20, "
           "s6 11:20-12:00, ends 12:00");
    expect("09:37", PLAN_COMPRESS,
           "i1 09:37-09:42, s2 09:42-10:02, s3 10:02-10:31 -1, s4 10:31-11:01, "
           "s5 11:01-11:21, s6 11:21-12:00 -1, ends 12:00");
    act("09:40", EVENT_SLOT_START, "i1", "s1");
    act("09:41", EVENT_SLOT_START, "s2", "i1");
    act("09:50", EVENT_SLOT_START, "s4", "s2");
    insert("09:55", "i2", "s4", "600000");
    /* Behind it only what comes later counts. */
    expect("09:56", PLAN_ABSORB, "i2 10:20-10:30, s5 10:30-11:20, s6 11:20-12:00, ends 12:00");
}
END_TEST

START_TEST(test_cuts_in_front_of_a_hard_start_up_to_what_it_takes)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(9, 30), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_START},
        {0, AT(10, 30), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(11, 0), AT(11, 30), SLOT_BREAK, NULL, HARD_NONE},
        {0, AT(11, 30), AT(12, 0), SLOT_SESSION, NULL, HARD_END},
    };
    use("2022-05-18", slots, COUNT(slots));
    act("09:00", EVENT_SLOT_START, "s1", "");
    desk_at(&desk, 0, "09:05");
    act("09:05", EVENT_SLOT_SWAP, "s4", "s5");
    /* s1 runs over by 3 and s4, now last but one, was swapped: 3 late at the hard start. */
    expect("09:33", PLAN_ABSORB,
           "s2 09:33-10:03, s3 10:03-10:33, s5 10:33-11:00 -3, s4 11:00-11:30, s6 11:30-12:00, "
           "ends 12:00");
    /* s3 only 12 late on what is in front of it; an inserted slot behind it makes it 22. */
    act("09:34", EVENT_SLOT_START, "s2", "s1");
    act("09:40", EVENT_SLOT_START, "s3", "s2");
    insert("09:41", "i1", "s3", "1200000");
    act("09:42", EVENT_SLOT_BACK, "s2", "s3");
    /* s2 goes on with 24 minutes: until 10:06, s3 until 10:36, i1 10:56 … ends 12:26. The break
     * gives its 20 at most, and the hard start lets 6 through. */
    expect("09:42", PLAN_ABSORB,
           "s3 10:06-10:36, i1 10:36-10:56, s5 10:56-11:06 -20, s4 11:06-11:36, s6 11:36-12:06, "
           "ends 12:06, misses 12:00 by 6:00, without s5");
}
END_TEST

START_TEST(test_shares_in_front_of_a_hard_start_that_waits)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(9, 30), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 10), AT(10, 40), SLOT_SESSION, NULL, HARD_START},
        {0, AT(10, 40), AT(11, 10), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(11, 10), AT(11, 40), SLOT_SESSION, NULL, HARD_END},
    };
    use("2022-05-18", slots, COUNT(slots));
    act("09:00", EVENT_SLOT_START, "s1", "");
    act("09:01", EVENT_SLOT_SKIP, "s2", NULL);
    act("09:02", EVENT_SLOT_START, "s3", "s1");
    act("09:03", EVENT_SLOT_EXTEND, "s3", "720000");
    act("09:04", EVENT_SLOT_BACK, "s2", "s3");
    act("09:05", EVENT_SLOT_BACK, "s1", "s2");
    /* s3 waits again, with 42 minutes: 12 late behind it. s1 ends at 09:33: s2 in front does not
     * matter. Of 12 minutes s3 gives 4.94, s4 and s5 3.53 each:
     * of equals the earlier first. */
    expect("09:05", PLAN_COMPRESS,
           "s2 09:33-10:03, s3 10:10-10:47 -5, s4 10:47-11:13 -4, s5 11:13-11:40 -3, ends 11:40");
    /* 4 late at the hard start: s2 can give so much, and its share is less. 16 of 132: 3.6, 5.1,
     * 3.6, 3.6. */
    act("09:05", EVENT_SLOT_EXTEND, "s1", "660000");
    expect(
        "09:05", PLAN_COMPRESS,
        "s2 09:44-10:10 -4, s3 10:10-10:47 -5, s4 10:47-11:13 -4, s5 11:13-11:40 -3, ends 11:40");
    /* 1 late: it gives one, the others the 12 that are left: 4.9, 3.5, 3.5. */
    act("09:05", EVENT_SLOT_SHORTEN, "s1", "180000");
    expect(
        "09:05", PLAN_COMPRESS,
        "s2 09:41-10:10 -1, s3 10:10-10:47 -5, s4 10:47-11:13 -4, s5 11:13-11:40 -3, ends 11:40");
}
END_TEST

START_TEST(test_targets_one_after_the_other)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(9, 30), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_END},
        {0, AT(10, 40), AT(11, 10), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(11, 10), AT(11, 40), SLOT_SESSION, NULL, HARD_NONE},
    };
    use("2022-05-18", slots, COUNT(slots));
    act("09:00", EVENT_SLOT_START, "s1", "");
    /* The gap of ten takes up for the day's end what the hard end at 10:30 does not allow. */
    expect("09:36", PLAN_SHIFT,
           "s2 09:36-10:06, s3 10:06-10:36, s4 10:40-11:10, s5 11:10-11:40, ends 11:40, "
           "misses 10:30 by 6:00, without s2");
    ck_assert_uint_eq(change.target_slot, 2);
    expect("09:36", PLAN_COMPRESS,
           "s2 09:36-10:03 -3, s3 10:03-10:30 -3, s4 10:40-11:10, s5 11:10-11:40, ends 11:40");
    expect("09:36", PLAN_ABSORB,
           "s2 09:36-10:06, s3 10:06-10:36, s4 10:40-11:10, s5 11:10-11:40, ends 11:40, "
           "misses 10:30 by 6:00, without s2");
    ck_assert(!change.changes);
    expect_offered("09:36", true);
    make("09:36", PLAN_SHIFT);
    ck_assert(take_from("s1"));
    expect_offered("09:37", false); /* accepted, though the day ends in time */
    expect_offered("09:39", true);
    /* 42 late: 30 is all that s2 and s3 can give for 10:30; the day's end needs 2 more of s4, s5.
     */
    expect("10:12", PLAN_COMPRESS,
           "s2 10:12-10:27 -15, s3 10:27-10:42 -15, s4 10:42-11:11 -1, s5 11:11-11:40 -1, "
           "ends 11:40, misses 10:30 by 12:00, without s2");
}
END_TEST

START_TEST(test_days_are_apart)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_END},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    use("2022-05-18", slots, COUNT(slots));
    desk.programme->hard_end = AT(10, 30);
    act("09:10", EVENT_SLOT_START, "s1", "");
    expect("09:11", PLAN_COMPRESS, "s2 10:10-11:00 -10, ends 11:00");
    ck_assert(take_from("s1"));
    desk_at(&desk, 1, "08:00");
    ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
    plan_change_finish(&change);
    plan_change_make(&desk.timekeeper, &desk.now, PLAN_COMPRESS, &change);
    ck_assert_uint_eq(change.day, 1);
    ck_assert_uint_eq(change.slots.count, 2);
    ck_assert_int_eq(change.lost, 30 * MSEC_MINUTE);
    ck_assert_int_eq(change.projected_end, desk_wall(&desk, 1, "10:30"));
    ck_assert(take_from(""));
    ck_assert_int_eq(desk.timekeeper.accepted.items[0], 0);
    ck_assert_int_eq(desk.timekeeper.accepted.items[1], -30 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_no_date_yet)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_END},
    };
    use(NULL, slots, COUNT(slots));
    expect("09:20", PLAN_COMPRESS, "s1 09:20-10:10 -10, s2 10:10-11:00 -10, ends 11:00");
    ck_assert(take_from(""));
    expect("09:20", PLAN_SHIFT, "s1 09:20-10:10, s2 10:10-11:00, ends 11:00");
    /* The date comes with the start, and what the plan took stays taken. */
    act("09:20", EVENT_SLOT_START, "s1", "");
    expect("09:20", PLAN_SHIFT, "s2 10:10-11:00, ends 11:00");
    ck_assert_int_eq(desk.timekeeper.slots.items[0].allotted, 50 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_over)
{
    begin_panel();
    ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "s2", NO_KEY));
    expect("10:40", PLAN_COMPRESS, "ends 09:15");
    ck_assert(!change.changes);
}
END_TEST

START_TEST(test_inserted_slots_give_half)
{
    begin_panel();
    insert("10:00", "i1", "s2", "540000"); /* 9 minutes, 5 at least */
    /* 9 late. 9 of 129: i1 0.6, s3 2.1, s4 2.1, s5 3.1, s6 1.05. */
    expect("10:30", PLAN_COMPRESS,
           "i1 10:30-10:38 -1, s3 10:38-11:06 -2, s4 11:06-11:34 -2, s5 11:34-12:16 -3, "
           "s6 12:16-12:30 -1, ends 12:30");
    expect("13:00", PLAN_COMPRESS,
           "i1 13:00-13:05 -4, s3 13:05-13:15 -20, s4 13:15-13:30 -15, s5 13:30-13:53 -22, "
           "s6 13:53-14:01 -7, ends 14:01, misses 12:30 by 1:31:00");
}
END_TEST

/* A day of which no plan knows a time: what was inserted runs on, and there is nothing to aim at.
 */
START_TEST(test_nothing_planned)
{
    static const struct given_slot slots[] = {{0, -1, -1, SLOT_VISIT, NULL, HARD_NONE}};
    use("2022-05-18", slots, COUNT(slots));
    expect("10:00", PLAN_COMPRESS, "ends none");
    insert("10:00", "i1", "", "600000");
    act("10:00", EVENT_SLOT_START, "i1", "");
    insert("10:01", "i2", "i1", "600000");
    expect("10:15", PLAN_COMPRESS, "i2 10:15-10:25, ends 10:25");
    ck_assert_int_eq(change.late, 0);
    ck_assert(!change.changes);
}
END_TEST

SUITE_WITH("core/plan_change", setup, teardown, test_absorb_in_the_break_that_runs,
           test_absorb_in_a_break_that_started_early, test_names, test_in_time, test_shift,
           test_absorb, test_compress, test_taken_is_what_was_shown,
           test_a_replanned_slot_keeps_its_length, test_an_early_break_that_was_cut, test_void,
           test_offered, test_passed, test_offered_for_the_programme,
           test_what_a_hard_start_takes_up_is_not_cut,
           test_cuts_in_front_of_a_hard_start_up_to_what_it_takes,
           test_shares_in_front_of_a_hard_start_that_waits, test_targets_one_after_the_other,
           test_days_are_apart, test_no_date_yet, test_over, test_inserted_slots_give_half,
           test_nothing_planned)
