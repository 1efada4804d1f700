/*
 * The writing pane. The frame says kind, slot, track, rule, and what Enter does; inside stands
 * the text, beneath it the fields: all of them where there is room, else the one that has the
 * cursor. Under a rule that forbids it a field for names is not there at all.
 */
#include "editor.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/base/name_table.h>

#include "translate.h"
#include "wording.h"

enum {
    FIELD_LIMIT = 512,   /* bytes of a field */
    TEXT_ROWS_LEAST = 3, /* before all fields are shown */
    FIELD_COLUMNS = 26,  /* a field with its name, so that two stand beside each other */
};

static const char *const field_names[] = {
    [EDITOR_TEXT] = N_("text"),         [EDITOR_SPEAKER] = N_("speaker"),
    [EDITOR_ADDRESSEE] = N_("to"),      [EDITOR_THEMES] = N_("themes"),
    [EDITOR_LABEL] = N_("label"),       [EDITOR_OWNER] = N_("owner"),
    [EDITOR_DEADLINE] = N_("deadline"), [EDITOR_PRIORITY] = N_("priority"),
    [EDITOR_LANGUAGE] = N_("language"),
};
NAME_TABLE_COMPLETE(field_names, EDITOR_FIELD_COUNT);

/* A letter and a colon at the head of a new text. */
static const struct {
    char letter;
    enum entry_kind kind;
} marks[] = {{'c', ENTRY_CONCLUSION}, {'r', ENTRY_RECOMMENDATION}, {'n', ENTRY_NOTE},
             {'a', ENTRY_ACTION},     {'d', ENTRY_DECISION},       {'q', ENTRY_QUESTION}};

struct editor {
    struct editor_place place;
    char *slot;   /* owned; lent to `place` */
    char *number; /* likewise */
    struct text_area *fields[EDITOR_FIELD_COUNT];
    char *first[EDITOR_FIELD_COUNT];       /* what stood there when writing began; owned */
    struct area drawn[EDITOR_FIELD_COUNT]; /* where, last time; empty: not */
    enum editor_field focus;
};

struct editor *editor_new(const struct editor_place *place)
{
    struct editor *editor = mem_new(1, sizeof *editor);
    editor->place = *place;
    editor->place.slot = editor->slot = mem_dup(place->slot);
    editor->place.number = editor->number = mem_dup(place->number);
    for (int i = 0; i < EDITOR_FIELD_COUNT; i++) {
        bool text = i == EDITOR_TEXT;
        editor->fields[i] = text_area_new(text ? TEXT_AREA_LINES : TEXT_AREA_LINE,
                                          text ? (size_t)TEXT_AREA_LIMIT : (size_t)FIELD_LIMIT);
        editor->first[i] = mem_dup("");
    }
    return editor;
}

void editor_free(struct editor *editor)
{
    if (editor == NULL)
        return;
    for (int i = 0; i < EDITOR_FIELD_COUNT; i++) {
        text_area_free(editor->fields[i]);
        free(editor->first[i]);
    }
    free(editor->slot);
    free(editor->number);
    free(editor);
}

const struct editor_place *editor_place(const struct editor *editor)
{
    return &editor->place;
}

void editor_set(struct editor *editor, enum editor_field field, const char *text)
{
    text_area_set_text(editor->fields[field], text, strlen(text));
    free(editor->first[field]);
    editor->first[field] = mem_dup(text_area_text(editor->fields[field]));
}

void editor_replace(struct editor *editor, enum editor_field field, const char *text)
{
    struct text_area *area = editor->fields[field];
    text_area_replace(area, 0, text_area_size(area), text, strlen(text));
}

const char *editor_first(const struct editor *editor, enum editor_field field)
{
    return editor->first[field];
}

const char *editor_read(const struct editor *editor, enum editor_field field)
{
    return text_area_text(editor->fields[field]);
}

enum entry_kind editor_kind(const struct editor *editor, const char **ret_text)
{
    const char *text = editor_read(editor, EDITOR_TEXT);
    enum entry_kind kind = editor->place.kind;
    const char *rest = text;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && editor->number == NULL; i++) {
        if ((text[0] | 0x20) == marks[i].letter && text[1] == ':') {
            kind = marks[i].kind;
            rest = text + 2;
            rest += strspn(rest, " ");
        }
    }
    if (ret_text != NULL)
        *ret_text = rest;
    return kind;
}

