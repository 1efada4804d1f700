/*
 * The writing pane: its text and fields, which of them has the keys, and the kind that the head of
 * a text asks for. How it looks stands in editor_draw.c, what it completes in editor_complete.c.
 */
#include "editor_inner.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>
#include <dais/tui/kinds.h>

#include "wording.h"

enum {
    FIELD_LIMIT = 512, /* bytes of a field */
    MARK_MOST = 48,    /* bytes of a kind's name */
};

static const char *const field_names[] = {
    [EDITOR_TEXT] = N_("text"),         [EDITOR_SPEAKER] = N_("speaker"),
    [EDITOR_ADDRESSEE] = N_("to"),      [EDITOR_THEMES] = N_("themes"),
    [EDITOR_LABEL] = N_("label"),       [EDITOR_OWNER] = N_("owner"),
    [EDITOR_DEADLINE] = N_("deadline"), [EDITOR_PRIORITY] = N_("priority"),
    [EDITOR_LANGUAGE] = N_("language"), [EDITOR_TRANSLATION] = N_("translation of"),
};
NAME_TABLE_COMPLETE(field_names, EDITOR_FIELD_COUNT);

/* A letter and a colon at the head of a new text. */
static const struct {
    char letter;
    enum entry_kind kind;
} marks[] = {{'c', ENTRY_CONCLUSION}, {'r', ENTRY_RECOMMENDATION}, {'n', ENTRY_NOTE},
             {'a', ENTRY_ACTION},     {'d', ENTRY_DECISION},       {'q', ENTRY_QUESTION}};

const char *editor_field_name(enum editor_field field)
{
    return field_names[field];
}

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
    completion_finish(&editor->completion);
    free(editor->held);
    free(editor->offered);
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

void editor_recover(struct editor *editor, enum editor_field field, const char *text)
{
    text_area_set_text(editor->fields[field], text, strlen(text));
}

void editor_hold(struct editor *editor, bool kept)
{
    const char *text = editor_read(editor, EDITOR_TEXT);
    editor->kept = editor->kept || kept;
    if (strcmp(text, editor_first(editor, EDITOR_TEXT)) == 0 ||
        (editor->held != NULL && strlen(text) <= strlen(editor->held)))
        return;
    free(editor->held);
    editor->held = mem_dup(text);
}

/* Is there nothing left of it once it is cleaned? */
static bool is_blank(const char *text)
{
    BUF_LOCAL struct buf clean = {0};
    (void)utf8_clean(text, strlen(text), &clean);
    return clean.size == 0;
}

const char *editor_emptied(const struct editor *editor, size_t least)
{
    const char *text;
    const char *first = editor_first(editor, EDITOR_TEXT);
    editor_kind(editor, &text);
    if (editor->held == NULL || is_blank(editor->held) ||
        !(is_blank(text) || (editor->number != NULL && editor_is_unchanged(editor))))
        return NULL;
    return editor->kept || strlen(editor->held) >= strlen(first) + least ? editor->held : NULL;
}

void editor_offer(struct editor *editor, const char *text)
{
    free(editor->offered);
    editor->offered = mem_dup(text);
}

const char *editor_first(const struct editor *editor, enum editor_field field)
{
    return editor->first[field];
}

const char *editor_read(const struct editor *editor, enum editor_field field)
{
    return text_area_text(editor->fields[field]);
}

/* "c", "Good practice", "citation": the kind that is called so; -1: none. */
static int find_kind(const char *name, size_t size)
{
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(name, size, &folded);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && folded.size == 1; i++)
        if (folded.bytes[0] == marks[i].letter)
            return (int)marks[i].kind;
    return kinds_find(name, size);
}

enum entry_kind editor_kind(const struct editor *editor, const char **ret_text)
{
    const char *text = editor_read(editor, EDITOR_TEXT);
    enum entry_kind kind = editor->place.kind;
    const char *rest = text;
    size_t size = strcspn(text, ":\n");
    if (editor->number == NULL && text[size] == ':' && size > 0 && size <= MARK_MOST &&
        text[0] != ' ') {
        size_t name = size;
        while (text[name - 1] == ' ') /* "q : qui paie ?" */
            name--;
        int found = find_kind(text, name);
        if (found >= 0) {
            kind = (enum entry_kind)found;
            rest = text + size + 1;
            rest += strspn(rest, " ");
        }
    }
    if (ret_text != NULL)
        *ret_text = rest;
    return kind;
}

