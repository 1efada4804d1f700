#include <dais/core/timekeeper.h>

#include <string.h>

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

/* The usual moves, true where they had an effect. */
static bool start(const char *slot, const char *from)
{
    return desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, slot, KEY_FROM, from, NO_KEY);
}

static bool back(const char *slot, const char *from)
{
    return desk_do(&desk, EVENT_SLOT_BACK, KEY_SLOT, slot, KEY_FROM, from, NO_KEY);
}

static bool on_slot(enum event_op op, const char *slot)
{
    return desk_do(&desk, op, KEY_SLOT, slot, NO_KEY);
}

static bool by_span(enum event_op op, const char *slot, const char *span)
{
    return desk_do(&desk, op, KEY_SLOT, slot, KEY_SPAN, span, NO_KEY);
}

static bool insert(const char *slot, const char *after, const char *span)
{
    return desk_do(&desk, EVENT_SLOT_INSERT, KEY_SLOT, slot, KEY_AFTER, after, KEY_TITLE,
                   "Word of the governor", KEY_SPAN, span, NO_KEY);
}

static bool swap(const char *slot, const char *with)
{
    return desk_do(&desk, EVENT_SLOT_SWAP, KEY_SLOT, slot, KEY_WITH, with, NO_KEY);
}

static bool hold_on(const char *date)
{
    return desk_do(&desk, EVENT_SESSION_DATE, KEY_DATE, date, NO_KEY);
}

static bool take_from(const struct token *holder)
{
    return desk_do(&desk, EVENT_CLOCK_TAKE, KEY_FROM, holder->text, NO_KEY);
}

static bool end(const char *from)
{
    return desk_do(&desk, EVENT_SESSION_END, KEY_FROM, from, NO_KEY);
}

static bool close_session(void)
{
    return desk_do(&desk, EVENT_SESSION_CLOSE, NO_KEY);
}

static bool reopen(void)
{
    return desk_do(&desk, EVENT_SESSION_REOPEN, KEY_WHY, "a speaker came late", NO_KEY);
}

static const struct clock_slot *slot_of(const char *id)
{
    size_t index = timekeeper_find(&desk.timekeeper, id);
    ck_assert_msg(index != SLOT_NONE, "%s", id);
    return &desk.timekeeper.slots.items[index];
}

static struct reading reading(void)
{
    struct reading reading;
    timekeeper_read(&desk.timekeeper, &desk.now, &reading);
    return reading;
}

/* States of all slots in running order by their first letters, the clock's first: "running:
 * RWWWWW". */
static void expect(const char *picture)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%s:", clock_state_name(desk.timekeeper.state));
    for (size_t i = 0; i < desk.timekeeper.slots.count; i++) {
        const struct clock_slot *slot = &desk.timekeeper.slots.items[i];
        buf_add_format(&text, " %s%c", slot->id, slot_state_name(slot->state)[0] - 'a' + 'A');
    }
    ck_assert_str_eq(buf_text(&text), picture);
}

