/*
 * What must hold whatever people do, and whenever: random live actions at random times, by two
 * writers of whom one has two launches, through session_decide() and session_apply_take().
 *
 *   undo      the status JSON is what it was before the action, to the byte; redo: after it
 *   elapsed   of the slot, and of whoever has the floor in it, grows while it runs, stands while
 *             it is paused, and never falls
 *   forecast  nothing that is to come begins before now, nothing that runs ends before now
 *   at once   of two who move the clock from the same state one has effect: what follows is what
 *             that one alone would have come to
 *   plans     what a replan shows before it is taken is what the forecast says afterwards
 *   replay    all events in any order and portions: the same status, and the same log
 *
 * DAIS_PROPERTY_RUNS says how many random sessions, DAIS_PROPERTY_SEED from which on. A failure
 * prints the seed that repeats it alone, and what was done.
 */
#include <dais/export/json_outputs.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "laptop.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { RUNS = 1500, ACTIONS = 30, TRIES = 5, LAPTOPS = 3, UNDO_DEPTH = 3 };

struct room {
    uint64_t seed;
    struct chance chance;
    struct programme *programme;
    struct laptop laptops[LAPTOPS]; /* 0 and 1 are of one writer, 2 is another's */
    size_t heard[LAPTOPS][LAPTOPS]; /* how many events of the second the first has */
    msec_t now;                     /* since 1970 UTC */
    unsigned actions;               /* that had effect */
};

/* What all rooms together came to: a property that never met its case proves nothing. */
struct tally {
    size_t ops[EVENT_OP_COUNT]; /* that had effect */
    size_t undone, redone, deep, duels, takes, growing, standing, speaking, floors;
};

static void print_event(const struct laptop *laptop, const struct event *event)
{
    const struct logged *line = session_log_find(laptop->session, &event->id);
    fprintf(stderr, "  %s at %" PRId64 " hlc %" PRId64 " by %.4s%s%s:", event_op_name(event->op),
            event->at, event->hlc.msec, laptop->actor.launch.text, line->is_void ? ", void" : "",
            line->undone ? ", undone" : "");
    for (size_t i = 0; i < event->fields.count; i++)
        fprintf(stderr, " %s=%s", event_key_name((enum event_key)event->fields.items[i].key),
                event->fields.items[i].value);
    fprintf(stderr, "\n");
}

/* Says how to repeat the failing room, and fails the test. */
static void refute(const struct room *room, const char *what, const char *is, const char *must_be)
{
    fprintf(stderr, "DAIS_PROPERTY_SEED=%" PRIu64 " DAIS_PROPERTY_RUNS=1: %s after %u actions\n",
            room->seed, what, room->actions);
    for (size_t i = 0; i < room->programme->slots.count; i++) {
        const struct slot *slot = &room->programme->slots.items[i];
        fprintf(stderr, "  %s day %zu %02d:%02d-%02d:%02d %s hard %u\n", slot->id, slot->day,
                slot->start / 60, slot->start % 60, slot->end / 60, slot->end % 60,
                slot_kind_name(slot->kind), slot->hard);
    }
    for (unsigned i = 0; i < LAPTOPS; i++) {
        for (size_t j = 0; j < room->laptops[i].written.count; j++)
            print_event(&room->laptops[i], room->laptops[i].written.items[j]);
    }
    fprintf(stderr, "  now %" PRId64 "\n", room->now);
    if (is != NULL)
        fprintf(stderr, "found:\n%s\nexpected:\n%s\n", is, must_be);
    ck_abort_msg("%s", what);
}

static void hold(const struct room *room, const char *what, bool holds)
{
    if (!holds)
        refute(room, what, NULL, NULL);
}

static void hold_same(const struct room *room, const char *what, const char *is,
                      const char *must_be)
{
    if (strcmp(is, must_be) != 0)
        refute(room, what, is, must_be);
}

static void room_init(struct room *room, uint64_t seed)
{
    *room = (struct room){.seed = seed, .chance = {seed}};
    room->programme = chance_programme(&room->chance);
    chance_add_people(&room->chance, room->programme);
    int64_t date =
        room->programme->date == DAY_UNKNOWN ? civil_days(2022, 3, 27) : room->programme->date;
    room->now = zone_instant(room->programme->zone, date, room->programme->slots.items[0].start) -
                (msec_t)chance_below(&room->chance, 30) * MSEC_MINUTE;
    room->now += chance_below(&room->chance, 2000);
    for (unsigned i = 0; i < LAPTOPS; i++) {
        laptop_init(&room->laptops[i], room->programme, i < 2 ? 1 : 2, i + 1, room->now);
        room->laptops[i].actor.any_day = true;
    }
}

