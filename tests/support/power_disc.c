/*
 * The calls of the disc in memory.
 *
 * Of a file the disc keeps its bytes as programs see them, and a letter for each: synced, dirty, or
 * lost (a sync of it failed). Nothing in Dais writes over what stands in a file: one that is there
 * already is opened for appending, or not for writing at all. Of a name the disc keeps what it
 * stood for, from the last sync of its folder on; the last one is what programs see.
 */
#include "power_disc_node.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_DESCRIPTOR = 1000 };

struct disc_node *disc_node_add(struct power_disc *disc, bool folder, mode_t mode, unsigned region)
{
    struct disc_node *node = mem_new(1, sizeof *node);
    node->folder = folder;
    node->mode = (folder ? S_IFDIR : S_IFREG) | (mode & 0777);
    node->region = region;
    node->changed = disc->ticks;
    array_push(&disc->nodes, node);
    node->number = (unsigned)disc->nodes.count;
    return node;
}

void disc_node_free(struct disc_node *node)
{
    for (size_t i = 0; i < node->names.count; i++) {
        free(node->names.items[i].name);
        free(node->names.items[i].was.items);
    }
    free(node->names.items);
    buf_finish(&node->bytes);
    buf_finish(&node->state);
    free(node);
}

void power_disc_finish(struct power_disc *disc)
{
    for (size_t i = 0; i < disc->nodes.count; i++)
        disc_node_free(disc->nodes.items[i]);
    free(disc->nodes.items);
    free(disc->open.items);
}

/* ---- names ---- */

static struct disc_name *find_name(struct disc_node *folder, const char *name, size_t size)
{
    for (size_t i = 0; i < folder->names.count; i++) {
        struct disc_name *entry = &folder->names.items[i];
        if (strncmp(entry->name, name, size) == 0 && entry->name[size] == '\0')
            return entry;
    }
    return NULL;
}

static struct disc_node *name_node(const struct disc_name *name)
{
    return name != NULL ? name->was.items[name->was.count - 1] : NULL;
}

/* From now on the name stands for that; NULL: for nothing. */
static void set_name(struct power_disc *disc, struct disc_node *folder, const char *name,
                     struct disc_node *node)
{
    struct disc_name *entry = find_name(folder, name, strlen(name));
    if (entry == NULL) {
        struct disc_name fresh = {.name = mem_dup(name)};
        array_push(&fresh.was, NULL);
        array_push(&folder->names, fresh);
        entry = &folder->names.items[folder->names.count - 1];
    }
    array_push(&entry->was, node);
    folder->changed = ++disc->ticks;
}

/* What names stand for now is on the disc. */
static void sync_names(struct disc_node *folder)
{
    size_t kept = 0;
    for (size_t i = 0; i < folder->names.count; i++) {
        struct disc_name *entry = &folder->names.items[i];
        entry->was.items[0] = name_node(entry);
        entry->was.count = 1;
        if (entry->was.items[0] != NULL) {
            folder->names.items[kept++] = *entry;
        } else {
            free(entry->name);
            free(entry->was.items);
        }
    }
    folder->names.count = kept;
}

/* ---- places ---- */

static struct disc_open *find_open(struct power_disc *disc, int file)
{
    size_t at = (size_t)(file - FIRST_DESCRIPTOR);
    if (file < FIRST_DESCRIPTOR || at >= disc->open.count || disc->open.items[at].node == NULL)
        return NULL;
    return &disc->open.items[at];
}

/* The node of a descriptor; counts what must not be done. NULL: none is open. */
static struct disc_open *use(struct power_disc *disc, int file)
{
    struct disc_open *open = find_open(disc, file);
    disc->misused += open == NULL || open->failed;
    return open;
}

struct place {
    struct disc_node *folder; /* NULL: the path leads nowhere */
    const char *leaf;         /* its last step, "" of the root */
    struct disc_node *node;   /* what stands there; NULL: nothing */
    int error;                /* why there is none; 0: there is */
};

