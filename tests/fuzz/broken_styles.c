/*
 * The mistake that fuzz/styles must catch: a writer of XML that forgets quotes.
 */
#include <dais/base/buf.h>

void buf_add_char(struct buf *buf, char c)
{
    if (c != '"')
        buf_add(buf, &c, 1);
}
