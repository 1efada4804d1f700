/*
 * Random sessions, with moves that hold and moves that do not, on random programmes. After
 * each move and while time passes the timekeeper and the forecast are held against what must
 * always be so, and against a second clock (clock_model.c).
 *
 * DAIS_PROPERTY_RUNS says how many sessions, DAIS_PROPERTY_SEED which. A failure prints the
 * seed that repeats it alone, and the moves.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dais/core/forecast.h>
#include <dais/core/plan_change.h>

#include "chance.h"
#include "clock_model.h"
#include "programmes.h"
#include "suite.h"

enum { RUNS = 20000, ACTIONS = 30, WRITERS = 3 };

/* What kinds of time a session lives through. */
enum weather {
    FAIR,  /* both clocks go on together */
    MOVES, /* the wall clock is set, and each time the programme moves along */
    STEPS, /* the wall clock is set, back and forth */
    BOOTS, /* the machine restarts as well */
};

struct session_run {
    uint64_t seed;
    struct chance random;
    enum weather weather;
    struct programme *programme;
    struct attendance attendance;
    struct timekeeper timekeeper;
    struct model model;
    struct instant now;
    struct token writers[WRITERS];
    ARRAY_OF(struct event *) events;
    ARRAY_OF(struct token) authors;
    unsigned inserts;
};

/* What all sessions together came to: a property that never met its case proves nothing. */
struct tally {
    struct balance sums;
    size_t balanced, unclear, stormy, effects, voids, spoken;
    size_t ops[EVENT_OP_COUNT];
};

static unsigned below(struct session_run *run, unsigned limit)
{
    return chance_below(&run->random, limit);
}

static bool chance(struct session_run *run, unsigned percent)
{
    return chance_percent(&run->random, percent);
}

static void print_event(const struct event *event, const struct token *author)
{
    fprintf(stderr, "  %s at %" PRId64 " by %s:", event_op_name(event->op), event->at,
            author->text);
    for (size_t i = 0; i < event->fields.count; i++)
        fprintf(stderr, " %s=%s", event_key_name((enum event_key)event->fields.items[i].key),
                event->fields.items[i].value);
    fprintf(stderr, "\n");
}

/* Says how to repeat the failing session, and fails the test. */
static void refute(const struct session_run *run, const char *what, int64_t is, int64_t must_be)
{
    fprintf(stderr,
            "DAIS_PROPERTY_SEED=%" PRIu64 " DAIS_PROPERTY_RUNS=1: %s: %" PRId64 " for %" PRId64
            "\n",
            run->seed, what, is, must_be);
    for (size_t i = 0; i < run->programme->slots.count; i++) {
        const struct slot *slot = &run->programme->slots.items[i];
        fprintf(stderr, "  %s day %zu %02d:%02d-%02d:%02d %s hard %u\n", slot->id, slot->day,
                slot->start / 60, slot->start % 60, slot->end / 60, slot->end % 60,
                slot_kind_name(slot->kind), slot->hard);
    }
    for (size_t i = 0; i < run->events.count; i++)
        print_event(run->events.items[i], &run->authors.items[i]);
    fprintf(stderr, "  now %" PRId64 "\n", run->now.wall);
    ck_abort_msg("%s", what);
}

#define HOLD(run, what, is, must_be)                                                               \
    do {                                                                                           \
        int64_t is_ = (int64_t)(is);                                                               \
        int64_t must_ = (int64_t)(must_be);                                                        \
        if (is_ != must_)                                                                          \
            refute(run, what, is_, must_);                                                         \
    } while (0)

static void run_init(struct session_run *run, uint64_t seed)
{
    *run = (struct session_run){.seed = seed, .random = {seed}};
    static const enum weather weathers[] = {FAIR,  FAIR,  FAIR,  FAIR, MOVES,
                                            MOVES, MOVES, STEPS, BOOTS};
    run->weather = weathers[below(run, sizeof weathers / sizeof *weathers)];
    run->programme = chance_programme(&run->random);
    chance_add_people(&run->random, run->programme);
    attendance_init(&run->attendance, run->programme);
    timekeeper_init(&run->timekeeper, run->programme);
    model_init(&run->model, run->programme);
    for (unsigned i = 0; i < WRITERS; i++)
        token_from_bits(chance_next(&run->random), &run->writers[i]);
    int64_t date =
        run->programme->date == DAY_UNKNOWN ? civil_days(2022, 3, 27) : run->programme->date;
    msec_t first = zone_instant(run->programme->zone, date, run->programme->slots.items[0].start);
    run->now = (struct instant){
        .wall = first - (msec_t)below(run, 30) * MSEC_MINUTE + (msec_t)below(run, 2000),
        .boot = 1000000,
        .boot_id = 1,
    };
}

