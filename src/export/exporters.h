/*
 * The writers of formats, one file each; export.c lists them.
 */
#ifndef DAIS_SRC_EXPORT_EXPORTERS_H
#define DAIS_SRC_EXPORT_EXPORTERS_H

#include <dais/export/export.h>

export_write markdown_write;
export_write docx_write;
export_write html_write;
export_write odt_write;
export_write json_write;
export_write yaml_write;
export_write csv_write;
export_write ics_write;
export_write pdf_write;

#endif
