/*
 * What is built on the table of file calls: retries, opening without surprises, whole files
 * in and out, folders. No call here reaches the machine but through the table.
 *
 * A file is put in place by rename, so that a reader and a crash see the old one or the new
 * one. That the new one is there after a loss of power takes two syncs: of its content
 * before the rename, of the folder after it.
 */
#define _GNU_SOURCE
#include <dais/os/files.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/random.h>

static int compare_names(const void *left, const void *right)
{
    char *const *a = left;
    char *const *b = right;
    return strcmp(*a, *b);
}

void file_names_sort(struct file_names *names)
{
    if (names->list.count < 2)
        return;
    char **items = names->list.items;
    qsort(items, names->list.count, sizeof *items, compare_names);
    size_t kept = 1;
    for (size_t i = 1; i < names->list.count; i++) {
        if (strcmp(items[i], items[kept - 1]) == 0)
            free(items[i]);
        else
            items[kept++] = items[i];
    }
    names->list.count = kept;
}

void file_names_finish(struct file_names *names)
{
    for (size_t i = 0; i < names->list.count; i++)
        free(names->list.items[i]);
    free(names->list.items);
    *names = (struct file_names){0};
}

int files_openat(const struct files *files, int folder, const char *name, int flags, mode_t mode)
{
    int r;
    do
        r = files->openat(files->state, folder, name, flags | O_CLOEXEC, mode);
    while (r == -EINTR);
    return r;
}

ssize_t files_read(const struct files *files, int file, void *bytes, size_t size)
{
    ssize_t r;
    do
        r = files->read(files->state, file, bytes, size);
    while (r == -EINTR);
    return r;
}

ssize_t files_pread(const struct files *files, int file, void *bytes, size_t size, off_t offset)
{
    ssize_t r;
    do
        r = files->pread(files->state, file, bytes, size, offset);
    while (r == -EINTR);
    return r;
}

ssize_t files_write(const struct files *files, int file, const void *bytes, size_t size)
{
    ssize_t r;
    do
        r = files->write(files->state, file, bytes, size);
    while (r == -EINTR);
    return r;
}

int files_fdatasync(const struct files *files, int file)
{
    int r;
    do
        r = files->fdatasync(files->state, file);
    while (r == -EINTR);
    return r;
}

int files_fsync(const struct files *files, int file)
{
    int r;
    do
        r = files->fsync(files->state, file);
    while (r == -EINTR);
    return r;
}

int files_sync_folder(const struct files *files, int folder)
{
    int r = files_fsync(files, folder);
    return r == -EINVAL || r == -ENOSYS || r == -EOPNOTSUPP ? 0 : r;
}

int files_close(const struct files *files, int file)
{
    if (file < 0)
        return 0;
    /* On Linux the descriptor is gone even so; a second close could hit somebody else's. */
    int r = files->close(files->state, file);
    return r == -EINTR ? 0 : r;
}

int files_rename(const struct files *files, int folder, const char *name, const char *new_name)
{
    int r;
    do
        r = files->renameat(files->state, folder, name, folder, new_name);
    while (r == -EINTR);
    return r;
}

int files_link(const struct files *files, int folder, const char *name, const char *new_name)
{
    int r;
    do
        r = files->linkat(files->state, folder, name, new_name);
    while (r == -EINTR);
    return r;
}

static int unlink_or_remove(const struct files *files, int folder, const char *name, int flags)
{
    int r;
    do
        r = files->unlinkat(files->state, folder, name, flags);
    while (r == -EINTR);
    return r;
}

int files_unlink(const struct files *files, int folder, const char *name)
{
    return unlink_or_remove(files, folder, name, 0);
}

int files_remove_folder(const struct files *files, int folder, const char *name)
{
    return unlink_or_remove(files, folder, name, AT_REMOVEDIR);
}

int files_mkdir(const struct files *files, int folder, const char *name, mode_t mode)
{
    int r;
    do
        r = files->mkdirat(files->state, folder, name, mode);
    while (r == -EINTR);
    return r;
}

int files_fstat(const struct files *files, int file, struct stat *ret_stat)
{
    int r;
    do
        r = files->fstat(files->state, file, ret_stat);
    while (r == -EINTR);
    return r;
}

int files_stat(const struct files *files, int folder, const char *name, struct stat *ret_stat)
{
    int r;
    do
        r = files->fstatat(files->state, folder, name, ret_stat);
    while (r == -EINTR);
    return r;
}

int files_write_all(const struct files *files, int file, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t done = files_write(files, file, at, size);
        if (done < 0)
            return (int)done;
        if (done == 0)
            return -EIO;
        at += done;
        size -= (size_t)done;
    }
    return 0;
}

/* One step beneath a folder, and not out of it. */
static bool is_one_step(const char *name)
{
    return *name != '\0' && strchr(name, '/') == NULL && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0;
}

