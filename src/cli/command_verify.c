/*
 * `dais verify`: is every frame of the journals whole? Changes nothing.
 */
#include <libintl.h>

#include <dais/store/journal_digests.h>
#include <dais/store/verify.h>

#include "invocation.h"
#include "say.h"

/* What a report's annex says of the journals that it comes from, with the whole digests. */
static void write_journals(const struct session *session, struct buf *out)
{
    struct report_journals journals;
    journal_digests_make(session, &journals);
    for (size_t i = 0; i < journals.list.count; i++) {
        const struct report_journal *journal = &journals.list.items[i];
        BUF_LOCAL struct buf files = {0}, events = {0};
        buf_add_format(&files, "%zu", journal->journals);
        buf_add_format(&events, "%zu", journal->events);
        say_write(N_("journals of {1}: files {2}, events {3}, digest {4}\n"), out,
                  report_journal_writer(session, journal), buf_text(&files), buf_text(&events),
                  journal->digest, NULL);
    }
    report_journals_finish(&journals);
}

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
    verify_drafts(invocation->folder, &diags);
    say_diags(&diags, NULL, 0);
    diags_finish(&diags);
    BUF_LOCAL struct buf files = {0}, events = {0}, line = {0};
    write_journals(folder_session(invocation->folder), &line);
    buf_add_format(&files, "%zu", verified.files);
    buf_add_format(&events, "%zu", verified.events);
    say_write(verified.sound ? N_("sound: files {1}, events {2}\n")
                             : N_("not sound: files {1}, events {2}\n"),
              &line, buf_text(&files), buf_text(&events), NULL);
    code = say_result(&line);
    return code == EXIT_DONE && !verified.sound ? EXIT_REFUSED : code;
}
