/*
 * What time it is, and waking up when a whole second begins.
 *
 * A real clock is the machine's: CLOCK_REALTIME for people, CLOCK_BOOTTIME, which goes on in
 * suspend and cannot be set, for spans. A running virtual clock is CLOCK_BOOTTIME, moved
 * and multiplied; one number then serves as wall and as boot.
 *
 * The timer of a real clock is armed for an absolute time of CLOCK_REALTIME and is
 * cancelled by the kernel when somebody sets that clock, which is how a step is noticed.
 *
 * A timer that ticks goes on by itself from one whole second to the next, so that an idle second
 * need not arm it; only where it is found beside them is it armed anew.
 */
#define _GNU_SOURCE
#include <dais/os/clock.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <dais/os/random.h>

/* A fast clock is not drawn more often than this many milliseconds. */
enum { LEAST_PAUSE = 50 };

/* A tick that is taken by so many milliseconds later came with its second. */
enum { IN_TIME = 20 };

enum { NANOSECONDS_PER_MSEC = 1000000 };

static msec_t ask(clockid_t id)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(id, &now);
    return (msec_t)now.tv_sec * MSEC_SECOND + now.tv_nsec / NANOSECONDS_PER_MSEC;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The kernel's 128 bits, their halves folded onto each other; 0 where it names none. */
static uint64_t read_boot_id(void)
{
    char text[64];
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t size = read(file, text, sizeof text);
    (void)close(file);
    uint64_t half[2] = {0, 0};
    unsigned digits = 0;
    for (ssize_t i = 0; i < size && digits < 32; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            continue;
        half[digits / 16] = half[digits / 16] << 4 | (unsigned)digit;
        digits++;
    }
    return half[0] ^ half[1];
}

void clock_init_real(struct clock *clock)
{
    *clock = (struct clock){.kind = CLOCK_KIND_REAL, .boot_id = read_boot_id()};
    while (clock->boot_id == 0)
        clock->boot_id = random_bits();
}

void clock_init_standing(struct clock *clock, msec_t at)
{
    *clock = (struct clock){.kind = CLOCK_KIND_STANDING, .start = at};
}

void clock_init_running(struct clock *clock, msec_t at, unsigned speed)
{
    if (speed < 1)
        speed = 1;
    *clock = (struct clock){
        .kind = CLOCK_KIND_RUNNING,
        .start = at != MSEC_NONE ? at : ask(CLOCK_REALTIME),
        .origin = ask(CLOCK_BOOTTIME),
        .speed = speed > CLOCK_SPEED_MAX ? CLOCK_SPEED_MAX : speed,
    };
}

struct instant clock_now(const struct clock *clock)
{
    struct instant now = {.boot_id = clock->boot_id};
    switch (clock->kind) {
    case CLOCK_KIND_REAL:
        now.wall = ask(CLOCK_REALTIME);
        now.boot = ask(CLOCK_BOOTTIME);
        return now;
    case CLOCK_KIND_STANDING:
        now.wall = clock->start;
        break;
    case CLOCK_KIND_RUNNING:
        now.wall = clock->start + (ask(CLOCK_BOOTTIME) - clock->origin) * clock->speed;
        break;
    }
    now.boot = now.wall;
    return now;
}

msec_t clock_hand_now(void)
{
    return ask(CLOCK_MONOTONIC);
}

msec_t clock_slept(const struct clock *clock)
{
    if (clock->kind != CLOCK_KIND_REAL)
        return 0;
    msec_t awake = ask(CLOCK_MONOTONIC);
    msec_t slept = ask(CLOCK_BOOTTIME) - awake;
    return slept > 0 ? slept : 0;
}

int clock_new_timer(const struct clock *clock)
{
    clockid_t id = clock->kind == CLOCK_KIND_REAL ? CLOCK_REALTIME : CLOCK_BOOTTIME;
    int timer = timerfd_create(id, TFD_NONBLOCK | TFD_CLOEXEC);
    return timer >= 0 ? timer : -errno;
}

