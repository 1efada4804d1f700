#define _GNU_SOURCE
#include <dais/os/last_resort.h>

#include "suite.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dais/base/mem.h>

enum { LEFT = 3, NOT_THERE = 4 };

/* How a child ends. */
typedef void end_function(void);

static void end_for_memory(void)
{
    mem_exhausted();
}

static void end_by_abort(void)
{
    errno = 0;
    abort();
}

static void end_by_fault(void)
{
    (void)raise(SIGSEGV);
}

static int told[2]; /* a pipe: steps write their letter to it */

static void tell(void *data)
{
    ck_assert_int_eq(write(told[1], data, 1), 1);
}

static void leave(void *data)
{
    tell(data);
    _exit(LEFT);
}

static void fail_again(void *data)
{
    tell(data);
    mem_exhausted();
}

static void touch_nothing(void *data)
{
    tell(data);
    (void)raise(SIGSEGV);
}

/* Runs a child to its end; the letters that its steps wrote. Returns the status of wait(). */
static int run_child(void (*prepare)(struct last_resort *), end_function *end, char ret_letters[16])
{
    ck_assert_int_eq(pipe(told), 0);
    pid_t child = fork();
    if (child == 0) {
        struct last_resort *resort;
        struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)signal(SIGABRT, SIG_DFL); /* the frame of the tests has its own */
        (void)signal(SIGSEGV, SIG_DFL);
        if (last_resort_new(&resort) < 0)
            _exit(NOT_THERE);
        prepare(resort);
        end();
        _exit(NOT_THERE);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    close(told[1]);
    ssize_t size = read(told[0], ret_letters, 15);
    close(told[0]);
    ret_letters[size > 0 ? size : 0] = '\0';
    return status;
}

static void prepare_all(struct last_resort *resort)
{
    last_resort_add(resort, LAST_RESORT_MEMORY, leave, "l");
    last_resort_add(resort, LAST_RESORT_ANY, tell, "a");
    last_resort_add(resort, LAST_RESORT_MEMORY, tell, "m");
}

static void prepare_failing(struct last_resort *resort)
{
    last_resort_add(resort, LAST_RESORT_MEMORY, leave, "l");
    last_resort_add(resort, LAST_RESORT_MEMORY, touch_nothing, "t");
    last_resort_add(resort, LAST_RESORT_ANY, tell, "a");
    last_resort_add(resort, LAST_RESORT_MEMORY, fail_again, "f");
}

static char dropped[] = "d";

static void prepare_dropped(struct last_resort *resort)
{
    last_resort_add(resort, LAST_RESORT_MEMORY, leave, "l");
    last_resort_add(resort, LAST_RESORT_ANY, tell, dropped);
    last_resort_add(resort, LAST_RESORT_ANY, tell, "x");
    last_resort_drop(resort, leave, dropped);
    last_resort_drop(resort, tell, dropped);
}

START_TEST(test_steps)
{
    static const struct {
        void (*prepare)(struct last_resort *);
        end_function *end;
        const char *letters;
        int signal; /* 0: it left */
    } cases[] = {
        {prepare_all, end_for_memory, "mal", 0},   {prepare_all, end_by_abort, "a", SIGABRT},
        {prepare_all, end_by_fault, "a", SIGSEGV}, {prepare_failing, end_for_memory, "fatl", 0},
        {prepare_dropped, end_for_memory, "l", 0}, {prepare_dropped, end_by_abort, "", SIGABRT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char letters[16];
        int status = run_child(cases[i].prepare, cases[i].end, letters);
        ck_assert_str_eq(letters, cases[i].letters);
        if (cases[i].signal == 0)
            ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == LEFT);
        else
            ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == cases[i].signal);
    }
}
END_TEST

#ifndef __SANITIZE_ADDRESS__ /* which does not live with so little, nor let malloc() fail */
/* Memory that nobody can have before is there in the steps. */
static void use_what_was_kept(void *data)
{
    char *volatile many = malloc(256 * 1024); /* asked for, whatever the compiler thinks of it */
    if (many != NULL)
        tell(data);
    free(many);
}

static void prepare_kept(struct last_resort *resort)
{
    unsigned long pages = 0;
    FILE *size = fopen("/proc/self/statm", "r");
    ck_assert(size != NULL && fscanf(size, "%lu", &pages) == 1);
    fclose(size);
    rlim_t most = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (1 << 20);
    struct rlimit little = {most, most};
    last_resort_add(resort, LAST_RESORT_MEMORY, leave, "l");
    last_resort_add(resort, LAST_RESORT_MEMORY, use_what_was_kept, "k");
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &little), 0);
}

static void end_exhausted(void)
{
    size_t step = 1 << 16;
    while (step > 16) { /* all there is, to the last piece */
        char *volatile piece = malloc(step);
        if (piece == NULL)
            step /= 2;
    }
    mem_exhausted();
}

START_TEST(test_memory_kept)
{
    char letters[16];
    int status = run_child(prepare_kept, end_exhausted, letters);
    ck_assert_str_eq(letters, "kl");
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == LEFT);
}
END_TEST
#endif

/* What was there before is there again. */
START_TEST(test_given_back)
{
    struct sigaction before, after;
    stack_t stack_before, stack_after;
    struct last_resort *resort;
    sigaction(SIGSEGV, NULL, &before);
    sigaltstack(NULL, &stack_before);
    ck_assert_int_eq(last_resort_new(&resort), 0);
    last_resort_free(resort);
    sigaction(SIGSEGV, NULL, &after);
    sigaltstack(NULL, &stack_after);
    ck_assert(before.sa_handler == after.sa_handler);
    ck_assert_ptr_eq(stack_before.ss_sp, stack_after.ss_sp);
    last_resort_free(NULL);
    last_resort_add(NULL, LAST_RESORT_ANY, tell, NULL);
    last_resort_drop(NULL, tell, NULL);
}
END_TEST

#ifdef __SANITIZE_ADDRESS__
SUITE("os/last_resort", test_steps, test_given_back)
#else
SUITE("os/last_resort", test_steps, test_given_back, test_memory_kept)
#endif
