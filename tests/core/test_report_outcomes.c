#include <string.h>

#include "panel_report.h"
#include "suite.h"

static void stand(struct laptop *laptop, const char *entry, enum standing standing,
                  const char *referred_to)
{
    struct wish wish = {
        .verb = WISH_STAND, .entry = entry, .standing = standing, .to = referred_to};
    ck_assert_msg(laptop_wish(laptop, &wish, NULL) != NULL, "%s", laptop_why(laptop));
}

static void amend(struct laptop *laptop, const char *entry, const char *text)
{
    struct wish wish = {.verb = WISH_AMEND, .entry = entry, .fields = {.text = text}};
    ck_assert_msg(laptop_wish(laptop, &wish, NULL) != NULL, "%s", laptop_why(laptop));
}

static size_t count(const struct buf *text, const char *what)
{
    size_t found = 0;
    for (const char *at = buf_text(text); (at = strstr(at, what)) != NULL; at++)
        found++;
    return found;
}

/* What the room left to others stands in a section of its own, by what became of it, and not twice.
 */
START_TEST(test_left_open)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    static const char *const texts[] = {"Kept.", "Put off.", "Passed on.", "Unwanted."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add(&laptop, ENTRY_RECOMMENDATION, (struct entry_fields){.text = texts[i]});
    add(&laptop, ENTRY_CONCLUSION, (struct entry_fields){.text = "Alone put off."});
    stand(&laptop, "R1", STANDING_ADOPTED, NULL);
    stand(&laptop, "R2", STANDING_DEFERRED, NULL);
    stand(&laptop, "R3", STANDING_REFERRED, "the drafting group");
    stand(&laptop, "R4", STANDING_NOT_ADOPTED, NULL);
    stand(&laptop, "C1", STANDING_DEFERRED, NULL);
    BUF_LOCAL struct buf text = {0}, all = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &text);
    ASSERT_HAS(text, "section conclusions Conclusions\n  paragraph none None but those below.\n");
    ASSERT_HAS(text, "section recommendations Recommendations\n  list recommendations\n"
                     "   entry recommendation R1 Kept.\n");
    const char *left =
        strstr(buf_text(&text), "section left_open Referred, deferred or not adopted");
    ck_assert_ptr_nonnull(left);
    const char *slot = strstr(buf_text(&text), "entry recommendation R2 Put off.");
    ck_assert(slot != NULL && slot < left);
    const char *mark = strstr(slot, "standing Standing deferred");
    ck_assert_msg(mark != NULL && mark < left, "R2 does not say that it was put off");
    const char *const order[] = {"R3 Passed on.", "referred_to Referred to the drafting group",
                                 "R2 Put off.", "C1 Alone put off.", "R4 Unwanted."};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        left = strstr(left, order[i]);
        ck_assert_msg(left != NULL, "%s", order[i]);
    }
    /* once in its slot, once with what became of it */
    ck_assert_uint_eq(count(&text, "entry recommendation R2"), 2);
    dump_report(&laptop, REPORT_RECOMMENDATIONS, "en", &all);
    ck_assert_uint_eq(count(&all, "entry recommendation"), 4);
    ASSERT_LACKS(all, "left_open");
    finish(&laptop, programme);
}
END_TEST

/* Learnings are the session's: told once, outside the slots, and in the summary. */
START_TEST(test_learnings)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    array_push(&programme->slots.items[4].tracks, ((struct track){.title = one("Means")}));
    array_push(&programme->slots.items[4].tracks, ((struct track){.title = one("Ends")}));
    add(&laptop, ENTRY_LEARNING, (struct entry_fields){.text = "Meet first.", .label = "Trust"});
    struct wish of_track = {.verb = WISH_ADD,
                            .kind = ENTRY_LEARNING,
                            .slot = "s5",
                            .track = 2,
                            .fields = {.text = "Ask twice."}};
    ck_assert_msg(laptop_wish(&laptop, &of_track, NULL) != NULL, "%s", laptop_why(&laptop));
    BUF_LOCAL struct buf text = {0}, summary = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &text);
    ck_assert_uint_eq(count(&text, "Meet first."), 1);
    ASSERT_HAS(text, " section learnings Key learnings\n  list learnings\n"
                     "   entry learning L1 Trust. Meet first.\n   entry learning L2 Ask twice.\n"
                     "    fact track Track Ends\n");
    ASSERT_LACKS(text, "section discussion");
    dump_report(&laptop, REPORT_SUMMARY, "en", &summary);
    ASSERT_HAS(summary, "entry learning L1 Trust. Meet first.\n");
    finish(&laptop, programme);
}
END_TEST

/* How a text came to be what was adopted. */
START_TEST(test_amended)
{
    static const struct {
        bool proposed;
        const char *amended; /* NULL: not */
        const char *there;   /* NULL: nothing is said */
    } cases[] = {
        {true, "Fund much.", "fact proposed_text As proposed Fund it. in en\n"},
        {false, "Fund much.", "fact first_text As first worded Fund. in en\n"},
        {true, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laptop laptop;
        struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
        add(&laptop, ENTRY_RECOMMENDATION,
            (struct entry_fields){.text = "Fund.", .language = "en"});
        amend(&laptop, "R1", "Fund it.");
        if (cases[i].proposed)
            stand(&laptop, "R1", STANDING_PROPOSED, NULL);
        if (cases[i].amended != NULL)
            amend(&laptop, "R1", cases[i].amended);
        BUF_LOCAL struct buf before = {0}, text = {0};
        dump_report(&laptop, REPORT_REPORT, "en", &before);
        ASSERT_LACKS(before, "fact versions");
        stand(&laptop, "R1", STANDING_ADOPTED, NULL);
        dump_report(&laptop, REPORT_REPORT, "en", &text);
        if (cases[i].there != NULL) {
            ASSERT_HAS(text, cases[i].there);
            ASSERT_HAS(text, "fact versions Versions 3\n");
        } else {
            ASSERT_LACKS(text, "fact versions");
        }
        finish(&laptop, programme);
    }
}
END_TEST

/* A name that was worded away does not come back as what was proposed. */
START_TEST(test_amended_names)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_CHATHAM_HOUSE, &laptop);
    struct wish wish = {.verb = WISH_ADD,
                        .kind = ENTRY_RECOMMENDATION,
                        .fields = {.text = "As Some Body says."},
                        .keep_names = true};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &wish, NULL));
    amend(&laptop, "R1", "As was said.");
    stand(&laptop, "R1", STANDING_ADOPTED, NULL);
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &text);
    ASSERT_HAS(text, "fact first_text As first worded As […] says.");
    ASSERT_LACKS(text, "Some Body");
    finish(&laptop, programme);
}
END_TEST

START_TEST(test_deadline)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    add(&laptop, ENTRY_ACTION, (struct entry_fields){.text = "Send it.", .deadline = "2022-06-01"});
    BUF_LOCAL struct buf french = {0};
    dump_report(&laptop, REPORT_REPORT, "fr", &french);
    ASSERT_HAS(french, "fact deadline Échéance mercredi 1er juin 2022\n");
    finish(&laptop, programme);
}
END_TEST

SUITE("core/report_outcomes", test_left_open, test_learnings, test_amended, test_amended_names,
      test_deadline)
