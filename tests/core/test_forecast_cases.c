/*
 * The forecast, case by case, with figures worked out by hand: midnight inside a slot, days apart,
 * hard starts and ends, breaks that come early or late, gaps in front of them.
 *
 * A case is a programme, what was done, a look, and what is shown then: start and end of each slot
 * in running order (– where it will not come), the end of the day and its lateness in minutes, and
 * by how many minutes a hard end is passed. "1:09:20" is 09:20 on the second day, "0:24:20" is
 * twenty past midnight in the first night.
 */
#include <dais/core/forecast.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct given_slot evening[] = {
    {0, AT(22, 30), AT(23, 30), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(23, 30), AT(24, 30), SLOT_PANEL, NULL, HARD_NONE},
    {0, AT(24, 30), AT(25, 30), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(25, 30), AT(26, 0), SLOT_BREAK, NULL, HARD_NONE},
    {0, AT(26, 0), AT(26, 30), SLOT_CLOSING, NULL, HARD_NONE},
};
static const struct given_slot two_days[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 0), AT(11, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(10, 30), AT(11, 30), SLOT_SESSION, NULL, HARD_NONE},
    {1, AT(11, 30), AT(12, 0), SLOT_ADOPTION, NULL, HARD_END},
};
static const struct given_slot hard_start[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 0), AT(10, 30), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(11, 0), AT(12, 0), SLOT_KEYNOTE, NULL, HARD_START},
    {0, AT(12, 0), AT(12, 30), SLOT_SESSION, NULL, HARD_NONE},
};
static const struct given_slot hard_end[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 0), AT(10, 30), SLOT_ADOPTION, NULL, HARD_END},
    {0, AT(10, 30), AT(11, 0), SLOT_CLOSING, NULL, HARD_NONE},
};
static const struct given_slot breaks[] = {
    {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(10, 10), AT(10, 40), SLOT_BREAK, NULL, HARD_NONE},
    {0, AT(10, 45), AT(11, 45), SLOT_SESSION, NULL, HARD_NONE},
    {0, AT(11, 45), AT(12, 45), SLOT_LUNCH, NULL, HARD_NONE},
    {0, AT(12, 45), AT(13, 15), SLOT_SESSION, NULL, HARD_NONE},
};

