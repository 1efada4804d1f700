/*
 * Files that an export writes. The list of digests is a help, not a promise: where it cannot
 * be kept, the export itself still stands and the next one asks for --force.
 *
 *     <digest>                                                                 of a file anywhere
 *     <digest> <when> <digest of what it says> report en,fr <template> <name>  in the folder
 *
 * The template is "-" where there is none.
 */
#include <dais/store/exports.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "exports_guard.h"

enum {
    EXPORT_SIZE_MAX = 1 << 30, /* bytes of a file that may be an earlier export */
    WRITTEN_SIZE_MAX = 16 << 20,
};
#define EXPORTS_NAME "exports"
#define WRITTEN_NAME "written"
#define NO_TEMPLATE "-"

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

void exports_write_path(const struct folder *folder, const char *name, struct buf *out)
{
    buf_add_format(out, "%s/" EXPORTS_NAME, folder_record_path(folder));
    if (name != NULL)
        buf_add_format(out, "/%s", name);
}

/* The folder of exports, never through a link. A descriptor; -ENOTDIR: it is a link, or no folder;
   -errno. */
static int open_exports(const struct folder *folder)
{
    const struct files *files = folder_files(folder);
    int record = files_open_folder_path(files, folder_record_path(folder));
    if (record < 0)
        return record;
    int exports = files_open_folder(files, record, EXPORTS_NAME);
    files_close(files, record);
    return exports == -ELOOP ? -ENOTDIR : exports;
}

int exports_make_folder(const struct folder *folder)
{
    const struct files *files = folder_files(folder);
    BUF_LOCAL struct buf path = {0};
    int exports = open_exports(folder);
    files_close(files, exports);
    if (exports < 0 && exports != -ENOENT)
        return exports;
    exports_write_path(folder, NULL, &path);
    int result = files_make_folders(files, folder_record_path(folder), 0755);
    if (result == 0)
        result = files_make_folders(files, buf_text(&path), 0755);
    if (result < 0)
        return result;
    exports = open_exports(folder);
    files_close(files, exports);
    return exports < 0 ? exports : 0;
}

/* As open_place(); what is in the folder of exports by its name is reached through no link. */
static int open_place_of(const struct folder *folder, const char *path, const char **ret_name)
{
    BUF_LOCAL struct buf exports = {0};
    exports_write_path(folder, "", &exports);
    if (strncmp(path, buf_text(&exports), exports.size) != 0 ||
        strchr(path + exports.size, '/') != NULL || path[exports.size] == '\0')
        return open_place(folder_files(folder), path, ret_name);
    *ret_name = path + exports.size;
    return open_exports(folder);
}

bool exports_has(const struct folder *folder, const char *name)
{
    struct stat stat;
    int exports = open_exports(folder);
    bool has = exports >= 0 && files_stat(folder_files(folder), exports, name, &stat) == 0;
    files_close(folder_files(folder), exports);
    return has;
}

/* ---- what was written ---- */

/* A line of the list; all lent from its text. */
struct written_line {
    const char *digest;
    const char *at; /* NULL, as all below: it is a digest alone */
    const char *said;
    const char *what;
    const char *languages;
    const char *template; /* NULL: none */
    const char *name;     /* the rest of the line */
};

/* Lines, in the order they were written. */
struct written_lines {
    struct buf text;
    ARRAY_OF(struct written_line) list;
};

static void written_lines_finish(struct written_lines *lines)
{
    buf_finish(&lines->text);
    free(lines->list.items);
}

/* Cuts the next word off; NULL: there is none. */
static const char *take_word(char **rest)
{
    char *word = *rest;
    char *blank = strchr(word, ' ');
    if (blank == NULL)
        return NULL;
    *blank = '\0';
    *rest = blank + 1;
    return word;
}

/* What is no note is its digest alone. */
static struct written_line read_line(char *line)
{
    char *rest = line;
    struct written_line read = {.digest = line};
    const char *const digest = take_word(&rest);
    const char *const at = digest != NULL ? take_word(&rest) : NULL;
    const char *const said = at != NULL ? take_word(&rest) : NULL;
    const char *const what = said != NULL ? take_word(&rest) : NULL;
    const char *const languages = what != NULL ? take_word(&rest) : NULL;
    const char *const template = languages != NULL ? take_word(&rest) : NULL;
    if (template == NULL || *rest == '\0' || strlen(said) != DIGEST_HEX_SIZE - 1)
        return read;
    read.at = at;
    read.said = said;
    read.what = what;
    read.languages = languages;
    read.template = strcmp(template, NO_TEMPLATE) != 0 ? template : NULL;
    read.name = rest;
    return read;
}

