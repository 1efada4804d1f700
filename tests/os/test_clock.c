#include <dais/os/clock.h>

#include "suite.h"
#include <errno.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_WAIT = 5000 };

/* Waits until it is due; returns this clock's wall then, and the hand's clock just before. */
static msec_t wait_for(int timer, const struct clock *clock, msec_t *ret_hand)
{
    struct pollfd polled = {.fd = timer, .events = POLLIN};
    ck_assert_int_eq(poll(&polled, 1, LONGEST_WAIT), 1);
    *ret_hand = clock_hand_now();
    msec_t wall = clock_now(clock).wall;
    ck_assert_int_eq(clock_take_tick(timer), CLOCK_TICK_DUE);
    ck_assert_int_eq(clock_take_tick(timer), CLOCK_TICK_NONE);
    return wall;
}

static bool is_armed(int timer)
{
    struct itimerspec when;
    ck_assert_int_eq(timerfd_gettime(timer, &when), 0);
    return when.it_value.tv_sec != 0 || when.it_value.tv_nsec != 0;
}

START_TEST(test_real)
{
    struct clock clock, again;
    clock_init_real(&clock);
    clock_init_real(&again);
    ck_assert_uint_ne(clock.boot_id, 0);
    ck_assert_uint_eq(clock.boot_id, again.boot_id);
    msec_t before = (msec_t)time(NULL) * MSEC_SECOND;
    struct instant first = clock_now(&clock);
    struct instant second = clock_now(&clock);
    msec_t after = ((msec_t)time(NULL) + 1) * MSEC_SECOND;
    ck_assert(first.wall >= before - MSEC_SECOND && first.wall <= after);
    ck_assert_uint_eq(first.boot_id, clock.boot_id);
    ck_assert(first.boot > 0 && second.boot >= first.boot);
    ck_assert_int_ge(clock_slept(&clock), 0);
    ck_assert_int_le(clock_slept(&clock), second.boot);
    msec_t hand = clock_hand_now();
    ck_assert_int_ge(clock_hand_now(), hand);
}
END_TEST

START_TEST(test_real_second)
{
    struct clock clock;
    msec_t hand;
    clock_init_real(&clock);
    int timer = clock_new_timer(&clock);
    ck_assert_int_ge(timer, 0);
    msec_t before = clock_now(&clock).wall;
    ck_assert_int_eq(clock_arm_next(&clock, timer, MSEC_SECOND), 0);
    msec_t due = wait_for(timer, &clock, &hand);
    ck_assert_int_ge(due, before - before % MSEC_SECOND + MSEC_SECOND);
    close(timer);
}
END_TEST

START_TEST(test_standing)
{
    struct clock clock;
    msec_t hand;
    clock_init_standing(&clock, 1652856000123);
    struct instant now = clock_now(&clock);
    ck_assert_int_eq(now.wall, 1652856000123);
    ck_assert_int_eq(now.boot, now.wall);
    ck_assert_uint_eq(now.boot_id, 0);
    ck_assert_int_eq(clock_slept(&clock), 0);
    int timer = clock_new_timer(&clock);
    ck_assert_int_eq(clock_arm_next(&clock, timer, MSEC_SECOND), 0);
    ck_assert(!is_armed(timer));
    ck_assert_int_eq(clock_take_tick(timer), CLOCK_TICK_NONE);
    ck_assert_int_eq(clock_arm_at(&clock, timer, 1652856000124), 0);
    ck_assert(!is_armed(timer));
    ck_assert_int_eq(clock_arm_at(&clock, timer, 1652856000123), 0);
    (void)wait_for(timer, &clock, &hand);
    close(timer);
}
END_TEST

/* Whole minutes of a clock 600 times as fast, each a tenth of a second. */
START_TEST(test_minutes)
{
    struct clock clock;
    msec_t hand;
    const msec_t start = 1652853000500;
    clock_init_running(&clock, start, 600);
    int timer = clock_new_timer(&clock);
    for (int i = 0; i < 2; i++) {
        msec_t before = clock_now(&clock).wall;
        ck_assert_int_eq(clock_arm_next(&clock, timer, MSEC_MINUTE), 0);
        msec_t due = wait_for(timer, &clock, &hand);
        ck_assert_int_gt(due / MSEC_MINUTE, before / MSEC_MINUTE);
    }
    close(timer);
}
END_TEST

