/*
 * A programme that moves along with the machine's clock: whatever ran, and however far the clock
 * was set, all that is told in differences stays as it was.
 */
#include <dais/core/forecast.h>

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

static bool start(const char *slot, const char *from)
{
    return desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, slot, KEY_FROM, from, NO_KEY);
}

static bool move(const char *from, const char *shift)
{
    return desk_do(&desk, EVENT_SESSION_MOVE, KEY_FROM, from, KEY_SHIFT, shift, NO_KEY);
}

static const struct clock_slot *slot_of(const char *id)
{
    return &desk.timekeeper.slots.items[timekeeper_find(&desk.timekeeper, id)];
}

enum happened {
    BEFORE,
    RUNNING,
    PAUSED,
    RESUMED,
    OVERRUN,
    BETWEEN,
    RUN_TWICE,
    SWAPPED,
    PLANNED,
    ENDED,
    HAPPENED_COUNT
};

/* Brings the desk into a state, two minutes late. */
static void happen(enum happened what)
{
    desk_at(&desk, 0, "08:50");
    if (what == BEFORE)
        return;
    desk_at(&desk, 0, "09:02");
    ck_assert(start("s1", ""));
    desk_at(&desk, 0, "09:10");
    if (what == PAUSED || what == RESUMED)
        ck_assert(desk_do(&desk, EVENT_SLOT_PAUSE, KEY_SLOT, "s1", NO_KEY));
    if (what == RUN_TWICE) {
        ck_assert(start("s2", "s1"));
        ck_assert(desk_do(&desk, EVENT_SLOT_BACK, KEY_SLOT, "s1", KEY_FROM, "s2", NO_KEY));
    }
    if (what == PLANNED)
        ck_assert(desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, "s1", KEY_PLAN, "shift", KEY_LATE,
                          "120000", NO_KEY));
    if (what == BETWEEN)
        ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
    if (what == SWAPPED)
        ck_assert(desk_do(&desk, EVENT_SLOT_SWAP, KEY_SLOT, "s2", KEY_WITH, "s4", NO_KEY));
    if (what == ENDED)
        ck_assert(desk_do(&desk, EVENT_SESSION_END, KEY_FROM, "s1", NO_KEY));
    desk_at(&desk, 0, "09:11");
    if (what == RESUMED)
        ck_assert(desk_do(&desk, EVENT_SLOT_RESUME, KEY_SLOT, "s1", NO_KEY));
    if (what == RUN_TWICE)
        ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
    desk_at(&desk, 0, what == OVERRUN ? "09:40" : "09:12");
}

/* An instant of the forecast, as far from another as it stands; nothing where there is none. */
static void note(struct buf *out, const char *name, msec_t instant, msec_t from)
{
    if (instant == MSEC_NONE)
        buf_add_format(out, " %s –", name);
    else
        buf_add_format(out, " %s %lld", name, (long long)(instant - from));
}

/* All that is shown, as differences from now. */
static void dump(struct buf *out)
{
    struct forecast forecast;
    struct reading reading;
    msec_t now = desk.now.wall;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    timekeeper_read(&desk.timekeeper, &desk.now, &reading);
    buf_add_format(out, "day %zu late %lld over %lld other %d elapsed %lld paused %lld",
                   forecast.day, (long long)forecast.late, (long long)forecast.over_hard_end,
                   timekeeper_is_other_day(&desk.timekeeper, &desk.now), (long long)reading.elapsed,
                   (long long)reading.paused_for);
    note(out, "planned", forecast.planned_end, now);
    note(out, "ends", forecast.projected_end, now);
    if (reading.slot != SLOT_NONE) {
        note(out, "1 min", timekeeper_reached(&desk.timekeeper, MSEC_MINUTE, &desk.now), now);
        note(out, "8.5", timekeeper_reached(&desk.timekeeper, 17 * MSEC_MINUTE / 2, &desk.now),
             now);
    }
    for (size_t i = 0; i < forecast.slots.count; i++) {
        const struct forecast_slot *slot = &forecast.slots.items[i];
        const struct clock_slot *clock = &desk.timekeeper.slots.items[i];
        buf_add_format(out, "\n%s over %lld", clock->id, (long long)slot->over_hard);
        note(out, "planned", slot->planned_start, now);
        note(out, "to", slot->planned_end, now);
        note(out, "starts", slot->start, now);
        note(out, "ends", slot->end, now);
        note(out, "started", clock_slot_actual_start(clock), now);
        note(out, "ended", clock_slot_actual_end(clock), now);
        note(out, "held", clock->held.end == 0 ? MSEC_NONE : clock->held.start, now);
        note(out, "until", clock->held.end == 0 ? MSEC_NONE : clock->held.end, now);
    }
    forecast_finish(&forecast);
}

