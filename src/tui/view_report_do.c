/*
 * What the keys of the Report view do: choose, write, open, close the session.
 */
#include "view_report.h"

#include <string.h>

#include "choices.h"
#include "translate.h"

/* The choice that Left and Right turn; REPORT_PART_COUNT: none. */
static enum report_part selected_part(const struct view_report_state *state)
{
    size_t row = state->list.selected;
    return !state->in_preview && row < REPORT_PART_COUNT ? (enum report_part)row
                                                         : REPORT_PART_COUNT;
}

static const struct exported *selected_file(const struct view_report_state *state)
{
    size_t row = state->list.selected;
    if (row < REPORT_ROW_FILES || row - REPORT_ROW_FILES >= state->files.list.count)
        return NULL;
    return &state->files.list.items[row - REPORT_ROW_FILES];
}

/* ---- choosing out of a list ---- */

static void take(struct view_report_state *state, struct program *program, enum report_part part,
                 size_t value)
{
    const struct report_template *broken =
        part == PART_TEMPLATE ? report_choice_broken(&state->choice, value) : NULL;
    if (broken == NULL) {
        report_choice_set(&state->choice, part, value);
        return;
    }
    BUF_LOCAL struct buf where = {0};
    buf_add_text(&where, broken->name);
    if (broken->line > 0)
        buf_add_format(&where, ":%u", broken->line);
    program_say(program, ROLE_ERROR, N_("{1}: {2}. dais export --template tells all"),
                buf_text(&where), broken->error, NULL);
}

static void choose(struct program *program, void *data, int answer)
{
    struct choices *choices = data;
    struct view_report_state *state = choices->owner;
    enum report_part part = selected_part(state);
    size_t value = answer >= 0 ? (size_t)choices->list.items[answer].value : 0;
    if (answer >= 0 && report_choice_is_missing(&state->choice, part, value))
        program_say(program, ROLE_NOTICE, N_("{1} is missing: this build cannot make that"),
                    export_at(value)->helper, NULL);
    else if (answer >= 0 && part != REPORT_PART_COUNT)
        take(state, program, part, value);
    program_redraw(program);
}

static void ask(struct view_report_state *state, struct program *program, enum report_part part)
{
    if (part == PART_TEMPLATE)
        view_report_read_templates(state, program_scene(program));
    struct choices *choices = choices_new(state);
    for (size_t i = 0; i < report_choice_count(&state->choice, part); i++)
        if (report_choice_lists(&state->choice, part, i) ||
            report_choice_is_missing(&state->choice, part, i))
            choices_add(choices, (struct choice){.value = (int)i},
                        report_choice_label(&state->choice, part, i), -1,
                        state->choice.values[part] == i);
    choices_ask_take(choices, program, report_choice_title(part), choose);
}

/* ---- writing and opening ---- */

static bool write(struct view_report_state *state, struct program *program)
{
    if (program_scene(program)->read_only)
        return false; /* said above */
    program_export(program, &state->choice);
    return true;
}

/* Was it written as this is chosen? */
static bool is_chosen(const struct view_report_state *state, const struct exported *file)
{
    struct report_choice of;
    const char *ending = strrchr(file->name, '.');
    if (ending == NULL || !view_report_find_choice(state, file, &of) ||
        strcmp(ending + 1, report_choice_exporter(&state->choice)->name) != 0)
        return false;
    of.values[PART_FORMAT] = state->choice.values[PART_FORMAT];
    return report_choice_is_same(&of, &state->choice);
}

const struct exported *view_report_to_open(const struct view_report_state *state)
{
    const struct exported *file = selected_file(state);
    for (size_t i = 0; file == NULL && i < state->files.list.count; i++)
        if (is_chosen(state, &state->files.list.items[i]))
            file = &state->files.list.items[i];
    return file;
}

static bool open_file(const struct view_report_state *state, struct program *program)
{
    const struct exported *file = view_report_to_open(state);
    if (file == NULL)
        program_say(program, ROLE_NOTICE, N_("{1} was not exported yet"), buf_text(&state->name),
                    NULL);
    else
        program_open_export(program, file->name);
    return true;
}

static bool open_row(struct view_report_state *state, struct program *program)
{
    enum report_part part = selected_part(state);
    if (state->in_preview)
        return false;
    if (part != REPORT_PART_COUNT) {
        ask(state, program, part);
        return true;
    }
    if (state->list.selected == REPORT_ROW_MARK) { /* closes the session, or reopens it */
        program_do(program, ACTION_CLOSE_SESSION);
        return true;
    }
    if (state->list.selected == REPORT_ROW_WRITE) {
        program_do(program, ACTION_EXPORT); /* where nothing may be written, that is said */
        return true;
    }
    return open_file(state, program);
}

bool view_report_do(struct view_report_state *state, struct program *program, enum action action)
{
    enum report_part part = selected_part(state);
    switch ((int)action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        if (part != REPORT_PART_COUNT)
            report_choice_step(&state->choice, part, action == ACTION_RIGHT);
        return true;
    case ACTION_OPEN:
        return open_row(state, program);
    case ACTION_EXPORT:
        return write(state, program);
    case ACTION_REPORT_OPEN:
        return open_file(state, program);
    }
    return false;
}
