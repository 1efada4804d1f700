#include <dais/export/export.h>

#include <string.h>

#include "laptop.h"
#include "programmes.h"
#include "suite.h"

START_TEST(test_find)
{
    static const struct {
        const char *name, *found;
    } cases[] = {{"md", "md"},     {"JSON", "json"}, {"Csv", "csv"}, {"docx", "docx"},
                 {"HTML", "html"}, {"odt", "odt"},   {"PDF", "pdf"}, {"", NULL},
                 {"m", NULL},      {"mdx", NULL},    {".md", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct exporter *found = export_find(cases[i].name);
        ck_assert_pstr_eq(found == NULL ? NULL : found->name, cases[i].found);
    }
    ck_assert_str_eq(export_at(0)->name, "md");
}
END_TEST

START_TEST(test_find_by_path)
{
    static const struct {
        const char *path, *found;
    } cases[] = {{"report.md", "md"},     {"out/SOU-88.JSON", "json"},
                 {"a.b/c.csv", "csv"},    {"out.md/report", NULL},
                 {".md", NULL},           {"a/.csv", NULL},
                 {"report.", NULL},       {"report", NULL},
                 {"report.docx", "docx"}, {"a.HTML", "html"},
                 {"r.odt", "odt"},        {"r.pdf", "pdf"},
                 {"r.yaml", "yaml"},      {"r.ics", "ics"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct exporter *found = export_find_by_path(cases[i].path);
        ck_assert_pstr_eq(found == NULL ? NULL : found->name, cases[i].found);
    }
}
END_TEST

/* What a helper program gave, which may have written nothing, or not all of it. */
START_TEST(test_is_whole)
{
    static const struct {
        const char *name, *made;
        bool whole;
    } cases[] = {
        {"pdf", "", false},
        {"pdf", "%PDF-1.7\n", false},
        {"pdf", "%%EOF\n", false},
        {"pdf", "%PDF-1.7\n…\n%%EOF", false},
        {"pdf", "no %PDF-1.7\n…\n%%EOF\n", false},
        {"pdf", "%PDF-1.7\n…\n%%EOF\n", true},
        {"md", "", false},
        {"md", "# Title\n", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf made = {0};
        buf_add_text(&made, cases[i].made);
        ck_assert_msg(export_is_whole(export_find(cases[i].name), &made) == cases[i].whole,
                      "%s: %s", cases[i].name, cases[i].made);
    }
    for (size_t i = 0; i < export_count(); i++)
        ck_assert((export_at(i)->helper != NULL) == (export_at(i)->begins != NULL));
}
END_TEST

START_TEST(test_possible)
{
    static const char *const possible[] = {
        [REPORT_REPORT] = "md, html, docx, odt, pdf, json, yaml, csv",
        [REPORT_RECOMMENDATIONS] = "md, html, docx, odt, pdf, json, yaml, csv",
        [REPORT_SUMMARY] = "md, html, docx, odt, pdf, json, yaml",
        [REPORT_TIMING] = "md, html, docx, odt, pdf, json, yaml, csv",
        [REPORT_PROGRAMME] = "md, html, docx, odt, pdf, json, yaml, csv, ics",
    };
    ck_assert_uint_eq(sizeof possible / sizeof *possible, REPORT_WHAT_COUNT);
    for (int what = 0; what < REPORT_WHAT_COUNT; what++) {
        BUF_LOCAL struct buf text = {0};
        export_possible((enum report_what)what, &text);
        ck_assert_str_eq(buf_text(&text), possible[what]);
        for (size_t i = 0; i < export_count(); i++) {
            const struct exporter *exporter = export_at(i);
            bool named = strstr(possible[what], exporter->name) != NULL;
            ck_assert(export_can(exporter, (enum report_what)what) == named);
        }
    }
}
END_TEST

/* Running text may stand in two languages, data may not. */
START_TEST(test_languages)
{
    static const char *const running[] = {"md", "html", "docx", "odt"};
    static const char *const data[] = {"json", "yaml", "csv", "ics"};
    for (size_t i = 0; i < sizeof running / sizeof *running; i++)
        ck_assert_msg(!export_find(running[i])->one_language, "%s", running[i]);
    for (size_t i = 0; i < sizeof data / sizeof *data; i++)
        ck_assert_msg(export_find(data[i])->one_language, "%s", data[i]);
}
END_TEST

START_TEST(test_file_name)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    laptop_init(&laptop, programme, 1, 1, 0);
    struct template *house = template_new("un-workshop"), *odd = template_new("../Maß 2.\n");
    const struct {
        struct report_options options;
        const char *format, *name;
    } cases[] = {
        {{.what = REPORT_REPORT, .language = "fr", .template = house},
         "md",
         "SOU-88-report-un-workshop.fr.md"},
        {{.what = REPORT_REPORT, .language = "en", .template = odd},
         "docx",
         "SOU-88-report-Ma-2-.docx"},
        {{.what = REPORT_TIMING, .language = "en", .template = house}, "md", "SOU-88-timing.md"},
        {{.what = REPORT_REPORT, .language = "en", .as_run = false}, "md", "SOU-88-report.md"},
        {{.what = REPORT_REPORT, .language = "en", .as_run = true}, "md", "SOU-88-report.md"},
        {{.what = REPORT_RECOMMENDATIONS, .language = "fr", .as_run = false},
         "csv",
         "SOU-88-recommendations.fr.csv"},
        {{.what = REPORT_REPORT, .language = "en,fr", .as_run = false},
         "md",
         "SOU-88-report.en-fr.md"},
        {{.what = REPORT_PROGRAMME, .language = "en", .as_run = true},
         "json",
         "SOU-88-programme-as-run.json"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report *report = report_make(laptop.session, &cases[i].options);
        BUF_LOCAL struct buf name = {0};
        export_file_name(report, export_find(cases[i].format), &name);
        ck_assert_str_eq(buf_text(&name), cases[i].name);
        report_free(report);
    }
    template_free(house);
    template_free(odd);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

SUITE("export/export", test_find, test_find_by_path, test_is_whole, test_possible, test_languages, test_file_name)
