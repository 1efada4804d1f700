/*
 * Words for what the clock says. The figures themselves come from timekeeper and forecast;
 * here they only become sentences, so that session, stage and foot cannot disagree.
 */
#include "wording.h"

#include <dais/base/grapheme.h>
#include <dais/base/name_table.h>

#include "translate.h"

/* How much of the outlook is said, from the longest form on. */
enum outlook {
    OUTLOOK_FULL,
    OUTLOOK_HARD_END,       /* without how late it is, which a hard end that is passed says, too */
    OUTLOOK_HARD_END_BRIEF, /* and without whose hard end it is */
    OUTLOOK_BRIEF,
    OUTLOOK_END, /* its time alone: half of it would be wrong, and its colour says that it is late
                  */
    OUTLOOK_COUNT
};

static const char *const level_words[] = {
    [LEVEL_ON_TIME] = N_("on time"),
    [LEVEL_WARNING] = N_("warning"),
    [LEVEL_DANGER] = N_("danger"),
    [LEVEL_OVERRUN] = N_("over"),
};
NAME_TABLE_COMPLETE(level_words, LEVEL_COUNT);

static const char *const kind_words[] = {
    [ENTRY_NOTE] = N_("Note"),
    [ENTRY_CONCLUSION] = N_("Conclusion"),
    [ENTRY_RECOMMENDATION] = N_("Recommendation"),
    [ENTRY_DECISION] = N_("Decision"),
    [ENTRY_ACTION] = N_("Action"),
    [ENTRY_STATEMENT] = N_("Statement"),
    [ENTRY_LEARNING] = N_("Key learning"),
    [ENTRY_CHALLENGE] = N_("Challenge"),
    [ENTRY_PRACTICE] = N_("Good practice"),
    [ENTRY_QUESTION] = N_("Question"),
    [ENTRY_QUOTE] = N_("Quote"),
};
NAME_TABLE_COMPLETE(kind_words, ENTRY_KIND_COUNT);

static const char *const standing_words[] = {
    [STANDING_DRAFT] = N_("draft"),
    [STANDING_PROPOSED] = N_("proposed"),
    [STANDING_ADOPTED] = N_("adopted"),
    [STANDING_ADOPTED_WITH_RESERVATION] = N_("with reservation"),
    [STANDING_DEFERRED] = N_("deferred"),
    [STANDING_REFERRED] = N_("referred"),
    [STANDING_NOT_ADOPTED] = N_("not adopted"),
    [STANDING_WITHDRAWN] = N_("withdrawn"),
};
NAME_TABLE_COMPLETE(standing_words, STANDING_COUNT);

static const char *const rule_words[] = {
    [ATTRIBUTION_NAMED] = N_("named"),
    [ATTRIBUTION_AFFILIATION] = N_("affiliation"),
    [ATTRIBUTION_CHATHAM_HOUSE] = N_("chatham-house"),
};
NAME_TABLE_COMPLETE(rule_words, ATTRIBUTION_COUNT);

