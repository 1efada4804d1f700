/*
 * Writing: this launch's own journal file.
 *
 *              first event                 write or sync fails
 *     IDLE ─────────────────► SAVED ──► a new file in the same folder ──► SAVED
 *                               ▲                  │ fails
 *                               │                  ▼
 *                               ├── retry ──── RESCUED: a file in the user's state folder
 *                               │                  │ fails
 *                               │                  ▼
 *                               └── retry ──── NOT SAVED: kept in memory
 *
 * A file that others replaced, cut, moved or removed is left, too, at the next event or look: its
 * launch is written anew, all of it, into another file. SAVED says so.
 *
 * A file is made with the launch's first event and never opened again. After a failed call
 * its descriptor is only closed. A new file has a launch of its own; frames that were not
 * acknowledged are written into it again as they are, same id, same bytes: if they did reach
 * the first file after all, the union of both holds each once. Back home from the rescue
 * folder everything is written again in the same way. Nothing acknowledged is ever unlinked;
 * a file that failed before anything in it was acknowledged is.
 */
#ifndef DAIS_STORE_JOURNAL_H
#define DAIS_STORE_JOURNAL_H

#include <dais/base/message.h>
#include <dais/core/event.h>
#include <dais/os/files.h>

enum journal_state {
    JOURNAL_IDLE,      /* nothing written, nothing to write */
    JOURNAL_SAVED,     /* all on the disc, in the session folder */
    JOURNAL_RESCUED,   /* all on the disc, the last ones in the rescue folder */
    JOURNAL_NOT_SAVED, /* some only in memory */
};

/* What the screen shows. */
struct journal_status {
    enum journal_state state;
    const char *path;    /* the file being written, as people can find it; NULL: none; lent */
    size_t unsaved;      /* events that are only in memory */
    int error;           /* -errno: why the session folder was refused last; 0: it never was */
    struct message text; /* why it is not simply SAVED; id NULL: nothing to say; lent */
};

struct journal;

/*
 * A journal that has written nothing yet. `record` is the path of the record folder, made with
 * the first event; `rescue` that of the rescue folder of this record, NULL: none. Copied.
 */
struct journal *journal_new(const struct files *files, const char *record, const char *rescue);
void journal_free(struct journal *journal); /* closes; what is unsaved is gone */

/*
 * What launch frames say from now on: an event of session_make_launch(), taken over; id, hlc,
 * time and offset are filled in for each launch. Must be set before the first append.
 */
void journal_take_template(struct journal *journal, struct event *launch);

/* The launch that the next event gets; it changes when a new file had to be begun. */
const struct token *journal_launch(const struct journal *journal);

/*
 * Gives an event that is complete but for its id the next one, and puts it on the disc: one
 * write, fdatasync. `*ret_fingerprint` is its frame's. 0 once it is there (SAVED or RESCUED), 1
 * where it is only in memory for now (NOT SAVED); or -E2BIG or -EILSEQ where no frame can be
 * made of it, and then nothing has happened.
 */
int journal_append(struct journal *journal, struct event *event, uint64_t *ret_fingerprint);

/*
 * The events of launch frames that journal_append() wrote on its own, oldest first, each
 * once: they belong into the session before the event itself. NULL: no more. The caller
 * takes it over.
 */
struct event *journal_take_launch(struct journal *journal, uint64_t *ret_fingerprint);

/*
 * Where the session folder could not be written: tries again, at most once a second while
 * NOT SAVED and every ten seconds while RESCUED. Looks whether the file is still there, too.
 * `now` is clock_hand_now(). True: the status changed.
 */
bool journal_retry(struct journal *journal, msec_t now);

void journal_read_status(const struct journal *journal, struct journal_status *ret_status);

#endif
