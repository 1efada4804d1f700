/*
 * The screen on a real pseudo-terminal, in a process of its own, with libvterm as the
 * terminal at the other end. Both sides go step by step: the child writes a mark when a
 * step is done, the test reads up to it, looks, and lets the child go on.
 */
#include <dais/tui/screen.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <vterm.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>

#include "suite.h"

enum { WIDTH = 40, HEIGHT = 6, READ_MOST = 4096 };

static const char mark[] = "\x1b]777;step\x07";

/* What the child does; what it returns is its exit status. */
typedef int child_function(int go);

struct terminal {
    int master; /* our end of the pseudo-terminal */
    int slave;  /* kept open so that its settings can be read */
    int go;     /* a byte lets the child take its next step */
    pid_t child;
    VTerm *vterm;
    VTermScreen *screen; /* of vterm */
    struct buf bytes;    /* what came during the last step */
    struct termios before;
};

/* In the child: the step is done; waits for the next. */
static void step(int go)
{
    char byte;
    if (write(STDOUT_FILENO, mark, sizeof mark - 1) < 0 || read(go, &byte, 1) != 1)
        _exit(99);
}

static void child_run(const char *name, const char *terminal, const char *locale, int go,
                      child_function *function)
{
    sigset_t blocked;
    setsid();
    int fd = open(name, O_RDWR); /* the controlling terminal of the new session */
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    setenv("TERM", terminal, 1);
    setenv("LC_ALL", locale, 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    setlocale(LC_ALL, "");
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGWINCH);
    sigaddset(&blocked, SIGHUP);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    _exit(function(go));
}

static void terminal_start(struct terminal *terminal, const char *type, const char *locale,
                           child_function *function)
{
    struct winsize size = {.ws_row = HEIGHT, .ws_col = WIDTH};
    char name[64];
    int go[2];
    *terminal = (struct terminal){.master = posix_openpt(O_RDWR | O_NOCTTY)};
    ck_assert_int_ge(terminal->master, 0);
    ck_assert_int_eq(grantpt(terminal->master), 0);
    ck_assert_int_eq(unlockpt(terminal->master), 0);
    snprintf(name, sizeof name, "%s", ptsname(terminal->master));
    terminal->slave = open(name, O_RDWR | O_NOCTTY);
    ioctl(terminal->master, TIOCSWINSZ, &size);
    tcgetattr(terminal->slave, &terminal->before);
    ck_assert_int_eq(pipe(go), 0);
    terminal->go = go[1];
    terminal->vterm = vterm_new(HEIGHT, WIDTH);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    terminal->child = fork();
    if (terminal->child == 0) {
        close(terminal->master);
        close(terminal->slave);
        close(go[1]);
        child_run(name, type, locale, go[0], function);
    }
    close(go[0]);
}

static void terminal_go(struct terminal *terminal)
{
    ck_assert_int_eq(write(terminal->go, "g", 1), 1);
}

/* Reads until the child has done its step; its bytes are in `bytes` and on the screen. */
static void terminal_read(struct terminal *terminal)
{
    char block[READ_MOST];
    buf_clear(&terminal->bytes);
    for (;;) {
        ssize_t size = read(terminal->master, block, sizeof block);
        ck_assert_msg(size > 0, "the child ended early");
        buf_add(&terminal->bytes, block, (size_t)size);
        size_t tail = sizeof mark - 1;
        if (terminal->bytes.size >= tail &&
            memcmp(terminal->bytes.bytes + terminal->bytes.size - tail, mark, tail) == 0)
            break;
    }
    buf_cut(&terminal->bytes, terminal->bytes.size - (sizeof mark - 1));
    vterm_input_write(terminal->vterm, buf_text(&terminal->bytes), terminal->bytes.size);
}