bool editor_is_unchanged(const struct editor *editor)
{
    for (enum editor_field i = EDITOR_TEXT; i < EDITOR_FIELD_COUNT; i++)
        if (strcmp(editor_first(editor, i), editor_read(editor, i)) != 0)
            return false;
    return true;
}

uint64_t editor_version(const struct editor *editor)
{
    uint64_t version = 0;
    for (int i = 0; i < EDITOR_FIELD_COUNT; i++)
        version += text_area_version(editor->fields[i]);
    return version;
}

/* May this field be there under the rule? Nobody is named where names may not be recorded. */
static bool has_field(const struct editor *editor, enum editor_field field)
{
    return field != EDITOR_SPEAKER || editor->place.rule != ATTRIBUTION_CHATHAM_HOUSE;
}

static void move_focus(struct editor *editor, int step)
{
    do
        editor->focus = (enum editor_field)(((int)editor->focus + step + EDITOR_FIELD_COUNT) %
                                            EDITOR_FIELD_COUNT);
    while (!has_field(editor, editor->focus));
}

enum text_area_result editor_type(struct editor *editor, const struct key *key)
{
    return text_area_type(editor->fields[editor->focus], key);
}

enum text_area_result editor_paste(struct editor *editor, const char *bytes, size_t size)
{
    return text_area_insert(editor->fields[editor->focus], bytes, size);
}

enum text_area_result editor_do(struct editor *editor, enum action action)
{
    if (action == ACTION_EDITOR_FIELD_NEXT || action == ACTION_EDITOR_FIELD_PREVIOUS) {
        move_focus(editor, action == ACTION_EDITOR_FIELD_NEXT ? 1 : -1);
        return TEXT_AREA_MOVED;
    }
    return text_area_do(editor->fields[editor->focus], action);
}

enum text_area_result editor_click(struct editor *editor, const struct mouse *mouse)
{
    for (enum editor_field i = EDITOR_TEXT; i < EDITOR_FIELD_COUNT; i++) {
        if (!area_holds(editor->drawn[i], mouse->x, mouse->y))
            continue;
        if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN)
            return text_area_scroll(editor->fields[i], mouse->kind == MOUSE_WHEEL_UP ? -3 : 3);
        if (mouse->kind != MOUSE_PRESS)
            return TEXT_AREA_SAME;
        editor->focus = i;
        text_area_click(editor->fields[i], mouse->x - editor->drawn[i].x,
                        mouse->y - editor->drawn[i].y);
        return TEXT_AREA_MOVED;
    }
    return TEXT_AREA_NOT_OURS;
}

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
    const char *name = translate_id(field_names[field]);
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
    return has_field(editor, EDITOR_SPEAKER) ? EDITOR_FIELD_COUNT - 1 : EDITOR_FIELD_COUNT - 2;
}

static void draw_all_fields(struct editor *editor, struct canvas *canvas, struct area area,
                            int columns)
{
    int i = 0;
    for (enum editor_field field = EDITOR_SPEAKER; field < EDITOR_FIELD_COUNT; field++) {
        if (!has_field(editor, field))
            continue;
        int w = area.w / columns;
        struct area cell = {area.x + i % columns * w, area.y + i / columns, w - 2, 1};
        draw_field(editor, canvas, area_meet(area, cell), field);
        i++;
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
        if (!has_field(editor, field) || editor_read(editor, field)[0] == '\0')
            continue;
        buf_add_text(&filled, filled.size > 0 ? " · " : "");
        buf_add_format(&filled, "%s %s", translate_id(field_names[field]),
                       editor_read(editor, field));
    }
    if (filled.size == 0)
        buf_add_text(&filled, has_field(editor, EDITOR_SPEAKER)
                                  ? _("Tab: speaker, to, themes, label …")
                                  : _("Tab: to, themes, label, owner …"));
    canvas_draw_text(canvas, area, 0, 0, ROLE_DIM, buf_text(&filled));
}

void editor_draw(struct editor *editor, const struct scene *scene, struct canvas *canvas,
                 struct area area)
{
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf right = {0};
    memset(editor->drawn, 0, sizeof editor->drawn);
    write_titles(editor, scene, area.w, &title, &right);
    struct area inner =
        canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, buf_text(&title), buf_text(&right));
    inner = area_inset(inner, 1, 0);
    int columns = inner.w / FIELD_COLUMNS;
    columns = columns < 1 ? 1 : columns > 4 ? 4 : columns;
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
}
