/*
 * The programme's people: who they are, in which parts, how they stand, and who has spoken. The
 * list is the programme's own and has its names under every rule; who has spoken core tells as the
 * rule of each slot lets it be (core/roster.h). What is selected is a person and not a row, so
 * that a filter which lets somebody go leaves the others alone.
 */
#include "view_people.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/utf8.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    HEADED = 6,      /* rows from which the columns have titles */
    ABOUT_FROM = 12, /* rows of the view from which all about the selected one stands below */
    ABOUT_HIGH = 18, /* rows of the view from which it has one line more */
    ABOUT = 4,       /* rows of it else, with the frame */
};

static void *make(void)
{
    struct view_people_state *state = mem_new(1, sizeof *state);
    state->selected = 0;
    return state;
}

static void free_state(void *data)
{
    struct view_people_state *state = data;
    roster_finish(&state->roster);
    free(state->rows.items);
    buf_finish(&state->words);
    buf_finish(&state->sought);
    buf_finish(&state->searched);
    folding_free(state->folding);
    free(state);
}

/* ---- which rows there are ---- */

static void add_words(const char *text, struct buf *out)
{
    if (text != NULL)
        buf_add_format(out, "%s\n", text); /* what is sought has none: nothing is found across */
}

static void write_said(const struct view_people_state *state, const struct scene *scene,
                       size_t index, struct buf *out)
{
    const struct person *person = &scene->programme->people.items[index];
    add_words(person_name(person, scene->language), out);
    add_words(lingual_in(&person->affiliation, scene->language), out);
    add_words(lingual_in(&person->title, scene->language), out);
    add_words(lingual_in(&person->role, scene->language), out);
    add_words(lingual_in(&person->on_behalf_of, scene->language), out);
    add_words(attendance_replaced_by(scene->attendance, index), out);
    roster_write_parts(&state->roster, index, translate, out);
}

/* Is what is searched found in who it is, or in what? */
static bool is_found(struct view_people_state *state, const struct scene *scene, size_t index,
                     struct buf *said, struct buf *folded)
{
    if (state->sought.size == 0)
        return true;
    buf_clear(said);
    buf_clear(folded);
    write_said(state, scene, index, said);
    folding_fold(state->folding, buf_text(said), said->size, folded);
    return strstr(buf_text(folded), buf_text(&state->sought)) != NULL;
}

static void make_rows(struct view_people_state *state, const struct scene *scene)
{
    BUF_LOCAL struct buf said = {0}, folded = {0};
    if (state->sought.size > 0 && state->folding == NULL)
        state->folding = folding_new();
    state->rows.count = 0;
    for (size_t i = 0; i < state->roster.people.count; i++) {
        struct people_row row = {.person = i, .other = ROW_HEADING};
        if (roster_passes(&state->roster, scene->session, i, state->filter) &&
            is_found(state, scene, i, &said, &folded))
            array_push(&state->rows, row);
    }
    state->listed = state->rows.count;
    if (state->filter != ROSTER_ALL || state->sought.size > 0 || state->roster.others.count == 0)
        return;
    struct people_row heading = {.person = PART_NOBODY, .other = ROW_HEADING};
    array_push(&state->rows, heading);
    for (size_t i = 0; i < state->roster.others.count; i++) {
        struct people_row row = {.person = PART_NOBODY, .other = i};
        array_push(&state->rows, row);
    }
}

/* The first row from the selected person on, so that the next one has its place. */
static void find_row(struct view_people_state *state)
{
    if (state->selected == PART_NOBODY)
        return;
    size_t row = 0;
    while (row + 1 < state->listed && state->rows.items[row].person < state->selected)
        row++;
    state->list.selected = row;
}

static void keep_selected(struct view_people_state *state)
{
    size_t row = state->list.selected;
    state->selected = row < state->rows.count ? state->rows.items[row].person : PART_NOBODY;
}

size_t view_people_settle(struct view_people_state *state, const struct scene *scene)
{
    struct people_drawn drawn = {state, scene};
    roster_make(&state->roster, scene->session, &scene->now, scene->language);
    make_rows(state, scene);
    find_row(state);
    struct list_source source = view_people_source(&drawn);
    if (!list_settle(&state->list, &source))
        return PART_NOBODY;
    keep_selected(state);
    return state->selected;
}

/* ---- drawing ---- */

static bool is_limited(const struct view_people_state *state)
{
    return state->filter != ROSTER_ALL || state->sought.size > 0;
}

/* "People: not spoken yet · “kumasi”" */
static void write_title(const struct view_people_state *state, struct buf *out)
{
    BUF_LOCAL struct buf words = {0};
    if (!is_limited(state)) {
        buf_add_text(out, _("People"));
        return;
    }
    if (state->filter != ROSTER_ALL)
        buf_add_text(&words, view_people_filter(state->filter));
    if (state->words.size > 0)
        buf_add_format(&words, "%s“%s”", words.size > 0 ? " · " : "", buf_text(&state->words));
    translate_write(out, N_("People: {1}"), buf_text(&words), NULL);
}

