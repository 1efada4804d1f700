/*
 * What `--template` of `dais export` names: by its ending a reference document or a house template.
 */
#ifndef DAIS_CLI_EXPORT_TEMPLATE_H
#define DAIS_CLI_EXPORT_TEMPLATE_H

#include <dais/core/template.h>
#include <dais/export/export.h>
#include <dais/export/style_sheet.h>

#include "invocation.h"

/* What was read; all zeroes: nothing was asked for. */
struct export_template {
    struct template *house;     /* owned; NULL: none */
    struct style_sheet *styles; /* of a reference document; owned; NULL: none */
};
void export_template_finish(struct export_template *template);

/* Can what is named be used with this format and report? EXIT_DONE, or it was said why not. */
int export_template_check(const struct invocation *invocation, const struct exporter *exporter,
                          enum report_what what);

/* Reads it, once the session is open. EXIT_DONE, or the reason was said. */
int export_template_read(const struct invocation *invocation, struct export_template *ret_template);

#endif
