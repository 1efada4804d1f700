#include "../../src/tui/sequence.h"

#include "suite.h"

#include <string.h>

static const struct {
    const char *bytes;
    enum sequence sequence;
    size_t size;
} cases[] = {
    {"abc", SEQUENCE_WHOLE, 1},
    {"\xc3\xa9x", SEQUENCE_WHOLE, 2},
    {"\xe2\x82", SEQUENCE_HALF, 2},
    {"\xe2x", SEQUENCE_WHOLE, 1},
    {"\x9b A", SEQUENCE_FOREIGN, 1}, /* C1 is no UTF-8 */
    {"\xff", SEQUENCE_WHOLE, 1},
    {"\x1b", SEQUENCE_HALF, 1},
    {"\x1b"
     "b",
     SEQUENCE_WHOLE, 2},
    {"\x1b\x1b[A", SEQUENCE_WHOLE, 4},
    {"\x1b\x1b\x1b\x1b[A", SEQUENCE_WHOLE, 4},
    {"\x1b\xc3\xa9", SEQUENCE_WHOLE, 3},
    {"\x1bO", SEQUENCE_HALF, 2},
    {"\x1bOP", SEQUENCE_WHOLE, 3},
    {"\x1bO\r", SEQUENCE_WHOLE, 2},
    {"\x1b[", SEQUENCE_HALF, 2},
    {"\x1b[1;5", SEQUENCE_HALF, 2},
    {"\x1b[1;5Cx", SEQUENCE_WHOLE, 6},
    {"\x1b[15~", SEQUENCE_WHOLE, 5},
    {"\x1b[[A", SEQUENCE_WHOLE, 4},
    {"\x1b[[", SEQUENCE_HALF, 2},
    {"\x1b[[x", SEQUENCE_FOREIGN, 3},
    {"\x1b[<0;10;5M", SEQUENCE_WHOLE, 10},
    {"\x1b[<0;10;5m", SEQUENCE_WHOLE, 10},
    {"\x1b[<0;10;5A", SEQUENCE_FOREIGN, 10},
    {"\x1b[0;10;5M", SEQUENCE_FOREIGN, 9},
    {"\x1b[M !!x", SEQUENCE_WHOLE, 6},
    {"\x1b[M !", SEQUENCE_HALF, 2},
    {"\x1b[M \x1b!", SEQUENCE_FOREIGN, 4},
    {"\x1b[ A", SEQUENCE_FOREIGN, 4}, /* these three end libtermkey */
    {"\x1b[1$A", SEQUENCE_FOREIGN, 5},
    {"\x1b[ R", SEQUENCE_FOREIGN, 4},
    {"\x1b[?62;4c", SEQUENCE_FOREIGN, 8},
    {"\x1b[1\x1b[A", SEQUENCE_FOREIGN, 3}, /* broken off by a key, which stays */
    {"\x1bPdata", SEQUENCE_HALF, 2},
    {"\x1bPdata\x1b\\x", SEQUENCE_FOREIGN, 8},
    {"\x1b]11;rgb\x07x", SEQUENCE_FOREIGN, 9},
    {"\x1b_Gi=1;OK\x1b\\x", SEQUENCE_FOREIGN, 11},
    {"\x1b^nr\x1b\\x", SEQUENCE_FOREIGN, 6},
    {"\x1bXnr\x1b\\x", SEQUENCE_FOREIGN, 6},
    {"\x1bX", SEQUENCE_HALF, 2},
};

START_TEST(test_measure)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t size = 0;
        enum sequence sequence = sequence_measure(cases[i].bytes, strlen(cases[i].bytes), &size);
        ck_assert_msg(sequence == cases[i].sequence && size == cases[i].size,
                      "case %zu: %d of %zu bytes", i, (int)sequence, size);
    }
}
END_TEST

/* However long it goes on, something is handed on. */
START_TEST(test_endless)
{
    static const char *const heads[] = {"\x1b[", "\x1bP", "\x1b]", "\x1b\x1b[", "\x1b\x1bP"};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        char bytes[400];
        memset(bytes, '1', sizeof bytes);
        memcpy(bytes, heads[i], strlen(heads[i]));
        size_t size = 0;
        ck_assert_int_eq(sequence_measure(bytes, sizeof bytes, &size), SEQUENCE_FOREIGN);
        ck_assert_uint_gt(size, 0);
        ck_assert_uint_le(size, SEQUENCE_MOST + 2);
    }
}
END_TEST

SUITE("tui/sequence", test_measure, test_endless)
