/*
 * `dais amend`: a new version of an entry; the old ones stay. Versions that two writers made
 * without knowing of each other stand side by side until --settle chooses.
 */
#include <libintl.h>

#include "entry_options.h"
#include "invocation.h"
#include "say.h"

/* Says which versions stand side by side, where some do. */
static void say_unsettled(const struct invocation *invocation, const struct event_id *id)
{
    const struct session *session = folder_session(invocation->folder);
    const struct event *event = session_log_find(session, id)->event;
    struct event_id of = event_target(event, KEY_ENTRY);
    const struct entry *entry = session_entry(session, &of);
    if (entry == NULL || !entry_is_unsettled(entry))
        return;
    say_error(N_("Versions of {1} stand side by side:"), entry->shown, NULL);
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        BUF_LOCAL struct buf when = {0};
        if (!version->head)
            continue;
        zone_write_time(session_programme(session)->zone, version->event->at, false, &when);
        say_hint(N_("{1}, {2}: {3}"), buf_text(&when),
                 session_writer_name(session, &version->writer), version->text, NULL);
    }
    say_hint(N_("dais amend SESSION {1} TEXT --settle chooses; without TEXT, the last of them"),
             entry->shown, NULL);
}

int command_amend(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_AMEND, .entry = invocation->options.args[1]};
    int code = entry_options_read(invocation, &wish);
    wish.new_kind = invocation_value(invocation, OPTION_KIND) != NULL;
    if (invocation_value(invocation, OPTION_SETTLE) != NULL)
        wish.verb = WISH_SETTLE;
    if (code == EXIT_DONE)
        code = invocation_open(invocation, invocation->options.args[0], false);
    BUF_LOCAL struct buf text = {0};
    if (code == EXIT_DONE && invocation->options.count > 2) {
        code = invocation_read_text(invocation->options.args[2], &text);
        wish.fields.text = buf_text(&text);
    }
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &wish, &commit);
    if (code != EXIT_DONE)
        return code;
    say_unsettled(invocation, &commit.id);
    return invocation_say_done(invocation, &commit.id);
}
