#include <dais/base/grapheme.h>

#include "suite.h"
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
#define HEART_ON_FIRE "\u2764\uFE0F\u200D\U0001F525"
#define THUMB_BROWN "\U0001F44D\U0001F3FE"
#define KENYA "\U0001F1F0\U0001F1EA"
#define TUNISIA "\U0001F1F9\U0001F1F3"
#define KEYCAP "1\uFE0F\u20E3"

/* A text with "|" between its graphemes, and the columns of each. */
static const struct {
    const char *marked, *widths;
} grapheme_cases[] = {
    {"", ""},
    {"a", "1"},
    {"a|b|c", "111"},
    {"\r\n", "0"},
    {"\n|\r", "00"},
    {"a|\r\n|b", "101"},
    {"a\u0301|b", "11"},
    {"a\u0301\u0323\u0302", "1"},
    {"\u00E9|\u00E8", "11"},
    {"\u0301|a", "01"},
    {"\u4E2D|\u6587", "22"},
    {"\uFF21|\uFF71", "21"}, /* full-width A, half-width KA */
    {"\u1100\u1161\u11A8|\uAC00|\uAC00\u11A8", "222"},
    {"\u0915\u093F", "2"},         /* Devanagari ki: a spacing mark */
    {"\u0915\u094D|\u0937", "11"}, /* a conjunct: two clusters in Unicode 14 */
    {"\u0BA8\u0BC0", "1"},         /* Tamil nii with a non-spacing mark */
    {"\u0E01\u0E33", "2"},         /* Thai kam: SARA AM belongs to its consonant */
    {"\u0645\u064F|\u062F", "11"}, /* Arabic with a vowel point */
    {"\u0600\u0661", "2"},         /* Arabic number sign and a digit */
    {"\u0645\u200C|\u0646", "11"}, /* a non-joiner goes with what stands before */
    {"\U0001F600|\U0001F600", "22"},
    {FAMILY "|" FAMILY, "22"},
    {HEART_ON_FIRE "|a", "21"},
    {THUMB_BROWN "|b", "21"},
    {"\u261D\U0001F3FD", "2"},
    {KENYA "|" TUNISIA, "22"},
    {KENYA "|\U0001F1F9", "21"},
    {"\U0001F3F4\U000E0067\U000E0062\U000E007F|x", "21"},
    {KEYCAP "|2", "21"},
    {"\u2764|\u2764\uFE0F", "12"},
    {"\u231A\uFE0E", "2"},
    {"a\uFE0F", "1"},    /* a letter has no emoji form */
    {"\U0001FAE8", "2"}, /* an emoji of Unicode 15 */
    {"\u2014|\u201C|\u2026", "111"},
    {"\uFFFD|\u23CE|\u25CC", "111"},
    {"\u00A0|\u3000|\u00AD", "121"},
    {"\x7F|\xC2\x85|\u200B", "000"},
};

/* The case's text without its marks; `ret_breaks` gets the bytes where graphemes begin. */
static size_t unmark(const char *marked, char *ret_text, char *ret_breaks)
{
    size_t size = 0;
    memset(ret_breaks, 0, strlen(marked) + 1);
    ret_breaks[0] = 1;
    for (; *marked != '\0'; marked++) {
        if (*marked == '|')
            ret_breaks[size] = 1;
        else
            ret_text[size++] = *marked;
    }
    return size;
}

START_TEST(test_breaks_and_widths)
{
    for (size_t i = 0; i < sizeof grapheme_cases / sizeof grapheme_cases[0]; i++) {
        char text[128], expected[128], breaks[128];
        size_t size = unmark(grapheme_cases[i].marked, text, expected);
        grapheme_breaks(text, size, breaks);
        ck_assert_msg(memcmp(breaks, expected, size) == 0, "breaks of case %zu", i);
        unsigned width = 0;
        size_t at = 0;
        for (const char *wide = grapheme_cases[i].widths; *wide != '\0'; wide++) {
            size_t length = grapheme_next(text + at, size - at);
            ck_assert_msg(length > 0 && (at + length == size || expected[at + length]),
                          "next in case %zu", i);
            ck_assert_msg(grapheme_width(text + at, length) == (unsigned)(*wide - '0'),
                          "width in case %zu at byte %zu", i, at);
            width += (unsigned)(*wide - '0');
            at += length;
        }
        ck_assert_uint_eq(at, size);
        ck_assert_uint_eq(text_width(text, size), width);
    }
    ck_assert_uint_eq(grapheme_next("", 0), 0);
}
END_TEST

