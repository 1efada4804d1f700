/*
 * Time as the program counts it: milliseconds, instants, spans, civil dates.
 * Nothing here asks the machine what time it is; `now` is always an argument.
 */
#ifndef DAIS_BASE_TIME_H
#define DAIS_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/base/buf.h>

/* Milliseconds: a span, or, where a name says so, since 1970-01-01 UTC. */
typedef int64_t msec_t;

#define MSEC_SECOND ((msec_t)1000)
#define MSEC_MINUTE ((msec_t)60000)
#define MSEC_HOUR ((msec_t)3600000)
#define MSEC_DAY ((msec_t)86400000)
/* "No such instant": where something has no time. */
#define MSEC_NONE INT64_MIN

/* The smaller and the larger of two. */
static inline msec_t msec_min(msec_t a, msec_t b)
{
    return a < b ? a : b;
}

static inline msec_t msec_max(msec_t a, msec_t b)
{
    return a > b ? a : b;
}

/*
 * An instant as the machine told it: by the wall clock, which people may set, and by the
 * clock that counts since boot and through suspend, which nobody can.
 */
struct instant {
    msec_t wall;      /* since 1970-01-01 UTC */
    msec_t boot;      /* since the machine started */
    uint64_t boot_id; /* which start that was; 0: a virtual clock, boot equals wall */
};

/*
 * Milliseconds from `from` to `to`, never negative: by the boot clock where both
 * were in the same boot, else by the wall clock, and then `*ret_approximate` is set to
 * true (left alone otherwise; may be NULL).
 */
msec_t instant_span(const struct instant *from, const struct instant *to, bool *ret_approximate);

/*
 * Milliseconds by which somebody set the wall clock between two instants (negative: back), to the
 * whole second. 0 where they are of two boots, or where it is no more than clocks are slewed by: two
 * seconds and a thousandth of the time between.
 */
msec_t instant_step(const struct instant *from, const struct instant *to);

/* The same instant at the last whole second of the wall clock. */
struct instant instant_whole_second(const struct instant *instant);

/* The instant moved by `span` on both clocks. */
struct instant instant_add(const struct instant *instant, msec_t span);

/* "5m", "1h30", "1h30m", "90s", "1:30" (hours and minutes). False where it is none or not positive. */
bool span_parse(const char *text, msec_t *ret_span);

/* Appends "75 min", "1 h 30", "45 s": what people read. Negative spans lose their sign. */
void span_write(msec_t span, struct buf *out);

/* Appends a clock face "1:15:00" or "12:20"; a minus or plus is the caller's. Whole seconds, toward zero. */
void span_write_clock(msec_t span, struct buf *out);

/* Days since 1970-01-01 of a civil date (proleptic Gregorian), and back. */
int64_t civil_days(int year, int month, int day);
void civil_date(int64_t days, int *ret_year, int *ret_month, int *ret_day);

/* "2022-05-18" only; false where there is no such date. */
bool date_parse(const char *text, int64_t *ret_days);
void date_write(int64_t days, struct buf *out);

/* 0 Monday … 6 Sunday. */
int date_weekday(int64_t days);

#endif
