/*
 * Samples and catalogues stand beside the program where it was built, and in the system's data
 * folder where it was installed. Linux says where the program is.
 */
#include "beside.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static bool append_readable(const char *folder, size_t size, const char *name, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    buf_add(&path, folder, size);
    buf_add_text(&path, name);
    if (access(buf_text(&path), R_OK) != 0)
        return false;
    buf_add(out, path.bytes, path.size);
    return true;
}

bool beside_find(const char *name, const char *installed, struct buf *out)
{
    char program[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    program[size > 0 ? size : 0] = '\0';
    const char *slash = strrchr(program, '/');
    if (slash != NULL && append_readable(program, (size_t)(slash + 1 - program), name, out))
        return true;
    return append_readable(installed, strlen(installed), "", out);
}
