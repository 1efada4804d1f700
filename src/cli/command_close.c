/*
 * `dais close` and `dais reopen`: the session is over and its reports are final, or not yet.
 */
#include <libintl.h>

#include "invocation.h"
#include "say.h"

static int commit_wish_of(struct invocation *invocation, const struct wish *wish)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}

int command_close(struct invocation *invocation)
{
    return commit_wish_of(invocation, &(struct wish){.verb = WISH_CLOSE});
}

int command_reopen(struct invocation *invocation)
{
    const char *why = invocation_value(invocation, OPTION_WHY);
    if (why == NULL)
        return say_usage(N_("say why: --why TEXT"), NULL);
    return commit_wish_of(invocation, &(struct wish){.verb = WISH_REOPEN, .why = why});
}
