/*
 * `dais check`: every finding about a programme, or about the user's settings, at once.
 */
#include <errno.h>
#include <libintl.h>
#include <string.h>

#include <dais/store/verify.h>

#include "invocation.h"
#include "say.h"

static size_t count_severity(const struct diags *diags, enum diag_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->list.count; i++) {
        if (diags->list.items[i].severity == severity)
            count++;
    }
    return count;
}

/* The verdict in a line on standard output. */
static int say_verdict(const char *path, const struct diags *diags)
{
    BUF_LOCAL struct buf line = {0}, errors = {0}, warnings = {0};
    buf_add_format(&errors, "%zu", count_severity(diags, DIAG_ERROR));
    buf_add_format(&warnings, "%zu", count_severity(diags, DIAG_WARNING));
    say_write(N_("{1}: errors {2}, warnings {3}\n"), &line, path, buf_text(&errors),
              buf_text(&warnings), NULL);
    int said = say_result(&line);
    if (said != EXIT_DONE)
        return said;
    return diags_have_errors(diags) ? EXIT_REFUSED : EXIT_DONE;
}

/* Checks one; its findings go to the error stream. */
static int check_session(const char *path)
{
    struct diags diags = {0};
    BUF_LOCAL struct buf source = {0};
    struct folder_options options = {.path = path};
    struct folder *folder = NULL;
    int result = folder_open(&options, &diags, &source, &folder);
    if (result == 0)
        verify_slots(folder, &diags);
    folder_close(folder);

    say_diags(&diags, buf_text(&source), source.size);
    int code = diags_have_errors(&diags) ? EXIT_REFUSED : EXIT_DONE;
    if (result < 0 && result != -ENOENT)
        code = diags.list.count > 0 ? EXIT_BROKEN : say_broken(path, result);
    if (result >= 0)
        code = say_verdict(path, &diags);
    diags_finish(&diags);
    return code;
}

/* The same of the user's settings, which were read already. */
static int check_settings(const struct user_settings *user, const char *path)
{
    BUF_LOCAL struct buf text = {0};
    diags_write(&user->diags, buf_text(&user->source), user->source.size, say_lookup, &text);
    say_errors(&text);
    return say_verdict(path, &user->diags);
}

int command_check(struct invocation *invocation)
{
    int worst = EXIT_DONE;
    for (int i = 0; i < invocation->options.count; i++) {
        const char *path = invocation->options.args[i];
        int code = user_settings_are(invocation->user, path)
                       ? check_settings(invocation->user, path)
                       : check_session(path);
        worst = code > worst ? code : worst;
    }
    return worst;
}
