/*
 * What is done with entries in their view: several at once, merged, put in another order, and
 * chosen of versions side by side; and the filters that several of them share.
 */
#include "view_bench.h"

#include <string.h>

#include <dais/base/mem.h>

#include "programmes.h"
#include "suite.h"

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void wish_done(const struct wish *wish)
{
    ck_assert_msg(laptop_wish(&laptop, wish, NULL) != NULL, "%s", laptop_why(&laptop));
}

static void add(enum entry_kind kind, const char *text, const char *themes, unsigned track)
{
    wish_done(&(struct wish){.verb = WISH_ADD,
                             .kind = kind,
                             .slot = track > 0 ? "s5" : "s2",
                             .track = track,
                             .fields = {.text = text, .themes = themes}});
}

/* R1, R2, R3 and N1 in the panel; N2 in the second track of the breakouts. */
static void begin(void)
{
    programme = programme_panel(ATTRIBUTION_NAMED);
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 3)));
    add(ENTRY_RECOMMENDATION, "Fund learning", "Housing", 0);
    add(ENTRY_RECOMMENDATION, "Fund city-to-city learning", "école,housing", 0);
    add(ENTRY_RECOMMENDATION, "Name one contact", NULL, 0);
    add(ENTRY_NOTE, "Slides", NULL, 0);
    add(ENTRY_NOTE, "In the second room", NULL, 2);
    bench_init(&bench, &view_entries, &laptop, 80, 19);
    bench.live = &laptop;
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static const struct entry *find(const char *name)
{
    const struct entry *found[2];
    ck_assert_uint_eq(record_find(session_record(laptop.session), name, found), 1);
    return found[0];
}

static void do_all(const enum action *actions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(bench_do(&bench, actions[i]), "%zu", i);
}
#define DO(...)                                                                                    \
    do_all((const enum action[]){__VA_ARGS__},                                                     \
           sizeof((const enum action[]){__VA_ARGS__}) / sizeof(enum action))

/* In the order in which the list shows them: "R1 R2 R3". */
static void expect_order(const char *numbers)
{
    BUF_LOCAL struct buf order = {0};
    const struct record *record = session_record(laptop.session);
    for (size_t i = 0; i < record->entries.count; i++)
        buf_add_format(&order, "%s%s", i > 0 ? " " : "", record->entries.items[i]->shown);
    ck_assert_str_eq(buf_text(&order), numbers);
}

START_TEST(test_marked_are_withdrawn)
{
    begin();
    DO(ACTION_FIRST, ACTION_MARK_ENTRY, ACTION_DOWN, ACTION_MARK_ENTRY);
    ck_assert(bench_shows(&bench, "2 marked · 5"));
    ck_assert(bench_shows(&bench, "│ * R1"));
    ck_assert(bench_shows(&bench, "│ * R3"));
    DO(ACTION_WITHDRAW);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "Withdraw R1, R3. Why"));
    bench_line(&bench, "said twice");
    ck_assert_int_eq(find("R1")->standing, STANDING_WITHDRAWN);
    ck_assert_int_eq(find("R2")->standing, STANDING_DRAFT);
    ck_assert_str_eq(find("R3")->why, "said twice");
    ck_assert(!bench_shows(&bench, "marked"));
    end();
}
END_TEST

START_TEST(test_marks_go)
{
    begin();
    DO(ACTION_FIRST, ACTION_MARK_ENTRY, ACTION_UP, ACTION_MARK_ENTRY);
    ck_assert(!bench_shows(&bench, "marked"));
    DO(ACTION_MARK_ENTRY, ACTION_LEAVE);
    ck_assert(!bench_shows(&bench, "marked"));
    end();
}
END_TEST

START_TEST(test_marked_are_moved)
{
    begin();
    DO(ACTION_FIRST, ACTION_MARK_ENTRY, ACTION_MARK_ENTRY, ACTION_MOVE_ENTRY);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "Where do R1, R2 belong?"));
    bench_answer(&bench, 1);
    ck_assert_str_eq(find("R1")->slot, "s1");
    ck_assert_str_eq(find("R2")->slot, "s1");
    ck_assert_str_eq(find("R3")->slot, "s2");
    end();
}
END_TEST

/* The others go into the one that stays, which is the selected one at first. */
START_TEST(test_merge)
{
    begin();
    DO(ACTION_FIRST);
    DO(ACTION_MARK_ENTRY, ACTION_MERGE_ENTRIES); /* and the selected one, R2 */
    ck_assert_str_eq(buf_text(&bench.answers),
                     "R1  Fund learning\nR2  Fund city-to-city learning\n");
    bench_answer(&bench, 1);
    ck_assert_ptr_eq(find("R1")->merged_into, find("R2"));
    ck_assert_int_eq(find("R1")->standing, STANDING_WITHDRAWN);
    ck_assert_ptr_null(find("R2")->merged_into);
    ck_assert(bench_shows(&bench, " → R2"));
    end();
}
END_TEST

