#include "clock_model.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The date of now stands in while there is none. */
static msec_t instant_of(const struct model *model, size_t day, int minutes)
{
    return zone_instant(model->programme->zone, model->date + (int64_t)day, minutes) + model->moved;
}

static msec_t between(const struct model *model, size_t day, int from, int to)
{
    msec_t span = (to - from) * MSEC_MINUTE;
    if (model->dated)
        span = instant_of(model, day, to) - instant_of(model, day, from);
    return span > 0 ? span : 0;
}

static msec_t gap_of(const struct model *model, const struct model_slot *slot)
{
    if (slot->place == NULL || slot->place == model->programme->slots.items)
        return 0;
    const struct slot *before = slot->place - 1;
    return before->day == slot->day ? between(model, slot->day, before->end, slot->place->start)
                                    : 0;
}

static void lay(struct model *model, int64_t date)
{
    model->dated = true;
    model->date = date;
    for (size_t i = 0; i < model->count; i++) {
        struct model_slot *slot = &model->slots[i];
        if (slot->planned == NULL)
            continue;
        slot->length = between(model, slot->day, slot->planned->start, slot->planned->end);
        slot->given = slot->asked;
        if (slot->asked > 0 && slot->length - slot->asked < MSEC_MINUTE)
            slot->given = slot->length - MSEC_MINUTE;
    }
}

/* The date that a programme without one is held on, by what the clock said before it was set. */
static int64_t date_of(const struct model *model, msec_t now)
{
    int64_t date;
    msec_t of_day;
    zone_civil(model->programme->zone, now - model->moved, &date, &of_day);
    return date;
}

void model_init(struct model *model, const struct programme *programme)
{
    *model = (struct model){.programme = programme, .current = SLOT_NONE};
    assert(programme->slots.count <= MODEL_SLOTS && programme->days.count <= MODEL_DAYS);
    for (size_t i = 0; i < programme->slots.count; i++) {
        const struct slot *planned = &programme->slots.items[i];
        struct model_slot *slot = &model->slots[model->count++];
        *slot = (struct model_slot){
            .planned = planned,
            .place = planned,
            .day = planned->day,
            .length = (planned->end - planned->start) * MSEC_MINUTE,
        };
        snprintf(slot->id, sizeof slot->id, "%s", planned->id);
        for (size_t turn = 0; turn < planned->roles[ROLE_SPEAKERS].list.count; turn++)
            (void)model_floor_join(&slot->floor);
    }
    if (programme->date != DAY_UNKNOWN)
        lay(model, programme->date);
}

void model_tick(struct model *model, msec_t span)
{
    if (model->state == CLOCK_RUNNING) {
        struct model_slot *slot = &model->slots[model->current];
        slot->elapsed += span;
        model_floor_tick(&slot->floor, span);
    }
    if (model->state == CLOCK_PAUSED)
        model->slots[model->current].paused += span;
}

msec_t model_allotted(const struct model_slot *slot)
{
    return slot->length + slot->added + slot->gained - slot->given;
}

static size_t find(const struct model *model, const char *id)
{
    size_t i = 0;
    while (i < model->count && strcmp(model->slots[i].id, id) != 0)
        i++;
    return i < model->count ? i : SLOT_NONE;
}

static msec_t day_start(const struct model *model, size_t day)
{
    for (size_t i = 0; i < model->programme->slots.count; i++) {
        if (model->programme->slots.items[i].day == day)
            return instant_of(model, day, model->programme->slots.items[i].start);
    }
    return MSEC_NONE;
}

/* When the plan would have a place begin. */
static msec_t place_start(const struct model *model, size_t index)
{
    msec_t start = day_start(model, model->slots[index].day);
    for (size_t i = 0; i <= index; i++) {
        const struct model_slot *slot = &model->slots[i];
        if (slot->day == model->slots[index].day)
            start += gap_of(model, slot) + (i < index ? slot->length : 0);
    }
    return start;
}

static bool is_break(const struct model_slot *slot)
{
    return slot->planned != NULL &&
           (slot->planned->kind == SLOT_BREAK || slot->planned->kind == SLOT_LUNCH);
}

