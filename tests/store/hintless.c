/*
 * The break that test_programme_broken must catch: nobody is ever asked "did you mean".
 */
#include <stddef.h>

const char *no_name_nearest(const char *const *names, size_t count, const char *name);

const char *no_name_nearest(const char *const *names, size_t count, const char *name)
{
    (void)names;
    (void)count;
    (void)name;
    return NULL;
}
