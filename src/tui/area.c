/*
 * Rectangles. All of it is clamping: an area is never negative and a strip is never
 * larger than what it is cut from, so layouts need no checks of their own.
 */
#include <dais/tui/area.h>

static int clamp(int value, int least, int most)
{
    if (value > most)
        value = most;
    return value < least ? least : value;
}

struct area area_meet(struct area a, struct area b)
{
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct area){left, top, right > left ? right - left : 0,
                         bottom > top ? bottom - top : 0};
}

struct area area_inset(struct area area, int columns, int rows)
{
    columns = clamp(columns, 0, area.w / 2);
    rows = clamp(rows, 0, area.h / 2);
    return (struct area){area.x + columns, area.y + rows, area.w - 2 * columns, area.h - 2 * rows};
}

struct area area_take_top(struct area *area, int rows)
{
    rows = clamp(rows, 0, area->h);
    struct area strip = {area->x, area->y, area->w, rows};
    area->y += rows;
    area->h -= rows;
    return strip;
}

struct area area_take_bottom(struct area *area, int rows)
{
    rows = clamp(rows, 0, area->h);
    area->h -= rows;
    return (struct area){area->x, area->y + area->h, area->w, rows};
}

struct area area_take_left(struct area *area, int columns)
{
    columns = clamp(columns, 0, area->w);
    struct area strip = {area->x, area->y, columns, area->h};
    area->x += columns;
    area->w -= columns;
    return strip;
}

struct area area_take_right(struct area *area, int columns)
{
    columns = clamp(columns, 0, area->w);
    area->w -= columns;
    return (struct area){area->x + area->w, area->y, columns, area->h};
}

struct area area_centre(struct area area, int w, int h)
{
    w = clamp(w, 0, area.w);
    h = clamp(h, 0, area.h);
    return (struct area){area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h};
}

bool area_is_empty(struct area area)
{
    return area.w <= 0 || area.h <= 0;
}

bool area_holds(struct area area, int x, int y)
{
    return x >= area.x && x < area.x + area.w && y >= area.y && y < area.y + area.h;
}