static void room_finish(struct room *room)
{
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_finish(&room->laptops[i]);
    programme_free(room->programme);
}

static unsigned below(struct room *room, unsigned limit)
{
    return chance_below(&room->chance, limit);
}

static bool percent(struct room *room, unsigned part)
{
    return chance_percent(&room->chance, part);
}

static struct instant at_wall(msec_t wall)
{
    return (struct instant){.wall = wall, .boot = wall, .boot_id = 7};
}

static msec_t last_second(msec_t wall)
{
    return wall - wall % MSEC_SECOND;
}

/* What `dais status --json` would print then, and all floors, of which it shows one. */
static char *status(const struct laptop *laptop, msec_t wall)
{
    struct buf out = {0};
    struct instant now = at_wall(wall);
    json_write_status(laptop->session, &now, NULL, &out);
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        floor_dump(&timekeeper->slots.items[i].floor, &out);
    return buf_take(&out);
}

static char *dump(const struct session *session, msec_t wall)
{
    struct buf out = {0};
    session_dump(session, wall, true, &out);
    return buf_take(&out);
}

/* The laptop takes in whatever the others wrote meanwhile. */
static void catch_up(struct room *room, unsigned laptop)
{
    for (unsigned from = 0; from < LAPTOPS; from++) {
        size_t *heard = &room->heard[laptop][from];
        const struct laptop *other = &room->laptops[from];
        for (; from != laptop && *heard < other->written.count; ++*heard)
            (void)laptop_receive(&room->laptops[laptop], other->written.items[*heard]);
    }
}

static void catch_up_all(struct room *room)
{
    unsigned first = below(room, LAPTOPS);
    for (unsigned i = 0; i < LAPTOPS; i++)
        catch_up(room, (first + i) % LAPTOPS);
}

static msec_t some_span(struct room *room)
{
    static const msec_t spans[] = {
        1, 999, 20 * MSEC_SECOND, 5 * MSEC_MINUTE, 20 * MSEC_MINUTE, 70 * MSEC_MINUTE};
    msec_t most = percent(room, 1) ? 20 * MSEC_HOUR : spans[below(room, COUNT(spans))];
    return (msec_t)(chance_next(&room->chance) % (uint64_t)(most + 1));
}

/* Some slot by its id, mostly one that waits. */
static const char *some_slot(struct room *room, const struct laptop *laptop)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    size_t slot = below(room, (unsigned)timekeeper->slots.count);
    if (percent(room, 70)) {
        size_t waiting = timekeeper_next(timekeeper, slot == 0 ? SLOT_NONE : slot - 1,
                                         timekeeper->slots.items[slot].day);
        slot = waiting == SLOT_NONE ? slot : waiting;
    }
    return timekeeper->slots.items[slot].id;
}

static struct wish wish_of(struct room *room, const struct laptop *laptop, enum wish_verb verb)
{
    struct wish wish = {.verb = verb, .title = "Word of the governor", .why = "because"};
    wish.slot = some_slot(room, laptop);
    wish.with = some_slot(room, laptop);
    wish.span = percent(room, 50) ? MSEC_MINUTE * (1 + (msec_t)below(room, 9))
                                  : 1 + (msec_t)below(room, 600000);
    wish.date = civil_days(2022, 3, 24) + below(room, 6);
    wish.plan = (enum plan)below(room, PLAN_COUNT);
    wish.state = (enum person_state)below(room, PERSON_STATE_COUNT);
    wish.replaced_by = "Somebody else";
    if (verb == WISH_PERSON_STATE)
        wish.person = percent(room, 50) ? "one" : "two";
    if (verb == WISH_FLOOR_SWAP || (verb == WISH_FLOOR_START && percent(room, 30)))
        wish.place = 1 + below(room, 4);
    wish.with_place = 1 + below(room, 4);
    if (verb >= WISH_FLOOR_REQUEST && verb <= WISH_FLOOR_ORDER && percent(room, 80))
        wish.slot = NULL;
    if (verb == WISH_MOVE_PROGRAMME && percent(room, 50))
        wish.span = -wish.span;
    return wish;
}

