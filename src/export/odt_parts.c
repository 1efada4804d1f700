/*
 * OpenDocument 1.2: styles under the names that LibreOffice itself gives them ("Heading 1" is
 * written Heading_20_1), so that another template's take hold; page numbers in the footer, the
 * session's title in the header; no author and no time.
 */
#include "odt_parts.h"

#include <stdbool.h>
#include <string.h>

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
    {"Draft", NULL, NULL, "fo:border=\"1pt solid #000000\" fo:padding=\"1.5mm\"",
     "fo:font-weight=\"bold\" style:font-weight-complex=\"bold\""},
    {"Contents_20_1", NULL, NULL, "fo:margin-bottom=\"1mm\"", ""},
    {"Table_20_Contents", NULL, NULL, "fo:margin-bottom=\"0mm\"",
     "fo:font-size=\"10pt\" style:font-size-complex=\"10pt\""},
    {"Header", NULL, NULL, "",
     "fo:font-size=\"9pt\" style:font-size-complex=\"9pt\" fo:color=\"#595959\""},
    {"Footer", NULL, NULL, "fo:text-align=\"center\"",
     "fo:font-size=\"9pt\" style:font-size-complex=\"9pt\" fo:color=\"#595959\""},
};

static const char page_and_lists[] =
    "<style:style style:name=\"Strong_20_Emphasis\" style:display-name=\"Strong Emphasis\" "
    "style:family=\"text\"><style:text-properties fo:font-weight=\"bold\" "
    "style:font-weight-complex=\"bold\"/></style:style>"
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
    "</text:list-level-style-bullet></text:list-style></office:styles>";

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

static void add_style(const struct paragraph_style *style, struct buf *out)
{
    BUF_LOCAL struct buf shown = {0};
    for (const char *c = style->name; *c != '\0'; c++) {
        bool blank = strncmp(c, "_20_", 4) == 0;
        buf_add_char(&shown, blank ? ' ' : *c);
        c += blank ? 3 : 0;
    }
    buf_add_format(out,
                   "<style:style style:name=\"%s\" style:display-name=\"%s\" "
                   "style:family=\"paragraph\" style:parent-style-name=\"%s\"",
                   style->name, buf_text(&shown),
                   style->parent != NULL ? style->parent : "Standard");
    if (style->outline != NULL)
        buf_add_format(out, " style:default-outline-level=\"%s\"", style->outline);
    buf_add_format(out,
                   "><style:paragraph-properties %s/><style:text-properties %s/></style:style>",
                   style->paragraph, style->characters);
}

/* The language of all that says no other: for scripts of the west and for those that join. */
static void add_default_style(const struct report *report, struct buf *out)
{
    bool rtl = xml_is_rtl(report->language);
    buf_add_format(out,
                   "<style:default-style style:family=\"paragraph\">"
                   "<style:paragraph-properties style:writing-mode=\"%s\" "
                   "fo:text-align=\"start\" "
                   "fo:margin-bottom=\"2mm\" fo:orphans=\"3\" fo:widows=\"3\"/>"
                   "<style:text-properties fo:font-size=\"11pt\" style:font-size-complex=\"11pt\"",
                   rtl ? "rl-tb" : "lr-tb");
    odt_add_language(report->language, out);
    buf_add_text(out, "/></style:default-style><style:style style:name=\"Standard\" "
                      "style:family=\"paragraph\"/>");
}

static void add_styles(struct zip_maker *zip, const struct report *report)
{
    bool rtl = xml_is_rtl(report->language);
    BUF_LOCAL struct buf out = {0};
    buf_add_format(&out, XML "<office:document-styles %s><office:styles>", odt_namespaces);
    add_default_style(report, &out);
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof *paragraph_styles; i++)
        add_style(&paragraph_styles[i], &out);
    buf_add_text(&out, page_and_lists);
    buf_add_format(&out,
                   "<office:automatic-styles><style:page-layout style:name=\"A4\">"
                   "<style:page-layout-properties fo:page-width=\"210mm\" "
                   "fo:page-height=\"297mm\" fo:margin=\"20mm\" style:writing-mode=\"%s\"/>"
                   "</style:page-layout></office:automatic-styles>"
                   "<office:master-styles><style:master-page style:name=\"Standard\" "
                   "style:page-layout-name=\"A4\"><style:header><text:p "
                   "text:style-name=\"Header\">",
                   rtl ? "rl-tb" : "lr-tb");
    xml_escape(report->title, " ", &out);
    buf_add_text(&out, "</text:p></style:header><style:footer><text:p text:style-name=\"Footer\">"
                       "<text:page-number text:select-page=\"current\">1</text:page-number> / "
                       "<text:page-count>1</text:page-count></text:p></style:footer>"
                       "</style:master-page></office:master-styles></office:document-styles>");
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

void odt_add_parts(struct zip_maker *zip, const struct report *report)
{
    add_styles(zip, report);
    add_properties(zip, report);
    zip_add(zip, "META-INF/manifest.xml", manifest, sizeof manifest - 1, true);
}
