#include <dais/base/time.h>

#include "suite.h"

START_TEST(test_instant_span)
{
    static const struct {
        struct instant from, to;
        msec_t span;
        bool approximate;
    } cases[] = {
        {{1000, 500, 7}, {4000, 2500, 7}, 2000, false},     /* wall stepped: boot counts */
        {{9000, 500, 7}, {4000, 2500, 7}, 2000, false},     /* wall stepped back */
        {{1000, 500, 7}, {4000, 100, 8}, 3000, true},       /* restarted between */
        {{4000, 500, 7}, {1000, 900, 8}, 0, true},          /* restarted, wall set back */
        {{1000, 900, 7}, {4000, 500, 7}, 0, false},         /* never negative */
        {{1000, 1000, 0}, {61000, 61000, 0}, 60000, false}, /* virtual */
        {{0, INT64_MIN, 7}, {0, INT64_MAX, 7}, INT64_MAX, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool approximate = false;
        ck_assert_msg(instant_span(&cases[i].from, &cases[i].to, &approximate) == cases[i].span,
                      "case %zu", i);
        ck_assert_msg(approximate == cases[i].approximate, "case %zu", i);
    }
    bool kept = true;
    (void)instant_span(&cases[0].from, &cases[0].to, &kept);
    ck_assert(kept);
    ck_assert_int_eq(instant_span(&cases[2].from, &cases[2].to, NULL), 3000);
}
END_TEST

START_TEST(test_instant_step)
{
    static const struct {
        struct instant from, to;
        msec_t step;
    } cases[] = {
        {{1000, 500, 1}, {2000, 1500, 1}, 0},             /* nothing */
        {{1000, 500, 1}, {4000, 1500, 1}, 0},             /* slewed */
        {{1000, 500, 1}, {4002, 1500, 1}, 2000},          /* 2,002 ms */
        {{1000, 500, 1}, {3601003, 500, 1}, 3600000},     /* an hour on, in no time */
        {{1000, 500, 1}, {-598600, 1500, 1}, -601000},    /* 600.6 s back */
        {{1000, 500, 1}, {841000, 840500, 1}, 0},         /* suspended for 14 minutes */
        {{1000, 500, 1}, {4441000, 840500, 1}, 3600000},  /* that, and set on by an hour */
        {{1000, 500, 1}, {10801000, 10789500, 1}, 0},     /* slewed by 11 s in three hours */
        {{1000, 500, 1}, {10801000, 10770500, 1}, 30000}, /* that is more than slewing */
        {{1000, 500, 1}, {9999999, 1500, 2}, 0},          /* restarted: nobody can tell */
        {{1000, 1000, 0}, {9999999, 9999999, 0}, 0},      /* a virtual clock */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(instant_step(&cases[i].from, &cases[i].to) == cases[i].step, "%zu: %lld", i,
                      (long long)instant_step(&cases[i].from, &cases[i].to));
}
END_TEST

START_TEST(test_instant_whole_second)
{
    static const struct {
        struct instant instant, whole;
    } cases[] = {
        {{1234, 5678, 3}, {1000, 5444, 3}},
        {{2000, 5678, 3}, {2000, 5678, 3}},
        {{-1, 10000, 3}, {-1000, 9001, 3}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct instant whole = instant_whole_second(&cases[i].instant);
        ck_assert_int_eq(whole.wall, cases[i].whole.wall);
        ck_assert_int_eq(whole.boot, cases[i].whole.boot);
        ck_assert_uint_eq(whole.boot_id, cases[i].whole.boot_id);
    }
}
END_TEST

START_TEST(test_span_parse)
{
    static const struct {
        const char *text;
        msec_t span; /* 0: refused */
    } cases[] = {
        {"5m", 300000},
        {"1h30", 5400000},
        {"1h30m", 5400000},
        {"90s", 90000},
        {"1:30", 5400000},
        {"0:05", 300000},
        {"2h", 7200000},
        {"5min", 300000},
        {" 5 m ", 300000},
        {"1 h 30", 5400000},
        {"1H30", 5400000},
        {"5m30s", 330000},
        {"1h0m30s", 3630000},
        {"90m", 5400000},
        {"1 h 30 min", 5400000},
        {"12:00", 43200000},
        {"", 0},
        {"5", 0},
        {"0m", 0},
        {"-5m", 0},
        {"m", 0},
        {"1h60", 0},
        {"1:60", 0},
        {"1:5", 0},
        {"1:300", 0},
        {"5m5m", 0},
        {"5s5m", 0},
        {"30m1h", 0},
        {"1h30x", 0},
        {"5d", 0},
        {"1.5h", 0},
        {"9999999s", 0},
        {"1m30", 0},
        {"five", 0},
        {"1h1:30", 0},
        {"+5m", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        msec_t span = -7;
        bool parsed = span_parse(cases[i].text, &span);
        ck_assert_msg(parsed == (cases[i].span != 0), "%s", cases[i].text);
        ck_assert_msg(span == (parsed ? cases[i].span : -7), "%s", cases[i].text);
    }
}
END_TEST

START_TEST(test_span_write)
{
    static const struct {
        msec_t span;
        const char *words, *clock;
    } cases[] = {
        {0, "0 s", "0:00"},
        {999, "0 s", "0:00"},
        {-999, "0 s", "0:00"},
        {45000, "45 s", "0:45"},
        {60000, "1 min", "1:00"},
        {90000, "1 min 30 s", "1:30"},
        {-90999, "1 min 30 s", "1:30"},
        {740000, "12 min 20 s", "12:20"},
        {75 * MSEC_MINUTE, "75 min", "1:15:00"},
        {90 * MSEC_MINUTE, "1 h 30", "1:30:00"},
        {2 * MSEC_HOUR + 5 * MSEC_MINUTE + 4000, "2 h 05", "2:05:04"},
        {3 * MSEC_HOUR, "3 h", "3:00:00"},
        {30 * MSEC_HOUR, "30 h", "30:00:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf words = {0};
        BUF_LOCAL struct buf clock = {0};
        span_write(cases[i].span, &words);
        span_write_clock(cases[i].span, &clock);
        ck_assert_str_eq(buf_text(&words), cases[i].words);
        ck_assert_str_eq(buf_text(&clock), cases[i].clock);
    }
}
END_TEST

START_TEST(test_civil)
{
    static const struct {
        int year, month, day;
        int64_t days;
        int weekday;
    } cases[] = {
        {1970, 1, 1, 0, 3},      {1969, 12, 31, -1, 2},      {2000, 2, 29, 11016, 1},
        {2022, 5, 18, 19130, 2}, {2019, 6, 25, 18072, 1},    {2038, 1, 19, 24855, 1},
        {1900, 3, 1, -25508, 3}, {2100, 2, 28, 47540, 6},    {1600, 2, 29, -135081, 1},
        {1, 1, 1, -719162, 0},   {9999, 12, 31, 2932896, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int year, month, day;
        ck_assert_int_eq(civil_days(cases[i].year, cases[i].month, cases[i].day), cases[i].days);
        civil_date(cases[i].days, &year, &month, &day);
        ck_assert_int_eq(year, cases[i].year);
        ck_assert_int_eq(month, cases[i].month);
        ck_assert_int_eq(day, cases[i].day);
        ck_assert_int_eq(date_weekday(cases[i].days), cases[i].weekday);
    }
}
END_TEST

/* Every day of eight centuries follows the one before it. */
START_TEST(test_civil_goes_on)
{
    int before_year = 0, before_month = 0, before_day = 0;
    for (int64_t days = civil_days(1599, 12, 31); days <= civil_days(2401, 1, 1); days++) {
        int year, month, day;
        civil_date(days, &year, &month, &day);
        ck_assert_int_eq(civil_days(year, month, day), days);
        if (before_year != 0)
            ck_assert((day == before_day + 1 && month == before_month) ||
                      (day == 1 && month == before_month + 1 && before_day >= 28) ||
                      (day == 1 && month == 1 && before_month == 12 && before_day == 31 &&
                       year == before_year + 1));
        before_year = year;
        before_month = month;
        before_day = day;
    }
}
END_TEST

START_TEST(test_date_parse)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        {"2022-05-18", true},  {"2024-02-29", true},  {"2000-02-29", true},  {"2022-02-29", false},
        {"1900-02-29", false}, {"2022-13-01", false}, {"2022-00-10", false}, {"2022-04-31", false},
        {"2022-5-18", false},  {"18-05-2022", false}, {"2022/05/18", false}, {"2022-05-18 ", false},
        {"", false},           {"0000-01-01", false}, {"2022-05-00", false}, {"2022-05-1x", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t days = -1;
        ck_assert_msg(date_parse(cases[i].text, &days) == cases[i].good, "%s", cases[i].text);
        if (!cases[i].good) {
            ck_assert_int_eq(days, -1);
            continue;
        }
        BUF_LOCAL struct buf out = {0};
        date_write(days, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].text);
    }
}
END_TEST

SUITE("base/time", test_instant_span, test_instant_step, test_instant_whole_second, test_span_parse,
      test_span_write, test_civil, test_civil_goes_on, test_date_parse)