/* Where a path leads, from a folder on; it is of any number of steps. */
static struct place walk(struct disc_node *from, const char *path)
{
    struct place place = {.folder = from, .leaf = "", .node = from};
    while (*path != '\0') {
        size_t size = strcspn(path, "/");
        const char *next = path + size + strspn(path + size, "/");
        if (size > 0 && !(size == 1 && path[0] == '.')) {
            if (place.node == NULL || !place.node->folder)
                return (struct place){.error = place.node == NULL ? -ENOENT : -ENOTDIR};
            place.folder = place.node;
            place.leaf = path;
            place.node = name_node(find_name(place.folder, path, size));
        }
        path = next;
    }
    place.error = place.node == NULL ? -ENOENT : 0;
    return place;
}

static struct place find_place(struct power_disc *disc, int folder, const char *path)
{
    struct disc_node *from = disc->root;
    if (folder != AT_FDCWD && path[0] != '/') {
        struct disc_open *open = use(disc, folder);
        if (open == NULL)
            return (struct place){.error = -EBADF};
        from = open->node;
    }
    return walk(from, path);
}

/* A call that would change a region: told, counted, and maybe refused. */
static int change(struct power_disc *disc, const struct disc_node *node)
{
    disc->changes++;
    if (disc->before != NULL)
        disc->before(disc->context);
    const struct disc_trouble *trouble = &disc->trouble[node->region];
    return -(trouble->gone != 0 ? trouble->gone : trouble->unwritable);
}

static int reach(const struct power_disc *disc, const struct disc_node *node)
{
    return -disc->trouble[node->region].gone;
}

/* ---- the calls ---- */

static int add_open(struct power_disc *disc, struct disc_node *node)
{
    struct disc_open open = {.node = node};
    for (size_t i = 0; i < disc->open.count; i++) {
        if (disc->open.items[i].node == NULL) {
            disc->open.items[i] = open;
            return FIRST_DESCRIPTOR + (int)i;
        }
    }
    array_push(&disc->open, open);
    return FIRST_DESCRIPTOR + (int)disc->open.count - 1;
}

static int disc_openat(void *state, int folder, const char *name, int flags, mode_t mode)
{
    struct power_disc *disc = state;
    struct place place = find_place(disc, folder, name);
    assert((flags & O_TRUNC) == 0);
    if (place.folder == NULL)
        return place.error;
    int error = reach(disc, place.folder);
    if (error < 0)
        return error;
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    if (place.node == NULL && (flags & O_CREAT) != 0) {
        error = change(disc, place.folder);
        if (error < 0)
            return error;
        struct disc_node *node = disc_node_add(disc, false, mode, place.folder->region);
        set_name(disc, place.folder, place.leaf, node);
        return add_open(disc, node);
    }
    if (place.node == NULL)
        return -ENOENT;
    if ((flags & O_CREAT) != 0 && (flags & O_EXCL) != 0)
        return -EEXIST;
    if ((flags & O_DIRECTORY) != 0 && !place.node->folder)
        return -ENOTDIR;
    if (writes && place.node->folder)
        return -EISDIR;
    assert(!writes || (flags & O_APPEND) != 0);
    error = writes ? change(disc, place.node) : reach(disc, place.node);
    return error < 0 ? error : add_open(disc, place.node);
}

static ssize_t read_at(const struct disc_node *node, void *bytes, size_t size, size_t offset)
{
    if (node->folder)
        return -EISDIR;
    if (offset >= node->bytes.size)
        return 0;
    if (size > node->bytes.size - offset)
        size = node->bytes.size - offset;
    memcpy(bytes, node->bytes.bytes + offset, size);
    return (ssize_t)size;
}

static ssize_t disc_read(void *state, int file, void *bytes, size_t size)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return -EBADF;
    int error = reach(disc, open->node);
    ssize_t done = error < 0 ? error : read_at(open->node, bytes, size, open->offset);
    open->offset += done > 0 ? (size_t)done : 0;
    return done;
}

static ssize_t disc_pread(void *state, int file, void *bytes, size_t size, off_t offset)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return -EBADF;
    int error = reach(disc, open->node);
    return error < 0 ? error : read_at(open->node, bytes, size, (size_t)offset);
}

