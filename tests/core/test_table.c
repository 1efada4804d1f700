#include "../../src/core/table.h"

#include <string.h>

#include "suite.h"

static bool number_is(const void *item, const void *key)
{
    return *(const int *)item == *(const int *)key;
}

START_TEST(test_add_and_find)
{
    static int numbers[5000];
    enum { COUNT = sizeof numbers / sizeof *numbers };
    struct table table = {0};
    int none = -1;
    ck_assert_ptr_null(table_find(&table, 7, number_is, &none));
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = i;
        table_add(&table, (uint64_t)(i % 100), &numbers[i]); /* many share a hash */
    }
    ck_assert_uint_eq(table.count, COUNT);
    for (int i = 0; i < COUNT; i++)
        ck_assert_ptr_eq(table_find(&table, (uint64_t)(i % 100), number_is, &i), &numbers[i]);
    ck_assert_ptr_null(table_find(&table, 3, number_is, &none));
    ck_assert_ptr_null(table_find(&table, UINT64_MAX, number_is, &numbers[3]));
    table_finish(&table);
}
END_TEST

START_TEST(test_hash)
{
    ck_assert(table_hash(TABLE_SEED, "ab", 2) != table_hash(TABLE_SEED, "ba", 2));
    ck_assert(table_hash(table_hash(TABLE_SEED, "a", 1), "b", 1) ==
              table_hash(TABLE_SEED, "ab", 2));
    ck_assert(table_hash(TABLE_SEED, "", 0) == TABLE_SEED);
}
END_TEST

SUITE("core/table", test_add_and_find, test_hash)
