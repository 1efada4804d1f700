/*
 * Where things are on this machine, by the XDG base directories. A variable that holds a
 * relative path is passed over, as that specification asks.
 */
#define _GNU_SOURCE
#include <dais/os/paths.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dais/base/mem.h>
#include <dais/os/files.h>

/* An absolute path from the environment, or NULL. */
static const char *folder_from(const char *variable)
{
    const char *path = getenv(variable);
    return path != NULL && path[0] == '/' ? path : NULL;
}

static int add_home(struct buf *out)
{
    const char *home = folder_from("HOME");
    if (home != NULL) {
        buf_add_text(out, home);
        return 0;
    }
    char room[4096];
    struct passwd entry;
    struct passwd *found = NULL;
    (void)getpwuid_r(getuid(), &entry, room, sizeof room, &found);
    if (found == NULL || found->pw_dir == NULL || found->pw_dir[0] != '/')
        return -ENOENT;
    buf_add_text(out, found->pw_dir);
    return 0;
}

static int user_folder(const char *variable, const char *in_home, struct buf *out)
{
    const char *base = folder_from(variable);
    if (base != NULL) {
        buf_add_text(out, base);
    } else {
        int r = add_home(out);
        if (r < 0)
            return r;
        buf_add_text(out, in_home);
    }
    buf_add_text(out, "/dais");
    return 0;
}

int paths_state_folder(struct buf *out)
{
    return user_folder("XDG_STATE_HOME", "/.local/state", out);
}

int paths_config_folder(struct buf *out)
{
    return user_folder("XDG_CONFIG_HOME", "/.config", out);
}

static int make_scratch_in(const char *base, struct buf *out)
{
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/dais-XXXXXX", base);
    if (mkdtemp(path.bytes) == NULL)
        return -errno;
    buf_add_text(out, buf_text(&path));
    return 0;
}

int paths_make_scratch(struct buf *out)
{
    const char *const bases[] = {folder_from("XDG_RUNTIME_DIR"), folder_from("TMPDIR"), P_tmpdir};
    int r = -ENOENT;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (bases[i] == NULL)
            continue;
        r = make_scratch_in(bases[i], out);
        if (r == 0)
            return 0;
    }
    return r;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
    (void)stat;
    (void)kind;
    (void)ftw;
    return remove(path);
}

int paths_remove_tree(const char *path)
{
    enum { MOST_OPEN = 16 };
    return nftw(path, remove_one, MOST_OPEN, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 ? 0 : -errno;
}

/* What stands behind "zoneinfo/" in a path; NULL where that is not in it. */
static const char *behind_zoneinfo(const char *path)
{
    static const char mark[] = "zoneinfo/";
    const char *found = strstr(path, mark);
    return found != NULL ? found + strlen(mark) : NULL;
}

static void add_variable_zone(const char *zone, struct buf *out)
{
    if (*zone == ':')
        zone++;
    const char *name = *zone == '/' ? behind_zoneinfo(zone) : zone;
    if (name != NULL)
        buf_add_text(out, *name != '\0' ? name : "UTC");
}

static void add_linked_zone(const char *link, struct buf *out)
{
    char target[PATH_MAX];
    ssize_t size = readlink(link, target, sizeof target - 1);
    if (size < 0)
        return;
    target[size] = '\0';
    buf_add_text(out, behind_zoneinfo(target));
}

/* The first word of a file that holds a zone's name. */
static void add_written_zone(const char *path, struct buf *out)
{
    enum { MOST = 1024 };
    BUF_LOCAL struct buf text = {0};
    if (files_read_whole_path(files_real(), path, MOST, &text) == 0)
        buf_add(out, buf_text(&text), strcspn(buf_text(&text), " \t\r\n"));
}

void paths_machine_zone(struct buf *out)
{
    size_t before = out->size;
    const char *variable = getenv("TZ");
    if (variable != NULL)
        add_variable_zone(variable, out);
    if (out->size == before)
        add_linked_zone("/etc/localtime", out);
    if (out->size == before)
        add_written_zone("/etc/timezone", out);
}

int paths_absolute(const char *path, struct buf *out)
{
    char resolved[PATH_MAX];
    if (realpath(path, resolved) != NULL) {
        buf_add_text(out, resolved);
        return 0;
    }
    size_t size = strlen(path);
    while (size > 0 && path[size - 1] == '/')
        size--;
    size_t leaf = size;
    while (leaf > 0 && path[leaf - 1] != '/')
        leaf--;
    MEM_LOCAL char *above = leaf > 0 ? mem_dup_n(path, leaf) : mem_dup(".");
    if (errno != ENOENT || leaf == size || realpath(above, resolved) == NULL)
        return -errno;
    buf_add_text(out, resolved);
    if (strcmp(resolved, "/") != 0)
        buf_add_char(out, '/');
    buf_add(out, path + leaf, size - leaf);
    return 0;
}

bool paths_are_same(const char *a, const char *b)
{
    BUF_LOCAL struct buf one = {0}, other = {0};
    return paths_absolute(a, &one) == 0 && paths_absolute(b, &other) == 0 &&
           strcmp(buf_text(&one), buf_text(&other)) == 0;
}
