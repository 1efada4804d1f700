/*
 * Entries are known by their full path, which a descriptor tells through /proc.
 */
#include "lossy_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <check.h>

#include <dais/os/paths.h>

/* The path of `name` beneath an open folder, owned. */
static char *path_beneath(int folder, const char *name)
{
    struct buf path = {0};
    if (name[0] != '/') {
        char link[64];
        char target[4096];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t size = readlink(link, target, sizeof target);
        ck_assert_int_gt(size, 0);
        buf_add(&path, target, (size_t)size);
        if (name[0] != '\0')
            buf_add_char(&path, '/');
    }
    buf_add_text(&path, name);
    return buf_take(&path);
}

static struct lossy_entry *find_entry(struct lossy_files *disc, const char *path)
{
    for (size_t i = 0; i < disc->entries.count; i++) {
        if (strcmp(disc->entries.items[i].path, path) == 0)
            return &disc->entries.items[i];
    }
    return NULL;
}

static void remember(struct lossy_files *disc, char *path)
{
    struct lossy_entry entry = {.path = path};
    array_push(&disc->entries, entry);
}

static bool has_failed(struct lossy_files *disc, int file)
{
    for (size_t i = 0; i < disc->failed.count; i++) {
        if (disc->failed.items[i] == file)
            return true;
    }
    return false;
}

static int lossy_openat(void *state, int folder, const char *name, int flags, mode_t mode)
{
    struct lossy_files *disc = state;
    int file = disc->under->openat(disc->under->state, folder, name, flags, mode);
    if (file >= 0 && (flags & O_CREAT) != 0)
        remember(disc, path_beneath(folder, name));
    return file;
}

static ssize_t lossy_read(void *state, int file, void *bytes, size_t size)
{
    struct lossy_files *disc = state;
    return disc->under->read(disc->under->state, file, bytes, size);
}

static ssize_t lossy_pread(void *state, int file, void *bytes, size_t size, off_t offset)
{
    struct lossy_files *disc = state;
    return disc->under->pread(disc->under->state, file, bytes, size, offset);
}

static ssize_t lossy_write(void *state, int file, const void *bytes, size_t size)
{
    struct lossy_files *disc = state;
    disc->misused += has_failed(disc, file);
    return disc->under->write(disc->under->state, file, bytes, size);
}

/* What is in the file, or the entries of the folder, will survive. */
static void note_sync(struct lossy_files *disc, int file)
{
    char *path = path_beneath(file, "");
    struct stat stat;
    ck_assert_int_eq(fstat(file, &stat), 0);
    struct lossy_entry *entry = find_entry(disc, path);
    if (S_ISREG(stat.st_mode) && entry != NULL)
        entry->synced = stat.st_size;
    size_t size = strlen(path);
    for (size_t i = 0; S_ISDIR(stat.st_mode) && i < disc->entries.count; i++) {
        const char *other = disc->entries.items[i].path;
        if (strncmp(other, path, size) == 0 && other[size] == '/' &&
            strchr(other + size + 1, '/') == NULL)
            disc->entries.items[i].durable = true;
    }
    free(path);
}

static int sync_with(struct lossy_files *disc, int (*sync)(void *, int), int file)
{
    disc->misused += has_failed(disc, file);
    int r = sync(disc->under->state, file);
    if (r == 0)
        note_sync(disc, file);
    else if (r != -EINTR)
        array_push(&disc->failed, file);
    return r;
}

static int lossy_fdatasync(void *state, int file)
{
    struct lossy_files *disc = state;
    return sync_with(disc, disc->under->fdatasync, file);
}

static int lossy_fsync(void *state, int file)
{
    struct lossy_files *disc = state;
    return sync_with(disc, disc->under->fsync, file);
}

static int lossy_close(void *state, int file)
{
    struct lossy_files *disc = state;
    for (size_t i = 0; i < disc->failed.count; i++) {
        if (disc->failed.items[i] == file)
            disc->failed.items[i] = -1;
    }
    return disc->under->close(disc->under->state, file);
}

static int lossy_renameat(void *state, int folder, const char *name, int new_folder,
                          const char *new_name)
{
    struct lossy_files *disc = state;
    return disc->under->renameat(disc->under->state, folder, name, new_folder, new_name);
}

