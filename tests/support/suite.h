/*
 * The main function of a unit test: a name and its tests.
 *
 *     SUITE("base/buf", test_empty, test_add)
 */
#ifndef DAIS_TESTS_SUITE_H
#define DAIS_TESTS_SUITE_H

#include <check.h>

/* Runs the tests (NULL ends them) and returns main's exit code. */
int suite_run(const char *name, const TTest *const *tests);

/* The same with a function before and one after each of them. */
int suite_run_with(const char *name, SFun setup, SFun teardown, const TTest *const *tests);

#define SUITE(name, ...)                                                       \
    int main(void)                                                             \
    {                                                                          \
        const TTest *const tests[] = {__VA_ARGS__, NULL};                      \
        return suite_run(name, tests);                                         \
    }

#define SUITE_WITH(name, setup, teardown, ...)                                 \
    int main(void)                                                             \
    {                                                                          \
        const TTest *const tests[] = {__VA_ARGS__, NULL};                      \
        return suite_run_with(name, setup, teardown, tests);                   \
    }

#endif
