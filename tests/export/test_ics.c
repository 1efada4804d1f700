/*
 * Calendars by their bytes. What libical makes of them is in read_data.py.
 */
#include <dais/export/export.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "hostile.h"
#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static void write_calendar(const struct session *session, bool as_run, struct buf *out)
{
    const struct report_options options = {
        .what = REPORT_PROGRAMME, .language = "en", .as_run = as_run};
    struct report *report = report_make(session, &options);
    export_find("ics")->write(report, NULL, out);
    report_free(report);
}

static void put(struct lingual *lingual, const char *text)
{
    array_push(&lingual->texts, ((struct lingual_text){.text = text}));
}

/* Two days between which the clocks go forward, at 02:00 of the second. */
static struct programme *two_days(void)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_OPENING, "Opening; rules, and \\ more", HARD_NONE},
        {0, -1, -1, SLOT_VISIT, "A visit", HARD_NONE},
        {0, AT(23, 0), AT(25, 0), SLOT_SOCIAL, "A long evening", HARD_NONE},
        {1, AT(1, 30), AT(3, 30), SLOT_OTHER, "An hour of sleep", HARD_NONE},
        {1, AT(12, 0), AT(12, 0), SLOT_LUNCH, "No lunch", HARD_NONE},
    };
    struct programme *programme = programme_given("CET-1CEST,M3.5.0,M10.5.0/3", "2019-03-30", slots,
                                                  sizeof slots / sizeof *slots);
    programme->code = "given";
    programme->slots.items[2].status = TO_BE_CONFIRMED;
    put(&programme->venue, "Town Hall");
    put(&programme->slots.items[0].room, "Room B");
    return programme;
}

START_TEST(test_planned)
{
    struct programme *programme = two_days();
    struct session *session = session_new(programme);
    BUF_LOCAL struct buf out = {0};
    write_calendar(session, false, &out);
    const char *events = strstr(buf_text(&out), "BEGIN:VEVENT");
    ck_assert_ptr_nonnull(events);
    ck_assert_str_eq(events, "BEGIN:VEVENT\r\n"
                             "UID:given-s1@dais\r\n"
                             "DTSTAMP:20190330T080000Z\r\n"
                             "DTSTART:20190330T080000Z\r\n"
                             "DTEND:20190330T090000Z\r\n"
                             "SUMMARY:Opening\\; rules\\, and \\\\ more\r\n"
                             "LOCATION:Room B\\, Town Hall\r\n"
                             "STATUS:CONFIRMED\r\n"
                             "END:VEVENT\r\n"
                             "BEGIN:VEVENT\r\n"
                             "UID:given-s3@dais\r\n"
                             "DTSTAMP:20190330T080000Z\r\n"
                             "DTSTART:20190330T220000Z\r\n"
                             "DTEND:20190331T000000Z\r\n"
                             "SUMMARY:A long evening\r\n"
                             "LOCATION:Town Hall\r\n"
                             "DESCRIPTION:Status: to be confirmed\r\n"
                             "STATUS:TENTATIVE\r\n"
                             "END:VEVENT\r\n"
                             "BEGIN:VEVENT\r\n"
                             "UID:given-s4@dais\r\n"
                             "DTSTAMP:20190330T080000Z\r\n"
                             "DTSTART:20190331T003000Z\r\n"
                             "DTEND:20190331T013000Z\r\n"
                             "SUMMARY:An hour of sleep\r\n"
                             "LOCATION:Town Hall\r\n"
                             "STATUS:CONFIRMED\r\n"
                             "END:VEVENT\r\n"
                             "BEGIN:VEVENT\r\n"
                             "UID:given-s5@dais\r\n"
                             "DTSTAMP:20190330T080000Z\r\n"
                             "DTSTART:20190331T100000Z\r\n"
                             "SUMMARY:No lunch\r\n"
                             "LOCATION:Town Hall\r\n"
                             "STATUS:CONFIRMED\r\n"
                             "END:VEVENT\r\n"
                             "END:VCALENDAR\r\n");
    session_free(session);
    programme_free(programme);
}
END_TEST

