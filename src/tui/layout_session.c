/*
 * Wide: the programme at the left, at the right the running slot above its entries. Narrow:
 * one above the other, and where even that is too tight only the focused one of programme and
 * entries beneath the clock. The clock always stays in view, unless another pane is blown up.
 */
#include "layout_session.h"

enum {
    WIDE = 76,            /* columns from which there are two columns of panes */
    STACK_ALL = 26,       /* rows from which all three stand one above the other */
    PROGRAMME_LEAST = 34, /* columns */
    PROGRAMME_MOST = 64,
    RUNNING_LEAST = 6, /* rows, with the frame */
    RUNNING_MOST = 24,
    EDITOR_ROWS = 9,
};

static int clamp(int value, int least, int most)
{
    if (value < least)
        return least;
    return value < most ? value : most;
}

static void lay_wide(struct area area, const struct session_wants *wants,
                     struct session_layout *layout)
{
    int left = clamp(area.w * 2 / 5, PROGRAMME_LEAST, PROGRAMME_MOST);
    layout->panes[PANE_PROGRAMME] = area_take_left(&area, left);
    int running = clamp(area.h * 11 / 20, RUNNING_LEAST, area.w / 5 + 5);
    running = running < RUNNING_MOST ? running : RUNNING_MOST;
    if (wants->writing && area.h - running < EDITOR_ROWS)
        running = clamp(area.h - EDITOR_ROWS, RUNNING_LEAST, running);
    layout->panes[PANE_RUNNING] = area_take_top(&area, running);
    layout->panes[PANE_ENTRIES] = area;
}

static void lay_stacked(struct area area, const struct session_wants *wants,
                        struct session_layout *layout)
{
    layout->stacked = true;
    int running = clamp(area.h / 3, RUNNING_LEAST, 14);
    layout->panes[PANE_RUNNING] = area_take_top(&area, running);
    if (area.h + running >= STACK_ALL) {
        int programme = clamp(wants->rows + 2, 5, area.h - (wants->writing ? EDITOR_ROWS : 6));
        layout->panes[PANE_PROGRAMME] = area_take_top(&area, programme);
        layout->panes[PANE_ENTRIES] = area;
        return;
    }
    bool entries = wants->writing || wants->focus == PANE_ENTRIES;
    layout->panes[entries ? PANE_ENTRIES : PANE_PROGRAMME] = area;
}

void layout_session(struct area area, const struct session_wants *wants,
                    struct session_layout *ret_layout)
{
    *ret_layout = (struct session_layout){.stacked = false};
    if (wants->zoom && !wants->writing)
        ret_layout->panes[wants->focus] = area;
    else if (area.w >= WIDE)
        lay_wide(area, wants, ret_layout);
    else
        lay_stacked(area, wants, ret_layout);
}
