/*
 * Opens an exported file with the program that the desktop has for it. That one is not ours: it
 * runs on when this program ends. Without a desktop it is said where the file is.
 */
#include "program_state.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include <dais/os/paths.h>
#include <dais/os/process.h>
#include <dais/store/exports.h>

#include "translate.h"

#define OPENER "xdg-open"

enum { LOOK_AGAIN = 500 /* ms, where the kernel does not tell that a process has ended */ };

/* The desktop's opener while it runs. */
struct opening {
    struct program *program;
    struct process process;
    char *path; /* of the file; owned */
    int look;   /* timer: has it ended? 0: it is told */
};

static void free_opening(struct opening *opening)
{
    struct program *program = opening->program;
    if (process_fd(&opening->process) >= 0)
        loop_remove_fd(program->loop, process_fd(&opening->process));
    if (opening->look > 0)
        loop_remove_timer(program->loop, opening->look);
    process_let_go(&opening->process);
    free(opening->path);
    free(opening);
}

void program_finish_opening(struct program *program)
{
    for (size_t i = 0; i < program->openings.count; i++)
        free_opening(program->openings.items[i]);
    free(program->openings.items);
}

static void drop(struct opening *opening)
{
    struct program *program = opening->program;
    size_t kept = 0;
    for (size_t i = 0; i < program->openings.count; i++)
        if (program->openings.items[i] != opening)
            program->openings.items[kept++] = program->openings.items[i];
    program->openings.count = kept;
    free_opening(opening);
}

static void say_place(struct program *program, const char *path)
{
    program_say(program, ROLE_NOTICE, N_("No desktop program here to open it: {1}"), path,
                NULL);
}

static void look(struct opening *opening)
{
    int status = 0;
    if (process_look(&opening->process, &status) == 0)
        return;
    if (process_fd(&opening->process) >= 0)
        loop_remove_fd(opening->program->loop, process_fd(&opening->process));
    process_poll(&opening->process, &status);
    if (status != 0)
        say_place(opening->program, opening->path);
    drop(opening);
}

static void on_fd(void *data, short revents)
{
    (void)revents;
    look(data);
}

static void on_look(void *data)
{
    struct opening *opening = data;
    opening->look = loop_add_timer(opening->program->loop, LOOK_AGAIN, on_look, opening);
    look(opening);
}

static bool has_display(void)
{
    const char *x = getenv("DISPLAY");
    const char *wayland = getenv("WAYLAND_DISPLAY");
    return (x != NULL && x[0] != '\0') || (wayland != NULL && wayland[0] != '\0');
}

void program_open_export(struct program *program, const char *name)
{
    BUF_LOCAL struct buf relative = {0}, path = {0};
    exports_write_path(program->options.folder, name, &relative);
    if (paths_absolute(buf_text(&relative), &path) < 0)
        buf_add_text(&path, buf_text(&relative));
    const char *words[] = {OPENER, buf_text(&path), NULL};
    struct opening *opening = mem_new(1, sizeof *opening);
    *opening = (struct opening){.program = program, .path = mem_dup(buf_text(&path))};
    if (!has_display() ||
        process_start(&opening->process, &(struct process_plan){.words = words}) < 0) {
        say_place(program, buf_text(&path));
        free(opening->path);
        free(opening);
        return;
    }
    array_push(&program->openings, opening);
    program_say(program, ROLE_OK, N_("Opened {1} with the desktop's program"), name, NULL);
    if (process_fd(&opening->process) >= 0)
        loop_add_fd(program->loop, process_fd(&opening->process), POLLIN, on_fd, opening);
    else
        opening->look = loop_add_timer(program->loop, LOOK_AGAIN, on_look, opening);
}
