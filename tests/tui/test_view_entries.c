/*
 * The Entries view on a bench.
 */
#include "view_bench.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <dais/base/mem.h>

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

static struct event_id wish_done(const struct wish *wish)
{
    const struct event *event = laptop_wish(&laptop, wish, NULL);
    ck_assert_msg(event != NULL, "%s", laptop_why(&laptop));
    return event->id;
}

static void add(enum entry_kind kind, const char *text, const char *to, const char *label)
{
    wish_done(&(struct wish){
        .verb = WISH_ADD, .kind = kind, .fields = {.text = text, .addressee = to, .label = label}});
}

static void begin_empty(void)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 50)));
}

/* A note before the first slot, three texts in the panel, one withdrawn, one amended. */
static void begin(void)
{
    begin_empty();
    at(8, 55, 0);
    add(ENTRY_NOTE, "Room 14 is full; the doors stay open", NULL, NULL);
    at(9, 3, 0);
    laptop_do(&laptop, WISH_START);
    at(9, 19, 0);
    laptop_do(&laptop, WISH_NEXT);
    at(9, 52, 0);
    add(ENTRY_CONCLUSION, "Cities lead where mandates are unclear", NULL, NULL);
    at(10, 0, 0);
    add(ENTRY_NOTE, "Ask for the slides", NULL, NULL);
    wish_done(&(struct wish){.verb = WISH_WITHDRAW, .entry = "N2", .why = "they came"});
    at(10, 7, 0);
    add(ENTRY_RECOMMENDATION,
        "Fund city-to-city learning between réfugiés and host communities, and do so over several "
        "years, so that what one municipality has learnt reaches the next one before it is needed",
        "donors", "Learning");
    at(10, 9, 0);
    wish_done(&(struct wish){.verb = WISH_AMEND,
                             .entry = "C1",
                             .fields = {.text = "Cities lead where mandates are not clear"}});
    at(10, 21, 40);
}

static void end(void)
{
    laptop_finish(&laptop);
    programme_free(programme);
}

static void expect(struct program *bench, const char *picture)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(bench, &dump);
    if (strcmp(buf_text(&dump), picture) != 0)
        ck_abort_msg("%d × %d is\n%.4000s", bench->canvas->width, bench->canvas->height,
                     buf_text(&dump));
}

static const char at_60_14[] = "┌ Entries ───────────────────────────────────────────── 4 ─┐\n"
                               "│   #  Time  Text                               Standing   │\n"
                               "│ ✓ N1 08:55 Room 14 is full; the doors stay o… draft     ││\n"
                               "│ High-level expert panel                                3█│\n"
                               "│ ✓ C1 09:52 Cities lead where mandates are no… draft     █│\n"
                               "│ ✓ N2 10:00 Ask for the slides                 withdrawn █│\n"
                               "│ ✓ R1 10:07 Learning: Fund city-to-city        draft     █│\n"
                               "│            learning between réfugiés and host           █│\n"
                               "│            communities, and do so over                  █│\n"
                               "│            several years, so that what one              █│\n"
                               "│            municipality has learnt reaches              █│\n"
                               "│            the next one before it is needed             █│\n"
                               "│            → donors                                     █│\n"
                               "└─ e edit · Enter all about it · / search · w withdraw ────┘\n";
static const char at_80_19[] =
    "┌ Entries ───────────────────────────────────────────────────────────────── 4 ─┐\n"
    "│   #  Time  Text                                                   Standing   │\n"
    "│ The session as a whole                                                     1 │\n"
    "│ ✓ N1 08:55 Room 14 is full; the doors stay open                   draft      │\n"
    "│ High-level expert panel                                                    3 │\n"
    "│ ✓ C1 09:52 Cities lead where mandates are not clear               draft      │\n"
    "│ ✓ N2 10:00 Ask for the slides                                     withdrawn  │\n"
    "│ ✓ R1 10:07 Learning: Fund city-to-city learning between réfugiés  draft      │\n"
    "│            and host communities, and do so over several years, so            │\n"
    "│            that what one municipality has learnt reaches the next            │\n"
    "│            one before it is needed  → donors                                 │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "└─ e edit · Enter all about it · / search · w withdraw · * mark ───────────────┘\n";