static enum wish_verb some_verb(struct room *room, const struct laptop *laptop)
{
    static const enum wish_verb often[] = {
        WISH_NEXT,   WISH_NEXT,   WISH_NEXT,   WISH_STOP,   WISH_PAUSE,  WISH_PAUSE,  WISH_RESUME,
        WISH_RESUME, WISH_BACK,   WISH_GOTO,   WISH_EXTEND, WISH_EXTEND, WISH_EXTEND, WISH_SHORTEN,
        WISH_INSERT, WISH_REPLAN, WISH_REPLAN, WISH_REPLAN, WISH_SWAP,   WISH_SWAP,   WISH_SKIP,
    };
    static const enum wish_verb seldom[] = {WISH_END,  WISH_CLOSE,          WISH_HOLD_ON,
                                            WISH_TAKE, WISH_MOVE_PROGRAMME, WISH_PERSON_STATE};
    static const enum wish_verb floors[] = {
        WISH_FLOOR_START,  WISH_FLOOR_START,   WISH_FLOOR_START, WISH_FLOOR_START,
        WISH_FLOOR_STOP,   WISH_FLOOR_PAUSE,   WISH_FLOOR_PAUSE, WISH_FLOOR_RESUME,
        WISH_FLOOR_RESUME, WISH_FLOOR_SKIP,    WISH_FLOOR_SWAP,  WISH_FLOOR_REQUEST,
        WISH_FLOOR_ORDER,  WISH_FLOOR_REQUEST,
    };
    enum clock_state state = session_timekeeper(laptop->session)->state;
    if (state == CLOCK_ENDED && percent(room, 60))
        return WISH_REOPEN;
    if (state != CLOCK_RUNNING && state != CLOCK_PAUSED && percent(room, 60))
        return WISH_START;
    if (percent(room, 30))
        return floors[below(room, COUNT(floors))];
    return percent(room, 95) ? often[below(room, COUNT(often))]
                             : seldom[below(room, COUNT(seldom))];
}

/* What a replan shows is what comes of it. */
static void check_preview(const struct room *room, const struct laptop *laptop,
                          const struct plan_change *preview)
{
    struct forecast forecast;
    struct instant now = at_wall(last_second(room->now));
    forecast_make(session_timekeeper(laptop->session), &now, &forecast);
    hold(room, "a plan comes to another end than it showed",
         forecast.projected_end == preview->projected_end && forecast.late == preview->late);
    for (size_t i = 0; i < preview->slots.count; i++) {
        const struct planned_change *change = &preview->slots.items[i];
        const struct forecast_slot *slot = &forecast.slots.items[change->slot];
        hold(room, "a plan comes to other times than it showed",
             slot->start == change->start && slot->end == change->end);
    }
    forecast_finish(&forecast);
}

static const struct event *replan(struct room *room, struct laptop *laptop, const struct wish *wish)
{
    struct plan_change preview;
    struct instant now = at_wall(last_second(room->now));
    plan_change_make(session_timekeeper(laptop->session), &now, wish->plan, &preview);
    const struct event *event = laptop_wish(laptop, wish, NULL);
    if (event != NULL)
        check_preview(room, laptop, &preview);
    plan_change_finish(&preview);
    return event;
}

/* One wish is granted, or none of a few; the clock is taken where another writer has it. */
static const struct event *act(struct room *room, struct laptop *laptop, enum wish_verb verb)
{
    struct wish wish = wish_of(room, laptop, verb);
    laptop_at(laptop, room->now);
    if (verb == WISH_REPLAN)
        return replan(room, laptop, &wish);
    const struct event *event = laptop_wish(laptop, &wish, NULL);
    if (event == NULL && laptop->refusal.kind == REFUSED_NOT_HOLDER && laptop_do(laptop, WISH_TAKE))
        event = laptop_wish(laptop, &wish, NULL);
    return event;
}

static const struct event *act_somehow(struct room *room, struct laptop *laptop)
{
    const struct event *event = NULL;
    for (unsigned i = 0; i < TRIES && event == NULL; i++)
        event = act(room, laptop, some_verb(room, laptop));
    return event;
}

/* What the running slot shows, and whether it may grow. */
struct glance {
    struct reading reading;
    enum clock_state state;
    unsigned speaker; /* place that has the floor; 0: nobody */
    msec_t spoken;    /* ms by that one */
};

