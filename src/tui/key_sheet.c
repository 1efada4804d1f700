/*
 * Rows flow down a column, into the next one, and onto the next page. Title at the left, keys at
 * the right; where both do not fit on one line the keys stand beneath.
 */
#include "key_sheet.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"

enum {
    LEAST_COLUMN = 37,
    WIDEST_COLUMN = 60,
    MOST_COLUMNS = 4,
    BETWEEN = 2, /* columns between two columns */
};

void key_sheet_finish(struct key_sheet *sheet)
{
    for (size_t i = 0; i < sheet->rows.count; i++) {
        free(sheet->rows.items[i].text);
        free(sheet->rows.items[i].keys);
    }
    free(sheet->rows.items);
    *sheet = (struct key_sheet){.columns = 0};
}

void key_sheet_add_text(struct key_sheet *sheet, enum sheet_kind kind, const char *text)
{
    struct sheet_row row = {.kind = kind, .text = mem_dup(text), .keys = mem_dup("")};
    array_push(&sheet->rows, row);
}

void key_sheet_add_action(struct key_sheet *sheet, const struct keymap *keymap, enum action action,
                          bool all_keys)
{
    struct buf keys = {0};
    if (all_keys)
        keymap_write_keys(keymap, action, ", ", &keys);
    else
        keymap_write_key(keymap, action, &keys);
    struct sheet_row row = {.kind = SHEET_ACTION,
                            .action = action,
                            .text = mem_dup(translate_id(action_info(action)->title)),
                            .keys = buf_take(&keys)};
    array_push(&sheet->rows, row);
}

int key_sheet_columns(int w)
{
    int columns = (w + BETWEEN) / (LEAST_COLUMN + BETWEEN);
    return columns < 1 ? 1 : columns > MOST_COLUMNS ? MOST_COLUMNS : columns;
}

static int width_of(const char *text)
{
    return (int)text_width(text, strlen(text));
}

static int lines_of(const struct sheet_row *row, int width)
{
    switch (row->kind) {
    case SHEET_HEADING:
        return 1;
    case SHEET_ACTION:
        return width_of(row->text) + width_of(row->keys) + 2 > width && row->keys[0] != '\0' ? 2
                                                                                             : 1;
    case SHEET_TEXT:
        break;
    }
    return canvas_measure_wrapped(row->text, width);
}

/* Lines that must stand together from this row on. */
static int block_of(const struct key_sheet *sheet, size_t at)
{
    const struct sheet_row *row = &sheet->rows.items[at];
    int lines = row->lines;
    if (row->kind == SHEET_HEADING && at + 1 < sheet->rows.count)
        lines += sheet->rows.items[at + 1].lines;
    return lines;
}

/* Says where each row stands; returns the lines of the longest column. */
static int flow(struct key_sheet *sheet, bool blanks)
{
    int page = 0;
    int column = 0;
    int y = 0;
    int longest = 0;
    for (size_t i = 0; i < sheet->rows.count; i++) {
        struct sheet_row *row = &sheet->rows.items[i];
        bool blank = blanks && y > 0 && row->kind == SHEET_HEADING;
        if (y > 0 && y + blank + block_of(sheet, i) > sheet->height) {
            page += column + 1 == sheet->columns;
            column = (column + 1) % sheet->columns;
            y = 0;
            blank = false;
        }
        row->page = page;
        row->column = column;
        row->y = y + blank;
        y = row->y + row->lines;
        longest = y > longest ? y : longest;
    }
    sheet->pages = page + 1;
    return longest < sheet->height ? longest : sheet->height;
}

int key_sheet_lay_out(struct key_sheet *sheet, int w, int h, int columns)
{
    int width = (w - (columns - 1) * BETWEEN) / columns;
    sheet->columns = columns;
    sheet->width = width > WIDEST_COLUMN ? WIDEST_COLUMN : width > 1 ? width : 1;
    sheet->height = h > 1 ? h : 1;
    for (size_t i = 0; i < sheet->rows.count; i++)
        sheet->rows.items[i].lines = lines_of(&sheet->rows.items[i], sheet->width);
    int longest = flow(sheet, true);
    int airy = sheet->pages;
    if (airy == 1)
        return longest;
    int tight = flow(sheet, false);
    return sheet->pages < airy ? tight : flow(sheet, true);
}

