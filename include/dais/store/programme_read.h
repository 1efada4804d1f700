/*
 * Reading a programme: YAML bytes in, a complete programme and findings out. All findings
 * are made in one go, each with its place, the way there and a hint where one helps.
 */
#ifndef DAIS_STORE_PROGRAMME_READ_H
#define DAIS_STORE_PROGRAMME_READ_H

#include <stdbool.h>
#include <stddef.h>

#include <dais/base/diag.h>
#include <dais/base/zone.h>
#include <dais/core/programme.h>

enum { PROGRAMME_SIZE_MAX = 4 << 20 /* bytes */ };

/* Where zones come from; the reader opens no file. */
struct programme_zones {
    void *context; /* handed to the calls below */
    /* A zone by name, owned by the caller; NULL where there is none of that name. */
    struct zone *(*find)(void *context, const char *name);
    /* The name most like `name`, lent until the next call; NULL: none. The call may be NULL. */
    const char *(*nearest)(void *context, const char *name);
    /* Is there zone data at all? The call may be NULL: there is. */
    bool (*has_data)(void *context);
    const struct zone *machine; /* for a programme without a zone; NULL: UTC */
    const char *missing;        /* the machine names this zone and has it not; NULL: it has */
    bool untold;                /* the machine names none, `machine` is UTC */
};

/*
 * Reads a programme. `path` is the file as the user named it; it stands in the findings.
 * Findings are appended to `diags` in any order. Returns the programme, for the caller to
 * free, where there were no errors (warnings do not matter), else NULL.
 *
 * Nothing is looked at in a file of more than PROGRAMME_SIZE_MAX bytes: where `size` is more
 * than that, `bytes` may be NULL, and the finding says so.
 */
struct programme *programme_read(const char *path, const void *bytes, size_t size,
                                 const struct programme_zones *zones, struct diags *diags);

#endif
