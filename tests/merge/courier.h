/*
 * How journal files come from one laptop to another: synchronised folders, sticks, `dais collect`,
 * copies that break off and go on later, copies that stay broken, conflict copies.
 */
#ifndef DAIS_TESTS_MERGE_COURIER_H
#define DAIS_TESTS_MERGE_COURIER_H

#include "room.h"

/* Ways that a file may come; behind each whether all of it is there at once. */
enum way {
    WAY_NAMED,    /* under its own name; yes */
    WAY_CONFLICT, /* as a sync tool's conflict copy; yes */
    WAY_TWICE,    /* as two of them; yes */
    WAY_STICK,    /* from a stick, by collect; yes */
    WAY_JOINED,   /* two files one behind the other in one; yes */
    WAY_OVER,     /* in place of what came before; yes */
    WAY_HIDDEN,   /* by a name that is passed over while it is written, then its own; yes */
    WAY_GROWING,  /* some bytes of it now, the rest later */
    WAY_TORN,     /* some bytes of it, and no more */
    WAY_PARTS,    /* its two parts in two files, cut anywhere */
    WAY_EDITED,   /* one letter was changed by hand */
    WAY_ZEROED,   /* some bytes of it are zero */
    WAY_MARKED,   /* a line of somebody's between two frames */
    WAY_COUNT
};
const char *way_name(enum way way);
bool way_brings_all(enum way way);

/* A file that came to a laptop. */
struct brought {
    size_t seat;
    size_t original;
    char *path;  /* owned */
    size_t sent; /* bytes of it; less than there are: it will go on */
    bool goes_on;
};

struct courier {
    struct room *room;
    ARRAY_OF(struct brought) list;
    bool whole[SEATS_MOST][64]; /* has the laptop all of this original? */
    unsigned names;             /* given so far */
    size_t ways[WAY_COUNT];     /* how often each was gone */
};
void courier_init(struct courier *courier, struct room *room);
void courier_finish(struct courier *courier);

/* Some way; another future of what came already likely comes over that. */
enum way courier_choose(struct courier *courier, size_t seat, size_t original);

/* Brings an original to a laptop. */
void courier_bring(struct courier *courier, size_t seat, size_t original, enum way way);

/* Files that broke off go on at this laptop, some of them or all. */
void courier_go_on(struct courier *courier, size_t seat, bool all);

/* One that came is taken away again. */
void courier_take_away(struct courier *courier, size_t seat);

#endif