/* A second of a clock 60 times as fast is armed some whole seconds ahead, and comes. */
START_TEST(test_running)
{
    static const unsigned speeds[] = {5, 60, 1000, 3600};
    const msec_t start = 1652853000500;
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        struct clock clock;
        clock_init_running(&clock, start, speeds[i]);
        struct instant now = clock_now(&clock);
        ck_assert_int_ge(now.wall, start);
        ck_assert_int_eq(now.boot, now.wall);
        ck_assert_uint_eq(now.boot_id, 0);
        int timer = clock_new_timer(&clock);
        msec_t hand;
        msec_t before = clock_hand_now();
        ck_assert_int_eq(clock_arm_next(&clock, timer, MSEC_SECOND), 0);
        msec_t due = wait_for(timer, &clock, &hand);
        msec_t waited = hand - before;
        ck_assert_int_ge(due, start - start % MSEC_SECOND + MSEC_SECOND);
        /* Two clocks of the machine, each read to the millisecond. */
        ck_assert_int_ge(due - start, (waited - 3) * speeds[i]);
        if (speeds[i] >= 60)
            ck_assert_int_ge(waited, 45);
        close(timer);
    }
}
END_TEST

/* Where a clock's pace is even its timer goes on by itself from one whole second to the next. */
START_TEST(test_goes_on)
{
    struct clock clock;
    msec_t hand;
    clock_init_running(&clock, 1652853000500, 10);
    int timer = clock_new_timer(&clock);
    ck_assert_int_eq(clock_arm_next(&clock, timer, MSEC_SECOND), 0);
    msec_t last = 1652853000000;
    for (int i = 0; i < 5; i++) {
        msec_t due = wait_for(timer, &clock, &hand);
        ck_assert_int_ge(due, last + MSEC_SECOND);
        last = due - due % MSEC_SECOND;
    }
    ck_assert(is_armed(timer));
    clock_init_standing(&clock, 1652853000000);
    ck_assert(!clock_ticks_on(&clock, MSEC_SECOND));
    clock_init_running(&clock, 1652853000500, 1);
    ck_assert(!clock_ticks_on(&clock, MSEC_SECOND)); /* in the middle of one */
    clock_init_running(&clock, 1652853000000, 7);
    ck_assert(!clock_ticks_on(&clock, MSEC_SECOND)); /* no whole ms */
    clock_init_running(&clock, 1652853000000, 100);
    ck_assert(!clock_ticks_on(&clock, MSEC_SECOND)); /* too many */
    clock_init_running(&clock, MSEC_DAY * 7, 1);
    ck_assert(clock_ticks_on(&clock, MSEC_DAY));
    close(timer);
}
END_TEST

START_TEST(test_running_from_now)
{
    struct clock real, clock;
    clock_init_real(&real);
    clock_init_running(&clock, MSEC_NONE, 0); /* a speed of none is 1 */
    ck_assert_uint_eq(clock.speed, 1);
    msec_t apart = clock_now(&real).wall - clock_now(&clock).wall;
    ck_assert(apart >= -MSEC_SECOND && apart <= MSEC_SECOND);
    clock_init_running(&clock, MSEC_NONE, 1000000);
    ck_assert_uint_eq(clock.speed, CLOCK_SPEED_MAX);
}
END_TEST

START_TEST(test_arm_at)
{
    struct clock clocks[2];
    msec_t hand;
    clock_init_real(&clocks[0]);
    clock_init_running(&clocks[1], 1652853000500, 10);
    for (size_t i = 0; i < 2; i++) {
        int timer = clock_new_timer(&clocks[i]);
        msec_t now = clock_now(&clocks[i]).wall;
        static const msec_t past[] = {0, -5, 1};
        for (size_t n = 0; n < 3; n++) {
            ck_assert_int_eq(clock_arm_at(&clocks[i], timer, past[n]), 0);
            (void)wait_for(timer, &clocks[i], &hand);
        }
        ck_assert_int_eq(clock_arm_at(&clocks[i], timer, now + MSEC_DAY), 0);
        ck_assert(is_armed(timer));
        ck_assert_int_eq(clock_take_tick(timer), CLOCK_TICK_NONE);
        ck_assert_int_eq(clock_arm_at(&clocks[i], timer, now + 70), 0);
        ck_assert_int_ge(wait_for(timer, &clocks[i], &hand), now + 70);
        close(timer);
    }
}
END_TEST

SUITE("os/clock", test_real, test_real_second, test_standing, test_minutes, test_running,
      test_goes_on, test_running_from_now, test_arm_at)
