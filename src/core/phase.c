/*
 * Phases lie end to end on one axis, the slot's elapsed time. Those of the slot's end (reports,
 * then questions) are collected first, since what is before them gets what they leave; rounds
 * keep their length, group work and talk take the rest.
 *
 *   │ rounds … │ left over │ reports and questions │        rounds that do not fill the slot
 *   │ group work or talk   │ reports and questions │        the slot's end is the slot's end
 *   │ rounds, reports and questions, each shorter  │        they need more than the slot has
 *
 * What a slot is given or loses while it runs lengthens or shortens a phase at its end when such a
 * one runs, so that nobody is sent back to a report that was given; before, all of it is laid anew.
 *
 * Nothing is kept between two readings: a slot has a handful of phases, and making them anew is
 * cheaper than knowing when they changed.
 */
#include <dais/core/phase.h>

#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

static const char *const kind_names[] = {
    [PHASE_WHOLE] = "whole",           [PHASE_TALK] = "talk",     [PHASE_QUESTIONS] = "questions",
    [PHASE_CHANGEOVER] = "changeover", [PHASE_GROUPS] = "groups", [PHASE_REPORT] = "report",
    [PHASE_LEFT_OVER] = "left-over",
};
NAME_TABLE_COMPLETE(kind_names, PHASE_KIND_COUNT);

const char *phase_kind_name(enum phase_kind kind)
{
    return kind_names[kind];
}

/* Appends a phase of `length` ms where the last one ended; none where it has no length. */
static void add(struct phase_list *phases, struct phase phase, msec_t length)
{
    if (length <= 0)
        return;
    size_t count = phases->list.count;
    phase.start = count == 0 ? 0 : phases->list.items[count - 1].end;
    phase.end = phase.start + length;
    array_push(&phases->list, phase);
}

/* Where the phases so far end: what they take. */
static msec_t taken(const struct phase_list *phases)
{
    size_t count = phases->list.count;
    return count == 0 ? 0 : phases->list.items[count - 1].end;
}

static void add_changeover(struct phase_list *phases, msec_t length)
{
    add(phases, (struct phase){.kind = PHASE_CHANGEOVER}, length);
}

static bool has_own_reports(const struct slot *slot)
{
    return slot->kind == SLOT_BREAKOUTS && slot->report_back > 0 && slot->tracks.count > 0;
}

/* Does a slot of kind reporting come after the slot on its day? */
static bool is_reported_later(const struct programme *programme, const struct slot *slot)
{
    const struct slot *end = programme->slots.items + programme->slots.count;
    for (const struct slot *later = slot + 1; later < end && later->day == slot->day; later++) {
        if (later->kind == SLOT_REPORTING)
            return true;
    }
    return false;
}

/* The first slot whose tracks report in `slot`: since the reporting slot before, on its day. */
static const struct slot *first_to_report(const struct programme *programme,
                                          const struct slot *slot)
{
    const struct slot *first = slot;
    while (first > programme->slots.items && first[-1].day == slot->day &&
           first[-1].kind != SLOT_REPORTING)
        first--;
    return first;
}

/* The reports of one breakouts slot, numbered on from those that are there. */
static void add_reports(struct phase_list *phases, const struct slot *from, msec_t changeover,
                        unsigned *number)
{
    for (size_t i = 0; i < from->tracks.count; i++) {
        if (*number > 0)
            add_changeover(phases, changeover);
        add(phases,
            (struct phase){
                .kind = PHASE_REPORT, .number = ++*number, .title = &from->tracks.items[i].title},
            from->report_back);
    }
}

/* All reports that `slot` takes, if it takes any. */
static void list_reports(const struct programme *programme, const struct slot *slot,
                         struct phase_list *phases)
{
    unsigned count = 0;
    if (slot->kind == SLOT_REPORTING) {
        const struct slot *from = first_to_report(programme, slot);
        for (; from < slot; from++) {
            if (has_own_reports(from))
                add_reports(phases, from, slot->changeover, &count);
        }
    } else if (has_own_reports(slot) && !is_reported_later(programme, slot)) {
        add_reports(phases, slot, slot->changeover, &count);
    }
    for (size_t i = 0; i < phases->list.count; i++) {
        if (phases->list.items[i].number > 0)
            phases->list.items[i].count = count;
    }
}

