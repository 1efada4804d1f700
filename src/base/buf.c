/*
 * A growing string of bytes.
 */
#include <dais/base/buf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

void buf_reserve(struct buf *buf, size_t extra)
{
    buf->bytes = mem_grow(buf->bytes, &buf->room, buf->size + extra + 1, 1);
}

void buf_add(struct buf *buf, const void *bytes, size_t size)
{
    buf_reserve(buf, size);
    if (size > 0)
        memcpy(buf->bytes + buf->size, bytes, size);
    buf->size += size;
    buf->bytes[buf->size] = '\0';
}

void buf_add_text(struct buf *buf, const char *text)
{
    if (text != NULL)
        buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_add_padded(struct buf *buf, unsigned number, unsigned digits)
{
    enum { MOST = 16 };
    char text[MOST];
    unsigned at = MOST;
    while ((number > 0 || MOST - at < digits) && at > 0) {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    buf_add(buf, text + at, MOST - at);
}

void buf_add_hex(struct buf *buf, uint64_t number, unsigned digits)
{
    enum { MOST = 16 };
    char text[MOST];
    unsigned at = MOST;
    for (; (number > 0 || MOST - at < digits) && at > 0; number >>= 4)
        text[--at] = "0123456789abcdef"[number & 15];
    buf_add(buf, text + at, MOST - at);
}

void buf_add_repeat(struct buf *buf, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_text(buf, text);
}

void buf_add_format(struct buf *buf, const char *format, ...)
{
    enum { SHORT = 31 }; /* most are: they go in at once, and only longer ones twice */
    buf_reserve(buf, SHORT);
    size_t room = buf->room - buf->size;
    va_list args;
    va_start(args, format);
    int size = vsnprintf(buf->bytes + buf->size, room, format, args);
    va_end(args);
    if (size < 0)
        abort();
    if ((size_t)size >= room) {
        buf_reserve(buf, (size_t)size);
        va_start(args, format);
        vsnprintf(buf->bytes + buf->size, (size_t)size + 1, format, args);
        va_end(args);
    }
    buf->size += (size_t)size;
}

void buf_clear(struct buf *buf)
{
    buf_cut(buf, 0);
}

void buf_cut(struct buf *buf, size_t size)
{
    if (size >= buf->size)
        return;
    buf->size = size;
    buf->bytes[size] = '\0';
}

const char *buf_text(const struct buf *buf)
{
    return buf->bytes != NULL ? buf->bytes : "";
}

char *buf_take(struct buf *buf)
{
    buf_reserve(buf, 0);
    buf->bytes[buf->size] = '\0';
    char *text = buf->bytes;
    *buf = (struct buf){0};
    return text;
}

void buf_finish(struct buf *buf)
{
    free(buf->bytes);
    *buf = (struct buf){0};
}
