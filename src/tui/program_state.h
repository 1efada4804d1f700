/*
 * The inside of the program on screen, for the files program*.c alone. Views see view.h.
 */
#ifndef DAIS_TUI_PROGRAM_STATE_H
#define DAIS_TUI_PROGRAM_STATE_H

#include <dais/core/cue.h>
#include <dais/os/loop.h>
#include <dais/tui/input.h>
#include <dais/tui/program.h>
#include <dais/tui/screen.h>
#include <dais/tui/text_area.h>

#include "editor.h"
#include "view.h"

enum {
    VIEWS_MOST = 16,
    PROGRAM_ROOMY = 22, /* rows from which what is said has a row of its own */
};

/* A wish with its texts in one place, and what to do once it is done. */
struct kept_wish {
    struct arena arena;
    struct wish wish;
    const char *ran; /* id of the slot that had the clock when it was wished; "": none */
    void (*done)(struct program *program, const struct commit *commit); /* NULL: nothing */
};

/* The question that lies over the view. */
struct asked {
    bool open;
    char *title;
    char *text;                      /* NULL: none */
    ARRAY_OF(struct answer) answers; /* labels owned */
    size_t chosen;
    size_t offset; /* first answer shown */
    answer_function *function;
    void *data;
    void (*free_data)(void *data);
    struct area drawn; /* of the answers, last time */
};

/* The line asked for at the foot. */
struct asked_line {
    bool open;
    char *label;
    struct text_area *text;
    line_function *function;
    line_function *changed;      /* NULL: nobody looks */
    complete_function *complete; /* NULL: there is nothing to complete */
    act_function *act;           /* NULL: nobody knows more actions */
    struct buf note;             /* at its right; empty: nothing */
    enum theme_role note_role;
    void *data;
    void (*free_data)(void *data);
};

/* A text left with Esc, its draft kept. */
struct left_text {
    struct editor *editor;  /* owned */
    unsigned draft;         /* number of its draft */
    enum attribution under; /* the rule by which that was masked */
};

/* A cell of a picture that looks otherwise when the loop hangs. */
struct patched_cell {
    int x, y;
    struct cell cell; /* as it was shown */
};

/* What the watchdog's patch was made from: while all of this is the same, it fits. */
struct patched {
    const struct view *view;
    const struct editor *editor; /* NULL: it fits no other picture */
    msec_t second;
    int width, height;
    ARRAY_OF(struct patched_cell) cells; /* those that it writes over */
};

struct program {
    struct program_options options;
    struct screen *screen;
    struct input *input; /* NULL until the first picture is shown */
    struct loop *loop;
    const struct keymap *keymap; /* of the options */
    struct canvas *canvas;
    struct watchdog *watchdog; /* says that the loop hangs; NULL: nobody does */
    struct canvas *stale;      /* the picture that it would show */
    struct patched patched;    /* what that was made from */
    struct scene scene;

    void *states[VIEWS_MOST]; /* of the views, by their place in views_all(); made when shown */
    const struct view *shown;
    const struct view *before;    /* where leaving goes back to */
    struct area view_area;        /* as last drawn */
    struct area editor_area;      /* where the program itself draws the editor; empty: nowhere */
    struct area tabs[VIEWS_MOST]; /* on the tab line, by their place in views_all() */

    struct asked asked;
    struct asked_line asked_line;
    struct buf said; /* at the foot until the next key; empty: nothing */
    enum theme_role said_role;

    struct editor *editor; /* NULL: nothing is written */
    unsigned draft;        /* number of its draft */
    ARRAY_OF(struct left_text) left;   /* the one left last at the end */
    ARRAY_OF(unsigned) drafts_unsaved; /* numbers; their texts are entries in memory only */
    struct draft_pace pace;
    struct buf cut;        /* in the last text, for the next one */
    struct buf sought;     /* in a text, last */
    uint64_t typed;                    /* editor_version() when the draft was last looked at */
    struct drafts drafts;              /* of programs that are gone, still to be offered */
    bool draft_failed;                 /* the last draft could not be written */
    enum attribution drafted_under;    /* the rule by which the last draft was masked */
    bool taken_out;                    /* a rule took the speaker out of what is being written */
    struct event_id together;          /* the first event of program_wish_all(); sequence 0: none yet */
    ARRAY_OF(struct event_id) unsaved; /* events that are in memory only */

