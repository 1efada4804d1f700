/*
 * Spans, instants and civil dates: plain arithmetic on 64-bit milliseconds and days.
 *
 * Dates are the proleptic Gregorian calendar, counted in 400-year eras whose years begin
 * in March, so that the leap day is the last of its year and no table is needed.
 */
#include <dais/base/time.h>

#include <string.h>

enum {
    DAYS_PER_ERA = 146097,  /* 400 years */
    DAYS_TO_EPOCH = 719468, /* from 0000-03-01 to 1970-01-01 */
    SPAN_DIGITS = 6,        /* of one number in a span */
    SECONDS_PER_MINUTE = 60,
    SECONDS_PER_HOUR = 3600,
};

/* How far `to` lies after `from`; 0 where it does not, the largest where it does not fit. */
static msec_t distance(msec_t from, msec_t to)
{
    if (to <= from)
        return 0;
    uint64_t span = (uint64_t)to - (uint64_t)from;
    return span > (uint64_t)INT64_MAX ? INT64_MAX : (msec_t)span;
}

msec_t instant_span(const struct instant *from, const struct instant *to, bool *ret_approximate)
{
    if (from->boot_id == to->boot_id)
        return distance(from->boot, to->boot);
    if (ret_approximate != NULL)
        *ret_approximate = true;
    return distance(from->wall, to->wall);
}

msec_t instant_step(const struct instant *from, const struct instant *to)
{
    enum { SLEWED_AT_MOST = 2000 /* ms */, SLEW_PART = 1000 };
    if (from->boot_id != to->boot_id)
        return 0;
    msec_t step = (to->wall - to->boot) - (from->wall - from->boot);
    msec_t slewed = SLEWED_AT_MOST + distance(from->boot, to->boot) / SLEW_PART;
    if (step <= slewed && step >= -slewed)
        return 0;
    msec_t half = step < 0 ? -MSEC_SECOND / 2 : MSEC_SECOND / 2;
    return (step + half) / MSEC_SECOND * MSEC_SECOND;
}

struct instant instant_whole_second(const struct instant *instant)
{
    msec_t rest = instant->wall % MSEC_SECOND;
    if (rest < 0)
        rest += MSEC_SECOND;
    return instant_add(instant, -rest);
}

