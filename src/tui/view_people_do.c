/*
 * What the keys of the People view do: a state for the selected person, a number of participants,
 * which people are listed, what is searched. Under the rule a person is written down as a number
 * and nobody is asked who came instead; core sees to the first, this file to the second.
 */
#include "view_people.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

#include "translate.h"

enum { DIGITS_MOST = 9 }; /* of a count */

static void note(struct program *program, size_t person, enum person_state state, const char *by)
{
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "#%zu", person + 1);
    program_wish(program, &(struct wish){.verb = WISH_PERSON_STATE,
                                         .person = buf_text(&number),
                                         .state = state,
                                         .replaced_by = by});
}

/* ---- who came instead ---- */

static void take_replacement(struct program *program, void *data, const char *text)
{
    if (text != NULL)
        note(program, *(size_t *)data, PERSON_REPLACED, text[0] != '\0' ? text : NULL);
}

static void replace(struct program *program, size_t person)
{
    const struct scene *scene = program_scene(program);
    BUF_LOCAL struct buf label = {0};
    bool named = timekeeper_person_rule(scene->timekeeper, person) == ATTRIBUTION_NAMED;
    if (!named || scene->read_only) {
        note(program, person, PERSON_REPLACED, NULL);
        return;
    }
    size_t *kept = mem_new(1, sizeof *kept);
    *kept = person;
    translate_write(&label, N_("Who came instead of {1}:"),
                    person_name(&scene->programme->people.items[person], scene->language), NULL);
    program_ask_line(program, &(struct line_question){.label = buf_text(&label),
                                                      .function = take_replacement,
                                                      .data = kept,
                                                      .free_data = free});
}

/* ---- states ---- */

static void note_state(struct program *program, size_t person, enum person_state state)
{
    if (state == PERSON_REPLACED)
        replace(program, person);
    else
        note(program, person, state, NULL);
}

static void take_state(struct program *program, void *data, int answer)
{
    if (answer >= 0)
        note_state(program, *(size_t *)data, (enum person_state)answer);
}

/* All states by arrows and Enter; the letters are those of the view's keys. */
static void ask_state(struct program *program, size_t person)
{
    static const char letters[] = {'c', 't', 'p', 'a', 'l', 'b'};
    static_assert(sizeof letters == PERSON_STATE_COUNT, "each state has a letter");
    const struct scene *scene = program_scene(program);
    struct answer answers[PERSON_STATE_COUNT];
    for (int i = 0; i < PERSON_STATE_COUNT; i++)
        answers[i] = (struct answer){translate_id(roster_state((enum person_state)i)), letters[i]};
    size_t *kept = mem_new(1, sizeof *kept);
    *kept = person;
    const char *name = person_name(&scene->programme->people.items[person], scene->language);
    program_ask(program, &(struct question){.title = name,
                                            .answers = answers,
                                            .count = PERSON_STATE_COUNT,
                                            .chosen = scene->attendance->people.items[person].state,
                                            .function = take_state,
                                            .data = kept,
                                            .free_data = free});
}

static void with_person(struct view_people_state *state, struct program *program,
                        enum action action)
{
    size_t person = state->selected;
    if (person == PART_NOBODY || state->rows.count == 0) {
        program_say(program, ROLE_NOTICE, N_("Only people of the programme come or do not come"),
                    NULL);
        return;
    }
    switch ((int)action) {
    case ACTION_PEOPLE_PRESENT:
        note(program, person, PERSON_PRESENT, NULL);
        break;
    case ACTION_PEOPLE_ABSENT:
        note(program, person, PERSON_ABSENT, NULL);
        break;
    case ACTION_PEOPLE_LATE:
        note(program, person, PERSON_LATE, NULL);
        break;
    case ACTION_PEOPLE_TBC:
        note(program, person, PERSON_TBC, NULL);
        break;
    case ACTION_PEOPLE_CONFIRMED:
        note(program, person, PERSON_CONFIRMED, NULL);
        break;
    case ACTION_PEOPLE_REPLACED:
        replace(program, person);
        break;
    case ACTION_OPEN:
        ask_state(program, person);
        break;
    }
}

