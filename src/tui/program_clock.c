/*
 * What becomes of the machine's clock while the program runs. Elapsed time does not care; but what
 * is planned is held against the wall clock, so nothing that happens to it goes without a word:
 *
 *     suspended         the boot clock went on, the hand's did not
 *     set               the wall clock went another way than the boot clock
 *     restarted         told by the reading itself (≈)
 *
 * Where a session is open on one of its days and its clock is moved from here, a clock that was set
 * is also a question: was it put right, so that the programme stays at its times and lateness is
 * another, or did only the clock move, so that every planned time moves along? It waits until no
 * other question is open and nobody writes; until then steps add up.
 */
#include "program_state.h"

#include "translate.h"

enum {
    SLEPT_LEAST = 2000,             /* ms of suspend that are worth a word */
    STEP_LEAST = 2000,              /* ms: steps that cancel each other out need no answer */
    SAID_FOR = 60000,               /* ms on a screen that has no keys */
    ASKED_MOST = 366 * 24 * 60 * 60 /* s: no programme is moved further */
};
enum { PUT_RIGHT, MOVE_ALONG };

static msec_t moved(const struct program *program)
{
    return session_timekeeper(program->scene.session)->moved;
}

/* "The machine slept for 14 min; its clock was set forward by 60 min". */
static void say_jump(struct program *program, msec_t slept, msec_t step)
{
    BUF_LOCAL struct buf slept_text = {0};
    BUF_LOCAL struct buf step_text = {0};
    span_write(slept, &slept_text);
    span_write(step, &step_text);
    if (step == 0)
        program_say(program, ROLE_NOTICE, N_("The machine slept for {1}; the clock went on"),
                    buf_text(&slept_text), NULL);
    else if (slept == 0)
        program_say(program, ROLE_NOTICE,
                    step > 0 ? N_("The machine's clock was set forward by {1}")
                             : N_("The machine's clock was set back by {1}"),
                    buf_text(&step_text), NULL);
    else
        program_say(program, ROLE_NOTICE,
                    step > 0 ? N_("The machine slept for {1}; its clock was set forward by {2}")
                             : N_("The machine slept for {1}; its clock was set back by {2}"),
                    buf_text(&slept_text), buf_text(&step_text), NULL);
}

static void answer_step(struct program *program, void *data, int answer)
{
    (void)data;
    msec_t step = program->step;
    program->step = 0;
    if (moved(program) != program->moved_before)
        program_say(program, ROLE_NOTICE, N_("The programme has moved along already"), NULL);
    else if (answer == MOVE_ALONG)
        program_wish(program, &(struct wish){.verb = WISH_MOVE_PROGRAMME, .span = step});
    else
        program_say(program, ROLE_NOTICE, N_("The programme stays at its times"), NULL);
}

static void ask_step(struct program *program)
{
    const struct answer answers[] = {
        [PUT_RIGHT] = {_("The clock was put right: the programme stays"), 'r'},
        [MOVE_ALONG] = {_("Only the clock moved: the programme moves along"), 'm'},
    };
    BUF_LOCAL struct buf title = {0};
    BUF_LOCAL struct buf step = {0};
    span_write(program->step, &step);
    translate_write(&title,
                    program->step > 0 ? N_("The clock was set forward by {1}")
                                      : N_("The clock was set back by {1}"),
                    buf_text(&step), NULL);
    program_ask(program, &(struct question){
                             .title = buf_text(&title),
                             .text = _("The time elapsed is right either way. The planned times:"),
                             .answers = answers,
                             .count = sizeof answers / sizeof answers[0],
                             .chosen = PUT_RIGHT,
                             .function = answer_step});
}

static bool is_asked(const struct program *program)
{
    return program->asked.open && program->asked.function == answer_step;
}

/* Is there a programme to move, from here? */
static bool may_ask(const struct program *program, const struct instant *before)
{
    const struct timekeeper *timekeeper = session_timekeeper(program->scene.session);
    struct instant now = program->told;
    if (program->options.read_only || timekeeper->state == CLOCK_ENDED ||
        !timekeeper_may(timekeeper, EVENT_SESSION_MOVE, &program->scene.writer))
        return false;
    return !timekeeper_is_other_day(timekeeper, before) ||
           !timekeeper_is_other_day(timekeeper, &now);
}

static void note_step(struct program *program, msec_t step, const struct instant *before)
{
    if (step == 0 || !may_ask(program, before))
        return;
    if (program->step == 0)
        program->moved_before = moved(program);
    program->step += step;
    if (is_asked(program))
        program_close_question(program);
    if ((program->step < STEP_LEAST && program->step > -STEP_LEAST) ||
        program->step / MSEC_SECOND > ASKED_MOST || program->step / MSEC_SECOND < -ASKED_MOST)
        program->step = 0;
}

static void on_said(void *data)
{
    struct program *program = data;
    program->said_timer = 0;
    buf_clear(&program->said);
    program->dirty = true;
}

void program_watch_clock(struct program *program)
{
    const struct clock *clock = program->options.clock;
    struct instant before = program->told;
    msec_t slept = clock_slept(clock) - program->slept;
    program->told = clock_now(clock);
    program->slept += slept;
    slept = slept >= SLEPT_LEAST ? (slept + MSEC_SECOND / 2) / MSEC_SECOND * MSEC_SECOND : 0;
    msec_t step = instant_step(&before, &program->told);
    if (slept == 0 && step == 0)
        return;
    say_jump(program, slept, step);
    note_step(program, step, &before);
    if (program->options.read_only && program->said_timer <= 0)
        program->said_timer = loop_add_timer(program->loop, SAID_FOR, on_said, program);
    program_refresh(program);
}

void program_ask_step(struct program *program)
{
    if (program->step == 0)
        return;
    if (moved(program) != program->moved_before) {
        program->step = 0;
        if (is_asked(program))
            program_close_question(program);
        return;
    }
    if (!program->asked.open && !program->asked_line.open && !program_is_writing(program))
        ask_step(program);
}

void program_begin_clock(struct program *program)
{
    const struct clock *clock = program->options.clock;
    const struct timekeeper *timekeeper = session_timekeeper(program->scene.session);
    program->told = clock_now(clock);
    program->slept = clock_slept(clock);
    bool runs = timekeeper->current != SLOT_NONE;
    if (!runs || timekeeper->last.boot_id != program->told.boot_id || program->told.boot_id == 0)
        return;
    program->told = timekeeper->last; /* it was set while no program ran */
    program_watch_clock(program);
}