    struct export_job *job;  /* an export that is being written; NULL: none */
    struct buf exported;     /* name of the one written last; empty: none */
    ARRAY_OF(struct opening *) openings; /* programs that files were opened with */

    struct cue_watch *cues; /* NULL before and after */
    struct roller *roller;  /* NULL: it does not roll */

    msec_t last_next;    /* hand time of the last `]`; MSEC_NONE: none */
    struct instant told; /* by the machine at the last look */
    msec_t slept;        /* clock_slept() then */
    msec_t step;         /* ms by which the clock was set, still to be answered; 0: none */
    msec_t moved_before; /* ms that the programme had been moved by when it was set */
    int watched;         /* descriptor in the loop; -1: none */
    msec_t input_due;    /* hand time that `input_timer` is armed for */
    int input_timer;     /* 0: none, as all below */
    int draft_timer;
    int look_timer; /* a look at the folder where it cannot be watched */
    int show_timer; /* until a terminal that takes nothing is tried again */
    int redraw_timer;
    int said_timer; /* until what is said goes, where nobody has a key for it */
    msec_t period;  /* ms between ticks of the clock; 0: not yet */
    bool asked_day; /* the question of the day was put at the start */
    bool continued; /* we stopped ourselves: the SIGCONT to come is known */
    bool dirty;    /* the picture has changed since it was shown */
    bool typed_in; /* the text that is written has, if nothing else */
    bool ended;
    enum program_end end;
};

/* program.c */
void program_stop(struct program *program, enum program_end end);
void program_refresh(struct program *program); /* what other launches wrote, and NOT SAVED again */
void program_suspend(struct program *program);
void program_read_scene(struct program *program);

/*
 * program_frame.c: the whole picture, drawn and shown, and what the watchdog is to write over it.
 * As screen_show().
 */
int program_show_picture(struct program *program);

/* The same picture for the watchdog, should the loop hang: what counts is grey, and says since
 * when. */
void program_prepare_patch(struct program *program);

/* It has none until the next picture. */
void program_drop_patch(struct program *program);

/* program_footer.c: keys in one row, more of them in the row above where that is not empty. */
void program_draw_footer(struct program *program, struct canvas *canvas, struct area area,
                         struct area above);

/* program_views.c */
void *program_view_state(struct program *program, const struct view *view);
bool program_click_tabs(struct program *program, const struct mouse *mouse);
/* Does this action show a view? Then it does; that of the shown view goes back. */
bool program_turn(struct program *program, enum action action);
/* Read-back of the slot that runs, else of all; from there back again. */
bool program_turn_read_back(struct program *program);

/* program_keys.c */
/* Has the text being written the keys? Not while help or menu are looked at. */
bool program_is_writing(const struct program *program);
void program_take_input(struct program *program, const struct input_event *event);

/* program_actions.c: what no view handled. False: nobody does. */
bool program_handle(struct program *program, enum action action);
/* Does it write anything? The stage command only shows. */
bool program_action_writes(enum action action);

/* program_floor.c: the floor and requests for it. False: neither. */
bool program_handle_floor(struct program *program, enum action action);

/* program_wish.c */
void program_wish_then(struct program *program, const struct wish *wish,
                       void (*done)(struct program *program, const struct commit *commit));
/*
 * The same for what nobody sits at a key for: as if wished at `at`, and never a question. True: it
 * is in effect and on the disc; else it was said why not, or, where it was refused, nothing. Of
 * several in a row the first alone is `shown` on its way; the picture stands until the last.
 */
bool program_wish_at(struct program *program, const struct wish *wish, const struct instant *at,
                     bool shown);
void program_try_kept(struct program *program, const struct kept_wish *kept); /* once more */
void program_free_kept(struct kept_wish *kept);                               /* NULL is fine */
/* Does another slot have the clock than `ran`, since a question was asked? Then says so. */
bool program_has_moved(struct program *program, const char *ran);
const char *program_running(const struct program *program); /* its id, "": none; lent */
void program_undo(struct program *program, bool redo);
void program_note_saved(struct program *program); /* all is on the disc again */

