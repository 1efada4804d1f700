/*
 * Loaded before the C library, it is a machine whose clock somebody sets, that is suspended, and
 * that is restarted, while the program runs. DAIS_MACHINE names a file of four numbers, 64 bits
 * each, which the test may replace at any time:
 *
 *     set      ms that the wall clock is ahead of the real one, suspend not counted
 *     slept    ms of suspend: wall and boot clock went on by so much, the hand's did not
 *     boot     which start of the machine it is: another boot id for each
 *     stands   0: clocks go on at their pace; else the wall clock stands at these ms since 1970,
 *              with what was set and slept; boot clock and hand stand, far in the future
 *
 * What the program waits for by the wall clock or the boot clock comes at the time they had when it
 * was armed: a program that sleeps longer than a second would hear of a step later than from the
 * kernel, but hear it. Where clocks stand, waiting goes on at the real pace.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define FAR INT64_C(4000000000000) /* ms since boot */
enum { FDS = 1024, BILLION = 1000000000 };

struct machine {
    int64_t set;
    int64_t slept;
    int64_t boot;
    int64_t stands;
};

static int clock_of[FDS]; /* id of the clock that each timerfd was made for, and 1 */

static struct machine machine(void)
{
    struct machine now = {0, 0, 0, 0};
    const char *path = getenv("DAIS_MACHINE");
    int file = path != NULL ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0 && read(file, &now, sizeof now) != (ssize_t)sizeof now)
        now = (struct machine){0, 0, 0, 0};
    if (file >= 0)
        (void)close(file);
    return now;
}

/* Ms between this machine's clock and the real one, which shows `real`. */
static int64_t ahead(clockid_t id, const struct timespec *real)
{
    struct machine now = machine();
    if (id != CLOCK_REALTIME && id != CLOCK_BOOTTIME && id != CLOCK_MONOTONIC)
        return 0;
    int64_t span = id == CLOCK_MONOTONIC ? 0 : now.slept;
    if (id == CLOCK_REALTIME)
        span += now.set;
    if (now.stands != 0)
        span += (id == CLOCK_REALTIME ? now.stands : FAR) - (int64_t)real->tv_sec * 1000 -
                real->tv_nsec / 1000000;
    return span;
}

static void add(struct timespec *time, int64_t span)
{
    int64_t rest = time->tv_nsec + span % 1000 * 1000000;
    time->tv_sec += (time_t)(span / 1000 + rest / BILLION);
    time->tv_nsec = (long)(rest % BILLION);
    if (time->tv_nsec < 0) {
        time->tv_nsec += BILLION;
        time->tv_sec--;
    }
}

int clock_gettime(clockid_t id, struct timespec *ret_now)
{
    if (syscall(SYS_clock_gettime, id, ret_now) < 0)
        return -1;
    add(ret_now, ahead(id, ret_now));
    return 0;
}

int timerfd_create(int clock, int flags)
{
    int fd = (int)syscall(SYS_timerfd_create, clock, flags);
    if (fd >= 0 && fd < FDS)
        clock_of[fd] = clock + 1;
    return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *when, struct itimerspec *before)
{
    struct itimerspec real = *when;
    bool armed = when->it_value.tv_sec != 0 || when->it_value.tv_nsec != 0;
    if (armed && (flags & TFD_TIMER_ABSTIME) != 0 && fd < FDS) {
        struct timespec now = {0, 0};
        (void)syscall(SYS_clock_gettime, clock_of[fd] - 1, &now);
        add(&real.it_value, -ahead(clock_of[fd] - 1, &now));
        if (real.it_value.tv_sec < 0 || (real.it_value.tv_sec == 0 && real.it_value.tv_nsec == 0))
            real.it_value = (struct timespec){.tv_nsec = 1};
    }
    return (int)syscall(SYS_timerfd_settime, fd, flags, &real, before);
}

/* The boot id, as the kernel writes it. */
static int boot_id(void)
{
    char text[64];
    int size = snprintf(text, sizeof text, "%08x-0000-4000-8000-000000000000\n",
                        (unsigned)machine().boot + 1);
    int file = memfd_create("boot_id", MFD_CLOEXEC);
    if (file < 0 || write(file, text, (size_t)size) != size || lseek(file, 0, SEEK_SET) != 0)
        return -1;
    return file;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (strcmp(path, "/proc/sys/kernel/random/boot_id") == 0)
        return boot_id();
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
