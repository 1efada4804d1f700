#include <dais/base/zone.h>

#include "suite.h"
#include <dais/base/mem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The bytes of a zone of this machine's zone data. */
static void read_zone(const char *name, struct buf *ret_bytes)
{
    BUF_LOCAL struct buf path = {0};
    const char *folder = getenv("TZDIR");
    buf_add_format(&path, "%s/%s", folder != NULL ? folder : "/usr/share/zoneinfo", name);
    FILE *file = fopen(buf_text(&path), "rb");
    ck_assert_msg(file != NULL, "no zone data for %s", name);
    char bytes[4096];
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(ret_bytes, bytes, size);
    fclose(file);
}

static struct zone *new_zone(const char *name)
{
    BUF_LOCAL struct buf bytes = {0};
    read_zone(name, &bytes);
    struct zone *zone = zone_new(name, bytes.bytes, bytes.size);
    ck_assert_ptr_nonnull(zone);
    return zone;
}

/* Instants and what the wall shows there, from the tables' own history. */
START_TEST(test_to_local)
{
    static const struct {
        const char *zone, *utc, *local, *abbreviation;
    } cases[] = {
        {"Africa/Nairobi", "2022-05-18T06:00:00Z", "2022-05-18T09:00:00+03:00", "EAT"},
        {"Africa/Nairobi", "2099-12-31T22:00:00Z", "2100-01-01T01:00:00+03:00", "EAT"},
        {"Africa/Tunis", "2019-06-25T08:00:00Z", "2019-06-25T09:00:00+01:00", "CET"},
        {"Africa/Tunis", "2008-06-25T08:00:00Z", "2008-06-25T10:00:00+02:00", "CEST"},
        {"Europe/Berlin", "2022-03-27T00:59:59Z", "2022-03-27T01:59:59+01:00", "CET"},
        {"Europe/Berlin", "2022-03-27T01:00:00Z", "2022-03-27T03:00:00+02:00", "CEST"},
        {"Europe/Berlin", "2022-10-30T00:59:59Z", "2022-10-30T02:59:59+02:00", "CEST"},
        {"Europe/Berlin", "2022-10-30T01:00:00Z", "2022-10-30T02:00:00+01:00", "CET"},
        {"Europe/Berlin", "2060-03-28T00:59:59Z", "2060-03-28T01:59:59+01:00", "CET"},
        {"Europe/Berlin", "2060-03-28T01:00:00Z", "2060-03-28T03:00:00+02:00", "CEST"},
        {"Europe/Berlin", "2060-12-31T23:30:00Z", "2061-01-01T00:30:00+01:00", "CET"},
        {"America/New_York", "2050-03-13T06:59:59Z", "2050-03-13T01:59:59-05:00", "EST"},
        {"America/New_York", "2050-03-13T07:00:00Z", "2050-03-13T03:00:00-04:00", "EDT"},
        {"America/New_York", "2038-01-19T03:14:08Z", "2038-01-18T22:14:08-05:00", "EST"},
        {"Asia/Kathmandu", "1985-12-31T18:29:59Z", "1985-12-31T23:59:59+05:30", "+0530"},
        {"Asia/Kathmandu", "1985-12-31T18:30:00Z", "1986-01-01T00:15:00+05:45", "+0545"},
        {"Australia/Lord_Howe", "2045-04-01T14:59:59Z", "2045-04-02T01:59:59+11:00", "+11"},
        {"Australia/Lord_Howe", "2045-04-01T15:00:00Z", "2045-04-02T01:30:00+10:30", "+1030"},
        {"Europe/Dublin", "2050-01-15T12:00:00Z", "2050-01-15T12:00:00+00:00", "GMT"},
        {"Europe/Dublin", "2050-07-15T12:00:00Z", "2050-07-15T13:00:00+01:00", "IST"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zone *zone = new_zone(cases[i].zone);
        msec_t utc;
        ck_assert(rfc3339_parse(cases[i].utc, &utc));
        BUF_LOCAL struct buf out = {0};
        zone_write(zone, utc, false, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].local);
        const char *abbreviation;
        (void)zone_offset(zone, utc, &abbreviation);
        ck_assert_str_eq(abbreviation, cases[i].abbreviation);
        zone_free(zone);
    }
}
END_TEST

