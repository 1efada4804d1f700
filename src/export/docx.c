/*
 * A report as DOCX (ECMA-376): headings, lists and tables in Word's own styles, so that its
 * navigation, its contents and an organiser's template work. Every text from data is a run of its
 * own and goes through xml_escape(); there are no fields but page numbers.
 *
 * The contents are made here, with links to bookmarks. Which page those are on only a word
 * processor knows: LibreOffice says it at once, Word when it prints, makes a PDF or is asked (F9).
 * It could be told to do so when it opens the file, but then asks whether the file may refer to
 * others; until then there is no number rather than a wrong one.
 */
#include <string.h>

#include "docx_parts.h"
#include "exporters.h"
#include "table_columns.h"
#include "walk.h"
#include "xml_escape.h"

enum { HEADING_MOST = 4 };

/* What is written where. */
struct docx {
    const struct report *report;
    struct buf *out;
    const struct style_map *styles;
    struct sheet_page page;
    unsigned bookmarks; /* so far: each section of the contents has a number */
};

/* In twentieths of a point. */
static long text_width(const struct sheet_page *page)
{
    return page->width - page->left - page->right - page->gutter;
}

static void add(const struct docx *docx, const char *markup)
{
    buf_add_text(docx->out, markup);
}

static const char *language_of(const struct docx *docx, const char *language)
{
    return language != NULL ? language : docx->report->language;
}

/* A run's properties, in the order of the schema: bold, its way, its language where it is other. */
static void add_run_properties(const struct docx *docx, bool bold, const char *language)
{
    bool rtl = xml_is_rtl(language), other = strcmp(language, docx->report->language) != 0;
    if (!bold && !rtl && !other)
        return;
    add(docx, bold ? "<w:rPr><w:b/><w:bCs/>" : "<w:rPr>");
    add(docx, rtl ? "<w:rtl/>" : "");
    if (other) {
        add(docx, rtl ? "<w:lang w:bidi=\"" : "<w:lang w:val=\"");
        xml_escape(language, " ", docx->out);
        add(docx, "\"/>");
    }
    add(docx, "</w:rPr>");
}

/* A run of text. Newlines are breaks, and no blank is folded. */
static void add_run(const struct docx *docx, const char *text, bool bold, const char *language)
{
    add(docx, "<w:r>");
    add_run_properties(docx, bold, language_of(docx, language));
    add(docx, "<w:t xml:space=\"preserve\">");
    xml_escape(text, "</w:t><w:br/><w:t xml:space=\"preserve\">", docx->out);
    add(docx, "</w:t></w:r>");
}

/* Numbering is ours: a reference document's bullets would be of a list that is not there. */
static void add_bullet(const struct docx *docx, const char *style)
{
    if (strcmp(style, "ListBullet") == 0)
        add(docx, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>");
    else if (strcmp(style, "ListBullet2") == 0)
        add(docx, "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>");
}

/* How a paragraph stands: bits. */
enum stand {
    ASIDE = 1, /* on the page's side, even where its text runs the other way */
    KEPT = 2,  /* on the page of the next one */
};

static void start_block(const struct docx *docx, const char *style, const char *language,
                        unsigned stand)
{
    bool rtl = xml_is_rtl(language_of(docx, language));
    bool turned = (stand & ASIDE) != 0 && rtl != xml_is_rtl(docx->report->language);
    add(docx, "<w:p>");
    if (style == NULL && !rtl && !turned)
        return;
    add(docx, "<w:pPr>");
    if (style != NULL) {
        const struct mapped_style *mapped = style_map_find(docx->styles, style);
        add(docx, "<w:pStyle w:val=\"");
        add(docx, mapped->id);
        add(docx, "\"/>");
        if (mapped->theirs)
            add_bullet(docx, style);
    }
    add(docx, (stand & KEPT) != 0 ? "<w:keepNext/>" : "");
    add(docx, rtl ? "<w:bidi/>" : "");
    add(docx, turned ? "<w:jc w:val=\"right\"/></w:pPr>" : "</w:pPr>");
}

static void start_paragraph(const struct docx *docx, const char *style, const char *language)
{
    start_block(docx, style, language, 0);
}

static void end_paragraph(const struct docx *docx)
{
    add(docx, "</w:p>\n");
}

/* A little room: behind the contents, and between two tables, which would be one without. */
static void add_gap(const struct docx *docx)
{
    start_paragraph(docx, "Gap", NULL);
    end_paragraph(docx);
}

static void add_paragraph(const struct docx *docx, const char *style, const char *text,
                          const char *language)
{
    start_paragraph(docx, style, language);
    add_run(docx, text, false, language);
    end_paragraph(docx);
}

/* `marked`: the contents lead to it. */
static void add_heading(struct docx *docx, unsigned level, const char *text, const char *language,
                        bool marked)
{
    char style[] = "Heading1";
    style[7] = (char)('0' + (level < HEADING_MOST ? level : HEADING_MOST));
    start_block(docx, style, language, ASIDE);
    unsigned number = marked ? ++docx->bookmarks : 0;
    if (marked)
        buf_add_format(docx->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"_Toc%u\"/>", number,
                       number);
    add_run(docx, text, false, language);
    if (marked)
        buf_add_format(docx->out, "<w:bookmarkEnd w:id=\"%u\"/>", number);
    end_paragraph(docx);
}

static void add_facts(void *to, const struct report_node *facts)
{
    const struct docx *docx = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        start_block(docx, "Facts", NULL, fact->next != NULL ? KEPT : 0);
        add_run(docx, fact->heading, true, NULL);
        add_run(docx, docx->report->colon, true, NULL);
        add_run(docx, fact->text, false, fact->language);
        end_paragraph(docx);
    }
}