static ssize_t disc_write(void *state, int file, const void *bytes, size_t size)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return -EBADF;
    struct disc_node *node = open->node;
    int error = change(disc, node);
    if (error < 0)
        return error;
    if (disc->room >= 0) {
        if (disc->room == 0 && size > 0)
            return -ENOSPC;
        size = (int64_t)size > disc->room ? (size_t)disc->room : size;
        disc->room -= (int64_t)size;
    }
    buf_add(&node->bytes, bytes, size);
    for (size_t i = 0; i < size; i++)
        buf_add_char(&node->state, DIRTY);
    node->changed = ++disc->ticks;
    return (ssize_t)size;
}

static int sync_node(void *state, int file)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return -EBADF;
    struct disc_node *node = open->node;
    disc->changes++;
    if (disc->before != NULL)
        disc->before(disc->context);
    if (disc->trouble[node->region].gone != 0) {
        power_disc_sync_failed(disc, file);
        return -disc->trouble[node->region].gone;
    }
    if (node->folder)
        sync_names(node);
    for (size_t i = 0; i < node->state.size; i++) {
        if (node->state.bytes[i] == DIRTY)
            node->state.bytes[i] = SYNCED;
    }
    node->length = node->bytes.size;
    return 0;
}

void power_disc_sync_failed(struct power_disc *disc, int file)
{
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return;
    open->failed = !open->node->folder;
    for (size_t i = 0; i < open->node->state.size; i++) {
        if (open->node->state.bytes[i] == DIRTY)
            open->node->state.bytes[i] = LOST;
    }
}

static int disc_close(void *state, int file)
{
    struct power_disc *disc = state;
    struct disc_open *open = find_open(disc, file);
    disc->misused += open == NULL;
    if (open == NULL)
        return -EBADF;
    *open = (struct disc_open){.node = NULL};
    return 0;
}

static int disc_renameat(void *state, int folder, const char *name, int new_folder,
                         const char *new_name)
{
    struct power_disc *disc = state;
    struct place from = find_place(disc, folder, name);
    struct place to = find_place(disc, new_folder, new_name);
    if (from.node == NULL || to.folder == NULL)
        return from.node == NULL ? from.error : to.error;
    int error = change(disc, from.folder);
    if (error < 0)
        return error;
    if (to.node != NULL && to.node->folder)
        return -EISDIR;
    set_name(disc, to.folder, to.leaf, from.node);
    set_name(disc, from.folder, from.leaf, NULL);
    return 0;
}

static int disc_linkat(void *state, int folder, const char *name, const char *new_name)
{
    struct power_disc *disc = state;
    struct place from = find_place(disc, folder, name);
    struct place to = find_place(disc, folder, new_name);
    if (from.node == NULL || to.folder == NULL)
        return from.node == NULL ? from.error : to.error;
    int error = change(disc, from.folder);
    if (error < 0)
        return error;
    if (to.node != NULL)
        return -EEXIST;
    set_name(disc, to.folder, to.leaf, from.node);
    return 0;
}

static int disc_unlinkat(void *state, int folder, const char *name, int flags)
{
    struct power_disc *disc = state;
    struct place place = find_place(disc, folder, name);
    if (place.node == NULL)
        return place.error;
    int error = change(disc, place.folder);
    if (error < 0)
        return error;
    if (place.node->folder != ((flags & AT_REMOVEDIR) != 0))
        return place.node->folder ? -EISDIR : -ENOTDIR;
    set_name(disc, place.folder, place.leaf, NULL);
    return 0;
}

static int disc_mkdirat(void *state, int folder, const char *name, mode_t mode)
{
    struct power_disc *disc = state;
    struct place place = find_place(disc, folder, name);
    if (place.folder == NULL)
        return place.error;
    if (place.node != NULL)
        return -EEXIST;
    int error = change(disc, place.folder);
    if (error < 0)
        return error;
    MEM_LOCAL char *leaf = mem_dup_n(place.leaf, strcspn(place.leaf, "/"));
    set_name(disc, place.folder, leaf, disc_node_add(disc, true, mode, place.folder->region));
    return 0;
}

