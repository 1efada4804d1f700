/*
 * What the Entries view asks: which entries to show, what to search, where an entry belongs.
 */
#include "view_entries.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pane.h"
#include "translate.h"
#include "wording.h"

/* One of several values; which of the members counts, the question knows. */
struct choice {
    int value;      /* enum, or FILTER_ALL */
    char *slot;     /* id; NULL: the session itself; owned */
    unsigned track; /* from 1; 0: none */
};

struct choices {
    struct view_entries_state *state;
    struct event_id entry; /* that is to be moved; empty: none */
    ARRAY_OF(struct choice) list;
    ARRAY_OF(struct answer) answers; /* labels owned */
    size_t chosen;
};

static struct choices *choices_new(struct view_entries_state *state)
{
    struct choices *choices = mem_new(1, sizeof *choices);
    choices->state = state;
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

static void free_choices(void *data)
{
    struct choices *choices = data;
    for (size_t i = 0; i < choices->list.count; i++)
        free(choices->list.items[i].slot);
    free(choices->list.items);
    free_answers(choices);
    free(choices);
}

/* `id` with a name and, where not negative, a count put in. */
static void add_choice(struct choices *choices, struct choice choice, const char *label, long count,
                       bool chosen)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_text(&text, label);
    if (count >= 0)
        buf_add_format(&text, " (%ld)", count);
    if (chosen)
        choices->chosen = choices->list.count;
    array_push(&choices->list, choice);
    array_push(&choices->answers, ((struct answer){.label = mem_dup(buf_text(&text))}));
}

/* Asks, and hands the choices over to the question. */
static void ask(struct program *program, struct choices *choices, const char *title,
                answer_function *function)
{
    program_ask(program, &(struct question){.title = title,
                                            .answers = choices->answers.items,
                                            .count = choices->answers.count,
                                            .chosen = choices->chosen,
                                            .function = function,
                                            .data = choices,
                                            .free_data = free_choices});
    free_answers(choices); /* they were copied */
}

/* ---- filter: by what, then which ---- */

enum { VALUES_MOST = 16 };
static_assert((int)ENTRY_KIND_COUNT <= (int)VALUES_MOST && (int)STANDING_COUNT <= (int)VALUES_MOST,
              "room for a count of each value");

enum filter_by { BY_ALL, BY_KIND, BY_SLOT, BY_STANDING, BY_COUNT };

static void take_kind(struct program *program, void *data, int answer)
{
    struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_kind(&choices->state->filter, choices->list.items[answer].value);
}

static void take_standing(struct program *program, void *data, int answer)
{
    struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_standing(&choices->state->filter, choices->list.items[answer].value);
}

static void take_slot(struct program *program, void *data, int answer)
{
    struct choices *choices = data;
    struct entry_filter *filter = &choices->state->filter;
    (void)program;
    if (answer < 0)
        return;
    if (choices->list.items[answer].value == FILTER_ALL)
        entry_filter_set_anywhere(filter);
    else
        entry_filter_set_place(filter, choices->list.items[answer].slot,
                               choices->list.items[answer].track);
}

/* Counts entries of each value: kinds, or standings. */
static void count_values(const struct scene *scene, bool kinds, long *counts)
{
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        counts[kinds ? (int)entry->kind : (int)entry->standing]++;
    }
}

static void ask_value(struct view_entries_state *state, struct program *program, bool kinds)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    long counts[VALUES_MOST] = {0};
    int now = kinds ? state->filter.kind : state->filter.standing;
    count_values(scene, kinds, counts);
    add_choice(choices, (struct choice){.value = FILTER_ALL}, _("All"),
               (long)scene->record->entries.count, now == FILTER_ALL);
    for (int i = 0; i < (kinds ? (int)ENTRY_KIND_COUNT : (int)STANDING_COUNT); i++)
        if (counts[i] > 0)
            add_choice(choices, (struct choice){.value = i},
                       kinds ? wording_kind((enum entry_kind)i)
                             : wording_standing((enum standing)i),
                       counts[i], now == i);
    ask(program, choices, kinds ? _("Which kind?") : _("Which standing?"),
        kinds ? take_kind : take_standing);
}

static long count_in(const struct scene *scene, const char *slot)
{
    long count = 0;
    for (size_t i = 0; i < scene->record->entries.count; i++)
        count += event_same_text(scene->record->entries.items[i]->slot, slot);
    return count;
}

static void add_slot(struct choices *choices, const struct scene *scene, const char *slot)
{
    const struct entry_filter *filter = &choices->state->filter;
    BUF_LOCAL struct buf place = {0};
    long count = count_in(scene, slot);
    if (count == 0)
        return;
    view_entries_write_place(scene, slot, 0, &place);
    add_choice(choices, (struct choice){.slot = mem_dup(slot)}, buf_text(&place), count,
               filter->by_slot && event_same_text(filter->slot, slot));
}