static void run_finish(struct session_run *run)
{
    for (size_t i = 0; i < run->events.count; i++)
        event_free(run->events.items[i]);
    free(run->events.items);
    free(run->authors.items);
    timekeeper_finish(&run->timekeeper);
    attendance_finish(&run->attendance);
    programme_free(run->programme);
}

static void write_slot(const struct clock_slot *slot, struct buf *out)
{
    buf_add_format(out,
                   "%s %s %u %zu %p %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
                   " %" PRId64 " %" PRId64 " %" PRId64 " %s %d\n",
                   slot->id, slot->title == NULL ? "" : slot->title, slot->number, slot->day,
                   (const void *)slot->place, slot->planned_start, slot->planned_end, slot->gap,
                   slot->allotted, slot->lost, slot->over_accepted, slot->early, slot->banked,
                   slot_state_name(slot->state), slot->approximate);
    for (size_t i = 0; i < slot->runs.count; i++) {
        const struct run *run = &slot->runs.items[i];
        buf_add_format(out, "  %" PRId64 "-%" PRId64 " %d %d %" PRId64 "\n", run->start.wall,
                       run->end.wall, run->ended, run->taken_back, run->paused);
    }
}

/* All that a timekeeper knows. */
static void write_timekeeper(const struct timekeeper *timekeeper, struct buf *out)
{
    buf_add_format(out, "%d %" PRId64 " %s %zu %" PRId64 " %" PRId64 " %" PRId64 " %s %u %d\n",
                   timekeeper->dated, timekeeper->shift + timekeeper->moved,
                   clock_state_name(timekeeper->state), timekeeper->current, timekeeper->since.boot,
                   timekeeper->paused_at.boot, timekeeper->last.wall, timekeeper->holder.text,
                   timekeeper->inserted, timekeeper->closed);
    for (size_t i = 0; i < timekeeper->accepted.count; i++)
        buf_add_format(out, "accepted %" PRId64 "\n", timekeeper->accepted.items[i]);
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        write_slot(&timekeeper->slots.items[i], out);
}

/* The list of turns, how each stands, and how long each has spoken. */
static void check_floor(struct session_run *run, size_t index, struct tally *tally)
{
    const struct floor *floor = &run->timekeeper.slots.items[index].floor;
    const struct model_floor *model = &run->model.slots[index].floor;
    HOLD(run, "turns on the floor", floor->turns.count, model->count);
    if (floor->turns.count == 0)
        return;
    struct floor_reading reading = {.slot = SLOT_NONE};
    floor_read(&run->timekeeper, &run->attendance, index, &run->now, &reading);
    for (size_t i = 0; i < floor->turns.count; i++) {
        HOLD(run, "place of a turn", floor->turns.items[i].place, model->turns[i].place);
        HOLD(run, "state of a turn", floor->turns.items[i].state, model->turns[i].state);
        if (run->weather != BOOTS)
            HOLD(run, "time spoken", reading.turns.items[i].spoken, model->turns[i].spoken);
        tally->spoken += model->turns[i].spoken > 0 ? 1 : 0;
    }
    floor_reading_finish(&reading);
}

static void check_reading(struct session_run *run, struct tally *tally)
{
    struct reading reading;
    timekeeper_read(&run->timekeeper, &run->now, &reading);
    HOLD(run, "current slot", (int64_t)reading.slot, (int64_t)run->model.current);
    if (reading.slot == SLOT_NONE)
        return;
    const struct model_slot *slot = &run->model.slots[reading.slot];
    HOLD(run, "negative elapsed", reading.elapsed < 0, false);
    if (run->weather != BOOTS)
        HOLD(run, "elapsed", reading.elapsed, slot->elapsed);
    if (run->weather <= MOVES)
        HOLD(run, "allotted", reading.allotted, model_allotted(slot));
    HOLD(run, "left", reading.left, reading.allotted - reading.elapsed);
    check_floor(run, reading.slot, tally);
}

