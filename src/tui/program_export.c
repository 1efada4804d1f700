/*
 * A report on its way to its file: the only way there is on screen. What is there is never replaced
 * but by an export as it left the program, and not before all of the new one is written.
 *
 *     chosen ──► said, shown ──► made ──► on the disc, said where
 *                     │            └────► not: said why; what stood there still does
 *                     ├─ given up        ▲
 *                     └─► with its helper ─┘   the screen goes on; given up, too
 */
#include "program_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dais/export/export.h>
#include <dais/store/exports.h>

#include "helper_job.h"
#include "report_choice.h"
#include "translate.h"

struct export_job {
    struct program *program;
    struct report_choice choice;
    char *name;                 /* it would have in the folder, if nobody's file had it; owned */
    int timer;                  /* to the helper's start, then each second; 0: none */
    msec_t began;               /* hand time */
    struct helper_job *helper;  /* makes the file; NULL: none does */
    struct buf what, languages; /* of the report, for the list of exports */
    char said[DIGEST_HEX_SIZE];
};

static void free_job(struct program *program)
{
    struct export_job *job = program->job;
    if (job == NULL)
        return;
    if (job->timer > 0)
        loop_remove_timer(program->loop, job->timer);
    helper_job_free(job->helper);
    free(job->name);
    buf_finish(&job->what);
    buf_finish(&job->languages);
    free(job);
    program->job = NULL;
    program->scene.exporting = NULL;
    program->dirty = true;
}

void program_finish_export(struct program *program)
{
    free_job(program);
}

void program_stop_export(struct program *program)
{
    if (program->job == NULL)
        return;
    program_say(program, ROLE_NOTICE, N_("{1} was not written"), program->job->name, NULL);
    free_job(program);
}

/* Why not, in words, and what helps; `stood`: something did there before, and still does. */
static void say_failed(struct program *program, const char *path, int result, bool stood)
{
    BUF_LOCAL struct buf more = {0};
    if (result > 0) {
        program_say(program, ROLE_ERROR,
                    N_("{1} could not be written: somebody else's file is in its place"), path,
                    NULL);
        return;
    }
    if (stood)
        buf_add_format(&more, " %s", _("What stood there before is as it was."));
    if (result == -ENOSPC || result == -EDQUOT)
        buf_add_format(&more, " %s", _("Free some space and write it again."));
    else
        buf_add_format(&more, " %s", _("`dais export -o FILE` writes it elsewhere."));
    const char *why =
        result == -ENOTDIR ? _("`exports` is a link, or no folder") : strerror(-result);
    program_say(program, ROLE_ERROR, N_("{1} could not be written: {2}.{3}"), path, why,
                buf_text(&more), NULL);
}

/* Where it is; `number`: which of that name it became. */
static void say_written(struct program *program, const char *path, unsigned number)
{
    if (program->options.rehearsal)
        program_say(program, ROLE_NOTICE, N_("Written to {1}, which goes when the rehearsal ends"),
                    path, NULL);
    else if (number > 1)
        program_say(program, ROLE_OK, N_("✓ Written to {1}; {2} was edited and stays as it is"),
                    path, program->job->name, NULL);
    else
        program_say(program, ROLE_OK, N_("✓ Written to {1}"), path, NULL);
}

/* Puts the bytes into the folder of exports. */
static void write_file(struct program *program, const struct buf *bytes)
{
    const struct folder *folder = program->options.folder;
    const struct export_job *job = program->job;
    const struct template *template = report_choice_template(&job->choice);
    BUF_LOCAL struct buf name = {0}, path = {0};
    const struct export_note note = {.what = buf_text(&job->what),
                                     .languages = buf_text(&job->languages),
                                     .template = template != NULL ? template->name : NULL,
                                     .said = job->said,
                                     .at = clock_now(program->options.clock).wall};
    unsigned number = exports_choose_name(folder, job->name, &name);
    exports_write_path(folder, buf_text(&name), &path);
    bool stood = exports_has(folder, buf_text(&name));
    int result = exports_make_folder(folder);
    if (result == 0)
        result = exports_write(folder, buf_text(&path), bytes, &note, false);
    program->scene.exports++;
    if (result != 0) {
        say_failed(program, buf_text(&path), result, stood);
        return;
    }
    buf_clear(&program->exported);
    buf_add_text(&program->exported, buf_text(&name));
    program->scene.exported = buf_text(&program->exported);
    say_written(program, buf_text(&path), number);
}

