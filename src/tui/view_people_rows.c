/*
 * The rows of the People view: a number, who it is, how he or she stands and what may be told of
 * who has spoken; the parts where there is room. Below the list all of it about the selected one,
 * with the titles of the slots. States are words, colour only repeats them.
 */
#include "view_people.h"

#include <inttypes.h>

#include <dais/base/grapheme.h>
#include <dais/base/name_table.h>

#include "translate.h"
#include "wording.h"

enum {
    STATE = 17,      /* columns, with the space before, as the next ones */
    STATE_LONG = 30, /* where by whom somebody is replaced fits too */
    SPOKEN = 10,
    PARTS = 30,
    PARTS_FROM = 90, /* columns of a row from which the parts stand in it */
    LONG_FROM = 130, /* columns of a row from which states are long */
    BRIEF = 30,      /* columns of a name under which the affiliation is left out */
};

static const char *const filters[] = {
    [ROSTER_ALL] = N_("all"),
    [ROSTER_RUNNING] = N_("in the running slot"),
    [ROSTER_NOT_SPOKEN] = N_("not spoken yet"),
    [ROSTER_TBC] = N_("to be confirmed"),
};
NAME_TABLE_COMPLETE(filters, ROSTER_FILTER_COUNT);

const char *view_people_filter(enum roster_filter filter)
{
    return translate_id(filters[filter]);
}

/* ---- a row ---- */

/* Where the columns of a row are. */
struct columns_of_row {
    struct area number, who, parts, state, spoken;
};

static struct columns_of_row divide(const struct scene *scene, struct area area)
{
    struct columns_of_row columns = {.parts = {0}};
    BUF_LOCAL struct buf most = {0};
    int w = area.w;
    buf_add_format(&most, "%zu", scene->programme->people.count);
    columns.number = area_take_left(&area, (int)most.size + 1);
    columns.spoken = area_take_right(&area, SPOKEN);
    columns.state = area_take_right(&area, w >= LONG_FROM ? STATE_LONG : STATE);
    if (w >= PARTS_FROM)
        columns.parts = area_take_right(&area, w >= LONG_FROM ? w / 3 : PARTS);
    columns.who = area;
    return columns;
}

static unsigned role_of(const struct scene *scene, size_t person, unsigned style)
{
    if (style != ROLE_NORMAL)
        return style;
    switch (scene->attendance->people.items[person].state) {
    case PERSON_PRESENT:
        return ROLE_OK;
    case PERSON_ABSENT:
        return ROLE_DIM;
    case PERSON_TBC:
    case PERSON_LATE:
        return ROLE_WARNING;
    case PERSON_CONFIRMED:
    case PERSON_REPLACED:
    case PERSON_STATE_COUNT:
        break;
    }
    return ROLE_NORMAL;
}

/* Somebody who is none of the programme's people, or a place on the list of a slot. */
static void write_other(const struct scene *scene, const struct speaking_total *total,
                        struct buf *out)
{
    if (total->name != NULL) {
        buf_add_text(out, total->name);
        return;
    }
    const struct floor *floor = &scene->timekeeper->slots.items[total->slot].floor;
    turn_write(&floor->turns.items[floor_find(floor, total->place)], scene->attendance,
               timekeeper_floor_rule(scene->timekeeper, total->slot), scene->language, false,
               translate, out);
    buf_add_format(out, " · %s", wording_slot_title(scene, total->slot));
}

static void draw_other(const struct people_drawn *drawn, const struct people_row *row,
                       struct canvas *canvas, struct area area, unsigned style)
{
    BUF_LOCAL struct buf who = {0}, spoken = {0};
    if (row->other == ROW_HEADING) {
        canvas_draw_text(canvas, area, 0, 0, ROLE_HEADING, _("Others who have spoken"));
        return;
    }
    const struct speaking_total *total = &drawn->state->roster.others.items[row->other];
    struct columns_of_row columns = divide(drawn->scene, area);
    write_other(drawn->scene, total, &who);
    span_write_clock(total->spoken, &spoken);
    columns.who.w = columns.spoken.x - columns.who.x;
    canvas_draw_text(canvas, columns.who, 0, 0, style, buf_text(&who));
    canvas_draw_right(canvas, columns.spoken, 0, style, buf_text(&spoken));
}