static void enter(struct model *model, size_t index, msec_t now, const struct token *writer)
{
    struct model_slot *slot = &model->slots[index];
    if (!model->dated)
        lay(model, date_of(model, now) - (int64_t)slot->day);
    struct model_day *day = &model->days[slot->day];
    day->idle += now - (day->active ? day->last : day_start(model, slot->day));
    day->active = true;
    msec_t early = place_start(model, index) - now;
    if (is_break(slot) && !slot->ran && early > 0 && early <= 12 * MSEC_HOUR)
        slot->gained = early;
    slot->ran = true;
    slot->state = SLOT_RUNNING;
    model->current = index;
    model->state = CLOCK_RUNNING;
    if (model->holder.text[0] == '\0')
        model->holder = *writer;
}

static void leave(struct model *model, msec_t now)
{
    if (model->current == SLOT_NONE)
        return;
    struct model_slot *slot = &model->slots[model->current];
    slot->state = SLOT_DONE;
    slot->left = now;
    model_floor_empty(&slot->floor);
    model->days[slot->day].last = now;
    model->current = SLOT_NONE;
}

/* The current slot, else the last one done. */
static size_t reached(const struct model *model)
{
    size_t last = model->current;
    for (size_t i = 0; model->current == SLOT_NONE && i < model->count; i++)
        last = model->slots[i].state == SLOT_DONE ? i : last;
    return last;
}

static bool start(struct model *model, size_t index, const struct event *event,
                  const struct token *writer)
{
    size_t from = reached(model);
    leave(model, event->at);
    for (size_t i = 0; i < index; i++) {
        struct model_slot *slot = &model->slots[i];
        if ((from == SLOT_NONE || i > from) && slot->day == model->slots[index].day &&
            slot->state == SLOT_WAITING)
            slot->state = SLOT_SKIPPED;
    }
    enter(model, index, event->at, writer);
    return true;
}

static bool back(struct model *model, size_t index, const struct event *event,
                 const struct token *writer)
{
    size_t from = model->current;
    leave(model, event->at);
    if (from != SLOT_NONE) {
        struct model_slot *slot = &model->slots[from];
        model->days[slot->day].taken_back += slot->elapsed + slot->paused;
        slot->elapsed = slot->paused = slot->gained = 0;
        model_floor_forget(&slot->floor);
        slot->state = SLOT_WAITING;
        slot->ran = false;
    }
    enter(model, index, event->at, writer);
    return true;
}

/* The place of a new slot; SLOT_NONE: there is none. */
static size_t new_place(const struct model *model, const struct event *event, size_t *ret_day)
{
    const char *after_id = event_text(event, KEY_AFTER);
    const char *before_id = event_text(event, KEY_BEFORE);
    size_t after = find(model, after_id);
    size_t from = reached(model);
    if (before_id != NULL) {
        size_t before = find(model, before_id);
        bool fine = before != SLOT_NONE && model->slots[before].state == SLOT_WAITING &&
                    model->current == SLOT_NONE &&
                    (from == SLOT_NONE || model->slots[from].day < model->slots[before].day);
        *ret_day = fine ? model->slots[before].day : 0;
        return fine ? before : SLOT_NONE;
    }
    if ((after == SLOT_NONE && after_id[0] != '\0') ||
        (model->current != SLOT_NONE ? after != from
                                     : from != SLOT_NONE && (after == SLOT_NONE || after < from)))
        return SLOT_NONE;
    *ret_day = model->slots[after == SLOT_NONE ? 0 : after].day;
    return after == SLOT_NONE ? 0 : after + 1;
}

static bool insert(struct model *model, const struct event *event)
{
    size_t day = 0;
    size_t at = new_place(model, event, &day);
    if (find(model, event_text(event, KEY_SLOT)) != SLOT_NONE || model->count == MODEL_SLOTS ||
        at == SLOT_NONE)
        return false;
    for (size_t i = model->count++; i > at; i--)
        model->slots[i] = model->slots[i - 1];
    model->slots[at] = (struct model_slot){
        .day = day,
        .added = event_number(event, KEY_SPAN),
    };
    snprintf(model->slots[at].id, sizeof model->slots[at].id, "%s", event_text(event, KEY_SLOT));
    return true;
}

