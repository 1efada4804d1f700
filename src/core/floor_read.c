/*
 * What the floor shows at an instant: who has spoken how long, and what is left for whom.
 *
 * One sum makes all shares. Of the time left in the slot comes off what is spoken for: the rest
 * of the share of whoever has the floor or waits for the end of a point of order, and the shares
 * given to those still to come. Those without a share of their own get the rest in equal parts,
 * in whole seconds; absent ones get none.
 *
 * Reports, posters and questions that have not the time planned for them are as much shorter as
 * the parts of their slot are.
 *
 * Where the slot keeps time for questions, requests share that time and no other, so that asking
 * for the floor takes nothing from the speakers; what requests have spoken comes off it. Without
 * such time they are speakers like the others.
 */
#include <dais/core/phase.h>

#include <stdlib.h>

/* Who shares in the time left. Planned turns and requests are apart where there is time kept for
 * questions; else all are in the first. */
struct sharing {
    struct phase_fit fit; /* of the slot's parts */
    msec_t left;          /* ms of the slot; 0 in overtime */
    msec_t kept;          /* ms kept for questions that requests have not used */
    bool apart;           /* time is kept for questions */
    msec_t spoken_for[2]; /* ms given to, or left to, turns with a share */
    size_t to_come[2];    /* turns without a share of their own */
    msec_t share[2];      /* ms for each of them */
};

enum { PLANNED, ASKED };

/* Has the floor, or goes on after a point of order? */
static bool is_on(const struct turn *turn)
{
    return turn->state == TURN_SPEAKING || turn->state == TURN_PAUSED ||
           turn->state == TURN_INTERRUPTED;
}

/* The own share of a turn as it is by now; MSEC_NONE: it has none. */
static msec_t given_to(const struct sharing *sharing, const struct turn *turn)
{
    bool is_part = turn->kind == TURN_TRACK || turn->kind == TURN_POSTER;
    return is_part && turn->given != MSEC_NONE ? phase_fit_length(&sharing->fit, turn->given)
                                               : turn->given;
}

static int pool_of(const struct sharing *sharing, const struct turn *turn)
{
    bool asked = turn->kind == TURN_REQUEST || turn->kind == TURN_ORDER;
    return sharing->apart && asked ? ASKED : PLANNED;
}

/* What is kept for questions comes off the planned turns' time, and is all that requests have
 * until no planned turn is left. */
static void divide(struct sharing *sharing)
{
    msec_t free = sharing->left - sharing->kept - sharing->spoken_for[PLANNED];
    for (int pool = PLANNED; pool <= ASKED; pool++) {
        size_t count = sharing->to_come[pool];
        if (pool == ASKED)
            free = sharing->left - sharing->spoken_for[PLANNED] - sharing->spoken_for[ASKED] -
                   (msec_t)sharing->to_come[PLANNED] * sharing->share[PLANNED];
        msec_t kept = sharing->kept - sharing->spoken_for[ASKED];
        if (pool == ASKED && sharing->to_come[PLANNED] > 0 && free > kept)
            free = kept; /* without the seconds that do not divide */
        if (count > 0)
            sharing->share[pool] = msec_max(free, 0) / (msec_t)count / MSEC_SECOND * MSEC_SECOND;
    }
}

/* One turn's part in it; `spoken` by now. */
static void count_turn(struct sharing *sharing, const struct turn *turn, msec_t spoken,
                       const struct attendance *attendance)
{
    int pool = pool_of(sharing, turn);
    if (turn->kind == TURN_REQUEST && sharing->apart)
        sharing->kept -= spoken;
    if (is_on(turn) && turn->kind != TURN_ORDER)
        sharing->spoken_for[pool] += msec_max(turn->share - spoken, 0);
    if (turn->state != TURN_WAITING || attendance_is_absent(attendance, turn->person))
        return;
    if (turn->given == MSEC_NONE)
        sharing->to_come[pool]++;
    else
        sharing->spoken_for[pool] += given_to(sharing, turn);
}

/* What is left of a slot, whether it runs or still waits; one that is over has nothing left. */
static msec_t left_of(const struct timekeeper *timekeeper, size_t index, const struct instant *now)
{
    const struct clock_slot *slot = &timekeeper->slots.items[index];
    if (index != timekeeper->current)
        return slot->state == SLOT_WAITING ? slot->allotted : 0;
    struct reading reading;
    timekeeper_read(timekeeper, now, &reading);
    return msec_max(reading.left, 0);
}

msec_t turn_spoken(const struct timekeeper *timekeeper, const struct turn *turn,
                   const struct instant *now, bool *ref_approximate)
{
    bool runs = turn->state == TURN_SPEAKING && timekeeper->state == CLOCK_RUNNING;
    msec_t spoken = turn->spoken;
    if (runs)
        spoken += instant_span(&timekeeper->since, now, ref_approximate);
    return spoken;
}

static void start_sharing(const struct timekeeper *timekeeper, size_t index,
                          const struct instant *now, struct sharing *ret_sharing)
{
    const struct slot *planned = timekeeper->slots.items[index].planned;
    *ret_sharing = (struct sharing){.left = left_of(timekeeper, index, now)};
    phase_fit_read(timekeeper, index, &ret_sharing->fit);
    ret_sharing->kept =
        planned == NULL ? 0 : phase_fit_length(&ret_sharing->fit, planned->questions);
    ret_sharing->apart = ret_sharing->kept > 0;
}

