/*
 * The text area as its users see it: actions and keys in, a drawn area out. What the actions
 * do to bytes is in text_area_edit.c, where they go in text_area_move.c, and how rows come
 * about in text_area_layout.c.
 */
#include "text_area_inner.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/utf8.h>

struct text_area *text_area_new(enum text_area_mode mode, size_t limit)
{
    struct text_area *area = mem_new(1, sizeof *area);
    area->mode = mode;
    area->limit = limit;
    area->columns = 80;
    area->rows = 24;
    area->wanted_column = -1;
    area->follow = true;
    return area;
}

void text_area_free(struct text_area *area)
{
    if (area == NULL)
        return;
    text_area_forget_history(area);
    free(area->history.items);
    free(area->layout.items);
    buf_finish(&area->text);
    buf_finish(&area->cut);
    free(area);
}

/* Cleaned as this text area takes it. */
static void text_clean(const struct text_area *area, const char *bytes, size_t size,
                       struct buf *out)
{
    utf8_clean_piece(bytes, size, out);
    for (size_t i = 0; area->mode == TEXT_AREA_LINE && i < out->size; i++)
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
}

/* The largest boundary between graphemes of a clean text that is not after `most`. */
static size_t text_fit_bytes(const char *text, size_t size, size_t most)
{
    size_t fit = 0;
    while (fit < size) {
        size_t length = grapheme_next(text + fit, size - fit);
        if (fit + length > most)
            break;
        fit += length;
    }
    return fit;
}

void text_area_set_text(struct text_area *area, const char *bytes, size_t size)
{
    BUF_LOCAL struct buf clean = {0};
    text_clean(area, bytes, size, &clean);
    size_t fit = clean.size <= area->limit
                     ? clean.size
                     : text_fit_bytes(buf_text(&clean), clean.size, area->limit);
    text_area_splice(area, 0, area->text.size, buf_text(&clean), fit);
    text_area_forget_history(area);
    area->cursor = fit;
    area->wanted_column = -1;
    area->cut_goes_on = false;
    area->follow = true;
    area->top = 0;
    area->left = 0;
}

const char *text_area_text(const struct text_area *area)
{
    return buf_text(&area->text);
}

size_t text_area_size(const struct text_area *area)
{
    return area->text.size;
}

uint64_t text_area_version(const struct text_area *area)
{
    return area->version;
}

size_t text_area_cursor(const struct text_area *area)
{
    return area->cursor;
}

/* The cursor goes to a boundary; up and down start afresh from there. */
static enum text_area_result cursor_move(struct text_area *area, size_t at)
{
    bool moved = at != area->cursor;
    area->cursor = at;
    area->wanted_column = -1;
    area->kind = KIND_STEP;
    area->follow = true;
    return moved ? TEXT_AREA_MOVED : TEXT_AREA_SAME;
}

void text_area_set_cursor(struct text_area *area, size_t at)
{
    cursor_move(area, text_area_snap(area, at));
}

/* After any change or attempt at one. */
static enum text_area_result changed(struct text_area *area, enum text_area_result result)
{
    area->wanted_column = -1;
    area->follow = true;
    return result;
}

enum text_area_result text_area_replace(struct text_area *area, size_t at, size_t size,
                                        const char *bytes, size_t bytes_size)
{
    BUF_LOCAL struct buf clean = {0};
    text_clean(area, bytes, bytes_size, &clean);
    size_t from = text_area_snap(area, at);
    size_t to = text_area_snap(area, at + size);
    area->cut_goes_on = false;
    return changed(
        area, text_area_change(area, from, to - from, buf_text(&clean), clean.size, KIND_STEP));
}

enum text_area_result text_area_insert(struct text_area *area, const char *bytes, size_t size)
{
    return text_area_replace(area, area->cursor, 0, bytes, size);
}

enum text_area_result text_area_type(struct text_area *area, const struct key *key)
{
    BUF_LOCAL struct buf typed = {0};
    BUF_LOCAL struct buf clean = {0};
    if (!key_is_text(key))
        return TEXT_AREA_NOT_OURS;
    utf8_encode(key->code, &typed);
    text_clean(area, buf_text(&typed), typed.size, &clean);
    area->cut_goes_on = false;
    return changed(area, text_area_change(area, area->cursor, 0, buf_text(&clean), clean.size,
                                          key->code == ' ' ? KIND_SPACE : KIND_WORD));
}

