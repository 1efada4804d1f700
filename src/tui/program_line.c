/*
 * One line asked for at the foot: a title, a reason, what to search. Keys are those of the
 * editor; Enter takes it, Esc leaves it.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_LIMIT = 1024 /* bytes */ };

void program_ask_line(struct program *program, const struct line_question *question)
{
    program_close_line(program);
    struct asked_line *line = &program->asked_line;
    line->open = true;
    line->label = mem_dup(question->label);
    line->text = text_area_new(TEXT_AREA_LINE, LINE_LIMIT);
    if (question->text != NULL)
        text_area_set_text(line->text, question->text, strlen(question->text));
    line->function = question->function;
    line->changed = question->changed;
    line->complete = question->complete;
    line->act = question->act;
    line->data = question->data;
    line->free_data = question->free_data;
    program->dirty = true;
}

static void finish_line(struct asked_line *line)
{
    free(line->label);
    buf_finish(&line->note);
    text_area_free(line->text);
    if (line->free_data != NULL)
        line->free_data(line->data);
}

void program_close_line(struct program *program)
{
    struct asked_line line = program->asked_line;
    program->asked_line = (struct asked_line){.open = false};
    if (line.open)
        finish_line(&line);
}

/* It is over before it is acted upon: that may ask for the next one. */
static void take(struct program *program, bool taken)
{
    struct asked_line line = program->asked_line;
    program->asked_line = (struct asked_line){.open = false};
    program->dirty = true;
    buf_clear(&program->said);
    line.function(program, line.data, taken ? text_area_text(line.text) : NULL);
    finish_line(&line);
}

static void note_change(struct program *program)
{
    struct asked_line *line = &program->asked_line;
    if (line->changed != NULL)
        line->changed(program, line->data, text_area_text(line->text));
}

static void complete(struct program *program)
{
    struct asked_line *line = &program->asked_line;
    const char *text = line->complete(program, line->data, text_area_text(line->text));
    if (text != NULL)
        text_area_set_text(line->text, text, strlen(text));
}

/* Keys of the editor; what the text does not know, up and down for one, goes to who asked. */
static void edit(struct program *program, enum action action, const struct key *key)
{
    struct asked_line *line = &program->asked_line;
    enum text_area_result result = TEXT_AREA_NOT_OURS;
    if (action != ACTION_NONE)
        result = text_area_do(line->text, action);
    else if (key_is_text(key))
        result = text_area_type(line->text, key);
    else
        text_area_select(line->text, keymap_find_unshifted(program->keymap, key));
    if (result == TEXT_AREA_NOT_OURS && action != ACTION_NONE && line->act != NULL)
        line->act(program, line->data, action);
}

bool program_line_key(struct program *program, const struct key *key)
{
    enum action action = keymap_find(program->keymap, PLACE_EDITOR, key);
    if (action == ACTION_EDITOR_SAVE || action == ACTION_EDITOR_LEAVE) {
        take(program, action == ACTION_EDITOR_SAVE);
        return true;
    }
    if (action == ACTION_QUIT) {
        take(program, false);
        return true;
    }
    if (action == ACTION_EDITOR_FIELD_NEXT && program->asked_line.complete != NULL)
        complete(program);
    else
        edit(program, action, key);
    note_change(program);
    return true;
}

void program_line_paste(struct program *program, const char *bytes, size_t size)
{
    text_area_insert(program->asked_line.text, bytes, size);
    note_change(program);
}

void program_note_line(struct program *program, enum theme_role role, const char *note)
{
    struct asked_line *line = &program->asked_line;
    buf_clear(&line->note);
    buf_add_text(&line->note, note);
    line->note_role = role;
    program->dirty = true;
}

void program_draw_line(struct program *program, struct canvas *canvas, struct area area)
{
    struct asked_line *line = &program->asked_line;
    canvas_fill_area(canvas, area, ROLE_INPUT, " ");
    area = area_inset(area, 1, 0);
    area_take_left(&area, canvas_draw_text(canvas, area, 0, 0, ROLE_FOCUS, line->label) + 1);
    if (line->note.size > 0)
        area.w -= canvas_draw_right(canvas, area, 0, line->note_role, buf_text(&line->note)) + 1;
    text_area_draw(line->text, canvas, area, ROLE_INPUT, true);
}
