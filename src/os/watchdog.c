/*
 * The watchdog is a thread that waits in read() on a timer. While all is well it never runs: the
 * timer is set when the loop has something to do and unset before it sleeps, or left to be set anew
 * where that comes sooner. So a round costs one or two system calls and no wake-up.
 *
 *     RESTING ──watch: timer set──► WATCHING ──limit passed: patch written──► BARKED
 *        ▲ ◄──rest─────────────────────┘                                        │
 *        └────────────────────────────rest: says so─────────────────────────────┘
 *
 * The loop and the thread share the state and the patch, both under the mutex, which nobody holds
 * for longer than one write that cannot block. A timer that came due while the loop came back
 * finds the state RESTING and is nothing.
 */
#define _GNU_SOURCE
#include <dais/os/watchdog.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

enum { NANOSECONDS_PER_MSEC = 1000000, STACK = 64 * 1024 };

enum watchdog_state { RESTING, WATCHING, BARKED, LEAVING };

struct watchdog {
    pthread_t thread;
    pthread_mutex_t mutex; /* of `state` and `patch` */
    int timer;             /* blocks; due after `limit` */
    int fd;                /* the terminal, lent */
    msec_t limit;          /* ms */
    enum watchdog_state state;
    struct buf patch; /* to be written; empty: nothing */
};

/* Due in `after` ms, once; 0: never. */
static void set_timer(const struct watchdog *watchdog, msec_t after)
{
    struct itimerspec when = {
        .it_value = {.tv_sec = (time_t)(after / MSEC_SECOND),
                     .tv_nsec = (long)(after % MSEC_SECOND) * NANOSECONDS_PER_MSEC}};
    (void)timerfd_settime(watchdog->timer, 0, &when, NULL);
}

/* Has the timer run down? Not where it was set anew after the one that woke the thread. */
static bool is_due(const struct watchdog *watchdog)
{
    struct itimerspec left = {.it_value = {.tv_sec = 0}};
    (void)timerfd_gettime(watchdog->timer, &left);
    return left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0;
}

/* The timer has woken the thread. Returns whether it goes on. */
static bool bark(struct watchdog *watchdog)
{
    (void)pthread_mutex_lock(&watchdog->mutex);
    if (watchdog->state == WATCHING && watchdog->patch.size > 0 && is_due(watchdog)) {
        ssize_t sent = write(watchdog->fd, watchdog->patch.bytes, watchdog->patch.size);
        (void)sent; /* what was cut off is drawn anew when the loop is back, as is the rest */
        watchdog->state = BARKED;
    }
    bool goes_on = watchdog->state != LEAVING;
    (void)pthread_mutex_unlock(&watchdog->mutex);
    return goes_on;
}

static void *run(void *data)
{
    struct watchdog *watchdog = data;
    for (;;) {
        uint64_t times;
        ssize_t got = read(watchdog->timer, &times, sizeof times);
        if (got < 0 && errno != EINTR)
            return NULL;
        if (got > 0 && !bark(watchdog))
            return NULL;
    }
}

/* Signals are for the loop's thread, all of them. */
static int start_thread(struct watchdog *watchdog)
{
    sigset_t all, before;
    pthread_attr_t attributes;
    int r = -pthread_attr_init(&attributes);
    if (r < 0)
        return r;
    (void)pthread_attr_setstacksize(&attributes, STACK);
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    r = -pthread_create(&watchdog->thread, &attributes, run, watchdog);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)pthread_attr_destroy(&attributes);
    return r;
}

int watchdog_new(int fd, msec_t limit, struct watchdog **ret_watchdog)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || (flags & O_NONBLOCK) == 0)
        return flags < 0 ? -errno : -EINVAL;
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (timer < 0)
        return -errno;
    struct watchdog *watchdog = mem_new(1, sizeof *watchdog);
    *watchdog = (struct watchdog){.timer = timer, .fd = fd, .limit = limit, .state = RESTING};
    (void)pthread_mutex_init(&watchdog->mutex, NULL);
    int r = start_thread(watchdog);
    if (r < 0) {
        (void)pthread_mutex_destroy(&watchdog->mutex);
        (void)close(timer);
        free(watchdog);
        return r;
    }
    *ret_watchdog = watchdog;
    return 0;
}

static void set_state(struct watchdog *watchdog, enum watchdog_state state)
{
    (void)pthread_mutex_lock(&watchdog->mutex);
    watchdog->state = state;
    (void)pthread_mutex_unlock(&watchdog->mutex);
}

void watchdog_free(struct watchdog *watchdog)
{
    if (watchdog == NULL)
        return;
    set_state(watchdog, LEAVING);
    set_timer(watchdog, 1);
    (void)pthread_join(watchdog->thread, NULL);
    (void)pthread_mutex_destroy(&watchdog->mutex);
    (void)close(watchdog->timer);
    buf_finish(&watchdog->patch);
    free(watchdog);
}

void watchdog_set_patch(struct watchdog *watchdog, const void *bytes, size_t size)
{
    if (watchdog == NULL)
        return;
    (void)pthread_mutex_lock(&watchdog->mutex);
    buf_clear(&watchdog->patch);
    buf_add(&watchdog->patch, bytes, size);
    (void)pthread_mutex_unlock(&watchdog->mutex);
}

void watchdog_watch(struct watchdog *watchdog)
{
    set_timer(watchdog, watchdog->limit); /* first: what is left of one that stayed is not due */
    set_state(watchdog, WATCHING);
}

bool watchdog_rest(struct watchdog *watchdog, bool shortly)
{
    if (!shortly)
        set_timer(watchdog, 0);
    (void)pthread_mutex_lock(&watchdog->mutex);
    bool barked = watchdog->state == BARKED;
    watchdog->state = RESTING;
    (void)pthread_mutex_unlock(&watchdog->mutex);
    return barked;
}
