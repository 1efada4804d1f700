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
    PIECE = 512,    /* bytes that are appended at once, and a character more */
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

/* Pieces of the result are put together here before they are appended. */
struct piece {
    char bytes[PIECE + FOLD_MOST];
    size_t size;
    struct buf *out;
};

static void flush(struct piece *piece)
{
    buf_add(piece->out, piece->bytes, piece->size);
    piece->size = 0;
}

/* One character that is not ASCII; its length. */
static size_t add_other(struct folding *folding, const char *bytes, struct piece *piece)
{
    uint32_t code;
    size_t step = take((const unsigned char *)bytes, &code);
    const struct folded *folded = code < KEPT ? &folding->table[code] : NULL;
    if (folded != NULL && folded->known == 0)
        folded = learn(folding, code, bytes, step);
    if (folded == NULL) {
        flush(piece);
        utf8_fold(bytes, step, piece->out);
        return step;
    }
    memcpy(piece->bytes + piece->size, folded->bytes, FOLD_MOST); /* the rest is written over */
    piece->size += folded->known - 1u;
    return step;
}

void folding_fold(struct folding *folding, const char *bytes, size_t size, struct buf *out)
{
    struct piece piece = {.size = 0, .out = out};
    for (size_t at = 0; at < size;) {
        unsigned char c = (unsigned char)bytes[at];
        if (piece.size > PIECE)
            flush(&piece);
        if (c >= 0x80) {
            at += add_other(folding, bytes + at, &piece);
            continue;
        }
        piece.bytes[piece.size++] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
        at++;
    }
    flush(&piece);
}
