/*
 * `dais collect`: brings in the journals of other laptops.
 */
#include <errno.h>
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
        say_error(one->spoiled ? N_("{1} is named as a journal, and no event can be read in it")
                               : N_("{1} is no journal"),
                  one->path, NULL);
        return true;
    case COLLECTED_FAILED:
        say_broken(one->path, one->error);
        return false;
    }
    return true;
}

/* A path that cannot be opened is the caller's to put right; anything else is the machine's. */
static int say_unopened(const char *path, int error)
{
    int code = say_broken(path, error);
    return error == -ENOENT ? EXIT_REFUSED : code;
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* What somebody named and what holds no journal is refused; beside journals it is passed over,
   unless it was one. */
static int collect_argument(struct folder *folder, const char *path, struct collection *collection)
{
    size_t before = collection->list.count;
    int error = collect_path(folder, path, collection);
    if (error < 0)
        return say_unopened(path, error);
    if (collection->list.count == before) {
        say_error(N_("{1} is no journal"), path, NULL);
        return EXIT_REFUSED;
    }
    bool refused = false;
    for (size_t i = before; i < collection->list.count; i++) {
        const struct collected *one = &collection->list.items[i];
        refused = refused || one->spoiled ||
                  (one->kind == COLLECTED_FOREIGN && strcmp(one->path, path) == 0);
    }
    return refused ? EXIT_REFUSED : EXIT_DONE;
}

int command_collect(struct invocation *invocation)
{
    int code = invocation_open(invocation, invocation->options.args[0], false);
    if (code != EXIT_DONE)
        return code;
    struct collection collection = {0};
    for (int i = 1; i < invocation->options.count; i++) {
        int one = collect_argument(invocation->folder, invocation->options.args[i], &collection);
        code = worse(code, one);
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
