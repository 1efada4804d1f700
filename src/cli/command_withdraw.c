/*
 * `dais withdraw`: takes entries out of the report; they stay in the record.
 */
#include "invocation.h"

int command_withdraw(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    for (int i = 1; code == EXIT_DONE && i < invocation->options.count; i++) {
        struct wish wish = {.verb = WISH_WITHDRAW,
                            .entry = invocation->options.args[i],
                            .why = invocation_value(invocation, OPTION_WHY),
                            .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
        struct commit commit;
        code = invocation_wish(invocation, &wish, &commit);
        if (code == EXIT_DONE)
            code = invocation_say_done(invocation, &commit.id);
    }
    return code;
}
