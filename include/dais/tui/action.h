/*
 * Everything a key, the menu or the mouse can ask of the program: the one table that
 * feeds the keymap, the footer, the help, the menu and `dais keys`.
 *
 * An action is declared here once: id, name, title, context, default keys, and whether it
 * stands in the footer. A view handles the actions it knows; what it does not handle goes
 * up, and what nobody handles the program says.
 */
#ifndef DAIS_TUI_ACTION_H
#define DAIS_TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

/* Where an action makes sense, and the heading it stands under in help and menu. */
enum action_context {
    CONTEXT_CLOCK,      /* moves the clock of the session */
    CONTEXT_CAPTURE,    /* writes, amends and withdraws entries */
    CONTEXT_ENTRIES,    /* the Entries view only */
    CONTEXT_FLOOR,      /* the Floor view only */
    CONTEXT_REPLAN,     /* the Replan view only */
    CONTEXT_ADOPTION,   /* the Adoption view only */
    CONTEXT_PEOPLE,     /* the People view only */
    CONTEXT_REPORT,     /* the Report view only */
    CONTEXT_EVERYWHERE, /* views, panes, moving about */
    CONTEXT_PAGER,      /* views without a running slot: Help, Journal, Report */
    CONTEXT_EDITOR,     /* while a text is written */
    CONTEXT_QUESTION,   /* while the program asks yes or no */
    CONTEXT_COUNT,
};

enum action {
    ACTION_NONE,
    /* clock */
    ACTION_START_PAUSE,
    ACTION_NEXT,
    ACTION_BACK,
    ACTION_STOP,
    ACTION_GO_TO,
    ACTION_MORE,
    ACTION_LESS,
    ACTION_MORE_FIVE,
    ACTION_LESS_FIVE,
    ACTION_SKIP,
    ACTION_INSERT,
    ACTION_SWAP,
    ACTION_FLOOR,
    ACTION_REQUEST,
    ACTION_MESSAGE,
    ACTION_TAKE_CLOCK,
    ACTION_END_SESSION,
    /* capture */
    ACTION_CONCLUSION,
    ACTION_RECOMMENDATION,
    ACTION_NOTE,
    ACTION_ACTION,
    ACTION_DECISION,
    ACTION_OTHER_KIND,
    ACTION_EDIT,
    ACTION_WITHDRAW,
    ACTION_READ_BACK,
    ACTION_EXPORT,
    ACTION_RULE,
    /* entries */
    ACTION_FILTER,
    ACTION_VERSIONS,
    ACTION_MOVE_ENTRY,
    ACTION_MARK_ENTRY,
    ACTION_MERGE_ENTRIES,
    ACTION_ENTRY_EARLIER,
    ACTION_ENTRY_LATER,
    ACTION_SETTLE,
    ACTION_SHOW_ALL,
    /* floor */
    ACTION_FLOOR_NEXT,
    ACTION_FLOOR_PAUSE,
    ACTION_FLOOR_ORDER,
    ACTION_FLOOR_SKIP,
    ACTION_FLOOR_EARLIER,
    ACTION_FLOOR_LATER,
    ACTION_FLOOR_ABSENT,
    ACTION_FLOOR_REPLACED,
    ACTION_FLOOR_TOTALS,
    /* replan */
    ACTION_REPLAN_WHY,
    /* adoption */
    ACTION_ADOPT,
    ACTION_ADOPT_RESERVED,
    ACTION_SHOW_OF_HANDS,
    ACTION_REFER,
    ACTION_DEFER,
    ACTION_NOT_ADOPTED,
    ACTION_HOLD_BACK,
    ACTION_EN_BLOC,
    ACTION_REOPEN_TEXT,
    ACTION_ADOPTION_CHANGES,
    ACTION_ADOPTION_FILTER,
    /* people */
    ACTION_PEOPLE_PRESENT,
    ACTION_PEOPLE_ABSENT,
    ACTION_PEOPLE_LATE,
    ACTION_PEOPLE_TBC,
    ACTION_PEOPLE_CONFIRMED,
    ACTION_PEOPLE_REPLACED,
    ACTION_PEOPLE_COUNT,
    ACTION_PEOPLE_FILTER,
    /* report */
    ACTION_REPORT_OPEN,
    ACTION_CLOSE_SESSION,
    /* everywhere */
    ACTION_VIEW_SESSION,
    ACTION_VIEW_ENTRIES,
    ACTION_VIEW_FLOOR,
    ACTION_VIEW_REPLAN,
    ACTION_VIEW_ADOPTION,
    ACTION_VIEW_PEOPLE,
    ACTION_VIEW_REPORT,
    ACTION_VIEW_JOURNAL,
    ACTION_VIEW_REVIEW,
    ACTION_VIEW_STAGE,
    ACTION_VIEW_NEXT,
    ACTION_VIEW_PREVIOUS,
    ACTION_PANE_NEXT,
    ACTION_PANE_PREVIOUS,
    ACTION_ZOOM,
    ACTION_UP,
    ACTION_DOWN,
    ACTION_LEFT,
    ACTION_RIGHT,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_OPEN,
    ACTION_LEAVE,
    ACTION_SEARCH,
    ACTION_UNDO,
    ACTION_REDO,
    ACTION_MENU,
    ACTION_HELP,
    ACTION_SUSPEND,
    ACTION_QUIT,
    /* pager */
    ACTION_PAGER_DOWN,
    /* editor */
    ACTION_EDITOR_SAVE,
    ACTION_EDITOR_NEWLINE,
    ACTION_EDITOR_LEAVE,
    ACTION_EDITOR_FIELD_NEXT,
    ACTION_EDITOR_FIELD_PREVIOUS,
    ACTION_EDITOR_TRACK,
    ACTION_EDITOR_PROGRAM,
    ACTION_EDITOR_TAKE_UP,
    ACTION_EDITOR_LEFT,
    ACTION_EDITOR_RIGHT,
    ACTION_EDITOR_UP,
    ACTION_EDITOR_DOWN,
    ACTION_EDITOR_WORD_LEFT,
    ACTION_EDITOR_WORD_RIGHT,
    ACTION_EDITOR_LINE_START,
    ACTION_EDITOR_LINE_END,
    ACTION_EDITOR_PAGE_UP,
    ACTION_EDITOR_PAGE_DOWN,
    ACTION_EDITOR_START,
    ACTION_EDITOR_END,
    ACTION_EDITOR_MARK,
    ACTION_EDITOR_BACKSPACE,
    ACTION_EDITOR_DELETE,
    ACTION_EDITOR_DELETE_WORD,
    ACTION_EDITOR_CUT,
    ACTION_EDITOR_COPY,
    ACTION_EDITOR_PASTE,
    ACTION_EDITOR_UNDO,
    ACTION_EDITOR_REDO,
    ACTION_EDITOR_FIND,
    ACTION_EDITOR_FIND_NEXT,
    ACTION_EDITOR_FIND_PREVIOUS,
    /* question */
    ACTION_ANSWER_YES,
    ACTION_ANSWER_NO,
    ACTION_ANSWER_OTHER,
    ACTION_ANSWER_TAKE,
    ACTION_COUNT,
};

