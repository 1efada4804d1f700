/*
 * `dais show`: the programme as a table, with actual and projected times once it runs.
 */
#include <libintl.h>
#include <string.h>

#include <dais/base/name_table.h>
#include <dais/core/phase.h>
#include <dais/export/json_outputs.h>

#include "columns.h"
#include "invocation.h"
#include "say.h"
#include "say_plan.h"
#include "say_turn.h"

/* What all parts of the page need. */
struct page {
    const struct session *session;
    const struct programme *programme;
    const struct timekeeper *timekeeper;
    const struct forecast *forecast;
    const struct reading *reading;
    const struct instant *now;
    const char *language;
};

static void add_piece(const char *piece, struct buf *out)
{
    if (piece == NULL || piece[0] == '\0')
        return;
    buf_add_text(out, out->size > 0 && out->bytes[out->size - 1] != '\n' ? " · " : "");
    buf_add_text(out, piece);
}

/* "Wednesday 2022-05-18", the day as the session is held. */
static void write_date(const struct page *page, size_t day, struct buf *out)
{
    static const char *const weekdays[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                           N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                           N_("Sunday")};
    int64_t date = timekeeper_date(page->timekeeper, day);
    if (date == DAY_UNKNOWN)
        return;
    buf_add_format(out, "%s ", gettext(weekdays[date_weekday(date)]));
    date_write(date, out);
}

static void write_head(const struct page *page, struct buf *out)
{
    const struct programme *programme = page->programme;
    if (programme->code != NULL)
        buf_add_format(out, "%s  ", programme->code);
    buf_add_text(out, lingual_in(&programme->title, page->language));
    buf_add_char(out, '\n');
    BUF_LOCAL struct buf date = {0}, line = {0};
    if (programme->days.count == 1)
        write_date(page, 0, &date);
    add_piece(lingual_in(&programme->event, page->language), &line);
    add_piece(lingual_in(&programme->venue, page->language), &line);
    add_piece(buf_text(&date), &line);
    add_piece(zone_name(programme->zone), &line);
    add_piece(attribution_name(session_attribution(page->session, NULL)), &line);
    buf_add_format(out, "%s\n", buf_text(&line));
}

/* "09:00–09:15", or nothing where there is no time. */
static void write_times(const struct page *page, msec_t start, msec_t end, struct buf *out)
{
    if (start == MSEC_NONE)
        return;
    zone_write_time(page->programme->zone, start, false, out);
    buf_add_text(out, "–");
    if (end != MSEC_NONE)
        zone_write_time(page->programme->zone, end, false, out);
}

static const char *state_sign(const struct page *page, enum slot_state state)
{
    switch (state) {
    case SLOT_WAITING:
        return "";
    case SLOT_RUNNING:
        return page->timekeeper->state == CLOCK_PAUSED ? "‖" : "▶";
    case SLOT_DONE:
        return "✓";
    case SLOT_SKIPPED:
        return "–";
    case SLOT_STATE_COUNT:
        break;
    }
    return "";
}

/* The parallel tracks of a slot, one under the other in the column of titles. */
static void add_track_rows(const struct page *page, const struct slot *slot,
                           struct columns *columns)
{
    size_t before = page->timekeeper->state != CLOCK_BEFORE ? 5 : 4; /* columns left of the title */
    for (size_t i = 0; i < slot->tracks.count; i++) {
        const struct track *track = &slot->tracks.items[i];
        BUF_LOCAL struct buf title = {0};
        add_piece(lingual_in(&track->title, page->language), &title);
        add_piece(lingual_in(&track->room, page->language), &title);
        BUF_LOCAL struct buf row = {0};
        buf_add_format(&row, "%s %s", i + 1 < slot->tracks.count ? "├" : "└", buf_text(&title));
        for (size_t column = 0; column < before; column++)
            columns_add(columns, "");
        columns_add(columns, buf_text(&row));
        columns_end_row(columns);
    }
}

/* When a phase of a slot begins, or began; MSEC_NONE: the slot is over. */
static msec_t phase_begins(const struct page *page, size_t index, const struct phase *phase)
{
    const struct forecast_slot *times = &page->forecast->slots.items[index];
    if (page->timekeeper->state == CLOCK_BEFORE)
        return times->planned_start == MSEC_NONE ? MSEC_NONE : times->planned_start + phase->start;
    switch (page->timekeeper->slots.items[index].state) {
    case SLOT_WAITING:
        return times->start == MSEC_NONE ? MSEC_NONE : times->start + phase->start;
    case SLOT_RUNNING:
        return timekeeper_reached(page->timekeeper, phase->start, page->now);
    case SLOT_DONE:
    case SLOT_SKIPPED:
    case SLOT_STATE_COUNT:
        break;
    }
    return MSEC_NONE;
}

