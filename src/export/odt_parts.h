/*
 * The parts of an ODT that are the same in every report, but for its language and title.
 */
#ifndef DAIS_SRC_EXPORT_ODT_PARTS_H
#define DAIS_SRC_EXPORT_ODT_PARTS_H

#include <dais/core/report.h>

#include "style_map.h"
#include "zip.h"

/* The namespaces that content and styles use, as attributes of their outermost element. */
extern const char odt_namespaces[];

/*
 * Appends a text of content.xml: newlines are breaks, and blanks that would be folded stand as
 * such.
 */
void odt_add_text(const char *text, struct buf *out);

/* Appends the attributes of text-properties for a language, with a blank before them. */
void odt_add_language(const char *language, struct buf *out);

/* Adds "mimetype", which must be the first part. */
void odt_add_type(struct zip_maker *zip);

/* Adds the styles that a report uses. */
void odt_map_styles(struct style_map *map);

/* How wide the text runs, in twips: on the reference document's page, else on A4. */
long odt_text_width(const struct style_sheet *sheet);

/* Adds all other parts but content.xml. */
void odt_add_parts(struct zip_maker *zip, const struct report *report, const struct style_map *map);

#endif
