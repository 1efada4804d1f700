/*
 * What is read out of single texts: spans, dates, instants, ids, numbers, zones, keys, and any
 * bytes as a text. The first byte says what; what was read is written and read again, and is the
 * same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/linebreak.h>
#include <dais/base/sentence.h>
#include <dais/base/term_safe.h>
#include <dais/base/utf8.h>
#include <dais/base/wordbreak.h>
#include <dais/base/zone.h>
#include <dais/core/event.h>
#include <dais/tui/key.h>

#include "../../src/core/event_form.h"
#include "must.h"

static void read_span(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    msec_t span, again;
    if (!span_parse(text, &span))
        return;
    must(span > 0 && span % MSEC_SECOND == 0, "a span is some seconds");
    span_write_clock(span, &out);
    buf_clear(&out);
    span_write(span, &out);
    must(span_parse(buf_text(&out), &again), "a span that is shown can be typed");
    must(again <= span && span - again < MSEC_MINUTE, "and is the same to the minute");
    must(span >= 90 * MSEC_MINUTE || again == span, "or to the second");
}

static void read_date(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    int64_t days;
    int year, month, day;
    if (!date_parse(text, &days))
        return;
    date_write(days, &out);
    must(strcmp(buf_text(&out), text) == 0, "a date is written as it was read");
    civil_date(days, &year, &month, &day);
    must(civil_days(year, month, day) == days, "a date is a day");
    must(date_weekday(days) >= 0 && date_weekday(days) < 7, "a day is of a week");
}

static void read_instant(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    struct zone *utc = zone_new_fixed(0);
    msec_t instant, again;
    if (rfc3339_parse(text, &instant)) {
        zone_write(utc, instant, true, &out);
        must(rfc3339_parse(buf_text(&out), &again) && again == instant, "an instant is the same");
    }
    zone_free(utc);
}

static void read_ids(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    struct event_id id;
    struct hlc hlc;
    if (event_id_parse(text, &id)) {
        event_id_write(&id, &out);
        must(strcmp(buf_text(&out), text) == 0, "an id is written as it was read");
        must(token_is_valid(id.launch.text) && id.sequence > 0, "an id names a launch");
    }
    buf_clear(&out);
    if (hlc_parse(text, &hlc)) {
        hlc_write(&hlc, &out);
        must(strcmp(buf_text(&out), text) == 0, "an hlc is written as it was read");
    }
    const char *rest = text;
    while (event_ids_next(&rest, &id))
        must(rest > text && rest <= text + strlen(text), "ids come one after the other");
}

static void read_numbers(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    int64_t number;
    struct instant instant = {0};
    if (number_parse(text, &number)) {
        buf_add_format(&out, "%lld", (long long)number);
        must(number > 0 && strcmp(buf_text(&out), text) == 0, "a number is written as it was read");
    }
    buf_clear(&out);
    if (signed_parse(text, &number)) {
        buf_add_format(&out, "%lld", (long long)number);
        must(strcmp(buf_text(&out), text) == 0, "so is one with a sign");
    }
    buf_clear(&out);
    if (boot_parse(text, &instant)) {
        boot_write(&instant, &out);
        must(strcmp(buf_text(&out), text) == 0, "so is a reading of the boot clock");
    }
}

/* A zone tells the time of any instant; one that a civil time names reads as that time or, where
   the clocks went forward, later. */
