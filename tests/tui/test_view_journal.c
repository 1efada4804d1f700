/*
 * The Journal view on a bench; its findings with a real folder on the disc.
 */
#include "view_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <dais/os/paths.h>

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

static const struct event *wish_done(const struct wish *wish)
{
    const struct event *event = laptop_wish(&laptop, wish, NULL);
    ck_assert_msg(event != NULL, "%s", laptop_why(&laptop));
    return event;
}

/* Started three minutes late, a `]` too early and undone, two texts, one of them withdrawn. */
static void begin(void)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 50)));
    at(9, 3, 0);
    laptop_do(&laptop, WISH_START);
    at(9, 10, 30);
    laptop_do(&laptop, WISH_NEXT);
    at(9, 10, 36);
    laptop_do(&laptop, WISH_UNDO);
    at(9, 19, 0);
    laptop_do(&laptop, WISH_NEXT);
    at(9, 52, 0);
    wish_done(&(struct wish){.verb = WISH_ADD,
                             .kind = ENTRY_CONCLUSION,
                             .fields = {.text = "Cities lead where mandates are unclear"}});
    at(10, 7, 0);
    wish_done(&(struct wish){
        .verb = WISH_ADD,
        .kind = ENTRY_RECOMMENDATION,
        .fields = {.text = "Fund city-to-city learning over several years, so that what one city "
                           "has learnt reaches the next one before it is needed"}});
    at(10, 8, 5);
    laptop_do(&laptop, WISH_PAUSE);
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

static const char at_60_14[] = "┌ Journal ─────────────────────────────────────── follows ─┐\n"
                               "│ ✓ saved in sou-88/journal/k7q2m9xdp4t0a.yaml             │\n"
                               "│──────────────────────────────────────────────────────────│\n"
                               "│ 08:50:00 krv  krv joined                                 │\n"
                               "│ 09:03:00 krv  Session introduction and rules started     │\n"
                               "│ 09:10:30 krv  High-level expert panel started     undone │\n"
                               "│ 09:10:36 krv  Undone: High-level expert panel started    │\n"
                               "│ 09:19:00 krv  High-level expert panel started            │\n"
                               "│ 09:52:00 krv  Conclusion saved as C1 · Cities lead wher… │\n"
                               "│ 10:07:00 krv  Recommendation saved as R1 · Fund city-to… │\n"
                               "│ 10:08:05 krv  High-level expert panel paused             │\n"
                               "│                                                          │\n"
                               "│                                                          │\n"
                               "└──────────────────────────────────────────────────────────┘\n";
static const char at_80_19[] =
    "┌ Journal ─────────────────────────────────────────────────────────── follows ─┐\n"
    "│ ✓ saved in sou-88/journal/k7q2m9xdp4t0a.yaml                                 │\n"
    "│──────────────────────────────────────────────────────────────────────────────│\n"
    "│ 08:50:00 krv  krv joined                                                     │\n"
    "│ 09:03:00 krv  Session introduction and rules started                         │\n"
    "│ 09:10:30 krv  High-level expert panel started                         undone │\n"
    "│ 09:10:36 krv  Undone: High-level expert panel started                        │\n"
    "│ 09:19:00 krv  High-level expert panel started                                │\n"
    "│ 09:52:00 krv  Conclusion saved as C1 · Cities lead where mandates are uncle… │\n"
    "│ 10:07:00 krv  Recommendation saved as R1 · Fund city-to-city learning over…  │\n"
    "│ 10:08:05 krv  High-level expert panel paused                                 │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "│                                                                              │\n"
    "└──────────────────────────────────────────────────────────────────────────────┘\n";
static const char at_100_16[] =
    "┌ Journal ─────────────────────────────────────────────────────────────────────────────── "
    "follows ─┐\n"
    "│ ✓ saved in sou-88/journal/k7q2m9xdp4t0a.yaml                                                "
    "     │\n"
    "│─────────────────────────────────────────────────────────────────────────────────────────────"
    "─────│\n"
    "│ 08:50:00 krv  krv joined                                                                    "
    "     │\n"
    "│ 09:03:00 krv  Session introduction and rules started                                        "
    "     │\n"
    "│ 09:10:30 krv  High-level expert panel started                                             "
    "undone │\n"
    "│ 09:10:36 krv  Undone: High-level expert panel started                                       "
    "     │\n"
    "│ 09:19:00 krv  High-level expert panel started                                               "
    "     │\n"
    "│ 09:52:00 krv  Conclusion saved as C1 · Cities lead where mandates are unclear               "
    "     │\n"
    "│ 10:07:00 krv  Recommendation saved as R1 · Fund city-to-city learning over several years, "
    "so th… │\n"
    "│ 10:08:05 krv  High-level expert panel paused                                                "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "│                                                                                             "
    "     │\n"
    "└─────────────────────────────────────────────────────────────────────────────────────────────"
    "─────┘\n";
