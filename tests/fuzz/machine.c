/*
 * os/loop, os/clock, os/watch, os/watchdog, os/random, os/zonefile, os/paths and os/helper without
 * a machine. One loop at a time.
 */
#include "machine.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>
#include <dais/os/clock.h>
#include <dais/os/helper.h>
#include <dais/os/loop.h>
#include <dais/os/paths.h>
#include <dais/os/random.h>
#include <dais/os/watch.h>
#include <dais/os/zonefile.h>

#include "fixed_zones.h"
#include "memory_disc.h"
#include "off_screen.h"

enum kind { KIND_FD, KIND_TIMER, KIND_TICKS };
enum { LEAST_PAUSE = 50 /* ms between ticks, as in os/clock */ };

struct source {
    enum kind kind;
    int number;
    int fd;
    msec_t due; /* hand time; MSEC_NONE: never by itself */
    const struct clock *clock;
    msec_t period;
    union {
        loop_fd_function *fd;
        loop_function *timer;
        loop_tick_function *tick;
    } call;
    void *data;
};

struct loop {
    ARRAY_OF(struct source) sources;
    int last_number;
    loop_function *before_sleep;
    void *before_sleep_data;
    loop_signal_function *signal;
    void *signal_data;
    bool stopped;
    int result;
};

static struct {
    msec_t wall, hand, slept;
    uint64_t chance;
    struct loop *loop; /* the one there is; NULL: none */
    machine_function *drive;
    void *drive_data;
    bool watched;
} machine;

enum { BOOT = 7, BOOTED = 1000000 /* ms, hand time at the start */ };

void machine_reset(msec_t wall)
{
    loop_free(machine.loop);
    machine.wall = wall;
    machine.hand = BOOTED;
    machine.slept = 0;
    machine.chance = (uint64_t)wall; /* ids of two runs on one disc are different ones */
    machine.loop = NULL;
    machine.drive = NULL;
    machine.watched = false;
    memory_disc_set_time(wall);
}

void machine_drive(machine_function *drive, void *data)
{
    machine.drive = drive;
    machine.drive_data = data;
}

void machine_watch(void)
{
    machine.watched = true;
}

static void move_on(msec_t span)
{
    machine.hand += span;
    machine.wall += span;
    memory_disc_set_time(machine.wall);
}

/* ---- chance, clock ---- */

uint64_t random_bits(void)
{
    machine.chance = machine.chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return machine.chance ^ machine.chance >> 29;
}

void clock_init_real(struct clock *clock)
{
    *clock = (struct clock){.kind = CLOCK_KIND_REAL, .boot_id = BOOT};
}

void clock_init_standing(struct clock *clock, msec_t at)
{
    *clock = (struct clock){.kind = CLOCK_KIND_STANDING, .start = at};
}

void clock_init_running(struct clock *clock, msec_t at, unsigned speed)
{
    *clock = (struct clock){.kind = CLOCK_KIND_RUNNING,
                            .start = at != MSEC_NONE ? at : machine.wall,
                            .origin = machine.hand + machine.slept,
                            .speed = speed < 1                 ? 1
                                     : speed > CLOCK_SPEED_MAX ? CLOCK_SPEED_MAX
                                                               : speed};
}

struct instant clock_now(const struct clock *clock)
{
    struct instant now = {.boot_id = clock->boot_id};
    switch (clock->kind) {
    case CLOCK_KIND_REAL:
        now.wall = machine.wall;
        now.boot = machine.hand + machine.slept;
        return now;
    case CLOCK_KIND_STANDING:
        now.wall = clock->start;
        break;
    case CLOCK_KIND_RUNNING:
        now.wall = clock->start + (machine.hand + machine.slept - clock->origin) * clock->speed;
        break;
    }
    now.boot = now.wall;
    return now;
}

msec_t clock_hand_now(void)
{
    return machine.hand;
}

msec_t clock_slept(const struct clock *clock)
{
    return clock->kind == CLOCK_KIND_REAL ? machine.slept : 0;
}

/* ---- loop ---- */

int loop_new(struct loop **ret_loop)
{
    *ret_loop = machine.loop = mem_new(1, sizeof *machine.loop);
    return 0;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL)
        return;
    free(loop->sources.items);
    free(loop);
    machine.loop = NULL;
}

static struct source *find(struct loop *loop, enum kind kind, int number)
{
    for (size_t i = 0; i < loop->sources.count; i++) {
        struct source *source = &loop->sources.items[i];
        if (source->kind == kind && (kind == KIND_TICKS || number == 0 ||
                                     (kind == KIND_FD ? source->fd : source->number) == number))
            return source;
    }
    return NULL;
}

static void drop(struct loop *loop, struct source *source)
{
    if (source != NULL)
        *source = loop->sources.items[--loop->sources.count];
}

static struct source *add(struct loop *loop, enum kind kind)
{
    struct source source = {.kind = kind, .number = ++loop->last_number, .due = MSEC_NONE};
    array_push(&loop->sources, source);
    return &loop->sources.items[loop->sources.count - 1];
}

