/*
 * Who writes: a random id in the user's state folder, one for all launches of a user on a
 * machine.
 */
#ifndef DAIS_STORE_WRITER_H
#define DAIS_STORE_WRITER_H

#include <stdbool.h>

#include <dais/core/event.h>
#include <dais/os/files.h>

/* The id that is kept in `state` (a folder's path). False: none yet; nothing is made. */
bool writer_read(const struct files *files, const char *state, struct token *ret_writer);

/*
 * Keeps `candidate` as the id, unless somebody else was first: then `*ret_writer` is theirs.
 * Programs that start together agree. 0, or -errno where nothing can be kept: then
 * `*ret_writer` is the candidate, good for this launch.
 */
int writer_keep(const struct files *files, const char *state, const struct token *candidate,
                struct token *ret_writer);

#endif
