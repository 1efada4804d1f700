/*
 * The keys at the foot, out of the table of actions: those that matter where the keys go just
 * now. Help and menu always stand at the end; what else does not fit goes into the row above.
 * Without that row the keys of capture share one word, so that none who writes has to guess.
 */
#include "program_state.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "floor_words.h"
#include "translate.h"

/* One way of writing the footer. */
struct footer {
    struct program *program;
    enum action_place place;
    bool tight;                        /* "c r n write", and no minutes more or less */
    enum action actions[ACTION_COUNT]; /* that stand in it, in the order of the table */
    size_t count;
};

static enum action_place place_of(const struct program *program)
{
    if (program->asked.open)
        return PLACE_QUESTION;
    bool writes = program_is_writing(program) || program->asked_line.open;
    return writes ? PLACE_EDITOR : program->shown->place;
}

/* Where the row is tight: an empty label joins the next key's. */
static const char *tight_label(enum action action)
{
    if (action == ACTION_CONCLUSION || action == ACTION_RECOMMENDATION)
        return "";
    return action == ACTION_NOTE ? _("write") : NULL;
}

/* The label that its view gives an action just now, or that of the table; NULL: it is not offered.
 */
static const char *view_label(const struct footer *footer, enum action action)
{
    struct program *program = footer->program;
    const struct view *view = program->shown;
    const char *id = action_info(action)->label;
    const char *label = id != NULL ? translate_id(id) : NULL;
    if (view->offers == NULL || footer->place != view->place)
        return label;
    return view->offers(program_view_state(program, view), &program->scene, action, &label) ? label
                                                                                            : NULL;
}

/* What Space does just now is said in one word. */
static const char *label_of(const struct footer *footer, enum action action)
{
    const char *tight = footer->tight ? tight_label(action) : NULL;
    if (tight != NULL)
        return tight;
    if (action == ACTION_ANSWER_NO && !program_question_is_yes(footer->program))
        return _("leave");
    if (action == ACTION_EDITOR_SAVE && footer->program->asked_line.open)
        action = ACTION_ANSWER_TAKE;
    if (action == ACTION_EDITOR_FIELD_NEXT && footer->program->asked_line.open)
        return _("complete");
    if (action == ACTION_EDITOR_FIND && footer->program->asked_line.open)
        return _("next place");
    if (action != ACTION_START_PAUSE)
        return view_label(footer, action);
    switch (footer->program->scene.timekeeper->state) {
    case CLOCK_RUNNING:
        return _("pause");
    case CLOCK_PAUSED:
        return _("go on");
    case CLOCK_BEFORE:
    case CLOCK_BETWEEN:
    case CLOCK_ENDED:
    case CLOCK_STATE_COUNT:
        break;
    }
    return _("start");
}

/* Would it only be refused while no slot has the clock? */
static bool needs_slot(enum action action)
{
    return action == ACTION_NEXT || action == ACTION_MORE || action == ACTION_LESS ||
           action == ACTION_FLOOR;
}

/* Can this action be taken here? What writes is not offered to who only looks. */
static bool is_offered(const struct footer *footer, enum action action)
{
    const struct program *program = footer->program;
    bool writes = program_action_writes(action);
    if (program->asked_line.open && !program->asked.open)
        return action == ACTION_EDITOR_SAVE || action == ACTION_EDITOR_LEAVE ||
               (action == ACTION_EDITOR_FIELD_NEXT && program->asked_line.complete != NULL) ||
               (action == ACTION_EDITOR_FIND && program->asked_line.act != NULL);
    if (needs_slot(action) && program->scene.reading.slot == SLOT_NONE)
        return false;
    if (action == ACTION_FLOOR && (footer->tight || !floor_words_any(&program->scene)))
        return false;
    if (action == ACTION_ANSWER_YES && !program_question_is_yes(program))
        return false;
    if (footer->tight && (action == ACTION_MORE || action == ACTION_LESS))
        return false;
    return view_label(footer, action) != NULL && !(program->options.read_only && writes);
}

