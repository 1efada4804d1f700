/*
 * The program on screen: sets up terminal and loop, and lets them run. Everything happens in
 * callbacks of one loop, in one thread:
 *
 *     key, paste, mouse ──► program_keys.c ──► view or program_actions.c ──► wish ──► disc
 *     second, minute ─────► scene read anew          signal ──► resize, suspend, leave
 *     folder changed ─────► refresh                  all of them ──► dirty ──► drawn once
 *
 * A second thread, os/watchdog, does nothing but say on the terminal that this one hangs.
 *
 * It draws before it sleeps, and only when something changed. While nothing on screen moves no
 * second wakes it: then times of day are shown in minutes, and only those wake it.
 */
#include "program_state.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "translate.h"
#include "wording.h"

enum {
    SHOW_AGAIN = 200, /* ms until a terminal that takes nothing is tried again */
    STALLED = 2000,   /* ms after which a loop that does not come back is said to hang */
};

void program_stop(struct program *program, enum program_end end)
{
    if (program->ended)
        return;
    program->ended = true;
    program->end = end;
    loop_stop(program->loop, 0);
}

void program_redraw(struct program *program)
{
    program->dirty = true;
}

static void on_redraw(void *data)
{
    struct program *program = data;
    program->redraw_timer = 0;
    program->dirty = true;
}

void program_redraw_soon(struct program *program, msec_t after)
{
    if (program->redraw_timer <= 0)
        program->redraw_timer = loop_add_timer(program->loop, after, on_redraw, program);
}

void program_read_scene(struct program *program)
{
    struct scene *scene = &program->scene;
    struct instant now = clock_now(program->options.clock);
    scene->session = folder_session(program->options.folder);
    scene->writer = *folder_writer(program->options.folder);
    scene->editor = program->editor;
    scene->unsaved = program->unsaved.items;
    scene->unsaved_count = program->unsaved.count;
    folder_read_status(program->options.folder, &scene->status);
    scene_read(scene, &now);
    if (program->options.any_day)
        scene->other_day = false;
    program->dirty = true;
    program_roll(program);
    program_look_for_cues(program);
}

static void on_tick(void *data, bool stepped)
{
    struct program *program = data;
    (void)stepped; /* that is measured */
    program_watch_clock(program);
    if (program->watched < 0)
        program_refresh(program);
    program_read_scene(program);
}

static void on_look(void *data)
{
    struct program *program = data;
    program->look_timer = 0;
    program_refresh(program);
}

static void on_folder(void *data, short revents)
{
    (void)revents;
    program_refresh(data);
}

static void watch(struct program *program)
{
    int fd = folder_watch_fd(program->options.folder);
    if (fd == program->watched)
        return;
    if (program->watched >= 0)
        loop_remove_fd(program->loop, program->watched);
    program->watched = fd;
    if (fd >= 0)
        loop_add_fd(program->loop, fd, POLLIN, on_folder, program);
}

static bool is_holder(const struct program *program)
{
    return token_equal(&program->scene.timekeeper->holder, &program->scene.writer);
}

/* What the journal met and has made good is said once; what is not is at the foot all the time. */
static void tell_journal(struct program *program)
{
    struct journal_status now;
    const char *before = program->scene.status.text.id;
    folder_read_status(program->options.folder, &now);
    if (now.text.id == NULL || now.text.id == before)
        return;
    program_read_scene(program);
    if (now.state != JOURNAL_SAVED)
        return;
    program_say_message(program, ROLE_NOTICE, &now.text);
}

void program_refresh(struct program *program)
{
    struct refreshed refreshed = {0};
    bool held = is_holder(program);
    int result = folder_refresh(program->options.folder, clock_hand_now(), &refreshed);
    watch(program);
    if (result < 0)
        return; /* tried again at the next look */
    for (size_t i = 0; i < refreshed.voids.count; i++) {
        const struct session *session = folder_session(program->options.folder);
        const struct logged *logged = session_log_find(session, &refreshed.voids.items[i]);
        struct message text = {0};
        BUF_LOCAL struct buf words = {0};
        if (logged == NULL)
            continue;
        session_describe_on(session, logged->event, program->scene.floor.slot,
                            program->options.language, &text);
        message_write(&text, translate, &words);
        program_say(program, ROLE_NOTICE, N_("Two pressed at once; without effect: {1}"),
                    buf_text(&words), NULL);
        message_finish(&text);
    }
    tell_journal(program);
    if (refreshed.events > 0 || refreshed.findings || refreshed.status)
        program_read_scene(program);
    if (held && !is_holder(program))
        program_say(program, ROLE_NOTICE, N_("{1} took the clock"),
                    session_writer_name(program->scene.session, &program->scene.timekeeper->holder),
                    NULL);
    program->taken_out = false;
    program_heed_rule(program);
    if (program->taken_out)
        program_say(program, ROLE_NOTICE,
                    N_("The rule is {1} now; the speaker was taken out of the text being written"),
                    wording_rule(editor_place(program->editor)->rule), NULL);
    program_note_saved(program);
    refreshed_finish(&refreshed);
}

