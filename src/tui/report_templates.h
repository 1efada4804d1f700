/*
 * The templates that a report can be made by on screen: those that come with the program, and those
 * in the folder `templates` of the session. One that has errors is listed, and says what is wrong.
 */
#ifndef DAIS_TUI_REPORT_TEMPLATES_H
#define DAIS_TUI_REPORT_TEMPLATES_H

#include <dais/base/digest.h>
#include <dais/core/template.h>
#include <dais/store/folder.h>

struct report_template {
    char *name;                /* owned */
    struct template *template; /* owned; NULL: it has errors, and only then is there what follows */
    char *label;               /* "minutes (has errors)"; owned */
    char *error;               /* the first one, translated; owned */
    unsigned line;             /* of it, from 1; 0: the file as a whole */
};

/* A zeroed one has none. */
struct report_templates {
    ARRAY_OF(struct report_template) list;
    char digest[DIGEST_HEX_SIZE]; /* of all their files */
};
void report_templates_finish(struct report_templates *templates);

/* Reads them; `shipped` is the folder of those that come with the program, NULL: none do. False:
   the files are as they were, and so is all of `templates`. */
bool report_templates_read(const struct folder *folder, const char *shipped,
                           struct report_templates *templates);

/* Where the one of a name is, from 1; 0: there is none without errors, or `name` is NULL. */
size_t report_templates_find(const struct report_templates *templates, const char *name);

#endif