static const char at_100_25[] =
    "┌ Entries "
    "───────────────────────────────────────────────────────────────────────────────────── 4 ─┐\n"
    "│   #  Time  Kind           Text                                      To                "
    "Standing   │\n"
    "│ The session as a whole                                                                      "
    "   1 │\n"
    "│ ✓ N1 08:55 Note           Room 14 is full; the doors stay open                        draft "
    "     │\n"
    "│ High-level expert panel                                                                     "
    "   3 │\n"
    "│ ✓ C1 09:52 Conclusion     Cities lead where mandates are not clear                    draft "
    "     │\n"
    "│ ✓ N2 10:00 Note           Ask for the slides                                          "
    "withdrawn  │\n"
    "│ ✓ R1 10:07 Recommendation Learning: Fund city-to-city learning      donors            draft "
    "     │\n"
    "│                           between réfugiés and host communities,                            "
    "     │\n"
    "│                           and do so over several years, so that                             "
    "     │\n"
    "│                           what one municipality has learnt reaches                          "
    "     │\n"
    "│                           the next one before it is needed                                  "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "└─ e edit · Enter all about it · / search · w withdraw · * mark · M other slot · K up · J "
    "down "
    "────┘\n";
static const char at_200_11[] =
    "┌ Entries "
    "──────────────────────────────────────────────────────────────────────────────────────────────"
    "─────────── 4 ─┐┌ R1 · Recommendation ───────────────────────────────────────────────── draft "
    "─┐\n"
    "│   #  Time  Kind           Text                                                          To  "
    "              Standing   ││ Learning                                                          "
    "          █│\n"
    "│ ✓ N1 08:55 Note           Room 14 is full; the doors stay open                              "
    "              draft     │││ Fund city-to-city learning between réfugiés and host communities, "
    "and do so █│\n"
    "│ High-level expert panel                                                                     "
    "                       3█││ over several years, so that what one municipality has learnt "
    "reaches the    █│\n"
    "│ ✓ C1 09:52 Conclusion     Cities lead where mandates are not clear                          "
    "              draft     █││ next one before it is needed                                      "
    "          █│\n"
    "│ ✓ N2 10:00 Note           Ask for the slides                                                "
    "              withdrawn █││                                                                   "
    "          █│\n"
    "│ ✓ R1 10:07 Recommendation Learning: Fund city-to-city learning between réfugiés and     "
    "donors            draft     █││ In: High-level expert panel                                   "
    "              █│\n"
    "│                           host communities, and do so over several years, so that what      "
    "                        █││ Addressed to: donors                                              "
    "          ││\n"
    "│                           one municipality has learnt reaches the next one before it is     "
    "                        █││                                                                   "
    "          ││\n"
    "│                           needed                                                            "
    "                        █││ Versions: 1                                                       "
    "          ││\n"
    "└─ e edit · Enter all about it · / search · w withdraw · * mark · M other slot · K up · J "
    "down · "
    "G merge ──────────────┘└───────────────────────────────────────────"
    "───────────────────────────────────┘\n";

START_TEST(test_pictures)
{
    static const struct {
        int width, height;
        const char *picture;
    } cases[] = {
        {60, 14, at_60_14}, {80, 19, at_80_19}, {100, 25, at_100_25}, {200, 11, at_200_11}};
    begin();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct program bench;
        bench_init(&bench, &view_entries, &laptop, cases[i].width, cases[i].height);
        expect(&bench, cases[i].picture);
        bench_finish(&bench);
    }
    end();
}
END_TEST

