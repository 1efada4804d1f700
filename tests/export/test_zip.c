#include "../../src/export/zip.h"

#include <string.h>

#include "suite.h"
#include "unzipped.h"

static void make(struct buf *out, const char *bytes, size_t size)
{
    struct zip_maker *zip = zip_new(out);
    zip_add(zip, "mimetype", "kind", 4, false);
    zip_add(zip, "a/empty", "", 0, true);
    zip_add(zip, "a/bytes", bytes, size, true);
    zip_finish(zip);
}

/* Parts come back in their order, stored or packed; the first is where readers look for a type. */
START_TEST(test_parts)
{
    static const char bytes[] = "some bytes\0and some bytes";
    static const struct {
        const char *name, *bytes;
        size_t size;
        unsigned method;
    } parts[] = {
        {"mimetype", "kind", 4, 0}, {"a/empty", "", 0, 8}, {"a/bytes", bytes, sizeof bytes, 8}};
    BUF_LOCAL struct buf file = {0};
    make(&file, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct part_head head;
        BUF_LOCAL struct buf part = {0};
        ck_assert(unzipped_at(&file, i, &head, &part));
        ck_assert_str_eq(head.name, parts[i].name);
        ck_assert_uint_eq(head.method, parts[i].method);
        ck_assert_uint_eq(head.time, 0);
        ck_assert_uint_eq(head.date, 0x21); /* 1 January 1980 */
        ck_assert_uint_eq(part.size, parts[i].size);
        ck_assert_mem_eq(buf_text(&part), parts[i].bytes, part.size);
    }
    struct part_head head;
    BUF_LOCAL struct buf none = {0};
    ck_assert(!unzipped_at(&file, 3, &head, &none));
    ck_assert_mem_eq(file.bytes + 30, "mimetypekind", 12);
}
END_TEST

/* The same bytes each time, and more of them than are handed over at once. */
START_TEST(test_same)
{
    BUF_LOCAL struct buf bytes = {0}, one = {0}, other = {0}, back = {0};
    for (unsigned i = 0; bytes.size < 3 << 20; i++)
        buf_add_format(&bytes, "%x,", i * 2654435761u);
    make(&one, bytes.bytes, bytes.size);
    make(&other, bytes.bytes, bytes.size);
    ck_assert_uint_eq(one.size, other.size);
    ck_assert_mem_eq(one.bytes, other.bytes, one.size);
    ck_assert(unzipped_find(&one, "a/bytes", &back));
    ck_assert_uint_eq(back.size, bytes.size);
    ck_assert_mem_eq(back.bytes, bytes.bytes, bytes.size);
}
END_TEST

SUITE("export/zip", test_parts, test_same)
