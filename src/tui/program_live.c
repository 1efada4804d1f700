/*
 * Live actions that need more than a key: a slot that is inserted has a title and a length, one
 * that is swapped another slot, a message its text. Each is asked for at the foot or in a
 * question, and then is a wish like any other.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"
#include "wording.h"

static void insert_with_span(struct program *program, void *data, const char *text);

/* The second of the two lines; what was no length stands in it again, and the title is kept. */
static void ask_span(struct program *program, const char *title, const char *label,
                     const char *text)
{
    program_ask_line(program, &(struct line_question){.label = label,
                                                      .text = text,
                                                      .function = insert_with_span,
                                                      .data = mem_dup(title),
                                                      .free_data = free});
}

static void insert_with_span(struct program *program, void *data, const char *text)
{
    msec_t span;
    if (text == NULL)
        return;
    if (!span_parse(text, &span)) {
        BUF_LOCAL struct buf label = {0};
        translate_write(&label, N_("{1} is no length of time; 5m, 1h30 or 90s are:"), text, NULL);
        ask_span(program, data, buf_text(&label), text);
        return;
    }
    program_wish(program, &(struct wish){.verb = WISH_INSERT, .title = data, .span = span});
}

static void insert_with_title(struct program *program, void *data, const char *text)
{
    (void)data;
    if (text == NULL || text[strspn(text, " ")] == '\0')
        return;
    ask_span(program, text, _("How long is it (5m, 1h30)?"), NULL);
}

void program_ask_insert(struct program *program)
{
    program_ask_line(program, &(struct line_question){.label = _("Title of the slot to insert:"),
                                                      .function = insert_with_title});
}

/* The slot that is to change its place, and those it may change with, in the order asked. */
struct swap {
    struct arena arena; /* the ids */
    const char *slot;
    ARRAY_OF(const char *) others;
};

static void free_swap(void *data)
{
    struct swap *swap = data;
    arena_finish(&swap->arena);
    free(swap->others.items);
    free(swap);
}

static void take_swap(struct program *program, void *data, int answer)
{
    const struct swap *swap = data;
    if (answer < 0 || (size_t)answer >= swap->others.count)
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
    else
        program_wish(program, &(struct wish){.verb = WISH_SWAP,
                                             .slot = swap->slot,
                                             .with = swap->others.items[answer]});
}

/* "11:04  Presentation MMC" */
static char *slot_label(const struct scene *scene, size_t index)
{
    struct buf label = {0};
    wording_write_time(scene, scene->forecast.slots.items[index].start, &label);
    buf_add_text(&label, "  ");
    buf_add_text(&label, wording_slot_title(scene, index));
    return buf_take(&label);
}

static void ask_other(struct program *program, size_t slot, struct swap *swap)
{
    const struct scene *scene = &program->scene;
    const struct clock_slot *slots = scene->timekeeper->slots.items;
    struct question question = {.function = take_swap, .data = swap, .free_data = free_swap};
    ARRAY_OF(struct answer) answers = {NULL, 0, 0};
    for (size_t i = 0; i < scene->timekeeper->slots.count; i++) {
        if (i == slot || slots[i].day != slots[slot].day || slots[i].state != SLOT_WAITING)
            continue;
        if (i < slot)
            question.chosen = answers.count; /* the one before it; for the first, the next */
        array_push(&answers, ((struct answer){.label = slot_label(scene, i)}));
        array_push(&swap->others, arena_text(&swap->arena, slots[i].id));
    }
    BUF_LOCAL struct buf title = {0};
    translate_write(&title, N_("Swap “{1}” with which slot?"), wording_slot_title(scene, slot),
                    NULL);
    question.title = buf_text(&title);
    question.answers = answers.items;
    question.count = answers.count;
    if (answers.count > 0) {
        program_ask(program, &question);
    } else {
        program_say(program, ROLE_NOTICE, N_("No other slot of that day waits"), NULL);
        free_swap(swap);
    }
    for (size_t i = 0; i < answers.count; i++)
        mem_free_local(&answers.items[i].label);
    free(answers.items);
}

void program_ask_swap(struct program *program, const char *id)
{
    program_read_scene(program);
    const struct timekeeper *timekeeper = program->scene.timekeeper;
    size_t slot = id != NULL ? timekeeper_find(timekeeper, id) : wording_next(&program->scene);
    if (slot == SLOT_NONE) {
        program_say(program, ROLE_NOTICE, N_("Select a slot first"), NULL);
        return;
    }
    if (timekeeper->slots.items[slot].state != SLOT_WAITING) {
        program_say(program, ROLE_NOTICE, N_("“{1}” does not wait any more"),
                    wording_slot_title(&program->scene, slot), NULL);
        return;
    }
    struct swap *swap = mem_new(1, sizeof *swap);
    swap->slot = arena_text(&swap->arena, timekeeper->slots.items[slot].id);
    ask_other(program, slot, swap);
}

static void send_message(struct program *program, void *data, const char *text)
{
    (void)data;
    if (text != NULL)
        program_wish(program, &(struct wish){.verb = WISH_MESSAGE, .fields = {.text = text}});
}

/* One that stands is in the line: to be changed, or emptied and taken away. */
void program_ask_message(struct program *program)
{
    program_ask_line(program, &(struct line_question){.label = _("Message to the speaker:"),
                                                      .text = program->scene.message,
                                                      .function = send_message});
}