static struct timespec timespec_of(msec_t span)
{
    return (struct timespec){.tv_sec = (time_t)(span / MSEC_SECOND),
                             .tv_nsec = (long)(span % MSEC_SECOND) * NANOSECONDS_PER_MSEC};
}

/*
 * Arms for an absolute time of the timer's own clock, and every `pace` ms from then on (0: once);
 * what lies before its epoch is due.
 */
static int arm(int timer, msec_t at, msec_t pace, int flags)
{
    struct itimerspec when = {.it_value = {.tv_nsec = 1}}; /* 0 would disarm it */
    if (at > 0)
        when.it_value = timespec_of(at);
    when.it_interval = timespec_of(pace);
    return timerfd_settime(timer, TFD_TIMER_ABSTIME | flags, &when, NULL) == 0 ? 0 : -errno;
}

static int disarm(int timer)
{
    struct itimerspec never = {0};
    return timerfd_settime(timer, 0, &never, NULL) == 0 ? 0 : -errno;
}

static int arm_at(const struct clock *clock, int timer, msec_t wall, msec_t pace)
{
    switch (clock->kind) {
    case CLOCK_KIND_REAL:
        return arm(timer, wall, pace, TFD_TIMER_CANCEL_ON_SET);
    case CLOCK_KIND_STANDING:
        return wall <= clock->start ? arm(timer, 0, 0, 0) : disarm(timer);
    case CLOCK_KIND_RUNNING:
        break;
    }
    if (wall <= clock->start)
        return arm(timer, 0, pace, 0);
    msec_t real = (wall - clock->start + clock->speed - 1) / clock->speed;
    return arm(timer, clock->origin + real, pace, 0);
}

int clock_arm_at(const struct clock *clock, int timer, msec_t wall)
{
    return arm_at(clock, timer, wall, 0);
}

/* Real ms between whole periods; 0: they are not even, too close to be shown each, or never come.
 */
static msec_t even_pace(const struct clock *clock, msec_t period)
{
    switch (clock->kind) {
    case CLOCK_KIND_REAL:
        return period;
    case CLOCK_KIND_STANDING:
        return 0;
    case CLOCK_KIND_RUNNING:
        break;
    }
    msec_t pace = period / clock->speed;
    return pace * clock->speed == period && pace >= LEAST_PAUSE ? pace : 0;
}

/* The first whole `period` after `wall`. */
static msec_t whole_after(msec_t wall, msec_t period)
{
    msec_t of_period = wall % period;
    return wall - (of_period < 0 ? of_period + period : of_period) + period;
}

int clock_arm_next(const struct clock *clock, int timer, msec_t period)
{
    if (clock->kind == CLOCK_KIND_STANDING)
        return disarm(timer);
    msec_t least = clock->kind == CLOCK_KIND_RUNNING ? (msec_t)LEAST_PAUSE * clock->speed : 0;
    for (;;) {
        msec_t wall = clock_now(clock).wall;
        msec_t next = whole_after(least > period ? wall + least - 1 : wall, period);
        int r = arm_at(clock, timer, next, even_pace(clock, period));
        /* A clock set back before it was armed would sleep until long past the next one. */
        if (r < 0 || clock_now(clock).wall >= wall)
            return r;
    }
}

bool clock_ticks_on(const struct clock *clock, msec_t period)
{
    msec_t wall = clock_now(clock).wall;
    msec_t pace = even_pace(clock, period);
    msec_t behind = wall + period - whole_after(wall, period);
    return pace > 0 && behind * pace <= IN_TIME * period;
}

enum clock_tick clock_take_tick(int timer)
{
    uint64_t times;
    if (read(timer, &times, sizeof times) == (ssize_t)sizeof times)
        return CLOCK_TICK_DUE;
    return errno == ECANCELED ? CLOCK_TICK_STEPPED : CLOCK_TICK_NONE;
}