/* What no forecast may say, whatever happened. */
static void check_projection(struct session_run *run, const struct forecast *forecast)
{
    for (size_t i = 0; i < forecast->slots.count; i++) {
        const struct forecast_slot *slot = &forecast->slots.items[i];
        const struct clock_slot *clock = &run->timekeeper.slots.items[i];
        if (slot->start == MSEC_NONE)
            continue;
        if (clock->state == SLOT_RUNNING)
            HOLD(run, "ends in the past", slot->end < run->now.wall, false);
        if (clock->state != SLOT_WAITING)
            continue;
        HOLD(run, "starts in the past", slot->start < run->now.wall, false);
        HOLD(run, "ends before it starts", slot->end < slot->start, false);
        if (clock->planned != NULL && (clock->planned->hard & HARD_START) != 0)
            HOLD(run, "hard start moved earlier", slot->start < slot->planned_start, false);
    }
}

static void add_balance(struct balance *sums, const struct balance *one)
{
    sums->overruns += one->overruns;
    sums->early_ends += one->early_ends;
    sums->pauses += one->pauses;
    sums->extensions += one->extensions;
    sums->shortenings += one->shortenings;
    sums->insertions += one->insertions;
    sums->skips += one->skips;
    sums->idle += one->idle > 0 ? one->idle : -one->idle;
    sums->taken_back += one->taken_back;
    sums->remaining_gaps += one->remaining_gaps;
    sums->gaps += one->gaps;
    sums->breaks += one->breaks > 0 ? one->breaks : -one->breaks;
    sums->hard_starts += one->hard_starts;
    sums->waited += one->waited;
    sums->plans += one->plans > 0 ? one->plans : 0;
    sums->moves += one->moves > 0 ? one->moves : -one->moves;
}

static void check_forecast(struct session_run *run, struct tally *tally)
{
    struct forecast forecast;
    forecast_make(&run->timekeeper, &run->now, &forecast);
    check_projection(run, &forecast);
    struct balance balance;
    msec_t late;
    enum verdict verdict = run->weather <= MOVES ? model_late(&run->model, forecast.day,
                                                              run->now.wall, &balance, &late)
                                                 : LATE_UNCLEAR;
    switch (verdict) {
    case LATE_BY:
        HOLD(run, "late", forecast.late, late);
        HOLD(run, "projected end", forecast.projected_end, forecast.planned_end + late);
        add_balance(&tally->sums, &balance);
        tally->balanced++;
        break;
    case LATE_NOTHING:
        HOLD(run, "end of a day that never was", forecast.projected_end, MSEC_NONE);
        break;
    case LATE_UNCLEAR:
        tally->unclear += run->weather <= MOVES ? 1 : 0;
        tally->stormy += run->weather > MOVES ? 1 : 0;
        break;
    }
    forecast_finish(&forecast);
}

/* Time passes in steps; elapsed never falls meanwhile, and nobody but the running slot gains. */
static void pass_time(struct session_run *run)
{
    static const msec_t spans[] = {
        0, 1, 999, 20 * MSEC_SECOND, 5 * MSEC_MINUTE, 20 * MSEC_MINUTE, 70 * MSEC_MINUTE};
    struct reading before;
    timekeeper_read(&run->timekeeper, &run->now, &before);
    for (unsigned step = 0; step < 2; step++) {
        msec_t most = spans[below(run, sizeof spans / sizeof *spans)];
        if (chance(run, 2))
            most = 20 * MSEC_HOUR;
        msec_t span = (msec_t)(chance_next(&run->random) % (uint64_t)(most + 1));
        run->now = instant_add(&run->now, span);
        model_tick(&run->model, span);
        if (run->weather > MOVES && chance(run, 20))
            run->now.wall += (msec_t)below(run, 7200000) - MSEC_HOUR;
        if (run->weather == BOOTS && chance(run, 10)) {
            run->now.boot_id++;
            run->now.boot = 0;
        }
        struct reading after;
        timekeeper_read(&run->timekeeper, &run->now, &after);
        if (run->weather != BOOTS)
            HOLD(run, "elapsed fell", after.elapsed < before.elapsed, false);
        before = after;
    }
}

