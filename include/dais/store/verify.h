/*
 * Is every frame whole? What `dais verify` says. Changes nothing.
 */
#ifndef DAIS_STORE_VERIFY_H
#define DAIS_STORE_VERIFY_H

#include <dais/store/folder.h>

struct verified {
    size_t files;                      /* journal files read */
    size_t events;                     /* whole or changed */
    size_t counts[FINDING_KIND_COUNT]; /* findings that are errors, by kind */
    bool sound;                        /* nothing torn, changed, missing, empty or unreadable */
};

/*
 * Looks at all files afresh, chains included, and adds a diag for each finding: an error, or a
 * warning where nothing is lost (another file has the frame whole, a change was confirmed, a
 * foreign file, a rescue folder that cannot be read). A file that bears the id of a launch and is not
 * read for its name is a warning as well.
 */
void verify_folder(const struct folder *folder, struct diags *diags, struct verified *ret_verified);

/*
 * The same of a session that folder_open() refuses since its programme has errors: what was
 * confirmed is not known then. 0, or -errno where there is nothing of that name.
 */
int verify_record(const struct folder_options *options, struct diags *diags,
                  struct verified *ret_verified);

/*
 * Warnings about slots of the programme that events may mean no more: those without an id of
 * their own that bear another title than when they were used.
 */
void verify_slots(const struct folder *folder, struct diags *diags);

/*
 * Warnings: events that say who spoke, where the attribution rule in force at their place in the log
 * did not allow it. A laptop that did not know of the rule yet wrote them, or somebody by hand.
 */
void verify_rule(const struct folder *folder, struct diags *diags);

/* Adds a warning for each draft of the record, whoever's, that is not as it was written. */
void verify_drafts(const struct folder *folder, struct diags *diags);

#endif