static void fill_figure(const struct turn *turn, const struct attendance *attendance,
                        const struct sharing *sharing, bool open, struct turn_figure *figure)
{
    bool came = turn->state != TURN_WAITING && turn->spells.count > 0;
    figure->absent = !came && attendance_is_absent(attendance, turn->person);
    figure->tbc = !came && attendance_is_tbc(attendance, turn->person);
    figure->share = turn->share;
    if (turn->state == TURN_SKIPPED && turn->spells.count == 0)
        figure->share = MSEC_NONE;
    if (turn->state == TURN_WAITING) {
        figure->share = given_to(sharing, turn);
        if (figure->absent)
            figure->share = MSEC_NONE;
        else if (turn->given == MSEC_NONE && open)
            figure->share = sharing->share[pool_of(sharing, turn)];
    } else if (figure->share != MSEC_NONE) {
        figure->over = msec_max(figure->spoken - figure->share, 0);
    }
}

/* The figures of every turn, and what all of them leave for questions. */
static void fill_figures(const struct timekeeper *timekeeper, const struct attendance *attendance,
                         const struct instant *now, struct floor_reading *reading)
{
    const struct clock_slot *slot = &timekeeper->slots.items[reading->slot];
    bool open = reading->slot == timekeeper->current || slot->state == SLOT_WAITING;
    struct sharing sharing;
    start_sharing(timekeeper, reading->slot, now, &sharing);
    for (size_t i = 0; i < slot->floor.turns.count; i++) {
        const struct turn *turn = &slot->floor.turns.items[i];
        struct turn_figure figure = {.approximate = turn->approximate};
        figure.spoken = turn_spoken(timekeeper, turn, now, &figure.approximate);
        array_push(&reading->turns, figure);
        count_turn(&sharing, turn, figure.spoken, attendance);
    }
    sharing.kept = msec_max(sharing.kept, 0);
    divide(&sharing);
    for (size_t i = 0; i < reading->turns.count; i++)
        fill_figure(&slot->floor.turns.items[i], attendance, &sharing, open,
                    &reading->turns.items[i]);
    if (!sharing.apart)
        return;
    reading->questions = msec_max(sharing.left - sharing.spoken_for[PLANNED] -
                                      (msec_t)sharing.to_come[PLANNED] * sharing.share[PLANNED],
                                  0);
    if (sharing.to_come[PLANNED] > 0 && reading->questions > sharing.kept)
        reading->questions = sharing.kept; /* without the seconds that do not divide */
}

static size_t find_or_none(const struct floor *floor, unsigned place)
{
    return place == 0 ? TURN_NONE : floor_find(floor, place);
}

void floor_read(const struct timekeeper *timekeeper, const struct attendance *attendance,
                size_t index, const struct instant *now, struct floor_reading *ref_reading)
{
    struct floor_reading reading = {
        .slot = index == SLOT_NONE ? timekeeper->current : index,
        .turns = ref_reading->turns,
        .speaker = TURN_NONE,
        .last = TURN_NONE,
        .interrupted = TURN_NONE,
        .next = {TURN_NONE, TURN_NONE},
    };
    reading.turns.count = 0;
    if (reading.slot != SLOT_NONE) {
        const struct floor *floor = &timekeeper->slots.items[reading.slot].floor;
        fill_figures(timekeeper, attendance, now, &reading);
        reading.speaker = find_or_none(floor, floor->speaker);
        reading.last = find_or_none(floor, floor->last);
        reading.interrupted = find_or_none(floor, floor->interrupted);
        for (size_t i = floor_next(floor, attendance, TURN_NONE); i != TURN_NONE;
             i = floor_next(floor, attendance, i)) {
            if (reading.to_come < 2)
                reading.next[reading.to_come] = i;
            reading.to_come++;
        }
    }
    *ref_reading = reading;
}

void floor_reading_finish(struct floor_reading *reading)
{
    free(reading->turns.items);
    *reading = (struct floor_reading){.slot = SLOT_NONE};
}

msec_t turn_start(const struct turn *turn)
{
    for (size_t i = 0; i < turn->spells.count; i++) {
        if (!turn->spells.items[i].taken_back)
            return turn->spells.items[i].start.wall;
    }
    return MSEC_NONE;
}

msec_t turn_end(const struct turn *turn)
{
    for (size_t i = turn->spells.count; i-- > 0;) {
        const struct spell *spell = &turn->spells.items[i];
        if (!spell->taken_back)
            return spell->ended ? spell->end.wall : MSEC_NONE;
    }
    return MSEC_NONE;
}

msec_t floor_share(const struct timekeeper *timekeeper, const struct attendance *attendance,
                   size_t index, unsigned place, const struct instant *now)
{
    const struct floor *floor = &timekeeper->slots.items[index].floor;
    const struct turn *begins = &floor->turns.items[floor_find(floor, place)];
    if (begins->kind == TURN_ORDER)
        return MSEC_NONE;
    struct sharing sharing;
    start_sharing(timekeeper, index, now, &sharing);
    if (begins->given != MSEC_NONE)
        return given_to(&sharing, begins);
    for (size_t i = 0; i < floor->turns.count; i++) {
        struct turn turn = floor->turns.items[i];
        msec_t spoken = turn_spoken(timekeeper, &turn, now, NULL);
        if (is_on(&turn))
            turn.state = TURN_DONE; /* the floor is taken from whoever has it */
        if (turn.place == place) {
            sharing.to_come[pool_of(&sharing, &turn)]++;
            sharing.left += spoken;
            continue;
        }
        count_turn(&sharing, &turn, spoken, attendance);
    }
    sharing.kept = msec_max(sharing.kept, 0);
    divide(&sharing);
    return sharing.share[pool_of(&sharing, begins)];
}
