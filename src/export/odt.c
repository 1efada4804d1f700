/*
 * A report as ODT (OpenDocument 1.2): the same blocks as the DOCX, in OpenDocument's own styles.
 * Every text from data goes through odt_add_text(). One in another language than the report's
 * bears it in a style, made when it is first met.
 */
#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "exporters.h"
#include "odt_parts.h"
#include "table_columns.h"
#include "walk.h"
#include "xml_escape.h"

enum {
    HEADING_MOST = 4,
    TEXT_WIDTH = 1700, /* tenths of a millimetre: A4 without its margins */
};

/* What is written where. */
struct odt {
    const struct report *report;
    struct buf *out;                  /* the text */
    const struct style_map *styles;   /* what ours are called in this document */
    ARRAY_OF(const char *) languages; /* met so far that are not the report's; lent */
    ARRAY_OF(const char *) turned;    /* styles of paragraphs that run the other way; static */
    ARRAY_OF(unsigned) widths;        /* of columns met so far, in twips */
    const struct report_node *last;   /* block of the report */
    unsigned sections;                /* of the contents, so far: each has a number */
};

static void add(const struct odt *odt, const char *markup)
{
    buf_add_text(odt->out, markup);
}

static const char *language_of(const struct odt *odt, const char *language)
{
    return language != NULL ? language : odt->report->language;
}

/* Where a text is in a list; `count`: it is not. */
static size_t find(const char *text, const char *const *list, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(list[i], text) != 0)
        i++;
    return i;
}

/* False where the text needs none. */
static bool open_span(struct odt *odt, bool bold, const char *language)
{
    const char *own = language_of(odt, language);
    if (strcmp(own, odt->report->language) == 0) {
        if (bold)
            buf_add_format(odt->out, "<text:span text:style-name=\"%s\">",
                           style_map_id(odt->styles, "Strong_20_Emphasis"));
        return bold;
    }
    size_t index = find(own, odt->languages.items, odt->languages.count);
    if (index == odt->languages.count)
        array_push(&odt->languages, own);
    buf_add_format(odt->out, "<text:span text:style-name=\"%c%zu\">", bold ? 'B' : 'L', index);
    return true;
}

static void add_span(struct odt *odt, const char *text, bool bold, const char *language)
{
    bool opened = open_span(odt, bold, language);
    odt_add_text(text, odt->out);
    if (opened)
        add(odt, "</text:span>");
}

/* The style itself, or one of the same that runs the way of the text's language. */
static void add_style_name(struct odt *odt, const char *style, const char *language)
{
    if (xml_is_rtl(language_of(odt, language)) == xml_is_rtl(odt->report->language)) {
        buf_add_format(odt->out, " text:style-name=\"%s\"", style_map_id(odt->styles, style));
        return;
    }
    size_t index = find(style, odt->turned.items, odt->turned.count);
    if (index == odt->turned.count)
        array_push(&odt->turned, style);
    buf_add_format(odt->out, " text:style-name=\"T%zu\"", index);
}

static void start_paragraph(struct odt *odt, const char *style, const char *language)
{
    add(odt, "<text:p");
    add_style_name(odt, style, language);
    add(odt, ">");
}

static void end_paragraph(const struct odt *odt)
{
    add(odt, "</text:p>\n");
}

/* A little room, behind the contents and tables. */
static void add_gap(struct odt *odt)
{
    start_paragraph(odt, "Gap", NULL);
    end_paragraph(odt);
}

static void add_plain(struct odt *odt, const char *style, const char *text, const char *language)
{
    start_paragraph(odt, style, language);
    add_span(odt, text, false, language);
    end_paragraph(odt);
}

/* `marked`: the contents lead to it. */
static void add_heading(struct odt *odt, unsigned level, const char *text, const char *language,
                        bool marked)
{
    static const char *const styles[HEADING_MOST] = {"Heading_20_1", "Heading_20_2", "Heading_20_3",
                                                     "Heading_20_4"};
    unsigned most = level < HEADING_MOST ? level : HEADING_MOST;
    buf_add_format(odt->out, "<text:h text:outline-level=\"%u\"", most);
    add_style_name(odt, styles[most - 1], language);
    add(odt, ">");
    if (marked)
        buf_add_format(odt->out, "<text:bookmark text:name=\"section-%u\"/>", ++odt->sections);
    add_span(odt, text, false, language);
    add(odt, "</text:h>\n");
}

