/*
 * The programme pane: a row to a slot with its state, title, planned and present start. Where
 * there is room, long titles go over several lines; where not even one each is, they scroll.
 */
#include "pane.h"

#include <stdlib.h>

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

enum {
    MARK = 2, /* columns */
    TIME = 6, /* columns of a time and the space before it */
};

struct drawn {
    const struct scene *scene;
    const struct programme_rows *rows;
    int titles;               /* columns of a title */
    struct row_shares shares; /* rows of each; owned */
    bool fits;                /* all of them are in view */
};

static const char *mark_of(const struct scene *scene, const struct programme_row *row)
{
    if (row->kind != ROW_SLOT)
        return " ";
    switch (scene->timekeeper->slots.items[row->slot].state) {
    case SLOT_WAITING:
        return " ";
    case SLOT_RUNNING:
        return scene->timekeeper->state == CLOCK_PAUSED ? "‖" : "▶";
    case SLOT_DONE:
        return "✓";
    case SLOT_SKIPPED:
        return "–";
    case SLOT_STATE_COUNT:
        break;
    }
    return " ";
}

static unsigned style_of(const struct scene *scene, const struct programme_row *row)
{
    switch (row->kind) {
    case ROW_DAY:
        return ROLE_HEADING;
    case ROW_GAP:
        return ROLE_DIM;
    case ROW_UNTIMED:
        return ROLE_NORMAL;
    case ROW_SLOT:
    case ROW_TRACK:
        break;
    }
    const struct clock_slot *slot = &scene->timekeeper->slots.items[row->slot];
    if (slot->state == SLOT_RUNNING)
        return ROLE_RUNNING;
    if (slot->state == SLOT_DONE || slot->state == SLOT_SKIPPED)
        return ROLE_DONE;
    return slot_kind_is_break(clock_slot_kind(slot)) ? ROLE_BREAK : ROLE_NORMAL;
}

static void write_title(const struct scene *scene, const struct programme_row *row, struct buf *out)
{
    const struct lingual *title = NULL;
    switch (row->kind) {
    case ROW_DAY:
        if (timekeeper_date(scene->timekeeper, row->day) != DAY_UNKNOWN)
            wording_write_date(timekeeper_date(scene->timekeeper, row->day), out);
        title = &scene->programme->days.items[row->day].title;
        if (lingual_in(title, scene->language) != NULL && out->size > 0)
            buf_add_text(out, " · ");
        break;
    case ROW_GAP: {
        BUF_LOCAL struct buf span = {0};
        span_write(row->gap, &span);
        translate_write(out, N_("gap of {1}"), buf_text(&span), NULL);
        return;
    }
    case ROW_UNTIMED:
        title = &row->planned->title;
        break;
    case ROW_SLOT:
        buf_add_text(out, wording_slot_title(scene, row->slot));
        return;
    case ROW_TRACK:
        title = &row->planned->tracks.items[row->track - 1].title;
        break;
    }
    buf_add_text(out, lingual_in(title, scene->language));
}

/* Columns of the title: a day has the whole row, a track stands further in. */
static int title_columns(const struct drawn *drawn, const struct programme_row *row)
{
    switch (row->kind) {
    case ROW_DAY:
        return drawn->titles + MARK + 2 * TIME;
    case ROW_TRACK:
        return drawn->titles - 2 + 2 * TIME;
    case ROW_GAP:
    case ROW_SLOT:
    case ROW_UNTIMED:
        break;
    }
    return drawn->titles;
}

/* Rows of each title: all they need where there is room for all, else scrolled. */
static struct drawn prepare(const struct scene *scene, const struct programme_rows *rows,
                            size_t selected, struct area inner)
{
    struct drawn drawn = {.scene = scene, .rows = rows, .titles = inner.w - MARK - 2 * TIME};
    if (drawn.titles < 1)
        drawn.titles = 1;
    for (size_t i = 0; i < rows->list.count; i++) {
        BUF_LOCAL struct buf title = {0};
        write_title(scene, &rows->list.items[i], &title);
        int wanted =
            canvas_measure_wrapped(buf_text(&title), title_columns(&drawn, &rows->list.items[i]));
        array_push(&drawn.shares.list, wanted);
    }
    drawn.fits = row_shares_fit(&drawn.shares, inner.h, selected, false);
    return drawn;
}

