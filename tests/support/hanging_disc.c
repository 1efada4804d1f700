/*
 * Loaded before the C library, it is a disc that does not come back: fdatasync() hangs for as long
 * as the file is there that DAIS_DISC_HANGS names.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOOK_AGAIN = 10 /* ms */ };

int fdatasync(int file)
{
    const char *path = getenv("DAIS_DISC_HANGS");
    while (path != NULL && access(path, F_OK) == 0)
        (void)poll(NULL, 0, LOOK_AGAIN);
    return (int)syscall(SYS_fdatasync, file);
}
