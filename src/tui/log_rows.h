/*
 * The lines of a session's log as they are listed: who did what when, and what became of it.
 */
#ifndef DAIS_TUI_LOG_ROWS_H
#define DAIS_TUI_LOG_ROWS_H

#include "list.h"
#include "view.h"

struct log_row {
    bool heading; /* a day of several; `index` is its first line */
    size_t index; /* in the log */
};

/* A zeroed one is empty. */
struct log_rows {
    ARRAY_OF(struct log_row) list;
    size_t count; /* lines of the log when it was made */
};
void log_rows_finish(struct log_rows *rows);

/*
 * Lists the log of a scene: all but the second and later launches of a writer, with the days as
 * headings where there are several.
 */
void log_rows_make(struct log_rows *rows, const struct scene *scene);

/* The row of an event, or list.count. */
size_t log_rows_find(const struct log_rows *rows, const struct scene *scene,
                     const struct event_id *id);

/* How the rows are drawn; `drawn` is lent to the source. */
struct log_drawn {
    const struct log_rows *rows;
    const struct scene *scene;
    int writer; /* columns of the writer's name */
};
void log_drawn_init(struct log_drawn *drawn, const struct log_rows *rows, const struct scene *scene,
                    int columns);
struct list_source log_source(struct log_drawn *drawn);

#endif
