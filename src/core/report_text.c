/*
 * Dates, times and people as a report writes them.
 */
#include <inttypes.h>

#include <dais/core/programme_times.h>

#include "report_tree.h"

enum { HOUR_IN_MINUTES = 60, HOURS_FROM_MINUTES = 90 /* "75 min", but "1 h 30" */ };

int64_t tree_round_minutes(msec_t span)
{
    msec_t half = span < 0 ? -MSEC_MINUTE / 2 : MSEC_MINUTE / 2;
    return (span + half) / MSEC_MINUTE;
}

const char *tree_span(const struct maker *maker, msec_t span)
{
    if (maker->second != NULL)
        return tree_join(maker, tree_span(maker->first, span), tree_span(maker->second, span));
    int64_t minutes = tree_round_minutes(span);
    if (minutes < HOURS_FROM_MINUTES)
        return tree_fill(maker, WORD_SPAN_MINUTES, tree_number(maker, minutes), NULL);
    const char *hours = tree_number(maker, minutes / HOUR_IN_MINUTES);
    if (minutes % HOUR_IN_MINUTES == 0)
        return tree_fill(maker, WORD_SPAN_HOURS, hours, NULL);
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "%02d", (int)(minutes % HOUR_IN_MINUTES));
    return tree_fill(maker, WORD_SPAN_HOURS_MINUTES, hours, buf_text(&text), NULL);
}

const char *tree_instant(const struct maker *maker, msec_t instant)
{
    if (instant == MSEC_NONE)
        return NULL;
    BUF_LOCAL struct buf text = {0};
    zone_write(maker->programme->zone, instant, false, &text);
    return tree_keep(maker, &text);
}

const char *tree_date(const struct maker *maker, int64_t days)
{
    if (days == DAY_UNKNOWN)
        return NULL;
    if (maker->second != NULL)
        return tree_join(maker, tree_date(maker->first, days), tree_date(maker->second, days));
    int year, month, day;
    civil_date(days, &year, &month, &day);
    const char *number = day == 1 ? tree_word(maker, WORD_FIRST_DAY) : tree_number(maker, day);
    return tree_fill(maker, WORD_LONG_DATE, maker->words->weekdays[date_weekday(days)], number,
                     maker->words->months[month - 1], tree_number(maker, year), NULL);
}

static void write_minutes(int minutes, struct buf *out)
{
    buf_add_format(out, "%02d:%02d", minutes / 60 % 24, minutes % 60);
}

const char *tree_minutes(const struct maker *maker, int start, int end)
{
    if (start < 0)
        return NULL;
    BUF_LOCAL struct buf text = {0};
    write_minutes(start, &text);
    if (end >= 0) {
        buf_add_text(&text, "–");
        write_minutes(end, &text);
    }
    return tree_keep(maker, &text);
}

const char *tree_times(const struct maker *maker, msec_t start, msec_t end)
{
    if (start == MSEC_NONE)
        return NULL;
    BUF_LOCAL struct buf text = {0};
    zone_write_time(maker->programme->zone, start, false, &text);
    buf_add_text(&text, "–");
    if (end != MSEC_NONE)
        zone_write_time(maker->programme->zone, end, false, &text);
    return tree_keep(maker, &text);
}

msec_t tree_planned_instant(const struct maker *maker, size_t day, int minutes)
{
    int64_t date = timekeeper_date(maker->timekeeper, day);
    return date == DAY_UNKNOWN ? MSEC_NONE : zone_instant(maker->programme->zone, date, minutes);
}

msec_t tree_planned_length(const struct maker *maker, size_t day, const struct slot *slot)
{
    int64_t date = timekeeper_date(maker->timekeeper, day);
    return programme_span(maker->programme, date, slot->start, slot->end);
}

const char *tree_part(const struct maker *maker, const struct part *part)
{
    if (maker->second != NULL)
        return tree_join_ends(maker, tree_part(maker->first, part),
                              tree_part(maker->second, part));
    BUF_LOCAL struct buf text = {0};
    part_write(maker->programme, part, maker->language, &text);
    return tree_keep(maker, &text);
}

const char *tree_parts(const struct maker *maker, const struct parts *parts)
{
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < parts->list.count; i++) {
        const struct part *part = &parts->list.items[i];
        if (i > 0)
            buf_add_text(&text, tree_word(maker, WORD_SEMICOLON));
        buf_add_text(&text, tree_part(maker, part));
        if (part_is_tbc(maker->programme, part)) {
            buf_add_text(&text, " (");
            buf_add_text(&text, tree_word(maker, WORD_TBC));
            buf_add_text(&text, ")");
        }
    }
    return text.size == 0 ? NULL : tree_keep(maker, &text);
}

void tree_add_roles(const struct maker *maker, struct report_node *facts,
                    const struct parts roles[ROLE_COUNT])
{
    for (size_t role = 0; role < ROLE_COUNT; role++)
        tree_add_fact(maker, facts, role_name((enum role)role), maker->words->roles[role],
                      tree_parts(maker, &roles[role]));
}

const char *tree_roles(const struct maker *maker, const struct parts roles[ROLE_COUNT])
{
    BUF_LOCAL struct buf text = {0};
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        const char *people = tree_parts(maker, &roles[role]);
        if (people == NULL)
            continue;
        if (text.size > 0)
            buf_add_text(&text, ". ");
        buf_add_text(&text, tree_with_heading(maker, maker->words->roles[role], people));
    }
    return text.size == 0 ? NULL : tree_keep(maker, &text);
}

struct said tree_slot_title(const struct maker *maker, const struct slot *slot)
{
    struct said said = tree_said(maker, &slot->title);
    return said.text != NULL ? said : (struct said){.text = slot->id};
}

struct said tree_clock_slot_title(const struct maker *maker, const struct clock_slot *slot)
{
    if (slot->planned != NULL)
        return tree_slot_title(maker, slot->planned);
    return (struct said){.text = slot->title != NULL ? slot->title : slot->id};
}
