/*
 * The user's settings as this call of the program has them: read, checked, ready for use.
 */
#ifndef DAIS_CLI_USER_SETTINGS_H
#define DAIS_CLI_USER_SETTINGS_H

#include <stdbool.h>

#include <dais/base/diag.h>
#include <dais/store/settings.h>
#include <dais/tui/keymap.h>

struct user_settings {
    struct settings settings; /* what is wrong has its default */
    struct keymap *keymap;    /* the keys in force; owned */
    struct buf path;          /* of the file; empty: the user has no home */
    struct buf source;        /* its bytes; empty: there is none */
    struct diags diags;       /* findings about it, sorted */
};

/* Reads them. Says nothing. */
void user_settings_load(struct user_settings *ret_user);
void user_settings_finish(struct user_settings *user);

/* Is this the path of the settings' file? */
bool user_settings_are(const struct user_settings *user, const char *path);

/*
 * One sentence about errors in the file, and how to see them. False: there are none, and
 * `ret_text` is untouched.
 */
bool user_settings_notice(const struct user_settings *user, struct message *ret_text);

/* The same on the error stream. */
void user_settings_say(const struct user_settings *user);

#endif
