/*
 * The writer's id on the disc: a file of one token.
 *
 * Two programs may start at the same moment. Each writes its candidate into a file of its own
 * and links that to the one name, which only the first can: content and name appear in one
 * step. A file without a token in it (somebody emptied it) is replaced.
 */
#include <dais/store/writer.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>

static const char file_name[] = "writer";

enum { FILE_MODE = 0600, FOLDER_MODE = 0700, FILE_MOST = 64 /* bytes */ };

static bool read_token(const struct files *files, int folder, struct token *ret_writer)
{
    struct buf text = {0};
    bool found = files_read_whole(files, folder, file_name, FILE_MOST, &text) == 0;
    if (found && text.size == TOKEN_SIZE && text.bytes[TOKEN_SIZE - 1] == '\n') {
        text.bytes[TOKEN_SIZE - 1] = '\0';
        found = token_is_valid(text.bytes);
        if (found)
            memcpy(ret_writer->text, text.bytes, TOKEN_SIZE);
    } else {
        found = false;
    }
    buf_finish(&text);
    return found;
}

bool writer_read(const struct files *files, const char *state, struct token *ret_writer)
{
    int folder = files_open_folder_path(files, state);
    if (folder < 0)
        return false;
    bool found = read_token(files, folder, ret_writer);
    (void)files_close(files, folder);
    return found;
}

/* A new file that holds the line, on the disc. 0 or -errno. */
static int write_line(const struct files *files, int folder, const char *name, const char *line)
{
    int file =
        files_openat(files, folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE);
    if (file < 0)
        return file;
    int error = files_write_all(files, file, line, TOKEN_SIZE);
    if (error == 0)
        error = files_fdatasync(files, file);
    (void)files_close(files, file);
    if (error < 0)
        (void)files_unlink(files, folder, name);
    return error;
}

/* Puts the line in place, unless a token is there by then. 0 or -errno. */
static int make_file(const struct files *files, int folder, const char *line)
{
    struct buf name = {0};
    struct token other;
    buf_add_format(&name, ".%s.%.*s", file_name, TOKEN_SIZE - 1, line);
    int error = write_line(files, folder, buf_text(&name), line);
    if (error == 0) {
        error = files_link(files, folder, buf_text(&name), file_name);
        (void)files_unlink(files, folder, buf_text(&name));
        bool taken = error == -EEXIST && read_token(files, folder, &other);
        if (taken)
            error = 0;
        else if (error < 0) /* no token in it, or a file system without links */
            error = files_replace(files, folder, file_name, line, TOKEN_SIZE, FILE_MODE);
    }
    buf_finish(&name);
    return error < 0 ? error : files_sync_folder(files, folder);
}

int writer_keep(const struct files *files, const char *state, const struct token *candidate,
                struct token *ret_writer)
{
    char line[TOKEN_SIZE];
    memcpy(line, candidate->text, TOKEN_SIZE);
    line[TOKEN_SIZE - 1] = '\n';
    *ret_writer = *candidate;
    int error = files_make_folders(files, state, FOLDER_MODE);
    if (error < 0)
        return error;
    int folder = files_open_folder_path(files, state);
    if (folder < 0)
        return folder;
    if (read_token(files, folder, ret_writer)) {
        error = files_sync_folder(files, folder); /* whoever kept it may have been stopped before */
    } else {
        error = make_file(files, folder, line);
        if (!read_token(files, folder, ret_writer))
            *ret_writer = *candidate;
    }
    (void)files_close(files, folder);
    return error;
}
