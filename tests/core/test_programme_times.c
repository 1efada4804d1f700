#include <dais/core/programme_times.h>

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"

START_TEST(test_clock_text)
{
    static const struct {
        const char *text;
        enum clock_fault fault;
        int minutes;
        bool half_day;
    } cases[] = {
        {"9:30", CLOCK_READ, 570, false},
        {"09:30", CLOCK_READ, 570, false},
        {"9.30", CLOCK_READ, 570, false},
        {"09.30", CLOCK_READ, 570, false},
        {"9h30", CLOCK_READ, 570, false},
        {"9H30", CLOCK_READ, 570, false},
        {"9h", CLOCK_READ, 540, false},
        {"9 h 30", CLOCK_READ, 570, false},
        {"9" NBSP "h" NBSP "30", CLOCK_READ, 570, false},
        {"9" NARROW "h", CLOCK_READ, 540, false},
        {"9am", CLOCK_READ, 540, true},
        {"9 AM", CLOCK_READ, 540, true},
        {"9:30 pm", CLOCK_READ, 1290, true},
        {"9:30" NBSP "p.m.", CLOCK_READ, 1290, true},
        {"12am", CLOCK_READ, 0, true},
        {"12pm", CLOCK_READ, 720, true},
        {"12:30 am", CLOCK_READ, 30, true},
        {" 23:59 ", CLOCK_READ, 1439, false},
        {"0:00", CLOCK_READ, 0, false},
        {"24:00", CLOCK_READ, 1440, false},
        {"9", CLOCK_BARE_NUMBER, 0, false},
        {" 14 ", CLOCK_BARE_NUMBER, 0, false},
        {"930", CLOCK_BARE_NUMBER, 0, false},
        {"1030", CLOCK_BARE_NUMBER, 0, false},
        {"24:01", CLOCK_NOT_A_TIME, 0, false},
        {"25:00", CLOCK_NOT_A_TIME, 0, false},
        {"9:60", CLOCK_NOT_A_TIME, 0, false},
        {"9:3", CLOCK_NOT_A_TIME, 0, false},
        {"9.5", CLOCK_NOT_A_TIME, 0, false},
        {"9:300", CLOCK_NOT_A_TIME, 0, false},
        {"9:30:00", CLOCK_NOT_A_TIME, 0, false},
        {"13pm", CLOCK_NOT_A_TIME, 0, false},
        {"0am", CLOCK_NOT_A_TIME, 0, false},
        {"930am", CLOCK_NOT_A_TIME, 0, false},
        {"nine", CLOCK_NOT_A_TIME, 0, false},
        {"9 hours", CLOCK_NOT_A_TIME, 0, false},
        {"9 o'clock", CLOCK_NOT_A_TIME, 0, false},
        {"9h6", CLOCK_NOT_A_TIME, 0, false},
        {"-9:00", CLOCK_NOT_A_TIME, 0, false},
        {"20220518", CLOCK_NOT_A_TIME, 0, false},
        {"", CLOCK_NOT_A_TIME, 0, false},
        {"9:30 –", CLOCK_NOT_A_TIME, 0, false},
        {"9:\xC3", CLOCK_NOT_A_TIME, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clock_text clock = {.minutes = -7};
        enum clock_fault fault = clock_text_read(cases[i].text, &clock);
        ck_assert_msg(fault == cases[i].fault, "\"%s\": fault %d", cases[i].text, fault);
        ck_assert_msg(clock.minutes == (fault == CLOCK_READ ? cases[i].minutes : -7), "\"%s\": %d",
                      cases[i].text, clock.minutes);
        ck_assert_msg(clock.half_day == cases[i].half_day, "\"%s\"", cases[i].text);
    }
}
END_TEST

START_TEST(test_clock_range)
{
    static const struct {
        const char *text;
        enum clock_fault fault;
        int start, end;
    } cases[] = {
        {"9:00–12:30", CLOCK_READ, 540, 750},
        {"9:00 – 12:30", CLOCK_READ, 540, 750},
        {"09.00-12.30", CLOCK_READ, 540, 750},
        {"9h00—12h30", CLOCK_READ, 540, 750},
        {"9:00 \xE2\x88\x92 12:30", CLOCK_READ, 540, 750},
        {"9:00\xE2\x80\x91"
         "12:30",
         CLOCK_READ, 540, 750},
        {"9:00 -- 12:30", CLOCK_READ, 540, 750},
        {"15:30 -16:00", CLOCK_READ, 930, 960},
        {"9:00" NBSP "–" NBSP "12:30", CLOCK_READ, 540, 750},
        {"9:00" NARROW "à" NARROW "12:30", CLOCK_READ, 540, 750},
        {"9:00 à 12:30", CLOCK_READ, 540, 750},
        {"9:00 a\xCC\x80 12:30", CLOCK_READ, 540, 750},
        {"9h à 12h30", CLOCK_READ, 540, 750},
        {"9hà12h30", CLOCK_READ, 540, 750},
        {"9:00 to 12:30", CLOCK_READ, 540, 750},
        {"9am until 12:30 pm", CLOCK_READ, 540, 750},
        {"9am-5pm", CLOCK_READ, 540, 1020},
        {"9 a.m. – 5 p.m.", CLOCK_READ, 540, 1020},
        {"22:00–24:00", CLOCK_READ, 1320, 1440},
        {"11:40–1:10", CLOCK_READ, 700, 70},
        {"9–12", CLOCK_BARE_NUMBER, 0, 0},
        {"9:00–12", CLOCK_BARE_NUMBER, 0, 0},
        {"9 to 12", CLOCK_BARE_NUMBER, 0, 0},
        {"9 à 12", CLOCK_BARE_NUMBER, 0, 0},
        {"9", CLOCK_BARE_NUMBER, 0, 0},
        {"9:00", CLOCK_ONE_TIME, 0, 0},
        {"9:00 ", CLOCK_ONE_TIME, 0, 0},
        {"9:00–", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00 12:30", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00 tomorrow", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00/12:30", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00–12:30x", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00–12:30 sharp", CLOCK_NOT_A_TIME, 0, 0},
        {"9:00–12:30–13:00", CLOCK_NOT_A_TIME, 0, 0},
        {"24:00–1:00", CLOCK_NOT_A_TIME, 0, 0},
        {"2022-05-18", CLOCK_BARE_NUMBER, 0, 0},
        {"Afternoon", CLOCK_NOT_A_TIME, 0, 0},
        {"", CLOCK_NOT_A_TIME, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clock_text start = {.minutes = 0}, end = {.minutes = 0};
        enum clock_fault fault = clock_range_read(cases[i].text, &start, &end);
        ck_assert_msg(fault == cases[i].fault, "\"%s\": fault %d", cases[i].text, fault);
        ck_assert_msg(start.minutes == cases[i].start && end.minutes == cases[i].end,
                      "\"%s\": %d to %d", cases[i].text, start.minutes, end.minutes);
    }
}
END_TEST

START_TEST(test_clock_range_head)
{
    struct clock_text start, end;
    const char *rest;
    ck_assert_int_eq(clock_range_read_head("09:00-09:30 Opening", &start, &end, &rest), CLOCK_READ);
    ck_assert_int_eq(start.minutes, 540);
    ck_assert_int_eq(end.minutes, 570);
    ck_assert_str_eq(rest, "Opening");
    ck_assert_int_eq(clock_range_read_head("9h à 10h  A word", &start, &end, &rest), CLOCK_READ);
    ck_assert_str_eq(rest, "A word");
    ck_assert_int_eq(clock_range_read_head("9:00-9:30", &start, &end, &rest), CLOCK_READ);
    ck_assert_str_eq(rest, "");
}
END_TEST

START_TEST(test_end)
{
    static const struct {
        int start, end;
        bool half_day;
        enum end_reading reading;
        int read; /* -7: left alone */
    } cases[] = {
        {540, 750, false, END_AS_WRITTEN, 750},
        {540, 540, false, END_ZERO_LENGTH, 540},
        {700, 70, false, END_TWELVE_HOURS_LATER, 790},    /* 11:40–1:10 */
        {700, 70, true, END_BEFORE_START, -7},            /* 11:40–1:10 am: 13 h 30 */
        {660, 180, false, END_TWELVE_HOURS_LATER, 900},   /* four hours: the longest slip */
        {660, 181, false, END_BEFORE_START, -7},          /* a minute more, 16 h overnight */
        {1320, 60, false, END_NEXT_DAY, 1500},            /* 22:00–1:00 */
        {1320, 60, true, END_NEXT_DAY, 1500},             /* 10 pm–1 am */
        {1380, 0, false, END_NEXT_DAY, 1440},             /* 23:00–0:00 */
        {1200, 480, false, END_NEXT_DAY, 1920},           /* twelve hours: the longest night */
        {1199, 480, false, END_TWELVE_HOURS_LATER, 1200}, /* 19:59–8:00: one minute */
        {780, 750, false, END_BEFORE_START, -7}, /* 13:00–12:30: 11 h 30 off either way */
        {1410, 750, false, END_TWELVE_HOURS_LATER, 1470}, /* 23:30–12:30 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clock_text end = {.minutes = cases[i].end, .half_day = cases[i].half_day};
        int read = -7;
        enum end_reading reading = clock_end_read(cases[i].start, &end, &read);
        ck_assert_msg(reading == cases[i].reading, "case %zu: %d", i, reading);
        ck_assert_msg(read == cases[i].read, "case %zu: %d", i, read);
    }
}
END_TEST

/* The night of 2022-03-27 in Paris: 2:00 to 3:00 is left out, and read as the hour after. */
START_TEST(test_hour_left_out)
{
    static const struct {
        int start, end;
        enum slot_place place;
        int minutes, day_ends; /* the length of gap or overlap; where the day is then */
    } night[] = {
        {60, 120, SLOT_PLACE_FOLLOWS, 0, 180},   /* 1:00-2:00: at 2:00 it is 3:00 */
        {180, 210, SLOT_PLACE_FOLLOWS, 0, 210},  /* 3:00-3:30 */
        {140, 150, SLOT_PLACE_OVERLAP, 10, 210}, /* 2:20-2:30, which are 3:20-3:30 */
        {165, 170, SLOT_PLACE_GAP, 15, 230},     /* 2:45-2:50, which are 3:45-3:50 */
        {240, 240, SLOT_PLACE_GAP, 10, 240},
    };
    static const struct {
        int start, minutes, end;
    } lasting[] = {{60, 59, 119}, {60, 60, 180}, {90, 60, 210}, {150, 30, 240}, {180, 30, 210}};
    struct given_slot slot = {0, 0, 60, SLOT_SESSION, NULL, HARD_NONE};
    struct programme *programme =
        programme_given("CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-27", &slot, 1);
    int64_t date = programme->days.items[0].date;
    struct day_times times = {0};
    for (size_t i = 0; i < sizeof night / sizeof *night; i++) {
        msec_t span;
        enum slot_place place =
            day_times_place(&times, programme, date, night[i].start, night[i].end, &span);
        ck_assert_msg(place == night[i].place && span == night[i].minutes * MSEC_MINUTE &&
                          times.end == night[i].day_ends,
                      "slot %zu: %d, %lld, %d", i, place, (long long)span, times.end);
    }
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++) {
        int end = programme_end(programme, date, lasting[i].start, lasting[i].minutes);
        ck_assert_msg(end == lasting[i].end, "case %zu: %d", i, end);
        end = programme_end(programme, DAY_UNKNOWN, lasting[i].start, lasting[i].minutes);
        ck_assert_int_eq(end, lasting[i].start + lasting[i].minutes);
    }
    /* The other way round the first of two equal hours is meant, and the face decides. */
    ck_assert_int_eq(programme_end(programme, date + 217, 150, 60), 210);
    programme_free(programme);
}
END_TEST

START_TEST(test_order)
{
    static const struct {
        int start, end; /* as written; start -1: a slot without time */
        enum slot_place place;
        int minutes, on_axis;
    } day[] = {
        {540, 600, SLOT_PLACE_FOLLOWS, 0, 540},
        {600, 660, SLOT_PLACE_FOLLOWS, 0, 600},
        {675, 720, SLOT_PLACE_GAP, 15, 675},
        {710, 715, SLOT_PLACE_OVERLAP, 10, 710},
        {720, 780, SLOT_PLACE_FOLLOWS, 0, 720}, /* the longer one before counts */
        {-1, 0, SLOT_PLACE_FOLLOWS, 0, 0},
        {840, 900, SLOT_PLACE_FOLLOWS, 0, 840},  /* after one without time: no gap */
        {900, 1500, SLOT_PLACE_FOLLOWS, 0, 900}, /* crosses midnight */
        {90, 120, SLOT_PLACE_GAP, 30, 1530},     /* on the next date */
    };
    struct day_times times = {0};
    for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
        if (day[i].start < 0) {
            day_times_place_untimed(&times);
            continue;
        }
        int start = day_times_minutes(&times, day[i].start);
        msec_t span = -1;
        ck_assert_msg(start == day[i].on_axis, "slot %zu: %d", i, start);
        enum slot_place place = day_times_place(&times, NULL, DAY_UNKNOWN, start,
                                                start + day[i].end - day[i].start, &span);
        ck_assert_msg(place == day[i].place && span == day[i].minutes * MSEC_MINUTE,
                      "slot %zu: %d, %lld", i, place, (long long)span);
    }
}
END_TEST

START_TEST(test_minimum)
{
    static const struct {
        enum slot_kind kind;
        int length, minimum; /* minutes */
    } cases[] = {
        {SLOT_PANEL, 75, 38}, {SLOT_PANEL, 30, 15}, {SLOT_PANEL, 1, 1},  {SLOT_PANEL, 0, 0},
        {SLOT_BREAK, 30, 10}, {SLOT_BREAK, 11, 10}, {SLOT_BREAK, 10, 5}, {SLOT_LUNCH, 60, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(slot_default_minimum(cases[i].kind, cases[i].length * MSEC_MINUTE) ==
                          cases[i].minimum * MSEC_MINUTE,
                      "case %zu", i);
    /* 90 s: half is 45 s, rounded up to a minute */
    ck_assert_int_eq(slot_default_minimum(SLOT_PANEL, 90000), MSEC_MINUTE);
}
END_TEST

START_TEST(test_complete)
{
    struct programme *programme = programme_new("p");
    programme->attribution = ATTRIBUTION_CHATHAM_HOUSE;
    programme->cues.warning = 10 * MSEC_MINUTE;
    const struct cues none = {.warning = MSEC_NONE, .danger = MSEC_NONE};
    struct slot first = {
        .timed = true, .start = 540, .end = 570, .minimum = MSEC_NONE, .cues = none};
    struct slot second = {.id = "opening",
                          .kind = SLOT_SIDE_MEETING,
                          .minimum = MSEC_NONE,
                          .cues = {.warning = MSEC_MINUTE, .danger = 1000},
                          .own_attribution = true,
                          .attribution = ATTRIBUTION_NAMED};
    array_push(&programme->days, ((struct day){.date = DAY_UNKNOWN, .count = 2}));
    array_push(&programme->slots, first);
    array_push(&programme->slots, second);
    programme_complete_slot(programme, 0);
    programme_complete_slot(programme, 1);
    const struct slot *slots = programme->slots.items;
    ck_assert_str_eq(slots[0].id, "s1");
    ck_assert_uint_eq(slots[0].number, 1);
    ck_assert_int_eq(slots[0].minimum, 15 * MSEC_MINUTE);
    ck_assert_int_eq(slots[0].cues.warning, 10 * MSEC_MINUTE);
    ck_assert_int_eq(slots[0].cues.danger, MSEC_MINUTE);
    ck_assert_int_eq(slots[0].attribution, ATTRIBUTION_CHATHAM_HOUSE);
    ck_assert_str_eq(slots[0].title.texts.items[0].text, "Session");
    ck_assert_str_eq(slots[1].id, "opening");
    ck_assert_str_eq(slots[1].title.texts.items[0].text, "Side meeting");
    ck_assert_int_eq(slots[1].minimum, 0);
    ck_assert_int_eq(slots[1].cues.warning, MSEC_MINUTE);
    ck_assert_int_eq(slots[1].cues.danger, 1000);
    ck_assert_int_eq(slots[1].attribution, ATTRIBUTION_NAMED);
    programme_free(programme);
}
END_TEST

SUITE("core/programme_times", test_clock_text, test_clock_range, test_clock_range_head, test_end,
      test_order, test_hour_left_out, test_minimum, test_complete)
