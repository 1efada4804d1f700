/*
 * The inside of the Report view, for the files view_report*.c alone.
 */
#ifndef DAIS_TUI_VIEW_REPORT_H
#define DAIS_TUI_VIEW_REPORT_H

#include <dais/store/exports.h>

#include "list.h"
#include "preview.h"
#include "report_choice.h"
#include "view.h"

/* Digest of what a choice says, at a state of the record. */
struct said_digest {
    struct report_choice choice;
    size_t events; /* of the record then */
    char said[DIGEST_HEX_SIZE];
};

/* How a file stands to the record. */
enum file_state {
    FILE_SAME,    /* the record says the same now */
    FILE_OLDER,   /* it says something else by now */
    FILE_EDITED,  /* somebody changed the file */
    FILE_UNKNOWN, /* nobody noted what it is */
    FILE_UNLOOKED /* it is to be looked at yet */
};

struct view_report_state {
    struct report_templates templates;
    unsigned missing;       /* formats whose helper program is not there (report_choice.h) */
    struct report_choice choice;
    bool begun;             /* the choice was made once */
    struct list list;       /* choices, what writes it, files */
    struct preview preview; /* of `shown` */
    struct report_choice shown;
    size_t events; /* of the record that it shows; 0: it shows nothing yet */
    struct buf
        name; /* of the file that this choice would be written to, nobody's file being there */
    struct buf file; /* the one it will be */
    unsigned number; /* of it, 1: as named */
    msec_t touched;  /* hand time of the last key here */
    long names;      /* texts that it has names in which the rule does not allow */
    bool draft;      /* it bears the mark of a draft */
    bool leftward;   /* letters from right to left stand in the preview */
    bool compact;    /* the choices have few rows */
    bool in_preview; /* keys go there */
    bool zoomed;     /* the pane with the keys has all the room */
    struct exported_files files;
    unsigned exports;                   /* as the scene counted when they were listed */
    msec_t listed;                      /* second in which they were, since 1970 UTC */
    bool files_old;                     /* they are to be listed again */
    ARRAY_OF(struct said_digest) saids; /* of what the files are of */
};

/* view_report.c: choice and preview as they are now. */
void view_report_settle(struct view_report_state *state, const struct scene *scene);
/* Reads the templates anew, but not while a report is being written by one. */
void view_report_read_templates(struct view_report_state *state, const struct scene *scene);
/* What a file is of, whatever its format. False: that is not known. */
bool view_report_find_choice(const struct view_report_state *state, const struct exported *file,
                             struct report_choice *ret_choice);
enum file_state view_report_file_state(const struct view_report_state *state,
                                       const struct scene *scene, const struct exported *file);

/* view_report_rows.c: choices above, then what writes it, then the files. */
enum report_row {
    REPORT_ROW_MARK = REPORT_PART_COUNT, /* draft or final */
    REPORT_ROW_WRITE,
    REPORT_ROW_HEADING, /* of the files, where there are any */
    REPORT_ROW_FILES    /* the first one */
};
struct report_drawn {
    const struct view_report_state *state;
    const struct scene *scene;
};
struct list_source view_report_source(struct report_drawn *drawn);
/* The columns that its rows would like to have. */
int view_report_columns(const struct view_report_state *state);

/* view_report_do.c: the file that a key opens: the selected one, else the last one of what is
   chosen; NULL: there is none. */
const struct exported *view_report_to_open(const struct view_report_state *state);
/* What its keys do. False: none of them. */
bool view_report_do(struct view_report_state *state, struct program *program, enum action action);

#endif
