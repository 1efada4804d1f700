/*
 * The inside of the People view, for the files view_people*.c alone.
 */
#ifndef DAIS_TUI_VIEW_PEOPLE_H
#define DAIS_TUI_VIEW_PEOPLE_H

#include <dais/base/fold.h>
#include <dais/core/roster.h>

#include "list.h"
#include "view.h"

/* A row: one of the programme's people, else somebody else who spoke, else the heading of those. */
struct people_row {
    size_t person; /* index in people, or PART_NOBODY */
    size_t other;  /* index in the roster's others; ROW_HEADING: none */
};
#define ROW_HEADING ((size_t)-1)

struct view_people_state {
    struct roster roster; /* as last made */
    ARRAY_OF(struct people_row) rows;
    size_t listed; /* rows that are people of the programme */
    struct list list;
    size_t selected; /* index in people; PART_NOBODY: the row is not one of them */
    enum roster_filter filter;
    struct buf words;        /* what is searched, as it was typed; empty: nothing */
    struct buf sought;       /* the same, folded */
    struct buf searched;     /* what was searched when a new search began */
    struct folding *folding; /* NULL until something is searched */
};

/* view_people.c */
/* Makes roster and rows as they are now and finds the selected one; PART_NOBODY: it is none of the
   programme's people. */
size_t view_people_settle(struct view_people_state *state, const struct scene *scene);

/* view_people_rows.c: the rows; `drawn` is filled and lent to the source. */
struct people_drawn {
    struct view_people_state *state;
    const struct scene *scene;
};
struct list_source view_people_source(struct people_drawn *drawn);
void view_people_draw_header(const struct scene *scene, struct canvas *canvas, struct area area);
/* All about the selected one, in as many lines as there are. */
void view_people_draw_about(const struct view_people_state *state, const struct scene *scene,
                            struct canvas *canvas, struct area area);
/* "3 present · … · 54 counted". */
void view_people_write_totals(const struct scene *scene, struct buf *out);
/* "not spoken yet": which of them are listed; translated, lent. */
const char *view_people_filter(enum roster_filter filter);

/* view_people_do.c: what its keys do. False: none of them. */
bool view_people_do(struct view_people_state *state, struct program *program, enum action action);

#endif
