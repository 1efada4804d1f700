/*
 * The table of the Replan view: a row for each slot to come, a column for each plan, and beneath
 * them what it comes to. Where there is no room for three plans stands the chosen one alone.
 */
#include "view_replan.h"

#include <string.h>

#include <dais/base/grapheme.h>

#include "hints.h"
#include "translate.h"
#include "wording.h"

enum {
    BESIDE = 72,     /* columns inside from which three plans stand side by side */
    PLAN_LEAST = 17, /* columns: "10:41–10:56 −15" and space */
    PLAN_MOST = 30,
    TITLES = 28, /* columns that a slot's title would like */
    SUMS = 4,    /* rows beneath the slots */
    ADVICE_MOST = 3,
    ROOMY = 14 /* rows inside from which there is air, and a row for what gives */
};

/* Where a plan's column is in a row. */
static struct area column_of(const struct plans *plans, struct area row, enum plan plan)
{
    int place = plans->beside ? (int)plan : 0;
    return area_meet(row, (struct area){row.x + plans->titles + place * plans->columns, row.y,
                                        plans->columns - 1, row.h});
}

static bool is_drawn(const struct plans *plans, enum plan plan)
{
    return plans->beside || plan == plans->chosen;
}

/* The chosen plan is told by its brackets, too. */
static void draw_heads(const struct plans *plans, struct canvas *canvas, struct area row)
{
    for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++) {
        BUF_LOCAL struct buf head = {0};
        bool chosen = plan == plans->chosen;
        if (!is_drawn(plans, plan))
            continue;
        buf_add_format(&head, chosen ? "‹ %s ›" : "%s", view_replan_name(plan));
        struct area column = column_of(plans, row, plan);
        struct area first = {column.x, column.y, column.w, 1};
        if (chosen)
            canvas_fill_area(canvas, first, ROLE_SELECTED, " ");
        canvas_draw_text(canvas, first, chosen ? 0 : 2, 0, chosen ? ROLE_SELECTED : ROLE_HEADING,
                         buf_text(&head));
        canvas_draw_text(canvas, column, 2, 1, ROLE_DIM, view_replan_gives(plan));
    }
}

/* "10:41–10:56 −15". */
static void draw_cell(const struct plans *plans, enum plan plan, size_t slot, struct canvas *canvas,
                      struct area area, unsigned style)
{
    const struct planned_change *change = view_replan_slot(&plans->of[plan], slot);
    BUF_LOCAL struct buf text = {0};
    BUF_LOCAL struct buf lost = {0};
    if (change == NULL)
        return;
    wording_write_time(plans->scene, change->start, &text);
    buf_add_text(&text, "–");
    wording_write_time(plans->scene, change->end, &text);
    int x = canvas_draw_text(canvas, area, 0, 0, style, buf_text(&text)) + 1;
    if (change->lost < MSEC_MINUTE)
        return;
    buf_add_format(&lost, "−%lld", (long long)(change->lost / MSEC_MINUTE));
    canvas_draw_text(canvas, area, x, 0, style == ROLE_NORMAL ? (unsigned)ROLE_WARNING : style,
                     buf_text(&lost));
}

static bool could_be_skipped(const struct plan_change *change, size_t slot)
{
    for (size_t i = 0; i < change->skips.count; i++)
        if (change->skips.items[i] == slot)
            return true;
    return false;
}

static void draw_row(void *data, size_t row, struct canvas *canvas, struct area area,
                     unsigned style)
{
    const struct plans *plans = data;
    const struct scene *scene = plans->scene;
    size_t slot = plans->of[PLAN_SHIFT].slots.items[row].slot;
    bool skip = could_be_skipped(&plans->of[plans->chosen], slot);
    struct area title = {area.x, area.y, plans->titles - 1, 1};
    canvas_draw_text(canvas, title, 0, 0, style, skip ? "–" : " ");
    area_take_left(&title, 2);
    bool is_break = slot_kind_is_break(clock_slot_kind(&scene->timekeeper->slots.items[slot]));
    unsigned own = style == ROLE_NORMAL && is_break ? (unsigned)ROLE_BREAK : style;
    canvas_draw_text(canvas, title, 0, 0, own, wording_slot_title(scene, slot));
    for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++) {
        unsigned dim = plan == plans->chosen || !plans->beside ? style
                       : style == ROLE_NORMAL                  ? (unsigned)ROLE_DIM
                                                               : style;
        if (is_drawn(plans, plan))
            draw_cell(plans, plan, slot, canvas, column_of(plans, area, plan), dim);
    }
}

struct list_source view_replan_source(struct plans *plans)
{
    return (struct list_source){
        .count = plans->of[PLAN_SHIFT].slots.count, .data = plans, .draw = draw_row};
}

/* One of the sums of a plan, and the role that it is shown in. */
static enum theme_role write_sum(const struct plans *plans, enum plan plan, int sum,
                                 struct buf *out)
{
    const struct plan_change *change = &plans->of[plan];
    BUF_LOCAL struct buf span = {0};
    switch (sum) {
    case 0:
        wording_write_time(plans->scene, change->projected_end, out);
        return ROLE_NORMAL;
    case 1:
        wording_write_shift(change->late, out);
        return change->late >= MSEC_MINUTE ? ROLE_WARNING : ROLE_ON_TIME;
    case 2:
        wording_write_minutes(change->lost, &span);
        if (change->lost >= MSEC_MINUTE)
            translate_write(out, N_("{1} less"), buf_text(&span), NULL);
        else
            buf_add_text(out, _("nothing"));
        return ROLE_NORMAL;
    default:
        break;
    }
    if (change->misses == 0) {
        buf_add_text(out, _("reached"));
        return ROLE_ON_TIME;
    }
    wording_write_missed(change->misses, &span);
    translate_write(out, N_("{1} past it"), buf_text(&span), NULL);
    return change->hard ? ROLE_DANGER : ROLE_WARNING;
}