/* Deletes between the cursor and `to`. */
static enum text_area_result delete_to(struct text_area *area, size_t to, enum text_area_kind kind)
{
    size_t from = to < area->cursor ? to : area->cursor;
    size_t size = to < area->cursor ? area->cursor - to : to - area->cursor;
    if (size == 0)
        return TEXT_AREA_SAME;
    return changed(area, text_area_change(area, from, size, "", 0, kind));
}

/* Cuts the line of the cursor with its newline; line after line goes into one cut. */
static enum text_area_result cut_line(struct text_area *area)
{
    size_t start = text_area_line_start(area, area->cursor);
    size_t end = text_area_line_end(area, area->cursor);
    end += end < area->text.size ? 1 : 0;
    if (start == end)
        return TEXT_AREA_SAME;
    if (!area->cut_goes_on)
        buf_clear(&area->cut);
    buf_add(&area->cut, buf_text(&area->text) + start, end - start);
    enum text_area_result result = text_area_change(area, start, end - start, "", 0, KIND_STEP);
    area->cut_goes_on = true;
    return changed(area, result);
}

static enum text_area_result move_rows(struct text_area *area, int rows)
{
    size_t row = text_area_row_of(area, area->cursor);
    size_t last = text_area_rows(area) - 1;
    int column =
        area->wanted_column >= 0 ? area->wanted_column : text_area_column_of(area, area->cursor);
    size_t target = rows < 0 ? (row > (size_t)-rows ? row - (size_t)-rows : 0)
                             : (last - row > (size_t)rows ? row + (size_t)rows : last);
    if (target == row) /* no further up or down: to the very end */
        return cursor_move(area, rows < 0 ? 0 : area->text.size);
    enum text_area_result result = cursor_move(area, text_area_byte_at(area, target, column));
    area->wanted_column = column;
    return result;
}

/* Start of the row, or, being there, of the line. */
static size_t home_of(struct text_area *area)
{
    size_t start = text_area_row(area, text_area_row_of(area, area->cursor)).start;
    return area->cursor != start ? start : text_area_line_start(area, area->cursor);
}

/* End of the row, or, being there or the row ending in a word, of the line. */
static size_t end_of(struct text_area *area)
{
    struct text_area_row row = text_area_row(area, text_area_row_of(area, area->cursor));
    size_t end = row.start + row.size;
    bool broken = row.skip == 0 || area->cursor >= end;
    return broken ? text_area_line_end(area, area->cursor) : end;
}

static enum text_area_result newline(struct text_area *area)
{
    if (area->mode == TEXT_AREA_LINE)
        return TEXT_AREA_NOT_OURS;
    return changed(area, text_area_change(area, area->cursor, 0, "\n", 1, KIND_STEP));
}

static int page_of(const struct text_area *area)
{
    return area->rows > 2 ? area->rows - 1 : 1;
}

/* Deleting, cutting, undo. */
static enum text_area_result do_change(struct text_area *area, enum action action)
{
    size_t at = area->cursor;
    bool cut_went_on = area->cut_goes_on;
    area->cut_goes_on = false;
    if (action == ACTION_EDITOR_NEWLINE)
        return newline(area);
    if (action == ACTION_EDITOR_BACKSPACE)
        return delete_to(area, text_area_before(area, at), KIND_BACKSPACE);
    if (action == ACTION_EDITOR_DELETE)
        return delete_to(area, text_area_after(area, at), KIND_DELETE);
    if (action == ACTION_EDITOR_DELETE_WORD)
        return delete_to(area, text_area_word_left(area, at), KIND_STEP);
    if (action == ACTION_EDITOR_PASTE)
        return text_area_insert(area, buf_text(&area->cut), area->cut.size);
    if (action == ACTION_EDITOR_UNDO)
        return changed(area, text_area_undo(area));
    if (action == ACTION_EDITOR_REDO)
        return changed(area, text_area_redo(area));
    if (action != ACTION_EDITOR_CUT)
        return TEXT_AREA_NOT_OURS;
    area->cut_goes_on = cut_went_on;
    return cut_line(area);
}

