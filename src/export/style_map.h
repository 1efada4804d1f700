/*
 * Our styles beside those of a reference document: which of theirs stands for which of ours, and
 * what ours are called where they must be added.
 */
#ifndef DAIS_SRC_EXPORT_STYLE_MAP_H
#define DAIS_SRC_EXPORT_STYLE_MAP_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/export/style_sheet.h>

/* A style of a reference document. */
struct sheet_style {
    const char *type; /* "paragraph", "character", "table", "text" */
    const char *id;   /* as paragraphs refer to it: "Titre1" */
    const char *name; /* as the program calls it: "heading 1" */
    const char *xml;  /* its element */
    bool usual;       /* of all of its type that name none */
};

/* Twips (twentieths of a point), none below 0. */
struct sheet_page {
    long width, height;
    long top, right, bottom, left;
    long header, footer; /* from the edge of the paper; DOCX only */
    long gutter;         /* DOCX only */
};

/* Texts are "" where there is none. */
struct style_sheet {
    struct arena arena; /* of all texts */
    const char *kind;
    const char *fonts;      /* elements that tell of fonts */
    const char *theme;      /* DOCX: colours and fonts of the theme */
    const char *characters; /* of all texts: DOCX elements, ODT attributes */
    const char *paragraphs; /* of all paragraphs, likewise */
    const char *layout;     /* ODT: attributes of the page */
    const char *areas;      /* ODT: elements for its header and footer */
    struct sheet_page page; /* width 0: ours */
    ARRAY_OF(struct sheet_style) styles;
};

/* One of our styles in a document. */
struct mapped_style {
    const char *own;  /* its id in our own documents; lent, static */
    const char *id;   /* in this document, fit for an attribute */
    const char *name; /* likewise; where it is not theirs */
    bool theirs;      /* the reference document's stands for it */
};

struct style_map {
    const struct style_sheet *sheet; /* NULL: all are ours; lent */
    struct arena arena;
    ARRAY_OF(struct mapped_style) styles;
};

void style_map_init(struct style_map *map, const struct style_sheet *sheet);
void style_map_finish(struct style_map *map);

/*
 * Adds one of our styles. Theirs stands for it where one of that type has one of the names, in any
 * case; the last of `names` is NULL, the first is what ours is called. `by_id`: or has our id.
 */
void style_map_add(struct style_map *map, const char *type, const char *own,
                   const char *const *names, bool by_id);

/* The same for the style of all that name none. */
void style_map_add_usual(struct style_map *map, const char *type, const char *own,
                         const char *const *names, bool by_id);

/* One that was added. */
const struct mapped_style *style_map_find(const struct style_map *map, const char *own);

/* Its id in the document. */
const char *style_map_id(const struct style_map *map, const char *own);

#endif
