#include <dais/base/diag.h>

#include "suite.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

START_TEST(test_sort)
{
    struct diags diags = {0};
    srand(6);
    for (int i = 0; i < 500; i++) {
        char way[16];
        snprintf(way, sizeof way, "%d", i);
        diags_add(&diags, DIAG_WARNING, "p.yaml", (unsigned)rand() % 20, (unsigned)rand() % 4, way);
    }
    diags_sort(&diags);
    ck_assert_uint_eq(diags.list.count, 500);
    for (size_t i = 1; i < diags.list.count; i++) {
        const struct diag *a = &diags.list.items[i - 1], *b = &diags.list.items[i];
        ck_assert_uint_le(a->line, b->line);
        if (a->line == b->line)
            ck_assert_uint_le(a->column, b->column);
        if (a->line == b->line && a->column == b->column)
            ck_assert_int_lt(strtol(a->way, NULL, 10), strtol(b->way, NULL, 10));
    }
    diags_finish(&diags);
    diags_sort(&diags);
    ck_assert_uint_eq(diags.list.count, 0);
}
END_TEST

START_TEST(test_have_errors)
{
    struct diags diags = {0};
    ck_assert(!diags_have_errors(&diags));
    diags_add(&diags, DIAG_WARNING, "p.yaml", 1, 1, "");
    ck_assert(!diags_have_errors(&diags));
    diags_add(&diags, DIAG_ERROR, "p.yaml", 1, 1, NULL);
    ck_assert(diags_have_errors(&diags));
    diags_finish(&diags);
}
END_TEST

/* Writes one finding with the text "late" and no hint. */
static void write_one(const char *source, size_t size, unsigned line, unsigned column,
                      struct buf *out)
{
    struct diags diags = {0};
    struct diag *diag = diags_add(&diags, DIAG_ERROR, "p.yaml", line, column, "");
    message_set(&diag->text, "late", NULL);
    diag_write(diag, source, size, NULL, out);
    diags_finish(&diags);
}

START_TEST(test_whole)
{
    const char source[] = "title: x\nslots:\n  - tiem: 9:30\n";
    struct diags diags = {0};
    struct diag *diag = diags_add(&diags, DIAG_ERROR, "a\x1B/p.yaml", 3, 5, "slots[0].tiem");
    message_set(&diag->text, "unknown key “{1}”", "tiem\n", NULL);
    message_set(&diag->hint, "did you mean “{1}”?", "time", NULL);
    BUF_LOCAL struct buf out = {0};
    diag_write(diag, source, strlen(source), NULL, &out);
    ck_assert_str_eq(buf_text(&out), "a^[/p.yaml:3:5: error: slots[0].tiem: unknown key “tiem⏎”\n"
                                     "  - tiem: 9:30\n"
                                     "    ^\n"
                                     "hint: did you mean “time”?\n");
    buf_clear(&out);
    diag = diags_add(&diags, DIAG_WARNING, "p.yaml", 0, 0, "");
    message_set_plural(&diag->text, "{1} slot", "{1} slots", 2, NULL);
    diag_write(diag, NULL, 0, NULL, &out);
    ck_assert_str_eq(buf_text(&out), "p.yaml: warning: 2 slots\n");
    diags_finish(&diags);
}
END_TEST

static const char *in_french(const char *id, const char *many, long count)
{
    (void)many, (void)count;
    return strcmp(id, "hint: {1}") == 0 ? "conseil : {1}" : "« {1} » inconnu";
}

START_TEST(test_translated)
{
    struct diags diags = {0};
    struct diag *diag = diags_add(&diags, DIAG_ERROR, "p.yaml", 1, 1, "x");
    message_set(&diag->text, "unknown “{1}”", "a", NULL);
    message_set(&diag->hint, "unknown “{1}”", "b", NULL);
    BUF_LOCAL struct buf out = {0};
    diag_write(diag, NULL, 0, in_french, &out);
    ck_assert_str_eq(buf_text(&out), "p.yaml:1:1: error: x: « a » inconnu\n"
                                     "conseil : « b » inconnu\n");
    diags_finish(&diags);
}
END_TEST