/* Civil times, through gaps and folds, to instants. */
START_TEST(test_from_local)
{
    static const struct {
        const char *zone, *date;
        int minutes;
        const char *instant;
    } cases[] = {
        {"Africa/Nairobi", "2022-05-18", 9 * 60, "2022-05-18T09:00:00+03:00"},
        {"Africa/Nairobi", "2022-05-18", 25 * 60, "2022-05-19T01:00:00+03:00"},
        {"Europe/Berlin", "2022-03-27", 119, "2022-03-27T01:59:00+01:00"},
        {"Europe/Berlin", "2022-03-27", 120, "2022-03-27T03:00:00+02:00"}, /* gap */
        {"Europe/Berlin", "2022-03-27", 150, "2022-03-27T03:30:00+02:00"}, /* gap */
        {"Europe/Berlin", "2022-03-27", 180, "2022-03-27T03:00:00+02:00"},
        {"Europe/Berlin", "2022-10-30", 119, "2022-10-30T01:59:00+02:00"},
        {"Europe/Berlin", "2022-10-30", 120, "2022-10-30T02:00:00+02:00"}, /* fold: the first */
        {"Europe/Berlin", "2022-10-30", 179, "2022-10-30T02:59:00+02:00"},
        {"Europe/Berlin", "2022-10-30", 180, "2022-10-30T03:00:00+01:00"},
        {"Europe/Berlin", "2060-03-28", 150, "2060-03-28T03:30:00+02:00"}, /* gap, by the rule */
        {"Europe/Berlin", "2060-10-31", 150, "2060-10-31T02:30:00+02:00"}, /* fold, by the rule */
        {"America/New_York", "2022-03-13", 150, "2022-03-13T03:30:00-04:00"},
        {"America/New_York", "2022-11-06", 90, "2022-11-06T01:30:00-04:00"},
        {"Asia/Kathmandu", "1986-01-01", 5, "1986-01-01T00:20:00+05:45"},
        {"Australia/Lord_Howe", "2022-04-03", 105, "2022-04-03T01:45:00+11:00"},
        {"Australia/Lord_Howe", "2022-10-02", 135, "2022-10-02T02:45:00+11:00"},
        {"Africa/Tunis", "2019-06-25", 9 * 60, "2019-06-25T09:00:00+01:00"},
        {"Pacific/Apia", "2011-12-30", 600, "2011-12-31T10:00:00+14:00"}, /* a day left out */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zone *zone = new_zone(cases[i].zone);
        int64_t days;
        ck_assert(date_parse(cases[i].date, &days));
        BUF_LOCAL struct buf out = {0};
        zone_write(zone, zone_instant(zone, days, cases[i].minutes), false, &out);
        ck_assert_msg(strcmp(buf_text(&out), cases[i].instant) == 0, "%s %s %d: %s, not %s",
                      cases[i].zone, cases[i].date, cases[i].minutes, buf_text(&out),
                      cases[i].instant);
        zone_free(zone);
    }
}
END_TEST

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void compare_instant(const struct zone *zone, time_t seconds)
{
    struct tm tm;
    ck_assert_ptr_nonnull(localtime_r(&seconds, &tm));
    int64_t days;
    msec_t of_day;
    zone_civil(zone, (msec_t)seconds * MSEC_SECOND, &days, &of_day);
    int year, month, day;
    civil_date(days, &year, &month, &day);
    int second = (int)(of_day / MSEC_SECOND);
    ck_assert_msg(year == tm.tm_year + 1900 && month == tm.tm_mon + 1 && day == tm.tm_mday &&
                      second == tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec,
                  "%s at %lld", zone_name(zone), (long long)seconds);
}

/* The C library reads the same files: it must see the same wall at any instant until 2100. */
START_TEST(test_as_c_library)
{
    static const char *const names[] = {
        "Africa/Nairobi",    "Africa/Tunis",        "Europe/Berlin", "America/New_York",
        "Asia/Kathmandu",    "Australia/Lord_Howe", "Africa/Cairo",  "Africa/Casablanca",
        "America/Sao_Paulo", "Europe/Dublin",       "Asia/Tehran",   "Pacific/Apia",
        "America/Santiago",  "Antarctica/Troll",    "Asia/Gaza",     "UTC",
    };
    const uint64_t until = (uint64_t)civil_days(2101, 1, 1) * 86400;
    uint64_t random = 0x9e3779b97f4a7c15;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct zone *zone = new_zone(names[i]);
        ck_assert_int_eq(setenv("TZ", names[i], 1), 0);
        tzset();
        for (int n = 0; n < 4000; n++)
            compare_instant(zone, (time_t)(next_random(&random) % until));
        zone_free(zone);
    }
}
END_TEST

/* A rule alone, with its corners, against the C library's reading of TZ. */
START_TEST(test_rules)
{
    static const char *const rules[] = {
        "EAT-3",
        "UTC0",
        "<+0545>-5:45",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "EST5EDT,M3.2.0,M11.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "AAA3BBB,J60/2,J300/2",
        "AAA3BBB,59/0,299/4:30:15",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "EET-2EEST,M3.4.4/50,M10.4.4/50",
    };
    const uint64_t until = (uint64_t)civil_days(2101, 1, 1) * 86400;
    uint64_t random = 0x123456789abcdef;
    for (size_t i = 0; i < COUNT(rules); i++) {
        struct zone *zone = zone_new_rule(rules[i]);
        ck_assert_msg(zone != NULL, "%s", rules[i]);
        ck_assert_int_eq(setenv("TZ", rules[i], 1), 0);
        tzset();
        for (int n = 0; n < 2000; n++)
            compare_instant(zone, (time_t)(next_random(&random) % until));
        zone_free(zone);
    }
}
END_TEST

