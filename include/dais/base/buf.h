/*
 * A growing string of bytes: how every text is put together.
 * A zeroed one is empty. `bytes` is NUL-terminated once anything was added;
 * use buf_text() where it may still be empty.
 */
#ifndef DAIS_BASE_BUF_H
#define DAIS_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *bytes; /* owned; NULL while empty */
    size_t size; /* bytes used, without the NUL */
    size_t room; /* bytes allocated */
};

void buf_add(struct buf *buf, const void *bytes, size_t size);
void buf_add_text(struct buf *buf, const char *text); /* NULL adds nothing */
void buf_add_char(struct buf *buf, char c);
void buf_add_padded(struct buf *buf, unsigned number, unsigned digits); /* "007", or longer */
void buf_add_hex(struct buf *buf, uint64_t number, unsigned digits); /* "00ff", or longer */
void buf_add_repeat(struct buf *buf, const char *text, size_t times);
void buf_add_format(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for so many more bytes at once. */
void buf_reserve(struct buf *buf, size_t extra);

/* Keeps the memory, drops the content; cuts to `size` bytes (no longer than it is). */
void buf_clear(struct buf *buf);
void buf_cut(struct buf *buf, size_t size);

/* The text so far, "" while empty; lent until the next change. */
const char *buf_text(const struct buf *buf);

/* Hands the text over (never NULL) and leaves the buffer empty. */
char *buf_take(struct buf *buf);

void buf_finish(struct buf *buf);
#define BUF_LOCAL __attribute__((cleanup(buf_finish)))

#endif