static struct footer footer_make(struct program *program, enum action_place place, bool tight)
{
    struct footer footer = {.program = program, .place = place, .tight = tight};
    size_t count;
    if (place == PLACE_EDITOR) { /* the table of keys is long: what matters most comes first */
        static const enum action first[] = {ACTION_EDITOR_SAVE,       ACTION_EDITOR_LEAVE,
                                            ACTION_EDITOR_FIELD_NEXT, ACTION_EDITOR_FIND,
                                            ACTION_EDITOR_NEWLINE,    ACTION_EDITOR_UNDO,
                                            ACTION_EDITOR_PROGRAM};
        for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
            if (is_offered(&footer, first[i]))
                footer.actions[footer.count++] = first[i];
        return footer;
    }
    const enum action_context *contexts = action_contexts(place, &count);
    for (size_t c = 0; c < count; c++) {
        for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
            if (action_info(action)->context == contexts[c] && is_offered(&footer, action) &&
                action != ACTION_MENU && action != ACTION_HELP)
                footer.actions[footer.count++] = action;
    }
    return footer;
}

/* The first of its keys that means the action in this place: Space pages in the help. A letter
   leaves no list of answers. */
static void write_key(const struct footer *footer, enum action action, struct buf *out)
{
    const struct keymap *keymap = footer->program->keymap;
    size_t count;
    const struct key *keys = keymap_keys(keymap, action, &count);
    for (size_t i = 0; i < count; i++) {
        if (keymap_find(keymap, footer->place, &keys[i]) != action ||
            (action == ACTION_ANSWER_NO && !program_question_is_yes(footer->program) &&
             key_is_text(&keys[i])))
            continue;
        key_write(&keys[i], out);
        return;
    }
}

/* One key: "Ctrl-x label" and the space behind it. Returns its columns; draws where `canvas` is
   not NULL. */
static int draw_key(const struct footer *footer, struct canvas *canvas, struct area area, int x,
                    enum action action)
{
    BUF_LOCAL struct buf key = {0};
    write_key(footer, action, &key);
    if (key.size == 0)
        return 0;
    const char *label = label_of(footer, action);
    if (canvas != NULL) {
        int used = canvas_draw_text(canvas, area, x, 0, ROLE_KEY, buf_text(&key));
        canvas_draw_text(canvas, area, x + used + 1, 0, ROLE_LABEL, label);
    }
    return (int)(text_width(key.bytes, key.size) + text_width(label, strlen(label))) +
           (label[0] != '\0' ? 3 : 1);
}

/* From the `first` on what fits into `columns`; returns the first that does not. Keys without a
   label of their own come with the one that has it. */
static size_t draw_from(const struct footer *footer, struct canvas *canvas, struct area area,
                        int columns, size_t first, int *ret_x)
{
    int x = 0;
    size_t i = first;
    while (i < footer->count) {
        size_t end = i;
        int width = 0;
        do
            width += draw_key(footer, NULL, area, 0, footer->actions[end]);
        while (label_of(footer, footer->actions[end++])[0] == '\0' && end < footer->count);
        if (x + width - 2 > columns)
            break;
        for (; i < end; i++)
            x += draw_key(footer, canvas, area, x, footer->actions[i]);
    }
    *ret_x = x;
    return i;
}

void program_draw_footer(struct program *program, struct canvas *canvas, struct area area,
                         struct area above)
{
    static const enum action always[] = {ACTION_MENU, ACTION_HELP};
    enum action_place place = place_of(program);
    bool has_last = place != PLACE_QUESTION && !program->asked_line.open;
    struct footer footer = footer_make(program, place, false);
    int last = 0, x;
    area = area_inset(area, 1, 0);
    for (size_t i = 0; has_last && i < 2; i++)
        last += draw_key(&footer, NULL, area, 0, always[i]);
    if (canvas->height < PROGRAM_ROOMY &&
        draw_from(&footer, NULL, area, area.w - last, 0, &x) < footer.count)
        footer = footer_make(program, place, true);
    size_t rest = draw_from(&footer, canvas, area, area.w - last, 0, &x);
    for (size_t i = 0; has_last && i < 2; i++)
        x += draw_key(&footer, canvas, area, x, always[i]);
    if (rest < footer.count && !area_is_empty(above))
        draw_from(&footer, canvas, area_inset(above, 1, 0), area.w, rest, &x);
}
