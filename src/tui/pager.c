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
    for (size_t i = 0; i < pager->lines.count; i++)
        free(pager->lines.items[i].text);
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
    struct pager_line line = {style, indent, mem_dup_n(text, size)};
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
        const struct pager_line *line = &pager->lines.items[pager->offset + y];
        canvas_draw_text(canvas, area, line->indent, y, line->style, line->text);
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