static struct glance look(const struct laptop *laptop, msec_t wall)
{
    struct glance glance = {.state = session_timekeeper(laptop->session)->state};
    struct instant now = at_wall(wall);
    timekeeper_read(session_timekeeper(laptop->session), &now, &glance.reading);
    struct floor_reading floor = {.slot = SLOT_NONE, .speaker = TURN_NONE};
    floor_read(session_timekeeper(laptop->session), session_attendance(laptop->session), SLOT_NONE,
               &now, &floor);
    if (floor.slot != SLOT_NONE && floor.speaker != TURN_NONE) {
        glance.speaker = session_timekeeper(laptop->session)->slots.items[floor.slot].floor.speaker;
        glance.spoken = floor.turns.items[floor.speaker].spoken;
    }
    floor_reading_finish(&floor);
    return glance;
}

/* Who speaks in the slot that runs has spoken longer by what passed, and nobody else has. */
static void check_speakers(struct room *room, const struct laptop *laptop, msec_t from,
                           struct tally *tally)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    if (timekeeper->current == SLOT_NONE)
        return;
    const struct floor *floor = &timekeeper->slots.items[timekeeper->current].floor;
    struct floor_reading readings[2] = {{.slot = SLOT_NONE}, {.slot = SLOT_NONE}};
    const struct instant nows[2] = {at_wall(from), at_wall(room->now)};
    for (unsigned i = 0; i < 2 && floor->turns.count > 0; i++)
        floor_read(timekeeper, session_attendance(laptop->session), SLOT_NONE, &nows[i],
                   &readings[i]);
    for (size_t i = 0; i < floor->turns.count; i++) {
        bool speaks = floor->turns.items[i].state == TURN_SPEAKING;
        bool runs = timekeeper->state == CLOCK_RUNNING;
        msec_t grown = readings[1].turns.items[i].spoken - readings[0].turns.items[i].spoken;
        hold(room, "a speaker's time goes on with time",
             grown == (speaks && runs ? room->now - from : 0));
        tally->speaking += speaks && runs ? 1 : 0;
    }
    floor_reading_finish(&readings[0]);
    floor_reading_finish(&readings[1]);
}

/* Time passes, and nobody does anything. */
static void pass_time(struct room *room, struct tally *tally)
{
    const struct laptop *laptop = &room->laptops[below(room, LAPTOPS)];
    struct glance before = look(laptop, room->now);
    msec_t span = some_span(room);
    room->now += span;
    struct glance after = look(laptop, room->now);
    msec_t grown = after.reading.elapsed - before.reading.elapsed;
    hold(room, "elapsed goes on with time", grown == (before.state == CLOCK_RUNNING ? span : 0));
    hold(room, "left and elapsed are what is allotted",
         after.reading.left + after.reading.elapsed == after.reading.allotted);
    check_speakers(room, laptop, room->now - span, tally);
    if (before.state == CLOCK_RUNNING)
        tally->growing++;
    else if (before.state == CLOCK_PAUSED)
        tally->standing++;
}

static void check_forecast(const struct room *room, const struct laptop *laptop)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    struct instant now = at_wall(room->now);
    struct forecast forecast;
    forecast_make(timekeeper, &now, &forecast);
    for (size_t i = 0; i < forecast.slots.count; i++) {
        const struct forecast_slot *slot = &forecast.slots.items[i];
        enum slot_state state = timekeeper->slots.items[i].state;
        if (slot->start == MSEC_NONE)
            continue;
        hold(room, "begins in the past", state != SLOT_WAITING || slot->start >= room->now);
        hold(room, "ends in the past", state != SLOT_RUNNING || slot->end >= room->now);
        hold(room, "ends before it begins", slot->end == MSEC_NONE || slot->end >= slot->start);
    }
    forecast_finish(&forecast);
}

/* An action that leaves the slot its clock leaves it its time: whole seconds count. */
static void check_elapsed(const struct room *room, const struct laptop *laptop,
                          const struct glance *before)
{
    struct glance after = look(laptop, room->now);
    hold(room, "elapsed is negative", after.reading.elapsed < 0 ? false : true);
    if (before->reading.slot == SLOT_NONE || after.reading.slot != before->reading.slot)
        return;
    hold(room, "elapsed fell", after.reading.elapsed >= before->reading.elapsed);
    if (after.speaker == before->speaker)
        hold(room, "a speaker's time fell", after.spoken >= before->spoken);
}

