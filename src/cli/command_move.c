/*
 * `dais move`: binds entries to another slot or track, puts them behind another one, or both.
 */
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "entry_options.h"
#include "invocation.h"
#include "say.h"

/* Several stand behind the one named in the order in which they are given. */
static int move_all(struct invocation *invocation, const struct wish *wish, bool binds)
{
    const struct options *options = &invocation->options;
    const char *behind = options->values[OPTION_BEHIND];
    if (behind != NULL && strcmp(behind, "first") == 0)
        behind = "";
    ARRAY_OF(struct wish) wishes = {0};
    for (int i = 1; i < options->count; i++) {
        struct wish one = *wish;
        one.entry = options->args[i];
        if (binds)
            array_push(&wishes, one);
        one = (struct wish){.verb = WISH_ORDER, .entry = options->args[i], .behind = behind};
        if (behind != NULL)
            array_push(&wishes, one);
        behind = behind != NULL ? options->args[i] : NULL;
    }
    int code = invocation_wish_all(invocation, wishes.items, wishes.count);
    free(wishes.items);
    return code;
}

int command_move(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_MOVE};
    int code = entry_options_read(invocation, &wish);
    if (code != EXIT_DONE)
        return code;
    bool binds = wish.slot != NULL || wish.no_slot;
    if (!binds && (wish.track > 0 || invocation_value(invocation, OPTION_BEHIND) == NULL))
        return say_usage(N_("where to? --slot SLOT, --slot none for the session, or --behind ID"),
                         NULL);
    code = invocation_open(invocation, invocation->options.args[0], false);
    return code == EXIT_DONE ? move_all(invocation, &wish, binds) : code;
}
