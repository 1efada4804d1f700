/*
 * The only place of the commands that writes to a stream.
 */
#include "say.h"

#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include <dais/base/term_safe.h>

const char *say_lookup(const char *id, const char *many, long count)
{
    return many != NULL ? ngettext(id, many, (unsigned long)(count < 0 ? -count : count))
                        : gettext(id);
}

/* The arguments of a call as a message. */
static void message_from(struct message *ret, const char *id, va_list args)
{
    *ret = (struct message){.id = id};
    for (int i = 0; i < MESSAGE_ARGS; i++) {
        const char *arg = va_arg(args, const char *);
        if (arg == NULL)
            return;
        ret->args[i] = mem_dup(arg);
    }
}

void say_write(const char *id, struct buf *out, ...)
{
    struct message message;
    va_list args;
    va_start(args, out);
    message_from(&message, id, args);
    va_end(args);
    message_write(&message, say_lookup, out);
    message_finish(&message);
}

int say_bytes(const struct buf *bytes)
{
    if (fwrite(buf_text(bytes), 1, bytes->size, stdout) == bytes->size && fflush(stdout) == 0)
        return EXIT_DONE;
    return say_broken(_("standard output"), -errno);
}

int say_result(const struct buf *text)
{
    BUF_LOCAL struct buf safe = {0};
    term_safe_text(buf_text(text), text->size, &safe);
    return say_bytes(&safe);
}

static void say_line(const char *before, const struct message *message)
{
    BUF_LOCAL struct buf text = {0}, safe = {0};
    buf_add_text(&text, before);
    message_write(message, say_lookup, &text);
    term_safe_text(buf_text(&text), text.size, &safe);
    fprintf(stderr, "%s\n", buf_text(&safe));
}

void say_message(const struct message *message)
{
    say_line("dais: ", message);
}

void say_error(const char *id, ...)
{
    struct message message;
    va_list args;
    va_start(args, id);
    message_from(&message, id, args);
    va_end(args);
    say_message(&message);
    message_finish(&message);
}

void say_hint(const char *id, ...)
{
    struct message message;
    va_list args;
    va_start(args, id);
    message_from(&message, id, args);
    va_end(args);
    say_line(_("hint: "), &message);
    message_finish(&message);
}

int say_usage(const char *id, ...)
{
    struct message message;
    va_list args;
    va_start(args, id);
    message_from(&message, id, args);
    va_end(args);
    say_message(&message);
    message_finish(&message);
    say_hint(N_("dais --help lists the commands, dais COMMAND --help explains one"), NULL);
    return EXIT_USAGE;
}

int say_broken(const char *what, int error)
{
    say_error(N_("{1}: {2}"), what, strerror(-error), NULL);
    return EXIT_BROKEN;
}

void say_diags(struct diags *diags, const char *source, size_t size)
{
    BUF_LOCAL struct buf text = {0};
    diags_sort(diags);
    for (size_t i = 0; i < diags->list.count; i++)
        diag_write(&diags->list.items[i], source, size, say_lookup, &text);
    fputs(buf_text(&text), stderr);
}
