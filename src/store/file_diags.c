/*
 * Findings up to a limit. A dropped one still counts as what it is: an error refuses the file
 * whether it is shown or not.
 */
#include "file_diags.h"

void file_diags_begin(struct file_diags *ret_diags, const char *path, struct diags *diags)
{
    *ret_diags = (struct file_diags){.path = path, .diags = diags};
}

static void clear_spare(struct file_diags *findings)
{
    message_finish(&findings->spare.text);
    message_finish(&findings->spare.hint);
    findings->spare = (struct diag){0};
}

void file_diags_finish(struct file_diags *findings)
{
    clear_spare(findings);
}

bool file_diags_are_full(const struct file_diags *findings)
{
    return findings->count >= FILE_DIAGS_MAX;
}

struct diag *file_diags_add(struct file_diags *findings, enum diag_severity severity,
                            const struct file_place *place, const char *way)
{
    findings->errors = findings->errors || severity == DIAG_ERROR;
    if (findings->count == FILE_DIAGS_MAX) {
        struct diag *diag = diags_add(findings->diags, DIAG_ERROR, findings->path, 0, 0, NULL);
        message_set(&diag->text, N_("there are more than 1,000 findings: not all are shown"), NULL);
        findings->errors = true;
    }
    if (findings->count++ < FILE_DIAGS_MAX)
        return diags_add(findings->diags, severity, findings->path, place != NULL ? place->line : 0,
                         place != NULL ? place->column : 0, way);
    clear_spare(findings);
    return &findings->spare;
}
