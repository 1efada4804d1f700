/*
 * The one file that knows curses. It shows cells and keeps the terminal's modes; it reads no
 * keys, handles no signals and draws nothing of its own.
 *
 * Columns: curses and most terminals count those of a character by its code points, one by
 * one, and disagree about sequences (families, flags, skin tones, emoji made of a sign and a
 * selector). A cell is therefore taken apart into what all agree on, within its own columns:
 * the characters that fit, their marks, no selectors, nothing behind a joiner, and spaces
 * up to its width. So a line can never come out longer or shorter than planned.
 *
 * A terminal that stops reading would stop us in write(). Linux says POLLOUT for a terminal
 * when next to nothing waits there, and takes some 64 KiB then; so what does not say it is not
 * written to.
 */
#define NCURSES_NOMACROS
#define NCURSES_WIDECHAR 1
#define screen curses_screen /* curses has a struct of that name */
#include <curses.h>
#include <term.h>
#undef screen
#undef columns /* of term.h, which names every capability with a plain word */

#include <dais/tui/screen.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

enum {
    FDS = 2,
    SIGNALS = 4,
    ZERO_WIDTH_JOINER = 0x200D,
    REPLACEMENT = 0xFFFD,
};

/* Curses gives these handlers of its own where they have none. */
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

static const char modes_on[] = "\x1b[?1000h\x1b[?1006h\x1b[?2004h";
static const char modes_off[] = "\x1b[?2004l\x1b[?1006l\x1b[?1000l";

struct screen {
    FILE *files[FDS];                      /* input and output, our own descriptors */
    SCREEN *terminal;                      /* what curses knows about it */
    char *name;                            /* value of TERM; owned */
    enum charset charset;                  /* what it can show */
    enum theme_palette palette;            /* as asked for */
    int colours;                           /* it has; under 8: none are used */
    bool default_colours;                  /* knows "its own" as a colour */
    bool has_modes;                        /* mouse and bracketed paste */
    int width;                             /* columns */
    int height;                            /* rows */
    struct cell *shown;                    /* width × height as last shown; NULL: nothing yet */
    bool cursor_shown;                     /* the terminal's cursor */
    unsigned attributes[THEME_ROLE_COUNT]; /* bits of enum theme_attribute by role */
    struct screen_rescue rescue;           /* for handlers of fatal signals */
    struct sigaction before[SIGNALS];      /* dispositions found, given back */
};

static void signal_ignored(int signal)
{
    (void)signal; /* taken from the loop; this only keeps curses from taking it */
}

/* Two descriptors of our own for the terminal; 0, 1: there is none, or -errno. */
static int terminal_open(int ret_fds[FDS])
{
    bool standard = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    for (int i = 0; i < FDS; i++) {
        int fd = standard ? fcntl(i == 0 ? STDIN_FILENO : STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
                          : open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) {
            int error = errno;
            if (i > 0)
                close(ret_fds[0]);
            return standard ? -error : 1;
        }
        ret_fds[i] = fd;
    }
    return 0;
}

/* Whether curses can work with that type of terminal; if not, why. */
static bool terminal_will_do(const char *name, int fd, struct message *reterr_refusal)
{
    int found = 0;
    if (name == NULL || name[0] == '\0') {
        message_set(reterr_refusal, N_("the type of the terminal is not known: set TERM"), NULL);
        return false;
    }
    if (setupterm(name, fd, &found) != OK) {
        message_set(reterr_refusal, N_("a terminal of type {1} is not known here: set TERM"), name,
                    NULL);
        return false;
    }
    const char *move = tigetstr("cup");
    bool moves = move != NULL && move != (const char *)-1;
    del_curterm(cur_term);
    if (!moves)
        message_set(reterr_refusal,
                    N_("a terminal of type {1} cannot move its cursor; the commands work without "
                       "a screen"),
                    name, NULL);
    return moves;
}