/* Some slot's id: mostly the current one, one near it, or any; now and then none at all. */
static const char *some_slot(struct session_run *run, unsigned current, unsigned near)
{
    const struct model *model = &run->model;
    if (chance(run, current))
        return model->current == SLOT_NONE ? "s1" : model->slots[model->current].id;
    if (chance(run, near)) {
        size_t next = model->current == SLOT_NONE ? 0 : model->current + 1;
        while (next < model->count && model->slots[next].state != SLOT_WAITING)
            next++;
        if (next < model->count)
            return model->slots[next].id;
    }
    return chance(run, 2) ? "s99" : model->slots[below(run, (unsigned)model->count)].id;
}

static const char *some_from(struct session_run *run)
{
    const struct model *model = &run->model;
    if (chance(run, 10))
        return chance(run, 50) ? "" : some_slot(run, 0, 0);
    return model->current == SLOT_NONE ? "" : model->slots[model->current].id;
}

static void set_span(struct session_run *run, struct event *event)
{
    msec_t span = chance(run, 50) ? MSEC_MINUTE * (1 + (msec_t)below(run, 10))
                                  : 1 + (msec_t)below(run, 600000);
    event_set_number(event, KEY_SPAN, span);
}

/* What some plan leaves of one slot or a few, mostly of such as wait. */
static void set_lengths(struct session_run *run, struct event *event)
{
    BUF_LOCAL struct buf lengths = {0};
    for (unsigned left = 1 + below(run, 3); left > 0; left--) {
        const char *id = some_slot(run, 12, 80);
        size_t index = 0;
        while (index < run->model.count && strcmp(run->model.slots[index].id, id) != 0)
            index++;
        msec_t has = index < run->model.count ? model_allotted(&run->model.slots[index]) : 0;
        if (index < run->model.count && has == 0)
            continue; /* no plan makes anything longer */
        msec_t length = has == 0 ? MSEC_MINUTE : 1 + (msec_t)below(run, (unsigned)has);
        buf_add_format(&lengths, "%s%s=%" PRId64, lengths.size > 0 ? " " : "", id, length);
    }
    if (lengths.size > 0)
        event_set(event, KEY_LENGTHS, buf_text(&lengths));
}

static enum event_op some_op(struct session_run *run)
{
    static const enum event_op often[] = {
        EVENT_SLOT_START,  EVENT_SLOT_START,  EVENT_SLOT_START,  EVENT_SLOT_START,
        EVENT_SLOT_STOP,   EVENT_SLOT_PAUSE,  EVENT_SLOT_RESUME, EVENT_SLOT_BACK,
        EVENT_SLOT_BACK,   EVENT_SLOT_EXTEND, EVENT_SLOT_EXTEND, EVENT_SLOT_SHORTEN,
        EVENT_PLAN_CHANGE, EVENT_SLOT_SKIP,   EVENT_SLOT_SWAP,   EVENT_SLOT_INSERT,
    };
    static const enum event_op seldom[] = {EVENT_SESSION_DATE,  EVENT_SESSION_MOVE,
                                           EVENT_CLOCK_TAKE,    EVENT_SESSION_END,
                                           EVENT_SESSION_CLOSE, EVENT_SESSION_REOPEN};
    if (run->model.state == CLOCK_ENDED && chance(run, 40))
        return EVENT_SESSION_REOPEN;
    if (run->model.state == CLOCK_RUNNING && chance(run, 25))
        return (enum event_op)(EVENT_FLOOR_REQUEST +
                               below(run, EVENT_FLOOR_ORDER - EVENT_FLOOR_REQUEST + 1));
    return chance(run, 94) ? often[below(run, sizeof often / sizeof *often)]
                           : seldom[below(run, sizeof seldom / sizeof *seldom)];
}