static void ask_slot(struct view_entries_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct programme_rows rows;
    struct unmatched_slots unmatched;
    add_choice(choices, (struct choice){.value = FILTER_ALL}, _("All"),
               (long)scene->record->entries.count, !state->filter.by_slot);
    add_slot(choices, scene, NULL);
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++)
        if (rows.list.items[i].id != NULL && rows.list.items[i].track == 0)
            add_slot(choices, scene, rows.list.items[i].id);
    free(rows.list.items);
    session_unmatched(scene->session, &unmatched);
    for (size_t i = 0; i < unmatched.list.count; i++)
        add_slot(choices, scene, unmatched.list.items[i].id);
    free(unmatched.list.items);
    ask(program, choices, _("Which slot?"), take_slot);
}

static void take_by(struct program *program, void *data, int answer)
{
    struct view_entries_state *state = data;
    switch (answer) {
    case BY_ALL:
        entry_filter_clear(&state->filter);
        break;
    case BY_KIND:
    case BY_STANDING:
        ask_value(state, program, answer == BY_KIND);
        break;
    case BY_SLOT:
        ask_slot(state, program);
        break;
    }
}

/* "By kind: Conclusion". */
static char *label(const char *id, const char *value)
{
    struct buf text = {0};
    translate_write(&text, id, value, NULL);
    return buf_take(&text);
}

void view_entries_ask_filter(struct view_entries_state *state, struct program *program)
{
    const struct entry_filter *filter = &state->filter;
    BUF_LOCAL struct buf place = {0};
    const char *all = _("all");
    if (filter->by_slot)
        view_entries_write_place(program_scene(program), filter->slot, 0, &place);
    MEM_LOCAL char *kind =
        label(N_("By kind: {1}"),
              filter->kind == FILTER_ALL ? all : wording_kind((enum entry_kind)filter->kind));
    MEM_LOCAL char *slot = label(N_("By slot: {1}"), filter->by_slot ? buf_text(&place) : all);
    MEM_LOCAL char *standing = label(
        N_("By standing: {1}"),
        filter->standing == FILTER_ALL ? all : wording_standing((enum standing)filter->standing));
    struct answer answers[BY_COUNT] = {
        [BY_ALL] = {_("All of them"), 'a'},
        [BY_KIND] = {kind, 'k'},
        [BY_SLOT] = {slot, 's'},
        [BY_STANDING] = {standing, 't'},
    };
    program_ask(program, &(struct question){.title = _("Show which entries?"),
                                            .answers = answers,
                                            .count = BY_COUNT,
                                            .chosen = BY_KIND,
                                            .function = take_by,
                                            .data = state});
}

/* ---- search ---- */

static void search(struct program *program, void *data, const char *text)
{
    struct view_entries_state *state = data;
    entry_filter_set_search(&state->filter, text);
    program_redraw(program);
}

static void end_search(struct program *program, void *data, const char *text)
{
    struct view_entries_state *state = data;
    search(program, data, text != NULL ? text : buf_text(&state->searched));
}

void view_entries_ask_search(struct view_entries_state *state, struct program *program)
{
    buf_clear(&state->searched);
    buf_add_text(&state->searched, buf_text(&state->filter.words));
    state->reading = false;
    program_ask_line(program, &(struct line_question){.label = _("Search:"),
                                                      .text = buf_text(&state->searched),
                                                      .function = end_search,
                                                      .changed = search,
                                                      .data = state});
}

/* ---- where an entry belongs ---- */

static void take_place(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    BUF_LOCAL struct buf id = {0};
    if (answer < 0)
        return;
    const struct choice *choice = &choices->list.items[answer];
    event_id_write(&choices->entry, &id);
    program_wish(program, &(struct wish){.verb = WISH_MOVE,
                                         .entry = buf_text(&id),
                                         .slot = choice->slot,
                                         .no_slot = choice->slot == NULL,
                                         .track = choice->track});
}

void view_entries_ask_place(struct view_entries_state *state, struct program *program,
                            const struct entry *entry)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct programme_rows rows;
    BUF_LOCAL struct buf title = {0};
    choices->entry = entry->id;
    add_choice(choices, (struct choice){.slot = NULL}, _("The session as a whole"), -1,
               entry->slot == NULL);
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++) {
        const struct programme_row *row = &rows.list.items[i];
        BUF_LOCAL struct buf place = {0};
        if (row->id == NULL)
            continue;
        view_entries_write_place(scene, row->id, row->track, &place);
        add_choice(choices, (struct choice){.slot = mem_dup(row->id), .track = row->track},
                   buf_text(&place), -1,
                   event_same_text(row->id, entry->slot) && row->track == entry->track);
    }
    free(rows.list.items);
    translate_write(&title, N_("Where does {1} belong?"), entry->shown, NULL);
    ask(program, choices, buf_text(&title), take_place);
}
