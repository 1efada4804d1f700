#include <dais/core/report.h>

#include <stdlib.h>
#include <string.h>

#include "panel_report.h"
#include "programmes.h"
#include "suite.h"

START_TEST(test_names)
{
    ck_assert_int_eq(report_what_find("recommendations"), REPORT_RECOMMENDATIONS);
    ck_assert_int_eq(report_what_find("minutes"), -1);
    ck_assert_str_eq(report_what_nearest("raport"), "report");
    ck_assert_uint_eq(report_language_count(), 5);
    ck_assert_str_eq(report_language_at(1), "fr");
    ck_assert(report_language_is_known("en") && !report_language_is_known("de"));
    static const char *const not_two[] = {"en,",      ",en",    "en,en", "en,de",
                                          "en,fr,pt", "en, fr", ","};
    ck_assert(report_language_is_known("fr,ar"));
    for (size_t i = 0; i < sizeof not_two / sizeof *not_two; i++)
        ck_assert_msg(!report_language_is_known(not_two[i]), "%s", not_two[i]);
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    ck_assert_ptr_null(report_make(
        laptop.session, &(struct report_options){.what = REPORT_REPORT, .language = "de"}));
    finish(&laptop, programme);
}
END_TEST

/* Who said it, by rule; the programme's section is the same under each. */
START_TEST(test_rules)
{
    static const struct {
        enum attribution rule;
        const char *speaker; /* as the entry has it */
        const char *said;    /* as the report says it; NULL: not */
    } cases[] = {
        {ATTRIBUTION_NAMED, "somebody", "fact speaker Speaker Some Body, City"},
        {ATTRIBUTION_AFFILIATION, "City", "fact speaker Speaker City"},
        {ATTRIBUTION_CHATHAM_HOUSE, NULL, NULL},
    };
    static const char *const statements[] = {
        [ATTRIBUTION_NAMED] = "entry statement S1 Ms Some Body, Mayor, City: It was said.\n",
        [ATTRIBUTION_AFFILIATION] = "entry statement S1 City: It was said.\n",
        [ATTRIBUTION_CHATHAM_HOUSE] = "entry statement S1 It was said.\n",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laptop laptop;
        struct programme *programme = panel(cases[i].rule, &laptop);
        const char *speaker = cases[i].speaker;
        add(&laptop, ENTRY_STATEMENT,
            (struct entry_fields){.text = "It was said.", .speaker = speaker});
        add(&laptop, ENTRY_STATEMENT, (struct entry_fields){.text = "So.", .label = "Why?"});
        add(&laptop, ENTRY_NOTE, (struct entry_fields){.text = "Noted.", .speaker = speaker});
        BUF_LOCAL struct buf text = {0};
        dump_report(&laptop, REPORT_REPORT, "en", &text);
        ASSERT_HAS(text, statements[cases[i].rule]);
        ASSERT_HAS(text, "entry statement S2 Why? So.\n");
        ASSERT_HAS(text, "entry note N1 Noted.\n");
        if (cases[i].said != NULL)
            ASSERT_HAS(text, cases[i].said);
        else
            ASSERT_LACKS(text, "fact speaker");
        if (cases[i].rule != ATTRIBUTION_NAMED)
            ASSERT_LACKS(text, "Some Body");
        finish(&laptop, programme);
    }
}
END_TEST

/* An entry that comes under a stricter rule than it was made under loses its speaker. */
START_TEST(test_stricter_rule)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    add(&laptop, ENTRY_STATEMENT, (struct entry_fields){.text = "Said.", .speaker = "somebody"});
    const struct entry *entry = session_record(laptop.session)->entries.items[0];
    static const struct {
        enum attribution rule;
        const char *speaker;
    } cases[] = {{ATTRIBUTION_NAMED, "Some Body, City"},
                 {ATTRIBUTION_AFFILIATION, "City"},
                 {ATTRIBUTION_CHATHAM_HOUSE, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        programme->slots.items[1].attribution = cases[i].rule;
        BUF_LOCAL struct buf speaker = {0};
        ck_assert(report_speaker(laptop.session, entry, "en", &speaker) == (i < 2));
        ck_assert_str_eq(buf_text(&speaker), cases[i].speaker);
    }
    finish(&laptop, programme);
}
END_TEST

