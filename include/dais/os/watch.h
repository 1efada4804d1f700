/*
 * Tells that something changed in a folder: files made, moved, grown, deleted. What a
 * colleague's program appends to its journal shows here (inotify).
 *
 * Where inotify is not to be had, watch_init() says so with -ENOSYS, -EMFILE or -ENOSPC and
 * the caller looks once a second instead.
 */
#ifndef DAIS_OS_WATCH_H
#define DAIS_OS_WATCH_H

#include <stdbool.h>

#include <dais/os/files.h>

struct watch {
    int fd; /* joins poll for reading; -1: not watching */
};

/* What happened since the last time, each name once. A zeroed one is empty. */
struct watch_changes {
    struct file_names names; /* sorted */
    bool all;                /* too much happened to be told: look at every file */
    bool gone;               /* the folder itself was moved, deleted or unmounted */
};

/* Watches an open folder; the descriptor may be closed afterwards. 0 or -errno. */
int watch_init(struct watch *watch, int folder);
void watch_finish(struct watch *watch);

/* Takes all that is waiting, without blocking. `changes` is empty before. 0 or -errno. */
int watch_take(struct watch *watch, struct watch_changes *changes);

void watch_changes_finish(struct watch_changes *changes);

#endif
