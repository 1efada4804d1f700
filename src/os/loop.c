/*
 * The event loop: poll() over descriptors, nothing more. A timer is a timerfd of its own, a
 * signal comes through one signalfd, a wake-up through one eventfd, so that there is one way
 * to sleep and no time to compute.
 *
 * Callbacks may change everything, so each source has a number that is never used again; a
 * round notes the numbers it polled and, before each call, looks up whether the source of
 * that number is still there.
 */
#define _GNU_SOURCE
#include <dais/os/loop.h>

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <dais/base/mem.h>

enum source_kind { SOURCE_FD, SOURCE_TIMER, SOURCE_TICKS, SOURCE_SIGNALS, SOURCE_WAKE };

struct source {
    enum source_kind kind;
    int number;                /* from 1, never used again */
    int fd;                    /* the caller's for SOURCE_FD, else ours to close */
    short events;              /* for poll */
    const struct clock *clock; /* SOURCE_TICKS: lent */
    msec_t period;             /* SOURCE_TICKS: ms of that clock */
    union {
        loop_fd_function *fd;
        loop_function *timer;
        loop_tick_function *tick;
        loop_signal_function *signal;
    } call;
    void *data; /* the caller's, for the call */
};

struct loop {
    ARRAY_OF(struct source) sources;
    ARRAY_OF(struct pollfd) polled; /* of this round */
    ARRAY_OF(int) numbers;          /* of the sources in `polled` */
    int last_number;
    loop_function *before_sleep; /* NULL: none */
    void *before_sleep_data;
    struct watchdog *watchdog; /* NULL: none; lent */
    loop_function *barked;     /* it did: called when the loop is back */
    void *barked_data;
    int wake;          /* eventfd, also a source */
    sigset_t old_mask; /* before signals were caught */
    bool catches;      /* `old_mask` is to be restored */
    bool stopped;
    int result; /* of loop_run() */
};

static struct source *find_number(struct loop *loop, int number)
{
    for (size_t i = 0; i < loop->sources.count; i++)
        if (loop->sources.items[i].number == number)
            return &loop->sources.items[i];
    return NULL;
}

static struct source *find_kind(struct loop *loop, enum source_kind kind, int fd)
{
    for (size_t i = 0; i < loop->sources.count; i++) {
        struct source *source = &loop->sources.items[i];
        if (source->kind == kind && (fd < 0 || source->fd == fd))
            return source;
    }
    return NULL;
}

/* Adds a source with its number; lent until the next one is added or removed. */
static struct source *add_source(struct loop *loop, enum source_kind kind, int fd)
{
    assert(loop->last_number < INT_MAX);
    struct source source = {
        .kind = kind, .number = ++loop->last_number, .fd = fd, .events = POLLIN};
    array_push(&loop->sources, source);
    return &loop->sources.items[loop->sources.count - 1];
}

static void remove_source(struct loop *loop, struct source *source)
{
    if (source->kind != SOURCE_FD)
        (void)close(source->fd);
    size_t at = (size_t)(source - loop->sources.items);
    loop->sources.count--;
    for (size_t i = at; i < loop->sources.count; i++)
        loop->sources.items[i] = loop->sources.items[i + 1];
}

int loop_new(struct loop **ret_loop)
{
    int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake < 0)
        return -errno;
    struct loop *loop = mem_new(1, sizeof *loop);
    loop->wake = wake;
    (void)add_source(loop, SOURCE_WAKE, wake);
    *ret_loop = loop;
    return 0;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL)
        return;
    while (loop->sources.count > 0)
        remove_source(loop, &loop->sources.items[loop->sources.count - 1]);
    if (loop->catches)
        (void)sigprocmask(SIG_SETMASK, &loop->old_mask, NULL);
    free(loop->sources.items);
    free(loop->polled.items);
    free(loop->numbers.items);
    free(loop);
}

void loop_add_fd(struct loop *loop, int fd, short events, loop_fd_function *function, void *data)
{
    struct source *source = find_kind(loop, SOURCE_FD, fd);
    if (source == NULL)
        source = add_source(loop, SOURCE_FD, fd);
    source->events = events;
    source->call.fd = function;
    source->data = data;
}

void loop_remove_fd(struct loop *loop, int fd)
{
    struct source *source = find_kind(loop, SOURCE_FD, fd);
    if (source != NULL)
        remove_source(loop, source);
}

int loop_add_timer(struct loop *loop, msec_t after, loop_function *function, void *data)
{
    struct itimerspec when = {.it_value = {.tv_nsec = 1}}; /* 0 would disarm it */
    if (after > 0) {
        when.it_value.tv_sec = (time_t)(after / MSEC_SECOND);
        when.it_value.tv_nsec = (long)(after % MSEC_SECOND) * 1000000;
    }
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (timerfd_settime(fd, 0, &when, NULL) < 0) {
        int r = -errno;
        (void)close(fd);
        return r;
    }
    struct source *source = add_source(loop, SOURCE_TIMER, fd);
    source->call.timer = function;
    source->data = data;
    return source->number;
}

void loop_remove_timer(struct loop *loop, int timer)
{
    struct source *source = find_number(loop, timer);
    if (source != NULL && source->kind == SOURCE_TIMER)
        remove_source(loop, source);
}

int loop_tick(struct loop *loop, const struct clock *clock, msec_t period,
              loop_tick_function *function, void *data)
{
    int fd = clock_new_timer(clock);
    if (fd < 0)
        return fd;
    int r = clock_arm_next(clock, fd, period);
    if (r < 0) {
        (void)close(fd);
        return r;
    }
    loop_stop_ticks(loop);
    struct source *source = add_source(loop, SOURCE_TICKS, fd);
    source->clock = clock;
    source->period = period;
    source->call.tick = function;
    source->data = data;
    return 0;
}

