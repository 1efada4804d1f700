/*
 * The event loop: sleeps in poll() until a descriptor, a timer or a signal has something,
 * calls what was asked for, and sleeps again. With nothing armed it never wakes.
 *
 * Callbacks may add and remove anything, themselves included. The loop and its callbacks
 * belong to one thread; loop_wake() alone may be called from elsewhere.
 */
#ifndef DAIS_OS_LOOP_H
#define DAIS_OS_LOOP_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/time.h>
#include <dais/os/clock.h>
#include <dais/os/watchdog.h>

struct loop;

typedef void loop_fd_function(void *data, short revents);
typedef void loop_function(void *data);
/* `stepped`: the tick is due to somebody having set the machine's clock. */
typedef void loop_tick_function(void *data, bool stepped);
typedef void loop_signal_function(void *data, int signal);

/* 0 or -errno. */
int loop_new(struct loop **ret_loop);

/* Gives the signals back as they were before loop_catch_signals(). Takes NULL. */
void loop_free(struct loop *loop);

/*
 * Calls `function` whenever `fd` has one of `events` (POLLIN, POLLOUT) or an error or hang-up,
 * which `revents` says. Adding an fd again changes it. The fd stays the caller's: remove it
 * before closing it.
 */
void loop_add_fd(struct loop *loop, int fd, short events, loop_fd_function *function, void *data);
void loop_remove_fd(struct loop *loop, int fd);

/*
 * Calls `function` once, `after` milliseconds of real time from now (0: at once). Returns a
 * number above 0 to remove it by, or -errno. Removing one that is over does nothing.
 */
int loop_add_timer(struct loop *loop, msec_t after, loop_function *function, void *data);
void loop_remove_timer(struct loop *loop, int timer);

/*
 * Calls `function` at each whole `period` (MSEC_SECOND, MSEC_MINUTE) of `clock`, which must outlive it,
 * and at once when somebody sets the machine's clock. One at a time; a second call replaces the
 * first. loop_stop_ticks() lets the loop sleep. 0 or -errno.
 */
int loop_tick(struct loop *loop, const struct clock *clock, msec_t period,
              loop_tick_function *function, void *data);
void loop_stop_ticks(struct loop *loop);

/*
 * Takes these signals (0 ends the list) from now on through the loop instead of their
 * action, blocked for the thread. Once for a loop. 0 or -errno.
 */
int loop_catch_signals(struct loop *loop, const int *signals, loop_signal_function *function,
                       void *data);

/* Called before each sleep, after all callbacks of a round: the place to redraw, once. */
void loop_before_sleep(struct loop *loop, loop_function *function, void *data);

/*
 * From now on `watchdog` (lent, NULL: none) watches over what the loop calls, which it does not
 * while the loop sleeps or prepares to. Where it barked, `function` is called when the loop is back,
 * before what loop_before_sleep() names.
 */
void loop_guard(struct loop *loop, struct watchdog *watchdog, loop_function *function, void *data);

/* Makes the loop go round once, from any thread or signal handler. */
void loop_wake(struct loop *loop);

/* Runs until loop_stop(), whose `result` it returns, or -errno. */
int loop_run(struct loop *loop);
void loop_stop(struct loop *loop, int result);

/* One round: sleeps at most `most` milliseconds (-1: as long as it takes). Callbacks run, or
 * -errno. */
int loop_turn(struct loop *loop, int most);

#endif
