/*
 * The disc, as a table of calls. Everything that store reads and writes goes through a
 * table, so that tests can make any call fail, tear or lose power.
 *
 * All calls return 0 or a count, or -errno. Names given with a folder descriptor are of one
 * step (no slash) and links are not followed; only the *_path calls take what a user named.
 */
#ifndef DAIS_OS_FILES_H
#define DAIS_OS_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <dais/base/buf.h>
#include <dais/base/mem.h>

/* Names in a folder, sorted by bytes; each is owned. */
struct file_names {
    ARRAY_OF(char *) list;
};
/* Sorts by bytes and drops what is there twice. */
void file_names_sort(struct file_names *names);
void file_names_finish(struct file_names *names);

/*
 * The table. `state` is handed to each call. A call does what the POSIX call of its name
 * does and returns -errno instead of setting errno; none retries.
 */
struct files {
    void *state; /* of a test's table; NULL for the real one */
    int (*openat)(void *state, int folder, const char *name, int flags, mode_t mode);
    ssize_t (*read)(void *state, int file, void *bytes, size_t size);
    ssize_t (*pread)(void *state, int file, void *bytes, size_t size, off_t offset);
    ssize_t (*write)(void *state, int file, const void *bytes, size_t size);
    int (*fdatasync)(void *state, int file);
    int (*fsync)(void *state, int file);
    int (*close)(void *state, int file);
    int (*renameat)(void *state, int folder, const char *name, int new_folder,
                    const char *new_name);
    /* Both names in one folder. */
    int (*linkat)(void *state, int folder, const char *name, const char *new_name);
    int (*unlinkat)(void *state, int folder, const char *name, int flags);
    int (*mkdirat)(void *state, int folder, const char *name, mode_t mode);
    int (*fstat)(void *state, int file, struct stat *ret_stat);
    /* Without following a link. */
    int (*fstatat)(void *state, int folder, const char *name, struct stat *ret_stat);
    /* All names but "." and "..", in any order, appended to `names`. */
    int (*list)(void *state, int folder, struct file_names *names);
};

/* The machine's own. */
const struct files *files_real(void);

/*
 * The same calls with EINTR retried (never of close) and O_CLOEXEC always set. `folder` may
 * be AT_FDCWD. files_write() is one write and may be short; files_close() ignores a negative
 * descriptor.
 */
int files_openat(const struct files *files, int folder, const char *name, int flags, mode_t mode);
ssize_t files_read(const struct files *files, int file, void *bytes, size_t size);
ssize_t files_pread(const struct files *files, int file, void *bytes, size_t size, off_t offset);
ssize_t files_write(const struct files *files, int file, const void *bytes, size_t size);
int files_fdatasync(const struct files *files, int file);
int files_fsync(const struct files *files, int file);
/* The same of an open folder; one on a file system that cannot sync folders needs none. */
int files_sync_folder(const struct files *files, int folder);
int files_close(const struct files *files, int file);
int files_rename(const struct files *files, int folder, const char *name, const char *new_name);
/* A second name for a file, -EEXIST where that one is taken: content and name in one step. */
int files_link(const struct files *files, int folder, const char *name, const char *new_name);
int files_unlink(const struct files *files, int folder, const char *name);
int files_remove_folder(const struct files *files, int folder, const char *name);
int files_mkdir(const struct files *files, int folder, const char *name, mode_t mode);
int files_fstat(const struct files *files, int file, struct stat *ret_stat);
int files_stat(const struct files *files, int folder, const char *name, struct stat *ret_stat);

/* Writes all of it, going on after a short write. 0 or -errno; how much stands then is unknown. */
int files_write_all(const struct files *files, int file, const void *bytes, size_t size);

/*
 * Opens a folder of one step beneath `folder`, links refused (-ELOOP or -ENOTDIR). The _path
 * one opens what a user named, links followed. A descriptor to close, or -errno.
 */
int files_open_folder(const struct files *files, int folder, const char *name);
int files_open_folder_path(const struct files *files, const char *path);

/*
 * Opens a regular file for reading beneath `folder`: -ELOOP for a link, -EISDIR for a folder,
 * -EINVAL for anything else that is no regular file; never blocks on a pipe. The _path one
 * opens what a user named, links followed.
 */
int files_open_regular(const struct files *files, int folder, const char *name);
int files_open_regular_path(const struct files *files, const char *path);

/* Appends a whole regular file to `out`; -EFBIG where it holds more than `most` bytes. */
int files_read_whole(const struct files *files, int folder, const char *name, size_t most,
                     struct buf *out);
int files_read_whole_path(const struct files *files, const char *path, size_t most,
                          struct buf *out);

/* Appends what an open regular file holds from `offset` on, at most `most` bytes of it. */
int files_read_from(const struct files *files, int file, off_t offset, size_t most,
                    struct buf *out);

/*
 * Puts a file in place, whole or not at all: a new one beside it, fdatasync, rename, fsync of
 * the folder. On -errno the old content stands, unless only the last fsync failed.
 */
int files_replace(const struct files *files, int folder, const char *name, const void *bytes,
                  size_t size, mode_t mode);

/*
 * The same for a name that is free, -EEXIST where it is taken; upon any error nothing is left of
 * it. Where the file system knows no links, a kill may leave a part of it under that name.
 */
int files_place_new(const struct files *files, int folder, const char *name, const void *bytes,
                    size_t size, mode_t mode);

/*
 * Makes a folder and those above it that are missing, each fsynced into the one above it. It being
 * there already is no error, and is fsynced as well: whoever made it may have been stopped before
 * that. Something else of that name is -ENOTDIR.
 */
int files_make_folders(const struct files *files, const char *path, mode_t mode);

/* The names in a folder ("." and ".." left out), sorted; `names` is empty before. */
int files_list(const struct files *files, int folder, struct file_names *names);

#endif
