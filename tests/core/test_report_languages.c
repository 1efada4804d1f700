#include "panel_report.h"
#include "suite.h"

/* What somebody does, a minute after the step before; `text` of a merge is what it goes into. */
struct step {
    enum wish_verb verb;
    const char *entry; /* of WISH_ADD: what it translates, in French; NULL: nothing */
    const char *text;
};
enum { STEP_MAX = 6, TEXT_MAX = 6, NOWHERE_MAX = 3 };

static struct wish wish_of(const struct step *step)
{
    struct wish wish = {.verb = step->verb, .entry = step->entry};
    if (step->verb == WISH_ADD)
        wish = (struct wish){.verb = WISH_ADD,
                             .kind = ENTRY_RECOMMENDATION,
                             .keep_names = true,
                             .fields = {.text = step->text,
                                        .translation_of = step->entry,
                                        .addressee = step->entry == NULL ? "cities" : NULL,
                                        .language = step->entry == NULL ? "en" : "fr"}};
    else if (step->verb == WISH_AMEND)
        wish.fields.text = step->text;
    else if (step->verb == WISH_MERGE)
        wish.into = step->text;
    else if (step->verb == WISH_STAND)
        wish.standing = STANDING_ADOPTED;
    return wish;
}

static struct programme *take(const struct step steps[STEP_MAX], enum attribution rule,
                              struct laptop *ret_laptop)
{
    struct programme *programme = panel(rule, ret_laptop);
    for (int i = 0; i < STEP_MAX && (steps[i].text != NULL || steps[i].entry != NULL); i++) {
        struct wish wish = wish_of(&steps[i]);
        laptop_at(ret_laptop, at(programme, 9, 20 + i));
        ck_assert_msg(laptop_wish(ret_laptop, &wish, NULL) != NULL, "%s", laptop_why(ret_laptop));
    }
    return programme;
}

enum { ADOPTED_TRANSLATION = 8 }; /* of the cases */

static const struct {
    struct step steps[STEP_MAX];
    const char *language;
    const char *there[TEXT_MAX];      /* in the report */
    const char *nowhere[NOWHERE_MAX]; /* in none of its parts, nor in the table */
} cases[] = {
    /* what was withdrawn does not come back through its translation */
    {{{WISH_ADD, NULL, "Bruno must go."},
      {WISH_ADD, "R1", "Qu’il parte."},
      {WISH_WITHDRAW, "R1", NULL}},
     "en",
     {"paragraph none None was recorded."},
     {"Bruno must go.", "Qu’il parte."}},
    /* but what the room adopted stays, alone */
    {{{WISH_ADD, NULL, "Bruno must go."},
      {WISH_ADD, "R1", "Qu’il parte."},
      {WISH_STAND, "R2", NULL},
      {WISH_WITHDRAW, "R1", NULL}},
     "en",
     {"entry recommendation R2 Qu’il parte. in fr\n", "Standing adopted\n",
      "Not translated into English"},
     {"Bruno must go."}},
    /* the translation of what was merged away is not one of what is left */
    {{{WISH_ADD, NULL, "One."},
      {WISH_ADD, NULL, "Two."},
      {WISH_ADD, "R2", "Deux."},
      {WISH_MERGE, "R2", "R1"}},
     "fr",
     {"entry recommendation R1 One. in en\n"},
     {"Two.", "Deux."}},
    {{{WISH_ADD, NULL, "One."},
      {WISH_ADD, NULL, "Two."},
      {WISH_ADD, "R2", "Deux."},
      {WISH_MERGE, "R2", "R1"}},
     "en,fr",
     {"entry recommendation R1 One.\n", "Non traduit en French / français\n"},
     {"Two.", "Deux."}},
    /* what was adopted stands in its own words */
    {{{WISH_ADD, NULL, "Fund."},
      {WISH_ADD, "R1", "Financer."},
      {WISH_AMEND, "R1", "Fund it."},
      {WISH_STAND, "R1", NULL}},
     "fr",
     {"entry recommendation R1 Fund it. in en\n", "Statut adopté\n",
      "français (R2, traduction, plus ancienne que l’original) Financer. in fr\n"},
     {NULL}},
    {{{WISH_ADD, NULL, "Fund."},
      {WISH_AMEND, "R1", "Fund it."},
      {WISH_ADD, "R1", "Financer."},
      {WISH_STAND, "R1", NULL},
      {WISH_AMEND, "R1", "Fund it all."}}, /* after the adoption */
     "fr",
     {"R1 Fund it. in en\n", "français (R2, traduction) Financer. in fr\n"},
     {"plus ancienne"}},
    /* a draft may be read in translation, and says if that is outdated */
    {{{WISH_ADD, NULL, "Fund."}, {WISH_ADD, "R1", "Financer."}, {WISH_AMEND, "R1", "Fund it."}},
     "fr",
     {"R1 Financer.\n     fact outdated Traduction plus ancienne que l’original\n",
      "anglais (R1) Fund it. in en\n"},
     {NULL}},
    {{{WISH_ADD, NULL, "Fund."}, {WISH_ADD, "R1", "Financer."}},
     "fr",
     {"R1 Financer.\n", "anglais (R1) Fund. in en\n"},
     {"plus ancienne"}},
    /* an adopted translation stands, its original below, with what that one has */
    {{{WISH_ADD, NULL, "Fund."}, {WISH_ADD, "R1", "Financer."}, {WISH_STAND, "R2", NULL}},
     "en",
     {"entry recommendation R2 Financer. in fr\n", "Standing adopted\n", "Check sum",
      "Addressed to cities\n", "English (R1) Fund. in en\n"},
     {"entry recommendation R1"}},
    /* both adopted: that in the report's language */
    {{{WISH_ADD, NULL, "Fund."},
      {WISH_ADD, "R1", "Financer."},
      {WISH_STAND, "R1", NULL},
      {WISH_STAND, "R2", NULL}},
     "fr",
     {"entry recommendation R2 Financer.\n", "anglais (R1, adopté) Fund. in en\n"},
     {"entry recommendation R1"}},
    /* side by side, both or what is missing; also where it was said */
    {{{WISH_ADD, NULL, "Fund."}, {WISH_ADD, "R1", "Financer."}, {WISH_ADD, NULL, "More."}},
     "en,fr",
     {"    entry recommendation R1 Fund.\n"
      "     fact translation French / français (R2) Financer. in fr\n",
      "    entry recommendation R3 More.\n"
      "     fact missing_languages Not translated into / Non traduit en French / français\n",
      "   entry recommendation R1 Fund.\n    fact addressee"},
     {NULL}},
};

