/*
 * `dais message`: a line to the speaker on the stage screens, for a while; an empty one takes it
 * away.
 */
#include "invocation.h"
#include "say.h"

int command_message(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_MESSAGE,
                        .fields = {.text = invocation->options.args[1]},
                        .keep_names = invocation_value(invocation, OPTION_KEEP_NAMES) != NULL};
    const char *span = invocation_value(invocation, OPTION_FOR);
    if (span != NULL && !span_parse(span, &wish.span))
        return say_usage(N_("{1} is no span: write 5m, 1h30, 90s or 1:30"), span, NULL);
    int code = invocation_open(invocation, invocation->options.args[0], false);
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &wish, &commit);
    return code == EXIT_DONE ? invocation_say_done(invocation, &commit.id) : code;
}
