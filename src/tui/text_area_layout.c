/*
 * Rows: where the text is broken for a width, and the way between bytes and places. The rows
 * cover the text without a gap, each with the bytes it shows and those it passes over. Only
 * the line that was changed and what follows are broken anew.
 *
 * A byte that two rows could claim belongs to the later one, but for the last.
 */
#include "text_area_inner.h"

#include <stdint.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

/* Columns that text may use: the last one is for the cursor at the end of a row. */
static unsigned text_columns(const struct text_area *area)
{
    return area->columns > 2 ? (unsigned)area->columns - 1 : 1;
}

/*
 * Columns of a piece as it will be drawn: what may not reach a terminal is drawn as a sign
 * that takes a column, though it has none itself (marks of direction in pasted Arabic).
 */
static unsigned drawn_width(const char *text, size_t size)
{
    BUF_LOCAL struct buf safe = {0};
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] < 0x80)
            continue;
        term_safe_line(text, size, &safe);
        return text_width(buf_text(&safe), safe.size);
    }
    return (unsigned)size;
}

/* Breaks a row off so that it fits as it will be drawn. */
static size_t row_wrap(const char *text, size_t size, unsigned columns, size_t *ret_skip)
{
    unsigned tried = columns;
    for (;;) {
        size_t line = text_wrap(text, size, tried, ret_skip);
        unsigned width = drawn_width(text, line);
        if (width <= columns || tried == 1)
            return line;
        tried = tried > width - columns ? tried - (width - columns) : 1;
    }
}

static void row_add(struct text_area *area, size_t start, size_t size, size_t skip)
{
    struct text_area_row row = {start, size, skip};
    array_push(&area->layout, row);
}

/* Drops the rows from the start of the line on that was changed; returns where to go on. */
static size_t layout_resume(struct text_area *area)
{
    const char *text = buf_text(&area->text);
    size_t count = area->layout.count;
    while (count > 0 && area->layout.items[count - 1].start >= area->layout_valid)
        count--;
    while (count > 0) {
        size_t start = area->layout.items[count - 1].start;
        if (start == 0 || text[start - 1] == '\n')
            break;
        count--;
    }
    size_t from = count > 0 ? area->layout.items[count - 1].start : 0;
    area->layout.count = count > 0 ? count - 1 : 0;
    return from;
}

void text_area_lay_out(struct text_area *area)
{
    const char *text = buf_text(&area->text);
    size_t size = area->text.size;
    if (area->layout_valid == SIZE_MAX)
        return;
    size_t at = layout_resume(area);
    if (area->mode == TEXT_AREA_LINE) {
        area->layout.count = 0;
        row_add(area, 0, size, 0);
        at = size;
    }
    while (at < size) {
        size_t skip;
        size_t line = row_wrap(text + at, size - at, text_columns(area), &skip);
        row_add(area, at, line, skip);
        at += line + skip;
    }
    if (area->layout.count == 0 ||
        (area->mode == TEXT_AREA_LINES && size > 0 && text[size - 1] == '\n'))
        row_add(area, size, 0, 0);
    area->layout_valid = SIZE_MAX;
}

void text_area_set_shape(struct text_area *area, int columns, int rows)
{
    if (columns != area->columns) {
        area->layout.count = 0;
        area->layout_valid = 0;
        area->follow = true;
    }
    if (rows < area->rows)
        area->follow = true;
    area->columns = columns;
    area->rows = rows;
}

size_t text_area_rows(struct text_area *area)
{
    text_area_lay_out(area);
    return area->layout.count;
}

struct text_area_row text_area_row(struct text_area *area, size_t index)
{
    text_area_lay_out(area);
    return area->layout.items[index];
}

size_t text_area_row_of(struct text_area *area, size_t at)
{
    text_area_lay_out(area);
    size_t low = 0, high = area->layout.count; /* the row is in low … high */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (area->layout.items[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int text_area_column_of(struct text_area *area, size_t at)
{
    const char *text = buf_text(&area->text);
    struct text_area_row row = area->layout.items[text_area_row_of(area, at)];
    int column = (int)drawn_width(text + row.start, at - row.start);
    int last = (int)text_columns(area);
    return area->mode == TEXT_AREA_LINES && column > last ? last : column;
}

size_t text_area_byte_at(struct text_area *area, size_t index, int column)
{
    text_area_lay_out(area);
    const char *text = buf_text(&area->text);
    struct text_area_row row = area->layout.items[index];
    unsigned columns = column > 0 ? (unsigned)column : 0;
    size_t fit = text_fit(text + row.start, row.size, columns, NULL);
    while (fit > 0 && drawn_width(text + row.start, fit) > columns)
        fit = text_area_before(area, row.start + fit) - row.start;
    bool last = index + 1 == area->layout.count;
    if (fit == row.size && row.skip == 0 && !last && row.size > 0)
        return text_area_before(area, row.start + fit);
    return row.start + fit;
}
