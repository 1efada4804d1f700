#include <dais/core/cue.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct desk desk;
static struct cue_moment seen;

static void setup(void)
{
    desk_init_take(&desk, programme_sou88());
    desk_at(&desk, 0, "08:59");
    cue_moment_read(&desk.timekeeper, &desk.now, &seen);
}

static void teardown(void)
{
    desk_finish(&desk);
}

/* What fell due since the last look, as "end 1, start 2". */
static void expect(const char *picture)
{
    struct cue_moment now;
    struct due_cue due[CUES_DUE_MOST];
    BUF_LOCAL struct buf text = {0};
    cue_moment_read(&desk.timekeeper, &desk.now, &now);
    size_t count = cue_due(&seen, &now, due);
    for (size_t i = 0; i < count; i++)
        buf_add_format(&text, "%s%s %u", i > 0 ? ", " : "", cue_name(due[i].cue), due[i].slot);
    ck_assert_str_eq(buf_text(&text), picture);
    ck_assert_uint_eq(cue_due(&now, &now, due), 0);
    seen = now;
}

static void expect_at(const char *time, const char *picture)
{
    desk_at(&desk, 0, time);
    expect(picture);
}

static void start(const char *slot, const char *from)
{
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, slot, KEY_FROM, from, NO_KEY));
}

static void back(const char *slot, const char *from)
{
    ck_assert(desk_do(&desk, EVENT_SLOT_BACK, KEY_SLOT, slot, KEY_FROM, from, NO_KEY));
}

static void on_slot(enum event_op op, const char *slot)
{
    ck_assert(desk_do(&desk, op, KEY_SLOT, slot, NO_KEY));
}

static void by_span(enum event_op op, const char *slot, const char *span)
{
    ck_assert(desk_do(&desk, op, KEY_SLOT, slot, KEY_SPAN, span, NO_KEY));
}

START_TEST(test_names)
{
    static const char *const names[] = {"start", "warning", "danger", "zero",
                                        "over",  "change",  "end"};
    ck_assert_uint_eq(COUNT(names), CUE_COUNT);
    for (int i = 0; i < CUE_COUNT; i++)
        ck_assert_str_eq(cue_name((enum cue)i), names[i]);
}
END_TEST

START_TEST(test_slot)
{
    expect_at("08:59:59", "");
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect("start 1");
    expect_at("09:09:59", "");
    expect_at("09:10:00", "warning 1");
    expect_at("09:10:01", "");
    expect_at("09:13:59", "");
    expect_at("09:14:00", "danger 1");
    expect_at("09:14:59", "");
    expect_at("09:15:00", "zero 1");
    expect_at("09:15:01", "");
    expect_at("09:19:59", "");
    expect_at("09:20:00", "over 1");
    expect_at("09:24:59", "");
    expect_at("09:25:00", "over 1");
    start("s2", "s1");
    expect("end 1, start 2");
    expect_at("10:20:00", "");
    on_slot(EVENT_SLOT_STOP, "s2");
    expect("end 2");
    expect_at("12:00:00", "");
}
END_TEST

/* However far a jump goes, the latest of each kind. */
START_TEST(test_jumps)
{
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect_at("09:14:30", "start 1, danger 1");
    expect_at("09:36:00", "over 1");
    start("s2", "s1");
    desk_at(&desk, 0, "10:40");
    start("s3", "s2");
    expect_at("11:09:30", "end 2, start 3, danger 3");
    desk_at(&desk, 0, "11:10");
    start("s4", "s3");
    desk_at(&desk, 0, "11:20");
    on_slot(EVENT_SLOT_STOP, "s4");
    expect_at("11:25", "start 4, end 4");
}
END_TEST

START_TEST(test_going_back)
{
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect("start 1");
    expect_at("09:14:30", "danger 1");
    by_span(EVENT_SLOT_EXTEND, "s1", "600000");
    expect("");
    expect_at("09:19:00", "");
    expect_at("09:20:00", "warning 1");
    by_span(EVENT_SLOT_SHORTEN, "s1", "240000");
    expect("danger 1");
    start("s2", "s1");
    expect("end 1, start 2");
    desk_at(&desk, 0, "09:21");
    back("s1", "s2");
    expect("");
    expect_at("09:22", "zero 1");
    start("s2", "s1");
    expect("end 1, start 2");
    on_slot(EVENT_SLOT_STOP, "s2");
    expect("end 2");
    back("s2", "");
    expect("");
    desk_at(&desk, 0, "09:23");
    on_slot(EVENT_SLOT_STOP, "s2");
    expect("end 2");
}
END_TEST

