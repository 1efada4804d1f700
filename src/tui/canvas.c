/*
 * The grid and putting text into it: safe, by grapheme, clipped.
 *
 * A wide grapheme owns two cells, the right one empty. Writing over one half blanks the
 * other, so that no half ever stays. A grapheme too long for a cell loses its last code
 * points; what term_safe lets through fits. Frames, bars and wrapped text are in
 * canvas_draw.c, built on this.
 */
#include <dais/tui/canvas.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/ascii.h>
#include <dais/base/grapheme.h>
#include <dais/base/mem.h>
#include <dais/base/term_safe.h>
#include <dais/base/utf8.h>

static_assert(THEME_ROLE_COUNT <= 256, "a role fits into a cell");
static_assert(sizeof(struct cell) == CELL_BYTES + 3, "no byte of a cell is without a meaning");

/* Signs that fonts of 256 glyphs lack, and what they have instead. */
static const struct {
    uint32_t code;
    const char *instead;
} console_signs[] = {
    {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"}, {0x2015, "-"},
    {0x2018, "'"}, {0x2019, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0x2026, "»"}, {0x202F, " "},
    {0x21B3, "└"}, {0x2212, "-"}, {0x23CE, "/"},  {0x25AA, "■"},  {0x25B6, ">"}, {0x25CB, "o"},
    {0x25CF, "•"}, {0x25D0, "o"}, {0x25C0, "<"},  {0x2713, "√"},  {0x2714, "√"}, {0x2717, "x"},
    {0x2718, "x"}, {0x26A0, "!"},
};

static struct cell blank_cell(enum theme_role role)
{
    return (struct cell){.text = " ", .width = 1, .role = (uint8_t)role};
}

static int at_least_one(int size)
{
    return size < 1 ? 1 : size;
}

struct canvas *canvas_new(int width, int height, enum charset charset)
{
    struct canvas *canvas = mem_new(1, sizeof *canvas);
    canvas->charset = charset;
    canvas_resize(canvas, width, height);
    return canvas;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    free(canvas);
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
    free(canvas->cells);
    canvas->width = at_least_one(width);
    canvas->height = at_least_one(height);
    canvas->cells = mem_new((size_t)canvas->width * (size_t)canvas->height, sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    const struct cell blank = blank_cell(ROLE_NORMAL);
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = blank;
    canvas->cursor_x = -1;
    canvas->cursor_y = -1;
}

struct area canvas_area(const struct canvas *canvas)
{
    return (struct area){0, 0, canvas->width, canvas->height};
}

static struct cell *cell_at(struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
    assert(x >= 0 && x < canvas->width && y >= 0 && y < canvas->height);
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

bool cell_equal(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

void canvas_picture_finish(struct canvas_picture *picture)
{
    free(picture->cells);
    *picture = (struct canvas_picture){.cells = NULL};
}

void canvas_take_picture(const struct canvas *canvas, struct area area,
                         struct canvas_picture *picture)
{
    area = area_meet(area, canvas_area(canvas));
    canvas_picture_finish(picture);
    if (area_is_empty(area))
        return;
    picture->area = area;
    picture->cells = mem_new((size_t)area.w * (size_t)area.h, sizeof *picture->cells);
    for (int y = 0; y < area.h; y++)
        memcpy(picture->cells + (size_t)y * (size_t)area.w, canvas_cell(canvas, area.x, area.y + y),
               (size_t)area.w * sizeof *picture->cells);
}

bool canvas_show_picture(struct canvas *canvas, struct area area,
                         const struct canvas_picture *picture)
{
    area = area_meet(area, canvas_area(canvas));
    if (picture->cells == NULL || area.x != picture->area.x || area.y != picture->area.y ||
        area.w != picture->area.w || area.h != picture->area.h)
        return false;
    for (int y = 0; y < area.h; y++)
        memcpy(cell_at(canvas, area.x, area.y + y), picture->cells + (size_t)y * (size_t)area.w,
               (size_t)area.w * sizeof *picture->cells);
    return true;
}

static void cell_set_style(struct cell *cell, unsigned style)
{
    cell->role = (uint8_t)(style & 0xFF);
    cell->attributes = (uint8_t)(style >> 8);
}

/* Makes (x, y) free: a wide grapheme that has a half there loses both. */
static void cell_release(struct canvas *canvas, int x, int y)
{
    struct cell *cell = cell_at(canvas, x, y);
    struct cell *other = NULL;
    if (cell->width == 0 && x > 0)
        other = cell_at(canvas, x - 1, y);
    else if (cell->width == 2 && x + 1 < canvas->width)
        other = cell_at(canvas, x + 1, y);
    if (other != NULL) {
        memset(other->text, 0, sizeof other->text);
        other->text[0] = ' ';
        other->width = 1;
    }
}

/* The most whole code points that a cell can hold. */
static size_t cell_fit(const char *text, size_t size)
{
    if (size < CELL_BYTES)
        return size;
    size = CELL_BYTES - 1;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return size;
}

/* The left, or only, cell of a grapheme of `width` columns. */
static struct cell cell_of(unsigned style, const char *text, size_t size, unsigned width)
{
    struct cell cell = {.width = (uint8_t)width};
    memcpy(cell.text, text, cell_fit(text, size));
    cell_set_style(&cell, style);
    return cell;
}

/* Puts a grapheme of `width` columns at an absolute place inside the canvas. */
static void cell_put(struct canvas *canvas, int x, int y, unsigned style, const char *text,
                     size_t size, unsigned width)
{
    cell_release(canvas, x, y);
    if (width == 2) {
        cell_release(canvas, x + 1, y);
        *cell_at(canvas, x + 1, y) = cell_of(style, "", 0, 0);
    }
    *cell_at(canvas, x, y) = cell_of(style, text, size, width);
}

static const char *console_sign(uint32_t code)
{
    for (size_t i = 0; i < sizeof console_signs / sizeof console_signs[0]; i++)
        if (console_signs[i].code == code)
            return console_signs[i].instead;
    return NULL;
}

/* What is shown where the terminal lacks a grapheme, of one column; NULL: it has it. */
static const char *shown_instead(enum charset charset, const char *text, size_t size,
                                 char nearest[2])
{
    size_t length;
    if (charset == CHARSET_FULL || (unsigned char)text[0] < 0x80)
        return NULL;
    uint32_t code = utf8_decode(text, size, &length);
    if (charset == CHARSET_CONSOLE)
        return console_sign(code);
    nearest[0] = ascii_nearest(code);
    nearest[1] = '\0';
    return nearest;
}

/*
 * Puts a grapheme where the clip allows, replaced where the terminal could not show it;
 * a wide one of which only a half is inside leaves a space there.
 */
static void grapheme_put(struct canvas *canvas, struct area clip, int x, int y, unsigned style,
                         const char *text, size_t size, unsigned width)
{
    char nearest[2];
    const char *instead = shown_instead(canvas->charset, text, size, nearest);
    if (instead != NULL) {
        for (int i = (int)width - 1; i > 0; i--)
            grapheme_put(canvas, clip, x + i, y, style, " ", 1, 1);
        text = instead;
        size = strlen(instead);
        width = 1;
    }
    bool left = area_holds(clip, x, y);
    bool right = width < 2 || area_holds(clip, x + 1, y);
    if (left && right)
        cell_put(canvas, x, y, style, text, size, width);
    else if (left)
        cell_put(canvas, x, y, style, " ", 1, 1);
    else if (right && width == 2)
        cell_put(canvas, x + 1, y, style, " ", 1, 1);
}

/* Puts characters of one byte and one column each where the clip allows. */
static void ascii_put(struct canvas *canvas, struct area clip, int x, int y, unsigned style,
                      const char *text, size_t size)
{
    if (y < clip.y || y >= clip.y + clip.h)
        return;
    for (size_t i = 0; i < size && x < clip.x + clip.w; i++, x++)
        if (x >= clip.x)
            cell_put(canvas, x, y, style, text + i, 1, 1);
}

/* Draws a text that is safe already; returns the columns. */
static int safe_text_put(struct canvas *canvas, struct area area, int x, int y, unsigned style,
                         const char *text, size_t size)
{
    struct area clip = area_meet(area, canvas_area(canvas));
    int at = area.x + x;
    size_t i = 0;
    while (i < size && at < clip.x + clip.w) {
        size_t length = grapheme_ascii_run(text + i, size - i);
        unsigned width = (unsigned)length;
        if (length > 0) {
            ascii_put(canvas, clip, at, area.y + y, style, text + i, length);
        } else {
            length = grapheme_next(text + i, size - i);
            width = grapheme_width(text + i, length);
            if (width > 0)
                grapheme_put(canvas, clip, at, area.y + y, style, text + i, length, width);
        }
        at += (int)width;
        i += length;
    }
    return at - area.x - x;
}

/*
 * As much of a text as can matter on `columns` columns, made safe: an entry may be long, its
 * line in a list is not.
 */
static void safe_head(const char *text, size_t size, int columns, struct buf *out)
{
    for (size_t window = (size_t)columns * 8 + 64;; window *= 2) {
        size_t seen = window < size ? window : size;
        while (seen < size && seen > 0 && ((unsigned char)text[seen] & 0xC0) == 0x80)
            seen--;
        term_safe_line(text, seen, out);
        if (seen == size || text_width(buf_text(out), out->size) > (unsigned)columns)
            return;
        buf_clear(out);
    }
}

int canvas_draw_piece(struct canvas *canvas, struct area area, int x, int y, unsigned style,
                      const char *text, size_t size)
{
    BUF_LOCAL struct buf safe = {0};
    int room = area.w > x ? area.w - x : 0;
    safe_head(text, size, room, &safe);
    size_t fit = text_fit(buf_text(&safe), safe.size, (unsigned)room, NULL);
    return safe_text_put(canvas, area, x, y, style, buf_text(&safe), fit);
}

/* The text safe and cut to `columns`; returns its columns. */
static int text_prepare(const char *text, int columns, struct buf *out)
{
    BUF_LOCAL struct buf safe = {0};
    int room = columns > 0 ? columns : 0;
    safe_head(text, strlen(text), room, &safe);
    text_cut(buf_text(&safe), (unsigned)room, out);
    return (int)text_width(buf_text(out), out->size);
}

int canvas_draw_text(struct canvas *canvas, struct area area, int x, int y, unsigned style,
                     const char *text)
{
    BUF_LOCAL struct buf cut = {0};
    text_prepare(text, area.w - x, &cut);
    return safe_text_put(canvas, area, x, y, style, buf_text(&cut), cut.size);
}

int canvas_draw_right(struct canvas *canvas, struct area area, int y, unsigned style,
                      const char *text)
{
    BUF_LOCAL struct buf cut = {0};
    int width = text_prepare(text, area.w, &cut);
    return safe_text_put(canvas, area, area.w - width, y, style, buf_text(&cut), cut.size);
}

int canvas_draw_centred(struct canvas *canvas, struct area area, int y, unsigned style,
                        const char *text)
{
    BUF_LOCAL struct buf cut = {0};
    int width = text_prepare(text, area.w, &cut);
    return safe_text_put(canvas, area, (area.w - width) / 2, y, style, buf_text(&cut), cut.size);
}

void canvas_fill_area(struct canvas *canvas, struct area area, unsigned style, const char *grapheme)
{
    struct area clip = area_meet(area, canvas_area(canvas));
    char nearest[2];
    const char *instead = shown_instead(canvas->charset, grapheme, strlen(grapheme), nearest);
    const char *shown = instead != NULL ? instead : grapheme;
    const struct cell cell = cell_of(style, shown, strlen(shown), 1);
    if (area_is_empty(clip))
        return;
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        cell_release(canvas, clip.x, y); /* wide ones that stand half outside */
        cell_release(canvas, clip.x + clip.w - 1, y);
        for (int x = clip.x; x < clip.x + clip.w; x++)
            *cell_at(canvas, x, y) = cell;
    }
}

void canvas_style_area(struct canvas *canvas, struct area area, unsigned style)
{
    struct area clip = area_meet(area, canvas_area(canvas));
    for (int y = clip.y; y < clip.y + clip.h; y++)
        for (int x = clip.x; x < clip.x + clip.w; x++)
            cell_set_style(cell_at(canvas, x, y), style);
}

void canvas_place_cursor(struct canvas *canvas, struct area area, int x, int y)
{
    struct area clip = area_meet(area, canvas_area(canvas));
    bool inside = area_holds(clip, area.x + x, area.y + y);
    canvas->cursor_x = inside ? area.x + x : -1;
    canvas->cursor_y = inside ? area.y + y : -1;
}

void canvas_dump(const struct canvas *canvas, struct buf *out)
{
    for (int y = 0; y < canvas->height; y++) {
        size_t used = out->size;
        for (int x = 0; x < canvas->width; x++) {
            const char *text = canvas_cell(canvas, x, y)->text;
            buf_add_text(out, text);
            if (text[0] != '\0' && strcmp(text, " ") != 0)
                used = out->size;
        }
        buf_cut(out, used);
        buf_add_char(out, '\n');
    }
}
