/*
 * `dais replan`: the three plans side by side, or one of them; --apply takes it. Without --apply
 * nothing is written.
 */
#include <libintl.h>

#include <dais/export/json_outputs.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"
#include "say_plan.h"

/* The plans to show: all, or one. */
struct plans {
    const struct session *session;
    const char *language;
    struct plan_change list[PLAN_COUNT];
    size_t count;
};

static void make_plans(struct plans *plans, const struct instant *now, int only)
{
    for (int plan = 0; plan < PLAN_COUNT; plan++) {
        if (only < 0 || plan == only)
            plan_change_make(session_timekeeper(plans->session), now, (enum plan)plan,
                             &plans->list[plans->count++]);
    }
}

static void finish_plans(struct plans *plans)
{
    while (plans->count > 0)
        plan_change_finish(&plans->list[--plans->count]);
}

static void add_times(const struct plans *plans, msec_t start, msec_t end, msec_t lost,
                      struct columns *columns)
{
    const struct zone *zone = session_programme(plans->session)->zone;
    BUF_LOCAL struct buf cell = {0};
    if (start != MSEC_NONE) {
        zone_write_time(zone, start, false, &cell);
        buf_add_text(&cell, "–");
        zone_write_time(zone, end, false, &cell);
    }
    if (lost > 0)
        buf_add_format(&cell, " −%lld", (long long)(lost / MSEC_MINUTE));
    columns_add(columns, buf_text(&cell));
}

/* A row: number, as planned, as each plan would have it, title. */
static void add_row(const struct plans *plans, size_t row, struct columns *columns)
{
    const struct planned_change *first = &plans->list[0].slots.items[row];
    const struct clock_slot *slot = &session_timekeeper(plans->session)->slots.items[first->slot];
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%u", slot->number);
    columns_add(columns, buf_text(&number));
    add_times(plans, slot->planned_start, slot->planned_end, 0, columns);
    for (size_t i = 0; i < plans->count; i++) {
        const struct planned_change *change = &plans->list[i].slots.items[row];
        add_times(plans, change->start, change->end, change->lost, columns);
    }
    columns_add(columns, clock_slot_title(slot, plans->language));
    columns_end_row(columns);
}

/* Minutes lost stand behind the times: "10:34–11:00 −4". */
static void write_table(const struct plans *plans, struct buf *out)
{
    if (plans->list[0].slots.count == 0) {
        buf_add_format(out, "%s\n", _("no slot is left on this day"));
        return;
    }
    struct columns columns = {.indent = 2};
    columns_add(&columns, "");
    columns_add(&columns, _("planned"));
    for (size_t i = 0; i < plans->count; i++)
        columns_add(&columns, plan_name(plans->list[i].plan));
    columns_add(&columns, "");
    columns_end_row(&columns);
    for (size_t row = 0; row < plans->list[0].slots.count; row++)
        add_row(plans, row, &columns);
    columns_write(&columns, out);
    columns_finish(&columns);
    buf_add_char(out, '\n');
}

/* "absorb: ends 12:30, on time · 4 min less", and what it misses. */
static void write_plan(const struct plans *plans, const struct plan_change *change, struct buf *out)
{
    if (change->projected_end == MSEC_NONE)
        return;
    buf_add_format(out, "%s: ", plan_name(change->plan));
    say_plan_end(plans->session, change, out);
    if (change->lost > 0) {
        BUF_LOCAL struct buf lost = {0};
        span_write(change->lost, &lost);
        buf_add_text(out, " · ");
        say_write(N_("{1} less"), out, buf_text(&lost), NULL);
    }
    buf_add_char(out, '\n');
    say_plan_misses(plans->session, change, plans->language, out);
}

/* What is asked of the day is asked of whoever only looks, too: plans from another day say nothing.
 */
static int preview(const struct invocation *invocation, struct plans *plans,
                   const struct instant *now, int only)
{
    struct actor actor = invocation_actor(invocation);
    struct refusal refusal;
    if (!session_ask_day(plans->session, &actor, &refusal)) {
        invocation_say_refusal_take(&refusal);
        return EXIT_REFUSED;
    }
    make_plans(plans, now, only);
    BUF_LOCAL struct buf text = {0};
    if (invocation_value(invocation, OPTION_JSON) != NULL) {
        json_write_replan(plans->session, plans->list, plans->count, &text);
        return say_bytes(&text);
    }
    write_table(plans, &text);
    for (size_t i = 0; i < plans->count; i++)
        write_plan(plans, &plans->list[i], &text);
    return say_result(&text);
}

/* The plan is made, then taken at the same second; what it could not reach is said, too. */
static int apply(struct invocation *invocation, struct plans *plans, const struct instant *now,
                 enum plan plan)
{
    const struct wish wish = {
        .verb = WISH_REPLAN,
        .plan = plan,
        .why = invocation_value(invocation, OPTION_WHY),
        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL,
    };
    make_plans(plans, now, (int)plan);
    BUF_LOCAL struct buf text = {0};
    if (invocation_value(invocation, OPTION_JSON) != NULL)
        json_write_replan(plans->session, plans->list, plans->count, &text);
    else
        say_plan_misses(plans->session, &plans->list[0], plans->language, &text);
    struct commit commit;
    int code = invocation_wish(invocation, &wish, &commit);
    if (code != EXIT_DONE)
        return code;
    if (invocation_value(invocation, OPTION_JSON) != NULL)
        return say_bytes(&text);
    code = invocation_say_done(invocation, &commit.id);
    return code == EXIT_DONE && text.size > 0 ? say_result(&text) : code;
}

/* The plan that was named; -1: none was; -2: there is no such plan, which was said. */
static int read_plan(const struct invocation *invocation)
{
    if (invocation->options.count < 2)
        return -1;
    const char *name = invocation->options.args[1];
    int plan = plan_find(name);
    if (plan >= 0)
        return plan;
    const char *near = plan_nearest(name);
    say_usage(N_("there is no plan {1}: shift, absorb or compress"), name, NULL);
    if (near != NULL)
        say_hint(N_("did you mean {1}?"), near, NULL);
    return -2;
}

int command_replan(struct invocation *invocation)
{
    int plan = read_plan(invocation);
    bool applies = invocation_value(invocation, OPTION_APPLY) != NULL;
    if (plan == -2)
        return EXIT_USAGE;
    if (applies && plan < 0)
        return say_usage(N_("--apply takes one plan: shift, absorb or compress"), NULL);
    if (!applies && invocation_value(invocation, OPTION_WHY) != NULL)
        return say_usage(N_("--why is written down with --apply"), NULL);
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    struct plans plans = {.language = invocation_language(invocation)};
    code = invocation_foresee(invocation, &plans.session);
    if (code != EXIT_DONE)
        return code;
    struct instant now = clock_now(&invocation->clock);
    if (applies) {
        now = instant_whole_second(&now);
        code = apply(invocation, &plans, &now, (enum plan)plan);
    } else {
        code = preview(invocation, &plans, &now, plan);
    }
    finish_plans(&plans);
    return code;
}
