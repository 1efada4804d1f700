#include <dais/os/watchdog.h>

#include "suite.h"
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <dais/os/clock.h>
#include <dais/os/loop.h>

enum { LIMIT = 60, LONG_ENOUGH = 10 * LIMIT, LONGEST_WAIT = 5000, PATIENT = 60000 };

static const char patch[] = "as of 10:21:40";

struct kennel {
    struct watchdog *watchdog;
    int ends[2]; /* what it writes comes out of the first */
};

static void kennel_init(struct kennel *kennel, msec_t limit)
{
    ck_assert_int_eq(pipe(kennel->ends), 0);
    ck_assert_int_eq(fcntl(kennel->ends[1], F_SETFL, O_NONBLOCK), 0);
    ck_assert_int_eq(watchdog_new(kennel->ends[1], limit, &kennel->watchdog), 0);
    watchdog_set_patch(kennel->watchdog, patch, strlen(patch));
}

static void kennel_finish(struct kennel *kennel)
{
    watchdog_free(kennel->watchdog);
    close(kennel->ends[0]);
    close(kennel->ends[1]);
}

/* Does anything come within `most` ms? Then it must be the patch, once. */
static bool hears(const struct kennel *kennel, int most)
{
    struct pollfd polled = {.fd = kennel->ends[0], .events = POLLIN};
    char bytes[2 * sizeof patch];
    if (poll(&polled, 1, most) == 0)
        return false;
    ssize_t got = read(kennel->ends[0], bytes, sizeof bytes);
    ck_assert_int_eq(got, (ssize_t)strlen(patch));
    ck_assert_int_eq(memcmp(bytes, patch, strlen(patch)), 0);
    return true;
}

/* Silent at rest; barks once when the loop is away for too long; and then again. */
START_TEST(test_barks)
{
    struct kennel kennel;
    kennel_init(&kennel, LIMIT);
    ck_assert(!hears(&kennel, 2 * LIMIT));
    for (int i = 0; i < 3; i++) {
        msec_t before = clock_hand_now();
        watchdog_watch(kennel.watchdog);
        ck_assert(hears(&kennel, LONGEST_WAIT));
        ck_assert_int_ge(clock_hand_now() - before, LIMIT - 1);
        ck_assert(!hears(&kennel, 2 * LIMIT));
        ck_assert(watchdog_rest(kennel.watchdog, false));
        ck_assert(!watchdog_rest(kennel.watchdog, false));
    }
    kennel_finish(&kennel);
}
END_TEST

/* The loop that comes and goes in time never hears it. */
START_TEST(test_silent)
{
    struct kennel kennel;
    kennel_init(&kennel, PATIENT);
    for (int i = 0; i < 1000; i++) {
        watchdog_watch(kennel.watchdog);
        ck_assert(!watchdog_rest(kennel.watchdog, false));
    }
    ck_assert(!hears(&kennel, 2 * LIMIT));
    kennel_finish(&kennel);
    kennel_init(&kennel, LIMIT);
    watchdog_set_patch(kennel.watchdog, NULL, 0);
    watchdog_watch(kennel.watchdog);
    ck_assert(!hears(&kennel, LONG_ENOUGH));
    ck_assert(!watchdog_rest(kennel.watchdog, false));
    watchdog_set_patch(NULL, patch, strlen(patch));
    watchdog_free(NULL);
    kennel_finish(&kennel);
}
END_TEST

/* A timer that stays while the loop rests says nothing when it is due, nor in the next round. */
START_TEST(test_stays)
{
    struct kennel kennel;
    kennel_init(&kennel, LIMIT);
    for (int i = 0; i < 3; i++) {
        watchdog_watch(kennel.watchdog);
        ck_assert(!watchdog_rest(kennel.watchdog, true));
        ck_assert(!hears(&kennel, 2 * LIMIT));
    }
    watchdog_watch(kennel.watchdog);
    ck_assert(hears(&kennel, LONGEST_WAIT));
    ck_assert(watchdog_rest(kennel.watchdog, true));
    kennel_finish(&kennel);
}
END_TEST

/* A terminal that takes nothing hangs neither the thread nor who waits for its end. */
START_TEST(test_full)
{
    struct kennel kennel;
    char bytes[4096] = {0};
    kennel_init(&kennel, LIMIT);
    while (write(kennel.ends[1], bytes, sizeof bytes) > 0)
        ;
    watchdog_watch(kennel.watchdog);
    struct pollfd nothing = {.fd = -1};
    ck_assert_int_eq(poll(&nothing, 1, LONG_ENOUGH), 0);
    ck_assert(watchdog_rest(kennel.watchdog, false));
    kennel_finish(&kennel);
}
END_TEST

struct stall {
    struct kennel kennel;
    struct loop *loop;
    int slow; /* ms that the callback takes */
    int barked;
};

static void on_timer(void *data)
{
    struct stall *stall = data;
    struct pollfd nothing = {.fd = -1};
    (void)poll(&nothing, 1, stall->slow);
}

static void on_bark(void *data)
{
    struct stall *stall = data;
    stall->barked++;
}

/* Over a loop: a callback that hangs is told, one that does not and a long sleep are not. */
START_TEST(test_guard)
{
    struct stall stall = {.slow = 0};
    kennel_init(&stall.kennel, LIMIT);
    ck_assert_int_eq(loop_new(&stall.loop), 0);
    loop_guard(stall.loop, stall.kennel.watchdog, on_bark, &stall);
    ck_assert_int_gt(loop_add_timer(stall.loop, 0, on_timer, &stall), 0);
    ck_assert_int_eq(loop_turn(stall.loop, LONGEST_WAIT), 1);
    ck_assert_int_eq(loop_turn(stall.loop, LONG_ENOUGH), 0);
    ck_assert(!hears(&stall.kennel, 0));
    ck_assert_int_eq(stall.barked, 0);
    stall.slow = LONG_ENOUGH;
    ck_assert_int_gt(loop_add_timer(stall.loop, 0, on_timer, &stall), 0);
    ck_assert_int_eq(loop_turn(stall.loop, LONGEST_WAIT), 1);
    ck_assert(hears(&stall.kennel, 0));
    ck_assert_int_eq(stall.barked, 1);
    loop_guard(stall.loop, NULL, NULL, NULL);
    loop_free(stall.loop);
    kennel_finish(&stall.kennel);
}
END_TEST

SUITE("os/watchdog", test_barks, test_silent, test_stays, test_full, test_guard)
