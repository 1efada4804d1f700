/*
 * The place in the text is a line and a row of it, never a row of all: then nothing above or below
 * has to be wrapped for it. Only a text of few lines is counted in rows, for its scroll mark.
 */
#include "preview.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/term_safe.h>

enum {
    WHEEL = 3,         /* rows */
    ROOMY = 20,        /* columns from which the text stands apart from the mark */
    COUNTED_MOST = 400 /* lines of a text whose rows are counted */
};

/* A line as it is shown. */
struct wrapped {
    struct buf text;        /* safe */
    ARRAY_OF(size_t) ends;  /* of its rows, in bytes: what is shown of them */
    ARRAY_OF(size_t) heads; /* where they begin */
    int hang;               /* columns that further rows stand to the right */
};

static void wrapped_finish(struct wrapped *wrapped)
{
    buf_finish(&wrapped->text);
    free(wrapped->ends.items);
    free(wrapped->heads.items);
}

void preview_finish(struct preview *preview)
{
    buf_finish(&preview->text);
    free(preview->lines.items);
    *preview = (struct preview){.top = 0};
}

/* ---- lines and rows ---- */

static const char *line_at(const struct preview *preview, size_t line, size_t *ret_size)
{
    size_t start = preview->lines.items[line];
    size_t end =
        line + 1 < preview->lines.count ? preview->lines.items[line + 1] - 1 : preview->text.size;
    if (end > start && preview->text.bytes[end - 1] == '\n')
        end--;
    *ret_size = end - start;
    return preview->text.bytes + start;
}

/* Further rows of an item, or of what is set in, begin where its text does. */
static int hang_of(const char *text, size_t size, int columns)
{
    size_t at = 0;
    while (at < size && text[at] == ' ')
        at++;
    if (at + 1 < size && text[at] == '-' && text[at + 1] == ' ')
        at += 2;
    return (int)at <= columns / 2 ? (int)at : 0;
}

/* A row of a table that is too wide goes without what only fills its columns. */
static void squeeze_row(struct buf *text, int columns)
{
    if (buf_text(text)[0] != '|' || (int)text_width(text->bytes, text->size) <= columns)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < text->size; i++) {
        char c = text->bytes[i];
        bool fills = c == ' '
                         ? kept > 0 && text->bytes[kept - 1] == ' '
                         : c == '-' && kept > 2 && memcmp(text->bytes + kept - 3, "---", 3) == 0;
        if (!fills)
            text->bytes[kept++] = c;
    }
    buf_cut(text, kept);
}

static void wrap(const struct preview *preview, size_t line, int columns,
                 struct wrapped *ret_wrapped)
{
    size_t size;
    const char *bytes = line_at(preview, line, &size);
    *ret_wrapped = (struct wrapped){.hang = hang_of(bytes, size, columns)};
    term_safe_line(bytes, size, &ret_wrapped->text);
    if (preview->marked)
        squeeze_row(&ret_wrapped->text, columns);
    size_t at = 0, skip, all = ret_wrapped->text.size;
    const char *text = buf_text(&ret_wrapped->text);
    do {
        int room = columns - (at > 0 ? ret_wrapped->hang : 0);
        size_t taken = text_wrap(text + at, all - at, (unsigned)(room > 1 ? room : 1), &skip);
        array_push(&ret_wrapped->heads, at);
        array_push(&ret_wrapped->ends, at + taken);
        at += taken + skip;
    } while (at < all);
}

static int rows_of(const struct preview *preview, size_t line)
{
    struct wrapped wrapped;
    wrap(preview, line, preview->area.w, &wrapped);
    int rows = (int)wrapped.heads.count;
    wrapped_finish(&wrapped);
    return rows;
}

/* ---- another text ---- */

static void find_lines(struct preview *preview)
{
    const char *start = buf_text(&preview->text);
    const char *end = start + preview->text.size;
    preview->lines.count = 0;
    for (const char *at = start; at < end;) {
        array_push(&preview->lines, (size_t)(at - start));
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline != NULL ? newline + 1 : end;
    }
}

static bool is_line(const struct preview *preview, size_t line, const char *text, size_t size)
{
    size_t own;
    const char *bytes = line_at(preview, line, &own);
    return own == size && memcmp(bytes, text, size) == 0;
}

/* The line with that text nearest to `from`; as many as there are: none. */
static size_t find_line(const struct preview *preview, size_t from, const char *text, size_t size)
{
    size_t count = preview->lines.count;
    for (size_t far = 0; far < count + from; far++) {
        if (far <= from && from - far < count && is_line(preview, from - far, text, size))
            return from - far;
        if (from + far < count && is_line(preview, from + far, text, size))
            return from + far;
    }
    return count;
}

/* Where the first line in view is now: by its own text, or by that of one soon after it. */
static void find_place(struct preview *preview, const struct preview *before)
{
    enum { LINES_TRIED = 40 };
    preview->into = 0;
    preview->top = 0;
    for (size_t i = 0; i < LINES_TRIED && before->top + i < before->lines.count; i++) {
        size_t size;
        const char *text = line_at(before, before->top + i, &size);
        if (size == 0)
            continue;
        size_t found = find_line(preview, before->top + i, text, size);
        if (found == preview->lines.count)
            continue;
        preview->top = found > i ? found - i : 0;
        preview->into = i == 0 ? before->into : 0;
        return;
    }
}