/* Where nothing is marked, what is nearly the same is offered; where nothing is, it is said how. */
START_TEST(test_merge_suggested)
{
    begin();
    ck_assert(!bench_shows(&bench, "nearly the same"));
    wish_done(&(struct wish){
        .verb = WISH_AMEND, .entry = "R3", .fields = {.text = "Fund the city-to-city learning"}});
    bench_read(&bench, &laptop);
    DO(ACTION_FIRST, ACTION_DOWN);
    ck_assert(bench_shows(&bench, "nearly the same as R3"));
    DO(ACTION_MERGE_ENTRIES);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "These say nearly the same"));
    ck_assert_ptr_nonnull(
        strstr(buf_text(&bench.answers), "R3  Fund the city-to-city learning  = R2"));
    bench_answer(&bench, 0);
    bench_answer(&bench, 0); /* R2 stays */
    ck_assert_ptr_eq(find("R3")->merged_into, find("R2"));
    wish_done(&(struct wish){.verb = WISH_WITHDRAW, .entry = "R2"});
    bench_read(&bench, &laptop);
    DO(ACTION_MERGE_ENTRIES);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "say Mark the entries"));
    end();
}
END_TEST

START_TEST(test_order)
{
    begin();
    DO(ACTION_FIRST, ACTION_ENTRY_LATER);
    expect_order("R2 R1 R3 N1 N2");
    DO(ACTION_ENTRY_LATER, ACTION_ENTRY_LATER);
    expect_order("R2 R3 N1 R1 N2");
    DO(ACTION_ENTRY_LATER); /* it is the last in its slot */
    expect_order("R2 R3 N1 R1 N2");
    DO(ACTION_ENTRY_EARLIER, ACTION_ENTRY_EARLIER, ACTION_ENTRY_EARLIER);
    expect_order("R1 R2 R3 N1 N2");
    DO(ACTION_ENTRY_EARLIER);
    expect_order("R1 R2 R3 N1 N2");
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "is the first here"));
    end();
}
END_TEST

/* Two laptops amended R1 at once. */
static void begin_unsettled(struct laptop *other)
{
    begin();
    laptop_init(other, programme, 2, 2, laptop.actor.now.wall);
    for (size_t i = 0; i < laptop.written.count; i++)
        laptop_receive(other, laptop.written.items[i]);
    struct wish wish = {.verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Their words"}};
    const struct event *theirs = laptop_wish(other, &wish, NULL);
    wish.fields.text = "Our words";
    wish_done(&wish);
    laptop_receive(&laptop, other->written.items[0]); /* who it is */
    laptop_receive(&laptop, theirs);
    bench_read(&bench, &laptop);
    DO(ACTION_FIRST);
}

START_TEST(test_settle)
{
    struct laptop other;
    begin_unsettled(&other);
    ck_assert(bench_shows(&bench, "V choose a version"));
    DO(ACTION_EDIT); /* which of them? */
    ck_assert(bench_shows(&bench, "R1: 2 versions side by side"));
    ck_assert(bench_shows(&bench, "Our words"));
    ck_assert(bench_shows(&bench, "Their words"));
    DO(ACTION_LEAVE, ACTION_SETTLE);
    DO(ACTION_RIGHT, ACTION_EDIT);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "settle R1\n"));
    DO(ACTION_OPEN);
    const char *text = find("R1")->text;
    ck_assert_msg(strcmp(text, "Our words") == 0 || strcmp(text, "Their words") == 0, "%s", text);
    ck_assert_uint_eq(find("R1")->heads, 1);
    ck_assert(!bench_shows(&bench, "side by side"));
    laptop_finish(&other);
    end();
}
END_TEST

/* The one that was chosen, whichever it is. */
/* Who came for the choice goes back with it, and when it is left for later. */
START_TEST(test_settle_goes_back)
{
    static const enum action ends[] = {ACTION_OPEN, ACTION_LEAVE};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct laptop other;
        begin_unsettled(&other);
        struct event_id id = find("R1")->id;
        view_entries.go_to(
            bench.state, &bench.scene,
            &(struct view_target){.entry = &id, .settles = true, .person = PART_NOBODY});
        ck_assert(bench_shows(&bench, "R1: 2 versions side by side"));
        buf_clear(&bench.asked);
        DO(ends[i]);
        ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
        ck_assert_uint_eq(find("R1")->heads, ends[i] == ACTION_OPEN ? 1 : 2);
        laptop_finish(&other);
        end();
    }
}
END_TEST

START_TEST(test_settle_takes_the_chosen)
{
    for (int turns = 0; turns < 2; turns++) {
        struct laptop other;
        begin_unsettled(&other);
        DO(ACTION_SETTLE);
        bench_shows(&bench, "");
        const struct entry *entry = find("R1");
        size_t at = entry->versions.count - 2 + (size_t)turns;
        MEM_LOCAL char *wanted = mem_dup(entry->versions.items[at].text);
        for (int i = 0; i < turns; i++)
            DO(ACTION_RIGHT);
        DO(ACTION_OPEN);
        ck_assert_str_eq(find("R1")->text, wanted);
        laptop_finish(&other);
        end();
    }
}
END_TEST

