/*
 * A report as Markdown: CommonMark, with the pipe tables that GitHub and pandoc read. It has to
 * be pleasant to read without any of them. Every text from data goes through
 * markdown_escape().
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/grapheme.h>

#include "exporters.h"
#include "markdown_escape.h"
#include "walk.h"

enum { LEVEL_MOST = 6, COLUMN_MOST = 40 /* columns of a cell that others are padded to */ };

/* What is written where. */
struct markdown {
    const struct report *report;
    struct buf *out;
};

static void add_inline(const struct markdown *markdown, const char *text)
{
    static const struct markdown_place in_line = {.indent = NULL};
    markdown_escape(text, &in_line, markdown->out);
}

/* " *(en)*" behind a text in another language than the report's. */
static void add_language(const struct markdown *markdown, const char *language)
{
    const char *all = markdown->report->texts_language;
    const char *second = markdown->report->second_language;
    if (language == NULL || (all != NULL && strcmp(all, language) == 0) ||
        (second != NULL && strcmp(second, language) == 0))
        return;
    buf_add_text(markdown->out, " *(");
    add_inline(markdown, language);
    buf_add_text(markdown->out, ")*");
}

static void add_heading(const struct markdown *markdown, unsigned level, const char *heading,
                        const char *language)
{
    buf_add_repeat(markdown->out, "#", level < LEVEL_MOST ? level : LEVEL_MOST);
    buf_add_char(markdown->out, ' ');
    add_inline(markdown, heading);
    add_language(markdown, language);
    buf_add_text(markdown->out, "\n\n");
}

static void add_bold(const struct markdown *markdown, const char *text)
{
    size_t before = markdown->out->size;
    buf_add_text(markdown->out, "**");
    add_inline(markdown, text);
    if (markdown->out->size == before + 2)
        buf_cut(markdown->out, before); /* nothing but blanks: four stars would be a rule */
    else
        buf_add_text(markdown->out, "**");
}

static void add_paragraph(void *to, const struct report_node *node)
{
    const struct markdown *markdown = to;
    static const struct markdown_place alone = {.indent = "", .at_line_start = true};
    if (walk_is_draft(node)) {
        add_bold(markdown, node->text);
    } else {
        markdown_escape(node->text, &alone, markdown->out);
        add_language(markdown, node->language);
    }
    buf_add_text(markdown->out, "\n\n");
}

static void add_fact(const struct markdown *markdown, const struct report_node *fact)
{
    static const struct markdown_place in_item = {.indent = "  "};
    buf_add_text(markdown->out, "- ");
    add_bold(markdown, fact->heading);
    buf_add_text(markdown->out, markdown->report->colon);
    markdown_escape(fact->text, &in_item, markdown->out);
    buf_add_char(markdown->out, '\n');
}

/* "  Addressed to: donors · Standing: draft" below an entry's text. */
static void add_entry_facts(const struct markdown *markdown, const struct report_node *entry)
{
    bool first = true;
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language != NULL)
            continue;
        buf_add_text(markdown->out, first ? "\\\n  *" : " · ");
        add_inline(markdown, fact->heading);
        buf_add_text(markdown->out, markdown->report->colon);
        add_inline(markdown, fact->text);
        first = false;
    }
    if (!first)
        buf_add_char(markdown->out, '*');
}

/* Texts in other languages, a line each: "  French (R3): …" */
static void add_entry_texts(const struct markdown *markdown, const struct report_node *entry)
{
    static const struct markdown_place in_item = {.indent = "  ", .breaks = true};
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language == NULL)
            continue;
        buf_add_text(markdown->out, "\\\n  *");
        add_inline(markdown, fact->heading);
        buf_add_char(markdown->out, '*');
        buf_add_text(markdown->out, markdown->report->colon);
        markdown_escape(fact->text, &in_item, markdown->out);
    }
}

static void add_entry(const struct markdown *markdown, const struct report_node *entry)
{
    static const struct markdown_place in_item = {.indent = "  ", .breaks = true};
    buf_add_text(markdown->out, "- **");
    add_inline(markdown, entry->heading);
    buf_add_char(markdown->out, '.');
    if (entry->lead != NULL) {
        buf_add_char(markdown->out, ' ');
        add_inline(markdown, entry->lead);
    }
    buf_add_text(markdown->out, "** ");
    markdown_escape(entry->text, &in_item, markdown->out);
    add_language(markdown, entry->language);
    add_entry_facts(markdown, entry);
    add_entry_texts(markdown, entry);
    buf_add_char(markdown->out, '\n');
}

