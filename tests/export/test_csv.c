#include <string.h>

#include "../../src/export/exporters.h"
#include "suite.h"

/* A table of one row with one cell, written. */
static const char *write_cell(const char *text, struct buf *out)
{
    struct report_node cell = {.kind = NODE_CELL, .text = text};
    struct report_node row = {.kind = NODE_ROW, .first = &cell, .last = &cell};
    struct report_node table = {.kind = NODE_TABLE, .first = &row, .last = &row};
    buf_clear(out);
    csv_write(&(struct report){.table = &table}, NULL, out);
    return buf_text(out);
}

START_TEST(test_cells)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {NULL, "\"\"\r\n"},
        {"", "\"\"\r\n"},
        {"a", "\"a\"\r\n"},
        {"4", "\"4\"\r\n"},
        {"a \"b\", c", "\"a \"\"b\"\", c\"\r\n"},
        {"a\nb", "\"a\nb\"\r\n"},
        {"=1+1", "\"'=1+1\"\r\n"},
        {"+1", "\"'+1\"\r\n"},
        {"-1", "\"'-1\"\r\n"},
        {"@a", "\"'@a\"\r\n"},
        {"\xef\xbc\x9d"
         "1",
         "\"'\xef\xbc\x9d"
         "1\"\r\n"},
        {"\xef\xbc\x8d"
         "1",
         "\"'\xef\xbc\x8d"
         "1\"\r\n"},
        {"\ta", "\"' a\"\r\n"},
        {"\ra", "\"'\na\"\r\n"},
        {"\na", "\"'\na\"\r\n"},
        {"  =1", "\"'  =1\"\r\n"},
        {"\xe2\x80\x8b=1", "\"'\xe2\x80\x8b=1\"\r\n"},
        {"\xc2\xad=1", "\"'\xc2\xad=1\"\r\n"},
        {"\x01=1", "\"'\xef\xbf\xbd=1\"\r\n"},
        {"a=1", "\"a=1\"\r\n"},
        {"1-2", "\"1-2\"\r\n"},
        {"\x1b[0m", "\"\xef\xbf\xbd[0m\"\r\n"},
    };
    BUF_LOCAL struct buf out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(write_cell(cases[i].text, &out), cases[i].written);
}
END_TEST

START_TEST(test_no_table)
{
    BUF_LOCAL struct buf out = {0};
    csv_write(&(struct report){.table = NULL}, NULL, &out);
    ck_assert_uint_eq(out.size, 0);
}
END_TEST

SUITE("export/csv", test_cells, test_no_table)