void loop_add_fd(struct loop *loop, int fd, short events, loop_fd_function *function, void *data)
{
    struct source *source = find(loop, KIND_FD, fd);
    (void)events;
    source = source != NULL ? source : add(loop, KIND_FD);
    source->fd = fd;
    source->call.fd = function;
    source->data = data;
}

void loop_remove_fd(struct loop *loop, int fd)
{
    drop(loop, find(loop, KIND_FD, fd));
}

int loop_add_timer(struct loop *loop, msec_t after, loop_function *function, void *data)
{
    struct source *source = add(loop, KIND_TIMER);
    source->due = machine.hand + (after > 0 ? after : 0);
    source->call.timer = function;
    source->data = data;
    return source->number;
}

void loop_remove_timer(struct loop *loop, int timer)
{
    if (timer > 0)
        drop(loop, find(loop, KIND_TIMER, timer));
}

/* The next whole period, as the clock's speed has it. */
static void arm(struct source *source)
{
    msec_t wall = clock_now(source->clock).wall;
    msec_t of = wall % source->period;
    msec_t left = source->period - (of < 0 ? of + source->period : of);
    msec_t speed = source->clock->kind == CLOCK_KIND_RUNNING ? (msec_t)source->clock->speed : 1;
    source->due = source->clock->kind == CLOCK_KIND_STANDING
                      ? MSEC_NONE
                      : machine.hand + msec_max((left + speed - 1) / speed,
                                                speed > 1 ? (msec_t)LEAST_PAUSE : 1);
}

int loop_tick(struct loop *loop, const struct clock *clock, msec_t period,
              loop_tick_function *function, void *data)
{
    loop_stop_ticks(loop);
    struct source *source = add(loop, KIND_TICKS);
    source->clock = clock;
    source->period = period;
    source->call.tick = function;
    source->data = data;
    arm(source);
    return 0;
}

void loop_stop_ticks(struct loop *loop)
{
    drop(loop, find(loop, KIND_TICKS, 0));
}

int loop_catch_signals(struct loop *loop, const int *signals, loop_signal_function *function,
                       void *data)
{
    (void)signals;
    loop->signal = function;
    loop->signal_data = data;
    return 0;
}

void loop_before_sleep(struct loop *loop, loop_function *function, void *data)
{
    loop->before_sleep = function;
    loop->before_sleep_data = data;
}

void loop_guard(struct loop *loop, struct watchdog *watchdog, loop_function *function, void *data)
{
    (void)loop;
    (void)watchdog;
    (void)function;
    (void)data;
}

void loop_wake(struct loop *loop)
{
    (void)loop;
}

static void before_sleep(void)
{
    struct loop *loop = machine.loop;
    if (!loop->stopped && loop->before_sleep != NULL)
        loop->before_sleep(loop->before_sleep_data);
}

int loop_turn(struct loop *loop, int most)
{
    (void)most;
    before_sleep();
    return loop->stopped;
}

int loop_run(struct loop *loop)
{
    loop->stopped = false;
    before_sleep();
    while (!loop->stopped)
        machine.drive(machine.drive_data);
    return loop->result;
}

void loop_stop(struct loop *loop, int result)
{
    loop->stopped = true;
    loop->result = result;
}

bool machine_is_stopped(void)
{
    return machine.loop == NULL || machine.loop->stopped;
}

void *machine_owner(void)
{
    return machine.loop->before_sleep_data;
}

/* What falls due first, not after `until`; NULL: nothing. */
static struct source *find_due(msec_t until)
{
    struct source *first = NULL;
    for (size_t i = 0; i < machine.loop->sources.count; i++) {
        struct source *source = &machine.loop->sources.items[i];
        if (source->due != MSEC_NONE && source->due <= until &&
            (first == NULL || source->due < first->due))
            first = source;
    }
    return first;
}

static void call(struct source *live, bool stepped)
{
    const struct source source = *live;
    if (source.kind == KIND_TICKS) {
        arm(live);
        source.call.tick(source.data, stepped);
        return;
    }
    drop(machine.loop, live);
    source.call.timer(source.data);
}

void machine_pass(msec_t span)
{
    msec_t end = machine.hand + span;
    for (struct source *due; !machine_is_stopped() && (due = find_due(end)) != NULL;) {
        if (due->due > machine.hand)
            move_on(due->due - machine.hand);
        call(due, false);
        before_sleep();
    }
    if (!machine_is_stopped() && machine.hand < end)
        move_on(end - machine.hand);
}

void machine_hang(msec_t span)
{
    if (machine_is_stopped())
        return;
    move_on(span);
    machine_pass(0);
}

void machine_sleep(msec_t span)
{
    machine.slept += span;
    machine.wall += span;
    memory_disc_set_time(machine.wall);
    machine_set_clock(0);
}

