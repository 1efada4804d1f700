/*
 * `dais merge`: entries go into the first one, which stays.
 */
#include <stdlib.h>

#include "invocation.h"

int command_merge(struct invocation *invocation)
{
    const struct options *options = &invocation->options;
    int code = invocation_open(invocation, options->args[0], false);
    if (code != EXIT_DONE)
        return code;
    ARRAY_OF(struct wish) wishes = {0};
    for (int i = 2; i < options->count; i++) {
        struct wish wish = {.verb = WISH_MERGE,
                            .entry = options->args[i],
                            .into = options->args[1],
                            .why = invocation_value(invocation, OPTION_WHY),
                            .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
        array_push(&wishes, wish);
    }
    code = invocation_wish_all(invocation, wishes.items, wishes.count);
    free(wishes.items);
    return code;
}