/* Adds a capability to the rescue bytes, without its padding. */
static void rescue_add(struct screen_rescue *rescue, const char *text)
{
    if (text == NULL || text == (const char *)-1)
        return;
    for (; *text != '\0' && rescue->size < sizeof rescue->bytes; text++) {
        if (text[0] == '$' && text[1] == '<') {
            text += strcspn(text, ">");
            if (*text == '\0')
                return;
            continue;
        }
        rescue->bytes[rescue->size++] = *text;
    }
}

static void rescue_prepare(struct screen *screen)
{
    struct screen_rescue *rescue = &screen->rescue;
    rescue->fd = fileno(screen->files[1]);
    if (screen->has_modes)
        rescue_add(rescue, modes_off);
    rescue_add(rescue, tigetstr("sgr0"));
    rescue_add(rescue, tigetstr("op"));
    rescue_add(rescue, tigetstr("cnorm"));
    rescue_add(rescue, tigetstr("rmcup"));
}

static void bytes_send(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = write(fd, bytes, size);
        if (sent < 0 && errno != EINTR)
            return;
        if (sent > 0) {
            bytes += sent;
            size -= (size_t)sent;
        }
    }
}

static void modes_send(struct screen *screen, const char *modes)
{
    if (screen->has_modes)
        bytes_send(screen->rescue.fd, modes, strlen(modes));
}

static enum charset charset_find(const char *name)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return CHARSET_ASCII;
    bool console = strcmp(name, "linux") == 0 || strncmp(name, "linux-", 6) == 0;
    return console ? CHARSET_CONSOLE : CHARSET_FULL;
}

/* The palette as pairs and attributes, one pair a role: number role + 1. */
static void palette_apply(struct screen *screen)
{
    for (int role = 0; role < THEME_ROLE_COUNT; role++) {
        struct theme_style style =
            theme_style(screen->palette, (enum theme_role)role, screen->colours);
        int foreground = style.foreground;
        int background = style.background;
        if (!screen->default_colours) {
            foreground = foreground < 0 ? COLOR_WHITE : foreground;
            background = background < 0 ? COLOR_BLACK : background;
        }
        screen->attributes[role] = style.attributes;
        if (screen->colours >= 8)
            init_extended_pair(role + 1, foreground, background);
    }
}

static void signals_keep(struct screen *screen)
{
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], NULL, &screen->before[i]);
    if (screen->before[2].sa_handler == SIG_DFL) {
        struct sigaction ours = {.sa_handler = signal_ignored};
        sigaction(SIGTSTP, &ours, NULL);
    }
}

static void signals_give_back(struct screen *screen)
{
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &screen->before[i], NULL);
}

/* Modes and colours of a terminal that curses has just taken. */
static void curses_set_up(struct screen *screen)
{
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    typeahead(-1);
    screen->colours = start_color() == OK && has_colors() ? COLORS : 0;
    screen->default_colours = screen->colours >= 8 && use_default_colors() == OK;
    const char *mouse = tigetstr("kmous");
    screen->has_modes = mouse != NULL && mouse != (const char *)-1;
    getmaxyx(stdscr, screen->height, screen->width);
    rescue_prepare(screen);
    palette_apply(screen);
    curs_set(0);
    leaveok(stdscr, TRUE);
    refresh();
    modes_send(screen, modes_on);
}

int screen_open(enum theme_palette palette, struct screen **ret_screen,
                struct message *reterr_refusal)
{
    int fds[FDS];
    const char *name = getenv("TERM");
    int result = terminal_open(fds);
    if (result < 0)
        return result;
    if (result > 0) {
        message_set(reterr_refusal, N_("there is no terminal here to show the program on"), NULL);
        return 1;
    }
    if (!terminal_will_do(name, fds[1], reterr_refusal)) {
        close(fds[0]);
        close(fds[1]);
        return 1;
    }
    struct screen *screen = mem_new(1, sizeof *screen);
    screen->name = mem_dup(name);
    screen->palette = palette;
    screen->charset = charset_find(name);
    tcgetattr(fds[1], &screen->rescue.before);
    signals_keep(screen);
    screen->files[0] = fdopen(fds[0], "r");
    screen->files[1] = fdopen(fds[1], "w");
    if (screen->files[0] != NULL && screen->files[1] != NULL)
        screen->terminal = newterm(name, screen->files[1], screen->files[0]);
    if (screen->terminal == NULL) {
        result = -(errno != 0 ? errno : ENODEV);
        screen_close(screen);
        return result;
    }
    curses_set_up(screen);
    *ret_screen = screen;
    return 0;
}

