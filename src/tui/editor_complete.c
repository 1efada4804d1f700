/*
 * Completion in the writing pane. It must never be in the way of somebody who writes on: the list
 * opens behind an @ or # that begins a word, and in a field once something is typed or an arrow
 * asks for it; it goes as soon as nothing fits. Tab alone takes of it. Enter always saves.
 *
 *   text    @sam▏   Tab   Samuel Pyne▏         the name, as the rule of the slot allows
 *           #comp▏  Tab   ▏                    the theme goes into its field, out of the text
 *   field   do▏     Tab   donors▏              the whole field; of themes the last one
 *
 * What was taken into a field is whole: the next Tab goes on, and a letter typed right behind it
 * does not run into it (editor_type).
 *
 * It changes whole graphemes through text_area_replace(), so undo takes it back.
 */
#include "editor_inner.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "translate.h"
#include "wording.h"

enum { BEGUN_MOST = 64 }; /* bytes behind a sign */

/* What the field with the keys completes; behind a sign, `*ret_begun` is where that stands. */
static enum completion_kind sought_in_text(const struct editor *editor, size_t *ret_begun)
{
    const char *text = text_area_text(editor->fields[EDITOR_TEXT]);
    size_t cursor = text_area_cursor(editor->fields[EDITOR_TEXT]);
    if (text[cursor] != '\0' && strchr(" \n,.;:!?)", text[cursor]) == NULL)
        return COMPLETION_NONE;
    for (size_t at = cursor; at > 0 && cursor - at <= BEGUN_MOST && text[at - 1] != '\n'; at--) {
        char sign = text[at - 1];
        if (sign != '@' && sign != '#')
            continue;
        bool begins = at == 1 || strchr(" \n(“\"'", text[at - 2]) != NULL;
        *ret_begun = at - 1;
        if (!begins || (at < cursor && text[at] == ' '))
            return COMPLETION_NONE;
        return sign == '@' ? COMPLETION_PEOPLE : COMPLETION_THEMES;
    }
    return COMPLETION_NONE;
}

static const enum completion_kind kinds[EDITOR_FIELD_COUNT] = {
    [EDITOR_SPEAKER] = COMPLETION_SPEAKERS,   [EDITOR_ADDRESSEE] = COMPLETION_ADDRESSEES,
    [EDITOR_THEMES] = COMPLETION_THEMES,      [EDITOR_LABEL] = COMPLETION_LABELS,
    [EDITOR_OWNER] = COMPLETION_OWNERS,       [EDITOR_PRIORITY] = COMPLETION_PRIORITIES,
    [EDITOR_LANGUAGE] = COMPLETION_LANGUAGES, [EDITOR_TRANSLATION] = COMPLETION_ENTRIES,
};

/* Where the last of several themes begins. */
static size_t last_part(const char *text, size_t cursor)
{
    size_t at = cursor;
    while (at > 0 && text[at - 1] != ',')
        at--;
    while (at < cursor && text[at] == ' ')
        at++;
    return at;
}

static enum completion_kind sought_in_field(const struct editor *editor, size_t *ret_begun)
{
    const struct text_area *field = editor->fields[editor->focus];
    const char *text = text_area_text(field);
    size_t cursor = text_area_cursor(field);
    *ret_begun = editor->focus == EDITOR_THEMES ? last_part(text, cursor) : 0;
    if (text[cursor] != '\0' || (cursor == *ret_begun && !editor->called))
        return COMPLETION_NONE;
    return kinds[editor->focus];
}

static unsigned count_tracks(const struct editor *editor, const struct scene *scene)
{
    const struct slot *slot =
        editor->slot != NULL ? programme_find_slot(scene->programme, editor->slot) : NULL;
    return slot != NULL ? (unsigned)slot->tracks.count : 0;
}

