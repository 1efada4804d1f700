#include <string.h>

#include <dais/export/style_sheet.h>

#include "../../src/export/exporters.h"

#include "paper.h"
#include "suite.h"
#include "unzipped.h"

static void write_part(const struct paper *paper, const char *name, struct buf *out)
{
    BUF_LOCAL struct buf file = {0};
    odt_write(&paper->report, NULL, &file);
    ck_assert(unzipped_find(&file, name, out));
}

START_TEST(test_blocks)
{
    struct paper paper;
    paper_make(&paper, "en");
    BUF_LOCAL struct buf out = {0};
    write_part(&paper, "content.xml", &out);
    static const char *const texts[] = {
        "style:name=\"L0\"",
        "fo:language=\"fr\" fo:country=\"none\"",
        "style:name=\"T0\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Entry_20_facts\"><style:paragraph-properties "
        "style:writing-mode=\"rl-tb\"",
        "<text:p text:style-name=\"Title\">Title &lt;1&gt;</text:p>",
        "<text:p text:style-name=\"Subtitle\">Report</text:p>",
        "<text:p text:style-name=\"Line\"><text:a xlink:type=\"simple\" "
        "xlink:href=\"#section-1\">First &amp; foremost</text:a><text:tab/><text:bookmark-ref "
        "text:reference-format=\"page\" text:ref-name=\"section-1\"/></text:p>",
        "xlink:href=\"#section-4\">Fourth</text:a>",
        "<text:p text:style-name=\"Draft\">DRAFT</text:p>",
        "<text:span text:style-name=\"Strong_20_Emphasis\">Venue</text:span>",
        "Room <text:s/>14</text:p>",
        "<text:h text:outline-level=\"1\" text:style-name=\"Heading_20_1\"><text:bookmark "
        "text:name=\"section-1\"/>First &amp; foremost</text:h>",
        "<text:s text:c=\"2\"/>two <text:s text:c=\"2\"/>blanks<text:s/><text:line-break/>"
        "<text:s/>end<text:s/></text:p>",
        "<text:h text:outline-level=\"2\" text:style-name=\"Heading_20_2\">Below none</text:h>",
        "\"section-2\"",
        "<text:h text:outline-level=\"2\" text:style-name=\"Heading_20_2\">Lists</text:h>",
        "<text:list text:style-name=\"List_20_1\">\n<text:list-item><text:p "
        "text:style-name=\"List_20_Bullet\">item</text:p>\n<text:list "
        "text:style-name=\"List_20_1\">\n<text:list-item>",
        "</text:list>\n</text:list-item>\n</text:list>\n<text:h",
        "<table:table-column table:style-name=\"W4305\"/>\n<table:table-header-rows>",
        "a &lt;b&gt; &amp; c</text:p>",
        "<text:p text:style-name=\"Table_20_Contents\"></text:p>\n</table:table-cell>"
        "</table:table-row>\n</table:table>\n<text:p text:style-name=\"Gap\"></text:p>\n<text:h",
        "<text:span text:style-name=\"B0\">Label.</text:span> <text:span "
        "text:style-name=\"L0\">Fund &quot;it&quot;.<text:line-break/>Second line.</text:span>",
        "Addressee:<text:s/>donors · Standing:<text:s/>adopted</text:p>",
        "<text:p text:style-name=\"T0\">Arabic (R2):<text:s/><text:span text:style-name=\"L1\">",
        NULL,
    };
    paper_must_hold(&out, texts);
}
END_TEST

START_TEST(test_languages)
{
    struct paper paper;
    paper_make(&paper, "ar");
    BUF_LOCAL struct buf out = {0}, styles = {0};
    write_part(&paper, "styles.xml", &styles);
    static const char *const right[] = {"style:writing-mode=\"rl-tb\"", "fo:language=\"ar\"",
                                        "style:language-complex=\"ar\"",
                                        "style:writing-mode=\"rl-tb\"", NULL};
    paper_must_hold(&styles, right);
    write_part(&paper, "content.xml", &out);
    static const char *const left[] = {"style:parent-style-name=\"Entry_20_kept\"",
                                       "style:writing-mode=\"lr-tb\"", NULL};
    paper_must_hold(&out, left);
    paper.report.language = "pt-BR";
    buf_clear(&styles);
    write_part(&paper, "styles.xml", &styles);
    static const char *const country[] = {"fo:language=\"pt\" fo:country=\"BR\"", NULL};
    paper_must_hold(&styles, country);
}
END_TEST

