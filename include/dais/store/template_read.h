/*
 * Reading a house template: YAML bytes in, a template and findings out, as with a programme.
 */
#ifndef DAIS_STORE_TEMPLATE_READ_H
#define DAIS_STORE_TEMPLATE_READ_H

#include <dais/base/diag.h>
#include <dais/core/template.h>

enum { TEMPLATE_SIZE_MAX = 1 << 20 /* bytes */ };

/*
 * `path` stands in the findings, which are appended to `diags` in any order; the template's name
 * is that of the file without its ending. Returns it, for the caller to free, where there were no
 * errors, else NULL. Where `size` is more than TEMPLATE_SIZE_MAX, `bytes` may be NULL.
 */
struct template *template_read(const char *path, const void *bytes, size_t size,
                               struct diags *diags);

#endif