static void write_who(const struct scene *scene, size_t index, int columns, struct buf *out)
{
    const struct person *person = &scene->programme->people.items[index];
    if (columns < BRIEF)
        buf_add_text(out, person_name(person, scene->language));
    else
        person_write(person, scene->language, out);
}

static void draw_row(void *data, size_t index, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct people_drawn *drawn = data;
    const struct scene *scene = drawn->scene;
    const struct people_row *row = &drawn->state->rows.items[index];
    if (row->person == PART_NOBODY) {
        draw_other(drawn, row, canvas, area, style);
        return;
    }
    const struct roster_person *person = &drawn->state->roster.people.items[row->person];
    struct columns_of_row columns = divide(scene, area);
    unsigned role = role_of(scene, row->person, style);
    unsigned plain = style == ROLE_NORMAL && role == ROLE_DIM ? ROLE_DIM : style;
    BUF_LOCAL struct buf number = {0}, who = {0}, parts = {0}, state = {0}, spoken = {0};
    buf_add_format(&number, "%zu", row->person + 1);
    write_who(scene, row->person, columns.who.w, &who);
    roster_write_parts(&drawn->state->roster, row->person, translate, &parts);
    if (columns.state.w >= STATE_LONG)
        roster_write_state(scene->session, row->person, translate, &state);
    else
        buf_add_text(
            &state, translate_id(roster_state(scene->attendance->people.items[row->person].state)));
    roster_write_spoken(person, translate, &spoken);
    columns.number.w--;
    canvas_draw_right(canvas, columns.number, 0, plain, buf_text(&number));
    canvas_draw_text(canvas, columns.who, 0, 0, plain, buf_text(&who));
    canvas_draw_text(canvas, columns.parts, 1, 0, plain, buf_text(&parts));
    canvas_draw_text(canvas, columns.state, 1, 0, role, buf_text(&state));
    canvas_draw_right(canvas, columns.spoken, 0,
                      style == ROLE_NORMAL && person->spoke != SPOKE_TOLD ? ROLE_DIM : plain,
                      buf_text(&spoken));
}

static bool can_select(void *data, size_t row)
{
    const struct people_row *at = &((struct people_drawn *)data)->state->rows.items[row];
    return at->person != PART_NOBODY || at->other != ROW_HEADING;
}

struct list_source view_people_source(struct people_drawn *drawn)
{
    return (struct list_source){.count = drawn->state->rows.count,
                                .data = drawn,
                                .can_select = can_select,
                                .draw = draw_row};
}

void view_people_draw_header(const struct scene *scene, struct canvas *canvas, struct area area)
{
    area_take_right(&area, 1); /* of the scroll mark */
    struct columns_of_row columns = divide(scene, area);
    canvas_draw_text(canvas, columns.who, 0, 0, ROLE_FIELD, _("who"));
    canvas_draw_text(canvas, columns.parts, 1, 0, ROLE_FIELD, _("part"));
    canvas_draw_text(canvas, columns.state, 1, 0, ROLE_FIELD, _("stands"));
    canvas_draw_right(canvas, columns.spoken, 0, ROLE_FIELD, _("spoken"));
}

/* ---- below the list ---- */

/* ": 2 High-level expert panel, 5 Breakouts (track 2)": where the person has that role. */
static void write_slots(const struct view_people_state *state, const struct scene *scene,
                        const struct roster_person *who, enum role role, struct buf *out)
{
    const char *before = ": ";
    for (size_t i = who->first; i < who->first + who->count; i++) {
        const struct roster_part *part = &state->roster.parts.items[i];
        if (part->role != role || part->slot == NULL)
            continue;
        buf_add_format(out, "%s%u %s", before, part->slot->number,
                       session_slot_title(scene->session, part->slot->id, scene->language));
        before = ", ";
        if (part->track > 0) {
            BUF_LOCAL struct buf number = {0};
            buf_add_format(&number, "%u", part->track);
            buf_add_text(out, " (");
            translate_write(out, N_("track {1}"), buf_text(&number), NULL);
            buf_add_char(out, ')');
        }
    }
}