/* Not the questions of a round, which follow its talk, nor people on their way. */
static bool is_listed(const struct phase *phase)
{
    switch (phase->kind) {
    case PHASE_WHOLE:
    case PHASE_CHANGEOVER:
        return false;
    case PHASE_QUESTIONS:
        return phase->number == 0;
    case PHASE_TALK:
    case PHASE_GROUPS:
    case PHASE_REPORT:
    case PHASE_LEFT_OVER:
    case PHASE_KIND_COUNT:
        break;
    }
    return true;
}

/* The parts of a slot that is still to come or runs, with the time each begins. */
static void add_phase_rows(const struct page *page, size_t index, struct columns *columns)
{
    bool before = page->timekeeper->state == CLOCK_BEFORE;
    struct phase_list phases;
    phase_list_make_live(page->timekeeper, index, &phases);
    for (size_t i = 0; i < phases.list.count; i++) {
        const struct phase *phase = &phases.list.items[i];
        msec_t begin = phase_begins(page, index, phase);
        if (begin == MSEC_NONE || !is_listed(phase))
            continue;
        BUF_LOCAL struct buf time = {0}, name = {0};
        zone_write_time(page->programme->zone, begin, false, &time);
        phase_write(phase, page->language, say_lookup, &name);
        columns_add(columns, "");
        columns_add(columns, "");
        if (!before)
            columns_add(columns, "");
        columns_add(columns, buf_text(&time));
        columns_add(columns, "");
        columns_add(columns, buf_text(&name));
        columns_end_row(columns);
    }
    phase_list_finish(&phases);
}

/* Who spoke in a slot, one under the other: from when to when, how long, of what share. */
static void add_turn_rows(const struct page *page, size_t index, struct columns *columns)
{
    const struct floor *floor = &page->timekeeper->slots.items[index].floor;
    for (size_t i = 0; i < floor->turns.count; i++) {
        const struct turn *turn = &floor->turns.items[i];
        msec_t spoken = turn_spoken(page->timekeeper, turn, page->now, NULL);
        if (spoken == 0)
            continue;
        BUF_LOCAL struct buf who = {0}, times = {0}, share = {0}, time = {0}, line = {0};
        say_turn(page->session, index, i, page->language, &who);
        write_times(page, turn_start(turn), turn_end(turn), &times);
        span_write_clock(spoken, &time);
        if (turn->share != MSEC_NONE)
            span_write_clock(turn->share, &share);
        say_write(turn->share == MSEC_NONE ? N_("{1} · {2}") : N_("{1} · {2} of {3}"), &line,
                  buf_text(&who), buf_text(&time), buf_text(&share), NULL);
        columns_add(columns, "");
        columns_add(columns, "");
        columns_add(columns, "");
        columns_add(columns, buf_text(&times));
        columns_add(columns, "");
        columns_add(columns, buf_text(&line));
        columns_end_row(columns);
    }
}

/* A slot of the clock: number, state, planned, actual or projected, title, kind. */
static void add_clock_row(const struct page *page, size_t index, struct columns *columns)
{
    const struct clock_slot *slot = &page->timekeeper->slots.items[index];
    const struct forecast_slot *times = &page->forecast->slots.items[index];
    BUF_LOCAL struct buf number = {0}, planned = {0}, now = {0}, title = {0};
    buf_add_format(&number, "%u", slot->number);
    write_times(page, times->planned_start, times->planned_end, &planned);
    if (page->timekeeper->state != CLOCK_BEFORE) {
        if (slot->state == SLOT_SKIPPED)
            buf_add_text(&now, _("skipped"));
        else
            write_times(page, times->start, times->end, &now);
    }
    buf_add_text(&title, clock_slot_title(slot, page->language));
    if (slot->planned != NULL && slot->planned->status == TO_BE_CONFIRMED)
        buf_add_format(&title, " (%s)", _("tbc"));
    columns_add(columns, buf_text(&number));
    columns_add(columns, state_sign(page, slot->state));
    columns_add(columns, buf_text(&planned));
    if (page->timekeeper->state != CLOCK_BEFORE)
        columns_add(columns, buf_text(&now));
    columns_add(columns, slot_kind_name(clock_slot_kind(slot)));
    columns_add(columns, buf_text(&title));
    columns_end_row(columns);
    if (slot->planned != NULL)
        add_track_rows(page, slot->planned, columns);
    add_phase_rows(page, index, columns);
    add_turn_rows(page, index, columns);
}

