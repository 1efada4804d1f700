/*
 * Find in the text that is being written: a line at the foot that finds while it is typed. Enter
 * stays at the place found, Esc goes back to where the cursor was. What was sought is kept, so that
 * the next place can be found from the text.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"

/* What the line knows. */
struct looking {
    size_t begun; /* byte of the cursor when it was opened */
};

static struct text_area *text_of(const struct program *program)
{
    return program->editor != NULL ? editor_focused(program->editor) : NULL;
}

/* "2 of 5", or that it is nowhere; nothing while nothing is sought. */
static void note(struct program *program, size_t place, size_t count)
{
    BUF_LOCAL struct buf places = {0};
    BUF_LOCAL struct buf all = {0};
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&places, "%zu", place);
    buf_add_format(&all, "%zu", count);
    if (program->sought.size > 0 && count > 0)
        translate_write(&text, N_("{1} of {2}"), buf_text(&places), buf_text(&all), NULL);
    else if (program->sought.size > 0)
        buf_add_text(&text, _("not found"));
    program_note_line(program, count > 0 ? ROLE_DIM : ROLE_NOTICE, buf_text(&text));
}

/* Goes to a place of what is sought; `line`: its number stands in the line, else at the foot. */
static void go(struct program *program, size_t from, bool back, bool line)
{
    struct text_area *text = text_of(program);
    size_t count = text_area_seek(text, buf_text(&program->sought));
    size_t place = text_area_find(text, from, back);
    if (line)
        note(program, place, count);
    else if (count == 0)
        program_say(program, ROLE_NOTICE, N_("“{1}” is not in this text"),
                    buf_text(&program->sought), NULL);
}

static void changed(struct program *program, void *data, const char *sought)
{
    const struct looking *looking = data;
    if (text_of(program) == NULL || strcmp(sought, buf_text(&program->sought)) == 0)
        return;
    buf_clear(&program->sought);
    buf_add_text(&program->sought, sought);
    text_area_set_cursor(text_of(program), looking->begun);
    go(program, looking->begun, false, true);
}

/* Next and previous by their keys, and by up and down. */
static void act(struct program *program, void *data, enum action action)
{
    (void)data;
    bool back = action == ACTION_EDITOR_FIND_PREVIOUS || action == ACTION_EDITOR_UP;
    bool forth = action == ACTION_EDITOR_FIND_NEXT || action == ACTION_EDITOR_FIND ||
                 action == ACTION_EDITOR_DOWN;
    struct text_area *text = text_of(program);
    if (text == NULL || !(back || forth))
        return;
    go(program, text_area_cursor(text) + (forth ? 1 : 0), back, true);
}

static void closed(struct program *program, void *data, const char *sought)
{
    const struct looking *looking = data;
    struct text_area *text = text_of(program);
    if (text == NULL)
        return;
    text_area_seek(text, "");
    if (sought == NULL)
        text_area_set_cursor(text, looking->begun);
}

static void open_line(struct program *program)
{
    struct looking *looking = mem_new(1, sizeof *looking);
    looking->begun = text_area_cursor(text_of(program));
    BUF_LOCAL struct buf before = {0};
    buf_add_text(&before, buf_text(&program->sought));
    program_ask_line(program, &(struct line_question){.label = _("Find"),
                                                      .text = buf_text(&before),
                                                      .function = closed,
                                                      .changed = changed,
                                                      .act = act,
                                                      .data = looking,
                                                      .free_data = free});
    if (program->sought.size > 0)
        go(program, looking->begun, false, true);
}

bool program_find(struct program *program, enum action action)
{
    bool back = action == ACTION_EDITOR_FIND_PREVIOUS;
    if (action == ACTION_EDITOR_FIND ||
        ((back || action == ACTION_EDITOR_FIND_NEXT) && program->sought.size == 0)) {
        open_line(program);
        return true;
    }
    if (!back && action != ACTION_EDITOR_FIND_NEXT)
        return false;
    go(program, text_area_cursor(text_of(program)) + (back ? 0 : 1), back, false);
    return true;
}