/* "Addressed to: donors · Standing: adopted" */
static void add_entry_facts(const struct docx *docx, const struct report_node *entry)
{
    bool first = true;
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language != NULL)
            continue;
        if (first)
            start_block(docx, "EntryFacts", NULL, walk_has_texts(entry) ? KEPT : 0);
        else
            add_run(docx, " · ", false, NULL);
        add_run(docx, fact->heading, false, NULL);
        add_run(docx, docx->report->colon, false, NULL);
        add_run(docx, fact->text, false, NULL);
        first = false;
    }
    if (!first)
        end_paragraph(docx);
}

/* Its texts in other languages, a paragraph each that runs as the text does. */
static void add_entry_texts(const struct docx *docx, const struct report_node *entry)
{
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language == NULL)
            continue;
        start_paragraph(docx, "EntryFacts", fact->language);
        add_run(docx, fact->heading, false, NULL);
        add_run(docx, docx->report->colon, false, NULL);
        add_run(docx, fact->text, false, fact->language);
        end_paragraph(docx);
    }
}

static void add_entry(const struct docx *docx, const struct report_node *entry)
{
    const char *language = walk_entry_language(docx->report, entry);
    start_block(docx, "Entry", language, entry->first != NULL ? KEPT : 0);
    add_run(docx, entry->heading, true, NULL);
    add_run(docx, ". ", true, NULL);
    if (entry->lead != NULL) {
        add_run(docx, entry->lead, true, language);
        add_run(docx, " ", true, NULL);
    }
    add_run(docx, entry->text, false, language);
    end_paragraph(docx);
    add_entry_facts(docx, entry);
    add_entry_texts(docx, entry);
}

/* Items and, a step further in, all that stand under them. */
static void add_items(const struct docx *docx, const struct report_node *first, const char *style)
{
    for (const struct report_node *item = first; item != NULL; item = item->next) {
        add_paragraph(docx, style, item->text, item->language);
        add_items(docx, item->first, "ListBullet2");
    }
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    struct docx *docx = to;
    if (list->heading != NULL)
        add_heading(docx, level, list->heading, NULL, false);
    if (list->first->kind != NODE_ENTRY) {
        add_items(docx, list->first, "ListBullet");
        return;
    }
    for (const struct report_node *entry = list->first; entry != NULL; entry = entry->next)
        add_entry(docx, entry);
}

