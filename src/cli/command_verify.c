/*
 * `dais verify`: is every frame of the journals whole? Changes nothing.
 */
#include <libintl.h>

#include <dais/store/verify.h>

#include "invocation.h"
#include "say.h"

int command_verify(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    struct diags diags = {0};
    struct verified verified;
    verify_folder(invocation->folder, &diags, &verified);
    verify_slots(invocation->folder, &diags);
    verify_rule(invocation->folder, &diags);
    say_diags(&diags, NULL, 0);
    diags_finish(&diags);
    BUF_LOCAL struct buf files = {0}, events = {0}, line = {0};
    buf_add_format(&files, "%zu", verified.files);
    buf_add_format(&events, "%zu", verified.events);
    say_write(verified.sound ? N_("sound: files {1}, events {2}\n")
                             : N_("not sound: files {1}, events {2}\n"),
              &line, buf_text(&files), buf_text(&events), NULL);
    code = say_result(&line);
    return code == EXIT_DONE && !verified.sound ? EXIT_REFUSED : code;
}
