/*
 * Changing the text, and taking that back. Every change is a splice of bytes that is kept with
 * what it removed, so undo needs to know nothing about graphemes or normal form and gives the
 * text back byte for byte.
 *
 * Text put in may combine with what stands beside it (a mark on a letter, two halves of a
 * Korean syllable), so the seam is normalised: one grapheme on either side, since normal form
 * never reaches over the edge of a grapheme.
 */
#include "text_area_inner.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

/* Bytes of history kept at most; beyond it the oldest steps are forgotten, a quarter at once. */
enum { HISTORY_LIMIT = 4 * 1024 * 1024, HISTORY_KEPT = 3 * 1024 * 1024 };

void text_area_splice(struct text_area *area, size_t at, size_t removed, const char *bytes,
                      size_t size)
{
    struct buf *text = &area->text;
    size_t tail = text->size - at - removed;
    if (size > removed)
        buf_add(text, bytes, size - removed); /* room; what stands there is moved over */
    if (tail > 0)
        memmove(text->bytes + at + size, text->bytes + at + removed, tail);
    if (size < removed)
        buf_cut(text, at + size + tail);
    if (size > 0)
        memcpy(text->bytes + at, bytes, size);
    text_area_note_damage(area, at, removed, size);
    text_area_unmark(area);
    area->version++;
}

static void edit_finish(struct text_area_edit *edit)
{
    buf_finish(&edit->removed);
    buf_finish(&edit->inserted);
}

static size_t edit_size(const struct text_area_edit *edit)
{
    return edit->removed.size + edit->inserted.size + sizeof *edit;
}

/* Drops the changes from `from` on. */
static void history_cut(struct text_area *area, size_t from)
{
    for (size_t i = from; i < area->history.count; i++) {
        area->history_size -= edit_size(&area->history.items[i]);
        edit_finish(&area->history.items[i]);
    }
    area->history.count = from;
}

void text_area_forget_history(struct text_area *area)
{
    history_cut(area, 0);
    area->done = 0;
    area->kind = KIND_STEP;
}

/* Forgets whole steps at the old end until the rest is small enough; never the last step. */
static void history_trim(struct text_area *area)
{
    size_t count = 0;
    size_t freed = 0;
    if (area->history_size <= HISTORY_LIMIT)
        return;
    while (area->history_size - freed > HISTORY_KEPT &&
           area->history.items[count].step != area->step) {
        unsigned step = area->history.items[count].step;
        while (area->history.items[count].step == step)
            freed += edit_size(&area->history.items[count++]);
    }
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        edit_finish(&area->history.items[i]);
    area->history.count -= count;
    memmove(area->history.items, area->history.items + count,
            area->history.count * sizeof *area->history.items);
    area->history_size -= freed;
    area->done -= count;
}

/* Does a change of this kind go on with the step of the last one? */
static bool step_goes_on(const struct text_area *area, size_t at, size_t size,
                         enum text_area_kind kind)
{
    if (area->done == 0 || kind == KIND_STEP || area->kind == KIND_STEP)
        return false;
    const struct text_area_edit *last = &area->history.items[area->done - 1];
    if (last->cursor_after != area->cursor)
        return false;
    switch (kind) {
    case KIND_WORD: /* a word after a space begins a new step */
        return area->kind == KIND_WORD && last->cursor_after == at && size == 0;
    case KIND_SPACE:
        return (area->kind == KIND_WORD || area->kind == KIND_SPACE) && last->cursor_after == at &&
               size == 0;
    case KIND_BACKSPACE:
    case KIND_DELETE:
        return area->kind == kind;
    case KIND_STEP:
        return false;
    }
    return false;
}

/* Keeps a change that is about to be made; typing on adds to the last one. */
static struct text_area_edit *history_add(struct text_area *area, size_t at, size_t removed,
                                          const char *bytes, size_t size, bool goes_on)
{
    const char *text = buf_text(&area->text);
    history_cut(area, area->done);
    if (goes_on && removed == 0) {
        struct text_area_edit *last = &area->history.items[area->done - 1];
        if (last->removed.size == 0 && last->at + last->inserted.size == at) {
            buf_add(&last->inserted, bytes, size);
            area->history_size += size;
            return last;
        }
    }
    struct text_area_edit edit = {.at = at, .cursor_before = area->cursor};
    area->step += goes_on ? 0 : 1;
    edit.step = area->step;
    buf_add(&edit.removed, text + at, removed);
    buf_add(&edit.inserted, bytes, size);
    area->history_size += edit_size(&edit);
    array_push(&area->history, edit);
    area->done++;
    return &area->history.items[area->done - 1];
}

