/*
 * `dais export`: the report as a file or on standard output.
 */
#include <errno.h>
#include <libintl.h>
#include <unistd.h>

#include <dais/core/report.h>
#include <dais/export/export.h>
#include <dais/os/helper.h>
#include <dais/store/exports.h>
#include <dais/store/journal_digests.h>

#include "export_template.h"
#include "invocation.h"
#include "progress.h"
#include "say.h"

/* What is to be exported as what. */
struct order {
    struct report_options report;
    const struct exporter *exporter;
    struct export_template template; /* what --template names; finish it */
};

/* The exporter that --format or the ending of -o names; the default without either. */
static const struct exporter *choose_exporter(const struct invocation *invocation)
{
    const char *format = invocation_value(invocation, OPTION_FORMAT);
    const char *output = invocation_value(invocation, OPTION_OUTPUT);
    if (format != NULL)
        return export_find(format);
    return output != NULL ? export_find_by_path(output) : export_at(0);
}

/* There is no such format: the ones there are for `what`. */
static int say_formats(const struct invocation *invocation, enum report_what what)
{
    const char *format = invocation_value(invocation, OPTION_FORMAT);
    BUF_LOCAL struct buf names = {0};
    export_possible(what, &names);
    if (format == NULL)
        format = invocation_value(invocation, OPTION_OUTPUT);
    say_error(N_("{1} names no format that a report is written in: there are {2}"), format,
              buf_text(&names), NULL);
    return EXIT_USAGE;
}

/* Which formats `what` can be had in, for the message about an impossible pair. */
static int say_impossible(const struct exporter *exporter, enum report_what what)
{
    BUF_LOCAL struct buf names = {0};
    export_possible(what, &names);
    say_error(N_("{1} cannot be exported as {2}; it can as {3}"), report_what_name(what),
              exporter->name, buf_text(&names), NULL);
    return EXIT_USAGE;
}

/* `--format ""` and `-o ""`, as a script has them whose variable is empty. */
static const char *find_empty(const struct invocation *invocation)
{
    const char *format = invocation_value(invocation, OPTION_FORMAT);
    const char *output = invocation_value(invocation, OPTION_OUTPUT);
    if (format != NULL && *format == '\0')
        return "--format";
    return output != NULL && *output == '\0' ? "-o" : NULL;
}

static int read_order(const struct invocation *invocation, struct order *ret_order)
{
    const char *empty = find_empty(invocation);
    if (empty != NULL)
        return say_usage(N_("{1} needs a value"), empty, NULL);
    const char *what = invocation_value(invocation, OPTION_WHAT);
    int index = what != NULL ? report_what_find(what) : REPORT_REPORT;
    if (index < 0)
        return say_usage(N_("--what is report, recommendations, summary, timing or programme, "
                            "not {1}"),
                         what, NULL);
    ret_order->report.what = (enum report_what)index;
    ret_order->report.as_run = invocation_value(invocation, OPTION_AS_RUN) != NULL;
    ret_order->exporter = choose_exporter(invocation);
    if (ret_order->exporter == NULL)
        return say_formats(invocation, ret_order->report.what);
    if (!export_can(ret_order->exporter, ret_order->report.what))
        return say_impossible(ret_order->exporter, ret_order->report.what);
    return export_template_check(invocation, ret_order->exporter, ret_order->report.what);
}

/* The file, and a note of what it is. */
static int replace_file(const struct invocation *invocation, const char *path,
                        const struct report *report, const struct buf *bytes)
{
    BUF_LOCAL struct buf what = {0}, languages = {0};
    char said[DIGEST_HEX_SIZE];
    export_write_what(report->what, report->as_run, &what);
    export_write_languages(report, &languages);
    export_write_digest(report, said);
    struct export_note note = {.what = buf_text(&what),
                               .languages = buf_text(&languages),
                               .template = report->template,
                               .said = said,
                               .at = clock_now(&invocation->clock).wall};
    bool force = invocation_value(invocation, OPTION_FORCE) != NULL;
    return exports_write(invocation->folder, path, bytes, &note, force);
}

static int write_file(const struct invocation *invocation, const char *path,
                      const struct report *report, const struct buf *bytes)
{
    int result = replace_file(invocation, path, report, bytes);
    if (result < 0)
        return say_broken(path, result);
    if (result == EXPORTS_OWN) {
        say_error(N_("{1} belongs to the session itself: no export is written there"), path, NULL);
        return EXIT_REFUSED;
    }
    if (result == EXPORTS_THEIRS) {
        say_error(N_("{1} is there already and is no earlier export"), path, NULL);
        say_hint(N_("--force replaces it"), NULL);
        return EXIT_REFUSED;
    }
    BUF_LOCAL struct buf line = {0};
    buf_add_format(&line, "%s\n", path);
    return say_result(&line);
}

