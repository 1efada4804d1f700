/*
 * `dais status`: one reading of the clock.
 */
#include <libintl.h>

#include <dais/core/phase.h>
#include <dais/export/json_outputs.h>

#include "invocation.h"
#include "say.h"
#include "say_plan.h"
#include "say_turn.h"

/* "▶ High-level expert panel  1:02:40 of 75 min, 12:20 left" */
static void write_running(const struct timekeeper *timekeeper, const struct reading *reading,
                          const char *language, struct buf *out)
{
    const struct clock_slot *slot = &timekeeper->slots.items[reading->slot];
    BUF_LOCAL struct buf elapsed = {0}, allotted = {0}, left = {0};
    if (reading->approximate)
        buf_add_text(&elapsed, "≈ ");
    span_write_clock(reading->elapsed, &elapsed);
    span_write(reading->allotted, &allotted);
    span_write_clock(reading->left, &left);
    buf_add_text(out, clock_slot_title(slot, language));
    buf_add_text(out, "\n");
    say_write(reading->left >= 0 ? N_("{1} of {2}, {3} left") : N_("{1} of {2}, {3} over"), out,
              buf_text(&elapsed), buf_text(&allotted), buf_text(&left), NULL);
    if (reading->level != LEVEL_ON_TIME)
        buf_add_format(out, " · %s", level_name(reading->level));
    if (timekeeper->state == CLOCK_PAUSED)
        buf_add_format(out, " · %s", _("paused"));
    buf_add_char(out, '\n');
}

/* "Report 1 of 2: Complementarity · 3:20 left, then Report 2 of 2: Sustainability" */
static void write_phase(const struct timekeeper *timekeeper, const struct reading *reading,
                        const char *language, struct buf *out)
{
    struct phase_reading phase;
    if (!phase_read(timekeeper, reading, &phase) || phase.phase.kind == PHASE_WHOLE)
        return;
    BUF_LOCAL struct buf name = {0}, next = {0}, left = {0};
    phase_write(&phase.phase, language, say_lookup, &name);
    phase_write(&phase.next, language, say_lookup, &next);
    span_write_clock(phase.left, &left);
    if (phase.has_next)
        say_write(N_("{1} · {2} left, then {3}\n"), out, buf_text(&name), buf_text(&left),
                  buf_text(&next), NULL);
    else
        say_write(phase.left >= 0 ? N_("{1} · {2} left\n") : N_("{1} · {2} over\n"), out,
                  buf_text(&name), buf_text(&left), NULL);
}

/* "Samuel Pyne, City of Kumasi · 2:10 of 9:40"; who spoke last, where nobody has the floor. */
static void write_floor(const struct session *session, const struct instant *now,
                        const char *language, struct buf *out)
{
    struct floor_reading shown = {0};
    floor_read(session_timekeeper(session), session_attendance(session), SLOT_NONE, now, &shown);
    size_t index = shown.slot == SLOT_NONE      ? TURN_NONE
                   : shown.speaker != TURN_NONE ? shown.speaker
                                                : shown.last;
    if (index != TURN_NONE) {
        const struct turn_figure *figure = &shown.turns.items[index];
        BUF_LOCAL struct buf name = {0}, spoken = {0}, share = {0};
        say_turn(session, shown.slot, index, language, &name);
        if (figure->approximate)
            buf_add_text(&spoken, "≈ ");
        span_write_clock(figure->spoken, &spoken);
        if (figure->share != MSEC_NONE)
            span_write_clock(figure->share, &share);
        say_write(figure->share == MSEC_NONE ? N_("{1} · {2}") : N_("{1} · {2} of {3}"), out,
                  buf_text(&name), buf_text(&spoken), buf_text(&share), NULL);
        if (shown.speaker == TURN_NONE)
            buf_add_format(out, " · %s", _("has spoken"));
        buf_add_char(out, '\n');
    }
    floor_reading_finish(&shown);
}

static void write_message(const struct session *session, const struct instant *now, struct buf *out)
{
    msec_t until;
    const char *text = session_message(session, now, &until);
    if (text == NULL)
        return;
    BUF_LOCAL struct buf time = {0};
    zone_write_time(session_programme(session)->zone, until, true, &time);
    say_write(N_("message to the speaker until {2}: {1}\n"), out, text, buf_text(&time), NULL);
}

static void write_next(const struct timekeeper *timekeeper, const struct forecast *forecast,
                       size_t from, const char *language, struct buf *out)
{
    size_t next = timekeeper_next(timekeeper, from, forecast->day);
    if (next == SLOT_NONE || forecast->slots.items[next].start == MSEC_NONE)
        return; /* the last of the day, or it will not come: the session has ended */
    BUF_LOCAL struct buf start = {0};
    zone_write_time(timekeeper->programme->zone, forecast->slots.items[next].start, false, &start);
    say_write(N_("next {1} at {2}\n"), out,
              clock_slot_title(&timekeeper->slots.items[next], language), buf_text(&start), NULL);
}

static void write_forecast(const struct timekeeper *timekeeper, const struct forecast *forecast,
                           struct buf *out)
{
    if (forecast->planned_end == MSEC_NONE || forecast->projected_end == MSEC_NONE)
        return;
    BUF_LOCAL struct buf late = {0}, end = {0};
    msec_t minutes = forecast->late / MSEC_MINUTE;
    span_write(minutes * MSEC_MINUTE, &late);
    zone_write_time(timekeeper->programme->zone, forecast->projected_end, false, &end);
    if (minutes == 0)
        say_write(N_("on time · ends {1}\n"), out, buf_text(&end), NULL);
    else
        say_write(minutes > 0 ? N_("{1} late · ends {2}\n") : N_("{1} early · ends {2}\n"), out,
                  buf_text(&late), buf_text(&end), NULL);
}

int command_status(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    const struct session *session = folder_session(invocation->folder);
    struct instant now = clock_now(&invocation->clock);
    BUF_LOCAL struct buf text = {0};
    const char *language = invocation_language(invocation);
    if (invocation_value(invocation, OPTION_JSON) != NULL) {
        json_write_status(session, &now, language, &text);
        return say_bytes(&text);
    }
    const struct timekeeper *timekeeper = session_timekeeper(session);
    struct reading reading;
    struct forecast forecast = {0};
    timekeeper_read(timekeeper, &now, &reading);
    forecast_make(timekeeper, &now, &forecast);
    if (reading.slot != SLOT_NONE)
        write_running(timekeeper, &reading, language, &text);
    else
        buf_add_format(&text, "%s\n", clock_state_name(timekeeper->state));
    write_phase(timekeeper, &reading, language, &text);
    write_floor(session, &now, language, &text);
    if (timekeeper_is_other_day(timekeeper, &now)) {
        say_plan_day(timekeeper, forecast.day, &text);
    } else {
        write_next(timekeeper, &forecast, reading.slot, language, &text);
        write_forecast(timekeeper, &forecast, &text);
        say_plan_passed(timekeeper, &forecast, language, &text);
    }
    write_message(session, &now, &text);
    forecast_finish(&forecast);
    return say_result(&text);
}