/* Length of what two texts have in common at their ends, at most `most`. */
static size_t common_head(const char *a, const char *b, size_t most)
{
    size_t i = 0;
    while (i < most && a[i] == b[i])
        i++;
    return i;
}

static size_t common_tail(const char *a, size_t a_size, const char *b, size_t b_size, size_t most)
{
    size_t i = 0;
    while (i < most && a[a_size - 1 - i] == b[b_size - 1 - i])
        i++;
    return i;
}

enum text_area_result text_area_change(struct text_area *area, size_t at, size_t size,
                                       const char *bytes, size_t bytes_size,
                                       enum text_area_kind kind)
{
    BUF_LOCAL struct buf joined = {0};
    BUF_LOCAL struct buf window = {0};
    const char *text = buf_text(&area->text);
    size_t from = text_area_before(area, at);
    size_t behind = at + size;
    size_t to = text_area_after(area, behind);
    assert(behind <= area->text.size);

    buf_add(&joined, text + from, at - from);
    buf_add(&joined, bytes, bytes_size);
    buf_add(&joined, text + behind, to - behind);
    utf8_normalise(buf_text(&joined), joined.size, &window);
    if (window.size > to - from && area->text.size - (to - from) + window.size > area->limit)
        return TEXT_AREA_FULL;

    size_t least = window.size < to - from ? window.size : to - from;
    size_t head = common_head(text + from, buf_text(&window), least);
    size_t tail = common_tail(text + from, to - from, buf_text(&window), window.size, least - head);
    if (head == window.size && head == to - from)
        return TEXT_AREA_SAME;
    size_t kept = common_tail(text + behind, to - behind, buf_text(&window), window.size,
                              to - behind < window.size ? to - behind : window.size);
    size_t cursor = from + window.size - (kept == to - behind ? kept : 0);

    bool goes_on = step_goes_on(area, at, size, kind);
    const char *put = buf_text(&window) + head;
    size_t put_size = window.size - head - tail;
    size_t removed = to - from - head - tail;
    struct text_area_edit *edit = history_add(area, from + head, removed, put, put_size, goes_on);
    text_area_splice(area, from + head, removed, put, put_size);
    area->cursor = text_area_snap(area, cursor);
    if (area->cursor < cursor) /* it joined what stands behind: go past both */
        area->cursor = text_area_after(area, area->cursor);
    edit->cursor_after = area->cursor;
    area->kind = kind;
    history_trim(area);
    return TEXT_AREA_CHANGED;
}

enum text_area_result text_area_undo(struct text_area *area)
{
    if (area->done == 0)
        return TEXT_AREA_SAME;
    unsigned step = area->history.items[area->done - 1].step;
    while (area->done > 0 && area->history.items[area->done - 1].step == step) {
        const struct text_area_edit *edit = &area->history.items[--area->done];
        text_area_splice(area, edit->at, edit->inserted.size, buf_text(&edit->removed),
                         edit->removed.size);
        area->cursor = edit->cursor_before;
    }
    area->kind = KIND_STEP;
    return TEXT_AREA_CHANGED;
}

enum text_area_result text_area_redo(struct text_area *area)
{
    if (area->done == area->history.count)
        return TEXT_AREA_SAME;
    unsigned step = area->history.items[area->done].step;
    while (area->done < area->history.count && area->history.items[area->done].step == step) {
        const struct text_area_edit *edit = &area->history.items[area->done++];
        text_area_splice(area, edit->at, edit->removed.size, buf_text(&edit->inserted),
                         edit->inserted.size);
        area->cursor = edit->cursor_after;
    }
    area->kind = KIND_STEP;
    return TEXT_AREA_CHANGED;
}