static bool terminal_takes(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};
    return poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & POLLOUT);
}

static bool terminal_is_gone(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};
    struct termios termios;
    if (poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & (POLLHUP | POLLERR | POLLNVAL)))
        return true;
    return tcgetattr(fd, &termios) < 0 && errno == EIO;
}

/* Leaves the alternate screen with the modes off, though a frozen terminal may not see it. */
static void terminal_leave(struct screen *screen)
{
    if (!terminal_takes(screen->rescue.fd))
        tcflush(screen->rescue.fd, TCOFLUSH);
    modes_send(screen, modes_off);
    curs_set(1);
    endwin();
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    if (screen->terminal != NULL) {
        terminal_leave(screen);
        delscreen(screen->terminal);
    }
    signals_give_back(screen);
    for (int i = 0; i < FDS; i++)
        if (screen->files[i] != NULL)
            fclose(screen->files[i]);
    free(screen->shown);
    free(screen->name);
    free(screen);
}

int screen_fd(const struct screen *screen)
{
    return fileno(screen->files[0]);
}

const char *screen_terminal(const struct screen *screen)
{
    return screen->name;
}

enum charset screen_charset(const struct screen *screen)
{
    return screen->charset;
}

enum theme_palette screen_palette(const struct screen *screen)
{
    return screen->palette;
}

void screen_size(const struct screen *screen, int *ret_width, int *ret_height)
{
    *ret_width = screen->width;
    *ret_height = screen->height;
}

void screen_invalidate(struct screen *screen)
{
    free(screen->shown);
    screen->shown = NULL;
    clearok(stdscr, TRUE);
}