/* program_live.c: live actions that need words, or another slot. */
void program_ask_insert(struct program *program);
void program_ask_message(struct program *program);
/* program_rule.c: which attribution rule from here on? */
void program_ask_rule(struct program *program);

/* program_clock.c */
void program_begin_clock(struct program *program);
/* The machine slept, or its clock was set: no figure jumps without a word. */
void program_watch_clock(struct program *program);
void program_ask_step(struct program *program); /* where one waits and nothing is in the way */

/* program_cues.c: bell, flash and hook. */
void program_begin_cues(struct program *program);
void program_look_for_cues(struct program *program);
bool program_is_flashing(const struct program *program);
void program_draw_flash(struct program *program, struct canvas *canvas);
void program_finish_cues(struct program *program);

/* program_roll.c */
void program_begin_roll(struct program *program);
void program_roll(struct program *program); /* does what is due by now */
void program_finish_roll(struct program *program);

/* Says that a screen which only shows does nothing of the kind. */
void program_say_read_only(struct program *program);

/* program_day.c */
void program_ask_day(struct program *program,
                     struct kept_wish *then); /* takes `then` over; NULL: none */

/* program_question.c */
void program_draw_question(struct program *program, struct canvas *canvas);
bool program_answer_key(struct program *program, const struct key *key);
bool program_answer_click(struct program *program, const struct mouse *mouse);
void program_close_question(struct program *program);
/* Is yes or no to be said, rather than one of several answers? */
bool program_question_is_yes(const struct program *program);
/* "Yes" and "No", the latter chosen at first; `function` gets 0 for yes. */
void program_ask_yes(struct program *program, const char *title, const char *text,
                     answer_function *function, void *data, void (*free_data)(void *data));

/* program_line.c */
void program_draw_line(struct program *program, struct canvas *canvas, struct area area);
bool program_line_key(struct program *program, const struct key *key);
void program_line_paste(struct program *program, const char *bytes, size_t size);
void program_close_line(struct program *program);

/* program_writing.c: the editor between its opening and the disc. */
/* Marks what is to be drawn: for a letter only the text. */
bool program_editor_key(struct program *program, const struct key *key);
void program_editor_paste(struct program *program, const char *bytes, size_t size);
void program_choose_kind(struct program *program);
void program_open_editor(struct program *program, struct editor *editor);
/* What an entry holds, as it stands before it is amended. */
void program_fill_editor(struct editor *editor, const struct session *session,
                         const struct entry *entry);
void program_close_editor(struct program *program);

/* program_left.c: texts that were left, each with a draft of its own on the disc. */
unsigned program_free_number(const struct program *program); /* for the draft of a new text */
/* The text being written joins them; `behind`: others are taken up before it. */
void program_leave_text(struct program *program, bool behind);
/* Takes up the one left last; what is being written is left for it. */
void program_take_up(struct program *program);
/* Takes up the one that amends this entry. False: there is none. */
bool program_take_up_amendment(struct program *program, const struct event_id *entry);
/* Tells the editor which one its key would take up. */
void program_offer_left(struct program *program);
void program_finish_left(struct program *program);

/* program_find.c: find in the text that is being written. False: the action is none of it. */
bool program_find(struct program *program, enum action action);

/* program_drafts.c */
void program_list_drafts(struct program *program);
void program_offer_draft(struct program *program); /* the next one, where nothing is in the way */
void program_typed(struct program *program);       /* the text changed: is a draft due? */
/* The rule is stricter than when the draft was written: it is written again, masked. */
void program_heed_rule(struct program *program);
void program_write_draft(struct program *program);
void program_drop_draft(struct program *program); /* it became an entry, or is not wanted */
/* Writes the draft of one of the texts, masked under `ret_under`. 0 or -errno. */
int program_draft_text(struct program *program, const struct editor *editor, unsigned number,
                       enum attribution *ret_under);
/* What rule is in force for a text. */
enum attribution program_rule_of(const struct program *program, const struct editor *editor);

/* program_export.c: a report on its way to its file. */
void program_finish_export(struct program *program);

/* program_open.c: files opened with what the desktop has for them. */
void program_finish_opening(struct program *program);

/* program_editor_process.c */
void program_run_editor(struct program *program);

#endif
