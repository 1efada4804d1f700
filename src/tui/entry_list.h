/*
 * Which entries are listed, and in what order: by slot under headings, or, where only some are
 * asked for, in the order in which they were written.
 */
#ifndef DAIS_TUI_ENTRY_LIST_H
#define DAIS_TUI_ENTRY_LIST_H

#include "view.h"

enum { FILTER_ALL = -1 };

/* Which entries are shown; changed by the functions below alone, which count its changes. */
struct entry_filter {
    int kind;            /* enum entry_kind, or FILTER_ALL */
    int standing;        /* enum standing, or FILTER_ALL */
    bool by_slot;        /* only those of `slot` */
    char *slot;          /* id; NULL: of the session itself; owned */
    unsigned track;      /* of `slot`, from 1; 0: all of it */
    char *theme;         /* NULL: all; owned */
    struct token writer; /* of any version; empty: all */
    struct buf search;   /* folded; empty: all */
    struct buf words;    /* the same as it was typed */
    uint64_t changes;
};

/* Everything; finish and begin anew. */
void entry_filter_clear(struct entry_filter *filter);

void entry_filter_set_kind(struct entry_filter *filter, int kind);
void entry_filter_set_standing(struct entry_filter *filter, int standing);
void entry_filter_set_place(struct entry_filter *filter, const char *slot, unsigned track);
void entry_filter_set_anywhere(struct entry_filter *filter);
void entry_filter_set_theme(struct entry_filter *filter, const char *theme);           /* NULL */
void entry_filter_set_writer(struct entry_filter *filter, const struct token *writer); /* NULL */
void entry_filter_set_search(struct entry_filter *filter, const char *text);

/* Does it leave anything out? */
bool entry_filter_is_on(const struct entry_filter *filter);

/* Is `theme` one of those joined by commas in `themes` (NULL: none), in any case? */
bool entry_has_theme(const char *themes, const char *theme);

struct entry_row {
    const struct entry *entry; /* NULL: a heading; lent until the next event */
    bool under;                /* a translation, right below its original */
    const char *slot;          /* of a heading: id; NULL: the session itself; lent */
    unsigned track;            /* of a heading; 0: none */
    size_t count;              /* of a heading: entries under it */
};

/* How much of what is sought was looked for in an entry, from its head on. */
struct entry_found {
    uint16_t with;    /* bytes: so much is in it */
    uint16_t without; /* bytes: so much is not; UINT16_MAX: not known */
};

/* A zeroed one is empty. */
struct entry_list {
    ARRAY_OF(struct entry_row) rows;
    size_t count;                       /* entries in it, without the headings */
    int number_columns;                 /* of the longest number in it */
    unsigned standings;                 /* those in it; bits */
    struct folding *folding;            /* NULL until something is searched */
    struct buf folded;                  /* what the entry looked at says */
    ARRAY_OF(struct entry_found) found; /* by the place of the entry in the record */
    struct {
        const struct session *session; /* NULL: never */
        size_t events;                 /* in its log */
        uint64_t filter;               /* its changes */
        struct buf search;
    } made; /* what it was made of, last time */
};
void entry_list_finish(struct entry_list *list);

/*
 * Lists what the filter lets through. Where neither record nor filter has changed since the last
 * time it does nothing; what was found or missed by the head of a search stays known.
 */
void entry_list_make(struct entry_list *list, const struct scene *scene,
                     const struct entry_filter *filter);

/* The row of an entry, or rows.count. */
size_t entry_list_find(const struct entry_list *list, const struct event_id *id);

/* Appends who spoke: a person's name, or the affiliation as it was said. Nothing where unknown. */
void entry_write_speaker(const struct scene *scene, const struct entry *entry, struct buf *out);

/* The time of day it was written. */
void entry_write_time(const struct scene *scene, const struct entry *entry, struct buf *out);

#endif
