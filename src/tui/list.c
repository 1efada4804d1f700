/*
 * Lists scroll by whole rows. Rows may have several lines, so what is in view is found by
 * walking from the row that must be seen, never by walking all of them.
 */
#include "list.h"

static bool can_select(const struct list_source *source, size_t row)
{
    return source->can_select == NULL || source->can_select(source->data, row);
}

static int height_of(const struct list *list, const struct list_source *source, size_t row)
{
    if (source->height == NULL || (source->plain && row != list->selected))
        return 1;
    int height = source->height(source->data, row, list->area.w, row == list->selected);
    int most = list->area.h > 1 ? list->area.h : 1;
    return height < 1 ? 1 : height < most ? height : most;
}

bool list_settle(struct list *list, const struct list_source *source)
{
    size_t at = list->selected < source->count ? list->selected : source->count;
    for (size_t i = at; i < source->count; i++) {
        if (can_select(source, i)) {
            list->selected = i;
            return true;
        }
    }
    for (size_t i = at; i > 0; i--) {
        if (can_select(source, i - 1)) {
            list->selected = i - 1;
            return true;
        }
    }
    return false;
}

/* The first row in view where `row` is the last one, with all its lines. */
static size_t first_before(const struct list *list, const struct list_source *source, size_t row)
{
    int lines = height_of(list, source, row);
    while (row > 0) {
        lines += height_of(list, source, row - 1);
        if (lines > list->area.h)
            break;
        row--;
    }
    return row;
}

/* Moves what is in view as little as the selected row needs, its headings too where they fit. */
static void scroll(struct list *list, const struct list_source *source, bool selects)
{
    size_t last = first_before(list, source, source->count - 1);
    if (list->offset > last)
        list->offset = last;
    if (!selects)
        return;
    size_t least = first_before(list, source, list->selected);
    if (list->offset < least)
        list->offset = least;
    size_t headed = list->selected;
    while (headed > least && !can_select(source, headed - 1))
        headed--;
    if (list->offset > headed)
        list->offset = headed;
}

static void draw_scroll(const struct list *list, const struct list_source *source,
                        struct canvas *canvas, struct area edge)
{
    int before = 0;
    int all = 0;
    if (source->plain && list->selected < source->count) { /* of ten thousand, one to look at */
        int more = height_of(list, source, list->selected) - 1;
        before = (int)list->offset + (list->selected < list->offset ? more : 0);
        all = (int)source->count + more;
        canvas_draw_scroll(canvas, edge, ROLE_BORDER, before, all);
        return;
    }
    for (size_t i = 0; i < source->count; i++) {
        int height = height_of(list, source, i);
        all += height;
        before += i < list->offset ? height : 0;
    }
    canvas_draw_scroll(canvas, edge, ROLE_BORDER, before, all);
}

void list_draw(struct list *list, const struct list_source *source, struct canvas *canvas,
               struct area area, bool focused)
{
    struct area edge = area_take_right(&area, 1);
    list->area = area;
    if (source->count == 0 || area_is_empty(area))
        return;
    bool selects = list_settle(list, source);
    scroll(list, source, selects);
    int y = 0;
    for (size_t i = list->offset; i < source->count && y < area.h; i++) {
        bool selected = selects && i == list->selected;
        unsigned style = !selected ? ROLE_NORMAL : focused ? ROLE_SELECTED : ROLE_MARKED;
        int height = height_of(list, source, i);
        struct area row = area_meet(area, (struct area){area.x, area.y + y, area.w, height});
        if (selected)
            canvas_fill_area(canvas, row, style, " ");
        source->draw(source->data, i, canvas, row, style);
        y += height;
    }
    draw_scroll(list, source, canvas, edge);
}

/* The next row that can be selected in a direction; the same where there is none. */
static size_t step(const struct list_source *source, size_t row, bool forward)
{
    for (size_t i = row;;) {
        if (forward ? i + 1 >= source->count : i == 0)
            return row;
        i = forward ? i + 1 : i - 1;
        if (can_select(source, i))
            return i;
    }
}

/* A page less one line, so that the eye finds where it was. */
static void turn_page(struct list *list, const struct list_source *source, bool forward)
{
    size_t start = list->selected;
    int lines = 0;
    for (;;) {
        size_t next = step(source, list->selected, forward);
        size_t skipped = next > list->selected ? next - list->selected : list->selected - next;
        lines += (int)skipped - 1 + height_of(list, source, next);
        if (next == list->selected || (lines >= list->area.h && list->selected != start))
            return;
        list->selected = next;
    }
}

bool list_do(struct list *list, const struct list_source *source, enum action action)
{
    bool some = list_settle(list, source);
    switch ((int)action) {
    case ACTION_UP:
    case ACTION_DOWN:
        if (some)
            list->selected = step(source, list->selected, action == ACTION_DOWN);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        if (some)
            turn_page(list, source, action == ACTION_PAGE_DOWN);
        return true;
    case ACTION_FIRST:
        list->selected = 0;
        list->offset = 0;
        list_settle(list, source);
        return true;
    case ACTION_LAST:
        list->selected = source->count > 0 ? source->count - 1 : 0;
        list_settle(list, source);
        return true;
    }
    return false;
}

enum list_click list_click(struct list *list, const struct list_source *source,
                           const struct mouse *mouse)
{
    if (!area_holds(list->area, mouse->x, mouse->y) || !list_settle(list, source))
        return LIST_MISSED;
    if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN) {
        list_do(list, source, mouse->kind == MOUSE_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
        return LIST_SELECTED;
    }
    if (mouse->kind != MOUSE_PRESS)
        return LIST_MISSED;
    int y = list->area.y;
    for (size_t i = list->offset; i < source->count; i++) {
        y += height_of(list, source, i);
        if (mouse->y >= y)
            continue;
        if (!can_select(source, i))
            return LIST_MISSED;
        bool again = i == list->selected;
        list->selected = i;
        return again ? LIST_OPENED : LIST_SELECTED;
    }
    return LIST_MISSED;
}