START_TEST(test_bad_rules)
{
    static const char *const rules[] = {
        "",
        "EA",
        "EAT",
        "EAT-3x",
        "<+03-3",
        "EAT-25",
        "CET-1CEST,",
        "CET-1CEST,M3",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,J0,J365",
        "CET-1CEST,J1,J366",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "EAT-3:60",
        "CET-1CEST,M3.5.0,M10.5.0,",
        "ABCDEFGHIJKLMNOPQ3",
    };
    for (size_t i = 0; i < COUNT(rules); i++)
        ck_assert_msg(zone_new_rule(rules[i]) == NULL, "%s", rules[i]);
}
END_TEST

/* Summer time the whole year: the two changes fall into the same second. */
START_TEST(test_summer_for_ever)
{
    struct zone *zone = zone_new_rule("XXX3EDT4,0/0,J365/23");
    ck_assert_ptr_nonnull(zone);
    for (int64_t hour = 0; hour < 24 * 366 * 3; hour++)
        ck_assert_int_eq(
            zone_offset(zone, civil_days(2040, 1, 1) * MSEC_DAY + hour * MSEC_HOUR, NULL),
            -4 * 3600);
    zone_free(zone);
}
END_TEST

/* There and back: any minute of any day that exists comes back as itself. */
START_TEST(test_round_trip)
{
    static const char *const names[] = {"Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu",
                                        "America/New_York", "Africa/Casablanca"};
    uint64_t random = 42;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct zone *zone = new_zone(names[i]);
        for (int n = 0; n < 3000; n++) {
            int64_t days = (int64_t)(next_random(&random) % 47482);
            int minutes = (int)(next_random(&random) % 1440);
            msec_t instant = zone_instant(zone, days, minutes);
            int64_t back_days;
            msec_t back;
            zone_civil(zone, instant, &back_days, &back);
            msec_t late = (back_days - days) * MSEC_DAY + back - minutes * MSEC_MINUTE;
            /* Later only where the clocks jumped over it, and then by what they jumped. */
            ck_assert_msg(late == 0 || (late > 0 && late <= MSEC_HOUR &&
                                        zone_offset(zone, instant, NULL) >
                                            zone_offset(zone, instant - MSEC_DAY, NULL)),
                          "%s day %lld minute %d", names[i], (long long)days, minutes);
        }
        zone_free(zone);
    }
}
END_TEST

START_TEST(test_fixed)
{
    static const struct {
        int offset;
        const char *name, *text;
    } cases[] = {
        {0, "UTC", "2022-05-18T08:42:07.120+00:00"},
        {3 * 3600, "+03:00", "2022-05-18T11:42:07.120+03:00"},
        {-(9 * 3600 + 1800), "-09:30", "2022-05-17T23:12:07.120-09:30"},
    };
    msec_t utc;
    ck_assert(rfc3339_parse("2022-05-18T11:42:07.120+03:00", &utc));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct zone *zone = zone_new_fixed(cases[i].offset);
        struct zone *copy = zone_dup(zone);
        zone_free(zone);
        BUF_LOCAL struct buf out = {0};
        zone_write(copy, utc, true, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].text);
        ck_assert_str_eq(zone_name(copy), cases[i].name);
        zone_free(copy);
    }
    zone_free(NULL);
}
END_TEST

START_TEST(test_write_time)
{
    struct zone *zone = new_zone("Africa/Nairobi");
    struct zone *copy = zone_dup(zone);
    zone_free(zone);
    msec_t utc;
    ck_assert(rfc3339_parse("2022-05-18T07:34:07.999Z", &utc));
    BUF_LOCAL struct buf out = {0};
    zone_write_time(copy, utc, false, &out);
    buf_add_char(&out, ' ');
    zone_write_time(copy, utc, true, &out);
    ck_assert_str_eq(buf_text(&out), "10:34 10:34:07");
    /* Before the zone had whole minutes the instant is still written exactly. */
    ck_assert(rfc3339_parse("1900-01-01T00:00:00Z", &utc));
    buf_clear(&out);
    zone_write(copy, utc, false, &out);
    msec_t back;
    ck_assert(rfc3339_parse(buf_text(&out), &back));
    ck_assert_int_eq(back, utc);
    zone_free(copy);
}
END_TEST

