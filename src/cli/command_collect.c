/*
 * `dais collect`: brings in the journals of other laptops.
 */
#include <libintl.h>
#include <string.h>

#include <dais/store/collect.h>

#include "invocation.h"
#include "say.h"

/* One line a file; failures go to the error stream. */
static bool say_collected(const struct collected *one, struct buf *out)
{
    BUF_LOCAL struct buf events = {0};
    buf_add_format(&events, "%zu", one->events);
    switch (one->kind) {
    case COLLECTED_NEW:
        say_write(N_("{1}: new events {2}\n"), out, one->path, buf_text(&events), NULL);
        if (one->other)
            say_error(N_("{1} was written with another version of the programme"), one->path, NULL);
        return true;
    case COLLECTED_KNOWN:
        say_write(N_("{1}: nothing new\n"), out, one->path, NULL);
        return true;
    case COLLECTED_FOREIGN:
        say_error(N_("{1} is no journal"), one->path, NULL);
        return true;
    case COLLECTED_FAILED:
        say_broken(one->path, one->error);
        return false;
    }
    return true;
}

int command_collect(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    struct collection collection = {0};
    for (int i = 1; i < invocation->options.count; i++) {
        int error = collect_path(invocation->folder, invocation->options.args[i], &collection);
        if (error < 0)
            code = say_broken(invocation->options.args[i], error);
    }
    BUF_LOCAL struct buf text = {0};
    for (size_t i = 0; i < collection.list.count; i++) {
        if (!say_collected(&collection.list.items[i], &text))
            code = EXIT_BROKEN;
    }
    collection_finish(&collection);
    int said = say_result(&text);
    return code != EXIT_DONE ? code : said;
}
