/*
 * The mistake that fuzz/styles must catch: elements that are opened and never closed.
 */
#include "../../src/styles/xml_tree.h"

void xml_copy(const struct xml_rules *rules, const struct xml_node *node, struct buf *out)
{
    (void)rules;
    buf_add_format(out, "<%s>", node->name);
}
