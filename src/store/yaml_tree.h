/*
 * YAML as a tree of nodes with places: what programmes, drafts and settings are read from.
 *
 * Only plain YAML gets through: maps, lists and scalars. Anchors, aliases, tags, merge keys,
 * duplicate keys, several documents, bytes that are not UTF-8 and what passes the caps below
 * are findings. Every scalar is text; what it means is for the reader of the tree.
 */
#ifndef DAIS_STORE_YAML_TREE_H
#define DAIS_STORE_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/mem.h>

#include "file_diags.h"

enum {
    YAML_DEPTH_MAX = 16,           /* nested maps and lists */
    YAML_SIZE_MAX = 4 << 20,       /* bytes of a file */
    YAML_SCALAR_MAX = 64 << 10,    /* bytes of a scalar */
    YAML_EVENTS_MAX = 1000 * 1000, /* of libyaml's parser */
};

enum yaml_kind {
    YAML_SCALAR,
    YAML_LIST,
    YAML_MAP,
    YAML_REFUSED, /* an alias, a key's second value, a scalar too long: a finding already; pass */
};

/*
 * Texts are NUL-terminated UTF-8 in NFC; control characters but newline and tab became U+FFFD
 * (which was a finding), so there is no NUL in them.
 */
struct yaml_node {
    enum yaml_kind kind;
    union {
        unsigned size;  /* scalar: bytes of `text` */
        unsigned count; /* list, map: children */
    };
    struct file_place place;     /* of its first character */
    struct file_place key_place; /* of the key */
    const char *key;             /* child of a map: its key; else NULL */
    struct yaml_node *next;      /* the next child of the same parent, or NULL */
    union {
        const char *text;        /* scalar: what it says */
        struct yaml_node *first; /* list, map: its first child, or NULL */
    };
};

struct yaml_tree {
    struct arena nodes;     /* the nodes; their texts are elsewhere */
    struct yaml_node *root; /* NULL: an empty document, or none that could be read */
    bool whole;             /* read to its end: what is missing in it is missing in the file */
};

/*
 * Reads `bytes`. The texts of the tree are put into `texts`, which may outlive it. The tree
 * holds all that could be read, findings or not; the caller finishes it.
 */
void yaml_tree_read(struct yaml_tree *ret_tree, const void *bytes, size_t size, struct arena *texts,
                    struct file_diags *findings);
void yaml_tree_finish(struct yaml_tree *tree);

/* The value of `key` in a map; NULL where it is not there or the node is no map. */
const struct yaml_node *yaml_node_find(const struct yaml_node *map, const char *key);

#endif
