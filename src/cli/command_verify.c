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

/* What ends the output: how much was looked at, and whether that is sound. */
static int say_verdict(const struct verified *verified, struct buf *out)
{
    BUF_LOCAL struct buf files = {0}, events = {0};
    buf_add_format(&files, "%zu", verified->files);
    buf_add_format(&events, "%zu", verified->events);
    say_write(verified->sound ? N_("sound: files {1}, events {2}\n")
                              : N_("not sound: files {1}, events {2}\n"),
              out, buf_text(&files), buf_text(&events), NULL);
    return say_result(out);
}

/* The programme was refused, and that was said: its journals are looked at all the same. */
static void verify_alone(struct invocation *invocation)
{
    struct folder_options options = {
        .path = invocation->options.args[0],
        .record = invocation_value(invocation, OPTION_RECORD),
    };
    struct diags diags = {0};
    struct verified verified;
    if (invocation_value(invocation, OPTION_REHEARSE) == NULL &&
        verify_record(&options, &diags, &verified) == 0) {
        BUF_LOCAL struct buf line = {0};
        say_diags(&diags, NULL, 0);
        (void)say_verdict(&verified, &line);
    }
    diags_finish(&diags);
}

int command_verify(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code == EXIT_REFUSED)
        verify_alone(invocation);
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
    BUF_LOCAL struct buf line = {0};
    write_journals(folder_session(invocation->folder), &line);
    code = say_verdict(&verified, &line);
    return code == EXIT_DONE && !verified.sound ? EXIT_REFUSED : code;
}
