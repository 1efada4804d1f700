/*
 * A document as strips on pages: how each kind of block looks, what is kept together, how wide the
 * columns of a table are. Nothing is drawn yet.
 */
#ifndef DAIS_SRC_PDF_PAGES_H
#define DAIS_SRC_PDF_PAGES_H

#include "place.h"
#include "shape.h"

/* A4, in points. */
#define PAGE_WIDTH 595.276F
#define PAGE_HEIGHT 841.89F
#define PAGE_SIDE 62.0F /* margins */
#define PAGE_TOP 74.0F
#define PAGE_BOTTOM 70.0F
#define TEXT_WIDTH (PAGE_WIDTH - 2 * PAGE_SIDE)
#define TEXT_HEIGHT (PAGE_HEIGHT - PAGE_TOP - PAGE_BOTTOM)
#define CONTENTS_NUMBER 40.0F /* room for a page number */

/* A line where it stands in a strip. */
struct part {
    uint32_t line;   /* index in the shaper */
    uint32_t column; /* of a table, from 0 */
    float x, y;      /* from the strip's left end and top */
};

struct pages {
    const struct document *document; /* lent */
    struct shaper shaper;
    ARRAY_OF(struct strip) strips;
    ARRAY_OF(struct part) parts;
    uint32_t *first_strips; /* of each block; UINT32_MAX: it has none */
    uint32_t count;         /* of pages */
};

/* How a block of this kind (a heading of this level) looks. */
struct look {
    struct type type;
    float before, after; /* points */
    float indent;        /* points, where a line begins */
    const char *bullet;  /* in the indent; NULL: none */
    const char *tag;     /* of the PDF's structure */
    bool with_next;      /* never the last on a page */
};
const struct look *pages_look(const struct block *block);

/* Sets and places everything. False: this machine has no fonts. */
bool pages_make(struct pages *pages, const struct document *document);
void pages_finish(struct pages *pages);

/* table.c: appends the strips of a table that begins with the block `first`; returns its end. */
size_t pages_add_table(struct pages *pages, size_t first, uint32_t number);

/* Appends a strip of block `block`; its parts are to follow. */
struct strip *pages_add_strip(struct pages *pages, size_t block, float before, float height);
void pages_add_part(struct pages *pages, const struct part *part);

#endif
