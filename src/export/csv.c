/*
 * A report's table as CSV (RFC 4180): every cell quoted, lines end in CR LF, one line of headings.
 *
 * Spreadsheets run a cell that begins like a formula. Such a cell gets an apostrophe in front,
 * which they take off again; so does one that begins with a TAB or line break, behind which some
 * of them look for a formula. What cannot be seen does not hide the beginning.
 */
#include <dais/base/grapheme.h>
#include <dais/base/utf8.h>
#include <string.h>

#include "exporters.h"
#include "plain_text.h"

static bool starts_formula(uint32_t code)
{
    switch (code) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xff1d: /* the full-width forms, which some convert */
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
        return true;
    default:
        return false;
    }
}

static bool is_blank(uint32_t code, const char *bytes, size_t size)
{
    return code == ' ' || code == 0xa0 || code == 0xad || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f ||
           code == 0x3000 || grapheme_width(bytes, size) == 0;
}

static bool needs_guard(const char *text)
{
    size_t size = strlen(text);
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t code = utf8_decode(text + at, size - at, &length);
        if (starts_formula(code))
            return true;
        if (!is_blank(code, text + at, length))
            return false;
    }
    return false;
}

static void write_cell(const char *text, struct buf *out)
{
    buf_add_char(out, '"');
    size_t size = text != NULL ? strlen(text) : 0;
    if (size > 0 && needs_guard(text))
        buf_add_char(out, '\'');
    for (size_t at = 0, length; at < size; at += length) {
        length = plain_text_run(text + at, size - at, '"', '"', '"');
        if (length > 0) {
            buf_add(out, text + at, length);
            continue;
        }
        uint32_t code = plain_text_next(text + at, size - at, &length);
        if (code == '"')
            buf_add_char(out, '"');
        utf8_encode(code, out);
    }
    buf_add_char(out, '"');
}

void csv_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    (void)options;
    if (report->table == NULL)
        return;
    for (const struct report_node *row = report->table->first; row != NULL; row = row->next) {
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
            if (cell != row->first)
                buf_add_char(out, ',');
            write_cell(cell->text, out);
        }
        buf_add_text(out, "\r\n");
    }
}
