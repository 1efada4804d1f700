/*
 * Speaking time: every turn against its share, and what each person and affiliation came to. Who
 * is named is up to the rule of the slot, looked up turn by turn; where it forbids names there
 * are numbers in the order of speaking, which the programme does not resolve, and no totals. What runs still counts as far as the record's events tell.
 */
#include <string.h>

#include "report_tree.h"

static const struct turn *turn_of(const struct maker *maker, size_t slot,
                                  const struct told_turn *told)
{
    return &maker->timekeeper->slots.items[slot].floor.turns.items[told->index];
}

/* "Speaker 3", in the report's language. */
static enum word number_word(enum turn_kind kind)
{
    switch (kind) {
    case TURN_SPEAKER:
        return WORD_SPEAKER_NUMBER;
    case TURN_TRACK:
        return WORD_TRACK_NUMBER;
    case TURN_POSTER:
        return WORD_POSTER_NUMBER;
    case TURN_REQUEST:
        return WORD_REQUEST_NUMBER;
    case TURN_ORDER:
        break;
    }
    return WORD_ORDER_NUMBER;
}

const char *report_turn_name(const struct maker *maker, size_t slot, const struct told_turn *told)
{
    if (maker->second != NULL)
        return tree_join_ends(maker, report_turn_name(maker->first, slot, told),
                              report_turn_name(maker->second, slot, told));
    const struct turn *turn = turn_of(maker, slot, told);
    struct message message;
    turn_name(turn, session_attendance(maker->session),
              timekeeper_floor_rule(maker->timekeeper, slot), maker->language, false, &message);
    bool named = strcmp(message.id, "{1}") == 0;
    bool replaced = turn->person != PART_NOBODY && strcmp(message.id, "Replacement of {1}") == 0;
    BUF_LOCAL struct buf name = {0};
    buf_add_text(&name, message.args[0]);
    message_finish(&message);
    if (named)
        return tree_keep(maker, &name);
    if (told->number > 0)
        return tree_fill(maker, WORD_TURN_NUMBER, tree_number(maker, told->number), NULL);
    return tree_fill(maker, replaced ? WORD_REPLACEMENT : number_word(turn->kind), buf_text(&name),
                     NULL);
}

/* "8:34"; NULL: none. */
static const char *clock_text(const struct maker *maker, msec_t span)
{
    BUF_LOCAL struct buf text = {0};
    if (span == MSEC_NONE)
        return NULL;
    span_write_clock(span, &text);
    return tree_keep(maker, &text);
}

static void add_span(struct row *row, msec_t span)
{
    const char *value = span == MSEC_NONE ? NULL : tree_number(row->maker, span);
    row_add_value(row, VALUE_NUMBER, value, clock_text(row->maker, span));
}

static bool has_spoken(const struct turn *turn)
{
    return turn->spoken > 0;
}

const char *report_turn_remark(const struct maker *maker, msec_t share, msec_t spoken)
{
    if (share == MSEC_NONE)
        return NULL;
    msec_t over = spoken - share;
    if (over > -MSEC_SECOND && over < MSEC_SECOND)
        return tree_word(maker, WORD_AS_LONG);
    return tree_fill(maker, over > 0 ? WORD_LONGER : WORD_SHORTER,
                     clock_text(maker, over > 0 ? over : -over), NULL);
}

static void add_turn(const struct maker *maker, struct report_node *table, size_t slot,
                     const struct told_turn *told)
{
    const struct turn *turn = turn_of(maker, slot, told);
    if (!has_spoken(turn))
        return;
    struct said title = tree_clock_slot_title(maker, &maker->timekeeper->slots.items[slot]);
    struct row row = tree_add_row(maker, table);
    row_add_said(&row, &title);
    row_add_text(&row, report_turn_name(maker, slot, told));
    add_span(&row, told->share);
    add_span(&row, turn->spoken);
    row_add_text(&row, report_turn_remark(maker, told->share, turn->spoken));
}

static void add_turns(const struct maker *maker, struct report_node *section)
{
    static const struct column columns[] = {
        {"slot", WORD_SLOT},        {"speaker", WORD_SPEAKER}, {"share_ms", WORD_SHARE},
        {"spoken_ms", WORD_SPOKEN}, {"remark", WORD_REMARK},
    };
    struct report_node *table = tree_add_table(maker, section, "turns", columns, 5);
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        struct told_turns turns;
        floor_tell(&clock->floor, timekeeper_floor_rule(maker->timekeeper, i), &turns);
        for (size_t j = 0; j < turns.list.count; j++)
            add_turn(maker, table, i, &turns.list.items[j]);
        told_turns_finish(&turns);
    }
}

/* Whose total it is. */
static const char *total_name(const struct maker *maker, const struct speaking_total *total)
{
    if (maker->second != NULL && total->name == NULL && total->person != PART_NOBODY)
        return tree_join_ends(maker, total_name(maker->first, total),
                              total_name(maker->second, total));
    BUF_LOCAL struct buf name = {0};
    if (total->name != NULL)
        return total->name;
    if (total->person != PART_NOBODY) {
        person_write(&maker->programme->people.items[total->person], maker->language, &name);
        return tree_keep(maker, &name);
    }
    const struct clock_slot *clock = &maker->timekeeper->slots.items[total->slot];
    const struct told_turn told = {.index = floor_find(&clock->floor, total->place)};
    buf_add_format(&name, "%s, %s", report_turn_name(maker, total->slot, &told),
                   tree_clock_slot_title(maker, clock).text);
    return tree_keep(maker, &name);
}

static void add_totals(const struct maker *maker, struct report_node *section, const char *name,
                       const struct column *first, const struct speaking_total *totals,
                       size_t count)
{
    const struct column columns[] = {
        *first,
        {"share_ms", WORD_SHARE},
        {"spoken_ms", WORD_SPOKEN},
    };
    struct report_node *table = NULL;
    for (size_t i = 0; i < count; i++) {
        if (totals[i].number > 0 && totals[i].name == NULL)
            continue; /* nothing is added up for who may not be told */
        if (table == NULL)
            table = tree_add_table(maker, section, name, columns, 3);
        struct row row = tree_add_row(maker, table);
        row_add_text(&row, total_name(maker, &totals[i]));
        add_span(&row, totals[i].share);
        add_span(&row, totals[i].spoken);
    }
}

static bool has_anybody_spoken(const struct maker *maker)
{
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct floor *floor = &maker->timekeeper->slots.items[i].floor;
        for (size_t j = 0; j < floor->turns.count; j++) {
            if (has_spoken(&floor->turns.items[j]))
                return true;
        }
    }
    return false;
}

void report_add_speaking(const struct maker *maker, struct report_node *root)
{
    static const struct column who = {"speaker", WORD_SPEAKER};
    static const struct column whose = {"affiliation", WORD_AFFILIATION};
    if (!has_anybody_spoken(maker))
        return;
    struct report_node *section = tree_add_section(maker, root, "speaking", WORD_SPEAKING);
    add_turns(maker, section);
    struct speaking_totals totals;
    floor_totals(maker->timekeeper, &maker->timekeeper->since, maker->language, &totals);
    struct report_node *part = tree_add_section(maker, section, "totals", WORD_SPEAKING_TOTALS);
    add_totals(maker, part, "people", &who, totals.people.items, totals.people.count);
    add_totals(maker, part, "affiliations", &whose, totals.affiliations.items,
               totals.affiliations.count);
    tree_drop_empty(section, part);
    speaking_totals_finish(&totals);
}
