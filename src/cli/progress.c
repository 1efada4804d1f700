/*
 * One line that is written over: who reads a file of it later finds nothing there, since nothing is
 * said where no terminal is.
 */
#include "progress.h"

#include <libintl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include <dais/base/grapheme.h>
#include <dais/os/clock.h>

#include "say.h"

enum {
    SAID_FROM = 500,  /* ms from which it is worth a word */
    SAID_EACH = 1000, /* ms until the next */
};

/* What stands on the line. */
struct progress {
    msec_t begun;  /* hand time */
    unsigned said; /* columns; 0: nothing stands there */
};

static void blank(struct progress *progress)
{
    if (progress->said > 0)
        fprintf(stderr, "\r%*s\r", (int)progress->said, "");
    fflush(stderr);
    progress->said = 0;
}

static void say(struct progress *progress, msec_t took)
{
    BUF_LOCAL struct buf text = {0}, seconds = {0};
    if (took < SAID_FROM || !isatty(STDERR_FILENO))
        return;
    buf_add_format(&seconds, "%lld", (long long)(took / MSEC_SECOND));
    say_write(N_("Writing … {1} s"), &text, buf_text(&seconds), NULL);
    blank(progress);
    fprintf(stderr, "%s", buf_text(&text));
    fflush(stderr);
    progress->said = text_width(buf_text(&text), text.size);
}

/* Waits until it ended, or there is something more to say. */
static void wait_on(const struct helper *helper, msec_t took)
{
    struct pollfd polled = {.fd = helper_fd(helper), .events = POLLIN};
    msec_t next = took < SAID_FROM ? SAID_FROM - took : SAID_EACH - took % SAID_EACH;
    next = msec_min(next, helper_left(helper));
    (void)poll(&polled, 1, (int)(polled.fd >= 0 ? next : msec_min(next, SAID_FROM / 10)));
}

int progress_run_helper(const char *name, const struct buf *input, msec_t limit,
                        struct buf *ret_output, struct message *reterr_refusal)
{
    struct helper helper;
    struct progress progress = {.begun = clock_hand_now()};
    int result = helper_start(&helper, name, input, limit);
    if (result < 0)
        return result;
    while ((result = helper_poll(&helper, ret_output, reterr_refusal)) == 0) {
        msec_t took = clock_hand_now() - progress.begun;
        say(&progress, took);
        wait_on(&helper, took);
    }
    blank(&progress);
    return result > 0 ? 0 : result;
}
