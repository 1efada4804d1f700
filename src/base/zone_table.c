/*
 * TZif (RFC 8536) to a table. Nothing in the bytes is trusted: every count is held against
 * what is there, every index against its table. From version 2 on the first block, of 32
 * bits, is passed over and the second, of 64, is read. Leap seconds of a "right" zone are
 * taken out again, since instants here do not count them.
 */
#include "zone_table.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

enum { HEADER_SIZE = 44, TYPE_SIZE = 6, MOST_OFFSET = 26 * 3600 - 1 };

/* The header's counts, in the order of the file. */
struct counts {
    uint32_t ut_marks;      /* one for each type or none */
    uint32_t std_marks;     /* one for each type or none */
    uint32_t leaps;         /* leap second records */
    uint32_t times;         /* transitions */
    uint32_t types;         /* kinds of local time */
    uint32_t abbreviations; /* bytes */
};

static uint32_t read_u32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int64_t read_i32(const unsigned char *bytes)
{
    uint32_t value = read_u32(bytes);
    return value <= INT32_MAX ? (int64_t)value : -(int64_t)(UINT32_MAX - value) - 1;
}

static int64_t read_i64(const unsigned char *bytes)
{
    uint64_t value = (uint64_t)read_u32(bytes) << 32 | read_u32(bytes + 4);
    return value <= (uint64_t)INT64_MAX ? (int64_t)value : -(int64_t)(UINT64_MAX - value) - 1;
}

static int64_t read_time(const unsigned char *bytes, size_t width)
{
    return width == 8 ? read_i64(bytes) : read_i32(bytes);
}

static bool read_header(const unsigned char *bytes, size_t size, struct counts *ret_counts)
{
    if (size < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0)
        return false;
    *ret_counts = (struct counts){
        .ut_marks = read_u32(bytes + 20),
        .std_marks = read_u32(bytes + 24),
        .leaps = read_u32(bytes + 28),
        .times = read_u32(bytes + 32),
        .types = read_u32(bytes + 36),
        .abbreviations = read_u32(bytes + 40),
    };
    return true;
}

/* Bytes of a block behind its header; `width` of a time is 4 or 8. */
static uint64_t block_size(const struct counts *counts, size_t width)
{
    return (uint64_t)counts->times * (width + 1) + (uint64_t)counts->types * TYPE_SIZE +
           counts->abbreviations + (uint64_t)counts->leaps * (width + 4) + counts->std_marks +
           counts->ut_marks;
}

static bool read_times(struct zone_table *table, const unsigned char *bytes, size_t width)
{
    table->times = mem_new(table->time_count, sizeof *table->times);
    table->changes = mem_new(table->time_count, 1);
    for (size_t i = 0; i < table->time_count; i++) {
        table->times[i] = read_time(bytes + i * width, width);
        table->changes[i] = bytes[table->time_count * width + i];
        if (table->changes[i] >= table->type_count ||
            (i > 0 && table->times[i] <= table->times[i - 1]))
            return false;
    }
    return true;
}

/* `bytes`: the types and, behind them, their abbreviations. */
static bool read_types(struct zone_table *table, const unsigned char *bytes)
{
    const unsigned char *abbreviations = bytes + table->type_count * TYPE_SIZE;
    table->abbreviations = mem_dup_n((const char *)abbreviations, table->abbreviation_size);
    table->types = mem_new(table->type_count, sizeof *table->types);
    for (size_t i = 0; i < table->type_count; i++) {
        const unsigned char *type = bytes + i * TYPE_SIZE;
        int64_t offset = read_i32(type);
        if (offset < -MOST_OFFSET || offset > MOST_OFFSET || type[5] >= table->abbreviation_size)
            return false;
        table->types[i] = (struct zone_type){(int)offset, type[5]};
    }
    return true;
}

/* Takes the leap seconds before each transition out of it. */
static bool drop_leaps(struct zone_table *table, const unsigned char *bytes, size_t count,
                       size_t width)
{
    int64_t correction = 0;
    size_t leap = 0;
    for (size_t i = 0; i < table->time_count; i++) {
        for (; leap < count; leap++) {
            const unsigned char *record = bytes + leap * (width + 4);
            if (read_time(record, width) > table->times[i])
                break;
            correction = read_i32(record + width);
        }
        if (correction > 0 && table->times[i] < INT64_MIN + correction)
            return false;
        if (correction < 0 && table->times[i] > INT64_MAX + correction)
            return false;
        table->times[i] -= correction;
    }
    return true;
}

/* "\n…\n" behind the last block; nothing between the two: no rule. */
static bool read_footer(struct zone_table *table, const unsigned char *bytes, size_t size)
{
    if (size < 2 || bytes[0] != '\n')
        return false;
    const unsigned char *end = memchr(bytes + 1, '\n', size - 1);
    if (end == NULL)
        return false;
    size_t length = (size_t)(end - bytes - 1);
    table->has_rule = length > 0;
    return length == 0 || zone_rule_parse((const char *)bytes + 1, length, &table->rule);
}

static bool read_block(struct zone_table *table, const unsigned char *bytes,
                       const struct counts *counts, size_t width)
{
    table->time_count = counts->times;
    table->type_count = counts->types;
    table->abbreviation_size = counts->abbreviations;
    const unsigned char *types = bytes + table->time_count * (width + 1);
    const unsigned char *leaps = types + table->type_count * TYPE_SIZE + counts->abbreviations;
    return read_types(table, types) && read_times(table, bytes, width) &&
           drop_leaps(table, leaps, counts->leaps, width);
}

static bool read_all(struct zone_table *table, const unsigned char *bytes, size_t size)
{
    struct counts counts;
    if (!read_header(bytes, size, &counts))
        return false;
    size_t width = 4;
    bool footer = bytes[4] >= '2';
    if (footer) {
        uint64_t first = HEADER_SIZE + block_size(&counts, width);
        if (first > size)
            return false;
        bytes += first;
        size -= (size_t)first;
        width = 8;
        if (!read_header(bytes, size, &counts))
            return false;
    }
    uint64_t block = HEADER_SIZE + block_size(&counts, width);
    if (block > size || counts.types == 0 || counts.types > 256 || counts.abbreviations == 0)
        return false;
    return read_block(table, bytes + HEADER_SIZE, &counts, width) &&
           (!footer || read_footer(table, bytes + block, size - (size_t)block));
}

bool zone_table_read(struct zone_table *table, const void *bytes, size_t size)
{
    bool good = read_all(table, bytes, size);
    if (!good)
        zone_table_finish(table);
    return good;
}

void zone_table_finish(struct zone_table *table)
{
    free(table->times);
    free(table->changes);
    free(table->types);
    free(table->abbreviations);
    *table = (struct zone_table){0};
}