START_TEST(test_planned)
{
    expect("before: s1W s2W s3W s4W s5W s6W");
    ck_assert_int_eq(slot_of("s2")->planned_start, desk_wall(&desk, 0, "09:15"));
    ck_assert_int_eq(slot_of("s2")->planned_end, desk_wall(&desk, 0, "10:30"));
    ck_assert_int_eq(slot_of("s2")->allotted, 75 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s2")->gap, 0);
    ck_assert_str_eq(clock_slot_title(slot_of("s3"), NULL), "Coffee break");
    ck_assert_int_eq(clock_slot_kind(slot_of("s3")), SLOT_BREAK);
    ck_assert_uint_eq(timekeeper_find(&desk.timekeeper, "s9"), SLOT_NONE);
    struct reading nothing = reading();
    ck_assert_uint_eq(nothing.slot, SLOT_NONE);
    ck_assert_int_eq(nothing.allotted, 0);
}
END_TEST

START_TEST(test_morning)
{
    desk_at(&desk, 0, "09:03");
    ck_assert(start("s1", ""));
    expect("running: s1R s2W s3W s4W s5W s6W");
    desk_at(&desk, 0, "09:19");
    struct reading over = reading();
    ck_assert_int_eq(over.elapsed, 16 * MSEC_MINUTE);
    ck_assert_int_eq(over.left, -1 * MSEC_MINUTE);
    ck_assert_int_eq(over.level, LEVEL_OVERRUN);
    ck_assert(start("s2", "s1"));
    desk_at(&desk, 0, "10:21:40");
    ck_assert_int_eq(reading().elapsed, 62 * MSEC_MINUTE + 40 * MSEC_SECOND);
    ck_assert(start("s3", "s2"));
    expect("running: s1D s2D s3R s4W s5W s6W");
    ck_assert_int_eq(clock_slot_actual_start(slot_of("s1")), desk_wall(&desk, 0, "09:03"));
    ck_assert_int_eq(clock_slot_actual_end(slot_of("s1")), desk_wall(&desk, 0, "09:19"));
    ck_assert_int_eq(slot_of("s1")->banked, 16 * MSEC_MINUTE);
    ck_assert_int_eq(clock_slot_actual_end(slot_of("s3")), MSEC_NONE);
    desk_at(&desk, 0, "11:00");
    ck_assert(on_slot(EVENT_SLOT_STOP, "s3"));
    expect("between: s1D s2D s3D s4W s5W s6W");
    ck_assert(start("s4", ""));
    ck_assert(start("s5", "s4"));
    ck_assert(start("s6", "s5"));
    ck_assert(on_slot(EVENT_SLOT_STOP, "s6"));
    expect("ended: s1D s2D s3D s4D s5D s6D");
}
END_TEST

START_TEST(test_expected_state)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(!start("s1", "s2"));
    ck_assert(!start("s9", ""));
    ck_assert(!on_slot(EVENT_SLOT_STOP, "s1"));
    ck_assert(!on_slot(EVENT_SLOT_PAUSE, "s1"));
    ck_assert(!back("s1", ""));
    ck_assert(start("s1", ""));
    ck_assert(!start("s1", "s1"));
    ck_assert(start("s2", "s1"));
    /* The second of two who pressed "next" at once. */
    ck_assert(!start("s2", "s1"));
    ck_assert(!start("s3", "s1"));
    ck_assert(!start("s1", "s2"));
    ck_assert(!on_slot(EVENT_SLOT_STOP, "s1"));
    ck_assert(!on_slot(EVENT_SLOT_RESUME, "s2"));
    ck_assert(!by_span(EVENT_SLOT_EXTEND, "s1", "60000"));
    ck_assert(!on_slot(EVENT_SLOT_SKIP, "s2"));
    ck_assert(!on_slot(EVENT_SLOT_SKIP, "s1"));
    ck_assert(!insert("i1", "s1", "60000"));
    ck_assert(!end("s1"));
    ck_assert(!reopen());
    expect("running: s1D s2R s3W s4W s5W s6W");
    ck_assert_uint_eq(slot_of("s1")->runs.count, 1);
}
END_TEST

