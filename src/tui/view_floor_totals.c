/*
 * Speaking time of the session, by person and by affiliation, as far as the rule of each slot
 * tells who spoke; under the Chatham House Rule there are numbers, of a slot each.
 */
#include "view_floor.h"

#include "translate.h"

enum { TIME = 9 /* columns */ };

/* Headings, and under each its rows. */
struct totals {
    const struct scene *scene;
    struct speaking_totals sums;
};

static struct totals make(const struct scene *scene)
{
    struct totals totals = {.scene = scene};
    floor_totals(scene->timekeeper, &scene->now, scene->language, &totals.sums);
    return totals;
}

/* Rows: a heading and the people, a heading and the affiliations; none where there is nobody. */
static size_t people_rows(const struct totals *totals)
{
    size_t count = totals->sums.people.count;
    return count > 0 ? count + 1 : 0;
}

static size_t rows_of(const struct totals *totals)
{
    size_t count = totals->sums.affiliations.count;
    return people_rows(totals) + (count > 0 ? count + 1 : 0);
}

/* The total in a row; NULL: a heading. */
static const struct speaking_total *total_at(const struct totals *totals, size_t row)
{
    size_t people = people_rows(totals);
    if (row == 0 || row == people)
        return NULL;
    return row < people ? &totals->sums.people.items[row - 1]
                        : &totals->sums.affiliations.items[row - people - 1];
}

static void write_who(const struct totals *totals, const struct speaking_total *total,
                      struct buf *out)
{
    const struct scene *scene = totals->scene;
    if (total->person != PART_NOBODY) {
        struct message name = {0};
        attendance_name(scene->attendance, total->person, scene->language, false, &name);
        message_write(&name, translate, out);
        message_finish(&name);
    } else if (total->name != NULL) {
        buf_add_text(out, total->name);
    } else {
        const struct floor *floor = &scene->timekeeper->slots.items[total->slot].floor;
        turn_write(&floor->turns.items[floor_find(floor, total->place)], scene->attendance,
                   timekeeper_floor_rule(scene->timekeeper, total->slot), scene->language, false,
                   translate, out);
        buf_add_format(out, " · %s", wording_slot_title(scene, total->slot));
    }
}

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct totals *totals = data;
    const struct speaking_total *total = total_at(totals, row);
    if (total == NULL) {
        bool people = row < people_rows(totals);
        canvas_draw_right(canvas, area_take_right(&area, TIME), 0, ROLE_FIELD, _("share"));
        canvas_draw_right(canvas, area_take_right(&area, TIME), 0, ROLE_FIELD, _("spoken"));
        canvas_draw_text(canvas, area, 0, 0, ROLE_HEADING,
                         people ? _("By person") : _("By affiliation"));
        return;
    }
    BUF_LOCAL struct buf who = {0};
    BUF_LOCAL struct buf spoken = {0};
    BUF_LOCAL struct buf share = {0};
    write_who(totals, total, &who);
    span_write_clock(total->spoken, &spoken);
    if (total->share != MSEC_NONE)
        span_write_clock(total->share, &share);
    canvas_draw_right(canvas, area_take_right(&area, TIME), 0, style, buf_text(&share));
    canvas_draw_right(canvas, area_take_right(&area, TIME), 0, style, buf_text(&spoken));
    canvas_draw_text(canvas, area, 2, 0, style, buf_text(&who));
}

static bool can_select(void *data, size_t row)
{
    return total_at(data, row) != NULL;
}

static struct list_source source_of(struct totals *totals)
{
    return (struct list_source){
        .count = rows_of(totals), .data = totals, .can_select = can_select, .draw = draw_row};
}

void view_floor_draw_totals(struct view_floor_state *state, const struct scene *scene,
                            struct canvas *canvas, struct area area)
{
    struct totals totals = make(scene);
    struct list_source source = source_of(&totals);
    struct area inner = canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS,
                                        _("Speaking time of the session"), NULL);
    inner = area_inset(inner, 1, 0);
    if (rows_of(&totals) == 0)
        canvas_draw_wrapped(canvas, inner, 0, ROLE_DIM, _("Nobody has spoken yet"));
    else
        list_draw(&state->summed, &source, canvas, inner, scene->editor == NULL);
    speaking_totals_finish(&totals.sums);
}

bool view_floor_move_totals(struct view_floor_state *state, const struct scene *scene,
                            enum action action)
{
    struct totals totals = make(scene);
    struct list_source source = source_of(&totals);
    bool moved = list_do(&state->summed, &source, action);
    speaking_totals_finish(&totals.sums);
    return moved;
}
