/*
 * The Replan view on a bench whose wishes are granted.
 */
#include "view_bench.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

/* The panel begins so many minutes late. */
static void begin(int late, int width, int height)
{
    programme = programme_sou88();
    programme->slots.items[2].minimum = 15 * MSEC_MINUTE;
    programme->slots.items[2].own_minimum = true;
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_replan, &laptop, width, height);
    bench.live = &laptop;
    ck_assert(laptop_do(&laptop, WISH_START));
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, AT(9, 15 + late)));
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    bench_read(&bench, &laptop);
    view_replan.enter(bench.state, &bench);
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void expect(const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

static const char at_80_19[] =
    "┌ Replan: three ways to go on ─────────────────────────────────────────────────┐\n"
    "│                           Shift          ‹ Absorb ›         Compress         │\n"
    "│                           ends later       breaks give      all give         │\n"
    "│   Coffee break          10:41–11:11      10:41–11:00 −11  10:41–11:08 −3     │\n"
    "│   Presentation MMC      11:11–11:41      11:00–11:30      11:08–11:35 −3     │\n"
    "│   Two parallel breakou… 11:41–12:26      11:30–12:15      11:35–12:16 −4     │\n"
    "│   Adoption of the conc… 12:26–12:41      12:15–12:30      12:16–12:30 −1     │\n"
    "│ ──────────────────────────────────────────────────────────────────────────── │\n"
    "│   The day ends          12:41            12:30            12:30              │\n"
    "│   Lateness              11 min late      on time          on time            │\n"
    "│   Slots lose            nothing          11 min less      11 min less        │\n"
    "│   Hard end 12:30        11 min past it   reached          reached            │\n";

START_TEST(test_side_by_side)
{
    BUF_LOCAL struct buf dump = {0};
    begin(11, 80, 19);
    bench_dump(&bench, &dump);
    buf_cut(&dump, sizeof at_80_19 - 1);
    ck_assert_str_eq(buf_text(&dump), at_80_19);
    end();
}
END_TEST

/* For the watchdog the same plans are drawn once more: nothing is made anew. */
START_TEST(test_made_once)
{
    begin(11, 80, 19);
    expect("10:41–11:11", true);
    bench.scene.stale = true;
    bench.scene.now.wall += 2 * MSEC_HOUR;
    bench.scene.now.boot += 2 * MSEC_HOUR;
    expect("10:41–11:11", true);
    bench.scene.stale = false;
    expect("10:41–11:11", false);
    end();
}
END_TEST

/* Left and Right go round, Enter takes, a reason is asked for. */
START_TEST(test_taking)
{
    begin(11, 80, 19);
    bench_do(&bench, ACTION_RIGHT);
    expect("‹ Compress ›", true);
    bench_do(&bench, ACTION_RIGHT);
    expect("‹ Shift ›", true);
    bench_do(&bench, ACTION_LEFT);
    bench_do(&bench, ACTION_LEFT);
    expect("‹ Absorb ›", true);
    bench_do(&bench, ACTION_OPEN);
    ck_assert_int_eq(bench.verb, WISH_REPLAN);
    ck_assert_int_eq(bench.scene.forecast.late, 0);
    expect("−11", false);
    ck_assert(laptop_do(&laptop, WISH_UNDO));
    bench_read(&bench, &laptop);
    expect("−11", true);
    bench_do(&bench, ACTION_REPLAN_WHY);
    ck_assert_msg(strstr(buf_text(&bench.asked), "line Absorb: why?") != NULL, "%s",
                  buf_text(&bench.asked));
    bench_line(&bench, "The room is needed");
    ck_assert_int_eq(bench.scene.forecast.late, 0);
    end();
}
END_TEST

/* Where no plan is enough: by how much, and without which slots it would be. */
START_TEST(test_not_enough)
{
    begin(100, 80, 19);
    expect("‹ Compress ›", true);
    expect("past it", true);
    expect("It would be reached without “", true);
    expect("s skips the selected slot", true);
    bench_do(&bench, ACTION_DOWN);
    bench_do(&bench, ACTION_SKIP);
    ck_assert_int_eq(bench.verb, WISH_SKIP);
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s4");
    expect("Presentation MMC", false);
    end();
}
END_TEST

/* Nothing to make up, nothing left: no key does harm. */
START_TEST(test_nothing_to_do)
{
    begin(0, 80, 19);
    expect("‹ Shift ›", true);
    expect("reached", true);
    bench_do(&bench, ACTION_OPEN);
    ck_assert_msg(strstr(buf_text(&bench.asked), "refused") != NULL, "%s", buf_text(&bench.asked));
    ck_assert(laptop_do(&laptop, WISH_END));
    bench_read(&bench, &laptop);
    expect("No slot is left today to replan.", true);
    static const enum action keys[] = {ACTION_OPEN, ACTION_SKIP, ACTION_DOWN,
                                       ACTION_LAST, ACTION_LEFT, ACTION_RIGHT};
    for (size_t i = 0; i < COUNT(keys); i++)
        bench_do(&bench, keys[i]);
    end();
}
END_TEST

START_TEST(test_every_size)
{
    static const struct {
        int width, height;
        bool beside;
    } sizes[] = {{60, 14, false}, {80, 19, true}, {100, 25, true}, {200, 55, true}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(11, sizes[i].width, sizes[i].height);
        expect("‹ Absorb ›", true);
        expect("Compress", sizes[i].beside);
        expect("10:41–11:00 −11", true);
        expect("12:30", true);
        expect("reached", true);
        end();
    }
}
END_TEST

/* Days of a thousand slots scroll. */
START_TEST(test_many_slots)
{
    struct given_slot slots[40];
    for (int i = 0; i < 40; i++)
        slots[i] = (struct given_slot){
            0, 480 + i * 10, 490 + i * 10, SLOT_SESSION, NULL, i == 39 ? HARD_END : HARD_NONE};
    programme = programme_given("EAT-3", "2022-05-18", slots, 40);
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 30)));
    bench_init(&bench, &view_replan, &laptop, 80, 19);
    bench.live = &laptop;
    ck_assert(laptop_do(&laptop, WISH_START));
    bench_read(&bench, &laptop);
    expect("Slot 2 ", true);
    expect("Slot 40", false);
    bench_do(&bench, ACTION_LAST);
    expect("Slot 40", true);
    expect("The day ends", true);
    end();
}
END_TEST

SUITE("tui/view_replan", test_side_by_side, test_made_once, test_taking, test_not_enough,
      test_nothing_to_do, test_every_size, test_many_slots)