static bool swap(struct model *model, size_t index, const struct event *event)
{
    size_t with = find(model, event_text(event, KEY_WITH));
    if (index == SLOT_NONE || with == SLOT_NONE || index == with)
        return false;
    struct model_slot one = model->slots[index];
    struct model_slot other = model->slots[with];
    if (one.day != other.day || one.state != SLOT_WAITING || other.state != SLOT_WAITING)
        return false;
    const struct slot *place = one.place;
    one.place = other.place;
    other.place = place;
    model->slots[index] = other;
    model->slots[with] = one;
    return true;
}

static bool date(struct model *model, const struct event *event)
{
    int64_t day;
    if (model->state != CLOCK_BEFORE || !date_parse(event_text(event, KEY_DATE), &day))
        return false;
    lay(model, day);
    return true;
}

/*
 * The programme moves along. Where the clock was set by just that, whatever it told before is told
 * by the clock as it is now, and nothing is late by it; where nobody set it, the plan alone moves.
 */
static bool move_along(struct model *model, const struct event *event)
{
    char from[24];
    msec_t shift = event_number(event, KEY_SHIFT);
    snprintf(from, sizeof from, "%lld", (long long)model->moved);
    if (strcmp(event_text(event, KEY_FROM), from) != 0)
        return false;
    bool right = model->set == shift;
    model->moved += shift;
    model->set = 0;
    for (size_t i = 0; i < MODEL_DAYS; i++) {
        struct model_day *day = &model->days[i];
        day->last += right && day->active ? shift : 0;
        day->moves += !right && day->active ? shift : 0;
    }
    for (size_t i = 0; i < model->count; i++)
        model->slots[i].left += right ? shift : 0;
    return true;
}

void model_set_clock(struct model *model, msec_t span)
{
    model->set += span;
}

/* The next of "s3=900000 s5=1200000": its slot, SLOT_NONE where none is of that name. */
static size_t next_length(const struct model *model, const char **text, msec_t *ret_length)
{
    char id[8] = "";
    long long length = 0;
    int read = 0;
    (void)sscanf(*text, "%7[^=]=%lld%n", id, &length, &read);
    *text += read;
    *text += **text == ' ' ? 1 : 0;
    *ret_length = length;
    return find(model, id);
}

/* A plan gives lengths to slots that wait or to the break that is on, to all of them or to none. */
static bool replan(struct model *model, const char *lengths)
{
    msec_t length;
    for (const char *at = lengths; at != NULL && *at != '\0';) {
        size_t slot = next_length(model, &at, &length);
        if (slot == SLOT_NONE)
            return false;
        bool on = slot == model->current && is_break(&model->slots[slot]);
        if (model->slots[slot].state != SLOT_WAITING && (!on || length < MSEC_MINUTE))
            return false;
    }
    for (const char *at = lengths; at != NULL && *at != '\0';) {
        struct model_slot *slot = &model->slots[next_length(model, &at, &length)];
        msec_t less = model_allotted(slot) - length;
        msec_t of_gain = less < 0 ? 0 : less < slot->gained ? less : slot->gained;
        slot->gained -= of_gain;
        less -= of_gain;
        slot->asked += less;
        slot->given += less;
    }
    return true;
}

static bool take(struct model *model, const struct event *event, const struct token *writer)
{
    if (strcmp(event_text(event, KEY_FROM), model->holder.text) != 0 ||
        strcmp(writer->text, model->holder.text) == 0)
        return false;
    model->holder = *writer;
    return true;
}

static bool stop(struct model *model, const struct event *event)
{
    size_t day = model->slots[model->current].day;
    leave(model, event->at);
    model->state = CLOCK_ENDED;
    for (size_t i = 0; i < model->count; i++) {
        if (model->slots[i].day >= day && model->slots[i].state == SLOT_WAITING)
            model->state = CLOCK_BETWEEN;
    }
    return true;
}

static bool over(struct model *model, const struct event *event, bool closes)
{
    leave(model, event->at);
    model->state = CLOCK_ENDED;
    model->closed = closes;
    return true;
}

