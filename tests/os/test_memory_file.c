#include <dais/os/memory_file.h>

#include <string.h>
#include <unistd.h>

#include "suite.h"

START_TEST(test_take)
{
    BUF_LOCAL struct buf out = {0};
    int fd = memory_file_open();
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(memory_file_take(fd, &out), 0);
    ck_assert_uint_eq(out.size, 0);
    ck_assert_int_eq(write(fd, "one ", 4), 4);
    ck_assert_int_eq(write(fd, "two", 3), 3);
    ck_assert_int_eq(memory_file_take(fd, &out), 0);
    ck_assert_str_eq(buf_text(&out), "one two");
    ck_assert_int_eq(write(fd, "!", 1), 1);
    ck_assert_int_eq(memory_file_take(fd, &out), 0);
    ck_assert_str_eq(buf_text(&out), "one two!");
    close(fd);
    ck_assert_int_lt(memory_file_take(fd, &out), 0);
}
END_TEST

/* More than any pipe holds. */
START_TEST(test_large)
{
    BUF_LOCAL struct buf out = {0};
    char block[100000];
    int fd = memory_file_open();
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 30; i++)
        ck_assert_int_eq(write(fd, block, sizeof block), (int)sizeof block);
    ck_assert_int_eq(memory_file_take(fd, &out), 0);
    ck_assert_uint_eq(out.size, 30 * sizeof block);
    close(fd);
}
END_TEST

SUITE("os/memory_file", test_take, test_large)
