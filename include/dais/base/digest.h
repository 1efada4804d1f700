/*
 * Digests: BLAKE2b (RFC 7693, through libsodium) and CRC-32C (Castagnoli, RFC 3720).
 */
#ifndef DAIS_BASE_DIGEST_H
#define DAIS_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum {
    DIGEST_SIZE = 32,       /* bytes of a full digest */
    DIGEST_HEX_SIZE = 65,   /* its hexadecimal text with the NUL */
    DIGEST_SHOWN = 12,      /* hexadecimal digits that people see of one */
    DIGEST_SHORT_SIZE = 17, /* 64 bits in hexadecimal with the NUL */
};

/* 256 bits in lower-case hexadecimal. */
void digest_hex(const void *bytes, size_t size, char ret_hex[DIGEST_HEX_SIZE]);

/* The first 64 bits of it: what chains frames. */
void digest_short(const void *bytes, size_t size, char ret_hex[DIGEST_SHORT_SIZE]);

/* CRC-32C of `bytes`, going on from `crc` (0 at the start). */
uint32_t crc32c(uint32_t crc, const void *bytes, size_t size);

#endif
