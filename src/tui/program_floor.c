/*
 * What f and o do, in every view: the floor moves on, somebody asks for it. Under the Chatham House
 * Rule nobody is asked who it is: it could not be written down.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "floor_words.h"
#include "translate.h"

/* Somebody speaks: has spoken. Nobody does: the next one starts. Who is paused goes on. */
static bool start_or_stop(struct program *program)
{
    program_read_scene(program);
    const struct scene *scene = &program->scene;
    bool speaks = floor_words_stands(scene, TURN_SPEAKING);
    program_wish(program, &(struct wish){.verb = speaks ? WISH_FLOOR_STOP : WISH_FLOOR_START});
    return true;
}

/* What a line about a person is for. */
struct asking {
    enum wish_verb verb;
    char *slot;        /* id; NULL: the running one; owned */
    struct buf typed;  /* what the last completion began with */
    struct buf filled; /* what it made of it */
};

static void free_asking(void *data)
{
    struct asking *asking = data;
    free(asking->slot);
    buf_finish(&asking->typed);
    buf_finish(&asking->filled);
    free(asking);
}

static void take_person(struct program *program, void *data, const char *text)
{
    struct asking *asking = data;
    if (text == NULL)
        return;
    bool somebody = text[strspn(text, " ")] == '\0';
    program_wish(program, &(struct wish){.verb = asking->verb,
                                         .slot = asking->slot,
                                         .person = somebody ? NULL : text});
}

/* The next of the people after the one filled in before whose name goes on as it was typed. */
static const char *complete(struct program *program, void *data, const char *text)
{
    struct asking *asking = data;
    if (asking->filled.size == 0 || strcmp(text, buf_text(&asking->filled)) != 0) {
        buf_clear(&asking->typed);
        buf_add_text(&asking->typed, text);
        buf_clear(&asking->filled);
    }
    floor_words_complete(&program->scene, buf_text(&asking->typed), &asking->filled);
    return asking->filled.size > 0 ? buf_text(&asking->filled) : NULL;
}

void program_ask_person(struct program *program, enum wish_verb verb, const char *slot)
{
    const struct scene *scene = &program->scene;
    size_t index = slot != NULL ? timekeeper_find(scene->timekeeper, slot) : scene->reading.slot;
    enum attribution rule = timekeeper_floor_rule(scene->timekeeper, index);
    if (rule == ATTRIBUTION_CHATHAM_HOUSE || program->options.read_only) {
        program_wish(program, &(struct wish){.verb = verb, .slot = slot});
        return;
    }
    struct asking *asking = mem_new(1, sizeof *asking);
    asking->verb = verb;
    asking->slot = mem_dup(slot);
    program_ask_line(program, &(struct line_question){
                                  .label = verb == WISH_FLOOR_ORDER
                                               ? _("Point of order by (or nobody said):")
                                               : _("Who asks for the floor (or nobody said):"),
                                  .function = take_person,
                                  .complete = complete,
                                  .data = asking,
                                  .free_data = free_asking});
}

bool program_handle_floor(struct program *program, enum action action)
{
    switch ((int)action) {
    case ACTION_FLOOR:
        return start_or_stop(program);
    case ACTION_REQUEST:
        program_ask_person(program, WISH_FLOOR_REQUEST, NULL);
        return true;
    }
    return false;
}
