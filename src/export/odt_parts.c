/*
 * OpenDocument 1.2: styles under the names that LibreOffice itself gives them ("Heading 1" is
 * written Heading_20_1), so that another template's take hold: a reference document's stand instead
 * of ours, and ours are added where it has none. Page numbers in the footer, the session's title in
 * the header; no author and no time.
 */
#include "odt_parts.h"

#include <stdbool.h>
#include <string.h>

#include "walk.h"
#include "xml_escape.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMES "urn:oasis:names:tc:opendocument:xmlns:"

const char odt_namespaces[] = "xmlns:office=\"" NAMES "office:1.0\" "
                              "xmlns:style=\"" NAMES "style:1.0\" "
                              "xmlns:text=\"" NAMES "text:1.0\" "
                              "xmlns:table=\"" NAMES "table:1.0\" "
                              "xmlns:fo=\"" NAMES "xsl-fo-compatible:1.0\" "
                              "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                              "office:version=\"1.2\"";

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static const char manifest[] =
    XML "<manifest:manifest xmlns:manifest=\"" NAMES "manifest:1.0\" manifest:version=\"1.2\">"
        "<manifest:file-entry manifest:full-path=\"/\" "
        "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
        "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
        "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
        "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"
        "</manifest:manifest>";

/* A style of paragraphs. */
struct paragraph_style {
    const char *name;       /* as written in files */
    const char *parent;     /* NULL: Standard */
    const char *outline;    /* its level as a heading; NULL: none */
    const char *paragraph;  /* attributes of its paragraph-properties */
    const char *characters; /* attributes of its text-properties */
};

#define KEEP "fo:keep-with-next=\"always\" "