static const struct {
    const char *text;
    msec_t span;
} steps[] = {
    {"3600000", MSEC_HOUR},      {"-600000", -10 * MSEC_MINUTE},
    {"86400000", MSEC_DAY},      {"-31536000000", -365 * MSEC_DAY},
    {"37000", 37 * MSEC_SECOND},
};

START_TEST(test_moves_along)
{
    for (enum happened what = BEFORE; what < HAPPENED_COUNT; what++) {
        for (size_t i = 0; i < COUNT(steps); i++) {
            BUF_LOCAL struct buf before = {0};
            BUF_LOCAL struct buf after = {0};
            happen(what);
            dump(&before);
            msec_t planned = slot_of("s5")->planned_start;
            desk.now.wall += steps[i].span;
            ck_assert(move("0", steps[i].text));
            dump(&after);
            ck_assert_msg(strcmp(buf_text(&before), buf_text(&after)) == 0,
                          "state %u, %s:\n%s\nthen\n%s", what, steps[i].text, buf_text(&before),
                          buf_text(&after));
            ck_assert_int_eq(slot_of("s5")->planned_start, planned + steps[i].span);
            ck_assert_int_eq(desk.timekeeper.moved, steps[i].span);
            teardown();
            setup();
        }
    }
}
END_TEST

/* The clock was put right: the programme stays, and lateness is another one by so much. */
START_TEST(test_stays)
{
    happen(RUNNING);
    struct forecast before, after;
    forecast_make(&desk.timekeeper, &desk.now, &before);
    desk.now.wall += MSEC_HOUR;
    forecast_make(&desk.timekeeper, &desk.now, &after);
    ck_assert_int_eq(after.late - before.late, MSEC_HOUR);
    forecast_finish(&before);
    forecast_finish(&after);
}
END_TEST

/* Set back to before the end of what is done: what follows can start at once all the same. */
START_TEST(test_back_to_before_an_end)
{
    happen(BETWEEN);
    desk.now.wall -= 10 * MSEC_MINUTE;
    struct forecast forecast;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    ck_assert_int_eq(forecast.slots.items[0].end, desk_wall(&desk, 0, "09:10"));
    ck_assert_int_eq(forecast.slots.items[1].start, desk.now.wall);
    forecast_finish(&forecast);
}
END_TEST

/* Two launches answer the same question: the second has no effect. A second step has. */
START_TEST(test_once)
{
    happen(RUNNING);
    desk.now.wall += MSEC_HOUR;
    ck_assert(move("0", "3600000"));
    ck_assert(!move("0", "3600000"));
    ck_assert_int_eq(desk.timekeeper.moved, MSEC_HOUR);
    desk.now.wall -= MSEC_HOUR;
    ck_assert(move("3600000", "-3600000"));
    ck_assert_int_eq(desk.timekeeper.moved, 0);
    ck_assert_int_eq(slot_of("s1")->planned_start, desk_wall(&desk, 0, "09:00"));
}
END_TEST

/* What was told by the clock as it is now does not move. */
START_TEST(test_acted_in_between)
{
    happen(RUNNING);
    desk.now.wall += MSEC_HOUR;
    ck_assert(start("s2", "s1"));
    desk_at(&desk, 0, "10:15");
    ck_assert(move("0", "3600000"));
    ck_assert_int_eq(clock_slot_actual_start(slot_of("s1")), desk_wall(&desk, 0, "10:02"));
    ck_assert_int_eq(clock_slot_actual_end(slot_of("s1")), desk_wall(&desk, 0, "10:12"));
    ck_assert_int_eq(clock_slot_actual_start(slot_of("s2")), desk_wall(&desk, 0, "10:12"));
}
END_TEST

/* A session whose date comes with its first start, and one that is given another date. */
START_TEST(test_dates)
{
    desk_at(&desk, 0, "08:50");
    desk.now.wall += MSEC_HOUR;
    ck_assert(move("0", "3600000"));
    ck_assert(desk_do(&desk, EVENT_SESSION_DATE, KEY_DATE, "2022-05-20", NO_KEY));
    ck_assert_int_eq(slot_of("s1")->planned_start, desk_wall(&desk, 2, "10:00"));
    ck_assert_int_eq(slot_of("s3")->allotted, 30 * MSEC_MINUTE);
}
END_TEST

