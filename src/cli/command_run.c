/*
 * `dais run`, `dais demo` and `dais stage`: the program on screen.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/process.h>
#include <dais/tui/program.h>

#include "beside.h"
#include "config.h"
#include "invocation.h"
#include "say.h"
#include "unsaved.h"

/*
 * --hook for every cue, else what the settings say. Those are for the clock's own screen: a stage
 * on the same machine would start them a second time.
 */
static void choose_hooks(const struct invocation *invocation, struct program_options *options)
{
    const char *hook = invocation_value(invocation, OPTION_HOOK);
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        options->hooks[cue] = hook;
        if (hook == NULL && !options->read_only)
            options->hooks[cue] = settings_hook(&invocation->user->settings, (enum cue)cue);
    }
}

/* Is --hook, where it is given, a command at all? */
static int check_hook(const struct invocation *invocation)
{
    const char *hook = invocation_value(invocation, OPTION_HOOK);
    char **words = hook != NULL ? process_words(hook, NULL) : NULL;
    bool good = hook == NULL || words != NULL;
    free(words);
    return good ? EXIT_DONE
                : say_usage(N_("--hook takes a program and its arguments, not {1}"), hook, NULL);
}

/* Runs the open session on screen until it ends. */
static int run_program(struct invocation *invocation, const struct program_options *before,
                       enum program_end *ret_end)
{
    struct program_options options = *before;
    options.folder = invocation->folder;
    options.resort = invocation->resort;
    options.clock = &invocation->clock;
    options.language = invocation_screen_language(invocation);
    options.palette = invocation_palette(invocation);
    options.keymap = invocation->user->keymap;
    options.bell = invocation->user->settings.bell;
    options.roll = invocation_value(invocation, OPTION_ROLL) != NULL;
    choose_hooks(invocation, &options);
    options.rehearsal = invocation_value(invocation, OPTION_REHEARSE) != NULL;
    options.take = invocation_value(invocation, OPTION_TAKE) != NULL;
    options.any_day = options.rehearsal || invocation->now != MSEC_NONE;
    BUF_LOCAL struct buf templates = {0};
    if (beside_find("templates", DAIS_TEMPLATES_DIR, &templates))
        options.templates = buf_text(&templates);
    struct message notice = {0};
    if (user_settings_notice(invocation->user, &notice))
        options.notice = &notice;
    struct message refusal = {0};
    struct program_rest rest;
    int result = program_run(&options, ret_end, &rest, &refusal);
    message_finish(&notice);
    int code = unsaved_say_rest(invocation, &rest);
    if (result > 0) {
        say_message(&refusal);
        message_finish(&refusal);
        return EXIT_BROKEN;
    }
    return result < 0 ? say_broken(_("the screen"), result) : code;
}

/* The same session again as a rehearsal: what the user chose in the question of the day. */
static int rehearse(const struct invocation *before, const char *path,
                    const struct program_options *options)
{
    struct options again = before->options;
    again.values[OPTION_REHEARSE] = "";
    again.values[OPTION_TODAY] = NULL;
    again.values[OPTION_NOW] = NULL;
    again.values[OPTION_RECORD] = NULL;
    struct invocation invocation;
    int code = invocation_init(&invocation, before->command, &again, before->user);
    invocation.resort = before->resort;
    invocation.starts = true;
    if (code == EXIT_DONE)
        code = invocation_open(&invocation, path, true);
    enum program_end end;
    if (code == EXIT_DONE)
        code = run_program(&invocation, options, &end);
    invocation_finish(&invocation);
    return code;
}

static int run_session(struct invocation *invocation, const char *path,
                       const struct program_options *options)
{
    const char **values = invocation->options.values;
    invocation->starts = !options->read_only;
    /* Nothing that a fast clock says belongs into a record, but where the user set it. */
    if (invocation->starts && invocation->speed > 1 && invocation->now == MSEC_NONE)
        values[OPTION_REHEARSE] = "";
    int code = check_hook(invocation);
    if (code == EXIT_DONE)
        code = invocation_open(invocation, path, true);
    if (code == EXIT_DONE && !options->read_only)
        code = invocation_hold_today(invocation);
    enum program_end end = PROGRAM_QUIT;
    if (code == EXIT_DONE)
        code = run_program(invocation, options, &end);
    if (code == EXIT_DONE && end == PROGRAM_REHEARSE)
        code = rehearse(invocation, path, options);
    return code;
}

int command_run(struct invocation *invocation)
{
    struct program_options options = {.view = ACTION_VIEW_SESSION};
    return run_session(invocation, invocation->options.args[0], &options);
}

int command_stage(struct invocation *invocation)
{
    struct program_options options = {.view = ACTION_VIEW_STAGE, .read_only = true};
    return run_session(invocation, invocation->options.args[0], &options);
}

int command_demo(struct invocation *invocation)
{
    BUF_LOCAL struct buf path = {0};
    if (!beside_find("sessions", DAIS_SESSIONS_DIR, &path)) {
        say_error(N_("the sample sessions are not installed"), NULL);
        return EXIT_BROKEN;
    }
    buf_add_text(&path, "/sou-88");
    invocation->options.values[OPTION_REHEARSE] = "";
    struct program_options options = {.view = ACTION_VIEW_SESSION};
    return run_session(invocation, buf_text(&path), &options);
}
