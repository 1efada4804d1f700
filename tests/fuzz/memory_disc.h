/*
 * A disc in memory, in place of the machine's: files_real() is this one where its object is linked.
 * It can be full, fail its syncs, or refuse to be written, from one moment on until it is well.
 */
#ifndef DAIS_TESTS_FUZZ_MEMORY_DISC_H
#define DAIS_TESTS_FUZZ_MEMORY_DISC_H

#include <dais/os/files.h>

enum disc_health {
    DISC_WELL,
    DISC_FULL,      /* a short write, then -ENOSPC */
    DISC_UNSYNCED,  /* fdatasync and fsync fail */
    DISC_READ_ONLY, /* nothing is made, written, renamed or removed */
    DISC_HEALTH_COUNT
};

/* An empty disc that is well: a root folder and nothing in it. Frees what was there. */
void memory_disc_clear(void);

void memory_disc_set(enum disc_health health);

/* The time that files bear from now on, ms since 1970-01-01 UTC. */
void memory_disc_set_time(int64_t at);

/* Makes a file at an absolute path, with the folders above it. */
void memory_disc_put(const char *path, const void *bytes, size_t size);

/* What a file holds, lent until the disc changes; NULL: there is none. */
const struct buf *memory_disc_get(const char *path);

/* Descriptors that were not closed. */
size_t memory_disc_count_open(void);

/* Keeps what is on the disc, or puts back what was kept (and closes all descriptors). */
struct disc_copy;
struct disc_copy *memory_disc_keep(void);
void memory_disc_put_back(const struct disc_copy *copy);
void memory_disc_free_copy(struct disc_copy *copy);

#endif