static void begin_section(void *to, const struct report_node *section, unsigned level)
{
    bool marked = level == 1 && walk_is_in_contents(section);
    if (section->heading != NULL)
        add_heading(to, level, section->heading, section->language, marked);
}

static void add_paragraph(void *to, const struct report_node *node)
{
    add_plain(to, walk_is_draft(node) ? "Draft" : "Standard", node->text, node->language);
}

static void add_facts(void *to, const struct report_node *facts)
{
    struct odt *odt = to;
    for (const struct report_node *fact = facts->first; fact != NULL; fact = fact->next) {
        start_paragraph(odt, fact->next != NULL ? "Facts_20_kept" : "Facts", NULL);
        add_span(odt, fact->heading, true, NULL);
        add_span(odt, odt->report->colon, true, NULL);
        add_span(odt, fact->text, false, fact->language);
        end_paragraph(odt);
    }
}

/* "Addressed to: donors · Standing: adopted" */
static void add_entry_facts(struct odt *odt, const struct report_node *entry)
{
    bool first = true;
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language != NULL)
            continue;
        if (first)
            start_paragraph(
                odt, walk_has_texts(entry) ? "Entry_20_facts_20_kept" : "Entry_20_facts", NULL);
        else
            add(odt, " · ");
        add_span(odt, fact->heading, false, NULL);
        add_span(odt, odt->report->colon, false, NULL);
        add_span(odt, fact->text, false, NULL);
        first = false;
    }
    if (!first)
        end_paragraph(odt);
}

/* Its texts in other languages, a paragraph each that runs as the text does. */
static void add_entry_texts(struct odt *odt, const struct report_node *entry)
{
    for (const struct report_node *fact = entry->first; fact != NULL; fact = fact->next) {
        if (fact->language == NULL)
            continue;
        start_paragraph(odt, "Entry_20_facts", fact->language);
        add_span(odt, fact->heading, false, NULL);
        add_span(odt, odt->report->colon, false, NULL);
        add_span(odt, fact->text, false, fact->language);
        end_paragraph(odt);
    }
}

static void add_entry(struct odt *odt, const struct report_node *entry)
{
    const char *language = walk_entry_language(odt->report, entry);
    start_paragraph(odt, entry->first != NULL ? "Entry_20_kept" : "Entry", language);
    add_span(odt, entry->heading, true, NULL);
    add(odt, ". ");
    if (entry->lead != NULL) {
        add_span(odt, entry->lead, true, language);
        add(odt, " ");
    }
    add_span(odt, entry->text, false, language);
    end_paragraph(odt);
    add_entry_facts(odt, entry);
    add_entry_texts(odt, entry);
}

static void add_items(struct odt *odt, const struct report_node *first)
{
    add(odt, "<text:list text:style-name=\"List_20_1\">\n");
    for (const struct report_node *item = first; item != NULL; item = item->next) {
        add(odt, "<text:list-item>");
        add_plain(odt, "List_20_Bullet", item->text, item->language);
        if (item->first != NULL)
            add_items(odt, item->first);
        add(odt, "</text:list-item>\n");
    }
    add(odt, "</text:list>\n");
}

static void add_list(void *to, const struct report_node *list, unsigned level)
{
    struct odt *odt = to;
    if (list->heading != NULL)
        add_heading(odt, level, list->heading, NULL, false);
    if (list->first->kind != NODE_ENTRY) {
        add_items(odt, list->first);
        return;
    }
    for (const struct report_node *entry = list->first; entry != NULL; entry = entry->next)
        add_entry(odt, entry);
}