/* One of the pieces that make graphemes of every shape. */
static void add_random_piece(struct buf *out)
{
    static const char *const pieces[] = {
        "a",      "b",          " ",          " ",          "-",          "\u00E9",     "\u0301",
        "\u200D", "\uFE0F",     "\U0001F468", "\U0001F3FE", "\U0001F1F0", "\U0001F1EA", "\u4E2D",
        "\u1100", "\u1161",     "\u11A8",     "\uAC00",     "\u0915",     "\u094D",     "\u093F",
        "\u0600", "\u0645",     "\u064F",     "\u2764",     "\u200B",     "\u00A0",     "word",
        "\u0E33", "\U000E0067", "\u2014",     "(",          ")",          "!",          "7"};
    buf_add_text(out, pieces[(size_t)rand() % (sizeof pieces / sizeof pieces[0])]);
}

/* Going from grapheme to grapheme finds the breaks of the whole line. */
START_TEST(test_next_is_breaks)
{
    srand(2);
    for (int round = 0; round < 2000; round++) {
        BUF_LOCAL struct buf text = {0};
        for (int i = rand() % 60; i >= 0; i--)
            add_random_piece(&text);
        MEM_LOCAL char *breaks = mem_new(text.size, 1);
        grapheme_breaks(text.bytes, text.size, breaks);
        for (size_t at = 0; at < text.size;) {
            ck_assert_int_eq(breaks[at], 1);
            size_t run = grapheme_ascii_run(text.bytes + at, text.size - at);
            for (size_t i = 0; i < run; i++) {
                ck_assert_int_eq(breaks[at + i], 1);
                ck_assert(text.bytes[at + i] >= 0x20 && text.bytes[at + i] < 0x7F);
            }
            ck_assert(at + run == text.size || breaks[at + run]);
            size_t length = grapheme_next(text.bytes + at, text.size - at);
            for (size_t i = 1; i < length; i++)
                ck_assert_int_eq(breaks[at + i], 0);
            at += length;
        }
    }
}
END_TEST

/* From any byte back to where its grapheme begins, in a text of several lines. */
START_TEST(test_start_is_breaks)
{
    srand(5);
    for (int round = 0; round < 2000; round++) {
        BUF_LOCAL struct buf text = {0};
        for (int i = rand() % 60; i >= 0; i--) {
            if (rand() % 20 == 0)
                buf_add_text(&text, rand() % 2 == 0 ? "\n" : "\r\n");
            add_random_piece(&text);
        }
        MEM_LOCAL char *breaks = mem_new(text.size, 1);
        grapheme_breaks(text.bytes, text.size, breaks);
        size_t start = 0;
        for (size_t at = 0; at < text.size; at++) {
            start = breaks[at] ? at : start;
            ck_assert_uint_eq(grapheme_start(text.bytes, text.size, at), start);
        }
        ck_assert_uint_eq(grapheme_start(text.bytes, text.size, text.size), text.size);
        ck_assert_uint_eq(grapheme_start(text.bytes, text.size, text.size + 9), text.size);
    }
}
END_TEST

