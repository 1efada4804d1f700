/*
 * Digests. BLAKE2b is libsodium's. CRC-32C runs on eight constant tables ("slicing by 8"),
 * which the compiler computes: the table of a byte is the exclusive or of the tables of its
 * bits, so eight constants make 256 entries.
 */
#include <dais/base/digest.h>

#include <assert.h>
#include <string.h>

#include <sodium.h>

static_assert((int)DIGEST_SIZE == (int)crypto_generichash_BYTES, "256 bits are BLAKE2b's default");

void digest_hex(const void *bytes, size_t size, char ret_hex[DIGEST_HEX_SIZE])
{
    unsigned char digest[DIGEST_SIZE];
    crypto_generichash(digest, sizeof digest, bytes, size, NULL, 0);
    sodium_bin2hex(ret_hex, DIGEST_HEX_SIZE, digest, sizeof digest);
}

void digest_short(const void *bytes, size_t size, char ret_hex[DIGEST_SHORT_SIZE])
{
    char hex[DIGEST_HEX_SIZE];
    digest_hex(bytes, size, hex);
    memcpy(ret_hex, hex, DIGEST_SHORT_SIZE - 1);
    ret_hex[DIGEST_SHORT_SIZE - 1] = '\0';
}

/* clang-format off */
#define CRC_BYTE(n, a, b, c, d, e, f, g, h)                                                        \
    (((n) & 1 ? a : 0) ^ ((n) & 2 ? b : 0) ^ ((n) & 4 ? c : 0) ^ ((n) & 8 ? d : 0) ^               \
     ((n) & 16 ? e : 0) ^ ((n) & 32 ? f : 0) ^ ((n) & 64 ? g : 0) ^ ((n) & 128 ? h : 0))
#define CRC_4(n, ...)                                                                              \
    CRC_BYTE(n, __VA_ARGS__), CRC_BYTE((n) + 1, __VA_ARGS__), CRC_BYTE((n) + 2, __VA_ARGS__),      \
    CRC_BYTE((n) + 3, __VA_ARGS__)
#define CRC_16(n, ...)                                                                             \
    CRC_4(n, __VA_ARGS__), CRC_4((n) + 4, __VA_ARGS__), CRC_4((n) + 8, __VA_ARGS__),               \
    CRC_4((n) + 12, __VA_ARGS__)
#define CRC_64(n, ...)                                                                             \
    CRC_16(n, __VA_ARGS__), CRC_16((n) + 16, __VA_ARGS__), CRC_16((n) + 32, __VA_ARGS__),          \
    CRC_16((n) + 48, __VA_ARGS__)
#define CRC_256(...)                                                                               \
    CRC_64(0, __VA_ARGS__), CRC_64(64, __VA_ARGS__), CRC_64(128, __VA_ARGS__),                     \
    CRC_64(192, __VA_ARGS__)

/* crc_tables[k][b]: what byte b, with k zero bytes behind it, does to the remainder. */
static const uint32_t crc_tables[8][256] = {
    {CRC_256(0xf26b8303, 0xe13b70f7, 0xc79a971f, 0x8ad958cf,
             0x105ec76f, 0x20bd8ede, 0x417b1dbc, 0x82f63b78)},
    {CRC_256(0x13a29877, 0x274530ee, 0x4e8a61dc, 0x9d14c3b8,
             0x3fc5f181, 0x7f8be302, 0xff17c604, 0xfbc3faf9)},
    {CRC_256(0xa541927e, 0x4f6f520d, 0x9edea41a, 0x38513ec5,
             0x70a27d8a, 0xe144fb14, 0xc76580d9, 0x8b277743)},
    {CRC_256(0xdd45aab8, 0xbf672381, 0x7b2231f3, 0xf64463e6,
             0xe964b13d, 0xd725148b, 0xaba65fe7, 0x52a0c93f)},
    {CRC_256(0x38116fac, 0x7022df58, 0xe045beb0, 0xc5670b91,
             0x8f2261d3, 0x1ba8b557, 0x37516aae, 0x6ea2d55c)},
    {CRC_256(0xef306b19, 0xdb8ca0c3, 0xb2f53777, 0x6006181f,
             0xc00c303e, 0x85f4168d, 0x0e045beb, 0x1c08b7d6)},
    {CRC_256(0x68032cc8, 0xd0065990, 0xa5e0c5d1, 0x4e2dfd53,
             0x9c5bfaa6, 0x3d5b83bd, 0x7ab7077a, 0xf56e0ef4)},
    {CRC_256(0x493c7d27, 0x9278fa4e, 0x211d826d, 0x423b04da,
             0x847609b4, 0x0d006599, 0x1a00cb32, 0x34019664)},
};
/* clang-format on */

static uint32_t crc_byte(uint32_t crc, unsigned char byte)
{
    return crc >> 8 ^ crc_tables[0][(crc ^ byte) & 0xff];
}

uint32_t crc32c(uint32_t crc, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    crc = ~crc;
    for (; size >= 8; size -= 8, at += 8) {
        crc ^= at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
        crc = crc_tables[7][crc & 0xff] ^ crc_tables[6][crc >> 8 & 0xff] ^
              crc_tables[5][crc >> 16 & 0xff] ^ crc_tables[4][crc >> 24] ^ crc_tables[3][at[4]] ^
              crc_tables[2][at[5]] ^ crc_tables[1][at[6]] ^ crc_tables[0][at[7]];
    }
    for (; size > 0; size--)
        crc = crc_byte(crc, *at++);
    return ~crc;
}
