/*
 * The timer never lies: whatever happens to the machine's clocks, in whatever state. Each row
 * says what the clocks do while something happens; each column is a state before it; each cell
 * is the elapsed time that must be shown afterwards. The whole is held in several places and
 * years, since the calendar has no say in how long something took.
 */
#include <dais/core/forecast.h>

#include "desk.h"
#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define S MSEC_SECOND
#define M MSEC_MINUTE
#define H MSEC_HOUR

/* Where and when a session of a quarter of an hour and an hour begins. */
static const struct place {
    const char *name;
    const char *zone;
    const char *date;
    int start; /* minutes since midnight */
} places[] = {
    {"Kisumu", "EAT-3", "2022-05-18", AT(9, 0)},
    {"over midnight", "EAT-3", "2022-05-18", AT(23, 55)},
    {"clocks go forward", "CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-27", AT(1, 55)},
    {"clocks go back", "CET-1CEST,M3.5.0,M10.5.0/3", "2022-10-30", AT(2, 55)},
    {"end of a leap second's day", "UTC0", "2016-12-31", AT(23, 55)},
    {"past 2038", "EAT-3", "2040-05-18", AT(9, 0)},
    {"leap day", "EST5EDT,M3.2.0,M11.1.0", "2028-02-29", AT(23, 55)},
};

/* What holds before: the slot is six minutes old, or overrun, or over, or has not begun. */
enum before { BEFORE, RUNNING, PAUSED, OVERRUN, BETWEEN, BEFORE_COUNT };

/* What happens to the clocks until they are read again. */
static const struct happening {
    const char *name;
    msec_t wall;    /* ms that the wall clock goes on, or back */
    msec_t boot;    /* likewise; after a restart, the new value */
    bool restart;   /* the machine has another boot id then */
    msec_t running; /* ms elapsed afterwards, where it ran: 6 minutes before */
    msec_t overrun; /* the same where it was over: 21 minutes before */
    bool approximate;
} happenings[] = {
    {"nothing", 0, 0, false, 6 * M, 21 * M, false},
    {"a second", S, S, false, 6 * M + S, 21 * M + S, false},
    {"set 1 s on", 61 * S, 60 * S, false, 7 * M, 22 * M, false},
    {"set 1 s back", 59 * S, 60 * S, false, 7 * M, 22 * M, false},
    {"leap second smeared", 60 * S - 7, 60 * S, false, 7 * M, 22 * M, false},
    {"slewed fast", 60 * S + 30, 60 * S, false, 7 * M, 22 * M, false},
    {"set 5 min back", -4 * M, M, false, 7 * M, 22 * M, false},
    {"set 1 h on", 61 * M, M, false, 7 * M, 22 * M, false},
    {"set 1 h back", -59 * M, M, false, 7 * M, 22 * M, false},
    {"set 1 day on", 24 * H + M, M, false, 7 * M, 22 * M, false},
    {"set 1 day back", -24 * H + M, M, false, 7 * M, 22 * M, false},
    {"suspended 1 s", S, S, false, 6 * M + S, 21 * M + S, false},
    {"suspended 14 min", 14 * M, 14 * M, false, 20 * M, 35 * M, false},
    {"suspended 10 h", 10 * H, 10 * H, false, 10 * H + 6 * M, 10 * H + 21 * M, false},
    {"suspended, set on", 75 * M, 14 * M, false, 20 * M, 35 * M, false},
    {"suspended, set back", -46 * M, 14 * M, false, 20 * M, 35 * M, false},
    {"restarted", 2 * M, 30 * S, true, 8 * M, 23 * M, true},
    {"restarted, longer up than before", 2 * M, 90 * H, true, 8 * M, 23 * M, true},
    {"restarted, set on", H, 30 * S, true, H + 6 * M, H + 21 * M, true},
    {"restarted, set back to before the start", -5 * H, 30 * S, true, 0, 0, true},
};

static struct desk desk;

/* Minutes go by on both clocks. */
static void go_on(msec_t span)
{
    desk.now = instant_add(&desk.now, span);
}

static void put_in_state(const struct place *place, enum before before)
{
    const struct given_slot slots[] = {
        {0, place->start, place->start + 15, SLOT_OPENING, NULL, HARD_NONE},
        {0, place->start + 15, place->start + 75, SLOT_PANEL, NULL, HARD_NONE},
    };
    desk_init_take(&desk, programme_given(place->zone, place->date, slots, COUNT(slots)));
    go_on(desk.timekeeper.slots.items[0].planned_start - desk.now.wall);
    if (before == BEFORE)
        return;
    ck_assert(desk_do(&desk, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY));
    go_on(before == OVERRUN ? 21 * M : 6 * M);
    if (before == PAUSED)
        ck_assert(desk_do(&desk, EVENT_SLOT_PAUSE, KEY_SLOT, "s1", NO_KEY));
    if (before == BETWEEN)
        ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
}

