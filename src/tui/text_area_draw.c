/*
 * The picture of a text area: the rows in view, what is selected and what was found, the cursor;
 * and what the mouse does to it. Only rows in view are touched.
 */
#include "text_area_inner.h"

#include <stdint.h>

#include <dais/base/grapheme.h>

enum text_area_result text_area_click(struct text_area *area, int x, int y)
{
    if (!area_holds(area->drawn, x, y))
        return TEXT_AREA_NOT_OURS;
    size_t row = area->top + (size_t)(y - area->drawn.y);
    size_t count = text_area_rows(area);
    area->cut_goes_on = false;
    text_area_unmark(area);
    if (row >= count)
        return text_area_go(area, area->text.size);
    return text_area_go(area, text_area_byte_at(area, row, x - area->drawn.x + area->left));
}

size_t text_area_top_most(struct text_area *area)
{
    size_t count = text_area_rows(area);
    size_t rows = area->rows > 0 ? (size_t)area->rows : 1;
    return count > rows ? count - rows : 0;
}

enum text_area_result text_area_scroll(struct text_area *area, int rows)
{
    size_t most = text_area_top_most(area);
    size_t before = area->top;
    size_t step = (size_t)(rows < 0 ? -rows : rows);
    if (area->mode == TEXT_AREA_LINE)
        return TEXT_AREA_NOT_OURS;
    if (rows < 0)
        area->top = before > step ? before - step : 0;
    else
        area->top = before + step < most ? before + step : most;
    size_t row = text_area_row_of(area, area->cursor);
    int column = text_area_column_of(area, area->cursor);
    size_t last = area->top + (area->rows > 0 ? (size_t)area->rows - 1 : 0);
    if (row < area->top)
        text_area_go(area, text_area_byte_at(area, area->top, column));
    else if (row > last)
        text_area_go(area, text_area_byte_at(area, last, column));
    area->follow = false;
    return area->top != before ? TEXT_AREA_MOVED : TEXT_AREA_SAME;
}

/* Scrolls as little as brings the cursor into view. */
static void cursor_follow(struct text_area *area)
{
    size_t row = text_area_row_of(area, area->cursor);
    size_t rows = area->rows > 0 ? (size_t)area->rows : 1;
    int column = text_area_column_of(area, area->cursor);
    if (row < area->top)
        area->top = row;
    else if (row >= area->top + rows)
        area->top = row - rows + 1;
    if (area->mode == TEXT_AREA_LINES || column < area->left)
        area->left = area->mode == TEXT_AREA_LINES ? 0 : column;
    else if (column >= area->left + area->columns)
        area->left = column - area->columns + 1;
    area->follow = false;
}

/* One row from the column `left` on. */
static void row_draw(struct text_area *area, struct canvas *canvas, struct area where, int y,
                     unsigned style, struct text_area_row row)
{
    const char *text = buf_text(&area->text) + row.start;
    unsigned passed = 0;
    size_t from = 0;
    while (from < row.size && passed < (unsigned)area->left) {
        size_t length = grapheme_next(text + from, row.size - from);
        passed += text_area_width(text + from, length);
        from += length;
    }
    canvas_draw_piece(canvas, where, (int)passed - area->left, y, style, text + from,
                      row.size - from);
}

/*
 * Gives a stretch of the text another style where a row shows it. A newline or space that is not
 * shown has a column behind the row, so that an empty line can be seen to be selected.
 */
static void span_style(const struct text_area *area, struct canvas *canvas, struct area where,
                       int y, struct text_area_row row, struct text_area_span span, unsigned style)
{
    const char *text = buf_text(&area->text) + row.start;
    size_t end = span.start + span.size;
    if (end <= row.start || span.start >= row.start + row.size + row.skip)
        return;
    size_t from = span.start > row.start ? span.start - row.start : 0;
    size_t to = end - row.start;
    bool behind = to > row.size;
    from = from < row.size ? from : row.size;
    to = to < row.size ? to : row.size;
    int x = (int)text_area_width(text, from) - area->left;
    int last = (int)text_area_width(text, to) - area->left + (behind ? 1 : 0);
    struct area cells = {where.x + x, where.y + y, last - x, 1};
    canvas_style_area(canvas, area_meet(where, cells), style);
}

/* What was found and what is selected, in one row. */
static void row_mark(const struct text_area *area, struct canvas *canvas, struct area where, int y,
                     struct text_area_row row)
{
    size_t count = area->sought.size > 0 ? area->matches.count : 0;
    struct text_area_span selected;
    for (size_t i = text_area_match_from(area, row.start); i < count; i++) {
        if (area->matches.items[i].start >= row.start + row.size + row.skip)
            break;
        span_style(area, canvas, where, y, row, area->matches.items[i],
                   i == area->match ? ROLE_SELECTED | STYLE_UNDERLINE : (unsigned)ROLE_MATCH);
    }
    selected.size = text_area_selection(area, &selected.start);
    if (selected.size > 0)
        span_style(area, canvas, where, y, row, selected, ROLE_SELECTED);
}

void text_area_draw(struct text_area *area, struct canvas *canvas, struct area where,
                    unsigned style, bool focused)
{
    if (area_is_empty(where))
        return;
    text_area_set_shape(area, where.w, where.h);
    text_area_lay_out(area);
    area->drawn = where;
    if (area->follow)
        cursor_follow(area);
    if (area->top > text_area_top_most(area))
        area->top = text_area_top_most(area);
    canvas_fill_area(canvas, where, style, " ");
    text_area_match(area);
    for (int y = 0; y < where.h && area->top + (size_t)y < area->layout.count; y++) {
        row_draw(area, canvas, where, y, style, area->layout.items[area->top + (size_t)y]);
        row_mark(area, canvas, where, y, area->layout.items[area->top + (size_t)y]);
    }
    if (where.h > 1)
        canvas_draw_scroll(canvas, where, ROLE_DIM, (int)area->top, (int)area->layout.count);
    if (focused) {
        int row = (int)text_area_row_of(area, area->cursor) - (int)area->top;
        int column = text_area_column_of(area, area->cursor) - area->left;
        canvas_place_cursor(canvas, where, column < where.w ? column : where.w - 1, row);
    }
}
