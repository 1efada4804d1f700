/*
 * The calls of the disc in memory, and what becomes of it without power.
 *
 * Of a file the disc keeps its bytes as programs see them, and a letter for each: synced, dirty, or
 * lost (a sync of it failed). Nothing in Dais writes over what stands in a file: one that is there
 * already is opened for appending, or not for writing at all. Of a name the disc keeps what it
 * stood for, from the last sync of its folder on; the last one is what programs see.
 */
#include "power_disc.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_DESCRIPTOR = 1000, SECTOR = 512 /* bytes */ };

#define SYNCED 'S'
#define DIRTY 'D'
#define LOST 'L'

struct disc_name {
    char *name;
    ARRAY_OF(struct disc_node *) was; /* the last is what it is; NULL: no such name */
};

struct disc_node {
    bool folder;
    mode_t mode;
    unsigned number; /* from 1 */
    unsigned region;
    int64_t changed;                  /* ticks */
    ARRAY_OF(struct disc_name) names; /* of a folder */
    struct buf bytes;                 /* of a file, as programs see it */
    struct buf state;                 /* a letter for each byte */
    size_t length;                    /* as long as it was at its last sync */
    struct disc_node *copy;           /* on the disc being made of this one */
};

static struct disc_node *add_node(struct power_disc *disc, bool folder, mode_t mode,
                                  unsigned region)
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

static void node_free(struct disc_node *node)
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
        node_free(disc->nodes.items[i]);
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
        struct disc_node *node = add_node(disc, false, mode, place.folder->region);
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
    set_name(disc, place.folder, leaf, add_node(disc, true, mode, place.folder->region));
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
    disc->root = add_node(disc, true, 0777, 0);
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
            inner = add_node(disc, true, 0777, folder->region);
            set_name(disc, folder, name, inner);
            sync_names(folder);
        }
        folder = inner;
    }
    return folder;
}

/* All bytes of a node are on the disc. */
static void settle(struct disc_node *node)
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
    struct disc_node *node = add_node(disc, false, 0666, folder->region);
    buf_add(&node->bytes, bytes, size);
    settle(node);
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

/* ---- without power ---- */

enum fate { FATE_KEPT, FATE_ZERO, FATE_STALE, FATE_GARBAGE, FATE_TORN, FATE_COUNT };

/* What became of a file's sectors; and what lay there before. */
struct ruin {
    const struct power_disc *disc;
    struct disc_node *copy;
    const struct buf *stale; /* one file for all of it; NULL: each sector is of any */
    struct chance *chance;
};

static const struct buf *some_old(const struct ruin *ruin)
{
    unsigned count = (unsigned)ruin->disc->nodes.count;
    return &ruin->disc->nodes.items[chance_below(ruin->chance, count)]->bytes;
}

/* What lies in bytes that never came: `from` … `to`, but for those that were synced. */
static void spoil(const struct ruin *ruin, size_t from, size_t to, enum fate fate)
{
    struct disc_node *copy = ruin->copy;
    const struct buf *old = ruin->stale != NULL ? ruin->stale : some_old(ruin);
    size_t sectors = old->size / SECTOR + 1;
    size_t stale = from / SECTOR * SECTOR;
    if (ruin->stale == NULL)
        stale = chance_below(ruin->chance, (unsigned)sectors) * SECTOR;
    for (size_t i = from; i < to; i++) {
        if (copy->state.bytes[i] == SYNCED)
            continue;
        char byte = '\0';
        if (fate == FATE_STALE && stale + i % SECTOR < old->size)
            byte = old->bytes[stale + i % SECTOR];
        if (fate == FATE_GARBAGE)
            byte = (char)(chance_next(ruin->chance) >> 32);
        copy->bytes.bytes[i] = byte;
    }
}

static bool is_whole(const struct disc_node *copy, size_t from, size_t to)
{
    return memchr(copy->state.bytes + from, DIRTY, to - from) == NULL &&
           memchr(copy->state.bytes + from, LOST, to - from) == NULL;
}

bool power_disc_at_stake(const struct power_disc *disc)
{
    for (size_t i = 0; i < disc->nodes.count; i++) {
        const struct disc_node *node = disc->nodes.items[i];
        if (node->bytes.size > 0 && !is_whole(node, 0, node->bytes.size))
            return true;
        for (size_t at = 0; at < node->names.count; at++) {
            if (node->names.items[at].was.count > 1)
                return true;
        }
    }
    return false;
}

