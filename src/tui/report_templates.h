/*
 * The templates that a report can be made by on screen: those that come with the program, and those
 * in the folder `templates` of the session. One that has errors is left out, and it is said which.
 */
#ifndef DAIS_TUI_REPORT_TEMPLATES_H
#define DAIS_TUI_REPORT_TEMPLATES_H

#include <dais/base/buf.h>
#include <dais/core/template.h>
#include <dais/store/folder.h>

/* A zeroed one has none. */
struct report_templates {
    ARRAY_OF(struct template *) list; /* owned */
    struct buf broken;                /* path of one that has errors; empty: none has */
};
void report_templates_finish(struct report_templates *templates);

/* Reads them; `shipped` is the folder of those that come with the program, NULL: none do. */
void report_templates_read(const struct folder *folder, const char *shipped,
                           struct report_templates *templates);

/* Where the one of a name is, from 1; 0: there is none, or `name` is NULL. */
size_t report_templates_find(const struct report_templates *templates, const char *name);

#endif
