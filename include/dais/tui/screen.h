/*
 * The terminal: opened, shown a canvas, given back clean. The one door to curses;
 * one screen may be open at a time. Keys do not come from here but from input.h, fed
 * from screen_fd().
 *
 * Before opening, the caller blocks SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM and
 * SIGHUP and takes them from its loop: curses would handle them in its own way. On SIGTSTP:
 * screen_suspend(), raise(SIGSTOP), and screen_resume() when that returns.
 */
#ifndef DAIS_TUI_SCREEN_H
#define DAIS_TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/buf.h>
#include <dais/base/message.h>
#include <dais/os/last_resort.h>
#include <dais/tui/canvas.h>
#include <dais/tui/theme.h>

struct screen;

/*
 * Opens the terminal that standard input and output are, else the controlling one:
 * alternate screen, no echo, bracketed paste and SGR mouse where it knows them.
 * With `resort` (lent; NULL: none) the terminal is given back where the program cannot go on.
 * The locale must have been set (it tells whether the terminal speaks UTF-8).
 * 0 and `*ret_screen`; 1 and `*reterr_refusal` where this terminal will not do (none, of
 * unknown type, or unable to move its cursor); negative errno where the machine broke.
 */
int screen_open(enum theme_palette palette, struct last_resort *resort, struct screen **ret_screen,
                struct message *reterr_refusal);

/* Gives the terminal back clean (also one that is gone) and frees. NULL is nothing. */
void screen_close(struct screen *screen);

/* The descriptor keys are read from; lent, for input_read() and the loop. */
int screen_fd(const struct screen *screen);

/* Type of the terminal for input_new(): the value of TERM; lent. */
const char *screen_terminal(const struct screen *screen);

enum charset screen_charset(const struct screen *screen);
enum theme_palette screen_palette(const struct screen *screen);

/* Does it show attributes alone, for want of colours or because nobody wants any? */
bool screen_is_plain(const struct screen *screen);

/* The size now known. */
void screen_size(const struct screen *screen, int *ret_width, int *ret_height);

/* Asks the terminal for its size (on SIGWINCH). The canvas is the caller's to resize. */
void screen_resize(struct screen *screen);

/* Another palette, shown with the next canvas. NO_COLOR is the caller's to heed (theme_choose). */
void screen_set_palette(struct screen *screen, enum theme_palette palette);

/*
 * Shows the canvas: only what changed since the last one reaches the terminal. 0; -EAGAIN
 * where the terminal takes nothing just now (frozen, a slow line: show again with the next
 * tick, nothing is lost); -EIO where it is gone.
 */
int screen_show(struct screen *screen, const struct canvas *canvas);

/*
 * Appends what would turn the picture last shown into `canvas` on the terminal, cursor and attributes
 * left as they are: for somebody else to send while we cannot, and then screen_invalidate().
 * Appends nothing where the terminal has no means for that.
 */
void screen_write_patch(const struct screen *screen, const struct canvas *canvas, struct buf *out);

/* Draws everything anew with the next screen_show(): something else wrote on the terminal. */
void screen_invalidate(struct screen *screen);

/* Rings the bell. */
void screen_ring(struct screen *screen);

/* Gives the terminal back for a while (SIGTSTP, $EDITOR), and takes it again with its size. */
void screen_suspend(struct screen *screen);
int screen_resume(struct screen *screen); /* 0, or -EIO where the terminal is gone */

#endif