/* A flat table. */
static const struct {
    const char *name;
    const struct given_slot *slots;
    size_t count;
    const char *done; /* one after the other: time, verb, slot, minutes or other slot */
    const char *look;
    const char *shown;
} cases[] = {
/* clang-format off */
#define EVENING evening, COUNT(evening)
    {"an evening over midnight, before it", EVENING, "", "0:22:00",
     "22:30-23:30 23:30-00:30 00:30-01:30 01:30-02:00 02:00-02:30 ends 02:30 late 0"},
    {"the first slot is over its time", EVENING, "0:22:40 start s1", "0:23:50",
     "22:40-23:50 23:50-00:50 00:50-01:50 01:50-02:20 02:20-02:50 ends 02:50 late 20"},
    {"the slot with midnight in it runs", EVENING, "0:22:30 start s1, 0:23:30 start s2", "0:24:10",
     "22:30-23:30 23:30-00:30 00:30-01:30 01:30-02:00 02:00-02:30 ends 02:30 late 0"},
    {"the slot with midnight in it is over its time", EVENING,
     "0:22:30 start s1, 0:23:30 start s2", "0:24:45",
     "22:30-23:30 23:30-00:45 00:45-01:45 01:45-02:15 02:15-02:45 ends 02:45 late 15"},
    {"it ends early, the break behind it keeps its end", EVENING,
     "0:22:30 start s1, 0:23:30 start s2, 0:24:20 start s3", "0:24:25",
     "22:30-23:30 23:30-00:20 00:20-01:20 01:20-02:00 02:00-02:30 ends 02:30 late 0"},
    {"a pause over midnight", EVENING, "0:22:30 start s1, 0:23:30 start s2, 0:23:55 pause s2",
     "0:24:05",
     "22:30-23:30 23:30-00:40 00:40-01:40 01:40-02:10 02:10-02:40 ends 02:40 late 10"},
    {"resumed after midnight", EVENING,
     "0:22:30 start s1, 0:23:30 start s2, 0:23:55 pause s2, 0:24:05 resume s2", "0:24:15",
     "22:30-23:30 23:30-00:40 00:40-01:40 01:40-02:10 02:10-02:40 ends 02:40 late 10"},
    {"stopped after midnight", EVENING, "0:22:30 start s1, 0:23:30 start s2, 0:24:10 stop s2",
     "0:24:11",
     "22:30-23:30 23:30-00:10 00:11-01:11 01:11-02:00 02:00-02:30 ends 02:30 late 0"},
    {"more time after midnight", EVENING,
     "0:22:30 start s1, 0:23:30 start s2, 0:24:20 extend s2 7", "0:24:21",
     "22:30-23:30 23:30-00:37 00:37-01:37 01:37-02:07 02:07-02:37 ends 02:37 late 7"},

#define TWO_DAYS two_days, COUNT(two_days)
    {"a late first day leaves the second alone", TWO_DAYS, "0:09:30 start s1, 0:10:40 start s2",
     "0:11:45",
     "09:30-10:40 10:40-11:45 1:09:00-1:10:00 1:10:30-1:11:30 1:11:30-1:12:00 ends 11:45 late 45"},
    {"the morning after a late day", TWO_DAYS,
     "0:09:30 start s1, 0:10:40 start s2, 0:11:50 stop s2", "1:08:50",
     "09:30-10:40 10:40-11:50 1:09:00-1:10:00 1:10:30-1:11:30 1:11:30-1:12:00 ends 1:12:00 late 0"},
    {"what was left of the first day comes no more", TWO_DAYS, "0:09:30 start s1, 0:10:40 stop s1",
     "1:08:50",
     "09:30-10:40 – 1:09:00-1:10:00 1:10:30-1:11:30 1:11:30-1:12:00 ends 1:12:00 late 0"},
    {"the second day late, within its gap", TWO_DAYS, "0:09:30 start s1, 0:10:40 stop s1, "
     "1:09:20 start s3", "1:09:25",
     "09:30-10:40 – 1:09:20-1:10:20 1:10:30-1:11:30 1:11:30-1:12:00 ends 1:12:00 late 0"},
    {"the second day late, beyond its gap and its hard end", TWO_DAYS,
     "0:09:00 start s1, 0:10:00 stop s1, 1:09:45 start s3", "1:09:50",
     "09:00-10:00 – 1:09:45-1:10:45 1:10:45-1:11:45 1:11:45-1:12:15 ends 1:12:15 late 15,"
     " s5 over 15"},
    {"nothing of the first day ran", TWO_DAYS, "", "1:09:07",
     "– – 1:09:07-1:10:07 1:10:30-1:11:30 1:11:30-1:12:00 ends 1:12:00 late 0"},

#define HARD_START_DAY hard_start, COUNT(hard_start)
    {"an early end before a hard start", HARD_START_DAY, "0:09:00 start s1, 0:09:30 start s2",
     "0:09:35", "09:00-09:30 09:30-10:00 11:00-12:00 12:00-12:30 ends 12:30 late 0"},
    {"a late one takes the gap, then the hard start", HARD_START_DAY,
     "0:09:00 start s1, 0:10:45 start s2", "0:10:50",
     "09:00-10:45 10:45-11:15 11:15-12:15 12:15-12:45 ends 12:45 late 15"},
    {"a hard start that people began early", HARD_START_DAY,
     "0:09:00 start s1, 0:09:50 start s2, 0:10:40 start s3", "0:10:45",
     "09:00-09:50 09:50-10:40 10:40-11:40 11:40-12:10 ends 12:10 late -20"},
    {"a skip before a hard start", HARD_START_DAY, "0:09:00 start s1, 0:09:05 skip s2", "0:09:06",
     "09:00-10:00 – 11:00-12:00 12:00-12:30 ends 12:30 late 0"},
    {"more time than the gap has", HARD_START_DAY, "0:09:00 start s1, 0:09:10 extend s1 75",
     "0:09:11", "09:00-11:15 11:15-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 45"},

#define HARD_END_DAY hard_end, COUNT(hard_end)
    {"a hard end is passed, and the length stays", HARD_END_DAY,
     "0:09:00 start s1, 0:10:20 start s2", "0:10:25",
     "09:00-10:20 10:20-10:50 10:50-11:20 ends 11:20 late 20, s2 over 20"},
    {"a hard end is passed, and its slot over its time", HARD_END_DAY,
     "0:09:00 start s1, 0:10:20 start s2", "0:10:55",
     "09:00-10:20 10:20-10:55 10:55-11:25 ends 11:25 late 25, s2 over 25"},
    {"a hard end holds nothing back", HARD_END_DAY, "0:09:00 start s1, 0:09:40 start s2",
     "0:09:45", "09:00-09:40 09:40-10:10 10:10-10:40 ends 10:40 late -20"},
    {"a hard end that was passed stays passed", HARD_END_DAY,
     "0:09:00 start s1, 0:10:20 start s2, 0:10:40 start s3", "0:10:41",
     "09:00-10:20 10:20-10:40 10:40-11:10 ends 11:10 late 10, s2 over 10"},

#define BREAKS breaks, COUNT(breaks)
    {"the gap before a break takes lateness up", BREAKS, "0:09:00 start s1", "0:10:06",
     "09:00-10:06 10:10-10:40 10:45-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 0"},
    {"the gaps before and after it do", BREAKS, "0:09:00 start s1", "0:10:15",
     "09:00-10:15 10:15-10:45 10:45-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 0"},
    {"more than both can", BREAKS, "0:09:00 start s1", "0:10:20",
     "09:00-10:20 10:20-10:50 10:50-11:50 11:50-12:50 12:50-13:20 ends 13:20 late 5"},
    {"an early end before gap and break", BREAKS, "0:09:00 start s1, 0:09:40 stop s1", "0:09:41",
     "09:00-09:40 09:50-10:40 10:45-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 0"},
    {"an early break keeps its end", BREAKS, "0:09:00 start s1, 0:09:45 start s2", "0:09:50",
     "09:00-09:45 09:45-10:40 10:45-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 0"},
    {"an early break made shorter lets the next come earlier", BREAKS,
     "0:09:00 start s1, 0:09:45 start s2, 0:09:46 shorten s2 25", "0:09:50",
     "09:00-09:45 09:45-10:15 10:20-11:20 11:20-12:45 12:45-13:15 ends 13:15 late 0"},
    {"a late break keeps its length", BREAKS, "0:09:00 start s1, 0:10:25 start s2", "0:10:30",
     "09:00-10:25 10:25-10:55 10:55-11:55 11:55-12:55 12:55-13:25 ends 13:25 late 10"},
    {"a break that ends early", BREAKS, "0:09:00 start s1, 0:10:10 start s2, 0:10:30 start s3",
     "0:10:35", "09:00-10:10 10:10-10:30 10:30-11:30 11:30-12:45 12:45-13:15 ends 13:15 late 0"},
    {"a lunch that ends early", BREAKS, "0:10:45 start s3, 0:11:45 start s4, 0:12:30 start s5",
     "0:12:31", "– – 10:45-11:45 11:45-12:30 12:30-13:00 ends 13:00 late -15"},
    {"a skipped break", BREAKS, "0:09:00 start s1, 0:09:30 skip s2", "0:09:31",
     "09:00-10:00 – 10:05-11:05 11:05-12:45 12:45-13:15 ends 13:15 late 0"},
    {"an unplanned slot before gap and break", BREAKS, "0:09:00 start s1, 0:09:30 insert s1 20",
     "0:09:31",
     "09:00-10:00 10:00-10:20 10:20-10:50 10:50-11:50 11:50-12:50 12:50-13:20 ends 13:20 late 5"},
    {"two that change places over a lunch", BREAKS, "0:09:00 start s1, 0:09:10 swap s3 s5",
     "0:09:11",
     "09:00-10:00 10:10-10:40 10:45-11:15 11:15-12:15 12:15-13:15 ends 13:15 late 0"},
    {"back to a slot: the next one waits again", BREAKS,
     "0:09:00 start s1, 0:09:50 start s2, 0:09:56 back s1 s2", "0:10:00",
     "09:00-10:06 10:10-10:40 10:45-11:45 11:45-12:45 12:45-13:15 ends 13:15 late 0"},
    {"a plan takes ten minutes off a lunch", BREAKS,
     "0:09:00 start s1, 0:10:25 start s2, 0:10:26 plan s4=3000000", "0:10:30",
     "09:00-10:25 10:25-10:55 10:55-11:55 11:55-12:45 12:45-13:15 ends 13:15 late 0"},
    /* clang-format on */
};

