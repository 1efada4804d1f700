/*
 * Drafts: the text being typed, on the disc before it is an entry.
 *
 * drafts/<launch>.yaml holds the text a launch is typing, replaced atomically; while that is left for
 * later, the next one has a file of its own, <launch>-<number>.yaml, so that neither replaces the
 * other. A draft is
 * offered to its own writer when the program that typed it is gone: another boot of the
 * machine, or no process of that number and birth any more. No lock and no age decides it,
 * so nothing hangs and a draft of a program that sleeps is left alone.
 *
 * Under the rule the caller masks names first; what comes in here goes to the disc as it is.
 */
#ifndef DAIS_STORE_DRAFT_H
#define DAIS_STORE_DRAFT_H

#include <dais/core/event.h>
#include <dais/os/files.h>

/* The fields beside the text, in the order of their keys from KEY_SPEAKER on. */
enum { DRAFT_FIELDS = KEY_TRANSLATION_OF - KEY_SPEAKER + 1 };

/* A text being typed and where it is to go. Texts are owned; NULL: none. */
struct draft {
    struct token launch; /* that typed it; names the file */
    unsigned number;     /* among the texts of the launch, from 1; names it, too; 0: as 1 */
    struct token writer;
    uint64_t boot_id;           /* of the machine's start it was typed in; 0: not known */
    int64_t pid;                /* of the program; 0: none */
    uint64_t birth;             /* of the process, process_birth(); 0: not known */
    msec_t at;                  /* wall time of the last change, since 1970-01-01 UTC */
    char *kind;                 /* entry kind */
    char *slot;                 /* slot id */
    unsigned track;             /* from 1; 0: none */
    char *entry;                /* event id of the entry being amended */
    char *base;                 /* event id of the version being amended */
    char *text;                 /* never NULL once filled */
    char *fields[DRAFT_FIELDS]; /* as far as they were changed */
    char *file;                 /* that it was read from; NULL: that of its launch and number */
    bool damaged; /* its file is not as it was written: letters may be wrong or missing */
    struct event_id torn; /* it comes from this half-written frame; empty: from a draft file */
};
void draft_finish(struct draft *draft);

struct drafts {
    ARRAY_OF(struct draft) list; /* newest first */
};
void drafts_finish(struct drafts *drafts);

/* Is it the event of a draft's frame, which no journal holds? */
bool draft_is(const struct event *event);

/*
 * Makes the folder of drafts, and makes sure that it is on the disc where somebody made it before:
 * to be called once before the drafts of a launch. 0 or -errno.
 */
int draft_make_folder(const struct files *files, const char *record);

/* Writes it in place of the draft of the same launch and number; makes the folder. 0 or -errno. */
int draft_write(const struct files *files, const char *record, const struct draft *draft);

/*
 * The text became an entry, or is not wanted: takes the draft away. That of a torn frame is
 * remembered as settled by a small file, since journals are never changed. 0 (also where there
 * is none) or -errno.
 */
int draft_remove(const struct files *files, const char *record, const struct draft *draft);

/* How many drafts of a launch there are. */
size_t draft_count(const struct files *files, const char *record, const struct token *launch);

/*
 * All drafts of `writer` whose program is gone, into an empty list. `boot_id` is this start of the
 * machine. Files that are no drafts are passed over. 0 (also where there is no folder) or
 * -errno.
 */
int draft_list(const struct files *files, const char *record, const struct token *writer,
               uint64_t boot_id, struct drafts *ret_drafts);

/* A file among the drafts that is not as it was written. */
struct damaged_draft {
    char *name;   /* in the folder; owned */
    unsigned line; /* where that shows */
    bool offered; /* what can be read of it has a text, which its own writer is offered */
};
struct damaged_drafts {
    ARRAY_OF(struct damaged_draft) list; /* by name */
};
void damaged_drafts_finish(struct damaged_drafts *drafts);

/* All of those, whoever wrote them, into an empty list. 0 (also where there is no folder) or -errno. */
int draft_list_damaged(const struct files *files, const char *record,
                       struct damaged_drafts *ret_drafts);

/* Was the draft of this torn frame settled before? */
bool draft_is_settled(const struct files *files, const char *record, const struct event_id *torn);

/* When to write: after 20 characters or one second of typing, whatever comes first. */
struct draft_pace {
    unsigned characters; /* typed or taken away since the last write */
    msec_t since;        /* hand time of the first of them; meaningless with 0 characters */
};
enum { DRAFT_CHARACTERS = 20, DRAFT_SPAN = 1000 /* ms */ };

/* So many characters changed at hand time `now`. True: write now. */
bool draft_pace_type(struct draft_pace *pace, unsigned characters, msec_t now);

/* Is it time? For the caller's timer. */
bool draft_pace_is_due(const struct draft_pace *pace, msec_t now);

/* Hand time at which it will be; MSEC_NONE: nothing was typed. */
msec_t draft_pace_next(const struct draft_pace *pace);

/* It was written. */
void draft_pace_wrote(struct draft_pace *pace);

#endif
