#include "../../src/tui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

START_TEST(test_shares)
{
    static const struct {
        int wanted[4], height;
        size_t first;
        bool upwards;
        int shares[4];
        bool fits;
    } cases[] = {
        {{1, 2, 3, 1}, 20, 0, false, {1, 2, 3, 1}, true},
        {{3, 3, 3, 3}, 6, 2, false, {1, 1, 3, 1}, true},
        {{3, 3, 3, 3}, 7, 2, false, {2, 1, 3, 1}, true},
        {{3, 3, 3, 3}, 7, 2, true, {1, 1, 3, 2}, true},
        {{3, 3, 3, 3}, 7, 9, true, {1, 1, 2, 3}, true},
        {{3, 3, 3, 3}, 4, 1, false, {1, 1, 1, 1}, true},
        {{3, 3, 3, 3}, 3, 1, false, {1, 1, 1, 1}, false},
        {{3, 3, 3, 3}, 0, 1, true, {1, 1, 1, 1}, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct row_shares shares = {0};
        for (int item = 0; item < 4; item++)
            array_push(&shares.list, cases[i].wanted[item]);
        ck_assert_int_eq(row_shares_fit(&shares, cases[i].height, cases[i].first, cases[i].upwards),
                         cases[i].fits);
        ck_assert_mem_eq(shares.list.items, cases[i].shares, sizeof cases[i].shares);
        free(shares.list.items);
    }
}
END_TEST

SUITE("tui/row_shares", test_shares)