/* A turn of a floor: mostly what fits, of the slot that has the clock. */
static void fill_in_floor(struct session_run *run, struct event *event)
{
    const char *id = some_slot(run, 90, 50);
    size_t slot = 0;
    while (slot < run->model.count && strcmp(run->model.slots[slot].id, id) != 0)
        slot++;
    const struct model_floor *floor = &run->model.slots[slot < run->model.count ? slot : 0].floor;
    bool makes = event->op == EVENT_FLOOR_REQUEST || event->op == EVENT_FLOOR_ORDER;
    bool of_speaker = event->op == EVENT_FLOOR_STOP || event->op == EVENT_FLOOR_PAUSE ||
                      event->op == EVENT_FLOOR_RESUME;
    unsigned speaker = 0;
    for (size_t i = 0; i < floor->count; i++) {
        if (floor->turns[i].state == TURN_SPEAKING || floor->turns[i].state == TURN_PAUSED)
            speaker = floor->turns[i].place;
    }
    unsigned place = 1 + below(run, (unsigned)floor->count + 1);
    if (makes && (chance(run, 90) || floor->count + 1 >= MODEL_TURNS))
        place = (unsigned)floor->count + (floor->count + 1 < MODEL_TURNS ? 1 : 0);
    if (of_speaker && speaker > 0 && chance(run, 90))
        place = speaker;
    event_set(event, KEY_SLOT, id);
    event_set_number(event, KEY_PLACE, place);
    if (event->op == EVENT_FLOOR_SWAP)
        event_set_number(event, KEY_WITH_PLACE, 1 + below(run, (unsigned)floor->count + 1));
    if (event->op != EVENT_FLOOR_START && event->op != EVENT_FLOOR_ORDER)
        return;
    unsigned expected = chance(run, 90) ? speaker : 1 + below(run, 3);
    event_set(event, KEY_FLOOR, "");
    if (expected > 0)
        event_set_number(event, KEY_FLOOR, expected);
}

/* A flat switch: fills in what each op needs. */
static void fill_in(struct session_run *run, struct event *event, const struct token *writer)
{
    BUF_LOCAL struct buf id = {0};
    msec_t span;
    switch (event->op) {
    case EVENT_SLOT_START:
        event_set(event, KEY_SLOT, some_slot(run, 3, 80));
        event_set(event, KEY_FROM, some_from(run));
        break;
    case EVENT_SLOT_BACK:
        event_set(event, KEY_SLOT, some_slot(run, 3, 0));
        event_set(event, KEY_FROM, some_from(run));
        break;
    case EVENT_SLOT_STOP:
    case EVENT_SLOT_PAUSE:
    case EVENT_SLOT_RESUME:
        event_set(event, KEY_SLOT, some_slot(run, 90, 0));
        break;
    case EVENT_SLOT_EXTEND:
    case EVENT_SLOT_SHORTEN:
        event_set(event, KEY_SLOT, some_slot(run, 90, 0));
        set_span(run, event);
        break;
    case EVENT_SLOT_SKIP:
        event_set(event, KEY_SLOT, some_slot(run, 5, 60));
        break;
    case EVENT_SLOT_SWAP:
        event_set(event, KEY_SLOT, some_slot(run, 2, 50));
        event_set(event, KEY_WITH, some_slot(run, 2, 0));
        break;
    case EVENT_SLOT_INSERT:
        buf_add_format(&id, "i%u", chance(run, 90) ? ++run->inserts : run->inserts);
        event_set(event, KEY_SLOT, buf_text(&id));
        event_set(event, KEY_AFTER, chance(run, 10) ? "" : some_slot(run, 85, 0));
        if (chance(run, 10))
            event_set(event, KEY_BEFORE, some_slot(run, 2, 50));
        event_set(event, KEY_TITLE, "Inserted");
        set_span(run, event);
        break;
    case EVENT_SESSION_DATE:
        date_write(civil_days(2022, 3, 24) + below(run, 6), &id);
        event_set(event, KEY_DATE, buf_text(&id));
        break;
    case EVENT_CLOCK_TAKE:
        event_set(event, KEY_FROM, chance(run, 80) ? run->model.holder.text : writer->text);
        break;
    case EVENT_SESSION_END:
        event_set(event, KEY_FROM, some_from(run));
        break;
    case EVENT_SESSION_REOPEN:
        event_set(event, KEY_WHY, "");
        break;
    case EVENT_FLOOR_REQUEST:
    case EVENT_FLOOR_START:
    case EVENT_FLOOR_STOP:
    case EVENT_FLOOR_PAUSE:
    case EVENT_FLOOR_RESUME:
    case EVENT_FLOOR_SKIP:
    case EVENT_FLOOR_SWAP:
    case EVENT_FLOOR_ORDER:
        fill_in_floor(run, event);
        break;
    case EVENT_PLAN_CHANGE:
        event_set(event, KEY_FROM, some_from(run));
        event_set(event, KEY_PLAN, plan_name((enum plan)below(run, PLAN_COUNT)));
        event_set_number(event, KEY_LATE, below(run, 7200000));
        if (chance(run, 95))
            set_lengths(run, event);
        break;
    case EVENT_SESSION_MOVE:
        span = chance(run, 50) ? MSEC_HOUR : (msec_t)below(run, 7200000) - MSEC_HOUR;
        event_set_number(event, KEY_FROM, run->model.moved + (chance(run, 10) ? MSEC_HOUR : 0));
        event_set_number(event, KEY_SHIFT, run->model.set != 0 ? run->model.set : span | 1);
        break;
    case EVENT_SESSION_CLOSE:
    case EVENT_LAUNCH:
    case EVENT_ENTRY_ADD:
    case EVENT_ENTRY_AMEND:
    case EVENT_ENTRY_WITHDRAW:
    case EVENT_ENTRY_MOVE:
    case EVENT_ENTRY_MERGE:
    case EVENT_ENTRY_ORDER:
    case EVENT_ENTRY_STANDING:
    case EVENT_ENTRY_HOLD:
    case EVENT_PERSON_STATE:
    case EVENT_PEOPLE_COUNT:
    case EVENT_SESSION_RULE:
    case EVENT_MESSAGE:
    case EVENT_FRAME_CONFIRM:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_UNKNOWN:
        break;
    }
}

