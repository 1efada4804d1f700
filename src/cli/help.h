/*
 * --help and --version, from the tables of commands and options.
 */
#ifndef DAIS_CLI_HELP_H
#define DAIS_CLI_HELP_H

#include <dais/base/buf.h>

#include "command.h"

/* All commands, a line each, and the options that stand everywhere. */
void help_write_all(struct buf *out);

/* One command: what it does, its options, examples. */
void help_write_command(const struct command *command, struct buf *out);

/* The version and what is built in. */
void help_write_version(struct buf *out);

#endif
