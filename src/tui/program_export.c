/*
 * A report on its way to its file: the only way there is on screen. What is there is never replaced
 * but by an export as it left the program, and not before all of the new one is written.
 *
 *     chosen ──► said, shown ──► made ──► on the disc, said where
 *                     │            └────► not: said why; what stood there still does
 *                     └─ given up
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/export/export.h>
#include <dais/store/exports.h>

#include "report_choice.h"
#include "translate.h"

struct export_job {
    struct program *program;
    struct report_choice choice;
    char *name; /* it would have in the folder, if nobody's file had it; owned */
    int timer;  /* 0: none */
};

static void free_job(struct program *program)
{
    struct export_job *job = program->job;
    if (job == NULL)
        return;
    if (job->timer > 0)
        loop_remove_timer(program->loop, job->timer);
    free(job->name);
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

/* Why not, in words; what stood there still does. */
static void say_failed(struct program *program, const char *path, int result)
{
    if (result > 0)
        program_say(program, ROLE_ERROR,
                    N_("{1} could not be written: somebody else's file is in its place"), path,
                    NULL);
    else
        program_say(program, ROLE_ERROR,
                    N_("{1} could not be written: {2}. What stood there before is as it was."),
                    path, strerror(-result), NULL);
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

static void note_report(const struct program *program, const struct report *report,
                        struct buf *what, struct buf *languages, char said[DIGEST_HEX_SIZE],
                        struct export_note *ret_note)
{
    export_write_what(report->what, report->as_run, what);
    export_write_languages(report, languages);
    export_write_digest(report, said);
    *ret_note = (struct export_note){.what = buf_text(what),
                                     .languages = buf_text(languages),
                                     .said = said,
                                     .at = clock_now(program->options.clock).wall};
}

/* Puts the bytes into the folder of exports. */
static void write_file(struct program *program, const struct report *report,
                       const struct buf *bytes)
{
    const struct folder *folder = program->options.folder;
    BUF_LOCAL struct buf name = {0}, path = {0}, what = {0}, languages = {0};
    char said[DIGEST_HEX_SIZE];
    struct export_note note;
    note_report(program, report, &what, &languages, said, &note);
    unsigned number = exports_choose_name(folder, program->job->name, &name);
    exports_write_path(folder, buf_text(&name), &path);
    int result = exports_make_folder(folder);
    if (result == 0)
        result = exports_write(folder, buf_text(&path), bytes, &note, false);
    program->scene.exports++;
    if (result != 0) {
        say_failed(program, buf_text(&path), result);
        return;
    }
    buf_clear(&program->exported);
    buf_add_text(&program->exported, buf_text(&name));
    program->scene.exported = buf_text(&program->exported);
    say_written(program, buf_text(&path), number);
}

static void on_shown(void *data)
{
    struct export_job *job = data;
    struct program *program = job->program;
    BUF_LOCAL struct buf bytes = {0};
    job->timer = 0;
    program_read_scene(program);
    struct report *report = report_choice_make(&job->choice, program->scene.session);
    report_choice_exporter(&job->choice)->write(report, NULL, &bytes);
    write_file(program, report, &bytes);
    report_free(report);
    free_job(program);
}

void program_export(struct program *program, const struct report_choice *choice)
{
    if (program->job != NULL)
        return;
    BUF_LOCAL struct buf name = {0};
    struct report *report = report_choice_make(choice, program->scene.session);
    export_file_name(report, report_choice_exporter(choice), &name);
    report_free(report);
    struct export_job *job = mem_new(1, sizeof *job);
    *job = (struct export_job){.program = program, .choice = *choice, .name = buf_take(&name)};
    program->job = job;
    program->scene.exporting = job->name;
    program_say(program, ROLE_PENDING, N_("● Writing {1} …"), job->name, NULL);
    job->timer = loop_add_timer(program->loop, 0, on_shown, job);
}