void loop_stop_ticks(struct loop *loop)
{
    struct source *source = find_kind(loop, SOURCE_TICKS, -1);
    if (source != NULL)
        remove_source(loop, source);
}

int loop_catch_signals(struct loop *loop, const int *signals, loop_signal_function *function,
                       void *data)
{
    assert(!loop->catches);
    sigset_t caught;
    (void)sigemptyset(&caught);
    for (; *signals != 0; signals++)
        (void)sigaddset(&caught, *signals);
    int fd = signalfd(-1, &caught, SFD_NONBLOCK | SFD_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (sigprocmask(SIG_BLOCK, &caught, &loop->old_mask) < 0) {
        int r = -errno;
        (void)close(fd);
        return r;
    }
    loop->catches = true;
    struct source *source = add_source(loop, SOURCE_SIGNALS, fd);
    source->call.signal = function;
    source->data = data;
    return 0;
}

void loop_before_sleep(struct loop *loop, loop_function *function, void *data)
{
    loop->before_sleep = function;
    loop->before_sleep_data = data;
}

void loop_guard(struct loop *loop, struct watchdog *watchdog, loop_function *function, void *data)
{
    loop->watchdog = watchdog;
    loop->barked = function;
    loop->barked_data = data;
}

void loop_wake(struct loop *loop)
{
    const uint64_t one = 1;
    int kept = errno;
    ssize_t done = write(loop->wake, &one, sizeof one);
    (void)done; /* full: a wake-up is waiting already */
    errno = kept;
}

/* Where the next tick must be armed that is done before the call, which may stop the ticking. */
static int call_tick(const struct source *source)
{
    enum clock_tick tick = clock_take_tick(source->fd);
    if (tick == CLOCK_TICK_NONE)
        return 0;
    int r = 0;
    if (tick == CLOCK_TICK_STEPPED || !clock_ticks_on(source->clock, source->period))
        r = clock_arm_next(source->clock, source->fd, source->period);
    if (r < 0)
        return r;
    source->call.tick(source->data, tick == CLOCK_TICK_STEPPED);
    return 1;
}

static int call_signals(struct loop *loop, const struct source *source)
{
    struct signalfd_siginfo info;
    int calls = 0;
    while (find_number(loop, source->number) != NULL &&
           read(source->fd, &info, sizeof info) == (ssize_t)sizeof info) {
        source->call.signal(source->data, (int)info.ssi_signo);
        calls++;
    }
    return calls;
}

/* Serves one source that has something; how many callbacks ran, or -errno. */
static int serve(struct loop *loop, struct source *live, short revents)
{
    const struct source source = *live; /* a callback may move the sources */
    uint64_t count;
    switch (source.kind) {
    case SOURCE_FD:
        assert((revents & POLLNVAL) == 0);
        source.call.fd(source.data, revents);
        return 1;
    case SOURCE_TIMER:
        remove_source(loop, live);
        source.call.timer(source.data);
        return 1;
    case SOURCE_TICKS:
        return call_tick(&source);
    case SOURCE_SIGNALS:
        return call_signals(loop, &source);
    case SOURCE_WAKE:
        break;
    }
    ssize_t taken = read(source.fd, &count, sizeof count);
    (void)taken;
    return 0;
}

static void collect(struct loop *loop)
{
    loop->polled.count = 0;
    loop->numbers.count = 0;
    for (size_t i = 0; i < loop->sources.count; i++) {
        const struct source *source = &loop->sources.items[i];
        struct pollfd polled = {.fd = source->fd, .events = source->events};
        array_push(&loop->polled, polled);
        array_push(&loop->numbers, source->number);
    }
}

/* Serves all that has something; how many callbacks ran, or -errno. */
static int serve_all(struct loop *loop)
{
    int calls = 0;
    for (size_t i = 0; i < loop->polled.count; i++) {
        if (loop->polled.items[i].revents == 0)
            continue;
        struct source *source = find_number(loop, loop->numbers.items[i]);
        if (source == NULL)
            continue;
        int r = serve(loop, source, loop->polled.items[i].revents);
        if (r < 0)
            return r;
        calls += r;
    }
    return calls;
}

/* Will it be at work again within a second? */
static bool is_ticking(struct loop *loop)
{
    const struct source *source = find_kind(loop, SOURCE_TICKS, -1);
    return source != NULL && source->period <= MSEC_SECOND &&
           source->clock->kind != CLOCK_KIND_STANDING;
}

int loop_turn(struct loop *loop, int most)
{
    if (loop->before_sleep != NULL)
        loop->before_sleep(loop->before_sleep_data);
    if (loop->stopped)
        return 0;
    collect(loop);
    if (poll(loop->polled.items, (nfds_t)loop->polled.count, most) < 0)
        return errno == EINTR ? 0 : -errno;
    if (loop->watchdog != NULL)
        watchdog_watch(loop->watchdog);
    int calls = serve_all(loop);
    if (loop->watchdog != NULL && watchdog_rest(loop->watchdog, is_ticking(loop)))
        loop->barked(loop->barked_data);
    return calls;
}

int loop_run(struct loop *loop)
{
    loop->stopped = false;
    while (!loop->stopped) {
        int r = loop_turn(loop, -1);
        if (r < 0)
            return r;
    }
    return loop->result;
}

void loop_stop(struct loop *loop, int result)
{
    loop->stopped = true;
    loop->result = result;
}
