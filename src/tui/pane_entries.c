/*
 * The entries of a slot, newest at the bottom, each with its mark: ✓ on the disc, or NOT SAVED
 * in words. The selected text, then the newest, go over as many rows as there is room for.
 */
#include "pane.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

static bool is_in(const struct entry *entry, const char *slot, unsigned track)
{
    if (entry->standing == STANDING_WITHDRAWN)
        return false;
    if (slot == NULL || entry->slot == NULL)
        return slot == NULL && entry->slot == NULL;
    return strcmp(entry->slot, slot) == 0 && (track == 0 || entry->track == track);
}

void entry_rows_make(const struct scene *scene, const char *slot, unsigned track,
                     struct entry_rows *ret_rows)
{
    struct entry_rows rows = {0};
    for (size_t i = 0; i < scene->record->entries.count; i++)
        if (is_in(scene->record->entries.items[i], slot, track))
            array_push(&rows.list, scene->record->entries.items[i]);
    *ret_rows = rows;
}

int pane_entry_draw(const struct scene *scene, struct canvas *canvas, struct area area, int y,
                    int most, unsigned style, const struct entry *entry)
{
    BUF_LOCAL struct buf head = {0};
    BUF_LOCAL struct buf text = {0};
    bool unsaved = scene_is_entry_unsaved(scene, entry);
    const char *mark = unsaved ? _("NOT SAVED") : "✓";
    if (entry->versions.count > 0) {
        zone_write_time(scene->programme->zone, entry->versions.items[0].event->at, false, &head);
        buf_add_char(&head, ' ');
    }
    buf_add_text(&head, entry->shown);
    buf_add_text(&head, "  ");
    if (entry->label != NULL)
        buf_add_format(&text, "%s: ", entry->label);
    buf_add_text(&text, entry->text);
    if (entry->addressee != NULL)
        buf_add_format(&text, "  → %s", entry->addressee);
    if (entry_is_unsettled(entry))
        buf_add_format(&text, "  (%s)", _("two versions"));
    int indent = (int)text_width(mark, strlen(mark)) + 1 + (int)text_width(head.bytes, head.size);
    struct area body = {area.x + indent, area.y + y, area.w - indent, most};
    if (body.w < 8) { /* too narrow to stand beside the number */
        body = (struct area){area.x + 2, area.y + y + 1, area.w - 2, most - 1};
    }
    int rows = canvas_measure_within(buf_text(&text), body.w, most) + (body.y - area.y - y);
    rows = rows < most ? rows : most;
    if (canvas == NULL)
        return rows;
    if (style == ROLE_SELECTED || style == ROLE_MARKED)
        canvas_fill_area(canvas, area_meet(area, (struct area){area.x, area.y + y, area.w, rows}),
                         style, " ");
    unsigned mark_style = unsaved ? ROLE_ERROR : style == ROLE_NORMAL ? ROLE_OK : style;
    int x = canvas_draw_text(canvas, area, 0, y, mark_style, mark) + 1;
    canvas_draw_text(canvas, area, x, y, style == ROLE_NORMAL ? (unsigned)ROLE_DIM : style,
                     buf_text(&head));
    canvas_draw_wrapped(canvas, area_meet(area, body), 0, style, buf_text(&text));
    return rows;
}

/* Rows of each entry, the selected one first, then the newest. False: they must scroll. */
static bool share_rows(const struct scene *scene, const struct entry_rows *rows, struct area inner,
                       size_t selected, struct row_shares *ret_shares)
{
    *ret_shares = (struct row_shares){0};
    bool crowded =
        (int)rows->list.count > inner.h; /* then each has one row, and none is measured */
    for (size_t i = 0; i < rows->list.count; i++) {
        int wanted = crowded ? 1
                             : pane_entry_draw(scene, NULL, inner, 0, inner.h, ROLE_NORMAL,
                                               rows->list.items[i]);
        array_push(&ret_shares->list, wanted);
    }
    return row_shares_fit(ret_shares, inner.h, selected, true);
}

/* How one begins. */
static void draw_nothing(const struct scene *scene, struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf conclusion = {0};
    BUF_LOCAL struct buf recommendation = {0};
    BUF_LOCAL struct buf note = {0};
    wording_write_key(scene->keymap, ACTION_CONCLUSION, &conclusion);
    wording_write_key(scene->keymap, ACTION_RECOMMENDATION, &recommendation);
    wording_write_key(scene->keymap, ACTION_NOTE, &note);
    translate_write(&text,
                    N_("Nothing yet. {1} writes a conclusion, {2} a recommendation, {3} a note."),
                    buf_text(&conclusion), buf_text(&recommendation), buf_text(&note), NULL);
    canvas_draw_wrapped(canvas, area, 0, ROLE_DIM, buf_text(&text));
}

void pane_entries_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                       const char *title, const struct entry_rows *rows, size_t selected,
                       bool focused, size_t *offset)
{
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    struct area inner =
        canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE, title, NULL);
    inner = area_inset(inner, 1, 0);
    if (rows->list.count == 0) {
        draw_nothing(scene, canvas, inner);
        return;
    }
    struct row_shares shares;
    size_t height = (size_t)(inner.h > 0 ? inner.h : 1);
    bool fits = share_rows(scene, rows, inner, selected, &shares);
    if (fits)
        *offset = 0;
    else if (selected < *offset)
        *offset = selected;
    else if (selected >= *offset + height)
        *offset = selected + 1 - height;
    int y = 0;
    for (size_t i = *offset; i < rows->list.count && y < inner.h; i++) {
        unsigned style = i != selected || !focused ? ROLE_NORMAL : ROLE_SELECTED;
        y += pane_entry_draw(scene, canvas, inner, y, shares.list.items[i], style,
                             rows->list.items[i]);
    }
    if (!fits)
        canvas_draw_scroll(canvas, area_inset(area, 0, 1), border, (int)*offset,
                           (int)rows->list.count);
    free(shares.list.items);
}

size_t pane_entries_row_at(const struct scene *scene, struct area area,
                           const struct entry_rows *rows, size_t selected, size_t offset, int y)
{
    struct area inner = area_inset(area_inset(area, 1, 1), 1, 0);
    struct row_shares shares;
    share_rows(scene, rows, inner, selected, &shares);
    int top = inner.y;
    size_t at = offset;
    for (; at < rows->list.count && top < inner.y + inner.h; at++) {
        top += shares.list.items[at];
        if (y < top)
            break;
    }
    free(shares.list.items);
    return y >= inner.y && y < inner.y + inner.h && y < top ? at : rows->list.count;
}
