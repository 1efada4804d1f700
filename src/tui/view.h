/*
 * A view: a panel that fills the screen between head and foot. Views know neither the terminal
 * nor the disc: they draw a scene on a canvas, and act through the functions of the program
 * below. An action that a view does not handle goes up to the program.
 */
#ifndef DAIS_TUI_VIEW_H
#define DAIS_TUI_VIEW_H

#include <dais/core/phase.h>
#include <dais/core/plan_change.h>
#include <dais/core/session.h>
#include <dais/os/clock.h>
#include <dais/store/folder.h>
#include <dais/tui/action.h>
#include <dais/tui/canvas.h>
#include <dais/tui/input.h>
#include <dais/tui/keymap.h>

struct editor;
struct program;
struct report_choice;

/*
 * What there is to see at one instant: everything a view draws from. Lent; valid until the next
 * event is folded in, so views keep nothing of it but ids and indexes.
 */
struct scene {
    const struct session *session;
    const struct programme *programme;   /* of the session */
    const struct timekeeper *timekeeper; /* of the session */
    const struct record *record;         /* of the session */
    const struct attendance *attendance; /* of the session */
    struct folder *folder;               /* NULL in unit tests of views that need none */
    const struct keymap *keymap;
    const char *language;           /* of the programme's texts; NULL: the first written */
    struct token writer;            /* who sits here */
    struct instant now;             /* at the whole second */
    struct reading reading;         /* at `now` */
    struct forecast forecast;       /* at `now` */
    struct phase_reading phase;     /* of the slot that has the clock; PHASE_WHOLE: it has no parts,
                                       or nothing runs */
    struct floor_reading floor;     /* of that slot, else of the one that comes next */
    bool is_passed;                 /* a hard end is, by a minute or more */
    struct passed_end passed;       /* that one, where it is */
    bool offers_replan;             /* a hard end is passed: another plan is offered */
    const char *message;            /* to the speaker, on the stages; NULL: none */
    msec_t message_until;           /* then it goes; since 1970 UTC */
    struct journal_status status;   /* is all saved? */
    const struct event_id *unsaved; /* events of this launch that are only in memory */
    size_t unsaved_count;           /* of them */
    bool other_day;                 /* `now` is on none of the session's days */
    bool rehearsal;                 /* on a scratch record */
    bool rolls;                     /* slots start and end by the plan, without a hand */
    bool read_only;                 /* this launch writes nothing */
    bool seconds;                   /* times of day are shown with seconds: it ticks */
    bool plain;                     /* without colours: signs alone tell what is what */
    bool stale;                     /* drawn for the case that the loop hangs: numbers that go on
                                       are ROLE_STALE, and "as of" says since when. The same scene
                                       was drawn just before: what was made for that holds */
    struct editor *editor;          /* the text being written; NULL: none */
    const char *templates;          /* folder of those that come with the program; NULL: none do */
    const char *exporting;          /* name of the file that an export writes just now; NULL: none */
    unsigned exporting_seconds;     /* it has been at it */
    const char *exported;           /* of the one it wrote last; NULL: none */
    unsigned exports;               /* counts up with every one that was written, or could not be */
};

/* Does anything of this event wait in memory only (NOT SAVED)? */
bool scene_is_unsaved(const struct scene *scene, const struct event_id *id);

/* The same of an entry: of any of its versions. */
bool scene_is_entry_unsaved(const struct scene *scene, const struct entry *entry);

/* The role of a number that goes on with time. */
enum theme_role scene_role(const struct scene *scene, enum theme_role role);

/* The start of a slot that is waited for is counted down to from here on. */
#define SCENE_COUNTED_FROM (24 * MSEC_HOUR)

/* Does a number on screen change each second: does a slot run, or is one waited for today? While a
   message to the speaker stands it does, too: it goes by itself. */
bool scene_is_moving(const struct scene *scene);

/* Fills reading, forecast and what else depends on `now` anew; scene_finish() frees them. */
void scene_read(struct scene *scene, const struct instant *now);
void scene_finish(struct scene *scene);

