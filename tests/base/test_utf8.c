#include <dais/base/utf8.h>

#include "suite.h"
#include <stdlib.h>
#include <string.h>

START_TEST(test_check)
{
    const struct {
        const char *bytes;
        size_t expected;
    } cases[] = {
        {"", 0},
        {"plain text of more than eight bytes", 35},
        {"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", 14},
        {"more than eight\xFF", 15},
        {"a\x80", 1},
        {"\xC3\xA9t\xC3\xA9 and then more than eight \xE2\x82\xAC\x80", 34},
        {"twelve bytes\xE2\x82 and more than eight", 12},
        {"twelve bytes\xC3\xA9\xC3", 14},
        {"ab\xC3", 2},
        {"ab\xC3(", 2},
        {"\xC0\xAF", 0},                     /* overlong */
        {"\xE0\x80\xAF", 0},                 /* overlong */
        {"a\xED\xA0\x80", 1},                /* surrogate */
        {"a\xF4\x90\x80\x80", 1},            /* past U+10FFFF */
        {"\xEF\xBF\xBF\xF4\x8F\xBF\xBF", 7}, /* noncharacters are valid UTF-8 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_uint_eq(utf8_check(cases[i].bytes, strlen(cases[i].bytes)), cases[i].expected);
}
END_TEST

START_TEST(test_decode_and_encode)
{
    for (uint32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 0x61) {
        bool surrogate = code >= 0xD800 && code < 0xE000;
        BUF_LOCAL struct buf buf = {0};
        utf8_encode(code, &buf);
        size_t size;
        ck_assert_uint_eq(utf8_decode(buf.bytes, buf.size, &size), surrogate ? 0xFFFD : code);
        ck_assert_uint_eq(size, buf.size);
        ck_assert_uint_eq(utf8_check(buf.bytes, buf.size), buf.size);
    }
    const char *const broken[] = {"\xC3", "\xE2\x82", "\xED\xA0\x80", "\xFF", "\xC3("};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        size_t size = 0;
        ck_assert_uint_eq(utf8_decode(broken[i], strlen(broken[i]), &size), 0xFFFD);
        ck_assert_uint_eq(size, 1);
    }
    BUF_LOCAL struct buf buf = {0};
    utf8_encode(0x110000, &buf);
    ck_assert_str_eq(buf_text(&buf), "\xEF\xBF\xBD");
}
END_TEST

#define CLEAN(in, out, bits)                                                                       \
    {                                                                                              \
        in, sizeof(in) - 1, out, bits                                                              \
    }

static const struct {
    const char *bytes;
    size_t size;
    const char *expected;
    unsigned changed;
} clean_cases[] = {
    CLEAN("", "", 0),
    CLEAN("Fund city-to-city learning.", "Fund city-to-city learning.", 0),
    CLEAN("a\nb\n\nc", "a\nb\n\nc", 0),
    CLEAN("  lead", "  lead", 0),
    CLEAN("a\r\nb", "a\nb", UTF8_CHANGED_NEWLINES),
    CLEAN("a\rb", "a\uFFFDb", UTF8_CHANGED_CONTROLS),
    CLEAN("a\r\r\nb", "a\uFFFD\nb", UTF8_CHANGED_NEWLINES | UTF8_CHANGED_CONTROLS),
    CLEAN("a\tb", "a b", UTF8_CHANGED_TABS),
    CLEAN("a\x1B[31m\0b", "a\uFFFD[31m\uFFFDb", UTF8_CHANGED_CONTROLS),
    CLEAN("a\x7F\xC2\x85\xC2\x9F", "a\uFFFD\uFFFD\uFFFD", UTF8_CHANGED_CONTROLS),
    CLEAN("a\xFF\xC3", "a\uFFFD\uFFFD", UTF8_CHANGED_CONTROLS),
    CLEAN("\xEF\xB7\x90\xEF\xBF\xBE\xF0\x9F\xBF\xBF", "\uFFFD\uFFFD\uFFFD", UTF8_CHANGED_CONTROLS),
    CLEAN("a\uFFFDb", "a\uFFFDb", 0),
    CLEAN("e\u0301", "\u00E9", UTF8_CHANGED_FORM),
    CLEAN("\u212B", "\u00C5", UTF8_CHANGED_FORM),
    CLEAN("\u1100\u1161\u11A8", "\uAC01", UTF8_CHANGED_FORM),
    CLEAN("\u00E9\u4E2D\U0001F600", "\u00E9\u4E2D\U0001F600", 0),
    CLEAN("a \nb\t\n", "a\nb", UTF8_CHANGED_TABS | UTF8_CHANGED_TRAILING),
    CLEAN("a\u00A0\u3000\u2028", "a", UTF8_CHANGED_TRAILING),
    CLEAN("a\n\n\n", "a", UTF8_CHANGED_TRAILING),
    CLEAN(" \n \t\r\n", "", UTF8_CHANGED_TRAILING | UTF8_CHANGED_TABS | UTF8_CHANGED_NEWLINES),
    CLEAN("a\u200D\u200B", "a\u200D\u200B", 0),
};

START_TEST(test_clean)
{
    for (size_t i = 0; i < sizeof clean_cases / sizeof clean_cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        buf_add_text(&out, "<");
        unsigned changed = utf8_clean(clean_cases[i].bytes, clean_cases[i].size, &out);
        ck_assert_str_eq(buf_text(&out) + 1, clean_cases[i].expected);
        ck_assert_uint_eq(changed, clean_cases[i].changed);
    }
}
END_TEST

/* Whatever the bytes: the result is valid, and cleaning it again changes nothing. */
START_TEST(test_clean_again)
{
    srand(1);
    for (int round = 0; round < 3000; round++) {
        static const char *const pieces[] = {"a",      " ",      "\n",     "\t",     "\r",
                                             "\r\n",   "\xC3",   "\u00E9", "\u0301", "e",
                                             "\u0323", "\u1100", "\u1161", "\xFF",   "\x1B",
                                             "\u2028", "\uFEFF", "\uFFFE", "\u00A0"};
        BUF_LOCAL struct buf in = {0};
        for (int i = rand() % 20; i >= 0; i--) {
            size_t piece = (size_t)rand() % (sizeof pieces / sizeof pieces[0] + 1);
            if (piece < sizeof pieces / sizeof pieces[0])
                buf_add_text(&in, pieces[piece]);
            else
                buf_add_char(&in, (char)(rand() & 0xFF));
        }
        BUF_LOCAL struct buf once = {0};
        BUF_LOCAL struct buf twice = {0};
        unsigned changed = utf8_clean(in.bytes, in.size, &once);
        ck_assert_uint_eq(utf8_check(buf_text(&once), once.size), once.size);
        ck_assert_uint_eq(utf8_clean(buf_text(&once), once.size, &twice), 0);
        ck_assert_str_eq(buf_text(&twice), buf_text(&once));
        ck_assert_uint_eq(strlen(buf_text(&once)), once.size);
        bool same = in.size == once.size && memcmp(in.bytes, buf_text(&once), in.size) == 0;
        ck_assert_int_eq(changed == 0, same);
    }
}
END_TEST

START_TEST(test_clean_piece)
{
    BUF_LOCAL struct buf out = {0};
    const char text[] = "a \r\n\te\xCC\x81 \x01 ";
    unsigned changed = utf8_clean_piece(text, sizeof text - 1, &out);
    ck_assert_str_eq(buf_text(&out), "a \n é \xEF\xBF\xBD ");
    ck_assert_uint_eq(changed, UTF8_CHANGED_NEWLINES | UTF8_CHANGED_TABS | UTF8_CHANGED_FORM |
                                   UTF8_CHANGED_CONTROLS);
    ck_assert_uint_eq(utf8_clean_piece(" x ", 3, &out), 0);
}
END_TEST

START_TEST(test_fold)
{
    const struct {
        const char *text, *expected;
    } cases[] = {
        {"Plain ASCII 9!", "plain ascii 9!"},
        {"R\u00E9fugi\u00E9s", "refugies"},
        {"Re\u0301FUGIE\u0301S", "refugies"},
        {"D\u00E9plac\u00E9s \u00E0 F\u00C8S", "deplaces a fes"},
        {"\u0130stanbul", "istanbul"},
        {"Stra\u00DFe", "strasse"},
        {"\u0152UVRE", "\u0153uvre"},
        {"l\u2019accueil\u00A0: 9\u202Fh", "l'accueil : 9 h"},
        {"\u0645\u064F\u062F\u0650\u064A\u0646\u0629", "\u0645\u062F\u064A\u0646\u0629"},
        {"\u2764\uFE0F", "\u2764"},
        {"\u0395\u039B\u039B\u0386\u03A3", "\u03B5\u03BB\u03BB\u03B1\u03C3"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        utf8_fold(cases[i].text, strlen(cases[i].text), &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
    }
}
END_TEST

START_TEST(test_normalise)
{
    BUF_LOCAL struct buf out = {0};
    const char text[] = "plain, e\u0301, a\u0323\u0302 and a\u0302\u0323";
    utf8_normalise(text, sizeof text - 1, &out);
    ck_assert_str_eq(buf_text(&out), "plain, \u00E9, \u1EAD and \u1EAD");
}
END_TEST

START_TEST(test_normalise_compatible)
{
    BUF_LOCAL struct buf out = {0};
    const char text[] = "\uFF28\uFF41 e\u0301 \uFB03 \u24D7";
    utf8_normalise_compatible(text, sizeof text - 1, &out);
    ck_assert_str_eq(buf_text(&out), "Ha \u00E9 ffi h");
}
END_TEST

START_TEST(test_lower_word)
{
    static const struct {
        const char *text;
        bool lower;
    } cases[] = {
        {"aydi", true},
        {"unhabitat2", true},
        {"le-coz", true},
        {"\u00e9lise", true},
        {"Aydi", false},
        {"aYdi", false},
        {"\u00c9va", false},
        {"all of us", false},
        {"", false},
        {"2022", false},
        {"\u0633\u0641\u0627\u0642\u0633", false},
        {"a\u00a0b", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(utf8_is_lower_word(cases[i].text, strlen(cases[i].text)) == cases[i].lower,
                      "%s", cases[i].text);
}
END_TEST

START_TEST(test_leftward)
{
    static const struct {
        uint32_t code;
        bool leftward;
    } cases[] = {{'a', false},    {'5', false},    {0xe9, false},   {0x5d0, true},  {0x627, true},
                 {0x75d, true},   {0x901, false},  {0x2013, false}, {0xfefc, true}, {0xff21, false},
                 {0x10900, true}, {0x1e900, true}, {0x1f600, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(utf8_runs_leftward(cases[i].code) == cases[i].leftward, "U+%04X",
                      (unsigned)cases[i].code);
}
END_TEST

SUITE("base/utf8", test_check, test_decode_and_encode, test_clean, test_clean_again,
      test_clean_piece, test_fold, test_normalise, test_normalise_compatible, test_lower_word,
      test_leftward)
