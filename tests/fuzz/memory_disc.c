/*
 * Inodes, names that lead to them, and descriptors: three arrays. What has no name left stays in
 * its place until the disc is cleared; a run of a fuzz target is short.
 */
#define _GNU_SOURCE
#include "memory_disc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROOT = 0, NUMBERS_FROM = 100000 /* of descriptors: none of the machine's */ };

struct inode {
    bool folder;
    struct buf bytes;
    int64_t changed; /* ms since 1970 */
};

struct name {
    size_t folder; /* inode it stands in */
    size_t inode;  /* that it leads to */
    char *text;    /* owned; NULL: removed */
};

struct opened {
    bool open;
    size_t inode;
    off_t at;
    bool writes;
    bool appends;
};

struct disc_copy {
    ARRAY_OF(struct inode) inodes;
    ARRAY_OF(struct name) names;
};

static struct {
    struct disc_copy kept; /* what is on it */
    ARRAY_OF(struct opened) opened;
    enum disc_health health;
    bool short_written; /* a full disc has said so once */
    int64_t now;        /* ms since 1970 */
} disc;

static void empty(struct disc_copy *copy)
{
    for (size_t i = 0; i < copy->inodes.count; i++)
        buf_finish(&copy->inodes.items[i].bytes);
    for (size_t i = 0; i < copy->names.count; i++)
        free(copy->names.items[i].text);
    free(copy->inodes.items);
    free(copy->names.items);
    *copy = (struct disc_copy){.names = {0}};
}

static size_t make_inode(bool folder)
{
    struct inode inode = {.folder = folder, .changed = disc.now};
    array_push(&disc.kept.inodes, inode);
    return disc.kept.inodes.count - 1;
}

static void forget_opened(void)
{
    free(disc.opened.items);
    memset(&disc.opened, 0, sizeof disc.opened);
    disc.health = DISC_WELL;
    disc.short_written = false;
}

void memory_disc_clear(void)
{
    empty(&disc.kept);
    forget_opened();
    make_inode(true);
}

void memory_disc_set(enum disc_health health)
{
    disc.health = health;
    disc.short_written = false;
}

void memory_disc_set_time(int64_t at)
{
    disc.now = at;
}

static struct name *find_name(size_t folder, const char *text, size_t size)
{
    for (size_t i = 0; i < disc.kept.names.count; i++) {
        struct name *name = &disc.kept.names.items[i];
        if (name->text != NULL && name->folder == folder && strncmp(name->text, text, size) == 0 &&
            name->text[size] == '\0')
            return name;
    }
    return NULL;
}

/* The folder that a path's last step stands in. 0 or -errno. */
static int find_folder(int folder, const char *path, size_t *ret_inode, const char **ret_leaf)
{
    size_t at = ROOT;
    if (folder != AT_FDCWD && path[0] != '/') {
        size_t number = (size_t)(folder - NUMBERS_FROM);
        if (folder < NUMBERS_FROM || number >= disc.opened.count || !disc.opened.items[number].open)
            return -EBADF;
        at = disc.opened.items[number].inode;
    }
    path += strspn(path, "/");
    for (const char *slash; (slash = strchr(path, '/')) != NULL;) {
        size_t size = (size_t)(slash - path);
        const char *rest = slash + strspn(slash, "/");
        if (*rest == '\0')
            break;
        bool here = size == 1 && path[0] == '.';
        const struct name *name = here ? NULL : find_name(at, path, size);
        if (!here && name == NULL)
            return -ENOENT;
        at = here ? at : name->inode;
        if (!disc.kept.inodes.items[at].folder)
            return -ENOTDIR;
        path = rest;
    }
    *ret_inode = at;
    *ret_leaf = path;
    return disc.kept.inodes.items[at].folder ? 0 : -ENOTDIR;
}

