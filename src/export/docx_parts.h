/*
 * The parts of a DOCX that are the same in every report, but for its language and title.
 */
#ifndef DAIS_SRC_EXPORT_DOCX_PARTS_H
#define DAIS_SRC_EXPORT_DOCX_PARTS_H

#include <dais/core/report.h>

#include "zip.h"

/* Adds all parts but word/document.xml. */
void docx_add_parts(struct zip_maker *zip, const struct report *report);

#endif