START_TEST(test_pause)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "09:04");
    ck_assert(on_slot(EVENT_SLOT_PAUSE, "s1"));
    ck_assert(!on_slot(EVENT_SLOT_PAUSE, "s1"));
    expect("paused: s1R s2W s3W s4W s5W s6W");
    desk_at(&desk, 0, "09:10");
    struct reading paused = reading();
    ck_assert_int_eq(paused.elapsed, 4 * MSEC_MINUTE);
    ck_assert_int_eq(paused.left, 11 * MSEC_MINUTE);
    ck_assert_int_eq(paused.paused_for, 6 * MSEC_MINUTE);
    ck_assert(on_slot(EVENT_SLOT_RESUME, "s1"));
    desk_at(&desk, 0, "09:12");
    ck_assert_int_eq(reading().elapsed, 6 * MSEC_MINUTE);
    ck_assert_int_eq(reading().paused_for, 0);
    ck_assert(on_slot(EVENT_SLOT_PAUSE, "s1"));
    desk_at(&desk, 0, "09:13");
    /* Ended while paused: the pause counts as pause. */
    ck_assert(start("s2", "s1"));
    ck_assert_int_eq(slot_of("s1")->banked, 6 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s1")->runs.items[0].paused, 7 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_levels)
{
    static const struct {
        const char *at;
        enum level level;
    } cases[] = {
        /* 15 minutes: a third is the warning's five, a tenth is the danger's minute and a half. */
        {"09:09:59", LEVEL_ON_TIME}, {"09:10:00", LEVEL_WARNING}, {"09:13:59", LEVEL_WARNING},
        {"09:14:00", LEVEL_DANGER},  {"09:14:59", LEVEL_DANGER},  {"09:15:00", LEVEL_OVERRUN},
        {"09:45:00", LEVEL_OVERRUN},
    };
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    for (size_t i = 0; i < COUNT(cases); i++) {
        desk_at(&desk, 0, cases[i].at);
        ck_assert_msg(reading().level == cases[i].level, "%s: %s", cases[i].at,
                      level_name(reading().level));
    }
    /* Of a part of the slot: a third and a tenth of that. */
    ck_assert_int_eq(timekeeper_level(&desk.timekeeper, 0, MSEC_MINUTE + 1, 3 * MSEC_MINUTE),
                     LEVEL_ON_TIME);
    ck_assert_int_eq(timekeeper_level(&desk.timekeeper, 0, MSEC_MINUTE, 3 * MSEC_MINUTE),
                     LEVEL_WARNING);
    ck_assert_int_eq(timekeeper_level(&desk.timekeeper, 0, 18 * MSEC_SECOND, 3 * MSEC_MINUTE),
                     LEVEL_DANGER);
    ck_assert_int_eq(timekeeper_level(&desk.timekeeper, 0, 0, 3 * MSEC_MINUTE), LEVEL_OVERRUN);
    /* Of six minutes: two and thirty-six seconds. */
    ck_assert(insert("i1", "s1", "360000"));
    ck_assert(start("i1", "s1"));
    static const struct {
        const char *at;
        enum level level;
    } capped[] = {
        {"09:48:59", LEVEL_ON_TIME},
        {"09:49:00", LEVEL_WARNING},
        {"09:50:23", LEVEL_WARNING},
        {"09:50:24", LEVEL_DANGER},
    };
    for (size_t i = 0; i < COUNT(capped); i++) {
        desk_at(&desk, 0, capped[i].at);
        ck_assert_msg(reading().level == capped[i].level, "%s: %s", capped[i].at,
                      level_name(reading().level));
    }
}
END_TEST

START_TEST(test_jump_skips)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s2", ""));
    expect("running: s1S s2R s3W s4W s5W s6W");
    ck_assert(start("s5", "s2"));
    expect("running: s1S s2D s3S s4S s5R s6W");
    desk_at(&desk, 0, "09:30");
    /* Back to a skipped one: the running one waits again. */
    ck_assert(back("s4", "s5"));
    expect("running: s1S s2D s3S s4R s5W s6W");
    ck_assert_uint_eq(timekeeper_next(&desk.timekeeper, desk.timekeeper.current, 0), 4);
}
END_TEST

START_TEST(test_back)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "09:14");
    ck_assert(start("s2", "s1"));
    desk_at(&desk, 0, "09:16");
    ck_assert(back("s1", "s2"));
    expect("running: s1R s2W s3W s4W s5W s6W");
    ck_assert_int_eq(reading().elapsed, 14 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s2")->banked, 0);
    ck_assert_uint_eq(slot_of("s2")->runs.count, 1);
    ck_assert(slot_of("s2")->runs.items[0].taken_back);
    ck_assert_int_eq(slot_of("s2")->runs.items[0].end.wall, desk_wall(&desk, 0, "09:16"));
    ck_assert_int_eq(clock_slot_actual_start(slot_of("s2")), MSEC_NONE);
    desk_at(&desk, 0, "09:18");
    ck_assert_int_eq(reading().elapsed, 16 * MSEC_MINUTE);
    ck_assert(start("s2", "s1"));
    ck_assert_int_eq(clock_slot_actual_start(slot_of("s1")), desk_wall(&desk, 0, "09:00"));
    ck_assert_int_eq(clock_slot_actual_end(slot_of("s1")), desk_wall(&desk, 0, "09:18"));
    ck_assert_int_eq(reading().elapsed, 0);
    desk_at(&desk, 0, "09:20");
    ck_assert(on_slot(EVENT_SLOT_STOP, "s2"));
    desk_at(&desk, 0, "09:30");
    /* From between nothing returns to waiting. */
    ck_assert(back("s2", ""));
    ck_assert_int_eq(reading().elapsed, 2 * MSEC_MINUTE);
    expect("running: s1D s2R s3W s4W s5W s6W");
}
END_TEST

