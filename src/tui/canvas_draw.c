/*
 * Frames, rules, bars and wrapped text, all put together from the calls of canvas.c.
 */
#include <dais/tui/canvas.h>

#include <limits.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

/* Rows of a safe text from `y` on; `more`: it goes on behind, so the last row ends in "…". */
static int wrapped_put(struct canvas *canvas, struct area area, int y, unsigned style,
                       const char *rest, size_t size, bool more)
{
    int row = y;
    while (size > 0 && row < area.h) {
        size_t skip;
        size_t line = text_wrap(rest, size, (unsigned)area.w, &skip);
        BUF_LOCAL struct buf cut = {0};
        buf_add(&cut, rest, line);
        if (row + 1 == area.h && (line + skip < size || more))
            buf_add_text(&cut, "…");
        canvas_draw_text(canvas, area, 0, row++, style, buf_text(&cut));
        rest += line + skip;
        size -= line + skip;
    }
    return row - y;
}

/* How much of a text is looked at: about `window` bytes, whole characters. */
static size_t window_of(const char *text, size_t size, size_t window)
{
    size_t seen = window < size ? window : size;
    while (seen < size && seen > 0 && ((unsigned char)text[seen] & 0xC0) == 0x80)
        seen--;
    return seen;
}

int canvas_draw_wrapped(struct canvas *canvas, struct area area, int y, unsigned style,
                        const char *text)
{
    size_t size = strlen(text);
    if (area.w <= 0 || y >= area.h)
        return 0;
    for (size_t window = (size_t)area.w * (size_t)area.h * 8 + 256;; window *= 2) {
        BUF_LOCAL struct buf safe = {0};
        size_t seen = window_of(text, size, window);
        term_safe_text(text, seen, &safe);
        int rows = wrapped_put(canvas, area, y, style, buf_text(&safe), safe.size, seen < size);
        if (seen == size || rows == area.h - y)
            return rows;
    }
}

/* Rows of a safe text at that width, counted up to `most`. */
static int wrapped_count(const char *rest, size_t size, int columns, int most)
{
    int rows = 0;
    while (size > 0 && rows < most) {
        size_t skip;
        size_t line = text_wrap(rest, size, (unsigned)columns, &skip);
        rest += line + skip;
        size -= line + skip;
        rows++;
    }
    return rows;
}

int canvas_measure_within(const char *text, int columns, int most)
{
    size_t size = strlen(text);
    if (columns <= 0 || most <= 1)
        return 1;
    size_t window = most == INT_MAX ? size : (size_t)columns * (size_t)most * 8 + 256;
    for (;; window *= 2) {
        BUF_LOCAL struct buf safe = {0};
        size_t seen = window_of(text, size, window);
        term_safe_text(text, seen, &safe);
        int rows = wrapped_count(buf_text(&safe), safe.size, columns, most);
        if (seen == size || rows == most)
            return rows > 0 ? rows : 1;
    }
}

int canvas_measure_wrapped(const char *text, int columns)
{
    return canvas_measure_within(text, columns, INT_MAX);
}

static struct area row_of(struct area area, int y)
{
    return (struct area){area.x, area.y + y, area.w, 1};
}

void canvas_draw_rule(struct canvas *canvas, struct area area, int y, unsigned style)
{
    if (y >= 0 && y < area.h)
        canvas_fill_area(canvas, row_of(area, y), style, "─");
}

/* " title " on the upper side, as far as there is room; the right one is drawn first. */
static void box_titles(struct canvas *canvas, struct area area, unsigned style, const char *title,
                       const char *right)
{
    struct area room = {area.x + 1, area.y, area.w - 2, 1};
    if (right != NULL && right[0] != '\0' && room.w > 4) {
        BUF_LOCAL struct buf padded = {0};
        buf_add_format(&padded, " %s ", right);
        struct area place = room;
        place.w -= 1;
        int used = canvas_draw_right(canvas, place, 0, style, buf_text(&padded));
        room.w -= used + 2;
    }
    if (title != NULL && title[0] != '\0' && room.w > 2) {
        struct area place = {room.x + 1, room.y, room.w - 2, 1};
        canvas_draw_text(canvas, room, 0, 0, style, " ");
        int used = canvas_draw_text(canvas, place, 0, 0, style, title);
        canvas_draw_text(canvas, room, used + 1, 0, style, " ");
    }
}

struct area canvas_draw_box(struct canvas *canvas, struct area area, unsigned style,
                            unsigned title_style, const char *title, const char *right)
{
    if (area.w < 2 || area.h < 2)
        return area_inset(area, 1, 1);
    int last = area.w - 1;
    int foot = area.h - 1;
    canvas_draw_rule(canvas, area, 0, style);
    canvas_draw_rule(canvas, area, foot, style);
    canvas_fill_area(canvas, (struct area){area.x, area.y, 1, area.h}, style, "│");
    canvas_fill_area(canvas, (struct area){area.x + last, area.y, 1, area.h}, style, "│");
    canvas_fill_area(canvas, (struct area){area.x, area.y, 1, 1}, style, "┌");
    canvas_fill_area(canvas, (struct area){area.x + last, area.y, 1, 1}, style, "┐");
    canvas_fill_area(canvas, (struct area){area.x, area.y + foot, 1, 1}, style, "└");
    canvas_fill_area(canvas, (struct area){area.x + last, area.y + foot, 1, 1}, style, "┘");
    box_titles(canvas, area, title_style, title, right);
    return area_inset(area, 1, 1);
}

void canvas_draw_bar(struct canvas *canvas, struct area area, unsigned done, unsigned rest,
                     int64_t part, int64_t whole)
{
    if (area_is_empty(area))
        return;
    if (part < 0)
        part = 0;
    if (whole <= 0 || part > whole)
        part = whole = 1;
    bool halves = canvas->charset != CHARSET_ASCII;
    int steps = halves ? area.w * 2 : area.w;
    int full = (int)((double)part / (double)whole * (double)steps);
    struct area left = area;
    struct area filled = area_take_left(&left, halves ? full / 2 : full);
    canvas_fill_area(canvas, filled, done, "█");
    canvas_fill_area(canvas, left, rest, "░");
    if (halves && full % 2 == 1)
        canvas_fill_area(canvas, area_take_left(&left, 1), done, "▌");
}

void canvas_draw_scroll(struct canvas *canvas, struct area area, unsigned style, int offset,
                        int total)
{
    if (area_is_empty(area) || total <= area.h)
        return;
    int hidden = total - area.h;
    int thumb = area.h * area.h / total;
    if (thumb < 1)
        thumb = 1;
    if (offset > hidden)
        offset = hidden;
    int top = offset <= 0 ? 0 : 1 + (area.h - thumb - 1) * (offset - 1) / hidden;
    if (offset == hidden)
        top = area.h - thumb;
    struct area edge = area_take_right(&area, 1);
    canvas_fill_area(canvas, edge, style, "│");
    canvas_fill_area(canvas, (struct area){edge.x, edge.y + top, 1, thumb}, style, "█");
}
