/*
 * A report as DOCX (ECMA-376): headings, lists and tables in Word's own styles, so that its
 * navigation, its contents and an organiser's template work. Every text from data is a run of its
 * own and goes through xml_escape(); there are no fields but page numbers and contents.
 *
 * The contents are made here, with links to bookmarks and without page numbers, which only a
 * word processor knows: nothing asks to be updated when the file is opened.
 */
#include <string.h>

#include "docx_parts.h"
#include "exporters.h"
#include "walk.h"
#include "xml_escape.h"

enum { HEADING_MOST = 4 };

/* What is written where. */
struct docx {
    const struct report *report;
    struct buf *out;
    unsigned bookmarks; /* so far: each has a number */
};

static void add(const struct docx *docx, const char *markup)
{
    buf_add_text(docx->out, markup);
}

/* The language of a text from data: its own, else that of the whole report. */
static const char *language_of(const struct docx *docx, const char *language)
{
    if (language != NULL)
        return language;
    const char *all = docx->report->texts_language;
    return all != NULL ? all : docx->report->language;
}

static bool is_rtl(const char *language)
{
    return strcmp(xml_direction(language), "rtl") == 0;
}

/* A run of text; `bold` and its language where it is not the report's. Newlines are breaks. */
static void add_run(const struct docx *docx, const char *text, bool bold, const char *language)
{
    const char *own = language_of(docx, language);
    add(docx, "<w:r><w:rPr>");
    if (bold)
        add(docx, "<w:b/><w:bCs/>");
    if (is_rtl(own))
        add(docx, "<w:rtl/>");
    if (strcmp(own, docx->report->language) != 0) {
        add(docx, is_rtl(own) ? "<w:lang w:bidi=\"" : "<w:lang w:val=\"");
        xml_escape(own, " ", docx->out);
        add(docx, "\"/>");
    }
    add(docx, "</w:rPr><w:t xml:space=\"preserve\">");
    xml_escape(text, "</w:t><w:br/><w:t xml:space=\"preserve\">", docx->out);
    add(docx, "</w:t></w:r>");
}

static void start_paragraph(const struct docx *docx, const char *style, const char *language)
{
    add(docx, "<w:p><w:pPr>");
    if (style != NULL)
        buf_add_format(docx->out, "<w:pStyle w:val=\"%s\"/>", style);
    if (is_rtl(language_of(docx, language)))
        add(docx, "<w:bidi/>");
    add(docx, "</w:pPr>");
}

static void end_paragraph(const struct docx *docx)
{
    add(docx, "</w:p>\n");
}

static void add_paragraph(const struct docx *docx, const char *style, const char *text,
                          const char *language)
{
    start_paragraph(docx, style, language);
    add_run(docx, text, false, language);
    end_paragraph(docx);
}

static void add_heading(struct docx *docx, unsigned level, const char *text, const char *language)
{
    char style[] = "Heading1";
    style[7] = (char)('0' + (level < HEADING_MOST ? level : HEADING_MOST));
    start_paragraph(docx, style, language);
    unsigned number = ++docx->bookmarks;
    buf_add_format(docx->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"_Toc%u\"/>", number, number);
    add_run(docx, text, false, language);
    buf_add_format(docx->out, "<w:bookmarkEnd w:id=\"%u\"/>", number);
    end_paragraph(docx);
}

static void add_facts(void *to, const struct report_node *facts)
{
    const struct docx *docx = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        start_paragraph(docx, NULL, NULL);
        add_run(docx, fact->heading, true, NULL);
        add_run(docx, docx->report->colon, true, NULL);
        add_run(docx, fact->text, false, fact->language);
        end_paragraph(docx);
    }
}

static void add_entry(const struct docx *docx, const struct report_node *entry)
{
    start_paragraph(docx, "Entry", entry->language);
    add_run(docx, entry->heading, true, NULL);
    add_run(docx, ". ", true, NULL);
    if (entry->label != NULL) {
        add_run(docx, entry->label, true, entry->language);
        add_run(docx, ". ", true, NULL);
    }
    add_run(docx, entry->text, false, entry->language);
    end_paragraph(docx);
    if (entry->first == NULL)
        return;
    start_paragraph(docx, "EntryFacts", NULL);
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact != entry->first)
            add_run(docx, " · ", false, NULL);
        add_run(docx, fact->heading, false, NULL);
        add_run(docx, docx->report->colon, false, NULL);
        add_run(docx, fact->text, false, fact->language);
    }
    end_paragraph(docx);
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    struct docx *docx = to;
    if (list->heading != NULL)
        add_heading(docx, level, list->heading, NULL);
    for (const struct report_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind == NODE_ENTRY) {
            add_entry(docx, node);
            continue;
        }
        add_paragraph(docx, "ListBullet", node->text, node->language);
        for (const struct report_node *under = node->first; under != NULL; under = under->next)
            add_paragraph(docx, "ListBullet2", under->text, under->language);
    }
}

