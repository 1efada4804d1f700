/*
 * What can be chosen of a report: only what goes together, and the way there and back from what is
 * noted of a file.
 */
#include "../../src/tui/report_choice.h"

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

static size_t format(const char *name)
{
    for (size_t i = 0; i < export_count(); i++)
        if (strcmp(export_at(i)->name, name) == 0)
            return i;
    ck_abort_msg("no format %s", name);
}

static size_t language(const char *code)
{
    for (size_t i = 0; i < report_language_count(); i++)
        if (strcmp(report_language_at(i), code) == 0)
            return i;
    ck_abort_msg("no language %s", code);
}

START_TEST(test_begins)
{
    static const struct {
        const char *screen;
        const char *first;
        const char *second; /* NULL: none */
    } cases[] = {
        {"fr", "fr", NULL}, {"en,fr", "en", "fr"}, {"ar,pt", "ar", "pt"},
        {"xx", "en", NULL}, {NULL, "en", NULL},
    };
    struct programme *programme = programme_sou88();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report_choice choice;
        report_choice_init(&choice, programme, cases[i].screen);
        ck_assert_str_eq(report_choice_exporter(&choice)->name, "md");
        ck_assert_uint_eq(choice.values[PART_WHAT], 0);
        ck_assert_uint_eq(choice.values[PART_LANGUAGE], language(cases[i].first));
        ck_assert_uint_eq(choice.values[PART_SECOND],
                          cases[i].second != NULL ? language(cases[i].second) + 1 : 0);
    }
    programme_free(programme);
}
END_TEST

/* Whatever is turned in whatever order: it can be made, and written. */
START_TEST(test_goes_together)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct report_choice choice;
    laptop_init(&laptop, programme, 1, 1, 0);
    report_choice_init(&choice, programme, NULL);
    for (unsigned turn = 0; turn < 400; turn++) {
        enum report_part part = (enum report_part)((turn * 7 + turn / 5) % REPORT_PART_COUNT);
        size_t before = choice.values[part];
        report_choice_step(&choice, part, turn % 3 != 0);
        ck_assert(part >= PART_SECOND || choice.values[part] != before);
        for (enum report_part other = PART_WHAT; other < REPORT_PART_COUNT; other++)
            ck_assert(report_choice_allows(&choice, other, choice.values[other]));
        struct report *report = report_choice_make(&choice, laptop.session);
        ck_assert_ptr_nonnull(report);
        ck_assert(export_can(report_choice_exporter(&choice), report->what));
        ck_assert(report->second_language == NULL ||
                  !report_choice_exporter(&choice)->one_language);
        report_free(report);
    }
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

START_TEST(test_gives_way)
{
    struct programme *programme = programme_sou88();
    struct report_choice choice;
    report_choice_init(&choice, programme, "en,fr");
    report_choice_set(&choice, PART_FORMAT, format("csv"));
    ck_assert_uint_eq(choice.values[PART_SECOND], 0); /* data is in one language */
    report_choice_set(&choice, PART_WHAT, 2);
    ck_assert_str_ne(report_choice_exporter(&choice)->name, "csv"); /* no summary as a table */
    report_choice_set(&choice, PART_FORMAT, format("docx"));
    report_choice_set(&choice, PART_SECOND, language("pt") + 1);
    report_choice_set(&choice, PART_LANGUAGE, language("pt"));
    ck_assert_uint_eq(choice.values[PART_SECOND], 0); /* not beside itself */
    programme_free(programme);
}
END_TEST

