/*
 * Any bytes as a reference document; what is no zip is styles.xml of a document of either kind,
 * packed here, since a fuzzer finds no check sums. There is an answer each time, of sound XML.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expat.h>
#include <jansson.h>
#include <zlib.h>

#include <dais/styles/answer.h>

#include "must.h"

/* Of an element or an attribute; what stands as a value is anybody's. */
static void check_name(const char *name)
{
    static const char *const never[] = {"w:vanish", "text:display", "w:numPr",         "r:id",
                                        "xlink:",   "w:instr",      "Change",          "w:author",
                                        "w:lang",   "writing-mode", "master-page-name"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        must(strstr(name, never[i]) == NULL, "only what is in the lists comes through");
}

/* Called by expat for each element. */
static void check_names(void *nobody, const char *name, const char **attributes)
{
    (void)nobody;
    check_name(name);
    for (; *attributes != NULL; attributes += 2)
        check_name(*attributes);
}

static void check_element(const char *before, const char *piece, const char *after)
{
    BUF_LOCAL struct buf text = {0};
    buf_add_format(&text, "<x><x%s", before);
    buf_add_text(&text, piece);
    buf_add_format(&text, "%s</x>", after);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetStartElementHandler(parser, check_names);
    must(XML_Parse(parser, buf_text(&text), (int)text.size, XML_TRUE) == XML_STATUS_OK,
         "pieces are well-formed");
    XML_ParserFree(parser);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static void check_styles(const json_t *answer)
{
    const char *kind = text_of(answer, "kind");
    bool docx = strcmp(kind, "docx") == 0;
    must(docx || strcmp(kind, "odt") == 0, "an answer has a kind");
    const json_t *styles = json_object_get(answer, "styles");
    must(json_array_size(styles) > 0 && json_array_size(styles) <= ANSWER_STYLES_MOST,
         "there are styles");
    for (size_t i = 0; i < json_array_size(styles); i++) {
        const json_t *style = json_array_get(styles, i);
        must(*text_of(style, "id") != '\0' && *text_of(style, "type") != '\0', "styles have ids");
        check_element(">", text_of(style, "xml"), "</x>");
    }
    static const char *const keys[] = {"characters", "paragraphs", "layout"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        check_element(docx ? ">" : "", text_of(answer, keys[i]), docx ? "</x>" : "/>");
    check_element(">", text_of(answer, "fonts"), "</x>");
    check_element(">", text_of(answer, "theme"), "</x>");
    check_element(">", text_of(answer, "areas"), "</x>");
}

static void check_answer(const char *bytes, size_t size)
{
    BUF_LOCAL struct buf out = {0};
    answer_write(bytes, size, &out);
    json_t *answer = json_loadb(buf_text(&out), out.size, JSON_REJECT_DUPLICATES, NULL);
    must(answer != NULL, "an answer is JSON");
    if (json_object_get(answer, "refused") == NULL)
        check_styles(answer);
    else
        must(json_object_get(answer, "kind") == NULL, "what is refused is not answered");
    json_decref(answer);
}

/* A number as zip writes it. */
static void add_number(size_t number, unsigned size, struct buf *out)
{
    for (; size > 0; size--, number >>= 8)
        buf_add(out, &(char){(char)(number & 0xff)}, 1);
}

/* The head of a part, in front of it or in the list at the end. */
static void add_head(const char *name, const struct buf *part, bool listed, size_t at,
                     struct buf *out)
{
    buf_add_text(out, listed ? "PK\1\2" : "PK\3\4");
    add_number(20, listed ? 4 : 2, out); /* versions */
    add_number(0, 4, out);               /* as it is */
    add_number(0x210000, 4, out);        /* the first day there is */
    add_number(crc32(0, (const Bytef *)buf_text(part), (uInt)part->size), 4, out);
    add_number(part->size, 4, out);
    add_number(part->size, 4, out);
    add_number(strlen(name), 4, out);
    if (listed) {
        add_number(0, 10, out);
        add_number(at, 4, out);
    }
    buf_add_text(out, name);
}

static void add_part(const char *name, const struct buf *part, struct buf *out, struct buf *list)
{
    add_head(name, part, true, out->size, list);
    add_head(name, part, false, 0, out);
    buf_add(out, buf_text(part), part->size);
}

static void add_text_part(const char *name, const char *text, struct buf *out, struct buf *list)
{
    BUF_LOCAL struct buf part = {0};
    buf_add_text(&part, text);
    add_part(name, &part, out, list);
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define LINKS "http://schemas.openxmlformats.org/package/2006/relationships"
#define LINK(kind, target)                                                                         \
    "<Relationships xmlns=\"" LINKS "\"><Relationship Type=\"" OFFICE kind "\" Target=\"" target   \
    "\"/></Relationships>"

static void pack(const struct buf *styles, bool docx, struct buf *out)
{
    BUF_LOCAL struct buf list = {0};
    if (docx) {
        add_text_part("_rels/.rels", LINK("officeDocument", "word/document.xml"), out, &list);
        add_text_part("word/document.xml",
                      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/"
                      "2006/main\"/>",
                      out, &list);
        add_text_part("word/_rels/document.xml.rels", LINK("styles", "styles.xml"), out, &list);
        add_part("word/styles.xml", styles, out, &list);
    } else {
        add_text_part("mimetype", "application/vnd.oasis.opendocument.text", out, &list);
        add_part("styles.xml", styles, out, &list);
    }
    size_t at = out->size, parts = docx ? 4 : 2;
    buf_add(out, buf_text(&list), list.size);
    buf_add_text(out, "PK\5\6");
    add_number(0, 4, out);
    add_number(parts, 2, out);
    add_number(parts, 2, out);
    add_number(list.size, 4, out);
    add_number(at, 4, out);
    add_number(0, 2, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    check_answer((const char *)bytes, size);
    if (size >= 2 && memcmp(bytes, "PK", 2) == 0)
        return 0;
    BUF_LOCAL struct buf styles = {0}, docx = {0}, odt = {0};
    buf_add(&styles, bytes, size);
    pack(&styles, true, &docx);
    check_answer(buf_text(&docx), docx.size);
    pack(&styles, false, &odt);
    check_answer(buf_text(&odt), odt.size);
    return 0;
}
