/*
 * The matrix of the clock, cell by cell: what is shown when something happens to the machine's
 * clocks, to its zone or to the day, while a session has not begun, runs, is paused, is over its
 * time, or stands between two slots. Every cell was worked out by hand.
 *
 * The session has two slots: a quarter of an hour from 09:00, then an hour (in other places at
 * other times). It is looked at where s1 is six minutes old, or six minutes over, or was stopped
 * after six minutes, or should begin now. A cell reads
 *
 *     6:00 left 9:00 on-time ends 09:15, s2 09:15-10:15, late 0:00
 *
 * elapsed (≈ where only the wall clock could tell), left, level, projected end of the running slot,
 * what is projected for those that wait, lateness; "plan" where the programme was moved along; and
 * "other day" where no key starts a slot unasked. "+1d" and "-1d" before a time: on the date after
 * and before.
 */
#include <dais/core/forecast.h>

#include <inttypes.h>
#include <string.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define S MSEC_SECOND
#define M MSEC_MINUTE
#define H MSEC_HOUR

/* Where and when: s1 from `start` to `end`, s2 from `next` on for an hour; minutes since midnight.
 */
struct place {
    const char *zone;
    const char *date;
    int start;
    int end;
    int next;
};

static const struct place kisumu = {"EAT-3", "2022-05-18", AT(9, 0), AT(9, 15), AT(9, 15)};
static const struct place midnight = {"EAT-3", "2022-05-18", AT(23, 55), AT(24, 10), AT(24, 10)};
static const struct place leap_day = {"UTC0", "2016-12-31", AT(23, 55), AT(24, 10), AT(24, 10)};
static const struct place later = {"EAT-3", "2040-05-18", AT(9, 0), AT(9, 15), AT(9, 15)};
/* At two it becomes three, at three it becomes two: a slot that crosses it lasts as it is lived. */
static const struct place forward = {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-27", AT(1, 50),
                                     AT(3, 5), AT(3, 5)};
static const struct place back = {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-10-30", AT(2, 50), AT(3, 5),
                                  AT(3, 5)};
/* The second slot lies behind the change, and so does a gap. */
static const struct place before_forward = {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-27", AT(1, 0),
                                            AT(1, 15), AT(3, 30)};
static const struct place before_back = {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-10-30", AT(1, 0),
                                         AT(1, 15), AT(3, 30)};

enum before { BEFORE, RUNNING, PAUSED, OVERRUN, BETWEEN, BEFORE_COUNT };

