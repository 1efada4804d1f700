/*
 * The stage over a morning, at every size: what the room reads, and how large.
 */
#include <string.h>

#include "programmes.h"
#include "suite.h"
#include "view_bench.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct stage_bench {
    struct programme *programme;
    struct laptop laptop;
    struct program bench;
};

static void at(struct stage_bench *stage, int hour, int minute, int second)
{
    laptop_at(&stage->laptop,
              zone_instant(stage->programme->zone, stage->programme->date, hour * 60 + minute) +
                  second * MSEC_SECOND);
    bench_read(&stage->bench, &stage->laptop);
}

static void begin(struct stage_bench *stage, int width, int height)
{
    stage->programme = programme_sou88();
    laptop_init(&stage->laptop, stage->programme, 1, 1,
                zone_instant(stage->programme->zone, stage->programme->date, AT(8, 50)));
    bench_init(&stage->bench, &view_stage, &stage->laptop, width, height);
}

static void finish(struct stage_bench *stage)
{
    bench_finish(&stage->bench);
    laptop_finish(&stage->laptop);
    programme_free(stage->programme);
}

static void wish(struct stage_bench *stage, enum wish_verb verb)
{
    ck_assert_msg(laptop_do(&stage->laptop, verb), "%s", laptop_why(&stage->laptop));
    bench_read(&stage->bench, &stage->laptop);
}

