/*
 * Figures come from floor_read(), names from turn_name(); here they only become words.
 */
#include "floor_words.h"

#include <string.h>

#include <dais/base/name_table.h>
#include <dais/base/utf8.h>

#include "translate.h"

static const char *const state_words[] = {
    [TURN_WAITING] = N_("waits"),   [TURN_SPEAKING] = N_("speaks"),
    [TURN_PAUSED] = N_("paused"),   [TURN_INTERRUPTED] = N_("interrupted"),
    [TURN_DONE] = N_("has spoken"), [TURN_SKIPPED] = N_("skipped"),
};
NAME_TABLE_COMPLETE(state_words, TURN_STATE_COUNT);

static const char *const marks[] = {
    [TURN_WAITING] = " ",     [TURN_SPEAKING] = "●", [TURN_PAUSED] = "‖",
    [TURN_INTERRUPTED] = "‖", [TURN_DONE] = "✓",     [TURN_SKIPPED] = "–",
};
NAME_TABLE_COMPLETE(marks, TURN_STATE_COUNT);

static const struct turn_figure *figure_of(const struct scene *scene, size_t turn)
{
    return &scene->floor.turns.items[turn];
}

bool floor_words_any(const struct scene *scene)
{
    return scene->floor.slot != SLOT_NONE && scene->floor.turns.count > 0;
}

bool floor_words_counts(const struct scene *scene)
{
    return floor_words_any(scene) &&
           (floor_words_shown(scene) != TURN_NONE || !wording_phase_counts(scene));
}

const struct turn *floor_words_turn(const struct scene *scene, size_t turn)
{
    return &scene->timekeeper->slots.items[scene->floor.slot].floor.turns.items[turn];
}

bool floor_words_stands(const struct scene *scene, enum turn_state state)
{
    size_t turn = scene->floor.speaker;
    return floor_words_any(scene) && turn != TURN_NONE &&
           floor_words_turn(scene, turn)->state == state;
}

size_t floor_words_shown(const struct scene *scene)
{
    if (!floor_words_any(scene))
        return TURN_NONE;
    return scene->floor.speaker != TURN_NONE ? scene->floor.speaker : scene->floor.last;
}

void floor_words_name(const struct scene *scene, size_t turn, bool brief, struct buf *out)
{
    const struct turn *who = floor_words_turn(scene, turn);
    turn_write(who, scene->attendance, timekeeper_floor_rule(scene->timekeeper, scene->floor.slot),
               scene->language, brief, translate, out);
    if (figure_of(scene, turn)->tbc)
        buf_add_text(out, _(" (tbc)"));
}

const char *floor_words_mark(const struct scene *scene, size_t turn)
{
    return marks[floor_words_turn(scene, turn)->state];
}

const char *floor_words_state(const struct scene *scene, size_t turn)
{
    const struct turn *who = floor_words_turn(scene, turn);
    if (who->state == TURN_WAITING && figure_of(scene, turn)->absent)
        return _("absent");
    if (who->state == TURN_WAITING && who->kind == TURN_REQUEST)
        return _("asks");
    if (who->state == TURN_SPEAKING && who->kind == TURN_ORDER)
        return _("point of order");
    return translate_id(state_words[who->state]);
}

enum level floor_words_level(const struct scene *scene, size_t turn)
{
    const struct turn_figure *figure = figure_of(scene, turn);
    if (figure->share == MSEC_NONE || scene->reading.slot != scene->floor.slot)
        return LEVEL_ON_TIME;
    return timekeeper_level(scene->timekeeper, scene->floor.slot, figure->share - figure->spoken,
                            figure->share);
}

void floor_words_spoken(const struct scene *scene, size_t turn, struct buf *out)
{
    const struct turn_figure *figure = figure_of(scene, turn);
    if (figure->approximate)
        buf_add_text(out, "≈ ");
    span_write_clock(figure->spoken, out);
}

void floor_words_share(const struct scene *scene, size_t turn, struct buf *out)
{
    if (figure_of(scene, turn)->share != MSEC_NONE)
        span_write_clock(figure_of(scene, turn)->share, out);
}