void machine_set_clock(msec_t by)
{
    if (machine_is_stopped())
        return;
    machine.wall += by;
    struct source *ticks = find(machine.loop, KIND_TICKS, 0);
    if (ticks != NULL)
        call(ticks, true);
    before_sleep();
}

void machine_signal(int signal)
{
    if (machine_is_stopped())
        return;
    machine.loop->signal(machine.loop->signal_data, signal);
    before_sleep();
}

void machine_type(const void *bytes, size_t size)
{
    struct source *source = machine_is_stopped() ? NULL : find(machine.loop, KIND_FD, 0);
    if (source == NULL || !off_screen_put(bytes, size))
        return;
    source->call.fd(source->data, POLLIN);
    before_sleep();
}

/* A program that stops itself goes on at once. */
int kill(pid_t pid, int signal)
{
    (void)pid;
    (void)signal;
    return 0;
}

/* ---- nobody watches ---- */

int watch_init(struct watch *watch, int folder)
{
    (void)folder;
    watch->fd = -1;
    return -ENOSYS;
}

void watch_finish(struct watch *watch)
{
    watch->fd = -1;
}

int watch_take(struct watch *watch, struct watch_changes *changes)
{
    (void)watch;
    changes->all = true;
    return 0;
}

void watch_changes_finish(struct watch_changes *changes)
{
    file_names_finish(&changes->names);
}

int watchdog_new(int fd, msec_t limit, struct watchdog **ret_watchdog)
{
    (void)fd;
    (void)limit;
    if (!machine.watched)
        return -ENOSYS;
    *ret_watchdog = mem_new(1, 1);
    return 0;
}

void watchdog_free(struct watchdog *watchdog)
{
    free(watchdog);
}

void watchdog_set_patch(struct watchdog *watchdog, const void *bytes, size_t size)
{
    (void)watchdog;
    (void)bytes;
    (void)size;
}

void watchdog_watch(struct watchdog *watchdog)
{
    (void)watchdog;
}

bool watchdog_rest(struct watchdog *watchdog, bool shortly)
{
    (void)watchdog;
    (void)shortly;
    return false;
}

/* ---- zones, paths, helpers ---- */

int zonefile_read(const struct files *files, const char *name, struct zone **ret_zone)
{
    struct programme_zones zones = fixed_zones();
    (void)files;
    struct zone *zone = zones.find(zones.context, name);
    if (zone == NULL)
        return -ENOENT;
    *ret_zone = zone;
    return 0;
}

bool zonefile_has_data(const struct files *files)
{
    (void)files;
    return true;
}

struct zone *zonefile_read_machine(const struct files *files, enum machine_zone *ret_how,
                                   struct buf *missing)
{
    (void)files;
    (void)missing;
    *ret_how = MACHINE_ZONE_KNOWN;
    return zone_new_fixed(3600);
}

int zonefile_list(const struct files *files, struct file_names *names)
{
    (void)files;
    array_push(&names->list, mem_dup("Europe/Paris"));
    return 0;
}

int paths_state_folder(struct buf *out)
{
    buf_add_text(out, "/home/state");
    return 0;
}

int paths_config_folder(struct buf *out)
{
    buf_add_text(out, "/home/config");
    return 0;
}

int paths_make_scratch(struct buf *out)
{
    size_t before = out->size;
    buf_add_format(out, "/scratch-%x", (unsigned)random_bits());
    int error = files_make_folders(files_real(), out->bytes + before, 0700);
    if (error < 0)
        buf_cut(out, before);
    return error;
}

/* It goes with the disc. */
int paths_remove_tree(const char *path)
{
    (void)path;
    return 0;
}

void paths_machine_zone(struct buf *out)
{
    buf_add_text(out, "UTC");
}

int paths_absolute(const char *path, struct buf *out)
{
    if (path[0] == '\0')
        return -ENOENT;
    if (path[0] != '/')
        buf_add_char(out, '/');
    buf_add_text(out, path);
    return 0;
}

bool paths_are_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

int helper_find(const char *name, struct buf *out)
{
    (void)name;
    (void)out;
    return -ENOENT;
}

int helper_start(struct helper *helper, const char *name, const struct buf *input, msec_t limit)
{
    (void)helper;
    (void)name;
    (void)input;
    (void)limit;
    return -ENOENT;
}

int helper_fd(const struct helper *helper)
{
    (void)helper;
    return -1;
}

msec_t helper_left(const struct helper *helper)
{
    (void)helper;
    return 0;
}

int helper_poll(struct helper *helper, struct buf *ret_output, struct message *reterr_refusal)
{
    (void)helper;
    (void)ret_output;
    (void)reterr_refusal;
    return -ENOENT;
}

void helper_finish(struct helper *helper)
{
    (void)helper;
}

int helper_run(const char *name, const struct buf *input, msec_t limit, struct buf *ret_output,
               struct message *reterr_refusal)
{
    (void)name;
    (void)input;
    (void)limit;
    (void)ret_output;
    (void)reterr_refusal;
    return -ENOENT;
}
