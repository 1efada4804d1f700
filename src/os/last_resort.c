/*
 * One mapping holds it all: the steps, the alternate stack, and room that is given back when memory
 * has run out, so that what is left to do can allocate. None of it is touched before, so it costs
 * no memory.
 *
 *     steps │ alternate stack ◄──grows down │ kept back
 *
 * A handler may be entered again from one of its own steps. Steps are taken off before they are
 * begun, so the inner one goes on where the outer one was.
 *
 * abort() is called, not sent: its handler is a function like another, on the stack of the
 * caller, and may do what that may. Only the other signals come at any place.
 */
#define _GNU_SOURCE
#include <dais/os/last_resort.h>

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <ucontext.h>

enum {
    STEPS_MOST = 8,
    STACK_SIZE = 64 * 1024, /* with what stands at its end */
    KEPT_SIZE = 512 * 1024, /* what writing a draft of the largest text takes, and more */
    SIGNALS = 5,
};

static const int signals[SIGNALS] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

struct step {
    enum last_resort_end end;
    last_resort_function *function;
    void *data; /* the caller's */
};

struct last_resort {
    struct step steps[STEPS_MOST];
    size_t count;                     /* steps not yet taken */
    bool begun;                       /* it came to it */
    bool memory;                      /* because there was none left */
    stack_t stack_before;             /* alternate stack found */
    struct sigaction before[SIGNALS]; /* handlers found */
};

static void give_back_handlers(const struct last_resort *resort)
{
    for (size_t i = 0; i < SIGNALS; i++)
        (void)sigaction(signals[i], &resort->before[i], NULL);
}

static void take_steps(struct last_resort *resort)
{
    while (resort->count > 0) {
        struct step step = resort->steps[--resort->count];
        if (step.end == LAST_RESORT_ANY || resort->memory)
            step.function(step.data);
    }
}

/* After it the signal comes again, or abort() goes on, and the program dies of it. */
static void on_signal(int number, siginfo_t *info, void *context)
{
    bool exhausted = number == SIGABRT && errno == ENOMEM;
    const stack_t *stack = &((const ucontext_t *)context)->uc_stack;
    if (stack->ss_sp == NULL || stack->ss_size != STACK_SIZE) { /* another thread */
        (void)signal(number, SIG_DFL);
        return;
    }
    struct last_resort *resort = stack->ss_sp;
    if (!resort->begun) {
        resort->begun = true;
        resort->memory = exhausted;
        (void)munmap((char *)resort + STACK_SIZE, KEPT_SIZE);
    }
    take_steps(resort);
    give_back_handlers(resort);
    if (number != SIGABRT && info->si_code <= 0)
        (void)raise(number); /* it was sent, and would not come again */
}

static void catch_signals(struct last_resort *resort)
{
    struct sigaction ours = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER};
    (void)sigemptyset(&ours.sa_mask);
    for (size_t i = 0; i < SIGNALS; i++) {
        ours.sa_flags &= ~SA_ONSTACK;
        if (signals[i] != SIGABRT) /* the stack itself may have run out */
            ours.sa_flags |= SA_ONSTACK;
        (void)sigaction(signals[i], &ours, &resort->before[i]);
    }
}

int last_resort_new(struct last_resort **ret_resort)
{
    struct last_resort *resort = mmap(NULL, STACK_SIZE + KEPT_SIZE, PROT_READ | PROT_WRITE,
                                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (resort == MAP_FAILED)
        return -errno;
    stack_t stack = {.ss_sp = resort, .ss_size = STACK_SIZE};
    if (sigaltstack(&stack, &resort->stack_before) < 0) {
        int error = errno;
        (void)munmap(resort, STACK_SIZE + KEPT_SIZE);
        return -error;
    }
    catch_signals(resort);
    *ret_resort = resort;
    return 0;
}

void last_resort_free(struct last_resort *resort)
{
    if (resort == NULL)
        return;
    give_back_handlers(resort);
    (void)sigaltstack(&resort->stack_before, NULL);
    (void)munmap(resort, STACK_SIZE + KEPT_SIZE);
}

void last_resort_add(struct last_resort *resort, enum last_resort_end end,
                     last_resort_function *function, void *data)
{
    if (resort == NULL)
        return;
    assert(resort->count < STEPS_MOST);
    resort->steps[resort->count] = (struct step){end, function, data};
    resort->count++; /* last: it is whole before it can be taken */
}

void last_resort_drop(struct last_resort *resort, last_resort_function *function, const void *data)
{
    if (resort == NULL)
        return;
    for (size_t i = resort->count; i > 0; i--)
        if (resort->steps[i - 1].function == function && resort->steps[i - 1].data == data)
            resort->count = i - 1;
}