static void describe(const struct disc_node *node, struct stat *ret_stat)
{
    *ret_stat = (struct stat){
        .st_dev = 1,
        .st_ino = node->number,
        .st_mode = node->mode,
        .st_nlink = 1,
        .st_size = (off_t)node->bytes.size,
        .st_mtim = {.tv_sec = (time_t)node->changed},
    };
}

static int disc_fstat(void *state, int file, struct stat *ret_stat)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, file);
    if (open == NULL)
        return -EBADF;
    int error = reach(disc, open->node);
    if (error == 0)
        describe(open->node, ret_stat);
    return error;
}

static int disc_fstatat(void *state, int folder, const char *name, struct stat *ret_stat)
{
    struct power_disc *disc = state;
    struct place place = find_place(disc, folder, name);
    if (place.node == NULL)
        return place.error;
    int error = reach(disc, place.node);
    if (error == 0)
        describe(place.node, ret_stat);
    return error;
}

static int disc_list(void *state, int folder, struct file_names *names)
{
    struct power_disc *disc = state;
    struct disc_open *open = use(disc, folder);
    if (open == NULL)
        return -EBADF;
    int error = reach(disc, open->node);
    for (size_t i = 0; error == 0 && i < open->node->names.count; i++) {
        const struct disc_name *name = &open->node->names.items[i];
        if (name_node(name) != NULL)
            array_push(&names->list, mem_dup(name->name));
    }
    return error;
}

void power_disc_init(struct power_disc *disc)
{
    *disc = (struct power_disc){
        .files =
            {
                .state = disc,
                .openat = disc_openat,
                .read = disc_read,
                .pread = disc_pread,
                .write = disc_write,
                .fdatasync = sync_node,
                .fsync = sync_node,
                .close = disc_close,
                .renameat = disc_renameat,
                .linkat = disc_linkat,
                .unlinkat = disc_unlinkat,
                .mkdirat = disc_mkdirat,
                .fstat = disc_fstat,
                .fstatat = disc_fstatat,
                .list = disc_list,
            },
        .room = -1,
    };
    disc->root = disc_node_add(disc, true, 0777, 0);
}

/* ---- from outside ---- */

/* The folder at a path, on the disc for good with all above it. */
static struct disc_node *put_folder(struct power_disc *disc, const char *path, size_t size)
{
    struct disc_node *folder = disc->root;
    for (size_t at = 0; at < size;) {
        size_t step = strcspn(path + at, "/");
        step = step > size - at ? size - at : step;
        MEM_LOCAL char *name = mem_dup_n(path + at, step);
        at += step + 1;
        if (step == 0)
            continue;
        struct disc_node *inner = name_node(find_name(folder, name, step));
        if (inner == NULL) {
            inner = disc_node_add(disc, true, 0777, folder->region);
            set_name(disc, folder, name, inner);
            sync_names(folder);
        }
        folder = inner;
    }
    return folder;
}

void disc_node_settle(struct disc_node *node)
{
    buf_clear(&node->state);
    for (size_t i = 0; i < node->bytes.size; i++)
        buf_add_char(&node->state, SYNCED);
    node->length = node->bytes.size;
}

void power_disc_put(struct power_disc *disc, const char *path, const void *bytes, size_t size)
{
    const char *leaf = strrchr(path, '/') + 1;
    struct disc_node *folder = put_folder(disc, path, (size_t)(leaf - path));
    struct disc_node *node = disc_node_add(disc, false, 0666, folder->region);
    buf_add(&node->bytes, bytes, size);
    disc_node_settle(node);
    set_name(disc, folder, leaf, node);
    sync_names(folder);
}

void power_disc_put_region(struct power_disc *disc, const char *path, unsigned region)
{
    put_folder(disc, path, strlen(path))->region = region;
}

struct buf *power_disc_find(struct power_disc *disc, const char *path)
{
    struct place place = walk(disc->root, path);
    return place.node != NULL && !place.node->folder ? &place.node->bytes : NULL;
}
