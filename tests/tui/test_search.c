/*
 * What is found, by bytes of the text as it was: folding makes it shorter or longer.
 */
#include "../../src/tui/search.h"

#include <string.h>

#include "suite.h"

/* A text with "[" and "]" around each place. */
static const struct {
    const char *sought; /* folded */
    const char *marked;
} cases[] = {
    {"refugie", "Les [réfugié]s, [REFUGIÉ]S and [refugie]es"},
    {"a", "b[\xC3\x81]b[a]"},
    {"ss", "Stra[\xC3\x9F]e, Stra[ss]e"}, /* one letter becomes two, and is found whole */
    {"s", "[S]tra[\xC3\x9F]e"},             /* and its half as all of it */
    {"aa", "[aa][aa]a"},
    {"e", "[e\xCC\x81]x"}, /* a mark belongs to its letter */
    {"l'eau", "[l\xE2\x80\x99"
              "eau] est à nous"},
    {"عمدة", "ال[عُمْدَة] هنا"},
    {"x", "👩‍👩‍👧[x]👩‍👩‍👧"},
    {"zz", "nothing of it"},
    {"", "nothing is nowhere"},
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf text = {0};
        BUF_LOCAL struct buf marked = {0};
        struct search_text folded = {.size = 0};
        size_t at = 0, start, size, behind = 0;
        for (const char *c = cases[i].marked; *c != '\0'; c++)
            if (*c != '[' && *c != ']')
                buf_add_char(&text, *c);
        search_fold(buf_text(&text), text.size, &folded);
        while (search_next(&folded, cases[i].sought, &at, &start, &size)) {
            if (start + size <= behind) /* the second half of a letter that became two */
                continue;
            buf_add(&marked, buf_text(&text) + behind, start - behind);
            buf_add_char(&marked, '[');
            buf_add(&marked, buf_text(&text) + start, size);
            buf_add_char(&marked, ']');
            behind = start + size;
        }
        buf_add_text(&marked, buf_text(&text) + behind);
        ck_assert_str_eq(buf_text(&marked), cases[i].marked);
        search_finish(&folded);
    }
}
END_TEST

SUITE("tui/search", test_cases)