START_TEST(test_empty_says_what_to_do)
{
    struct program bench;
    begin_empty();
    bench_init(&bench, &view_entries, &laptop, 60, 14);
    ck_assert(bench_shows(&bench, "Nothing is written yet. c writes a conclusion"));
    ck_assert(bench_do(&bench, ACTION_EDIT));
    ck_assert(bench_do(&bench, ACTION_DOWN));
    ck_assert(bench_do(&bench, ACTION_OPEN));
    ck_assert_str_eq(buf_text(&bench.asked),
                     "say There is no entry here yet\nsay There is no entry here yet\n");
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_acts_on_the_selected_one)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_EDIT); /* the newest is selected */
    bench_do(&bench, ACTION_UP);
    bench_do(&bench, ACTION_UP);
    bench_do(&bench, ACTION_WITHDRAW);
    bench_do(&bench, ACTION_FIRST);
    bench_do(&bench, ACTION_EDIT);
    bench_do(&bench, ACTION_UP);
    bench_do(&bench, ACTION_EDIT);
    ck_assert_str_eq(buf_text(&bench.asked), "amend R1\nwithdraw C1\namend N1\namend N1\n");
    ck_assert(!bench_do(&bench, ACTION_NEXT));
    ck_assert(!bench_do(&bench, ACTION_CONCLUSION));
    bench.scene.read_only = true;
    ck_assert(!bench_do(&bench, ACTION_EDIT));
    bench_finish(&bench);
    end();
}
END_TEST

/* What others write moves nothing under the hand. */
START_TEST(test_selection_is_an_entry)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_FIRST);
    bench_do(&bench, ACTION_DOWN); /* C1 */
    at(10, 22, 0);
    wish_done(&(struct wish){.verb = WISH_ADD,
                             .kind = ENTRY_QUESTION,
                             .no_slot = true,
                             .fields = {.text = "Who pays?"}});
    bench_read(&bench, &laptop);
    bench_do(&bench, ACTION_EDIT);
    ck_assert_str_eq(buf_text(&bench.asked), "amend C1\n");
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_search)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_SEARCH);
    bench_type(&bench, "REFUGIES");
    ck_assert(bench_shows(&bench, "Entries: “REFUGIES”"));
    ck_assert(bench_shows(&bench, " 1 of 4 "));
    ck_assert(bench_shows(&bench, "High-level expert panel")); /* where it was, without headings */
    ck_assert(!bench_shows(&bench, "C1"));
    bench_type(&bench, "refugiesx");
    ck_assert(bench_shows(&bench, "No entry is like that. A shows all again"));
    bench_line(&bench, "donors");
    ck_assert(bench_shows(&bench, "R1"));
    bench_do(&bench, ACTION_SEARCH);
    bench_type(&bench, "c1");
    ck_assert(bench_shows(&bench, "Cities lead"));
    bench_line(&bench, NULL); /* left: as it was before */
    ck_assert(bench_shows(&bench, "Entries: “donors”"));
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(bench_shows(&bench, "┌ Entries ─"));
    bench_finish(&bench);
    end();
}
END_TEST

