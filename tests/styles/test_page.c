#include "../../src/styles/page.h"

#include "suite.h"

START_TEST(test_length)
{
    static const struct {
        const char *text;
        long twips;
    } cases[] = {
        {"1134", 1134},  {"-1134", 1134},  {"0", 0},           {"20pt", 400},
        {"2.5cm", 1417}, {"25mm", 1417},   {"0.7874in", 1134}, {"1in", 1440},
        {"1pc", 240},    {"96px", 1440},   {"210mm", 11906},   {"8.26771653in", 11905},
        {"", -1},        {"cm", -1},       {".5in", -1},       {"1 in", -1},
        {"1e3", -1},     {"9999999", -1},  {"23in", -1},       {"12em", -1},
        {"--1", -1},     {"1.2.3cm", -1},  {"0x10", -1},       {"31680", 31680},
        {"31681", -1},   {"999999in", -1}, {"1.", 1},
    };
    ck_assert_int_eq(page_length(NULL), -1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(page_length(cases[i].text) == cases[i].twips, "%s is %ld", cases[i].text,
                      page_length(cases[i].text));
}
END_TEST

START_TEST(test_room)
{
    static const struct {
        struct page page;
        bool stands;
    } cases[] = {
        {{{11906, 16838, 1418, 1134, 1134, 1134, 709, 567, 0}}, true},
        {{{11906, 16838, 1418, 1134, 1134, 1134, -1, -1, -1}}, true},
        {{{-1, 16838, 0, 0, 0, 0, 0, 0, 0}}, false},
        {{{11906, 16838, 0, 0, 0, -1, 0, 0, 0}}, false},
        {{{5000, 16838, 0, 1100, 0, 1100, 0, 0, 0}}, false},
        {{{5000, 16838, 0, 1000, 0, 1000, 0, 0, 121}}, false},
        {{{5000, 16838, 0, 1000, 0, 1000, 0, 0, 120}}, true},
        {{{11906, 4000, 1000, 0, 1000, 0, 0, 0, 0}}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *answer = json_object();
        ck_assert(page_answer(&cases[i].page, answer) == cases[i].stands);
        const json_t *page = json_object_get(answer, "page");
        ck_assert((page != NULL) == cases[i].stands);
        if (page != NULL)
            ck_assert_int_ge(json_integer_value(json_object_get(page, "gutter")), 0);
        json_decref(answer);
    }
}
END_TEST

SUITE("styles/page", test_length, test_room)
