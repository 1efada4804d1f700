/*
 * What forecasting and replanning cost, by the number of slots. Each is held against one pass over
 * the same slots that does nothing but add up a number of each: what no program can do without.
 * The time of a slot must not grow with their number. Where 10,000 do not fit the caches any more
 * it may be four times that of 100; a square would be a hundred times. At eight the benchmark
 * fails.
 *
 * Each figure is the best of several repetitions: the machine has other things to do.
 */
#include <inttypes.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <dais/core/plan_change.h>
#include <dais/core/session.h>

#include "desk.h"
#include "programmes.h"

enum { REPEATS = 9, LEAST_NS = 2000000, GROWTH = 8, KEPT = 16 * 1024 * 1024 };

static const size_t counts[] = {100, 300, 1000, 3000, 10000};
enum { COUNTS = sizeof counts / sizeof *counts };

static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* What is measured. */
struct work {
    struct desk desk;
    size_t slots;
    msec_t sum;                /* so that nothing is left out as idle */
    struct plan_change change; /* the plan that is folded */
    struct event *event;
};

static void pass(struct work *work)
{
    const struct timekeeper *timekeeper = &work->desk.timekeeper;
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        work->sum += timekeeper->slots.items[i].allotted;
}

static void forecast(struct work *work)
{
    struct forecast forecast;
    forecast_make(&work->desk.timekeeper, &work->desk.now, &forecast);
    work->sum += forecast.late;
    forecast_finish(&forecast);
}

static void make_plan(struct work *work, enum plan plan)
{
    struct plan_change change;
    plan_change_make(&work->desk.timekeeper, &work->desk.now, plan, &change);
    work->sum += change.lost;
    plan_change_finish(&change);
}

static void shift(struct work *work)
{
    make_plan(work, PLAN_SHIFT);
}

static void absorb(struct work *work)
{
    make_plan(work, PLAN_ABSORB);
}

static void compress(struct work *work)
{
    make_plan(work, PLAN_COMPRESS);
}

static void lay(struct work *work)
{
    struct timekeeper timekeeper;
    timekeeper_init(&timekeeper, work->desk.programme);
    work->sum += timekeeper.slots.items[work->slots - 1].allotted;
    timekeeper_finish(&timekeeper);
}

static void fold(struct work *work)
{
    if (!timekeeper_apply(&work->desk.timekeeper, work->event, &work->desk.writer))
        abort();
}

static const struct {
    const char *name;
    void (*run)(struct work *work);
} rows[] = {
    {"one pass", pass}, {"lay the plan", lay},  {"forecast", forecast}, {"shift", shift},
    {"absorb", absorb}, {"compress", compress}, {"take a plan", fold},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* Nanoseconds a slot, the best of several. */
static double measure(struct work *work, void (*run)(struct work *work))
{
    double best = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        int64_t begin = nanoseconds();
        int64_t spent = 0;
        unsigned times = 0;
        while (spent < LEAST_NS / REPEATS || times < 3) {
            run(work);
            times++;
            spent = nanoseconds() - begin;
        }
        double each = (double)spent / times / (double)work->slots;
        if (repeat == 0 || each < best)
            best = each;
    }
    return best;
}

/* A slot of five minutes each, every tenth a break; some gaps, some hard ends. */
static struct programme *programme_of(size_t count, size_t days)
{
    struct given_slot *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        abort();
    size_t each = (count + days - 1) / days;
    for (size_t i = 0; i < count; i++) {
        size_t place = i % each;
        slots[i] = (struct given_slot){
            .day = i / each,
            .start = AT(8, 0) + (int)(place * 5 + place / 50),
            .kind = i % 10 == 9 ? SLOT_BREAK : SLOT_SESSION,
            .hard = place + 1 == each ? HARD_END : HARD_NONE,
        };
        slots[i].end = slots[i].start + 5;
    }
    struct programme *programme = programme_given("EAT-3", "2022-05-18", slots, count);
    free(slots);
    return programme;
}

static void begin(struct work *work, size_t count, size_t days)
{
    *work = (struct work){.slots = count};
    desk_init_take(&work->desk, programme_of(count, days));
    desk_at(&work->desk, 0, "08:00");
    if (!desk_do(&work->desk, EVENT_SLOT_START, KEY_SLOT, "s1", KEY_FROM, "", NO_KEY))
        abort();
    /* One minute late for every other slot of the day: many have to give. */
    msec_t late = (msec_t)(count / days / 2 + count / days / 50) * MSEC_MINUTE;
    work->desk.now = instant_add(&work->desk.now, 5 * MSEC_MINUTE + late);
    plan_change_make(&work->desk.timekeeper, &work->desk.now, PLAN_COMPRESS, &work->change);
    BUF_LOCAL struct buf lengths = {0};
    for (size_t i = 0; i < work->change.slots.count; i++) {
        const struct planned_change *slot = &work->change.slots.items[i];
        if (slot->lost > 0)
            buf_add_format(&lengths, "%ss%zu=%" PRId64, lengths.size > 0 ? " " : "", slot->slot + 1,
                           slot->allotted);
    }
    work->event = desk_event(&work->desk, EVENT_PLAN_CHANGE, KEY_FROM, "s1", KEY_PLAN, "compress",
                             KEY_LATE, "0", KEY_LENGTHS, buf_text(&lengths), NO_KEY);
}

static void end(struct work *work)
{
    event_free(work->event);
    plan_change_finish(&work->change);
    desk_finish(&work->desk);
}

/* Does the time of a slot stay as it is? */
static bool bench(size_t days)
{
    double figures[ROWS][COUNTS];
    for (size_t n = 0; n < COUNTS; n++) {
        struct work work;
        begin(&work, counts[n], days);
        for (size_t row = 0; row < ROWS; row++)
            figures[row][n] = measure(&work, rows[row].run);
        end(&work);
    }
    printf("%zu day%s: ns a slot, and passes\n%-14s", days, days > 1 ? "s" : "", "slots");
    for (size_t n = 0; n < COUNTS; n++)
        printf("%15zu", counts[n]);
    printf("\n");
    bool flat = true;
    for (size_t row = 0; row < ROWS; row++) {
        printf("%-14s", rows[row].name);
        for (size_t n = 0; n < COUNTS; n++)
            printf("%9.1f %5.1f", figures[row][n], figures[row][n] / figures[0][n]);
        bool grows = row > 0 && figures[row][COUNTS - 1] > GROWTH * figures[row][0];
        printf("%s\n", grows ? "  grows" : "");
        flat = flat && !grows;
    }
    return flat;
}

int main(void)
{
    /* Memory is kept, not given back to the system each time: its pages are not what is measured.
     */
    mallopt(M_MMAP_THRESHOLD, KEPT);
    mallopt(M_TRIM_THRESHOLD, KEPT);
    bool flat = bench(1);
    printf("\n");
    flat = bench(10) && flat;
    return flat ? 0 : 1;
}