START_TEST(test_withdrawn_and_draft)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    add(&laptop, ENTRY_RECOMMENDATION, (struct entry_fields){.text = "Stays."});
    add(&laptop, ENTRY_RECOMMENDATION, (struct entry_fields){.text = "Goes."});
    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "R2"};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &withdraw, NULL));
    for (int what = 0; what < REPORT_WHAT_COUNT; what++) {
        BUF_LOCAL struct buf text = {0};
        dump_report(&laptop, (enum report_what)what, "en", &text);
        ASSERT_LACKS(text, "Goes.");
        bool published = what == REPORT_PROGRAMME;
        ck_assert(has(&text, "paragraph draft") == !published);
    }
    ck_assert(laptop_do(&laptop, WISH_END) && laptop_do(&laptop, WISH_CLOSE));
    BUF_LOCAL struct buf closed = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &closed);
    ASSERT_LACKS(closed, "paragraph draft");
    ASSERT_HAS(closed,
               "paragraph final Final: the session was closed on Wednesday, 18 May 2022 at 09:19.");
    BUF_LOCAL struct buf both = {0};
    dump_report(&laptop, REPORT_SUMMARY, "en,fr", &both);
    ASSERT_HAS(both,
               "paragraph final Version finale : séance close le mercredi 18 mai 2022 à 09:19. "
               "in fr\n");
    struct wish reopen = {.verb = WISH_REOPEN, .why = "Something was forgotten."};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &reopen, NULL));
    BUF_LOCAL struct buf reopened = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &reopened);
    ASSERT_HAS(reopened, "paragraph draft");
    ASSERT_LACKS(reopened, "paragraph final");
    ASSERT_HAS(closed, "entry recommendation R1 Stays.");
    finish(&laptop, programme);
}
END_TEST

/* A translation takes the place of its original in a report of its language, and stands under it in
 * others; what was withdrawn takes it along. */
START_TEST(test_translation)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    add(&laptop, ENTRY_CONCLUSION, (struct entry_fields){.text = "Cities lead.", .language = "en"});
    add(&laptop, ENTRY_CONCLUSION,
        (struct entry_fields){
            .text = "Les villes mènent.", .language = "fr", .translation_of = "C1"});
    add(&laptop, ENTRY_CONCLUSION, (struct entry_fields){.text = "Alone.", .language = "en"});
    BUF_LOCAL struct buf french = {0};
    dump_report(&laptop, REPORT_REPORT, "fr", &french);
    ASSERT_HAS(french, "entry conclusion C1 Les villes mènent.\n");
    ASSERT_HAS(french, "entry conclusion C3 Alone. in en\n");
    ASSERT_HAS(french, "anglais (C1)");
    ASSERT_LACKS(french, "entry conclusion C2");
    BUF_LOCAL struct buf english = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &english);
    ASSERT_HAS(english, "entry conclusion C1 Cities lead.\n");
    ASSERT_HAS(english, "French (C2)");
    ASSERT_LACKS(english, "entry conclusion C2");
    struct wish withdraw = {.verb = WISH_WITHDRAW, .entry = "C1"};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &withdraw, NULL));
    BUF_LOCAL struct buf orphan = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &orphan);
    ASSERT_LACKS(orphan, "C2");
    ASSERT_LACKS(orphan, "Cities lead.");
    finish(&laptop, programme);
}
END_TEST

START_TEST(test_text_in_force)
{
    struct entry entry = {.text = "New.", .adopted_text = "Old."};
    ck_assert_str_eq(report_entry_text(&entry), "New.");
    entry.changed_since_adoption = true;
    ck_assert_str_eq(report_entry_text(&entry), "Old.");
    entry.adopted_text = NULL;
    ck_assert_str_eq(report_entry_text(&entry), "New.");
}
END_TEST

/* Skipped, inserted, taken back, unfinished: all are told. */
START_TEST(test_as_run)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    struct wish skip = {.verb = WISH_SKIP, .slot = "s4"};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &skip, NULL));
    struct wish insert = {.verb = WISH_INSERT, .title = "A film", .span = 5 * MSEC_MINUTE};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &insert, NULL));
    laptop_at(&laptop, at(programme, 10, 30));
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    laptop_at(&laptop, at(programme, 10, 31));
    ck_assert(laptop_do(&laptop, WISH_BACK));
    laptop_at(&laptop, at(programme, 10, 40));
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    BUF_LOCAL struct buf timing = {0};
    dump_report(&laptop, REPORT_TIMING, "en", &timing);
    ASSERT_HAS(timing, "cell remark 3 min late, 1 min longer");
    ASSERT_HAS(timing, "cell remark 4 min late, 6 min longer");
    ASSERT_HAS(timing, "cell slot A film");
    ASSERT_HAS(timing, "cell planned not planned");
    ASSERT_HAS(timing, "cell remark not planned, not ended");
    ASSERT_HAS(timing, "cell remark skipped");
    ASSERT_HAS(timing, "section stretches");
    ASSERT_HAS(timing, "cell remark taken back");
    ASSERT_LACKS(timing, "Planned end");
    BUF_LOCAL struct buf report = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &report);
    ASSERT_HAS(report, "section programme Programme as run");
    ck_assert(laptop_do(&laptop, WISH_END));
    BUF_LOCAL struct buf ended = {0};
    dump_report(&laptop, REPORT_TIMING, "en", &ended);
    ASSERT_HAS(ended, "cell remark not timed");
    ASSERT_HAS(ended, "Planned end 12:30, ended 10:40: 1 h 50 early");
    finish(&laptop, programme);
}
END_TEST