/* What a path leads to. 0 or -errno; with -ENOENT `ret_folder` is where it would be. */
static int find(int folder, const char *path, size_t *ret_folder, const char **ret_leaf,
                size_t *ret_inode)
{
    int error = find_folder(folder, path, ret_folder, ret_leaf);
    if (error < 0)
        return error == -ENOENT ? -ENOTCONN : error;
    size_t size = strcspn(*ret_leaf, "/");
    if (size > 255)
        return -ENAMETOOLONG;
    if (size == 0 || (size == 1 && (*ret_leaf)[0] == '.')) {
        *ret_inode = *ret_folder;
        return 0;
    }
    const struct name *name = find_name(*ret_folder, *ret_leaf, size);
    if (name == NULL)
        return -ENOENT;
    *ret_inode = name->inode;
    return 0;
}

/* What stands above is missing: no place to make anything in. */
static int plain(int error)
{
    return error == -ENOTCONN ? -ENOENT : error;
}

static void add_name(size_t folder, const char *leaf, size_t inode)
{
    struct name name = {
        .folder = folder, .inode = inode, .text = mem_dup_n(leaf, strcspn(leaf, "/"))};
    array_push(&disc.kept.names, name);
}

/* May anything be made or removed? 0 or -errno. */
static int may_change(void)
{
    return disc.health == DISC_READ_ONLY ? -EROFS : disc.health == DISC_FULL ? -ENOSPC : 0;
}

static int disc_openat(void *state, int folder, const char *path, int flags, mode_t mode)
{
    size_t above, inode;
    const char *leaf;
    (void)state;
    (void)mode;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error == -ENOENT && (flags & O_CREAT) != 0) {
        error = may_change();
        if (error < 0)
            return error;
        inode = make_inode(false);
        add_name(above, leaf, inode);
    } else if (error < 0) {
        return plain(error);
    } else if ((flags & O_EXCL) != 0) {
        return -EEXIST;
    }
    bool is_folder = disc.kept.inodes.items[inode].folder;
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    if ((flags & O_DIRECTORY) != 0 && !is_folder)
        return -ENOTDIR;
    if (is_folder && writes)
        return -EISDIR;
    if (writes && disc.health == DISC_READ_ONLY)
        return -EROFS;
    if ((flags & O_TRUNC) != 0)
        buf_clear(&disc.kept.inodes.items[inode].bytes);
    struct opened opened = {
        .open = true, .inode = inode, .writes = writes, .appends = (flags & O_APPEND) != 0};
    array_push(&disc.opened, opened);
    return NUMBERS_FROM + (int)disc.opened.count - 1;
}

static struct opened *find_opened(int file)
{
    size_t number = (size_t)(file - NUMBERS_FROM);
    if (file < NUMBERS_FROM || number >= disc.opened.count || !disc.opened.items[number].open)
        return NULL;
    return &disc.opened.items[number];
}

static ssize_t disc_pread(void *state, int file, void *bytes, size_t size, off_t offset)
{
    const struct opened *opened = find_opened(file);
    (void)state;
    if (opened == NULL)
        return -EBADF;
    const struct inode *inode = &disc.kept.inodes.items[opened->inode];
    if (inode->folder)
        return -EISDIR;
    size_t at = (size_t)offset;
    if (at >= inode->bytes.size)
        return 0;
    size_t count = inode->bytes.size - at < size ? inode->bytes.size - at : size;
    memcpy(bytes, inode->bytes.bytes + at, count);
    return (ssize_t)count;
}

static ssize_t disc_read(void *state, int file, void *bytes, size_t size)
{
    struct opened *opened = find_opened(file);
    ssize_t done = disc_pread(state, file, bytes, size, opened != NULL ? opened->at : 0);
    if (done > 0)
        opened->at += done;
    return done;
}