static void spoil_sectors(const struct ruin *ruin, bool alike)
{
    struct chance *chance = ruin->chance;
    size_t length = ruin->copy->bytes.size;
    enum fate same = (enum fate)chance_below(chance, FATE_COUNT);
    for (size_t sector = 0; sector < length; sector += SECTOR) {
        size_t from = sector;
        size_t end = sector + SECTOR < length ? sector + SECTOR : length;
        enum fate fate = alike ? same : (enum fate)chance_below(chance, FATE_COUNT);
        if (fate == FATE_TORN) {
            from += chance_below(chance, (unsigned)(end - sector));
            fate = FATE_ZERO + chance_below(chance, FATE_TORN - FATE_ZERO);
        }
        if (fate != FATE_KEPT && !is_whole(ruin->copy, from, end))
            spoil(ruin, from, end, fate);
    }
}

static void spoil_file(const struct power_disc *disc, struct disc_node *copy, enum disc_cut cut,
                       struct chance *chance)
{
    size_t length = copy->bytes.size;
    struct ruin ruin = {.disc = disc, .copy = copy, .chance = chance};
    if (length == 0 || is_whole(copy, 0, length))
        return;
    if (cut == CUT_ALL)
        length = copy->length;
    else if (length > copy->length && chance_percent(chance, 40))
        length -= chance_below(chance, (unsigned)(length - copy->length) + 1);
    buf_cut(&copy->bytes, length);
    if (cut == CUT_ALL && length > 0)
        spoil(&ruin, 0, length, FATE_ZERO);
    if (cut == CUT_ALL)
        return;
    if (chance_percent(chance, 50))
        ruin.stale = some_old(&ruin);
    spoil_sectors(&ruin, chance_percent(chance, 30));
}

static struct disc_node *copy_node(const struct power_disc *disc, struct disc_node *node,
                                   enum disc_cut cut, struct chance *chance,
                                   struct power_disc *to);

/* Into a folder: after a kill with all that the name was, else with one of it. */
static void copy_name(const struct power_disc *disc, const struct disc_name *name,
                      enum disc_cut cut, struct chance *chance, struct power_disc *to,
                      struct disc_node *folder)
{
    size_t first = 0, last = name->was.count - 1;
    if (cut == CUT_ALL)
        last = 0;
    else if (cut == CUT_SOME)
        first = last = chance_below(chance, (unsigned)name->was.count);
    if (first == last && name->was.items[first] == NULL)
        return;
    struct disc_name fresh = {.name = mem_dup(name->name)};
    for (size_t i = first; i <= last; i++) {
        struct disc_node *was = name->was.items[i];
        array_push(&fresh.was, was != NULL ? copy_node(disc, was, cut, chance, to) : NULL);
    }
    array_push(&folder->names, fresh);
}

static struct disc_node *copy_node(const struct power_disc *disc, struct disc_node *node,
                                   enum disc_cut cut, struct chance *chance, struct power_disc *to)
{
    if (node->copy != NULL)
        return node->copy;
    struct disc_node *copy = add_node(to, node->folder, node->mode, node->region);
    node->copy = copy;
    copy->changed = node->changed;
    buf_add(&copy->bytes, node->bytes.bytes, node->bytes.size);
    buf_add(&copy->state, node->state.bytes, node->state.size);
    copy->length = node->length;
    if (cut != CUT_NOTHING)
        spoil_file(disc, copy, cut, chance);
    if (cut != CUT_NOTHING)
        settle(copy);
    for (size_t i = 0; i < node->names.count; i++)
        copy_name(disc, &node->names.items[i], cut, chance, to, copy);
    return copy;
}

void power_disc_cut(const struct power_disc *disc, enum disc_cut cut, struct chance *chance,
                     struct power_disc *ret_disc)
{
    power_disc_init(ret_disc);
    node_free(ret_disc->root);
    ret_disc->nodes.count = 0;
    ret_disc->ticks = disc->ticks;
    ret_disc->root = copy_node(disc, disc->root, cut, chance, ret_disc);
    for (size_t i = 0; i < disc->nodes.count; i++)
        disc->nodes.items[i]->copy = NULL;
}
