/*
 * `dais add`: captures an entry and prints its number and id once it is on the disc.
 */
#include <libintl.h>

#include "entry_options.h"
#include "invocation.h"
#include "say.h"

int command_add(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_ADD};
    int code = entry_options_read(invocation, &wish);
    if (code != EXIT_DONE)
        return code;
    if (invocation_value(invocation, OPTION_KIND) == NULL)
        return say_usage(N_("which kind? --kind note, conclusion, recommendation …"), NULL);
    code = invocation_open(invocation, invocation->options.args[0], false);
    BUF_LOCAL struct buf text = {0};
    if (code == EXIT_DONE)
        code = invocation_read_text(invocation->options.args[1], &text);
    if (code != EXIT_DONE)
        return code;
    wish.fields.text = buf_text(&text);
    struct commit commit;
    code = invocation_wish(invocation, &wish, &commit);
    if (code != EXIT_DONE)
        return code;
    return entry_say_saved(invocation, &commit.id);
}