static int lossy_linkat(void *state, int folder, const char *name, const char *new_name)
{
    struct lossy_files *disc = state;
    return disc->under->linkat(disc->under->state, folder, name, new_name);
}

static int lossy_unlinkat(void *state, int folder, const char *name, int flags)
{
    struct lossy_files *disc = state;
    return disc->under->unlinkat(disc->under->state, folder, name, flags);
}

static int lossy_mkdirat(void *state, int folder, const char *name, mode_t mode)
{
    struct lossy_files *disc = state;
    int r = disc->under->mkdirat(disc->under->state, folder, name, mode);
    if (r == 0)
        remember(disc, path_beneath(folder, name));
    return r;
}

static int lossy_fstat(void *state, int file, struct stat *ret_stat)
{
    struct lossy_files *disc = state;
    return disc->under->fstat(disc->under->state, file, ret_stat);
}

static int lossy_fstatat(void *state, int folder, const char *name, struct stat *ret_stat)
{
    struct lossy_files *disc = state;
    return disc->under->fstatat(disc->under->state, folder, name, ret_stat);
}

static int lossy_list(void *state, int folder, struct file_names *names)
{
    struct lossy_files *disc = state;
    return disc->under->list(disc->under->state, folder, names);
}

void lossy_files_init(struct lossy_files *disc, const struct files *under)
{
    *disc = (struct lossy_files){
        .files =
            {
                .state = disc,
                .openat = lossy_openat,
                .read = lossy_read,
                .pread = lossy_pread,
                .write = lossy_write,
                .fdatasync = lossy_fdatasync,
                .fsync = lossy_fsync,
                .close = lossy_close,
                .renameat = lossy_renameat,
                .linkat = lossy_linkat,
                .unlinkat = lossy_unlinkat,
                .mkdirat = lossy_mkdirat,
                .fstat = lossy_fstat,
                .fstatat = lossy_fstatat,
                .list = lossy_list,
            },
        .under = under,
    };
}

void lossy_files_finish(struct lossy_files *disc)
{
    for (size_t i = 0; i < disc->entries.count; i++)
        free(disc->entries.items[i].path);
    free(disc->entries.items);
    free(disc->failed.items);
}

static int no_sync(void *state, int file)
{
    (void)state;
    (void)file;
    return 0;
}

const struct files *lossy_files_unsynced(void)
{
    static struct files table;
    table = *files_real();
    table.fdatasync = no_sync;
    table.fsync = no_sync;
    return &table;
}

/* Numbers that look random and are the same each time. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Loses some of what was not synced of a file. */
static void cut_file(const struct lossy_entry *entry, uint32_t *random)
{
    struct stat stat;
    int file = open(entry->path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    ck_assert_int_eq(fstat(file, &stat), 0);
    off_t loose = stat.st_size - entry->synced;
    if (loose > 0 && next_random(random) % 2 == 0) {
        off_t kept = (off_t)next_random(random) % (loose + 1);
        ck_assert_int_eq(ftruncate(file, entry->synced + kept), 0);
    } else if (loose > 0) {
        bool zero = next_random(random) % 2 == 0;
        off_t from = entry->synced + (off_t)next_random(random) % loose;
        for (off_t at = from; at < stat.st_size; at++) {
            char byte = zero ? '\0' : (char)next_random(random);
            ck_assert_int_eq(pwrite(file, &byte, 1, at), 1);
        }
    }
    close(file);
}

void lossy_files_cut(struct lossy_files *disc, uint32_t seed)
{
    uint32_t random = seed;
    for (size_t i = 0; i < disc->entries.count; i++) {
        const struct lossy_entry *entry = &disc->entries.items[i];
        struct stat stat;
        if (lstat(entry->path, &stat) < 0)
            continue;
        bool folder = S_ISDIR(stat.st_mode);
        if (!entry->durable && next_random(&random) % 4 != 0)
            (void)(folder ? paths_remove_tree(entry->path) : unlink(entry->path));
        else if (!folder)
            cut_file(entry, &random);
    }
}
