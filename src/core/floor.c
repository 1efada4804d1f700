/*
 * The list of turns: who is on it by plan, how a turn is found, and how it is called under the
 * rule. How turns begin and end is in floor_fold.c, what they show at an instant in floor_read.c.
 */
#include <dais/core/floor.h>

#include <stdlib.h>

#include <dais/base/name_table.h>
#include <dais/core/phase.h>

#include "floor_fold.h"

static const char *const state_names[] = {
    [TURN_WAITING] = "waiting",         [TURN_SPEAKING] = "speaking", [TURN_PAUSED] = "paused",
    [TURN_INTERRUPTED] = "interrupted", [TURN_DONE] = "done",         [TURN_SKIPPED] = "skipped",
};
NAME_TABLE_COMPLETE(state_names, TURN_STATE_COUNT);

const char *turn_state_name(enum turn_state state)
{
    return state_names[state];
}

struct turn *floor_add(struct floor *floor, enum turn_kind kind)
{
    struct turn turn = {
        .place = (unsigned)floor->turns.count + 1,
        .kind = kind,
        .state = TURN_WAITING,
        .person = PART_NOBODY,
        .given = MSEC_NONE,
        .share = MSEC_NONE,
    };
    array_push(&floor->turns, turn);
    return &floor->turns.items[floor->turns.count - 1];
}

static void add_parts(struct floor *floor, const struct parts *parts)
{
    for (size_t i = 0; i < parts->list.count; i++) {
        struct turn *turn = floor_add(floor, TURN_SPEAKER);
        turn->part = &parts->list.items[i];
        turn->person = turn->part->person;
        turn->given = turn->part->share;
    }
}

static void add_tracks(struct floor *floor, const struct slot *slot)
{
    for (size_t i = 0; i < slot->tracks.count; i++) {
        struct turn *turn = floor_add(floor, TURN_TRACK);
        turn->track = &slot->tracks.items[i];
        turn->given = slot->report_back > 0 ? slot->report_back : MSEC_NONE;
    }
}

/* The tracks that report in the slot. Without minutes for each, its speakers come before them. */
static void add_reports(struct floor *floor, const struct programme *programme,
                        const struct slot *slot)
{
    if (slot->kind != SLOT_REPORTING && slot->kind != SLOT_BREAKOUTS)
        return;
    bool has_speakers = slot->roles[ROLE_SPEAKERS].list.count > 0;
    const struct slot *first = slot;
    if (slot->kind == SLOT_REPORTING)
        first = &programme->slots.items[programme->days.items[slot->day].first];
    for (const struct slot *from = first; from <= slot; from++) {
        if (phase_reports_from(programme, slot, from) && (from->report_back > 0 || !has_speakers))
            add_tracks(floor, from);
    }
}

static void add_posters(struct floor *floor, const struct slot *slot)
{
    for (size_t i = 0; i < slot->posters.count; i++) {
        struct turn *turn = floor_add(floor, TURN_POSTER);
        turn->poster = &slot->posters.items[i];
        turn->given = slot->rounds.talk > 0 ? slot->rounds.talk : MSEC_NONE;
        if (turn->poster->presenters.list.count == 1)
            turn->person = turn->poster->presenters.list.items[0].person;
    }
}

void floor_init(struct floor *floor, const struct programme *programme, const struct slot *slot)
{
    *floor = (struct floor){0};
    if (slot == NULL)
        return;
    add_reports(floor, programme, slot);
    if (floor->turns.count == 0)
        add_posters(floor, slot);
    if (floor->turns.count == 0)
        add_parts(floor, &slot->roles[ROLE_SPEAKERS]);
    if (floor->turns.count == 0) {
        add_parts(floor, &slot->roles[ROLE_PRESENTERS]);
        add_parts(floor, &slot->roles[ROLE_CASE_PRESENTERS]);
    }
}

