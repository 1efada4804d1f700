/*
 * What an action does where no view has its own way: it becomes a wish, or a question, or another
 * view. The whole of the clock is here, so that its keys mean the same in every view.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"
#include "wording.h"

#define REPEATED ((msec_t)500) /* a second `]` within this asks */
#define YOUNG ((msec_t)5000)   /* a slot younger than this asks */

static bool wish(struct program *program, enum wish_verb verb)
{
    program_wish(program, &(struct wish){.verb = verb});
    return true;
}

static bool wish_span(struct program *program, enum wish_verb verb, msec_t span)
{
    program_wish(program, &(struct wish){.verb = verb, .span = span});
    return true;
}

static bool start_or_pause(struct program *program)
{
    switch (program->scene.timekeeper->state) {
    case CLOCK_RUNNING:
        return wish(program, WISH_PAUSE);
    case CLOCK_PAUSED:
        return wish(program, WISH_RESUME);
    case CLOCK_BEFORE:
    case CLOCK_BETWEEN:
    case CLOCK_ENDED:
    case CLOCK_STATE_COUNT:
        break;
    }
    return wish(program, WISH_START);
}

/* How long the running slot has been running; long where none does. */
static msec_t age_of_slot(const struct scene *scene)
{
    if (scene->reading.slot == SLOT_NONE)
        return MSEC_DAY;
    const struct clock_slot *slot = &scene->timekeeper->slots.items[scene->reading.slot];
    if (slot->runs.count == 0)
        return MSEC_DAY;
    return instant_span(&slot->runs.items[slot->runs.count - 1].start, &scene->now, NULL);
}

static void take_next(struct program *program, void *data, int answer)
{
    if (answer == 0 && !program_has_moved(program, data))
        wish(program, WISH_NEXT);
    else if (answer != 0)
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
}

/* `]`: asks where it looks like a slip of the finger. */
static bool next(struct program *program)
{
    msec_t hand = clock_hand_now();
    bool repeated = program->last_next != MSEC_NONE && hand - program->last_next < REPEATED;
    program->last_next = hand;
    program_read_scene(program);
    const struct scene *scene = &program->scene;
    bool holds = timekeeper_may(scene->timekeeper, EVENT_SLOT_START, &scene->writer);
    bool sure = !repeated && age_of_slot(scene) >= YOUNG;
    if (scene->reading.slot == SLOT_NONE || sure || !holds) /* whose clock it is, is asked anyway */
        return wish(program, WISH_NEXT);
    BUF_LOCAL struct buf text = {0};
    translate_write(&text, N_("“{1}” has only just started."),
                    wording_slot_title(scene, scene->reading.slot), NULL);
    program_ask_yes(program, _("End this slot already?"), buf_text(&text), take_next,
                    mem_dup(program_running(program)), free);
    return true;
}

static void quit_anyway(struct program *program, void *data, int answer)
{
    (void)data;
    if (answer == 0)
        program_stop(program, PROGRAM_QUIT);
}

static bool quit(struct program *program)
{
    bool unsaved = program->scene.status.state == JOURNAL_NOT_SAVED;
    bool runs = program->scene.reading.slot != SLOT_NONE && !program->options.read_only;
    const char *exporting = program->scene.exporting;
    BUF_LOCAL struct buf text = {0};
    if (!unsaved && !runs && exporting == NULL) {
        program_stop(program, PROGRAM_QUIT);
        return true;
    }
    if (unsaved)
        buf_add_text(&text, _("Some of it is NOT SAVED and would be lost."));
    else if (runs)
        buf_add_text(&text, program->options.rehearsal
                                ? _("A slot runs. The record of a rehearsal is not kept.")
                                : _("A slot runs. The clock goes on without the program, and is "
                                    "right when you come back."));
    if (exporting != NULL) {
        buf_add_text(&text, text.size > 0 ? "\n" : "");
        translate_write(&text, N_("{1} is still being written, and will not be there."), exporting,
                        NULL);
    }
    program_ask_yes(program, _("Quit?"), buf_text(&text), quit_anyway, NULL, NULL);
    return true;
}

static void end_session(struct program *program, void *data, int answer)
{
    (void)data;
    if (answer == 0)
        wish(program, WISH_END);
}

static void close_session(struct program *program, void *data, int answer)
{
    if (answer == 0 && !program_has_moved(program, data))
        wish(program, WISH_CLOSE);
}

/* What closing ends beside the mark of a draft, in words. */
static void write_close(const struct program *program, struct buf *out)
{
    const struct timekeeper *timekeeper = program->scene.timekeeper;
    size_t drafts = program->left.count + program->drafts.list.count + (program->editor != NULL);
    if (timekeeper->current != SLOT_NONE) {
        translate_write(out, N_("“{1}” ends now, and the clock stops."),
                        wording_slot_title(&program->scene, timekeeper->current), NULL);
        buf_add_char(out, '\n');
    }
    buf_add_text(out, _("Its reports lose their draft mark. `dais reopen` takes it back."));
    if (drafts == 0)
        return;
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%zu", drafts);
    buf_add_char(out, '\n');
    translate_write(out, N_("Texts kept as drafts, not yet entries: {1}"), buf_text(&number), NULL);
}

