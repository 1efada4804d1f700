/*
 * Files that an export writes: replaced whole or not at all, and never over something that
 * Dais did not write.
 *
 * `exports/written` in the record folder holds, a line each, the digests of what was exported.
 * A file whose bytes are one of them is an earlier export as it left the program; one that
 * somebody edited since is theirs.
 */
#ifndef DAIS_STORE_EXPORTS_H
#define DAIS_STORE_EXPORTS_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/store/folder.h>

/*
 * Writes `bytes` to `path`. 0; or 1 where something stands there that is no earlier export
 * (nothing is changed; `force` replaces it, if it is a regular file); or -errno, and then what
 * stood there still does.
 */
int exports_write(const struct folder *folder, const char *path, const struct buf *bytes,
                  bool force);

/*
 * Appends where the screen exports a file of this name to: "<record>/exports/SOU-88-report.md",
 * with a number before the ending where exports_write() would refuse that one. Makes the folder.
 */
void exports_choose_path(const struct folder *folder, const char *name, struct buf *out);

#endif
