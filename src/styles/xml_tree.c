/*
 * expat reads; what is kept is built here, and written anew from what was kept. Nothing of the
 * file's own bytes goes through: names come from our tables, values are escaped again.
 */
#include "xml_tree.h"

#include <stdlib.h>
#include <string.h>

#include <expat.h>

#include <dais/base/mem.h>

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define SEPARATOR '\n'

static const struct {
    const char *uri;
    const char *prefix;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
    {ODF "office:1.0", "office"},
    {ODF "style:1.0", "style"},
    {ODF "text:1.0", "text"},
    {ODF "xsl-fo-compatible:1.0", "fo"},
    {ODF "svg-compatible:1.0", "svg"},
};

/* What is read, and where it goes. */
struct reading {
    XML_Parser parser;
    struct xml_tree *tree;
    const char *only;
    struct xml_node *open[XML_DEPTH_MOST]; /* NULL: an element that is not kept */
    size_t depth;
    size_t nodes; /* kept so far */
    enum refusal refusal;
};

static void refuse(struct reading *reading, enum refusal refusal)
{
    if (reading->refusal == REFUSAL_NONE)
        reading->refusal = refusal;
    XML_StopParser(reading->parser, XML_FALSE);
}

/* "uri\nname" with our prefix; without a namespace, attributes keep their bare name. NULL: not one
 * that we know. */
static const char *known_name(struct reading *reading, const char *name, bool bare)
{
    const char *cut = strchr(name, SEPARATOR);
    if (cut == NULL)
        return bare ? arena_text(&reading->tree->arena, name) : NULL;
    size_t size = (size_t)(cut - name);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (strlen(spaces[i].uri) != size || memcmp(spaces[i].uri, name, size) != 0)
            continue;
        BUF_LOCAL struct buf full = {0};
        buf_add_format(&full, "%s:%s", spaces[i].prefix, cut + 1);
        return arena_text_n(&reading->tree->arena, full.bytes, full.size);
    }
    return NULL;
}

static void keep_attributes(struct reading *reading, struct xml_node *node, const char **pairs)
{
    struct xml_attribute **end = &node->attributes;
    for (; pairs[0] != NULL && reading->nodes <= XML_NODES_MOST; pairs += 2) {
        if (strlen(pairs[1]) > XML_VALUE_MOST)
            continue;
        const char *name = known_name(reading, pairs[0], true);
        if (name == NULL)
            continue;
        reading->nodes++;
        *end = arena_alloc(&reading->tree->arena, sizeof **end);
        (*end)->name = name;
        (*end)->value = arena_text(&reading->tree->arena, pairs[1]);
        end = &(*end)->next;
    }
}

static struct xml_node *keep(struct reading *reading, struct xml_node *parent, const char *name,
                             const char **pairs)
{
    struct xml_node *node = arena_alloc(&reading->tree->arena, sizeof *node);
    node->name = name;
    reading->nodes++;
    keep_attributes(reading, node, pairs);
    if (parent == NULL)
        reading->tree->root = node;
    else if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    if (parent != NULL)
        parent->last = node;
    return node;
}

/* Where an element of this name belongs, into *ret; false: it is not kept. */
static bool place(const struct reading *reading, const char *name, struct xml_node **ret)
{
    *ret = NULL;
    if (reading->depth == 0)
        return true;
    struct xml_node *parent = reading->open[reading->depth - 1];
    if (reading->only != NULL && (parent == NULL || parent == reading->tree->root)) {
        *ret = reading->tree->root;
        return *ret != NULL && strcmp(name, reading->only) == 0;
    }
    *ret = parent;
    return parent != NULL;
}

static void XMLCALL start_element(void *data, const char *name, const char **pairs)
{
    struct reading *reading = data;
    if (reading->depth == XML_DEPTH_MOST || reading->nodes > XML_NODES_MOST) {
        refuse(reading, REFUSAL_TOO_LARGE);
        return;
    }
    const char *known = known_name(reading, name, false);
    struct xml_node *node = NULL, *parent;
    if (known != NULL && place(reading, known, &parent))
        node = keep(reading, parent, known, pairs);
    reading->open[reading->depth++] = node;
}

static void XMLCALL end_element(void *data, const char *name)
{
    (void)name;
    struct reading *reading = data;
    reading->depth--;
}

static void XMLCALL start_doctype(void *data, const char *name, const char *system,
                                  const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    refuse(data, REFUSAL_ENTITIES);
}

