/*
 * A disc in memory: a table of file calls on folders and files that exist nowhere else, so that
 * power can go thousands of times a second.
 *
 * It knows of each byte whether it was synced, and of each name in a folder all that it was since
 * the folder was. power_disc_cut() makes of that a disc as a loss of power may leave it:
 *
 *   - each sector of 512 bytes that was not synced is kept, zero, stale (what lay there before:
 *     of one file now given up, or each of any file), garbage, or torn: its beginning kept, the
 * rest one of these;
 *   - a file is as long as at its last sync, or any longer, up to what was written;
 *   - each name is any of what it was since its folder was synced: there, not there, another file;
 *   - bytes that were synced stay, also where they share a sector with some that were not.
 *
 * After a sync that failed, what it should have synced counts as clean: no later sync of that
 * file brings it to the disc, as on Linux. It watches for the mistake that costs data there: a
 * call on a descriptor, other than to close it, after a sync of it failed.
 *
 * Parts of it may refuse to be written, or be gone altogether, as a stick that was pulled out;
 * and it may be full.
 */
#ifndef DAIS_TESTS_POWER_DISC_H
#define DAIS_TESTS_POWER_DISC_H

#include <stdbool.h>
#include <stdint.h>

#include <chance.h>
#include <dais/os/files.h>

enum { DISC_REGIONS = 4 };

struct disc_node; /* a file or a folder */

/* What a descriptor stands for. */
struct disc_open {
    struct disc_node *node; /* NULL: closed */
    size_t offset;          /* bytes; of the next read or write */
    bool failed;            /* a sync of it did */
};

/* What is the matter with a region. */
struct disc_trouble {
    int unwritable; /* errno of each change; 0: none */
    int gone;       /* errno of each call; 0: none */
};

struct power_disc {
    struct files files; /* the table to hand on */
    ARRAY_OF(struct disc_node *) nodes;
    struct disc_node *root;
    ARRAY_OF(struct disc_open) open;
    struct disc_trouble trouble[DISC_REGIONS];
    int64_t room;                  /* bytes that still fit; below 0: any number */
    int64_t ticks;                 /* counts changes; the time of modification */
    unsigned changes;              /* calls that changed something, or tried to */
    unsigned misused;              /* calls on a descriptor after a sync of it failed, or on none */
    void (*before)(void *context); /* called before each change; NULL: nothing is */
    void *context;
};

/* An empty root folder. `disc` must stay where it is while the table is used. */
void power_disc_init(struct power_disc *disc);
void power_disc_finish(struct power_disc *disc);

/* A file with all folders above it, on the disc for good; one of that name is replaced. */
void power_disc_put(struct power_disc *disc, const char *path, const void *bytes, size_t size);
/* A folder that belongs to a region, as will all that is made in it; made where it is missing. */
void power_disc_put_region(struct power_disc *disc, const char *path, unsigned region);

/* The content of a file, to look at or to spoil; NULL: there is none. */
struct buf *power_disc_find(struct power_disc *disc, const char *path);

/* The call to make when a sync of this descriptor is made to fail by a table in front. */
void power_disc_sync_failed(struct power_disc *disc, int file);

/* Would a loss of power leave anything else than a kill: bytes or names that were not synced? */
bool power_disc_at_stake(const struct power_disc *disc);

/* How much is lost. */
enum disc_cut {
    CUT_NOTHING, /* the program was killed; what was not synced still is not */
    CUT_ALL,     /* whatever was not synced */
    CUT_SOME,    /* any part of it */
};

/* Another disc, as it is found then; with power back all on it counts as synced. No trouble. */
void power_disc_cut(const struct power_disc *disc, enum disc_cut cut, struct chance *chance,
                    struct power_disc *ret_disc);

#endif
