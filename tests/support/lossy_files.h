/*
 * A disc that loses power: a table of file calls in front of the real one that remembers what
 * was synced. lossy_files_cut() then leaves on the disc what a loss of power might: entries
 * of folders that were not synced may be gone, bytes that were not synced may be missing,
 * zero or garbage.
 *
 * It also watches for the mistake that costs data: touching a descriptor again, other than to
 * close it, after a sync of it failed.
 */
#ifndef DAIS_TESTS_LOSSY_FILES_H
#define DAIS_TESTS_LOSSY_FILES_H

#include <stdint.h>

#include <dais/os/files.h>

struct lossy_entry {
    char *path;   /* of a file or folder that was made; owned */
    bool durable; /* its folder was synced since */
    off_t synced; /* of a file: bytes that were synced */
};

struct lossy_files {
    struct files files;        /* the table to hand on */
    const struct files *under; /* may be a faulty one */
    ARRAY_OF(struct lossy_entry) entries;
    ARRAY_OF(int) failed; /* descriptors whose sync failed and that are still open */
    unsigned misused;     /* calls on one of them */
};

/* `disc` must stay where it is while the table is used. */
void lossy_files_init(struct lossy_files *disc, const struct files *under);
void lossy_files_finish(struct lossy_files *disc);

/* The machine's own table, but for syncs, which do nothing: for tests that make thousands. */
const struct files *lossy_files_unsynced(void);

/* Power goes. What is lost of that which may be depends on `seed`. */
void lossy_files_cut(struct lossy_files *disc, uint32_t seed);

#endif
