/*
 * The writer's id on the disc: a file of one token.
 *
 * Two programs may start at the same moment. The file is made exclusively, so one of them is
 * first; and each reads it back in the end and takes what stands there. A file without a
 * token in it (its maker was killed between two calls, or somebody emptied it) is replaced.
 */
#include <dais/store/writer.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>

static const char file_name[] = "writer";

enum {
    FILE_MODE = 0600,
    FOLDER_MODE = 0700,
    FILE_MOST = 64, /* bytes */
    LOOKS = 100,    /* at a file that another program has made and not yet written */
};

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

/* Makes the file, or finds that somebody else did. 0 or -errno. */
static int make_file(const struct files *files, int folder, const char *line)
{
    int file =
        files_openat(files, folder, file_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE);
    if (file == -EEXIST) {
        struct token other;
        for (unsigned i = 0; i < LOOKS; i++) {
            if (read_token(files, folder, &other))
                return 0;
        }
        return files_replace(files, folder, file_name, line, TOKEN_SIZE, FILE_MODE);
    }
    if (file < 0)
        return file;
    int error = files_write_all(files, file, line, TOKEN_SIZE);
    if (error == 0)
        error = files_fdatasync(files, file);
    (void)files_close(files, file);
    return error < 0 ? error : files_fsync(files, folder);
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
    if (!read_token(files, folder, ret_writer)) {
        error = make_file(files, folder, line);
        if (!read_token(files, folder, ret_writer))
            *ret_writer = *candidate;
    }
    (void)files_close(files, folder);
    return error;
}
