/*
 * What a disc in memory consists of: shared by its calls and what becomes of it without power.
 */
#ifndef DAIS_TESTS_POWER_DISC_NODE_H
#define DAIS_TESTS_POWER_DISC_NODE_H

#include "power_disc.h"

/* Of a byte: on the disc; not yet; a sync of it failed. */
#define SYNCED 'S'
#define DIRTY 'D'
#define LOST 'L'

struct disc_name {
    char *name;
    ARRAY_OF(struct disc_node *) was; /* the last is what it is; NULL: no such name */
};

struct disc_node {
    bool folder;
    mode_t mode;
    unsigned number; /* from 1 */
    unsigned region;
    int64_t changed;                  /* ticks */
    ARRAY_OF(struct disc_name) names; /* of a folder */
    struct buf bytes;                 /* of a file, as programs see it */
    struct buf state;                 /* a letter for each byte */
    size_t length;                    /* as long as it was at its last sync */
    struct disc_node *copy;           /* on the disc being made of this one */
};

/* A new node, of no name yet; the end of one. All bytes of a node are on the disc from now on. */
struct disc_node *disc_node_add(struct power_disc *disc, bool folder, mode_t mode, unsigned region);
void disc_node_free(struct disc_node *node);
void disc_node_settle(struct disc_node *node);

#endif