static void take_why_reopened(struct program *program, void *data, const char *text)
{
    (void)data;
    if (text != NULL)
        program_wish(program, &(struct wish){.verb = WISH_REOPEN, .why = text});
    else
        program_say(program, ROLE_NOTICE, N_("Nothing was changed"), NULL);
}

/* Closes it; one that is closed is reopened, if somebody says why. */
static bool close_or_reopen(struct program *program)
{
    BUF_LOCAL struct buf text = {0};
    program_read_scene(program);
    if (program->scene.timekeeper->closed) {
        program_ask_line(program, &(struct line_question){
                                      .label = _("The session is closed. Why is it reopened?"),
                                      .function = take_why_reopened});
        return true;
    }
    write_close(program, &text);
    program_ask_yes(program, _("Close the session?"), buf_text(&text), close_session,
                    mem_dup(program_running(program)), free);
    return true;
}

static bool leave(struct program *program)
{
    program->dirty = true; /* what was said is gone with the key */
    return true;
}

static bool handle_clock(struct program *program, enum action action)
{
    switch ((int)action) {
    case ACTION_START_PAUSE:
        return start_or_pause(program);
    case ACTION_NEXT:
        return next(program);
    case ACTION_BACK:
        return wish(program, WISH_BACK);
    case ACTION_STOP:
        return wish(program, WISH_STOP);
    case ACTION_MORE:
        return wish_span(program, WISH_EXTEND, MSEC_MINUTE);
    case ACTION_LESS:
        return wish_span(program, WISH_SHORTEN, MSEC_MINUTE);
    case ACTION_MORE_FIVE:
        return wish_span(program, WISH_EXTEND, 5 * MSEC_MINUTE);
    case ACTION_LESS_FIVE:
        return wish_span(program, WISH_SHORTEN, 5 * MSEC_MINUTE);
    case ACTION_INSERT:
        program_ask_insert(program);
        return true;
    case ACTION_SWAP: /* of views that select no slot: the next one */
        program_ask_swap(program, NULL);
        return true;
    case ACTION_MESSAGE:
        program_ask_message(program);
        return true;
    case ACTION_TAKE_CLOCK:
        return wish(program, WISH_TAKE);
    case ACTION_END_SESSION:
        program_ask_yes(program, _("End the session's clock?"),
                        _("What runs ends now, and nothing can be started. Undo takes it back."),
                        end_session, NULL, NULL);
        return true;
    case ACTION_CLOSE_SESSION:
        return close_or_reopen(program);
    }
    return false;
}

static bool handle_capture(struct program *program, enum action action)
{
    static const struct {
        enum action action;
        enum entry_kind kind;
    } kinds[] = {{ACTION_CONCLUSION, ENTRY_CONCLUSION},
                 {ACTION_RECOMMENDATION, ENTRY_RECOMMENDATION},
                 {ACTION_NOTE, ENTRY_NOTE},
                 {ACTION_ACTION, ENTRY_ACTION},
                 {ACTION_DECISION, ENTRY_DECISION}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].action != action)
            continue;
        program_write_entry(program, kinds[i].kind, NULL, 0);
        return true;
    }
    if (action != ACTION_OTHER_KIND)
        return false;
    program_choose_kind(program);
    return true;
}

bool program_action_writes(enum action action)
{
    enum action_context context = action_info(action)->context;
    if (action == ACTION_READ_BACK || action == ACTION_ADOPTION_CHANGES ||
        action == ACTION_ADOPTION_FILTER)
        return false;
    return context == CONTEXT_CLOCK || context == CONTEXT_CAPTURE || context == CONTEXT_FLOOR ||
           context == CONTEXT_REPLAN || context == CONTEXT_ADOPTION ||
           (context == CONTEXT_PEOPLE && action != ACTION_PEOPLE_FILTER) || action == ACTION_UNDO ||
           action == ACTION_REDO || action == ACTION_CLOSE_SESSION;
}

bool program_handle(struct program *program, enum action action)
{
    if (program->options.read_only && program_action_writes(action)) {
        program_say_read_only(program);
        return true;
    }
    switch ((int)action) {
    case ACTION_UNDO:
    case ACTION_REDO:
        program_undo(program, action == ACTION_REDO);
        return true;
    case ACTION_SUSPEND:
        program_suspend(program);
        return true;
    case ACTION_READ_BACK:
        return program_turn_read_back(program);
    case ACTION_RULE:
        program_ask_rule(program);
        return true;
    case ACTION_EXPORT:
        program_show(program, ACTION_VIEW_REPORT);
        return true;
    case ACTION_QUIT:
        return quit(program);
    case ACTION_LEAVE:
        return leave(program);
    }
    return handle_clock(program, action) || program_handle_floor(program, action) ||
           handle_capture(program, action) || program_turn(program, action);
}