/* A flat table: what happens, and what is shown then. */
static const struct row {
    const char *name;
    const struct place *place;
    msec_t wall;      /* ms that the wall clock goes on, or back */
    msec_t boot;      /* likewise; after a restart, the new value */
    bool restart;     /* the machine has another boot id then */
    const char *move; /* the programme is moved along by so many ms; NULL: it is not */
    const char *zone; /* the programme has no zone, and the machine's is this one now; NULL: the
                         place's */
    const char *cells[BEFORE_COUNT];
} rows[] = {
    /* clang-format off */
    {"nothing", &kisumu, 0, 0, false, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "21:00 left -6:00 overrun ends 09:21, s2 09:21-10:21, late 6:00",
      "s2 09:06-10:06, late -9:00"}},
    {"a second", &kisumu, S, S, false, NULL, NULL,
     {"s1 09:00:01-09:15:01, s2 09:15:01-10:15:01, late 0:01",
      "6:01 left 8:59 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:15:01, s2 09:15:01-10:15:01, late 0:01",
      "21:01 left -6:01 overrun ends 09:21:01, s2 09:21:01-10:21:01, late 6:01",
      "s2 09:06:01-10:06:01, late -8:59"}},
    {"set 1 s on", &kisumu, 61 * S, 60 * S, false, NULL, NULL,
     {"s1 09:01:01-09:16:01, s2 09:16:01-10:16:01, late 1:01",
      "7:00 left 8:00 on-time ends 09:15:01, s2 09:15:01-10:15:01, late 0:01",
      "6:00 left 9:00 on-time ends 09:16:01, s2 09:16:01-10:16:01, late 1:01",
      "22:00 left -7:00 overrun ends 09:22:01, s2 09:22:01-10:22:01, late 7:01",
      "s2 09:07:01-10:07:01, late -7:59"}},
    {"set 1 s back", &kisumu, 59 * S, 60 * S, false, NULL, NULL,
     {"s1 09:00:59-09:15:59, s2 09:15:59-10:15:59, late 0:59",
      "7:00 left 8:00 on-time ends 09:14:59, s2 09:14:59-10:14:59, late -0:01",
      "6:00 left 9:00 on-time ends 09:15:59, s2 09:15:59-10:15:59, late 0:59",
      "22:00 left -7:00 overrun ends 09:21:59, s2 09:21:59-10:21:59, late 6:59",
      "s2 09:06:59-10:06:59, late -8:01"}},
    {"set 5 min on", &kisumu, 6 * M, M, false, NULL, NULL,
     {"s1 09:06-09:21, s2 09:21-10:21, late 6:00",
      "7:00 left 8:00 on-time ends 09:20, s2 09:20-10:20, late 5:00",
      "6:00 left 9:00 on-time ends 09:21, s2 09:21-10:21, late 6:00",
      "22:00 left -7:00 overrun ends 09:27, s2 09:27-10:27, late 12:00",
      "s2 09:12-10:12, late -3:00"}},
    {"set 5 min back", &kisumu, -4 * M, M, false, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "7:00 left 8:00 on-time ends 09:10, s2 09:10-10:10, late -5:00",
      "6:00 left 9:00 on-time ends 09:11, s2 09:11-10:11, late -4:00",
      "22:00 left -7:00 overrun ends 09:17, s2 09:17-10:17, late 2:00",
      "s2 09:02-10:02, late -13:00"}},
    {"set 1 h on", &kisumu, 61 * M, M, false, NULL, NULL,
     {"s1 10:01-10:16, s2 10:16-11:16, late 1:01:00",
      "7:00 left 8:00 on-time ends 10:15, s2 10:15-11:15, late 1:00:00",
      "6:00 left 9:00 on-time ends 10:16, s2 10:16-11:16, late 1:01:00",
      "22:00 left -7:00 overrun ends 10:22, s2 10:22-11:22, late 1:07:00",
      "s2 10:07-11:07, late 52:00"}},
    {"set 1 h back", &kisumu, -59 * M, M, false, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "7:00 left 8:00 on-time ends 08:15, s2 08:15-09:15, late -1:00:00",
      "6:00 left 9:00 on-time ends 08:16, s2 08:16-09:16, late -59:00",
      "22:00 left -7:00 overrun ends 08:22, s2 08:22-09:22, late -53:00",
      "s2 08:07-09:07, late -1:08:00"}},
    {"set 1 day on", &kisumu, 24 * H + M, M, false, NULL, NULL,
     {"s1 +1d 09:01-+1d 09:16, s2 +1d 09:16-+1d 10:16, late 24:01:00, other day",
      "7:00 left 8:00 on-time ends +1d 09:15, s2 +1d 09:15-+1d 10:15, late 24:00:00",
      "6:00 left 9:00 on-time ends +1d 09:16, s2 +1d 09:16-+1d 10:16, late 24:01:00",
      "22:00 left -7:00 overrun ends +1d 09:22, s2 +1d 09:22-+1d 10:22, late 24:07:00",
      "s2 +1d 09:07-+1d 10:07, late 23:52:00, other day"}},
    {"set 1 day back", &kisumu, -24 * H + M, M, false, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00, other day",
      "7:00 left 8:00 on-time ends -1d 09:15, s2 -1d 09:15--1d 10:15, late -24:00:00",
      "6:00 left 9:00 on-time ends -1d 09:16, s2 -1d 09:16--1d 10:16, late -23:59:00",
      "22:00 left -7:00 overrun ends -1d 09:22, s2 -1d 09:22--1d 10:22, late -23:53:00",
      "s2 -1d 09:07--1d 10:07, late -24:08:00, other day"}},
    {"set 1 h on, the programme moves", &kisumu, 61 * M, M, false, "3600000", NULL,
     {"s1 10:01-10:16, s2 10:16-11:16, late 1:00, plan 10:00-11:15",
      "7:00 left 8:00 on-time ends 10:15, s2 10:15-11:15, late 0:00, plan 10:00-11:15",
      "6:00 left 9:00 on-time ends 10:16, s2 10:16-11:16, late 1:00, plan 10:00-11:15",
      "22:00 left -7:00 overrun ends 10:22, s2 10:22-11:22, late 7:00, plan 10:00-11:15",
      "s2 10:07-11:07, late -8:00, plan 10:00-11:15"}},
    {"set 1 h back, the programme moves", &kisumu, -59 * M, M, false, "-3600000", NULL,
     {"s1 08:01-08:16, s2 08:16-09:16, late 1:00, plan 08:00-09:15",
      "7:00 left 8:00 on-time ends 08:15, s2 08:15-09:15, late 0:00, plan 08:00-09:15",
      "6:00 left 9:00 on-time ends 08:16, s2 08:16-09:16, late 1:00, plan 08:00-09:15",
      "22:00 left -7:00 overrun ends 08:22, s2 08:22-09:22, late 7:00, plan 08:00-09:15",
      "s2 08:07-09:07, late -8:00, plan 08:00-09:15"}},
    {"set 1 day back, the programme moves", &kisumu, -24 * H + M, M, false, "-86400000", NULL,
     {"s1 -1d 09:01--1d 09:16, s2 -1d 09:16--1d 10:16, late 1:00, plan -1d 09:00--1d 10:15",
      "7:00 left 8:00 on-time ends -1d 09:15, s2 -1d 09:15--1d 10:15, late 0:00,"
      " plan -1d 09:00--1d 10:15",
      "6:00 left 9:00 on-time ends -1d 09:16, s2 -1d 09:16--1d 10:16, late 1:00,"
      " plan -1d 09:00--1d 10:15",
      "22:00 left -7:00 overrun ends -1d 09:22, s2 -1d 09:22--1d 10:22, late 7:00,"
      " plan -1d 09:00--1d 10:15",
      "s2 -1d 09:07--1d 10:07, late -8:00, plan -1d 09:00--1d 10:15"}},
    {"slewed fast", &kisumu, 60 * S + 30, 60 * S, false, NULL, NULL,
     {"s1 09:01:00.030-09:16:00.030, s2 09:16:00.030-10:16:00.030, late 1:00.030",
      "7:00 left 8:00 on-time ends 09:15:00.030, s2 09:15:00.030-10:15:00.030, late 0:00.030",
      "6:00 left 9:00 on-time ends 09:16:00.030, s2 09:16:00.030-10:16:00.030, late 1:00.030",
      "22:00 left -7:00 overrun ends 09:22:00.030, s2 09:22:00.030-10:22:00.030, late 7:00.030",
      "s2 09:07:00.030-10:07:00.030, late -7:59.970"}},
    {"leap second", &leap_day, 59 * S, 60 * S, false, NULL, NULL,
     {"s1 23:55:59-+1d 00:10:59, s2 +1d 00:10:59-+1d 01:10:59, late 0:59",
      "7:00 left 8:00 on-time ends +1d 00:09:59, s2 +1d 00:09:59-+1d 01:09:59, late -0:01",
      "6:00 left 9:00 on-time ends +1d 00:10:59, s2 +1d 00:10:59-+1d 01:10:59, late 0:59",
      "22:00 left -7:00 overrun ends +1d 00:16:59, s2 +1d 00:16:59-+1d 01:16:59, late 6:59",
      "s2 +1d 00:01:59-+1d 01:01:59, late -8:01"}},
    {"leap second, smeared", &kisumu, 60 * S - 7, 60 * S, false, NULL, NULL,
     {"s1 09:00:59.993-09:15:59.993, s2 09:15:59.993-10:15:59.993, late 0:59.993",
      "7:00 left 8:00 on-time ends 09:14:59.993, s2 09:14:59.993-10:14:59.993, late -0:00.007",
      "6:00 left 9:00 on-time ends 09:15:59.993, s2 09:15:59.993-10:15:59.993, late 0:59.993",
      "22:00 left -7:00 overrun ends 09:21:59.993, s2 09:21:59.993-10:21:59.993, late 6:59.993",
      "s2 09:06:59.993-10:06:59.993, late -8:00.007"}},
    {"suspended 1 s", &kisumu, S, S, false, NULL, NULL,
     {"s1 09:00:01-09:15:01, s2 09:15:01-10:15:01, late 0:01",
      "6:01 left 8:59 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:15:01, s2 09:15:01-10:15:01, late 0:01",
      "21:01 left -6:01 overrun ends 09:21:01, s2 09:21:01-10:21:01, late 6:01",
      "s2 09:06:01-10:06:01, late -8:59"}},
    {"suspended 5 min", &kisumu, 5 * M, 5 * M, false, NULL, NULL,
     {"s1 09:05-09:20, s2 09:20-10:20, late 5:00",
      "11:00 left 4:00 warning ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:20, s2 09:20-10:20, late 5:00",
      "26:00 left -11:00 overrun ends 09:26, s2 09:26-10:26, late 11:00",
      "s2 09:11-10:11, late -4:00"}},
    {"suspended 14 min", &kisumu, 14 * M, 14 * M, false, NULL, NULL,
     {"s1 09:14-09:29, s2 09:29-10:29, late 14:00",
      "20:00 left -5:00 overrun ends 09:20, s2 09:20-10:20, late 5:00",
      "6:00 left 9:00 on-time ends 09:29, s2 09:29-10:29, late 14:00",
      "35:00 left -20:00 overrun ends 09:35, s2 09:35-10:35, late 20:00",
      "s2 09:20-10:20, late 5:00"}},
    {"suspended 10 h", &kisumu, 10 * H, 10 * H, false, NULL, NULL,
     {"s1 19:00-19:15, s2 19:15-20:15, late 10:00:00",
      "10:06:00 left -9:51:00 overrun ends 19:06, s2 19:06-20:06, late 9:51:00",
      "6:00 left 9:00 on-time ends 19:15, s2 19:15-20:15, late 10:00:00",
      "10:21:00 left -10:06:00 overrun ends 19:21, s2 19:21-20:21, late 10:06:00",
      "s2 19:06-20:06, late 9:51:00"}},
    {"suspended 14 min, set 61 min on", &kisumu, 75 * M, 14 * M, false, NULL, NULL,
     {"s1 10:15-10:30, s2 10:30-11:30, late 1:15:00",
      "20:00 left -5:00 overrun ends 10:21, s2 10:21-11:21, late 1:06:00",
      "6:00 left 9:00 on-time ends 10:30, s2 10:30-11:30, late 1:15:00",
      "35:00 left -20:00 overrun ends 10:36, s2 10:36-11:36, late 1:21:00",
      "s2 10:21-11:21, late 1:06:00"}},
    {"suspended 14 min, set 1 h back", &kisumu, -46 * M, 14 * M, false, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "20:00 left -5:00 overrun ends 08:20, s2 08:20-09:20, late -55:00",
      "6:00 left 9:00 on-time ends 08:29, s2 08:29-09:29, late -46:00",
      "35:00 left -20:00 overrun ends 08:35, s2 08:35-09:35, late -40:00",
      "s2 08:20-09:20, late -55:00"}},
    {"suspended 14 min, set 1 h on, the programme moves", &kisumu, 74 * M, 14 * M, false, "3600000",
     NULL,
     {"s1 10:14-10:29, s2 10:29-11:29, late 14:00, plan 10:00-11:15",
      "20:00 left -5:00 overrun ends 10:20, s2 10:20-11:20, late 5:00, plan 10:00-11:15",
      "6:00 left 9:00 on-time ends 10:29, s2 10:29-11:29, late 14:00, plan 10:00-11:15",
      "35:00 left -20:00 overrun ends 10:35, s2 10:35-11:35, late 20:00, plan 10:00-11:15",
      "s2 10:20-11:20, late 5:00, plan 10:00-11:15"}},
    {"restarted", &kisumu, 2 * M, 30 * S, true, NULL, NULL,
     {"s1 09:02-09:17, s2 09:17-10:17, late 2:00",
      "≈8:00 left 7:00 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:17, s2 09:17-10:17, late 2:00",
      "≈23:00 left -8:00 overrun ends 09:23, s2 09:23-10:23, late 8:00",
      "s2 09:08-10:08, late -7:00"}},
    {"restarted, longer up than before", &kisumu, 2 * M, 90 * H, true, NULL, NULL,
     {"s1 09:02-09:17, s2 09:17-10:17, late 2:00",
      "≈8:00 left 7:00 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:17, s2 09:17-10:17, late 2:00",
      "≈23:00 left -8:00 overrun ends 09:23, s2 09:23-10:23, late 8:00",
      "s2 09:08-10:08, late -7:00"}},
    {"restarted an hour later", &kisumu, H, 30 * S, true, NULL, NULL,
     {"s1 10:00-10:15, s2 10:15-11:15, late 1:00:00",
      "≈1:06:00 left -51:00 overrun ends 10:06, s2 10:06-11:06, late 51:00",
      "6:00 left 9:00 on-time ends 10:15, s2 10:15-11:15, late 1:00:00",
      "≈1:21:00 left -1:06:00 overrun ends 10:21, s2 10:21-11:21, late 1:06:00",
      "s2 10:06-11:06, late 51:00"}},
    {"restarted, set back to before the start", &kisumu, -5 * H, 30 * S, true, NULL, NULL,
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "≈0:00 left 15:00 on-time ends 04:21, s2 04:21-05:21, late -4:54:00",
      "6:00 left 9:00 on-time ends 04:15, s2 04:15-05:15, late -5:00:00",
      "≈0:00 left 15:00 on-time ends 04:36, s2 04:36-05:36, late -4:39:00",
      "s2 04:06-05:06, late -5:09:00"}},
    {"restarted after 2 min, set 1 h on, the programme moves", &kisumu, 62 * M, 30 * S, true,
     "3600000", NULL,
     {"s1 10:02-10:17, s2 10:17-11:17, late 2:00, plan 10:00-11:15",
      "≈8:00 left 7:00 on-time ends 10:15, s2 10:15-11:15, late 0:00, plan 10:00-11:15",
      "6:00 left 9:00 on-time ends 10:17, s2 10:17-11:17, late 2:00, plan 10:00-11:15",
      "≈23:00 left -8:00 overrun ends 10:23, s2 10:23-11:23, late 8:00, plan 10:00-11:15",
      "s2 10:08-11:08, late -7:00, plan 10:00-11:15"}},
    {"zone changed, an hour west", &kisumu, 0, 0, false, NULL, "EET-2",
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 08:15, s2 08:15-09:15, late -1:00:00",
      "6:00 left 9:00 on-time ends 08:15, s2 08:15-09:15, late -1:00:00",
      "21:00 left -6:00 overrun ends 08:21, s2 08:21-09:21, late -54:00",
      "s2 08:06-09:06, late -1:09:00"}},
    {"zone changed, two and a half hours east", &kisumu, 0, 0, false, NULL, "IST-5:30",
     {"s1 11:30-11:45, s2 11:45-12:45, late 2:30:00",
      "6:00 left 9:00 on-time ends 11:45, s2 11:45-12:45, late 2:30:00",
      "6:00 left 9:00 on-time ends 11:45, s2 11:45-12:45, late 2:30:00",
      "21:00 left -6:00 overrun ends 11:51, s2 11:51-12:51, late 2:36:00",
      "s2 11:36-12:36, late 2:21:00"}},
    {"zone data missing: all is told in UTC", &kisumu, 0, 0, false, NULL, "UTC0",
     {"s1 09:00-09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 06:15, s2 06:15-07:15, late -3:00:00",
      "6:00 left 9:00 on-time ends 06:15, s2 06:15-07:15, late -3:00:00",
      "21:00 left -6:00 overrun ends 06:21, s2 06:21-07:21, late -2:54:00",
      "s2 06:06-07:06, late -3:09:00"}},
    {"clocks go forward inside the slot", &forward, 10 * M, 10 * M, false, NULL, NULL,
     {"s1 03:00-03:15, s2 03:15-04:15, late 10:00",
      "16:00 left -1:00 overrun ends 03:06, s2 03:06-04:06, late 1:00",
      "6:00 left 9:00 on-time ends 03:15, s2 03:15-04:15, late 10:00",
      "31:00 left -16:00 overrun ends 03:21, s2 03:21-04:21, late 16:00",
      "s2 03:06-04:06, late 1:00"}},
    {"clocks go back inside the slot", &back, 10 * M, 10 * M, false, NULL, NULL,
     {"s1 02:00-03:15, s2 03:15-04:15, late 10:00",
      "16:00 left 59:00 on-time ends 03:05, s2 03:05-04:05, late 0:00",
      "6:00 left 1:09:00 on-time ends 03:15, s2 03:15-04:15, late 10:00",
      "1:31:00 left -16:00 overrun ends 03:21, s2 03:21-04:21, late 16:00",
      "s2 02:06-03:06, late -59:00"}},
    {"clocks will go forward in the gap", &before_forward, 0, 0, false, NULL, NULL,
     {"s1 01:00-01:15, s2 03:30-04:30, late 0:00",
      "6:00 left 9:00 on-time ends 01:15, s2 03:30-04:30, late 0:00",
      "6:00 left 9:00 on-time ends 01:15, s2 03:30-04:30, late 0:00",
      "21:00 left -6:00 overrun ends 01:21, s2 03:30-04:30, late 0:00",
      "s2 03:21-04:21, late -9:00"}},
    {"two hours in which clocks go forward", &before_forward, 2 * H, 2 * H, false, NULL, NULL,
     {"s1 04:00-04:15, s2 04:15-05:15, late 45:00",
      "2:06:00 left -1:51:00 overrun ends 04:06, s2 04:06-05:06, late 36:00",
      "6:00 left 9:00 on-time ends 04:15, s2 04:15-05:15, late 45:00",
      "2:21:00 left -2:06:00 overrun ends 04:21, s2 04:21-05:21, late 51:00",
      "s2 04:06-05:06, late 36:00"}},
    {"two hours before clocks go back", &before_back, 2 * H, 2 * H, false, NULL, NULL,
     {"s1 02:00-02:15, s2 03:30-04:30, late 0:00",
      "2:06:00 left -1:51:00 overrun ends 02:06, s2 03:30-04:30, late 0:00",
      "6:00 left 9:00 on-time ends 02:15, s2 03:30-04:30, late 0:00",
      "2:21:00 left -2:06:00 overrun ends 02:21, s2 03:30-04:30, late 0:00",
      "s2 03:21-04:21, late -9:00"}},
    {"four hours in which clocks go back", &before_back, 4 * H, 4 * H, false, NULL, NULL,
     {"s1 04:00-04:15, s2 04:15-05:15, late 45:00",
      "4:06:00 left -3:51:00 overrun ends 04:06, s2 04:06-05:06, late 36:00",
      "6:00 left 9:00 on-time ends 04:15, s2 04:15-05:15, late 45:00",
      "4:21:00 left -4:06:00 overrun ends 04:21, s2 04:21-05:21, late 51:00",
      "s2 04:06-05:06, late 36:00"}},
    {"midnight inside the slot", &midnight, 0, 0, false, NULL, NULL,
     {"s1 23:55-+1d 00:10, s2 +1d 00:10-+1d 01:10, late 0:00",
      "6:00 left 9:00 on-time ends +1d 00:10, s2 +1d 00:10-+1d 01:10, late 0:00",
      "6:00 left 9:00 on-time ends +1d 00:10, s2 +1d 00:10-+1d 01:10, late 0:00",
      "21:00 left -6:00 overrun ends +1d 00:16, s2 +1d 00:16-+1d 01:16, late 6:00",
      "s2 +1d 00:01-+1d 01:01, late -9:00"}},
    {"suspended 14 min over midnight", &midnight, 14 * M, 14 * M, false, NULL, NULL,
     {"s1 +1d 00:09-+1d 00:24, s2 +1d 00:24-+1d 01:24, late 14:00",
      "20:00 left -5:00 overrun ends +1d 00:15, s2 +1d 00:15-+1d 01:15, late 5:00",
      "6:00 left 9:00 on-time ends +1d 00:24, s2 +1d 00:24-+1d 01:24, late 14:00",
      "35:00 left -20:00 overrun ends +1d 00:30, s2 +1d 00:30-+1d 01:30, late 20:00",
      "s2 +1d 00:15-+1d 01:15, late 5:00"}},
    {"past 2038, restarted", &later, 2 * M, 30 * S, true, NULL, NULL,
     {"s1 09:02-09:17, s2 09:17-10:17, late 2:00",
      "≈8:00 left 7:00 on-time ends 09:15, s2 09:15-10:15, late 0:00",
      "6:00 left 9:00 on-time ends 09:17, s2 09:17-10:17, late 2:00",
      "≈23:00 left -8:00 overrun ends 09:23, s2 09:23-10:23, late 8:00",
      "s2 09:08-10:08, late -7:00"}},
    /* clang-format on */
};

