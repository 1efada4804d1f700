/*
 * Which strip stands on which page, and where: what belongs together stays together. Knows heights
 * alone, no text and no fonts.
 */
#ifndef DAIS_SRC_PDF_PLACE_H
#define DAIS_SRC_PDF_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A band across the page that nothing breaks: a line of a paragraph, of the cells of a row. */
struct strip {
    float before;          /* points above it, but at the head of a page */
    float height;          /* points */
    bool keep;             /* on the same page as the next one, where a page holds both */
    uint32_t table;        /* number of the table it is of, from 1; 0: none */
    bool head;             /* of the head of a table: again where that goes on on a page */
    bool ends;             /* it is the last one of its block */
    bool ruled;            /* a rule stands above it */
    uint32_t block;        /* index in the document */
    uint32_t target;       /* of a line of the contents: index of the heading; else its own block */
    uint32_t first, count; /* of its parts */
    uint32_t page;         /* ret: from 0 */
    float y;               /* ret: points below the head of the page */
};

/*
 * Sets page and y of each for pages of this height. Where a page begins within a table, room is
 * left for its head, as place_head_height() says. Returns the number of pages, at least 1.
 */
uint32_t place_strips(struct strip *strips, size_t count, float height);

/* Points that are left above a strip that stands first on a page, for the head of its table. */
float place_head_height(const struct strip *strips, size_t index, float height);

/* The first strip of the head of the table that this strip is of. */
size_t place_head_first(const struct strip *strips, size_t index);

#endif