/* The kind of the file stands first and as it is, at the same place in each. */
START_TEST(test_parts)
{
    struct paper paper;
    paper_make_empty(&paper);
    BUF_LOCAL struct buf file = {0}, content = {0};
    odt_write(&paper.report, NULL, &file);
    static const char kind[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    ck_assert_mem_eq(file.bytes + 30, kind, sizeof kind - 1);
    write_part(&paper, "content.xml", &content);
    ck_assert_ptr_null(strstr(buf_text(&content), "<text:a"));
    ck_assert_ptr_null(strstr(buf_text(&content), "<table:table "));
    ck_assert_ptr_null(strstr(buf_text(&content), "<text:list"));
}
END_TEST

static const char house[] =
    "{\"dais-styles\":1,\"kind\":\"odt\",\"characters\":\" fo:font-size='15pt'\","
    "\"paragraphs\":\" fo:text-align='justify'\",\"fonts\":\"<style:font-face/>\","
    "\"layout\":\" "
    "fo:page-width='9in'\",\"areas\":\"<style:header-style><x/></style:header-style>\","
    "\"page\":{\"width\":12960,\"height\":15840,\"left\":1440,\"right\":2880},\"styles\":["
    "{\"type\":\"paragraph\",\"id\":\"Standard\",\"name\":\"Standard\",\"xml\":\"<std/>\"},"
    "{\"type\":\"paragraph\",\"id\":\"Titre1\",\"name\":\"Heading 1\",\"xml\":\"<titre1/>\"},"
    "{\"type\":\"paragraph\",\"id\":\"Kopf\",\"name\":\"Header\",\"xml\":\"<kopf/>\"},"
    "{\"type\":\"text\",\"id\":\"Fort\",\"name\":\"Strong Emphasis\",\"xml\":\"<fort/>\"}]}";

/* Theirs where they have one, ours where they have none; the page is theirs. */
START_TEST(test_reference)
{
    static const char *const styles[] = {
        "<style:font-face/></office:font-face-decls>",
        "fo:text-align='justify'/><style:text-properties fo:font-size='15pt' fo:language=\"en\"",
        "<std/><titre1/><kopf/><fort/>",
        "style:name=\"Title\"",
        "style:name=\"Heading_20_2\"",
        "<style:page-layout-properties fo:page-width='9in' style:writing-mode=\"lr-tb\"/>"
        "<style:header-style><x/></style:header-style><style:footer-style><style:header-footer",
        "<text:p text:style-name=\"Head\">",
        "<text:p text:style-name=\"Footer\">",
        NULL,
    };
    static const char *const texts[] = {"style:width=\"152.4mm\"", "text:style-name=\"Title\"",
                                        "text:style-name=\"Fort\"", "text:style-name=\"Titre1\"",
                                        NULL};
    struct paper paper;
    paper_make(&paper, "en");
    struct message refusal;
    struct style_sheet *sheet = style_sheet_read(house, sizeof house - 1, "house", &refusal);
    ck_assert_ptr_nonnull(sheet);
    BUF_LOCAL struct buf file = {0}, styles_part = {0}, content = {0};
    odt_write(&paper.report, &(struct export_options){.styles = sheet}, &file);
    style_sheet_free(sheet);
    ck_assert(unzipped_find(&file, "styles.xml", &styles_part));
    paper_must_hold(&styles_part, styles);
    ck_assert_ptr_null(strstr(buf_text(&styles_part), "Heading_20_1"));
    ck_assert(unzipped_find(&file, "content.xml", &content));
    paper_must_hold(&content, texts);
}
END_TEST

SUITE("export/odt", test_blocks, test_languages, test_parts, test_reference)
