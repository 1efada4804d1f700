/*
 * Texts become lines when they are added, since only lines can be scrolled.
 */
#include "pager.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

enum { WHEEL = 3 /* lines */ };

static void clear(struct pager *pager)
{
    for (size_t i = 0; i < pager->lines.count; i++) {
        free(pager->lines.items[i].text);
        free(pager->lines.items[i].runs.items);
    }
    pager->lines.count = 0;
}

void pager_finish(struct pager *pager)
{
    clear(pager);
    free(pager->lines.items);
    *pager = (struct pager){.offset = 0};
}

void pager_begin(struct pager *pager, int columns)
{
    clear(pager);
    pager->columns = columns > 1 ? columns - 1 : 1;
}

static void add_line(struct pager *pager, unsigned style, int indent, const char *text, size_t size)
{
    struct pager_line line = {.style = style, .indent = indent, .text = mem_dup_n(text, size)};
    array_push(&pager->lines, line);
}

void pager_add(struct pager *pager, unsigned style, int indent, int hang, const char *text)
{
    size_t size = strlen(text);
    if (size == 0)
        add_line(pager, style, indent, "", 0);
    while (size > 0) {
        int columns = pager->columns - indent;
        size_t skip;
        size_t taken = text_wrap(text, size, columns > 0 ? (unsigned)columns : 1, &skip);
        add_line(pager, style, indent, text, taken);
        text += taken + skip;
        size -= taken + skip;
        indent += hang;
        hang = 0;
    }
}

/* The runs of a block as far as they lie in `size` bytes from `start` on. */
static void add_runs(struct pager_line *line, const struct room_block *block, size_t start,
                     size_t size)
{
    for (size_t i = 0; i < block->runs.count; i++) {
        struct room_run run = block->runs.items[i];
        if (run.end <= start)
            continue;
        run.end = run.end - start < size ? run.end - start : size;
        array_push(&line->runs, run);
        if (run.end == size)
            return;
    }
}

void pager_add_block(struct pager *pager, int indent, const struct room_block *block)
{
    const char *text = buf_text(&block->text);
    int columns = pager->columns - indent;
    for (size_t at = 0, skip, taken; at < block->text.size; at += taken + skip) {
        taken =
            text_wrap(text + at, block->text.size - at, columns > 0 ? (unsigned)columns : 1, &skip);
        add_line(pager, ROLE_NORMAL, indent, text + at, taken);
        add_runs(&pager->lines.items[pager->lines.count - 1], block, at, taken);
    }
}

static void draw_line(const struct pager_line *line, struct canvas *canvas, struct area area, int y)
{
    if (line->runs.count == 0) {
        canvas_draw_text(canvas, area, line->indent, y, line->style, line->text);
        return;
    }
    int x = line->indent;
    size_t start = 0;
    for (size_t i = 0; i < line->runs.count; i++) {
        const struct room_run *run = &line->runs.items[i];
        x +=
            canvas_draw_piece(canvas, area, x, y, run->style, line->text + start, run->end - start);
        start = run->end;
    }
}

/* The last line that may stand first. */
static int furthest(const struct pager *pager)
{
    int rest = (int)pager->lines.count - pager->area.h;
    return rest > 0 ? rest : 0;
}

static void move(struct pager *pager, int lines)
{
    int most = furthest(pager);
    int offset = pager->offset + lines;
    pager->offset = offset < 0 ? 0 : offset < most ? offset : most;
}

void pager_draw(struct pager *pager, struct canvas *canvas, struct area area)
{
    pager->area = area;
    move(pager, 0);
    struct area edge = area_take_right(&area, 1);
    for (int y = 0; y < area.h && pager->offset + y < (int)pager->lines.count; y++) {
        draw_line(&pager->lines.items[pager->offset + y], canvas, area, y);
    }
    canvas_draw_scroll(canvas, edge, ROLE_BORDER, pager->offset, (int)pager->lines.count);
}

bool pager_do(struct pager *pager, enum action action)
{
    int page = pager->area.h > 1 ? pager->area.h - 1 : 1;
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_DOWN:
        move(pager, action == ACTION_UP ? -1 : 1);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        move(pager, action == ACTION_PAGE_UP ? -page : page);
        return true;
    case ACTION_FIRST:
    case ACTION_LAST:
        pager->offset = action == ACTION_FIRST ? 0 : furthest(pager);
        return true;
    }
    return false;
}

bool pager_wheel(struct pager *pager, const struct mouse *mouse)
{
    bool up = mouse->kind == MOUSE_WHEEL_UP;
    if ((!up && mouse->kind != MOUSE_WHEEL_DOWN) || !area_holds(pager->area, mouse->x, mouse->y))
        return false;
    move(pager, up ? -WHEEL : WHEEL);
    return true;
}