START_TEST(test_source_lines)
{
    const struct {
        const char *source;
        unsigned line, column;
        const char *expected; /* of what follows the first line */
    } cases[] = {
        {"ab\ncd", 1, 1, "ab\n^\n"},
        {"ab\ncd", 1, 3, "ab\n  ^\n"},
        {"ab\ncd", 1, 9, "ab\n  ^\n"},
        {"ab\ncd", 2, 2, "cd\n ^\n"},
        {"ab\ncd\n", 3, 1, ""},
        {"ab\ncd", 3, 1, ""},
        {"ab\ncd", 9, 1, ""},
        {"", 1, 1, ""},
        {"\nab", 1, 1, "\n^\n"},
        {"a\n\nb", 2, 1, "\n^\n"},
        {"a\r\nb\rc\n", 2, 1, "b\n^\n"},
        {"a\r\nb\rc\n", 3, 1, "c\n^\n"},
        {"a\u2028b\u2029c\xC2\x85"
         "d",
         4, 1, "d\n^\n"},
        {"a\u2027b\xC2\x86"
         "d",
         2, 1, ""},
        {"\xEF\xBB\xBF"
         "a: b",
         1, 4, "a: b\n   ^\n"},
        {"\ta:\tb", 1, 5, " a: b\n    ^\n"},
        {"t: \u4E2D\u6587: x", 1, 6, "t: \u4E2D\u6587: x\n       ^\n"},
        {"t: e\u0301: x", 1, 6, "t: e\u0301: x\n    ^\n"},
        {"t: e\u0301: x", 1, 5, "t: e\u0301: x\n   ^\n"},
        {"a\x1B: x", 1, 3, "a^[: x\n   ^\n"},
        {"a\u202E: x", 1, 3, "a\uFFFD: x\n  ^\n"},
        {"a\xFF: x", 1, 3, "a\uFFFD: x\n  ^\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        write_one(cases[i].source, strlen(cases[i].source), cases[i].line, cases[i].column, &out);
        ck_assert_str_eq(strchr(buf_text(&out), '\n') + 1, cases[i].expected);
    }
}
END_TEST

/* A long line of numbered words is cut to 76 columns, and the caret stays under its word. */
START_TEST(test_long_line)
{
    BUF_LOCAL struct buf source = {0};
    for (int i = 0; i < 1000; i++)
        buf_add_format(&source, "é%03d ", i);
    for (unsigned word = 0; word < 1000; word += 37) {
        BUF_LOCAL struct buf out = {0};
        write_one(source.bytes, source.size, 1, word * 5 + 1, &out);
        const char *line = strchr(buf_text(&out), '\n') + 1;
        const char *caret = strchr(line, '\n') + 1;
        size_t line_size = (size_t)(caret - line) - 1;
        unsigned width = text_width(line, line_size);
        ck_assert_uint_le(width, 76);
        ck_assert_uint_ge(width, 40);
        size_t at = text_fit(line, line_size, (unsigned)strspn(caret, " "), NULL);
        BUF_LOCAL struct buf expected = {0};
        buf_add_format(&expected, "é%03u", word);
        ck_assert_int_eq(strncmp(line + at, expected.bytes, expected.size), 0);
        ck_assert_str_eq(strchr(caret, '^'), "^\n");
    }
}
END_TEST

/* All at once is one after the other, sorted or not. */
START_TEST(test_write_all)
{
    const char source[] = "a: 1\r\nb: 2\n\nc: 3\nd: 4";
    struct diags diags = {0};
    BUF_LOCAL struct buf expected = {0};
    srand(7);
    for (int i = 0; i < 200; i++) {
        struct diag *diag = diags_add(&diags, DIAG_ERROR, "p.yaml", (unsigned)rand() % 8,
                                      (unsigned)rand() % 6 + 1, "");
        message_set(&diag->text, "late", NULL);
    }
    for (int sorted = 0; sorted < 2; sorted++) {
        BUF_LOCAL struct buf out = {0};
        buf_clear(&expected);
        for (size_t i = 0; i < diags.list.count; i++)
            diag_write(&diags.list.items[i], source, strlen(source), NULL, &expected);
        diags_write(&diags, source, strlen(source), NULL, &out);
        ck_assert_str_eq(buf_text(&out), buf_text(&expected));
        diags_sort(&diags);
    }
    diags_finish(&diags);
}
END_TEST

SUITE("base/diag", test_sort, test_have_errors, test_whole, test_translated, test_source_lines,
      test_long_line, test_write_all)
