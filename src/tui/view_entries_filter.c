/*
 * Which entries are shown: by kind, slot and track, theme, standing, writer, all at once, and by
 * what is searched. Asked for in two steps, by what and then which; only what some entry has is
 * offered, with how many there are.
 */
#include "view_entries.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "choices.h"
#include "pane.h"
#include "translate.h"
#include "wording.h"

enum { VALUES_MOST = 16, THEMES_MOST = 40 };
static_assert((int)ENTRY_KIND_COUNT <= (int)VALUES_MOST && (int)STANDING_COUNT <= (int)VALUES_MOST,
              "room for a count of each value");

enum filter_by { BY_ALL, BY_KIND, BY_SLOT, BY_TRACK, BY_THEME, BY_STANDING, BY_WRITER, BY_COUNT };

static struct entry_filter *filter_of(const struct choices *choices)
{
    struct view_entries_state *state = choices->owner;
    return &state->filter;
}

static void add_all(struct choices *choices, const struct scene *scene, bool chosen)
{
    choices_add(choices, (struct choice){.value = FILTER_ALL}, _("All"),
                (long)scene->record->entries.count, chosen);
}

/* ---- kinds and standings ---- */

static void take_kind(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_kind(filter_of(choices), choices->list.items[answer].value);
}

static void take_standing(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_standing(filter_of(choices), choices->list.items[answer].value);
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
    add_all(choices, scene, now == FILTER_ALL);
    for (int i = 0; i < (kinds ? (int)ENTRY_KIND_COUNT : (int)STANDING_COUNT); i++)
        if (counts[i] > 0)
            choices_add(choices, (struct choice){.value = i},
                        kinds ? wording_kind((enum entry_kind)i)
                              : wording_standing((enum standing)i),
                        counts[i], now == i);
    choices_ask_take(choices, program, kinds ? _("Which kind?") : _("Which standing?"),
                     kinds ? take_kind : take_standing);
}

/* ---- slots and tracks ---- */

static void take_slot(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    (void)program;
    if (answer < 0)
        return;
    const struct choice *choice = &choices->list.items[answer];
    if (choice->value == FILTER_ALL)
        entry_filter_set_anywhere(filter_of(choices));
    else
        entry_filter_set_place(filter_of(choices), choice->text, choice->track);
}

static long count_in(const struct scene *scene, const char *slot, unsigned track)
{
    long count = 0;
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const struct entry *entry = scene->record->entries.items[i];
        count += event_same_text(entry->slot, slot) && (track == 0 || entry->track == track);
    }
    return count;
}

static void add_slot(struct choices *choices, const struct scene *scene, const char *slot,
                     unsigned track)
{
    const struct entry_filter *filter = filter_of(choices);
    BUF_LOCAL struct buf place = {0};
    MEM_LOCAL char *id = mem_dup(slot);
    long count = count_in(scene, slot, track);
    if (count == 0)
        return;
    view_entries_write_place(scene, slot, track, &place);
    choices_add(choices, (struct choice){.text = id, .track = track}, buf_text(&place), count,
                filter->by_slot && event_same_text(filter->slot, slot) && filter->track == track);
}

static void ask_slot(struct view_entries_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct programme_rows rows;
    struct unmatched_slots unmatched;
    add_all(choices, scene, !state->filter.by_slot);
    add_slot(choices, scene, NULL, 0);
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++)
        if (rows.list.items[i].id != NULL)
            add_slot(choices, scene, rows.list.items[i].id, rows.list.items[i].track);
    free(rows.list.items);
    session_unmatched(scene->session, &unmatched);
    for (size_t i = 0; i < unmatched.list.count; i++)
        add_slot(choices, scene, unmatched.list.items[i].id, 0);
    free(unmatched.list.items);
    choices_ask_take(choices, program, _("Which slot?"), take_slot);
}

/* Tracks alone, each with its slot. */
static void ask_track(struct view_entries_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct programme_rows rows;
    add_all(choices, scene, !state->filter.by_slot || state->filter.track == 0);
    programme_rows_make(scene, &rows);
    for (size_t i = 0; i < rows.list.count; i++)
        if (rows.list.items[i].id != NULL && rows.list.items[i].track > 0)
            add_slot(choices, scene, rows.list.items[i].id, rows.list.items[i].track);
    free(rows.list.items);
    choices_ask_take(choices, program, _("Which track?"), take_slot);
}

/* ---- themes ---- */

/* Themes that entries have, each once whatever its case, as it was first written. */
struct themes {
    ARRAY_OF(char *) list; /* owned */
    ARRAY_OF(long) counts;
};

static void count_theme(struct themes *themes, const char *text, size_t size)
{
    MEM_LOCAL char *theme = mem_dup_n(text, size);
    for (size_t i = 0; i < themes->list.count; i++) {
        if (!entry_has_theme(theme, themes->list.items[i]))
            continue;
        themes->counts.items[i]++;
        return;
    }
    if (themes->list.count >= THEMES_MOST || size == 0)
        return;
    array_push(&themes->list, mem_dup(theme));
    array_push(&themes->counts, 1);
}

