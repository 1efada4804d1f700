/*
 * A folder of journal files in a scratch place, and a recovery that reads it.
 */
#ifndef DAIS_TESTS_STORE_READER_H
#define DAIS_TESTS_STORE_READER_H

#include <dais/store/recovery.h>

extern struct buf scratch;        /* path of the folder */
extern struct recovery *recovery; /* what reads it */
extern size_t source;             /* the folder, in `recovery` */

/* An empty folder, and a recovery that checks chains; both end. */
void reader_setup(void);
void reader_teardown(void);

/* Another recovery, which has seen nothing yet and checks no chains. */
void read_anew(const struct files *files);

/* Writes a file of the folder, as fopen() with `mode` does. */
void put(const char *name, const char *bytes, size_t size, const char *mode);

/* Adds frames `first` to `last` of a launch to a file; the second one with one word changed. */
void put_frames(const char *name, unsigned launch, uint64_t first, uint64_t last);
void put_edited(const char *name, unsigned launch, uint64_t first, uint64_t last, const char *was,
                const char *is);

void path_of(const char *name, struct buf *out);
void take_away(const char *name);

/* The name of the file that a launch writes. The caller frees it. */
char *launch_file(unsigned launch);

/* Looks at the whole folder, at what has changed, at one file; how many events are new. */
size_t look(bool live, msec_t now);
size_t look_at_changes(const struct watch_changes *changes, bool live, msec_t now);
size_t look_at(char *name);

/* "kind:line:sequence …" of all findings, with * where another file has the event whole. */
const char *findings_text(void);

#endif