/* Every byte of it. */
static void write_bytes(const struct timekeeper *timekeeper, struct buf *out)
{
    buf_add(out, timekeeper, sizeof *timekeeper);
    buf_add(out, timekeeper->accepted.items, timekeeper->accepted.count * sizeof(msec_t));
    for (size_t i = 0; i < timekeeper->slots.count; i++) {
        const struct clock_slot *slot = &timekeeper->slots.items[i];
        buf_add(out, slot, sizeof *slot);
        buf_add(out, slot->runs.items, slot->runs.count * sizeof *slot->runs.items);
        buf_add(out, slot->floor.turns.items,
                slot->floor.turns.count * sizeof *slot->floor.turns.items);
    }
}

/* An event goes into both clocks; they must agree whether it holds. */
static void give_take(struct session_run *run, struct tally *tally, struct event *event,
                      const struct token *writer)
{
    event->id = (struct event_id){.launch = *writer, .sequence = run->events.count + 1};
    struct message why;
    ck_assert(event_check(event, &why));
    array_push(&run->events, event);
    array_push(&run->authors, *writer);

    bool must = model_apply(&run->model, event, writer);
    BUF_LOCAL struct buf before = {0};
    BUF_LOCAL struct buf after = {0};
    if (!must)
        write_bytes(&run->timekeeper, &before);
    HOLD(run, "has an effect", timekeeper_apply(&run->timekeeper, event, writer), must);
    if (must) {
        tally->effects++;
        tally->ops[event->op]++;
        return;
    }
    tally->voids++;
    write_bytes(&run->timekeeper, &after);
    HOLD(run, "a void event left a trace",
         before.size != after.size || memcmp(before.bytes, after.bytes, after.size) != 0, false);
}

/* A random event of a random writer. */
static void move(struct session_run *run, struct tally *tally)
{
    bool by_holder = run->model.holder.text[0] != '\0' && chance(run, 92);
    struct token writer = by_holder ? run->model.holder : run->writers[below(run, WRITERS)];
    struct event *event = event_new(some_op(run));
    event_set_instant(event, &run->now);
    fill_in(run, event, &writer);
    give_take(run, tally, event, &writer);
}

