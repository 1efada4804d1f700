/*
 * An incremental update, as PDF 1.5 has them (ISO 32000-1, 7.5.6): the catalog once more, a table
 * with that one object, a trailer that leads to the table before.
 */
#include "catalog.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

enum { ENTRY_SIZE = 20 /* bytes of an entry of the table */ };

/* The last place of a text in the file, not before `from`; NULL: none. */
static const char *find_last(const struct buf *file, const char *text)
{
    size_t size = strlen(text);
    for (size_t at = file->size >= size ? file->size - size + 1 : 0; at > 0; at--)
        if (memcmp(file->bytes + at - 1, text, size) == 0)
            return file->bytes + at - 1;
    return NULL;
}

/* The number behind a key in what ends with a NUL; 0: none. */
static size_t number_behind(const char *text, const char *key)
{
    const char *at = text != NULL ? strstr(text, key) : NULL;
    return at != NULL ? (size_t)strtoull(at + strlen(key), NULL, 10) : 0;
}

/* Where the object of this number begins; 0: it cannot be found. */
static size_t find_object(const struct buf *file, size_t table, size_t number)
{
    const char *at = file->bytes + table;
    if (table + 8 > file->size || strncmp(at, "xref\n0 ", 7) != 0)
        return 0;
    at = strchr(at + 5, '\n');
    if (at == NULL || number * ENTRY_SIZE + ENTRY_SIZE > (size_t)(file->bytes + file->size - at))
        return 0;
    size_t place = (size_t)strtoull(at + 1 + number * ENTRY_SIZE, NULL, 10);
    return place < file->size ? place : 0;
}

static bool contains(const struct buf *text, const char *word)
{
    return strstr(buf_text(text), word) != NULL;
}

/* A language tag has letters, digits and hyphens only: nothing that ends a text in a PDF. */
static bool is_tag(const char *language)
{
    for (const char *c = language; *c != '\0'; c++)
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= 'A' && *c <= 'Z') && !(*c >= '0' && *c <= '9') &&
            *c != '-')
            return false;
    return language[0] != '\0';
}

bool catalog_add_language(struct buf *file, const char *language, bool rtl)
{
    const char *trailer = find_last(file, "trailer");
    size_t table = number_behind(trailer, "startxref");
    size_t root = number_behind(trailer, "/Root "), info = number_behind(trailer, "/Info ");
    size_t size = number_behind(trailer, "/Size ");
    size_t object = root > 0 && table > 0 ? find_object(file, table, root) : 0;
    const char *begin = object > 0 ? strstr(file->bytes + object, "<<") : NULL;
    const char *end = begin != NULL ? strstr(begin, ">>\nendobj") : NULL;
    if (end == NULL || info == 0 || !is_tag(language))
        return false;
    BUF_LOCAL struct buf update = {0};
    buf_add_format(&update, "%zu 0 obj\n", root);
    buf_add(&update, begin, (size_t)(end - begin));
    if (contains(&update, "/StructTreeRoot") && !contains(&update, "/MarkInfo"))
        buf_add_text(&update, "   /MarkInfo << /Marked true >>\n");
    buf_add_format(&update,
                   "   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true%s >>\n"
                   ">>\nendobj\n",
                   language, rtl ? " /Direction /R2L" : "");
    size_t new_table = file->size + update.size;
    buf_add_format(&update,
                   "xref\n%zu 1\n%010zu 00000 n \ntrailer\n<< /Size %zu\n   /Root %zu 0 R\n"
                   "   /Info %zu 0 R\n   /Prev %zu\n>>\nstartxref\n%zu\n%%%%EOF\n",
                   root, file->size, size, root, info, table, new_table);
    buf_add(file, update.bytes, update.size);
    return true;
}