START_TEST(test_back_from_the_end)
{
    desk_at(&desk, 0, "12:00");
    ck_assert(start("s6", ""));
    expect("running: s1S s2S s3S s4S s5S s6R");
    desk_at(&desk, 0, "12:10");
    ck_assert(on_slot(EVENT_SLOT_STOP, "s6"));
    expect("ended: s1S s2S s3S s4S s5S s6D");
    ck_assert(!start("s6", ""));
    ck_assert(back("s6", ""));
    ck_assert_int_eq(reading().elapsed, 10 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_extend_and_shorten)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    ck_assert(by_span(EVENT_SLOT_EXTEND, "s1", "300000"));
    ck_assert_int_eq(reading().allotted, 20 * MSEC_MINUTE);
    ck_assert(!by_span(EVENT_SLOT_SHORTEN, "s1", "1140001"));
    ck_assert(by_span(EVENT_SLOT_SHORTEN, "s1", "1140000"));
    ck_assert_int_eq(reading().allotted, MSEC_MINUTE);
    ck_assert(!by_span(EVENT_SLOT_SHORTEN, "s1", "1"));
    ck_assert(on_slot(EVENT_SLOT_PAUSE, "s1"));
    ck_assert(by_span(EVENT_SLOT_EXTEND, "s1", "60000"));
    ck_assert_int_eq(reading().allotted, 2 * MSEC_MINUTE);
}
END_TEST

static bool on_floor(enum event_op op)
{
    if (op == EVENT_FLOOR_START || op == EVENT_FLOOR_ORDER)
        return desk_do(&desk, op, KEY_SLOT, "s2", KEY_PLACE, op == EVENT_FLOOR_START ? "2" : "8",
                       KEY_FLOOR, "1", NO_KEY);
    return desk_do(&desk, op, KEY_SLOT, "s2", KEY_PLACE, "1", NO_KEY);
}

/* While the slot is paused nobody's time on the floor begins, stands or goes on; it may end. */
START_TEST(test_floor_of_a_paused_slot)
{
    static const enum event_op refused[] = {EVENT_FLOOR_START, EVENT_FLOOR_ORDER, EVENT_FLOOR_PAUSE,
                                            EVENT_FLOOR_RESUME};
    for (unsigned paused = 0; paused < 2; paused++) {
        desk_finish(&desk);
        desk_init_take(&desk, programme_panel(ATTRIBUTION_NAMED));
        desk_at(&desk, 0, "09:15");
        ck_assert(start("s2", ""));
        ck_assert(desk_do(&desk, EVENT_FLOOR_START, KEY_SLOT, "s2", KEY_PLACE, "1", KEY_FLOOR, "",
                          NO_KEY));
        if (paused == 1)
            ck_assert(on_floor(EVENT_FLOOR_PAUSE));
        ck_assert(on_slot(EVENT_SLOT_PAUSE, "s2"));
        for (size_t i = 0; i < COUNT(refused); i++)
            ck_assert_msg(!on_floor(refused[i]), "%s", event_op_name(refused[i]));
        desk_at(&desk, 0, "09:20");
        ck_assert(on_floor(EVENT_FLOOR_STOP));
        /* The pause is no longer for that. */
        desk_at(&desk, 0, "09:30");
        ck_assert(on_slot(EVENT_SLOT_RESUME, "s2"));
        ck_assert_int_eq(slot_of("s2")->runs.items[0].paused, 15 * MSEC_MINUTE);
        ck_assert_int_eq(slot_of("s2")->banked, 0);
    }
}
END_TEST