void floor_words_over(const struct scene *scene, size_t turn, struct buf *out)
{
    if (figure_of(scene, turn)->over < MSEC_SECOND)
        return;
    buf_add_char(out, '+');
    span_write_clock(figure_of(scene, turn)->over, out);
}

void floor_words_time(const struct scene *scene, size_t turn, struct buf *out)
{
    BUF_LOCAL struct buf spoken = {0};
    BUF_LOCAL struct buf share = {0};
    floor_words_spoken(scene, turn, &spoken);
    floor_words_share(scene, turn, &share);
    if (share.size > 0)
        translate_write(out, N_("{1} of {2}"), buf_text(&spoken), buf_text(&share), NULL);
    else
        buf_add_text(out, buf_text(&spoken));
}

void floor_words_next(const struct scene *scene, size_t most, struct buf *out)
{
    for (size_t i = 0; i < most && i < 2; i++) {
        if (scene->floor.next[i] == TURN_NONE)
            return;
        buf_add_text(out, i > 0 ? " · " : "");
        floor_words_name(scene, scene->floor.next[i], false, out);
    }
}

/* What is left of the share, or over; what was spoken, where there is none or it is over. */
static void set_digits(const struct scene *scene, size_t turn, struct big_clock *clock)
{
    const struct turn_figure *figure = figure_of(scene, turn);
    BUF_LOCAL struct buf digits = {0};
    bool done = scene->floor.speaker != turn;
    msec_t left = figure->share == MSEC_NONE ? 0 : figure->share - figure->spoken;
    if (done || figure->share == MSEC_NONE) {
        span_write_clock(figure->spoken, &digits);
    } else {
        if (left < 0)
            buf_add_char(&digits, '+');
        span_write_clock(left, &digits);
    }
    big_clock_set(clock, buf_text(&digits));
}

void floor_words_clock(const struct scene *scene, size_t turn, struct big_clock *ret_clock)
{
    struct big_clock clock = {.role = ROLE_NORMAL};
    const struct turn *who = floor_words_turn(scene, turn);
    enum turn_state state = who->state;
    enum level level = floor_words_level(scene, turn);
    BUF_LOCAL struct buf words = {0};
    buf_add_format(&clock.lead, "%s ", floor_words_mark(scene, turn));
    floor_words_name(scene, turn, false, &clock.lead);
    set_digits(scene, turn, &clock);
    if (state == TURN_SPEAKING || state == TURN_PAUSED || level == LEVEL_OVERRUN)
        clock.role = wording_level_role(level);
    if (state != TURN_DONE)
        clock.role = scene_role(scene, clock.role);
    if (figure_of(scene, turn)->share != MSEC_NONE && state != TURN_DONE)
        big_clock_add(&clock, wording_level(level));
    if (state != TURN_SPEAKING || who->kind == TURN_ORDER)
        big_clock_add(&clock, floor_words_state(scene, turn));
    floor_words_time(scene, turn, &words);
    big_clock_add(&clock, buf_text(&words));
    if (state == TURN_DONE && level == LEVEL_OVERRUN) {
        buf_clear(&words);
        floor_words_over(scene, turn, &words);
        big_clock_add(&clock, buf_text(&words));
    }
    *ret_clock = clock;
}

static bool begins(const char *name, const struct buf *typed)
{
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(name, strlen(name), &folded);
    for (const char *at = buf_text(&folded); at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, buf_text(typed), typed->size) == 0)
            return true;
    }
    return false;
}

void floor_words_complete(const struct scene *scene, const char *typed, struct buf *ref_filled)
{
    size_t count = scene->programme->people.count;
    size_t from = 0;
    BUF_LOCAL struct buf folded = {0};
    utf8_fold(typed, strlen(typed), &folded);
    for (size_t i = 0; i < count; i++)
        if (scene->programme->people.items[i].name != NULL &&
            strcmp(scene->programme->people.items[i].name, buf_text(ref_filled)) == 0)
            from = i + 1;
    buf_clear(ref_filled);
    for (size_t i = 0; i < count && folded.size > 0; i++) {
        const char *name = scene->programme->people.items[(from + i) % count].name;
        if (name == NULL || !begins(name, &folded))
            continue;
        buf_add_text(ref_filled, name);
        return;
    }
}
