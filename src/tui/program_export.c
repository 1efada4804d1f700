/*
 * A report from the screen: which one, as what, and a file in the record's folder of exports.
 * Nothing there is ever replaced but an earlier export as it left the program.
 */
#include "program_state.h"

#include <stdlib.h>
#include <string.h>

#include <dais/core/report.h>
#include <dais/export/export.h>
#include <dais/store/exports.h>

#include "translate.h"

enum { CHOICES_MOST = 32 };

/* What is offered on screen; the command has more. */
static const struct {
    enum report_what what;
    const char *title;
} offered[] = {{REPORT_REPORT, N_("Report")},
               {REPORT_RECOMMENDATIONS, N_("Recommendations")},
               {REPORT_TIMING, N_("Timing: planned against actual")}};

struct choice {
    enum report_what what;
    const struct exporter *exporter;
};
struct choices {
    struct choice list[CHOICES_MOST];
    size_t count;
};

/*
 * In the language of the screen's texts where there are headings in it, else in the default; data
 * is not in two.
 */
static struct report *make_report(const struct program *program, const struct choice *choice)
{
    const char *language = program->options.language;
    if (language == NULL || (choice->exporter->one_language && strchr(language, ',') != NULL))
        language = program->scene.programme->language;
    if (!report_language_is_known(language))
        language = report_language_at(0);
    struct report_options options = {.what = choice->what, .language = language};
    return report_make(program->scene.session, &options);
}

static void export(struct program *program, const struct choice *choice)
{
    BUF_LOCAL struct buf bytes = {0};
    BUF_LOCAL struct buf name = {0}, chosen = {0};
    BUF_LOCAL struct buf path = {0};
    program_read_scene(program);
    struct report *report = make_report(program, choice);
    choice->exporter->write(report, NULL, &bytes);
    export_file_name(report, choice->exporter, &name);
    report_free(report);
    exports_choose_name(program->options.folder, buf_text(&name), &chosen);
    exports_write_path(program->options.folder, buf_text(&chosen), &path);
    exports_make_folder(program->options.folder);
    if (exports_write(program->options.folder, buf_text(&path), &bytes, NULL, false) != 0)
        program_say(program, ROLE_ERROR, N_("{1} could not be written"), buf_text(&path), NULL);
    else if (program->options.rehearsal)
        program_say(program, ROLE_NOTICE, N_("Written to {1}, which goes when the rehearsal ends"),
                    buf_text(&path), NULL);
    else
        program_say(program, ROLE_OK, N_("✓ Written to {1}"), buf_text(&path), NULL);
}

static void answer_export(struct program *program, void *data, int answer)
{
    const struct choices *choices = data;
    if (answer >= 0)
        export(program, &choices->list[answer]);
}

void program_ask_export(struct program *program)
{
    struct choices *choices = mem_new(1, sizeof *choices);
    struct answer answers[CHOICES_MOST];
    char *labels[CHOICES_MOST];
    for (size_t i = 0; i < sizeof offered / sizeof offered[0]; i++) {
        for (size_t j = 0; j < export_count() && choices->count < CHOICES_MOST; j++) {
            const struct exporter *exporter = export_at(j);
            struct buf label = {0};
            if (!export_can(exporter, offered[i].what))
                continue;
            translate_write(&label, N_("{1}, as {2}"), translate_id(offered[i].title),
                            exporter->name, NULL);
            size_t at = choices->count++;
            choices->list[at] = (struct choice){offered[i].what, exporter};
            labels[at] = buf_take(&label);
            answers[at] = (struct answer){labels[at], at < 9 ? (char)('1' + at) : '\0'};
        }
    }
    program_ask(program, &(struct question){.title = _("Export"),
                                            .answers = answers,
                                            .count = choices->count,
                                            .function = answer_export,
                                            .data = choices,
                                            .free_data = free});
    for (size_t i = 0; i < program->asked.answers.count; i++)
        free(labels[i]);
}