static ssize_t disc_write(void *state, int file, const void *bytes, size_t size)
{
    struct opened *opened = find_opened(file);
    (void)state;
    if (opened == NULL || !opened->writes)
        return -EBADF;
    if (disc.health == DISC_READ_ONLY || (disc.health == DISC_FULL && disc.short_written))
        return disc.health == DISC_FULL ? -ENOSPC : -EROFS;
    if (disc.health == DISC_FULL) {
        disc.short_written = true;
        size /= 2;
    }
    struct inode *inode = &disc.kept.inodes.items[opened->inode];
    if (opened->appends)
        opened->at = (off_t)inode->bytes.size;
    if ((size_t)opened->at < inode->bytes.size)
        buf_cut(&inode->bytes, (size_t)opened->at);
    buf_add(&inode->bytes, bytes, size);
    opened->at += (off_t)size;
    inode->changed = disc.now;
    return (ssize_t)size;
}

static int disc_sync(void *state, int file)
{
    (void)state;
    if (find_opened(file) == NULL)
        return -EBADF;
    return disc.health == DISC_UNSYNCED ? -EIO : 0;
}

static int disc_close(void *state, int file)
{
    struct opened *opened = find_opened(file);
    (void)state;
    if (opened == NULL)
        return -EBADF;
    opened->open = false;
    return 0;
}

static void remove_name(struct name *name)
{
    free(name->text);
    *name = disc.kept.names.items[--disc.kept.names.count];
}

static int disc_renameat(void *state, int folder, const char *path, int new_folder,
                         const char *new_path)
{
    size_t above, inode, new_above, other;
    const char *leaf, *new_leaf;
    (void)state;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error == 0 && disc.health == DISC_READ_ONLY)
        error = -EROFS;
    if (error < 0)
        return plain(error);
    error = find(new_folder, new_path, &new_above, &new_leaf, &other);
    if (error < 0 && error != -ENOENT)
        return plain(error);
    if (error == 0)
        remove_name(find_name(new_above, new_leaf, strcspn(new_leaf, "/")));
    remove_name(find_name(above, leaf, strcspn(leaf, "/")));
    add_name(new_above, new_leaf, inode);
    return 0;
}

static int disc_linkat(void *state, int folder, const char *path, const char *new_path)
{
    size_t above, inode, other;
    const char *leaf;
    (void)state;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error < 0)
        return plain(error);
    error = find(folder, new_path, &above, &leaf, &other);
    if (error == 0)
        return -EEXIST;
    if (error == -ENOENT)
        error = may_change();
    if (error < 0)
        return plain(error);
    add_name(above, leaf, inode);
    return 0;
}

static int disc_unlinkat(void *state, int folder, const char *path, int flags)
{
    size_t above, inode;
    const char *leaf;
    (void)state;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error < 0)
        return plain(error);
    if (disc.health == DISC_READ_ONLY)
        return -EROFS;
    bool is_folder = disc.kept.inodes.items[inode].folder;
    if (is_folder != ((flags & AT_REMOVEDIR) != 0))
        return is_folder ? -EISDIR : -ENOTDIR;
    for (size_t i = 0; is_folder && i < disc.kept.names.count; i++)
        if (disc.kept.names.items[i].folder == inode)
            return -ENOTEMPTY;
    remove_name(find_name(above, leaf, strcspn(leaf, "/")));
    return 0;
}

static int disc_mkdirat(void *state, int folder, const char *path, mode_t mode)
{
    size_t above, inode;
    const char *leaf;
    (void)state;
    (void)mode;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error == 0)
        return -EEXIST;
    if (error != -ENOENT)
        return plain(error);
    error = may_change();
    if (error < 0)
        return error;
    add_name(above, leaf, make_inode(true));
    return 0;
}

static void tell(size_t inode, struct stat *ret_stat)
{
    const struct inode *of = &disc.kept.inodes.items[inode];
    *ret_stat = (struct stat){
        .st_dev = 1,
        .st_ino = inode + 1,
        .st_mode = of->folder ? S_IFDIR | 0755 : S_IFREG | 0644,
        .st_nlink = 1,
        .st_size = (off_t)of->bytes.size,
        .st_mtim = {.tv_sec = of->changed / 1000, .tv_nsec = of->changed % 1000 * 1000000},
    };
}

