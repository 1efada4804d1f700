/*
 * `dais withdraw`: takes entries out of the report; they stay in the record.
 */
#include "invocation.h"

int command_withdraw(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct wish wish = {.verb = WISH_WITHDRAW,
                        .why = invocation_value(invocation, OPTION_WHY),
                        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
    return code == EXIT_DONE ? invocation_wish_each(invocation, &wish, 1) : code;
}