START_TEST(test_insert)
{
    ck_assert(insert("i1", "s2", "600000"));
    expect("before: s1W s2W i1W s3W s4W s5W s6W");
    const struct clock_slot *inserted = slot_of("i1");
    ck_assert_uint_eq(inserted->number, 7);
    ck_assert_ptr_null(inserted->planned);
    ck_assert_int_eq(inserted->planned_start, MSEC_NONE);
    ck_assert_int_eq(inserted->allotted, 10 * MSEC_MINUTE);
    ck_assert_int_eq(clock_slot_kind(inserted), SLOT_OTHER);
    ck_assert_str_eq(clock_slot_title(inserted, "fr"), "Word of the governor");
    ck_assert(!insert("i1", "s3", "600000"));
    ck_assert(!insert("s3", "s3", "600000"));
    ck_assert(!insert("i2", "s9", "600000"));
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    ck_assert(!insert("i2", "s2", "600000"));
    ck_assert(!insert("i2", "", "600000"));
    ck_assert(insert("i2", "s1", "600000"));
    ck_assert_uint_eq(slot_of("i2")->number, 8);
    ck_assert(start("i2", "s1"));
    ck_assert(on_slot(EVENT_SLOT_STOP, "i2"));
    expect("between: s1D i2D s2W i1W s3W s4W s5W s6W");
    ck_assert(!insert("i3", "s1", "600000"));
    ck_assert(insert("i3", "i2", "600000"));
    expect("between: s1D i2D i3W s2W i1W s3W s4W s5W s6W");
}
END_TEST

START_TEST(test_swap)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    ck_assert(!swap("s1", "s2"));
    ck_assert(!swap("s2", "s2"));
    ck_assert(!swap("s2", "s9"));
    ck_assert(swap("s4", "s2"));
    expect("running: s1R s4W s3W s2W s5W s6W");
    ck_assert_uint_eq(timekeeper_next(&desk.timekeeper, 0, 0), 1);
    ck_assert(start("s4", "s1"));
    ck_assert_int_eq(reading().allotted, 30 * MSEC_MINUTE);
    ck_assert(swap("s2", "s4") == false);
}
END_TEST

START_TEST(test_swap_leaves_gaps)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(10, 45), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
    };
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    ck_assert_int_eq(slot_of("s3")->gap, 15 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s4")->gap, 0);
    ck_assert(!swap("s3", "s4"));
    ck_assert(swap("s2", "s3"));
    expect("before: s1W s3W s2W s4W");
    ck_assert_int_eq(slot_of("s3")->gap, 0);
    ck_assert_int_eq(slot_of("s2")->gap, 15 * MSEC_MINUTE);
    /* Also when the session gets another date afterwards. */
    ck_assert(hold_on("2023-01-02"));
    ck_assert_int_eq(slot_of("s3")->gap, 0);
    ck_assert_int_eq(slot_of("s2")->gap, 15 * MSEC_MINUTE);
    ck_assert(swap("s2", "s3"));
    ck_assert_int_eq(slot_of("s3")->gap, 15 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_break_keeps_its_end)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s2", ""));
    desk_at(&desk, 0, "10:20");
    ck_assert(start("s3", "s2"));
    ck_assert_int_eq(reading().allotted, 40 * MSEC_MINUTE);
    /* A break that waits again has its own length again. */
    desk_at(&desk, 0, "10:25");
    ck_assert(back("s2", "s3"));
    ck_assert_int_eq(slot_of("s3")->allotted, 30 * MSEC_MINUTE);
    desk_at(&desk, 0, "10:40");
    ck_assert(start("s3", "s2"));
    ck_assert_int_eq(reading().allotted, 30 * MSEC_MINUTE);
    /* What it gained goes first when it is shortened. */
    ck_assert(back("s2", "s3"));
    desk_at(&desk, 0, "10:20");
    ck_assert(start("s3", "s2"));
    ck_assert(by_span(EVENT_SLOT_SHORTEN, "s3", "900000"));
    ck_assert_int_eq(reading().allotted, 25 * MSEC_MINUTE);
    ck_assert(back("s2", "s3"));
    ck_assert_int_eq(slot_of("s3")->allotted, 25 * MSEC_MINUTE);
    ck_assert(start("s3", "s2"));
    ck_assert_int_eq(reading().allotted, 35 * MSEC_MINUTE);
    ck_assert(by_span(EVENT_SLOT_SHORTEN, "s3", "1980000"));
    ck_assert_int_eq(reading().allotted, 2 * MSEC_MINUTE);
    ck_assert(back("s2", "s3"));
    ck_assert_int_eq(slot_of("s3")->allotted, 2 * MSEC_MINUTE);
    desk_at(&desk, 0, "10:40");
    ck_assert(start("s3", "s2"));
    /* Other slots keep their length. */
    desk_at(&desk, 0, "10:45");
    ck_assert(start("s4", "s3"));
    ck_assert_int_eq(reading().allotted, 30 * MSEC_MINUTE);
}
END_TEST

