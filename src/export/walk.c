/*
 * One switch over the kinds of blocks; what stands inside a block its writer goes through itself.
 */
#include "walk.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/core/entry_languages.h>

enum {
    CONTENTS_LEAST = 4, /* sections */
    HEAD_MOST = 104,    /* columns, what a line in small letters holds */
};

static void walk_section(const struct report_node *section, unsigned level,
                         const struct block_writer *writer, void *to)
{
    writer->begin_section(to, section, level);
    /* Under none the next one is not one further down: no level is left out. */
    walk_blocks(section, section->heading != NULL ? level + 1 : level, writer, to);
    if (writer->end_section != NULL)
        writer->end_section(to);
}

void walk_blocks(const struct report_node *parent, unsigned level,
                 const struct block_writer *writer, void *to)
{
    for (const struct report_node *node = parent->first; node != NULL; node = node->next) {
        switch (node->kind) {
        case NODE_SECTION:
            walk_section(node, level, writer, to);
            break;
        case NODE_PARAGRAPH:
            writer->paragraph(to, node);
            break;
        case NODE_FACTS:
            writer->facts(to, node);
            break;
        case NODE_LIST:
            if (node->first != NULL)
                writer->list(to, node, level);
            break;
        case NODE_TABLE:
            if (node->first != NULL && node->first->first != NULL)
                writer->table(to, node);
            break;
        case NODE_FACT:
        case NODE_ITEM:
        case NODE_ROW:
        case NODE_CELL:
        case NODE_ENTRY:
        case REPORT_NODE_KIND_COUNT:
            break; /* written by what holds them */
        }
    }
}

bool walk_is_draft(const struct report_node *paragraph)
{
    return paragraph->name != NULL && strcmp(paragraph->name, "draft") == 0;
}

const char *walk_entry_language(const struct report *report, const struct report_node *node)
{
    const struct entry *entry = node->entry;
    if (node->language != NULL || report->texts_language == NULL || entry == NULL ||
        entry->language != NULL)
        return node->language;
    if (entry->adopted_text != NULL)
        return report->texts_language; /* what was adopted stands, no translation of it */
    for (size_t i = 0; i < entry->translations.count; i++) {
        const struct entry *other = entry->translations.items[i];
        if (other->standing != STANDING_WITHDRAWN && other->language != NULL &&
            entry_language_equal(other->language, report->language))
            return NULL; /* that one stands here */
    }
    return report->texts_language;
}

void walk_write_running_head(const struct report *report, struct buf *out)
{
    BUF_LOCAL struct buf line = {0};
    for (const char *c = report->title; *c != '\0'; c++) {
        if (c[0] != '\r' || c[1] != '\n')
            buf_add_char(&line, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
    size_t fits = text_fit(buf_text(&line), line.size, HEAD_MOST, NULL);
    bool cut = fits < line.size;
    for (size_t at = fits; cut && at > fits / 2; at--) {
        if (line.bytes[at] == ' ') {
            fits = at;
            break;
        }
    }
    buf_add(out, buf_text(&line), fits);
    buf_add_text(out, cut ? "…" : "");
}

bool walk_has_texts(const struct report_node *entry)
{
    const struct report_node *fact = entry->first;
    while (fact != NULL && fact->language == NULL)
        fact = fact->next;
    return fact != NULL;
}

bool walk_is_in_contents(const struct report_node *section)
{
    return section->kind == NODE_SECTION && section->heading != NULL && section->name != NULL;
}

bool walk_wants_contents(const struct report *report)
{
    unsigned sections = 0;
    for (const struct report_node *node = report->root->first; node != NULL; node = node->next)
        sections += walk_is_in_contents(node);
    return sections >= CONTENTS_LEAST;
}