START_TEST(test_rfc3339)
{
    static const struct {
        const char *text;
        msec_t utc; /* MSEC_NONE: refused */
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01t00:00:00z", 0},
        {"1970-01-01 03:00:00+03:00", 0},
        {"1969-12-31T19:00:00-05:00", 0},
        {"1970-01-01T00:00:01.5Z", 1500},
        {"1970-01-01T00:00:01.1239Z", 1123},
        {"1969-12-31T23:59:59.999Z", -1},
        {"9999-12-31T23:59:60Z", MSEC_NONE}, /* which would be written with five digits */
        {"0001-01-01T00:00:00+14:00", MSEC_NONE},
        {"2016-12-31T23:59:60Z", 1483228800000},
        {"2038-01-19T03:14:08Z", 2147483648000},
        {"1970-01-01T00:00:00-00:00", 0},
        {"1970-01-01", MSEC_NONE},
        {"1970-01-01T00:00Z", MSEC_NONE},
        {"1970-01-01T00:00:00", MSEC_NONE},
        {"1970-01-01T24:00:00Z", MSEC_NONE},
        {"1970-01-01T00:60:00Z", MSEC_NONE},
        {"1970-01-01T00:00:61Z", MSEC_NONE},
        {"1970-01-01T00:00:00.Z", MSEC_NONE},
        {"1970-01-01T00:00:00+3:00", MSEC_NONE},
        {"1970-01-01T00:00:00+0300", MSEC_NONE},
        {"1970-01-01T00:00:00+24:00", MSEC_NONE},
        {"1970-02-30T00:00:00Z", MSEC_NONE},
        {"1970-01-01T00:00:00Z ", MSEC_NONE},
        {"1970-01-01T00:00:00Zulu", MSEC_NONE},
        {"", MSEC_NONE},
        {"now", MSEC_NONE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        msec_t utc = MSEC_NONE;
        ck_assert_msg(rfc3339_parse(cases[i].text, &utc) == (cases[i].utc != MSEC_NONE), "%s",
                      cases[i].text);
        ck_assert_msg(utc == cases[i].utc, "%s", cases[i].text);
    }
}
END_TEST

/* Version 1, and a "right" table with a leap second, made by hand. */
START_TEST(test_versions)
{
    static const unsigned char version_1[] = {
        'T', 'Z', 'i', 'f', 0,   0,   0,   0, 0,  0,  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* magic,
                                                                                       reserved */
        0,   0,   0,   0,   0,   0,   0,   0, 0,  0,  0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0,
        0,   0,   8,                                        /* counts */
        0,   0,   0,   200, 1,                              /* at 200 to type 1 */
        0,   0,   0,   0,   0,   0,   0,   0, 14, 16, 1, 4, /* AAA 0, BBB +1 h */
        'A', 'A', 'A', 0,   'B', 'B', 'B', 0,               /* abbreviations */
        0,   0,   0,   100, 0,   0,   0,   1,               /* a leap second at 100 */
    };
    struct zone *zone = zone_new("Made/Up", version_1, sizeof version_1);
    ck_assert_ptr_nonnull(zone);
    ck_assert_int_eq(zone_offset(zone, 198999, NULL), 0);
    ck_assert_int_eq(zone_offset(zone, 199000, NULL), 3600);
    ck_assert_int_eq(zone_offset(zone, INT64_MAX, NULL), 3600);
    ck_assert_int_eq(zone_offset(zone, INT64_MIN, NULL), 0);
    zone_free(zone);
    unsigned char bad[sizeof version_1];
    memcpy(bad, version_1, sizeof bad);
    bad[48] = 2; /* a type that is not there */
    ck_assert_ptr_null(zone_new("Made/Up", bad, sizeof bad));
    ck_assert_ptr_null(zone_new("Made/Up", version_1, sizeof version_1 - 1));
    ck_assert_ptr_null(zone_new("Made/Up", "", 0));
}
END_TEST

/* Whatever the bytes, reading ends, and a zone that is made answers. */
START_TEST(test_damaged)
{
    BUF_LOCAL struct buf bytes = {0};
    read_zone("Africa/Tunis", &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        char *cut = mem_dup_n(bytes.bytes, size);
        ck_assert_msg(zone_new("cut", cut, size) == NULL, "cut at %zu", size);
        free(cut);
    }
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
        struct zone *zone = zone_new("flipped", bytes.bytes, bytes.size);
        if (zone != NULL) {
            for (int64_t days = -40000; days < 60000; days += 9973)
                (void)zone_instant(zone, days, 90);
        }
        zone_free(zone);
        bytes.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
}
END_TEST

SUITE("base/zone", test_to_local, test_from_local, test_as_c_library, test_rules, test_bad_rules,
      test_summer_for_ever, test_round_trip, test_fixed, test_write_time, test_rfc3339,
      test_versions, test_damaged)