static void list_themes(const struct scene *scene, struct themes *themes)
{
    for (size_t i = 0; i < scene->record->entries.count; i++) {
        const char *list = scene->record->entries.items[i]->themes;
        while (list != NULL && *list != '\0') {
            size_t size = strcspn(list, ",");
            count_theme(themes, list, size);
            list += size + (list[size] == ',');
        }
    }
}

static void take_theme(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_theme(filter_of(choices), choices->list.items[answer].text);
}

static void ask_theme(struct view_entries_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    struct choices *choices = choices_new(state);
    struct themes themes = {{0}, {0}};
    const char *now = state->filter.theme;
    list_themes(scene, &themes);
    add_all(choices, scene, now == NULL);
    for (size_t i = 0; i < themes.list.count; i++) {
        char *theme = themes.list.items[i];
        choices_add(choices, (struct choice){.text = theme}, theme, themes.counts.items[i],
                    now != NULL && entry_has_theme(theme, now));
        free(theme);
    }
    free(themes.list.items);
    free(themes.counts.items);
    choices_ask_take(choices, program, _("Which theme?"), take_theme);
}

/* ---- writers ---- */

static void take_writer(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    (void)program;
    if (answer >= 0)
        entry_filter_set_writer(filter_of(choices), &choices->list.items[answer].writer);
}

/* Who wrote any version, and of how many entries. */
struct writers {
    ARRAY_OF(struct token) list;
    ARRAY_OF(long) counts;
};

static void count_writer(struct writers *writers, const struct token *writer)
{
    size_t at = 0;
    if (writer->text[0] == '\0') /* the head of that journal is missing */
        return;
    while (at < writers->list.count && !token_equal(&writers->list.items[at], writer))
        at++;
    if (at == writers->list.count) {
        array_push(&writers->list, *writer);
        array_push(&writers->counts, 0);
    }
    writers->counts.items[at]++;
}

/* Has the writer of version `at` written one before it? */
static bool wrote_before(const struct entry *entry, size_t at)
{
    const struct version *versions = entry->versions.items;
    for (size_t i = 0; i < at; i++)
        if (token_equal(&versions[i].writer, &versions[at].writer))
            return true;
    return false;
}

static void ask_writer(struct view_entries_state *state, struct program *program)
{
    const struct scene *scene = program_scene(program);
    const struct record *record = scene->record;
    struct choices *choices = choices_new(state);
    struct writers writers = {{0}, {0}};
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        for (size_t at = 0; at < entry->versions.count; at++)
            if (!wrote_before(entry, at))
                count_writer(&writers, &entry->versions.items[at].writer);
    }
    add_all(choices, scene, state->filter.writer.text[0] == '\0');
    for (size_t i = 0; i < writers.list.count; i++)
        choices_add(choices, (struct choice){.writer = writers.list.items[i]},
                    session_writer_name(scene->session, &writers.list.items[i]),
                    writers.counts.items[i],
                    token_equal(&writers.list.items[i], &state->filter.writer));
    free(writers.list.items);
    free(writers.counts.items);
    choices_ask_take(choices, program, _("Written by whom?"), take_writer);
}

/* ---- by what ---- */

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
    case BY_TRACK:
        ask_track(state, program);
        break;
    case BY_THEME:
        ask_theme(state, program);
        break;
    case BY_WRITER:
        ask_writer(state, program);
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
    const struct scene *scene = program_scene(program);
    const struct entry_filter *filter = &state->filter;
    BUF_LOCAL struct buf place = {0};
    const char *all = _("all");
    if (filter->by_slot)
        view_entries_write_place(scene, filter->slot, filter->track, &place);
    MEM_LOCAL char *kind =
        label(N_("By kind: {1}"),
              filter->kind == FILTER_ALL ? all : wording_kind((enum entry_kind)filter->kind));
    bool by_track = filter->by_slot && filter->track > 0;
    MEM_LOCAL char *slot =
        label(N_("By slot: {1}"), filter->by_slot && !by_track ? buf_text(&place) : all);
    MEM_LOCAL char *track = label(N_("By track: {1}"), by_track ? buf_text(&place) : all);
    MEM_LOCAL char *theme = label(N_("By theme: {1}"), filter->theme != NULL ? filter->theme : all);
    MEM_LOCAL char *standing = label(
        N_("By standing: {1}"),
        filter->standing == FILTER_ALL ? all : wording_standing((enum standing)filter->standing));
    bool by_writer = filter->writer.text[0] != '\0';
    MEM_LOCAL char *writer =
        label(N_("By writer: {1}"),
              by_writer ? session_writer_name(scene->session, &filter->writer) : all);
    struct answer answers[BY_COUNT] = {
        [BY_ALL] = {_("All of them"), 'a'},
        [BY_KIND] = {kind, 'k'},
        [BY_SLOT] = {slot, 's'},
        [BY_TRACK] = {track, 'r'},
        [BY_THEME] = {theme, 'h'},
        [BY_STANDING] = {standing, 't'},
        [BY_WRITER] = {writer, 'w'},
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
