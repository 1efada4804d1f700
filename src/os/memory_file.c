/*
 * Files in memory by memfd_create(): no name, no disc that could be full, no size to outgrow
 * as a pipe has.
 */
#define _GNU_SOURCE
#include <dais/os/memory_file.h>

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KEPT = 64 * 1024 /* bytes that were taken, before the file is emptied */ };

int memory_file_open(struct memory_file *ret_file)
{
    int fd = memfd_create("dais", MFD_CLOEXEC);
    if (fd < 0)
        return -errno;
    *ret_file = (struct memory_file){.fd = fd};
    return 0;
}

void memory_file_close(struct memory_file *file)
{
    (void)close(file->fd);
}

static int empty(struct memory_file *file)
{
    if (ftruncate(file->fd, 0) < 0 || lseek(file->fd, 0, SEEK_SET) < 0)
        return -errno;
    file->taken = 0;
    return 0;
}

int memory_file_take(struct memory_file *file, struct buf *out)
{
    char block[8192];
    ssize_t size;
    do {
        size = pread(file->fd, block, sizeof block, (off_t)file->taken);
        if (size < 0 && errno != EINTR)
            return -errno;
        if (size > 0) {
            buf_add(out, block, (size_t)size);
            file->taken += size;
        }
    } while (size < 0 || size == (ssize_t)sizeof block); /* a shorter one was the last */
    return file->taken > KEPT ? empty(file) : 0;
}
