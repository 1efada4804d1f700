/*
 * How the writing pane looks. The frame says kind, slot, track, rule, and what Enter does; inside
 * stands the text, beneath it the fields: all of them where there is room, else the one that has
 * the cursor. Under a rule that forbids it a field for names is not there at all.
 */
#include "editor_inner.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    TEXT_ROWS_LEAST = 3, /* before all fields are shown */
    FIELD_COLUMNS = 26,  /* a field with its name, so that two stand beside each other */
    FIELD_GIVES = 7,     /* of those, to the field with the cursor */
};

/* "Recommendation · Coffee break · track 1"; `brief`: without the slot, which runs in view. */
static void write_title(const struct editor *editor, const struct scene *scene, bool brief,
                        struct buf *out)
{
    const struct editor_place *place = &editor->place;
    const char *running = scene->reading.slot != SLOT_NONE
                              ? scene->timekeeper->slots.items[scene->reading.slot].id
                              : NULL;
    if (place->number != NULL)
        translate_write(out, N_("Amend {1}"), place->number, NULL);
    else
        buf_add_text(out, wording_kind(editor_kind(editor, NULL)));
    buf_add_text(out, " · ");
    if (place->slot == NULL)
        buf_add_text(out, _("the session"));
    else if (brief && running != NULL && strcmp(running, place->slot) == 0)
        buf_add_text(out, _("this slot"));
    else
        buf_add_text(out, session_slot_title(scene->session, place->slot, scene->language));
    if (place->track > 0) {
        BUF_LOCAL struct buf number = {0};
        buf_add_format(&number, "%u", place->track);
        buf_add_text(out, " · ");
        translate_write(out, N_("track {1}"), buf_text(&number), NULL);
    }
}

/*
 * Both titles of the frame: what it is at the left, at the right the rule and what Enter does.
 * Where it is tight the slot that runs anyway is not named, and at last the foot says of Enter.
 */
static void write_titles(const struct editor *editor, const struct scene *scene, int columns,
                         struct buf *title, struct buf *right)
{
    const char *const enter[] = {_("Enter saves and closes"), _("Enter saves"), _("Enter saves"),
                                 NULL};
    for (int i = 0; i < 4; i++) {
        buf_clear(title);
        buf_clear(right);
        write_title(editor, scene, i >= 2, title);
        buf_add_text(right, wording_rule(editor->place.rule));
        if (enter[i] != NULL)
            buf_add_format(right, " · %s", enter[i]);
        if ((int)(text_width(title->bytes, title->size) + text_width(right->bytes, right->size)) <=
            columns - 8)
            return;
    }
}

static void draw_field(struct editor *editor, struct canvas *canvas, struct area area,
                       enum editor_field field)
{
    const char *name = translate_id(editor_field_name(field));
    bool focused = editor->focus == field;
    int used = canvas_draw_text(canvas, area, 0, 0, focused ? ROLE_FOCUS : ROLE_FIELD, name) + 1;
    area_take_left(&area, used);
    canvas_fill_area(canvas, area, ROLE_INPUT | STYLE_UNDERLINE, " ");
    text_area_draw(editor->fields[field], canvas, area, ROLE_INPUT | STYLE_UNDERLINE, focused);
    editor->drawn[field] = area;
}

/* How many fields the rule leaves beside the text. */
static int count_fields(const struct editor *editor)
{
    return editor_has_field(editor, EDITOR_SPEAKER) ? EDITOR_FIELD_COUNT - 1
                                                    : EDITOR_FIELD_COUNT - 2;
}

/* Columns of the field with its name, and the two behind it, so that nothing of it is cut off. */
static int whole_width(const struct editor *editor, enum editor_field field)
{
    const char *name = translate_id(editor_field_name(field));
    const char *text = editor_read(editor, field);
    return (int)(text_width(name, strlen(name)) + text_width(text, strlen(text))) + 4;
}

/* One row of fields, as wide as each other, but that the one with the cursor takes what it needs
   as long as the others have room for their names. */
static void draw_row(struct editor *editor, struct canvas *canvas, struct area row,
                     const enum editor_field *fields, int count, int columns)
{
    int least = FIELD_COLUMNS - FIELD_GIVES;
    int w = row.w / columns;
    int wide = 0; /* of the one with the cursor, where that is more */
    for (int i = 0; i < count; i++)
        if (fields[i] == editor->focus && whole_width(editor, fields[i]) > w)
            wide = whole_width(editor, fields[i]);
    int most = row.w - least * (columns - 1);
    wide = wide > most ? most : wide;
    int other = wide > 0 && columns > 1 ? (row.w - wide) / (columns - 1) : w;
    for (int i = 0, x = row.x; i < count; i++) {
        int width = wide > 0 && fields[i] == editor->focus ? wide : other;
        struct area cell = {x, row.y, width - 2, 1};
        draw_field(editor, canvas, area_meet(row, cell), fields[i]);
        x += width;
    }
}

