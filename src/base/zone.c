/*
 * Local time: which span of one offset an instant lies in, and the way back.
 *
 * Both directions stand on span_at(): the table up to its last line, the rule after it. A
 * civil time is found by walking the spans around it and asking each whether it holds that
 * time, so that gaps, folds and zones that change by half an hour or a day need no case
 * of their own.
 */
#include <dais/base/zone.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "zone_table.h"

enum { DAY_SECONDS = 86400, MINUTE_SECONDS = 60, WIDEST_OFFSET = 26 * 3600 };

struct zone {
    char *name;              /* owned */
    struct zone_table table; /* never without a type */
};

struct zone *zone_new(const char *name, const void *bytes, size_t size)
{
    struct zone_table table = {0};
    if (!zone_table_read(&table, bytes, size))
        return NULL;
    struct zone *zone = mem_new(1, sizeof *zone);
    zone->name = mem_dup(name);
    zone->table = table;
    return zone;
}

/* A zone without transitions, of one type. */
static struct zone *new_without_table(const char *name, int offset, const char *abbreviation)
{
    struct zone *zone = mem_new(1, sizeof *zone);
    zone->name = mem_dup(name);
    zone->table.abbreviations = mem_dup(abbreviation);
    zone->table.abbreviation_size = strlen(abbreviation) + 1;
    zone->table.types = mem_new(1, sizeof *zone->table.types);
    zone->table.types[0].offset = offset;
    zone->table.type_count = 1;
    return zone;
}

static void write_offset(int offset, struct buf *out)
{
    int minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;
    buf_add_char(out, offset < 0 ? '-' : '+');
    buf_add_padded(out, (unsigned)minutes / 60, 2);
    buf_add_char(out, ':');
    buf_add_padded(out, (unsigned)minutes % 60, 2);
}

struct zone *zone_new_fixed(int offset)
{
    BUF_LOCAL struct buf name = {0};
    if (offset == 0)
        buf_add_text(&name, "UTC");
    else
        write_offset(offset, &name);
    return new_without_table(buf_text(&name), offset, buf_text(&name));
}

struct zone *zone_new_rule(const char *rule)
{
    struct zone_rule read;
    if (!zone_rule_parse(rule, strlen(rule), &read))
        return NULL;
    struct zone *zone = new_without_table(rule, read.offset, read.name);
    zone->table.has_rule = true;
    zone->table.rule = read;
    return zone;
}

