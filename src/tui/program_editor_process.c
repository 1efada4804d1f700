/*
 * The user's own editor on the text being written. It gets a file that nobody else can read, in a
 * folder that goes away afterwards. Under a rule that forbids names a text that holds some is
 * not put into any file.
 */
#include "program_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <dais/os/paths.h>
#include <dais/os/process.h>

#include "translate.h"

enum { FILE_MOST = 1 << 20 /* bytes read back; what is too long is refused in words */ };

static int write_file(const struct files *files, const char *path, const char *text)
{
    int file = files_openat(files, AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (file < 0)
        return file;
    int result = files_write_all(files, file, text, strlen(text));
    if (result == 0 && text[0] != '\0')
        result = files_write_all(files, file, "\n", 1);
    files_close(files, file);
    return result;
}

/* Runs the editor on the file while it has the terminal. 0, or its exit status, or -errno:
   -ECANCELED where both were told to end or lost the terminal, and it has ended. */
static int run(struct program *program, const char *command, const char *path)
{
    char **words = process_words(command, path);
    if (words == NULL)
        return -EINVAL;
    struct process process = {.fd = -1};
    int status = 0;
    program_drop_patch(program);
    screen_suspend(program->screen);
    int result = process_start(
        &process, &(struct process_plan){.words = (const char *const *)words, .terminal = true});
    if (result == 0)
        result = process_wait(&process, &status);
    process_finish(&process);
    free(words);
    if (screen_resume(program->screen) < 0) {
        program_stop(program, PROGRAM_LOST_TERMINAL);
        result = result == 0 ? -ECANCELED : result; /* the editor lost it, too */
    }
    input_reset(program->input);
    return result < 0 ? result : status;
}

static void take_back(struct program *program, const struct buf *text)
{
    size_t size = text->size;
    while (size > 0 && (text->bytes[size - 1] == '\n' || text->bytes[size - 1] == '\r'))
        size--;
    char *copy = mem_dup_n(size > 0 ? text->bytes : "", size);
    if (size > TEXT_AREA_LIMIT)
        program_say(program, ROLE_ERROR, N_("Too long to take back: a text holds 64 KiB"), NULL);
    else if (strcmp(copy, editor_read(program->editor, EDITOR_TEXT)) != 0)
        editor_replace(program->editor, EDITOR_TEXT, copy);
    free(copy);
    program_typed(program);
}

/* With the scratch folder in `path`: the file, the editor, the text back. */
static void edit_in(struct program *program, const char *command, struct buf *path)
{
    const struct files *files = files_real();
    BUF_LOCAL struct buf back = {0};
    buf_add_text(path, "/entry.txt");
    int result = write_file(files, buf_text(path), editor_read(program->editor, EDITOR_TEXT));
    if (result == 0)
        result = run(program, command, buf_text(path));
    bool cancelled = result == -ECANCELED; /* what was saved in it by then becomes the draft */
    if (result == 0 || cancelled)
        result = files_read_whole_path(files, buf_text(path), FILE_MOST, &back);
    if (result == 0 && !(cancelled && back.size == 0))
        take_back(program, &back);
    else
        program_say(program, ROLE_ERROR,
                    N_("{1} could not be run, or failed; the text is as it was"), command, NULL);
}

void program_run_editor(struct program *program)
{
    const char *command = getenv("VISUAL");
    if (command == NULL || command[0] == '\0')
        command = getenv("EDITOR");
    if (command == NULL || command[0] == '\0') {
        program_say(program, ROLE_NOTICE, N_("Neither VISUAL nor EDITOR names an editor"), NULL);
        return;
    }
    if (session_text_has_names(program->scene.session, editor_place(program->editor)->slot,
                               editor_read(program->editor, EDITOR_TEXT), NULL)) {
        program_say(program, ROLE_NOTICE,
                    N_("The text holds names, which this rule keeps out of files"), NULL);
        return;
    }
    struct buf path = {0};
    program_write_draft(program);
    if (paths_make_scratch(&path) < 0) {
        program_say(program, ROLE_ERROR, N_("There is no folder for the text to be edited in"),
                    NULL);
    } else {
        char *folder = mem_dup(buf_text(&path));
        edit_in(program, command, &path);
        (void)paths_remove_tree(folder);
        free(folder);
    }
    buf_finish(&path);
    int width, height;
    screen_resize(program->screen);
    screen_size(program->screen, &width, &height);
    canvas_resize(program->canvas, width, height);
    program_refresh(program);
    program_read_scene(program);
}
