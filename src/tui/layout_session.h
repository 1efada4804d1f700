/*
 * Where the panes of the session view go, from 60 × 18 to whatever there is.
 */
#ifndef DAIS_TUI_LAYOUT_SESSION_H
#define DAIS_TUI_LAYOUT_SESSION_H

#include <dais/tui/area.h>

enum session_pane { PANE_PROGRAMME, PANE_RUNNING, PANE_ENTRIES, PANE_COUNT };

struct session_wants {
    int rows;                /* of the programme */
    enum session_pane focus; /* where there is room for one of programme and entries: this one */
    bool zoom;               /* the focused pane alone */
    bool writing;            /* the lower pane is the editor and needs room */
};

/* Empty areas are not drawn. */
struct session_layout {
    struct area panes[PANE_COUNT];
    bool stacked; /* one above the other */
};

void layout_session(struct area area, const struct session_wants *wants,
                    struct session_layout *ret_layout);

#endif