static void add_row(struct odt *odt, const struct report_node *row, bool heads)
{
    add(odt, heads ? "<table:table-header-rows>" : "");
    add(odt, "<table:table-row table:style-name=\"Row\">");
    for (const struct report_node *cell = row->first; cell != NULL; cell = cell->next) {
        add(odt, "<table:table-cell table:style-name=\"Cell\">");
        start_paragraph(odt, "Table_20_Contents", cell->language);
        if (cell->text != NULL)
            add_span(odt, cell->text, heads, cell->language);
        end_paragraph(odt);
        add(odt, "</table:table-cell>");
    }
    add(odt, heads ? "</table:table-row></table:table-header-rows>\n" : "</table:table-row>\n");
}

static void add_column(struct odt *odt, unsigned width)
{
    size_t index = 0;
    while (index < odt->widths.count && odt->widths.items[index] != width)
        index++;
    if (index == odt->widths.count)
        array_push(&odt->widths, width);
    buf_add_format(odt->out, "<table:table-column table:style-name=\"W%u\"/>", width);
}

static void add_table(void *to, const struct report_node *table)
{
    struct odt *odt = to;
    struct table_columns columns;
    table_columns_share(table, (unsigned)odt_text_width(odt->styles->sheet), &columns);
    add(odt, table == odt->last ? "<table:table table:style-name=\"LastTable\">"
                                : "<table:table table:style-name=\"Table\">");
    for (size_t i = 0; i < columns.widths.count; i++)
        add_column(odt, columns.widths.items[i]);
    add(odt, "\n");
    for (const struct report_node *row = table->first; row != NULL; row = row->next)
        add_row(odt, row, row == table->first);
    add(odt, "</table:table>\n");
    add_gap(odt);
    table_columns_finish(&columns);
}

static const struct block_writer writer = {
    .begin_section = begin_section,
    .paragraph = add_paragraph,
    .facts = add_facts,
    .list = add_list,
    .table = add_table,
};

/* The sections, each a link, with their pages, where there are enough of them. Lines run as the
 * report does, so that all numbers stand on one side; LibreOffice fills them in. */
static void add_contents(struct odt *odt)
{
    if (!walk_wants_contents(odt->report))
        return;
    unsigned number = 0;
    for (const struct report_node *node = odt->report->root->first; node != NULL;
         node = node->next) {
        if (!walk_is_in_contents(node))
            continue;
        buf_add_format(odt->out,
                       "<text:p text:style-name=\"Line\"><text:a xlink:type=\"simple\" "
                       "xlink:href=\"#section-%u\">",
                       ++number);
        add_span(odt, node->heading, false, node->language);
        buf_add_format(odt->out,
                       "</text:a><text:tab/><text:bookmark-ref text:reference-format=\"page\" "
                       "text:ref-name=\"section-%u\"/>",
                       number);
        end_paragraph(odt);
    }
    add_gap(odt);
}

/* Headings and cells keep to the page's side even where their text runs the other way. */
static bool stands_aside(const char *style)
{
    return strncmp(style, "Heading", strlen("Heading")) == 0 ||
           strcmp(style, "Table_20_Contents") == 0;
}

/* "170mm", "152.4mm" */
static void add_millimetres(long twips, struct buf *out)
{
    enum { TWIPS = 1440, TENTHS = 254 }; /* of a millimetre, in an inch */
    long tenths = twips * TENTHS / TWIPS;
    buf_add_format(out, "%ld", tenths / 10);
    if (tenths % 10 != 0)
        buf_add_format(out, ".%ld", tenths % 10);
    buf_add_text(out, "mm");
}

