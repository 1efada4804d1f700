#include "../../src/export/xml_escape.h"

#include "suite.h"

START_TEST(test_escape)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&#39;"},
        {"&amp;", "&amp;amp;"},
        {"]]>", "]]&gt;"},
        {"a\nb\r\nc\rd\te", "a<nl/>b<nl/>c<nl/>d e"},
        {"\x01\x1b\x7f\xc2\x85", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xef\xbf\xbe\xff", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"d\xc3\xa9j\xc3\xa0 \xf0\x9f\x98\x80", "d\xc3\xa9j\xc3\xa0 \xf0\x9f\x98\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf out = {0};
        xml_escape(cases[i].text, "<nl/>", &out);
        ck_assert_str_eq(buf_text(&out), cases[i].written);
    }
}
END_TEST

START_TEST(test_direction)
{
    static const struct {
        const char *language, *way;
    } cases[] = {{"ar", "rtl"},  {"ar-TN", "rtl"}, {"he", "rtl"}, {"fa_IR", "rtl"}, {"en", "ltr"},
                 {"ara", "ltr"}, {"a", "ltr"},     {"", "ltr"},   {NULL, "ltr"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(xml_direction(cases[i].language), cases[i].way);
}
END_TEST

SUITE("export/xml_escape", test_escape, test_direction)
