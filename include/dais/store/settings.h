/*
 * The user's settings: what config.yaml in the user's configuration folder says. All findings
 * are made in one go, as those of a programme are; what is wrong keeps its default, so that a
 * slip in this file never keeps the program from opening.
 *
 *     dais: 1
 *     theme: dark
 *     language: fr
 *     bell: audible
 *     hooks: {every: room-lights, zero: "paplay gong.oga"}
 *     keys: {next: "] Ctrl-Right", back: ["["]}
 *
 * Names of themes, actions and keys are not known here: tui checks them (tui/settings_use.h).
 */
#ifndef DAIS_STORE_SETTINGS_H
#define DAIS_STORE_SETTINGS_H

#include <dais/base/diag.h>
#include <dais/core/cue.h>

enum { SETTINGS_SIZE_MAX = 1 << 20 /* bytes */ };

enum bell { BELL_OFF, BELL_AUDIBLE, BELL_VISUAL, BELL_COUNT };

/* Where something stands in the file. */
struct setting_place {
    unsigned line;   /* from 1; 0: it does not stand there */
    unsigned column; /* from 1, in characters */
};

struct setting_keys {
    const char *action; /* as written */
    const char *keys;   /* names with spaces between; "": none */
    struct setting_place action_place;
    struct setting_place keys_place;
};

struct settings {
    struct arena arena; /* the texts below */
    const char *theme;  /* as written; NULL: not said */
    struct setting_place theme_place;
    const char *language; /* NULL: not said */
    enum bell bell;
    const char *hooks[CUE_COUNT]; /* command of a cue, words not yet cut; NULL: none of its own */
    const char *every_hook;       /* of all cues that have none; NULL: none */
    ARRAY_OF(struct setting_keys) keys; /* in the order written */
};

/* Nothing said: the defaults. */
void settings_init(struct settings *settings);
void settings_finish(struct settings *settings);

/* The command of a cue; NULL: none. Lent. */
const char *settings_hook(const struct settings *settings, enum cue cue);

/*
 * Reads settings. `path` stands in the findings, which are appended to `diags`. Where `size` is
 * more than SETTINGS_SIZE_MAX, `bytes` may be NULL. Initialises `*ret_settings`, findings or not.
 */
void settings_read(const char *path, const void *bytes, size_t size, struct diags *diags,
                   struct settings *ret_settings);

/* Appends the path of the user's settings. 0, or -ENOENT where the user has no home. */
int settings_path(struct buf *out);

/*
 * The same from that file; `source` gets its bytes, for the findings, `path` its name. Where there
 * is none, nothing is said and nothing found; one that cannot be read is a finding.
 */
void settings_load(struct buf *path, struct buf *source, struct diags *diags,
                   struct settings *ret_settings);

#endif