/* The rule may have changed since writing began. */
static enum attribution rule_now(const struct editor *editor, const struct scene *scene)
{
    const struct event_id *id = &editor->place.entry;
    const struct entry *entry = id->sequence > 0 ? session_entry(scene->session, id) : NULL;
    return entry != NULL ? session_entry_attribution(scene->session, entry)
                         : session_attribution(scene->session, editor->slot);
}

static const char *speaker_of(const struct editor *editor, const struct scene *scene)
{
    const struct event_id *id = &editor->place.entry;
    const struct entry *entry = id->sequence > 0 ? session_entry(scene->session, id) : NULL;
    const char *speaker = entry != NULL ? session_entry_speaker(scene->session, entry) : NULL;
    return speaker != NULL ? speaker : "";
}

bool editor_heed_rule(struct editor *editor, const struct scene *scene)
{
    enum attribution rule = rule_now(editor, scene);
    if (rule == editor->place.rule)
        return false;
    const char *text = editor_read(editor, EDITOR_SPEAKER);
    bool had = text[0] != '\0';
    bool same = strcmp(text, editor_first(editor, EDITOR_SPEAKER)) == 0;
    bool fits = rule == ATTRIBUTION_NAMED || (rule == ATTRIBUTION_AFFILIATION &&
                                              programme_has_affiliation(scene->programme, text));
    editor->place.rule = rule;
    completion_close(&editor->completion);
    if (!editor_has_field(editor, editor->focus))
        editor->focus = EDITOR_TEXT;
    if (!same && fits)
        return false;
    editor_set(editor, EDITOR_SPEAKER, speaker_of(editor, scene));
    return had && !fits;
}

void editor_look(struct editor *editor, const struct scene *scene)
{
    (void)editor_heed_rule(editor, scene);
    if (!editor_has_field(editor, editor->focus))
        editor->focus = EDITOR_TEXT;
    bool in_text = editor->focus == EDITOR_TEXT;
    size_t begun = 0;
    editor->tracks = count_tracks(editor, scene);
    enum completion_kind kind =
        in_text ? sought_in_text(editor, &begun) : sought_in_field(editor, &begun);
    if (kind == COMPLETION_NONE || begun != editor->begun)
        editor->shut = false;
    editor->begun = begun;
    if (kind == COMPLETION_NONE || editor->shut) {
        completion_close(&editor->completion);
        return;
    }
    const struct text_area *field = editor->fields[editor->focus];
    size_t sign = in_text ? 1 : 0;
    editor->begun_size = text_area_cursor(field) - begun;
    completion_offer(&editor->completion, scene, kind, editor->slot, editor->place.rule,
                     text_area_text(field) + begun + sign, editor->begun_size - sign);
}

bool editor_shut_list(struct editor *editor)
{
    if (editor->completion.count == 0)
        return false;
    completion_close(&editor->completion);
    editor->called = false;
    editor->shut = true;
    return true;
}

/* A theme out of the text goes to the others in its field, once. */
static void add_theme(struct editor *editor, const char *theme)
{
    struct text_area *field = editor->fields[EDITOR_THEMES];
    BUF_LOCAL struct buf themes = {0};
    const char *list = text_area_text(field);
    for (const char *at = list; *at != '\0';) {
        size_t size = strcspn(at, ",");
        size_t start = strspn(at, " ");
        if (size >= start && strlen(theme) == size - start &&
            strncmp(at + start, theme, size - start) == 0)
            return;
        at += size + (at[size] == ',');
    }
    buf_add_format(&themes, "%s%s%s", list, list[0] != '\0' ? ", " : "", theme);
    text_area_replace(field, 0, text_area_size(field), themes.bytes, themes.size);
}

/* Takes the sign and what was typed behind it out of the text, and a space that is too many. */
static void take_out(struct editor *editor)
{
    struct text_area *area = editor->fields[EDITOR_TEXT];
    const char *text = text_area_text(area);
    size_t start = editor->begun;
    size_t size = editor->begun_size;
    if (start > 0 && text[start - 1] == ' ' && text[start + size] == ' ')
        size++;
    text_area_replace(area, start, size, "", 0);
}

