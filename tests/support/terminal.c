/*
 * The terminal that the real program is shown in by tests. The parent keeps the program's end of
 * the pseudo-terminal open, so that what the program left behind can be looked at after it is
 * gone.
 */
#define _GNU_SOURCE
#include "terminal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

/* Of a terminal that tells no size. */
enum { UNTOLD_ROWS = 24, UNTOLD_COLUMNS = 80 };

struct terminal {
    VTerm *vterm;
    VTermScreen *screen;
    int fd;       /* our end */
    int line;     /* the program's */
    pid_t leader; /* of the session */
    pid_t pid;    /* of the program */
    int rows;
    int columns;
    struct termios before; /* settings of the line, as the program found them */
    struct terminal_modes modes;
};

static int on_property(VTermProp property, VTermValue *value, void *data)
{
    struct terminal *terminal = data;
    if (property == VTERM_PROP_ALTSCREEN)
        terminal->modes.alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->modes.cursor = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        terminal->modes.mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static int on_cursor(VTermPos place, VTermPos before, int visible, void *data)
{
    struct terminal *terminal = data;
    (void)before;
    (void)visible;
    terminal->modes.row = place.row;
    terminal->modes.column = place.col;
    return 1;
}

/* Answers of the terminal to what the program asked it. */
static void on_answer(const char *bytes, size_t size, void *data)
{
    (void)terminal_type(data, bytes, size);
}

static void show_nothing(struct terminal *terminal)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property,
                                                   .movecursor = on_cursor};
    terminal->vterm = vterm_new(terminal->rows, terminal->columns);
    assert(terminal->vterm != NULL);
    vterm_set_utf8(terminal->vterm, 1);
    vterm_output_set_callback(terminal->vterm, on_answer, terminal);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_reset(terminal->screen, 1);
    terminal->modes.cursor = 1;
}

static void default_signals(void)
{
    sigset_t none;
    for (int number = 1; number < NSIG; number++)
        (void)signal(number, SIG_DFL);
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * Leads the terminal's session, as a shell does: a program that has no parent in its session
 * cannot be stopped. Says the program's number through the pipe, waits for its end and
 * ends likewise: 128 and more are signals.
 */
static void lead_session(const struct terminal *terminal, const char *const argv[],
                         const char *const env[], const char *folder, int pipe)
{
    int status = 0;
    if (login_tty(terminal->line) < 0 || chdir(folder) < 0)
        _exit(127);
    pid_t program = fork();
    if (program == 0) {
        (void)signal(SIGTTOU, SIG_IGN); /* it takes the terminal itself, before it begins */
        (void)setpgid(0, 0);
        (void)tcsetpgrp(STDIN_FILENO, getpid());
        (void)close_range(STDERR_FILENO + 1, ~0U, 0);
        default_signals();
        (void)execve(argv[0], (char *const *)argv, (char *const *)env);
        _exit(127);
    }
    (void)signal(SIGHUP, SIG_IGN);
    if (program < 0 || write(pipe, &program, sizeof program) != (ssize_t)sizeof program)
        _exit(127);
    (void)close_range(STDIN_FILENO, ~0U, 0); /* the terminal may go away */
    while (waitpid(program, &status, 0) < 0 && errno == EINTR)
        ;
    _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

/* Starts the leader and hears from it who the program is. */
static int start(struct terminal *terminal, const char *const argv[], const char *const env[],
                 const char *folder)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -errno;
    terminal->leader = fork();
    if (terminal->leader == 0)
        lead_session(terminal, argv, env, folder, ends[1]);
    int error = terminal->leader < 0 ? -errno : 0;
    (void)close(ends[1]);
    if (error == 0 &&
        read(ends[0], &terminal->pid, sizeof terminal->pid) != (ssize_t)sizeof terminal->pid)
        error = -ECHILD;
    (void)close(ends[0]);
    return error;
}

int terminal_open(const char *const argv[], const char *const env[], const char *folder, int rows,
                  int columns, struct terminal **ret_terminal)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    struct terminal *terminal = calloc(1, sizeof *terminal);
    assert(terminal != NULL);
    terminal->rows = rows > 0 ? rows : UNTOLD_ROWS;
    terminal->columns = columns > 0 ? columns : UNTOLD_COLUMNS;
    if (openpty(&terminal->fd, &terminal->line, NULL, NULL, &size) < 0) {
        int error = -errno;
        free(terminal);
        return error;
    }
    (void)tcgetattr(terminal->line, &terminal->before);
    (void)fcntl(terminal->fd, F_SETFL, O_NONBLOCK);
    (void)fcntl(terminal->fd, F_SETFD, FD_CLOEXEC);
    (void)fcntl(terminal->line, F_SETFD, FD_CLOEXEC);
    show_nothing(terminal);
    int error = start(terminal, argv, env, folder);
    if (error < 0) {
        terminal_free(terminal);
        return error;
    }
    *ret_terminal = terminal;
    return 0;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    (void)close(terminal->fd);
    (void)close(terminal->line);
    vterm_free(terminal->vterm);
    free(terminal);
}