/* What somebody goes to in another view; each view knows one of these. */
struct view_target {
    const char *slot;             /* id; NULL: none */
    unsigned track;               /* of it, from 1; 0: the slot itself */
    const struct event_id *entry; /* NULL: none */
    bool settles;                 /* its versions side by side, for a choice; that made, or left
                                     for later, goes back */
    size_t person;                /* index in people, or PART_NOBODY */
};

/*
 * `state` is what make() returned, kept from the first showing to the end of the program. Members
 * marked optional may be NULL.
 */
struct view {
    enum action action;      /* that shows it; its title and key stand on the tab line */
    enum action_place place; /* where its keys are looked up */
    bool tab;                /* stands on the tab line, and Alt-Left and -Right come by */
    bool whole;              /* takes the whole terminal: no head, no foot */
    bool hosts_editor;       /* draws scene->editor itself; else the program puts it beneath */
    bool over;               /* lies over the view shown before, and has the keys even while a
                                text is written */
    void *(*make)(void);
    void (*free)(void *state);
    /* Optional: it is about to be shown. */
    void (*enter)(void *state, struct program *program);
    /* Optional: called before it is drawn anew: what it does by itself. */
    void (*look)(void *state, struct program *program);
    void (*draw)(void *state, const struct scene *scene, struct canvas *canvas, struct area area);
    /* True: handled, and the screen is drawn anew. */
    bool (*handle)(void *state, struct program *program, enum action action);
    /* Optional: is the action's key offered at the foot just now? Sets `*ret_label` where it does
       something else than the table of actions says, translated. */
    bool (*offers)(void *state, const struct scene *scene, enum action action,
                   const char **ret_label);
    /* Optional: a key before the keymap is asked. True: taken. */
    bool (*key)(void *state, struct program *program, const struct key *key);
    /* Optional: mouse in the area last drawn on, absolute cells. True: handled. */
    bool (*click)(void *state, struct program *program, const struct mouse *mouse);
    /* Optional: selects what somebody goes to, whatever was selected and left out before. */
    void (*go_to)(void *state, const struct scene *scene, const struct view_target *target);
    /* Optional: does it show what changes each second? NULL: it does not. */
    bool (*ticks)(void *state, const struct scene *scene);
};

/* All views in the order of the tab line; `*ret_count` of them. */
const struct view *const *views_all(size_t *ret_count);

/* The view that an action shows; NULL: none. */
const struct view *views_find(enum action action);

extern const struct view view_session;
extern const struct view view_entries;
extern const struct view view_floor;
extern const struct view view_replan;
extern const struct view view_adoption;
extern const struct view view_read_back;
extern const struct view view_people;
extern const struct view view_review;
extern const struct view view_report;
extern const struct view view_journal;
extern const struct view view_stage;
extern const struct view view_help;
extern const struct view view_menu;

/* ---- what views ask of the program ---- */

/* The scene as it is now: after a wish it is another one. Lent until the next wish. */
const struct scene *program_scene(const struct program *program);

/* Does an action as though its key was pressed: the view first, then the program. */
void program_do(struct program *program, enum action action);

/* Shows another view; leave goes back to the one shown before. */
void program_show(struct program *program, enum action view);
void program_leave(struct program *program);

/* Shows another view with what it is gone to for selected. */
void program_go_to(struct program *program, enum action view, const struct view_target *target);

/* The screen is drawn anew before the program sleeps. */
void program_redraw(struct program *program);

/*
 * Puts a wish through decide, disc and apply, and says in words what became of it. Where it is
 * refused for a reason that somebody can answer (another day, another holder, names), asks,
 * and tries again with the answer. The wish's texts are copied. True: it is done already.
 */
bool program_wish(struct program *program, const struct wish *wish);

/*
 * Several wishes as one action, which one undo takes back. None is done where one of them would
 * be refused, and it is said why. Returns how many were done.
 */
size_t program_wish_all(struct program *program, const struct wish *wishes, size_t count);

/* The same as program_wish() for what a view does by itself: asks nothing, and what was said last
   stays to be read. */
bool program_wish_quietly(struct program *program, const struct wish *wish);

