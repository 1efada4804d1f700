/*
 * Any bytes as what dais-styles answers, and as a member of a sound answer: it is used or refused,
 * and a document with such styles can be written.
 */
#include <dais/export/style_sheet.h>

#include <stdlib.h>
#include <string.h>

#include <dais/core/report.h>
#include <dais/core/session.h>
#include <dais/export/export.h>

#include "../../src/export/style_map.h"
#include "must.h"
#include "programmes.h"

static void write_documents(const struct style_sheet *sheet)
{
    struct programme *programme = programme_panel(ATTRIBUTION_NAMED);
    struct session *session = session_new(programme);
    struct report_options what = {.what = REPORT_REPORT, .language = "en"};
    struct report *report = report_make(session, &what);
    struct export_options options = {.styles = sheet};
    BUF_LOCAL struct buf out = {0};
    export_find(style_sheet_kind(sheet))->write(report, &options, &out);
    must(out.size > 4 && memcmp(out.bytes, "PK", 2) == 0, "a document is written");
    report_free(report);
    session_free(session);
    programme_free(programme);
}

static void check_page(const struct sheet_page *page)
{
    const long lengths[] = {page->width, page->height, page->top,    page->right, page->bottom,
                            page->left,  page->header, page->footer, page->gutter};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        must(lengths[i] >= 0 && lengths[i] < 1000000, "a length is one");
}

static void check_answer(const char *bytes, size_t size)
{
    struct message refusal = {.id = NULL};
    struct style_sheet *sheet = style_sheet_read(bytes, size, "house.docx", &refusal);
    must((sheet == NULL) == (refusal.id != NULL), "it is taken, or it is said why not");
    if (sheet != NULL) {
        check_page(&sheet->page);
        write_documents(sheet);
    }
    message_finish(&refusal);
    style_sheet_free(sheet);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const kinds[] = {"docx", "odt"};
    check_answer((const char *)bytes, size);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        BUF_LOCAL struct buf answer = {0};
        buf_add_format(&answer, "{\"dais-styles\": 1, \"kind\": \"%s\", ", kinds[i]);
        buf_add(&answer, bytes, size);
        buf_add_char(&answer, '}');
        check_answer(answer.bytes, answer.size);
    }
    return 0;
}