/* The letters found have a style of their own, accents or not. */
START_TEST(test_search_marks)
{
    struct program bench;
    BUF_LOCAL struct buf dump = {0};
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_SEARCH);
    bench_type(&bench, "refugies");
    bench_dump(&bench, &dump);
    BUF_LOCAL struct buf marked = {0};
    for (int y = 0; y < 19; y++)
        for (int x = 0; x < 80; x++)
            if (canvas_cell(bench.canvas, x, y)->role == ROLE_MATCH)
                buf_add_text(&marked, canvas_cell(bench.canvas, x, y)->text);
    ck_assert_str_eq(buf_text(&marked), "réfugiés");
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_filters)
{
    static const struct {
        int by;    /* answer to the first question */
        int which; /* to the second */
        const char *answers;
        const char *title;
        const char *has;
        const char *has_not;
    } cases[] = {
        {1, 1, "All (4)\nNote (2)\nConclusion (1)\nRecommendation (1)\n", "Entries: Note ", "N2",
         "C1"},
        {2, 1, "All (4)\nThe session as a whole (1)\nHigh-level expert panel (3)\n",
         "Entries: The session as a whole ", "N1", "N2"},
        {3, 0, "All (4)\n", "┌ Entries ─", "N2", "xxx"},
        {2, 2, "All (4)\nThe session as a whole (1)\nHigh-level expert panel (3)\n",
         "Entries: High-level expert panel ", "C1", "N1"},
        {5, 2, "All (4)\ndraft (3)\nwithdrawn (1)\n", "Entries: withdrawn ", "N2", "N1"},
        {5, 0, "All (4)\ndraft (3)\nwithdrawn (1)\n", "┌ Entries ─", "N2", "xxx"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct program bench;
        begin();
        bench_init(&bench, &view_entries, &laptop, 80, 19);
        bench_do(&bench, ACTION_FILTER);
        ck_assert_str_eq(buf_text(&bench.answers),
                         "All of them\nBy kind: all\nBy slot: all\nBy track: all\nBy theme: all\nBy standing: "
                         "all\nBy writer: all\n");
        bench_answer(&bench, cases[i].by);
        ck_assert_str_eq(buf_text(&bench.answers), cases[i].answers);
        bench_answer(&bench, cases[i].which);
        ck_assert(bench_shows(&bench, cases[i].title));
        ck_assert(bench_shows(&bench, cases[i].has));
        ck_assert(!bench_shows(&bench, cases[i].has_not));
        bench_do(&bench, ACTION_FILTER);
        bench_answer(&bench, -1);
        ck_assert(bench_shows(&bench, cases[i].title));
        bench_do(&bench, ACTION_FILTER);
        bench_answer(&bench, 0);
        ck_assert(bench_shows(&bench, "┌ Entries ─"));
        bench_finish(&bench);
        end();
    }
}
END_TEST

START_TEST(test_moves_to_another_slot)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_MOVE_ENTRY);
    ck_assert_str_eq(buf_text(&bench.asked), "ask Where does R1 belong?\n");
    ck_assert(strncmp(buf_text(&bench.answers),
                      "The session as a whole\nSession introduction and rules\n", 54) == 0);
    bench_answer(&bench, 3);
    ck_assert_int_eq(bench.verb, WISH_MOVE);
    ck_assert_str_eq(buf_text(&bench.wish_slot), "s3");
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_versions)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_do(&bench, ACTION_UP);
    bench_do(&bench, ACTION_UP); /* C1 */
    bench_do(&bench, ACTION_VERSIONS);
    ck_assert(bench_shows(&bench, "┌ C1 · Conclusion ─"));
    ck_assert(bench_shows(&bench, "Versions: 2"));
    ck_assert(bench_shows(&bench, "│ 1 · 09:52:00 · "));
    ck_assert(bench_shows(&bench, "│   Cities lead where mandates are unclear "));
    ck_assert(bench_shows(&bench, "│ 2 · 10:09:00 · "));
    ck_assert(bench_shows(&bench, " · current"));
    bench_do(&bench, ACTION_RIGHT);
    ck_assert(bench_shows(&bench, "Withdrawn because: they came"));
    bench_do(&bench, ACTION_RIGHT);
    ck_assert(bench_shows(&bench, "Addressed to: donors"));
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(bench_shows(&bench, "┌ Entries ─"));
    bench_finish(&bench);
    end();
}
END_TEST