static void *copy_of(const void *items, size_t count, size_t size)
{
    void *copy = mem_new(count, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

struct zone *zone_dup(const struct zone *zone)
{
    const struct zone_table *table = &zone->table;
    struct zone *copy = mem_new(1, sizeof *copy);
    copy->name = mem_dup(zone->name);
    copy->table = *table;
    copy->table.times = copy_of(table->times, table->time_count, sizeof *table->times);
    copy->table.changes = copy_of(table->changes, table->time_count, 1);
    copy->table.types = copy_of(table->types, table->type_count, sizeof *table->types);
    copy->table.abbreviations = mem_dup_n(table->abbreviations, table->abbreviation_size);
    return copy;
}

void zone_free(struct zone *zone)
{
    if (zone == NULL)
        return;
    zone_table_finish(&zone->table);
    free(zone->name);
    free(zone);
}

const char *zone_name(const struct zone *zone)
{
    return zone->name;
}

/* How many of the table's transitions are at or before `utc`. */
static size_t count_before(const struct zone_table *table, int64_t utc)
{
    size_t low = 0;
    size_t high = table->time_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->times[middle] <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct zone_span span_at(const struct zone *zone, int64_t utc)
{
    const struct zone_table *table = &zone->table;
    size_t before = count_before(table, utc);
    int64_t from = before > 0 ? table->times[before - 1] : INT64_MIN;
    if (before == table->time_count && table->has_rule) {
        struct zone_span span = zone_rule_span(&table->rule, utc);
        if (span.from < from)
            span.from = from;
        return span;
    }
    const struct zone_type *type = &table->types[before > 0 ? table->changes[before - 1] : 0];
    return (struct zone_span){
        .from = from,
        .until = before < table->time_count ? table->times[before] : INT64_MAX,
        .offset = type->offset,
        .abbreviation = table->abbreviations + type->abbreviation,
    };
}

/* Division that rounds down. */
static int64_t divide_down(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

int zone_offset(const struct zone *zone, msec_t utc, const char **ret_abbreviation)
{
    struct zone_span span = span_at(zone, divide_down(utc, MSEC_SECOND));
    if (ret_abbreviation != NULL)
        *ret_abbreviation = span.abbreviation;
    return span.offset;
}

msec_t zone_instant(const struct zone *zone, int64_t days, int minutes)
{
    int64_t local = days * DAY_SECONDS + (int64_t)minutes * MINUTE_SECONDS;
    /* No offset is wider, so the first span cannot lie after the time looked for. */
    struct zone_span span = span_at(zone, local - WIDEST_OFFSET);
    int before = span.offset;
    while (local - span.offset >= span.until) {
        before = span.offset;
        span = span_at(zone, span.until);
    }
    bool in_gap = local - span.offset < span.from;
    return (local - (in_gap ? before : span.offset)) * MSEC_SECOND;
}

void zone_civil(const struct zone *zone, msec_t utc, int64_t *ret_days, msec_t *ret_of_day)
{
    msec_t local = utc + zone_offset(zone, utc, NULL) * MSEC_SECOND;
    int64_t days = divide_down(local, MSEC_DAY);
    *ret_days = days;
    *ret_of_day = local - days * MSEC_DAY;
}

/* "10:34:07"; `second` of the day. */
static void write_clock(int second, bool seconds, struct buf *out)
{
    buf_add_padded(out, (unsigned)second / 3600, 2);
    buf_add_char(out, ':');
    buf_add_padded(out, (unsigned)second / 60 % 60, 2);
    if (seconds) {
        buf_add_char(out, ':');
        buf_add_padded(out, (unsigned)second % 60, 2);
    }
}

void zone_write(const struct zone *zone, msec_t utc, bool milliseconds, struct buf *out)
{
    /* RFC 3339 has no seconds in an offset; local mean times lose theirs, the instant does not. */
    int offset = zone_offset(zone, utc, NULL) / MINUTE_SECONDS * MINUTE_SECONDS;
    msec_t local = utc + offset * MSEC_SECOND;
    int64_t days = divide_down(local, MSEC_DAY);
    int of_day = (int)(local - days * MSEC_DAY);
    date_write(days, out);
    buf_add_char(out, 'T');
    write_clock(of_day / 1000, true, out);
    if (milliseconds) {
        buf_add_char(out, '.');
        buf_add_padded(out, (unsigned)(of_day % 1000), 3);
    }
    write_offset(offset, out);
}

void zone_write_time(const struct zone *zone, msec_t utc, bool seconds, struct buf *out)
{
    int64_t days;
    msec_t of_day;
    zone_civil(zone, utc, &days, &of_day);
    write_clock((int)(of_day / MSEC_SECOND), seconds, out);
}

/* Two digits that say at most `most`. */
static bool take_pair(const char **text, int most, int *ret_number)
{
    const char *at = *text;
    if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
        return false;
    int number = (at[0] - '0') * 10 + (at[1] - '0');
    if (number > most)
        return false;
    *ret_number = number;
    *text = at + 2;
    return true;
}

/* ".120" and the like; the milliseconds of it. */
static bool take_fraction(const char **text, int *ret_milliseconds)
{
    int milliseconds = 0;
    int unit = 100;
    const char *at = *text;
    for (; *at >= '0' && *at <= '9'; at++, unit /= 10)
        milliseconds += (*at - '0') * unit;
    if (at == *text)
        return false;
    *ret_milliseconds = milliseconds;
    *text = at;
    return true;
}

/* "Z" or "+03:00", the end of the text. */
static bool parse_offset(const char *text, int *ret_seconds)
{
    int sign = *text == '-' ? -1 : 1;
    int hours = 0, minutes = 0;
    if (*text == 'Z' || *text == 'z') {
        text++;
    } else {
        if (*text != '+' && *text != '-')
            return false;
        text++;
        if (!take_pair(&text, 23, &hours) || *text++ != ':' || !take_pair(&text, 59, &minutes))
            return false;
    }
    *ret_seconds = sign * (hours * 60 + minutes) * MINUTE_SECONDS;
    return *text == '\0';
}

bool rfc3339_parse(const char *text, msec_t *ret_utc)
{
    enum { DATE_SIZE = 10 };
    char date[DATE_SIZE + 1];
    int64_t days;
    int hour, minute, second, milliseconds = 0, offset;
    if (strlen(text) < DATE_SIZE + 1)
        return false;
    memcpy(date, text, DATE_SIZE);
    date[DATE_SIZE] = '\0';
    text += DATE_SIZE;
    if (!date_parse(date, &days) || (*text != 'T' && *text != 't' && *text != ' '))
        return false;
    text++;
    if (!take_pair(&text, 23, &hour) || *text++ != ':' || !take_pair(&text, 59, &minute) ||
        *text++ != ':' || !take_pair(&text, 60, &second))
        return false;
    if (*text == '.') {
        text++;
        if (!take_fraction(&text, &milliseconds))
            return false;
    }
    if (!parse_offset(text, &offset))
        return false;
    msec_t utc = days * MSEC_DAY + hour * MSEC_HOUR + minute * MSEC_MINUTE +
                 (second - offset) * MSEC_SECOND + milliseconds;
    /* Not the first day that can be written nor the last: in no zone it has another year's digits. */
    if (utc < civil_days(1, 1, 3) * MSEC_DAY || utc >= civil_days(9999, 12, 30) * MSEC_DAY)
        return false;
    *ret_utc = utc;
    return true;
}