static void count(struct room *room, const struct laptop *laptop, const struct event *event,
                  struct tally *tally)
{
    if (!session_log_find(laptop->session, &event->id)->is_void) {
        tally->ops[event->op]++;
        room->actions++;
    }
}

/* Somebody acts; sometimes it is taken back at once, from either launch of that writer. */
static void act_alone(struct room *room, struct tally *tally)
{
    unsigned who = below(room, LAPTOPS);
    struct laptop *laptop = &room->laptops[who];
    catch_up(room, who);
    struct glance glance = look(laptop, last_second(room->now));
    bool undo = percent(room, 7);
    msec_t then = room->now + some_span(room);
    MEM_LOCAL char *before = undo ? status(laptop, then) : NULL;
    size_t written = laptop->written.count;
    const struct event *event = act_somehow(room, laptop);
    if (event == NULL)
        return;
    count(room, laptop, event, tally);
    check_elapsed(room, laptop, &glance);
    check_forecast(room, laptop);
    if (!undo || laptop->written.count != written + 1 || event->op == EVENT_CLOCK_TAKE)
        return;
    MEM_LOCAL char *after = status(laptop, then);
    unsigned by = who == 2 ? 2 : below(room, 2);
    catch_up(room, by);
    laptop = &room->laptops[by];
    laptop_at(laptop, room->now + (msec_t)below(room, (unsigned)(then - room->now) + 1));
    room->now = then;
    hold(room, "undo is refused", laptop_do(laptop, WISH_UNDO));
    MEM_LOCAL char *undone = status(laptop, then);
    hold_same(room, "undo gives another state", undone, before);
    tally->undone++;
    if (percent(room, 50))
        return;
    laptop_at(laptop, room->now);
    hold(room, "redo is refused", laptop_do(laptop, WISH_REDO));
    MEM_LOCAL char *redone = status(laptop, then);
    hold_same(room, "redo gives another state", redone, after);
    tally->redone++;
}

/* Several actions of one laptop, and all of them taken back. */
static void undo_deep(struct room *room, struct tally *tally)
{
    unsigned who = below(room, LAPTOPS);
    struct laptop *laptop = &room->laptops[who];
    catch_up(room, who);
    msec_t then = room->now + MSEC_DAY;
    laptop_at(laptop, room->now);
    (void)laptop_do(laptop, WISH_TAKE);
    char *states[UNDO_DEPTH];
    unsigned depth = 0;
    for (unsigned tries = 0; depth < UNDO_DEPTH && tries < 4 * UNDO_DEPTH; tries++) {
        enum wish_verb verb = some_verb(room, laptop);
        room->now += some_span(room) % MSEC_HOUR;
        if (verb == WISH_TAKE)
            continue;
        char *before = status(laptop, then);
        const struct event *event = act(room, laptop, verb);
        if (event == NULL) {
            free(before);
            continue;
        }
        count(room, laptop, event, tally);
        states[depth++] = before;
    }
    for (unsigned i = depth; i-- > 0;) {
        laptop_at(laptop, room->now += 100);
        hold(room, "an earlier undo is refused", laptop_do(laptop, WISH_UNDO));
        MEM_LOCAL char *undone = status(laptop, then);
        hold_same(room, "undo of an earlier action gives another state", undone, states[i]);
        free(states[i]);
        tally->deep++;
    }
}

static size_t count_runs(const struct laptop *laptop)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    size_t runs = 0;
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        runs += timekeeper->slots.items[i].runs.count;
    return runs;
}

static size_t count_skipped(const struct laptop *laptop)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    size_t skipped = 0;
    for (size_t i = 0; i < timekeeper->slots.count; i++)
        skipped += timekeeper->slots.items[i].state == SLOT_SKIPPED ? 1 : 0;
    return skipped;
}

/* A wish that moves the clock from one slot to another, or to none. */
static enum wish_verb some_mover(struct room *room, const struct laptop *laptop)
{
    static const enum wish_verb movers[] = {WISH_NEXT, WISH_NEXT, WISH_NEXT,
                                            WISH_STOP, WISH_BACK, WISH_GOTO};
    enum clock_state state = session_timekeeper(laptop->session)->state;
    if (state != CLOCK_RUNNING && state != CLOCK_PAUSED)
        return percent(room, 80) ? WISH_START : WISH_GOTO;
    return movers[below(room, COUNT(movers))];
}

