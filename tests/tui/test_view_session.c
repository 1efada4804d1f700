/*
 * The session view on a bench, at the sizes that are promised.
 */
#include "view_bench.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;

static void at(int hour, int minute, int second)
{
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, hour * 60 + minute) +
                           second * MSEC_SECOND);
}

static void add(enum entry_kind kind, const char *text, const char *to)
{
    struct wish wish = {.verb = WISH_ADD, .kind = kind, .fields = {.text = text, .addressee = to}};
    ck_assert_msg(laptop_wish(&laptop, &wish, NULL) != NULL, "%s", laptop_why(&laptop));
}

/* 10:21:40 on that morning: three minutes late at first, four with the panel. */
static void begin(void)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 50)));
    at(9, 3, 0);
    laptop_do(&laptop, WISH_START);
    at(9, 19, 0);
    laptop_do(&laptop, WISH_NEXT);
    at(10, 0, 0);
    add(ENTRY_CONCLUSION, "Cities lead where mandates are unclear", NULL);
    at(10, 7, 0);
    add(ENTRY_RECOMMENDATION,
        "Fund city-to-city learning, and then a much longer text that goes on for more than one "
        "row of the pane so that it wraps",
        "donors");
    at(10, 21, 40);
}

static void end(void)
{
    laptop_finish(&laptop);
    programme_free(programme);
}

static const char at_80_19[] =
    "┌ Programme ───── planned ─ now ─┐┌ Running: High-level expert panel ──────────┐\n"
    "│ ✓ Session          09:00 09:03 ││         ████    ██████      ██████  ██████ │\n"
    "│   introduction and             ││           ██        ██  ██      ██  ██  ██ │\n"
    "│   rules                        ││           ██    ██████      ██████  ██  ██ │\n"
    "│ ▶ High-level       09:15 09:19 ││           ██    ██      ██  ██      ██  ██ │\n"
    "│   expert panel                 ││         ██████  ██████      ██████  ██████ │\n"
    "│   Coffee break     10:30 10:34 ││ on time · left of 75 min · ends 10:34 (+4) │\n"
    "│   Presentation MMC 11:00 11:04 ││ █████████████████████████████░░░░░░   83 % │\n"
    "│   Two parallel     11:30 11:34 ││ Next Coffee break   10:34                  │\n"
    "│   breakout                     │└────────────────────────────────────────────┘\n"
    "│   sessions                     │┌ Entries in this slot ──────────────────────┐\n"
    "│   Adoption of the  12:15 12:19 ││ ✓ 10:00 C1  Cities lead where mandates are │\n"
    "│   conclusions and              ││             unclear                        │\n"
    "│   recommendations              ││ ✓ 10:07 R1  Fund city-to-city learning,    │\n"
    "│                                ││             and then a much longer text    │\n"
    "│                                ││             that goes on for more than one │\n"
    "│                                ││             row of the pane so that it     │\n"
    "│                                ││             wraps  → donors                │\n"
    "└────────────────────────────────┘└────────────────────────────────────────────┘\n";

/* One minute and forty seconds over. */
static const char at_60_14[] = "┌ Running: High-level expert panel ────────────────────────┐\n"
                               "│            ▄   ▀▀█  ▄  █ █  █▀█        over              │\n"
                               "│           ▀█▀  █▀▀  ▄  ▀▀█  █ █        beyond its 75 min │\n"
                               "│                ▀▀▀       ▀  ▀▀▀        ends 10:36 (+6)   │\n"
                               "│ █████████████████████████████████████████████████  103 % │\n"
                               "└──────────────────────────────────────────────────────────┘\n"
                               "┌ Programme ─────────────────────────────── planned ─ now ─┐\n"
                               "│ ✓ Session introduction and rules             09:00 09:03 │\n"
                               "│ ▶ High-level expert panel                    09:15 09:19 │\n"
                               "│   Coffee break                               10:30 10:36 │\n"
                               "│   Presentation MMC                           11:00 11:06 │\n"
                               "│   Two parallel breakout sessions             11:30 11:36 │\n"
                               "│   Adoption of the conclusions and recommend… 12:15 12:21 │\n"
                               "└──────────────────────────────────────────────────────────┘\n";

START_TEST(test_pictures)
{
    struct program bench;
    BUF_LOCAL struct buf wide = {0};
    BUF_LOCAL struct buf narrow = {0};
    begin();
    bench_init(&bench, &view_session, &laptop, 80, 19);
    bench_dump(&bench, &wide);
    ck_assert_str_eq(buf_text(&wide), at_80_19);
    bench_finish(&bench);
    at(10, 36, 40);
    bench_init(&bench, &view_session, &laptop, 60, 14);
    bench_dump(&bench, &narrow);
    ck_assert_str_eq(buf_text(&narrow), at_60_14);
    bench_finish(&bench);
    end();
}
END_TEST

