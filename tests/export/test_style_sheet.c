#include <dais/export/style_sheet.h>

#include <string.h>

#include "../../src/export/style_map.h"

#include "suite.h"

static const char answer[] =
    "{\"dais-styles\": 1, \"kind\": \"docx\", \"characters\": \"<w:b/>\","
    " \"page\": {\"width\": 12240, \"height\": 15840, \"left\": 1000, \"gutter\": 5},"
    " \"styles\": [{\"type\": \"paragraph\", \"id\": \"Titre1\", \"name\": \"heading 1\","
    "   \"default\": true, \"xml\": \"<w:style/>\"},"
    "  {\"type\": \"paragraph\", \"id\": \"\", \"name\": \"none\", \"xml\": \"<w:style/>\"},"
    "  {\"type\": \"paragraph\", \"id\": \"Empty\", \"name\": \"empty\"}]}";

/* What no page has is none: ours stands then. */
START_TEST(test_lengths)
{
    static const char huge[] =
        "{\"dais-styles\": 1, \"kind\": \"odt\", \"page\": {\"width\": "
        "9223372036854775807, \"left\": -9223372036854775808, \"right\": 7}}";
    struct message refusal = {.id = NULL};
    struct style_sheet *sheet = style_sheet_read(huge, sizeof huge - 1, "house.odt", &refusal);
    ck_assert_ptr_nonnull(sheet);
    ck_assert_int_eq(sheet->page.width, 0);
    ck_assert_int_eq(sheet->page.left, 0);
    ck_assert_int_eq(sheet->page.right, 7);
    style_sheet_free(sheet);
}
END_TEST

START_TEST(test_read)
{
    struct message refusal = {.id = NULL};
    struct style_sheet *sheet = style_sheet_read(answer, sizeof answer - 1, "house.docx", &refusal);
    ck_assert_ptr_nonnull(sheet);
    ck_assert_str_eq(style_sheet_kind(sheet), "docx");
    ck_assert_str_eq(sheet->characters, "<w:b/>");
    ck_assert_str_eq(sheet->paragraphs, "");
    ck_assert_int_eq(sheet->page.width, 12240);
    ck_assert_int_eq(sheet->page.gutter, 5);
    ck_assert_int_eq(sheet->page.top, 0);
    ck_assert_uint_eq(sheet->styles.count, 1);
    ck_assert_str_eq(sheet->styles.items[0].id, "Titre1");
    ck_assert(sheet->styles.items[0].usual);
    style_sheet_free(sheet);
}
END_TEST

START_TEST(test_refused)
{
    static const struct {
        const char *answer;
        const char *message;
    } cases[] = {
        {"", "nothing could be made of house.docx"},
        {"{\"dais-styles\": 2, \"kind\": \"docx\"}", "nothing could be made of house.docx"},
        {"{\"dais-styles\": 1}", "nothing could be made of house.docx"},
        {"{\"dais-styles\": 1, \"refused\": \"otherwise\"}", "nothing could be made of house.docx"},
        {"{\"dais-styles\": 1, \"kind\": \"ods\", \"styles\": []}",
         "nothing could be made of house.docx"},
        {"{\"dais-styles\": 1, \"refused\": \"no-document\"}",
         "house.docx is no DOCX or ODT document"},
        {"{\"dais-styles\": 1, \"refused\": \"encrypted\"}",
         "house.docx is encrypted, or in a format older than DOCX"},
        {"{\"dais-styles\": 1, \"refused\": \"no-styles\"}", "house.docx holds no styles"},
        {"{\"dais-styles\": 1, \"refused\": \"too-large\", \"part\": \"styles.xml\"}",
         "house.docx is too large to take styles from: styles.xml"},
        {"{\"dais-styles\": 1, \"refused\": \"damaged\", \"part\": \"styles.xml\"}",
         "house.docx is damaged: styles.xml cannot be read"},
        {"{\"dais-styles\": 1, \"refused\": \"entities\", \"part\": \"styles.xml\"}",
         "house.docx declares entities in styles.xml, which no word processor does"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct message refusal = {.id = NULL};
        ck_assert_ptr_null(
            style_sheet_read(cases[i].answer, strlen(cases[i].answer), "house.docx", &refusal));
        BUF_LOCAL struct buf text = {0};
        message_write(&refusal, NULL, &text);
        ck_assert_str_eq(buf_text(&text), cases[i].message);
        message_finish(&refusal);
    }
}
END_TEST

SUITE("export/style_sheet", test_lengths, test_read, test_refused)
