/*
 * Where a key goes: to the question that is open, else to the line asked for, else to the text
 * being written, else through the keymap to the view and then to the program. A paste is text
 * wherever text is taken, and nothing anywhere else: it never presses a key.
 */
#include "program_state.h"

#include "translate.h"
#include "wording.h"

static bool say_nobody(struct program *program, enum action action)
{
    program_say(program, ROLE_NOTICE, N_("{1}: not here"), translate_id(action_info(action)->title),
                NULL);
    return false;
}

void program_do(struct program *program, enum action action)
{
    if (action == ACTION_NONE || program->ended)
        return;
    program->dirty = true;
    const struct view *view = program->shown;
    if (view->handle(program_view_state(program, view), program, action))
        return;
    if (!program_handle(program, action))
        say_nobody(program, action);
}

bool program_is_writing(const struct program *program)
{
    return program->editor != NULL && program->shown->tab;
}

static void take_key(struct program *program, const struct key *key)
{
    bool whole = program->dirty || program->said.size > 0;
    program->dirty = true;
    if (program->asked.open) {
        program_answer_key(program, key);
        return;
    }
    if (program->asked_line.open) {
        program_line_key(program, key);
        return;
    }
    buf_clear(&program->said);
    const struct view *view = program->shown;
    if (program_is_writing(program)) {
        program->dirty = whole; /* a letter is drawn alone */
        program_editor_key(program, key);
        return;
    }
    if (view->key != NULL && view->key(program_view_state(program, view), program, key))
        return;
    enum action action = keymap_find(program->keymap, view->place, key);
    if (action == ACTION_NONE) {
        BUF_LOCAL struct buf name = {0};
        BUF_LOCAL struct buf help = {0};
        key_write(key, &name);
        keymap_write_key(program->keymap, ACTION_HELP, &help);
        program_say(program, ROLE_NOTICE, N_("{1} means nothing here; {2} shows the keys"),
                    buf_text(&name), buf_text(&help), NULL);
        return;
    }
    program_do(program, action);
}

/* A terminal sends the ends of pasted lines as CR, some as CR and LF. */
static void add_lines(const char *bytes, size_t size, struct buf *out)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\r' && i + 1 < size && bytes[i + 1] == '\n')
            continue;
        buf_add_char(out, bytes[i] == '\r' ? '\n' : bytes[i]);
    }
}

static void say_no_text(struct program *program)
{
    BUF_LOCAL struct buf key = {0};
    wording_write_key(program->keymap, ACTION_NOTE, &key);
    program_say(program, ROLE_NOTICE,
                N_("A paste goes into a text: open one first, as {1} does for a note"),
                buf_text(&key), NULL);
}

static void take_paste(struct program *program, const char *bytes, size_t size)
{
    BUF_LOCAL struct buf lines = {0};
    program->dirty = true;
    if (program->asked.open)
        return;
    add_lines(bytes, size, &lines);
    if (program->asked_line.open)
        program_line_paste(program, buf_text(&lines), lines.size);
    else if (program_is_writing(program))
        program_editor_paste(program, buf_text(&lines), lines.size);
    else
        say_no_text(program);
}

static void take_mouse(struct program *program, const struct mouse *mouse)
{
    program->dirty = true;
    if (program->asked.open) {
        program_answer_click(program, mouse);
        return;
    }
    if (program->asked_line.open)
        return;
    if (program_is_writing(program)) {
        editor_click(program->editor, mouse);
        editor_look(program->editor, &program->scene);
        return;
    }
    if (mouse->kind == MOUSE_PRESS && program_click_tabs(program, mouse))
        return;
    const struct view *view = program->shown;
    if (view->click != NULL && area_holds(program->view_area, mouse->x, mouse->y))
        view->click(program_view_state(program, view), program, mouse);
}

void program_take_input(struct program *program, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_KEY:
        take_key(program, &event->key);
        break;
    case INPUT_PASTE:
        take_paste(program, event->paste, event->paste_size);
        break;
    case INPUT_MOUSE:
        take_mouse(program, &event->mouse);
        break;
    }
}
