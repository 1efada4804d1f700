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
    span_write(change->late, &late);
    const char *id = change->late > 0   ? N_("ends {1}, {2} late")
                     : change->late < 0 ? N_("ends {1}, {2} early")
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
    span_write(change->misses, &by);
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

void say_plan_offer(const struct timekeeper *timekeeper, const struct instant *now,
                    const struct forecast *forecast, struct buf *out)
{
    if (!plan_change_is_offered(timekeeper, forecast))
        return;
    struct plan_change change;
    plan_change_make(timekeeper, now, PLAN_SHIFT, &change);
    BUF_LOCAL struct buf target = {0}, by = {0};
    zone_write_time(timekeeper->programme->zone, change.target, false, &target);
    span_write(change.misses, &by);
    say_write(N_("the hard end {1} is passed by {2}; dais replan shows what can be done\n"), out,
              buf_text(&target), buf_text(&by), NULL);
    plan_change_finish(&change);
}