/* What must be readable at every size, whatever the clock does. */
START_TEST(test_every_size_says_it)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}, {300, 75}};
    static const struct {
        enum wish_verb verb; /* WISH_COUNT: none */
        int hour, minute;
        const char *says[4];
    } cases[] = {
        {WISH_COUNT,
         10,
         22,
         {"Running: High-level expert panel", "on time", "ends 10:34 (+4)", "84 %"}},
        {WISH_COUNT, 10, 30, {"warning", "ends 10:34 (+4)", "94 %", "✓ Session"}},
        {WISH_COUNT, 10, 34, {"over", "100 %", "ends 10:34", "▶ High"}},
        {WISH_PAUSE, 10, 40, {"Paused: High-level", "over", "ends 10:40 (+10)", "‖ High"}},
        {WISH_NEXT, 10, 41, {"Running: Coffee break", "on time", "ends 11:11 (+11)", "▶ Coffee"}},
        {WISH_STOP, 10, 50, {"Next: Presentation MMC", "planned in 10:00", "✓ Coffee", "11:00"}},
        {WISH_COUNT,
         11,
         3,
         {"Next: Presentation MMC", "late: not started yet", "after 11:00", "11:03"}},
        {WISH_END, 11, 5, {"The session is over", "ended 10:50", "✓ Coffee", "–"}},
    };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        struct program bench;
        begin();
        bench_init(&bench, &view_session, &laptop, sizes[s][0], sizes[s][1]);
        for (size_t i = 0; i < COUNT(cases); i++) {
            at(cases[i].hour, cases[i].minute, 0);
            if (cases[i].verb != WISH_COUNT)
                ck_assert_msg(laptop_do(&laptop, cases[i].verb), "%s", laptop_why(&laptop));
            bench_read(&bench, &laptop);
            for (size_t w = 0; w < 4; w++)
                ck_assert_msg(bench_shows(&bench, cases[i].says[w]), "%d × %d, case %zu: %s",
                              sizes[s][0], sizes[s][1], i, cases[i].says[w]);
        }
        bench_finish(&bench);
        end();
    }
}
END_TEST

static void assert_asked(struct program *bench, enum action action, const char *asked)
{
    buf_clear(&bench->asked);
    ck_assert(bench_do(bench, action));
    ck_assert_str_eq(buf_text(&bench->asked), asked);
}

START_TEST(test_keys)
{
    struct program bench;
    BUF_LOCAL struct buf dump = {0};
    begin();
    bench_init(&bench, &view_session, &laptop, 80, 19);
    bench_dump(&bench, &dump);
    assert_asked(&bench, ACTION_EDIT, "amend R1\n"); /* the newest, until another is selected */
    assert_asked(&bench, ACTION_CONCLUSION, "write conclusion - 0\n");
    ck_assert(bench_do(&bench, ACTION_DOWN));
    ck_assert(bench_do(&bench, ACTION_DOWN));
    ck_assert(bench_do(&bench, ACTION_SKIP));
    ck_assert_int_eq(bench.verb, WISH_SKIP);
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s4");
    ck_assert(bench_shows(&bench, "Entries: Presentation MMC"));
    assert_asked(&bench, ACTION_WITHDRAW, "say There is no entry here yet\n");
    ck_assert(bench_do(&bench, ACTION_FIRST));
    ck_assert(bench_do(&bench, ACTION_GO_TO));
    ck_assert_int_eq(bench.verb, WISH_GOTO);
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s1");
    ck_assert(!bench_do(&bench, ACTION_NEXT)); /* the clock is the program's */
    bench_finish(&bench);
    end();
}
END_TEST

/* The selection goes along with the clock, and stays where somebody put it meanwhile. */
START_TEST(test_selection_follows)
{
    struct program bench;
    BUF_LOCAL struct buf dump = {0};
    begin();
    bench_init(&bench, &view_session, &laptop, 80, 19);
    bench_dump(&bench, &dump);
    bench_do(&bench, ACTION_LAST);
    ck_assert(bench_shows(&bench, "Entries: Adoption"));
    at(10, 25, 0);
    bench_read(&bench, &laptop);
    ck_assert(bench_shows(&bench, "Entries: Adoption"));
    laptop_do(&laptop, WISH_NEXT);
    bench_read(&bench, &laptop);
    ck_assert(bench_shows(&bench, "Entries in this slot"));
    ck_assert(bench_do(&bench, ACTION_GO_TO));
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s3");
    laptop_do(&laptop, WISH_STOP);
    bench_read(&bench, &laptop);
    ck_assert(bench_shows(&bench, "Entries of the session"));
    bench_do(&bench, ACTION_LAST);
    ck_assert(bench_shows(&bench, "Entries: Adoption"));
    laptop_do(&laptop, WISH_START); /* of the slot that was followed as the next one */
    bench_read(&bench, &laptop);
    ck_assert(bench_shows(&bench, "Entries in this slot"));
    bench_finish(&bench);
    end();
}
END_TEST

