/*
 * The folder that journal files lie in.
 */
#ifndef DAIS_STORE_JOURNAL_FOLDER_H
#define DAIS_STORE_JOURNAL_FOLDER_H

#include <dais/os/files.h>

/*
 * Opens `journal` in the folder `base`, both made, and on the disc, where they are missing. A
 * descriptor to close, or -errno.
 */
int journal_folder_make(const struct files *files, const char *base, mode_t mode);

/* Is it the name of a journal file, or of one that editors and sync tools leave about? */
bool journal_folder_holds(const char *name);
bool journal_folder_passes_over(const char *name);

/* Does the id of a launch stand in it, alone or between what is neither letter nor digit? */
bool journal_folder_names_launch(const char *name);

/* One that files_place_new() made, and that a kill left. */
bool journal_folder_is_own_temporary(const char *name);

#endif
