/*
 * Any bytes as the description of a PDF, and as what stands between a sound head and end of one. It
 * is refused with a reason, or every page of it can be laid out and drawn.
 */
#include <stdlib.h>
#include <string.h>

#include "../../src/pdf/draw.h"
#include "must.h"

/* Font libraries keep what they have until the end. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}

static void say_nothing(const char *domain, GLogLevelFlags level, const char *text, void *data)
{
    (void)domain;
    (void)level;
    (void)text;
    (void)data;
}

static void check_block(const struct document *document, size_t at)
{
    const struct block *block = &document->blocks.items[at];
    must(block->kind < BLOCK_KIND_COUNT && block->count > 0, "a block is of a kind");
    must(block->kind != BLOCK_ROW || (at > 0 && block[-1].count == block->count),
         "a row is as wide as its table");
    for (size_t i = 0; i < block->count; i++) {
        const char *uri = block->runs[i].uri;
        must(block->runs[i].text != NULL, "a run has a text");
        must(uri == NULL || (strncmp(uri, "http", 4) == 0 && strpbrk(uri, "'\"\\<> \n") == NULL),
             "an address is one");
    }
}

static void check_drawn(const struct document *document)
{
    enum { BLOCKS_MOST = 200 };
    struct pages pages;
    BUF_LOCAL struct buf out = {0}, why = {0};
    if (document->blocks.count > BLOCKS_MOST)
        return;
    if (pages_make(&pages, document)) {
        must(pages.count > 0, "there is a page");
        if (draw_pages(&pages, &out, &why))
            must(out.size > 8 && memcmp(out.bytes, "%PDF-", 5) == 0 &&
                     memcmp(out.bytes + out.size - 6, "%%EOF\n", 6) == 0,
                 "a PDF is whole");
        else
            must(why.size > 0, "or it is said why not");
    }
    pages_finish(&pages);
}

static void check_description(const char *bytes, size_t size)
{
    struct document document;
    BUF_LOCAL struct buf why = {0};
    if (description_read(&document, bytes, size, &why)) {
        must(why.size == 0, "what is read is not refused");
        must(document.title != NULL && document.code != NULL && document.page != NULL &&
                 document.language != NULL && document.at != NULL,
             "a document is whole");
        for (size_t i = 0; i < document.blocks.count; i++)
            check_block(&document, i);
        check_drawn(&document);
    } else {
        must(why.size > 0, "it is said why");
        must_be_text(buf_text(&why));
    }
    document_finish(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    (void)g_log_set_default_handler(say_nothing, NULL);
    BUF_LOCAL struct buf whole = {0};
    check_description((const char *)bytes, size);
    size_t blocks = 1;
    for (size_t i = 0; i < size; i++)
        blocks += bytes[i] == '\n';
    bool ended = size == 0 || bytes[size - 1] == '\n';
    buf_add_text(&whole,
                 "{\"dais-pdf\": 1, \"title\": \"T\", \"code\": \"C\", \"page\": \"Page {1} of "
                 "{2}\", \"language\": \"en\", \"at\": \"2022-05-18T10:34:00Z\"}\n");
    buf_add(&whole, bytes, size);
    buf_add_format(&whole, "%s{\"is\": \"end\", \"blocks\": %zu}\n", ended ? "" : "\n",
                   blocks + (ended ? 0 : 1));
    check_description(whole.bytes, whole.size);
    return 0;
}