/* A line of the event whose identifier begins so; "" where it has none. */
static void find_line(const struct buf *calendar, const char *uid, const char *name,
                      struct buf *ret_value)
{
    BUF_LOCAL struct buf head = {0};
    BUF_LOCAL struct buf line = {0};
    buf_add_format(&head, "UID:%s@dais\r\n", uid);
    buf_add_format(&line, "\r\n%s:", name);
    const char *event = strstr(buf_text(calendar), buf_text(&head));
    ck_assert_msg(event != NULL, "no %s", uid);
    const char *end = strstr(event, "END:VEVENT"), *at = strstr(event, buf_text(&line));
    if (at == NULL || at > end)
        return;
    at += line.size;
    buf_add(ret_value, at, (size_t)(strstr(at, "\r\n") - at));
}

START_TEST(test_as_run)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1, 0);
    static const struct {
        int minute;
        struct wish wish;
    } morning[] = {
        {AT(9, 3), {.verb = WISH_START}},
        {AT(9, 19), {.verb = WISH_NEXT}},
        {AT(9, 20), {.verb = WISH_SKIP, .slot = "s4"}},
        {AT(9, 21), {.verb = WISH_INSERT, .title = "A film", .span = 5 * MSEC_MINUTE}},
        {AT(10, 30), {.verb = WISH_NEXT}},
        {AT(10, 40), {.verb = WISH_NEXT}},
    };
    for (size_t i = 0; i < sizeof morning / sizeof *morning; i++) {
        laptop_at(&laptop, zone_instant(programme->zone, programme->date, morning[i].minute));
        ck_assert(laptop_wish(&laptop, &morning[i].wish, NULL) != NULL);
    }
    BUF_LOCAL struct buf out = {0};
    write_calendar(laptop.session, true, &out);
    BUF_LOCAL struct buf inserted = {0};
    const struct timekeeper *timekeeper = session_timekeeper(laptop.session);
    buf_add_format(&inserted, "SOU-88-%s", timekeeper->slots.items[2].id);
    const struct {
        const char *uid, *name, *value;
    } cases[] = {
        {"SOU-88-s1", "DTSTART", "20220518T060300Z"},
        {"SOU-88-s1", "DTEND", "20220518T061900Z"},
        {"SOU-88-s1", "DTSTAMP", "20220518T074000Z"},
        {"SOU-88-s1", "STATUS", "CONFIRMED"},
        {buf_text(&inserted), "SUMMARY", "A film"},
        {buf_text(&inserted), "DTSTART", "20220518T073000Z"},
        {buf_text(&inserted), "DTEND", "20220518T074000Z"},
        /* It runs, and ends as planned: nothing is known of now. */
        {"SOU-88-s3", "DTSTART", "20220518T074000Z"},
        {"SOU-88-s3", "DTEND", "20220518T080000Z"},
        {"SOU-88-s4", "DTSTART", "20220518T080000Z"},
        {"SOU-88-s4", "STATUS", "CANCELLED"},
        {"SOU-88-s5", "STATUS", "CONFIRMED"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf value = {0};
        find_line(&out, cases[i].uid, cases[i].name, &value);
        ck_assert_str_eq(buf_text(&value), cases[i].value);
    }
    /* Of what never had the clock the record does not know that it was not held. */
    BUF_LOCAL struct buf ended = {0};
    BUF_LOCAL struct buf status = {0};
    ck_assert(laptop_do(&laptop, WISH_END));
    write_calendar(laptop.session, true, &ended);
    find_line(&ended, "SOU-88-s5", "STATUS", &status);
    ck_assert_str_eq(buf_text(&status), "CONFIRMED");
    /* As planned the record says nothing. */
    BUF_LOCAL struct buf planned = {0};
    BUF_LOCAL struct buf stamp = {0};
    write_calendar(laptop.session, false, &planned);
    find_line(&planned, "SOU-88-s4", "DTSTAMP", &stamp);
    ck_assert_str_eq(buf_text(&stamp), "20220518T060000Z");
    ck_assert_ptr_null(strstr(buf_text(&planned), "A film"));
    ck_assert_ptr_null(strstr(buf_text(&planned), "CANCELLED"));
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* Without a date nothing has a time that a calendar could show; once it is held it has one. */
START_TEST(test_no_date)
{
    static const struct given_slot slot = {0, AT(9, 0), AT(10, 0), SLOT_PANEL, NULL, HARD_NONE};
    struct programme *programme = programme_given("EAT-3", NULL, &slot, 1);
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1, 0);
    BUF_LOCAL struct buf none = {0};
    write_calendar(laptop.session, false, &none);
    ck_assert_ptr_null(strstr(buf_text(&none), "VEVENT"));
    laptop_at(&laptop, zone_instant(programme->zone, civil_days(2022, 5, 18), AT(9, 10)));
    ck_assert(laptop_do(&laptop, WISH_START));
    BUF_LOCAL struct buf held = {0};
    write_calendar(laptop.session, false, &held);
    ck_assert_ptr_nonnull(strstr(buf_text(&held), "DTSTART:20220518T060000Z"));
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* No line is longer than 75 bytes, and each is whole characters. */
static void check_lines(const struct buf *calendar)
{
    size_t lines = 0;
    for (const char *at = buf_text(calendar); *at != '\0'; lines++) {
        const char *end = strstr(at, "\r\n");
        ck_assert_ptr_nonnull(end);
        size_t size = (size_t)(end - at);
        ck_assert_uint_le(size, 75);
        ck_assert_ptr_null(memchr(at, '\n', size));
        ck_assert_uint_eq(utf8_check(at, size), size);
        at = end + 2;
    }
    ck_assert_uint_gt(lines, 10);
}

/* What a reader makes of the value of a line at `at`. */
static void read_text(const char *at, struct buf *ret_text)
{
    for (; strncmp(at, "\r\n", 2) != 0 || at[2] == ' '; at++) {
        if (*at == '\r') {
            at += 2;
        } else if (*at == '\\') {
            at++;
            if (strncmp(at, "\r\n ", 3) == 0)
                at += 3;
            buf_add_char(ret_text, *at == 'n' ? '\n' : *at);
        } else {
            buf_add_char(ret_text, *at);
        }
    }
}

START_TEST(test_texts)
{
    static const char *const more[] = {"\\n", "\\\\;", "a\nb\\,\r\nc", "\n", " a", "a:b;c=d"};
    size_t count = hostile_count() + sizeof more / sizeof *more;
    for (size_t i = 0; i < count; i++) {
        const char *text = i < hostile_count() ? hostile_at(i) : more[i - hostile_count()];
        struct programme *programme = two_days();
        programme->slots.items[3].title.texts.items[0].text = text;
        struct session *session = session_new(programme);
        BUF_LOCAL struct buf out = {0};
        write_calendar(session, false, &out);
        check_lines(&out);
        size_t events = 0;
        for (const char *at = buf_text(&out); (at = strstr(at, "\r\nBEGIN:")) != NULL; at++)
            events++;
        ck_assert_uint_eq(events, 4);
        session_free(session);
        programme_free(programme);
    }
}
END_TEST

/* Every place that a fold can come at, in letters of every length. */
START_TEST(test_folds)
{
    static const char *const letters[] = {"a", "é", "–", "😀", ",", "\\", "\n"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (size_t lead = 0; lead < 80; lead++) {
            struct programme *programme = two_days();
            BUF_LOCAL struct buf text = {0};
            BUF_LOCAL struct buf read = {0};
            BUF_LOCAL struct buf out = {0};
            buf_add_repeat(&text, "x", lead);
            buf_add_repeat(&text, letters[i], 100);
            buf_add_char(&text, '.');
            programme->slots.items[0].title.texts.items[0].text = buf_text(&text);
            struct session *session = session_new(programme);
            write_calendar(session, false, &out);
            check_lines(&out);
            read_text(strstr(buf_text(&out), "\r\nSUMMARY:") + strlen("\r\nSUMMARY:"), &read);
            ck_assert_str_eq(buf_text(&read), buf_text(&text));
            session_free(session);
            programme_free(programme);
        }
    }
}
END_TEST

SUITE("export/ics", test_planned, test_as_run, test_no_date, test_texts, test_folds)
