/*
 * Files that an export writes: replaced whole or not at all, and never over something that
 * Dais did not write.
 *
 * `exports/written` in the record folder holds, a line each, the digests of what was exported, and
 * of what went into that folder what it is. A file whose bytes are one of them is an earlier export
 * as it left the program; one that somebody edited since is theirs.
 */
#ifndef DAIS_STORE_EXPORTS_H
#define DAIS_STORE_EXPORTS_H

#include <stdbool.h>
#include <sys/stat.h>

#include <dais/base/buf.h>
#include <dais/base/digest.h>
#include <dais/base/time.h>
#include <dais/store/folder.h>

/* What an export is; lent. A text with a blank in it is not noted. */
struct export_note {
    const char *what;      /* "report", "programme-as-run" */
    const char *languages; /* "fr"; of two side by side "en,fr" */
    const char *template;  /* its name; NULL: none */
    const char *said;      /* digest of what it says, whatever the format (export_write_digest()) */
    msec_t at;             /* when it was written, since 1970 UTC */
};

/* Why exports_write() left what stands there: it is somebody's file; it is the session itself. */
enum { EXPORTS_THEIRS = 1, EXPORTS_OWN = 2 };

/*
 * Writes `bytes` to `path`, and keeps the note (NULL: none) where that is in the record's folder of
 * exports. 0; or EXPORTS_THEIRS where something stands there that is no earlier export (nothing is
 * changed; `force` replaces it, if it is a regular file); or EXPORTS_OWN where it is the session's
 * programme, a journal, the list of exports or a place among journals and drafts, by whatever name
 * or link (nothing is changed, `force` or not); or -errno, and then what stood there still does.
 */
int exports_write(const struct folder *folder, const char *path, const struct buf *bytes,
                  const struct export_note *note, bool force);

/* Appends the record's folder of exports, or the path of a file in it. */
void exports_write_path(const struct folder *folder, const char *name, struct buf *out);

/* Makes that folder where it is missing. 0; -ENOTDIR: a link stands in its place, which is followed by
   nothing here, or no folder; -errno. */
int exports_make_folder(const struct folder *folder);

/*
 * Appends the name that the screen exports a file of this name as, into the record's folder of
 * exports: "SOU-88-report.md", with a number before the ending where exports_write() would refuse
 * that one: "SOU-88-report-2.md". Returns the number, 1: as given. Makes nothing.
 */
unsigned exports_choose_name(const struct folder *folder, const char *name, struct buf *out);

/* Does anything of that name stand in the folder of exports? */
bool exports_has(const struct folder *folder, const char *name);

/* A file in the folder of exports that is, or was, an export of ours. */
struct exported {
    char *name;      /* in the folder; owned */
    bool edited;     /* by somebody since: it is theirs */
    msec_t at;       /* when it was written, or else last changed; since 1970 UTC */
    char *what;      /* as in the note, like the next three; NULL: no note of it; owned */
    char *languages; /* owned */
    char *template;  /* NULL: none; owned */
    char said[DIGEST_HEX_SIZE];
    char digest[DIGEST_HEX_SIZE]; /* of its bytes */
    struct stat stat;             /* when it was read */
};

/* Those there are, the one written last first. A zeroed one is empty. */
struct exported_files {
    ARRAY_OF(struct exported) list;
};
void exported_files_finish(struct exported_files *files);

/* Lists them anew; what has not changed since the last time is not read again. */
void exports_list(const struct folder *folder, struct exported_files *files);

#endif
