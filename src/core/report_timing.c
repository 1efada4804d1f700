/*
 * Planned against actual: every slot of the clock in the order in which it ran, and in the table
 * every turn on its floor. Lateness is in
 * words and in columns of its own, so that no number needs a sign.
 */
#include <string.h>

#include "report_tree.h"

/* What is known about one slot. */
struct measure {
    msec_t planned_start; /* since 1970 UTC; MSEC_NONE: not planned, or the date is not known */
    msec_t planned;       /* ms; MSEC_NONE: not planned */
    msec_t start;         /* MSEC_NONE: did not run */
    msec_t end;           /* MSEC_NONE: did not run, or has not ended */
    msec_t paused;        /* ms; MSEC_NONE: did not run */
    msec_t late;          /* start against plan, ms; MSEC_NONE: cannot be said */
    msec_t longer;        /* length against plan, ms; MSEC_NONE: cannot be said */
};

/* The instant of a planned time, moved along where the programme was; MSEC_NONE: no date yet. */
static msec_t planned_instant(const struct maker *maker, size_t day, int minutes)
{
    msec_t instant = tree_planned_instant(maker, day, minutes);
    return instant != MSEC_NONE ? instant + maker->timekeeper->moved : MSEC_NONE;
}

static void add_planned_clock(struct row *row, size_t day, int minutes)
{
    if (row->maker->timekeeper->moved != 0)
        row_add_clock(row, planned_instant(row->maker, day, minutes));
    else
        row_add_planned_clock(row, day, minutes);
}

static struct measure measure(const struct maker *maker, const struct clock_slot *clock)
{
    const struct slot *slot = clock->planned;
    struct measure m = {
        .planned_start = clock->planned_start,
        .planned = MSEC_NONE,
        .start = clock_slot_actual_start(clock),
        .end = clock_slot_actual_end(clock),
        .paused = MSEC_NONE,
        .late = MSEC_NONE,
        .longer = MSEC_NONE,
    };
    if (slot != NULL)
        m.planned = tree_planned_length(maker, clock->day, slot);
    if (m.start != MSEC_NONE) {
        m.paused = 0;
        for (size_t i = 0; i < clock->runs.count; i++) {
            if (!clock->runs.items[i].taken_back)
                m.paused += clock->runs.items[i].paused;
        }
    }
    if (m.start != MSEC_NONE && m.planned_start != MSEC_NONE)
        m.late = m.start - m.planned_start;
    if (m.end != MSEC_NONE && m.planned != MSEC_NONE)
        m.longer = m.end - m.start - m.planned;
    return m;
}

static const char *in_words(const struct maker *maker, msec_t span, enum word more, enum word less,
                            enum word none)
{
    int64_t minutes = tree_round_minutes(span);
    if (maker->second != NULL)
        return tree_join(maker, in_words(maker->first, span, more, less, none),
                         in_words(maker->second, span, more, less, none));
    if (minutes == 0)
        return tree_word(maker, none);
    return tree_fill(maker, minutes > 0 ? more : less, tree_span(maker, span < 0 ? -span : span),
                     NULL);
}

static bool is_over(const struct maker *maker)
{
    return maker->timekeeper->state == CLOCK_ENDED || maker->timekeeper->closed;
}

/* "3 min late, 1 min longer"; NULL: nothing to say yet. */
static const char *remark(const struct maker *maker, const struct clock_slot *clock,
                          const struct measure *m)
{
    if (maker->second != NULL)
        return tree_join(maker, remark(maker->first, clock, m), remark(maker->second, clock, m));
    if (m->start == MSEC_NONE) {
        if (clock->state == SLOT_SKIPPED)
            return tree_word(maker, WORD_SKIPPED);
        return is_over(maker) ? tree_word(maker, WORD_NOT_RUN) : NULL;
    }
    const char *const parts[] = {
        clock->planned == NULL ? tree_word(maker, WORD_UNPLANNED) : NULL,
        m->late == MSEC_NONE ? NULL : in_words(maker, m->late, WORD_LATE, WORD_EARLY, WORD_ON_TIME),
        m->end == MSEC_NONE ? tree_word(maker, WORD_NOT_ENDED) : NULL,
        m->longer == MSEC_NONE
            ? NULL
            : in_words(maker, m->longer, WORD_LONGER, WORD_SHORTER, WORD_AS_LONG),
    };
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] != NULL && text.size > 0)
            buf_add_text(&text, tree_word(maker, WORD_COMMA));
        buf_add_text(&text, parts[i]);
    }
    return tree_keep(maker, &text);
}