void floor_finish(struct floor *floor)
{
    for (size_t i = 0; i < floor->turns.count; i++)
        free(floor->turns.items[i].spells.items);
    free(floor->turns.items);
    *floor = (struct floor){0};
}

size_t floor_find(const struct floor *floor, unsigned place)
{
    for (size_t i = 0; i < floor->turns.count; i++) {
        if (floor->turns.items[i].place == place)
            return i;
    }
    return TURN_NONE;
}

size_t floor_next(const struct floor *floor, const struct attendance *attendance, size_t index)
{
    for (size_t i = index == TURN_NONE ? 0 : index + 1; i < floor->turns.count; i++) {
        const struct turn *turn = &floor->turns.items[i];
        if (turn->state == TURN_WAITING && !attendance_is_absent(attendance, turn->person))
            return i;
    }
    return TURN_NONE;
}

/* A number, where there is no name or none may be said. */
static void name_by_number(const struct turn *turn, struct message *ret_name)
{
    static const char *const ids[] = {
        [TURN_SPEAKER] = N_("Speaker {1}"),      [TURN_TRACK] = N_("Track {1}"),
        [TURN_POSTER] = N_("Poster {1}"),        [TURN_REQUEST] = N_("Request {1}"),
        [TURN_ORDER] = N_("Point of order {1}"),
    };
    BUF_LOCAL struct buf place = {0};
    buf_add_format(&place, "%u", turn->place);
    message_set(ret_name, ids[turn->kind], buf_text(&place), NULL);
}

static void name_by_text(const char *text, const struct turn *turn, struct message *ret_name)
{
    if (text != NULL)
        message_set(ret_name, N_("{1}"), text, NULL);
    else
        name_by_number(turn, ret_name);
}

static void name_in_full(const struct turn *turn, const struct attendance *attendance,
                         const char *language, bool brief, struct message *ret_name)
{
    if (turn->poster != NULL && turn->poster->title.texts.count > 0) {
        name_by_text(lingual_in(&turn->poster->title, language), turn, ret_name);
    } else if (turn->person != PART_NOBODY) {
        attendance_name(attendance, turn->person, language, brief, ret_name);
    } else if (turn->part != NULL) {
        BUF_LOCAL struct buf name = {0};
        part_write(attendance->programme, turn->part, language, &name);
        name_by_text(buf_text(&name), turn, ret_name);
    } else {
        name_by_text(turn->who, turn, ret_name);
    }
}

const char *turn_affiliation(const struct turn *turn, const struct programme *programme,
                             enum attribution rule, const char *language)
{
    switch (rule) {
    case ATTRIBUTION_NAMED:
    case ATTRIBUTION_AFFILIATION:
        if (turn->person != PART_NOBODY)
            return lingual_in(&programme->people.items[turn->person].affiliation, language);
        if (turn->part != NULL)
            return lingual_in(&turn->part->organisation, language);
        if (turn->poster != NULL)
            return lingual_in(&turn->poster->organisation, language);
        return rule == ATTRIBUTION_AFFILIATION ? turn->who : NULL;
    case ATTRIBUTION_CHATHAM_HOUSE:
    case ATTRIBUTION_COUNT:
        break;
    }
    return NULL;
}

void turn_name(const struct turn *turn, const struct attendance *attendance, enum attribution rule,
               const char *language, bool brief, struct message *ret_name)
{
    if (turn->kind == TURN_TRACK)
        name_by_text(lingual_in(&turn->track->title, language), turn, ret_name);
    else if (rule == ATTRIBUTION_NAMED)
        name_in_full(turn, attendance, language, brief, ret_name);
    else
        name_by_text(turn_affiliation(turn, attendance->programme, rule, language), turn, ret_name);
}

void turn_write(const struct turn *turn, const struct attendance *attendance, enum attribution rule,
                const char *language, bool brief, message_lookup *lookup, struct buf *out)
{
    struct message name;
    turn_name(turn, attendance, rule, language, brief, &name);
    message_write(&name, lookup, out);
    message_finish(&name);
}
