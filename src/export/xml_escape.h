/*
 * The one way from data into HTML and XML: text that stays text, whatever is in it.
 */
#ifndef DAIS_SRC_EXPORT_XML_ESCAPE_H
#define DAIS_SRC_EXPORT_XML_ESCAPE_H

#include <stdbool.h>

#include <dais/base/buf.h>

/*
 * Appends `text` for the content of an element or a quoted attribute: only characters that XML 1.0
 * allows, the five that mean something as references; each newline becomes `newline`.
 */
void xml_escape(const char *text, const char *newline, struct buf *out);

/* Does a language run from right to left? NULL does not. In a word: "rtl" or "ltr". */
bool xml_is_rtl(const char *language);
const char *xml_direction(const char *language);

#endif
