/*
 * Zone names to tables, from the machine's zone data (TZDIR, else /usr/share/zoneinfo).
 */
#ifndef DAIS_OS_ZONEFILE_H
#define DAIS_OS_ZONEFILE_H

#include <stdbool.h>

#include <dais/base/zone.h>
#include <dais/os/files.h>

/*
 * Reads a zone by its name ("Africa/Nairobi"); the caller frees it. -EINVAL where the name is
 * none that could be one (absolute, "..", other characters), -ENOENT where the machine knows
 * no such zone, -ENODATA where the machine has no zone data at all, -EBADMSG where its file
 * is none. "UTC" is always known.
 */
int zonefile_read(const struct files *files, const char *name, struct zone **ret_zone);

/* Is there zone data on this machine at all? */
bool zonefile_has_data(const struct files *files);

enum machine_zone {
    MACHINE_ZONE_KNOWN,   /* it is the machine's own */
    MACHINE_ZONE_MISSING, /* the one that it names is not there: another is taken */
    MACHINE_ZONE_UNTOLD,  /* it names none: UTC is taken */
};

/*
 * The machine's own zone: by name, else the rule in TZ, else what /etc/localtime holds, else
 * UTC. Never NULL; the caller frees it. `*ret_how` says how far it is that; the name that is not
 * there is appended to `missing`.
 */
struct zone *zonefile_read_machine(const struct files *files, enum machine_zone *ret_how,
                                   struct buf *missing);

/* All names the machine knows (of zone.tab), sorted, for "did you mean". 0 or -errno. */
int zonefile_list(const struct files *files, struct file_names *names);

#endif
