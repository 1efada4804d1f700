/*
 * What recovery keeps between two looks; shared by its reading and its findings.
 */
#ifndef DAIS_STORE_RECOVERY_STATE_H
#define DAIS_STORE_RECOVERY_STATE_H

#include <dais/store/frame.h>
#include <dais/store/recovery.h>

#include "recovery_index.h"

/* Something not whole in a file. */
struct blemish {
    enum finding_kind kind;
    unsigned line;      /* from 1; 0: the file as a whole */
    struct event_id id; /* empty: not known */
    struct message why; /* owned */
    struct event *part; /* what could be read; owned; NULL: nothing */
};

/* Bytes that tell a file that grew from one that was written over: the line that ends a frame. */
enum { FILE_BEFORE = 32 };

/* A file in a source, and how far it was read. Stays where it is in memory. */
struct journal_file {
    size_t source; /* index in sources */
    char *name;    /* in its folder; owned */
    bool present;  /* was there at the last look */
    bool read;     /* the fields below are of a file that was read */
    dev_t device;  /* which file it was */
    ino_t inode;
    off_t size;              /* bytes at the last look */
    struct timespec changed; /* its time of modification then */
    off_t consumed;          /* bytes that need not be looked at again */
    char before[FILE_BEFORE]; /* the last of them, as they were */
    size_t before_size;
    unsigned line;           /* of `consumed`, from 1 */
    struct token launch;     /* of its latest frame; empty: none yet */
    size_t frames;           /* stretches that were frames, readable or not */
    ARRAY_OF(struct blemish) blemishes;
    size_t solid; /* so many of them lie before `consumed`; the rest may still change */
    msec_t since; /* hand time since when the end stands as it does */
    bool waiting; /* somebody may be writing its end: not yet a finding */
};

struct source {
    char *path; /* of its folder, as people call it; owned */
    int error;  /* why the folder could not be read; 0: it could, or is not there */
    bool rescue; /* it is the rescue folder */
};

struct recovery {
    const struct files *files;
    ARRAY_OF(struct source) sources;
    ARRAY_OF(struct journal_file *) list; /* by source, then name */
    struct recovery_index index;
    struct events fresh; /* not yet handed out */
    unsigned generation; /* of the findings */
    bool chains;         /* digests are worked out and compared */
};

void blemish_finish(struct blemish *blemish);

#endif
