/*
 * An open session: its programme, its record folder, its journals, its state.
 *
 *     sou-88                    the folder: sou-88/programme.yaml, record in sou-88/
 *     sou-88/programme.yaml     the same
 *     my-session.yaml           record in my-session/ beside it
 *
 * Reading makes no file and no folder. The first event makes what is missing: record folder,
 * journal folder, this launch's file, the writer's id.
 */
#ifndef DAIS_STORE_FOLDER_H
#define DAIS_STORE_FOLDER_H

#include <dais/base/diag.h>
#include <dais/core/session.h>
#include <dais/os/files.h>
#include <dais/store/draft.h>
#include <dais/store/journal.h>
#include <dais/store/recovery.h>

/* Zones come from the machine's zone files; without one named it is the machine's own. */
struct folder_options {
    const struct files *files; /* NULL: the machine's */
    const char *path;          /* SESSION as the user named it */
    const char *record;        /* --record DIR; NULL: the session's own */
    const char *name;          /* display name of the writer; NULL: none */
    const char *state;         /* the user's state folder; NULL: paths_state_folder() */
    uint64_t boot_id;          /* of the real clock, even where a virtual one runs: for drafts */
};

struct folder;

/*
 * Opens a session and folds in every event there is. 0; or 1 where the programme has errors,
 * which `diags` holds (warnings are in it either way); or -errno where a file or folder
 * could not be read, with a finding in `diags` that says which. `*ret_source` are the
 * programme's bytes for diag_write(), owned by the caller; set whenever they were read, may
 * be NULL.
 */
int folder_open(const struct folder_options *options, struct diags *diags, struct buf *ret_source,
                struct folder **ret_folder);
void folder_close(struct folder *folder); /* NULL is fine */

const struct programme *folder_programme(const struct folder *folder);
const char *folder_path(const struct folder *folder);        /* of the programme */
const char *folder_record_path(const struct folder *folder); /* journal, drafts, exports in it */
const struct files *folder_files(const struct folder *folder);

/* The state; only folder_commit_take() and folder_refresh() change it. */
const struct session *folder_session(const struct folder *folder);

/* Who this is: for struct actor. The writer's id is kept on the disc with the first event. */
const struct token *folder_writer(const struct folder *folder);
const struct token *folder_launch(const struct folder *folder);

/* What became of an event that was committed. */
struct commit {
    struct event_id id;
    bool saved;           /* on the disc: show the tick. False: NOT SAVED, it is in memory */
    enum applied applied; /* void where another writer was faster */
};

/*
 * Puts an event of session_decide() on the disc, then folds it in: id, hlc and offset are
 * filled in here. Takes the event over. `now` is the wall time. 0 with `*ret_commit`; or
 * -E2BIG or -EILSEQ where no frame can be made of it: nothing has happened, it is freed.
 */
int folder_commit_take(struct folder *folder, struct event *event, msec_t now,
                       struct commit *ret_commit);

/* What a look at the disc brought. */
struct refreshed {
    size_t events;                   /* new ones, written by other launches */
    ARRAY_OF(struct event_id) voids; /* events without effect: two people at once, maybe we */
    bool findings;                   /* folder_list_findings() changed */
    bool status;                     /* journal_read_status() changed */
};
void refreshed_finish(struct refreshed *refreshed);

/*
 * Reads what other launches appended and folds it in; tries again what is NOT SAVED. `hand`
 * is clock_hand_now(). 0, or -errno where the folder cannot be read just now.
 */
int folder_refresh(struct folder *folder, msec_t hand, struct refreshed *ret_refreshed);

/*
 * A descriptor that is readable when it is time to refresh; refresh empties it. -1 while there
 * is no journal folder yet, or the machine cannot watch: then refresh once a second. Begins to
 * watch on the first call; may change with any refresh, so ask again after each. While
 * folder_is_waiting() refresh once a second as well.
 */
int folder_watch_fd(struct folder *folder);
bool folder_is_waiting(const struct folder *folder);

void folder_read_status(const struct folder *folder, struct journal_status *ret_status);

/* What recovery found, in words and with places. */
void folder_list_findings(const struct folder *folder, struct findings *ret_findings);

/* Counts up with every change of the findings, so that a caller knows when to list them again. */
unsigned folder_findings_generation(const struct folder *folder);

/* How many events and journal files there are. */
size_t folder_count_events(const struct folder *folder);
size_t folder_count_files(const struct folder *folder);

/*
 * Drafts of this writer whose program is gone, and what could be saved of torn frames, into
 * an empty list. 0 or -errno.
 */
int folder_list_drafts(const struct folder *folder, struct drafts *ret_drafts);

/*
 * Writes a draft of this launch: number, kind, slot, track, entry, base and text are read, the rest is
 * filled in. `now` is the wall time. 0 or -errno.
 */
int folder_write_draft(struct folder *folder, const struct draft *draft, msec_t now);

/* How many drafts of this launch are on the disc. */
size_t folder_count_own_drafts(const struct folder *folder);

/* This launch's draft of that number became an entry or was given up; or one of
   folder_list_drafts() was. */
int folder_remove_own_draft(struct folder *folder, unsigned number);
int folder_remove_draft(struct folder *folder, const struct draft *draft);

#endif
