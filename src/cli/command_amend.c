/*
 * `dais amend`: a new version of an entry; the old ones stay.
 */
#include "entry_options.h"
#include "invocation.h"
#include "say.h"

int command_amend(struct invocation *invocation)
{
    struct wish wish = {.verb = WISH_AMEND, .entry = invocation->options.args[1]};
    int code = entry_options_read(invocation, &wish);
    wish.new_kind = invocation_value(invocation, OPTION_KIND) != NULL;
    if (code == EXIT_DONE)
        code = invocation_open(invocation, invocation->options.args[0], false);
    BUF_LOCAL struct buf text = {0};
    if (code == EXIT_DONE && invocation->options.count > 2) {
        code = invocation_read_text(invocation->options.args[2], &text);
        wish.fields.text = buf_text(&text);
    }
    struct commit commit;
    if (code == EXIT_DONE)
        code = invocation_wish(invocation, &wish, &commit);
    if (code != EXIT_DONE)
        return code;
    return invocation_say_done(invocation, &commit.id);
}