/* Waits for the child's end and returns its exit status. */
static int terminal_finish(struct terminal *terminal)
{
    int status = 0;
    if (terminal->slave >= 0)
        close(terminal->slave);
    if (terminal->master >= 0)
        close(terminal->master);
    close(terminal->go);
    waitpid(terminal->child, &status, 0);
    vterm_free(terminal->vterm);
    buf_finish(&terminal->bytes);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static bool has(const struct terminal *terminal, const char *sequence)
{
    size_t size = strlen(sequence);
    for (size_t i = 0; i + size <= terminal->bytes.size; i++)
        if (memcmp(terminal->bytes.bytes + i, sequence, size) == 0)
            return true;
    return false;
}

/* One row as the terminal shows it, without trailing spaces. */
static void assert_row(const struct terminal *terminal, int row, const char *wanted)
{
    BUF_LOCAL struct buf out = {0};
    size_t used = 0;
    VTermScreenCell cell;
    for (int column = 0; column<WIDTH; column += cell.width> 1 ? cell.width : 1) {
        vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell);
        if (cell.chars[0] == 0)
            buf_add_char(&out, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            utf8_encode(cell.chars[i], &out);
        if (cell.chars[0] != 0 && cell.chars[0] != ' ')
            used = out.size;
    }
    buf_cut(&out, used);
    ck_assert_str_eq(buf_text(&out), wanted);
}

static struct screen *opened_with(struct last_resort *resort)
{
    struct screen *screen;
    struct message refusal = {0};
    if (screen_open(PALETTE_DARK, resort, &screen, &refusal) != 0)
        _exit(97);
    return screen;
}

static struct screen *opened(void)
{
    return opened_with(NULL);
}

static struct canvas *drawn(const struct screen *screen, const char *text)
{
    int width, height;
    screen_size(screen, &width, &height);
    struct canvas *canvas = canvas_new(width, height, screen_charset(screen));
    canvas_draw_box(canvas, canvas_area(canvas), ROLE_BORDER, ROLE_TITLE, text, NULL);
    return canvas;
}

static int child_shows(int go)
{
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Panel");
    struct area inside = area_inset(canvas_area(canvas), 1, 1);
    canvas_draw_text(
        canvas, inside, 0, 0, ROLE_NORMAL,
        "👩‍👩‍👧|👍🏽|🇰🇪|❤️|会|e\xCC\x81\xCC\xA3|क्षि|");
    canvas_draw_text(canvas, inside, 0, 1, ROLE_OVERRUN, "over ✓");
    canvas_place_cursor(canvas, inside, 3, 2);
    screen_show(screen, canvas);
    step(go);
    screen_show(screen, canvas);
    step(go);
    canvas_draw_text(canvas, inside, 5, 1, ROLE_OVERRUN, "!");
    screen_show(screen, canvas);
    step(go);
    screen_suspend(screen);
    step(go);
    if (screen_resume(screen) != 0)
        return 1;
    screen_show(screen, canvas);
    step(go);
    screen_close(screen);
    canvas_free(canvas);
    step(go);
    return 0;
}

START_TEST(test_shows_what_changed)
{
    struct terminal terminal;
    struct termios after;
    VTermPos cursor;
    terminal_start(&terminal, "xterm-256color", "C.UTF-8", child_shows);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "\x1b[?1049h") && has(&terminal, "\x1b[?2004h"));
    ck_assert(has(&terminal, "\x1b[?1006h") && has(&terminal, "\x1b[?1000h"));
    assert_row(&terminal, 0, "┌ Panel ───────────────────────────────┐");
    assert_row(&terminal, 1, "│👩|👍|🇰🇪|❤ |会|e\xCC\x81\xCC\xA3|क्षि|                 │");
    assert_row(&terminal, 2, "│over ✓                                │");
    vterm_state_get_cursorpos(vterm_obtain_state(terminal.vterm), &cursor);
    ck_assert(cursor.col == 4 && cursor.row == 3);
    tcgetattr(terminal.slave, &after);
    ck_assert(!(after.c_lflag & (ICANON | ECHO | ISIG)));

    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert_uint_eq(terminal.bytes.size, 0);

    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert_uint_gt(terminal.bytes.size, 0);
    ck_assert_uint_lt(terminal.bytes.size, 80);
    assert_row(&terminal, 2, "│over !                                │");

    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "\x1b[?1049l") && has(&terminal, "\x1b[?2004l"));
    tcgetattr(terminal.slave, &after);
    ck_assert_int_eq(after.c_lflag, terminal.before.c_lflag);

    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "\x1b[?1049h") && has(&terminal, "\x1b[?2004h"));
    assert_row(&terminal, 2, "│over !                                │");

    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "\x1b[?1049l") && has(&terminal, "\x1b[?2004l"));
    ck_assert(has(&terminal, "\x1b[?1000l"));
    tcgetattr(terminal.slave, &after);
    ck_assert_int_eq(after.c_lflag, terminal.before.c_lflag);
    ck_assert_int_eq(after.c_iflag, terminal.before.c_iflag);
    terminal_go(&terminal);
    ck_assert_int_eq(terminal_finish(&terminal), 0);
}
END_TEST

static int child_once(int go)
{
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Réunion – ✓");
    screen_show(screen, canvas);
    step(go);
    screen_close(screen);
    canvas_free(canvas);
    return 0;
}

