#include <dais/os/memory_file.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "suite.h"

START_TEST(test_take)
{
    BUF_LOCAL struct buf out = {0};
    struct memory_file file;
    ck_assert_int_eq(memory_file_open(&file), 0);
    ck_assert_int_eq(memory_file_take(&file, &out), 0);
    ck_assert_uint_eq(out.size, 0);
    ck_assert_int_eq(write(file.fd, "one ", 4), 4);
    ck_assert_int_eq(write(file.fd, "two", 3), 3);
    ck_assert_int_eq(memory_file_take(&file, &out), 0);
    ck_assert_str_eq(buf_text(&out), "one two");
    ck_assert_int_eq(write(file.fd, "!", 1), 1);
    ck_assert_int_eq(memory_file_take(&file, &out), 0);
    ck_assert_str_eq(buf_text(&out), "one two!");
    memory_file_close(&file);
    ck_assert_int_lt(memory_file_take(&file, &out), 0);
}
END_TEST

/* More than any pipe holds. */
START_TEST(test_large)
{
    BUF_LOCAL struct buf out = {0};
    char block[100000];
    struct memory_file file;
    ck_assert_int_eq(memory_file_open(&file), 0);
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 30; i++)
        ck_assert_int_eq(write(file.fd, block, sizeof block), (int)sizeof block);
    ck_assert_int_eq(memory_file_take(&file, &out), 0);
    ck_assert_uint_eq(out.size, 30 * sizeof block);
    memory_file_close(&file);
}
END_TEST

/* Whatever is taken in small pieces: nothing twice, nothing lost, and the file does not grow. */
START_TEST(test_many)
{
    struct memory_file file;
    struct stat held;
    ck_assert_int_eq(memory_file_open(&file), 0);
    for (int i = 0; i < 20000; i++) {
        BUF_LOCAL struct buf wanted = {0}, out = {0};
        buf_add_format(&wanted, "picture %d", i);
        ck_assert_int_eq(write(file.fd, wanted.bytes, wanted.size), (int)wanted.size);
        ck_assert_int_eq(memory_file_take(&file, &out), 0);
        ck_assert_str_eq(buf_text(&out), buf_text(&wanted));
        ck_assert_int_eq(fstat(file.fd, &held), 0);
        ck_assert_int_lt(held.st_size, 66000);
    }
    memory_file_close(&file);
}
END_TEST

SUITE("os/memory_file", test_take, test_large, test_many)
