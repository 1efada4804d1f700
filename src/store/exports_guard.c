/*
 * A session's own files are told by device and inode, not by their names: a link to a programme, or
 * a folder that is reached on another way, is that programme or folder. All that is looked at is
 * there already; what cannot be read is compared by its name's own inode, and is nobody's journal.
 */
#include "exports_guard.h"

#include <string.h>

#include "folder_state.h"

static const char journal_mark[] = "--- # r "; /* behind a newline, as frames begin */
static const char *const own_folders[] = {"journal", "drafts"};

/* What is to be replaced, or where. */
struct target {
    const struct files *files;
    int place;         /* the folder, open */
    struct stat named; /* what has the name: a link itself */
    struct stat meant; /* the file behind it */
    bool is_there;
};

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool exports_guard_is_same(const struct files *files, int a, int b)
{
    struct stat of_a, of_b;
    return files_fstat(files, a, &of_a) == 0 && files_fstat(files, b, &of_b) == 0 &&
           is_same(&of_a, &of_b);
}

static bool is_target(const struct target *target, const struct stat *stat)
{
    return target->is_there && (is_same(&target->named, stat) || is_same(&target->meant, stat));
}

/* Is it the folder of journals or drafts, in it, or one of its files by another name? */
static bool is_in_folder(const struct target *target, const char *base, const char *name)
{
    const struct files *files = target->files;
    BUF_LOCAL struct buf path = {0};
    struct file_names names = {.list = {0}};
    buf_add_format(&path, "%s/%s", base, name);
    int folder = files_open_folder_path(files, buf_text(&path));
    if (folder < 0)
        return false;
    bool found = exports_guard_is_same(files, folder, target->place);
    if (!found && target->is_there)
        (void)files_list(files, folder, &names);
    for (size_t i = 0; !found && i < names.list.count; i++) {
        struct stat stat;
        found =
            files_stat(files, folder, names.list.items[i], &stat) == 0 && is_target(target, &stat);
    }
    file_names_finish(&names);
    files_close(files, folder);
    return found;
}

static bool is_of_record(const struct target *target, const char *base)
{
    for (size_t i = 0; i < sizeof own_folders / sizeof *own_folders; i++)
        if (is_in_folder(target, base, own_folders[i]))
            return true;
    return false;
}

/* Is it the file at this path? */
static bool is_file(const struct target *target, const char *path)
{
    struct stat stat;
    int file = files_open_regular_path(target->files, path);
    bool found =
        file >= 0 && files_fstat(target->files, file, &stat) == 0 && is_target(target, &stat);
    files_close(target->files, file);
    return found;
}

/* Is it the list of what was exported, be it there or not? */
static bool is_list(const struct target *target, const char *record, const char *name)
{
    BUF_LOCAL struct buf path = {0};
    buf_add_format(&path, "%s/exports", record);
    int folder = files_open_folder_path(target->files, buf_text(&path));
    bool found = folder >= 0 && strcmp(name, "written") == 0 &&
                 exports_guard_is_same(target->files, folder, target->place);
    files_close(target->files, folder);
    buf_add_text(&path, "/written");
    return found || is_file(target, buf_text(&path));
}

static bool begins_as_journal(const struct files *files, int file)
{
    char bytes[1 + sizeof journal_mark - 1] = "";
    ssize_t size = files_pread(files, file, bytes, sizeof bytes, 0);
    size_t skipped = bytes[0] == '\n', mark = sizeof journal_mark - 1;
    return size >= (ssize_t)(skipped + mark) && memcmp(bytes + skipped, journal_mark, mark) == 0;
}

bool exports_guard_holds(const struct folder *folder, int place, const char *name, const char *path)
{
    struct target target = {.files = folder->files, .place = place};
    BUF_LOCAL struct buf home = {0};
    target.is_there = files_stat(target.files, place, name, &target.named) == 0;
    target.meant = target.named;
    int file = target.is_there ? files_open_regular_path(target.files, path) : -1;
    if (file >= 0)
        (void)files_fstat(target.files, file, &target.meant);
    folder_write_home(folder->path, &home);
    bool holds = (file >= 0 && begins_as_journal(target.files, file)) ||
                 is_file(&target, folder->path) || is_list(&target, folder->record, name) ||
                 is_of_record(&target, folder->record) || is_of_record(&target, buf_text(&home)) ||
                 (folder->rescue != NULL && is_of_record(&target, folder->rescue));
    files_close(target.files, file);
    return holds;
}
