/*
 * The fold of a text is that of its characters one after the other: what depends on neighbours in
 * normal form D is the order of marks, and marks are dropped. So a table of characters does, filled
 * as they come by. Its pages are touched by the scripts in use only.
 */
#include <dais/base/fold.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

enum {
    KEPT = 0x10000, /* characters from here on are not kept */
    FOLD_MOST = 7,  /* bytes of a fold that is kept */
    GROWTH = 4,     /* no fold that is kept is longer than so many times its character */
};

/* A character's fold. */
struct folded {
    uint8_t known;         /* 0: not yet; else 1 and its bytes */
    char bytes[FOLD_MOST]; /* not terminated */
};

struct folding {
    struct folded table[KEPT]; /* by code point */
};

struct folding *folding_new(void)
{
    return mem_new(1, sizeof(struct folding));
}

void folding_free(struct folding *folding)
{
    free(folding);
}

/* The length of the character at the head of valid UTF-8, and what it is. */
static size_t take(const unsigned char *at, uint32_t *ret_code)
{
    if (at[0] < 0xE0) {
        *ret_code = (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
        return 2;
    }
    if (at[0] < 0xF0) {
        *ret_code = (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
        return 3;
    }
    *ret_code = KEPT;
    return 4;
}

/* What is known of a character from now on; NULL: it is not kept. */
static const struct folded *learn(struct folding *folding, uint32_t code, const char *bytes,
                                  size_t size)
{
    struct folded *folded = &folding->table[code];
    BUF_LOCAL struct buf text = {0};
    utf8_fold(bytes, size, &text);
    if (text.size > FOLD_MOST)
        return NULL;
    if (text.size > 0)
        memcpy(folded->bytes, text.bytes, text.size);
    folded->known = (uint8_t)(text.size + 1);
    return folded;
}

/* Room for the fold of `size` more bytes, as far as it is kept. */
static void reserve(struct buf *out, size_t size)
{
    out->bytes = mem_grow(out->bytes, &out->room, out->size + GROWTH * size + FOLD_MOST + 1, 1);
}

/* One character that is not ASCII, with `left` bytes from it on; its length. */
static size_t add_other(struct folding *folding, const char *bytes, size_t left, struct buf *out)
{
    uint32_t code;
    size_t step = take((const unsigned char *)bytes, &code);
    const struct folded *folded = code < KEPT ? &folding->table[code] : NULL;
    if (folded != NULL && folded->known == 0)
        folded = learn(folding, code, bytes, step);
    if (folded == NULL) {
        utf8_fold(bytes, step, out);
        reserve(out, left - step);
        return step;
    }
    memcpy(out->bytes + out->size, folded->bytes, FOLD_MOST); /* the rest is written over */
    out->size += folded->known - 1u;
    return step;
}

/* Eight bytes of ASCII at once: a bit for each capital, moved to where it makes a small letter. */
static size_t add_ascii(const char *bytes, size_t size, char *to)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    size_t at = 0;
    for (uint64_t eight; size - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if ((eight & each * 0x80) != 0)
            break;
        uint64_t capitals =
            ((eight + each * (0x80 - 'A')) ^ (eight + each * (0x7F - 'Z'))) & each * 0x80;
        eight |= capitals >> 2;
        memcpy(to + at, &eight, sizeof eight);
    }
    for (; at < size && (unsigned char)bytes[at] < 0x80; at++)
        to[at] = (char)(bytes[at] >= 'A' && bytes[at] <= 'Z' ? bytes[at] + 'a' - 'A' : bytes[at]);
    return at;
}

void folding_fold(struct folding *folding, const char *bytes, size_t size, struct buf *out)
{
    reserve(out, size);
    for (size_t at = 0; at < size;) {
        size_t plain = add_ascii(bytes + at, size - at, out->bytes + out->size);
        out->size += plain;
        at += plain;
        if (at < size)
            at += add_other(folding, bytes + at, size - at, out);
    }
    out->bytes[out->size] = '\0';
}