static struct desk desk;

static struct programme *programme_at(const struct place *place, const char *zone)
{
    const struct given_slot slots[] = {
        {0, place->start, place->end, SLOT_OPENING, NULL, HARD_NONE},
        {0, place->next, place->next + 60, SLOT_PANEL, NULL, HARD_NONE},
    };
    return programme_given(zone, place->date, slots, COUNT(slots));
}

/* The desk in a state, at instants that are those of the place whatever zone it tells them in. */
static void put_in_state(const struct place *place, const char *zone, enum before before)
{
    desk_init_take(&desk, programme_at(place, place->zone));
    msec_t start = desk.timekeeper.slots.items[0].planned_start;
    msec_t length = desk.timekeeper.slots.items[0].planned_end - start;
    desk_finish(&desk);
    desk_init_take(&desk, programme_at(place, zone != NULL ? zone : place->zone));
    desk.now = instant_add(&desk.now, start - desk.now.wall);
    if (before == BEFORE)
        return;
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
    desk.now = instant_add(&desk.now, before == OVERRUN ? length + 6 * M : 6 * M);
    if (before == PAUSED)
        ck_assert(desk_do(&desk, EVENT_SLOT_PAUSE, KEY_SLOT, "s1", NO_KEY));
    if (before == BETWEEN)
        ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
}

