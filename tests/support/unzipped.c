/*
 * Reads the heads that stand before each part (APPNOTE 4.3.7); sizes must be in them, as they are
 * where the writer could go back.
 */
#include "unzipped.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

enum { HEAD = 30 };

static unsigned number(const struct buf *file, size_t at, unsigned bytes)
{
    ck_assert_uint_le(at + bytes, file->size);
    unsigned value = 0;
    for (unsigned i = bytes; i > 0; i--)
        value = value << 8 | (unsigned char)file->bytes[at + i - 1];
    return value;
}

static void unpack(const char *packed, unsigned packed_size, unsigned size, struct buf *out)
{
    char *bytes = calloc(1, (size_t)size + 1);
    ck_assert_ptr_nonnull(bytes);
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed,
                       .avail_in = packed_size,
                       .next_out = (Bytef *)bytes,
                       .avail_out = size + 1};
    ck_assert_int_eq(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(stream.total_out, size);
    ck_assert_int_eq(inflateEnd(&stream), Z_OK);
    buf_add(out, bytes, size);
    free(bytes);
}

bool unzipped_at(const struct buf *file, size_t index, struct part_head *ret_head,
                 struct buf *ret_bytes)
{
    size_t at = 0;
    for (size_t i = 0;; i++) {
        if (number(file, at, 4) != 0x04034b50)
            return false;
        unsigned packed_size = number(file, at + 18, 4), size = number(file, at + 22, 4);
        unsigned name = number(file, at + 26, 2), extra = number(file, at + 28, 2);
        size_t bytes = at + HEAD + name + extra;
        ck_assert_uint_eq(number(file, at + 6, 2) & 0x8, 0); /* the sizes are here */
        ck_assert_uint_le(bytes + packed_size, file->size);
        ck_assert_uint_lt(name, sizeof ret_head->name);
        if (i < index) {
            at = bytes + packed_size;
            continue;
        }
        *ret_head = (struct part_head){.method = number(file, at + 8, 2),
                                       .time = number(file, at + 10, 2),
                                       .date = number(file, at + 12, 2)};
        memcpy(ret_head->name, file->bytes + at + HEAD, name);
        size_t before = ret_bytes->size;
        if (ret_head->method == 0)
            buf_add(ret_bytes, file->bytes + bytes, size);
        else
            unpack(file->bytes + bytes, packed_size, size, ret_bytes);
        uLong sum = crc32(0, (const Bytef *)buf_text(ret_bytes) + before, size);
        ck_assert_uint_eq(sum, number(file, at + 14, 4));
        return true;
    }
}

bool unzipped_find(const struct buf *file, const char *name, struct buf *out)
{
    struct part_head head;
    BUF_LOCAL struct buf bytes = {0};
    for (size_t i = 0; unzipped_at(file, i, &head, &bytes); i++, buf_clear(&bytes)) {
        if (strcmp(head.name, name) != 0)
            continue;
        buf_add(out, buf_text(&bytes), bytes.size);
        return true;
    }
    return false;
}

void unzipped_all(const struct buf *file, struct buf *out)
{
    struct part_head head;
    for (size_t i = 0; unzipped_at(file, i, &head, out); i++)
        buf_add_char(out, '\n');
}
