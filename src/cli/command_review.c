/*
 * `dais review`: what is still missing before the end.
 */
#include <libintl.h>

#include <dais/core/review.h>

#include "invocation.h"
#include "say.h"

static void write_finding(const struct review_finding *finding, struct buf *out)
{
    BUF_LOCAL struct buf text = {0};
    message_write(&finding->text, say_lookup, &text);
    if (review_kind_is_advice(finding->kind))
        say_write(N_("advice: {1}"), out, buf_text(&text), NULL);
    else
        buf_add(out, buf_text(&text), text.size);
    buf_add_char(out, '\n');
}

int command_review(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    invocation_say_damage(invocation);
    struct review review;
    BUF_LOCAL struct buf text = {0};
    review_make(folder_session(invocation->folder), invocation_language(invocation), &review);
    for (size_t i = 0; i < review.list.count; i++)
        write_finding(&review.list.items[i], &text);
    if (review.count == 0)
        buf_add_format(&text, "%s\n", _("Nothing is missing"));
    size_t count = review.count;
    review_finish(&review);
    code = say_result(&text);
    return code == EXIT_DONE && count > 0 ? EXIT_REFUSED : code;
}