/* Reads the list; empty where there is none. */
static void read_lines(const struct folder *folder, int exports, struct written_lines *ret_lines)
{
    *ret_lines = (struct written_lines){.text = {0}};
    if (exports < 0 || files_read_whole(folder_files(folder), exports, WRITTEN_NAME,
                                        WRITTEN_SIZE_MAX, &ret_lines->text) < 0)
        return;
    buf_add_char(&ret_lines->text, '\n');
    char *at = ret_lines->text.bytes;
    for (size_t i = 0; i < ret_lines->text.size; i++)
        if (at[i] == '\0') /* what a loss of power left of a line ends it */
            at[i] = '\n';
    for (char *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        *end = '\0';
        struct written_line line = read_line(at);
        array_push(&ret_lines->list, line);
    }
}

/* The last line with that digest, of that name where one of them has it; NULL: none. */
static const struct written_line *find_line(const struct written_lines *lines, const char *digest,
                                            const char *name)
{
    const struct written_line *found = NULL;
    for (size_t i = lines->list.count; i-- > 0;) {
        const struct written_line *line = &lines->list.items[i];
        if (strcmp(line->digest, digest) != 0)
            continue;
        if (line->name != NULL && strcmp(line->name, name) == 0)
            return line;
        if (found == NULL)
            found = line;
    }
    return found;
}

/* The last line about a file of that name; NULL: none. */
static const struct written_line *find_named(const struct written_lines *lines, const char *name)
{
    for (size_t i = lines->list.count; i-- > 0;)
        if (lines->list.items[i].name != NULL && strcmp(lines->list.items[i].name, name) == 0)
            return &lines->list.items[i];
    return NULL;
}

static bool was_written(const struct folder *folder, const char digest[DIGEST_HEX_SIZE])
{
    struct written_lines lines;
    int exports = open_exports(folder);
    read_lines(folder, exports, &lines);
    bool written = find_line(&lines, digest, "") != NULL;
    written_lines_finish(&lines);
    files_close(folder_files(folder), exports);
    return written;
}

/* Would it be read back as it is? */
static bool can_note(const struct export_note *note, const char *name)
{
    return note != NULL && strchr(name, '\n') == NULL &&
           (note->template == NULL || note->template[strcspn(note->template, " \n")] == '\0');
}

/* Does the list end within a line, as a full disc or a kill leaves it? */
static bool ends_within_line(const struct files *files, int exports)
{
    struct stat stat;
    char last = '\n';
    int list = files_open_regular(files, exports, WRITTEN_NAME);
    if (list >= 0 && files_fstat(files, list, &stat) == 0 && stat.st_size > 0)
        (void)files_pread(files, list, &last, 1, stat.st_size - 1);
    files_close(files, list);
    return last != '\n';
}

/* Before the file itself is put in place: killed in between, the next export may still replace it. */
static void remember_written(const struct folder *folder, int place, const char *name,
                             const char digest[DIGEST_HEX_SIZE], const struct export_note *note)
{
    const struct files *files = folder_files(folder);
    BUF_LOCAL struct buf line = {0};
    if (exports_make_folder(folder) < 0)
        return;
    int exports = open_exports(folder);
    if (exports < 0)
        return;
    bool notes = can_note(note, name) && exports_guard_is_same(files, place, exports);
    if (ends_within_line(files, exports))
        buf_add_char(&line, '\n');
    buf_add_text(&line, digest);
    if (notes) {
        buf_add_char(&line, ' ');
        zone_write(folder_programme(folder)->zone, note->at, false, &line);
        buf_add_format(&line, " %s %s %s %s %s", note->said, note->what, note->languages,
                       note->template != NULL ? note->template : NO_TEMPLATE, name);
    }
    buf_add_char(&line, '\n');
    int list = -1;
    if (notes || !was_written(folder, digest))
        list = files_openat(files, exports, WRITTEN_NAME,
                            O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0644);
    if (list >= 0)
        files_write_all(files, list, buf_text(&line), line.size);
    files_close(files, list);
    files_close(files, exports);
}

/* ---- writing ---- */

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
                  const struct export_note *note, bool force)
{
    const struct files *files = folder_files(folder);
    const char *name;
    int place = open_place_of(folder, path, &name);
    if (place < 0)
        return place;
    bool held = exports_guard_holds(folder, place, name, path);
    int result = held ? 0 : may_replace(folder, place, name, force);
    if (result > 0) {
        char digest[DIGEST_HEX_SIZE];
        digest_hex(buf_text(bytes), bytes->size, digest);
        remember_written(folder, place, name, digest, note);
        result = files_replace(files, place, name, buf_text(bytes), bytes->size, 0644);
    } else if (result == 0) {
        result = held ? EXPORTS_OWN : EXPORTS_THEIRS;
    }
    files_close(files, place);
    return result;
}

