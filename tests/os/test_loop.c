#include <dais/os/loop.h>

#include "suite.h"
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_WAIT = 5000 };

/* What callbacks noted: a letter each. */
struct notes {
    struct loop *loop;
    char text[64];
    size_t count;
    int fd;    /* for callbacks that remove one */
    int timer; /* for callbacks that remove one */
    int turns; /* rounds of the loop */
};

static void notes_init(struct notes *notes)
{
    *notes = (struct notes){0};
    ck_assert_int_eq(loop_new(&notes->loop), 0);
}

static void note(struct notes *notes, char c)
{
    ck_assert_uint_lt(notes->count, sizeof notes->text - 1);
    notes->text[notes->count++] = c;
}

static void on_read(void *data, short revents)
{
    struct notes *notes = data;
    char c;
    if ((revents & POLLIN) != 0 && read(notes->fd, &c, 1) == 1)
        note(notes, c);
    else if ((revents & POLLHUP) != 0)
        note(notes, '!');
}

static void on_time(void *data)
{
    note(data, 't');
}

static void on_time_stop(void *data)
{
    struct notes *notes = data;
    note(notes, 's');
    loop_stop(notes->loop, 42);
}

static void open_pipe(int ends[2])
{
    ck_assert_int_eq(pipe(ends), 0);
}

START_TEST(test_fd)
{
    struct notes notes;
    notes_init(&notes);
    int ends[2];
    open_pipe(ends);
    notes.fd = ends[0];
    loop_add_fd(notes.loop, ends[0], POLLIN, on_read, &notes);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    ck_assert_int_eq(write(ends[1], "ab", 2), 2);
    ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 1);
    ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 1);
    loop_add_fd(notes.loop, ends[0], 0, on_read, &notes); /* changed: hears of a hang-up only */
    ck_assert_int_eq(write(ends[1], "c", 1), 1);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    close(ends[1]);
    ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 1);
    loop_remove_fd(notes.loop, ends[0]);
    loop_remove_fd(notes.loop, ends[0]);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    ck_assert_str_eq(notes.text, "ab!");
    close(ends[0]);
    loop_free(notes.loop);
}
END_TEST

static void on_read_remove_other(void *data, short revents)
{
    struct notes *notes = data;
    (void)revents;
    note(notes, 'r');
    loop_remove_fd(notes->loop, notes->fd);
}

/* Both are ready in one round; the first takes the second away, which is then not called. */
START_TEST(test_remove_in_callback)
{
    struct notes notes;
    notes_init(&notes);
    int first[2], second[2];
    open_pipe(first);
    open_pipe(second);
    notes.fd = second[0];
    loop_add_fd(notes.loop, first[0], POLLIN, on_read_remove_other, &notes);
    loop_add_fd(notes.loop, second[0], POLLIN, on_read, &notes);
    ck_assert_int_eq(write(first[1], "x", 1), 1);
    ck_assert_int_eq(write(second[1], "y", 1), 1);
    ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 1);
    ck_assert_str_eq(notes.text, "r");
    loop_free(notes.loop);
    for (int i = 0; i < 2; i++) {
        close(first[i]);
        close(second[i]);
    }
}
END_TEST

START_TEST(test_timers)
{
    struct notes notes;
    notes_init(&notes);
    int never = loop_add_timer(notes.loop, MSEC_DAY, on_time, &notes);
    ck_assert_int_gt(never, 0);
    ck_assert_int_gt(loop_add_timer(notes.loop, 0, on_time, &notes), 0);
    ck_assert_int_gt(loop_add_timer(notes.loop, 5, on_time, &notes), 0);
    ck_assert_int_gt(loop_add_timer(notes.loop, 40, on_time_stop, &notes), 0);
    int removed = loop_add_timer(notes.loop, 5, on_time, &notes);
    loop_remove_timer(notes.loop, removed);
    loop_remove_timer(notes.loop, removed);
    msec_t before = clock_hand_now();
    ck_assert_int_eq(loop_run(notes.loop), 42);
    ck_assert_int_ge(clock_hand_now() - before, 39);
    ck_assert_str_eq(notes.text, "tts"); /* once each */
    loop_remove_timer(notes.loop, never);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    loop_free(notes.loop);
}
END_TEST

static void on_second(void *data, bool stepped)
{
    struct notes *notes = data;
    note(notes, stepped ? 'S' : 's');
    if (notes->count == 3)
        loop_stop_ticks(notes->loop);
    if (notes->count == 3)
        loop_stop(notes->loop, 0);
}

static void count_turn(void *data)
{
    struct notes *notes = data;
    notes->turns++;
}

START_TEST(test_seconds)
{
    struct notes notes;
    notes_init(&notes);
    struct clock clock;
    clock_init_running(&clock, 1652853000500, 20);
    loop_before_sleep(notes.loop, count_turn, &notes);
    ck_assert_int_eq(loop_tick(notes.loop, &clock, MSEC_SECOND, on_second, &notes), 0);
    ck_assert_int_eq(loop_run(notes.loop), 0);
    ck_assert_str_eq(notes.text, "sss");
    ck_assert_int_eq(notes.turns, 3); /* no wake-up but for a second */
    ck_assert_int_ge(clock_now(&clock).wall, 1652853003000);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    loop_free(notes.loop);
}
END_TEST