START_TEST(test_holder)
{
    struct token first = desk.writer;
    struct token second = desk_writer(2);
    desk_at(&desk, 0, "09:00");
    ck_assert(take_from(&(struct token){.text = ""}));
    ck_assert(token_equal(&desk.timekeeper.holder, &first));
    ck_assert(!take_from(&first));
    desk.writer = second;
    ck_assert(!start("s1", ""));
    ck_assert(!take_from(&second));
    ck_assert(!take_from(&(struct token){.text = ""}));
    ck_assert(!timekeeper_may(&desk.timekeeper, EVENT_SLOT_START, &second));
    ck_assert(timekeeper_may(&desk.timekeeper, EVENT_CLOCK_TAKE, &second));
    ck_assert(take_from(&first));
    ck_assert(start("s1", ""));
    desk.writer = first;
    ck_assert(!on_slot(EVENT_SLOT_PAUSE, "s1"));
    ck_assert(!by_span(EVENT_SLOT_EXTEND, "s1", "60000"));
    /* Closing would stop the holder's clock; it may be closed by anybody once that stands still. */
    ck_assert(!close_session());
    desk.writer = second;
    ck_assert(on_slot(EVENT_SLOT_STOP, "s1"));
    desk.writer = first;
    ck_assert(close_session());
    ck_assert(reopen());
}
END_TEST

START_TEST(test_first_start_holds)
{
    struct token second = desk_writer(2);
    ck_assert(on_slot(EVENT_SLOT_SKIP, "s1"));
    ck_assert_str_eq(desk.timekeeper.holder.text, "");
    desk.writer = second;
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s2", ""));
    ck_assert(token_equal(&desk.timekeeper.holder, &second));
    desk.writer = desk_writer(1);
    ck_assert(!on_slot(EVENT_SLOT_STOP, "s2"));
}
END_TEST

START_TEST(test_end_close_reopen)
{
    ck_assert(end(""));
    expect("ended: s1W s2W s3W s4W s5W s6W");
    ck_assert(!end(""));
    ck_assert(!start("s1", ""));
    ck_assert(!on_slot(EVENT_SLOT_SKIP, "s1"));
    ck_assert(!swap("s1", "s2"));
    ck_assert(!insert("i1", "s1", "60000"));
    ck_assert(reopen());
    expect("before: s1W s2W s3W s4W s5W s6W");
    ck_assert(!reopen());
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "09:05");
    ck_assert(close_session());
    ck_assert(desk.timekeeper.closed);
    expect("ended: s1D s2W s3W s4W s5W s6W");
    ck_assert_int_eq(slot_of("s1")->banked, 5 * MSEC_MINUTE);
    ck_assert(!close_session());
    ck_assert(!back("s1", ""));
    ck_assert(reopen());
    ck_assert(!desk.timekeeper.closed);
    expect("between: s1D s2W s3W s4W s5W s6W");
    ck_assert(back("s1", ""));
    ck_assert(end("s1"));
    ck_assert(close_session());
    expect("ended: s1D s2W s3W s4W s5W s6W");
}
END_TEST

START_TEST(test_date)
{
    ck_assert(hold_on("2022-05-20"));
    ck_assert_int_eq(slot_of("s1")->planned_start, desk_wall(&desk, 2, "09:00"));
    ck_assert_int_eq(timekeeper_date(&desk.timekeeper, 0), civil_days(2022, 5, 20));
    desk_at(&desk, 2, "09:00");
    ck_assert(start("s1", ""));
    ck_assert(!hold_on("2022-05-21"));
    ck_assert(on_slot(EVENT_SLOT_STOP, "s1"));
    ck_assert(!hold_on("2022-05-21"));
    ck_assert_int_eq(timekeeper_date(&desk.timekeeper, 0), civil_days(2022, 5, 20));
}
END_TEST

static const struct given_slot two_days[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
};

START_TEST(test_no_date)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", NULL, two_days, COUNT(two_days)));
    ck_assert_int_eq(timekeeper_date(&desk.timekeeper, 0), DAY_UNKNOWN);
    ck_assert_int_eq(slot_of("s1")->planned_start, MSEC_NONE);
    ck_assert_int_eq(slot_of("s1")->allotted, MSEC_HOUR);
    ck_assert(!timekeeper_is_other_day(&desk.timekeeper, &desk.now));
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
    desk_at(&desk, 40, "09:07");
    ck_assert(start("s1", ""));
    ck_assert_int_eq(slot_of("s1")->planned_start, desk_wall(&desk, 40, "09:00"));
    ck_assert_int_eq(slot_of("s3")->planned_start, desk_wall(&desk, 41, "09:00"));
}
END_TEST