/* The styles that the text turned out to need. */
static void add_automatic_styles(const struct odt *odt, struct buf *out)
{
    buf_add_text(out, "<office:automatic-styles>"
                      "<style:style style:name=\"Table\" style:family=\"table\">"
                      "<style:table-properties style:width=\"");
    add_millimetres(odt_text_width(odt->styles->sheet), out);
    buf_add_text(out, "\" table:align=\"margins\" fo:margin-top=\"1mm\"/></style:style>"
                      /* What must stand behind it takes it along: no page for that alone. */
                      "<style:style style:name=\"LastTable\" style:family=\"table\">"
                      "<style:table-properties style:width=\"");
    add_millimetres(odt_text_width(odt->styles->sheet), out);
    buf_add_text(out, "\" table:align=\"margins\" fo:margin-top=\"1mm\" "
                      "fo:keep-with-next=\"always\"/></style:style>"
                      "<style:style style:name=\"Row\" style:family=\"table-row\">"
                      "<style:table-row-properties fo:keep-together=\"always\"/></style:style>"
                      "<style:style style:name=\"Cell\" style:family=\"table-cell\">"
                      "<style:table-cell-properties fo:border=\"0.5pt solid #8a8a8a\" "
                      "fo:padding=\"1mm\"/></style:style>");
    if (odt->sections > 0) {
        buf_add_format(out,
                       "<style:style style:name=\"Line\" style:family=\"paragraph\" "
                       "style:parent-style-name=\"%s\"><style:paragraph-properties>"
                       "<style:tab-stops><style:tab-stop style:type=\"right\" style:position=\"",
                       style_map_id(odt->styles, "Contents_20_1"));
        add_millimetres(odt_text_width(odt->styles->sheet), out);
        buf_add_text(out, "\"/></style:tab-stops></style:paragraph-properties></style:style>");
    }
    for (size_t i = 0; i < odt->widths.count; i++) {
        buf_add_format(out,
                       "<style:style style:name=\"W%u\" style:family=\"table-column\">"
                       "<style:table-column-properties style:column-width=\"",
                       odt->widths.items[i]);
        add_millimetres(odt->widths.items[i], out);
        buf_add_text(out, "\"/></style:style>");
    }
    for (size_t i = 0; i < odt->languages.count; i++) {
        for (unsigned bold = 0; bold < 2; bold++) {
            buf_add_format(out,
                           "<style:style style:name=\"%c%zu\" style:family=\"text\">"
                           "<style:text-properties%s",
                           bold ? 'B' : 'L', i,
                           bold ? " fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""
                                : "");
            odt_add_language(odt->languages.items[i], out);
            buf_add_text(out, "/></style:style>");
        }
    }
    bool rtl = xml_is_rtl(odt->report->language);
    for (size_t i = 0; i < odt->turned.count; i++)
        buf_add_format(out,
                       "<style:style style:name=\"T%zu\" style:family=\"paragraph\" "
                       "style:parent-style-name=\"%s\"><style:paragraph-properties "
                       "style:writing-mode=\"%s\" fo:text-align=\"%s\"/></style:style>",
                       i, style_map_id(odt->styles, odt->turned.items[i]), rtl ? "lr-tb" : "rl-tb",
                       stands_aside(odt->turned.items[i]) == rtl ? "right" : "left");
    buf_add_text(out, "</office:automatic-styles>");
}

void odt_write(const struct report *report, const struct export_options *options, struct buf *out)
{
    BUF_LOCAL struct buf body = {0}, content = {0}, file = {0};
    struct style_map map;
    style_map_init(&map, options != NULL ? options->styles : NULL);
    odt_map_styles(&map);
    struct odt odt = {.report = report, .out = &body, .styles = &map};
    add_plain(&odt, "Title", report->title, report->title_language);
    if (report->root->heading != NULL)
        add_plain(&odt, "Subtitle", report->root->heading, NULL);
    add_contents(&odt);
    for (odt.last = report->root; odt.last->kind == NODE_SECTION && odt.last->last != NULL;)
        odt.last = odt.last->last;
    walk_blocks(report->root, 1, &writer, &odt);
    buf_add_format(&content,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content %s>",
                   odt_namespaces);
    add_automatic_styles(&odt, &content);
    buf_add_text(&content, "<office:body><office:text>\n");
    buf_add(&content, body.bytes, body.size);
    buf_add_text(&content, "</office:text></office:body></office:document-content>");
    struct zip_maker *zip = zip_new(&file);
    odt_add_type(zip);
    odt_add_parts(zip, report, &map);
    zip_add(zip, "content.xml", buf_text(&content), content.size, true);
    zip_finish(zip);
    buf_add(out, file.bytes, file.size);
    free(odt.languages.items);
    free(odt.turned.items);
    free(odt.widths.items);
    style_map_finish(&map);
}
