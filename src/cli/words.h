/* The words that follow a command's session: start, pause …; one table a command. */
#ifndef DAIS_CLI_WORDS_H
#define DAIS_CLI_WORDS_H

#include <stddef.h>

/*
 * The row of a table that begins with `name`, or NULL: said why, with the nearest as a hint. Each
 * of the `count` rows has `size` bytes and its name as first member; `unknown` is a message id
 * that calls what was typed {1}.
 */
const void *words_find(const void *table, size_t count, size_t size, const char *name,
                       const char *unknown);

#endif
