/*
 * Texts that were left with Esc. Each keeps its own draft on the disc, under its own number, so
 * that the next text never stands in the way of one that was left, nor takes its place there. A key
 * of the editor takes up the one left last; what was being written meanwhile goes behind the
 * others, so that the same key comes by all of them.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"

enum { OFFERED = 120 /* bytes of a text that its frame may show */ };

static bool is_taken(const struct program *program, unsigned number)
{
    for (size_t i = 0; i < program->left.count; i++)
        if (program->left.items[i].draft == number)
            return true;
    for (size_t i = 0; i < program->drafts_unsaved.count; i++)
        if (program->drafts_unsaved.items[i] == number)
            return true;
    return false;
}

unsigned program_free_number(const struct program *program)
{
    unsigned number = 1;
    while (is_taken(program, number))
        number++;
    return number;
}

void program_leave_text(struct program *program, bool behind)
{
    struct left_text text = {program->editor, program->draft, program->drafted_under};
    editor_hold(text.editor, true);
    editor_offer(text.editor, NULL);
    program->editor = NULL;
    array_push(&program->left, text);
    if (!behind)
        return;
    memmove(program->left.items + 1, program->left.items, (program->left.count - 1) * sizeof text);
    program->left.items[0] = text;
}

static void take_up(struct program *program, size_t at)
{
    struct left_text text = program->left.items[at];
    program->left.count--;
    memmove(program->left.items + at, program->left.items + at + 1,
            (program->left.count - at) * sizeof text);
    program_open_editor(program, text.editor);
    program->draft = text.draft;
    program->drafted_under = text.under;
    program_heed_rule(program);
}

void program_take_up(struct program *program)
{
    if (program->left.count == 0) {
        program_say(program, ROLE_NOTICE, N_("No text was left"), NULL);
        return;
    }
    size_t last = program->left.count - 1;
    if (editor_is_unchanged(program->editor)) {
        program_drop_draft(program);
        program_close_editor(program);
    } else {
        program_write_draft(program);
        program_leave_text(program, true);
        last++;
    }
    take_up(program, last);
}

bool program_take_up_amendment(struct program *program, const struct event_id *entry)
{
    for (size_t i = 0; i < program->left.count; i++) {
        if (!event_id_equal(&editor_place(program->left.items[i].editor)->entry, entry))
            continue;
        take_up(program, i);
        return true;
    }
    return false;
}

/* "R4: Fund city-to-city learning" of an amendment; a text as its rule lets it be seen. */
void program_offer_left(struct program *program)
{
    if (program->editor == NULL)
        return;
    if (program->left.count == 0) {
        editor_offer(program->editor, NULL);
        return;
    }
    const struct editor *editor = program->left.items[program->left.count - 1].editor;
    const struct editor_place *place = editor_place(editor);
    BUF_LOCAL struct buf masked = {0}, words = {0};
    session_mask_names_under(program->scene.session, program_rule_of(program, editor),
                             editor_read(editor, EDITOR_TEXT), &masked);
    size_t size = masked.size < OFFERED ? masked.size : OFFERED;
    while (size > 0 && size < masked.size && ((unsigned char)masked.bytes[size] & 0xC0) == 0x80)
        size--;
    if (place->number != NULL)
        buf_add_format(&words, "%s: ", place->number);
    for (size_t i = 0; i < size; i++)
        buf_add_char(&words, masked.bytes[i] == '\n' ? ' ' : masked.bytes[i]);
    editor_offer(program->editor, buf_text(&words));
}

void program_finish_left(struct program *program)
{
    for (size_t i = 0; i < program->left.count; i++)
        editor_free(program->left.items[i].editor);
    free(program->left.items);
    free(program->drafts_unsaved.items);
}