/* As the programme has it, or as it moved along with the machine's clock. */
static const char *planned_text(const struct maker *maker, const struct clock_slot *clock)
{
    if (clock->planned == NULL)
        return tree_word(maker, WORD_UNPLANNED);
    return maker->timekeeper->moved != 0
               ? tree_times(maker, clock->planned_start, clock->planned_end)
               : tree_minutes(maker, clock->planned->start, clock->planned->end);
}

static void add_table(const struct maker *maker, struct report_node *parent, size_t day)
{
    static const struct column columns[] = {
        {"slot", WORD_SLOT},
        {"planned", WORD_PLANNED},
        {"actual", WORD_ACTUAL},
        {"remark", WORD_REMARK},
    };
    struct report_node *table = tree_add_table(maker, parent, "timing", columns, 4);
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        if (clock->day != day)
            continue;
        struct measure m = measure(maker, clock);
        struct said title = tree_clock_slot_title(maker, clock);
        struct row row = tree_add_row(maker, table);
        row_add_said(&row, &title);
        row_add_times(&row, planned_text(maker, clock));
        row_add_times(&row, tree_times(maker, m.start, m.end));
        row_add_text(&row, remark(maker, clock, &m));
    }
}

/* "Planned end 12:30, ended 12:34: 4 min late", of a day all of whose slots are over. */
static void add_end(const struct maker *maker, struct report_node *section, size_t day)
{
    if (maker->second != NULL) {
        add_end(maker->first, section, day);
        add_end(maker->second, section, day);
        return;
    }
    const struct day *of_file = &maker->programme->days.items[day];
    int planned = -1;
    for (size_t i = of_file->first; i < of_file->first + of_file->count; i++) {
        const struct slot *slot = &maker->programme->slots.items[i];
        if (slot->timed && slot->end > planned)
            planned = slot->end;
    }
    msec_t end = MSEC_NONE;
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        if (clock->day != day)
            continue;
        if (clock->state == SLOT_RUNNING || (clock->state == SLOT_WAITING && !is_over(maker)))
            return;
        msec_t own = clock_slot_actual_end(clock);
        if (own != MSEC_NONE && own > end)
            end = own;
    }
    msec_t due = planned < 0 ? MSEC_NONE : planned_instant(maker, day, planned);
    if (end == MSEC_NONE || due == MSEC_NONE)
        return;
    BUF_LOCAL struct buf at = {0};
    zone_write_time(maker->programme->zone, end, false, &at);
    BUF_LOCAL struct buf due_at = {0};
    zone_write_time(maker->programme->zone, due, false, &due_at);
    bool moved = maker->timekeeper->moved != 0;
    const char *times = tree_fill(maker, WORD_ENDED_AT,
                                  moved ? buf_text(&due_at) : tree_minutes(maker, planned, -1),
                                  buf_text(&at), NULL);
    const char *late = in_words(maker, end - due, WORD_LATE, WORD_EARLY, WORD_ON_TIME);
    bool is_first = strcmp(maker->language, maker->report->language) == 0;
    struct said said = {
        .text = tree_with_heading(maker, times, late),
        .language = is_first ? NULL : maker->language,
    };
    tree_add_paragraph(maker, section, "end", &said);
}