static struct desk desk;

/* "1:09:20" */
static void go_to(const char *time)
{
    desk_at(&desk, time[0] - '0', time + 2);
}

static const char *running(void)
{
    size_t current = desk.timekeeper.current;
    return current == SLOT_NONE ? "" : desk.timekeeper.slots.items[current].id;
}

/* The ms of a number of minutes. */
static const char *in_ms(const char *minutes, struct buf *out)
{
    int count = 0;
    (void)sscanf(minutes, "%d", &count);
    buf_add_format(out, "%" PRId64, count * MSEC_MINUTE);
    return buf_text(out);
}

static bool do_verb(const char *verb, const char *slot, const char *more)
{
    BUF_LOCAL struct buf span = {0};
    if (strcmp(verb, "start") == 0)
        return desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, slot, KEY_FROM, running(), NO_KEY);
    if (strcmp(verb, "back") == 0)
        return desk_do(&desk, EVENT_SLOT_BACK, KEY_SLOT, slot, KEY_FROM, more, NO_KEY);
    if (strcmp(verb, "stop") == 0)
        return desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, slot, NO_KEY);
    if (strcmp(verb, "pause") == 0)
        return desk_do(&desk, EVENT_SLOT_PAUSE, KEY_SLOT, slot, NO_KEY);
    if (strcmp(verb, "resume") == 0)
        return desk_do(&desk, EVENT_SLOT_RESUME, KEY_SLOT, slot, NO_KEY);
    if (strcmp(verb, "skip") == 0)
        return desk_do(&desk, EVENT_SLOT_SKIP, KEY_SLOT, slot, NO_KEY);
    if (strcmp(verb, "swap") == 0)
        return desk_do(&desk, EVENT_SLOT_SWAP, KEY_SLOT, slot, KEY_WITH, more, NO_KEY);
    if (strcmp(verb, "plan") == 0)
        return desk_do(&desk, EVENT_PLAN_CHANGE, KEY_FROM, running(), KEY_PLAN, "absorb",
                       KEY_LENGTHS, slot, KEY_LATE, "0", NO_KEY);
    if (strcmp(verb, "insert") == 0)
        return desk_do(&desk, EVENT_SLOT_INSERT, KEY_SLOT, "i1", KEY_AFTER, slot, KEY_TITLE, "Word",
                       KEY_SPAN, in_ms(more, &span), NO_KEY);
    enum event_op op = strcmp(verb, "extend") == 0 ? EVENT_SLOT_EXTEND : EVENT_SLOT_SHORTEN;
    return desk_do(&desk, op, KEY_SLOT, slot, KEY_SPAN, in_ms(more, &span), NO_KEY);
}

