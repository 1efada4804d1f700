/*
 * Which house templates there are: those that come with the program, and those in the folder
 * `templates` of a session.
 */
#ifndef DAIS_STORE_TEMPLATES_H
#define DAIS_STORE_TEMPLATES_H

#include <dais/base/diag.h>
#include <dais/core/template.h>
#include <dais/store/folder.h>

struct template_place {
    char *name;   /* "un-workshop"; owned */
    char *path;   /* owned */
    bool shipped; /* comes with the program */
};
struct templates {
    ARRAY_OF(struct template_place) list; /* shipped ones first, each half by name */
};

/*
 * Lists `NAME.yaml` in the folder `shipped` (NULL: there is none) and in templates/ of the
 * session's folder. What cannot be listed has none.
 */
void templates_list(const struct folder *folder, const char *shipped,
                    struct templates *ret_templates);
void templates_finish(struct templates *templates);

/* By name, the shipped one first; NULL: none. The nearest name for hints; NULL: none near. */
const struct template_place *templates_find(const struct templates *templates, const char *name);
const char *templates_nearest(const struct templates *templates, const char *name);

/*
 * Reads one. 0 with `*ret_template`; or 1 where it has errors, which `diags` holds; or -errno
 * where the file cannot be read. `*ret_source` gets its bytes, for diags_write(), and is the
 * caller's to finish whatever comes.
 */
int templates_load(const struct files *files, const char *path, struct diags *diags,
                   struct buf *ret_source, struct template **ret_template);

#endif
