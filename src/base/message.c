/*
 * A sentence for a person: an English id and its arguments, put together only where the
 * language is known. An argument is data and goes in byte for byte: whoever sends the
 * result to a terminal makes it safe there.
 */
#include <dais/base/message.h>

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include <dais/base/mem.h>

static void message_add_args(struct message *message, size_t first, va_list args)
{
    const char *text;
    for (size_t i = first; (text = va_arg(args, const char *)) != NULL; i++) {
        assert(i < MESSAGE_ARGS);
        if (i < MESSAGE_ARGS)
            message->args[i] = mem_dup(text);
    }
}

void message_set(struct message *ret, const char *id, ...)
{
    va_list args;
    va_start(args, id);
    message_set_list(ret, id, args);
    va_end(args);
}

void message_set_list(struct message *ret, const char *id, va_list args)
{
    struct message message = {.id = id};
    message_add_args(&message, 0, args);
    *ret = message;
}

void message_set_plural(struct message *ret, const char *id, const char *many, long count, ...)
{
    struct message message = {.id = id, .many = many, .count = count};
    BUF_LOCAL struct buf number = {0};
    buf_add_format(&number, "%ld", count);
    message.args[0] = buf_take(&number);
    va_list args;
    va_start(args, count);
    message_add_args(&message, 1, args);
    va_end(args);
    *ret = message;
}

void message_add_message(struct message *message, const struct message *arg)
{
    size_t i = 0;
    while (i < MESSAGE_ARGS && message->args[i] != NULL)
        i++;
    assert(i < MESSAGE_ARGS && arg->many == NULL && arg->args[1] == NULL);
    if (i == MESSAGE_ARGS)
        return;
    message->args[i] = mem_dup(arg->args[0] != NULL ? arg->args[0] : "");
    message->arg_ids[i] = arg->id;
}

void message_copy(struct message *ret, const struct message *message)
{
    struct message copy = *message;
    for (size_t i = 0; i < MESSAGE_ARGS; i++)
        copy.args[i] = mem_dup(message->args[i]);
    *ret = copy;
}

void message_finish(struct message *message)
{
    for (size_t i = 0; i < MESSAGE_ARGS; i++)
        mem_free_local(&message->args[i]);
    *message = (struct message){0};
}

enum { NO_ARG = MESSAGE_ARGS };

/* Which argument `text` asks for ("{2}…"), or NO_ARG where it asks for none that is there. */
static size_t message_arg_at(const struct message *message, const char *text)
{
    if (text[0] != '{' || text[1] < '1' || text[1] > '0' + MESSAGE_ARGS || text[2] != '}')
        return NO_ARG;
    size_t arg = (size_t)(text[1] - '1');
    return message->args[arg] != NULL ? arg : NO_ARG;
}

/* One argument, put into its own text where it has one. */
static void message_write_arg(const struct message *message, size_t arg, message_lookup *lookup,
                              struct buf *out)
{
    const char *text = message->arg_ids[arg];
    if (text == NULL) {
        buf_add_text(out, message->args[arg]);
        return;
    }
    if (lookup != NULL)
        text = lookup(text, NULL, 0);
    const char *hole = strstr(text, "{1}");
    if (hole == NULL) {
        buf_add_text(out, text);
        return;
    }
    buf_add(out, text, (size_t)(hole - text));
    buf_add_text(out, message->args[arg]);
    buf_add_text(out, hole + strlen("{1}"));
}

void message_write(const struct message *message, message_lookup *lookup, struct buf *out)
{
    if (message->id == NULL)
        return;
    const char *text = message->many != NULL && message->count != 1 ? message->many : message->id;
    if (lookup != NULL)
        text = lookup(message->id, message->many, message->count);
    while (*text != '\0') {
        size_t arg = message_arg_at(message, text);
        if (arg != NO_ARG) {
            message_write_arg(message, arg, lookup, out);
            text += strlen("{1}");
        } else {
            buf_add_char(out, *text++);
        }
    }
}
