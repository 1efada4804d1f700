/*
 * What cairo 1.16 cannot say of a document: its language and the way it runs.
 */
#ifndef DAIS_SRC_PDF_CATALOG_H
#define DAIS_SRC_PDF_CATALOG_H

#include <stdbool.h>

#include <dais/base/buf.h>

/*
 * Appends an update to a finished PDF: its catalog with the language, that a viewer shows the title
 * instead of the file's name, and the way pages run. False where the file is not as cairo writes it
 * (a table of references at its end); it is then unchanged.
 */
bool catalog_add_language(struct buf *file, const char *language, bool rtl);

#endif
