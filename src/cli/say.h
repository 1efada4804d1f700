/*
 * What the commands say: results on standard output, findings and errors on the error
 * stream, in the user's language, every byte made safe for a terminal.
 */
#ifndef DAIS_CLI_SAY_H
#define DAIS_CLI_SAY_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/base/diag.h>
#include <dais/base/message.h>

#include "command.h"

#define _(id) gettext(id)

/* gettext() and ngettext() as base wants them. */
const char *say_lookup(const char *id, const char *many, long count);

/* Appends a message in the user's language. */
void say_write(const char *id, struct buf *out, ...) __attribute__((sentinel));

/*
 * Writes the text to standard output, made safe. EXIT_DONE, or EXIT_BROKEN with the
 * reason said (a full disc, a closed pipe).
 */
int say_result(const struct buf *text);

/* The same for bytes that must not be changed (JSON, an export): for files and pipes. */
int say_bytes(const struct buf *bytes);

/* "dais: …" on the error stream; the arguments are {1} and on, NULL ends them. */
void say_error(const char *id, ...) __attribute__((sentinel));
void say_message(const struct message *message);
void say_hint(const char *id, ...) __attribute__((sentinel));

/* An error about a word that nobody knows, {1}, and the one that is near it (NULL: none is). */
void say_unknown(const char *id, const char *name, const char *near);

/* The same where there are few: {2} of the sentence lists all. */
void say_unknown_of(const char *id, const char *name, const char *const *names, size_t count);

/* An error, and the line that leads to --help. Returns EXIT_USAGE. */
int say_usage(const char *id, ...) __attribute__((sentinel));

/* "dais: …: No space left on device" for a negative errno. Returns EXIT_BROKEN. */
int say_broken(const char *what, int error);

/* Columns of the terminal that standard output goes to; 0: it goes elsewhere. */
unsigned say_width(void);

/* Findings as diags_write() made them, on the error stream. */
void say_errors(const struct buf *text);

/* All findings, sorted, with their source lines. */
void say_diags(struct diags *diags, const char *source, size_t size);

#endif