START_TEST(test_lesser_terminals)
{
    static const struct {
        const char *type, *locale, *row;
        bool ascii, modes;
    } cases[] = {
        {"xterm", "C", "+ Reunion - v -------------------------+", true, true},
        {"vt100", "C.UTF-8", "┌ Réunion – ✓ ─────────────────────────┐", false, false},
        {"vt100", "C", "+ Reunion - v -------------------------+", true, false},
        {"linux", "C.UTF-8", "┌ Réunion - √ ─────────────────────────┐", false, true},
        {"tmux-256color", "C.UTF-8", "┌ Réunion – ✓ ─────────────────────────┐", false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terminal terminal;
        terminal_start(&terminal, cases[i].type, cases[i].locale, child_once);
        terminal_read(&terminal);
        assert_row(&terminal, 0, cases[i].row);
        for (size_t k = 0; cases[i].ascii && k < terminal.bytes.size; k++)
            ck_assert_msg((unsigned char)terminal.bytes.bytes[k] < 0x80, "%s", cases[i].type);
        ck_assert_msg(has(&terminal, "\x1b[?2004h") == cases[i].modes, "%s", cases[i].type);
        terminal_go(&terminal);
        ck_assert_int_eq(terminal_finish(&terminal), 0);
    }
}
END_TEST

/* A patch that somebody else sends, and then the picture anew. */
static int child_patched(int go)
{
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Panel");
    struct area inside = area_inset(canvas_area(canvas), 1, 1);
    struct buf patch = {0};
    canvas_draw_text(canvas, inside, 0, 1, ROLE_ON_TIME, "会 12:20 on time");
    canvas_place_cursor(canvas, inside, 3, 2);
    screen_write_patch(screen, canvas, &patch);
    if (patch.size > 0) /* nothing is shown that it could be a patch to */
        return 1;
    screen_show(screen, canvas);
    screen_write_patch(screen, canvas, &patch);
    if (patch.size > 0)
        return 2;
    step(go);
    canvas_draw_text(canvas, inside, 3, 1, ROLE_STALE, "12:20 as of 10:21:40");
    canvas_draw_text(canvas, inside, 0, 3, ROLE_STALE, "👩‍👩‍👧|会|e\xCC\x81|");
    screen_write_patch(screen, canvas, &patch);
    if (write(STDOUT_FILENO, patch.bytes, patch.size) != (ssize_t)patch.size)
        return 3;
    step(go);
    screen_invalidate(screen);
    screen_show(screen, canvas);
    step(go);
    screen_close(screen);
    canvas_free(canvas);
    buf_finish(&patch);
    return 0;
}

START_TEST(test_patch)
{
    static const char *const types[] = {"xterm-256color", "xterm", "linux", "vt100"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct terminal terminal;
        VTermPos cursor;
        terminal_start(&terminal, types[i], "C.UTF-8", child_patched);
        terminal_read(&terminal);
        assert_row(&terminal, 2, "│会 12:20 on time                      │");
        terminal_go(&terminal);
        terminal_read(&terminal);
        assert_row(&terminal, 0, "┌ Panel ───────────────────────────────┐");
        assert_row(&terminal, 2, "│会 12:20 as of 10:21:40               │");
        assert_row(&terminal, 4,
                   "│  |会| |                              │"); /* no doubt about columns */
        ck_assert(has(&terminal, "as of 10:21:40"));            /* in one piece */
        vterm_state_get_cursorpos(vterm_obtain_state(terminal.vterm), &cursor);
        ck_assert(cursor.col == 4 && cursor.row == 3);
        terminal_go(&terminal);
        terminal_read(&terminal);
        assert_row(&terminal, 2, "│会 12:20 as of 10:21:40               │");
        terminal_go(&terminal);
        ck_assert_int_eq(terminal_finish(&terminal), 0);
    }
}
END_TEST

static int child_refused(int go)
{
    struct screen *screen;
    struct message refusal = {0};
    int result = screen_open(PALETTE_AUTO, NULL, &screen, &refusal);
    step(go);
    return result == 1 && refusal.id != NULL ? 0 : 1;
}

START_TEST(test_refused)
{
    static const char *const types[] = {"dumb", "no-such-terminal", ""};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct terminal terminal;
        terminal_start(&terminal, types[i], "C.UTF-8", child_refused);
        terminal_read(&terminal);
        ck_assert_uint_eq(terminal.bytes.size, 0);
        terminal_go(&terminal);
        ck_assert_int_eq(terminal_finish(&terminal), 0);
    }
}
END_TEST

static int child_monochrome(int go)
{
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Panel");
    screen_set_palette(screen, PALETTE_MONOCHROME);
    canvas_draw_text(canvas, canvas_area(canvas), 2, 2, ROLE_SELECTED, "selected");
    screen_show(screen, canvas);
    step(go);
    screen_close(screen);
    canvas_free(canvas);
    return 0;
}

