/*
 * What dais-pdf reads: a JSON object a line, as `export/pdf` writes it.
 *
 *     {"dais-pdf": 1, "title", "code", "draft"?, "page", "language", "way", "at"}
 *     {"is": "title"|"subtitle"|"draft"|"contents"|"text"|"fact"|"entry"|"about"|"item"|"under",
 *      "way"?, "runs": [{"text", "bold"?, "language"?, "uri"?}…]}
 *     {"is": "heading", "level": 1…, "listed"?, "way"?, "runs"}
 *     {"is": "table", "way", "cells": [{"text", "language"?, "way"?}…]}   its headings
 *     {"is": "row", "cells"}                                 as many, below a table or a row
 *     {"is": "end", "blocks": lines before this one}         so that a cut one is found
 *
 * `page` is "Page {1} of {2}", `way` "ltr" or "rtl" (without: as the last text runs), `at` the time
 * that the file bears. `contents` is the heading of the contents, which the listed headings are; they
 * are left out where two pages hold all of it.
 */
#ifndef DAIS_SRC_PDF_DESCRIPTION_H
#define DAIS_SRC_PDF_DESCRIPTION_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

enum {
    DESCRIPTION_SIZE_MOST = 64 << 20, /* bytes of a description */
    DESCRIPTION_LINE_MOST = 4 << 20,  /* of a line of it */
    DESCRIPTION_BLOCKS_MOST = 1000000,
    DESCRIPTION_RUNS_MOST = 4096, /* of a block */
    DESCRIPTION_COLUMNS_MOST = 24,
};

enum way { WAY_OF_TEXT, WAY_LTR, WAY_RTL };

enum block_kind {
    BLOCK_TITLE,
    BLOCK_SUBTITLE,
    BLOCK_DRAFT,
    BLOCK_CONTENTS,
    BLOCK_HEADING,
    BLOCK_TEXT,
    BLOCK_FACT,
    BLOCK_ENTRY,
    BLOCK_ABOUT,
    BLOCK_ITEM,
    BLOCK_UNDER,
    BLOCK_TABLE,
    BLOCK_ROW,
    BLOCK_KIND_COUNT
};

/* A piece of a paragraph, or a cell. */
struct run {
    const char *text;     /* valid UTF-8; never NULL */
    const char *language; /* NULL: the document's */
    const char *uri;      /* where it leads; NULL: nowhere */
    enum way way;         /* of a cell */
    bool bold;
    bool tied; /* the number of an entry: stands on the line of what follows */
};

struct block {
    enum block_kind kind;
    enum way way;
    unsigned level;         /* of a heading, from 1 */
    bool listed;            /* in the contents */
    const struct run *runs; /* or cells */
    size_t count;
};

struct document {
    struct arena arena;
    const char *title, *code, *page, *language, *at;
    const char *draft; /* NULL: it is none */
    bool rtl;
    ARRAY_OF(struct block) blocks;
};

/*
 * Reads a whole description. False: it is none, and `reterr_why` says at which line and why not;
 * the document is to be finished all the same.
 */
bool description_read(struct document *document, const char *bytes, size_t size,
                      struct buf *reterr_why);
void document_finish(struct document *document);

#endif