static void take_events(struct program *program, msec_t now)
{
    struct input_event event;
    while (!program->ended && input_next(program->input, now, &event))
        program_take_input(program, &event);
}

/* All of it at the time of reading: an answer that takes long makes no Esc of half a sequence. */
static void on_input(void *data, short revents)
{
    struct program *program = data;
    (void)revents;
    msec_t now = clock_hand_now();
    int got = input_read(program->input, screen_fd(program->screen), now);
    if (got == 0 || (got < 0 && got != -EAGAIN && got != -EINTR)) {
        program_stop(program, PROGRAM_LOST_TERMINAL);
        return;
    }
    take_events(program, now);
}

/* A silence is over, unless the rest came meanwhile and nobody has looked. */
static void on_input_timer(void *data)
{
    struct program *program = data;
    struct pollfd keyboard = {.fd = screen_fd(program->screen), .events = POLLIN};
    program->input_timer = 0;
    if (poll(&keyboard, 1, 0) == 1)
        on_input(program, keyboard.revents);
    else
        take_events(program, clock_hand_now());
}

/* Does anything shown change each second? Under a head line the time of day does, too. */
static bool is_ticking(struct program *program)
{
    const struct view *view = program->shown;
    if (!view->whole && scene_is_moving(&program->scene))
        return true;
    return view->ticks != NULL && view->ticks(program_view_state(program, view), &program->scene);
}

/* Seconds while something ticks; else minutes, for the time of day. */
static void arm_clock(struct program *program, bool ticks)
{
    msec_t period = ticks ? MSEC_SECOND : MSEC_MINUTE;
    if (period != program->period &&
        loop_tick(program->loop, program->options.clock, period, on_tick, program) == 0)
        program->period = period;
}

/* Once a second where the folder cannot be watched, or something waits there. */
static void arm_look(struct program *program, bool ticks)
{
    enum journal_state state = program->scene.status.state;
    bool look = (program->watched < 0 && !ticks) || folder_is_waiting(program->options.folder) ||
                state == JOURNAL_NOT_SAVED || state == JOURNAL_RESCUED;
    if (look && program->look_timer <= 0)
        program->look_timer = loop_add_timer(program->loop, MSEC_SECOND, on_look, program);
}

/*
 * A lone Esc is a key only when nothing follows it for a moment. A timer that is armed already may
 * fire too early, and is armed again then: while a paste comes in the moment moves with every read.
 */
static void arm_input(struct program *program)
{
    msec_t now = clock_hand_now();
    msec_t deadline = input_deadline(program->input);
    bool armed = program->input_timer > 0;
    if (armed && deadline != MSEC_NONE && deadline >= program->input_due)
        return;
    if (armed)
        loop_remove_timer(program->loop, program->input_timer);
    program->input_timer = 0;
    program->input_due = deadline;
    if (deadline != MSEC_NONE)
        program->input_timer = loop_add_timer(program->loop, deadline > now ? deadline - now : 0,
                                              on_input_timer, program);
}

static void on_show_timer(void *data)
{
    struct program *program = data;
    program->show_timer = 0;
    program->dirty = true;
}

/* The terminal takes nothing just now; the picture is tried again. */
static void arm_show(struct program *program)
{
    if (program->show_timer <= 0)
        program->show_timer = loop_add_timer(program->loop, SHOW_AGAIN, on_show_timer, program);
}

static void show(struct program *program)
{
    if (program->shown->look != NULL)
        program->shown->look(program_view_state(program, program->shown), program);
    int shown = program_show_picture(program);
    if (shown == -EAGAIN)
        arm_show(program);
    else if (shown < 0)
        program_stop(program, PROGRAM_LOST_TERMINAL);
}