static void add_row(const struct docx *docx, const struct report_node *row, bool heads)
{
    add(docx, heads ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                    : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
        add(docx, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
        start_paragraph(docx, NULL, cell->language);
        if (cell->text != NULL)
            add_run(docx, cell->text, heads, cell->language);
        end_paragraph(docx);
        add(docx, "</w:tc>");
    }
    add(docx, "</w:tr>\n");
}

static void add_table(void *to, const struct report_node *table)
{
    const struct docx *docx = to;
    add(docx, "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>");
    add(docx, is_rtl(docx->report->language) ? "<w:bidiVisual/>" : "");
    add(docx, "<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
    for (const struct report_node *cell = table->first->first; cell != NULL; cell = cell->next)
        add(docx, "<w:gridCol/>");
    add(docx, "</w:tblGrid>\n");
    for (const struct report_node *row = table->first; row != NULL; row = row->next)
        add_row(docx, row, row == table->first);
    add(docx, "</w:tbl>\n");
    start_paragraph(docx, NULL, NULL); /* two tables in a row would be one */
    end_paragraph(docx);
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    if (section->heading != NULL)
        add_heading(to, level, section->heading, section->language);
}

static void write_paragraph(void *to, const struct report_node *node)
{
    add_paragraph(to, walk_is_draft(node) ? "Draft" : NULL, node->text, node->language);
}

static const struct block_writer writer = {
    .begin_section = begin_section,
    .paragraph = write_paragraph,
    .facts = add_facts,
    .list = add_list,
    .table = add_table,
};

/* The headings under a node, as add_node() numbers their bookmarks. */
static unsigned count_headings(const struct report_node *node)
{
    bool bears = node->kind == NODE_SECTION || node->kind == NODE_LIST;
    unsigned count = bears && node->heading != NULL;
    for (const struct report_node *child = node->first; child != NULL; child = child->next)
        count += node->kind == NODE_SECTION ? count_headings(child) : 0;
    return count;
}

/* The sections, each a link, where there are enough of them. */
static void add_contents(const struct docx *docx)
{
    const struct report_node *root = docx->report->root;
    if (!walk_wants_contents(docx->report))
        return;
    unsigned bookmark = 1;
    for (const struct report_node *node = root->first; node != NULL; node = node->next) {
        if (walk_is_in_contents(node)) {
            start_paragraph(docx, "TOC1", node->language);
            buf_add_format(docx->out, "<w:hyperlink w:anchor=\"_Toc%u\">", bookmark);
            add_run(docx, node->heading, false, node->language);
            add(docx, "</w:hyperlink>");
            end_paragraph(docx);
        }
        bookmark += count_headings(node);
    }
}

void docx_write(const struct report *report, struct buf *out)
{
    BUF_LOCAL struct buf document = {0};
    struct docx docx = {.report = report, .out = &document};
    add(&docx, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
               "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
               "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
               "<w:body>\n");
    add_paragraph(&docx, "Title", report->title, report->title_language);
    if (report->root->heading != NULL)
        add_paragraph(&docx, "Subtitle", report->root->heading, NULL);
    add_contents(&docx);
    walk_blocks(report->root, 1, &writer, &docx);
    add(&docx, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
               "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>"
               "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
               "<w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" "
               "w:header=\"709\" w:footer=\"567\" w:gutter=\"0\"/>");
    add(&docx, is_rtl(report->language) ? "<w:bidi/>" : "");
    add(&docx, "</w:sectPr></w:body></w:document>");
    BUF_LOCAL struct buf file = {0};
    struct zip_maker *zip = zip_new(&file);
    docx_add_parts(zip, report);
    zip_add(zip, "word/document.xml", buf_text(&document), document.size, true);
    zip_finish(zip);
    buf_add(out, file.bytes, file.size);
}