/* A translation stands below its original, whatever was written between them; both say so. */
START_TEST(test_translations)
{
    begin();
    wish_done(
        &(struct wish){.verb = WISH_ADD,
                       .kind = ENTRY_RECOMMENDATION,
                       .slot = "s2",
                       .fields = {.text = "Financer", .language = "fr", .translation_of = "R1"}});
    bench_read(&bench, &laptop);
    DO(ACTION_FIRST, ACTION_DOWN);
    ck_assert(bench_shows(&bench, "│ ✓ R4 09:03 ↳ fr · Financer"));
    ck_assert(bench_shows(&bench, "translation of R1"));
    DO(ACTION_ENTRY_LATER);
    ck_assert_ptr_nonnull(strstr(buf_text(&bench.asked), "A translation stands below"));
    DO(ACTION_DOWN, ACTION_ENTRY_EARLIER); /* R2 goes before R1, whose translation follows it */
    expect_order("R2 R1 R3 N1 N2 R4");
    DO(ACTION_ENTRY_LATER);
    expect_order("R1 R2 R3 N1 N2 R4");
    DO(ACTION_UP, ACTION_UP, ACTION_OPEN);
    ck_assert(bench_shows(&bench, "Languages"));
    ck_assert(bench_shows(&bench, "fr · R4 · Financer"));
    end();
}
END_TEST

/* Each version shows what was changed in the one that it was made on. */
START_TEST(test_history)
{
    begin();
    wish_done(&(struct wish){
        .verb = WISH_AMEND, .entry = "R1", .fields = {.text = "Fund shared learning"}});
    bench_read(&bench, &laptop);
    DO(ACTION_FIRST, ACTION_VERSIONS);
    bench.scene.plain = true;
    ck_assert(bench_shows(&bench, "Fund {+shared+} learning") ||
              bench_shows(&bench, "Fund {+shared +}learning"));
    bench.scene.plain = false;
    ck_assert(bench_shows(&bench, "Fund shared learning"));
    end();
}
END_TEST

/* Whoever wrote any version of an entry is one of its writers. */
START_TEST(test_writers)
{
    struct laptop other;
    begin_unsettled(&other);
    DO(ACTION_FILTER);
    bench_answer(&bench, 6);
    const char *answers = buf_text(&bench.answers);
    ck_assert_msg(strstr(answers, "All (5)\n") == answers && strstr(answers, " (5)\n") != NULL &&
                      strstr(answers, " (1)\n") != NULL,
                  "%s", answers);
    bench_answer(&bench, 2);
    ck_assert(bench_shows(&bench, "1 of 5"));
    laptop_finish(&other);
    end();
}
END_TEST

/* Filters hold together, and one key shows all again. */
START_TEST(test_filters_together)
{
    static const struct {
        int by, which;
        const char *answers;
        const char *title;
        const char *has, *has_not;
    } cases[] = {
        {3, 1, "All (5)\nTwo parallel breakout sessions · track 2: Sustainability (1)\n",
         "track 2: Sustainability ", "N2", "N1"},
        {4, 1, "All (5)\nHousing (2)\nécole (1)\n", "Entries: Housing ", "R2", "R3"},
        {2, 3,
         "All (5)\nHigh-level expert panel (4)\nTwo parallel breakout sessions (1)\n"
         "Two parallel breakout sessions · track 2: Sustainability (1)\n",
         "track 2: Sustainability ", "N2", "N1"},
        {6, 1, NULL, "Entries: by ", "N2", "xxx"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        DO(ACTION_FILTER);
        bench_answer(&bench, cases[i].by);
        if (cases[i].answers != NULL)
            ck_assert_str_eq(buf_text(&bench.answers), cases[i].answers);
        bench_answer(&bench, cases[i].which);
        ck_assert_msg(bench_shows(&bench, cases[i].title), "%zu", i);
        ck_assert_msg(bench_shows(&bench, cases[i].has), "%zu", i);
        ck_assert_msg(!bench_shows(&bench, cases[i].has_not), "%zu", i);
        DO(ACTION_SHOW_ALL);
        ck_assert(bench_shows(&bench, "┌ Entries ─"));
    }
    DO(ACTION_FILTER);
    bench_answer(&bench, 1);
    bench_answer(&bench, 2); /* recommendations */
    DO(ACTION_FILTER);
    bench_answer(&bench, 4);
    bench_answer(&bench, 2); /* école */
    ck_assert(bench_shows(&bench, "Entries: Recommendation · école"));
    ck_assert(bench_shows(&bench, "1 of 5"));
    end();
}
END_TEST

SUITE("tui/view_entries_do", test_marked_are_withdrawn, test_marks_go, test_marked_are_moved,
      test_merge, test_merge_suggested, test_order, test_settle, test_settle_goes_back,
      test_settle_takes_the_chosen, test_translations, test_history, test_writers,
      test_filters_together)