/* The watchdog wrote over the picture. */
static void on_bark(void *data)
{
    struct program *program = data;
    screen_invalidate(program->screen);
    program_drop_patch(program); /* it is said once */
    program->dirty = true;
}

/* What the first picture does not wait for: keys that mean something, and the watchdog. */
static void begin_listening(struct program *program)
{
    int fd = screen_fd(program->screen);
    program->input = input_new(screen_terminal(program->screen));
    loop_add_fd(program->loop, fd, POLLIN, on_input, program);
    if (watchdog_new(fd, STALLED, &program->watchdog) < 0)
        return;
    program->stale = canvas_new(program->canvas->width, program->canvas->height,
                                screen_charset(program->screen));
    loop_guard(program->loop, program->watchdog, on_bark, program);
    if (program->show_timer <= 0) /* it took the picture */
        program_prepare_patch(program);
}

/* Arms what is to wake the loop, and draws. */
static void before_sleep(void *data)
{
    struct program *program = data;
    if (program->ended)
        return;
    program_ask_step(program);
    bool ticks = is_ticking(program);
    arm_clock(program, ticks);
    arm_look(program, ticks);
    if (program->dirty || program->typed_in)
        show(program);
    if (program->input == NULL)
        begin_listening(program);
    arm_input(program);
}

static void resize(struct program *program)
{
    int width, height;
    screen_resize(program->screen);
    screen_size(program->screen, &width, &height);
    canvas_resize(program->canvas, width, height);
    program->dirty = true;
}

/*
 * Stops this program, or with `group` all of its job, until somebody lets it go on: by the signal
 * itself, so that nothing stops where no shell could continue it.
 */
static void stop_process(bool group)
{
    struct sigaction usual = {.sa_handler = SIG_DFL}, before;
    sigset_t stop, mask;
    (void)sigemptyset(&stop);
    (void)sigaddset(&stop, SIGTSTP);
    (void)sigaction(SIGTSTP, &usual, &before); /* curses has put its own there */
    (void)kill(group ? 0 : getpid(), SIGTSTP);
    (void)sigprocmask(SIG_UNBLOCK, &stop, &mask); /* here it stops, and here it goes on */
    (void)sigprocmask(SIG_SETMASK, &mask, NULL);
    (void)sigaction(SIGTSTP, &before, NULL);
}

static void give_terminal(struct program *program)
{
    program_drop_patch(program);
    screen_suspend(program->screen);
}

static void take_terminal_again(struct program *program)
{
    input_reset(program->input);
    if (screen_resume(program->screen) < 0) {
        program_stop(program, PROGRAM_LOST_TERMINAL);
        return;
    }
    resize(program);
    program_refresh(program);
    program_read_scene(program);
}

static void suspend(struct program *program, bool group)
{
    program_write_draft(program);
    give_terminal(program);
    stop_process(group);
    program->continued = true;
    take_terminal_again(program);
}

void program_suspend(struct program *program)
{
    suspend(program, true);
}

static void on_signal(void *data, int signal)
{
    struct program *program = data;
    switch (signal) {
    case SIGWINCH:
        resize(program);
        break;
    case SIGTSTP:
        suspend(program, false);
        break;
    case SIGCONT: /* stopped in a way that nobody can catch: the terminal may have been used */
        if (!program->continued) {
            give_terminal(program);
            take_terminal_again(program);
        }
        program->continued = false;
        break;
    case SIGINT:
        program_do(program, ACTION_QUIT);
        break;
    case SIGHUP:
        program_stop(program, PROGRAM_LOST_TERMINAL);
        break;
    case SIGTERM:
        program_stop(program, PROGRAM_TERMINATED);
        break;
    }
}

static int open_terminal(struct program *program, struct message *reterr_refusal)
{
    static const int signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP, 0};
    int result = loop_new(&program->loop);
    if (result < 0)
        return result;
    result = loop_catch_signals(program->loop, signals, on_signal, program);
    if (result < 0)
        return result;
    result = screen_open(program->options.palette, program->options.resort, &program->screen,
                         reterr_refusal);
    if (result != 0)
        return result;
    int width, height;
    screen_size(program->screen, &width, &height);
    program->canvas = canvas_new(width, height, screen_charset(program->screen));
    return 0;
}