/* What gave way is said, and is there again when it goes with the rest. */
START_TEST(test_comes_back)
{
    struct programme *programme = programme_sou88();
    struct report_choice choice;
    report_choice_init(&choice, programme, "en,fr");
    report_choice_set(&choice, PART_FORMAT, format("csv"));
    ck_assert_ptr_null(report_choice_given_way(&choice, PART_FORMAT));
    ck_assert_str_eq(report_choice_given_way(&choice, PART_SECOND), "Français");
    report_choice_set(&choice, PART_WHAT, 2);
    ck_assert_str_eq(report_choice_given_way(&choice, PART_FORMAT), "csv");
    report_choice_set(&choice, PART_WHAT, 0);
    ck_assert_str_eq(report_choice_exporter(&choice)->name, "csv");
    report_choice_set(&choice, PART_FORMAT, format("md"));
    ck_assert_uint_eq(choice.values[PART_SECOND], language("fr") + 1);
    for (enum report_part part = PART_WHAT; part < REPORT_PART_COUNT; part++)
        ck_assert_ptr_null(report_choice_given_way(&choice, part));
    programme_free(programme);
}
END_TEST

/* One with errors is seen and not taken; the other has its title in the language of the report. */
START_TEST(test_templates)
{
    struct programme *programme = programme_sou88();
    struct report_choice choice;
    char broken[] = "broken", label[] = "broken (has errors)", name[] = "minutes";
    struct lingual_text titles[] = {{.language = "en", .text = "House minutes"},
                                    {.language = "fr", .text = "Compte rendu"}};
    struct template *minutes = template_new("minutes");
    struct report_template list[] = {{.name = broken, .label = label},
                                     {.name = name, .template = minutes}};
    struct report_templates templates = {.list = {.items = list, .count = 2}};
    report_choice_init(&choice, programme, "fr");
    choice.templates = &templates;
    ck_assert_uint_eq(report_choice_count(&choice, PART_TEMPLATE), 3);
    ck_assert_str_eq(report_choice_label(&choice, PART_TEMPLATE, 1), "broken (has errors)");
    ck_assert_str_eq(report_choice_label(&choice, PART_TEMPLATE, 2), "minutes");
    ck_assert(report_choice_lists(&choice, PART_TEMPLATE, 1));
    ck_assert(!report_choice_allows(&choice, PART_TEMPLATE, 1));
    ck_assert_ptr_eq(report_choice_broken(&choice, 1), &list[0]);
    ck_assert_ptr_null(report_choice_broken(&choice, 2));
    ck_assert_uint_eq(report_templates_find(&templates, "broken"), 0);
    report_choice_step(&choice, PART_TEMPLATE, true);
    ck_assert_ptr_eq(report_choice_template(&choice), minutes);
    minutes->title.texts.items = titles;
    minutes->title.texts.count = 2;
    ck_assert_str_eq(report_choice_label(&choice, PART_TEMPLATE, 2), "Compte rendu");
    report_choice_set(&choice, PART_FORMAT, format("json"));
    ck_assert_ptr_null(report_choice_template(&choice));
    ck_assert(!report_choice_lists(&choice, PART_TEMPLATE, 1));
    report_choice_set(&choice, PART_FORMAT, format("html"));
    ck_assert_ptr_eq(report_choice_template(&choice), minutes);
    minutes->title.texts.items = NULL;
    minutes->title.texts.count = 0;
    template_free(minutes);
    programme_free(programme);
}
END_TEST

START_TEST(test_found_again)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct report_choice choice, found;
    laptop_init(&laptop, programme, 1, 1, 0);
    report_choice_init(&choice, programme, "fr,ar");
    for (size_t what = 0; what < report_choice_count(&choice, PART_WHAT); what++) {
        BUF_LOCAL struct buf noted = {0}, languages = {0};
        report_choice_set(&choice, PART_WHAT, what);
        struct report *report = report_choice_make(&choice, laptop.session);
        export_write_what(report->what, report->as_run, &noted);
        export_write_languages(report, &languages);
        ck_assert(
            report_choice_find(&choice, buf_text(&noted), buf_text(&languages), NULL, &found));
        ck_assert(report_choice_is_same(&choice, &found));
        report_free(report);
    }
    ck_assert(!report_choice_find(&choice, "reports", "en", NULL, &found));
    ck_assert(!report_choice_find(&choice, "report", "xx", NULL, &found));
    ck_assert(!report_choice_find(&choice, "report", "", NULL, &found));
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

SUITE("tui/report_choice", test_begins, test_goes_together, test_gives_way, test_comes_back,
      test_templates, test_found_again)
