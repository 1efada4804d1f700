/*
 * A reference document is a stranger's file in two formats at once, zip and XML: its bytes go to
 * the helper dais-styles as they are, and styles come back.
 */
#include "reference.h"

#include <errno.h>
#include <string.h>

#include <dais/os/helper.h>

#include "progress.h"
#include "say.h"

enum {
    FILE_MOST = 32 << 20, /* bytes; the helper takes no more either */
    TIME_MOST = 30,       /* seconds */
};

static const char helper_name[] = "dais-styles";

int reference_check(const char *kind, const struct exporter *exporter)
{
    if (strcmp(exporter->name, kind) == 0)
        return EXIT_DONE;
    say_error(N_("a report in {1} takes no styles from a document in {2}"), exporter->name, kind,
              NULL);
    say_hint(N_("--format {1} takes them"), kind, NULL);
    return EXIT_USAGE;
}

/* Why the file cannot be read. */
static int say_unreadable(const char *file, int error)
{
    if (error == -ENOENT || error == -ENOTDIR)
        say_error(N_("there is no template {1}"), file, NULL);
    else if (error == -EFBIG)
        say_error(N_("{1} is too large to take styles from: more than 32 MiB"), file, NULL);
    else if (error == -EISDIR || error == -EINVAL)
        say_error(N_("{1} is no file that a document could be in"), file, NULL);
    else
        return say_broken(file, error);
    return EXIT_REFUSED;
}

/* The helper did not do it: it is not there, the document was too much for it, or the machine. */
static int say_failed(const struct message *refusal, int error)
{
    if (error == -ENOENT) {
        say_error(N_("this build takes no styles from documents: {1} is missing"), helper_name,
                  NULL);
        say_hint(N_("dais --version says what is built in"), NULL);
        return EXIT_REFUSED;
    }
    if (error != -ECANCELED)
        return say_broken(helper_name, error);
    say_message(refusal);
    say_hint(N_("the document may be damaged: save it again in the word processor"), NULL);
    return EXIT_REFUSED;
}

static int take_sheet(const char *file, const char *kind, const struct buf *answer,
                      struct style_sheet **ret)
{
    struct message refusal = {.id = NULL};
    struct style_sheet *sheet = style_sheet_read(buf_text(answer), answer->size, file, &refusal);
    if (sheet == NULL) {
        say_message(&refusal);
        say_hint(N_("save it as .{1}, without a password, in the word processor"), kind, NULL);
        message_finish(&refusal);
        return EXIT_REFUSED;
    }
    if (strcmp(style_sheet_kind(sheet), kind) != 0) {
        say_error(N_("{1} is a document in {2}, whatever its name"), file, style_sheet_kind(sheet),
                  NULL);
        say_hint(N_("save it as .{1}, without a password, in the word processor"), kind, NULL);
        style_sheet_free(sheet);
        return EXIT_REFUSED;
    }
    *ret = sheet;
    return EXIT_DONE;
}

int reference_read(const struct invocation *invocation, const char *file, const char *kind,
                   struct style_sheet **ret)
{
    BUF_LOCAL struct buf input = {0}, answer = {0};
    int result = files_read_whole_path(folder_files(invocation->folder), file, FILE_MOST, &input);
    if (result != 0)
        return say_unreadable(file, result);
    struct message refusal = {.id = NULL};
    result = progress_run_helper(helper_name, &input, TIME_MOST * MSEC_SECOND, &answer, &refusal);
    int code = result == 0 ? take_sheet(file, kind, &answer, ret) : say_failed(&refusal, result);
    message_finish(&refusal);
    return code;
}

bool reference_is_possible(void)
{
    BUF_LOCAL struct buf path = {0};
    return helper_find(helper_name, &path) == 0;
}