/* Where a motion along the text leads; false where the action is none. */
static bool motion_target(struct text_area *area, enum action action, size_t *ret_target)
{
    size_t at = area->cursor;
    if (action == ACTION_EDITOR_LEFT)
        *ret_target = text_area_before(area, at);
    else if (action == ACTION_EDITOR_RIGHT)
        *ret_target = text_area_after(area, at);
    else if (action == ACTION_EDITOR_WORD_LEFT)
        *ret_target = text_area_word_left(area, at);
    else if (action == ACTION_EDITOR_WORD_RIGHT)
        *ret_target = text_area_word_right(area, at);
    else if (action == ACTION_EDITOR_LINE_START)
        *ret_target = home_of(area);
    else if (action == ACTION_EDITOR_LINE_END)
        *ret_target = end_of(area);
    else if (action == ACTION_EDITOR_START)
        *ret_target = 0;
    else if (action == ACTION_EDITOR_END)
        *ret_target = area->text.size;
    else
        return false;
    return true;
}

/* How many rows a motion goes down; 0 where the action is none. */
static int motion_rows(const struct text_area *area, enum action action)
{
    if (action == ACTION_EDITOR_UP)
        return -1;
    if (action == ACTION_EDITOR_DOWN)
        return 1;
    if (action == ACTION_EDITOR_PAGE_UP)
        return -page_of(area);
    return action == ACTION_EDITOR_PAGE_DOWN ? page_of(area) : 0;
}

enum text_area_result text_area_do(struct text_area *area, enum action action)
{
    size_t target;
    int rows = motion_rows(area, action);
    if (rows != 0 && area->mode == TEXT_AREA_LINE)
        return TEXT_AREA_NOT_OURS;
    bool along = motion_target(area, action, &target);
    if (rows == 0 && !along)
        return do_change(area, action);
    area->cut_goes_on = false;
    return along ? cursor_move(area, target) : move_rows(area, rows);
}

enum text_area_result text_area_click(struct text_area *area, int x, int y)
{
    if (!area_holds(area->drawn, x, y))
        return TEXT_AREA_NOT_OURS;
    size_t row = area->top + (size_t)(y - area->drawn.y);
    size_t count = text_area_rows(area);
    area->cut_goes_on = false;
    if (row >= count)
        return cursor_move(area, area->text.size);
    return cursor_move(area, text_area_byte_at(area, row, x - area->drawn.x + area->left));
}

/* The last `top` that still fills the view. */
static size_t top_most(struct text_area *area)
{
    size_t count = text_area_rows(area);
    size_t rows = area->rows > 0 ? (size_t)area->rows : 1;
    return count > rows ? count - rows : 0;
}

enum text_area_result text_area_scroll(struct text_area *area, int rows)
{
    size_t most = top_most(area);
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
        cursor_move(area, text_area_byte_at(area, area->top, column));
    else if (row > last)
        cursor_move(area, text_area_byte_at(area, last, column));
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
        passed += grapheme_width(text + from, length);
        from += length;
    }
    canvas_draw_piece(canvas, where, (int)passed - area->left, y, style, text + from,
                      row.size - from);
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
    if (area->top > top_most(area))
        area->top = top_most(area);
    canvas_fill_area(canvas, where, style, " ");
    for (int y = 0; y < where.h && area->top + (size_t)y < area->layout.count; y++)
        row_draw(area, canvas, where, y, style, area->layout.items[area->top + (size_t)y]);
    if (where.h > 1)
        canvas_draw_scroll(canvas, where, ROLE_DIM, (int)area->top, (int)area->layout.count);
    if (focused) {
        int row = (int)text_area_row_of(area, area->cursor) - (int)area->top;
        int column = text_area_column_of(area, area->cursor) - area->left;
        canvas_place_cursor(canvas, where, column < where.w ? column : where.w - 1, row);
    }
}