/* Shows in large type what was captured in a slot (id; NULL: in the whole session) and, where not 0,
   in its track; `entry` first, where it is not NULL. */
void program_read_back(struct program *program, const char *slot, unsigned track,
                       const struct event_id *entry);

/*
 * Says one line at the foot until the next key. `id` marked with N_(), then up to four texts,
 * NULL ends; or a message as core made it.
 */
void program_say(struct program *program, enum theme_role role, const char *id, ...)
    __attribute__((sentinel));
void program_say_message(struct program *program, enum theme_role role,
                         const struct message *message);

/* Opens the editor for a new entry of the slot that runs, or of `slot` (id) and `track` where
   not NULL and 0; and for an entry there is. Says why where it cannot. */
void program_write_entry(struct program *program, enum entry_kind kind, const char *slot,
                         unsigned track);
void program_amend_entry(struct program *program, const struct event_id *entry);

/* Opens the editor for the text that is to stand instead of several side by side, to begin with
   that of `version`. */
void program_settle_entry(struct program *program, const struct event_id *entry,
                          const struct event_id *version);

/*
 * Writes a report as chosen into the record's folder of exports, under a name that nobody's file has,
 * and says where. One at a time: while one is written it says so; the scene tells when it is done. Leaving gives it up: the old file
 * stands then.
 */
void program_export(struct program *program, const struct report_choice *choice);
void program_stop_export(struct program *program);

/* Opens a file of the folder of exports with the program that the desktop has for it, or says where
   it is. */
void program_open_export(struct program *program, const char *name);

/* The screen is drawn once more after so many milliseconds (0: at once), or sooner. */
void program_redraw_soon(struct program *program, msec_t after);

/* Asks with which other slot the waiting slot `slot` (id; NULL: the next) is to be swapped. */
void program_ask_swap(struct program *program, const char *slot);

/* Asks why, and withdraws an entry. */
void program_withdraw_entry(struct program *program, const struct event_id *entry);

/* Asks who it is, with completion, where the rule of the slot allows a name, and wishes: a request
   from the floor or a point of order, in the slot with that id (NULL: the running one). */
void program_ask_person(struct program *program, enum wish_verb verb, const char *slot);

/* What is done with an answer. `answer`: its index, or -1 where the question was left. */
typedef void answer_function(struct program *program, void *data, int answer);

struct answer {
    const char *label; /* translated; copied */
    char key;          /* a letter or digit that takes it at once; '\0': none */
};

/* A question in the middle of the screen. One at a time: asking again replaces it. */
struct question {
    const char *title;            /* translated; copied */
    const char *text;             /* translated, several lines; NULL: none; copied */
    const struct answer *answers; /* copied; one to a row */
    size_t count;                 /* of them, 1 and more */
    size_t chosen;                /* the one that Enter takes at first */
    answer_function *function;
    void *data;                    /* handed to `function` */
    void (*free_data)(void *data); /* called when the question is over; NULL: nothing to free */
};
void program_ask(struct program *program, const struct question *question);

/* What is done with a line. `text` NULL: it was left. */
typedef void line_function(struct program *program, void *data, const char *text);

/* What Tab makes of a line; lent until the next call. NULL: nothing fits. */
typedef const char *complete_function(struct program *program, void *data, const char *text);

/* An action that a line does not know itself: up and down, find the next. */
typedef void act_function(struct program *program, void *data, enum action action);

/* One line asked for at the foot: what to search, why to withdraw. */
struct line_question {
    const char *label; /* translated; copied */
    const char *text;  /* to begin with; NULL: empty; copied */
    line_function *function;
    line_function *changed;        /* called with each change of the text; NULL: nobody looks */
    complete_function *complete;   /* NULL: Tab does nothing */
    act_function *act;             /* NULL: such actions do nothing */
    void *data;                    /* handed to all of them */
    void (*free_data)(void *data); /* called when it is over; NULL: nothing to free */
};
void program_ask_line(struct program *program, const struct line_question *question);

/* Says something at the right of the open line until it says something else: "3 of 12". Copied. */
void program_note_line(struct program *program, enum theme_role role, const char *note);

#endif
