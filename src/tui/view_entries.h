/*
 * The inside of the Entries view, for the files view_entries*.c alone.
 */
#ifndef DAIS_TUI_VIEW_ENTRIES_H
#define DAIS_TUI_VIEW_ENTRIES_H

#include <dais/core/near.h>

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
    bool reading;       /* all about the selected entry, in place of the list or beside it */
    bool beside;        /* as last drawn: there is room for both */
    struct pager about; /* the selected entry */
    struct event_id of; /* whose `about` it is */
    ARRAY_OF(struct event_id) marked; /* entries to act on together */
    ARRAY_OF(struct event_id) moved;  /* those that the open question is about */
    bool goes_back;         /* after that choice, to where it was asked for */
    bool settling;          /* versions of the selected entry side by side, for a choice */
    size_t head;            /* of those, the one that is chosen */
    int head_offset;     /* first line of them in view */
    struct {
        struct canvas_picture of;
        size_t events;  /* in the log */
        size_t unsaved; /* events */
    } picture; /* while a text is written below: the list stands still meanwhile */
    struct near_pairs near; /* that may say the same, where there are not too many entries */
    size_t near_events;     /* in the log when they were looked for */
    struct buf searched;    /* what was searched when a new search began */
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
/* The text of version `at` with what was changed in the one that it was made on. */
void view_entries_add_changes(struct pager *pager, const struct scene *scene,
                              const struct entry *entry, size_t at, unsigned style);

/* view_entries_filter.c: which entries are shown. */
void view_entries_ask_filter(struct view_entries_state *state, struct program *program);
void view_entries_ask_search(struct view_entries_state *state, struct program *program);

/* view_entries_do.c: with the marked entries, else the selected one. */
bool view_entries_is_marked(const struct view_entries_state *state, const struct event_id *id);
void view_entries_mark(struct view_entries_state *state,
                       const struct event_id *id); /* or no longer */
/* Looks for entries that say nearly the same, where the record changed and is not too long. */
void view_entries_find_near(struct view_entries_state *state, const struct scene *scene);
/* The one that says nearly the same; NULL: none is known. */
const struct entry *view_entries_near(const struct view_entries_state *state,
                                      const struct entry *entry);
void view_entries_unmark_gone(struct view_entries_state *state, const struct scene *scene);
void view_entries_withdraw(struct view_entries_state *state, struct program *program,
                           const struct entry *selected);
void view_entries_move(struct view_entries_state *state, struct program *program,
                       const struct entry *selected);
void view_entries_merge(struct view_entries_state *state, struct program *program,
                        const struct entry *selected);
/* Puts it before the entry above it, or behind the one below. */
void view_entries_reorder(struct view_entries_state *state, struct program *program,
                          const struct entry *selected, bool earlier);

/* view_entries_settle.c: versions side by side, of an entry that is unsettled. */
void view_entries_draw_settling(struct view_entries_state *state, const struct scene *scene,
                                const struct entry *entry, struct canvas *canvas, struct area area);
/* False: none of its actions. */
bool view_entries_settle_do(struct view_entries_state *state, struct program *program,
                            const struct entry *entry, enum action action);

#endif
