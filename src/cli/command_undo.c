/*
 * `dais undo` and `dais redo`: this writer's last live action.
 */
#include "invocation.h"

static int commit_verb(struct invocation *invocation, enum wish_verb verb)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &(struct wish){.verb = verb}, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}

int command_undo(struct invocation *invocation)
{
    return commit_verb(invocation, WISH_UNDO);
}

int command_redo(struct invocation *invocation)
{
    return commit_verb(invocation, WISH_REDO);
}
