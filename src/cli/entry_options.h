/*
 * What `add`, `amend` and `move` share: the options that fill in an entry.
 */
#ifndef DAIS_CLI_ENTRY_OPTIONS_H
#define DAIS_CLI_ENTRY_OPTIONS_H

#include "invocation.h"

/* The bits of those options, for the table of commands. */
#define ENTRY_FIELD_OPTIONS                                                                        \
    (OPTION_BIT(OPTION_KIND) | OPTION_BIT(OPTION_TO) | OPTION_BIT(OPTION_SPEAKER) |                \
     OPTION_BIT(OPTION_THEME) | OPTION_BIT(OPTION_LABEL) | OPTION_BIT(OPTION_OWNER) |              \
     OPTION_BIT(OPTION_DEADLINE) | OPTION_BIT(OPTION_PRIORITY) | OPTION_BIT(OPTION_LANGUAGE) |     \
     OPTION_BIT(OPTION_TRANSLATION_OF) | OPTION_BIT(OPTION_KEEP_NAMES))

/*
 * Fills kind, slot, track, fields and keep_names of a wish; texts are lent from the options.
 * `--slot none` binds to the session. EXIT_DONE, or the reason was said.
 */
int entry_options_read(const struct invocation *invocation, struct wish *ret_wish);

/* A kind by its name or its word on the screen; EXIT_DONE, or it was said which there are. */
int entry_options_read_kind(const char *name, enum entry_kind *ret_kind);

/* Says on the error stream what cleaning changed in the texts of a wish just saved. */
void entry_say_cleaned(const struct wish *wish);

/* "R4 k7q2m9xdp4t0a-17" on standard output, for an entry just saved. Returns an exit code. */
int entry_say_saved(const struct invocation *invocation, const struct event_id *id);

#endif