/* Numbers in the table need no sign: each direction has its column. */
START_TEST(test_no_sign)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    laptop_at(&laptop, at(programme, 9, 40));
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    laptop_at(&laptop, at(programme, 9, 50));
    ck_assert(laptop_do(&laptop, WISH_END));
    struct report *report = report_make(
        laptop.session, &(struct report_options){.what = REPORT_TIMING, .language = "en"});
    size_t early = 0;
    for (const struct report_node *row = report->table->first; row != NULL; row = row->next) {
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
            ck_assert(cell->type != VALUE_NUMBER || cell->value == NULL || cell->value[0] != '-');
            early += strcmp(cell->name, "early_ms") == 0 && cell->text != NULL &&
                     strcmp(cell->text, "50") == 0;
        }
    }
    ck_assert_uint_eq(early, 1);
    report_free(report);
    finish(&laptop, programme);
}
END_TEST

/* Without a date there are no instants; without entries, two sections say so. */
START_TEST(test_bare)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(10, 0), SLOT_SESSION, NULL, HARD_NONE}};
    struct programme *programme = programme_given("EAT-3", NULL, slots, 1);
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1, 0);
    for (int what = 0; what < REPORT_WHAT_COUNT; what++) {
        BUF_LOCAL struct buf text = {0};
        dump_report(&laptop, (enum report_what)what, "fr", &text);
        ASSERT_HAS(text, "section");
    }
    BUF_LOCAL struct buf report = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &report);
    ASSERT_HAS(report, "paragraph none None was recorded.");
    ASSERT_HAS(report, "cell planned 09:00–10:00");
    ASSERT_LACKS(report, "fact date");
    ASSERT_LACKS(report, "section timing"); /* nothing has run */
    finish(&laptop, programme);
}
END_TEST

/* The programme has who stands where on the list: it does not resolve who is told of. */
START_TEST(test_turns_untold)
{
    static const struct {
        enum attribution rule;
        bool resolved;
    } cases[] = {{ATTRIBUTION_NAMED, true}, {ATTRIBUTION_CHATHAM_HOUSE, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct programme *programme = programme_panel(cases[i].rule);
        struct laptop laptop;
        laptop_init(&laptop, programme, 1, 1,
                    zone_instant(programme->zone, programme->date, AT(9, 15)));
        const struct wish morning[] = {
            {.verb = WISH_GOTO, .slot = "2"},
            {.verb = WISH_FLOOR_START, .person = "3"},
            {.verb = WISH_FLOOR_START, .person = "1"},
            {.verb = WISH_FLOOR_STOP},
        };
        for (size_t j = 0; j < sizeof morning / sizeof *morning; j++) {
            laptop_at(&laptop, laptop.actor.now.wall + (msec_t)(j + 1) * MSEC_MINUTE);
            ck_assert(laptop_wish(&laptop, &morning[j], NULL) != NULL);
        }
        BUF_LOCAL struct buf timing = {0};
        dump_report(&laptop, REPORT_TIMING, "en", &timing);
        ck_assert(!cases[i].resolved == (strstr(buf_text(&timing), "speaker Turn 1\n") != NULL));
        ck_assert(!cases[i].resolved == (strstr(buf_text(&timing), "speaker Turn 2\n") != NULL));
        ck_assert(cases[i].resolved == (strstr(buf_text(&timing), "section totals") != NULL));
        ck_assert(cases[i].resolved == (strstr(buf_text(&timing), "Hakiza") != NULL));
        ASSERT_LACKS(timing, "Speaker 1");
        ASSERT_LACKS(timing, "Speaker 3");
        ASSERT_LACKS(timing, "Turn 3");
        finish(&laptop, programme);
    }
}
END_TEST

/* The public page: names that were kept deliberately are masked, people are not listed. */
START_TEST(test_summary)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_CHATHAM_HOUSE, &laptop);
    struct wish wish = {.verb = WISH_ADD,
                        .kind = ENTRY_RECOMMENDATION,
                        .keep_names = true,
                        .fields = {.text = "As Some Body said.", .addressee = "donors"}};
    ck_assert_ptr_nonnull(laptop_wish(&laptop, &wish, NULL));
    add(&laptop, ENTRY_NOTE, (struct entry_fields){.text = "Among us."});
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_SUMMARY, "en", &text);
    ASSERT_HAS(text, "entry recommendation R1 As […] said.");
    ASSERT_HAS(text, "fact addressee Addressed to donors");
    ASSERT_LACKS(text, "Some Body");
    ASSERT_LACKS(text, "Among us.");
    BUF_LOCAL struct buf report = {0};
    dump_report(&laptop, REPORT_REPORT, "en", &report);
    ASSERT_HAS(report, "As Some Body said.");
    finish(&laptop, programme);
}
END_TEST