static void happen(const struct happening *happening)
{
    desk.now.wall += happening->wall;
    desk.now.boot = happening->restart ? happening->boot : desk.now.boot + happening->boot;
    desk.now.boot_id += happening->restart ? 1 : 0;
}

/* The cell of the table; -1: no slot has the clock. */
static msec_t expected(const struct happening *happening, enum before before)
{
    switch (before) {
    case RUNNING:
        return happening->running;
    case OVERRUN:
        return happening->overrun;
    case PAUSED:
        return 6 * M;
    case BEFORE:
    case BETWEEN:
    case BEFORE_COUNT:
        break;
    }
    return -1;
}

static void check_cell(const struct place *place, const struct happening *happening,
                       enum before before)
{
    struct reading reading;
    timekeeper_read(&desk.timekeeper, &desk.now, &reading);
    msec_t elapsed = expected(happening, before);
    bool paused = before == PAUSED;
    ck_assert_msg((reading.slot == SLOT_NONE) == (elapsed < 0), "%s, %s, %d: current", place->name,
                  happening->name, before);
    if (reading.slot == SLOT_NONE)
        return;
    ck_assert_msg(reading.elapsed == elapsed, "%s, %s, %d: elapsed %lld", place->name,
                  happening->name, before, (long long)reading.elapsed);
    ck_assert_msg(reading.left == reading.allotted - elapsed, "%s, %s, %d: left", place->name,
                  happening->name, before);
    ck_assert_msg(reading.approximate == (happening->approximate && !paused),
                  "%s, %s, %d: approximate", place->name, happening->name, before);
    ck_assert_msg((reading.level == LEVEL_OVERRUN) == (reading.left <= 0), "%s, %s, %d: level",
                  place->name, happening->name, before);
}

/* Nothing is projected before now, and what has the clock ends when its time is up. */
static void check_forecast(const struct place *place, const struct happening *happening,
                           enum before before)
{
    struct forecast forecast;
    struct reading reading;
    forecast_make(&desk.timekeeper, &desk.now, &forecast);
    timekeeper_read(&desk.timekeeper, &desk.now, &reading);
    for (size_t i = 0; i < forecast.slots.count; i++) {
        enum slot_state state = desk.timekeeper.slots.items[i].state;
        ck_assert_msg(state != SLOT_WAITING || forecast.slots.items[i].start >= desk.now.wall,
                      "%s, %s, %d: slot %zu in the past", place->name, happening->name, before, i);
    }
    if (reading.slot != SLOT_NONE)
        ck_assert_msg(forecast.slots.items[reading.slot].end ==
                          desk.now.wall + (reading.left > 0 ? reading.left : 0),
                      "%s, %s, %d: end", place->name, happening->name, before);
    forecast_finish(&forecast);
}

START_TEST(test_matrix)
{
    for (size_t p = 0; p < COUNT(places); p++) {
        for (size_t h = 0; h < COUNT(happenings); h++) {
            for (unsigned before = 0; before < BEFORE_COUNT; before++) {
                put_in_state(&places[p], (enum before)before);
                happen(&happenings[h]);
                check_cell(&places[p], &happenings[h], (enum before)before);
                check_forecast(&places[p], &happenings[h], (enum before)before);
                desk_finish(&desk);
            }
        }
    }
}
END_TEST

/* What was shown is also what is kept when the slot ends after it all. */
START_TEST(test_kept)
{
    for (size_t h = 0; h < COUNT(happenings); h++) {
        put_in_state(&places[0], RUNNING);
        happen(&happenings[h]);
        ck_assert(desk_do(&desk, EVENT_SLOT_STOP, KEY_SLOT, "s1", NO_KEY));
        const struct clock_slot *slot = &desk.timekeeper.slots.items[0];
        ck_assert_msg(slot->banked == happenings[h].running, "%s", happenings[h].name);
        ck_assert_msg(slot->approximate == happenings[h].approximate, "%s", happenings[h].name);
        ck_assert(clock_slot_actual_end(slot) >= clock_slot_actual_start(slot));
        desk_finish(&desk);
    }
}
END_TEST

SUITE("core/clock_matrix", test_matrix, test_kept)
