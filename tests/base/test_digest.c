#include <dais/base/digest.h>

#include "suite.h"
#include <string.h>

/* The check value of every catalogue, and the four examples of RFC 3720, B.4. */
START_TEST(test_crc_known)
{
    unsigned char zeros[32] = {0}, ones[32], up[32], down[32];
    memset(ones, 0xFF, sizeof ones);
    for (unsigned char i = 0; i < 32; i++) {
        up[i] = i;
        down[i] = (unsigned char)(31 - i);
    }
    const struct {
        const void *bytes;
        size_t size;
        uint32_t expected;
    } cases[] = {
        {"", 0, 0},
        {"123456789", 9, 0xE3069283},
        {zeros, 32, 0x8A9136AA},
        {ones, 32, 0x62A8AB43},
        {up, 32, 0x46DD794E},
        {down, 32, 0x113FDB5C},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_uint_eq(crc32c(0, cases[i].bytes, cases[i].size), cases[i].expected);
}
END_TEST

static uint32_t crc_bitwise(const unsigned char *bytes, size_t size)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78 : 0);
    }
    return ~crc;
}

/* Any length and alignment agrees with the definition, and may be had in two parts. */
START_TEST(test_crc_any)
{
    unsigned char bytes[256];
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((random = random * 1103515245 + 12345) >> 16);
    for (size_t start = 0; start < 9; start++) {
        for (size_t end = start; end <= sizeof bytes; end++) {
            uint32_t expected = crc_bitwise(bytes + start, end - start);
            ck_assert_uint_eq(crc32c(0, bytes + start, end - start), expected);
            size_t cut = start + (end - start) / 3;
            uint32_t part = crc32c(0, bytes + start, cut - start);
            ck_assert_uint_eq(crc32c(part, bytes + cut, end - cut), expected);
        }
    }
}
END_TEST

START_TEST(test_blake2b)
{
    const struct {
        const char *text, *expected;
    } cases[] = {
        {"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
        {"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char hex[DIGEST_HEX_SIZE], brief[DIGEST_SHORT_SIZE];
        digest_hex(cases[i].text, strlen(cases[i].text), hex);
        ck_assert_str_eq(hex, cases[i].expected);
        digest_short(cases[i].text, strlen(cases[i].text), brief);
        ck_assert_uint_eq(strlen(brief), 16);
        ck_assert_int_eq(strncmp(brief, hex, 16), 0);
    }
}
END_TEST

SUITE("base/digest", test_crc_known, test_crc_any, test_blake2b)
