/*
 * A part of a document as a tree of elements: those of the namespaces that we know, without texts,
 * comments and instructions, which no style has.
 */
#ifndef DAIS_SRC_STYLES_XML_TREE_H
#define DAIS_SRC_STYLES_XML_TREE_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

#include "package.h"

enum {
    XML_DEPTH_MOST = 256,
    XML_NODES_MOST = 400000, /* elements and attributes that are kept */
    XML_VALUE_MOST = 1024,   /* bytes; a longer attribute is left out */
};

struct xml_attribute {
    const char *name; /* "w:val", with our prefix whatever the file's is */
    const char *value;
    struct xml_attribute *next;
};

struct xml_node {
    const char *name; /* "w:style" */
    struct xml_attribute *attributes;
    struct xml_node *first, *last, *next;
};

/* All of it is in the arena. */
struct xml_tree {
    struct arena arena;
    struct xml_node *root; /* NULL: of a namespace that we do not know */
};

/*
 * Reads a part. `only`, where it is not NULL, is the one kind of element that is kept with what is
 * in it; those hang below the root. Refused: what is not well-formed, too deep or too large, and
 * every document type. The tree is to be finished, refused or not.
 */
enum refusal xml_tree_read(const struct buf *part, const char *only, struct xml_tree *ret);
void xml_tree_finish(struct xml_tree *tree);

/* NULL: there is none. */
const char *xml_value(const struct xml_node *node, const char *name);

/* The first child, the next of the same name as `node`; NULL: there is none. NULL has none. */
struct xml_node *xml_child(const struct xml_node *parent, const char *name);
struct xml_node *xml_again(const struct xml_node *node);

/* Calls `visit` for the node and all in it. */
void xml_walk(struct xml_tree *tree, struct xml_node *node,
              void (*visit)(struct xml_tree *tree, struct xml_node *node));

/* An element with the attributes of the one it is put behind; an attribute in front of others. */
void xml_repeat_as(struct xml_tree *tree, struct xml_node *node, const char *name);
void xml_set(struct xml_tree *tree, struct xml_node *node, const char *name, const char *value);

/* What may be copied: names in the order of strcmp(). */
struct xml_rules {
    const char *const *elements;
    size_t element_count;
    const char *const *attributes;
    size_t attribute_count;
};

/* Appends the element with what is in it; what the rules do not name is left out, with all of it.
 */
void xml_copy(const struct xml_rules *rules, const struct xml_node *node, struct buf *out);

/* The same for the children alone, and for the attributes, with a blank before each. */
void xml_copy_children(const struct xml_rules *rules, const struct xml_node *node, struct buf *out);
void xml_copy_attributes(const struct xml_rules *rules, const struct xml_node *node,
                         struct buf *out);

#endif
