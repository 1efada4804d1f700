/*
 * A sentence for a person, not yet in that person's language.
 *
 * base and core never translate: they hand out an English message id with its
 * arguments; tui and cli look the id up with gettext and put the arguments in.
 * In the id `{1}` … `{4}` stand for the arguments, in any order, so that a
 * translation may move them.
 */
#ifndef DAIS_BASE_MESSAGE_H
#define DAIS_BASE_MESSAGE_H

#include <stdarg.h>

#include <dais/base/buf.h>

/* Marks a text for xgettext without translating it here. */
#define N_(text) text

enum { MESSAGE_ARGS = 4 };

struct message {
    const char *id;                    /* English text, static; NULL: no message */
    const char *many;                  /* its plural, static; NULL: the message has none */
    long count;                        /* which of the two forms, where `many` is set */
    char *args[MESSAGE_ARGS];          /* owned; NULL from the first missing one on */
    const char *arg_ids[MESSAGE_ARGS]; /* "Speaker {1}": English text, static, that the argument
                                          goes into first; NULL: it stands alone */
};

/* Sets `*ret` (its old content is not freed) from an id and up to four texts, copied. NULL ends. */
void message_set(struct message *ret, const char *id, ...) __attribute__((sentinel));

/* The same for a function that takes such arguments itself. */
void message_set_list(struct message *ret, const char *id, va_list args);

/* The same with a plural; `{1}` is the number itself, the texts follow from `{2}` on. */
void message_set_plural(struct message *ret, const char *id, const char *many, long count, ...)
    __attribute__((sentinel));

/* Adds a message of one argument at most, without a plural, as the next argument of another. */
void message_add_message(struct message *message, const struct message *arg);

void message_copy(struct message *ret, const struct message *message);
void message_finish(struct message *message);

/* How ids become texts of a language: gettext()'s and ngettext()'s shape; `many` may be NULL. */
typedef const char *message_lookup(const char *id, const char *many, long count);

/*
 * Looks up with `lookup` (NULL: English as it stands) and puts the arguments in, byte for
 * byte. A `{n}` without an argument stays as it is. Nothing where the id is NULL.
 */
void message_write(const struct message *message, message_lookup *lookup, struct buf *out);

#endif
