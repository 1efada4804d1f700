/*
 * The page of a reference document: lengths, and whether a report can stand on it.
 */
#ifndef DAIS_SRC_STYLES_PAGE_H
#define DAIS_SRC_STYLES_PAGE_H

#include <stdbool.h>

#include <jansson.h>

enum page_length {
    PAGE_WIDTH,
    PAGE_HEIGHT,
    PAGE_TOP,
    PAGE_RIGHT,
    PAGE_BOTTOM,
    PAGE_LEFT,
    PAGE_HEADER, /* from the edge of the paper to the head */
    PAGE_FOOTER,
    PAGE_GUTTER, /* for binding, beside the left margin */
    PAGE_COUNT,
};

struct page {
    long twips[PAGE_COUNT]; /* twentieths of a point; -1: unreadable */
};

/* "1134", "2.5cm", "0.7874in", "56.7pt" in twips; negative ones as if they were not; -1: none. */
long page_length(const char *text);

/* Sets "page". False, and nothing is set, where no report could stand on it. */
bool page_answer(const struct page *page, json_t *answer);

#endif
