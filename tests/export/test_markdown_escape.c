#include "../../src/export/markdown_escape.h"

#include "suite.h"

static const struct markdown_place line = {.indent = NULL};
static const struct markdown_place item = {.indent = "  ", .breaks = true, .at_line_start = true};
static const struct markdown_place paragraph = {.indent = "", .at_line_start = true};

START_TEST(test_escape)
{
    static const struct {
        const struct markdown_place *place;
        const char *text, *written;
    } cases[] = {
        {&line, "", ""},
        {&line, "plain text, (nothing): else!", "plain text, (nothing): else!"},
        {&line, "a < b & c > d", "a &lt; b &amp; c > d"},
        {&line, "&lt;", "&amp;lt;"},
        {&line, "*a* _b_ `c` [d](e) ~f~ |g| #h $i$ ^j^ {k} \\l",
         "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~ \\|g\\| \\#h \\$i\\$ \\^j\\^ \\{k\\} \\\\l"},
        {&line, "- a 1. b > c + d", "- a 1. b > c + d"},
        {&line, "a\nb\n\nc", "a b c"},
        {&line, "  a  \n  b  ", "a b"},
        {&line,
         "\xc2\xa0"
         "a\xc2\xa0"
         "b\xe2\x80\x83",
         "&#xA0;a\xc2\xa0"
         "b&#x2003;"},
        {&item, "- a", "\\- a"},
        {&item, "+ a", "\\+ a"},
        {&item, "> a", "\\> a"},
        {&item, "=== ", "\\==="},
        {&item, ": a", "\\: a"},
        {&item, "1. a", "1\\. a"},
        {&item, "12) a", "12\\) a"},
        {&item, "1 a", "1 a"},
        {&item, "2022-05-18", "2022-05-18"},
        {&item, "    code", "code"},
        {&item, "a\nb", "a\\\n  b"},
        {&item, "a\n\n\n- b", "a\n\n  \\- b"},
        {&item, "a\r\n\tb", "a\\\n  b"},
        {&paragraph, "a\nb\n\nc", "a\nb\n\nc"},
        {&paragraph, "\n\na\n", "a"},
        {&line, "a\x1b[1m\xc2\x9b\x7f", "a\xef\xbf\xbd\\[1m\xef\xbf\xbd\xef\xbf\xbd"},
        {&line,
         "\xe2\x80\xae"
         "a\xe2\x80\xa8",
         "&#x202E;a&#x2028;"},
        {&line, "\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd"},
        {&line, "d\xc3\xa9j\xc3\xa0 \xd8\xa7", "d\xc3\xa9j\xc3\xa0 \xd8\xa7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf out = {0};
        markdown_escape(cases[i].text, cases[i].place, &out);
        ck_assert_msg(strcmp(buf_text(&out), cases[i].written) == 0, "%zu: \"%s\"", i,
                      buf_text(&out));
    }
}
END_TEST

SUITE("export/markdown_escape", test_escape)