/* Dates of three days, as the programme gives them and as it is held; "" where none is given. */
static const struct {
    const char *programme;
    const char *given[3];
    const char *held[3];
} dates[] = {
    {"2022-05-18", {"", "", ""}, {"2022-05-18", "2022-05-19", "2022-05-20"}},
    {"", {"", "", "2022-05-20"}, {"2022-05-18", "2022-05-19", "2022-05-20"}},
    {"", {"2022-05-18", "", "2022-05-25"}, {"2022-05-18", "2022-05-19", "2022-05-25"}},
    {"2022-05-17", {"2022-05-18", "", ""}, {"2022-05-18", "2022-05-19", "2022-05-20"}},
    {"2022-05-18", {"", "2022-05-23", ""}, {"2022-05-18", "2022-05-23", "2022-05-24"}},
    {"", {"", "", ""}, {"", "", ""}},
};

/* "" for a date that is not known. */
static void expect_date(int64_t date, const char *expected)
{
    int64_t days = DAY_UNKNOWN;
    (void)date_parse(expected, &days);
    ck_assert_int_eq(date, days);
}

START_TEST(test_dates_of_days)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {2, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    for (size_t i = 0; i < COUNT(dates); i++) {
        struct programme *programme = programme_given("EAT-3", NULL, slots, COUNT(slots));
        (void)date_parse(dates[i].programme, &programme->date);
        for (size_t day = 0; day < 3; day++)
            (void)date_parse(dates[i].given[day], &programme->days.items[day].date);
        desk_finish(&desk);
        desk_init_take(&desk, programme);
        for (size_t day = 0; day < 3; day++)
            expect_date(timekeeper_date(&desk.timekeeper, day), dates[i].held[day]);
        expect_date(timekeeper_date(&desk.timekeeper, 3), "");
        ck_assert(desk.timekeeper.dated == (dates[i].held[0][0] != '\0'));
    }
}
END_TEST

/* What has no time stands in no gap: it is between the timed ones around it, on one day. */
START_TEST(test_gaps_over_untimed)
{
    static const struct given_slot slots[] = {
        {0, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
        {0, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {0, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {0, AT(10, 20), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
        {1, -1, -1, SLOT_VISIT, NULL, HARD_NONE},
        {1, AT(11, 30), AT(12, 0), SLOT_SESSION, NULL, HARD_NONE},
    };
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("EAT-3", "2022-05-18", slots, COUNT(slots)));
    ck_assert_int_eq(slot_of("s2")->gap, 0);
    ck_assert_int_eq(slot_of("s5")->gap, 20 * MSEC_MINUTE);
    ck_assert_int_eq(slot_of("s7")->gap, 0);
}
END_TEST

/* The clocks go forward at 02:00: B lasts an hour less than its face says, and so does its half. */
START_TEST(test_lengths_are_lived_through)
{
    static const struct given_slot slots[] = {
        {0, AT(23, 0), AT(25, 0), SLOT_SESSION, "A", HARD_NONE},
        {0, AT(25, 0), AT(27, 30), SLOT_SESSION, "B", HARD_NONE},
        {0, AT(27, 30), AT(28, 0), SLOT_BREAK, "C", HARD_NONE},
    };
    static const msec_t lengths[] = {120, 90, 30};
    static const msec_t minimums[] = {60, 45, 10};
    static const msec_t own = 70; /* B has a minimum of its own then, whatever the night */
    desk_finish(&desk);
    desk_init_take(&desk, programme_given("CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-26", slots, 3));
    for (size_t i = 0; i < COUNT(slots); i++) {
        const struct clock_slot *slot = &desk.timekeeper.slots.items[i];
        ck_assert_int_eq(slot->allotted, lengths[i] * MSEC_MINUTE);
        ck_assert_int_eq(slot->planned_end - slot->planned_start, lengths[i] * MSEC_MINUTE);
        ck_assert_int_eq(slot->minimum, minimums[i] * MSEC_MINUTE);
    }
    struct programme *programme =
        programme_given("CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-26", slots, 3);
    programme->slots.items[1].minimum = own * MSEC_MINUTE;
    programme->slots.items[1].own_minimum = true;
    desk_finish(&desk);
    desk_init_take(&desk, programme);
    ck_assert_int_eq(desk.timekeeper.slots.items[1].minimum, own * MSEC_MINUTE);
    ck_assert_int_eq(desk.timekeeper.slots.items[2].minimum, minimums[2] * MSEC_MINUTE);
}
END_TEST

SUITE_WITH("core/timekeeper_plan", setup, teardown, test_moves_along, test_stays,
           test_back_to_before_an_end, test_once, test_acted_in_between, test_dates,
           test_dates_of_days, test_gaps_over_untimed, test_lengths_are_lived_through)
