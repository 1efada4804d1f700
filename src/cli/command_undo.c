/*
 * `dais undo` and `dais redo`: this writer's last live action, with all the events it made.
 */
#include "invocation.h"

typedef const struct logged *target_function(const struct session *session,
                                             const struct token *writer,
                                             struct refusal *reterr_refusal);

/* What is next in turn; NULL: nothing, or not allowed. */
static const struct event *find_next(const struct invocation *invocation, target_function *find)
{
    struct refusal refusal = {0};
    const struct folder *folder = invocation->folder;
    const struct logged *target = find(folder_session(folder), folder_writer(folder), &refusal);
    refusal_finish(&refusal);
    return target != NULL ? target->event : NULL;
}

static int commit_verb(struct invocation *invocation, enum wish_verb verb, target_function *find)
{
    struct wish wish = {.verb = verb, .relax = invocation_value(invocation, OPTION_YES) != NULL};
    int code = invocation_open(invocation, invocation->options.args[0], false);
    const struct event *taken = NULL;
    const struct event *next = NULL;
    while (code == EXIT_DONE &&
           (taken == NULL || (next != NULL && session_events_are_together(next, taken)))) {
        struct commit commit;
        taken = taken == NULL ? find_next(invocation, find) : next;
        code = invocation_wish(invocation, &wish, &commit);
        if (code == EXIT_DONE)
            code = invocation_say_done(invocation, &commit.id);
        next = code == EXIT_DONE ? find_next(invocation, find) : NULL;
    }
    return code;
}

int command_undo(struct invocation *invocation)
{
    return commit_verb(invocation, WISH_UNDO, session_undo_target);
}

int command_redo(struct invocation *invocation)
{
    return commit_verb(invocation, WISH_REDO, session_redo_target);
}