static void expect(struct stage_bench *stage, const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&stage->bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

/* Rows of the canvas that hold a block of a digit. */
static int digit_rows(struct stage_bench *stage)
{
    BUF_LOCAL struct buf dump = {0};
    int rows = 0;
    bench_dump(&stage->bench, &dump);
    for (const char *line = buf_text(&dump); *line != '\0';) {
        const char *end = strchr(line, '\n');
        static const char *const blocks[] = {"██", "▀▀", "▄▄"};
        const char *bar = strstr(line, "░");
        bool has = false;
        for (size_t i = 0; i < COUNT(blocks); i++) {
            const char *block = strstr(line, blocks[i]);
            has = has || (block != NULL && block < end);
        }
        rows += has && !(bar != NULL && bar < end);
        line = end + 1;
    }
    return rows;
}

START_TEST(test_what_the_room_reads)
{
    static const struct {
        int hour, minute, second;
        enum wish_verb verb; /* WISH_COUNT: none */
        const char *shown[5];
        const char *hidden;
    } steps[] = {
        {8,
         50,
         20,
         WISH_COUNT,
         {"Session introduction", "Starts at", "in 9:40", "ends 12:30"},
         "Next:"},
        {9, 2, 30, WISH_COUNT, {"late: not started yet", "after 09:00"}, "Starts at"},
        {9,
         3,
         0,
         WISH_START,
         {"on time", "ends 09:18 (+3)", "Next: High-level expert panel, 09:18", "3 min past"},
         "Starts at"},
        {9, 18, 0, WISH_NEXT, {"High-level expert panel", "Next: Coffee break, 10:33"}, NULL},
        {10, 20, 0, WISH_PAUSE, {"paused for 0:00", "on time"}, "We resume"},
        {10, 30, 0, WISH_RESUME, {"ends 10:43 (+13)"}, "paused"},
        {10, 38, 0, WISH_COUNT, {"warning"}, "on time"},
        {10,
         43,
         0,
         WISH_NEXT,
         {"Coffee break", "We resume at", "in 30:00", "Next: Presentation MMC", "13 min past"},
         "on time"},
        {11, 9, 0, WISH_COUNT, {"We resume at", "in 4:00 · warning"}, "danger"},
        {11,
         13,
         30,
         WISH_COUNT,
         {"over", "beyond its 30 min", "Next: Presentation MMC, 11:13"},
         "We resume"},
        {11, 13, 30, WISH_STOP, {"Presentation MMC", "late: not started yet"}, "We resume"},
        {11, 15, 0, WISH_END, {"The session is over", "ended 11:13"}, "Next:"},
    };
    struct stage_bench stage;
    begin(&stage, 80, 24);
    for (size_t i = 0; i < COUNT(steps); i++) {
        at(&stage, steps[i].hour, steps[i].minute, steps[i].second);
        if (steps[i].verb != WISH_COUNT)
            wish(&stage, steps[i].verb);
        for (size_t s = 0; s < COUNT(steps[i].shown) && steps[i].shown[s] != NULL; s++)
            expect(&stage, steps[i].shown[s], true);
        if (steps[i].hidden != NULL)
            expect(&stage, steps[i].hidden, false);
    }
    finish(&stage);
}
END_TEST

/* A gap after a slot that ended early: the time is that of the programme. */
START_TEST(test_between)
{
    struct stage_bench stage;
    begin(&stage, 80, 24);
    at(&stage, 9, 0, 0);
    wish(&stage, WISH_START);
    at(&stage, 9, 10, 0);
    wish(&stage, WISH_STOP);
    expect(&stage, "Planned to resume at", true);
    expect(&stage, "in 5:00", true);
    finish(&stage);
}
END_TEST

START_TEST(test_digits_grow_with_the_terminal)
{
    static const struct {
        int width, height, rows;
    } sizes[] = {{60, 18, 8},   {80, 24, 10},  {100, 30, 13},
                 {132, 43, 18}, {200, 60, 28}, {300, 80, 43}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct stage_bench stage;
        begin(&stage, sizes[i].width, sizes[i].height);
        at(&stage, 9, 0, 0);
        wish(&stage, WISH_START);
        ck_assert_msg(digit_rows(&stage) == sizes[i].rows, "%d × %d: %d rows", sizes[i].width,
                      sizes[i].height, digit_rows(&stage));
        expect(&stage, "on time", true);
        expect(&stage, "Session introduction", true);
        expect(&stage, "ends 12:30", true);
        finish(&stage);
    }
}
END_TEST

/* A round has a clock of its own, the questions at the end of a panel have not. */
START_TEST(test_parts)
{
    static const struct {
        int minute, second;
        const char *shown[3];
    } steps[] = {
        {0,
         0,
         {"Talk 1 of 5", "on time · left of 10 min · then Questions 1 of 5", "left of 75 min"}},
        {9, 30, {"Talk 1 of 5", "danger · left of 10 min"}},
        {10, 0, {"Questions 1 of 5", "left of 5 min · then Talk 2 of 5"}},
        {71, 0, {"Questions 5 of 5", "left of 75 min"}},
    };
    struct stage_bench stage;
    begin(&stage, 80, 24);
    struct slot *slot = &stage.programme->slots.items[1];
    slot->rounds =
        (struct rounds){.talk = 10 * MSEC_MINUTE, .questions = 5 * MSEC_MINUTE, .count = 5};
    at(&stage, 9, 0, 0);
    wish(&stage, WISH_START);
    at(&stage, 9, 15, 0);
    wish(&stage, WISH_NEXT);
    for (size_t i = 0; i < COUNT(steps); i++) {
        at(&stage, 9, 15 + steps[i].minute, steps[i].second);
        for (size_t s = 0; s < COUNT(steps[i].shown) && steps[i].shown[s] != NULL; s++)
            expect(&stage, steps[i].shown[s], true);
    }
    ck_assert_int_ge(digit_rows(&stage), 5);
    finish(&stage);
}
END_TEST

/* A message stands until its time has come, and what shows it ticks until then. */
START_TEST(test_message)
{
    static const struct wish message = {.verb = WISH_MESSAGE, .fields = {.text = "Two minutes"}};
    struct stage_bench stage;
    begin(&stage, 60, 18);
    at(&stage, 9, 0, 0);
    wish(&stage, WISH_START);
    wish(&stage, WISH_END);
    ck_assert(!view_stage.ticks(stage.bench.state, &stage.bench.scene));
    ck_assert(laptop_wish(&stage.laptop, &message, NULL) != NULL);
    at(&stage, 9, 0, 59);
    expect(&stage, "Two minutes", true);
    ck_assert(view_stage.ticks(stage.bench.state, &stage.bench.scene));
    at(&stage, 9, 1, 0);
    expect(&stage, "Two minutes", false);
    ck_assert(!view_stage.ticks(stage.bench.state, &stage.bench.scene));
    finish(&stage);
}
END_TEST

SUITE("tui/view_stage", test_parts, test_message, test_what_the_room_reads, test_between,
      test_digits_grow_with_the_terminal)
