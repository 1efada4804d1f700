/*
 * The text area as its users see it: actions and keys in. What the actions do to bytes is in
 * text_area_edit.c, where they go in text_area_move.c, what is selected in text_area_select.c; how
 * rows come about in text_area_layout.c and the picture in text_area_draw.c.
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
    area->mark = SIZE_MAX;
    area->match = SIZE_MAX;
    area->matched = area->folded_of = UINT64_MAX;
    text_area_note_damage(area, 0, 0, 0);
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
    buf_finish(&area->sought);
    search_finish(&area->folded);
    free(area->matches.items);
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
    area->odd = false;
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

enum text_area_result text_area_go(struct text_area *area, size_t at)
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
    text_area_unmark(area);
    text_area_go(area, text_area_snap(area, at));
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

/*
 * What is typed or pasted stands where the selection stood; that it is the same as that is no
 * reason to leave it selected.
 */
static enum text_area_result put(struct text_area *area, const char *bytes, size_t size,
                                 enum text_area_kind kind)
{
    size_t at = area->cursor;
    size_t selected = text_area_selection(area, &at);
    area->cut_goes_on = false;
    enum text_area_result result =
        changed(area, text_area_change(area, at, selected, bytes, size, kind));
    if (result != TEXT_AREA_SAME || selected == 0)
        return result;
    text_area_unmark(area);
    text_area_go(area, at + selected);
    return TEXT_AREA_MOVED;
}

enum text_area_result text_area_insert(struct text_area *area, const char *bytes, size_t size)
{
    enum { MOST_LOST = 4 /* of so many bytes one stays at least when they are cleaned */ };
    BUF_LOCAL struct buf clean = {0};
    if (size / MOST_LOST > area->limit)
        return TEXT_AREA_FULL; /* however it is cleaned, and that takes time */
    text_clean(area, bytes, size, &clean);
    return put(area, buf_text(&clean), clean.size, KIND_STEP);
}

enum text_area_result text_area_type(struct text_area *area, const struct key *key)
{
    BUF_LOCAL struct buf typed = {0};
    BUF_LOCAL struct buf clean = {0};
    if (!key_is_text(key))
        return TEXT_AREA_NOT_OURS;
    utf8_encode(key->code, &typed);
    text_clean(area, buf_text(&typed), typed.size, &clean);
    return put(area, buf_text(&clean), clean.size, key->code == ' ' ? KIND_SPACE : KIND_WORD);
}

/* Deletes what is selected, or between the cursor and `to`. */
static enum text_area_result delete_to(struct text_area *area, size_t to, enum text_area_kind kind)
{
    size_t from = to < area->cursor ? to : area->cursor;
    size_t size = to < area->cursor ? area->cursor - to : to - area->cursor;
    size_t selected = text_area_selection(area, &from);
    if (selected > 0)
        return changed(area, text_area_change(area, from, selected, "", 0, KIND_STEP));
    if (size == 0)
        return TEXT_AREA_SAME;
    return changed(area, text_area_change(area, from, size, "", 0, kind));
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
        return text_area_go(area, rows < 0 ? 0 : area->text.size);
    enum text_area_result result = text_area_go(area, text_area_byte_at(area, target, column));
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
    return put(area, "\n", 1, KIND_STEP);
}

static int page_of(const struct text_area *area)
{
    return area->rows > 2 ? area->rows - 1 : 1;
}

static enum text_area_result toggle_mark(struct text_area *area)
{
    if (area->mark != SIZE_MAX) {
        text_area_unmark(area);
        return TEXT_AREA_MOVED;
    }
    area->mark = area->cursor;
    area->mark_stays = true;
    return TEXT_AREA_MOVED;
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
    if (action == ACTION_EDITOR_COPY)
        return text_area_copy(area);
    if (action == ACTION_EDITOR_MARK)
        return toggle_mark(area);
    if (action != ACTION_EDITOR_CUT)
        return TEXT_AREA_NOT_OURS;
    area->cut_goes_on = cut_went_on;
    return changed(area, text_area_cut_out(area));
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

/* Is the action a motion that there is here? In a single line none goes by rows. */
static bool is_motion(const struct text_area *area, enum action action)
{
    return action >= ACTION_EDITOR_LEFT && action <= ACTION_EDITOR_END &&
           (area->mode == TEXT_AREA_LINES || motion_rows(area, action) == 0);
}

/* Does a motion; not ours where the action is none. */
static enum text_area_result move(struct text_area *area, enum action action)
{
    size_t target;
    int rows = motion_rows(area, action);
    if (rows != 0)
        return move_rows(area, rows);
    if (!motion_target(area, action, &target))
        return TEXT_AREA_NOT_OURS;
    return text_area_go(area, target);
}

/* Left and right out of a selection lead to its ends. */
static enum text_area_result leave_selection(struct text_area *area, enum action action)
{
    size_t start = area->cursor;
    size_t size = text_area_selection(area, &start);
    text_area_unmark(area);
    if (action == ACTION_EDITOR_LEFT || action == ACTION_EDITOR_RIGHT) {
        text_area_go(area, action == ACTION_EDITOR_LEFT ? start : start + size);
        return TEXT_AREA_MOVED;
    }
    enum text_area_result result = move(area, action);
    return result == TEXT_AREA_SAME ? TEXT_AREA_MOVED : result;
}

enum text_area_result text_area_select(struct text_area *area, enum action motion)
{
    if (!is_motion(area, motion))
        return TEXT_AREA_NOT_OURS;
    area->cut_goes_on = false;
    if (area->mark == SIZE_MAX) {
        area->mark = area->cursor;
        area->mark_stays = false;
    }
    return move(area, motion);
}

enum text_area_result text_area_do(struct text_area *area, enum action action)
{
    size_t start;
    if (!is_motion(area, action))
        return do_change(area, action);
    area->cut_goes_on = false;
    if (!area->mark_stays && text_area_selection(area, &start) > 0)
        return leave_selection(area, action);
    if (!area->mark_stays)
        text_area_unmark(area);
    return move(area, action);
}
