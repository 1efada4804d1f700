/*
 * The table of file calls that reaches the machine. One line each: what is more than the
 * call itself (retries, folders, whole files) is in files.c, so that tests with another
 * table run it too.
 */
#include <dais/os/files.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int real_openat(void *state, int folder, const char *name, int flags, mode_t mode)
{
    (void)state;
    int file = openat(folder, name, flags, mode);
    return file >= 0 ? file : -errno;
}

static ssize_t real_read(void *state, int file, void *bytes, size_t size)
{
    (void)state;
    ssize_t done = read(file, bytes, size);
    return done >= 0 ? done : -errno;
}

static ssize_t real_pread(void *state, int file, void *bytes, size_t size, off_t offset)
{
    (void)state;
    ssize_t done = pread(file, bytes, size, offset);
    return done >= 0 ? done : -errno;
}

static ssize_t real_write(void *state, int file, const void *bytes, size_t size)
{
    (void)state;
    ssize_t done = write(file, bytes, size);
    return done >= 0 ? done : -errno;
}

static int real_fdatasync(void *state, int file)
{
    (void)state;
    return fdatasync(file) == 0 ? 0 : -errno;
}

static int real_fsync(void *state, int file)
{
    (void)state;
    return fsync(file) == 0 ? 0 : -errno;
}

static int real_close(void *state, int file)
{
    (void)state;
    return close(file) == 0 ? 0 : -errno;
}

static int real_renameat(void *state, int folder, const char *name, int new_folder,
                         const char *new_name)
{
    (void)state;
    return renameat(folder, name, new_folder, new_name) == 0 ? 0 : -errno;
}

static int real_linkat(void *state, int folder, const char *name, const char *new_name)
{
    (void)state;
    return linkat(folder, name, folder, new_name, 0) == 0 ? 0 : -errno;
}

static int real_unlinkat(void *state, int folder, const char *name, int flags)
{
    (void)state;
    return unlinkat(folder, name, flags) == 0 ? 0 : -errno;
}

static int real_mkdirat(void *state, int folder, const char *name, mode_t mode)
{
    (void)state;
    return mkdirat(folder, name, mode) == 0 ? 0 : -errno;
}

static int real_fstat(void *state, int file, struct stat *ret_stat)
{
    (void)state;
    return fstat(file, ret_stat) == 0 ? 0 : -errno;
}

static int real_fstatat(void *state, int folder, const char *name, struct stat *ret_stat)
{
    (void)state;
    return fstatat(folder, name, ret_stat, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : -errno;
}

static int read_names(DIR *folder, struct file_names *names)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL)
            return -errno;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            array_push(&names->list, mem_dup(entry->d_name));
    }
}

static int real_list(void *state, int folder, struct file_names *names)
{
    (void)state;
    /* Opened anew: reading a folder moves the descriptor's place in it. */
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (again < 0)
        return -errno;
    DIR *entries = fdopendir(again);
    if (entries == NULL) {
        int r = -errno;
        (void)close(again);
        return r;
    }
    int r = read_names(entries, names);
    (void)closedir(entries);
    return r;
}

const struct files *files_real(void)
{
    static const struct files real = {
        .openat = real_openat,
        .read = real_read,
        .pread = real_pread,
        .write = real_write,
        .fdatasync = real_fdatasync,
        .fsync = real_fsync,
        .close = real_close,
        .renameat = real_renameat,
        .linkat = real_linkat,
        .unlinkat = real_unlinkat,
        .mkdirat = real_mkdirat,
        .fstat = real_fstat,
        .fstatat = real_fstatat,
        .list = real_list,
    };
    return &real;
}