/* Somebody sets the wall clock, and the programme moves along. */
static void set_clock(struct session_run *run, struct tally *tally)
{
    if (run->model.closed)
        return;
    msec_t span = chance(run, 50) ? MSEC_HOUR : (msec_t)below(run, 2 * 86400000);
    if (chance(run, 50))
        span = -span;
    if (span == 0)
        return;
    run->now.wall += span;
    model_set_clock(&run->model, span);
    struct token writer = run->model.holder.text[0] != '\0' ? run->model.holder : run->writers[0];
    struct event *event = event_new(EVENT_SESSION_MOVE);
    event_set_instant(event, &run->now);
    event_set_number(event, KEY_FROM, run->model.moved);
    event_set_number(event, KEY_SHIFT, span);
    give_take(run, tally, event, &writer);
}

/* The same events into a new timekeeper give the same one. */
static void check_replay(struct session_run *run)
{
    struct timekeeper again;
    timekeeper_init(&again, run->programme);
    for (size_t i = 0; i < run->events.count; i++)
        (void)timekeeper_apply(&again, run->events.items[i], &run->authors.items[i]);
    BUF_LOCAL struct buf live = {0};
    BUF_LOCAL struct buf replayed = {0};
    write_timekeeper(&run->timekeeper, &live);
    write_timekeeper(&again, &replayed);
    timekeeper_finish(&again);
    HOLD(run, "replay differs", strcmp(buf_text(&live), buf_text(&replayed)), 0);
}

static void check_session(uint64_t seed, struct tally *tally)
{
    struct session_run run;
    run_init(&run, seed);
    check_forecast(&run, tally);
    for (unsigned i = 0; i < ACTIONS; i++) {
        pass_time(&run);
        if (run.weather == MOVES && chance(&run, 12))
            set_clock(&run, tally);
        else
            move(&run, tally);
        HOLD(&run, "state", run.timekeeper.state, run.model.state);
        check_reading(&run, tally);
        check_forecast(&run, tally);
    }
    check_replay(&run);
    run_finish(&run);
}

/* How often each kind of move had an effect, and how many balances held. */
static void say_tally(const struct tally *tally)
{
    for (unsigned op = 0; op < EVENT_OP_COUNT; op++)
        chance_tally(event_op_name((enum event_op)op), tally->ops[op]);
    chance_tally("events in effect", tally->effects);
    chance_tally("events without effect", tally->voids);
    chance_tally("balances", tally->balanced);
    chance_tally("speaking times", tally->spoken);
    chance_tally("without a balance: the wall clock was set", tally->stormy);
    chance_tally("without a balance: order of what is to come unclear", tally->unclear);
}

/* Every kind of move and every reason of lateness was met, or the properties prove little. */
static void check_tally(const struct tally *tally)
{
    for (unsigned op = EVENT_SESSION_DATE; op <= EVENT_SESSION_REOPEN; op++) {
        ck_assert_msg(tally->ops[op] > 0, "%s never had an effect",
                      event_op_name((enum event_op)op));
    }
    const struct balance *sums = &tally->sums;
    const msec_t reasons[] = {
        sums->overruns,    sums->early_ends,     sums->pauses, sums->extensions,
        sums->shortenings, sums->insertions,     sums->skips,  sums->idle,
        sums->taken_back,  sums->gaps,           sums->breaks, sums->hard_starts,
        sums->waited,      sums->remaining_gaps, sums->moves,  sums->plans};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        ck_assert_msg(reasons[i] > 0, "reason %zu of lateness was never met", i);
    ck_assert_uint_gt(tally->voids, tally->effects / 10);
    ck_assert_uint_gt(tally->balanced, 50 * tally->unclear);
}

START_TEST(test_random_sessions)
{
    uint64_t seed = chance_seed(88);
    uint64_t runs = chance_runs(RUNS);
    struct tally tally = {.balanced = 0};
    for (uint64_t i = 0; i < runs; i++)
        check_session(seed + i, &tally);
    say_tally(&tally);
    if (runs >= 1000)
        check_tally(&tally);
}
END_TEST

SUITE("core/clock_properties", test_random_sessions)
