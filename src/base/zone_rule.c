/*
 * POSIX TZ rules with the additions of RFC 8536: quoted names, hours up to 167, negative
 * summer time. A rule gives two moments a year; the moments of three years, in order, are
 * enough to say which span an instant lies in.
 */
#include "zone_rule.h"

#include <string.h>

#include <dais/base/time.h>

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, MINUTE_SECONDS = 60 };

/* What is left of the text being read. */
struct rest {
    const char *at;
    const char *end;
};

static char peek(const struct rest *rest)
{
    return rest->at < rest->end ? *rest->at : '\0';
}

static bool take(struct rest *rest, char c)
{
    if (peek(rest) != c || c == '\0')
        return false;
    rest->at++;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_number(struct rest *rest, int least, int most, int *ret_number)
{
    int number = 0;
    if (!is_digit(peek(rest)))
        return false;
    while (is_digit(peek(rest))) {
        number = number * 10 + (*rest->at++ - '0');
        if (number > most)
            return false;
    }
    if (number < least)
        return false;
    *ret_number = number;
    return true;
}

/* "EAT" or "<+0530>". */
static bool take_name(struct rest *rest, char ret_name[ZONE_RULE_NAME_SIZE])
{
    bool quoted = take(rest, '<');
    const char *from = rest->at;
    for (char c = peek(rest); is_letter(c) || (quoted && (is_digit(c) || c == '+' || c == '-'));
         c = peek(rest))
        rest->at++;
    size_t size = (size_t)(rest->at - from);
    if (size < 3 || size >= ZONE_RULE_NAME_SIZE || (quoted && !take(rest, '>')))
        return false;
    memcpy(ret_name, from, size);
    ret_name[size] = '\0';
    return true;
}

/* "[+-]hh[:mm[:ss]]" in seconds. */
static bool take_time(struct rest *rest, int most_hours, int *ret_time)
{
    int sign = take(rest, '-') ? -1 : 1;
    if (sign > 0)
        (void)take(rest, '+');
    int hours, minutes = 0, seconds = 0;
    if (!take_number(rest, 0, most_hours, &hours))
        return false;
    if (take(rest, ':')) {
        if (!take_number(rest, 0, 59, &minutes))
            return false;
        if (take(rest, ':') && !take_number(rest, 0, 59, &seconds))
            return false;
    }
    *ret_time = sign * (hours * HOUR_SECONDS + minutes * MINUTE_SECONDS + seconds);
    return true;
}

static bool take_day(struct rest *rest, struct zone_rule_day *ret_day)
{
    struct zone_rule_day day = {.form = ZONE_RULE_ZERO_DAY, .time = 2 * HOUR_SECONDS};
    if (take(rest, 'M')) {
        day.form = ZONE_RULE_MONTH;
        if (!take_number(rest, 1, 12, &day.month) || !take(rest, '.') ||
            !take_number(rest, 1, 5, &day.week) || !take(rest, '.') ||
            !take_number(rest, 0, 6, &day.day))
            return false;
    } else if (take(rest, 'J')) {
        day.form = ZONE_RULE_JULIAN;
        if (!take_number(rest, 1, 365, &day.day))
            return false;
    } else if (!take_number(rest, 0, 365, &day.day)) {
        return false;
    }
    if (take(rest, '/') && !take_time(rest, 167, &day.time))
        return false;
    *ret_day = day;
    return true;
}

/* Summer time: its name, its offset if it is not one hour more, when it starts and ends. */
static bool take_summer(struct rest *rest, struct zone_rule *rule)
{
    static const char usual[] = ",M3.2.0,M11.1.0"; /* where the rule names no dates */
    struct rest dates = {usual, usual + sizeof usual - 1};
    if (!take_name(rest, rule->summer_name))
        return false;
    rule->has_summer = true;
    rule->summer_offset = rule->offset + HOUR_SECONDS;
    if (rest->at < rest->end && peek(rest) != ',') {
        int west;
        if (!take_time(rest, 24, &west))
            return false;
        rule->summer_offset = -west;
    }
    bool dated = rest->at < rest->end;
    struct rest *from = dated ? rest : &dates;
    return take(from, ',') && take_day(from, &rule->start) && take(from, ',') &&
           take_day(from, &rule->end);
}

bool zone_rule_parse(const char *text, size_t size, struct zone_rule *ret_rule)
{
    struct rest rest = {text, text + size};
    struct zone_rule rule = {0};
    int west;
    if (!take_name(&rest, rule.name) || !take_time(&rest, 24, &west))
        return false;
    rule.offset = -west;
    if (rest.at < rest.end && !take_summer(&rest, &rule))
        return false;
    if (rest.at < rest.end)
        return false;
    *ret_rule = rule;
    return true;
}

/* A date of the year that does not count 29 February where `skip_leap` is set, from 0. */
static int64_t day_by_number(int year, int day, bool skip_leap)
{
    int64_t first = civil_days(year, 1, 1);
    bool leap = skip_leap && civil_days(year, 3, 1) - first == 60;
    return first + day + (leap && day >= 59 ? 1 : 0);
}

/* Days since 1970-01-01 of a rule's day in a year. */
static int64_t day_in_year(const struct zone_rule_day *day, int year)
{
    switch (day->form) {
    case ZONE_RULE_JULIAN:
        return day_by_number(year, day->day - 1, true);
    case ZONE_RULE_ZERO_DAY:
        return day_by_number(year, day->day, false);
    case ZONE_RULE_MONTH:
        break;
    }
    int64_t month = civil_days(year, day->month, 1);
    int64_t next =
        day->month == 12 ? civil_days(year + 1, 1, 1) : civil_days(year, day->month + 1, 1);
    int wanted = (day->day + 6) % 7; /* from Monday, as date_weekday() counts */
    int64_t found = month + (wanted - date_weekday(month) + 7) % 7 + 7 * (day->week - 1);
    return found >= next ? found - 7 : found;
}

/* A change between standard and summer time. */
struct moment {
    int64_t at; /* seconds UTC */
    bool summer;
};

enum { MOMENTS = 6 }; /* two a year: of the year, the one before, the one after */

static void put_in_order(struct moment moments[MOMENTS])
{
    for (size_t i = 1; i < MOMENTS; i++) {
        struct moment moment = moments[i];
        size_t at = i;
        for (; at > 0 && moments[at - 1].at > moment.at; at--)
            moments[at] = moments[at - 1];
        moments[at] = moment;
    }
}

static void find_moments(const struct zone_rule *rule, int year, struct moment ret[MOMENTS])
{
    for (int i = 0; i < MOMENTS / 2; i++) {
        int64_t end = day_in_year(&rule->end, year - 1 + i) * DAY_SECONDS + rule->end.time;
        int64_t start = day_in_year(&rule->start, year - 1 + i) * DAY_SECONDS + rule->start.time;
        /* The end first: where summer ends and starts in the same second it goes on. */
        ret[2 * i] = (struct moment){end - rule->summer_offset, false};
        ret[2 * i + 1] = (struct moment){start - rule->offset, true};
    }
    put_in_order(ret);
}

static int year_of(int64_t seconds)
{
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0 ? 1 : 0);
    int year, month, day;
    civil_date(days, &year, &month, &day);
    return year;
}

struct zone_span zone_rule_span(const struct zone_rule *rule, int64_t utc)
{
    struct zone_span span = {INT64_MIN, INT64_MAX, rule->offset, rule->name};
    if (!rule->has_summer)
        return span;
    struct moment moments[MOMENTS];
    find_moments(rule, year_of(utc + rule->offset), moments);
    bool summer = !moments[0].summer;
    for (size_t i = 0; i < MOMENTS; i++) {
        if (moments[i].at > utc) {
            span.until = moments[i].at;
            break;
        }
        span.from = moments[i].at;
        summer = moments[i].summer;
    }
    if (summer) {
        span.offset = rule->summer_offset;
        span.abbreviation = rule->summer_name;
    }
    return span;
}
