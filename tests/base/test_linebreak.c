#include <dais/base/linebreak.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "suite.h"

/* "|" where a line may begin. */
static const char *const cases[] = {
    "",
    "word",
    "two |words",
    "two  |words ",
    "one,two |3,5 |km, |e.g. |this",
    "city-|to-|city",
    "(see |annex)",
    "l’eau ; |oui",
    "9\u00A0h |30",
    "\u4E2D|\u6587",
    "\u0645\u062F\u064A\u0646\u0629 |\u0635\u0641\u0627\u0642\u0633",
    "a\n|b\n|\n|c",
    "a\r\n|b",
    "  |indented |text",
    "a\n|  |indented |text",
    " ",
    "$5 |and |10 |%",
    "\U0001F1F0\U0001F1EA|\U0001F1F9\U0001F1F3",
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
        linebreak_find(buf_text(&text), text.size, breaks);
        for (size_t k = 0; k < text.size; k++) {
            if (breaks[k])
                buf_add_char(&marked, '|');
            buf_add_char(&marked, text.bytes[k]);
        }
        ck_assert_str_eq(buf_text(&marked), cases[i]);
    }
}
END_TEST

SUITE("base/linebreak", test_cases)
