/*
 * Pages as a PDF: what stands on them, running heads and feet, outline, links, structure.
 */
#ifndef DAIS_SRC_PDF_DRAW_H
#define DAIS_SRC_PDF_DRAW_H

#include "pages.h"

enum { DRAW_SIZE_MOST = 240 << 20 /* bytes of a PDF */ };

/* Appends the whole file. False: cairo failed, and `reterr_why` says how. */
bool draw_pages(struct pages *pages, struct buf *out, struct buf *reterr_why);

#endif
