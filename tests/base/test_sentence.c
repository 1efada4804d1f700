/*
 * First sentences of texts as rapporteurs write them, in several languages.
 */
#include <dais/base/sentence.h>

#include <stdbool.h>
#include <string.h>

#include <dais/base/buf.h>

#include "suite.h"

/* A bar stands where the first sentence ends; none: at the end of the text. */
static const char *const cases[] = {
    "",
    "Cities lead",
    "Cities lead.| They pay, too.",
    "  Cities lead!|  They pay.",
    "Who pays?|\nNobody knows.",
    "One line|\nand another.",
    "\n\nBehind empty lines.| Second.",
    "Mandates are unclear|\n\nMoney does not follow tasks.",
    "Wait…| What?",
    "Wait... and see.| Then go.",
    "“Cities lead.”| So they said.",
    "(See above.)| Next.",
    "He said “Who pays?” and left.| Nobody answered.",
    "« Qui paie ? » demande la salle.| Personne ne sait.",
    "« Qui paie\u00a0?\u00a0»| Personne ne sait.",
    "Mr. Doe and Mrs. Roe agree.| All do.",
    "J. R. Doe agrees.| All do.",
    "Art. 5 applies, e.g. to cities.| Not to states.",
    "The U.N. Habitat programme.| Second.",
    "See pp. 4 to 6 of vol. 2.| Read them.",
    "1. Cities lead.| 2. They pay.",
    "It ended in 2019.| Then came 2020.",
    "Version 1.5 is out.| Use it.",
    "Sites such as example.org are open.| Use them.",
    "Really?!| Yes.",
    "M. Aydi préside.| Mme. Riallant répond.",
    "O Sr. Presidente abre.| A Dra. Silva responde.",
    "¿Quién paga?| Nadie.",
    "من يدفع؟| لا أحد.",
    "ہم متفق ہیں۔| شکریہ۔",
    "都市が主導する。|資金は別だ。",
    "एक वाक्य।| दूसरा।",
    "A stop at the end of all.",
    "Spaces behind.|  ",
    "No stop and spaces|   ",
    "   |",
    "Ends with etc. Then goes on.| Third.",
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        const char *bar = strchr(cases[i], '|');
        size_t expected = bar != NULL ? (size_t)(bar - cases[i]) : strlen(cases[i]);
        buf_add(&text, cases[i], expected);
        buf_add_text(&text, bar != NULL ? bar + 1 : "");
        if (strspn(buf_text(&text), " ") == text.size)
            expected = 0;
        size_t end = sentence_find_end(buf_text(&text), text.size);
        ck_assert_msg(end == expected, "\"%s\" was cut behind %zu bytes", cases[i], end);
    }
}
END_TEST

/* Whatever the text: the end lies in it, behind no blank, and what is cut off is cut for good. */
START_TEST(test_any_text)
{
    static const char *const pieces[] = {".", "!", "?", " ",  "\n",     "\u00a0", "»",   "”", ")",
                                         "a", "B", "1", "Mr", "\u3002", "\u0301", "e.g", "'", "…"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    for (unsigned run = 0; run < PIECES * PIECES * PIECES * PIECES; run++) {
        BUF_LOCAL struct buf text = {0};
        for (unsigned i = 0, rest = run; i < 4; i++, rest /= PIECES)
            buf_add_text(&text, pieces[rest % PIECES]);
        size_t end = sentence_find_end(buf_text(&text), text.size);
        bool sound = end <= text.size && (end == 0 || (strchr(" \n", text.bytes[end - 1]) == NULL &&
                                                       sentence_find_end(text.bytes, end) == end));
        if (!sound)
            ck_abort_msg("\"%s\" was cut behind %zu bytes", text.bytes, end);
    }
}
END_TEST

SUITE("base/sentence", test_cases, test_any_text)