static const char at_200_12[] =
    "┌ Journal "
    "──────────────────────────────────────────────────────────────────────────────────────────────"
    "───────────────────────────────────────────────────────────────────────────────────── follows "
    "─┐\n"
    "│ ✓ saved in sou-88/journal/k7q2m9xdp4t0a.yaml                                                "
    "                                                                                              "
    "           │\n"
    "│─────────────────────────────────────────────────────────────────────────────────────────────"
    "──────────────────────────────────────────────────────────────────────────────────────────────"
    "───────────│\n"
    "│ 08:50:00 krv  krv joined                                                                    "
    "                                                                                              "
    "           │\n"
    "│ 09:03:00 krv  Session introduction and rules started                                        "
    "                                                                                              "
    "           │\n"
    "│ 09:10:30 krv  High-level expert panel started                                               "
    "                                                                                              "
    "    undone │\n"
    "│ 09:10:36 krv  Undone: High-level expert panel started                                       "
    "                                                                                              "
    "           │\n"
    "│ 09:19:00 krv  High-level expert panel started                                               "
    "                                                                                              "
    "           │\n"
    "│ 09:52:00 krv  Conclusion saved as C1 · Cities lead where mandates are unclear               "
    "                                                                                              "
    "           │\n"
    "│ 10:07:00 krv  Recommendation saved as R1 · Fund city-to-city learning over several years, "
    "so that what one city has learnt reaches the next one before it is needed                     "
    "             │\n"
    "│ 10:08:05 krv  High-level expert panel paused                                                "
    "                                                                                              "
    "           │\n"
    "└─────────────────────────────────────────────────────────────────────────────────────────────"
    "──────────────────────────────────────────────────────────────────────────────────────────────"
    "───────────┘\n";

START_TEST(test_pictures)
{
    static const struct {
        int width, height;
        const char *picture;
    } cases[] = {
        {60, 14, at_60_14}, {80, 19, at_80_19}, {100, 16, at_100_16}, {200, 12, at_200_12}};
    begin();
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct program bench;
        bench_init(&bench, &view_journal, &laptop, cases[i].width, cases[i].height);
        bench.scene.status = (struct journal_status){.state = JOURNAL_SAVED,
                                                     .path = "sou-88/journal/k7q2m9xdp4t0a.yaml"};
        expect(&bench, cases[i].picture);
        bench_finish(&bench);
    }
    end();
}
END_TEST

START_TEST(test_empty)
{
    struct program bench;
    programme = programme_sou88();
    laptop = (struct laptop){.session = session_new(programme)};
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, AT(8, 50)));
    bench_init(&bench, &view_journal, &laptop, 60, 14);
    ck_assert(bench_shows(&bench, "Nothing has happened yet."));
    ck_assert(bench_shows(&bench, "Nothing to save yet"));
    ck_assert(bench_do(&bench, ACTION_UP));
    ck_assert(!bench_do(&bench, ACTION_OPEN));
    bench_finish(&bench);
    end();
}
END_TEST

/* It follows the end; scrolled away it stays where it is, and comes back. */
START_TEST(test_follows)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_journal, &laptop, 60, 10);
    ck_assert(bench_shows(&bench, " follows ─┐"));
    for (int i = 0; i < 9; i++) {
        at(10, 30, i);
        laptop_do(&laptop, i % 2 == 0 ? WISH_RESUME : WISH_PAUSE);
    }
    bench_read(&bench, &laptop);
    ck_assert(bench_shows(&bench, "10:30:08"));
    bench_do(&bench, ACTION_PAGE_UP);
    bench_do(&bench, ACTION_PAGE_UP);
    ck_assert(!bench_shows(&bench, "10:30:08"));
    ck_assert(bench_shows(&bench, "End: to the end"));
    BUF_LOCAL struct buf before = {0};
    BUF_LOCAL struct buf after = {0};
    bench_dump(&bench, &before);
    at(10, 31, 0);
    laptop_do(&laptop, WISH_PAUSE);
    bench_read(&bench, &laptop);
    bench_dump(&bench, &after);
    ck_assert_str_eq(buf_text(&before), buf_text(&after));
    bench_do(&bench, ACTION_PAGER_DOWN);
    bench_do(&bench, ACTION_LAST);
    ck_assert(bench_shows(&bench, "10:31:00"));
    bench_do(&bench, ACTION_FIRST);
    ck_assert(bench_shows(&bench, "joined"));
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(bench_shows(&bench, " follows ─┐"));
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    bench_finish(&bench);
    end();
}
END_TEST

START_TEST(test_marks)
{
    struct program bench;
    struct laptop other;
    begin();
    laptop_init(&other, programme, 2, 2, laptop.actor.now.wall);
    for (size_t i = 0; i < laptop.written.count; i++)
        laptop_receive(&other, laptop.written.items[i]);
    for (size_t i = 0; i < other.written.count; i++)
        laptop_receive(&laptop, other.written.items[i]);
    laptop_do(&other, WISH_TAKE);
    laptop_do(&laptop, WISH_TAKE); /* at once: of no effect for one of them */
    for (size_t i = 1; i < other.written.count; i++)
        laptop_receive(&laptop, other.written.items[i]);
    laptop_wish(&laptop, &(struct wish){.verb = WISH_RESUME}, NULL);
    bench_init(&bench, &view_journal, &laptop, 100, 30);
    ck_assert(bench_shows(&bench, " undone │"));
    bench.scene.unsaved = &laptop.written.items[laptop.written.count - 1]->id;
    bench.scene.unsaved_count = 1;
    ck_assert(bench_shows(&bench, " NOT SAVED "));
    bench_finish(&bench);
    laptop_finish(&other);
    end();
}
END_TEST

