/*
 * Rows: where the text is broken for a width, and the way between bytes and places. The rows
 * cover the text without a gap, each with the bytes it shows and those it passes over.
 *
 * After a change only the rows are broken anew that looked at it. Where a row ends depends on what
 * follows it (a word that does not fit, what may not begin a line), so breaking begins some rows
 * before the change; and since it depends on nothing that went before, it ends with the first new
 * row that begins where an old one did. The rest moves along.
 *
 * A byte that two rows could claim belongs to the later one, but for the last.
 */
#include "text_area_inner.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

/* Columns that text may use: the last one is for the cursor at the end of a row. */
static unsigned text_columns(const struct text_area *area)
{
    return area->columns > 2 ? (unsigned)area->columns - 1 : 1;
}

/*
 * What may not reach a terminal is drawn as a sign that takes a column, though it has none itself
 * (marks of direction in pasted Arabic).
 */
unsigned text_area_width(const char *text, size_t size)
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

/* Bytes that a row may be made of; more than that is not made of characters that people read. */
static size_t row_most(const struct text_area *area)
{
    return (size_t)text_columns(area) * 32 + 256;
}

/*
 * Breaks a row off so that it fits as it will be drawn. `*odd`: it looked further than at the row
 * behind it, since what stands there has no columns, or more than its own when it is drawn.
 */
static size_t row_wrap(const struct text_area *area, const char *text, size_t size,
                       size_t *ret_skip, bool *odd)
{
    unsigned columns = text_columns(area), tried = columns;
    bool cut = size > row_most(area);
    size_t most = cut ? grapheme_start(text, size, row_most(area)) : size;
    size = most > 0 ? most : grapheme_next(text, size);
    for (;;) {
        size_t line = text_wrap(text, size, tried, ret_skip);
        unsigned width = text_area_width(text, line);
        *odd = *odd || width > columns || (cut && line + *ret_skip == size);
        if (width <= columns || tried == 1)
            return line;
        tried = tried > width - columns ? tried - (width - columns) : 1;
    }
}

void text_area_note_damage(struct text_area *area, size_t at, size_t removed, size_t size)
{
    struct text_area_damage *damage = &area->damage;
    if (!damage->any)
        *damage = (struct text_area_damage){.any = true, .from = at, .to = at, .was = at};
    if (at < damage->from)
        damage->from = at;
    if (at + removed > damage->to) {
        damage->was += at + removed - damage->to;
        damage->to = at + removed;
    }
    damage->to = damage->to - removed + size;
}

/* First row that begins at or behind a byte; their number where none does. */
static size_t row_from(const struct text_area *area, size_t at)
{
    size_t low = 0, high = area->layout.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (area->layout.items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t row_end(struct text_area_row row)
{
    return row.start + row.size + row.skip;
}

/*
 * The first row that may have looked at the damage. A row looks as far as its columns go, which is
 * within the next row, an odd one as far as rows can go; then at all spaces there are, and at what
 * follows for its break.
 */
static size_t row_resumed(const struct text_area *area)
{
    enum { LOOKED_AT = 80 /* bytes behind the spaces */ };
    const char *text = buf_text(&area->text);
    const struct text_area_row *rows = area->layout.items;
    size_t from = area->damage.from;
    size_t sure = from > 0 ? text_area_snap(area, from - 1) : 0;
    size_t row = row_from(area, from);
    sure = sure > LOOKED_AT ? sure - LOOKED_AT : 0;
    while (sure > 0 && text[sure - 1] == ' ')
        sure--;
    if (area->odd)
        while (row > 0 && rows[row - 1].start + row_most(area) >= sure)
            row--;
    else
        while (row > 0 && (row == area->layout.count || row_end(rows[row]) >= sure))
            row--;
    return row;
}

/* Rows that are being broken anew. */
struct rows {
    ARRAY_OF(struct text_area_row) list;
};

static void row_add(struct rows *rows, size_t start, size_t size, size_t skip)
{
    struct text_area_row row = {start, size, skip};
    array_push(&rows->list, row);
}

/* Puts new rows in the place of the old ones from `first` to before `last`; what follows moves. */
static void rows_splice(struct text_area *area, size_t first, size_t last, const struct rows *rows)
{
    size_t behind = area->layout.count - last;
    size_t moved = area->damage.to - area->damage.was; /* forth, or back around zero */
    array_reserve(&area->layout, rows->list.count);
    struct text_area_row *items = area->layout.items;
    memmove(items + first + rows->list.count, items + last, behind * sizeof *items);
    if (rows->list.count > 0)
        memcpy(items + first, rows->list.items, rows->list.count * sizeof *items);
    area->layout.count = first + rows->list.count + behind;
    for (size_t i = first + rows->list.count; i < area->layout.count && moved != 0; i++)
        items[i].start += moved;
}

/* Breaks from the row `first` on, until an old row goes on from there, which is returned. */
static size_t rows_break(struct text_area *area, size_t first, struct rows *rows)
{
    const char *text = buf_text(&area->text);
    size_t size = area->text.size;
    size_t at = first < area->layout.count ? area->layout.items[first].start : 0;
    size_t moved = area->damage.to - area->damage.was;
    size_t old = row_from(area, area->damage.was);
    while (at < size) {
        while (old < area->layout.count && area->layout.items[old].start + moved < at)
            old++;
        if (at >= area->damage.to && old < area->layout.count &&
            area->layout.items[old].start + moved == at)
            return old;
        size_t skip;
        size_t line = row_wrap(area, text + at, size - at, &skip, &area->odd);
        row_add(rows, at, line, skip);
        at += line + skip;
    }
    if (size == 0 || text[size - 1] == '\n')
        row_add(rows, size, 0, 0);
    return area->layout.count;
}

void text_area_lay_out(struct text_area *area)
{
    struct rows rows = {{0}};
    if (!area->damage.any)
        return;
    size_t first = 0, last = area->layout.count;
    if (area->mode == TEXT_AREA_LINE) {
        row_add(&rows, 0, area->text.size, 0);
    } else {
        first = area->layout.count > 0 ? row_resumed(area) : 0;
        last = rows_break(area, first, &rows);
    }
    rows_splice(area, first, last, &rows);
    area->damage.any = false;
    free(rows.list.items);
}

void text_area_set_shape(struct text_area *area, int columns, int rows)
{
    if (columns != area->columns) {
        area->layout.count = 0;
        text_area_note_damage(area, 0, area->text.size, area->text.size);
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
    int column = (int)text_area_width(text + row.start, at - row.start);
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
    while (fit > 0 && text_area_width(text + row.start, fit) > columns)
        fit = text_area_before(area, row.start + fit) - row.start;
    bool last = index + 1 == area->layout.count;
    if (fit == row.size && row.skip == 0 && !last && row.size > 0)
        return text_area_before(area, row.start + fit);
    return row.start + fit;
}