static void happen(const struct row *row)
{
    desk.now.wall += row->wall;
    desk.now.boot = row->restart ? row->boot : desk.now.boot + row->boot;
    desk.now.boot_id += row->restart ? 1 : 0;
    if (row->move != NULL)
        ck_assert(desk_do(&desk, EVENT_SESSION_MOVE, KEY_FROM, "0", KEY_SHIFT, row->move, NO_KEY));
}

static void write_span(msec_t span, struct buf *out)
{
    if (span < 0)
        buf_add_char(out, '-');
    span = span < 0 ? -span : span;
    if (span >= H)
        buf_add_format(out, "%" PRId64 ":%02" PRId64, span / H, span / M % 60);
    else
        buf_add_format(out, "%" PRId64, span / M);
    buf_add_format(out, ":%02" PRId64, span / S % 60);
    if (span % S != 0)
        buf_add_format(out, ".%03" PRId64, span % S);
}

static void write_time(msec_t wall, struct buf *out)
{
    int64_t days;
    msec_t of_day;
    zone_civil(desk.programme->zone, wall, &days, &of_day);
    if (days != desk.first_date)
        buf_add_format(out, "%+" PRId64 "d ", days - desk.first_date);
    zone_write_time(desk.programme->zone, wall, wall % M != 0, out);
    if (wall % S != 0)
        buf_add_format(out, ".%03" PRId64, wall % S);
}

