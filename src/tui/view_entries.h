/*
 * The inside of the Entries view, for the files view_entries*.c alone.
 */
#ifndef DAIS_TUI_VIEW_ENTRIES_H
#define DAIS_TUI_VIEW_ENTRIES_H

#include "entry_list.h"
#include "list.h"
#include "pager.h"

/* Widths of the columns of the list; 0: not shown. The mark has 2, the time 6. */
struct entry_columns {
    int number;
    int kind;
    int text;
    int to;
    int standing;
};

struct view_entries_state {
    struct entry_filter filter;
    struct entry_list entries; /* as last made */
    struct list list;
    struct event_id selected; /* entry; empty: none yet */
    struct entry_columns columns;
    bool reading;        /* all about the selected entry, in place of the list or beside it */
    bool beside;         /* as last drawn: there is room for both */
    struct pager about;  /* the selected entry */
    struct event_id of;  /* whose `about` it is */
    struct buf searched; /* what was searched when a new search began */
    struct {
        struct event_id id;
        size_t events;   /* in the log */
        uint64_t filter; /* its changes */
        int columns;
        int lines;
    } measured; /* the selected entry, last time */
};

/* view_entries.c */
/* Makes the list as it is now, finds the selected entry in it; NULL: there is none. */
const struct entry *view_entries_settle(struct view_entries_state *state,
                                        const struct scene *scene);
const struct entry *view_entries_selected(const struct view_entries_state *state);
/* Appends a slot and track in words; NULL: the session as a whole. */
void view_entries_write_place(const struct scene *scene, const char *slot, unsigned track,
                              struct buf *out);

/* view_entries_rows.c: the rows of the list. `drawn` is filled and lent to the source. */
struct entries_drawn {
    struct view_entries_state *state;
    const struct scene *scene;
};
struct list_source view_entries_source(struct entries_drawn *drawn);
void view_entries_choose_columns(struct view_entries_state *state, int w);
void view_entries_draw_header(const struct view_entries_state *state, struct canvas *canvas,
                              struct area area);

/* view_entries_about.c: everything about one entry, its versions too. */
void view_entries_fill_about(struct view_entries_state *state, const struct scene *scene,
                             const struct entry *entry, int columns);

/* view_entries_ask.c: what is asked of the user. */
void view_entries_ask_filter(struct view_entries_state *state, struct program *program);
void view_entries_ask_search(struct view_entries_state *state, struct program *program);
void view_entries_ask_place(struct view_entries_state *state, struct program *program,
                            const struct entry *entry);

#endif