/* Opened on a session that is over, it shows what was written in the last slot. */
START_TEST(test_after_the_end)
{
    struct program bench;
    begin();
    laptop_do(&laptop, WISH_END);
    bench_init(&bench, &view_session, &laptop, 80, 19);
    ck_assert(bench_shows(&bench, "Entries: High-level expert panel"));
    ck_assert(bench_shows(&bench, "Fund city-to-city learning"));
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_entries_pane)
{
    struct program bench;
    BUF_LOCAL struct buf dump = {0};
    begin();
    bench_init(&bench, &view_session, &laptop, 60, 14);
    bench_dump(&bench, &dump);
    ck_assert_ptr_null(strstr(buf_text(&dump), "C1"));
    bench_do(&bench, ACTION_PANE_PREVIOUS);
    ck_assert(bench_shows(&bench, "✓ 10:00 C1"));
    ck_assert(bench_shows(&bench, "→ donors"));
    bench_do(&bench, ACTION_UP);
    assert_asked(&bench, ACTION_OPEN, "amend C1\n");
    struct event_id unsaved[] = {session_record(laptop.session)->entries.items[0]->id};
    bench.scene.unsaved = unsaved;
    bench.scene.unsaved_count = 1;
    ck_assert(bench_shows(&bench, "NOT SAVED 10:00 C1"));
    ck_assert(bench_shows(&bench, "✓ 10:07 R1"));
    bench_finish(&bench);
    end();
}
END_TEST

/* To skip the running slot is the next one's key, which asks; Enter on a slot goes to its entries.
 */
START_TEST(test_skip_and_open)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_session, &laptop, 60, 14);
    ck_assert(!bench_shows(&bench, "C1"));
    bench.verb = WISH_COUNT;
    assert_asked(&bench, ACTION_SKIP, "do next\n");
    ck_assert_int_eq(bench.verb, WISH_COUNT);
    bench_do(&bench, ACTION_DOWN);
    ck_assert(bench_do(&bench, ACTION_SKIP));
    ck_assert_int_eq(bench.verb, WISH_SKIP);
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s3");
    assert_asked(&bench, ACTION_SWAP, "swap s3\n");
    bench_do(&bench, ACTION_UP);
    ck_assert(bench_do(&bench, ACTION_OPEN));
    ck_assert(bench_shows(&bench, "✓ 10:00 C1"));
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_zoom)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_session, &laptop, 100, 25);
    bench_do(&bench, ACTION_PANE_NEXT);
    bench_do(&bench, ACTION_ZOOM);
    ck_assert(!bench_shows(&bench, "Programme"));
    ck_assert(bench_shows(&bench, "Running: High-level expert panel"));
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(bench_shows(&bench, "Programme"));
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    bench_finish(&bench);
    end();
}
END_TEST

/* What changes with the clock has a row, even where it takes that of the bar. */
START_TEST(test_part_and_message)
{
    static const struct wish message = {.verb = WISH_MESSAGE, .fields = {.text = "Two minutes"}};
    static const struct {
        int width, height;
    } sizes[] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct program bench;
        begin();
        programme->slots.items[1].rounds =
            (struct rounds){.talk = 10 * MSEC_MINUTE, .questions = 5 * MSEC_MINUTE, .count = 5};
        bench_init(&bench, &view_session, &laptop, sizes[i].width, sizes[i].height);
        ck_assert(bench_shows(&bench, "Part Questions 5 of 5") ||
                  bench_shows(&bench, "Part Talk 5 of 5"));
        programme->slots.items[1].rounds = (struct rounds){.count = 0};
        ck_assert(laptop_wish(&laptop, &message, NULL) != NULL);
        bench_read(&bench, &laptop);
        ck_assert(bench_shows(&bench, "until 10:22:40") && bench_shows(&bench, "“Two minutes”"));
        ck_assert(!bench_shows(&bench, "Part "));
        at(10, 22, 40);
        bench_read(&bench, &laptop);
        ck_assert(!bench_shows(&bench, "until 10:22:40"));
        bench_finish(&bench);
        end();
    }
}
END_TEST

SUITE("tui/view_session", test_part_and_message, test_pictures, test_every_size_says_it, test_keys,
      test_selection_follows, test_after_the_end, test_entries_pane, test_skip_and_open, test_zoom)
