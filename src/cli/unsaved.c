/*
 * The disc refused, and the program ends: what is lost, why, and what helps against that.
 */
#include "unsaved.h"

#include <errno.h>
#include <libintl.h>
#include <string.h>

#include "say.h"

enum help { HELP_OTHER, HELP_ROOM, HELP_LEAVE };

static enum help help_against(int error)
{
    static const struct {
        int error;
        enum help help;
    } known[] = {{ENOSPC, HELP_ROOM},  {EDQUOT, HELP_ROOM}, {EFBIG, HELP_ROOM},
                 {EACCES, HELP_LEAVE}, {EPERM, HELP_LEAVE}, {EROFS, HELP_LEAVE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (error == -known[i].error)
            return known[i].help;
    return HELP_OTHER;
}

static void say_help(const struct invocation *invocation, enum help help)
{
    switch (help) {
    case HELP_ROOM:
        say_hint(N_("it goes with this command: make room and run it again, or give --record DIR, "
                    "a folder on another disc"),
                 NULL);
        break;
    case HELP_LEAVE:
        say_hint(N_("it goes with this command: {1} may not be written; run it again when it may, "
                    "or give --record DIR, a folder of yours"),
                 folder_record_path(invocation->folder), NULL);
        break;
    case HELP_OTHER:
        say_hint(N_("it goes with this command: run it again when the disc can be written, or give "
                    "--record DIR, a folder on another disc"),
                 NULL);
        break;
    }
}

int unsaved_say_event(const struct invocation *invocation, const struct event_id *id,
                      const struct journal_status *status)
{
    const struct session *session = folder_session(invocation->folder);
    const struct logged *logged = session_log_find(session, id);
    struct message text = {0};
    BUF_LOCAL struct buf what = {0};
    if (logged != NULL)
        session_describe(session, logged->event, invocation_language(invocation), &text);
    message_write(&text, say_lookup, &what);
    message_finish(&text);
    say_error(N_("NOT SAVED ({1}), so this did not happen: {2}"), strerror(-status->error),
              buf_text(&what), NULL);
    say_help(invocation, help_against(status->error));
    return EXIT_BROKEN;
}

int unsaved_say_rest(const struct invocation *invocation, const struct program_rest *rest)
{
    struct journal_status status = {0};
    struct message text = {0};
    if (rest->unsaved == 0 && !rest->text_unsaved)
        return EXIT_DONE;
    if (rest->unsaved > 0) {
        folder_read_status(invocation->folder, &status);
        message_set_plural(&text, "NOT SAVED ({2}): {1} event was only in memory and is gone",
                           "NOT SAVED ({2}): {1} events were only in memory and are gone",
                           (long)rest->unsaved, strerror(-status.error), NULL);
        say_message(&text);
        message_finish(&text);
    }
    if (rest->text_unsaved)
        say_error(N_("NOT SAVED: the text that was being written is not in a draft as it stood"),
                  NULL);
    if (folder_count_own_drafts(invocation->folder) > 0)
        say_hint(N_("drafts of what was typed lie in {1}/drafts; the next start offers them"),
                 folder_record_path(invocation->folder), NULL);
    return EXIT_BROKEN;
}
