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
    struct message message = {.id = id};
    const char *args[MESSAGE_ARGS] = {0};
    va_list list;
    va_start(list, id);
    for (int i = 0; i < MESSAGE_ARGS; i++) {
        args[i] = va_arg(list, const char *);
        if (args[i] == NULL)
            break;
    }
    va_end(list);
    message_set(&message, id, args[0], args[1], args[2], args[3], NULL);
    message_write(&message, translate, out);
    message_finish(&message);
}
