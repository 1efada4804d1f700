/*
 * The one file that knows curses. It turns cells into what a terminal of a type understands;
 * it reads no keys, handles no signals and draws nothing of its own.
 *
 * Curses writes to a file in memory, not to the terminal: it would wait for a terminal that
 * stopped reading, and tell nobody that one is gone. What it wrote goes on by terminal.h, and
 * no new picture is made before the last one has left.
 *
 * Columns: curses and most terminals count those of a character by its code points, one by
 * one, and disagree about sequences (families, flags, skin tones, emoji made of a sign and a
 * selector). A cell is therefore taken apart into what all agree on, within its own columns:
 * the characters that fit, their marks, no selectors, nothing behind a joiner, and spaces
 * up to its width. So a line can never come out longer or shorter than planned.
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
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>
#include <dais/os/memory_file.h>

#include "terminal.h"

enum {
    PATIENCE = 250, /* ms that a terminal has to take a picture */
    SIGNALS = 4,
    MOST_WIDTH = 1000, /* columns, and rows, that are used: a terminal can say anything */
    MOST_HEIGHT = 500,
    ZERO_WIDTH_JOINER = 0x200D,
    REPLACEMENT = 0xFFFD,
};

/* Curses gives these handlers of its own where they have none. */
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

static const char modes_on[] = "\x1b[?1000h\x1b[?1006h\x1b[?2004h";
static const char modes_off[] = "\x1b[?2004l\x1b[?1006l\x1b[?1000l";

/* What gives the terminal back where nothing else can be done any more. */
struct screen_rescue {
    int fd;                /* the terminal */
    size_t size;           /* of bytes */
    struct termios before; /* its settings before we came */
    char bytes[256];       /* the sequence that ends modes, alternate screen and attributes */
};

struct screen {
    struct terminal terminal;              /* the device */
    struct memory_file memory;             /* what curses writes to */
    FILE *output;                          /* the same, as curses wants it */
    FILE *input;                           /* the device, as curses wants it; never read */
    SCREEN *curses;                        /* what curses knows about it all */
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
    short pairs[THEME_ROLE_COUNT];         /* of colours by role; 0: the terminal's own */
    struct screen_rescue rescue;           /* for the last resort */
    struct last_resort *resort;            /* lent; NULL: none */
    struct sigaction before[SIGNALS];      /* dispositions found, given back */
};