static void draw_all_fields(struct editor *editor, struct canvas *canvas, struct area area,
                            int columns)
{
    enum editor_field row[EDITOR_FIELD_COUNT];
    int count = 0, y = 0;
    for (enum editor_field field = EDITOR_SPEAKER; field < EDITOR_FIELD_COUNT; field++) {
        if (editor_has_field(editor, field))
            row[count++] = field;
        if (count < columns && (field + 1 < EDITOR_FIELD_COUNT || count == 0))
            continue;
        struct area line = {area.x, area.y + y++, area.w, 1};
        draw_row(editor, canvas, area_meet(area, line), row, count, columns);
        count = 0;
    }
}

/* One row: the field that has the cursor, or what has been filled in. */
static void draw_one_field(struct editor *editor, struct canvas *canvas, struct area area)
{
    if (editor->focus != EDITOR_TEXT) {
        draw_field(editor, canvas, area, editor->focus);
        return;
    }
    BUF_LOCAL struct buf filled = {0};
    for (enum editor_field field = EDITOR_SPEAKER; field < EDITOR_FIELD_COUNT; field++) {
        if (!editor_has_field(editor, field) || editor_read(editor, field)[0] == '\0')
            continue;
        buf_add_text(&filled, filled.size > 0 ? " · " : "");
        buf_add_format(&filled, "%s %s", translate_id(editor_field_name(field)),
                       editor_read(editor, field));
    }
    if (filled.size == 0)
        buf_add_text(&filled, editor_has_field(editor, EDITOR_SPEAKER)
                                  ? _("Tab: speaker, to, themes, label …")
                                  : _("Tab: to, themes, label, owner …"));
    canvas_draw_text(canvas, area, 0, 0, ROLE_DIM, buf_text(&filled));
}

/* On the lower side: the key for the tracks, and the text that was left with its own. */
static void draw_foot(const struct editor *editor, const struct scene *scene,
                      struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {{ACTION_EDITOR_TRACK, N_("track")}};
    int used = 0;
    if (editor->tracks > 0 && editor->number == NULL)
        used = hints_draw(scene, canvas, area, ROLE_FOCUS, hints, sizeof hints / sizeof hints[0]);
    if (editor->offered == NULL || area.h < 2)
        return;
    BUF_LOCAL struct buf key = {0}, text = {0};
    wording_write_key(scene->keymap, ACTION_EDITOR_TAKE_UP, &key);
    buf_add_char(&text, ' ');
    translate_write(&text, N_("{1} takes up: {2}"), buf_text(&key), editor->offered, NULL);
    buf_add_char(&text, ' ');
    struct area foot = area_inset(area, 2, 0);
    area_take_left(&foot, used > 0 ? used + 1 : 0);
    canvas_draw_text(canvas, foot, 0, area.h - 1, ROLE_NOTICE, buf_text(&text));
}

int editor_text_row(const struct editor *editor)
{
    struct area drawn = editor->drawn[EDITOR_TEXT];
    return area_is_empty(drawn) ? -1 : drawn.y;
}

void editor_draw(struct editor *editor, const struct scene *scene, struct canvas *canvas,
                 struct area area)
{
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf right = {0};
    memset(editor->drawn, 0, sizeof editor->drawn);
    editor->pane = area;
    write_titles(editor, scene, area.w, &title, &right);
    struct area inner =
        canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, buf_text(&title), buf_text(&right));
    inner = area_inset(inner, 1, 0);
    int columns = inner.w / FIELD_COLUMNS;
    columns = columns < 1 ? 1 : columns > 5 ? 5 : columns;
    int rows = (count_fields(editor) + columns - 1) / columns;
    bool all = inner.h >= rows + TEXT_ROWS_LEAST;
    struct area fields = {0, 0, 0, 0};
    if (inner.h >= 2)
        fields = area_take_bottom(&inner, all ? rows : 1);
    canvas_fill_area(canvas, inner, ROLE_INPUT, " ");
    text_area_draw(editor->fields[EDITOR_TEXT], canvas, inner, ROLE_INPUT,
                   editor->focus == EDITOR_TEXT);
    editor->drawn[EDITOR_TEXT] = inner;
    if (all)
        draw_all_fields(editor, canvas, fields, columns);
    else if (!area_is_empty(fields))
        draw_one_field(editor, canvas, fields);
    draw_foot(editor, scene, canvas, area);
    editor_draw_list(editor, scene, canvas, area_inset(area, 1, 1));
}

bool editor_draw_again(struct editor *editor, const struct scene *scene, struct canvas *canvas)
{
    struct area area = editor->pane;
    if (area_is_empty(area))
        return false;
    canvas->cursor_x = -1;
    canvas->cursor_y = -1;
    canvas_fill_area(canvas, area, ROLE_NORMAL, " ");
    editor_draw(editor, scene, canvas, area);
    return true;
}

void editor_hide(struct editor *editor)
{
    editor->pane = (struct area){0, 0, 0, 0};
}
