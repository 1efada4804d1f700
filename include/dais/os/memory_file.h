/*
 * A file that lives in memory alone: for a library that will write only to a descriptor.
 */
#ifndef DAIS_OS_MEMORY_FILE_H
#define DAIS_OS_MEMORY_FILE_H

#include <dais/base/buf.h>

/* An empty one, closed on exec; the caller closes it. Its descriptor, or -errno. */
int memory_file_open(void);

/* Appends all that was written to it to `out` and leaves it empty. 0 or -errno. */
int memory_file_take(int fd, struct buf *out);

#endif
