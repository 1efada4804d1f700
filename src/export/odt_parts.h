/*
 * The parts of an ODT that are the same in every report, but for its language and title.
 */
#ifndef DAIS_SRC_EXPORT_ODT_PARTS_H
#define DAIS_SRC_EXPORT_ODT_PARTS_H

#include <dais/core/report.h>

#include "zip.h"

/* The namespaces that content and styles use, as attributes of their outermost element. */
extern const char odt_namespaces[];

/* Adds "mimetype", which must be the first part. */
void odt_add_type(struct zip_maker *zip);

/* Adds all other parts but content.xml. */
void odt_add_parts(struct zip_maker *zip, const struct report *report);

#endif
