/*
 * Where things are on this machine: the user's folders, scratch folders, the zone's name.
 */
#ifndef DAIS_OS_PATHS_H
#define DAIS_OS_PATHS_H

#include <stdbool.h>

#include <dais/base/buf.h>

/*
 * Append the user's folder of the program for what it keeps (the writer's id, the rescue
 * folder) and for settings: XDG_STATE_HOME/dais or ~/.local/state/dais, XDG_CONFIG_HOME/dais
 * or ~/.config/dais. Nothing is made. 0, or -ENOENT where the user has no home.
 */
int paths_state_folder(struct buf *out);
int paths_config_folder(struct buf *out);

/*
 * Makes an empty folder that only the user can enter, for a rehearsal or an editor's text,
 * beneath XDG_RUNTIME_DIR, TMPDIR or the machine's. The path is appended to `out`. 0 or -errno.
 */
int paths_make_scratch(struct buf *out);

/* Deletes a folder with all that is in it; links are deleted, not followed. 0 or -errno. */
int paths_remove_tree(const char *path);

/*
 * Appends the machine's zone: the TZ variable, the name /etc/localtime links to, or
 * /etc/timezone. Nothing is appended where none of them says. Not yet known to exist.
 */
void paths_machine_zone(struct buf *out);

/*
 * Appends the absolute path of what may not exist yet, links resolved as far as it does. 0, or
 * -errno where not even its folder exists.
 */
int paths_absolute(const char *path, struct buf *out);

/* Are both the same file or folder, by paths_absolute()? Neither need exist. */
bool paths_are_same(const char *a, const char *b);

#endif