/* Every stretch of the slots that had more than one, or one that was taken back. */
static void add_stretches(const struct maker *maker, struct report_node *section)
{
    static const struct column columns[] = {
        {"slot", WORD_SLOT},
        {"actual", WORD_ACTUAL},
        {"remark", WORD_REMARK},
    };
    struct report_node *stretches = tree_add_section(maker, section, "stretches", WORD_STRETCHES);
    struct report_node *table = tree_add_table(maker, stretches, "stretches", columns, 3);
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        if (clock->runs.count < 2 && (clock->runs.count == 0 || !clock->runs.items[0].taken_back))
            continue;
        for (size_t j = 0; j < clock->runs.count; j++) {
            const struct run *run = &clock->runs.items[j];
            struct said title = tree_clock_slot_title(maker, clock);
            struct row row = tree_add_row(maker, table);
            row_add_said(&row, &title);
            row_add_times(
                &row, tree_times(maker, run->start.wall, run->ended ? run->end.wall : MSEC_NONE));
            row_add_text(&row, run->taken_back ? tree_word(maker, WORD_TAKEN_BACK) : NULL);
        }
    }
    if (table->first == table->last) {
        stretches->first = stretches->last = NULL;
        tree_drop_empty(section, stretches);
    }
}

void report_add_timing(const struct maker *maker, struct report_node *root)
{
    struct report_node *section = tree_add_section(maker, root, "timing", WORD_TIMING);
    size_t days = maker->programme->days.count;
    for (size_t day = 0; day < days; day++) {
        struct report_node *parent = section;
        if (days > 1) {
            BUF_LOCAL struct buf heading = {0};
            const char *date = tree_date(maker, timekeeper_date(maker->timekeeper, day));
            if (date != NULL)
                buf_add_text(&heading, date);
            else
                buf_add_format(&heading, "%s %zu", tree_word(maker, WORD_DAY), day + 1);
            struct said said = {.text = tree_keep(maker, &heading)};
            parent = tree_add_said_section(maker, section, "day", &said);
        }
        add_table(maker, parent, day);
        if (parent->last->first == parent->last->last) /* nothing but headings */
            parent->first = parent->last = NULL;
        else
            add_end(maker, parent, day);
        if (parent != section)
            tree_drop_empty(section, parent);
    }
    add_stretches(maker, section);
    report_add_speaking(maker, section);
    tree_drop_empty(root, section);
}

/* Two columns for a difference: one for each direction, the other stays empty. */
static void add_difference(struct row *row, msec_t span)
{
    bool known = span != MSEC_NONE;
    row_add_minutes(row, known && span >= 0 ? span : MSEC_NONE);
    row_add_minutes(row, known && span < 0 ? -span : MSEC_NONE);
}

/* Columns of a turn that a slot leaves empty, and of a slot that a turn does. */
enum { TURN_SPANS = 3, SLOT_SPANS = 6 };

/* Whole seconds with their milliseconds; MSEC_NONE: empty. */
static void add_seconds(struct row *row, msec_t span)
{
    bool known = span != MSEC_NONE;
    row_add_value(row, VALUE_NUMBER, known ? tree_number(row->maker, span) : NULL,
                  known ? tree_number(row->maker, span / MSEC_SECOND) : NULL);
}

/* A row of a slot, or of a turn in it, as far as its title. */
static struct row add_head(const struct maker *maker, struct report_node *table,
                           const struct clock_slot *clock)
{
    struct said title = tree_clock_slot_title(maker, clock);
    struct row row = tree_add_row(maker, table);
    BUF_LOCAL struct buf date = {0};
    if (timekeeper_date(maker->timekeeper, clock->day) != DAY_UNKNOWN)
        date_write(timekeeper_date(maker->timekeeper, clock->day), &date);
    row_add_text(&row, date.size > 0 ? tree_keep(maker, &date) : NULL);
    row_add_number(&row, clock->number);
    row_add_text(&row, clock->id);
    row_add_said(&row, &title);
    return row;
}

