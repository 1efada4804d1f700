/*
 * Speaking time over the whole session, told as the rule of each slot lets it be: by person and
 * by affiliation, by affiliation alone, or by number. Tracks report for a group and are in none.
 */
#include <dais/core/timekeeper.h>

#include <stdlib.h>
#include <string.h>

/* One turn with its time. */
struct told {
    const struct turn *turn;
    size_t slot;
    unsigned number; /* in the order of speaking; 0: told by place */
    msec_t share;
    msec_t spoken;
    const char *language;
};

static void add_time(struct speaking_total *total, const struct told *told)
{
    total->spoken += told->spoken;
    if (told->share != MSEC_NONE)
        total->share = (total->share == MSEC_NONE ? 0 : total->share) + told->share;
}

/* A total that begins with nothing. */
static struct speaking_total new_total(const struct told *told)
{
    return (struct speaking_total){
        .person = PART_NOBODY,
        .slot = told->slot,
        .place = told->turn->place,
        .number = told->number,
        .share = MSEC_NONE,
    };
}

static void add_number(struct speaking_totals *totals, const struct told *told)
{
    struct speaking_total total = new_total(told);
    add_time(&total, told);
    array_push(&totals->people, total);
}

/* Somebody by a free text: found again where the same text stands. */
static void add_named(struct speaking_totals *totals, const struct told *told, const char *name,
                      size_t people)
{
    for (size_t i = people; i < totals->people.count; i++) {
        struct speaking_total *total = &totals->people.items[i];
        if (total->name != NULL && strcmp(total->name, name) == 0) {
            add_time(total, told);
            return;
        }
    }
    add_number(totals, told);
    totals->people.items[totals->people.count - 1].name = name;
}

static void add_affiliation(struct speaking_totals *totals, const struct told *told,
                            const char *name)
{
    for (size_t i = 0; i < totals->affiliations.count; i++) {
        struct speaking_total *total = &totals->affiliations.items[i];
        if (strcmp(total->name, name) == 0) {
            add_time(total, told);
            return;
        }
    }
    struct speaking_total total = new_total(told);
    total.name = name;
    add_time(&total, told);
    array_push(&totals->affiliations, total);
}

static void add_turn(struct speaking_totals *totals, const struct programme *programme,
                     enum attribution rule, const struct told *told)
{
    const struct turn *turn = told->turn;
    const char *affiliation = turn_affiliation(turn, programme, rule, told->language);
    const char *text = turn->who; /* where it is none of people */
    if (text == NULL && turn->part != NULL)
        text = lingual_in(&turn->part->text, told->language);
    if (text == NULL && turn->part != NULL)
        text = lingual_in(&turn->part->organisation, told->language);
    if (affiliation != NULL)
        add_affiliation(totals, told, affiliation);
    if (rule == ATTRIBUTION_NAMED && turn->person != PART_NOBODY)
        add_time(&totals->people.items[turn->person], told);
    else if (rule == ATTRIBUTION_NAMED && text != NULL)
        add_named(totals, told, text, programme->people.count);
    else if (affiliation == NULL)
        add_number(totals, told);
}

/* Those of people who never spoke are not listed. */
static void drop_silent(struct speaking_totals *totals)
{
    size_t kept = 0;
    for (size_t i = 0; i < totals->people.count; i++) {
        if (totals->people.items[i].spoken > 0)
            totals->people.items[kept++] = totals->people.items[i];
    }
    totals->people.count = kept;
}

void floor_totals(const struct timekeeper *timekeeper, const struct instant *now,
                  const char *language, struct speaking_totals *ret_totals)
{
    const struct programme *programme = timekeeper->programme;
    *ret_totals = (struct speaking_totals){0};
    for (size_t i = 0; i < programme->people.count; i++) {
        struct speaking_total silent = {.person = i, .share = MSEC_NONE};
        array_push(&ret_totals->people, silent);
    }
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct floor *floor = &timekeeper->slots.items[i].floor;
        enum attribution rule = timekeeper_floor_rule(timekeeper, i);
        struct told_turns turns;
        floor_tell(floor, rule, &turns);
        for (size_t j = 0; j < turns.list.count; j++) {
            const struct told_turn *one = &turns.list.items[j];
            const struct turn *turn = &floor->turns.items[one->index];
            struct told told = {
                .turn = turn,
                .slot = i,
                .number = one->number,
                .share = one->share,
                .spoken = turn_spoken(timekeeper, turn, now, NULL),
                .language = language,
            };
            if (told.spoken > 0 && turn->kind != TURN_TRACK)
                add_turn(ret_totals, programme, rule, &told);
        }
        told_turns_finish(&turns);
    }
    drop_silent(ret_totals);
}

const struct speaking_total *speaking_totals_find(const struct speaking_totals *totals,
                                                  size_t person)
{
    for (size_t i = 0; i < totals->people.count; i++) {
        if (totals->people.items[i].person == person)
            return &totals->people.items[i];
    }
    return NULL;
}

void speaking_totals_finish(struct speaking_totals *totals)
{
    free(totals->people.items);
    free(totals->affiliations.items);
    *totals = (struct speaking_totals){0};
}
