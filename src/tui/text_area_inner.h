/*
 * What the files of the text area share: text_area.c (the whole), text_area_edit.c (changing
 * the text, undo), text_area_move.c (where the cursor can go), text_area_select.c (selection, cut
 * and copy), text_area_find.c, text_area_layout.c (rows), text_area_draw.c (the picture).
 */
#ifndef DAIS_TUI_TEXT_AREA_INNER_H
#define DAIS_TUI_TEXT_AREA_INNER_H

#include <dais/base/buf.h>
#include <dais/base/mem.h>
#include <dais/tui/text_area.h>

#include "search.h"

/* What the last change was: what follows it may belong to the same step of undo. */
enum text_area_kind {
    KIND_STEP,      /* a step of its own: paste, cut, completion, newline */
    KIND_WORD,      /* typed a character of a word */
    KIND_SPACE,     /* typed a space */
    KIND_BACKSPACE, /* deleted to the left */
    KIND_DELETE,    /* deleted to the right */
};

/* One change: at `at`, `removed` made way for `inserted`. */
struct text_area_edit {
    size_t at;            /* byte */
    struct buf removed;   /* owned */
    struct buf inserted;  /* owned */
    size_t cursor_before; /* byte */
    size_t cursor_after;  /* byte */
    unsigned step;        /* changes of one step are undone together */
};

/* A stretch of the text. */
struct text_area_span {
    size_t start; /* byte */
    size_t size;  /* bytes */
};

/*
 * What a change leaves of rows laid out before: bytes `from` … `to` of the text stand where
 * `from` … `was` stood then. Rows before and behind still hold, but for what they looked at.
 */
struct text_area_damage {
    bool any;
    size_t from; /* byte */
    size_t to;   /* byte of the text as it is */
    size_t was;  /* byte of the text as it was laid out */
};

struct text_area {
    enum text_area_mode mode;
    size_t limit;     /* bytes */
    struct buf text;  /* valid UTF-8, NFC */
    size_t cursor;    /* byte, between two graphemes */
    uint64_t version; /* counts changes of the text */

    ARRAY_OF(struct text_area_edit) history; /* oldest first */
    size_t done;                             /* of them; the rest is to be redone */
    size_t history_size;                     /* bytes they hold */
    unsigned step;                           /* number of the last step */
    enum text_area_kind kind;                /* of the last change */

    size_t mark;     /* byte where the selection begins or ends, across from the cursor; SIZE_MAX:
                        none */
    bool mark_stays; /* it was set by its key: every motion selects */

    struct buf cut;   /* what was cut or copied */
    bool cut_goes_on; /* the last action was a cut: the next one adds to it */

    struct buf sought;         /* folded; empty: nothing */
    struct search_text folded; /* the text, while something is sought */
    uint64_t folded_of;        /* version of the text that it is of; UINT64_MAX: none */
    ARRAY_OF(struct text_area_span) matches;
    uint64_t matched; /* version of the text that they are of; UINT64_MAX: none */
    size_t match;     /* the one that is meant; SIZE_MAX: none */

    ARRAY_OF(struct text_area_row) layout; /* rows for `columns` */
    struct text_area_damage damage;        /* what was changed since */
    bool odd;          /* some row ever looked further than at the row behind it */
    int columns;       /* of the area; the last one is kept for the cursor */
    int rows;          /* of the area */
    int wanted_column; /* where up and down want to go; -1: where the cursor is */
    size_t top;        /* first row in view */
    int left;          /* first column in view of a single line */
    bool follow;       /* the next draw brings the cursor into view */
    struct area drawn; /* where it was drawn last */
};

/* Splices without asking: bytes `at` … `at + removed` make way. */
void text_area_splice(struct text_area *area, size_t at, size_t removed, const char *bytes,
                      size_t size);

/*
 * Replaces `size` bytes at `at` by a clean text and records it; the seam is normalised and
 * the cursor set behind what was put in.
 */
enum text_area_result text_area_change(struct text_area *area, size_t at, size_t size,
                                       const char *bytes, size_t bytes_size,
                                       enum text_area_kind kind);
enum text_area_result text_area_undo(struct text_area *area);
enum text_area_result text_area_redo(struct text_area *area);
void text_area_forget_history(struct text_area *area);

/* Where a grapheme begins: at `at` or before it, before it, after it. */
size_t text_area_snap(const struct text_area *area, size_t at);
size_t text_area_before(const struct text_area *area, size_t at);
size_t text_area_after(const struct text_area *area, size_t at);

/* First byte of the line that `at` is in, and the byte of its newline or the end of the text. */
size_t text_area_line_start(const struct text_area *area, size_t at);
size_t text_area_line_end(const struct text_area *area, size_t at);

/* By words; a word is letters and digits of any script. */
size_t text_area_word_left(const struct text_area *area, size_t at);
size_t text_area_word_right(const struct text_area *area, size_t at);

/* The cursor goes to a boundary; up and down start afresh from there. */
enum text_area_result text_area_go(struct text_area *area, size_t at);

/* Nothing is selected any more. True: something was. */
bool text_area_unmark(struct text_area *area);

/* Takes the selection, or the whole line of the cursor with its newline, as what is to be pasted.
 */
enum text_area_result text_area_copy(struct text_area *area);
enum text_area_result text_area_cut_out(struct text_area *area);

/* The matches that the text has now. */
void text_area_match(struct text_area *area);
/* The first of them that ends behind a byte. */
size_t text_area_match_from(const struct text_area *area, size_t at);

/* Columns of a piece of text as it will be drawn. */
unsigned text_area_width(const char *text, size_t size);

/* The last `top` that still fills the view. */
size_t text_area_top_most(struct text_area *area);

/* Notes that `removed` bytes at `at` made way for `size`. */
void text_area_note_damage(struct text_area *area, size_t at, size_t removed, size_t size);

/* Brings the layout up to date. */
void text_area_lay_out(struct text_area *area);

/* The row that `at` is shown in, and its column there. */
size_t text_area_row_of(struct text_area *area, size_t at);
int text_area_column_of(struct text_area *area, size_t at);

/* The byte at a column of a row, or the nearest before it. */
size_t text_area_byte_at(struct text_area *area, size_t row, int column);

#endif