static void add_row(const struct docx *docx, const struct report_node *row,
                    const struct table_columns *columns, bool heads)
{
    add(docx, heads ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                    : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    const unsigned *width = columns->widths.items;
    for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
        buf_add_format(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/></w:tcPr>",
                       *width++);
        start_block(docx, "TableText", cell->language, ASIDE);
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
    add(docx, "<w:tbl><w:tblPr><w:tblStyle w:val=\"");
    add(docx, style_map_id(docx->styles, "TableGrid"));
    add(docx, "\"/>");
    add(docx, xml_is_rtl(docx->report->language) ? "<w:bidiVisual/>" : "");
    add(docx, "<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
    struct table_columns columns;
    table_columns_share(table, (unsigned)text_width(&docx->page), &columns);
    for (size_t i = 0; i < columns.widths.count; i++)
        buf_add_format(docx->out, "<w:gridCol w:w=\"%u\"/>", columns.widths.items[i]);
    add(docx, "</w:tblGrid>\n");
    for (const struct report_node *row = table->first; row != NULL; row = row->next)
        add_row(docx, row, &columns, row == table->first);
    add(docx, "</w:tbl>\n");
    add_gap(docx);
    table_columns_finish(&columns);
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    bool marked = level == 1 && walk_is_in_contents(section);
    if (section->heading != NULL)
        add_heading(to, level, section->heading, section->language, marked);
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

/* A line of the contents runs as the report does, so that all numbers stand on one side. */
static void add_contents_line(const struct docx *docx, const struct report_node *section,
                              unsigned bookmark)
{
    buf_add_format(docx->out,
                   "<w:p><w:pPr><w:pStyle w:val=\"%s\"/><w:tabs><w:tab w:val=\"right\" "
                   "w:pos=\"%ld\"/></w:tabs>%s</w:pPr><w:hyperlink w:anchor=\"_Toc%u\">",
                   style_map_id(docx->styles, "TOC1"), text_width(&docx->page),
                   xml_is_rtl(docx->report->language) ? "<w:bidi/>" : "", bookmark);
    add_run(docx, section->heading, false, section->language);
    buf_add_format(docx->out,
                   "</w:hyperlink><w:r><w:tab/></w:r>"
                   "<w:fldSimple w:instr=\" PAGEREF _Toc%u \\h \"/>",
                   bookmark);
    end_paragraph(docx);
}

/* The sections, each a link to its bookmark, where there are enough of them. */
static void add_contents(const struct docx *docx)
{
    const struct report_node *root = docx->report->root;
    if (!walk_wants_contents(docx->report))
        return;
    unsigned bookmark = 0;
    for (const struct report_node *node = root->first; node != NULL; node = node->next) {
        if (!walk_is_in_contents(node))
            continue;
        add_contents_line(docx, node, ++bookmark);
    }
    add_gap(docx);
}

/* The last section's properties: head and foot, and the page. */
static void add_section(const struct docx *docx)
{
    const struct sheet_page *page = &docx->page;
    add(docx, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
              "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>");
    buf_add_format(docx->out, "<w:pgSz w:w=\"%ld\" w:h=\"%ld\"%s/>", page->width, page->height,
                   page->width > page->height ? " w:orient=\"landscape\"" : "");
    buf_add_format(docx->out,
                   "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" w:bottom=\"%ld\" w:left=\"%ld\" "
                   "w:header=\"%ld\" w:footer=\"%ld\" w:gutter=\"%ld\"/>",
                   page->top, page->right, page->bottom, page->left, page->header, page->footer,
                   page->gutter);
    add(docx, xml_is_rtl(docx->report->language) ? "<w:bidi/>" : "");
    add(docx, "</w:sectPr>");
}

void docx_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    BUF_LOCAL struct buf document = {0};
    const struct style_sheet *sheet = options != NULL ? options->styles : NULL;
    struct style_map map;
    style_map_init(&map, sheet);
    docx_map_styles(&map);
    struct docx docx = {
        .report = report, .out = &document, .styles = &map, .page = docx_page(sheet)};
    add(&docx, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
               "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
               "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
               "<w:body>\n");
    add_paragraph(&docx, "Title", report->title, report->title_language);
    if (report->root->heading != NULL)
        add_paragraph(&docx, "Subtitle", report->root->heading, NULL);
    add_contents(&docx);
    walk_blocks(report->root, 1, &writer, &docx);
    add_section(&docx);
    add(&docx, "</w:body></w:document>");
    BUF_LOCAL struct buf file = {0};
    struct zip_maker *zip = zip_new(&file);
    docx_add_parts(zip, report, &map);
    zip_add(zip, "word/document.xml", buf_text(&document), document.size, true);
    zip_finish(zip);
    style_map_finish(&map);
    buf_add(out, file.bytes, file.size);
}