bool phase_reports_from(const struct programme *programme, const struct slot *slot,
                        const struct slot *from)
{
    if (from->kind != SLOT_BREAKOUTS || from->tracks.count == 0 || from->day != slot->day)
        return false;
    if (slot->kind == SLOT_REPORTING)
        return from < slot && from >= first_to_report(programme, slot);
    bool later = is_reported_later(programme, slot);
    return from == slot && has_own_reports(slot) && !later;
}

static bool has_rounds(const struct slot *slot)
{
    return slot->rounds.talk > 0 && slot->rounds.count > 0;
}

static void list_rounds(const struct slot *slot, struct phase_list *phases)
{
    for (unsigned i = 0; has_rounds(slot) && i < slot->rounds.count; i++) {
        struct phase phase = {.kind = PHASE_TALK, .number = i + 1, .count = slot->rounds.count};
        if (i < slot->posters.count && slot->posters.items[i].title.texts.count > 0)
            phase.title = &slot->posters.items[i].title;
        if (i > 0)
            add_changeover(phases, slot->changeover);
        add(phases, phase, slot->rounds.talk);
        phase.kind = PHASE_QUESTIONS;
        add(phases, phase, slot->rounds.questions);
    }
}

/* The phases of `from`, moved to where those of `phases` end. */
static void append(struct phase_list *phases, const struct phase_list *from)
{
    for (size_t i = 0; i < from->list.count; i++) {
        const struct phase *phase = &from->list.items[i];
        add(phases, *phase, phase->end - phase->start);
    }
}

/*
 * Makes each of `list` shorter in proportion: all that takes `needed` ms, `before` of them ahead of
 * these, gets `allotted`. Whole seconds, so far as those two are; none is longer than it was.
 */
static void shrink(struct phase_list *list, msec_t before, msec_t needed, msec_t allotted)
{
    msec_t step = allotted % MSEC_SECOND == 0 && needed % MSEC_SECOND == 0 ? MSEC_SECOND : 1;
    msec_t first = allotted * before / needed / step * step;
    struct phase_list shrunk = {0};
    for (size_t i = 0; i < list->list.count; i++) {
        const struct phase *phase = &list->list.items[i];
        msec_t end = allotted * (before + phase->end) / needed / step * step;
        add(&shrunk, *phase, end - first - taken(&shrunk));
    }
    phase_list_finish(list);
    *list = shrunk;
}

/* The parts of a slot by their place in it. */
struct parts_of_slot {
    struct phase_list start; /* rounds, or the reports of a reporting slot */
    struct phase_list end;   /* reports of its own tracks, then questions */
};

static void list_parts(const struct programme *programme, const struct slot *slot,
                       struct parts_of_slot *parts)
{
    struct phase_list reports = {0};
    list_reports(programme, slot, &reports);
    list_rounds(slot, &parts->start);
    if (slot->kind == SLOT_REPORTING) {
        append(&parts->start, &reports);
    } else if (reports.list.count > 0) {
        add_changeover(&parts->end, slot->changeover);
        append(&parts->end, &reports);
    }
    add(&parts->end, (struct phase){.kind = PHASE_QUESTIONS}, slot->questions);
    phase_list_finish(&reports);
}

