/*
 * The least ncurses program that echoes what is typed or pasted: what no program can do without
 * that shows a screen. It reads 64 KiB at once, keeps the text, shows the last of it in a screen
 * full of other text, and at the end of a bracketed paste says how long that was. Ctrl-D ends it.
 */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dais/base/buf.h>

enum { READ_SIZE = 65536, MARK_SIZE = 6 };

static void show(const struct buf *text)
{
    size_t shown = text->size < (size_t)COLS - 1 ? text->size : (size_t)COLS - 1;
    mvaddnstr(LINES - 2, 0, buf_text(text) + text->size - shown, (int)shown);
    refresh();
}

static void begin(void)
{
    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    typeahead(-1);
    for (int y = 0; y < LINES - 3; y++)
        mvprintw(y, 0, "%02d The least that a program can show", y);
    refresh();
    printf("\x1b[?2004h");
    fflush(stdout);
}

int main(void)
{
    char *block = malloc(READ_SIZE);
    BUF_LOCAL struct buf text = {0};
    ssize_t got;
    if (block == NULL)
        return 1;
    begin();
    while ((got = read(STDIN_FILENO, block, READ_SIZE)) > 0 && block[0] != 4) {
        buf_add(&text, block, (size_t)got);
        bool ends = text.size >= MARK_SIZE &&
                    memcmp(text.bytes + text.size - MARK_SIZE, "\x1b[201~", MARK_SIZE) == 0;
        move(LINES - 1, 0);
        clrtoeol();
        if (ends) {
            printw("pasted %zu", text.size);
            buf_clear(&text);
        }
        show(&text);
    }
    printf("\x1b[?2004l");
    endwin();
    free(block);
    return 0;
}
