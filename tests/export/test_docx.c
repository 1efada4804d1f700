#include <string.h>

#include <dais/export/style_sheet.h>

#include "../../src/export/exporters.h"

#include "paper.h"
#include "suite.h"
#include "unzipped.h"

static void write_part(const struct paper *paper, const char *name, struct buf *out)
{
    BUF_LOCAL struct buf file = {0};
    docx_write(&paper->report, NULL, &file);
    ck_assert(unzipped_find(&file, name, out));
}

#define TEXT "<w:t xml:space=\"preserve\">"

START_TEST(test_blocks)
{
    struct paper paper;
    paper_make(&paper, "en");
    BUF_LOCAL struct buf out = {0};
    write_part(&paper, "word/document.xml", &out);
    static const char *const texts[] = {
        "<w:pStyle w:val=\"Title\"/></w:pPr><w:r>" TEXT "Title &lt;1&gt;</w:t>",
        "<w:pStyle w:val=\"Subtitle\"/></w:pPr><w:r>" TEXT "Report<",
        "<w:pStyle w:val=\"TOC1\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs></w:pPr>"
        "<w:hyperlink w:anchor=\"_Toc1\"><w:r>" TEXT "First &amp; foremost<",
        "</w:hyperlink><w:r><w:tab/></w:r><w:fldSimple w:instr=\" PAGEREF _Toc1 \\h \"/></w:p>",
        "<w:hyperlink w:anchor=\"_Toc4\"><w:r>" TEXT "Fourth<",
        "<w:pStyle w:val=\"Draft\"/></w:pPr><w:r>" TEXT "DRAFT<",
        "<w:pStyle w:val=\"Facts\"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr>" TEXT "Venue<",
        TEXT "Room  14<",
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:bookmarkStart w:id=\"1\" w:name=\"_Toc1\"/>",
        TEXT "  two   blanks </w:t><w:br/>" TEXT " end <",
        "<w:pStyle w:val=\"Heading2\"/></w:pPr><w:r>" TEXT "Below none<",
        "w:name=\"_Toc2\"/>",
        "<w:pStyle w:val=\"Heading2\"/></w:pPr><w:r>" TEXT "Lists<",
        "<w:pStyle w:val=\"ListBullet\"/></w:pPr><w:r>" TEXT "item<",
        "<w:pStyle w:val=\"ListBullet2\"/></w:pPr><w:r>" TEXT "under it<",
        "<w:tblGrid><w:gridCol w:w=\"5333\"/><w:gridCol w:w=\"4305\"/></w:tblGrid>",
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        TEXT "a &lt;b&gt; &amp; c<",
        "<w:pStyle w:val=\"TableText\"/></w:pPr></w:p>\n</w:tc></w:tr>\n</w:tbl>\n"
        "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>\n<w:p>",
        "w:name=\"_Toc4\"/>",
        "<w:pStyle w:val=\"Entry\"/><w:keepNext/></w:pPr>",
        "<w:rPr><w:b/><w:bCs/><w:lang w:val=\"fr\"/></w:rPr>" TEXT "Label.<",
        TEXT "Fund &quot;it&quot;.</w:t><w:br/>" TEXT "Second line.<",
        "<w:pStyle w:val=\"EntryFacts\"/><w:keepNext/></w:pPr><w:r>" TEXT "Addressee<",
        TEXT "adopted<",
        "<w:pStyle w:val=\"EntryFacts\"/><w:bidi/></w:pPr><w:r>" TEXT "Arabic (R2)<",
        "<w:rPr><w:rtl/><w:lang w:bidi=\"ar\"/></w:rPr>",
        "</w:sectPr></w:body></w:document>",
        NULL,
    };
    paper_must_hold(&out, texts);
}
END_TEST

START_TEST(test_right_to_left)
{
    struct paper paper;
    paper_make(&paper, "ar");
    BUF_LOCAL struct buf out = {0}, styles = {0}, header = {0};
    write_part(&paper, "word/document.xml", &out);
    static const char *const texts[] = {
        "<w:pStyle w:val=\"Title\"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>",
        "<w:tblStyle w:val=\"TableGrid\"/><w:bidiVisual/><w:tblW",
        "<w:pStyle w:val=\"Entry\"/><w:keepNext/></w:pPr><w:r><w:rPr><w:b/><w:bCs/><w:rtl/>"
        "</w:rPr>",
        "<w:bidi/></w:sectPr>", NULL};
    paper_must_hold(&out, texts);
    write_part(&paper, "word/styles.xml", &styles);
    static const char *const language[] = {"<w:lang w:val=\"ar\" w:bidi=\"ar\"/>", NULL};
    paper_must_hold(&styles, language);
    write_part(&paper, "word/header1.xml", &header);
    static const char *const way[] = {"<w:bidi/>", "<w:rtl/>", "Title &lt;1&gt;", NULL};
    paper_must_hold(&header, way);
}
END_TEST

