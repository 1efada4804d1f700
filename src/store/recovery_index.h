/*
 * Which events are known, by launch and sequence, and in what state. Knows no file's bytes.
 */
#ifndef DAIS_STORE_RECOVERY_INDEX_H
#define DAIS_STORE_RECOVERY_INDEX_H

#include <dais/core/event.h>

struct journal_file;

enum sight {
    SIGHT_DAMAGED, /* a stretch that should be this event and cannot be read */
    SIGHT_CHANGED, /* read, but edited by hand */
    SIGHT_WHOLE,
};

/* One appearance of an event; the same bytes in several files are one. */
struct sighting {
    uint64_t sequence;
    uint64_t fingerprint; /* of its frame; 0 of a damaged one */
    uint64_t digest;      /* of its frame; 0: not worked out */
    uint64_t prev;        /* digest of the frame before, as it says */
    enum sight sight;
    unsigned line;                   /* in `file` */
    const struct journal_file *file; /* where it was seen first; NULL: written by this launch */
};

struct index_launch {
    struct token launch;
    ARRAY_OF(struct sighting) sightings;     /* by sequence */
    uint64_t mentioned;                      /* highest sequence that other launches have seen */
    const struct journal_file *mentioned_in; /* the file that says so */
};

struct recovery_index {
    ARRAY_OF(struct index_launch *) launches; /* by token */
    struct index_launch *last;                /* found or made last; NULL: none */
    size_t events;                            /* sequences seen whole or changed */
};

void index_finish(struct recovery_index *index);

/* The launch, NULL where it was never heard of; the second one makes it. */
struct index_launch *index_find_launch(const struct recovery_index *index,
                                       const struct token *launch);
struct index_launch *index_need_launch(struct recovery_index *index, const struct token *launch);

/* The first sighting of a sequence or of the next higher one. */
size_t index_place(const struct index_launch *launch, uint64_t sequence);

/* The best sighting of an event; NULL: none. */
const struct sighting *index_best(const struct recovery_index *index, const struct event_id *id);

enum index_added {
    INDEX_NEW,        /* first time that it can be used */
    INDEX_KNOWN,      /* it is here already, as good or better */
    INDEX_SUPERSEDES, /* whole, and so far there was only an edited one */
};
enum index_added index_add(struct recovery_index *index, const struct token *launch,
                           const struct sighting *sighting);

/* Takes note of what a launch says it has seen. */
void index_add_mentions(struct recovery_index *index, const char *seen,
                        const struct journal_file *file);

#endif
