#include "suite.h"

#include <stdlib.h>

int suite_run(const char *name, const TTest *const *tests)
{
    return suite_run_with(name, NULL, NULL, tests);
}

int suite_run_with(const char *name, SFun setup, SFun teardown, const TTest *const *tests)
{
    TCase *cases = tcase_create(name);
    /* Seconds; a loaded machine under a sanitizer is slow. None where more runs are asked for. */
    tcase_set_timeout(cases, getenv("DAIS_PROPERTY_RUNS") == NULL ? 60 : 0);
    if (setup != NULL)
        tcase_add_checked_fixture(cases, setup, teardown);
    for (; *tests != NULL; tests++)
        tcase_add_test(cases, *tests);
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