static const char *const weekdays[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                       N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                       N_("Sunday")};
static const char *const months[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

const char *wording_level(enum level level)
{
    return translate_id(level_words[level]);
}

enum theme_role wording_level_role(enum level level)
{
    switch (level) {
    case LEVEL_ON_TIME:
        return ROLE_ON_TIME;
    case LEVEL_WARNING:
        return ROLE_WARNING;
    case LEVEL_DANGER:
        return ROLE_DANGER;
    case LEVEL_OVERRUN:
        return ROLE_OVERRUN;
    case LEVEL_COUNT:
        break;
    }
    return ROLE_NORMAL;
}

const char *wording_kind(enum entry_kind kind)
{
    return translate_id(kind_words[kind]);
}

const char *wording_standing(enum standing standing)
{
    return translate_id(standing_words[standing]);
}

const char *wording_entry_standing(const struct entry *entry)
{
    return entry->undone ? _("undone") : wording_standing(entry->standing);
}

enum theme_role wording_standing_role(const struct entry *entry)
{
    switch (entry->standing) {
    case STANDING_PROPOSED:
        return ROLE_RUNNING;
    case STANDING_ADOPTED:
    case STANDING_ADOPTED_WITH_RESERVATION:
        return entry->changed_since_adoption ? ROLE_NOTICE : ROLE_OK;
    case STANDING_DEFERRED:
    case STANDING_REFERRED:
    case STANDING_NOT_ADOPTED:
        return ROLE_NOTICE;
    case STANDING_DRAFT:
    case STANDING_WITHDRAWN:
    case STANDING_COUNT:
        break;
    }
    return ROLE_DIM;
}

const char *wording_rule(enum attribution rule)
{
    return translate_id(rule_words[rule]);
}

void wording_write_date(int64_t days, struct buf *out)
{
    int year, month, day;
    civil_date(days, &year, &month, &day);
    BUF_LOCAL struct buf year_text = {0};
    BUF_LOCAL struct buf day_text = {0};
    buf_add_format(&year_text, "%d", year);
    buf_add_format(&day_text, "%d", day);
    /* weekday, day, month, year */
    translate_write(out, N_("{1} {2} {3} {4}"), translate_id(weekdays[date_weekday(days)]),
                    buf_text(&day_text), translate_id(months[month - 1]), buf_text(&year_text),
                    NULL);
}

void wording_write_time(const struct scene *scene, msec_t wall, struct buf *out)
{
    if (wall == MSEC_NONE)
        buf_add_text(out, "–");
    else
        zone_write_time(scene->programme->zone, wall, false, out);
}

void wording_write_as_of(const struct scene *scene, struct buf *out)
{
    BUF_LOCAL struct buf time = {0};
    zone_write_time(scene->programme->zone, scene->now.wall, true, &time);
    translate_write(out, N_("as of {1}"), buf_text(&time), NULL);
}

void wording_write_minutes(msec_t span, struct buf *out)
{
    span_write(span / MSEC_MINUTE * MSEC_MINUTE, out);
}

/* "3 min late" for any span of a minute and more, either way. */
static void write_shift(msec_t late, const char *late_id, const char *early_id, const char *none_id,
                        struct buf *out)
{
    BUF_LOCAL struct buf span = {0};
    wording_write_minutes(late, &span);
    if (late >= MSEC_MINUTE)
        translate_write(out, late_id, buf_text(&span), NULL);
    else if (late <= -MSEC_MINUTE)
        translate_write(out, early_id, buf_text(&span), NULL);
    else
        buf_add_text(out, translate_id(none_id));
}

void wording_write_late(const struct scene *scene, struct buf *out)
{
    const struct forecast *forecast = &scene->forecast;
    if (scene->other_day || forecast->planned_end == MSEC_NONE ||
        forecast->projected_end == MSEC_NONE)
        return;
    wording_write_shift(forecast->late, out);
}

void wording_write_shift(msec_t late, struct buf *out)
{
    write_shift(late, N_("{1} late"), N_("{1} early"), N_("on time"), out);
}

void wording_write_missed(msec_t span, struct buf *out)
{
    if (span < MSEC_MINUTE)
        span_write(span, out);
    else
        wording_write_minutes(span, out);
}

/* "20 min past its hard end", "23 min past the hard end 11:00 of “Minister”" */
static void write_passed(const struct scene *scene, bool names, struct buf *out)
{
    const struct passed_end *passed = &scene->passed;
    BUF_LOCAL struct buf span = {0};
    BUF_LOCAL struct buf end = {0};
    wording_write_minutes(passed->over, &span);
    wording_write_time(scene, passed->end, &end);
    if (passed->slot == SLOT_NONE)
        translate_write(out, N_("{1} past its hard end"), buf_text(&span), NULL);
    else if (names)
        translate_write(
            out, N_("{1} past the hard end {2} of “{3}”"), buf_text(&span), buf_text(&end),
            clock_slot_title(&scene->timekeeper->slots.items[passed->slot], scene->language), NULL);
    else
        translate_write(out, N_("{1} past the hard end {2}"), buf_text(&span), buf_text(&end),
                        NULL);
}

/* By how much the end that stands before it is not the right one. */
static void write_amiss(const struct scene *scene, enum outlook outlook, struct buf *out)
{
    const struct forecast *forecast = &scene->forecast;
    if (scene->is_passed) {
        buf_add_text(out, ", ");
        write_passed(scene, outlook != OUTLOOK_HARD_END_BRIEF, out);
    } else if (forecast->planned_end != MSEC_NONE &&
               (forecast->late >= MSEC_MINUTE || forecast->late <= -MSEC_MINUTE)) {
        buf_add_text(out, ", ");
        write_shift(forecast->late, N_("{1} after its time"), N_("{1} before its time"), "", out);
    }
}

/* When it ends, in one form of the outlook. */
static void write_end(const struct scene *scene, enum outlook outlook, struct buf *out)
{
    if (scene->other_day || scene->forecast.projected_end == MSEC_NONE)
        return;
    bool over = scene->timekeeper->state == CLOCK_ENDED;
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, scene->forecast.projected_end, &time);
    if (outlook >= OUTLOOK_HARD_END_BRIEF)
        translate_write(out, over ? N_("ended {1}") : N_("ends {1}"), buf_text(&time), NULL);
    else
        translate_write(out, over ? N_("session ended {1}") : N_("session ends {1}"),
                        buf_text(&time), NULL);
    if (outlook < OUTLOOK_BRIEF)
        write_amiss(scene, outlook, out);
}

