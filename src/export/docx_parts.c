/*
 * WordprocessingML wants a dozen parts beside the text. The styles have the names that Word itself
 * gives to headings, lists and tables, so that an organiser's own template takes hold of them: a
 * reference document's stand instead of ours, and ours are added where it has none. There is no
 * author, no time and nothing outside the file.
 */
#include "docx_parts.h"

#include <string.h>

#include "walk.h"
#include "xml_escape.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/main"
#define FILL "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
#define LINE "<a:ln w=\"6350\">" FILL "</a:ln>"
#define EFFECT "<a:effectStyle><a:effectLst/></a:effectStyle>"
#define KIND "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char content_types[] =
    XML "<Types xmlns=\"" PACKAGE "/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" KIND "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" KIND "styles+xml\"/>"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" KIND "numbering+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" KIND "settings+xml\"/>"
        "<Override PartName=\"/word/header1.xml\" ContentType=\"" KIND "header+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" KIND "footer+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

/* What a reference document may bring along. */
static const char theme_type[] =
    "<Override PartName=\"/word/theme/theme1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>";
static const char fonts_type[] =
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" KIND "fontTable+xml\"/>";
static const char theme_link[] =
    "<Relationship Id=\"rId6\" Type=\"" OFFICE "/theme\" Target=\"theme/theme1.xml\"/>";
static const char fonts_link[] =
    "<Relationship Id=\"rId7\" Type=\"" OFFICE "/fontTable\" Target=\"fontTable.xml\"/>";

static const char package_links[] = XML
    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE
    "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "</Relationships>";

static const char document_links[] =
    XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" OFFICE "/numbering\" Target=\"numbering.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "/settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" OFFICE "/header\" Target=\"header1.xml\"/>"
        "<Relationship Id=\"rId5\" Type=\"" OFFICE "/footer\" Target=\"footer1.xml\"/>";

static const char settings[] = XML "<w:settings " WORD ">"
                                   "<w:defaultTabStop w:val=\"708\"/>"
                                   "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                                   "w:uri=\"http://schemas.microsoft.com/office/word\" "
                                   "w:val=\"15\"/></w:compat></w:settings>";

static const char numbering[] =
    XML "<w:numbering " WORD "><w:abstractNum w:abstractNumId=\"0\">"
        "<w:multiLevelType w:val=\"hybridMultilevel\"/>"
        "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>"
        "<w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>"
        "<w:pPr><w:ind w:left=\"425\" w:hanging=\"283\"/></w:pPr></w:lvl>"
        "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>"
        "<w:lvlText w:val=\"–\"/><w:lvlJc w:val=\"left\"/>"
        "<w:pPr><w:ind w:left=\"850\" w:hanging=\"283\"/></w:pPr></w:lvl>"
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

/* A style of paragraphs. */
struct paragraph_style {
    const char *id;
    const char *name;       /* as Word calls it */
    const char *paragraph;  /* its pPr */
    const char *characters; /* its rPr */
};

static const struct paragraph_style paragraph_styles[] = {
    {"Title", "Title", "<w:spacing w:after=\"120\"/>",
     "<w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>"},
    {"Subtitle", "Subtitle", "<w:spacing w:after=\"200\"/>",
     "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>"},
    {"Heading1", "heading 1",
     "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
     "<w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"},
    {"Heading2", "heading 2",
     "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
     "<w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"},
    {"Heading3", "heading 3",
     "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
     "<w:b/><w:bCs/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"},
    {"Heading4", "heading 4",
     "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:outlineLvl w:val=\"3\"/>",
     "<w:b/><w:bCs/><w:i/><w:iCs/>"},
    {"ListBullet", "List Bullet",
     "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>", ""},
    {"ListBullet2", "List Bullet 2",
     "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"40\"/>",
     ""},
    {"Entry", "Entry", "<w:keepLines/><w:spacing w:before=\"120\" w:after=\"40\"/>", ""},
    {"EntryFacts", "Entry facts", "<w:keepLines/><w:spacing w:after=\"120\"/>",
     "<w:i/><w:iCs/><w:color w:val=\"595959\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"},
    {"Draft", "Draft",
     "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"4\"/><w:bottom w:val=\"single\" "
     "w:sz=\"8\" w:space=\"4\"/></w:pBdr>",
     "<w:b/><w:bCs/>"},
    {"Facts", "Facts", "<w:spacing w:after=\"160\"/><w:contextualSpacing/>", ""},
    {"TableText", "Table text", "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\"/>",
     "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"},
    {"Gap", "Gap", "<w:spacing w:after=\"0\" w:line=\"240\"/>",
     "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"},
    {"TOC1", "toc 1", "<w:spacing w:after=\"40\"/>", ""},
    {"Header", "header", "",
     "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"},
    {"Footer", "footer", "<w:jc w:val=\"center\"/>",
     "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"},
};

