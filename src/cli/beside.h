/*
 * Where the files are that come with the program.
 */
#ifndef DAIS_CLI_BESIDE_H
#define DAIS_CLI_BESIDE_H

#include <stdbool.h>

#include <dais/base/buf.h>

/*
 * Appends the path of `name` beside the program, as in a build folder, else `installed`.
 * False if neither can be read: then nothing is appended.
 */
bool beside_find(const char *name, const char *installed, struct buf *out);

#endif
