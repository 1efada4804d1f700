/*
 * The program on screen: opens the terminal, shows an open session in its views, takes keys,
 * follows what other launches write, and gives the terminal back.
 */
#ifndef DAIS_TUI_PROGRAM_H
#define DAIS_TUI_PROGRAM_H

#include <stdbool.h>

#include <dais/base/message.h>
#include <dais/os/clock.h>
#include <dais/store/folder.h>
#include <dais/store/settings.h>
#include <dais/tui/action.h>
#include <dais/tui/keymap.h>
#include <dais/tui/theme.h>

/* What is to be shown and how; all pointers are lent until program_run() returns. */
struct program_options {
    struct folder *folder;        /* the open session */
    const struct clock *clock;    /* its time */
    const char *language;         /* of the programme's texts; NULL: the programme's own */
    enum theme_palette palette;   /* as theme_choose() found it */
    enum action view;             /* the first one: ACTION_VIEW_SESSION or ACTION_VIEW_STAGE */
    bool any_day;                 /* --now or --rehearse: the question of the day is answered */
    bool rehearsal;               /* --rehearse: a scratch record; the screen says so */
    bool read_only;               /* the stage command: shows, and writes nothing */
    bool take;                    /* --take: the clock, from whoever holds it */
    bool roll;                    /* --roll: slots start and end at their planned times */
    const struct keymap *keymap;  /* the keys in force */
    enum bell bell;               /* what is done at a cue that comes by itself */
    const char *hooks[CUE_COUNT]; /* command started at a cue; NULL: none */
    const char *templates;        /* folder of house templates of the program; NULL: none */
    struct last_resort *resort;   /* lent; NULL: nobody saves anything when memory runs out */
    const struct message *notice; /* said at the foot when it opens; NULL: nothing */
};

enum program_end {
    PROGRAM_QUIT,          /* the user left */
    PROGRAM_REHEARSE,      /* the user wants a rehearsal: open again with a scratch record and a
                              clock ten minutes before the first slot */
    PROGRAM_LOST_TERMINAL, /* hung up, or its descriptor is gone */
    PROGRAM_TERMINATED,    /* SIGTERM */
};

/* What is on no disc when it ends. */
struct program_rest {
    size_t unsaved;    /* events that were only in memory, NOT SAVED */
    bool text_unsaved; /* the draft of the text being written is not as the text stood */
};

/*
 * Runs until the user leaves or the terminal goes. The locale must have been set. The text being
 * written is on the disc as a draft at any of the ends. Where the
 * disc refuses even that, `*ret_rest` tells, filled at any end. 0 with `*ret_end`; 1 with
 * `*reterr_refusal` where there is no terminal that will do; or -errno.
 */
int program_run(const struct program_options *options, enum program_end *ret_end,
                struct program_rest *ret_rest, struct message *reterr_refusal);

#endif