/* Planned start, and as it is now: the same for the slot and for those still to come. */
static void draw_times(const struct scene *scene, struct canvas *canvas, struct area area,
                       const struct programme_row *row, unsigned style)
{
    BUF_LOCAL struct buf planned = {0};
    BUF_LOCAL struct buf now = {0};
    struct area column = area_take_right(&area, TIME);
    if (row->kind == ROW_UNTIMED) {
        const char *when = lingual_in(&row->planned->when, scene->language);
        area = (struct area){area.x + area.w - TIME, area.y, 2 * TIME, 1};
        canvas_draw_right(canvas, area_inset(area, 0, 0), 0, style, when != NULL ? when : "");
        return;
    }
    const struct forecast_slot *times = &scene->forecast.slots.items[row->slot];
    if (times->planned_start != MSEC_NONE)
        wording_write_time(scene, times->planned_start, &planned);
    else
        buf_add_text(&planned, _("new"));
    canvas_draw_right(canvas, area_take_right(&area, TIME), 0,
                      style == ROLE_NORMAL ? (unsigned)ROLE_DIM : style, buf_text(&planned));
    bool known = !scene->other_day || scene->timekeeper->slots.items[row->slot].runs.count > 0;
    wording_write_time(scene, known ? times->start : MSEC_NONE, &now);
    canvas_draw_right(canvas, column, 0, style, buf_text(&now));
}

/* Is this the last track of its slot? */
static bool is_last_track(const struct programme_row *row)
{
    return row->track == row->planned->tracks.count;
}

static void draw_row(const struct drawn *drawn, struct canvas *canvas, struct area area,
                     size_t index, unsigned bar)
{
    const struct scene *scene = drawn->scene;
    const struct programme_row *row = &drawn->rows->list.items[index];
    unsigned style = style_of(scene, row);
    BUF_LOCAL struct buf title = {0};
    write_title(scene, row, &title);
    if (bar != ROLE_NORMAL) {
        canvas_fill_area(canvas, area, bar, " ");
        style = bar;
    }
    struct area text = area;
    if (row->kind != ROW_DAY)
        area_take_left(&text, MARK);
    canvas_draw_text(canvas, area, 0, 0, style, mark_of(scene, row));
    if (row->kind == ROW_TRACK) {
        struct area branch = area_take_left(&text, 2);
        canvas_draw_text(canvas, branch, 0, 0, style, is_last_track(row) ? "└" : "├");
    }
    text.w = title_columns(drawn, row);
    if (area.h == 1)
        canvas_draw_text(canvas, text, 0, 0, style, buf_text(&title));
    else
        canvas_draw_wrapped(canvas, text, 0, style, buf_text(&title));
    if (row->kind == ROW_SLOT || row->kind == ROW_UNTIMED)
        draw_times(scene, canvas, (struct area){area.x, area.y, area.w, 1}, row, style);
}

/* Moves the offset so that `selected` is in view, its heading too where there is room. */
static void scroll(const struct drawn *drawn, int height, size_t selected, size_t *offset)
{
    size_t count = drawn->rows->list.count;
    if (selected < count && selected < *offset)
        *offset = selected;
    if (drawn->fits)
        *offset = 0;
    else if (selected < count && selected >= *offset + (size_t)height)
        *offset = selected + 1 - (size_t)height;
    if (*offset > 0 && *offset + (size_t)height > count)
        *offset = count > (size_t)height ? count - (size_t)height : 0;
}

void pane_programme_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                         const struct programme_rows *rows, size_t selected, bool focused,
                         size_t *offset)
{
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        _("Programme"), _("planned ─ now"));
    inner = area_inset(inner, 1, 0);
    struct drawn drawn = prepare(scene, rows, selected, inner);
    scroll(&drawn, inner.h, selected, offset);
    int y = 0;
    for (size_t i = *offset; i < rows->list.count && y < inner.h; i++) {
        int lines = drawn.shares.list.items[i];
        unsigned bar = i != selected ? ROLE_NORMAL : focused ? ROLE_SELECTED : ROLE_MARKED;
        draw_row(&drawn, canvas,
                 area_meet(inner, (struct area){inner.x, inner.y + y, inner.w, lines}), i, bar);
        y += lines;
    }
    if (!drawn.fits)
        canvas_draw_scroll(canvas, area_inset(area, 0, 1), border, (int)*offset,
                           (int)rows->list.count);
    free(drawn.shares.list.items);
}

size_t pane_programme_row_at(const struct scene *scene, struct area area,
                             const struct programme_rows *rows, size_t selected, size_t offset,
                             int y)
{
    struct area inner = area_inset(area_inset(area, 1, 1), 1, 0);
    struct drawn drawn = prepare(scene, rows, selected, inner);
    int top = inner.y;
    size_t at = offset;
    for (; at < rows->list.count && top < inner.y + inner.h; at++) {
        top += drawn.shares.list.items[at];
        if (y < top)
            break;
    }
    free(drawn.shares.list.items);
    return y >= inner.y && y < inner.y + inner.h && y < top ? at : rows->list.count;
}