static void lay(const struct slot *slot, msec_t allotted, bool runs, struct parts_of_slot *parts,
                struct phase_list *phases)
{
    msec_t start = taken(&parts->start);
    msec_t needed = start + taken(&parts->end);
    phases->missing = needed > allotted ? needed - allotted : 0;
    struct phase middle = {.kind = PHASE_LEFT_OVER};
    if (parts->start.list.count == 0)
        middle.kind = has_own_reports(slot) ? PHASE_GROUPS : PHASE_TALK;
    bool shrinks = phases->missing > 0 && !(runs && has_rounds(slot));
    if (shrinks) {
        shrink(&parts->start, 0, needed, allotted);
        shrink(&parts->end, start, needed, allotted);
    }
    append(phases, &parts->start);
    phases->at_end = phases->list.count;
    add(phases, middle, allotted - needed);
    if (middle.kind != PHASE_LEFT_OVER)
        phases->at_end = phases->list.count;
    if (shrinks)
        phases->at_end = 0;
    append(phases, &parts->end);
}

/* The phases with `allotted` ms. Rounds of a slot that runs keep the length they began with. */
static void make(const struct programme *programme, const struct slot *slot, msec_t allotted,
                 bool runs, struct phase_list *ret_list)
{
    struct phase_list phases = {0};
    if (slot != NULL) {
        struct parts_of_slot parts = {.start = {.missing = 0}};
        list_parts(programme, slot, &parts);
        if (parts.start.list.count > 0 || parts.end.list.count > 0)
            lay(slot, allotted, runs, &parts, &phases);
        phase_list_finish(&parts.start);
        phase_list_finish(&parts.end);
    }
    if (phases.list.count == 0) {
        struct phase whole = {.kind = PHASE_WHOLE, .end = allotted > 0 ? allotted : 0};
        array_push(&phases.list, whole);
        phases.at_end = 1;
    }
    *ret_list = phases;
}

void phase_list_make(const struct programme *programme, const struct slot *slot, msec_t allotted,
                     struct phase_list *ret_list)
{
    make(programme, slot, allotted, false, ret_list);
}

/* All phases from `first` on begin and end so much later. */
static void shift(struct phase_list *list, size_t first, msec_t span)
{
    for (size_t i = first; i < list->list.count; i++) {
        list->list.items[i].start += span;
        list->list.items[i].end += span;
    }
}

/* Time given to the phase that runs, or taken from it and, where it has not so much left, the next.
 */
static void change_phase(struct phase_list *list, const struct slot_change *change)
{
    msec_t span = change->span;
    size_t count = list->list.count;
    for (size_t i = phase_list_at(list, change->at); i < count && span != 0; i++) {
        struct phase *phase = &list->list.items[i];
        msec_t from = change->at > phase->start ? change->at : phase->start;
        msec_t room = phase->end > from ? phase->end - from : 0;
        msec_t part = span > -room ? span : -room;
        phase->end += part;
        shift(list, i + 1, part);
        span -= part;
    }
    struct phase *last = &list->list.items[count - 1];
    if (span < 0) /* in overtime: it should have ended by now */
        last->end = last->end + span > last->start ? last->end + span : last->start;
}

/* What a slot had before it was given more or less while it runs. */
static msec_t begun_with(const struct clock_slot *slot)
{
    msec_t allotted = slot->allotted;
    for (size_t i = 0; i < slot->changes.count; i++)
        allotted -= slot->changes.items[i].span;
    return allotted;
}

void phase_fit_read(const struct timekeeper *timekeeper, size_t slot, struct phase_fit *ret_fit)
{
    const struct clock_slot *clock_slot = &timekeeper->slots.items[slot];
    *ret_fit = (struct phase_fit){.has = begun_with(clock_slot)};
    if (clock_slot->planned == NULL)
        return;
    struct parts_of_slot parts = {.start = {.missing = 0}};
    list_parts(timekeeper->programme, clock_slot->planned, &parts);
    ret_fit->needs = taken(&parts.start) + taken(&parts.end);
    phase_list_finish(&parts.start);
    phase_list_finish(&parts.end);
}

msec_t phase_fit_length(const struct phase_fit *fit, msec_t length)
{
    if (fit->needs <= fit->has)
        return length;
    return length * msec_max(fit->has, 0) / fit->needs / MSEC_SECOND * MSEC_SECOND;
}

