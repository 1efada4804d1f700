#include <dais/base/buf.h>

#include "suite.h"
#include <stdlib.h>

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

SUITE("base/buf", test_empty, test_add)
