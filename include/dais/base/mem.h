/*
 * Memory that is there or the program is not.
 *
 * None of these calls returns NULL. When the machine has no memory left they
 * call mem_exhausted(); the program's last resort (os/last_resort.h) writes
 * the text being typed as a draft, gives the terminal back, says so and
 * leaves. What showed a tick is on the disc by then, so nothing is lost that
 * was promised, and no caller needs an error path that nobody can test.
 */
#ifndef DAIS_BASE_MEM_H
#define DAIS_BASE_MEM_H

#include <stddef.h>

/* abort() with errno ENOMEM: for whoever finds that a library got no memory. */
_Noreturn void mem_exhausted(void);

/* Zeroed memory for `count` items of `size` bytes; the caller frees it. */
void *mem_new(size_t count, size_t size);

/*
 * Room for at least `need` items of `size` bytes: returns `items`, moved if it
 * had to grow, and updates `*room`. Growth is geometric; new room is not zeroed.
 */
void *mem_grow(void *items, size_t *room, size_t need, size_t size);

/* Gives back the room beyond `count` items: for what stays long and does not grow. */
void *mem_trim(void *items, size_t *room, size_t count, size_t size);

/* A copy of a text, or of its first `size` bytes with a NUL behind; NULL gives NULL. */
char *mem_dup(const char *text);
char *mem_dup_n(const char *text, size_t size);

/* For __attribute__((cleanup)): frees what a `char *` or `void *` local points to. */
void mem_free_local(void *pointer_to_pointer);
#define MEM_LOCAL __attribute__((cleanup(mem_free_local)))

/*
 * A growing array is any struct with `items`, `count` and `room`. Declare one with
 * ARRAY_OF, append with array_push; freeing `items` ends it. A zeroed one is empty.
 */
#define ARRAY_OF(type)                                                         \
    struct {                                                                   \
        type *items;  /* count of them are valid */                            \
        size_t count; /* items in use */                                       \
        size_t room;  /* items allocated */                                    \
    }
#define array_reserve(array, extra)                                            \
    ((array)->items = mem_grow((array)->items, &(array)->room,                 \
                               (array)->count + (extra), sizeof *(array)->items))
#define array_trim(array)                                                      \
    ((array)->items = mem_trim((array)->items, &(array)->room, (array)->count, \
                               sizeof *(array)->items))
#define array_push(array, item)                                                \
    (array_reserve(array, 1), (array)->items[(array)->count++] = (item))

/*
 * An arena: many small pieces, freed together. A zeroed arena is empty.
 * Pieces are zeroed, aligned for any type (texts are not) and stay where they are.
 */
struct arena_block;
struct arena {
    struct arena_block *last; /* the block being filled; NULL while empty */
};
void *arena_alloc(struct arena *arena, size_t size);
char *arena_text(struct arena *arena, const char *text); /* copy; NULL gives NULL */
char *arena_text_n(struct arena *arena, const char *text, size_t size);
void arena_finish(struct arena *arena);

#endif
