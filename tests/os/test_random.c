#include <dais/os/random.h>

#include "suite.h"

/* Every bit is seen both ways within so many draws, but for one chance in 2^57. */
START_TEST(test_bits)
{
    uint64_t set = 0, clear = 0;
    for (int i = 0; i < 64; i++) {
        uint64_t bits = random_bits();
        set |= bits;
        clear |= ~bits;
    }
    ck_assert_uint_eq(set, UINT64_MAX);
    ck_assert_uint_eq(clear, UINT64_MAX);
    ck_assert_uint_ne(random_bits(), random_bits());
}
END_TEST

SUITE("os/random", test_bits)
