/*
 * The hook: a program of the user's that is started at cues. It can never hold the clock up: it
 * is started and left alone. One runs at a time and the latest waits, the end of a slot together
 * with the start of the next; ten seconds after it began it is ended with all that it left in its
 * process group.
 *
 *     cue ──► runs ──► has ended ──► the next one that waits runs
 *               │ 10 s
 *               └─► is killed, and said once
 */
#ifndef DAIS_TUI_HOOK_H
#define DAIS_TUI_HOOK_H

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/os/loop.h>

enum {
    HOOK_MOST = 10000, /* ms that it may run */
};

struct hook;

/* What is worth a word: it could not be started, it failed, it took too long. */
typedef void hook_say_function(void *data, const struct message *text);

/* `loop` is lent. `say` is called with `data`, also from within hook_start(). */
struct hook *hook_new(struct loop *loop, hook_say_function *say, void *data);

/* Ends what runs, and what it left behind. Takes NULL. */
void hook_free(struct hook *hook);

/*
 * Starts `command`, cut into words and nothing else, with `cue` as its last argument and `input` on
 * its standard input; or keeps that in mind where one runs, in place of what waited. Copied.
 */
void hook_start(struct hook *hook, const char *command, const char *cue, const struct buf *input);

#endif