static void add_item(const struct markdown *markdown, const struct report_node *item)
{
    static const struct markdown_place in_item = {.indent = "  ", .at_line_start = true};
    buf_add_text(markdown->out, "- ");
    markdown_escape(item->text, &in_item, markdown->out);
    add_language(markdown, item->language);
    buf_add_char(markdown->out, '\n');
    for (const struct report_node *own = item->first; own != NULL; own = own->next) {
        static const struct markdown_place below = {.indent = "    ", .at_line_start = true};
        buf_add_text(markdown->out, "  - ");
        markdown_escape(own->text, &below, markdown->out);
        add_language(markdown, own->language);
        buf_add_char(markdown->out, '\n');
    }
}

static void add_facts(void *to, const struct report_node *facts)
{
    const struct markdown *markdown = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next)
        add_fact(markdown, fact);
    buf_add_char(markdown->out, '\n');
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    const struct markdown *markdown = to;
    (void)level; /* its heading is a bold line */
    if (list->heading != NULL) {
        add_bold(markdown, list->heading);
        buf_add_text(markdown->out, "\n\n");
    }
    for (const struct report_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind == NODE_ENTRY)
            add_entry(markdown, node);
        else
            add_item(markdown, node);
    }
    buf_add_char(markdown->out, '\n');
}

static unsigned padded(unsigned width)
{
    return width < COLUMN_MOST ? width : COLUMN_MOST;
}

/* Writes a cell and pads it to its column; too long ones stand out instead of widening all. */
static void add_cell(const struct markdown *markdown, const struct report_node *cell,
                     unsigned column)
{
    size_t from = markdown->out->size;
    buf_add_text(markdown->out, "| ");
    if (cell->text != NULL)
        add_inline(markdown, cell->text);
    size_t start = from + 2;
    unsigned width = markdown->out->size == start
                         ? 0
                         : text_width(markdown->out->bytes + start, markdown->out->size - start);
    if (width < column)
        buf_add_repeat(markdown->out, " ", column - width);
    buf_add_char(markdown->out, ' ');
}

/* The width that the `index`-th cells of all rows are padded to. */
static unsigned column_width(const struct report_node *table, size_t index)
{
    unsigned most = 3;
    for (const struct report_node *row = table->first; row != NULL; row = row->next) {
        const struct report_node *cell = row->first;
        for (size_t i = 0; i < index && cell != NULL; i++)
            cell = cell->next;
        if (cell == NULL || cell->text == NULL)
            continue;
        static const struct markdown_place in_line = {.indent = NULL};
        BUF_LOCAL struct buf text = {0};
        markdown_escape(cell->text, &in_line, &text);
        unsigned width = padded(text_width(buf_text(&text), text.size));
        most = width > most ? width : most;
    }
    return most;
}

static void add_table(void *to, const struct report_node *table)
{
    const struct markdown *markdown = to;
    ARRAY_OF(unsigned) widths = {0};
    for (const struct report_node *cell = table->first->first; cell != NULL; cell = cell->next) {
        unsigned width = column_width(table, widths.count);
        array_push(&widths, width);
    }
    for (const struct report_node *row = table->first; row != NULL; row = row->next) {
        size_t index = 0;
        for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next)
            add_cell(markdown, cell, widths.items[index++]);
        buf_add_text(markdown->out, "|\n");
        if (row != table->first)
            continue;
        for (size_t i = 0; i < widths.count; i++) {
            buf_add_text(markdown->out, "|");
            buf_add_repeat(markdown->out, "-", widths.items[i] + 2);
        }
        buf_add_text(markdown->out, "|\n");
    }
    free(widths.items);
    buf_add_char(markdown->out, '\n');
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    if (section->heading != NULL)
        add_heading(to, level, section->heading, section->language);
}

static const struct block_writer writer = {
    .begin_section = begin_section,
    .paragraph = add_paragraph,
    .facts = add_facts,
    .list = add_list,
    .table = add_table,
};

void markdown_write(const struct report *report, const struct export_options *options,
                    struct buf *out)
{
    (void)options;
    struct markdown markdown = {.report = report, .out = out};
    add_heading(&markdown, 1, report->title, report->title_language);
    if (report->root->heading != NULL) {
        add_bold(&markdown, report->root->heading);
        buf_add_text(out, "\n\n");
    }
    walk_blocks(report->root, 2, &writer, &markdown);
    while (out->size > 1 && out->bytes[out->size - 1] == '\n' && out->bytes[out->size - 2] == '\n')
        buf_cut(out, out->size - 1);
}
