#include <dais/base/wordbreak.h>

#include <string.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "suite.h"

/* "|" where a piece begins behind the first. */
static const char *const cases[] = {
    "",
    "word",
    "two| |words",
    "two|   |words",
    "don’t| |stop",
    "3.5| |km|,| |e.g|.",
    "city|-|to|-|city",
    "a|\n|b",
    "\u4E2D|\u6587|。",
    "\u0645\u062F\u064A\u0646\u0629| |\u0635\u0641\u0627\u0642\u0633",
    "re\u0301fugie\u0301| |e\u0301t\u0301",
    "\U0001F469\u200D\U0001F4BB| |\U0001F1F0\U0001F1EA",
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf marked = {0};
        for (const char *c = cases[i]; *c != '\0'; c++)
            if (*c != '|')
                buf_add_char(&text, *c);
        MEM_LOCAL char *breaks = mem_new(text.size + 1, 1);
        wordbreak_find(buf_text(&text), text.size, breaks);
        for (size_t at = 0; at < text.size; at++) {
            if (at > 0 && breaks[at])
                buf_add_char(&marked, '|');
            buf_add_char(&marked, text.bytes[at]);
        }
        ck_assert_str_eq(buf_text(&marked), cases[i]);
    }
}
END_TEST

static const struct {
    const char *text;
    bool between;
} pieces[] = {
    {"", true},        {" ", true},       {", ", true},       {".-(“»", true}, {"\u00A0", true},
    {"\u202F:", true}, {"\u3001", true},  {"\u060C\t", true}, {"\n", false},   {",\n", false},
    {"\u2028", false}, {"a", false},      {"-a", false},      {"1", false},    {"+", false},
    {"\u4E2D", false}, {"\u0301", false}, {"\u0645", false},
};

START_TEST(test_between)
{
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        ck_assert_msg(wordbreak_is_between(pieces[i].text, strlen(pieces[i].text)) ==
                          pieces[i].between,
                      "\"%s\" is %d", pieces[i].text, !pieces[i].between);
}
END_TEST

SUITE("base/wordbreak", test_cases, test_between)