/* A date in each language's way. */
START_TEST(test_dates)
{
    static const char *const cases[][2] = {
        {"en", "Date Wednesday, 18 May 2022\n"},
        {"fr", "Date mercredi 18 mai 2022\n"},
        {"pt", "Data quarta-feira, 18 de maio de 2022\n"},
        {"es", "Fecha miércoles 18 de mayo de 2022\n"},
        {"ar", "التاريخ الأربعاء، 18 أيار/مايو 2022\n"},
        {"es,pt", "Fecha / Data miércoles 18 de mayo de 2022 / quarta-feira, 18 de maio de 2022\n"},
    };
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        dump_report(&laptop, REPORT_REPORT, cases[i][0], &text);
        ASSERT_HAS(text, cases[i][1]);
    }
    finish(&laptop, programme);
}
END_TEST

static struct lingual two(const char *english, const char *french)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.language = "en", .text = english}));
    array_push(&lingual.texts, ((struct lingual_text){.language = "fr", .text = french}));
    return lingual;
}

/* Two languages: headings in both, texts in both where they are, and marked where one is not. */
START_TEST(test_side_by_side)
{
    struct laptop laptop;
    struct programme *programme = panel(ATTRIBUTION_NAMED, &laptop);
    array_push(&programme->objectives.list, two("Meet", "Se rencontrer"));
    array_push(&programme->objectives.list, one("Agree"));
    array_push(&programme->context.list, two("Where we are.", "Où nous en sommes."));
    struct lingual *affiliation = &programme->people.items[programme->people.count - 1].affiliation;
    free(affiliation->texts.items);
    *affiliation = two("City", "Ville");
    add(&laptop, ENTRY_STATEMENT,
        (struct entry_fields){.text = "It was said.", .speaker = "somebody"});
    add(&laptop, ENTRY_RECOMMENDATION, (struct entry_fields){.text = "Fund it."});
    BUF_LOCAL struct buf text = {0};
    dump_report(&laptop, REPORT_REPORT, "en,fr", &text);
    static const char *const there[] = {
        "section report Report / Compte rendu\n",
        "section recommendations Recommendations / Recommandations\n",
        "section conclusions Conclusions\n", /* the same in both stands once */
        "item Meet\n    item Se rencontrer in fr\n",
        "item Agree (uniquement en anglais)\n",
        "paragraph Where we are.\n",
        "paragraph Où nous en sommes. in fr\n",
        "paragraph draft Draft: the session is not closed yet.\n",
        "la séance n’est pas encore close. in fr\n",
        "paragraph none None was recorded.\n",
        "paragraph none Rien n’a été consigné. in fr\n",
        " S1 Ms Some Body, Mayor, City / Ville: ",
        "fact standing Standing / Statut draft / projet\n",
        "fact missing_languages Not translated into / Non traduit en French / français\n",
    };
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        ASSERT_HAS(text, there[i]);
    BUF_LOCAL struct buf other = {0};
    dump_report(&laptop, REPORT_REPORT, "fr,pt", &other);
    /* none is in Portuguese, which is said once; one is in neither */
    ASSERT_HAS(other, "paragraph language Língua dos textos do programa: francês. in pt\n");
    ASSERT_LACKS(other, "Langue des textes");
    ASSERT_HAS(other, "item Se rencontrer\n");
    ASSERT_HAS(other, "item Agree (uniquement en anglais) in en\n");
    finish(&laptop, programme);
}
END_TEST

SUITE("core/report", test_names, test_rules, test_stricter_rule, test_withdrawn_and_draft,
      test_translation, test_text_in_force, test_as_run, test_no_sign, test_bare, test_turns_untold,
      test_summary, test_dates, test_side_by_side)