enum refusal xml_tree_read(const struct buf *part, const char *only, struct xml_tree *ret)
{
    *ret = (struct xml_tree){.root = NULL};
    struct reading *reading = mem_new(1, sizeof *reading);
    *reading =
        (struct reading){.parser = XML_ParserCreateNS(NULL, SEPARATOR), .tree = ret, .only = only};
    if (reading->parser == NULL)
        mem_exhausted();
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, start_element, end_element);
    XML_SetStartDoctypeDeclHandler(reading->parser, start_doctype);
    enum XML_Status status = XML_Parse(reading->parser, buf_text(part), (int)part->size, XML_TRUE);
    if (status != XML_STATUS_OK && XML_GetErrorCode(reading->parser) == XML_ERROR_NO_MEMORY)
        mem_exhausted();
    if (status != XML_STATUS_OK && reading->refusal == REFUSAL_NONE)
        reading->refusal = REFUSAL_DAMAGED;
    enum refusal refusal = reading->refusal;
    XML_ParserFree(reading->parser);
    free(reading);
    return refusal;
}

void xml_tree_finish(struct xml_tree *tree)
{
    arena_finish(&tree->arena);
}

const char *xml_value(const struct xml_node *node, const char *name)
{
    for (const struct xml_attribute *a = node != NULL ? node->attributes : NULL; a != NULL;
         a = a->next) {
        if (strcmp(a->name, name) == 0)
            return a->value;
    }
    return NULL;
}

static struct xml_node *first_named(struct xml_node *node, const char *name)
{
    while (node != NULL && strcmp(node->name, name) != 0)
        node = node->next;
    return node;
}

struct xml_node *xml_child(const struct xml_node *parent, const char *name)
{
    return parent != NULL ? first_named(parent->first, name) : NULL;
}

struct xml_node *xml_again(const struct xml_node *node)
{
    return first_named(node->next, node->name);
}

void xml_walk(struct xml_tree *tree, struct xml_node *node,
              void (*visit)(struct xml_tree *tree, struct xml_node *node))
{
    visit(tree, node);
    for (struct xml_node *child = node->first; child != NULL; child = child->next)
        xml_walk(tree, child, visit);
}

void xml_repeat_as(struct xml_tree *tree, struct xml_node *node, const char *name)
{
    struct xml_node *added = arena_alloc(&tree->arena, sizeof *added);
    *added = (struct xml_node){.name = name, .attributes = node->attributes, .next = node->next};
    node->next = added;
}

void xml_set(struct xml_tree *tree, struct xml_node *node, const char *name, const char *value)
{
    struct xml_attribute *added = arena_alloc(&tree->arena, sizeof *added);
    *added = (struct xml_attribute){.name = name, .value = value, .next = node->attributes};
    node->attributes = added;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static bool is_in(const char *name, const char *const *names, size_t count)
{
    return bsearch(name, names, count, sizeof *names, compare_names) != NULL;
}

static void add_value(const char *value, struct buf *out)
{
    for (const char *c = value; *c != '\0'; c++) {
        if (strchr("&<>\"'", *c) != NULL || (unsigned char)*c < ' ')
            buf_add_format(out, "&#%d;", *c);
        else
            buf_add_char(out, *c);
    }
}

void xml_copy_attributes(const struct xml_rules *rules, const struct xml_node *node,
                         struct buf *out)
{
    for (const struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
        if (!is_in(a->name, rules->attributes, rules->attribute_count))
            continue;
        buf_add_format(out, " %s=\"", a->name);
        add_value(a->value, out);
        buf_add_char(out, '"');
    }
}

void xml_copy_children(const struct xml_rules *rules, const struct xml_node *node, struct buf *out)
{
    for (const struct xml_node *child = node->first; child != NULL; child = child->next)
        xml_copy(rules, child, out);
}

void xml_copy(const struct xml_rules *rules, const struct xml_node *node, struct buf *out)
{
    if (!is_in(node->name, rules->elements, rules->element_count))
        return;
    buf_add_format(out, "<%s", node->name);
    xml_copy_attributes(rules, node, out);
    if (node->first == NULL) {
        buf_add_text(out, "/>");
        return;
    }
    buf_add_char(out, '>');
    xml_copy_children(rules, node, out);
    buf_add_format(out, "</%s>", node->name);
}
