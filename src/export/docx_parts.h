/*
 * The parts of a DOCX that are the same in every report, but for its language and title.
 */
#ifndef DAIS_SRC_EXPORT_DOCX_PARTS_H
#define DAIS_SRC_EXPORT_DOCX_PARTS_H

#include <dais/core/report.h>

#include "style_map.h"
#include "zip.h"

/* Adds the styles that a report uses. */
void docx_map_styles(struct style_map *map);

/* The page: the reference document's, else A4. */
struct sheet_page docx_page(const struct style_sheet *sheet);

/* Adds all parts but word/document.xml. */
void docx_add_parts(struct zip_maker *zip, const struct report *report,
                    const struct style_map *map);

#endif
