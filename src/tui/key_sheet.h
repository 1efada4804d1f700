/*
 * Actions with their keys under headings, in columns and pages: what Help and Menu are made of.
 */
#ifndef DAIS_TUI_KEY_SHEET_H
#define DAIS_TUI_KEY_SHEET_H

#include <dais/base/mem.h>
#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/keymap.h>

enum sheet_kind { SHEET_HEADING, SHEET_ACTION, SHEET_TEXT };

struct sheet_row {
    enum sheet_kind kind;
    enum action action; /* of SHEET_ACTION */
    char *text;         /* heading, title or paragraph, translated; owned */
    char *keys;         /* of SHEET_ACTION; owned */
    /* where it was put */
    int page;   /* from 0 */
    int column; /* from 0 */
    int y;      /* of its first line */
    int lines;
};

struct key_sheet {
    ARRAY_OF(struct sheet_row) rows;
    int columns; /* as laid out */
    int width;   /* of a column, the space between two not counted */
    int height;  /* lines of a page */
    int pages;
    struct area area; /* as last drawn */
};
void key_sheet_finish(struct key_sheet *sheet);

void key_sheet_add_text(struct key_sheet *sheet, enum sheet_kind kind, const char *text);

/* With all of its keys, or the first one alone. */
void key_sheet_add_action(struct key_sheet *sheet, const struct keymap *keymap, enum action action,
                          bool all_keys);

/*
 * Puts the rows into so many columns of an area of `w` × `h`. A heading stands with the row
 * under it, a blank line before it, unless a page is saved without. Returns the lines of the longest column.
 */
int key_sheet_lay_out(struct key_sheet *sheet, int w, int h, int columns);

/* The most columns that an area of `w` columns has room for. */
int key_sheet_columns(int w);

/* Draws a page; row `selected` as a bar (rows.count: none). `style`: of titles. */
void key_sheet_draw(struct key_sheet *sheet, struct canvas *canvas, struct area area, int page,
                    size_t selected, unsigned style);

/* The action next to row `from` in a direction of up, down, left, right, page, first, last. */
size_t key_sheet_move(const struct key_sheet *sheet, size_t from, enum action direction);

/* The action at an absolute cell of a page as last drawn; rows.count: none. */
size_t key_sheet_at(const struct key_sheet *sheet, int page, int x, int y);

#endif
