/*
 * The device at the other end: its descriptor, its settings, and bytes sent to it without
 * ever waiting for it for long. Knows nothing of cells or curses.
 */
#ifndef DAIS_TUI_TERMINAL_H
#define DAIS_TUI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include <dais/base/buf.h>

struct terminal {
    int fd;                /* read from and written to; ours */
    struct termios before; /* its settings when we came */
    struct buf waiting;    /* bytes not yet sent */
    size_t sent;           /* of them that have gone */
    bool shared;           /* with the shell, so that a write could wait */
};

/*
 * The terminal that standard input and output are, else the controlling one. 0; 1: there is
 * none; or -errno.
 */
int terminal_open(struct terminal *ret_terminal);

/* Closes it; settings and what waits are the caller's to see to before. */
void terminal_finish(struct terminal *terminal);

/* Every byte comes and goes as it is, nothing echoed, no key a signal; and back again. */
void terminal_set_raw(struct terminal *terminal);
void terminal_set_back(struct terminal *terminal);

/* Its size; false where it does not know. */
bool terminal_size(const struct terminal *terminal, int *ret_width, int *ret_height);

/* Puts bytes at the end of what waits. */
void terminal_add(struct terminal *terminal, const char *bytes, size_t size);

/*
 * Sends what waits, giving the terminal `patience` ms to take it. 0: all is gone; -EAGAIN:
 * some is still waiting; -EIO: the terminal is gone (what waited is dropped).
 */
int terminal_flush(struct terminal *terminal, int patience);

/* Has all gone that was put there? */
bool terminal_is_through(const struct terminal *terminal);

/* Drops what waits here and in the line: a terminal that stopped reading. */
void terminal_drop(struct terminal *terminal);

/* Has it hung up? */
bool terminal_is_gone(const struct terminal *terminal);

#endif