/* The real clock, for as long as two seconds: each tick comes at its second, nothing between. */
START_TEST(test_real_seconds)
{
    struct notes notes;
    notes_init(&notes);
    struct clock clock;
    clock_init_real(&clock);
    loop_before_sleep(notes.loop, count_turn, &notes);
    notes.count = 1;
    msec_t before = clock_now(&clock).wall;
    ck_assert_int_eq(loop_tick(notes.loop, &clock, MSEC_SECOND, on_second, &notes), 0);
    ck_assert_int_eq(loop_run(notes.loop), 0);
    msec_t seconds = clock_now(&clock).wall / MSEC_SECOND - before / MSEC_SECOND;
    ck_assert_int_ge(seconds, 2);
    ck_assert_int_eq(notes.turns, 2);
    loop_free(notes.loop);
}
END_TEST

START_TEST(test_standing_clock_sleeps)
{
    struct notes notes;
    notes_init(&notes);
    struct clock clock;
    clock_init_standing(&clock, 0);
    ck_assert_int_eq(loop_tick(notes.loop, &clock, MSEC_SECOND, on_second, &notes), 0);
    ck_assert_int_gt(loop_add_timer(notes.loop, 30, on_time_stop, &notes), 0);
    ck_assert_int_eq(loop_run(notes.loop), 42);
    ck_assert_str_eq(notes.text, "s"); /* the timer's, not the clock's */
    loop_free(notes.loop);
}
END_TEST

static void on_signal(void *data, int signal)
{
    static const struct {
        int signal;
        char letter;
    } letters[] = {{SIGWINCH, 'w'}, {SIGTERM, 't'}, {SIGHUP, 'h'}, {SIGINT, 'i'},
                   {SIGTSTP, 'z'},  {SIGCONT, 'c'}, {SIGCHLD, 'd'}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].signal == signal)
            note(data, letters[i].letter);
}

START_TEST(test_signals)
{
    static const int caught[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGCHLD, 0};
    struct notes notes;
    notes_init(&notes);
    sigset_t before, after;
    ck_assert_int_eq(sigprocmask(SIG_SETMASK, NULL, &before), 0);
    ck_assert_int_eq(loop_catch_signals(notes.loop, caught, on_signal, &notes), 0);
    for (size_t i = 0; caught[i] != 0; i++) {
        ck_assert_int_eq(raise(caught[i]), 0);
        ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 1);
    }
    ck_assert_str_eq(notes.text, "wthizcd");
    ck_assert_int_eq(raise(SIGHUP), 0);
    ck_assert_int_eq(raise(SIGTERM), 0);
    ck_assert_int_eq(loop_turn(notes.loop, LONGEST_WAIT), 2);
    loop_free(notes.loop);
    ck_assert_int_eq(sigprocmask(SIG_SETMASK, NULL, &after), 0);
    ck_assert_int_eq(sigismember(&after, SIGTERM), sigismember(&before, SIGTERM));
    ck_assert_int_eq(sigismember(&after, SIGTERM), 0);
}
END_TEST

static void stop_when_woken(void *data)
{
    struct notes *notes = data;
    if (++notes->turns == 2)
        loop_stop(notes->loop, 7);
}

/* Woken before it sleeps: it goes round once more, and stops without sleeping again. */
START_TEST(test_wake_and_stop_before_sleep)
{
    struct notes notes;
    notes_init(&notes);
    loop_before_sleep(notes.loop, stop_when_woken, &notes);
    loop_wake(notes.loop);
    loop_wake(notes.loop);
    ck_assert_int_eq(loop_run(notes.loop), 7);
    ck_assert_int_eq(notes.turns, 2);
    loop_before_sleep(notes.loop, NULL, NULL);
    ck_assert_int_eq(loop_turn(notes.loop, 0), 0);
    loop_free(notes.loop);
    loop_free(NULL);
}
END_TEST

static void on_time_add_more(void *data)
{
    struct notes *notes = data;
    note(notes, 'a');
    /* Enough of them to move the loop's own array. */
    for (int i = 0; i < 20; i++)
        ck_assert_int_gt(loop_add_timer(notes->loop, 0, on_time, notes), 0);
    ck_assert_int_gt(loop_add_timer(notes->loop, 5, on_time_stop, notes), 0);
}

START_TEST(test_add_in_callback)
{
    struct notes notes;
    notes_init(&notes);
    ck_assert_int_gt(loop_add_timer(notes.loop, 0, on_time_add_more, &notes), 0);
    ck_assert_int_eq(loop_run(notes.loop), 42);
    ck_assert_str_eq(notes.text, "atttttttttttttttttttts");
    loop_free(notes.loop);
}
END_TEST

SUITE("os/loop", test_fd, test_remove_in_callback, test_timers, test_seconds, test_real_seconds,
      test_standing_clock_sleeps, test_signals, test_wake_and_stop_before_sleep,
      test_add_in_callback)
