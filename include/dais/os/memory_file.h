/*
 * A file that lives in memory alone: for a library that will write only to a descriptor.
 */
#ifndef DAIS_OS_MEMORY_FILE_H
#define DAIS_OS_MEMORY_FILE_H

#include <stdint.h>

#include <dais/base/buf.h>

struct memory_file {
    int fd;        /* to write to; closed on exec */
    int64_t taken; /* bytes of it that were taken and not yet given back */
};

/* An empty one. 0 or -errno. */
int memory_file_open(struct memory_file *ret_file);

void memory_file_close(struct memory_file *file);

/*
 * Appends what was written to it since the last time to `out`. What was taken takes memory until it
 * is more than a picture has: mostly this is one system call. 0 or -errno.
 */
int memory_file_take(struct memory_file *file, struct buf *out);

#endif