pid_t terminal_leader(const struct terminal *terminal)
{
    return terminal->leader;
}

pid_t terminal_pid(const struct terminal *terminal)
{
    return terminal->pid;
}

int terminal_fd(const struct terminal *terminal)
{
    return terminal->fd;
}

int terminal_line(const struct terminal *terminal)
{
    return terminal->line;
}

ssize_t terminal_take(struct terminal *terminal, char *bytes, size_t size)
{
    ssize_t got = read(terminal->fd, bytes, size);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    (void)vterm_input_write(terminal->vterm, bytes, (size_t)got);
    return got;
}

void terminal_show(struct terminal *terminal, const char *bytes, size_t size)
{
    (void)vterm_input_write(terminal->vterm, bytes, size);
}

ssize_t terminal_type(struct terminal *terminal, const char *bytes, size_t size)
{
    ssize_t sent = write(terminal->fd, bytes, size);
    if (sent < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    return sent;
}

int terminal_resize(struct terminal *terminal, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (rows > 0 && columns > 0) {
        terminal->rows = rows;
        terminal->columns = columns;
        vterm_set_size(terminal->vterm, rows, columns);
    }
    return ioctl(terminal->fd, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

static size_t add_code(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    out[0] = (char)(0xFF00 >> (more + 1) | code >> 6 * more);
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (code >> 6 * (more - i) & 0x3F));
    return more + 1;
}

static int colour_index(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return -1;
    return VTERM_COLOR_IS_INDEXED(colour)
               ? colour->indexed.idx
               : 256 + (colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue);
}

void terminal_read_cell(const struct terminal *terminal, int row, int column,
                        struct terminal_cell *ret_cell)
{
    VTermScreenCell cell = {.width = 1};
    size_t size = 0;
    (void)vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell);
    *ret_cell = (struct terminal_cell){
        .width = cell.width,
        .bold = cell.attrs.bold,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .reverse = cell.attrs.reverse,
        .foreground = colour_index(&cell.fg),
        .background = colour_index(&cell.bg),
    };
    if (cell.chars[0] == (uint32_t)-1) {
        ret_cell->width = 0;
        return;
    }
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
        size += add_code(cell.chars[i], ret_cell->text + size);
    ret_cell->text[size] = '\0';
}

void terminal_read_row(const struct terminal *terminal, int row, char *ret_text, size_t size)
{
    size_t used = 0, inked = 0;
    for (int column = 0; column < terminal->columns; column++) {
        struct terminal_cell cell;
        terminal_read_cell(terminal, row, column, &cell);
        size_t length = strlen(cell.text);
        if (used + length + 1 >= size)
            break;
        if (cell.width == 0)
            continue;
        memcpy(ret_text + used, cell.text, length);
        if (length == 0)
            ret_text[used++] = ' ';
        used += length;
        if (length > 0 && strcmp(cell.text, " ") != 0)
            inked = used;
    }
    ret_text[inked] = '\0';
}

/* A cell where nothing was put looks like one with a blank. */
static int cells_differ(const struct terminal_cell *one, const struct terminal_cell *other)
{
    const char *first = one->text[0] != '\0' || one->width == 0 ? one->text : " ";
    const char *second = other->text[0] != '\0' || other->width == 0 ? other->text : " ";
    return strcmp(first, second) != 0 || one->width != other->width || one->bold != other->bold ||
           one->underline != other->underline || one->reverse != other->reverse ||
           one->foreground != other->foreground || one->background != other->background;
}

int terminal_differ(const struct terminal *terminal, const struct terminal *other, int *ret_row,
                    int *ret_column)
{
    for (int row = 0; row < terminal->rows; row++)
        for (int column = 0; column < terminal->columns; column++) {
            struct terminal_cell one, two;
            terminal_read_cell(terminal, row, column, &one);
            terminal_read_cell(other, row, column, &two);
            if (cells_differ(&one, &two)) {
                *ret_row = row;
                *ret_column = column;
                return 1;
            }
        }
    return 0;
}

void terminal_read_modes(const struct terminal *terminal, struct terminal_modes *ret_modes)
{
    struct termios now = {0};
    *ret_modes = terminal->modes;
    (void)tcgetattr(terminal->line, &now);
    ret_modes->settings =
        now.c_iflag != terminal->before.c_iflag || now.c_oflag != terminal->before.c_oflag ||
        now.c_cflag != terminal->before.c_cflag || now.c_lflag != terminal->before.c_lflag ||
        memcmp(now.c_cc, terminal->before.c_cc, sizeof now.c_cc) != 0;
}
