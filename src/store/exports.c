/*
 * Files that an export writes. The list of digests is a help, not a promise: where it cannot
 * be kept, the export itself still stands and the next one asks for --force.
 */
#include <dais/store/exports.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <dais/base/digest.h>

enum {
    EXPORT_SIZE_MAX = 1 << 30, /* bytes of a file that may be an earlier export */
    WRITTEN_SIZE_MAX = 16 << 20,
};
#define WRITTEN_NAME "written"

/* Folder and name of a path, the folder opened. A descriptor or -errno. */
static int open_place(const struct files *files, const char *path, const char **ret_name)
{
    const char *slash = strrchr(path, '/');
    *ret_name = slash != NULL ? slash + 1 : path;
    if ((*ret_name)[0] == '\0')
        return -EISDIR;
    if (slash == NULL)
        return files_open_folder_path(files, ".");
    MEM_LOCAL char *folder = mem_dup_n(path, slash == path ? 1 : (size_t)(slash - path));
    return files_open_folder_path(files, folder);
}

static void write_exports_path(const struct folder *folder, struct buf *out)
{
    buf_add_format(out, "%s/exports", folder_record_path(folder));
}

/* Is this digest in the list of what was written? */
static bool was_written(const struct folder *folder, const char digest[DIGEST_HEX_SIZE])
{
    BUF_LOCAL struct buf path = {0}, list = {0};
    write_exports_path(folder, &path);
    buf_add_text(&path, "/" WRITTEN_NAME);
    if (files_read_whole_path(folder_files(folder), buf_text(&path), WRITTEN_SIZE_MAX, &list) < 0)
        return false;
    return strstr(buf_text(&list), digest) != NULL;
}

static void remember_written(const struct folder *folder, const char digest[DIGEST_HEX_SIZE])
{
    const struct files *files = folder_files(folder);
    BUF_LOCAL struct buf path = {0}, line = {0};
    write_exports_path(folder, &path);
    buf_add_format(&line, "%s\n", digest);
    if (was_written(folder, digest) || files_make_folders(files, buf_text(&path), 0755) < 0)
        return;
    int exports = files_open_folder_path(files, buf_text(&path));
    if (exports < 0)
        return;
    int list = files_openat(files, exports, WRITTEN_NAME,
                            O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0644);
    if (list >= 0)
        files_write_all(files, list, buf_text(&line), line.size);
    files_close(files, list);
    files_close(files, exports);
}

/* May what stands there be replaced? 1 yes, 0 no, -errno. */
static int may_replace(const struct folder *folder, int place, const char *name, bool force)
{
    const struct files *files = folder_files(folder);
    struct stat stat;
    int error = files_stat(files, place, name, &stat);
    if (error == -ENOENT)
        return 1;
    if (error < 0)
        return error;
    if (!S_ISREG(stat.st_mode))
        return S_ISDIR(stat.st_mode) ? -EISDIR : 0;
    if (force)
        return 1;
    BUF_LOCAL struct buf bytes = {0};
    error = files_read_whole(files, place, name, EXPORT_SIZE_MAX, &bytes);
    if (error < 0)
        return error == -EFBIG ? 0 : error;
    char digest[DIGEST_HEX_SIZE];
    digest_hex(buf_text(&bytes), bytes.size, digest);
    return was_written(folder, digest) ? 1 : 0;
}

int exports_write(const struct folder *folder, const char *path, const struct buf *bytes,
                  bool force)
{
    const struct files *files = folder_files(folder);
    const char *name;
    int place = open_place(files, path, &name);
    if (place < 0)
        return place;
    int result = may_replace(folder, place, name, force);
    if (result > 0) {
        char digest[DIGEST_HEX_SIZE];
        digest_hex(buf_text(bytes), bytes->size, digest);
        result = files_replace(files, place, name, buf_text(bytes), bytes->size, 0644);
        if (result == 0)
            remember_written(folder, digest);
    } else if (result == 0) {
        result = 1;
    }
    files_close(files, place);
    return result;
}

void exports_choose_path(const struct folder *folder, const char *name, struct buf *out)
{
    const struct files *files = folder_files(folder);
    BUF_LOCAL struct buf exports = {0};
    write_exports_path(folder, &exports);
    files_make_folders(files, buf_text(&exports), 0755);
    int place = files_open_folder_path(files, buf_text(&exports));
    const char *ending = strrchr(name, '.');
    int stem = ending != NULL ? (int)(ending - name) : (int)strlen(name);
    for (unsigned number = 1;; number++) {
        BUF_LOCAL struct buf numbered = {0};
        buf_add_format(&numbered, "%.*s", stem, name);
        if (number > 1)
            buf_add_format(&numbered, "-%u", number);
        buf_add_text(&numbered, ending);
        if (place < 0 || may_replace(folder, place, buf_text(&numbered), false) != 0) {
            buf_add_format(out, "%s/%s", buf_text(&exports), buf_text(&numbered));
            break;
        }
    }
    files_close(files, place);
}
