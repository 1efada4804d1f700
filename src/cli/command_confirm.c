/*
 * `dais confirm`: accepts frames that were edited by hand, as they stand.
 */
#include <libintl.h>

#include "invocation.h"
#include "say.h"

/* An event id, or the entry of that number: then every changed frame of it. */
static int confirm_id(struct invocation *invocation, const char *name)
{
    const struct session *session = folder_session(invocation->folder);
    struct event_id id;
    const struct entry *entries[2];
    if (!event_id_parse(name, &id)) {
        size_t count = record_find(session_record(session), name, entries);
        if (count != 1) {
            say_error(count == 0 ? N_("no entry or event {1}") : N_("{1} means several entries"),
                      name, NULL);
            return EXIT_REFUSED;
        }
        id = entries[0]->id;
        for (size_t i = 0; i < entries[0]->versions.count; i++) {
            const struct event *event = entries[0]->versions.items[i].event;
            const struct logged *logged = session_log_find(session, &event->id);
            if (event->changed && logged != NULL && !logged->confirmed)
                id = event->id;
        }
    }
    struct commit commit;
    int code =
        invocation_wish(invocation, &(struct wish){.verb = WISH_CONFIRM, .target = id}, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}

int command_confirm(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    for (int i = 1; code == EXIT_DONE && i < invocation->options.count; i++)
        code = confirm_id(invocation, invocation->options.args[i]);
    return code;
}
