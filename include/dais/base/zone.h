/*
 * Time zones as tables: from UTC to local time and back. The bytes of a TZif file
 * (RFC 8536) come in from os; nothing here opens a file or knows the machine's zone.
 */
#ifndef DAIS_BASE_ZONE_H
#define DAIS_BASE_ZONE_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/time.h>

struct zone;

/* Reads TZif version 1 to 4, footer included. NULL where the bytes are none. `name` is copied. */
struct zone *zone_new(const char *name, const void *bytes, size_t size);

/* A zone with one offset for ever, in seconds east; its name is "+03:00" or "UTC". */
struct zone *zone_new_fixed(int offset);

/* The zone of a POSIX rule, as TZ and a TZif footer have it: "CET-1CEST,M3.5.0,M10.5.0/3". NULL:
 * none. */
struct zone *zone_new_rule(const char *rule);
struct zone *zone_dup(const struct zone *zone);
void zone_free(struct zone *zone);

const char *zone_name(const struct zone *zone);

/* Seconds east of UTC at an instant. `ret_abbreviation` may be NULL; else lent: "EAT". */
int zone_offset(const struct zone *zone, msec_t utc, const char **ret_abbreviation);

/*
 * The instant of a civil time: `days` since 1970-01-01 and `minutes` since midnight
 * (which may be 1440 and more for the next day). In a gap (clocks go forward) the offset
 * before it is used; in a fold (clocks go back) the first of the two.
 */
msec_t zone_instant(const struct zone *zone, int64_t days, int minutes);

/* The civil date and the milliseconds since its midnight at an instant. */
void zone_civil(const struct zone *zone, msec_t utc, int64_t *ret_days, msec_t *ret_of_day);

/* RFC 3339 with the zone's offset, to the second, or with milliseconds. */
void zone_write(const struct zone *zone, msec_t utc, bool milliseconds, struct buf *out);

/* "10:34" in the zone; with `seconds` "10:34:07". */
void zone_write_time(const struct zone *zone, msec_t utc, bool seconds, struct buf *out);

/* RFC 3339, any offset; false where it is none, or in no year from 1 to 9999 everywhere. Fractions to
   the millisecond, the rest dropped. */
bool rfc3339_parse(const char *text, msec_t *ret_utc);

#endif
