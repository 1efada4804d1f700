/*
 * What is selected lies between the mark and the cursor. The mark is set by its key, and then every
 * motion selects, or by the first motion that is done with Shift, and goes with the first without.
 * Any change of the text takes it away. What is cut or copied is the selection, else the line.
 */
#include "text_area_inner.h"

#include <stdint.h>

size_t text_area_selection(const struct text_area *area, size_t *ret_start)
{
    if (area->mark == SIZE_MAX || area->mark == area->cursor)
        return 0;
    bool forth = area->mark < area->cursor;
    *ret_start = forth ? area->mark : area->cursor;
    return forth ? area->cursor - area->mark : area->mark - area->cursor;
}

bool text_area_unmark(struct text_area *area)
{
    bool selected = area->mark != SIZE_MAX && area->mark != area->cursor;
    area->mark = SIZE_MAX;
    area->mark_stays = false;
    return selected;
}

bool text_area_is_marking(const struct text_area *area)
{
    return area->mark != SIZE_MAX && area->mark_stays;
}

size_t text_area_room(const struct text_area *area)
{
    size_t start;
    return area->limit - area->text.size + text_area_selection(area, &start);
}

/* What cut and copy take: the selection, or the line of the cursor with its newline. */
static struct text_area_span taken(const struct text_area *area, bool *ret_line)
{
    struct text_area_span span;
    span.size = text_area_selection(area, &span.start);
    *ret_line = span.size == 0;
    if (span.size > 0)
        return span;
    span.start = text_area_line_start(area, area->cursor);
    size_t end = text_area_line_end(area, area->cursor);
    span.size = end + (end < area->text.size ? 1 : 0) - span.start;
    return span;
}

enum text_area_result text_area_copy(struct text_area *area)
{
    bool line;
    struct text_area_span span = taken(area, &line);
    if (span.size == 0)
        return TEXT_AREA_SAME;
    text_area_set_cut(area, buf_text(&area->text) + span.start, span.size);
    text_area_unmark(area);
    return TEXT_AREA_MOVED;
}

enum text_area_result text_area_cut_out(struct text_area *area)
{
    bool line;
    struct text_area_span span = taken(area, &line);
    if (span.size == 0)
        return TEXT_AREA_SAME;
    if (!line || !area->cut_goes_on) /* line after line goes into one cut */
        buf_clear(&area->cut);
    buf_add(&area->cut, buf_text(&area->text) + span.start, span.size);
    enum text_area_result result = text_area_change(area, span.start, span.size, "", 0, KIND_STEP);
    area->cut_goes_on = line;
    return result;
}

const char *text_area_cut(const struct text_area *area, size_t *ret_size)
{
    *ret_size = area->cut.size;
    return buf_text(&area->cut);
}

void text_area_set_cut(struct text_area *area, const char *bytes, size_t size)
{
    buf_clear(&area->cut);
    buf_add(&area->cut, bytes, size);
    area->cut_goes_on = false;
}
