#include <dais/base/mem.h>

#include "suite.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(test_array)
{
    ARRAY_OF(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        array_push(&numbers, i);
    ck_assert_uint_eq(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(numbers.items[i], i);
    free(numbers.items);
}
END_TEST

START_TEST(test_trim)
{
    ARRAY_OF(int) numbers = {0};
    array_trim(&numbers);
    for (int i = 0; i < 100; i++)
        array_push(&numbers, i);
    array_trim(&numbers);
    ck_assert_uint_eq(numbers.room, 100);
    array_push(&numbers, 100);
    for (int i = 0; i <= 100; i++)
        ck_assert_int_eq(numbers.items[i], i);
    free(numbers.items);
}
END_TEST

START_TEST(test_arena)
{
    struct arena arena = {0};
    char *first = arena_text(&arena, "first");
    for (size_t size = 1; size < 20000; size += 997) {
        char *piece = arena_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_int_eq(piece[i], 0);
        memset(piece, 'x', size);
    }
    ck_assert_str_eq(first, "first");
    char *text = arena_text(&arena, "abc");
    ck_assert_ptr_eq(arena_text(&arena, ""), text + 4); /* texts stand close together */
    ck_assert_uint_eq((uintptr_t)arena_alloc(&arena, 3) % _Alignof(max_align_t), 0);
    ck_assert_ptr_null(arena_text(&arena, NULL));
    arena_finish(&arena);
    arena_finish(&arena);
}
END_TEST

SUITE("base/mem", test_array, test_trim, test_arena)