/* ---- how many ---- */

/* `data`: the slot that ran when it was asked; "": none. */
static void take_count(struct program *program, void *data, const char *text)
{
    const char *slot = data;
    if (text == NULL)
        return;
    text += strspn(text, " ");
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > DIGITS_MOST || text[digits + strspn(text + digits, " ")] != '\0') {
        program_say(program, ROLE_NOTICE, N_("That is no number of people: {1}"), text, NULL);
        return;
    }
    program_wish(program, &(struct wish){.verb = WISH_PEOPLE_COUNT,
                                         .count = strtol(text, NULL, 10),
                                         .slot = slot[0] != '\0' ? slot : NULL,
                                         .no_slot = slot[0] == '\0'});
}

static void ask_count(struct program *program)
{
    const struct scene *scene = program_scene(program);
    size_t current = scene->timekeeper->current;
    const char *slot = current != SLOT_NONE ? scene->timekeeper->slots.items[current].id : "";
    const struct counted *counted =
        attendance_counted(scene->attendance, slot[0] != '\0' ? slot : NULL);
    BUF_LOCAL struct buf before = {0};
    if (counted != NULL)
        buf_add_format(&before, "%" PRId64, counted->people);
    program_ask_line(program, &(struct line_question){.label = _("Participants in the room:"),
                                                      .text = buf_text(&before),
                                                      .function = take_count,
                                                      .data = mem_dup(slot),
                                                      .free_data = free});
}

/* ---- which people ---- */

static void take_filter(struct program *program, void *data, int answer)
{
    struct view_people_state *state = data;
    if (answer >= 0)
        state->filter = (enum roster_filter)answer;
    program_redraw(program);
}

static void ask_filter(struct view_people_state *state, struct program *program)
{
    static const char letters[] = {'a', 'r', 's', 't'};
    static_assert(sizeof letters == ROSTER_FILTER_COUNT, "each filter has a letter");
    struct answer answers[ROSTER_FILTER_COUNT];
    for (int i = 0; i < ROSTER_FILTER_COUNT; i++)
        answers[i] = (struct answer){view_people_filter((enum roster_filter)i), letters[i]};
    program_ask(program, &(struct question){.title = _("Show which people?"),
                                            .answers = answers,
                                            .count = ROSTER_FILTER_COUNT,
                                            .chosen = state->filter,
                                            .function = take_filter,
                                            .data = state});
}

static void search(struct program *program, void *data, const char *text)
{
    struct view_people_state *state = data;
    BUF_LOCAL struct buf words = {0};
    buf_add_text(&words, text);
    buf_clear(&state->words);
    buf_clear(&state->sought);
    buf_add_text(&state->words, buf_text(&words));
    utf8_fold(buf_text(&words), words.size, &state->sought);
    program_redraw(program);
}

static void end_search(struct program *program, void *data, const char *text)
{
    struct view_people_state *state = data;
    search(program, data, text != NULL ? text : buf_text(&state->searched));
}

static void ask_search(struct view_people_state *state, struct program *program)
{
    buf_clear(&state->searched);
    buf_add_text(&state->searched, buf_text(&state->words));
    program_ask_line(program, &(struct line_question){.label = _("Search:"),
                                                      .text = buf_text(&state->searched),
                                                      .function = end_search,
                                                      .changed = search,
                                                      .data = state});
}

bool view_people_do(struct view_people_state *state, struct program *program, enum action action)
{
    switch ((int)action) {
    case ACTION_PEOPLE_PRESENT:
    case ACTION_PEOPLE_ABSENT:
    case ACTION_PEOPLE_LATE:
    case ACTION_PEOPLE_TBC:
    case ACTION_PEOPLE_CONFIRMED:
    case ACTION_PEOPLE_REPLACED:
    case ACTION_OPEN:
        with_person(state, program, action);
        return true;
    case ACTION_PEOPLE_COUNT:
        ask_count(program);
        return true;
    case ACTION_PEOPLE_FILTER:
        ask_filter(state, program);
        return true;
    case ACTION_SEARCH:
        ask_search(state, program);
        return true;
    }
    return false;
}
