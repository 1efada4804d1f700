/*
 * Where the screen's messages meet gettext. Nothing else here: ids and their arguments come
 * from core and from the views.
 */
#include "translate.h"

const char *translate(const char *id, const char *many, long count)
{
    if (many != NULL)
        return ngettext(id, many, (unsigned long)count);
    return id[0] == '\0' ? "" : gettext(id); /* "" is the catalogue's own head */
}

const char *translate_id(const char *id)
{
    return translate(id, NULL, 0);
}

void translate_write(struct buf *out, const char *id, ...)
{
    struct message message;
    va_list args;
    va_start(args, id);
    message_set_list(&message, id, args);
    va_end(args);
    message_write(&message, translate, out);
    message_finish(&message);
}