START_TEST(test_monochrome)
{
    struct terminal terminal;
    VTermScreenCell cell;
    terminal_start(&terminal, "xterm-256color", "C.UTF-8", child_monochrome);
    terminal_read(&terminal);
    ck_assert(!has(&terminal, "38;5") && !has(&terminal, "48;5"));
    vterm_screen_get_cell(terminal.screen, (VTermPos){2, 3}, &cell);
    ck_assert(cell.attrs.reverse);
    terminal_go(&terminal);
    ck_assert_int_eq(terminal_finish(&terminal), 0);
}
END_TEST

static int child_resized(int go)
{
    int width, height;
    struct screen *screen = opened();
    step(go);
    screen_resize(screen);
    screen_size(screen, &width, &height);
    struct canvas *canvas = drawn(screen, "Panel");
    screen_show(screen, canvas);
    step(go);
    screen_close(screen);
    canvas_free(canvas);
    return width == 20 && height == 4 ? 0 : 1;
}

START_TEST(test_resized)
{
    struct terminal terminal;
    struct winsize size = {.ws_row = 4, .ws_col = 20};
    terminal_start(&terminal, "xterm", "C.UTF-8", child_resized);
    terminal_read(&terminal);
    ioctl(terminal.master, TIOCSWINSZ, &size);
    vterm_set_size(terminal.vterm, 4, 20);
    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "┌ Panel ───────────┐") || has(&terminal, "Panel"));
    terminal_go(&terminal);
    ck_assert_int_eq(terminal_finish(&terminal), 0);
}
END_TEST

static int child_hung_up(int go)
{
    char byte;
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Panel");
    screen_show(screen, canvas);
    step(go);
    if (read(go, &byte, 1) != 0) /* our end closes it after the terminal */
        return 1;
    int result = screen_show(screen, canvas);
    int resumed = screen_resume(screen);
    screen_close(screen);
    canvas_free(canvas);
    return result == -EIO && resumed == -EIO ? 0 : 2;
}

START_TEST(test_gone)
{
    struct terminal terminal;
    terminal_start(&terminal, "xterm", "C.UTF-8", child_hung_up);
    terminal_read(&terminal);
    terminal_go(&terminal);
    close(terminal.slave);
    close(terminal.master);
    terminal.slave = terminal.master = -1;
    ck_assert_int_eq(terminal_finish(&terminal), 0);
}
END_TEST

/* Nobody reads: showing must not hang, and closing must not either. */
static int child_frozen(int go)
{
    struct screen *screen = opened();
    struct canvas *canvas = drawn(screen, "Panel");
    int refused = 0;
    step(go);
    for (int i = 0; i < 2000; i++) {
        const char letter[] = {(char)('a' + i % 26), '\0'};
        canvas_fill_area(canvas, canvas_area(canvas), ROLE_NORMAL, letter);
        refused += screen_show(screen, canvas) == -EAGAIN;
    }
    screen_close(screen);
    canvas_free(canvas);
    return refused > 0 ? 0 : 1;
}

START_TEST(test_frozen)
{
    struct terminal terminal;
    int status = 0;
    terminal_start(&terminal, "xterm", "C.UTF-8", child_frozen);
    terminal_read(&terminal);
    terminal_go(&terminal);
    ck_assert_int_eq(waitpid(terminal.child, &status, 0), terminal.child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    terminal_finish(&terminal);
}
END_TEST

static void leave_when_told(void *data)
{
    const int *go = data;
    step(*go);
    _exit(0);
}

/* It has no memory left, and the terminal is given back before the last step. */
static int child_rescued(int go)
{
    struct last_resort *resort;
    if (last_resort_new(&resort) < 0)
        return 96;
    last_resort_add(resort, LAST_RESORT_MEMORY, leave_when_told, &go);
    struct screen *screen = opened_with(resort);
    struct canvas *canvas = drawn(screen, "Panel");
    screen_show(screen, canvas);
    step(go);
    mem_exhausted();
}

START_TEST(test_rescued)
{
    struct terminal terminal;
    struct termios after;
    terminal_start(&terminal, "xterm-256color", "C.UTF-8", child_rescued);
    terminal_read(&terminal);
    terminal_go(&terminal);
    terminal_read(&terminal);
    ck_assert(has(&terminal, "\x1b[?1049l") && has(&terminal, "\x1b[?2004l"));
    ck_assert(has(&terminal, "\x1b[?25h") && !has(&terminal, "$<"));
    tcgetattr(terminal.slave, &after);
    ck_assert_int_eq(after.c_lflag, terminal.before.c_lflag);
    terminal_go(&terminal);
    ck_assert_int_eq(terminal_finish(&terminal), 0);
}
END_TEST

SUITE("tui/screen_curses", test_shows_what_changed, test_lesser_terminals, test_refused,
      test_monochrome, test_resized, test_gone, test_frozen, test_rescued, test_patch)
