/*
 * Cues by comparing two moments, not by counting seconds: a moment may be missed (a suspend, a
 * fast rehearsal, a slow terminal) and nothing is lost or told twice.
 *
 * Starts and ends are the latest edges on the line of time. One that lies further on than the
 * one known before is news; an undo or a `back` takes edges away or leaves those there were,
 * and is none. The level of a slot is a number of steps that only time makes larger.
 */
#include <dais/core/cue.h>

#include <dais/base/name_table.h>
#include <dais/core/phase.h>

#define OVER_EVERY (5 * MSEC_MINUTE)

static const char *const names[] = {
    [CUE_START] = "start", [CUE_WARNING] = "warning", [CUE_DANGER] = "danger", [CUE_ZERO] = "zero",
    [CUE_OVER] = "over",   [CUE_CHANGE] = "change",   [CUE_END] = "end",
};
NAME_TABLE_COMPLETE(names, CUE_COUNT);

const char *cue_name(enum cue cue)
{
    return names[cue];
}

enum { STEPS_ZERO = 3 };

static unsigned steps_of(const struct reading *reading)
{
    switch (reading->level) {
    case LEVEL_ON_TIME:
    case LEVEL_COUNT:
        break;
    case LEVEL_WARNING:
        return 1;
    case LEVEL_DANGER:
        return 2;
    case LEVEL_OVERRUN:
        return STEPS_ZERO + (unsigned)(-reading->left / OVER_EVERY);
    }
    return 0;
}

/* By the clock that nobody can set, where one machine in one boot saw both. */
static bool is_earlier(const struct instant *a, const struct instant *b)
{
    return a->boot_id == b->boot_id ? a->boot < b->boot : a->wall < b->wall;
}

static bool is_later(const struct instant *a, const struct instant *b)
{
    return is_earlier(b, a);
}

/* Two edges at one second: the later slot of the running order, which is asked last, counts. */
static void take_edge(struct cue_edge *edge, const struct instant *at, unsigned slot)
{
    if (edge->slot == 0 || !is_earlier(at, &edge->at))
        *edge = (struct cue_edge){.at = *at, .slot = slot};
}

/* Only the first start of a slot is one: later stretches go on with it. */
static void take_edges(struct cue_moment *moment, const struct clock_slot *slot)
{
    bool started = false;
    for (size_t i = 0; i < slot->runs.count; i++) {
        const struct run *run = &slot->runs.items[i];
        if (run->taken_back)
            continue;
        if (!started)
            take_edge(&moment->start, &run->start, slot->number);
        started = true;
        if (run->ended)
            take_edge(&moment->end, &run->end, slot->number);
    }
}

static size_t part_of(const struct timekeeper *timekeeper, size_t slot, msec_t elapsed)
{
    struct phase_list phases;
    phase_list_make_live(timekeeper, slot, &phases);
    size_t part = phase_list_at(&phases, elapsed);
    phase_list_finish(&phases);
    return part;
}

void cue_moment_read(const struct timekeeper *timekeeper, const struct instant *now,
                     struct cue_moment *ret_moment)
{
    struct cue_moment moment = {0};
    struct reading reading;
    timekeeper_read(timekeeper, now, &reading);
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        take_edges(&moment, &timekeeper->slots.items[i]);
    if (reading.slot != SLOT_NONE) {
        const struct clock_slot *slot = &timekeeper->slots.items[reading.slot];
        moment.slot = slot->number;
        moment.stretch = slot->runs.count;
        moment.steps = steps_of(&reading);
        moment.part = part_of(timekeeper, reading.slot, reading.elapsed);
    }
    *ret_moment = moment;
}

static bool is_news(const struct cue_edge *before, const struct cue_edge *now)
{
    if (now->slot == 0 || before->slot == 0)
        return now->slot != 0;
    if (is_later(&now->at, &before->at))
        return true;
    return !is_earlier(&now->at, &before->at) && now->slot != before->slot;
}

static const enum cue levels[] = {CUE_WARNING, CUE_DANGER, CUE_ZERO};

/* Level and part of the slot that has the clock; of a new one, since its start. */
static size_t due_within(const struct cue_moment *before, const struct cue_moment *now,
                         bool started, struct due_cue *ret_cues)
{
    size_t count = 0;
    bool same = before->slot == now->slot && before->stretch == now->stretch;
    if (now->slot == 0 || (!same && !started))
        return 0;
    unsigned steps = same ? before->steps : 0;
    size_t part = same ? before->part : 0;
    if (now->part > part)
        ret_cues[count++] = (struct due_cue){CUE_CHANGE, now->slot};
    if (now->steps > steps) {
        enum cue cue = now->steps > STEPS_ZERO ? CUE_OVER : levels[now->steps - 1];
        ret_cues[count++] = (struct due_cue){cue, now->slot};
    }
    return count;
}

size_t cue_due(const struct cue_moment *before, const struct cue_moment *now,
               struct due_cue ret_cues[CUES_DUE_MOST])
{
    size_t count = 0;
    bool starts = is_news(&before->start, &now->start);
    bool ends = is_news(&before->end, &now->end);
    struct due_cue start = {CUE_START, now->start.slot};
    struct due_cue end = {CUE_END, now->end.slot};
    bool end_first =
        ends && (!starts || (!is_later(&now->end.at, &now->start.at) && end.slot != start.slot));
    if (end_first)
        ret_cues[count++] = end;
    if (starts)
        ret_cues[count++] = start;
    count += due_within(before, now, starts && now->start.slot == now->slot, &ret_cues[count]);
    if (ends && !end_first)
        ret_cues[count++] = end;
    return count;
}