bool editor_take_candidate(struct editor *editor)
{
    const struct candidate *candidate = completion_chosen(&editor->completion);
    if (candidate == NULL)
        return false;
    bool theme = editor->focus == EDITOR_TEXT && editor->completion.kind == COMPLETION_THEMES;
    if (theme) {
        add_theme(editor, candidate->text);
        take_out(editor);
    } else {
        text_area_replace(editor->fields[editor->focus], editor->begun, editor->begun_size,
                          candidate->text, strlen(candidate->text));
    }
    completion_close(&editor->completion);
    editor->called = false;
    editor->taken = editor->shut = editor->focus != EDITOR_TEXT;
    return true;
}

/* ---- the list ---- */

/* " Samuel Pyne  City of Kumasi ". */
static void write_candidate(const struct completion *completion, size_t at, struct buf *out)
{
    const struct candidate *candidate = &completion->candidates.items[completion->fitting[at]];
    buf_add_format(out, " %s", candidate->text);
    if (candidate->beside != NULL)
        buf_add_format(out, "  %s", candidate->beside);
    buf_add_char(out, ' ');
}

static int widest(const struct completion *completion)
{
    int widest = 0;
    for (size_t i = 0; i < completion->count; i++) {
        BUF_LOCAL struct buf row = {0};
        write_candidate(completion, i, &row);
        int width = (int)text_width(row.bytes, row.size);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Below the row of the cursor, or above it where there is more room. */
static struct area place(const struct canvas *canvas, struct area pane, int back, int w, int h)
{
    int below = pane.y + pane.h - canvas->cursor_y - 1;
    int above = canvas->cursor_y - pane.y;
    bool up = below < h && above > below;
    int most = up ? above : below;
    h = h < most ? h : most;
    w = w < pane.w ? w : pane.w;
    int x = canvas->cursor_x - back;
    x = x + w > pane.x + pane.w ? pane.x + pane.w - w : x < pane.x ? pane.x : x;
    return (struct area){x, up ? canvas->cursor_y - h : canvas->cursor_y + 1, w, h};
}

void editor_draw_list(struct editor *editor, const struct scene *scene, struct canvas *canvas,
                      struct area area)
{
    const struct completion *completion = &editor->completion;
    editor->list_drawn = (struct area){0, 0, 0, 0};
    if (completion->count == 0 || canvas->cursor_x < 0)
        return;
    BUF_LOCAL struct buf key = {0};
    BUF_LOCAL struct buf takes = {0};
    wording_write_key(scene->keymap, ACTION_EDITOR_FIELD_NEXT, &key);
    translate_write(&takes, N_("{1} takes it"), buf_text(&key), NULL);
    int right = (int)text_width(takes.bytes, takes.size) + 1;
    const char *begun = text_area_text(editor->fields[editor->focus]) + editor->begun;
    int back = (int)text_width(begun, editor->begun_size) + 1; /* under what was typed */
    struct area list =
        place(canvas, area, back, widest(completion) + right, (int)completion->count);
    size_t rows = list.h > 0 ? (size_t)list.h : 0;
    editor->list_drawn = list;
    editor->list_first = completion->chosen >= rows ? completion->chosen + 1 - rows : 0;
    for (size_t y = 0; y < rows; y++) {
        BUF_LOCAL struct buf text = {0};
        size_t at = editor->list_first + y;
        bool chosen = at == completion->chosen;
        unsigned style = chosen ? ROLE_SELECTED : ROLE_DIALOG;
        struct area row = {list.x, list.y + (int)y, list.w, 1};
        write_candidate(completion, at, &text);
        canvas_fill_area(canvas, row, style, " ");
        if (chosen && row.w > right * 2)
            row.w -= canvas_draw_right(canvas, row, 0, style, buf_text(&takes)) + 1;
        canvas_draw_text(canvas, row, 0, 0, style, buf_text(&text));
    }
}
