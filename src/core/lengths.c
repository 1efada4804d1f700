/* Reading and writing the lengths of a plan. */
#include "lengths.h"

#include <inttypes.h>
#include <string.h>

#include "event_form.h"

bool lengths_next(const char **ref_text, struct buf *ret_id, msec_t *ret_length)
{
    const char *text = *ref_text;
    size_t size = strcspn(text, " ");
    const char *sign = memchr(text, '=', size);
    if (sign == NULL || sign == text)
        return false;
    BUF_LOCAL struct buf number = {0};
    buf_add(&number, sign + 1, size - (size_t)(sign + 1 - text));
    int64_t length;
    if (!number_parse(buf_text(&number), &length) || (text[size] == ' ' && text[size + 1] == '\0'))
        return false;
    buf_clear(ret_id);
    buf_add(ret_id, text, (size_t)(sign - text));
    *ret_length = length;
    *ref_text = text + size + (text[size] == ' ');
    return true;
}

void lengths_add(const char *id, msec_t length, struct buf *out)
{
    if (out->size > 0)
        buf_add_char(out, ' ');
    buf_add_format(out, "%s=%" PRId64, id, length);
}