static void add_turn_row(const struct maker *maker, struct report_node *table, size_t slot,
                         const struct told_turn *told)
{
    const struct clock_slot *clock = &maker->timekeeper->slots.items[slot];
    const struct turn *turn = &clock->floor.turns.items[told->index];
    bool named = timekeeper_floor_rule(maker->timekeeper, slot) == ATTRIBUTION_NAMED;
    if (turn->spoken <= 0)
        return;
    struct row row = add_head(maker, table, clock);
    msec_t over = told->share == MSEC_NONE ? MSEC_NONE : turn->spoken - told->share;
    if (told->number > 0)
        row_add_text(&row, NULL); /* the programme has who stands there */
    else
        row_add_number(&row, turn->place);
    row_add_text(&row, report_turn_name(maker, slot, told));
    row_add_clock(&row, MSEC_NONE);
    row_add_clock(&row, MSEC_NONE);
    row_add_minutes(&row, MSEC_NONE);
    row_add_clock(&row, named ? turn_start(turn) : MSEC_NONE);
    row_add_clock(&row, named ? turn_end(turn) : MSEC_NONE);
    for (unsigned i = 0; i < SLOT_SPANS; i++)
        row_add_minutes(&row, MSEC_NONE);
    add_seconds(&row, told->share);
    add_seconds(&row, turn->spoken);
    add_seconds(&row, over == MSEC_NONE || over > 0 ? over : 0);
    row_add_text(&row, report_turn_remark(maker, told->share, turn->spoken));
}

static void add_row(const struct maker *maker, struct report_node *table,
                    const struct clock_slot *clock)
{
    struct measure m = measure(maker, clock);
    struct row row = add_head(maker, table, clock);
    row_add_text(&row, NULL);
    row_add_text(&row, NULL);
    if (clock->planned != NULL) {
        add_planned_clock(&row, clock->day, clock->planned->start);
        add_planned_clock(&row, clock->day, clock->planned->end);
    } else {
        row_add_clock(&row, MSEC_NONE);
        row_add_clock(&row, MSEC_NONE);
    }
    row_add_minutes(&row, m.planned);
    row_add_clock(&row, m.start);
    row_add_clock(&row, m.end);
    row_add_minutes(&row, m.end != MSEC_NONE ? m.end - m.start : MSEC_NONE);
    row_add_minutes(&row, m.paused);
    add_difference(&row, m.late);
    add_difference(&row, m.longer);
    for (unsigned i = 0; i < TURN_SPANS; i++)
        add_seconds(&row, MSEC_NONE);
    row_add_text(&row, remark(maker, clock, &m));
}

void report_make_timing_table(const struct maker *maker)
{
    static const struct column columns[] = {
        {"date", WORD_DATE},
        {"number", WORD_SLOT_NUMBER},
        {"id", WORD_SLOT_ID},
        {"slot", WORD_SLOT},
        {"place", WORD_FLOOR_PLACE},
        {"speaker", WORD_SPEAKER},
        {"planned_start", WORD_PLANNED_START},
        {"planned_end", WORD_PLANNED_END},
        {"planned_ms", WORD_PLANNED_MINUTES},
        {"actual_start", WORD_ACTUAL_START},
        {"actual_end", WORD_ACTUAL_END},
        {"actual_ms", WORD_ACTUAL_MINUTES},
        {"paused_ms", WORD_PAUSED_MINUTES},
        {"late_ms", WORD_LATE_MINUTES},
        {"early_ms", WORD_EARLY_MINUTES},
        {"longer_ms", WORD_LONGER_MINUTES},
        {"shorter_ms", WORD_SHORTER_MINUTES},
        {"share_ms", WORD_SHARE_SECONDS},
        {"spoken_ms", WORD_SPOKEN_SECONDS},
        {"over_ms", WORD_OVER_SECONDS},
        {"remark", WORD_REMARK},
    };
    struct report_node *table =
        tree_add_table(maker, NULL, "timing", columns, sizeof columns / sizeof *columns);
    maker->report->table = table;
    for (size_t i = 0; i < maker->timekeeper->slots.count; i++) {
        const struct clock_slot *clock = &maker->timekeeper->slots.items[i];
        add_row(maker, table, clock);
        struct told_turns turns;
        floor_tell(&clock->floor, timekeeper_floor_rule(maker->timekeeper, i), &turns);
        for (size_t j = 0; j < turns.list.count; j++)
            add_turn_row(maker, table, i, &turns.list.items[j]);
        told_turns_finish(&turns);
    }
}