static struct area area_of(const struct key_sheet *sheet, struct area area,
                           const struct sheet_row *row)
{
    return area_meet(area, (struct area){area.x + row->column * (sheet->width + BETWEEN),
                                         area.y + row->y, sheet->width, row->lines});
}

static void draw_action(const struct sheet_row *row, struct canvas *canvas, struct area area,
                        bool selected, unsigned style)
{
    unsigned keys = style == ROLE_NORMAL ? (unsigned)ROLE_KEY : style | STYLE_BOLD;
    if (selected) {
        canvas_fill_area(canvas, area, ROLE_SELECTED, " ");
        style = keys = ROLE_SELECTED;
    }
    int title = canvas_draw_text(canvas, area, 0, 0, style, row->text);
    int used = canvas_draw_right(canvas, area, row->lines - 1, keys, row->keys);
    struct area between = {area.x + title + 1, area.y, area.w - title - used - 2, 1};
    if (style == ROLE_NORMAL && row->lines == 1 && between.w > 0)
        canvas_fill_area(canvas, area_meet(area, between), ROLE_BORDER, "·");
}

void key_sheet_draw(struct key_sheet *sheet, struct canvas *canvas, struct area area, int page,
                    size_t selected, unsigned style)
{
    sheet->area = area;
    unsigned heading =
        style == ROLE_NORMAL ? (unsigned)ROLE_HEADING : style | STYLE_BOLD | STYLE_UNDERLINE;
    for (size_t i = 0; i < sheet->rows.count; i++) {
        const struct sheet_row *row = &sheet->rows.items[i];
        struct area place = area_of(sheet, area, row);
        if (row->page != page)
            continue;
        if (row->kind == SHEET_ACTION)
            draw_action(row, canvas, place, i == selected, style);
        else if (row->kind == SHEET_HEADING)
            canvas_draw_text(canvas, place, 0, 0, heading, row->text);
        else
            canvas_draw_wrapped(canvas, place, 0, style, row->text);
    }
}

/* The action at the same height in the column before or behind, on whichever page it is. */
static size_t beside(const struct key_sheet *sheet, size_t from, int step)
{
    const struct sheet_row *start = &sheet->rows.items[from];
    int wanted = start->page * sheet->columns + start->column + step;
    size_t best = from;
    int nearest = -1;
    for (size_t i = 0; i < sheet->rows.count; i++) {
        const struct sheet_row *row = &sheet->rows.items[i];
        int distance = row->y > start->y ? row->y - start->y : start->y - row->y;
        if (row->kind != SHEET_ACTION || row->page * sheet->columns + row->column != wanted ||
            (nearest >= 0 && distance >= nearest))
            continue;
        nearest = distance;
        best = i;
    }
    return best;
}

/* The first action from a row on, or before it. */
static size_t walk(const struct key_sheet *sheet, size_t from, size_t at, int step)
{
    for (; at < sheet->rows.count; at += (size_t)step)
        if (sheet->rows.items[at].kind == SHEET_ACTION)
            return at;
    return from;
}

size_t key_sheet_move(const struct key_sheet *sheet, size_t from, enum action direction)
{
    size_t count = sheet->rows.count;
    if (from >= count || direction == ACTION_FIRST)
        return walk(sheet, from, 0, 1);
    switch ((int)direction) {
    case ACTION_UP:
        return walk(sheet, from, from - 1, -1); /* before 0 comes SIZE_MAX: nothing */
    case ACTION_DOWN:
        return walk(sheet, from, from + 1, 1);
    case ACTION_LEFT:
        return beside(sheet, from, -1);
    case ACTION_RIGHT:
        return beside(sheet, from, 1);
    case ACTION_PAGE_UP:
        return beside(sheet, from, -sheet->columns);
    case ACTION_PAGE_DOWN:
        return beside(sheet, from, sheet->columns);
    case ACTION_LAST:
        return walk(sheet, from, count - 1, -1);
    }
    return from;
}

size_t key_sheet_at(const struct key_sheet *sheet, int page, int x, int y)
{
    for (size_t i = 0; i < sheet->rows.count; i++) {
        const struct sheet_row *row = &sheet->rows.items[i];
        if (row->kind == SHEET_ACTION && row->page == page &&
            area_holds(area_of(sheet, sheet->area, row), x, y))
            return i;
    }
    return sheet->rows.count;
}