void screen_resize(struct screen *screen)
{
    struct winsize size = {0};
    if (ioctl(screen->rescue.fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    getmaxyx(stdscr, screen->height, screen->width);
    screen_invalidate(screen);
}

void screen_set_palette(struct screen *screen, enum theme_palette palette)
{
    screen->palette = palette;
    palette_apply(screen);
    screen_invalidate(screen);
}

static attr_t attributes_of(const struct screen *screen, const struct cell *cell)
{
    unsigned ours = screen->attributes[cell->role] | cell->attributes;
    return (ours & ATTRIBUTE_BOLD ? A_BOLD : 0) | (ours & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : 0) |
           (ours & ATTRIBUTE_REVERSE ? A_REVERSE : 0) | (ours & ATTRIBUTE_DIM ? A_DIM : 0);
}

/* One curses cell under way. */
struct piece {
    wchar_t text[CCHARW_MAX + 1]; /* a character and its marks */
    size_t count;                 /* code points in it */
    int x;                        /* column where it goes */
};

static void piece_put(const struct screen *screen, const struct cell *cell, struct piece *piece,
                      int y)
{
    cchar_t shown;
    short pair = screen->colours >= 8 ? (short)(cell->role + 1) : 0;
    if (piece->count == 0)
        return;
    piece->text[piece->count] = L'\0';
    if (setcchar(&shown, piece->text, attributes_of(screen, cell), pair, NULL) == OK)
        mvadd_wchnstr(y, piece->x, &shown, 1);
    piece->count = 0;
}

/* Columns of a code point as curses counts them; one that it does not know is replaced. */
static int code_columns(uint32_t *code)
{
    int columns = wcwidth((wchar_t)*code);
    if (columns >= 0)
        return columns;
    *code = REPLACEMENT;
    return wcwidth(REPLACEMENT) > 0 ? 1 : -1;
}

static void cell_show(const struct screen *screen, const struct cell *cell, int x, int y)
{
    struct piece piece = {.x = x};
    size_t size = strlen(cell->text);
    int used = 0;
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code = utf8_decode(cell->text + i, size - i, &length);
        if (code >= 0xFE00 && code <= 0xFE0F)
            continue;
        int columns = code_columns(&code);
        if (code == ZERO_WIDTH_JOINER || columns < 0 || used + columns > cell->width)
            break;
        if (columns > 0) {
            piece_put(screen, cell, &piece, y);
            piece.x = x + used;
            used += columns;
        }
        if (piece.count < CCHARW_MAX && used > 0)
            piece.text[piece.count++] = (wchar_t)code;
    }
    piece_put(screen, cell, &piece, y);
    for (; used < cell->width; used++) {
        piece = (struct piece){.text = L" ", .count = 1, .x = x + used};
        piece_put(screen, cell, &piece, y);
    }
}

static bool cell_equal(const struct cell *a, const struct cell *b)
{
    return a->width == b->width && a->role == b->role && a->attributes == b->attributes &&
           strcmp(a->text, b->text) == 0;
}

/* Gives curses the cells that differ from those shown, and remembers them. */
static void cells_show(struct screen *screen, const struct canvas *canvas)
{
    bool all = screen->shown == NULL;
    if (all)
        screen->shown =
            mem_new((size_t)screen->width * (size_t)screen->height, sizeof *screen->shown);
    for (int y = 0; y < screen->height && y < canvas->height; y++) {
        for (int x = 0; x < screen->width && x < canvas->width; x++) {
            const struct cell *cell = canvas_cell(canvas, x, y);
            struct cell *shown = &screen->shown[(size_t)y * (size_t)screen->width + (size_t)x];
            if (!all && cell_equal(cell, shown))
                continue;
            if (cell->width > 0 && x + cell->width <= screen->width)
                cell_show(screen, cell, x, y);
            *shown = *cell;
        }
    }
}

static void cursor_show(struct screen *screen, const struct canvas *canvas)
{
    bool shown = canvas->cursor_x >= 0 && canvas->cursor_x < screen->width &&
                 canvas->cursor_y >= 0 && canvas->cursor_y < screen->height;
    if (shown != screen->cursor_shown) {
        curs_set(shown ? 1 : 0);
        leaveok(stdscr, !shown);
        screen->cursor_shown = shown;
    }
    if (shown)
        move(canvas->cursor_y, canvas->cursor_x);
}

int screen_show(struct screen *screen, const struct canvas *canvas)
{
    if (terminal_is_gone(screen->rescue.fd))
        return -EIO;
    if (!terminal_takes(screen->rescue.fd))
        return -EAGAIN;
    cells_show(screen, canvas);
    cursor_show(screen, canvas);
    refresh();
    return terminal_is_gone(screen->rescue.fd) ? -EIO : 0;
}

void screen_ring(struct screen *screen)
{
    if (terminal_takes(screen->rescue.fd))
        beep();
}

void screen_suspend(struct screen *screen)
{
    terminal_leave(screen);
}

int screen_resume(struct screen *screen)
{
    if (terminal_is_gone(screen->rescue.fd))
        return -EIO;
    refresh();
    modes_send(screen, modes_on);
    screen->cursor_shown = false;
    curs_set(0);
    leaveok(stdscr, TRUE);
    screen_resize(screen);
    return 0;
}

const struct screen_rescue *screen_rescue(const struct screen *screen)
{
    return &screen->rescue;
}

void screen_rescue_now(const struct screen_rescue *rescue)
{
    bytes_send(rescue->fd, rescue->bytes, rescue->size);
    tcsetattr(rescue->fd, TCSANOW, &rescue->before);
}
