/*
 * Files in memory by memfd_create(): no name, no disc that could be full, no size to outgrow
 * as a pipe has.
 */
#define _GNU_SOURCE
#include <dais/os/memory_file.h>

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

int memory_file_open(void)
{
    int fd = memfd_create("dais", MFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

int memory_file_take(int fd, struct buf *out)
{
    char block[8192];
    off_t at = 0;
    for (;;) {
        ssize_t size = pread(fd, block, sizeof block, at);
        if (size < 0 && errno != EINTR)
            return -errno;
        if (size == 0)
            break;
        if (size > 0) {
            buf_add(out, block, (size_t)size);
            at += size;
        }
    }
    if (at == 0)
        return 0;
    if (ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) < 0)
        return -errno;
    return 0;
}