START_TEST(test_fit)
{
    const struct {
        const char *text;
        unsigned columns;
        size_t expected;
        unsigned width;
    } cases[] = {
        {"", 5, 0, 0},
        {"abc", 5, 3, 3},
        {"abc", 3, 3, 3},
        {"abc", 2, 2, 2},
        {"abc", 0, 0, 0},
        {"\u0301", 0, 2, 0},
        {"e\u0301e\u0301", 1, 3, 1},
        {"\u4E2D\u6587", 3, 3, 2},
        {FAMILY "a", 1, 0, 0},
        {FAMILY "a", 2, sizeof FAMILY - 1, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned width = 99;
        ck_assert_uint_eq(text_fit(cases[i].text, strlen(cases[i].text), cases[i].columns, &width),
                          cases[i].expected);
        ck_assert_uint_eq(width, cases[i].width);
    }
}
END_TEST

START_TEST(test_cut)
{
    const struct {
        const char *text;
        unsigned columns;
        const char *expected;
    } cases[] = {
        {"", 3, ""},
        {"High-level panel", 16, "High-level panel"},
        {"High-level panel", 15, "High-level pan…"},
        {"High-level panel", 12, "High-level…"},
        {"High-level panel", 1, "…"},
        {"High-level panel", 0, ""},
        {"\u4E2D\u6587", 3, "\u4E2D…"},
        {"\u4E2D\u6587", 2, "…"},
        {"a" FAMILY "b", 3, "a…"},
        {"e\u0301e\u0301", 1, "…"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        text_cut(cases[i].text, cases[i].columns, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
        ck_assert_uint_le(text_width(buf_text(&out), out.size), cases[i].columns);
    }
}
END_TEST

/* Appends the lines of a text, "|" after each. */
static void wrap_all(const char *text, unsigned columns, struct buf *out)
{
    for (size_t size = strlen(text), skip; size > 0;) {
        size_t line = text_wrap(text, size, columns, &skip);
        ck_assert_uint_gt(line + skip, 0);
        ck_assert_uint_le(line + skip, size);
        buf_add(out, text, line);
        buf_add_char(out, '|');
        text += line + skip;
        size -= line + skip;
    }
}

START_TEST(test_wrap)
{
    const struct {
        const char *text;
        unsigned columns;
        const char *expected;
    } cases[] = {
        {"", 5, ""},
        {"word", 5, "word|"},
        {"two words", 9, "two words|"},
        {"two words", 8, "two|words|"},
        {"two words", 3, "two|wor|ds|"},
        {"two   words", 4, "two|word|s|"},
        {"a\nb", 9, "a|b|"},
        {"a\n\nb\n", 9, "a||b|"},
        {"word  \nx", 4, "word|x|"},
        {"word  ", 6, "word  |"},
        {"  word", 4, "  wo|rd|"}, /* no line of its own for an indent */
        {"  two words", 5, "  two|words|"},
        {"a\n  two words", 5, "a|  two|words|"},
        {"city-to-city learning", 8, "city-to-|city|learning|"},
        {"\u4E2D\u6587\u4E2D\u6587", 5, "\u4E2D\u6587|\u4E2D\u6587|"},
        {"\u4E2D\u6587", 1, "\u4E2D|\u6587|"}, /* wider than the line, but it ends */
        {FAMILY FAMILY "b", 3, FAMILY "|" FAMILY "b|"},
        {"abc", 0, "a|b|c|"},
        {"e\u0301e\u0301 e\u0301", 2, "e\u0301e\u0301|e\u0301|"},
        {"9\u00A0h 30", 4, "9\u00A0h|30|"},
        {"(see annex)", 5, "(see|annex|)|"},
        {"\u0645\u062F\u064A\u0646\u0629 \u0635\u0641\u0627\u0642\u0633", 6,
         "\u0645\u062F\u064A\u0646\u0629|\u0635\u0641\u0627\u0642\u0633|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        wrap_all(cases[i].text, cases[i].columns, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
    }
}
END_TEST

/* No line is too wide, none cuts a grapheme, and only spaces and newlines fall out. */
START_TEST(test_wrap_any)
{
    srand(3);
    for (int round = 0; round < 2000; round++) {
        BUF_LOCAL struct buf text = {0};
        for (int i = rand() % 60; i >= 0; i--) {
            if (rand() % 20 == 0)
                buf_add_char(&text, '\n');
            add_random_piece(&text);
        }
        unsigned columns = (unsigned)rand() % 12 + 2;
        MEM_LOCAL char *breaks = mem_new(text.size, 1);
        grapheme_breaks(text.bytes, text.size, breaks);
        for (size_t at = 0, skip; at < text.size;) {
            size_t line = text_wrap(text.bytes + at, text.size - at, columns, &skip);
            ck_assert_uint_gt(line + skip, 0);
            ck_assert_uint_le(text_width(text.bytes + at, line), columns);
            ck_assert_ptr_null(memchr(text.bytes + at, '\n', line));
            for (size_t i = at + line; i < at + line + skip; i++)
                ck_assert(text.bytes[i] == ' ' || text.bytes[i] == '\n');
            at += line + skip;
            ck_assert(at == text.size || (at < text.size && breaks[at]));
        }
    }
}
END_TEST

SUITE("base/grapheme", test_breaks_and_widths, test_next_is_breaks, test_start_is_breaks, test_fit,
      test_cut, test_wrap, test_wrap_any)
