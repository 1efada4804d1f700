#include <dais/base/buf.h>

#include <stdlib.h>
#include <string.h>

#include "suite.h"

START_TEST(test_empty)
{
    struct buf buf = {0};
    ck_assert_str_eq(buf_text(&buf), "");
    buf_clear(&buf);
    char *text = buf_take(&buf);
    ck_assert_str_eq(text, "");
    free(text);
}
END_TEST

START_TEST(test_add)
{
    BUF_LOCAL struct buf buf = {0};
    buf_add_text(&buf, "a");
    buf_add_char(&buf, 'b');
    buf_add_repeat(&buf, "cd", 3);
    buf_add_format(&buf, "%d-%s", 12, "x");
    ck_assert_str_eq(buf_text(&buf), "abcdcdcd12-x");
    ck_assert_uint_eq(buf.size, 12);
    buf_cut(&buf, 2);
    ck_assert_str_eq(buf_text(&buf), "ab");
    buf_cut(&buf, 5);
    ck_assert_str_eq(buf_text(&buf), "ab");
}
END_TEST

START_TEST(test_padded)
{
    static const struct {
        unsigned number, digits;
        const char *text;
    } cases[] = {{0, 0, ""},    {0, 1, "0"},       {7, 3, "007"},
                 {42, 2, "42"}, {2022, 2, "2022"}, {4294967295, 4, "4294967295"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf buf = {0};
        buf_add_padded(&buf, cases[i].number, cases[i].digits);
        ck_assert_str_eq(buf_text(&buf), cases[i].text);
    }
}
END_TEST

START_TEST(test_hex)
{
    static const struct {
        uint64_t number;
        unsigned digits;
        const char *text;
    } cases[] = {{0, 0, ""},
                 {0, 4, "0000"},
                 {0xff, 4, "00ff"},
                 {0x1a, 1, "1a"},
                 {0xb2c, 12, "000000000b2c"},
                 {UINT64_MAX, 4, "ffffffffffffffff"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf buf = {0};
        buf_reserve(&buf, 100);
        const char *room = buf.bytes;
        buf_add_hex(&buf, cases[i].number, cases[i].digits);
        ck_assert_str_eq(buf_text(&buf), cases[i].text);
        buf_add_repeat(&buf, "a", 80);
        ck_assert_ptr_eq(buf.bytes, room);
    }
}
END_TEST

START_TEST(test_format)
{
    /* Short and long ones, at every distance from the end of what is allocated. */
    for (size_t before = 0; before < 70; before++) {
        for (size_t length = 0; length < 70; length++) {
            BUF_LOCAL struct buf buf = {0};
            BUF_LOCAL struct buf text = {0};
            buf_add_repeat(&buf, "a", before);
            buf_add_repeat(&text, "b", length);
            buf_add_format(&buf, "%s|%zu", buf_text(&text), length);
            ck_assert_uint_eq(buf.size, before + length + (length < 10 ? 2 : 3));
            ck_assert_uint_eq(strlen(buf_text(&buf)), buf.size);
        }
    }
}
END_TEST

SUITE("base/buf", test_empty, test_add, test_padded, test_hex, test_format)
