/*
 * A text being written: several lines or one, with a cursor that moves by grapheme, selection,
 * undo, cut and paste, find, word wrap and scrolling. The text knows no screen: only
 * text_area_draw() meets a canvas.
 *
 * The text is always valid UTF-8 in NFC without control characters but newline, and the
 * cursor always stands between two graphemes. What comes in is cleaned as utf8_clean()
 * does, but for trailing spaces, which the writer may still need.
 */
#ifndef DAIS_TUI_TEXT_AREA_H
#define DAIS_TUI_TEXT_AREA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/key.h>

enum { TEXT_AREA_LIMIT = 65536 }; /* bytes of an entry */

enum text_area_mode {
    TEXT_AREA_LINES, /* several lines, wrapped */
    TEXT_AREA_LINE,  /* one line, scrolled sideways; newlines become spaces */
};

enum text_area_result {
    TEXT_AREA_SAME,    /* nothing was changed, cursor and view included */
    TEXT_AREA_MOVED,   /* the cursor, not the text */
    TEXT_AREA_CHANGED, /* the text */
    TEXT_AREA_FULL,    /* refused: it would be longer than the limit; nothing was changed */
    TEXT_AREA_NOT_OURS /* an action or key the text area does not handle */
};

struct text_area;

/* An empty text of at most `limit` bytes. */
struct text_area *text_area_new(enum text_area_mode mode, size_t limit);
void text_area_free(struct text_area *area);

/*
 * Replaces the text (cleaned, cut to the limit at a grapheme) with the cursor at its end;
 * undo starts anew from there.
 */
void text_area_set_text(struct text_area *area, const char *bytes, size_t size);

/* The text as it stands, lent until the next change; for storing clean it (utf8_clean). */
const char *text_area_text(const struct text_area *area);
size_t text_area_size(const struct text_area *area);

/* Counts up with every change of the text: tells whether a draft must be written. */
uint64_t text_area_version(const struct text_area *area);

/* Byte of the cursor. Setting it snaps back to where a grapheme begins. */
size_t text_area_cursor(const struct text_area *area);
void text_area_set_cursor(struct text_area *area, size_t at);

/* Inserts in place of the selection, or at the cursor, as a step of its own (a paste): all of it
   or, too long, nothing. */
enum text_area_result text_area_insert(struct text_area *area, const char *bytes, size_t size);

/*
 * Replaces `size` bytes from `at` (whole graphemes) by a text, cursor behind it, as a step
 * of its own: completion.
 */
enum text_area_result text_area_replace(struct text_area *area, size_t at, size_t size,
                                        const char *bytes, size_t bytes_size);

/* Types a key that is text (key_is_text), in place of what is selected. Words make steps of
   undo. */
enum text_area_result text_area_type(struct text_area *area, const struct key *key);

/*
 * Does an action of CONTEXT_EDITOR: motions, mark, deleting, cut, copy and paste, undo and redo,
 * newline. Saving, leaving, fields, $EDITOR and finding are not ours.
 *
 * ACTION_EDITOR_MARK sets the mark, and motions select from there until it is taken away again.
 * Whatever is changed takes it away. Without a selection, cut and copy take the line.
 */
enum text_area_result text_area_do(struct text_area *area, enum action action);

/* A motion that selects from where the cursor is, as Shift asks for; the next one without ends
   that. Other actions are not ours. */
enum text_area_result text_area_select(struct text_area *area, enum action motion);

/* Bytes that are selected, from `*ret_start` on; 0: none. */
size_t text_area_selection(const struct text_area *area, size_t *ret_start);

/* Is the mark set by its key? */
bool text_area_is_marking(const struct text_area *area);

/* Bytes that still fit, in place of the selection where there is one. */
size_t text_area_room(const struct text_area *area);

/* What was cut or copied last, lent; and what is to be pasted next, copied. */
const char *text_area_cut(const struct text_area *area, size_t *ret_size);
void text_area_set_cut(struct text_area *area, const char *bytes, size_t size);

/*
 * Looks for a text, case and accents ignored. Every place is shown with ROLE_MATCH, wherever the
 * text goes, until another is sought; "" for none. Returns how many there are. The cursor stays.
 */
size_t text_area_seek(struct text_area *area, const char *sought);

/*
 * Puts the cursor at the first place of what is sought that begins at or behind `from`, or, going
 * `back`, the last one that begins before it; around the end where there is none. That place is
 * shown as the one that is meant. Returns its number from 1; 0: it is nowhere.
 */
size_t text_area_find(struct text_area *area, size_t from, bool back);

/* Puts the cursor where the mouse pointed, in the area last drawn on: absolute cells. */
enum text_area_result text_area_click(struct text_area *area, int x, int y);

/* Scrolls by rows (wheel) without moving the cursor further than needed. */
enum text_area_result text_area_scroll(struct text_area *area, int rows);

/*
 * The shape it is laid out for, as the next draw will have it: motions by row and page need
 * it. text_area_draw() sets it too.
 */
void text_area_set_shape(struct text_area *area, int columns, int rows);

/* Rows of the whole text at the width last set. */
size_t text_area_rows(struct text_area *area);

/* One visual row: text[start … start+size) is shown, `skip` bytes after it are not (the
   spaces or newline it was broken at). Rows follow each other without a gap. */
struct text_area_row {
    size_t start; /* byte */
    size_t size;  /* bytes shown */
    size_t skip;  /* bytes passed over behind them */
};

/* Row `index` of text_area_rows(). */
struct text_area_row text_area_row(struct text_area *area, size_t index);

/*
 * Draws the text, scrolled so that the cursor is in view, a scroll mark where more is above
 * or below, and places the canvas's cursor where `focused`.
 */
void text_area_draw(struct text_area *area, struct canvas *canvas, struct area where,
                    unsigned style, bool focused);

#endif
