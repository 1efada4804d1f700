/*
 * Which entries are listed, and in what order: by slot under headings, or, where only some are
 * asked for, in the order in which they were written.
 */
#ifndef DAIS_TUI_ENTRY_LIST_H
#define DAIS_TUI_ENTRY_LIST_H

#include "view.h"

enum { FILTER_ALL = -1 };

struct entry_filter {
    int kind;          /* enum entry_kind, or FILTER_ALL */
    int standing;      /* enum standing, or FILTER_ALL */
    bool by_slot;      /* only those of `slot` */
    char *slot;        /* id; NULL: of the session itself; owned */
    struct buf search; /* folded; empty: all */
    struct buf words;  /* the same as it was typed */
};

/* Everything; finish and begin anew. */
void entry_filter_clear(struct entry_filter *filter);

void entry_filter_set_slot(struct entry_filter *filter, const char *slot);
void entry_filter_set_search(struct entry_filter *filter, const char *text);

/* Does it leave anything out? */
bool entry_filter_is_on(const struct entry_filter *filter);

struct entry_row {
    const struct entry *entry; /* NULL: a heading; lent until the next event */
    const char *slot;          /* of a heading: id; NULL: the session itself; lent */
    unsigned track;            /* of a heading; 0: none */
    size_t count;              /* of a heading: entries under it */
};

/* What an entry says, folded, so that each letter typed need not fold all of them again. */
struct folded_entry {
    struct event_id id;
    struct event_id version; /* that was folded */
    char shown[48];          /* number then */
    char *text;              /* owned */
};

/* A zeroed one is empty. */
struct entry_list {
    ARRAY_OF(struct entry_row) rows;
    size_t count; /* entries in it, without the headings */
    ARRAY_OF(struct folded_entry) folded;
};
void entry_list_finish(struct entry_list *list);

/* Lists what the filter lets through. */
void entry_list_make(struct entry_list *list, const struct scene *scene,
                     const struct entry_filter *filter);

/* The row of an entry, or rows.count. */
size_t entry_list_find(const struct entry_list *list, const struct event_id *id);

/* Appends who spoke: a person's name, or the affiliation as it was said. Nothing where unknown. */
void entry_write_speaker(const struct scene *scene, const struct entry *entry, struct buf *out);

/* The time of day it was written. */
void entry_write_time(const struct scene *scene, const struct entry *entry, struct buf *out);

#endif
