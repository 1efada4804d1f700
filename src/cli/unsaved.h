/*
 * What is said where the disc took nothing: what is not saved, why, and what helps against that.
 */
#ifndef DAIS_CLI_UNSAVED_H
#define DAIS_CLI_UNSAVED_H

#include <dais/tui/program.h>

#include "invocation.h"

/* The event of a command stayed in memory, and goes with the program. Returns EXIT_BROKEN. */
int unsaved_say_event(const struct invocation *invocation, const struct event_id *id,
                      const struct journal_status *status);

/*
 * What the screen left in memory when it ended, and whether drafts of it lie on the disc. EXIT_DONE
 * where there is nothing to say, else EXIT_BROKEN.
 */
int unsaved_say_rest(const struct invocation *invocation, const struct program_rest *rest);

#endif
