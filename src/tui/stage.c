/*
 * What the room reads, by what the session does:
 *
 *     before       "Starts at" and the time in large digits, "in 9:40" beneath; then how late
 *     slot runs    time left, or over; a second clock for who speaks, or for the part of the slot
 *     break        "We resume at" and the time; once the break is over, by how much
 *     between      the same, from the programme
 *     ended        words alone
 */
#include "stage.h"

#include <string.h>

#include "floor_words.h"
#include "translate.h"

/* "11:04": a time of day as digits. */
static void set_time(const struct scene *scene, struct big_clock *clock, msec_t wall)
{
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, wall, &time);
    big_clock_set(clock, buf_text(&time));
}

/* Appends " · " and a sentence about `text`. */
static void add_part_of(struct big_clock *clock, const char *id, const char *text)
{
    BUF_LOCAL struct buf part = {0};
    translate_write(&part, id, text, NULL);
    big_clock_add(clock, buf_text(&part));
}

/* The figure as it is: what is left or over, and its words. */
static void show_figure(const struct figure *figure, struct big_clock *clock)
{
    big_clock_set(clock, figure->text);
    clock->role = figure->role;
    big_clock_add(clock, buf_text(&figure->word));
    big_clock_add(clock, buf_text(&figure->of));
    big_clock_add(clock, buf_text(&figure->end));
}

static bool is_break(const struct scene *scene)
{
    size_t slot = scene->reading.slot;
    return slot != SLOT_NONE &&
           slot_kind_is_break(clock_slot_kind(&scene->timekeeper->slots.items[slot]));
}

/* "Next: Presentation MMC, 11:04"; where the time stands in large digits, without. */
static void write_next(const struct scene *scene, bool timed, struct buf *out)
{
    size_t next = wording_next(scene);
    BUF_LOCAL struct buf time = {0};
    if (next == SLOT_NONE || scene->other_day)
        return;
    wording_write_time(scene, scene->forecast.slots.items[next].start, &time);
    if (timed)
        translate_write(out, N_("Next: {1}, {2}"), wording_slot_title(scene, next), buf_text(&time),
                        NULL);
    else
        translate_write(out, N_("Next: {1}"), wording_slot_title(scene, next), NULL);
}

/* Who has the floor, or had it last until the next begins; and who comes next. */
static void show_floor(const struct scene *scene, struct stage *stage)
{
    size_t turn = floor_words_shown(scene);
    BUF_LOCAL struct buf next = {0};
    if (!floor_words_counts(scene))
        return;
    if (turn != TURN_NONE)
        floor_words_clock(scene, turn, &stage->turn);
    floor_words_next(scene, 1, &next);
    if (next.size > 0)
        translate_write(&stage->next, N_("Next to speak: {1}"), buf_text(&next), NULL);
    if (stage->next.size > 0)
        buf_add_char(&stage->next, '\n');
}

/* The part of the slot that is on, with a clock of its own where its end counts. */
static void show_phase(const struct scene *scene, struct stage *stage)
{
    const struct phase_reading *phase = &scene->phase;
    if (phase->phase.kind == PHASE_WHOLE ||
        (stage->turn.text[0] != '\0' && !wording_phase_counts(scene)))
        return;
    if (!wording_phase_counts(scene) || stage->turn.text[0] != '\0') {
        wording_write_phase(scene, true, &stage->phase);
        return;
    }
    struct big_clock *clock = &stage->turn;
    BUF_LOCAL struct buf left = {0};
    BUF_LOCAL struct buf whole = {0};
    wording_write_phase(scene, false, &clock->lead);
    span_write_clock(phase->left, &left);
    span_write(phase->phase.end - phase->phase.start, &whole);
    big_clock_set(clock, buf_text(&left));
    clock->role = scene_role(scene, wording_level_role(wording_phase_level(scene)));
    buf_add_text(&clock->under, wording_level(wording_phase_level(scene)));
    add_part_of(clock, N_("left of {1}"), buf_text(&whole));
    wording_write_phase_next(scene, &left);
    add_part_of(clock, N_("then {1}"), buf_text(&left));
}

/* A break that is not over: when it goes on, and how long that still is. */
static void show_break(const struct scene *scene, const struct figure *figure, struct stage *stage)
{
    size_t next = wording_next(scene);
    struct big_clock *clock = &stage->slot;
    buf_add_text(&clock->lead, _("We resume at"));
    set_time(scene, clock, scene->forecast.slots.items[next].start);
    clock->role = figure->role;
    translate_write(&clock->under, N_("in {1}"), figure->text, NULL);
    if (scene->timekeeper->state == CLOCK_PAUSED || scene->reading.level != LEVEL_ON_TIME ||
        scene->stale)
        big_clock_add(clock, buf_text(&figure->word));
    write_next(scene, false, &stage->next);
}

static void show_running(const struct scene *scene, const struct figure *figure,
                         struct stage *stage)
{
    buf_add_text(&stage->title, buf_text(&figure->title));
    stage->part = figure->part;
    stage->whole = figure->whole;
    if (is_break(scene) && wording_next(scene) != SLOT_NONE && scene->reading.left > 0) {
        show_break(scene, figure, stage);
        return;
    }
    show_figure(figure, &stage->slot);
    show_floor(scene, stage);
    show_phase(scene, stage);
    write_next(scene, true, &stage->next);
}

/* Nothing runs, and something comes. */
static void show_waiting(const struct scene *scene, const struct figure *figure,
                         struct stage *stage)
{
    bool began = scene->timekeeper->state == CLOCK_BETWEEN;
    msec_t start = scene->forecast.slots.items[figure->slot].planned_start;
    bool waits = start != MSEC_NONE && start > scene->now.wall && figure->text[0] != '\0';
    buf_add_text(&stage->title, buf_text(&figure->title));
    if (!waits) {
        show_figure(figure, &stage->slot);
        return;
    }
    bool early = scene->forecast.slots.items[figure->slot].start < start;
    if (early && began) /* the forecast has it start now; the room is told no more than the plan */
        buf_add_text(&stage->slot.lead, _("Planned to resume at"));
    else
        buf_add_text(&stage->slot.lead, began ? _("We resume at") : _("Starts at"));
    set_time(scene, &stage->slot, start);
    stage->slot.role = scene_role(scene, ROLE_NORMAL);
    translate_write(&stage->slot.under, N_("in {1}"), figure->text, NULL);
    if (scene->stale)
        big_clock_add(&stage->slot, buf_text(&figure->word));
}

void stage_make(const struct scene *scene, struct stage *ret_stage)
{
    *ret_stage = (struct stage){.slot = {.role = ROLE_NORMAL}, .turn = {.role = ROLE_NORMAL}};
    struct figure figure;
    figure_make(scene, &figure);
    buf_add_text(&ret_stage->message, scene->message);
    if (scene->reading.slot != SLOT_NONE) {
        show_running(scene, &figure, ret_stage);
    } else if (figure.slot != SLOT_NONE) {
        show_waiting(scene, &figure, ret_stage);
    } else {
        buf_add_text(&ret_stage->title, buf_text(&figure.heading));
        show_figure(&figure, &ret_stage->slot);
    }
    figure_finish(&figure);
}

void stage_finish(struct stage *stage)
{
    buf_finish(&stage->title);
    buf_finish(&stage->phase);
    big_clock_finish(&stage->slot);
    big_clock_finish(&stage->turn);
    buf_finish(&stage->next);
    buf_finish(&stage->message);
}