/* Likewise of the floor; the clock stays where it is. Who is paused goes on with a start. */
static enum wish_verb some_floor_mover(struct room *room, const struct laptop *laptop)
{
    const struct timekeeper *timekeeper = session_timekeeper(laptop->session);
    if (timekeeper->current == SLOT_NONE)
        return WISH_FLOOR_START;
    const struct floor *floor = &timekeeper->slots.items[timekeeper->current].floor;
    size_t speaker = floor_find(floor, floor->speaker);
    bool paused = speaker != TURN_NONE && floor->turns.items[speaker].state == TURN_PAUSED;
    return paused || (speaker != TURN_NONE && percent(room, 40)) ? WISH_FLOOR_STOP
                                                                 : WISH_FLOOR_START;
}

static bool is_void(const struct laptop *laptop, const struct event_id *id)
{
    return session_log_find(laptop->session, id)->is_void;
}

/* What was void stays so when the one that had effect is taken back. */
static void undo_winner(struct room *room, struct laptop *winner, msec_t then, const char *before)
{
    laptop_at(winner, room->now);
    hold(room, "the undo of one of two is refused", laptop_do(winner, WISH_UNDO));
    MEM_LOCAL char *undone = status(winner, then);
    hold_same(room, "the undo of one of two wakes the other", undone, before);
}

/* Two look at the same state and act before either hears of the other. */
static void act_at_once(struct room *room, struct tally *tally)
{
    catch_up_all(room);
    unsigned one = below(room, LAPTOPS);
    unsigned other = (one + 1 + below(room, LAPTOPS - 1)) % LAPTOPS;
    struct laptop *pair[2] = {&room->laptops[one], &room->laptops[other]};
    msec_t then = room->now + MSEC_HOUR;
    MEM_LOCAL char *before = status(pair[0], then);
    size_t runs = count_runs(pair[0]);
    size_t skipped = count_skipped(pair[0]);
    enum wish_verb verbs[2];
    bool floor = percent(room, 40);
    for (unsigned i = 0; i < 2; i++)
        verbs[i] = floor ? some_floor_mover(room, pair[0]) : some_mover(room, pair[0]);
    if (percent(room, 60))
        verbs[1] = verbs[0];
    if (percent(room, 10))
        verbs[0] = verbs[1] = WISH_MOVE_PROGRAMME;
    struct event_id ids[2];
    char *alone[2];
    unsigned granted = 0;
    bool taken = false;
    for (unsigned i = 0; i < 2; i++) {
        room->now += below(room, 3);
        size_t written = pair[i]->written.count;
        const struct event *event = act(room, pair[i], verbs[i]);
        taken = taken || pair[i]->written.count > written + 1;
        if (event == NULL)
            continue;
        ids[granted] = event->id;
        alone[granted++] = status(pair[i], then);
    }
    catch_up_all(room);
    catch_up_all(room);
    MEM_LOCAL char *met = status(pair[0], then);
    MEM_LOCAL char *found = status(pair[1], then);
    hold_same(room, "they do not agree", found, met);
    if (granted == 2) {
        bool second = is_void(pair[0], &ids[0]);
        hold(room, "not one of two had effect", second != is_void(pair[0], &ids[1]));
        hold_same(room, "it is not what one alone comes to", met, alone[second]);
        if (!taken && percent(room, 50))
            undo_winner(room, pair[second], then, before);
        tally->duels += floor ? 0 : 1;
        tally->floors += floor ? 1 : 0;
    }
    tally->takes += taken ? 1 : 0;
    hold(room, "a slot ran twice", count_runs(pair[0]) <= runs + 1);
    if (verbs[0] != WISH_GOTO && verbs[1] != WISH_GOTO)
        hold(room, "a slot was skipped", count_skipped(pair[0]) <= skipped);
    while (granted-- > 0) {
        count(room, pair[0], session_log_find(pair[0]->session, &ids[granted])->event, tally);
        free(alone[granted]);
    }
}

