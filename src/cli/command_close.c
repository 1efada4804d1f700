/*
 * `dais close`: the session is over and its reports are final.
 */
#include "invocation.h"

int command_close(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &(struct wish){.verb = WISH_CLOSE}, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}