struct instant instant_add(const struct instant *instant, msec_t span)
{
    struct instant moved = *instant;
    moved.wall += span;
    moved.boot += span;
    return moved;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

/* Reads a number of one to SPAN_DIGITS digits and moves `*text` behind it. */
static bool take_number(const char **text, int64_t *ret_number)
{
    int64_t number = 0;
    size_t digits = 0;
    for (; is_digit((*text)[digits]); digits++) {
        if (digits == SPAN_DIGITS)
            return false;
        number = number * 10 + ((*text)[digits] - '0');
    }
    if (digits == 0)
        return false;
    *text += digits;
    *ret_number = number;
    return true;
}

/* The unit at `*text` in seconds, 0 where there is none; moves `*text` behind it. */
static int64_t take_unit(const char **text)
{
    switch (**text) {
    case 'h':
    case 'H':
        *text += 1;
        return SECONDS_PER_HOUR;
    case 'm':
    case 'M':
        *text += strncmp(*text, "min", 3) == 0 ? 3 : 1;
        return SECONDS_PER_MINUTE;
    case 's':
    case 'S':
        *text += 1;
        return 1;
    default:
        return 0;
    }
}

/* "1:30" behind its hours, at the colon. */
static bool parse_hours_minutes(const char *text, int64_t hours, int64_t *ret_seconds)
{
    if (!is_digit(text[1]) || text[1] > '5' || !is_digit(text[2]) || *skip_blanks(text + 3) != '\0')
        return false;
    *ret_seconds =
        hours * SECONDS_PER_HOUR + ((text[1] - '0') * 10 + (text[2] - '0')) * SECONDS_PER_MINUTE;
    return true;
}

/* "1h30m", "1h30", "90s": numbers with units that become smaller. */
static bool parse_units(const char *text, int64_t *ret_seconds)
{
    int64_t seconds = 0;
    int64_t last_unit = 0;
    while (*text != '\0') {
        int64_t number;
        if (!take_number(&text, &number))
            return false;
        text = skip_blanks(text);
        if (last_unit == 0 && *text == ':')
            return parse_hours_minutes(text, number, ret_seconds);
        int64_t unit = take_unit(&text);
        if (unit == 0 && last_unit == SECONDS_PER_HOUR)
            unit = SECONDS_PER_MINUTE;
        if (unit == 0 || (last_unit != 0 && (unit >= last_unit || number * unit >= last_unit)))
            return false;
        seconds += number * unit;
        last_unit = unit;
        text = skip_blanks(text);
    }
    *ret_seconds = seconds;
    return true;
}

bool span_parse(const char *text, msec_t *ret_span)
{
    int64_t seconds = 0;
    if (!parse_units(skip_blanks(text), &seconds) || seconds == 0)
        return false;
    *ret_span = seconds * MSEC_SECOND;
    return true;
}

/* Whole seconds of a span without its sign. */
static long long whole_seconds(msec_t span)
{
    long long seconds = (long long)(span / MSEC_SECOND);
    return seconds < 0 ? -seconds : seconds;
}

void span_write(msec_t span, struct buf *out)
{
    enum { HOURS_FROM = 90 * SECONDS_PER_MINUTE };
    long long seconds = whole_seconds(span);
    long long minutes = seconds / SECONDS_PER_MINUTE;
    if (seconds >= HOURS_FROM) {
        buf_add_format(out, "%lld h", minutes / 60);
        if (minutes % 60 != 0)
            buf_add_format(out, " %02lld", minutes % 60);
        return;
    }
    if (minutes > 0)
        buf_add_format(out, "%lld min", minutes);
    if (seconds % SECONDS_PER_MINUTE != 0 || minutes == 0)
        buf_add_format(out, minutes > 0 ? " %lld s" : "%lld s", seconds % SECONDS_PER_MINUTE);
}

void span_write_clock(msec_t span, struct buf *out)
{
    long long seconds = whole_seconds(span);
    if (seconds >= SECONDS_PER_HOUR)
        buf_add_format(out, "%lld:%02lld:%02lld", seconds / SECONDS_PER_HOUR,
                       seconds / SECONDS_PER_MINUTE % 60, seconds % 60);
    else
        buf_add_format(out, "%lld:%02lld", seconds / SECONDS_PER_MINUTE, seconds % 60);
}

int64_t civil_days(int year, int month, int day)
{
    int64_t march_year = (int64_t)year - (month <= 2 ? 1 : 0);
    int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    int64_t of_era = march_year - era * 400;
    int64_t march_month = (month + 9) % 12;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year -
           DAYS_TO_EPOCH;
}

void civil_date(int64_t days, int *ret_year, int *ret_month, int *ret_day)
{
    int64_t shifted = days + DAYS_TO_EPOCH;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t day_of_era = shifted - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_PER_ERA - 1)) /
        365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    *ret_day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *ret_month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *ret_year = (int)(year_of_era + era * 400 + (*ret_month <= 2 ? 1 : 0));
}

bool date_parse(const char *text, int64_t *ret_days)
{
    static const char form[] = "0000-00-00";
    if (strlen(text) != sizeof form - 1)
        return false;
    int part[3] = {0, 0, 0};
    size_t at = 0;
    for (size_t i = 0; form[i] != '\0'; i++) {
        if (form[i] == '-') {
            if (text[i] != '-')
                return false;
            at++;
        } else if (is_digit(text[i])) {
            part[at] = part[at] * 10 + (text[i] - '0');
        } else {
            return false;
        }
    }
    if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1)
        return false;
    int64_t days = civil_days(part[0], part[1], part[2]);
    int year, month, day;
    civil_date(days, &year, &month, &day);
    if (month != part[1])
        return false;
    *ret_days = days;
    return true;
}

void date_write(int64_t days, struct buf *out)
{
    int year, month, day;
    civil_date(days, &year, &month, &day);
    if (year < 0)
        buf_add_format(out, "%04d", year);
    else
        buf_add_padded(out, (unsigned)year, 4);
    buf_add_char(out, '-');
    buf_add_padded(out, (unsigned)month, 2);
    buf_add_char(out, '-');
    buf_add_padded(out, (unsigned)day, 2);
}

int date_weekday(int64_t days)
{
    int64_t weekday = (days + 3) % 7;
    return (int)(weekday < 0 ? weekday + 7 : weekday);
}
