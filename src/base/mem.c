/*
 * Memory that is there or the program is not; arrays and arenas on top of it.
 */
#include <dais/base/mem.h>

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void mem_exhausted(void)
{
    errno = ENOMEM;
    abort();
}

void *mem_new(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (memory == NULL)
        mem_exhausted();
    return memory;
}

/* Bytes of an array that begins: many hold one or two items and never grow. */
enum { ARRAY_LEAST = 24 };

void *mem_grow(void *items, size_t *room, size_t need, size_t size)
{
    if (need <= *room && items != NULL)
        return items;
    size_t wanted = *room > 0 ? *room + *room / 2 : ARRAY_LEAST / size;
    if (wanted < need)
        wanted = need;
    if (wanted > SIZE_MAX / size)
        mem_exhausted();
    void *moved = realloc(items, wanted * size);
    if (moved == NULL)
        mem_exhausted();
    *room = wanted;
    return moved;
}

void *mem_trim(void *items, size_t *room, size_t count, size_t size)
{
    if (count == 0 || count >= *room)
        return items;
    void *moved = realloc(items, count * size);
    if (moved == NULL)
        return items; /* less room is no need */
    *room = count;
    return moved;
}

char *mem_dup(const char *text)
{
    return text != NULL ? mem_dup_n(text, strlen(text)) : NULL;
}

char *mem_dup_n(const char *text, size_t size)
{
    char *copy = mem_new(size + 1, 1);
    if (size > 0)
        memcpy(copy, text, size);
    return copy;
}

void mem_free_local(void *pointer_to_pointer)
{
    void *memory;
    memcpy(&memory, pointer_to_pointer, sizeof memory);
    free(memory);
}

/*
 * Blocks double from the first size to the last, so that a hundred thousand events with an
 * arena each stay small; larger pieces get a block of their own size.
 */
enum { ARENA_FIRST_BLOCK = 128, ARENA_LAST_BLOCK = 8192 };

struct arena_block {
    struct arena_block *before; /* the block filled before this one */
    size_t used;                /* bytes of `bytes` handed out */
    size_t size;                /* bytes of `bytes` there are */
    max_align_t bytes[];        /* the pieces */
};

static struct arena_block *add_block(struct arena *arena, size_t need)
{
    size_t room = arena->last == NULL ? ARENA_FIRST_BLOCK : arena->last->size * 2;
    if (room > ARENA_LAST_BLOCK)
        room = ARENA_LAST_BLOCK;
    if (room < need)
        room = need;
    struct arena_block *block = mem_new(1, sizeof *block + room);
    block->size = room;
    block->before = arena->last;
    arena->last = block;
    return block;
}

/* Texts stand close together: nothing needs them aligned. */
static void *take_piece(struct arena *arena, size_t size, size_t unit)
{
    struct arena_block *block = arena->last;
    if (size > SIZE_MAX - unit - sizeof(struct arena_block))
        mem_exhausted();
    size_t start = block != NULL ? (block->used + unit - 1) / unit * unit : 0;
    if (block == NULL || start > block->size || block->size - start < size) {
        block = add_block(arena, size);
        start = 0;
    }
    block->used = start + size;
    return (char *)block->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return take_piece(arena, size, _Alignof(max_align_t));
}

char *arena_text(struct arena *arena, const char *text)
{
    return text != NULL ? arena_text_n(arena, text, strlen(text)) : NULL;
}

char *arena_text_n(struct arena *arena, const char *text, size_t size)
{
    if (size == SIZE_MAX)
        mem_exhausted();
    char *copy = take_piece(arena, size + 1, 1);
    if (size > 0)
        memcpy(copy, text, size);
    return copy;
}

void arena_finish(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *block = arena->last;
        arena->last = block->before;
        free(block);
    }
}