static bool reopen(struct model *model)
{
    bool ran = false;
    for (size_t day = 0; day < MODEL_DAYS; day++)
        ran = ran || model->days[day].active;
    model->state = ran ? CLOCK_BETWEEN : CLOCK_BEFORE;
    model->closed = false;
    return true;
}

static bool change_length(struct model_slot *slot, msec_t span)
{
    if (span < 0 && model_allotted(slot) + span < MSEC_MINUTE)
        return false;
    /* What an early break gained goes first. */
    msec_t of_gain =
        span < 0 && slot->gained > 0 ? (-span < slot->gained ? -span : slot->gained) : 0;
    slot->gained -= of_gain;
    span += of_gain;
    slot->added += span;
    return true;
}

/* The floor of a slot that runs, is paused or waits: time is told there only while it runs. */
static bool move_floor(struct model *model, size_t index, const struct event *event)
{
    if (index == SLOT_NONE)
        return false;
    bool current = index == model->current;
    bool waits = model->slots[index].state == SLOT_WAITING;
    bool runs = current && model->state == CLOCK_RUNNING;
    bool open = event->op == EVENT_FLOOR_STOP ? current : runs;
    if (event->op == EVENT_FLOOR_REQUEST || event->op == EVENT_FLOOR_SKIP ||
        event->op == EVENT_FLOOR_SWAP)
        open = current || waits;
    return open && model_floor_apply(&model->slots[index].floor, event);
}

static bool set_state(struct model *model, enum clock_state from, enum clock_state to)
{
    if (model->state != from)
        return false;
    model->state = to;
    return true;
}

/* Whether the event names what has the clock. */
static bool named(const struct model *model, const struct event *event, enum event_key key)
{
    const char *id = event_text(event, key);
    const char *current = model->current == SLOT_NONE ? "" : model->slots[model->current].id;
    return id != NULL && strcmp(id, current) == 0;
}

/* A flat switch over the ops of the clock. */
bool model_apply(struct model *model, const struct event *event, const struct token *writer)
{
    bool holds = model->holder.text[0] == '\0' || strcmp(model->holder.text, writer->text) == 0;
    bool ended = model->state == CLOCK_ENDED;
    const char *id = event_text(event, KEY_SLOT);
    size_t index = id == NULL ? SLOT_NONE : find(model, id);
    enum slot_state state = index == SLOT_NONE ? SLOT_RUNNING : model->slots[index].state;
    bool on_current = index != SLOT_NONE && index == model->current;
    msec_t span = event_number(event, KEY_SPAN);
    if (event->op == EVENT_SESSION_REOPEN)
        return ended && reopen(model);
    if (model->closed)
        return false;
    if (event->op == EVENT_CLOCK_TAKE)
        return take(model, event, writer);
    if (event->op == EVENT_SESSION_CLOSE)
        return (holds || model->current == SLOT_NONE) && over(model, event, true);
    if (!holds)
        return false;
    if (event->op == EVENT_SLOT_BACK)
        return named(model, event, KEY_FROM) && (state == SLOT_DONE || state == SLOT_SKIPPED) &&
               back(model, index, event, writer);
    if (event->op == EVENT_SESSION_MOVE)
        return move_along(model, event);
    if (ended)
        return false;
    if (event->op >= EVENT_FLOOR_REQUEST && event->op <= EVENT_FLOOR_ORDER)
        return move_floor(model, index, event);
    if (event->op == EVENT_PLAN_CHANGE)
        return named(model, event, KEY_FROM) && replan(model, event_text(event, KEY_LENGTHS));
    if (event->op == EVENT_SLOT_START)
        return named(model, event, KEY_FROM) && state == SLOT_WAITING &&
               start(model, index, event, writer);
    if (event->op == EVENT_SLOT_STOP)
        return on_current && stop(model, event);
    if (event->op == EVENT_SLOT_PAUSE)
        return on_current && set_state(model, CLOCK_RUNNING, CLOCK_PAUSED);
    if (event->op == EVENT_SLOT_RESUME)
        return on_current && set_state(model, CLOCK_PAUSED, CLOCK_RUNNING);
    if (event->op == EVENT_SLOT_EXTEND)
        return on_current && change_length(&model->slots[index], span);
    if (event->op == EVENT_SLOT_SHORTEN)
        return on_current && change_length(&model->slots[index], -span);
    if (event->op == EVENT_SLOT_INSERT)
        return insert(model, event);
    if (event->op == EVENT_SLOT_SWAP)
        return swap(model, index, event);
    if (event->op == EVENT_SESSION_DATE)
        return date(model, event);
    if (event->op == EVENT_SESSION_END)
        return named(model, event, KEY_FROM) && over(model, event, false);
    if (event->op != EVENT_SLOT_SKIP || state != SLOT_WAITING)
        return false;
    model->slots[index].state = SLOT_SKIPPED;
    return true;
}

