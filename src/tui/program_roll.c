/*
 * Roll on screen: asks core what falls due, does it as a wish effective at its planned time, and
 * says so. Nothing is ever asked of anybody: where the clock cannot be moved (another writer holds
 * it, it is another day, the disc fails) the planned time passes and the next one is waited for.
 */
#include "program_state.h"

#include <stdlib.h>

#include <dais/core/roll.h>

#include "translate.h"
#include "wording.h"

enum {
    STEPS_MOST = 2000,   /* in one go */
    ANSWER_MOST = 60000, /* ms that a question about the clock may hold it up */
};

struct roller {
    msec_t asked;  /* wall time up to which all is dealt with */
    int64_t date;  /* of the first day when that was set: another one is another plan */
    msec_t moved;  /* ms that the programme had been moved by then */
    msec_t waited; /* hand time since when it waits for an answer; MSEC_NONE: it does not */
    bool acting;   /* within a wish of its own */
};

/* Is it an action on the running order, which what is planned earlier has to stand back for? */
static bool is_action(const struct session *session, const struct event *event)
{
    if (event->op == EVENT_UNDO || event->op == EVENT_REDO) {
        struct event_id id = event_target(event, KEY_TARGET);
        const struct logged *target = session_log_find(session, &id);
        return target != NULL && is_action(session, target->event);
    }
    return event_realm(event->op) == REALM_CLOCK && event->op != EVENT_SESSION_DATE &&
           event->op != EVENT_CLOCK_TAKE && event->op != EVENT_SESSION_MOVE;
}

/* When somebody last moved the clock, or took that back. */
static msec_t last_action(const struct session *session)
{
    for (size_t i = session_log_count(session); i-- > 0;) {
        const struct event *event = session_log_at(session, i)->event;
        if (is_action(session, event))
            return event->at;
    }
    return MSEC_NONE;
}

static void open_day(struct program *program)
{
    const struct scene *scene = &program->scene;
    struct roller *roller = program->roller;
    roller->asked = roll_opening(scene->timekeeper, &scene->now, last_action(scene->session));
    roller->date = timekeeper_date(scene->timekeeper, 0);
    roller->moved = scene->timekeeper->moved;
}

void program_begin_roll(struct program *program)
{
    if (!program->options.roll)
        return;
    program->roller = mem_new(1, sizeof *program->roller);
    program->roller->waited = MSEC_NONE;
    open_day(program);
    program->scene.rolls = true;
    program_roll(program);
}

void program_finish_roll(struct program *program)
{
    free(program->roller);
    program->roller = NULL;
}

static bool may_act(const struct program *program)
{
    const struct scene *scene = &program->scene;
    return !scene->other_day && !scene->timekeeper->closed &&
           timekeeper_may(scene->timekeeper, EVENT_SLOT_START, &scene->writer);
}

/* "Rolled: Coffee break started", with what it put an end to where somebody had paused that. */
static void say_rolled(struct program *program, const struct roll_due *due, const char *paused)
{
    const struct scene *scene = &program->scene;
    BUF_LOCAL struct buf time = {0};
    wording_write_time(scene, due->at, &time);
    const char *title = wording_slot_title(scene, due->slot);
    if (due->act == ROLL_STOP)
        program_say(program, ROLE_OK,
                    due->paused ? N_("✓ Roll: “{1}” ended at {2}, though it was paused")
                                : N_("✓ Roll: “{1}” ended at {2}"),
                    title, buf_text(&time), NULL);
    else if (due->paused)
        program_say(program, ROLE_OK, N_("✓ Roll: “{1}” started at {2}, though “{3}” was paused"),
                    title, buf_text(&time), paused, NULL);
    else
        program_say(program, ROLE_OK, N_("✓ Roll: “{1}” started at {2}"), title, buf_text(&time),
                    NULL);
}

/* Does one thing that is due. False: it could not be done. */
static bool act(struct program *program, const struct roll_due *due, bool first)
{
    const struct timekeeper *timekeeper = program->scene.timekeeper;
    BUF_LOCAL struct buf number = {0};
    BUF_LOCAL struct buf paused = {0};
    buf_add_format(&number, "%u", timekeeper->slots.items[due->slot].number);
    if (due->paused)
        buf_add_text(&paused, wording_slot_title(&program->scene, timekeeper->current));
    struct wish wish = {
        .verb = due->act == ROLL_START ? WISH_GOTO : WISH_STOP,
        .slot = due->act == ROLL_START ? buf_text(&number) : NULL,
    };
    struct instant now = clock_now(program->options.clock);
    struct instant at = roll_instant(timekeeper, &now, due);
    if (!program_wish_at(program, &wish, &at, first))
        return false;
    say_rolled(program, due, buf_text(&paused));
    return true;
}

/* The day may have been given another date, or moved along with the machine's clock. */
static void follow_day(struct program *program)
{
    const struct timekeeper *timekeeper = program->scene.timekeeper;
    struct roller *roller = program->roller;
    int64_t date = timekeeper_date(timekeeper, 0);
    if (date != roller->date && roller->date != DAY_UNKNOWN)
        open_day(program);
    roller->asked += timekeeper->moved - roller->moved;
    roller->moved = timekeeper->moved;
    roller->date = date;
}

/*
 * The clock was set, and whether the programme moves along is not answered yet: what is planned
 * meanwhile is dealt with then, or after a minute, when nobody seems to be there.
 */
static bool waits_for_answer(struct program *program)
{
    struct roller *roller = program->roller;
    if (program->step == 0) {
        roller->waited = MSEC_NONE;
        return false;
    }
    if (roller->waited == MSEC_NONE)
        roller->waited = clock_hand_now();
    return clock_hand_now() - roller->waited < ANSWER_MOST;
}

static void say_steps(struct program *program, unsigned steps, bool paused)
{
    BUF_LOCAL struct buf count = {0};
    buf_add_format(&count, "%u", steps);
    program_say(program, ROLE_OK,
                paused ? N_("✓ Roll: {1} planned times were gone through; what was paused ended")
                       : N_("✓ Roll: {1} planned times were gone through"),
                buf_text(&count), NULL);
}

static void act_on_all(struct program *program)
{
    struct roller *roller = program->roller;
    const msec_t until = program->scene.now.wall;
    unsigned steps = 0;
    bool paused = false;
    struct roll_due due;
    while (steps < STEPS_MOST && may_act(program) &&
           roll_next(program->scene.timekeeper, roller->asked, until, &due)) {
        roller->asked = due.at;
        if (!act(program, &due, steps == 0))
            break;
        paused = paused || due.paused;
        steps++;
    }
    if (steps > 1)
        say_steps(program, steps, paused);
    roller->asked = until;
}

void program_roll(struct program *program)
{
    struct roller *roller = program->roller;
    if (roller == NULL || roller->acting)
        return;
    follow_day(program);
    if (waits_for_answer(program))
        return;
    roller->acting = true;
    act_on_all(program);
    roller->acting = false;
}
