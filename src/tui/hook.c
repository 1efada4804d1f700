/*
 * Runs the hook. A run that has ended is kept until its ten seconds are over, so that its number
 * is nobody else's while something that it left behind may have to be ended by it.
 */
#include "hook.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/os/process.h>

enum {
    LOOK_AGAIN = 100, /* ms, where the kernel does not tell that a process has ended */
    WAITING_MOST = 2, /* the end of a slot and the start of the next come at once */
};

/* What is to be started. */
struct errand {
    char *command; /* owned */
    char *cue;     /* owned */
    struct buf input;
};

struct run {
    struct hook *hook;
    struct errand errand;
    struct process process;
    int limit; /* timer: its time is over */
    int look;  /* timer: has it ended? 0: it is told */
    bool ended;
};

struct hook {
    struct loop *loop;
    hook_say_function *say;
    void *data;
    ARRAY_OF(struct run *) runs;         /* the one that runs, and those that have ended lately */
    struct errand waiting[WAITING_MOST]; /* the latest; an end and the start behind it */
    size_t waiting_count;
    bool said_slow; /* it is said once */
};

struct hook *hook_new(struct loop *loop, hook_say_function *say, void *data)
{
    struct hook *hook = mem_new(1, sizeof *hook);
    *hook = (struct hook){.loop = loop, .say = say, .data = data};
    return hook;
}

static void errand_finish(struct errand *errand)
{
    free(errand->command);
    free(errand->cue);
    buf_finish(&errand->input);
    *errand = (struct errand){.command = NULL};
}

static void forget_end(struct run *run)
{
    if (process_fd(&run->process) >= 0)
        loop_remove_fd(run->hook->loop, process_fd(&run->process));
    if (run->look > 0)
        loop_remove_timer(run->hook->loop, run->look);
    run->look = 0;
}

/* Ends the process and what it left behind. */
static void run_free(struct run *run)
{
    forget_end(run);
    if (run->limit > 0)
        loop_remove_timer(run->hook->loop, run->limit);
    process_finish(&run->process);
    errand_finish(&run->errand);
    free(run);
}

void hook_free(struct hook *hook)
{
    if (hook == NULL)
        return;
    for (size_t i = 0; i < hook->runs.count; i++)
        run_free(hook->runs.items[i]);
    free(hook->runs.items);
    for (size_t i = 0; i < hook->waiting_count; i++)
        errand_finish(&hook->waiting[i]);
    free(hook);
}

static void drop(struct run *run)
{
    struct hook *hook = run->hook;
    size_t kept = 0;
    for (size_t i = 0; i < hook->runs.count; i++)
        if (hook->runs.items[i] != run)
            hook->runs.items[kept++] = hook->runs.items[i];
    hook->runs.count = kept;
    run_free(run);
}

static void say(struct hook *hook, struct message *text)
{
    hook->say(hook->data, text);
    message_finish(text);
}

static bool is_running(const struct hook *hook)
{
    for (size_t i = 0; i < hook->runs.count; i++)
        if (!hook->runs.items[i]->ended)
            return true;
    return false;
}

static void start_waiting(struct hook *hook);

static void say_status(struct run *run, int status)
{
    struct message text = {0};
    BUF_LOCAL struct buf number = {0};
    if (status == 0)
        return;
    buf_add_format(&number, "%d", status);
    message_set(&text, N_("The hook failed at “{1}”: exit status {2} ({3})"), run->errand.cue,
                buf_text(&number), run->errand.command, NULL);
    say(run->hook, &text);
}

/* Has it ended? Then the next one may run; what it left behind has the rest of its time. */
static void look(struct run *run)
{
    int status = 0;
    if (run->ended || process_look(&run->process, &status) == 0)
        return;
    run->ended = true;
    forget_end(run);
    say_status(run, status);
    start_waiting(run->hook);
}

static void on_fd(void *data, short revents)
{
    (void)revents;
    look(data);
}

static void on_look(void *data)
{
    struct run *run = data;
    run->look = loop_add_timer(run->hook->loop, LOOK_AGAIN, on_look, run);
    look(run);
}

static void on_limit(void *data)
{
    struct run *run = data;
    struct hook *hook = run->hook;
    run->limit = 0;
    if (!run->ended && !hook->said_slow) {
        struct message text = {0};
        hook->said_slow = true;
        message_set(&text, N_("The hook took over ten seconds at “{1}” and was ended ({2})"),
                    run->errand.cue, run->errand.command, NULL);
        say(hook, &text);
    }
    drop(run);
    start_waiting(hook);
}

static void say_not_started(struct hook *hook, const struct errand *errand, int error)
{
    struct message text = {0};
    message_set(&text, N_("The hook {1} cannot be started: {2}"), errand->command, strerror(-error),
                NULL);
    say(hook, &text);
}

static void start(struct hook *hook, struct errand *errand)
{
    char **words = process_words(errand->command, errand->cue);
    struct process process;
    struct process_plan plan = {.words = (const char *const *)words,
                                .input = buf_text(&errand->input),
                                .input_size = errand->input.size};
    int result = words == NULL ? -EINVAL : process_start(&process, &plan);
    free(words);
    if (result < 0) {
        say_not_started(hook, errand, result);
        errand_finish(errand);
        return;
    }
    struct run *run = mem_new(1, sizeof *run);
    *run = (struct run){.hook = hook, .errand = *errand, .process = process};
    *errand = (struct errand){.command = NULL};
    array_push(&hook->runs, run);
    run->limit = loop_add_timer(hook->loop, HOOK_MOST, on_limit, run);
    if (process_fd(&run->process) >= 0)
        loop_add_fd(hook->loop, process_fd(&run->process), POLLIN, on_fd, run);
    else
        run->look = loop_add_timer(hook->loop, LOOK_AGAIN, on_look, run);
}

static struct errand take_oldest(struct hook *hook)
{
    struct errand errand = hook->waiting[0];
    hook->waiting_count--;
    memmove(hook->waiting, hook->waiting + 1, hook->waiting_count * sizeof errand);
    return errand;
}

static void start_waiting(struct hook *hook)
{
    while (hook->waiting_count > 0 && !is_running(hook)) {
        struct errand errand = take_oldest(hook);
        start(hook, &errand);
    }
}

/* The end of a slot and the start of the next are one moment: both are told. */
static bool go_together(const struct errand *waiting, const char *cue)
{
    return strcmp(waiting->cue, "end") == 0 && strcmp(cue, "start") == 0;
}

void hook_start(struct hook *hook, const char *command, const char *cue, const struct buf *input)
{
    while (hook->waiting_count == WAITING_MOST ||
           (hook->waiting_count > 0 && !go_together(&hook->waiting[0], cue))) {
        struct errand missed = take_oldest(hook);
        errand_finish(&missed);
    }
    struct errand *errand = &hook->waiting[hook->waiting_count++];
    *errand = (struct errand){.command = mem_dup(command), .cue = mem_dup(cue)};
    buf_add(&errand->input, buf_text(input), input->size);
    start_waiting(hook);
}
