/*
 * Named styles: what a cell is (its role) and how a palette shows that.
 *
 * Views speak in roles only. State is never told by colour alone: every role that
 * carries a state also has a word or sign in the view, and in the monochrome palette
 * an attribute of its own.
 */
#ifndef DAIS_TUI_THEME_H
#define DAIS_TUI_THEME_H

#include <stdbool.h>

enum theme_role {
    ROLE_NORMAL,
    ROLE_DIM,     /* what matters less: hints, planned times beside actual ones */
    ROLE_TITLE,   /* the head line, titles of panes */
    ROLE_HEADING, /* headings inside a pane */
    ROLE_BORDER,
    ROLE_FOCUS,    /* border and title of the pane that has the keys */
    ROLE_SELECTED, /* the selected row of the focused pane: a bar */
    ROLE_MARKED,   /* the selected row of a pane without the focus */
    ROLE_RUNNING,  /* the running slot */
    ROLE_DONE,     /* slots that are over, skipped ones too */
    ROLE_BREAK,    /* breaks, lunches, gaps */
    ROLE_ON_TIME,  /* level: on time; big digits and bar */
    ROLE_WARNING,  /* level: warning */
    ROLE_DANGER,   /* level: danger */
    ROLE_OVERRUN,  /* level: overrun */
    ROLE_STALE,    /* a number that may be old: grey, with "as of" */
    ROLE_BAR_REST, /* the part of a progress bar still to go */
    ROLE_OK,       /* done and on disc */
    ROLE_PENDING,  /* on its way */
    ROLE_ERROR,    /* NOT SAVED, findings that are errors */
    ROLE_NOTICE,   /* something to know, not wrong */
    ROLE_RULE,     /* the attribution rule in force */
    ROLE_KEY,      /* a key in the footer, help or menu */
    ROLE_LABEL,    /* what the key does */
    ROLE_INPUT,    /* text being written */
    ROLE_FIELD,    /* name of a field beside it */
    ROLE_MATCH,    /* found by search */
    ROLE_REMOVED,  /* words that an amendment struck */
    ROLE_ADDED,    /* words that it put in */
    ROLE_DIALOG,   /* ground of a question or menu that lies over a view */
    THEME_ROLE_COUNT,
};

enum theme_palette {
    PALETTE_AUTO, /* the terminal's own ground, colours readable on dark and on light */
    PALETTE_DARK, /* paints a dark ground */
    PALETTE_LIGHT,
    PALETTE_HIGH_CONTRAST,
    PALETTE_MONOCHROME, /* attributes only */
    PALETTE_COUNT,
};

enum theme_attribute {
    ATTRIBUTE_BOLD = 1 << 0,
    ATTRIBUTE_UNDERLINE = 1 << 1,
    ATTRIBUTE_REVERSE = 1 << 2,
    ATTRIBUTE_DIM = 1 << 3,
};

enum { COLOUR_DEFAULT = -1 }; /* the terminal's own */

struct theme_style {
    short foreground;    /* -1 the terminal's own, else 0 … 255 */
    short background;    /* the same */
    unsigned attributes; /* bits of enum theme_attribute */
};

/* The style of a role for a terminal of so many colours (under 8: monochrome). */
struct theme_style theme_style(enum theme_palette palette, enum theme_role role, int colours);

/* "auto", "dark", "light", "high-contrast", "monochrome"; lent. */
const char *theme_palette_name(enum theme_palette palette);

/* False where `name` is none of them. */
bool theme_palette_parse(const char *name, enum theme_palette *ret_palette);

/* "normal", "on-time", …: the role as configuration and `dais themes` write it; lent. */
const char *theme_role_name(enum theme_role role);

/*
 * Which palette it is: the one wished for (NULL, "" or unknown: auto), unless `no_color`
 * (value of NO_COLOR; NULL or "": not set) asks for none. Auto becomes dark or light where
 * `colorfgbg` (value of COLORFGBG, "15;0"; may be NULL) tells the ground.
 */
enum theme_palette theme_choose(const char *wish, const char *no_color, const char *colorfgbg);

#endif