static void write_sum_label(const struct plans *plans, int sum, struct buf *out)
{
    const struct plan_change *change = &plans->of[PLAN_SHIFT];
    BUF_LOCAL struct buf time = {0};
    switch (sum) {
    case 0:
        buf_add_text(out, _("The day ends"));
        return;
    case 1:
        buf_add_text(out, _("Lateness"));
        return;
    case 2:
        buf_add_text(out, _("Slots lose"));
        return;
    default:
        break;
    }
    if (change->target == MSEC_NONE)
        return;
    wording_write_time(plans->scene, change->target, &time);
    translate_write(out, change->hard ? N_("Hard end {1}") : N_("Planned end {1}"), buf_text(&time),
                    NULL);
}

static void draw_sums(const struct plans *plans, struct canvas *canvas, struct area area)
{
    for (int sum = 0; sum < SUMS; sum++) {
        struct area row = area_take_top(&area, 1);
        BUF_LOCAL struct buf label = {0};
        write_sum_label(plans, sum, &label);
        struct area title = {row.x, row.y, plans->titles - 1, row.h};
        canvas_draw_text(canvas, title, 2, 0, ROLE_FIELD, buf_text(&label));
        for (enum plan plan = PLAN_SHIFT; plan < PLAN_COUNT; plan++) {
            BUF_LOCAL struct buf text = {0};
            if (!is_drawn(plans, plan) || label.size == 0)
                continue;
            unsigned role = scene_role(plans->scene, write_sum(plans, plan, sum, &text));
            unsigned bold = plan == plans->chosen ? (unsigned)STYLE_BOLD : 0;
            canvas_draw_text(canvas, column_of(plans, row, plan), 0, 0, role | bold,
                             buf_text(&text));
        }
    }
}

/* What the chosen plan cannot do, and what would; or what it is that nothing needs. */
static void write_advice(const struct plans *plans, struct buf *out)
{
    const struct plan_change *change = &plans->of[plans->chosen];
    BUF_LOCAL struct buf slots = {0};
    BUF_LOCAL struct buf key = {0};
    if (change->misses == 0)
        return;
    for (size_t i = 0; i < change->skips.count; i++) {
        buf_add_text(&slots, i > 0 ? ", " : "");
        buf_add_format(&slots, "“%s”", wording_slot_title(plans->scene, change->skips.items[i]));
    }
    keymap_write_key(plans->scene->keymap, ACTION_SKIP, &key);
    if (slots.size > 0)
        translate_write(out, N_("It would be reached without {1} ({2} skips the selected slot)."),
                        buf_text(&slots), buf_text(&key), NULL);
    else
        buf_add_text(out, _("Not even without all that could be skipped would it be reached."));
}

static void lay_out(struct plans *plans, int columns)
{
    plans->beside = columns >= BESIDE;
    int plan = plans->beside ? (columns - TITLES) / PLAN_COUNT : columns / 3;
    plans->columns = plan < PLAN_LEAST ? PLAN_LEAST : plan > PLAN_MOST ? PLAN_MOST : plan;
    plans->titles = columns - plans->columns * (plans->beside ? PLAN_COUNT : 1);
}

void view_replan_draw(struct view_replan_state *state, struct plans *plans, struct canvas *canvas,
                      struct area area)
{
    static const struct hint hints[] = {{ACTION_RIGHT, N_("another plan")},
                                        {ACTION_OPEN, N_("take it")},
                                        {ACTION_REPLAN_WHY, N_("with a reason")},
                                        {ACTION_UNDO, N_("undo")}};
    BUF_LOCAL struct buf advice = {0};
    struct area inner = canvas_draw_box(canvas, area, ROLE_FOCUS, ROLE_FOCUS,
                                        _("Replan: three ways to go on"), NULL);
    inner = area_inset(inner, 1, 0);
    state->columns = 0;
    if (plans->of[PLAN_SHIFT].slots.count == 0) {
        canvas_draw_wrapped(canvas, inner, 0, ROLE_DIM, _("No slot is left today to replan."));
        return;
    }
    if (!plans->scene->read_only)
        hints_draw(plans->scene, canvas, area, ROLE_FOCUS, hints, sizeof hints / sizeof hints[0]);
    bool roomy = inner.h >= ROOMY;
    lay_out(plans, inner.w - 1);
    write_advice(plans, &advice);
    draw_heads(plans, canvas, area_take_top(&inner, roomy ? 2 : 1));
    struct list_source source = view_replan_source(plans);
    int rows = advice.size > 0 ? canvas_measure_wrapped(buf_text(&advice), inner.w) : 0;
    rows = rows < ADVICE_MOST ? rows : ADVICE_MOST;
    int slots = inner.h - SUMS - rows - (roomy ? 1 : 0);
    slots = slots < (int)source.count ? slots : (int)source.count;
    state->left = inner.x + plans->titles;
    state->columns = plans->beside ? plans->columns : 0;
    list_draw(&state->list, &source, canvas, area_take_top(&inner, slots),
              plans->scene->editor == NULL);
    if (roomy)
        canvas_draw_rule(canvas, area_take_top(&inner, 1), 0, ROLE_BORDER);
    draw_sums(plans, canvas, area_take_top(&inner, SUMS));
    canvas_draw_wrapped(canvas, area_take_top(&inner, rows), 0, ROLE_NOTICE, buf_text(&advice));
}