/* "3 of 10". */
static void write_count(const struct view_people_state *state, struct buf *out)
{
    BUF_LOCAL struct buf shown = {0}, all = {0};
    buf_add_format(&shown, "%zu", state->listed);
    buf_add_format(&all, "%zu", state->roster.people.count);
    if (is_limited(state))
        translate_write(out, N_("{1} of {2}"), buf_text(&shown), buf_text(&all), NULL);
    else
        buf_add_text(out, buf_text(&all));
}

static void draw_empty(const struct view_people_state *state, const struct scene *scene,
                       struct canvas *canvas, struct area area)
{
    BUF_LOCAL struct buf text = {0}, key = {0};
    wording_write_key(scene->keymap, is_limited(state) ? ACTION_LEAVE : ACTION_PEOPLE_COUNT, &key);
    if (is_limited(state))
        translate_write(&text, N_("Nobody is like that. {1} shows all again."), buf_text(&key),
                        NULL);
    else
        translate_write(&text,
                        N_("The programme lists no people. {1} notes how many are in the room."),
                        buf_text(&key), NULL);
    canvas_draw_wrapped(canvas, area, 0, ROLE_DIM, buf_text(&text));
}

static void draw_list(struct view_people_state *state, const struct scene *scene,
                      struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {
        {ACTION_PEOPLE_PRESENT, N_("present")}, {ACTION_PEOPLE_ABSENT, N_("absent")},
        {ACTION_PEOPLE_LATE, N_("late")},       {ACTION_OPEN, N_("other states")},
        {ACTION_PEOPLE_COUNT, N_("count")},     {ACTION_PEOPLE_FILTER, N_("filter")},
        {ACTION_SEARCH, N_("search")}};
    BUF_LOCAL struct buf title = {0}, count = {0}, totals = {0};
    struct people_drawn drawn = {state, scene};
    bool focused = scene->editor == NULL;
    unsigned border = focused ? ROLE_FOCUS : ROLE_BORDER;
    write_title(state, &title);
    write_count(state, &count);
    struct area inner = canvas_draw_box(canvas, area, border, focused ? ROLE_FOCUS : ROLE_TITLE,
                                        buf_text(&title), buf_text(&count));
    if (focused && !scene->read_only)
        hints_draw(scene, canvas, area, border, hints, sizeof hints / sizeof hints[0]);
    inner = area_inset(inner, 1, 0);
    view_people_write_totals(scene, &totals);
    canvas_draw_text(canvas, area_take_bottom(&inner, 1), 0, 0, ROLE_FIELD, buf_text(&totals));
    if (state->rows.count == 0) {
        draw_empty(state, scene, canvas, inner);
        return;
    }
    if (inner.h >= HEADED)
        view_people_draw_header(scene, canvas, area_take_top(&inner, 1));
    struct list_source source = view_people_source(&drawn);
    list_draw(&state->list, &source, canvas, inner, focused);
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    struct view_people_state *state = data;
    size_t selected = view_people_settle(state, scene);
    if (area.h >= ABOUT_FROM && selected != PART_NOBODY)
        view_people_draw_about(state, scene, canvas,
                               area_take_bottom(&area, ABOUT + (area.h >= ABOUT_HIGH)));
    draw_list(state, scene, canvas, area);
}

/* ---- keys and mouse ---- */

static bool leave(struct view_people_state *state)
{
    if (!is_limited(state))
        return false;
    state->filter = ROSTER_ALL;
    buf_clear(&state->words);
    buf_clear(&state->sought);
    return true;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_people_state *state = data;
    const struct scene *scene = program_scene(program);
    view_people_settle(state, scene);
    struct people_drawn drawn = {state, scene};
    struct list_source source = view_people_source(&drawn);
    if (action == ACTION_LEAVE)
        return leave(state);
    if (list_do(&state->list, &source, action)) {
        keep_selected(state);
        return true;
    }
    return view_people_do(state, program, action);
}

static void go_to(void *data, const struct scene *scene, const struct view_target *target)
{
    struct view_people_state *state = data;
    (void)scene;
    leave(state);
    state->selected = target->person;
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_people_state *state = data;
    const struct scene *scene = program_scene(program);
    view_people_settle(state, scene);
    struct people_drawn drawn = {state, scene};
    struct list_source source = view_people_source(&drawn);
    switch (list_click(&state->list, &source, mouse)) {
    case LIST_MISSED:
        return false;
    case LIST_SELECTED:
        keep_selected(state);
        return true;
    case LIST_OPENED:
        return view_people_do(state, program, ACTION_OPEN);
    }
    return false;
}

const struct view view_people = {
    .action = ACTION_VIEW_PEOPLE,
    .place = PLACE_PEOPLE,
    .tab = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
    .go_to = go_to,
};
