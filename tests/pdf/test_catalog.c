#include "../../src/pdf/catalog.h"

#include "suite.h"
#include <string.h>

/* As cairo writes it, with the places of its objects. */
static void make(struct buf *file, const char *tree)
{
    buf_add_text(file, "%PDF-1.5\n");
    size_t info = file->size;
    buf_add_text(file, "1 0 obj\n<< /Producer (x) >>\nendobj\n");
    size_t root = file->size;
    buf_add_format(file, "2 0 obj\n<< /Type /Catalog\n%s>>\nendobj\n", tree);
    size_t table = file->size;
    buf_add_format(file,
                   "xref\n0 3\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n"
                   "trailer\n<< /Size 3\n   /Root 2 0 R\n   /Info 1 0 R\n>>\nstartxref\n%zu\n"
                   "%%%%EOF\n",
                   info, root, table);
}

START_TEST(test_language)
{
    static const struct {
        const char *tree, *language;
        bool rtl, marked, direction;
    } cases[] = {{"", "en", false, false, false},
                 {"   /StructTreeRoot 5 0 R\n", "pt-BR", false, true, false},
                 {"   /StructTreeRoot 5 0 R\n   /MarkInfo << /Marked true >>\n", "ar", true, true,
                  true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BUF_LOCAL struct buf file = {0}, before = {0}, lang = {0};
        make(&file, cases[i].tree);
        buf_add(&before, file.bytes, file.size);
        ck_assert(catalog_add_language(&file, cases[i].language, cases[i].rtl));
        ck_assert_mem_eq(file.bytes, before.bytes, before.size); /* an update only adds */
        const char *update = file.bytes + before.size;
        buf_add_format(&lang, "/Lang (%s)", cases[i].language);
        ck_assert_ptr_nonnull(strstr(update, buf_text(&lang)));
        ck_assert((strstr(update, "/Marked true") != NULL) == cases[i].marked);
        ck_assert((strstr(update, "/Direction /R2L") != NULL) == cases[i].direction);
        ck_assert_ptr_nonnull(strstr(update, "/Prev "));
    }
}
END_TEST

START_TEST(test_refused)
{
    static const char *const languages[] = {"", "en) /X (", "a b", "\xc3\xa9"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        BUF_LOCAL struct buf file = {0};
        make(&file, "");
        size_t size = file.size;
        ck_assert(!catalog_add_language(&file, languages[i], false));
        ck_assert_uint_eq(file.size, size);
    }
    static const char *const files[] = {
        "no PDF", "trailer << /Root 9 0 R /Info 1 0 R >>\nstartxref\n0\n%%EOF\n",
        "trailer << /Root 2 0 R /Info 1 0 R >>\nstartxref\n99999\n%%EOF\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        BUF_LOCAL struct buf file = {0};
        buf_add_text(&file, files[i]);
        ck_assert(!catalog_add_language(&file, "en", false));
        ck_assert_str_eq(buf_text(&file), files[i]);
    }
}
END_TEST

SUITE("pdf/catalog", test_language, test_refused)