static const char house[] =
    "{\"dais-styles\":1,\"kind\":\"docx\",\"characters\":\"<w:sz w:val='30'/>\","
    "\"paragraphs\":\"<w:jc w:val='both'/>\",\"theme\":\"<a:clrScheme/><a:fontScheme/>\","
    "\"fonts\":\"<w:font w:name='Garamond'/>\","
    "\"page\":{\"width\":16838,\"height\":11906,\"top\":900,\"right\":1000,\"bottom\":800,"
    "\"left\":2000,\"header\":300,\"footer\":200,\"gutter\":100},\"styles\":["
    "{\"type\":\"paragraph\",\"id\":\"Std\",\"name\":\"Normal\",\"default\":true,\"xml\":\"<std/"
    ">\"},"
    "{\"type\":\"paragraph\",\"id\":\"Titre1\",\"name\":\"heading 1\",\"xml\":\"<titre1/>\"},"
    "{\"type\":\"paragraph\",\"id\":\"Puces\",\"name\":\"List Bullet\",\"xml\":\"<puces/>\"},"
    "{\"type\":\"paragraph\",\"id\":\"Kopf\",\"name\":\"header\",\"xml\":\"<kopf/>\"},"
    "{\"type\":\"table\",\"id\":\"Grille\",\"name\":\"Table Grid\",\"xml\":\"<grille/>\"}]}";

/* Theirs where they have one, ours where they have none; the page is theirs, bullets are ours. */
START_TEST(test_reference)
{
    enum { TEXTS = 12 };
    static const struct {
        const char *part;
        const char *texts[TEXTS];
    } parts[] = {
        {"word/styles.xml",
         {"<w:rPr><w:sz w:val='30'/><w:lang w:val=\"en\" w:bidi=\"en\"/></w:rPr>",
          "<w:pPr><w:jc w:val='both'/></w:pPr>", "<std/><titre1/><puces/><kopf/><grille/>",
          "w:styleId=\"Title\"", "<w:basedOn w:val=\"Std\"/>", "w:styleId=\"Heading2\""}},
        {"word/document.xml",
         {"<w:pStyle w:val=\"Title\"/>", "<w:pStyle w:val=\"Titre1\"/>",
          "<w:pStyle w:val=\"Puces\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
          "w:val=\"1\"/></w:numPr>",
          "<w:pStyle w:val=\"ListBullet2\"/></w:pPr>", "<w:tblStyle w:val=\"Grille\"/>",
          "<w:gridCol w:w=\"7601\"/>",
          "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"900\" "
          "w:right=\"1000\" w:bottom=\"800\" w:left=\"2000\" w:header=\"300\" w:footer=\"200\" "
          "w:gutter=\"100\"/>"}},
        {"word/header1.xml", {"<w:pStyle w:val=\"Kopf\"/>"}},
        {"word/footer1.xml", {"<w:pStyle w:val=\"Footer\"/>"}},
        {"word/theme/theme1.xml", {"<a:themeElements><a:clrScheme/><a:fontScheme/><a:fmtScheme"}},
        {"word/fontTable.xml", {"<w:font w:name='Garamond'/></w:fonts>"}},
        {"[Content_Types].xml", {"/word/theme/theme1.xml", "/word/fontTable.xml", "</Types>"}},
        {"word/_rels/document.xml.rels", {"theme/theme1.xml", "fontTable.xml", "</Relationships>"}},
    };
    struct paper paper;
    paper_make(&paper, "en");
    struct message refusal;
    struct style_sheet *sheet = style_sheet_read(house, sizeof house - 1, "house", &refusal);
    ck_assert_ptr_nonnull(sheet);
    BUF_LOCAL struct buf file = {0}, again = {0};
    docx_write(&paper.report, &(struct export_options){.styles = sheet}, &file);
    docx_write(&paper.report, &(struct export_options){.styles = sheet}, &again);
    style_sheet_free(sheet);
    ck_assert_mem_eq(file.bytes, again.bytes, file.size);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        BUF_LOCAL struct buf part = {0};
        ck_assert(unzipped_find(&file, parts[i].part, &part));
        paper_must_hold(&part, parts[i].texts);
    }
    BUF_LOCAL struct buf styles = {0};
    ck_assert(unzipped_find(&file, parts[0].part, &styles));
    ck_assert_ptr_null(strstr(buf_text(&styles), "Heading1"));
}
END_TEST

START_TEST(test_empty)
{
    struct paper paper;
    paper_make_empty(&paper);
    BUF_LOCAL struct buf out = {0};
    write_part(&paper, "word/document.xml", &out);
    ck_assert_ptr_null(strstr(buf_text(&out), "hyperlink"));
    ck_assert_ptr_null(strstr(buf_text(&out), "<w:tbl>"));
}
END_TEST

SUITE("export/docx", test_blocks, test_right_to_left, test_reference, test_empty)
