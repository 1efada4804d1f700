/*
 * The Floor view on a bench whose wishes are granted: a panel from its first speaker to its last,
 * under each rule, at the sizes that are promised.
 */
#include "view_bench.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void at(int hour, int minute, int second)
{
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, hour * 60 + minute) +
                           second * MSEC_SECOND);
    bench_read(&bench, &laptop);
}

/* 09:15: the panel of seven has just begun. */
static void begin(enum attribution rule, int width, int height)
{
    programme = programme_panel(rule);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_floor, &laptop, width, height);
    bench.live = &laptop;
    ck_assert(laptop_do(&laptop, WISH_START));
    at(9, 15, 0);
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    bench_read(&bench, &laptop);
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

static const char *asked(void)
{
    return buf_text(&bench.asked);
}

START_TEST(test_a_panel)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    expect("Nobody has the floor", true);
    expect("f starts the next speaker", true);
    expect("7 to speak", true);
    bench_do(&bench, ACTION_OPEN); /* the selection stands on the first */
    expect("● ", true);
    expect("on time · 0:00 of 8:20", true);
    at(9, 17, 10);
    expect("2:10 of 8:20", true);
    bench_do(&bench, ACTION_FLOOR_PAUSE);
    expect("paused", true);
    at(9, 18, 0);
    bench_do(&bench, ACTION_FLOOR_PAUSE);
    at(9, 25, 20);
    expect("over · 9:30 of 8:20", true);
    expect("+1:10", true);
    bench_do(&bench, ACTION_FLOOR_NEXT);
    expect("has spoken", true);
    expect("on time · 0:00 of 10:00", true);
    at(9, 26, 0);
    laptop_do(&laptop, WISH_FLOOR_STOP);
    at(9, 29, 0);
    expect("has spoken · 0:40 of 10:00", true); /* stays until the next begins */
    ck_assert_str_eq(asked(), "");
    end();
}
END_TEST

/* What the keys do to the list; the selection stays with whom it was put on. */
START_TEST(test_keys)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    const struct floor *floor = &bench.scene.timekeeper->slots.items[1].floor;
    bench_do(&bench, ACTION_DOWN);
    bench_do(&bench, ACTION_FLOOR_EARLIER);
    ck_assert_uint_eq(floor->turns.items[0].place, 2);
    bench_do(&bench, ACTION_FLOOR_EARLIER);
    ck_assert_str_eq(asked(), "say It cannot be moved further\n");
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_FLOOR_LATER);
    ck_assert_uint_eq(floor->turns.items[1].place, 2);
    bench_do(&bench, ACTION_FLOOR_ABSENT);
    expect("absent", true);
    bench_do(&bench, ACTION_FLOOR_ABSENT);
    expect("absent", false);
    bench_do(&bench, ACTION_FLOOR_REPLACED);
    ck_assert_msg(strstr(asked(), "line Who came instead of") != NULL, "%s", asked());
    bench_line(&bench, "Robert Hakiza Junior");
    expect("Robert Hakiza Junior", true);
    bench_do(&bench, ACTION_FLOOR_SKIP);
    expect("skipped", true);
    bench_do(&bench, ACTION_LAST);
    bench_do(&bench, ACTION_OPEN);
    ck_assert_uint_eq(floor->speaker, 7);
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_REQUEST);
    bench_do(&bench, ACTION_FLOOR_ORDER);
    ck_assert_str_eq(asked(), "person request s2\nperson order -\n");
    end();
}
END_TEST

/* Requests and points of order are on the list; the interrupted one goes on. */
START_TEST(test_requests)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    static const struct wish request = {.verb = WISH_FLOOR_REQUEST, .person = "A visitor"};
    static const struct wish order = {.verb = WISH_FLOOR_ORDER};
    bench_do(&bench, ACTION_OPEN);
    ck_assert(laptop_wish(&laptop, &request, NULL) != NULL);
    at(9, 16, 0);
    expect("A visitor", true);
    expect("asks", true);
    ck_assert(laptop_wish(&laptop, &order, NULL) != NULL);
    at(9, 16, 30);
    expect("point of order", true);
    expect("interrupted", true);
    laptop_do(&laptop, WISH_FLOOR_STOP);
    at(9, 17, 0);
    expect("interrupted", false);
    expect("on time · 1:30 of", true);
    end();
}
END_TEST

/* Under the rule nobody is named, on any page; by affiliation only those. */
START_TEST(test_rules)
{
    static const struct {
        enum attribution rule;
        bool names, affiliations;
    } cases[] = {{ATTRIBUTION_NAMED, true, true},
                 {ATTRIBUTION_AFFILIATION, false, true},
                 {ATTRIBUTION_CHATHAM_HOUSE, false, false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        begin(cases[i].rule, 100, 25);
        const struct person *person = &programme->people.items[0];
        const char *affiliation = lingual_in(&person->affiliation, NULL);
        bench_do(&bench, ACTION_OPEN);
        at(9, 20, 0);
        expect(person->name, cases[i].names);
        expect(affiliation, cases[i].affiliations);
        expect("Speaker 1", !cases[i].affiliations);
        bench_do(&bench, ACTION_FLOOR_TOTALS);
        expect("Speaking time of the session", true);
        expect(person->name, cases[i].names);
        expect(affiliation, cases[i].affiliations);
        expect("5:00", true);
        bench_do(&bench, ACTION_FLOOR_SKIP); /* the list first, and nothing else */
        expect("skipped", false);
        expect("Speakers", true);
        ck_assert(!bench_do(&bench, ACTION_LEAVE));
        end();
    }
}
END_TEST

/* A turn has one name on both pages. */
START_TEST(test_one_name)
{
    begin(ATTRIBUTION_CHATHAM_HOUSE, 100, 25);
    ck_assert(laptop_do(&laptop, WISH_FLOOR_ORDER));
    at(9, 16, 0);
    expect("Point of order 8", true);
    bench_do(&bench, ACTION_FLOOR_TOTALS);
    expect("Point of order 8 · ", true);
    expect("Speaker 8", false);
    end();
}
END_TEST

START_TEST(test_every_size)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {130, 40}, {200, 55}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(ATTRIBUTION_NAMED, sizes[i][0], sizes[i][1]);
        bench_do(&bench, ACTION_OPEN);
        at(9, 17, 10);
        expect("2:10 of 8:20", true);
        expect("on time", true);
        expect("█ ", true);
        expect("next ", true);
        expect(programme->people.items[0].name, true);
        expect("speaks", true);
        end();
    }
}
END_TEST

/* No list: what can be done is said, and no key does harm. */
START_TEST(test_nobody)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    at(9, 30, 0);
    ck_assert(laptop_do(&laptop, WISH_NEXT)); /* the coffee break */
    bench_read(&bench, &laptop);
    expect("Floor: Coffee break", true);
    expect("o notes a request", true);
    for (enum action action = ACTION_FLOOR_NEXT; action <= ACTION_FLOOR_TOTALS; action++)
        bench_do(&bench, action);
    bench_do(&bench, ACTION_OPEN);
    bench_do(&bench, ACTION_DOWN);
    ck_assert(laptop_do(&laptop, WISH_END));
    bench_read(&bench, &laptop);
    for (enum action action = ACTION_FLOOR_NEXT; action <= ACTION_FLOOR_TOTALS; action++)
        bench_do(&bench, action);
    bench_do(&bench, ACTION_OPEN);
    expect("Floor", true);
    end();
}
END_TEST

SUITE("tui/view_floor", test_a_panel, test_keys, test_requests, test_rules, test_one_name,
      test_every_size, test_nobody)