/* "0:09:00 start s1, 0:10:20 start s2" */
static void do_all(const char *name, const char *done)
{
    while (*done != '\0') {
        char time[16] = "";
        char verb[16] = "";
        char slot[24] = "";
        char more[16] = "";
        size_t size = strcspn(done, ",");
        BUF_LOCAL struct buf one = {0};
        buf_add(&one, done, size);
        int read = sscanf(buf_text(&one), "%15s %15s %23s %15s", time, verb, slot, more);
        ck_assert_msg(read >= 3, "%s: “%s” is none", name, buf_text(&one));
        go_to(time);
        ck_assert_msg(do_verb(verb, slot, more), "%s: “%s” has no effect", name, buf_text(&one));
        done += size + strspn(done + size, ", ");
    }
}

/* "23:50", "1:09:00" after the first night. */
static void write_time(msec_t wall, struct buf *out)
{
    int64_t days;
    msec_t of_day;
    zone_civil(desk.programme->zone, wall, &days, &of_day);
    if (days != desk.first_date && of_day >= 6 * MSEC_HOUR)
        buf_add_format(out, "%" PRId64 ":", days - desk.first_date);
    zone_write_time(desk.programme->zone, wall, wall % MSEC_MINUTE != 0, out);
}

static void write_shown(struct buf *out)
{
    struct forecast forecast;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    for (size_t i = 0; i < forecast.slots.count; i++) {
        const struct forecast_slot *slot = &forecast.slots.items[i];
        if (slot->start == MSEC_NONE) {
            buf_add_text(out, "– ");
            continue;
        }
        write_time(slot->start, out);
        buf_add_char(out, '-');
        write_time(slot->end, out);
        buf_add_char(out, ' ');
    }
    buf_add_text(out, "ends ");
    write_time(forecast.projected_end, out);
    buf_add_format(out, " late %" PRId64, forecast.late / MSEC_MINUTE);
    for (size_t i = 0; i < forecast.slots.count; i++) {
        if (forecast.slots.items[i].over_hard > 0)
            buf_add_format(out, ", %s over %" PRId64, desk.timekeeper.slots.items[i].id,
                           forecast.slots.items[i].over_hard / MSEC_MINUTE);
    }
    forecast_finish(&forecast);
}

START_TEST(test_cases)
{
    BUF_LOCAL struct buf wrong = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        BUF_LOCAL struct buf shown = {0};
        desk_init_take(&desk,
                       programme_given("EAT-3", "2022-05-18", cases[i].slots, cases[i].count));
        do_all(cases[i].name, cases[i].done);
        go_to(cases[i].look);
        write_shown(&shown);
        if (strcmp(buf_text(&shown), cases[i].shown) != 0)
            buf_add_format(&wrong, "\n%s:\n  %s\nfor\n  %s", cases[i].name, buf_text(&shown),
                           cases[i].shown);
        desk_finish(&desk);
    }
    ck_assert_msg(wrong.size == 0, "%s", buf_text(&wrong));
}
END_TEST

SUITE("core/forecast_cases", test_cases)