static void check_texts(size_t at)
{
    struct laptop laptop;
    struct programme *programme = take(cases[at].steps, ATTRIBUTION_NAMED, &laptop);
    BUF_LOCAL struct buf text = {0}, all = {0};
    dump_report(&laptop, REPORT_REPORT, cases[at].language, &text);
    for (size_t i = 0; i < TEXT_MAX && cases[at].there[i] != NULL; i++)
        ck_assert_msg(has(&text, cases[at].there[i]), "case %zu: no \"%s\" in\n%s", at,
                      cases[at].there[i], buf_text(&text));
    for (int what = 0; what < REPORT_WHAT_COUNT; what++)
        dump_report(&laptop, (enum report_what)what, cases[at].language, &all);
    dump_table(&laptop, cases[at].language, &all);
    for (size_t i = 0; i < NOWHERE_MAX && cases[at].nowhere[i] != NULL; i++)
        ck_assert_msg(!has(&all, cases[at].nowhere[i]), "case %zu: \"%s\" in\n%s", at,
                      cases[at].nowhere[i], buf_text(&all));
    finish(&laptop, programme);
}

START_TEST(test_texts)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_texts(i);
}
END_TEST

/* The summary says what was adopted, in its own words, too. */
START_TEST(test_summary)
{
    struct laptop laptop;
    struct programme *programme =
        take(cases[ADOPTED_TRANSLATION].steps, ATTRIBUTION_NAMED, &laptop);
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_SUMMARY, "en", &text);
    ASSERT_HAS(text, "entry recommendation R2 Financer. in fr\n");
    ASSERT_HAS(text, "English (R1) Fund. in en\n");
    finish(&laptop, programme);
}
END_TEST

/* A table has each text in a row of its own. */
START_TEST(test_table)
{
    static const struct step steps[STEP_MAX] = {
        {WISH_ADD, NULL, "Fund."}, {WISH_ADD, "R1", "Financer."}, {WISH_AMEND, "R1", "Fund it."}};
    struct laptop laptop;
    struct programme *programme = take(steps, ATTRIBUTION_NAMED, &laptop);
    BUF_LOCAL struct buf text = {0};
    dump_table(&laptop, "en", &text);
    ASSERT_HAS(text, "cell text Fund it. in en\n");
    ASSERT_HAS(text,
               "cell translation_of R1\n  cell merged\n  cell outdated older than the original");
    finish(&laptop, programme);
}
END_TEST

/* A name that was kept in one language is not told by the other. */
START_TEST(test_names)
{
    static const struct step steps[STEP_MAX] = {{WISH_ADD, NULL, "As Some Body says."},
                                                {WISH_ADD, "R1", "C’est dit."}};
    struct laptop laptop;
    struct programme *programme = take(steps, ATTRIBUTION_CHATHAM_HOUSE, &laptop);
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_REPORT, "fr", &text);
    ASSERT_HAS(text, "anglais (R1) As […] says. in en\n");
    ASSERT_LACKS(text, "Some Body");
    finish(&laptop, programme);
}
END_TEST

SUITE("core/report_languages", test_texts, test_summary, test_table, test_names)
