/*
 * A program with the faults that sanitizers and valgrind are there for, one to a name. Where
 * nobody watches it ends with 0; so a watcher that does not stop it watches nothing.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int read_past_end(void)
{
    volatile char *bytes = malloc(8);
    volatile size_t end = 8;
    volatile char found = bytes != NULL ? bytes[end] : 0;
    free((void *)bytes);
    return found * 0;
}

static int read_unset(void)
{
    volatile int *numbers = malloc(8 * sizeof *numbers);
    volatile int odd = 0;
    if (numbers != NULL && numbers[3] % 2 != 0)
        odd = 1;
    free((void *)numbers);
    return odd >= 0 ? 0 : 1;
}

static int lose_memory(void)
{
    void *volatile lost = malloc(100);
    lost = NULL;
    return lost == NULL ? 0 : 1;
}

static int overflow_number(void)
{
    volatile int most = INT_MAX;
    most = most + 1;
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(void);
    } faults[] = {
        {"read-past-end", read_past_end},
        {"read-unset", read_unset},
        {"lose-memory", lose_memory},
        {"overflow-number", overflow_number},
    };
    for (size_t i = 0; argc == 2 && i < sizeof faults / sizeof faults[0]; i++)
        if (strcmp(argv[1], faults[i].name) == 0)
            return faults[i].run();
    return 2;
}