static void check_zone(struct zone *zone)
{
    static const int minutes[] = {0, 1, 149, 720, 1439, 1440, 2879};
    if (zone == NULL)
        return;
    struct zone *copy = zone_dup(zone);
    for (int64_t day = -80000; day < 80000; day += 997) {
        const char *name = NULL;
        int offset = zone_offset(zone, day * MSEC_DAY, &name);
        must(offset > -26 * 3600 && offset < 26 * 3600 && name != NULL, "an offset is one");
        must(zone_offset(copy, day * MSEC_DAY, NULL) == offset, "a copy is the same");
        for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
            int64_t days;
            msec_t of_day;
            msec_t instant = zone_instant(zone, day, minutes[i]);
            zone_civil(zone, instant, &days, &of_day);
            must(of_day >= 0 && of_day < MSEC_DAY, "a time is of its day");
            must(days * MSEC_DAY + of_day >= day * MSEC_DAY + minutes[i] * MSEC_MINUTE,
                 "a civil time is never told before it is");
        }
        BUF_LOCAL struct buf out = {0};
        msec_t again;
        zone_write(zone, day * MSEC_DAY + 7, true, &out);
        must(rfc3339_parse(buf_text(&out), &again) && again == day * MSEC_DAY + 7,
             "what a zone writes is read");
        zone_write_time(zone, day * MSEC_DAY, true, &out);
        must_be_text(buf_text(&out));
    }
    zone_free(copy);
    zone_free(zone);
}

static void read_key(const char *text)
{
    BUF_LOCAL struct buf out = {0};
    struct key key, again;
    if (!key_parse(text, &key))
        return;
    key_write(&key, &out);
    must(key_parse(buf_text(&out), &again) && key_equal(&key, &again), "a key's name is its name");
}

/* Nothing that a terminal heeds. */
static void check_safe(const struct buf *safe)
{
    size_t length;
    for (size_t i = 0; i < safe->size; i += length) {
        uint32_t code = utf8_decode(safe->bytes + i, safe->size - i, &length);
        must((code >= 0x20 || code == '\n') && (code < 0x7f || code > 0x9f), "no controls");
        must((code < 0x202a || code > 0x202e) && (code < 0x2066 || code > 0x2069), "no directions");
    }
}

static void read_text(const char *bytes, size_t size)
{
    BUF_LOCAL struct buf clean = {0}, twice = {0}, safe = {0}, fold = {0}, folded = {0};
    (void)utf8_clean(bytes, size, &clean);
    must(utf8_check(buf_text(&clean), clean.size) == clean.size, "what is cleaned is UTF-8");
    must(utf8_clean(buf_text(&clean), clean.size, &twice) == 0, "and clean");
    must(twice.size == clean.size && memcmp(buf_text(&twice), buf_text(&clean), clean.size) == 0,
         "and stays so");
    term_safe_text(bytes, size, &safe);
    check_safe(&safe);
    buf_clear(&safe);
    term_safe_line(bytes, size, &safe);
    must(memchr(buf_text(&safe), '\n', safe.size) == NULL, "a line is one");
    check_safe(&safe);
    utf8_fold(buf_text(&clean), clean.size, &fold);
    utf8_fold(buf_text(&fold), fold.size, &folded);
    must(utf8_check(buf_text(&fold), fold.size) == fold.size, "what is folded is UTF-8");
    must(sentence_find_end(buf_text(&clean), clean.size) <= clean.size, "a sentence ends in it");
    MEM_LOCAL char *lines = mem_new(clean.size + 1, 1), *words = mem_new(clean.size + 1, 1);
    linebreak_find(buf_text(&clean), clean.size, lines);
    wordbreak_find(buf_text(&clean), clean.size, words);
    must(clean.size == 0 || lines[0] == 0, "no line is broken before it begins");
    for (size_t i = 0; i < clean.size; i++)
        must((lines[i] == 0 && words[i] == 0) || ((unsigned char)clean.bytes[i] & 0xc0) != 0x80,
             "no character is broken");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    MEM_LOCAL char *text = mem_dup_n((const char *)bytes + 1, size - 1);
    switch (bytes[0] % 9) {
    case 0:
        read_span(text);
        break;
    case 1:
        read_date(text);
        break;
    case 2:
        read_instant(text);
        break;
    case 3:
        read_ids(text);
        break;
    case 4:
        read_numbers(text);
        break;
    case 5:
        check_zone(zone_new_rule(text));
        break;
    case 6:
        check_zone(zone_new("Zone", bytes + 1, size - 1));
        break;
    case 7:
        read_key(text);
        break;
    default:
        read_text((const char *)bytes + 1, size - 1);
        break;
    }
    return 0;
}
