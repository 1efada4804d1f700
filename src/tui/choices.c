/*
 * The values stand beside the labels of the question, by index; both go when it is over.
 */
#include "choices.h"

#include <stdlib.h>

struct choices *choices_new(void *owner)
{
    struct choices *choices = mem_new(1, sizeof *choices);
    choices->owner = owner;
    return choices;
}

static void free_answers(struct choices *choices)
{
    for (size_t i = 0; i < choices->answers.count; i++)
        mem_free_local(&choices->answers.items[i].label);
    free(choices->answers.items);
    choices->answers.items = NULL;
    choices->answers.count = choices->answers.room = 0;
}

void choices_free(struct choices *choices)
{
    for (size_t i = 0; i < choices->list.count; i++)
        free(choices->list.items[i].text);
    free(choices->list.items);
    free_answers(choices);
    free(choices);
}

static void free_data(void *data)
{
    choices_free(data);
}

void choices_add(struct choices *choices, struct choice choice, const char *label, long count,
                 bool chosen)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, label);
    if (count >= 0)
        buf_add_format(&text, " (%ld)", count);
    if (chosen)
        choices->chosen = choices->list.count;
    choice.text = mem_dup(choice.text);
    array_push(&choices->list, choice);
    array_push(&choices->answers, ((struct answer){.label = mem_dup(buf_text(&text))}));
}

void choices_ask_take(struct choices *choices, struct program *program, const char *title,
                      answer_function *function)
{
    program_ask(program, &(struct question){.title = title,
                                            .answers = choices->answers.items,
                                            .count = choices->answers.count,
                                            .chosen = choices->chosen,
                                            .function = function,
                                            .data = choices,
                                            .free_data = free_data});
    free_answers(choices); /* they were copied */
}