/* A session that gets all events in some order and in two portions. */
static void check_replay(struct room *room)
{
    ARRAY_OF(struct event *) events = {0};
    for (unsigned i = 0; i < LAPTOPS; i++) {
        for (size_t j = 0; j < room->laptops[i].written.count; j++)
            array_push(&events, event_dup(room->laptops[i].written.items[j]));
    }
    for (size_t i = events.count - 1; i > 0; i--) {
        size_t other = below(room, (unsigned)i + 1);
        struct event *event = events.items[i];
        events.items[i] = events.items[other];
        events.items[other] = event;
    }
    struct laptop replay = {.session = session_new(room->programme)};
    size_t part = below(room, (unsigned)events.count + 1);
    session_apply_many_take(replay.session, events.items, part);
    session_apply_many_take(replay.session, events.items + part, events.count - part);
    free(events.items);
    catch_up(room, 0);
    MEM_LOCAL char *live = status(&room->laptops[0], room->now);
    MEM_LOCAL char *found = status(&replay, room->now);
    hold_same(room, "replay gives another status", found, live);
    MEM_LOCAL char *live_log = dump(room->laptops[0].session, room->now);
    MEM_LOCAL char *found_log = dump(replay.session, room->now);
    hold_same(room, "replay gives another log", found_log, live_log);
    session_free(replay.session);
}

static void check_room(uint64_t seed, struct tally *tally)
{
    struct room room;
    room_init(&room, seed);
    for (unsigned i = 0; i < ACTIONS - UNDO_DEPTH; i++) {
        pass_time(&room, tally);
        if (percent(&room, 4))
            act_at_once(&room, tally);
        else
            act_alone(&room, tally);
    }
    catch_up_all(&room);
    undo_deep(&room, tally);
    check_replay(&room);
    room_finish(&room);
}

static void say_tally(const struct tally *tally)
{
    for (unsigned op = 0; op < EVENT_OP_COUNT; op++)
        chance_tally(event_op_name((enum event_op)op), tally->ops[op]);
    chance_tally("undone", tally->undone);
    chance_tally("redone", tally->redone);
    chance_tally("undone in a row", tally->deep);
    chance_tally("pairs at once", tally->duels);
    chance_tally("clock taken meanwhile", tally->takes);
    chance_tally("stretches running", tally->growing);
    chance_tally("stretches paused", tally->standing);
    chance_tally("stretches spoken", tally->speaking);
    chance_tally("pairs at once on the floor", tally->floors);
}

/* Every kind of live action and every property met its case. */
static void check_tally(const struct tally *tally)
{
    static const enum event_op live[] = {
        EVENT_SESSION_DATE,  EVENT_SLOT_START,     EVENT_SLOT_STOP,   EVENT_SLOT_PAUSE,
        EVENT_SLOT_RESUME,   EVENT_SLOT_BACK,      EVENT_SLOT_EXTEND, EVENT_SLOT_SHORTEN,
        EVENT_SLOT_SKIP,     EVENT_SLOT_INSERT,    EVENT_SLOT_SWAP,   EVENT_SESSION_END,
        EVENT_SESSION_CLOSE, EVENT_SESSION_REOPEN, EVENT_PLAN_CHANGE, EVENT_SESSION_MOVE,
        EVENT_FLOOR_REQUEST, EVENT_FLOOR_START,    EVENT_FLOOR_STOP,  EVENT_FLOOR_PAUSE,
        EVENT_FLOOR_RESUME,  EVENT_FLOOR_SKIP,     EVENT_FLOOR_SWAP,  EVENT_FLOOR_ORDER,
        EVENT_PERSON_STATE,
    };
    for (size_t i = 0; i < COUNT(live); i++)
        ck_assert_msg(tally->ops[live[i]] > 0, "%s never had an effect", event_op_name(live[i]));
    const size_t met[] = {tally->undone,   tally->redone,   tally->deep,
                          tally->duels,    tally->takes,    tally->growing,
                          tally->standing, tally->speaking, tally->floors};
    for (size_t i = 0; i < COUNT(met); i++)
        ck_assert_msg(met[i] > 0, "case %zu was never met", i);
}

START_TEST(test_random_rooms)
{
    uint64_t seed = chance_seed(1);
    uint64_t runs = chance_runs(RUNS);
    struct tally tally = {.undone = 0};
    for (uint64_t i = 0; i < runs; i++)
        check_room(seed + i, &tally);
    say_tally(&tally);
    if (runs >= RUNS)
        check_tally(&tally);
}
END_TEST

SUITE("export/live_properties", test_random_rooms)