static void take_made(void *data, const struct buf *output, const struct message *refusal)
{
    struct export_job *job = data;
    struct program *program = job->program;
    const struct exporter *exporter = report_choice_exporter(&job->choice);
    job->helper = NULL;
    if (output != NULL && export_is_whole(exporter, output))
        write_file(program, output);
    else if (output != NULL)
        program_say(program, ROLE_ERROR, N_("{1} failed: what it gave is no whole {2}"),
                    exporter->helper, exporter->name, NULL);
    else
        program_say_message(program, ROLE_ERROR, refusal);
    free_job(program);
}

/* A second more is seen; nothing wakes for it but while a helper works. */
static void on_second(void *data)
{
    struct export_job *job = data;
    struct program *program = job->program;
    program->scene.exporting_seconds = (unsigned)((clock_hand_now() - job->began) / MSEC_SECOND);
    program->dirty = true;
    job->timer = loop_add_timer(program->loop, MSEC_SECOND, on_second, job);
}

/* The helper makes the file of these bytes, while the screen goes on. */
static void start_helper(struct export_job *job, const char *helper, const struct buf *bytes)
{
    enum { MOST = 60 * MSEC_SECOND };
    struct program *program = job->program;
    struct message refusal = {.id = NULL};
    job->helper = helper_job_new(program->loop, helper, bytes, MOST, take_made, job, &refusal);
    if (job->helper != NULL) {
        job->timer = loop_add_timer(program->loop, MSEC_SECOND, on_second, job);
        return;
    }
    program_say_message(program, ROLE_ERROR, &refusal);
    message_finish(&refusal);
    free_job(program);
}

static void on_shown(void *data)
{
    struct export_job *job = data;
    struct program *program = job->program;
    const struct exporter *exporter = report_choice_exporter(&job->choice);
    BUF_LOCAL struct buf bytes = {0};
    job->timer = 0;
    program_read_scene(program);
    struct report *report = report_choice_make(&job->choice, program->scene.session);
    exporter->write(report, NULL, &bytes);
    export_write_what(report->what, report->as_run, &job->what);
    export_write_languages(report, &job->languages);
    export_write_digest(report, job->said);
    report_free(report);
    if (exporter->helper != NULL) {
        start_helper(job, exporter->helper, &bytes);
        return;
    }
    write_file(program, &bytes);
    free_job(program);
}

void program_export(struct program *program, const struct report_choice *choice)
{
    BUF_LOCAL struct buf name = {0}, key = {0};
    if (program->job != NULL) {
        keymap_write_key(program->keymap, ACTION_LEAVE, &key);
        program_say(program, ROLE_PENDING, N_("{1} is still being written; {2} gives it up"),
                    program->job->name, buf_text(&key), NULL);
        return;
    }
    struct report *report = report_choice_make(choice, program->scene.session);
    export_file_name(report, report_choice_exporter(choice), &name);
    report_free(report);
    struct export_job *job = mem_new(1, sizeof *job);
    *job = (struct export_job){
        .program = program, .choice = *choice, .name = buf_take(&name), .began = clock_hand_now()};
    program->job = job;
    program->scene.exporting = job->name;
    program->scene.exporting_seconds = 0;
    program_say(program, ROLE_PENDING, N_("● Writing {1} …"), job->name, NULL);
    job->timer = loop_add_timer(program->loop, 0, on_shown, job);
}
