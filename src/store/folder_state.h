/*
 * An open session folder, as its own files see it.
 */
#ifndef DAIS_STORE_FOLDER_STATE_H
#define DAIS_STORE_FOLDER_STATE_H

#include <dais/os/watch.h>
#include <dais/store/folder.h>

/* A folder of journal files: the session's own, and the rescue folder. */
struct folder_source {
    char *path;     /* of the folder, as people call it; owned */
    size_t number;  /* in recovery */
    int descriptor; /* open; -1: it is not there yet */
};

/* Opens one in the folder `base` if it is there by now. 0, also where it is not, or -errno. */
int folder_source_open(const struct files *files, struct folder_source *source, const char *base);

struct folder {
    const struct files *files;
    char *path;   /* of the programme */
    char *record; /* of the record folder */
    char *rescue; /* of the rescue folder; NULL: there is no state folder */
    char *state;  /* the user's state folder; NULL: none */
    char *name;   /* display name; NULL: none */
    uint64_t boot_id;
    struct programme *programme;
    struct session *session;
    struct recovery *recovery;
    struct journal *journal;
    struct folder_source home;
    struct folder_source away;
    struct token writer;
    struct token first_launch; /* names this program's draft, whatever the disc does */
    bool writer_kept;          /* `writer` is what the state folder holds, as far as it could be */
    bool drafts_made;            /* the folder of drafts is on the disc */
    bool writer_sure;            /* it was made sure that this is on the disc, as far as it can be */
    bool begun;                /* the journal knows what to say of the launch */
    struct event_id clock_event; /* this program's last one; sequence 0: none yet */
    bool clock_event_void;       /* and nothing came of it */
    struct watch watch;
    bool watching;
    bool wants_watch; /* somebody asked for the descriptor */
};

/* Where a session is, from what the user named. */
struct folder_place {
    char *programme; /* path of the file; owned */
    char *folder;    /* path of the session folder it is in; NULL: the file was named; owned */
    char *record;    /* path of the record folder; owned */
};
void folder_place_finish(struct folder_place *place);

/* 0 or -errno: nothing of that name. */
int folder_find_place(const struct files *files, const char *path, const char *record,
                      struct folder_place *ret_place);

/* Appends the session's own folder, by the path of its programme, wherever its record is. */
void folder_write_home(const char *programme, struct buf *out);

/* Appends the rescue folder's path of a record in the user's state folder. 0 or -errno. */
int folder_write_rescue(const char *state, const char *record, struct buf *out);

/*
 * Reads the programme's file; findings say what is wrong with it. One in a session folder is not
 * followed where it is a link. 0, 1 or -errno.
 */
int folder_read_programme(const struct files *files, const struct folder_place *place,
                          struct diags *diags, struct buf *ret_source,
                          struct programme **ret_programme);

/* Before this program's first trace on the disc: its writer's id is kept, or another's taken. */
void folder_keep_writer(struct folder *folder);

/* Looks at every journal file and folds in what is new; half frames count as torn. 0 or -errno. */
int folder_read_all(struct folder *folder);

#endif