static int disc_fstat(void *state, int file, struct stat *ret_stat)
{
    const struct opened *opened = find_opened(file);
    (void)state;
    if (opened == NULL)
        return -EBADF;
    tell(opened->inode, ret_stat);
    return 0;
}

static int disc_fstatat(void *state, int folder, const char *path, struct stat *ret_stat)
{
    size_t above, inode;
    const char *leaf;
    (void)state;
    int error = find(folder, path, &above, &leaf, &inode);
    if (error < 0)
        return plain(error);
    tell(inode, ret_stat);
    return 0;
}

static int disc_list(void *state, int folder, struct file_names *names)
{
    const struct opened *opened = find_opened(folder);
    (void)state;
    if (opened == NULL)
        return -EBADF;
    for (size_t i = 0; i < disc.kept.names.count; i++)
        if (disc.kept.names.items[i].folder == opened->inode)
            array_push(&names->list, mem_dup(disc.kept.names.items[i].text));
    return 0;
}

const struct files *files_real(void)
{
    static const struct files table = {
        .openat = disc_openat,
        .read = disc_read,
        .pread = disc_pread,
        .write = disc_write,
        .fdatasync = disc_sync,
        .fsync = disc_sync,
        .close = disc_close,
        .renameat = disc_renameat,
        .linkat = disc_linkat,
        .unlinkat = disc_unlinkat,
        .mkdirat = disc_mkdirat,
        .fstat = disc_fstat,
        .fstatat = disc_fstatat,
        .list = disc_list,
    };
    if (disc.kept.inodes.count == 0)
        make_inode(true);
    return &table;
}

void memory_disc_put(const char *path, const void *bytes, size_t size)
{
    const struct files *files = files_real();
    MEM_LOCAL char *above = mem_dup_n(path, (size_t)(strrchr(path, '/') - path));
    if (above[0] != '\0')
        (void)files_make_folders(files, above, 0777);
    int file = files_openat(files, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    (void)files_write_all(files, file, bytes, size);
    (void)files_close(files, file);
}

const struct buf *memory_disc_get(const char *path)
{
    size_t above, inode;
    const char *leaf;
    if (find(AT_FDCWD, path, &above, &leaf, &inode) < 0 || disc.kept.inodes.items[inode].folder)
        return NULL;
    return &disc.kept.inodes.items[inode].bytes;
}

size_t memory_disc_count_open(void)
{
    size_t count = 0;
    for (size_t i = 0; i < disc.opened.count; i++)
        count += disc.opened.items[i].open;
    return count;
}

/* `to` holds nothing. */
static void copy(const struct disc_copy *from, struct disc_copy *to)
{
    for (size_t i = 0; i < from->inodes.count; i++) {
        struct inode inode = from->inodes.items[i];
        inode.bytes = (struct buf){0};
        buf_add(&inode.bytes, buf_text(&from->inodes.items[i].bytes),
                from->inodes.items[i].bytes.size);
        array_push(&to->inodes, inode);
    }
    for (size_t i = 0; i < from->names.count; i++) {
        struct name name = from->names.items[i];
        name.text = mem_dup(name.text);
        array_push(&to->names, name);
    }
}

struct disc_copy *memory_disc_keep(void)
{
    struct disc_copy *kept = mem_new(1, sizeof *kept);
    copy(&disc.kept, kept);
    return kept;
}

void memory_disc_put_back(const struct disc_copy *kept)
{
    empty(&disc.kept);
    forget_opened();
    copy(kept, &disc.kept);
}

void memory_disc_free_copy(struct disc_copy *kept)
{
    if (kept != NULL)
        empty(kept);
    free(kept);
}
