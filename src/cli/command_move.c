/*
 * `dais move`: binds entries to another slot or track.
 */
#include <libintl.h>

#include "entry_options.h"
#include "invocation.h"
#include "say.h"

int command_move(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_MOVE};
    int code = entry_options_read(invocation, &wish);
    if (code != EXIT_DONE)
        return code;
    if (wish.slot == NULL && !wish.no_slot)
        return say_usage(N_("where to? --slot SLOT, or --slot none for the session"), NULL);
    code = invocation_open(invocation, invocation->options.args[0], false);
    return code == EXIT_DONE ? invocation_wish_each(invocation, &wish, 1) : code;
}