static void pick(msec_t amount, msec_t *plus, msec_t *minus)
{
    if (amount > 0)
        *plus += amount;
    else
        *minus -= amount;
}

/* Of a slot that is or was on: what it took beyond its planned length. */
static void book_ran(const struct model_slot *slot, struct balance *balance)
{
    msec_t beyond = slot->elapsed - model_allotted(slot);
    if (slot->state == SLOT_RUNNING && beyond < 0)
        beyond = 0;
    pick(beyond, &balance->overruns, &balance->early_ends);
    balance->pauses += slot->paused;
    balance->breaks -= slot->gained;
    balance->plans += slot->given;
    if (slot->planned == NULL)
        balance->insertions += slot->added;
    else
        pick(slot->added, &balance->extensions, &balance->shortenings);
}

static msec_t sum(const struct balance *b)
{
    return b->overruns + b->pauses + b->extensions + b->insertions + b->idle + b->taken_back +
           b->hard_starts + b->waited - b->early_ends - b->shortenings - b->skips - b->gaps -
           b->breaks - b->remaining_gaps - b->moves - b->plans;
}

/* A later instant than where the day has got to: what lies between is spent on `what`. */
static void wait_until(msec_t instant, msec_t *ref_reached, msec_t *what)
{
    if (*ref_reached < instant) {
        *what += instant - *ref_reached;
        *ref_reached = instant;
    }
}

/*
 * Of a slot to come, whose place by plan begins at `planned` after its gap. Lateness takes of the
 * gap first; a hard start and now are waited for; a break that would begin early keeps its end.
 */
static void book_waiting(const struct model *model, const struct model_slot *slot, msec_t planned,
                         msec_t now, msec_t *ref_reached, struct balance *balance)
{
    msec_t gap = gap_of(model, slot);
    msec_t late = *ref_reached - (planned - gap);
    msec_t taken = late <= 0 ? 0 : late < gap ? late : gap;
    balance->remaining_gaps += taken;
    *ref_reached += gap - taken;
    wait_until(now, ref_reached, &balance->waited);
    if (slot->planned != NULL && (slot->planned->hard & HARD_START) != 0)
        wait_until(instant_of(model, slot->day, slot->planned->start), ref_reached,
                   &balance->hard_starts);
    msec_t early = planned - *ref_reached;
    if (is_break(slot) && early > 0 && early <= 12 * MSEC_HOUR) {
        balance->breaks -= early;
        *ref_reached += early;
    }
    *ref_reached += model_allotted(slot);
    balance->plans += slot->given;
    if (slot->planned == NULL)
        balance->insertions += slot->added;
    else
        pick(slot->added, &balance->extensions, &balance->shortenings);
}

/*
 * What was taken back last, and the idle time before it, is no part of the day unless something
 * followed: ms since the clock left the last slot that counts.
 */
static msec_t trailing(const struct model *model, size_t day)
{
    msec_t left = MSEC_NONE;
    for (size_t i = 0; i < model->count; i++) {
        const struct model_slot *slot = &model->slots[i];
        if (slot->day != day || !slot->ran)
            continue;
        if (slot->state == SLOT_RUNNING)
            return 0;
        if (slot->left > left)
            left = slot->left;
    }
    return model->days[day].last - left;
}

