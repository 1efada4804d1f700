/*
 * What an export never takes the place of, whoever asks.
 */
#ifndef DAIS_STORE_EXPORTS_GUARD_H
#define DAIS_STORE_EXPORTS_GUARD_H

#include <stdbool.h>

#include <dais/store/folder.h>

/*
 * Would a file `name` in the open folder `place`, which is at `path` as the user named it, stand
 * among the journals or drafts of this session, or in the place of its programme, of one of those,
 * of the list of exports, or of any journal? By whatever name or link.
 */
bool exports_guard_holds(const struct folder *folder, int place, const char *name,
                         const char *path);

/* Are the two open files or folders the same? */
bool exports_guard_is_same(const struct files *files, int a, int b);

#endif
