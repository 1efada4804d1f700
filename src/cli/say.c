/*
 * The only place of the commands that writes to a stream.
 */
#include "say.h"

#include <errno.h>
#include <langinfo.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dais/base/ascii.h>
#include <dais/base/name_table.h>
#include <dais/base/term_safe.h>

const char *say_lookup(const char *id, const char *many, long count)
{
    return many != NULL ? ngettext(id, many, (unsigned long)(count < 0 ? -count : count))
                        : gettext(id);
}

void say_write(const char *id, struct buf *out, ...)
{
    struct message message;
    va_list args;
    va_start(args, out);
    message_set_list(&message, id, args);
    va_end(args);
    message_write(&message, say_lookup, out);
    message_finish(&message);
}

/*
 * Bytes to a stream. A terminal that does not speak UTF-8 gets ASCII: to it half a letter is an
 * order, U+00DB one with any parameters that follow.
 */
static bool send(const struct buf *bytes, FILE *stream)
{
    BUF_LOCAL struct buf ascii = {0};
    if (isatty(fileno(stream)) && strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        ascii_add_text(buf_text(bytes), bytes->size, &ascii);
        bytes = &ascii;
    }
    return fwrite(buf_text(bytes), 1, bytes->size, stream) == bytes->size && fflush(stream) == 0;
}

int say_bytes(const struct buf *bytes)
{
    if (send(bytes, stdout))
        return EXIT_DONE;
    return say_broken(_("standard output"), -errno);
}

int say_result(const struct buf *text)
{
    BUF_LOCAL struct buf safe = {0};
    term_safe_text(buf_text(text), text->size, &safe);
    return say_bytes(&safe);
}

unsigned say_width(void)
{
    struct winsize size = {0};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
        return 0;
    return size.ws_col;
}

static void say_line(const char *before, const struct message *message)
{
    BUF_LOCAL struct buf text = {0}, safe = {0};
    buf_add_text(&text, before);
    message_write(message, say_lookup, &text);
    term_safe_line(buf_text(&text), text.size, &safe);
    buf_add_char(&safe, '\n');
    (void)send(&safe, stderr);
}

static void say_args(const char *before, const char *id, va_list args)
{
    struct message message;
    message_set_list(&message, id, args);
    say_line(before, &message);
    message_finish(&message);
}

void say_message(const struct message *message)
{
    say_line("dais: ", message);
}

void say_error(const char *id, ...)
{
    va_list args;
    va_start(args, id);
    say_args("dais: ", id, args);
    va_end(args);
}

void say_hint(const char *id, ...)
{
    va_list args;
    va_start(args, id);
    say_args(_("hint: "), id, args);
    va_end(args);
}

void say_unknown(const char *id, const char *name, const char *near)
{
    say_error(id, name, NULL);
    if (near != NULL)
        say_hint(N_("did you mean {1}?"), near, NULL);
}

void say_unknown_of(const char *id, const char *name, const char *const *names, size_t count)
{
    BUF_LOCAL struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_add_format(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    say_error(id, name, buf_text(&list), NULL);
    const char *near = name_nearest(names, count, name);
    if (near != NULL)
        say_hint(N_("did you mean {1}?"), near, NULL);
}

int say_usage(const char *id, ...)
{
    va_list args;
    va_start(args, id);
    say_args("dais: ", id, args);
    va_end(args);
    say_hint(N_("dais --help lists the commands, dais COMMAND --help explains one"), NULL);
    return EXIT_USAGE;
}

int say_broken(const char *what, int error)
{
    say_error(N_("{1}: {2}"), what, strerror(-error), NULL);
    return EXIT_BROKEN;
}

void say_errors(const struct buf *text)
{
    (void)send(text, stderr);
}

void say_diags(struct diags *diags, const char *source, size_t size)
{
    BUF_LOCAL struct buf text = {0};
    diags_sort(diags);
    diags_write(diags, source, size, say_lookup, &text);
    say_errors(&text);
}
