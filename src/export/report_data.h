/*
 * A report as data: what is printed, node for node with its headings, and beside it the table for
 * data, a member named as the table is, where instants and spans are values and not words. The
 * schema is docs/schemas/report.schema.json, whatever the form.
 */
#ifndef DAIS_SRC_EXPORT_REPORT_DATA_H
#define DAIS_SRC_EXPORT_REPORT_DATA_H

#include <dais/core/report.h>

#include "data.h"

/* Appends all of it. */
void report_data_write(const struct report *report, const struct data_form *form, struct buf *out);

#endif