static void write_shown(struct buf *out)
{
    struct reading reading;
    struct forecast forecast;
    timekeeper_read(&desk.timekeeper, &desk.now, &reading);
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    if (reading.slot != SLOT_NONE) {
        buf_add_text(out, reading.approximate ? "≈" : "");
        write_span(reading.elapsed, out);
        buf_add_text(out, " left ");
        write_span(reading.left, out);
        buf_add_format(out, " %s ends ", level_name(reading.level));
        write_time(forecast.slots.items[reading.slot].end, out);
        buf_add_text(out, ", ");
    }
    for (size_t i = 0; i < forecast.slots.count; i++) {
        const struct clock_slot *slot = &desk.timekeeper.slots.items[i];
        if (slot->state != SLOT_WAITING)
            continue;
        buf_add_format(out, "%s ", slot->id);
        write_time(forecast.slots.items[i].start, out);
        buf_add_char(out, '-');
        write_time(forecast.slots.items[i].end, out);
        buf_add_text(out, ", ");
    }
    buf_add_text(out, "late ");
    write_span(forecast.late, out);
    if (desk.timekeeper.moved != 0) {
        buf_add_text(out, ", plan ");
        write_time(forecast.slots.items[0].planned_start, out);
        buf_add_char(out, '-');
        write_time(forecast.planned_end, out);
    }
    if (timekeeper_is_other_day(&desk.timekeeper, &desk.now))
        buf_add_text(out, ", other day");
    forecast_finish(&forecast);
}

START_TEST(test_shown)
{
    BUF_LOCAL struct buf wrong = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (enum before before = BEFORE; before < BEFORE_COUNT; before++) {
            BUF_LOCAL struct buf shown = {0};
            put_in_state(rows[i].place, rows[i].zone, before);
            happen(&rows[i]);
            write_shown(&shown);
            if (strcmp(buf_text(&shown), rows[i].cells[before]) != 0)
                buf_add_format(&wrong, "\n%s, state %u:\n  %s\nfor\n  %s", rows[i].name, before,
                               buf_text(&shown), rows[i].cells[before]);
            desk_finish(&desk);
        }
    }
    ck_assert_msg(wrong.size == 0, "%s", buf_text(&wrong));
}
END_TEST

SUITE("core/clock_shown", test_shown)