/* "president: 1 Opening, 6 Adoption · speaker: 2 High-level expert panel · rapporteur" */
static void write_parts(const struct view_people_state *state, const struct scene *scene,
                        size_t person, struct buf *out)
{
    const struct roster_person *who = &state->roster.people.items[person];
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        size_t i = 0;
        while (i < who->count && state->roster.parts.items[who->first + i].role != (enum role)role)
            i++;
        if (i == who->count)
            continue;
        buf_add_text(out, out->size > 0 ? " · " : "");
        buf_add_text(out, translate_id(roster_role((enum role)role)));
        write_slots(state, scene, who, (enum role)role, out);
    }
    if (who->count == 0)
        buf_add_text(out, _("No part in the programme"));
}

/* "replaced by Robert Hakiza · has spoken 8:34 of 8:20" */
static void write_standing(const struct view_people_state *state, const struct scene *scene,
                           size_t person, struct buf *out)
{
    const struct roster_person *who = &state->roster.people.items[person];
    BUF_LOCAL struct buf spoken = {0}, share = {0};
    roster_write_state(scene->session, person, translate, out);
    buf_add_text(out, " · ");
    if (who->spoke == SPOKE_NOT_YET) {
        buf_add_text(out, _("has not spoken yet"));
    } else if (who->spoke == SPOKE_UNTOLD) {
        buf_add_text(out, _("the rule does not tell who has spoken"));
    } else {
        span_write_clock(who->spoken, &spoken);
        if (who->share != MSEC_NONE)
            span_write_clock(who->share, &share);
        translate_write(out, share.size > 0 ? N_("has spoken {1} of {2}") : N_("has spoken {1}"),
                        buf_text(&spoken), buf_text(&share), NULL);
    }
}

void view_people_draw_about(const struct view_people_state *state, const struct scene *scene,
                            struct canvas *canvas, struct area area)
{
    size_t person = state->selected;
    BUF_LOCAL struct buf who = {0}, parts = {0}, standing = {0};
    person_write_full(&scene->programme->people.items[person], scene->language, &who);
    write_parts(state, scene, person, &parts);
    write_standing(state, scene, person, &standing);
    struct area inner =
        canvas_draw_box(canvas, area, ROLE_BORDER, ROLE_TITLE, buf_text(&who), NULL);
    inner = area_inset(inner, 1, 0);
    int rows = canvas_measure_wrapped(buf_text(&parts), inner.w);
    struct area above = area_take_top(&inner, rows < inner.h ? rows : inner.h - 1);
    canvas_draw_wrapped(canvas, above, 0, ROLE_DIM, buf_text(&parts));
    canvas_draw_text(canvas, inner, 0, 0, ROLE_NORMAL, buf_text(&standing));
}

void view_people_write_totals(const struct scene *scene, struct buf *out)
{
    struct message totals = {0};
    int64_t most = attendance_most(scene->attendance);
    size_t current = scene->timekeeper->current;
    const struct counted *here =
        current == SLOT_NONE
            ? NULL
            : attendance_counted(scene->attendance, scene->timekeeper->slots.items[current].id);
    BUF_LOCAL struct buf number = {0}, now = {0};
    roster_totals(scene->session, &totals);
    message_write(&totals, translate, out);
    message_finish(&totals);
    if (most < 0)
        return;
    buf_add_format(&number, "%" PRId64, most);
    if (here != NULL)
        buf_add_format(&now, "%" PRId64, here->people);
    buf_add_text(out, " · ");
    translate_write(out,
                    here != NULL && here->people != most ? N_("{1} counted, {2} in this slot")
                                                         : N_("{1} counted"),
                    buf_text(&number), buf_text(&now), NULL);
}
