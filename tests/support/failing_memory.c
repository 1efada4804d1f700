/*
 * Loaded before the C library, it is a machine without memory: in the program that DAIS_MEMORY_OF names,
 * malloc() and its kind fail at call DAIS_MEMORY_FAILS, counted from 1, and where a "+" stands behind the
 * number at every one from then on. Where DAIS_MEMORY_FROM names a file, counting begins once it is there.
 * When the program ends in order it writes how often it was asked into the file DAIS_MEMORY_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EARLY = 16384 };

static _Alignas(max_align_t) char early[EARLY]; /* what dlsym() asks for while the real ones are not known */
static size_t early_used;
static bool finding;
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

static bool begun, counting, is_for_ever, is_ours;
static unsigned long asked, fails_at;
static const char *from;

static void *take_early(size_t size)
{
    size_t start = (early_used + 15) / 16 * 16;
    if (size > EARLY - start)
        return NULL;
    early_used = start + size;
    return early + start;
}

static bool is_early(const void *memory)
{
    return (const char *)memory >= early && (const char *)memory < early + EARLY;
}

static void find(void *symbol, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(symbol, &found, sizeof found);
}

static void find_real(void)
{
    if (real_free != NULL || finding)
        return;
    finding = true;
    find(&real_malloc, "malloc");
    find(&real_calloc, "calloc");
    find(&real_realloc, "realloc");
    find(&real_free, "free");
    finding = false;
}

__attribute__((constructor)) static void begin(void)
{
    const char *program = getenv("DAIS_MEMORY_OF"), *at = getenv("DAIS_MEMORY_FAILS");
    char *end = NULL;
    find_real();
    is_ours = program != NULL && strcmp(program, program_invocation_short_name) == 0;
    fails_at = at != NULL ? strtoul(at, &end, 10) : 0;
    is_for_ever = end != NULL && *end == '+';
    from = getenv("DAIS_MEMORY_FROM");
    begun = true;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("DAIS_MEMORY_COUNT");
    char text[32];
    int file = is_ours && path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (file < 0)
        return;
    int size = snprintf(text, sizeof text, "%lu\n", asked);
    ssize_t written = write(file, text, (size_t)size);
    (void)written;
    (void)close(file);
}

/* Is this the call that gets nothing? */
static bool fails(void)
{
    if (!begun || !is_ours)
        return false;
    if (!counting) {
        int error = errno;
        counting = from == NULL || access(from, F_OK) == 0;
        errno = error;
        if (!counting)
            return false;
    }
    asked++;
    bool now = fails_at > 0 && (asked == fails_at || (is_for_ever && asked > fails_at));
    if (now)
        errno = ENOMEM;
    return now;
}

void *malloc(size_t size)
{
    find_real();
    if (real_malloc == NULL)
        return take_early(size);
    return fails() ? NULL : real_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    find_real();
    if (real_calloc == NULL)
        return take_early(count * size);
    return fails() ? NULL : real_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    find_real();
    if (is_early(memory)) {
        void *moved = malloc(size);
        size_t most = (size_t)(early + EARLY - (char *)memory);
        return moved != NULL ? memcpy(moved, memory, size < most ? size : most) : NULL;
    }
    return fails() ? NULL : real_realloc(memory, size);
}

void free(void *memory)
{
    find_real();
    if (memory != NULL && !is_early(memory) && real_free != NULL)
        real_free(memory);
}