#define BORDER(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:color=\"8A8A8A\"/>"

static const char table_properties[] = "<w:tblPr><w:tblBorders>" BORDER("top") BORDER("left")
    BORDER("bottom") BORDER("right") BORDER("insideH")
        BORDER("insideV") "</w:tblBorders><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/>"
                          "<w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>";

static const struct sheet_page a4 = {
    .width = 11906,
    .height = 16838,
    .top = 1418,
    .right = 1134,
    .bottom = 1134,
    .left = 1134,
    .header = 709,
    .footer = 567,
};

struct sheet_page docx_page(const struct style_sheet *sheet)
{
    return sheet != NULL && sheet->page.width > 0 ? sheet->page : a4;
}

void docx_map_styles(struct style_map *map)
{
    style_map_add_usual(map, "paragraph", "Normal", (const char *const[]){"Normal", NULL}, false);
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof *paragraph_styles; i++)
        style_map_add(map, "paragraph", paragraph_styles[i].id,
                      (const char *const[]){paragraph_styles[i].name, NULL}, false);
    style_map_add(map, "table", "TableGrid", (const char *const[]){"Table Grid", NULL}, false);
}

/* One of ours, where the reference document has none of its kind. */
static void add_style(const struct paragraph_style *style, const struct style_map *map,
                      struct buf *out)
{
    const struct mapped_style *mapped = style_map_find(map, style->id);
    if (mapped->theirs)
        return;
    buf_add_format(out,
                   "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                   "<w:basedOn w:val=\"%s\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr>"
                   "</w:style>",
                   mapped->id, mapped->name, style_map_id(map, "Normal"), style->paragraph,
                   style->characters);
}

/* What holds for all texts: theirs or ours, but the language is the report's. */
static void add_defaults(const struct style_sheet *sheet, const struct report *report,
                         struct buf *out)
{
    BUF_LOCAL struct buf language = {0};
    xml_escape(report->language, " ", &language);
    buf_add_text(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
    buf_add_text(out, sheet != NULL
                          ? sheet->characters
                          : "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/>"
                            "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>");
    buf_add_format(out, "<w:lang w:val=\"%s\" w:bidi=\"%s\"/></w:rPr></w:rPrDefault>",
                   buf_text(&language), buf_text(&language));
    buf_add_text(out, "<w:pPrDefault><w:pPr>");
    buf_add_text(out, sheet != NULL
                          ? sheet->paragraphs
                          : "<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/>");
    buf_add_text(out, "</w:pPr></w:pPrDefault></w:docDefaults>");
}

static void add_styles(struct zip_maker *zip, const struct report *report,
                       const struct style_map *map)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_text(&out, XML "<w:styles " WORD ">");
    add_defaults(map->sheet, report, &out);
    const struct mapped_style *normal = style_map_find(map, "Normal");
    if (!normal->theirs)
        buf_add_format(&out,
                       "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"%s\">"
                       "<w:name w:val=\"%s\"/><w:qFormat/></w:style>",
                       normal->id, normal->name);
    for (size_t i = 0; map->sheet != NULL && i < map->sheet->styles.count; i++)
        buf_add_text(&out, map->sheet->styles.items[i].xml);
    for (size_t i = 0; i < sizeof paragraph_styles / sizeof *paragraph_styles; i++)
        add_style(&paragraph_styles[i], map, &out);
    const struct mapped_style *table = style_map_find(map, "TableGrid");
    if (!table->theirs)
        buf_add_format(&out,
                       "<w:style w:type=\"table\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>%s"
                       "</w:style>",
                       table->id, table->name, table_properties);
    buf_add_text(&out, "</w:styles>");
    zip_add(zip, "word/styles.xml", buf_text(&out), out.size, true);
}