/* A slot without time: its words stand where the times would. */
static void add_untimed_row(const struct page *page, const struct slot *slot,
                            struct columns *columns)
{
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%u", slot->number);
    columns_add(columns, buf_text(&number));
    columns_add(columns, "");
    columns_add(columns, lingual_in(&slot->when, page->language));
    if (page->timekeeper->state != CLOCK_BEFORE)
        columns_add(columns, "");
    columns_add(columns, slot_kind_name(slot->kind));
    columns_add(columns, lingual_in(&slot->title, page->language));
    columns_end_row(columns);
}

/* The slots of a day, in running order, untimed ones in their place of the plan. */
static void write_day(const struct page *page, size_t day, struct buf *out)
{
    const struct day *days = page->programme->days.items;
    if (page->programme->days.count > 1) {
        BUF_LOCAL struct buf line = {0}, date = {0};
        write_date(page, day, &date);
        add_piece(buf_text(&date), &line);
        add_piece(lingual_in(&days[day].title, page->language), &line);
        buf_add_format(out, "\n%s\n", buf_text(&line));
    } else {
        buf_add_char(out, '\n');
    }
    struct columns columns = {.indent = 2};
    size_t untimed = days[day].first, end = days[day].first + days[day].count;
    for (size_t i = 0; i < page->timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &page->timekeeper->slots.items[i];
        if (slot->day != day)
            continue;
        for (; untimed < end && (slot->planned == NULL || untimed + 1 < slot->planned->number);
             untimed++) {
            if (!page->programme->slots.items[untimed].timed)
                add_untimed_row(page, &page->programme->slots.items[untimed], &columns);
        }
        add_clock_row(page, i, &columns);
    }
    for (; untimed < end; untimed++) {
        if (!page->programme->slots.items[untimed].timed)
            add_untimed_row(page, &page->programme->slots.items[untimed], &columns);
    }
    columns_write(&columns, out);
    columns_finish(&columns);
}

/* "Speakers: …" for each role of the session that somebody has. */
static void write_people(const struct page *page, struct buf *out)
{
    static const char *const titles[] = {
        [ROLE_PRESIDENT] = N_("President"),
        [ROLE_CHAIR] = N_("Chair"),
        [ROLE_SPEAKERS] = N_("Speakers"),
        [ROLE_MODERATORS] = N_("Moderators"),
        [ROLE_FACILITATORS] = N_("Facilitators"),
        [ROLE_PRESENTERS] = N_("Presenters"),
        [ROLE_CASE_PRESENTERS] = N_("Case presenters"),
        [ROLE_RESPONDENTS] = N_("Respondents"),
        [ROLE_RAPPORTEURS] = N_("Rapporteurs"),
    };
    NAME_TABLE_COMPLETE(titles, ROLE_COUNT);
    struct columns columns = {.indent = 2};
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        const struct parts *parts = &page->programme->roles[role];
        for (size_t i = 0; i < parts->list.count; i++) {
            const struct part *part = &parts->list.items[i];
            BUF_LOCAL struct buf name = {0};
            part_write(page->programme, part, page->language, &name);
            if (part_is_tbc(page->programme, part))
                buf_add_format(&name, " (%s)", _("tbc"));
            columns_add(&columns, i == 0 ? gettext(titles[role]) : "");
            columns_add(&columns, buf_text(&name));
            columns_end_row(&columns);
        }
    }
    if (columns.cells.count > 0)
        buf_add_char(out, '\n');
    columns_write(&columns, out);
    columns_finish(&columns);
}

int command_show(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    const struct session *session = folder_session(invocation->folder);
    struct instant now = clock_now(&invocation->clock);
    BUF_LOCAL struct buf text = {0};
    if (invocation_value(invocation, OPTION_JSON) != NULL) {
        json_write_programme(session, &text);
        return say_bytes(&text);
    }
    struct forecast forecast = {0};
    struct reading reading;
    const struct timekeeper *timekeeper = session_timekeeper(session);
    forecast_make(timekeeper, &now, &forecast);
    timekeeper_read(timekeeper, &now, &reading);
    struct page page = {.session = session,
                        .programme = session_programme(session),
                        .timekeeper = timekeeper,
                        .forecast = &forecast,
                        .reading = &reading,
                        .now = &now,
                        .language = invocation_language(invocation)};
    write_head(&page, &text);
    for (size_t day = 0; day < page.programme->days.count; day++)
        write_day(&page, day, &text);
    if (!timekeeper_is_other_day(page.timekeeper, &now)) {
        BUF_LOCAL struct buf passed = {0};
        say_plan_passed(page.timekeeper, &forecast, page.language, &passed);
        if (passed.size > 0)
            buf_add_format(&text, "\n%s", buf_text(&passed));
    }
    write_people(&page, &text);
    forecast_finish(&forecast);
    return say_result(&text);
}
