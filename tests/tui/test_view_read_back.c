/*
 * Read-back on a bench: what was captured in a slot, page by page.
 */
#include "view_bench.h"

#include <string.h>

#include "../../src/tui/view_read_back.h"
#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void add(enum entry_kind kind, const char *text)
{
    const struct wish wish = {.verb = WISH_ADD, .kind = kind, .fields = {.text = text}};
    ck_assert_msg(laptop_wish(&laptop, &wish, NULL) != NULL, "%s", laptop_why(&laptop));
}

static void at(int hour, int minute)
{
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, hour * 60 + minute));
}

static void begin(int width, int height)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    laptop_do(&laptop, WISH_START);
    at(9, 2);
    add(ENTRY_NOTE, "The rules were read");
    at(9, 15);
    laptop_do(&laptop, WISH_NEXT);
    at(9, 20);
    add(ENTRY_CONCLUSION, "Cities lead where mandates are unclear");
    add(ENTRY_QUOTE, "نحتاج إلى إشراك المدن");
    add(ENTRY_NOTE, "To be taken out");
    ck_assert(laptop_wish(&laptop, &(struct wish){.verb = WISH_WITHDRAW, .entry = "N2"}, NULL) !=
              NULL);
    bench_init(&bench, &view_read_back, &laptop, width, height);
    bench.live = &laptop;
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

START_TEST(test_a_slot)
{
    begin(80, 24);
    view_read_back_set(bench.state, "s2", 0, NULL);
    expect("1 of 2", true);
    expect("Cities lead", true);
    expect("The rules", false);
    expect("Slot", false);
    ck_assert(bench_do(&bench, ACTION_PAGER_DOWN));
    expect("2 of 2", true);
    expect("نحتاج", true);
    bench_do(&bench, ACTION_PAGER_DOWN); /* no further */
    bench_do(&bench, ACTION_RIGHT);
    expect("2 of 2", true);
    bench_do(&bench, ACTION_LEFT);
    expect("Cities lead", true);
    bench_do(&bench, ACTION_OPEN);
    expect("نحتاج", true);
    expect("Cities lead", true);
    expect("To be taken out", false);
    bench_do(&bench, ACTION_LEAVE);
    ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
    end();
}
END_TEST

START_TEST(test_from_an_entry)
{
    begin(80, 24);
    const struct record *record = session_record(laptop.session);
    view_read_back_set(bench.state, NULL, 0, &record->entries.items[2]->id);
    expect("3 of 3", true);
    expect("Read-back of the session", true);
    bench_do(&bench, ACTION_FIRST);
    expect("The rules were read", true);
    end();
}
END_TEST

static void wishes(const struct wish *wish)
{
    ck_assert_msg(laptop_wish(&laptop, wish, NULL) != NULL, "%s", laptop_why(&laptop));
}

/* What the room adopted is read with its number, and on its own where its original was taken out;
   another translation of that goes with it. */
START_TEST(test_adopted_translation)
{
    begin(80, 24);
    wishes(&(struct wish){
        .verb = WISH_ADD,
        .kind = ENTRY_CONCLUSION,
        .fields = {.text = "Les villes mènent", .language = "fr", .translation_of = "C1"}});
    wishes(&(struct wish){
        .verb = WISH_ADD,
        .kind = ENTRY_CONCLUSION,
        .fields = {.text = "As cidades lideram", .language = "pt", .translation_of = "C1"}});
    wishes(&(struct wish){.verb = WISH_STAND, .entry = "C2", .standing = STANDING_ADOPTED});
    view_read_back_set(bench.state, "s2", 0, NULL);
    expect("1 of 2", true);
    expect("C2  Les villes", true);
    expect("As cidades", true);
    expect("C3", false);
    wishes(&(struct wish){.verb = WISH_WITHDRAW, .entry = "C1"});
    view_read_back_set(bench.state, "s2", 0, NULL);
    bench_do(&bench, ACTION_OPEN);
    expect("C2  ", true);
    expect("Les villes", true);
    expect("Cities lead", false);
    expect("As cidades", false);
    end();
}
END_TEST

START_TEST(test_nothing)
{
    static const int sizes[][2] = {{10, 3}, {60, 18}, {80, 24}, {200, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        begin(sizes[i][0], sizes[i][1]);
        view_read_back_set(bench.state, "s3", 0, NULL);
        if (sizes[i][0] >= 60)
            expect("Nothing was captured here yet", true);
        bench_do(&bench, ACTION_PAGER_DOWN);
        bench_do(&bench, ACTION_LEFT);
        bench_do(&bench, ACTION_LAST);
        bench_do(&bench, ACTION_OPEN);
        end();
    }
}
END_TEST

SUITE("tui/view_read_back", test_a_slot, test_from_an_entry, test_adopted_translation, test_nothing)