static void add_header(struct zip_maker *zip, const struct report *report,
                       const struct style_map *map)
{
    BUF_LOCAL struct buf out = {0};
    const char *language =
        report->title_language != NULL ? report->title_language : report->language;
    bool rtl = xml_is_rtl(language);
    buf_add_format(&out, XML "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"%s\"/>",
                   style_map_id(map, "Header"));
    buf_add_text(&out, rtl ? "<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>" : "</w:pPr><w:r>");
    buf_add_text(&out, "<w:t xml:space=\"preserve\">");
    BUF_LOCAL struct buf head = {0};
    walk_write_running_head(report, &head);
    xml_escape(buf_text(&head), " ", &out);
    buf_add_text(&out, "</w:t></w:r></w:p></w:hdr>");
    zip_add(zip, "word/header1.xml", buf_text(&out), out.size, true);
}

/* "3 / 12", which every language reads. */
static void add_footer(struct zip_maker *zip, const struct style_map *map)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_format(&out, XML "<w:ftr " WORD "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>",
                   style_map_id(map, "Footer"));
    buf_add_text(&out, "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
                       "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>"
                       "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
                       "</w:p></w:ftr>");
    zip_add(zip, "word/footer1.xml", buf_text(&out), out.size, true);
}

/* Line and fill styles that every theme must have, and no style of paragraphs uses. */
static const char theme_formats[] =
    "<a:fmtScheme name=\"Plain\"><a:fillStyleLst>" FILL FILL FILL "</a:fillStyleLst>"
    "<a:lnStyleLst>" LINE LINE LINE "</a:lnStyleLst><a:effectStyleLst>" EFFECT EFFECT EFFECT
    "</a:effectStyleLst><a:bgFillStyleLst>" FILL FILL FILL "</a:bgFillStyleLst></a:fmtScheme>";

static void add_theme(struct zip_maker *zip, const struct style_sheet *sheet)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_text(&out, XML "<a:theme xmlns:a=\"" DRAWING "\" name=\"Theme\"><a:themeElements>");
    buf_add_text(&out, sheet->theme);
    buf_add_text(&out, theme_formats);
    buf_add_text(&out, "</a:themeElements></a:theme>");
    zip_add(zip, "word/theme/theme1.xml", buf_text(&out), out.size, true);
}

static void add_fonts(struct zip_maker *zip, const struct style_sheet *sheet)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_text(&out, XML "<w:fonts " WORD ">");
    buf_add_text(&out, sheet->fonts);
    buf_add_text(&out, "</w:fonts>");
    zip_add(zip, "word/fontTable.xml", buf_text(&out), out.size, true);
}

/* A list of parts or of links, with what a reference document brings along. */
static void add_list(struct zip_maker *zip, const char *name, const char *const *pieces)
{
    BUF_LOCAL struct buf out = {0};
    for (; *pieces != NULL; pieces++)
        buf_add_text(&out, *pieces);
    zip_add(zip, name, buf_text(&out), out.size, true);
}

static void add_properties(struct zip_maker *zip, const struct report *report)
{
    BUF_LOCAL struct buf out = {0};
    buf_add_text(&out, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
                           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    xml_escape(report->title, " ", &out);
    buf_add_text(&out, "</dc:title><dc:language>");
    xml_escape(report->language, " ", &out);
    buf_add_text(&out, "</dc:language></cp:coreProperties>");
    zip_add(zip, "docProps/core.xml", buf_text(&out), out.size, true);
}

void docx_add_parts(struct zip_maker *zip, const struct report *report, const struct style_map *map)
{
    const struct style_sheet *sheet = map->sheet;
    bool theme = sheet != NULL && *sheet->theme != '\0';
    bool fonts = sheet != NULL && *sheet->fonts != '\0';
    add_list(zip, "[Content_Types].xml",
             (const char *const[]){content_types, theme ? theme_type : "", fonts ? fonts_type : "",
                                   "</Types>", NULL});
    zip_add(zip, "_rels/.rels", package_links, strlen(package_links), true);
    add_list(zip, "word/_rels/document.xml.rels",
             (const char *const[]){document_links, theme ? theme_link : "", fonts ? fonts_link : "",
                                   "</Relationships>", NULL});
    zip_add(zip, "word/settings.xml", settings, strlen(settings), true);
    zip_add(zip, "word/numbering.xml", numbering, strlen(numbering), true);
    add_styles(zip, report, map);
    if (theme)
        add_theme(zip, sheet);
    if (fonts)
        add_fonts(zip, sheet);
    add_header(zip, report, map);
    add_footer(zip, map);
    add_properties(zip, report);
}
