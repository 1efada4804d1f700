/*
 * Bringing in the journals of other laptops: a set union by launch and sequence.
 *
 * A file that holds an event the record has not is copied as it is, under its own name where
 * that is free, else beside it as <name>.<12 digits of its digest>.yaml. No file is replaced,
 * since a colleague may be appending to it this moment; recovery reads all of them and counts
 * each event once. A second collect of the same files copies nothing.
 */
#ifndef DAIS_STORE_COLLECT_H
#define DAIS_STORE_COLLECT_H

#include <dais/store/folder.h>

enum collected_kind {
    COLLECTED_NEW,     /* copied: it held events that were new */
    COLLECTED_KNOWN,   /* nothing new in it */
    COLLECTED_FOREIGN, /* no journal */
    COLLECTED_FAILED,  /* could not be read or copied */
};

struct collected {
    enum collected_kind kind;
    char *path;    /* of the file as the user would name it; owned */
    char *copy;    /* its name in the journal folder; NULL: not copied; owned */
    size_t events; /* that were new */
    bool spoiled;  /* of FOREIGN: it is named as a journal, and its frames are gone */
    bool other;    /* begun on a programme that this record has never seen */
    int error;     /* of FAILED: -errno; else 0 */
};
struct collection {
    ARRAY_OF(struct collected) list; /* in the order given, files of a folder by name */
    size_t events;                   /* new ones in all */
};
void collection_finish(struct collection *collection);

/*
 * Brings in one file, a session folder (its journal/), or a folder of journal files; adds to
 * `collection`. 0, or -errno where `path` cannot be opened or the record not written. The new
 * events are in the session afterwards.
 */
int collect_path(struct folder *folder, const char *path, struct collection *collection);

#endif