unsigned exports_choose_name(const struct folder *folder, const char *name, struct buf *out)
{
    int place = open_exports(folder);
    const char *ending = strrchr(name, '.');
    int stem = ending != NULL ? (int)(ending - name) : (int)strlen(name);
    for (unsigned number = 1;; number++) {
        BUF_LOCAL struct buf numbered = {0};
        buf_add_format(&numbered, "%.*s", stem, name);
        if (number > 1)
            buf_add_format(&numbered, "-%u", number);
        buf_add_text(&numbered, ending);
        if (place >= 0 && may_replace(folder, place, buf_text(&numbered), false) == 0)
            continue;
        buf_add_text(out, buf_text(&numbered));
        files_close(folder_files(folder), place);
        return number;
    }
}

/* ---- what is there ---- */

static void exported_finish(struct exported *file)
{
    free(file->name);
    free(file->what);
    free(file->languages);
    free(file->template);
}

void exported_files_finish(struct exported_files *files)
{
    for (size_t i = 0; i < files->list.count; i++)
        exported_finish(&files->list.items[i]);
    free(files->list.items);
    *files = (struct exported_files){.list = {0}};
}

static bool is_untouched(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* The digest of a file as it was found last time; NULL: it is another one by now. */
static const char *known_digest(const struct exported_files *before, const char *name,
                                const struct stat *stat)
{
    for (size_t i = 0; i < before->list.count; i++) {
        const struct exported *file = &before->list.items[i];
        if (strcmp(file->name, name) == 0)
            return is_untouched(&file->stat, stat) ? file->digest : NULL;
    }
    return NULL;
}

/* Fills stat and digest. False: it is no file that can be read. */
static bool read_file(const struct files *files, int exports, const char *name,
                      const struct exported_files *before, struct exported *file)
{
    if (files_stat(files, exports, name, &file->stat) < 0 || !S_ISREG(file->stat.st_mode))
        return false;
    const char *known = known_digest(before, name, &file->stat);
    if (known != NULL) {
        memcpy(file->digest, known, sizeof file->digest);
        return true;
    }
    BUF_LOCAL struct buf bytes = {0};
    if (files_read_whole(files, exports, name, EXPORT_SIZE_MAX, &bytes) < 0)
        return false;
    digest_hex(buf_text(&bytes), bytes.size, file->digest);
    return true;
}

static void add_file(const struct files *files, int exports, const char *name,
                     const struct written_lines *lines, const struct exported_files *before,
                     struct exported_files *now)
{
    struct exported file = {.name = NULL};
    if (name[0] == '.' || strcmp(name, WRITTEN_NAME) == 0 ||
        !read_file(files, exports, name, before, &file))
        return;
    const struct written_line *line = find_line(lines, file.digest, name);
    file.edited = line == NULL;
    if (line == NULL)
        line = find_named(lines, name);
    if (line == NULL)
        return; /* somebody put it there */
    file.name = mem_dup(name);
    file.at = (msec_t)file.stat.st_mtim.tv_sec * MSEC_SECOND;
    if (line->name != NULL) {
        (void)rfc3339_parse(line->at, &file.at);
        file.what = mem_dup(line->what);
        file.languages = mem_dup(line->languages);
        file.template = mem_dup(line->template);
        memcpy(file.said, line->said, sizeof file.said);
    }
    array_push(&now->list, file);
}

static int compare_files(const void *a, const void *b)
{
    const struct exported *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? 1 : -1;
    return strcmp(one->name, other->name);
}

void exports_list(const struct folder *folder, struct exported_files *files)
{
    const struct files *calls = folder_files(folder);
    struct exported_files now = {.list = {0}};
    struct written_lines lines;
    struct file_names names = {.list = {0}};
    int exports = open_exports(folder);
    if (exports >= 0 && files_list(calls, exports, &names) == 0) {
        read_lines(folder, exports, &lines);
        for (size_t i = 0; i < names.list.count; i++)
            add_file(calls, exports, names.list.items[i], &lines, files, &now);
        written_lines_finish(&lines);
    }
    file_names_finish(&names);
    files_close(calls, exports);
    if (now.list.count > 1)
        qsort(now.list.items, now.list.count, sizeof *now.list.items, compare_files);
    exported_files_finish(files);
    *files = now;
}
