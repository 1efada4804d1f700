#include <dais/base/yaml_write.h>

#include "suite.h"
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include <dais/base/utf8.h>

/* The `which`th scalar (from 0) that libyaml reads from `yaml`, appended to `out`. */
static void read_scalar(const struct buf *yaml, int which, struct buf *out)
{
    yaml_parser_t parser;
    ck_assert(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml->bytes, yaml->size);
    for (bool done = false; !done;) {
        yaml_event_t event;
        ck_assert_msg(yaml_parser_parse(&parser, &event), "line %zu: %s in\n%s",
                      parser.problem_mark.line + 1, parser.problem, yaml->bytes);
        if (event.type == YAML_SCALAR_EVENT && which-- == 0)
            buf_add(out, event.data.scalar.value, event.data.scalar.length);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static void assert_same(const struct buf *read, const char *text, size_t size)
{
    ck_assert_uint_eq(read->size, size);
    ck_assert(size == 0 || memcmp(read->bytes, text, size) == 0);
}

/* Writes the text in every place where the program does, and reads it back. */
static void assert_comes_back(const char *text, size_t size)
{
    BUF_LOCAL struct buf flat = {0};
    buf_add_text(&flat, "--- # r 17 331\nid: ");
    yaml_write_quoted(text, size, &flat);
    ck_assert_ptr_null(strchr(strchr(flat.bytes, '\n') + 1, '\n'));
    buf_add_text(&flat, "\ntext: ");
    yaml_write_block(text, size, 2, &flat);
    buf_add_text(&flat, "\n... # end 17\n");
    BUF_LOCAL struct buf quoted = {0};
    BUF_LOCAL struct buf block = {0};
    read_scalar(&flat, 1, &quoted);
    assert_same(&quoted, text, size);
    read_scalar(&flat, 3, &block);
    assert_same(&block, text, size);

    BUF_LOCAL struct buf deep = {0};
    buf_add_text(&deep, "slots:\n  - context: ");
    yaml_write_block(text, size, 6, &deep);
    buf_add_text(&deep, "\n    items:\n      - ");
    yaml_write_block(text, size, 8, &deep);
    buf_add_text(&deep, "\n      - \"last\"\n");
    for (int which = 2; which <= 4; which += 2) {
        BUF_LOCAL struct buf nested = {0};
        read_scalar(&deep, which, &nested);
        assert_same(&nested, text, size);
    }
    BUF_LOCAL struct buf last = {0};
    read_scalar(&deep, 5, &last);
    ck_assert_str_eq(buf_text(&last), "last");
}

START_TEST(test_quoted)
{
    const struct {
        const char *text, *expected;
    } cases[] = {
        {"", "\"\""},
        {"plain: text # no comment", "\"plain: text # no comment\""},
        {"say \"no\" \\ yes", "\"say \\\"no\\\" \\\\ yes\""},
        {"a\nb\tc", "\"a\\nb\\tc\""},
        {"\x1B\x7F\xC2\x85", "\"\\x1b\\x7f\\x85\""},
        {"é \U0001F600 ", "\"é \U0001F600 \""},
        {"\uFEFF\u2028\u202E\U0001FFFE", "\"\\ufeff\\u2028\\u202e\\U0001fffe\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        yaml_write_quoted(cases[i].text, strlen(cases[i].text), &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
        assert_comes_back(cases[i].text, strlen(cases[i].text));
    }
}
END_TEST

START_TEST(test_block)
{
    const struct {
        const char *text, *expected;
    } cases[] = {
        {"Fund city-to-city learning.", "|-\n  Fund city-to-city learning."},
        {"", "|-"},
        {"a\n\n  b", "|-\n  a\n\n    b"},
        {" a", "|2-\n   a"},
        {"\na", "|2-\n\n  a"},
        {"a\n \nb", "|-\n  a\n   \n  b"},
        {"a\n", "|\n  a"},
        {"a\n\n", "|+\n  a\n"},
        {"# a\n---\n...\n- b: \"c", "|-\n  # a\n  ---\n  ...\n  - b: \"c"},
        {"a \U0001F600 ", "|-\n  a \U0001F600 "},
        {"a\uFEFF", "\"a\\ufeff\""},
        {"a\u2028b", "\"a\\u2028b\""},
        {"a\rb", "\"a\\x0db\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        BUF_LOCAL struct buf out = {0};
        yaml_write_block(cases[i].text, strlen(cases[i].text), 2, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].expected);
        assert_comes_back(cases[i].text, strlen(cases[i].text));
    }
}
END_TEST

/* Texts made to break a reader of YAML, cleaned or not, come back byte for byte. */
START_TEST(test_hostile)
{
    static const char *const pieces[] = {
        "\n",         " ",      "  ",     "a",        "# c",    "- ",     ": ",     "key: v",
        "---",        "...",    "|-",     ">",        "\"",     "'",      "\\",     "\\n",
        "{",          "]",      "&a",     "*a",       "!t",     "%YAML",  "é",      "مدينة",
        "\U0001F600", "\t",     "\u2028", "\xC2\x85", "\uFEFF", "\u202E", "\uFFFE", "\r",
        "\x01",       "\u00A0", "\n\n",   "\n---\n"};
    srand(5);
    for (int round = 0; round < 4000; round++) {
        size_t kinds = round % 2 ? sizeof pieces / sizeof pieces[0] : 25;
        BUF_LOCAL struct buf text = {0};
        for (int i = rand() % 12; i > 0; i--)
            buf_add_text(&text, pieces[(size_t)rand() % kinds]);
        assert_comes_back(buf_text(&text), text.size);
        BUF_LOCAL struct buf clean = {0};
        utf8_clean(buf_text(&text), text.size, &clean);
        assert_comes_back(buf_text(&clean), clean.size);
    }
}
END_TEST

SUITE("base/yaml_write", test_quoted, test_block, test_hostile)
