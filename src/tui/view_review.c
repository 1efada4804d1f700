/*
 * What is still missing before the end, in the sentences of `dais review`, by kind. Enter goes to
 * the entry, the slot or the person that a sentence is about. The review is made anew where
 * something happened and not for each picture: it compares all texts with each other.
 */
#include "view.h"

#include <stdlib.h>

#include <dais/core/review.h>

#include "hints.h"
#include "list.h"
#include "translate.h"

enum { INDENT = 2 }; /* columns of a sentence under its heading */

/* A heading, or one finding. */
struct review_row {
    enum review_kind kind;
    size_t finding; /* index in the review; ROW_HEADING: none */
    size_t count;   /* of a heading: findings under it */
};
#define ROW_HEADING ((size_t)-1)

struct view_review_state {
    struct review review;
    ARRAY_OF(struct review_row) rows;
    struct list list;
    const struct session *session; /* that it was made of; NULL: none yet */
    size_t events;                 /* in its log then */
};

static void *make(void)
{
    return mem_new(1, sizeof(struct view_review_state));
}

static void free_state(void *data)
{
    struct view_review_state *state = data;
    review_finish(&state->review);
    free(state->rows.items);
    free(state);
}

/* ---- what is listed ---- */

static void make_rows(struct view_review_state *state)
{
    state->rows.count = 0;
    for (unsigned kind = 0; kind < REVIEW_KIND_COUNT; kind++) {
        struct review_row heading = {.kind = (enum review_kind)kind, .finding = ROW_HEADING};
        size_t at = state->rows.count;
        for (size_t i = 0; i < state->review.list.count; i++) {
            struct review_row row = {.kind = (enum review_kind)kind, .finding = i};
            if (state->review.list.items[i].kind != row.kind)
                continue;
            if (heading.count++ == 0)
                array_push(&state->rows, heading);
            array_push(&state->rows, row);
        }
        if (heading.count > 0)
            state->rows.items[at].count = heading.count;
    }
}

/* As the record is now. */
static void settle(struct view_review_state *state, const struct scene *scene)
{
    size_t events = session_generation(scene->session);
    if (state->session == scene->session && state->events == events)
        return;
    review_finish(&state->review);
    review_make(scene->session, scene->language, &state->review);
    state->session = scene->session;
    state->events = events;
    make_rows(state);
}

static void write_row(const struct view_review_state *state, size_t index, struct buf *out)
{
    const struct review_row *row = &state->rows.items[index];
    BUF_LOCAL struct buf text = {0};
    if (row->finding == ROW_HEADING) {
        buf_add_format(out, "%s (%zu)", translate_id(review_kind_title(row->kind)), row->count);
        return;
    }
    const struct review_finding *finding = &state->review.list.items[row->finding];
    message_write(&finding->text, translate, &text);
    if (review_kind_is_advice(row->kind))
        translate_write(out, N_("advice: {1}"), buf_text(&text), NULL);
    else
        buf_add(out, buf_text(&text), text.size);
}

static int indent_of(const struct view_review_state *state, size_t row)
{
    return state->rows.items[row].finding == ROW_HEADING ? 0 : INDENT;
}

static int height(void *data, size_t row, int columns, bool selected)
{
    const struct view_review_state *state = data;
    BUF_LOCAL struct buf text = {0};
    (void)selected;
    write_row(state, row, &text);
    return canvas_measure_wrapped(buf_text(&text), columns - indent_of(state, row));
}

static bool can_select(void *data, size_t row)
{
    return ((struct view_review_state *)data)->rows.items[row].finding != ROW_HEADING;
}

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct view_review_state *state = data;
    BUF_LOCAL struct buf text = {0};
    write_row(state, row, &text);
    area_take_left(&area, indent_of(state, row));
    bool heading = state->rows.items[row].finding == ROW_HEADING;
    canvas_draw_wrapped(canvas, area, 0, heading ? ROLE_HEADING : style, buf_text(&text));
}

static struct list_source source_of(struct view_review_state *state)
{
    return (struct list_source){.count = state->rows.count,
                                .data = state,
                                .height = height,
                                .can_select = can_select,
                                .draw = draw_row};
}

static void draw(void *data, const struct scene *scene, struct canvas *canvas, struct area area)
{
    static const struct hint hints[] = {{ACTION_OPEN, N_("go there")}, {ACTION_LEAVE, N_("back")}};
    struct view_review_state *state = data;
    BUF_LOCAL struct buf number = {0}, missing = {0};
    settle(state, scene);
    buf_add_format(&number, "%zu", state->review.count);
    if (state->review.count > 0)
        translate_write(&missing, N_("{1} missing"), buf_text(&number), NULL);
    struct area inner =
        canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS, _("Review: what is missing"),
                        missing.size > 0 ? buf_text(&missing) : NULL);
    hints_draw(scene, canvas, area, ROLE_FOCUS, hints, sizeof hints / sizeof hints[0]);
    inner = area_inset(inner, 1, 0);
    if (state->review.count == 0)
        canvas_draw_text(canvas, area_take_top(&inner, 1), 0, 0, ROLE_OK, _("Nothing is missing"));
    struct list_source source = source_of(state);
    list_draw(&state->list, &source, canvas, inner, true);
}

/* ---- keys and mouse ---- */

/* To what a finding is about: its entry, else its person, else its slot, else what happened. */
static void go(const struct review_finding *finding, struct program *program)
{
    struct view_target target = {.slot = finding->slot,
                                 .track = finding->track,
                                 .entry = finding->entry != NULL ? &finding->entry->id : NULL,
                                 .person = finding->person};
    if (finding->entry != NULL)
        program_go_to(program, ACTION_VIEW_ENTRIES, &target);
    else if (finding->person != PART_NOBODY)
        program_go_to(program, ACTION_VIEW_PEOPLE, &target);
    else if (finding->slot != NULL)
        program_go_to(program, ACTION_VIEW_SESSION, &target);
    else
        program_show(program, ACTION_VIEW_JOURNAL);
}

static bool open_selected(struct view_review_state *state, struct program *program)
{
    struct list_source source = source_of(state);
    if (!list_settle(&state->list, &source))
        program_say(program, ROLE_NOTICE, N_("Nothing is missing"), NULL);
    else
        go(&state->review.list.items[state->rows.items[state->list.selected].finding], program);
    return true;
}

static bool handle(void *data, struct program *program, enum action action)
{
    struct view_review_state *state = data;
    settle(state, program_scene(program));
    struct list_source source = source_of(state);
    if (action == ACTION_OPEN)
        return open_selected(state, program);
    if (action == ACTION_LEAVE) {
        program_leave(program);
        return true;
    }
    return list_do(&state->list, &source, action);
}

static bool click(void *data, struct program *program, const struct mouse *mouse)
{
    struct view_review_state *state = data;
    settle(state, program_scene(program));
    struct list_source source = source_of(state);
    enum list_click clicked = list_click(&state->list, &source, mouse);
    return clicked == LIST_OPENED ? open_selected(state, program) : clicked == LIST_SELECTED;
}

const struct view view_review = {
    .action = ACTION_VIEW_REVIEW,
    .place = PLACE_REVIEW,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .click = click,
};