int files_open_folder(const struct files *files, int folder, const char *name)
{
    if (!is_one_step(name))
        return -EINVAL;
    return files_openat(files, folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
}

int files_open_folder_path(const struct files *files, const char *path)
{
    return files_openat(files, AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
}

/* Opens for reading what must turn out to be a regular file. */
static int open_regular(const struct files *files, int folder, const char *name, int flags)
{
    int file = files_openat(files, folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | flags, 0);
    if (file < 0)
        return file;
    struct stat stat;
    int r = files_fstat(files, file, &stat);
    if (r == 0 && !S_ISREG(stat.st_mode))
        r = S_ISDIR(stat.st_mode) ? -EISDIR : -EINVAL;
    if (r == 0)
        return file;
    (void)files_close(files, file);
    return r;
}

int files_open_regular(const struct files *files, int folder, const char *name)
{
    return is_one_step(name) ? open_regular(files, folder, name, O_NOFOLLOW) : -EINVAL;
}

int files_open_regular_path(const struct files *files, const char *path)
{
    return open_regular(files, AT_FDCWD, path, 0);
}

int files_read_from(const struct files *files, int file, off_t offset, size_t most, struct buf *out)
{
    char piece[16384];
    size_t before = out->size;
    while (most > 0) {
        size_t size = most < sizeof piece ? most : sizeof piece;
        ssize_t done = files_pread(files, file, piece, size, offset);
        if (done < 0) {
            buf_cut(out, before);
            return (int)done;
        }
        if (done == 0)
            break;
        buf_add(out, piece, (size_t)done);
        offset += done;
        most -= (size_t)done;
    }
    return 0;
}

/* Takes over `file`, which may be an error instead. */
static int read_whole(const struct files *files, int file, size_t most, struct buf *out)
{
    if (file < 0)
        return file;
    size_t before = out->size;
    int r = files_read_from(files, file, 0, most < SIZE_MAX ? most + 1 : most, out);
    (void)files_close(files, file);
    if (r == 0 && out->size - before > most) {
        buf_cut(out, before);
        r = -EFBIG;
    }
    return r;
}

int files_read_whole(const struct files *files, int folder, const char *name, size_t most,
                     struct buf *out)
{
    return read_whole(files, files_open_regular(files, folder, name), most, out);
}

int files_read_whole_path(const struct files *files, const char *path, size_t most, struct buf *out)
{
    return read_whole(files, files_open_regular_path(files, path), most, out);
}

/* A new file with all of it on the disc; nothing of it is left upon an error. */
static int write_new(const struct files *files, int folder, const char *name, const void *bytes,
                     size_t size, mode_t mode)
{
    int file = files_openat(files, folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (file < 0)
        return file;
    int r = files_write_all(files, file, bytes, size);
    if (r == 0)
        r = files_fdatasync(files, file);
    int closed = files_close(files, file);
    if (r == 0)
        r = closed;
    if (r < 0)
        (void)files_unlink(files, folder, name);
    return r;
}

int files_replace(const struct files *files, int folder, const char *name, const void *bytes,
                  size_t size, mode_t mode)
{
    if (!is_one_step(name))
        return -EINVAL;
    BUF_LOCAL struct buf temporary = {0};
    buf_add_format(&temporary, ".%.200s.%016" PRIx64, name, random_bits());
    int r = write_new(files, folder, buf_text(&temporary), bytes, size, mode);
    if (r < 0)
        return r;
    r = files_rename(files, folder, buf_text(&temporary), name);
    if (r < 0) {
        (void)files_unlink(files, folder, buf_text(&temporary));
        return r;
    }
    return files_sync_folder(files, folder);
}

/* Can the file system do that, or must it be done otherwise? */
static bool has_no_links(int error)
{
    return error == -EPERM || error == -EOPNOTSUPP || error == -ENOSYS || error == -EMLINK;
}

int files_place_new(const struct files *files, int folder, const char *name, const void *bytes,
                    size_t size, mode_t mode)
{
    if (!is_one_step(name))
        return -EINVAL;
    BUF_LOCAL struct buf temporary = {0};
    buf_add_format(&temporary, ".%.200s.%016" PRIx64, name, random_bits());
    int error = write_new(files, folder, buf_text(&temporary), bytes, size, mode);
    if (error < 0)
        return error;
    error = files_link(files, folder, buf_text(&temporary), name);
    (void)files_unlink(files, folder, buf_text(&temporary));
    if (has_no_links(error))
        error = write_new(files, folder, name, bytes, size, mode);
    if (error < 0)
        return error;
    error = files_sync_folder(files, folder);
    if (error < 0)
        (void)files_unlink(files, folder, name);
    return error;
}

static int sync_folder_path(const struct files *files, const char *path)
{
    int folder = files_open_folder_path(files, path);
    if (folder < 0) /* one that may be entered but not read cannot be synced */
        return folder == -EACCES ? 0 : folder;
    int r = files_sync_folder(files, folder);
    (void)files_close(files, folder);
    return r;
}

/* The folder that holds `path`, owned; "." where the path does not say. */
static char *path_above(const char *path)
{
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    while (size > 0 && path[size - 1] != '/')
        size--;
    while (size > 1 && path[size - 1] == '/')
        size--;
    return size > 0 ? mem_dup_n(path, size) : mem_dup(".");
}

static int check_folder(const struct files *files, const char *path)
{
    int folder = files_openat(files, AT_FDCWD, path, O_PATH | O_DIRECTORY, 0);
    (void)files_close(files, folder);
    return folder < 0 ? folder : 0;
}

/* A folder is made only in one that is on the disc: so what is there is lost with nothing above it.
 */
int files_make_folders(const struct files *files, const char *path, mode_t mode)
{
    MEM_LOCAL char *above = path_above(path);
    int r = check_folder(files, path);
    if (r == -ENOENT) {
        r = 0;
        if (strcmp(above, path) != 0 && strcmp(above, ".") != 0)
            r = files_make_folders(files, above, mode);
        if (r == 0)
            r = files_mkdir(files, AT_FDCWD, path, mode);
        if (r == -EEXIST)
            r = check_folder(files, path);
    }
    return r < 0 ? r : sync_folder_path(files, above);
}

int files_list(const struct files *files, int folder, struct file_names *names)
{
    int r = files->list(files->state, folder, names);
    if (r < 0) {
        file_names_finish(names);
        return r;
    }
    file_names_sort(names);
    return 0;
}
