/*
 * The one place that asks the machine what time it is.
 *
 * A clock is real, stands still at an instant (a command with `--now`), or starts at an
 * instant and runs at a speed (`--now` with run, `--rehearse`, `--speed`). Only a real
 * clock has a boot id; of the others boot equals wall.
 */
#ifndef DAIS_OS_CLOCK_H
#define DAIS_OS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/base/time.h>

enum clock_kind { CLOCK_KIND_REAL, CLOCK_KIND_STANDING, CLOCK_KIND_RUNNING };

enum { CLOCK_SPEED_MAX = 3600 };

struct clock {
    enum clock_kind kind;
    uint64_t boot_id; /* of a real clock, not 0; else 0 */
    msec_t start;     /* wall clock a virtual one stands at or started at */
    msec_t origin;    /* the machine's boot clock when a running one was started */
    unsigned speed;   /* of a running one: 1 … CLOCK_SPEED_MAX times as fast */
};

/* The machine's clock. Where it names no boot id, one is made up for this launch. */
void clock_init_real(struct clock *clock);

/* Stands at `at` for ever. */
void clock_init_standing(struct clock *clock, msec_t at);

/* Starts now at `at` (MSEC_NONE: at the machine's time) and runs `speed` times as fast. */
void clock_init_running(struct clock *clock, msec_t at, unsigned speed);

struct instant clock_now(const struct clock *clock);

/*
 * Milliseconds that go on at the pace of the hand, whatever the session's clock does: for
 * a key pressed twice or a line that shows for a while. Counts since boot, not in suspend.
 */
msec_t clock_hand_now(void);

/*
 * Milliseconds the machine has spent suspended since it started; 0 for a virtual clock.
 * Grows between two readings by the time it slept.
 */
msec_t clock_slept(const struct clock *clock);

/* A timerfd (non-blocking, close-on-exec) fit for this clock, or -errno. The caller closes it. */
int clock_new_timer(const struct clock *clock);

/*
 * Arms `timer` for this clock's next whole `period` (MSEC_SECOND, MSEC_MINUTE) and, but for clocks too
 * fast for it, those that follow. Of a fast clock it is the first at least 50 ms of real time away. A
 * standing clock never ticks. 0 or -errno.
 */
int clock_arm_next(const struct clock *clock, int timer, msec_t period);

/* Arms `timer` for the moment this clock's wall shows `wall`, at once where that is past. */
int clock_arm_at(const struct clock *clock, int timer, msec_t wall);

enum clock_tick {
    CLOCK_TICK_NONE,    /* not yet */
    CLOCK_TICK_DUE,     /* the time armed for has come */
    CLOCK_TICK_STEPPED, /* somebody set the machine's clock: look again, arm again */
};

/* Takes what has happened to `timer`; it must then be armed again, but for ticks that go on. */
enum clock_tick clock_take_tick(int timer);

/* A tick of clock_arm_next() was just taken: will the next one come in time by itself? */
bool clock_ticks_on(const struct clock *clock, msec_t period);

#endif