/* A programme in a language without headings is still reported, with those of the default. */
static const char *choose_language(const struct invocation *invocation)
{
    const char *language = invocation_language(invocation);
    bool is_asked_for = invocation_value(invocation, OPTION_LANG) != NULL;
    return is_asked_for || report_language_is_known(language) ? language : report_language_at(0);
}

/* No such language, or not two different ones: those there are. */
static int say_no_headings(const char *language)
{
    BUF_LOCAL struct buf names = {0};
    for (size_t i = 0; i < report_language_count(); i++)
        buf_add_format(&names, "%s%s", i > 0 ? ", " : "", report_language_at(i));
    return say_usage(
        N_("there are no headings in {1}: one of {2}, or two side by side as in en,fr"), language,
        buf_text(&names), NULL);
}

/* What the format's helper made of it, or why there is none: nothing was written then. */
static int run_helper(const struct exporter *exporter, struct buf *bytes)
{
    enum { TIME_MOST = 60 /* seconds: ten thousand entries take two */ };
    struct message refusal = {.id = NULL};
    BUF_LOCAL struct buf made = {0};
    if (exporter->helper == NULL)
        return EXIT_DONE;
    int result = progress_run_helper(exporter->helper, bytes, TIME_MOST * MSEC_SECOND, &made, &refusal);
    if (result == 0 && export_is_whole(exporter, &made)) {
        buf_clear(bytes);
        buf_add(bytes, made.bytes, made.size);
        return EXIT_DONE;
    }
    if (result == 0) {
        message_set(&refusal, N_("{1} failed: what it gave is no whole {2}"), exporter->helper,
                    exporter->name, NULL);
        result = -ECANCELED;
    }
    if (result == -ENOENT) {
        say_error(N_("this build writes no {1}: {2} is missing"), exporter->name, exporter->helper,
                  NULL);
        say_hint(N_("dais --version says what is built in"), NULL);
        return EXIT_REFUSED;
    }
    if (result != -ECANCELED)
        return say_broken(exporter->helper, result);
    say_message(&refusal);
    say_hint(N_("nothing was written; the report is there in the other formats"), NULL);
    message_finish(&refusal);
    return EXIT_BROKEN;
}

/* Makes the report and gives it out, the session open and the template read. */
static int write_order(const struct invocation *invocation, struct order *order)
{
    const char *output = invocation_value(invocation, OPTION_OUTPUT);
    order->report.language = choose_language(invocation);
    order->report.template = order->template.house;
    struct report *report =
        journal_digests_make_report(folder_session(invocation->folder), &order->report);
    if (report == NULL)
        return say_no_headings(order->report.language);
    if (report->second_language != NULL && order->exporter->one_language) {
        report_free(report);
        return say_usage(N_("{1} is in one language, not in {2}"), order->exporter->name,
                         order->report.language, NULL);
    }
    BUF_LOCAL struct buf bytes = {0};
    const struct export_options options = {.styles = order->template.styles};
    order->exporter->write(report, &options, &bytes);
    int code = run_helper(order->exporter, &bytes);
    if (code == EXIT_DONE && output != NULL)
        code = write_file(invocation, output, report, &bytes);
    else if (code == EXIT_DONE)
        code = isatty(STDOUT_FILENO) ? say_result(&bytes) : say_bytes(&bytes);
    report_free(report);
    return code;
}

int command_export(struct invocation *invocation)
{
    struct order order = {.exporter = NULL};
    int code = read_order(invocation, &order);
    const char *output = invocation_value(invocation, OPTION_OUTPUT);
    if (code == EXIT_DONE && order.exporter->packed && output == NULL && isatty(STDOUT_FILENO))
        return say_usage(N_("{1} is no text for a terminal: name a file with -o"),
                         order.exporter->name, NULL);
    if (code == EXIT_DONE)
        code = invocation_open(invocation, invocation->options.args[0], false);
    if (code == EXIT_DONE)
        code = export_template_read(invocation, &order.template);
    if (code != EXIT_DONE)
        return code;
    invocation_say_damage(invocation);
    code = write_order(invocation, &order);
    export_template_finish(&order.template);
    return code;
}