static const struct paragraph_style paragraph_styles[] = {
    {"Title", NULL, NULL, "fo:margin-bottom=\"2mm\"",
     "fo:font-size=\"18pt\" style:font-size-complex=\"18pt\" fo:font-weight=\"bold\" "
     "style:font-weight-complex=\"bold\""},
    {"Subtitle", NULL, NULL, "fo:margin-bottom=\"4mm\"",
     "fo:font-size=\"13pt\" style:font-size-complex=\"13pt\""},
    {"Heading", NULL, NULL, KEEP, "fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""},
    {"Heading_20_1", "Heading", "1", KEEP "fo:margin-top=\"6mm\" fo:margin-bottom=\"2mm\"",
     "fo:font-size=\"14pt\" style:font-size-complex=\"14pt\""},
    {"Heading_20_2", "Heading", "2", KEEP "fo:margin-top=\"4mm\" fo:margin-bottom=\"1.5mm\"",
     "fo:font-size=\"12pt\" style:font-size-complex=\"12pt\""},
    {"Heading_20_3", "Heading", "3", KEEP "fo:margin-top=\"3mm\" fo:margin-bottom=\"1mm\"",
     "fo:font-size=\"11pt\" style:font-size-complex=\"11pt\""},
    {"Heading_20_4", "Heading", "4", KEEP "fo:margin-top=\"2mm\" fo:margin-bottom=\"1mm\"",
     "fo:font-size=\"11pt\" style:font-size-complex=\"11pt\" fo:font-style=\"italic\" "
     "style:font-style-complex=\"italic\""},
    {"List_20_Bullet", NULL, NULL, "fo:margin-bottom=\"1mm\"", ""},
    {"Entry", NULL, NULL,
     "fo:margin-top=\"2mm\" fo:margin-bottom=\"0.7mm\" fo:keep-together=\"always\"", ""},
    {"Entry_20_facts", NULL, NULL, "fo:margin-bottom=\"2mm\" fo:keep-together=\"always\"",
     "fo:font-size=\"10pt\" style:font-size-complex=\"10pt\" fo:font-style=\"italic\" "
     "style:font-style-complex=\"italic\" fo:color=\"#595959\""},
    {"Entry_20_kept", "Entry", NULL, KEEP, ""}, /* with what stands below it */
    {"Entry_20_facts_20_kept", "Entry_20_facts", NULL, KEEP, ""},
    {"Draft", NULL, NULL, "fo:border=\"1pt solid #000000\" fo:padding=\"1.5mm\"",
     "fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""},
    {"Facts", NULL, NULL, "fo:margin-bottom=\"3mm\" style:contextual-spacing=\"true\"", ""},
    {"Facts_20_kept", "Facts", NULL, KEEP "fo:margin-bottom=\"0mm\"", ""},
    {"Gap", NULL, NULL, "fo:margin-top=\"1mm\" fo:margin-bottom=\"1mm\"",
     "fo:font-size=\"2pt\" style:font-size-complex=\"2pt\""},
    {"Contents_20_1", NULL, NULL, "fo:margin-bottom=\"1mm\"", ""},
    {"Table_20_Contents", NULL, NULL, "fo:margin-bottom=\"0mm\"",
     "fo:font-size=\"10pt\" style:font-size-complex=\"10pt\""},
    {"Header", NULL, NULL, "",
     "fo:font-size=\"9pt\" style:font-size-complex=\"9pt\" fo:color=\"#595959\""},
    {"Footer", NULL, NULL, "fo:text-align=\"center\" style:writing-mode=\"lr-tb\"",
     "fo:font-size=\"9pt\" style:font-size-complex=\"9pt\" fo:color=\"#595959\""},
};

static const char strong[] = "<style:text-properties fo:font-weight=\"bold\" "
                             "style:font-weight-complex=\"bold\"/></style:style>";

static const char lists[] =
    "<text:list-style style:name=\"List_20_1\" style:display-name=\"List 1\">"
    "<text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\">"
    "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
    "<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
    "fo:text-indent=\"-5mm\" fo:margin-left=\"7.5mm\"/></style:list-level-properties>"
    "</text:list-level-style-bullet>"
    "<text:list-level-style-bullet text:level=\"2\" text:bullet-char=\"–\">"
    "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
    "<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
    "fo:text-indent=\"-5mm\" fo:margin-left=\"15mm\"/></style:list-level-properties>"
    "</text:list-level-style-bullet></text:list-style>";

/* Appends a run of blanks, of which a reader keeps only one that stands between two letters. */
static void add_blanks(size_t count, bool between, struct buf *out)
{
    if (between && count > 0) {
        buf_add_char(out, ' ');
        count--;
    }
    if (count == 1)
        buf_add_text(out, "<text:s/>");
    else if (count > 1)
        buf_add_format(out, "<text:s text:c=\"%zu\"/>", count);
}

void odt_add_text(const char *text, struct buf *out)
{
    BUF_LOCAL struct buf line = {0};
    xml_escape(text, "\n", &line);
    bool at_start = true;
    for (const char *c = buf_text(&line); *c != '\0';) {
        size_t size = strcspn(c, " \n");
        buf_add(out, c, size);
        at_start = at_start && size == 0;
        c += size;
        size_t blanks = strspn(c, " ");
        c += blanks;
        add_blanks(blanks, !at_start && *c != '\n' && *c != '\0', out);
        if (*c != '\n')
            continue;
        buf_add_text(out, "<text:line-break/>");
        at_start = true;
        c++;
    }
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "pt-BR" is language and country; what has other parts, or none of these, only its language. */
void odt_add_language(const char *language, struct buf *out)
{
    enum { MOST = 8 };
    size_t size = 0;
    while (size < MOST && is_letter(language[size]))
        size++;
    const char *behind = language + size;
    bool country = (behind[0] == '-' || behind[0] == '_') && is_letter(behind[1]) &&
                   is_letter(behind[2]) && behind[3] == '\0';
    static const char *const kinds[] = {"", "-complex"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        buf_add_format(out, " %s:language%s=\"%.*s\" %s:country%s=\"%.*s\"",
                       i == 0 ? "fo" : "style", kinds[i], size > 0 ? (int)size : 4,
                       size > 0 ? language : "none", i == 0 ? "fo" : "style", kinds[i],
                       country ? 2 : 4, country ? behind + 1 : "none");
}

/* "Heading_20_1" is shown as "Heading 1". */
static void show_name(const char *name, struct buf *out)
{
    for (const char *c = name; *c != '\0'; c++) {
        bool blank = strncmp(c, "_20_", 4) == 0;
        buf_add_char(out, blank ? ' ' : *c);
        c += blank ? 3 : 0;
    }
}

/* `other`: what another program calls it; NULL: nothing else. */
static void map_style(struct style_map *map, const char *type, const char *own, const char *other)
{
    BUF_LOCAL struct buf shown = {0};
    show_name(own, &shown);
    style_map_add(map, type, own, (const char *const[]){buf_text(&shown), other, NULL}, true);
}

void odt_map_styles(struct style_map *map)
{
    static const struct {
        const char *own;
        const char *other;
    } others[] = {{"List_20_Bullet", "List 1"}, {"Contents_20_1", "toc 1"}};
    map_style(map, "paragraph", "Standard", "Normal");
    map_style(map, "text", "Strong_20_Emphasis", "Strong");
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof *paragraph_styles; i++) {
        const char *own = paragraph_styles[i].name, *other = NULL;
        for (size_t j = 0; j < sizeof others / sizeof *others; j++)
            other = strcmp(own, others[j].own) == 0 ? others[j].other : other;
        map_style(map, "paragraph", own, other);
    }
}

long odt_text_width(const struct style_sheet *sheet)
{
    enum { A4_TEXT = 9638 }; /* 170 mm */
    if (sheet == NULL || sheet->page.width == 0)
        return A4_TEXT;
    return sheet->page.width - sheet->page.left - sheet->page.right;
}

/* One of ours, where the reference document has none of its kind. */
static void add_style(const struct paragraph_style *style, const struct style_map *map,
                      struct buf *out)
{
    const struct mapped_style *mapped = style_map_find(map, style->name);
    if (mapped->theirs)
        return;
    buf_add_format(out,
                   "<style:style style:name=\"%s\" style:display-name=\"%s\" "
                   "style:family=\"paragraph\" style:parent-style-name=\"%s\"",
                   mapped->id, mapped->name,
                   style_map_id(map, style->parent != NULL ? style->parent : "Standard"));
    if (style->outline != NULL)
        buf_add_format(out, " style:default-outline-level=\"%s\"", style->outline);
    buf_add_format(out,
                   "><style:paragraph-properties %s/><style:text-properties %s/></style:style>",
                   style->paragraph, style->characters);
}

/* What holds for all texts: theirs or ours, but way and language are the report's. */
static void add_default_style(const struct report *report, const struct style_sheet *sheet,
                              struct buf *out)
{
    bool rtl = xml_is_rtl(report->language);
    /* The side by its name: programs differ in what "start" is of a text that runs leftwards. */
    const char *side = rtl ? " fo:text-align=\"right\"" : " fo:text-align=\"left\"";
    bool theirs = sheet != NULL && strstr(sheet->paragraphs, "fo:text-align") != NULL;
    buf_add_format(out,
                   "<style:default-style style:family=\"paragraph\">"
                   "<style:paragraph-properties style:writing-mode=\"%s\"%s%s/>"
                   "<style:text-properties%s",
                   rtl ? "rl-tb" : "lr-tb", theirs ? "" : side,
                   sheet != NULL ? sheet->paragraphs
                                 : " fo:margin-bottom=\"2mm\" fo:orphans=\"3\" fo:widows=\"3\"",
                   sheet != NULL ? sheet->characters
                                 : " fo:font-family=\"'Liberation Sans'\" "
                                   "style:font-family-generic=\"swiss\" "
                                   "fo:font-size=\"11pt\" style:font-size-complex=\"11pt\"");
    odt_add_language(report->language, out);
    buf_add_text(out, "/></style:default-style>");
}

/* All styles by name: theirs, and ours that they lack. */
static void add_common_styles(const struct report *report, const struct style_map *map,
                              struct buf *out)
{
    const struct style_sheet *sheet = map->sheet;
    buf_add_text(out, "<office:styles>");
    add_default_style(report, sheet, out);
    const struct mapped_style *standard = style_map_find(map, "Standard");
    if (!standard->theirs)
        buf_add_format(out, "<style:style style:name=\"%s\" style:family=\"paragraph\"/>",
                       standard->id);
    for (size_t i = 0; sheet != NULL && i < sheet->styles.count; i++)
        buf_add_text(out, sheet->styles.items[i].xml);
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof *paragraph_styles; i++)
        add_style(&paragraph_styles[i], map, out);
    const struct mapped_style *emphasis = style_map_find(map, "Strong_20_Emphasis");
    if (!emphasis->theirs)
        buf_add_format(out,
                       "<style:style style:name=\"%s\" style:display-name=\"%s\" "
                       "style:family=\"text\">%s",
                       emphasis->id, emphasis->name, strong);
    buf_add_text(out, lists);
    buf_add_text(out, "</office:styles>");
}

/* Theirs where they have it, else a blank line between it and the text. */
static void add_area(const struct style_sheet *sheet, const char *name, const char *side,
                     struct buf *out)
{
    BUF_LOCAL struct buf start = {0}, end = {0};
    buf_add_format(&start, "<style:%s-style>", name);
    buf_add_format(&end, "</style:%s-style>", name);
    const char *theirs = sheet != NULL ? strstr(sheet->areas, buf_text(&start)) : NULL;
    const char *behind = theirs != NULL ? strstr(theirs, buf_text(&end)) : NULL;
    if (behind != NULL)
        buf_add(out, theirs, (size_t)(behind - theirs) + end.size);
    else
        buf_add_format(out,
                       "%s<style:header-footer-properties fo:min-height=\"8mm\" "
                       "fo:margin-%s=\"4mm\"/>%s",
                       buf_text(&start), side, buf_text(&end));
}

/* The page: theirs or A4, in the way of the report's language. */
static void add_layout(const struct report *report, const struct style_map *map, struct buf *out)
{
    const struct style_sheet *sheet = map->sheet;
    const char *title = report->title_language;
    bool rtl = xml_is_rtl(title != NULL ? title : report->language);
    bool theirs = sheet != NULL && *sheet->layout != '\0';
    buf_add_format(out,
                   "<office:automatic-styles><style:page-layout style:name=\"A4\">"
                   "<style:page-layout-properties%s style:writing-mode=\"%s\"/>",
                   theirs ? sheet->layout
                          : " fo:page-width=\"210mm\" fo:page-height=\"297mm\" "
                            "fo:margin-left=\"20mm\" fo:margin-right=\"20mm\" "
                            "fo:margin-top=\"12mm\" fo:margin-bottom=\"12mm\"",
                   xml_is_rtl(report->language) ? "rl-tb" : "lr-tb");
    add_area(sheet, "header", "bottom", out);
    add_area(sheet, "footer", "top", out);
    buf_add_format(out,
                   "</style:page-layout>"
                   "<style:style style:name=\"Head\" style:family=\"paragraph\" "
                   "style:parent-style-name=\"%s\"><style:paragraph-properties%s/></style:style>"
                   "</office:automatic-styles>",
                   style_map_id(map, "Header"),
                   rtl == xml_is_rtl(report->language) ? ""
                   : rtl ? " style:writing-mode=\"rl-tb\" fo:text-align=\"right\""
                         : " style:writing-mode=\"lr-tb\" fo:text-align=\"left\"");
}

static void add_master_page(const struct report *report, const struct style_map *map,
                            struct buf *out)
{
    BUF_LOCAL struct buf head = {0};
    walk_write_running_head(report, &head);
    buf_add_text(out, "<office:master-styles><style:master-page style:name=\"Standard\" "
                      "style:page-layout-name=\"A4\"><style:header><text:p "
                      "text:style-name=\"Head\">");
    xml_escape(buf_text(&head), " ", out);
    buf_add_format(out,
                   "</text:p></style:header><style:footer><text:p text:style-name=\"%s\">"
                   "<text:page-number text:select-page=\"current\">1</text:page-number> / "
                   "<text:page-count>1</text:page-count></text:p></style:footer>"
                   "</style:master-page></office:master-styles>",
                   style_map_id(map, "Footer"));
}

static void add_styles(struct zip_maker *zip, const struct report *report,
                       const struct style_map *map)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_format(&out, XML "<office:document-styles %s%s>", odt_namespaces,
                   map->sheet != NULL ? " xmlns:svg=\"" NAMES "svg-compatible:1.0\"" : "");
    if (map->sheet != NULL)
        buf_add_format(&out, "<office:font-face-decls>%s</office:font-face-decls>",
                       map->sheet->fonts);
    add_common_styles(report, map, &out);
    add_layout(report, map, &out);
    add_master_page(report, map, &out);
    buf_add_text(&out, "</office:document-styles>");
    zip_add(zip, "styles.xml", buf_text(&out), out.size, true);
}

static void add_properties(struct zip_maker *zip, const struct report *report)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_text(&out, XML "<office:document-meta xmlns:office=\"" NAMES "office:1.0\" "
                           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                           "office:version=\"1.2\"><office:meta><dc:title>");
    xml_escape(report->title, " ", &out);
    buf_add_text(&out, "</dc:title><dc:language>");
    xml_escape(report->language, " ", &out);
    buf_add_text(&out, "</dc:language></office:meta></office:document-meta>");
    zip_add(zip, "meta.xml", buf_text(&out), out.size, true);
}

void odt_add_type(struct zip_maker *zip)
{
    zip_add(zip, "mimetype", media_type, sizeof media_type - 1, false);
}

void odt_add_parts(struct zip_maker *zip, const struct report *report, const struct style_map *map)
{
    add_styles(zip, report, map);
    add_properties(zip, report);
    zip_add(zip, "META-INF/manifest.xml", manifest, sizeof manifest - 1, true);
}