/* Slots that events may mean no more: the programme was changed since. */
static void say_retitled(struct program *program)
{
    struct retitled_slots slots;
    session_retitled(program->scene.session, program->scene.language, &slots);
    if (slots.list.count > 0)
        program_say(
            program, ROLE_NOTICE,
            N_("Slot {1} was “{2}”, is “{3}”: give slots an id. The journal lists all such."),
            slots.list.items[0].id, slots.list.items[0].then, slots.list.items[0].now, NULL);
    free(slots.list.items);
}

static void begin_to_write(struct program *program)
{
    const struct programme *programme = program->scene.programme;
    if (!programme->zone_given && program->said.size == 0)
        program_say(program, ROLE_NOTICE,
                    N_("The programme names no time zone; times are those of {1}"),
                    zone_name(programme->zone), NULL);
    say_retitled(program);
    if (program->options.take && program->scene.timekeeper->holder.text[0] != '\0' &&
        !is_holder(program))
        program_wish(program, &(struct wish){.verb = WISH_TAKE});
    program_list_drafts(program);
    if (program->scene.other_day)
        program_ask_day(program, NULL);
    program_offer_draft(program);
    program_begin_roll(program);
}

static void begin(struct program *program)
{
    const struct program_options *options = &program->options;
    program->scene.folder = options->folder;
    program->scene.keymap = program->keymap;
    program->scene.language = options->language;
    program->scene.rehearsal = options->rehearsal;
    program->scene.read_only = options->read_only;
    program->scene.templates = options->templates;
    program_read_scene(program);
    program_begin_clock(program);
    program_show(program, options->view);
    watch(program);
    loop_before_sleep(program->loop, before_sleep, program);
    program_begin_cues(program);
    if (!options->read_only)
        begin_to_write(program);
    if (options->notice != NULL)
        program_say_message(program, ROLE_ERROR, options->notice);
}

static void finish(struct program *program)
{
    size_t count;
    watchdog_free(program->watchdog);
    const struct view *const *all = views_all(&count);
    for (size_t i = 0; i < count; i++)
        if (program->states[i] != NULL)
            all[i]->free(program->states[i]);
    program_finish_cues(program);
    program_finish_roll(program);
    program_finish_export(program);
    program_finish_opening(program);
    program_close_question(program);
    program_close_line(program);
    editor_free(program->editor);
    program_finish_left(program);
    drafts_finish(&program->drafts);
    scene_finish(&program->scene);
    free(program->unsaved.items);
    buf_finish(&program->said);
    buf_finish(&program->exported);
    buf_finish(&program->cut);
    buf_finish(&program->sought);
    free(program->patched.cells.items);
    if (program->canvas != NULL)
        canvas_free(program->canvas);
    if (program->stale != NULL)
        canvas_free(program->stale);
    if (program->input != NULL)
        input_free(program->input);
    screen_close(program->screen);
    loop_free(program->loop);
}

/*
 * There is no memory left: a step of the last resort. A text that was not half changed is the one typed
 * last; if not even the draft can be made, the one before it stays, which is a second older at most.
 */
static void save_text(void *data)
{
    program_write_draft(data);
}

static void read_rest(const struct program *program, struct program_rest *ret_rest)
{
    struct journal_status status;
    folder_read_status(program->options.folder, &status);
    *ret_rest = (struct program_rest){
        .unsaved = status.state == JOURNAL_NOT_SAVED ? program->unsaved.count : 0,
        .text_unsaved = program->editor != NULL && program->draft_failed,
    };
}

int program_run(const struct program_options *options, enum program_end *ret_end,
                struct program_rest *ret_rest, struct message *reterr_refusal)
{
    struct program program = {
        .options = *options, .keymap = options->keymap, .watched = -1, .last_next = MSEC_NONE};
    int result = open_terminal(&program, reterr_refusal);
    if (result == 0) {
        last_resort_add(options->resort, LAST_RESORT_MEMORY, save_text, &program);
        begin(&program);
        result = loop_run(program.loop);
        if (result == 0) {
            program_write_draft(&program);
            *ret_end = program.end;
        }
        last_resort_drop(options->resort, save_text, &program);
    }
    read_rest(&program, ret_rest);
    finish(&program);
    return result;
}