/* Two laptops amend the same text without knowing of each other: both stay to be read. */
START_TEST(test_concurrent_versions)
{
    struct program bench;
    struct laptop other;
    begin();
    laptop_init(&other, programme, 2, 2, laptop.actor.now.wall);
    for (size_t i = 0; i < laptop.written.count; i++)
        laptop_receive(&other, laptop.written.items[i]);
    const struct event *theirs = laptop_wish(
        &other,
        &(struct wish){.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Their words"}}, NULL);
    wish_done(&(struct wish){.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Our words"}});
    laptop_receive(&laptop, theirs);
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    ck_assert(bench_shows(&bench, "two versions · "));
    bench_do(&bench, ACTION_OPEN);
    ck_assert(bench_shows(&bench, "Versions: 3"));
    ck_assert(bench_shows(&bench, "Their words"));
    ck_assert(bench_shows(&bench, "Our words"));
    ck_assert(bench_shows(&bench, "written at once with another"));
    bench_finish(&bench);
    laptop_finish(&other);
    end();
}
END_TEST

START_TEST(test_not_saved)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 60, 14);
    bench.scene.unsaved = &laptop.written.items[laptop.written.count - 1]->id;
    bench.scene.unsaved_count = 1;
    ck_assert(bench_shows(&bench, "! C1 09:52 NOT SAVED · Cities"));
    ck_assert(bench_shows(&bench, "✓ N1 08:55 Room"));
    bench_finish(&bench);
    end();
}
END_TEST

/* An entry whose writing was undone stays in the list, and says so. */
START_TEST(test_undone)
{
    struct program bench;
    begin_empty();
    at(9, 0, 0);
    add(ENTRY_NOTE, "Never mind", NULL, NULL);
    ck_assert(laptop_do(&laptop, WISH_UNDO));
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    ck_assert(bench_shows(&bench, "✓ N1 09:00 Never mind"));
    ck_assert(bench_shows(&bench, " undone "));
    bench_do(&bench, ACTION_OPEN);
    ck_assert(bench_shows(&bench, "─ undone ─┐"));
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_mouse)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench_shows(&bench, "");
    struct mouse press = {.kind = MOUSE_PRESS, .button = 1, .x = 20, .y = 5}; /* C1 */
    ck_assert(view_entries.click(bench.state, &bench, &press));
    bench_do(&bench, ACTION_EDIT);
    ck_assert_str_eq(buf_text(&bench.asked), "amend C1\n");
    bench_shows(&bench, "");
    ck_assert(view_entries.click(bench.state, &bench, &press));
    ck_assert(bench_shows(&bench, "┌ C1 · Conclusion ─"));
    bench_finish(&bench);
    end();
}
END_TEST

/* Ten thousand entries: a letter typed is shown before the next one is. */
START_TEST(test_many)
{
    enum { MANY = 10000, LETTERS = 8 };
    struct program bench;
    begin_empty();
    struct event **events = mem_new(MANY, sizeof *events);
    for (int i = 0; i < MANY; i++) {
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "N%d", i + 1);
        buf_add_format(&text,
                       "Les communes ont besoin d’être entendues, dit la table n° %d, avant "
                       "que les mandats ne soient répartis entre elles",
                       i);
        events[i] = event_new(EVENT_ENTRY_ADD);
        events[i]->id = (struct event_id){laptop.actor.launch, (uint64_t)i + 2};
        events[i]->hlc = (struct hlc){laptop.actor.now.wall, (uint16_t)(i + 2)};
        event_set_instant(events[i], &laptop.actor.now);
        event_set(events[i], KEY_KIND, "note");
        event_set(events[i], KEY_NUMBER, buf_text(&number));
        event_set(events[i], KEY_SLOT, i % 3 == 0 ? "s2" : "s4");
        event_set(events[i], KEY_TEXT, buf_text(&text));
    }
    session_apply_many_take(laptop.session, events, MANY);
    free(events);
    bench_init(&bench, &view_entries, &laptop, 100, 25);
    ck_assert(bench_shows(&bench, " 10000 "));
    bench_do(&bench, ACTION_SEARCH);
    bench_type(&bench, "n"); /* folds all of them once */
    bench_shows(&bench, "");
    clock_t before = clock();
    for (int i = 0; i < LETTERS; i++) {
        bench_type(&bench, i % 2 == 0 ? "table n° 9999" : "etre ENTENDUES");
        ck_assert(bench_shows(&bench, i % 2 == 0 ? " 1 of 10000 " : " 10000 of 10000 "));
    }
    double each = (double)(clock() - before) / CLOCKS_PER_SEC / LETTERS;
    ck_assert_msg(each < 0.2, "%f s a letter", each);
    bench_finish(&bench);
    end();
}
END_TEST

SUITE("tui/view_entries", test_pictures, test_empty_says_what_to_do, test_acts_on_the_selected_one,
      test_selection_is_an_entry, test_search, test_search_marks, test_filters,
      test_moves_to_another_slot, test_versions, test_concurrent_versions, test_not_saved,
      test_undone, test_mouse, test_many)