void phase_list_make_live(const struct timekeeper *timekeeper, size_t slot,
                          struct phase_list *ret_list)
{
    const struct clock_slot *clock_slot = &timekeeper->slots.items[slot];
    msec_t allotted = begun_with(clock_slot);
    size_t count = clock_slot->changes.count;
    struct phase_list list;
    phase_list_make(timekeeper->programme, clock_slot->planned, allotted, &list);
    for (size_t i = 0; i < count; i++) {
        const struct slot_change *change = &clock_slot->changes.items[i];
        allotted += change->span;
        if (phase_list_at(&list, change->at) >= list.at_end) {
            change_phase(&list, change);
            continue;
        }
        phase_list_finish(&list);
        make(timekeeper->programme, clock_slot->planned, allotted, true, &list);
    }
    *ret_list = list;
}

void phase_list_finish(struct phase_list *list)
{
    free(list->list.items);
    *list = (struct phase_list){0};
}

size_t phase_list_at(const struct phase_list *list, msec_t elapsed)
{
    size_t at = 0;
    while (at + 1 < list->list.count && elapsed >= list->list.items[at].end)
        at++;
    return at;
}

bool phase_read(const struct timekeeper *timekeeper, const struct reading *reading,
                struct phase_reading *ret_phase)
{
    if (reading->slot == SLOT_NONE)
        return false;
    struct phase_list list;
    phase_list_make_live(timekeeper, reading->slot, &list);
    size_t at = phase_list_at(&list, reading->elapsed);
    struct phase_reading read = {.phase = list.list.items[at], .missing = list.missing};
    read.elapsed = reading->elapsed - read.phase.start;
    read.left = read.phase.end - reading->elapsed;
    read.has_next = at + 1 < list.list.count;
    if (read.has_next)
        read.next = list.list.items[at + 1];
    phase_list_finish(&list);
    *ret_phase = read;
    return true;
}

/* What each is called: alone, numbered, numbered and with a title. */
static const char *const names[][3] = {
    [PHASE_WHOLE] = {NULL, NULL, NULL},
    [PHASE_TALK] = {N_("Talk"), N_("Talk {1} of {2}"), N_("Talk {1} of {2}: {3}")},
    [PHASE_QUESTIONS] = {N_("Questions"), N_("Questions {1} of {2}"),
                         N_("Questions {1} of {2}: {3}")},
    [PHASE_CHANGEOVER] = {N_("Changeover"), NULL, NULL},
    [PHASE_GROUPS] = {N_("Group work"), NULL, NULL},
    [PHASE_REPORT] = {NULL, N_("Report {1} of {2}"), N_("Report {1} of {2}: {3}")},
    [PHASE_LEFT_OVER] = {N_("Left over"), NULL, NULL},
};
NAME_TABLE_COMPLETE(names, PHASE_KIND_COUNT);

static void describe(const struct phase *phase, const char *title, struct message *ret_text)
{
    const char *id = names[phase->kind][phase->number == 0 ? 0 : title == NULL ? 1 : 2];
    *ret_text = (struct message){0};
    if (id == NULL)
        return;
    struct buf number = {0};
    struct buf count = {0};
    buf_add_format(&number, "%u", phase->number);
    buf_add_format(&count, "%u", phase->count);
    if (phase->number == 0)
        message_set(ret_text, id, NULL);
    else
        message_set(ret_text, id, buf_text(&number), buf_text(&count), title, NULL);
    buf_finish(&number);
    buf_finish(&count);
}

void phase_describe(const struct phase *phase, const char *language, struct message *ret_text)
{
    describe(phase, phase->title != NULL ? lingual_in(phase->title, language) : NULL, ret_text);
}

void phase_describe_short(const struct phase *phase, struct message *ret_text)
{
    describe(phase, NULL, ret_text);
}

void phase_write(const struct phase *phase, const char *language, message_lookup *lookup,
                 struct buf *out)
{
    struct message text;
    phase_describe(phase, language, &text);
    message_write(&text, lookup, out);
    message_finish(&text);
}