struct action_info {
    const char *name;            /* stable, for configuration: "next"; static */
    const char *title;           /* message id: "End this slot, start the next"; static */
    const char *label;           /* message id for the footer: "next"; NULL: not in the footer;
                                    "": its key joins the next one's there ("+ -  time"); static */
    const char *keys;            /* default keys, one space between; "": menu only; static */
    enum action_context context; /* where it makes sense */
    bool in_menu;                /* stands in the menu */
};

/* The row of an action; lent. Not of ACTION_NONE. */
const struct action_info *action_info(enum action action);

/* By its stable name; ACTION_NONE where there is none. */
enum action action_find(const char *name);

/* Heading of a context: message id, static. */
const char *action_context_title(enum action_context context);

/*
 * Where the keys go just now, and the contexts looked through there, first hit wins.
 * In the editor a key that is text is looked up nowhere else, so that letters stay letters.
 */
enum action_place {
    PLACE_SESSION,
    PLACE_ENTRIES,
    PLACE_FLOOR,
    PLACE_REPLAN,
    PLACE_ADOPTION,
    PLACE_READ_BACK,
    PLACE_PEOPLE,
    PLACE_REPORT,
    PLACE_REVIEW,
    PLACE_STAGE,
    PLACE_JOURNAL,
    PLACE_HELP,
    PLACE_MENU,
    PLACE_EDITOR,
    PLACE_QUESTION,
    PLACE_COUNT,
};

/* The contexts of a place in order of asking; lent, `*ret_count` of them. */
const enum action_context *action_contexts(enum action_place place, size_t *ret_count);

#endif