START_TEST(test_pause)
{
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect_at("09:09", "start 1");
    on_slot(EVENT_SLOT_PAUSE, "s1");
    expect_at("09:30", "");
    on_slot(EVENT_SLOT_RESUME, "s1");
    expect("");
    expect_at("09:31", "warning 1");
}
END_TEST

/* An undo is the state without the event: the moments are read from two clocks. */
START_TEST(test_undo)
{
    struct desk other;
    desk_init_take(&other, programme_sou88());
    desk_at(&desk, 0, "09:00");
    desk_at(&other, 0, "09:00");
    start("s1", "");
    ck_assert(desk_do(&other, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
    expect_at("09:16", "start 1, zero 1");
    start("s2", "s1");
    expect("end 1, start 2");
    desk_at(&other, 0, "09:17");
    struct cue_moment undone, redone;
    struct due_cue due[CUES_DUE_MOST];
    cue_moment_read(&other.timekeeper, &other.now, &undone);
    ck_assert_uint_eq(cue_due(&seen, &undone, due), 0);
    cue_moment_read(&desk.timekeeper, &other.now, &redone);
    ck_assert_uint_eq(cue_due(&undone, &redone, due), 2);
    ck_assert_int_eq(due[0].cue, CUE_END);
    ck_assert_int_eq(due[1].cue, CUE_START);
    desk_finish(&other);
}
END_TEST

/* Somebody sets the machine's clock back by an hour: starts and ends are told all the same. */
START_TEST(test_stepped)
{
    desk.now.boot_id = 7;
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect_at("09:14", "start 1, danger 1");
    desk.now.wall -= MSEC_HOUR;
    expect("");
    start("s2", "s1");
    expect("end 1, start 2");
}
END_TEST

/* A slot too short for its cues has those that it is long enough for. */
START_TEST(test_short)
{
    static const struct {
        const char *span; /* ms, of an inserted slot */
        const char *cues; /* second by second from its start */
    } cases[] = {
        {"30000", "0 start 7, 20 warning 7, 27 danger 7, 30 zero 7, 330 over 7, "},
        {"9000", "0 start 7, 6 warning 7, 9 zero 7, 309 over 7, "},
        {"2000", "0 start 7, 2 zero 7, 302 over 7, "},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cue_moment now;
        BUF_LOCAL struct buf text = {0};
        desk_finish(&desk);
        setup();
        ck_assert(desk_do(&desk, EVENT_SLOT_INSERT, KEY_SLOT, "i1", KEY_AFTER, "", KEY_TITLE,
                          "Welcome", KEY_SPAN, cases[i].span, NO_KEY));
        desk_at(&desk, 0, "09:00");
        start("i1", "");
        for (int second = 0; second < 340; second++) {
            struct due_cue due[CUES_DUE_MOST];
            cue_moment_read(&desk.timekeeper, &desk.now, &now);
            size_t count = cue_due(&seen, &now, due);
            for (size_t cue = 0; cue < count; cue++)
                buf_add_format(&text, "%d %s %u, ", second, cue_name(due[cue].cue), due[cue].slot);
            seen = now;
            desk.now = instant_add(&desk.now, MSEC_SECOND);
        }
        ck_assert_str_eq(buf_text(&text), cases[i].cues);
    }
}
END_TEST

/* Four rounds of two minutes and one of questions, a minute to change: they fill s1 to 09:15. */
START_TEST(test_parts)
{
    desk.programme->slots.items[0].rounds =
        (struct rounds){.talk = 2 * MSEC_MINUTE, .questions = MSEC_MINUTE, .count = 4};
    desk.programme->slots.items[0].changeover = MSEC_MINUTE;
    desk_at(&desk, 0, "09:00");
    start("s1", "");
    expect("start 1");
    expect_at("09:01:59", "");
    expect_at("09:02", "change 1");
    expect_at("09:02:30", "");
    expect_at("09:03", "change 1");
    expect_at("09:04", "change 1");
    on_slot(EVENT_SLOT_PAUSE, "s1");
    expect_at("09:20", "");
    on_slot(EVENT_SLOT_RESUME, "s1");
    expect_at("09:29", "change 1, warning 1");
    expect_at("09:30", "change 1, danger 1");
    expect_at("09:50", "over 1");
}
END_TEST

SUITE_WITH("core/cue", setup, teardown, test_names, test_slot, test_jumps, test_going_back,
           test_pause, test_undo, test_stepped, test_short, test_parts)
