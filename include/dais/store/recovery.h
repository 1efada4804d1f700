/*
 * Reading: all journal files of a record, whoever wrote them, again and again.
 *
 * Takes every frame of every file in the folders it is given, once: the union by launch and
 * sequence. Sorts out what is torn, changed, unreadable, missing, and says so in words with
 * file and line. Files are only ever read; a file that grew is read from where the last look
 * stopped, one that was replaced or edited from its beginning.
 */
#ifndef DAIS_STORE_RECOVERY_H
#define DAIS_STORE_RECOVERY_H

#include <dais/base/diag.h>
#include <dais/core/event.h>
#include <dais/os/files.h>
#include <dais/os/watch.h>

enum finding_kind {
    FINDING_TORN,       /* half-written last frame; `part` holds what could be saved */
    FINDING_CHANGED,    /* edited by hand: used, to be confirmed */
    FINDING_UNREADABLE, /* skipped to the next frame; `part` may hold something */
    FINDING_MISSING,    /* gap in a launch's sequence, or a launch that others have seen */
    FINDING_CHAIN,      /* a frame does not follow the one before it as that one stands now */
    FINDING_FORK,       /* two whole frames with one id and different content */
    FINDING_EMPTY,      /* a file without a byte */
    FINDING_FOREIGN,    /* a file that is no journal */
    FINDING_REFUSED,    /* a file, or the folder, that could not be opened or read */
    FINDING_SPOILED,    /* named as a journal, and no frame is in it */
    FINDING_MISNAMED,   /* bears the id of a launch, and is not read for the rest of its name */
    FINDING_RESCUE,     /* the rescue folder could not be opened or read */
    FINDING_KIND_COUNT
};

struct finding {
    enum finding_kind kind;
    char *path;               /* as people find it: "sou-88/journal/k7q2m9xdp4t0a.yaml"; owned */
    unsigned line;            /* from 1; 0: the file as a whole */
    struct event_id id;       /* which event; empty: not known */
    uint64_t count;           /* of MISSING: how many from `id` on; else 1 */
    bool elsewhere;           /* another file has the event whole: nothing is lost */
    struct message text;      /* what it is; owned */
    struct message why;       /* how that shows; id NULL: nothing to add; owned */
    const struct event *part; /* lent; NULL: nothing. Never to be applied */
};
struct findings {
    ARRAY_OF(struct finding) list; /* by path, then line */
};
void findings_finish(struct findings *findings);

struct events {
    ARRAY_OF(struct event *) list; /* owned */
};
void events_finish(struct events *events);

struct recovery;
struct recovery *recovery_new(const struct files *files);
void recovery_free(struct recovery *recovery);

/*
 * Checks from now on that each frame follows the one it says it follows. Takes twice as long;
 * to be called before anything is read.
 */
void recovery_check_chains(struct recovery *recovery);

/* A folder of journal files to read from; `path` is what people call it. Returns its number. */
size_t recovery_add_source(struct recovery *recovery, const char *path);

/* This source is the rescue folder: one that cannot be read tells nothing of the record. */
void recovery_mark_rescue(struct recovery *recovery, size_t source);

/* How to look: at which files, and whether somebody may be writing just now. */
struct recovery_look {
    const struct watch_changes *changes; /* NULL: at all files */
    msec_t now;                          /* clock_hand_now() */
    bool live; /* a half frame is torn only when it stayed so for two seconds; else at once */
};

/*
 * The folder of a source could not be opened, for a reason that is not its absence: a finding, until
 * it is read. `error` is -errno.
 */
void recovery_refuse(struct recovery *recovery, size_t source, int error);
/* That error; 0: none. */
int recovery_refusal(const struct recovery *recovery, size_t source);

/*
 * Reads what is new in an open folder of a source. 0, or -errno where the folder itself
 * cannot be listed, which is a finding, too; a file that cannot be read is one, and is looked at
 * again each time.
 */
int recovery_read(struct recovery *recovery, size_t source, int folder,
                  const struct recovery_look *look);

/*
 * Is this event known? With `fingerprint` 0 in whatever form, else as just that frame. For
 * `collect`.
 */
bool recovery_has(const struct recovery *recovery, const struct event_id *id, uint64_t fingerprint);

/* An event that this launch wrote itself: not to be handed out when its file is read. */
void recovery_know(struct recovery *recovery, const struct event_id *id, uint64_t fingerprint);

/* Hands out the events found since the last time, checked, in the order they were read. */
void recovery_take_events(struct recovery *recovery, struct events *ret_events);

/* Half frames that wait for their end: look again soon. */
bool recovery_is_waiting(const struct recovery *recovery);

/* What is wrong, as of the last look. Valid until the next one. */
void recovery_list_findings(const struct recovery *recovery, struct findings *ret_findings);

/* Grows with every change of the findings, so that a caller knows when to list them again. */
unsigned recovery_generation(const struct recovery *recovery);

/* Whole and changed events known, and files that were read. */
size_t recovery_count_events(const struct recovery *recovery);
size_t recovery_count_files(const struct recovery *recovery);

/*
 * Appends the text of KEY_SEEN: the last event of every launch that no other launch has seen
 * as far as that, "k7q2m9xdp4t0a-17,…". Written into the next launch frame it lets a reader
 * notice that a whole file is missing.
 */
void recovery_write_seen(const struct recovery *recovery, struct buf *out);

#endif
