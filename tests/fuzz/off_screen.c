#include "off_screen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/base/mem.h>
#include <dais/base/utf8.h>
#include <dais/tui/screen.h>

#include "must.h"

struct screen {
    enum theme_palette palette;
    int width, height;
};

static struct off_screen now;
static struct canvas last; /* the picture shown last; width 0: none */
static int keyboard[2] = {-1, -1};

void off_screen_set(const struct off_screen *screen)
{
    now = *screen;
}

bool off_screen_put(const void *bytes, size_t size)
{
    char rest[4096];
    while (read(keyboard[0], rest, sizeof rest) > 0)
        continue;
    return write(keyboard[1], bytes, size) == (ssize_t)size;
}

bool off_screen_shows(const char *text)
{
    BUF_LOCAL struct buf picture = {0};
    if (last.width > 0)
        canvas_dump(&last, &picture);
    return strstr(buf_text(&picture), text) != NULL;
}

static void forget(void)
{
    free(last.cells);
    last = (struct canvas){.width = 0};
}

/* Keeps the picture; what is the same as in the one before was looked at then. */
static void keep(const struct canvas *canvas)
{
    size_t size = (size_t)canvas->width * (size_t)canvas->height * sizeof *canvas->cells;
    if (last.width != canvas->width || last.height != canvas->height) {
        forget();
        last.cells = mem_new(1, size);
    }
    struct cell *cells = last.cells;
    memcpy(cells, canvas->cells, size);
    last = *canvas;
    last.cells = cells;
}

static bool is_new(const struct canvas *canvas, int x, int y)
{
    return last.width != canvas->width || last.height != canvas->height ||
           memcmp(canvas_cell(canvas, x, y), canvas_cell(&last, x, y), sizeof(struct cell)) != 0;
}

int screen_open(enum theme_palette palette, struct last_resort *resort, struct screen **ret_screen,
                struct message *reterr_refusal)
{
    (void)resort;
    (void)reterr_refusal;
    if (keyboard[0] < 0) {
        must(pipe(keyboard) == 0, "there is a pipe");
        (void)fcntl(keyboard[0], F_SETFL, O_NONBLOCK);
        (void)fcntl(keyboard[1], F_SETFL, O_NONBLOCK);
    }
    forget();
    struct screen *screen = mem_new(1, sizeof *screen);
    *screen = (struct screen){.palette = palette, .width = now.width, .height = now.height};
    *ret_screen = screen;
    return 0;
}

void screen_close(struct screen *screen)
{
    free(screen);
    forget();
}

int screen_fd(const struct screen *screen)
{
    (void)screen;
    return keyboard[0];
}

const char *screen_terminal(const struct screen *screen)
{
    (void)screen;
    return "xterm";
}

enum charset screen_charset(const struct screen *screen)
{
    (void)screen;
    return now.charset;
}

enum theme_palette screen_palette(const struct screen *screen)
{
    return screen->palette;
}

bool screen_is_plain(const struct screen *screen)
{
    (void)screen;
    return now.plain;
}

void screen_size(const struct screen *screen, int *ret_width, int *ret_height)
{
    *ret_width = screen->width;
    *ret_height = screen->height;
}

void screen_resize(struct screen *screen)
{
    screen->width = now.width;
    screen->height = now.height;
}

void screen_set_palette(struct screen *screen, enum theme_palette palette)
{
    screen->palette = palette;
}

static void check_code(uint32_t code)
{
    must(code >= 0x20 && (code < 0x7f || code >= 0xa0), "no control reaches the terminal");
    must((code < 0x202a || code > 0x202e) && (code < 0x2066 || code > 0x2069) && code != 0x200e &&
             code != 0x200f && code != 0x061c,
         "no direction reaches the terminal");
    must(code != 0x2028 && code != 0x2029 && (code < 0xe0000 || code > 0xe007f),
         "no separator and no tag reaches the terminal");
    must(now.charset != CHARSET_ASCII || code < 0x7f, "ASCII is ASCII");
}

static void check_cell(const struct canvas *canvas, int x, int y)
{
    const struct cell *cell = canvas_cell(canvas, x, y);
    size_t size = strnlen(cell->text, CELL_BYTES);
    must(size < CELL_BYTES && utf8_check(cell->text, size) == size, "a cell is a text");
    must(cell->width <= 2 && (cell->width == 0) == (size == 0), "a cell has a width");
    must(cell->width != 0 || (x > 0 && canvas_cell(canvas, x - 1, y)->width == 2),
         "a wide one has two halves");
    must(cell->width != 2 || x + 1 < canvas->width, "a wide one has room");
    must(cell->role < THEME_ROLE_COUNT, "a cell has a style");
    for (size_t i = 0, length; i < size; i += length)
        check_code(utf8_decode(cell->text + i, size - i, &length));
}

int screen_show(struct screen *screen, const struct canvas *canvas)
{
    must(canvas->width == screen->width && canvas->height == screen->height, "it fits the screen");
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (is_new(canvas, x, y))
                check_cell(canvas, x, y);
    must(canvas->cursor_x < canvas->width && canvas->cursor_y < canvas->height,
         "the cursor is on the screen");
    if (now.gone)
        return -EIO;
    if (now.frozen)
        return -EAGAIN;
    keep(canvas);
    if (getenv("DAIS_PICTURES") != NULL) { /* for who wants to see what an input does */
        BUF_LOCAL struct buf picture = {0};
        canvas_dump(canvas, &picture);
        printf("%s\n", buf_text(&picture));
    }
    return 0;
}

void screen_write_patch(const struct screen *screen, const struct canvas *canvas, struct buf *out)
{
    must(canvas->width == screen->width && canvas->height == screen->height, "the patch fits");
    buf_add_char(out, ' ');
}

void screen_invalidate(struct screen *screen)
{
    (void)screen;
}

void screen_ring(struct screen *screen)
{
    (void)screen;
}

void screen_suspend(struct screen *screen)
{
    (void)screen;
}

int screen_resume(struct screen *screen)
{
    screen_resize(screen);
    return now.gone ? -EIO : 0;
}
