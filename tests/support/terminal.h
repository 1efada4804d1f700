/*
 * A terminal for the real program: a pseudo-terminal with libvterm behind it. Made for
 * terminal.py, which does the waiting; nothing here waits.
 */
#ifndef DAIS_TESTS_TERMINAL_H
#define DAIS_TESTS_TERMINAL_H

#include <stddef.h>
#include <sys/types.h>

struct terminal;

/* What a cell shows and how. A wide character stands in its first cell; the second has width 0. */
struct terminal_cell {
    char text[40];  /* UTF-8: a character and its marks; empty: nothing was put there */
    int width;      /* columns: 0, 1 or 2 */
    int bold;       /* 0 or 1 */
    int underline;  /* 0 or 1 */
    int reverse;    /* 0 or 1 */
    int foreground; /* index of the palette; -1: the terminal's own */
    int background; /* likewise */
};

/* What outlives the program that set it. */
struct terminal_modes {
    int alternate; /* the alternate screen is shown */
    int cursor;    /* the cursor is shown */
    int mouse;     /* the mouse is reported */
    int settings;  /* the line's settings are not those the program found */
    int row;       /* of the cursor, from 0 */
    int column;    /* likewise */
};

/*
 * Runs argv[0] (a path) with that environment and working folder, in a session of its own whose
 * terminal has that size; of 0 it tells none, and is 80 wide, 24 high. 0 with `*ret_terminal`, to be
 * freed, or -errno.
 */
int terminal_open(const char *const argv[], const char *const env[], const char *folder, int rows,
                  int columns, struct terminal **ret_terminal);

/* Closes both ends: what still runs in it is hung up. Does not wait for it. NULL is fine. */
void terminal_free(struct terminal *terminal);

/* The caller's child, to be waited for: ends as the program does, with 128 and more for signals. */
pid_t terminal_leader(const struct terminal *terminal);

/* The program itself. */
pid_t terminal_pid(const struct terminal *terminal);

/* The end that the program's output is read from, for poll(); non-blocking. */
int terminal_fd(const struct terminal *terminal);

/* The program's own end, for asking its settings: the terminal stays while this is open. */
int terminal_line(const struct terminal *terminal);

/*
 * Reads what the program wrote, shows it, and leaves it in `bytes`. How many; 0: nothing is there;
 * or -errno.
 */
ssize_t terminal_take(struct terminal *terminal, char *bytes, size_t size);

/* Shows bytes that the program did not write. */
void terminal_show(struct terminal *terminal, const char *bytes, size_t size);

/* Types bytes; how many were taken, or -errno. */
ssize_t terminal_type(struct terminal *terminal, const char *bytes, size_t size);

/* 0 or -errno. To 0: it tells none from now on, and stays as it is. */
int terminal_resize(struct terminal *terminal, int rows, int columns);

/* `row` and `column` are within the terminal. */
void terminal_read_cell(const struct terminal *terminal, int row, int column,
                        struct terminal_cell *ret_cell);
/* A row as text, without the blanks at its end. `size` bytes must do: 8 a column, and one. */
void terminal_read_row(const struct terminal *terminal, int row, char *ret_text, size_t size);
/*
 * Where two of one size first show something else, or it otherwise. 0: nowhere.
 */
int terminal_differ(const struct terminal *terminal, const struct terminal *other, int *ret_row,
                    int *ret_column);
void terminal_read_modes(const struct terminal *terminal, struct terminal_modes *ret_modes);

#endif
