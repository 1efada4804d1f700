/*
 * The panes of the session view. Each draws one thing of a scene into an area, frame included,
 * and knows nothing of keys.
 */
#ifndef DAIS_TUI_PANE_H
#define DAIS_TUI_PANE_H

#include "view.h"

/* How many rows each item of a list gets. */
struct row_shares {
    ARRAY_OF(int) list; /* rows, as many as the items; free `items` */
};

/*
 * `shares` holds the rows that each item would like, and gets those it can have: one each, and
 * what is left of `height` first for item `first`, then from the top on, or with `upwards` from
 * the bottom. Where not even one each is there everything has one, and must scroll: false.
 */
bool row_shares_fit(struct row_shares *shares, int height, size_t first, bool upwards);

/* The running slot: big digits, level, bar, who and what next. */
void pane_running_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                       bool focused);

/* One row of the programme pane. */
enum row_kind { ROW_DAY, ROW_SLOT, ROW_UNTIMED, ROW_TRACK, ROW_GAP };
struct programme_row {
    enum row_kind kind;
    size_t slot;                /* ROW_SLOT, ROW_TRACK: index in the timekeeper, else SLOT_NONE */
    const struct slot *planned; /* lent; NULL: inserted live, or no slot */
    const char *id;             /* of the slot; lent; NULL: of none */
    unsigned track;             /* ROW_TRACK: from 1 */
    size_t day;                 /* index in the programme's days */
    msec_t gap;                 /* ROW_GAP: ms */
};
struct programme_rows {
    ARRAY_OF(struct programme_row) list;
};

/* What there is to list, in running order, untimed slots in their places; free `list.items`. */
void programme_rows_make(const struct scene *scene, struct programme_rows *ret_rows);

/* Can this row be selected: is it a slot or a track? */
bool programme_row_is_slot(const struct programme_row *row);

/* The row of a slot (and track, 0: the slot itself), or rows->list.count. */
size_t programme_rows_find(const struct programme_rows *rows, const char *slot, unsigned track);

/* `*offset`: first row shown; moved so that `selected` is in view. */
void pane_programme_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                         const struct programme_rows *rows, size_t selected, bool focused,
                         size_t *offset);

/* The row under absolute cell row `y` as last drawn there, or list.count. */
size_t pane_programme_row_at(const struct scene *scene, struct area area,
                             const struct programme_rows *rows, size_t selected, size_t offset,
                             int y);

/* Entries of one slot (NULL: of the session itself) and track (0: all), without the withdrawn. */
struct entry_rows {
    ARRAY_OF(const struct entry *) list; /* oldest first; lent; free `items` */
};
void entry_rows_make(const struct scene *scene, const char *slot, unsigned track,
                     struct entry_rows *ret_rows);

void pane_entries_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                       const char *title, const struct entry_rows *rows, size_t selected,
                       bool focused, size_t *offset);
size_t pane_entries_row_at(const struct scene *scene, struct area area,
                           const struct entry_rows *rows, size_t selected, size_t offset, int y);

/* One entry as rows of text from row `y` of the area on, at most `most` rows: mark, time, number,
   text, addressee. Returns the rows used; with `canvas` NULL only measures. */
int pane_entry_draw(const struct scene *scene, struct canvas *canvas, struct area area, int y,
                    int most, unsigned style, const struct entry *entry);

#endif
