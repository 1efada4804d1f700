/*
 * The break that the seeds of fuzz_programme must catch: control characters stay in texts.
 */
#include <stdbool.h>
#include <stddef.h>

#include <dais/base/buf.h>

void broken_replace(const char *text, size_t size, bool in_file, struct buf *out);

void broken_replace(const char *text, size_t size, bool in_file, struct buf *out)
{
    (void)in_file;
    buf_add(out, text, size);
}