void wording_write_end(const struct scene *scene, struct buf *out)
{
    write_end(scene, OUTLOOK_BRIEF, out);
}

/* One form of the outlook. */
static void write_outlook(const struct scene *scene, enum outlook outlook, struct buf *out)
{
    BUF_LOCAL struct buf late = {0};
    BUF_LOCAL struct buf end = {0};
    bool says_it = outlook == OUTLOOK_HARD_END || outlook == OUTLOOK_HARD_END_BRIEF;
    if (!says_it || !scene->is_passed)
        wording_write_late(scene, &late);
    write_end(scene, outlook, &end);
    if (outlook == OUTLOOK_END && end.size > 0)
        buf_clear(&late);
    buf_add_text(out, buf_text(&late));
    if (late.size > 0 && end.size > 0)
        buf_add_text(out, " · ");
    buf_add_text(out, buf_text(&end));
}

enum theme_role wording_write_outlook(const struct scene *scene, const char *before, int columns,
                                      struct buf *out)
{
    for (enum outlook outlook = OUTLOOK_FULL; outlook < OUTLOOK_COUNT; outlook++) {
        BUF_LOCAL struct buf text = {0};
        buf_add_text(&text, before);
        write_outlook(scene, outlook, &text);
        if (outlook != OUTLOOK_END && (int)text_width(buf_text(&text), text.size) > columns)
            continue;
        buf_add_text(out, buf_text(&text));
        break;
    }
    if (scene->other_day)
        return ROLE_NORMAL;
    if (scene->is_passed)
        return scene_role(scene, ROLE_DANGER);
    return scene_role(scene, scene->forecast.late >= MSEC_MINUTE ? ROLE_WARNING : ROLE_NORMAL);
}

void wording_write_phase(const struct scene *scene, bool then, struct buf *out)
{
    BUF_LOCAL struct buf name = {0};
    BUF_LOCAL struct buf next = {0};
    phase_write(&scene->phase.phase, scene->language, translate, &name);
    if (then)
        wording_write_phase_next(scene, &next);
    if (next.size > 0)
        translate_write(out, N_("{1}, then {2}"), buf_text(&name), buf_text(&next), NULL);
    else
        buf_add_text(out, buf_text(&name));
}

void wording_write_phase_next(const struct scene *scene, struct buf *out)
{
    struct message text = {0};
    buf_clear(out);
    if (!scene->phase.has_next)
        return;
    phase_describe_short(&scene->phase.next, &text);
    message_write(&text, translate, out);
    message_finish(&text);
}

void wording_write_phase_left(const struct scene *scene, struct buf *out)
{
    msec_t left = scene->phase.left;
    BUF_LOCAL struct buf span = {0};
    if (left < 0)
        buf_add_char(&span, '+');
    span_write_clock(left, &span);
    translate_write(out, left < 0 ? N_("{1} over") : N_("{1} left"), buf_text(&span), NULL);
}

bool wording_phase_counts(const struct scene *scene)
{
    const struct phase *phase = &scene->phase.phase;
    return phase->kind != PHASE_WHOLE && scene->phase.has_next &&
           (phase->kind != PHASE_TALK || phase->number > 0);
}

enum level wording_phase_level(const struct scene *scene)
{
    const struct phase_reading *phase = &scene->phase;
    if (scene->reading.slot == SLOT_NONE)
        return LEVEL_ON_TIME;
    return timekeeper_level(scene->timekeeper, scene->reading.slot, phase->left,
                            phase->phase.end - phase->phase.start);
}

void wording_write_holder(const struct scene *scene, struct buf *out)
{
    const struct token *holder = &scene->timekeeper->holder;
    if (holder->text[0] == '\0')
        buf_add_text(out, _("clock: free"));
    else if (token_equal(holder, &scene->writer))
        buf_add_text(out, _("clock: here"));
    else
        translate_write(out, N_("clock: {1}"), session_writer_name(scene->session, holder), NULL);
}

size_t wording_next(const struct scene *scene)
{
    if (scene->timekeeper->state == CLOCK_ENDED)
        return SLOT_NONE;
    return timekeeper_next(scene->timekeeper, scene->reading.slot, scene->forecast.day);
}

const char *wording_slot_title(const struct scene *scene, size_t slot)
{
    return clock_slot_title(&scene->timekeeper->slots.items[slot], scene->language);
}

void wording_write_key(const struct keymap *keymap, enum action action, struct buf *out)
{
    size_t count;
    (void)keymap_keys(keymap, action, &count);
    keymap_write_key(keymap, count > 0 ? action : ACTION_MENU, out);
}