void preview_take_text(struct preview *preview, struct buf *text, bool marked, bool keeps_place)
{
    struct preview before = *preview;
    *preview = (struct preview){.marked = marked, .area = before.area};
    preview->text = *text;
    *text = (struct buf){.size = 0};
    find_lines(preview);
    if (keeps_place && (before.top > 0 || before.into > 0))
        find_place(preview, &before);
    preview_finish(&before);
}

/* ---- moving ---- */

static void step_down(struct preview *preview, int rows)
{
    size_t last = preview->lines.count - 1;
    for (int here = rows_of(preview, preview->top); rows > 0; rows--) {
        if (preview->into + 1 < here) {
            preview->into++;
        } else if (preview->top < last) {
            preview->into = 0;
            here = rows_of(preview, ++preview->top);
        }
    }
}

static void step_up(struct preview *preview, int rows)
{
    for (; rows > 0 && (preview->top > 0 || preview->into > 0); rows--) {
        if (preview->into > 0)
            preview->into--;
        else
            preview->into = rows_of(preview, --preview->top) - 1;
    }
}

/* The last row that may stand first. */
static void go_to_end(struct preview *preview)
{
    preview->top = preview->lines.count - 1;
    preview->into = rows_of(preview, preview->top) - 1;
    step_up(preview, preview->area.h - 1);
}

/* Not so far that there is room below the end; and a line may have fewer rows than it had. */
static void settle(struct preview *preview)
{
    struct preview end = *preview;
    if (preview->top >= preview->lines.count)
        preview->top = preview->lines.count - 1;
    if (preview->into > 0) {
        int rows = rows_of(preview, preview->top);
        preview->into = preview->into < rows ? preview->into : rows - 1;
    }
    go_to_end(&end);
    if (preview->top > end.top || (preview->top == end.top && preview->into > end.into)) {
        preview->top = end.top;
        preview->into = end.into;
    }
}

bool preview_do(struct preview *preview, enum action action)
{
    bool some = preview->lines.count > 0;
    int page = preview->area.h > 1 ? preview->area.h - 1 : 1;
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_PAGE_UP:
        if (some)
            step_up(preview, action == ACTION_UP ? 1 : page);
        return true;
    case ACTION_DOWN:
    case ACTION_PAGE_DOWN:
        if (some) {
            step_down(preview, action == ACTION_DOWN ? 1 : page);
            settle(preview);
        }
        return true;
    case ACTION_FIRST:
        preview->into = 0;
        preview->top = 0;
        return true;
    case ACTION_LAST:
        if (some)
            go_to_end(preview);
        return true;
    }
    return false;
}

bool preview_wheel(struct preview *preview, const struct mouse *mouse)
{
    bool up = mouse->kind == MOUSE_WHEEL_UP;
    if ((!up && mouse->kind != MOUSE_WHEEL_DOWN) || preview->lines.count == 0 ||
        !area_holds(preview->area, mouse->x, mouse->y))
        return false;
    if (up)
        step_up(preview, WHEEL);
    else
        step_down(preview, WHEEL);
    settle(preview);
    return true;
}

/* ---- drawing ---- */

static unsigned style_of(const struct preview *preview, const char *text)
{
    return preview->marked && text[0] == '#' ? ROLE_HEADING : ROLE_NORMAL;
}

/* The rows of a line from `skipped` on, at row `y`; returns where the next one goes. */
static int draw_line(const struct preview *preview, size_t line, int skipped, struct canvas *canvas,
                     struct area area, int y)
{
    struct wrapped wrapped;
    wrap(preview, line, area.w, &wrapped);
    const char *text = buf_text(&wrapped.text);
    unsigned style = style_of(preview, text);
    for (size_t i = (size_t)skipped; i < wrapped.heads.count && y < area.h; i++, y++)
        canvas_draw_piece(canvas, area, i > 0 ? wrapped.hang : 0, y, style,
                          text + wrapped.heads.items[i],
                          wrapped.ends.items[i] - wrapped.heads.items[i]);
    wrapped_finish(&wrapped);
    return y;
}

static void count_rows(struct preview *preview)
{
    if (preview->rows_columns == preview->area.w)
        return;
    preview->rows_columns = preview->area.w;
    preview->rows = 0;
    for (size_t i = 0; i < preview->lines.count; i++)
        preview->rows += rows_of(preview, i);
}

/* In rows where they are few, else in lines. */
static void draw_scroll(struct preview *preview, struct canvas *canvas, struct area edge)
{
    int offset = (int)preview->top;
    int all = (int)preview->lines.count;
    if (preview->lines.count <= COUNTED_MOST) {
        count_rows(preview);
        all = preview->rows;
        offset = preview->into;
        for (size_t i = 0; i < preview->top; i++)
            offset += rows_of(preview, i);
    }
    canvas_draw_scroll(canvas, edge, ROLE_BORDER, offset, all);
}

void preview_draw(struct preview *preview, struct canvas *canvas, struct area area)
{
    struct area edge = area_take_right(&area, 1);
    if (area.w > ROOMY)
        area_take_right(&area, 1);
    preview->area = area;
    if (preview->lines.count == 0 || area_is_empty(area))
        return;
    settle(preview);
    int y = 0;
    for (size_t line = preview->top; line < preview->lines.count && y < area.h; line++)
        y = draw_line(preview, line, line == preview->top ? preview->into : 0, canvas, area, y);
    draw_scroll(preview, canvas, edge);
}
