/*
 * A reference document that `--template` names: a DOCX or ODT whose styles the report takes.
 */
#ifndef DAIS_CLI_REFERENCE_H
#define DAIS_CLI_REFERENCE_H

#include <dais/export/export.h>
#include <dais/export/style_sheet.h>

#include "invocation.h"

/* Can a document of this kind ("docx") give its styles to that format? EXIT_DONE, or it was said. */
int reference_check(const char *kind, const struct exporter *exporter);

/* Has the helper that reads it, and takes the styles of that kind. EXIT_DONE, or it was said. */
int reference_read(const struct invocation *invocation, const char *file, const char *kind,
                   struct style_sheet **ret);

/* Is the helper there? */
bool reference_is_possible(void);

#endif
