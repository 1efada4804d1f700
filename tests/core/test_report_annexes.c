#include <stdlib.h>
#include <string.h>

#include "panel_report.h"
#include "suite.h"

static struct parts presented_by(size_t person)
{
    struct parts parts = {.list = {.count = 0}};
    array_push(&parts.list, ((struct part){.person = person}));
    return parts;
}

/* The panel with two posters in its slot; one has a summary. */
static struct programme *with_posters(enum attribution rule, struct laptop *ret_laptop)
{
    struct programme *programme = panel(rule, ret_laptop);
    struct poster told = {.title = one("A shelter"),
                          .presenters = presented_by(programme->people.count - 1),
                          .organisation = one("Town of Shelters"),
                          .summary = one("How it was built.")};
    struct poster bare = {.title = one("A well"), .organisation = one("Town of Wells")};
    array_push(&programme->slots.items[1].posters, told);
    array_push(&programme->slots.items[1].posters, bare);
    return programme;
}

START_TEST(test_posters_by_rule)
{
    static const struct {
        enum attribution rule;
        const char *there; /* ends with NULL */
        const char *not_there;
    } cases[] = {
        {ATTRIBUTION_NAMED, "cell presenters Some Body, City\n", NULL},
        {ATTRIBUTION_AFFILIATION, "cell organisation Town of Wells\n", "Some Body"},
        {ATTRIBUTION_CHATHAM_HOUSE, "cell poster A well\n", "Town of"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laptop laptop;
        struct programme *programme = with_posters(cases[i].rule, &laptop);
        BUF_LOCAL struct buf text = {0};
        dump_report(&laptop, REPORT_REPORT, "en", &text);
        ASSERT_HAS(text, "section annexes Annexes\n  section posters Posters\n");
        ASSERT_HAS(text, "section poster A shelter\n    paragraph summary How it was built.\n");
        ASSERT_LACKS(text, "section poster A well");
        ASSERT_HAS(text, cases[i].there);
        if (cases[i].not_there != NULL)
            ASSERT_LACKS(text, cases[i].not_there);
        finish(&laptop, programme);
    }
}
END_TEST

/* A practice with a label is told once: under its poster, or under a heading of its own. */
START_TEST(test_practices)
{
    struct laptop laptop;
    struct programme *programme = with_posters(ATTRIBUTION_NAMED, &laptop);
    add(&laptop, ENTRY_PRACTICE, (struct entry_fields){.text = "Dug by all.", .label = "A  well"});
    add(&laptop, ENTRY_PRACTICE, (struct entry_fields){.text = "Drawn twice.", .label = "Maps"});
    add(&laptop, ENTRY_PRACTICE, (struct entry_fields){.text = "Meet often."});
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &text);
    ASSERT_HAS(text, "list practice Good practices\n    entry practice G3 Meet often.\n");
    ASSERT_HAS(text, "list annexed_practices Good practices (see the annexes)\n"
                     "    item G1. A  well\n    item G2. Maps\n");
    ASSERT_HAS(text,
               "section poster A well\n    list practice\n     entry practice G1 Dug by all.\n");
    ASSERT_HAS(text,
               "section practices Good practices\n   section practice Maps\n    list practice\n"
               "     entry practice G2 Drawn twice.\n");
    const char *first = strstr(buf_text(&text), "Dug by all.");
    ck_assert_ptr_null(strstr(first + 1, "Dug by all."));
    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "G2"};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &withdraw, NULL));
    BUF_LOCAL struct buf without = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &without);
    ASSERT_LACKS(without, "Maps");
    ASSERT_LACKS(without, "section practices");
    finish(&laptop, programme);
}
END_TEST

START_TEST(test_journals)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    struct report_journals journals = {.list = {.count = 0}};
    struct report_journal journal = {.writer = laptop.actor.writer, .journals = 2, .events = 31};
    memset(journal.digest, 'a', DIGEST_HEX_SIZE - 1);
    array_push(&journals.list, journal);
    BUF_LOCAL struct buf text = {0}, none = {0}, summary = {0};
    dump_report_with(
        &laptop,
        &(struct report_options){.what = REPORT_REPORT, .language = "en", .journals = &journals},
        &text);
    ASSERT_HAS(text, "section journals Journals\n   paragraph This report was made from");
    ASSERT_HAS(text, "cell journals 2\n     cell events 31\n     cell frames_digest aaaaaaaaaaaa\n");
    dump_report(&laptop, REPORT_REPORT, "en", &none);
    ASSERT_LACKS(none, "section annexes");
    dump_report_with(
        &laptop,
        &(struct report_options){.what = REPORT_SUMMARY, .language = "en", .journals = &journals},
        &summary);
    ASSERT_LACKS(summary, "journals");
    report_journals_finish(&journals);
    finish(&laptop, programme);
}
END_TEST

/* A writer who is one of the programme's people is not named where the rule of the session is not.
 */
START_TEST(test_journal_writer)
{
    static const struct {
        enum attribution rule;
        const char *name;
        bool shown;
    } cases[] = {
        {ATTRIBUTION_NAMED, "Some Body", true},
        {ATTRIBUTION_AFFILIATION, "Some Body", false},
        {ATTRIBUTION_CHATHAM_HOUSE, "Some Body", false},
        {ATTRIBUTION_CHATHAM_HOUSE, "podium", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laptop laptop;
        struct programme *programme = panel(cases[i].rule, &laptop);
        struct event *launch = session_make_launch(laptop.session, &laptop.actor, cases[i].name);
        token_from_bits(77, &launch->id.launch);
        launch->id.sequence = 1;
        launch->hlc.msec = laptop.actor.now.wall;
        ck_assert_int_eq(session_apply_take(laptop.session, launch), APPLIED);
        struct report_journal journal = {.writer = laptop.actor.writer};
        const char *name = report_journal_writer(laptop.session, &journal);
        ck_assert_str_eq(name, cases[i].shown ? cases[i].name : laptop.actor.writer.text);
        finish(&laptop, programme);
    }
}
END_TEST

SUITE("core/report_annexes", test_posters_by_rule, test_practices, test_journals,
      test_journal_writer)
