/*
 * What a plan comes to, in words. Under no rule do slots have names to hide: their titles are of
 * the published programme.
 */
#include "say_plan.h"

#include <libintl.h>

#include "say.h"

void say_plan_end(const struct session *session, const struct plan_change *change, struct buf *out)
{
    if (change->projected_end == MSEC_NONE)
        return;
    BUF_LOCAL struct buf end = {0}, late = {0};
    zone_write_time(session_programme(session)->zone, change->projected_end, false, &end);
    msec_t minutes = change->late / MSEC_MINUTE;
    span_write(minutes * MSEC_MINUTE, &late);
    const char *id = minutes > 0   ? N_("ends {1}, {2} late")
                     : minutes < 0 ? N_("ends {1}, {2} early")
                                   : N_("ends {1}, on time");
    say_write(id, out, buf_text(&end), buf_text(&late), NULL);
}

/* “Coffee break”, “Presentation” */
static void write_titles(const struct session *session, const struct plan_change *change,
                         const char *language, struct buf *out)
{
    const struct clock_slot *slots = session_timekeeper(session)->slots.items;
    for (size_t i = 0; i < change->skips.count; i++) {
        if (i > 0)
            buf_add_text(out, ", ");
        say_write(N_("“{1}”"), out, clock_slot_title(&slots[change->skips.items[i]], language),
                  NULL);
    }
}

void say_plan_misses(const struct session *session, const struct plan_change *change,
                     const char *language, struct buf *out)
{
    if (change->misses == 0)
        return;
    BUF_LOCAL struct buf target = {0}, by = {0}, titles = {0};
    zone_write_time(session_programme(session)->zone, change->target, false, &target);
    bool brief = change->misses < MSEC_MINUTE;
    span_write(brief ? change->misses : change->misses / MSEC_MINUTE * MSEC_MINUTE, &by);
    const char *title = "";
    const char *id = change->hard ? N_("  misses the hard end {1} by {2}\n")
                                  : N_("  misses the planned end {1} by {2}\n");
    if (change->target_slot != SLOT_NONE) {
        id = N_("  misses the hard end {1} of “{3}” by {2}\n");
        title = clock_slot_title(&session_timekeeper(session)->slots.items[change->target_slot],
                                 language);
    }
    say_write(id, out, buf_text(&target), buf_text(&by), title, NULL);
    write_titles(session, change, language, &titles);
    if (change->skips.count > 0)
        say_write(N_("  in time if skipped as well: {1}\n"), out, buf_text(&titles), NULL);
}

/* "the hard end 11:00 of “Minister” is passed by 23 min" */
static void write_passed(const struct timekeeper *timekeeper, const struct passed_end *passed,
                         const char *language, struct buf *out)
{
    BUF_LOCAL struct buf end = {0}, by = {0};
    zone_write_time(timekeeper->programme->zone, passed->end, false, &end);
    span_write(passed->over / MSEC_MINUTE * MSEC_MINUTE, &by);
    if (passed->slot == SLOT_NONE)
        say_write(N_("the hard end {1} is passed by {2}"), out, buf_text(&end), buf_text(&by),
                  NULL);
    else
        say_write(N_("the hard end {1} of “{3}” is passed by {2}"), out, buf_text(&end),
                  buf_text(&by), clock_slot_title(&timekeeper->slots.items[passed->slot], language),
                  NULL);
}

void say_plan_passed(const struct timekeeper *timekeeper, const struct forecast *forecast,
                     const char *language, struct buf *out)
{
    struct passed_end passed;
    if (!forecast_find_passed(timekeeper, forecast, &passed))
        return;
    write_passed(timekeeper, &passed, language, out);
    if (plan_change_is_offered(timekeeper, forecast))
        buf_add_format(out, "; %s", _("dais replan shows what can be done"));
    buf_add_char(out, '\n');
}

void say_plan_day(const struct timekeeper *timekeeper, size_t day, struct buf *out)
{
    BUF_LOCAL struct buf date = {0};
    date_write(timekeeper_date(timekeeper, day), &date);
    say_write(N_("planned for {1}, not for today\n"), out, buf_text(&date), NULL);
}