static void signal_ignored(int number)
{
    (void)number; /* taken from the loop; this only keeps curses from taking it */
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

/* Appends a capability, without its padding. False: the terminal has none. */
static bool capability_add(const char *text, struct buf *out)
{
    if (text == NULL || text == (const char *)-1)
        return false;
    while (*text != '\0') {
        size_t size = strcspn(text, "$");
        buf_add(out, text, size);
        text += size;
        if (text[0] == '$' && text[1] == '<')
            text += strcspn(text, ">") + (strchr(text, '>') != NULL);
        else if (text[0] == '$')
            buf_add(out, text++, 1);
    }
    return true;
}

/* Adds a capability to the rescue bytes. */
static void rescue_add(struct screen_rescue *rescue, const char *text)
{
    BUF_LOCAL struct buf bytes = {0};
    if (!capability_add(text, &bytes) || rescue->size + bytes.size > sizeof rescue->bytes)
        return;
    memcpy(rescue->bytes + rescue->size, bytes.bytes, bytes.size);
    rescue->size += bytes.size;
}

/* A step of the last resort, so it does nothing that a signal handler may not. */
static void rescue_now(void *data)
{
    const struct screen_rescue *rescue = data;
    ssize_t sent = write(rescue->fd, rescue->bytes, rescue->size);
    (void)sent; /* there is nobody left to tell */
    tcsetattr(rescue->fd, TCSANOW, &rescue->before);
}

static void rescue_prepare(struct screen *screen)
{
    struct screen_rescue *rescue = &screen->rescue;
    rescue->fd = screen->terminal.fd;
    rescue->before = screen->terminal.before;
    if (screen->has_modes)
        rescue_add(rescue, modes_off);
    rescue_add(rescue, tigetstr("sgr0"));
    rescue_add(rescue, tigetstr("op"));
    rescue_add(rescue, tigetstr("cnorm"));
    rescue_add(rescue, tigetstr("rmcup"));
    last_resort_add(screen->resort, LAST_RESORT_ANY, rescue_now, rescue);
}

/*
 * Sends on what curses wrote, with every "repeat the last character" written out: many that
 * call themselves xterm do not know it and show one character for all.
 */
static void output_expand(struct screen *screen, const char *bytes, size_t size)
{
    size_t from = 0; /* not yet sent on */
    for (size_t i = 1; i + 3 < size; i++) {
        if (bytes[i] != '\x1b' || bytes[i + 1] != '[')
            continue;
        size_t end = i + 2;
        size_t times = 0;
        for (; end < size && bytes[end] >= '0' && bytes[end] <= '9' && times < 10000; end++)
            times = times * 10 + (size_t)(bytes[end] - '0');
        if (end == size || bytes[end] != 'b')
            continue;
        terminal_add(&screen->terminal, bytes + from, i - from);
        for (; times > 0; times--)
            terminal_add(&screen->terminal, bytes + i - 1, 1);
        from = end + 1;
        i = end;
    }
    terminal_add(&screen->terminal, bytes + from, size - from);
}

/* Takes over what curses wrote. */
static void output_collect(struct screen *screen)
{
    BUF_LOCAL struct buf written = {0};
    memory_file_take(&screen->memory, &written);
    output_expand(screen, buf_text(&written), written.size);
}

static void modes_add(struct screen *screen, const char *modes)
{
    if (screen->has_modes)
        terminal_add(&screen->terminal, modes, strlen(modes));
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
        bool coloured = screen->colours >= 8 && (foreground >= 0 || background >= 0);
        screen->pairs[role] = (short)(coloured ? role + 1 : 0); /* 0 needs no bytes to be left */
        if (coloured)
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

/* A size from the environment; 0: none is there. */
static int size_given(const char *name)
{
    const char *value = getenv(name);
    char *end;
    long size = value != NULL ? strtol(value, &end, 10) : 0;
    return size > 0 && *end == '\0' ? (size < MOST_WIDTH ? (int)size : MOST_WIDTH) : 0;
}

/*
 * The size that the terminal tells; of one that tells none the environment's, else the one that
 * its type has. Of a terminal that is larger than any the upper left is used.
 */
static void size_take(struct screen *screen)
{
    int width, height, type_width, type_height;
    getmaxyx(stdscr, type_height, type_width);
    if (!terminal_size(&screen->terminal, &width, &height)) {
        width = size_given("COLUMNS");
        height = size_given("LINES");
        width = width > 0 ? width : type_width;
        height = height > 0 ? height : type_height;
    }
    resizeterm(height < MOST_HEIGHT ? height : MOST_HEIGHT,
               width < MOST_WIDTH ? width : MOST_WIDTH);
    getmaxyx(stdscr, screen->height, screen->width);
}

/*
 * The terminal in our modes, blank. The cursor is hidden after the alternate screen was entered:
 * some terminals keep with the other screen whether it was shown there.
 */
static int screen_enter(struct screen *screen)
{
    terminal_set_raw(&screen->terminal);
    refresh();
    curs_set(0);
    leaveok(stdscr, TRUE);
    screen->cursor_shown = false;
    output_collect(screen);
    modes_add(screen, modes_on);
    return terminal_flush(&screen->terminal, PATIENCE);
}

/*
 * Until it was left once, curses sends each move of the cursor on its own; afterwards a picture
 * goes in one write. So it is left before it shows anything, and what that wrote is nobody's.
 */
static void curses_leave_start(struct screen *screen)
{
    BUF_LOCAL struct buf nothing = {0};
    endwin();
    memory_file_take(&screen->memory, &nothing);
}

/* Modes and colours of a type that curses has just taken. */
static void curses_set_up(struct screen *screen)
{
    nonl();
    typeahead(-1);
    screen->colours = start_color() == OK && has_colors() ? COLORS : 0;
    screen->default_colours = screen->colours >= 8 && use_default_colors() == OK;
    const char *mouse = tigetstr("kmous");
    screen->has_modes = mouse != NULL && mouse != (const char *)-1;
    size_take(screen);
    rescue_prepare(screen);
    palette_apply(screen);
    curses_leave_start(screen);
}

/*
 * Curses on the device, whose size and settings it reads now, and then with the file in
 * memory in the device's place. 0 or -errno.
 */
static int curses_open(struct screen *screen)
{
    int result = memory_file_open(&screen->memory);
    if (result < 0)
        return result;
    FILE **files[] = {&screen->input, &screen->output};
    for (size_t i = 0; i < 2; i++) {
        int fd = fcntl(screen->terminal.fd, F_DUPFD_CLOEXEC, 3);
        *files[i] = fd >= 0 ? fdopen(fd, i == 0 ? "r" : "w") : NULL;
        if (*files[i] == NULL)
            return -errno;
    }
    int width, height;
    bool told = terminal_size(&screen->terminal, &width, &height);
    use_env(FALSE); /* LINES and COLUMNS may be those of another terminal */
    use_tioctl(!told || (width <= MOST_WIDTH && height <= MOST_HEIGHT)); /* which it may refuse */
    screen->curses = newterm(screen->name, screen->output, screen->input);
    if (screen->curses == NULL)
        return -ENODEV;
    return dup2(screen->memory.fd, fileno(screen->output)) < 0 ? -errno : 0;
}

int screen_open(enum theme_palette palette, struct last_resort *resort, struct screen **ret_screen,
                struct message *reterr_refusal)
{
    struct terminal terminal;
    const char *name = getenv("TERM");
    int result = terminal_open(&terminal);
    if (result < 0)
        return result;
    if (result > 0) {
        message_set(reterr_refusal, N_("there is no terminal here to show the program on"), NULL);
        return 1;
    }
    if (!terminal_will_do(name, terminal.fd, reterr_refusal)) {
        terminal_finish(&terminal);
        return 1;
    }
    struct screen *screen = mem_new(1, sizeof *screen);
    screen->terminal = terminal;
    screen->name = mem_dup(name);
    screen->resort = resort;
    screen->palette = palette;
    screen->charset = charset_find(name);
    if (palette == PALETTE_AUTO && screen->charset == CHARSET_CONSOLE)
        screen->palette = PALETTE_DARK; /* the ground of a console is known */
    signals_keep(screen);
    result = curses_open(screen);
    if (result == 0) {
        curses_set_up(screen);
        result = screen_enter(screen);
    }
    if (result < 0 && result != -EAGAIN) {
        screen_close(screen);
        return result;
    }
    *ret_screen = screen;
    return 0;
}

/* Leaves the alternate screen with the modes off; a terminal that stopped reading may not see it.
 */
static void screen_leave(struct screen *screen)
{
    if (terminal_flush(&screen->terminal, 0) == -EAGAIN)
        terminal_drop(&screen->terminal);
    modes_add(screen, modes_off);
    curs_set(1);
    endwin();
    output_collect(screen);
    if (terminal_flush(&screen->terminal, PATIENCE) != 0)
        terminal_drop(&screen->terminal);
    terminal_set_back(&screen->terminal);
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    if (screen->curses != NULL) {
        screen_leave(screen);
        last_resort_drop(screen->resort, rescue_now, &screen->rescue);
        delscreen(screen->curses);
    }
    signals_give_back(screen);
    if (screen->input != NULL)
        fclose(screen->input);
    if (screen->output != NULL)
        fclose(screen->output);
    if (screen->memory.fd > 0)
        memory_file_close(&screen->memory);
    terminal_finish(&screen->terminal);
    free(screen->shown);
    free(screen->name);
    free(screen);
}

int screen_fd(const struct screen *screen)
{
    return screen->terminal.fd;
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

bool screen_is_plain(const struct screen *screen)
{
    return screen->palette == PALETTE_MONOCHROME || screen->colours < 8;
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
    size_take(screen);
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

/* Neighbours in a row on their way to curses, as many at a time as there is room for. */
struct run {
    cchar_t cells[32];
    int count; /* of `cells` */
    int x;     /* column of the first one */
    int end;   /* column behind the last one */
    int y;     /* row */
};

static void run_flush(struct run *run)
{
    if (run->count > 0)
        mvadd_wchnstr(run->y, run->x, run->cells, run->count);
    run->count = 0;
}

/* One curses cell under way. */
struct piece {
    wchar_t text[CCHARW_MAX + 1]; /* a character and its marks */
    size_t count;                 /* code points in it */
    int x;                        /* column where it goes */
    int columns;                  /* it has */
};

static void piece_put(const struct screen *screen, const struct cell *cell, struct piece *piece,
                      struct run *run)
{
    if (piece->count == 0)
        return;
    if (run->count == sizeof run->cells / sizeof run->cells[0] || piece->x != run->end)
        run_flush(run);
    if (run->count == 0)
        run->x = piece->x;
    piece->text[piece->count] = L'\0';
    if (setcchar(&run->cells[run->count], piece->text, attributes_of(screen, cell),
                 screen->pairs[cell->role], NULL) == OK) {
        run->count++;
        run->end = piece->x + piece->columns;
    }
    piece->count = 0;
}

/* Columns of a code point as curses counts them; one that it does not know is replaced. */
static int code_columns(uint32_t *code)
{
    if (*code >= 0x20 && *code < 0x7F)
        return 1;
    int columns = wcwidth((wchar_t)*code);
    if (columns >= 0)
        return columns;
    *code = REPLACEMENT;
    return wcwidth(REPLACEMENT) > 0 ? 1 : -1;
}

static void cell_show(const struct screen *screen, const struct cell *cell, int x, struct run *run)
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
            piece_put(screen, cell, &piece, run);
            piece.x = x + used;
            piece.columns = columns;
            used += columns;
        }
        if (piece.count < CCHARW_MAX && used > 0)
            piece.text[piece.count++] = (wchar_t)code;
    }
    piece_put(screen, cell, &piece, run);
    for (; used < cell->width; used++) {
        piece = (struct piece){.text = L" ", .count = 1, .x = x + used, .columns = 1};
        piece_put(screen, cell, &piece, run);
    }
}

/* Gives curses the cells of a row that are other than those shown, and remembers them. */
static void row_show(struct screen *screen, const struct canvas *canvas, int y, int width)
{
    const struct cell *row = canvas_cell(canvas, 0, y);
    struct cell *shown = &screen->shown[(size_t)y * (size_t)screen->width];
    struct run run = {.y = y};
    if (memcmp(row, shown, (size_t)width * sizeof *row) == 0)
        return;
    for (int x = 0; x < width; x++) {
        bool fits = row[x].width > 0 && x + row[x].width <= screen->width;
        if (fits && !cell_equal(&row[x], &shown[x]))
            cell_show(screen, &row[x], x, &run);
    }
    run_flush(&run);
    memcpy(shown, row, (size_t)width * sizeof *row);
}

/* Nothing is shown: what curses has is blank, and bare where that is how blanks look. */
static void cells_forget(struct screen *screen)
{
    const struct cell bare = {.text = " ", .width = 1, .role = ROLE_NORMAL};
    size_t count = (size_t)screen->width * (size_t)screen->height;
    bool plain = screen->pairs[ROLE_NORMAL] == 0 && screen->attributes[ROLE_NORMAL] == 0;
    screen->shown = mem_new(count, sizeof *screen->shown);
    for (size_t i = 0; i < count && plain; i++)
        screen->shown[i] = bare;
    erase();
}

/* Gives curses the cells that differ from those shown, and remembers them. */
static void cells_show(struct screen *screen, const struct canvas *canvas)
{
    int width = screen->width < canvas->width ? screen->width : canvas->width;
    if (screen->shown == NULL)
        cells_forget(screen);
    for (int y = 0; y < screen->height && y < canvas->height; y++)
        row_show(screen, canvas, y, width);
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
    int result = terminal_is_through(&screen->terminal) ? 0 : terminal_flush(&screen->terminal, 0);
    if (result < 0)
        return result;
    cells_show(screen, canvas);
    cursor_show(screen, canvas);
    refresh();
    output_collect(screen);
    return terminal_flush(&screen->terminal, PATIENCE);
}

/* Attributes and colours of a cell, from none. */
static void patch_style(const struct screen *screen, const struct cell *cell, struct buf *out)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {{ATTRIBUTE_BOLD, "bold"},
                 {ATTRIBUTE_UNDERLINE, "smul"},
                 {ATTRIBUTE_REVERSE, "rev"},
                 {ATTRIBUTE_DIM, "dim"}};
    unsigned attributes = screen->attributes[cell->role] | cell->attributes;
    short foreground, background;
    capability_add(tigetstr("sgr0"), out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((attributes & names[i].bit) != 0)
            capability_add(tigetstr(names[i].name), out);
    if (screen->colours < 8 ||
        pair_content(screen->pairs[cell->role], &foreground, &background) != OK)
        return;
    capability_add(tigetstr("op"), out);
    if (foreground >= 0)
        capability_add(tiparm(tigetstr("setaf"), foreground), out);
    if (background >= 0)
        capability_add(tiparm(tigetstr("setab"), background), out);
}

/* The one character of a cell where all agree on its columns, else as many blanks. */
static void patch_text(const struct cell *cell, struct buf *out)
{
    size_t length;
    uint32_t code = utf8_decode(cell->text, strlen(cell->text), &length);
    if (code_columns(&code) == cell->width && cell->text[length] == '\0')
        buf_add(out, cell->text, length);
    else
        buf_add_repeat(out, " ", cell->width);
}

/* What differs in one row; neighbours of one style go together. */
static void patch_row(const struct screen *screen, const struct canvas *canvas, int y,
                      struct buf *out)
{
    const struct cell *before = NULL;
    for (int x = 0; x < screen->width && x < canvas->width; x++) {
        const struct cell *cell = canvas_cell(canvas, x, y);
        const struct cell *shown = &screen->shown[(size_t)y * (size_t)screen->width + (size_t)x];
        if (cell->width == 0)
            continue;
        if (cell_equal(cell, shown) || x + cell->width > screen->width) {
            before = NULL;
            continue;
        }
        if (before == NULL)
            capability_add(tiparm(tigetstr("cup"), y, x), out);
        if (before == NULL || before->role != cell->role || before->attributes != cell->attributes)
            patch_style(screen, cell, out);
        patch_text(cell, out);
        before = cell;
    }
}

void screen_write_patch(const struct screen *screen, const struct canvas *canvas, struct buf *out)
{
    size_t start = out->size;
    if (screen->shown == NULL || !capability_add(tigetstr("sc"), out))
        return;
    size_t begun = out->size;
    for (int y = 0; y < screen->height && y < canvas->height; y++)
        patch_row(screen, canvas, y, out);
    bool differs = out->size > begun;
    capability_add(tigetstr("sgr0"), out);
    if (screen->colours >= 8)
        capability_add(tigetstr("op"), out);
    if (!capability_add(tigetstr("rc"), out) || !differs)
        buf_cut(out, start);
}

void screen_ring(struct screen *screen)
{
    beep();
    output_collect(screen);
    terminal_flush(&screen->terminal, 0);
}

void screen_suspend(struct screen *screen)
{
    screen_leave(screen);
}

int screen_resume(struct screen *screen)
{
    int result = screen_enter(screen);
    screen_resize(screen);
    return result == -EIO ? result : 0;
}
