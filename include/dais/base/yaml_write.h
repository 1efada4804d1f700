/*
 * The YAML that the program writes: double-quoted scalars and literal blocks, nothing
 * else, so that what is read back is what was written. (libyaml's own emitter turns a
 * text with an emoji or a trailing space into one escaped line.)
 */
#ifndef DAIS_BASE_YAML_WRITE_H
#define DAIS_BASE_YAML_WRITE_H

#include <dais/base/buf.h>

/* `"…"` on one line, everything that needs it escaped. Valid UTF-8 in. */
void yaml_write_quoted(const char *text, size_t size, struct buf *out);

/*
 * A literal block: "|-", newline, each line indented by `indent` spaces, without a last
 * newline of its own: the caller writes one behind it. `indent` is two more than the
 * indentation of the key or dash it belongs to; where the text begins with white space the
 * header says so ("|2-"). A text that ends with newlines gets "|" or "|+".
 * Valid UTF-8 in. A text that no literal block brings back unchanged (U+FEFF, U+2028,
 * bidirectional controls, control characters) is written quoted instead.
 */
void yaml_write_block(const char *text, size_t size, unsigned indent, struct buf *out);

#endif
