/*
 * Text as lines of glyphs: pango breaks and shapes it once; what is kept of a line is a fraction of
 * what pango keeps, so that a document of any length is shaped, counted and then drawn.
 *
 * Lengths are in points.
 */
#ifndef DAIS_SRC_PDF_SHAPE_H
#define DAIS_SRC_PDF_SHAPE_H

#include <pango/pangocairo.h>

#include "description.h"

enum face { FACE_TEXT, FACE_HEADING };

/* How a paragraph is to be set. */
struct type {
    enum face face;
    float size;
    bool bold;
    bool italic;
};

struct glyph {
    PangoGlyph id;
    int32_t width;  /* in pango's units, as below */
    int16_t x, y;   /* where it is moved to */
    int32_t offset; /* bytes: of its cluster, in the text of its span */
};

/* Glyphs of one font that run one way. */
struct span {
    PangoFont *font;                  /* kept by the shaper */
    const char *text;                 /* of its paragraph, kept by the shaper */
    const char *uri;                  /* where it leads; NULL: nowhere */
    int32_t offset, size, characters; /* in the text */
    uint32_t first, count;            /* of its glyphs */
    float x;                          /* from the line's left end */
    uint8_t level;                    /* of its direction: odd runs leftward */
};

struct line {
    float x; /* of its left end, from the paragraph's */
    float width;
    float height, ascent;
    uint32_t first, count; /* of its spans */
};

struct shaper {
    PangoContext *context;
    PangoLayout *layout;
    struct arena texts;
    const char *language; /* the document's */
    ARRAY_OF(PangoFont *) fonts;
    ARRAY_OF(struct glyph) glyphs;
    ARRAY_OF(struct span) spans;
    ARRAY_OF(struct line) lines;
};

/* Fonts as for print; `language` is lent. False: this machine has no fonts. */
bool shaper_init(struct shaper *shaper, const char *language);
void shaper_finish(struct shaper *shaper);

/*
 * Sets a text of these runs `width` wide; its lines are the last of shaper->lines, one at least.
 * `way` is how it runs where it does not say so itself; returns whether it runs leftward.
 */
bool shaper_add(struct shaper *shaper, const struct run *runs, size_t count, enum way way,
                bool document_rtl, const struct type *type, float width);

/* One line that ends in “…” where there is more. Its index. */
size_t shaper_add_line(struct shaper *shaper, const struct run *run, const struct type *type,
                       float width, bool rtl);

/* How wide the text is when nothing breaks it, and how wide its widest word is. */
void shaper_measure(struct shaper *shaper, const struct run *run, const struct type *type,
                    float *ret_natural, float *ret_least);

/* Draws a line with its left end at `x`, its top at `y`; `link` in its colour, tagged as links. */
void shaper_draw(const struct shaper *shaper, const struct line *line, cairo_t *cairo, float x,
                 float y);

#endif