START_TEST(test_no_date_first_start_on_the_second_day)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", NULL, two_days, COUNT(two_days)));
    desk_at(&desk, 40, "09:07");
    ck_assert(start("s3", ""));
    ck_assert_int_eq(slot_of("s3")->planned_start, desk_wall(&desk, 40, "09:00"));
    ck_assert_int_eq(slot_of("s1")->planned_start, desk_wall(&desk, 39, "09:00"));
    /* The day before is not jumped over: it is another day. */
    expect("running: s1W s2W s3R s4W");
}
END_TEST

START_TEST(test_which_day)
{
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", two_days, COUNT(two_days)));
    static const struct {
        int day;
        const char *at;
        size_t is;
        bool other;
    } cases[] = {
        {-1, "23:59", 0, true}, {0, "00:00", 0, false}, {0, "08:50", 0, false},
        {0, "23:59", 0, false}, {1, "00:30", 1, false}, {1, "08:50", 1, false},
        {1, "23:59", 1, false}, {2, "00:00", 0, true},  {9, "09:00", 0, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        desk_at(&desk, cases[i].day, cases[i].at);
        ck_assert_msg(timekeeper_day(&desk.timekeeper, &desk.now) == cases[i].is, "%d %s",
                      cases[i].day, cases[i].at);
        ck_assert_msg(timekeeper_is_other_day(&desk.timekeeper, &desk.now) == cases[i].other,
                      "%d %s", cases[i].day, cases[i].at);
    }
    desk_at(&desk, 0, "10:00");
    ck_assert(start("s2", ""));
    desk_at(&desk, 5, "10:00");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
    ck_assert(!timekeeper_is_other_day(&desk.timekeeper, &desk.now));
    ck_assert(on_slot(EVENT_SLOT_STOP, "s2"));
    ck_assert_uint_eq(timekeeper_next(&desk.timekeeper, SLOT_NONE, 1), 2);
    ck_assert_uint_eq(timekeeper_next(&desk.timekeeper, 1, 0), SLOT_NONE);
    /* It ended late: the question rests for 12 hours. */
    desk_at(&desk, 5, "21:59");
    ck_assert(!timekeeper_is_other_day(&desk.timekeeper, &desk.now));
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
    desk_at(&desk, 5, "22:00");
    ck_assert(timekeeper_is_other_day(&desk.timekeeper, &desk.now));
}
END_TEST

START_TEST(test_past_midnight)
{
    static const struct given_slot slots[] = {
        {0, AT(22, 0), AT(23, 30), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(23, 30), AT(24 + 1, 0), SLOT_SOCIAL, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    ck_assert_int_eq(slot_of("s2")->planned_end, desk_wall(&desk, 1, "01:00"));
    desk_at(&desk, 0, "22:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 1, "00:20");
    ck_assert(on_slot(EVENT_SLOT_STOP, "s1"));
    /* The evening goes on, though the date is the next day's. */
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 0);
    desk_at(&desk, 1, "08:50");
    ck_assert_uint_eq(timekeeper_day(&desk.timekeeper, &desk.now), 1);
}
END_TEST

START_TEST(test_clocks_change)
{
    /* In the night to 27 March 2022 two o'clock becomes three. */
    static const struct given_slot slots[] = {
        {0, AT(1, 0), AT(4, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, AT(4, 30), AT(5, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    desk_finish(&desk);
    desk_init_take(
        &desk, programme_given("CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-27", slots, COUNT(slots)));
    ck_assert_int_eq(slot_of("s1")->allotted, 2 * MSEC_HOUR);
    ck_assert_int_eq(slot_of("s2")->gap, 30 * MSEC_MINUTE);
    desk_at(&desk, 0, "01:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "04:00");
    ck_assert_int_eq(reading().elapsed, 2 * MSEC_HOUR);
    ck_assert_int_eq(reading().left, 0);
}
END_TEST

START_TEST(test_clock_set_back)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "09:10");
    desk.now.wall -= MSEC_HOUR;
    ck_assert_int_eq(reading().elapsed, 10 * MSEC_MINUTE);
    ck_assert(!reading().approximate);
    ck_assert(start("s2", "s1"));
    ck_assert_int_eq(slot_of("s1")->banked, 10 * MSEC_MINUTE);
    ck_assert_int_eq(clock_slot_actual_end(slot_of("s1")), clock_slot_actual_start(slot_of("s1")));
}
END_TEST

START_TEST(test_other_boot)
{
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s1", ""));
    desk.now.boot_id++;
    desk.now.boot = 0;
    desk_at(&desk, 0, "09:06");
    ck_assert_int_eq(reading().elapsed, 6 * MSEC_MINUTE);
    ck_assert(reading().approximate);
    ck_assert(on_slot(EVENT_SLOT_PAUSE, "s1"));
    ck_assert(on_slot(EVENT_SLOT_RESUME, "s1"));
    desk_at(&desk, 0, "09:07");
    ck_assert_int_eq(reading().elapsed, 7 * MSEC_MINUTE);
    ck_assert(reading().approximate);
    ck_assert(start("s2", "s1"));
    ck_assert(!reading().approximate);
    /* A machine whose clock is behind: never negative. */
    desk.now.boot_id++;
    desk_at(&desk, 0, "08:00");
    ck_assert_int_eq(reading().elapsed, 0);
    ck_assert(start("s3", "s2"));
    ck_assert_int_eq(slot_of("s2")->banked, 0);
}
END_TEST

START_TEST(test_attribution)
{
    desk.programme->attribution = ATTRIBUTION_CHATHAM_HOUSE;
    ck_assert_int_eq(timekeeper_attribution(&desk.timekeeper, SLOT_NONE),
                     ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_int_eq(timekeeper_attribution(&desk.timekeeper, 0), ATTRIBUTION_NAMED);
    ck_assert(insert("i1", "s1", "60000"));
    ck_assert_int_eq(timekeeper_attribution(&desk.timekeeper, 1), ATTRIBUTION_CHATHAM_HOUSE);
}
END_TEST

START_TEST(test_untimed_and_zero)
{
    static const struct given_slot slots[] = {
        {0, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {0, AT(9, 0), AT(9, 0), SLOT_CEREMONY, NULL, HARD_NONE},
        {0, AT(9, 0), AT(9, 30), SLOT_SESSION, NULL, HARD_NONE},
    };
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    expect("before: s2W s3W");
    ck_assert(!start("s1", ""));
    desk_at(&desk, 0, "09:00");
    ck_assert(start("s2", ""));
    ck_assert_int_eq(reading().level, LEVEL_OVERRUN);
    ck_assert(!by_span(EVENT_SLOT_SHORTEN, "s2", "1"));
    ck_assert(by_span(EVENT_SLOT_EXTEND, "s2", "120000"));
    ck_assert_int_eq(reading().level, LEVEL_ON_TIME);
}
END_TEST

START_TEST(test_strangers_have_no_effect)
{
    struct event *event = event_new(EVENT_UNKNOWN);
    ck_assert(!timekeeper_apply(&desk.timekeeper, event, &desk.writer));
    event->op = EVENT_ENTRY_ADD;
    ck_assert(!timekeeper_apply(&desk.timekeeper, event, &desk.writer));
    event_free(event);
    event = event_new(EVENT_SESSION_DATE);
    event_set(event, KEY_DATE, "soon");
    ck_assert(!timekeeper_apply(&desk.timekeeper, event, &desk.writer));
    event_free(event);
}
END_TEST

SUITE_WITH("core/timekeeper", setup, teardown, test_planned, test_morning, test_expected_state,
           test_pause, test_levels, test_jump_skips, test_back, test_back_from_the_end,
           test_extend_and_shorten, test_floor_of_a_paused_slot, test_insert, test_swap,
           test_swap_leaves_gaps, test_break_keeps_its_end, test_holder, test_first_start_holds,
           test_end_close_reopen, test_date, test_no_date,
           test_no_date_first_start_on_the_second_day, test_which_day, test_past_midnight,
           test_clocks_change, test_clock_set_back, test_other_boot, test_attribution,
           test_untimed_and_zero, test_strangers_have_no_effect)