/* Has the day a run that counts, and stands a slot that waits in front of one? */
static bool ran_on(const struct model *model, size_t day, bool *ret_in_order)
{
    bool waiting = false;
    bool ran = false;
    *ret_in_order = true;
    for (size_t i = 0; i < model->count; i++) {
        const struct model_slot *slot = &model->slots[i];
        if (slot->day != day)
            continue;
        *ret_in_order = *ret_in_order && !(waiting && slot->ran);
        waiting = waiting || slot->state == SLOT_WAITING;
        ran = ran || slot->ran;
    }
    return ran;
}

static msec_t planned_end(const struct model *model, size_t day)
{
    msec_t end = MSEC_NONE;
    for (size_t i = 0; i < model->programme->slots.count; i++) {
        const struct slot *slot = &model->programme->slots.items[i];
        /* An end that the clocks jump over, back before the start, is none. */
        msec_t this_end =
            instant_of(model, day, slot->start) + between(model, day, slot->start, slot->end);
        if (slot->day == day && this_end > end)
            end = this_end;
    }
    return end;
}

/* All that is over, and the plan for what is to come; gives the planned end of the day's row. */
static msec_t book_day(const struct model *model, size_t day, struct balance *balance)
{
    msec_t planned = day_start(model, day);
    for (size_t i = 0; i < model->count; i++) {
        const struct model_slot *slot = &model->slots[i];
        if (slot->day != day)
            continue;
        bool comes = slot->state == SLOT_WAITING && model->state != CLOCK_ENDED;
        if (slot->ran)
            book_ran(slot, balance);
        if (!comes)
            balance->gaps += gap_of(model, slot);
        if (!comes && !slot->ran)
            balance->skips += slot->length;
        planned += gap_of(model, slot) + slot->length;
    }
    return planned;
}

/* Planned time of what is to come: it is not spent yet. */
static msec_t still_planned(const struct model *model, size_t day)
{
    msec_t planned = 0;
    for (size_t i = 0; i < model->count && model->state != CLOCK_ENDED; i++) {
        const struct model_slot *slot = &model->slots[i];
        if (slot->day == day && slot->state == SLOT_WAITING)
            planned += gap_of(model, slot) + slot->length;
    }
    return planned;
}

/* What is to come: what follows the clock, then what waits though the clock is beyond it. */
static void book_to_come(const struct model *model, size_t day, msec_t now, msec_t reached,
                         struct balance *balance)
{
    for (unsigned behind = 0; behind < 2 && model->state != CLOCK_ENDED; behind++) {
        msec_t planned = day_start(model, day);
        for (size_t i = 0; i < model->count; i++) {
            const struct model_slot *slot = &model->slots[i];
            if (slot->day != day)
                continue;
            planned += gap_of(model, slot);
            bool is_behind = model->current != SLOT_NONE && i < model->current;
            if (slot->state == SLOT_WAITING && is_behind == (behind == 1))
                book_waiting(model, slot, planned, now, &reached, balance);
            planned += slot->length;
        }
    }
}

enum verdict model_late(const struct model *given, size_t day, msec_t now, struct balance *ret,
                        msec_t *ret_late)
{
    struct model laid;
    const struct model *model = given;
    if (!given->dated) {
        laid = *given;
        lay(&laid, date_of(given, now));
        model = &laid;
    }
    bool in_order;
    bool ran = ran_on(model, day, &in_order);
    if (model->state == CLOCK_ENDED && !ran)
        return LATE_NOTHING;
    if (!in_order && model->current == SLOT_NONE && model->state != CLOCK_ENDED)
        return LATE_UNCLEAR;
    struct balance balance = {0};
    if (ran) {
        balance.idle = model->days[day].idle - trailing(model, day);
        balance.taken_back = model->days[day].taken_back;
        balance.moves = model->days[day].moves;
    }
    msec_t planned = book_day(model, day, &balance);
    msec_t reached = planned + sum(&balance) - still_planned(model, day);
    book_to_come(model, day, now, reached, &balance);
    /* Where the clocks change inside a day, its places may be longer than the day. */
    *ret_late = planned + sum(&balance) - planned_end(model, day);
    *ret = balance;
    return LATE_BY;
}
