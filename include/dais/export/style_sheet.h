/*
 * The styles of a reference document, as the helper program dais-styles found them: fonts, colours,
 * styles by name and the page. DOCX and ODT take them through struct export_options.
 */
#ifndef DAIS_EXPORT_STYLE_SHEET_H
#define DAIS_EXPORT_STYLE_SHEET_H

#include <stddef.h>

#include <dais/base/message.h>

struct style_sheet;

/*
 * Reads the helper's answer (docs/formats.md). `file` is what the reference document is called in
 * a message. NULL where the helper refused it, or answered what is no answer: `reterr_refusal`
 * then says why. To be freed by style_sheet_free().
 */
struct style_sheet *style_sheet_read(const char *bytes, size_t size, const char *file,
                                     struct message *reterr_refusal);
void style_sheet_free(struct style_sheet *sheet);

/* The exporter whose files have such styles: "docx" or "odt". */
const char *style_sheet_kind(const struct style_sheet *sheet);

#endif