/* A frame that was edited by hand is accepted only when somebody says so. */
START_TEST(test_accepts_an_edit)
{
    struct program bench;
    begin();
    struct event *event = event_new(EVENT_ENTRY_ADD);
    event_set_instant(event, &laptop.actor.now);
    event_set(event, KEY_KIND, "note");
    event_set(event, KEY_NUMBER, "N1");
    event_set(event, KEY_TEXT, "Not what was written");
    event->changed = true;
    laptop_write_take(&laptop, event, NULL);
    bench_init(&bench, &view_journal, &laptop, 80, 19);
    ck_assert(bench_shows(&bench, " edited by hand "));
    ck_assert(bench_shows(&bench, "─ Enter: accept what was edited by hand ─"));
    ck_assert(bench_do(&bench, ACTION_OPEN));
    ck_assert_str_eq(buf_text(&bench.asked), "ask Edited by hand. Accept it?\n");
    bench_answer(&bench, 1);
    ck_assert_int_eq(bench.verb, WISH_COUNT);
    bench_do(&bench, ACTION_OPEN);
    bench_answer(&bench, 0);
    ck_assert_int_eq(bench.verb, WISH_CONFIRM);
    bench_do(&bench, ACTION_UP);
    ck_assert(!bench_do(&bench, ACTION_OPEN));
    bench_finish(&bench);
    end();
}
END_TEST

static void write_file(const char *folder, const char *name, const char *text)
{
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/%s", folder, name);
    FILE *file = fopen(buf_text(&path), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(test_findings)
{
    static const char *const names[] = {"notes.txt", "k7q2m9xdp4t0a.yaml", "k7q2m9xdp4t0b.yaml",
                                        "k7q2m9xdp4t0c.yaml", "k7q2m9xdp4t0d.yaml"};
    struct program bench;
    struct folder *folder = NULL;
    struct diags diags = {0};
    BUF_LOCAL struct buf scratch = {0};
    BUF_LOCAL struct buf path = {0};
    begin();
    ck_assert_int_eq(paths_make_scratch(&scratch), 0);
    write_file(buf_text(&scratch), "programme.yaml", "title: A short morning\ntime: 9:00-10:00\n");
    buf_add_format(&path, "%s/journal", buf_text(&scratch));
    ck_assert_int_eq(mkdir(buf_text(&path), 0777), 0);
    for (size_t i = 0; i < COUNT(names); i++)
        write_file(buf_text(&path), names[i], i == 0 ? "shopping list" : "");
    ck_assert_int_eq(folder_open(&(struct folder_options){.path = buf_text(&scratch),
                                                          .state = buf_text(&scratch)},
                                 &diags, NULL, &folder),
                     0);
    bench_init(&bench, &view_journal, &laptop, 100, 16);
    bench.scene.folder = folder;
    ck_assert(bench_shows(&bench, "events: 0, files: "));
    ck_assert(bench_shows(&bench, "journal/k7q2m9xdp4t0a.yaml"));
    ck_assert(!bench_shows(&bench, "t0d.yaml"));
    ck_assert(bench_shows(&bench, "─ Tab: read more ─"));
    ck_assert(bench_do(&bench, ACTION_PANE_NEXT));
    ck_assert(bench_do(&bench, ACTION_LAST));
    ck_assert(bench_shows(&bench, "t0d.yaml"));
    ck_assert(bench_shows(&bench, "─ Tab: back to what happened ─"));
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert(bench_shows(&bench, "─ Tab: read more ─"));
    bench_finish(&bench);
    folder_close(folder);
    diags_finish(&diags);
    ck_assert_int_eq(paths_remove_tree(buf_text(&scratch)), 0);
    end();
}
END_TEST

/* For the watchdog the same rows are drawn once more: nothing is made anew. */
START_TEST(test_made_once)
{
    struct program bench;
    begin();
    bench_init(&bench, &view_journal, &laptop, 80, 19);
    ck_assert(bench_shows(&bench, "paused"));
    laptop_do(&laptop, WISH_RESUME);
    bench_read(&bench, &laptop);
    bench.scene.stale = true;
    ck_assert(!bench_shows(&bench, "goes on"));
    bench.scene.stale = false;
    ck_assert(bench_shows(&bench, "goes on"));
    bench_finish(&bench);
    end();
}
END_TEST

SUITE("tui/view_journal", test_pictures, test_empty, test_follows, test_marks, test_accepts_an_edit,
      test_findings, test_made_once)