bool editor_has_keys(const struct editor *editor, enum editor_field field)
{
    return editor->focus == field;
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

bool editor_has_field(const struct editor *editor, enum editor_field field)
{
    return field != EDITOR_SPEAKER || editor->place.rule != ATTRIBUTION_CHATHAM_HOUSE;
}

static void move_focus(struct editor *editor, int step)
{
    do
        editor->focus = (enum editor_field)(((int)editor->focus + step + EDITOR_FIELD_COUNT) %
                                            EDITOR_FIELD_COUNT);
    while (!editor_has_field(editor, editor->focus));
    completion_close(&editor->completion);
    editor->called = editor->shut = editor->taken = false;
}

void editor_focus(struct editor *editor, enum editor_field field)
{
    if (!editor_has_field(editor, field))
        return;
    editor->focus = field;
    completion_close(&editor->completion);
    editor->called = editor->shut = editor->taken = false;
    text_area_do(editor->fields[field], ACTION_EDITOR_END);
}

/*
 * A letter right behind what was taken into a field: another theme, one more word where a field may
 * say anything, else something in its place.
 */
static void part_from_taken(struct editor *editor, const struct key *key)
{
    struct text_area *field = editor->fields[editor->focus];
    bool letter = key->code >= 0x80 || (key->code >= '0' && strchr(":;<=>?@[\\]^_`{|}~",
                                                                   (int)key->code) == NULL);
    bool taken = editor->taken;
    editor->taken = false;
    if (!taken || !letter || text_area_cursor(field) != text_area_size(field))
        return;
    editor->shut = false;
    switch (editor->focus) {
    case EDITOR_THEMES:
        text_area_insert(field, ", ", 2);
        break;
    case EDITOR_ADDRESSEE:
    case EDITOR_LABEL:
    case EDITOR_OWNER:
        text_area_insert(field, " ", 1);
        break;
    case EDITOR_SPEAKER:
    case EDITOR_DEADLINE:
    case EDITOR_PRIORITY:
    case EDITOR_LANGUAGE:
    case EDITOR_TRANSLATION:
        text_area_replace(field, 0, text_area_size(field), "", 0);
        break;
    case EDITOR_TEXT:
    case EDITOR_FIELD_COUNT:
        break;
    }
}

enum text_area_result editor_type(struct editor *editor, const struct key *key)
{
    part_from_taken(editor, key);
    return text_area_type(editor->fields[editor->focus], key);
}

enum text_area_result editor_paste(struct editor *editor, const char *bytes, size_t size)
{
    editor->taken = false;
    return text_area_insert(editor->fields[editor->focus], bytes, size);
}

unsigned editor_turn_track(struct editor *editor)
{
    unsigned tracks = editor->tracks;
    if (tracks > 0 && editor->number == NULL)
        editor->place.track = editor->place.track < tracks ? editor->place.track + 1 : 0;
    return editor->number == NULL ? tracks : 0;
}

enum text_area_result editor_do(struct editor *editor, enum action action)
{
    if (action == ACTION_EDITOR_FIELD_NEXT && editor_take_candidate(editor))
        return TEXT_AREA_CHANGED;
    editor->taken = false;
    if (action == ACTION_EDITOR_FIELD_NEXT || action == ACTION_EDITOR_FIELD_PREVIOUS) {
        move_focus(editor, action == ACTION_EDITOR_FIELD_NEXT ? 1 : -1);
        return TEXT_AREA_MOVED;
    }
    if (action == ACTION_EDITOR_UP || action == ACTION_EDITOR_DOWN) {
        if (completion_move(&editor->completion, action == ACTION_EDITOR_UP ? -1 : 1))
            return TEXT_AREA_MOVED;
        if (editor->focus != EDITOR_TEXT) { /* there are no rows to go to */
            editor->called = true;
            editor->shut = false;
            return TEXT_AREA_MOVED;
        }
    }
    enum text_area_result result = text_area_do(editor->fields[editor->focus], action);
    size_t size;
    if (action == ACTION_EDITOR_COPY || action == ACTION_EDITOR_CUT) {
        const char *cut = editor_cut(editor, &size);
        for (int i = 0; i < EDITOR_FIELD_COUNT; i++)
            if (i != (int)editor->focus)
                text_area_set_cut(editor->fields[i], cut, size);
    }
    return result;
}

enum text_area_result editor_select(struct editor *editor, enum action motion)
{
    return text_area_select(editor->fields[editor->focus], motion);
}

struct text_area *editor_focused(const struct editor *editor)
{
    return editor->fields[editor->focus];
}

const char *editor_cut(const struct editor *editor, size_t *ret_size)
{
    return text_area_cut(editor->fields[editor->focus], ret_size);
}

void editor_set_cut(struct editor *editor, const char *bytes, size_t size)
{
    for (int i = 0; i < EDITOR_FIELD_COUNT; i++)
        text_area_set_cut(editor->fields[i], bytes, size);
}

enum text_area_result editor_click(struct editor *editor, const struct mouse *mouse)
{
    if (mouse->kind == MOUSE_PRESS && area_holds(editor->list_drawn, mouse->x, mouse->y)) {
        editor->completion.chosen = editor->list_first + (size_t)(mouse->y - editor->list_drawn.y);
        return editor_take_candidate(editor) ? TEXT_AREA_CHANGED : TEXT_AREA_SAME;
    }
    for (enum editor_field i = EDITOR_TEXT; i < EDITOR_FIELD_COUNT; i++) {
        if (!area_holds(editor->drawn[i], mouse->x, mouse->y))
            continue;
        if (mouse->kind == MOUSE_WHEEL_UP || mouse->kind == MOUSE_WHEEL_DOWN)
            return text_area_scroll(editor->fields[i], mouse->kind == MOUSE_WHEEL_UP ? -3 : 3);
        if (mouse->kind != MOUSE_PRESS)
            return TEXT_AREA_SAME;
        editor->focus = i;
        text_area_click(editor->fields[i], mouse->x, mouse->y);
        return TEXT_AREA_MOVED;
    }
    return TEXT_AREA_NOT_OURS;
}
