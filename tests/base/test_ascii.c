#include <dais/base/ascii.h>

#include "suite.h"
#include <string.h>

START_TEST(test_nearest)
{
    static const struct {
        uint32_t code;
        char ascii;
    } cases[] = {
        {'a', 'a'},    {' ', ' '},    {'~', '~'},     {0xE9, 'e'},    {0xC7, 'C'},   {0x1EC7, 'e'},
        {0xF8, 'o'},   {0x153, 'o'},  {0x2013, '-'},  {0x2019, '\''}, {0x2026, '~'}, {0x2192, '>'},
        {0x2502, '|'}, {0x2514, '+'}, {0x2588, '#'},  {0x2591, '.'},  {0x25B6, '>'}, {0xFF21, 'A'},
        {0x644, '?'},  {0x4E2D, '?'}, {0x1F600, '?'}, {0x1B, '?'},    {0x7F, '?'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(ascii_nearest(cases[i].code) == cases[i].ascii, "U+%04X gave '%c'",
                      (unsigned)cases[i].code, ascii_nearest(cases[i].code));
}
END_TEST

/* Whatever comes in, one printable ASCII character comes out. */
START_TEST(test_always_printable)
{
    for (uint32_t code = 0; code < 0x20000; code++) {
        char c = ascii_nearest(code);
        ck_assert_msg(c >= 0x20 && c < 0x7F, "U+%04X", (unsigned)code);
    }
}
END_TEST

/* As many columns as before, and no byte that an old terminal takes for an order. */
START_TEST(test_text)
{
    static const struct {
        const char *text, *ascii;
    } cases[] = {
        {"", ""},
        {"a\n\x1b[1m\tb", "a\n\x1b[1m\tb"},
        {"caf\u00e9 \u2026 \u00db31m", "cafe ~ U31m"}, /* U+00DB ends in 9B, a CSI of eight bits */
        {"e\u0301x\u200d\u0301", "ex"},
        {"\u6f22\u5b57|", "? ? |"},
        {"\xff[\x80", "["}, /* no text at all */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        ascii_add_text(cases[i].text, strlen(cases[i].text), &out);
        ck_assert_str_eq(buf_text(&out), cases[i].ascii);
    }
}
END_TEST

SUITE("base/ascii", test_nearest, test_always_printable, test_text)
