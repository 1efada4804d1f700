/*
 * A zip container that somebody else made, in memory: its parts by name, nothing written anywhere
 * and no name from inside it ever used as a path.
 */
#ifndef DAIS_SRC_STYLES_PACKAGE_H
#define DAIS_SRC_STYLES_PACKAGE_H

#include <stdbool.h>

#include <dais/base/buf.h>

enum {
    PACKAGE_PART_MOST = 8 << 20, /* bytes of one part, unpacked */
    PACKAGE_PARTS_MOST = 4096,   /* parts in one container */
};

/* Why a reference document is not taken. */
enum refusal {
    REFUSAL_NONE,
    REFUSAL_NO_DOCUMENT, /* no zip, or none with a text document in it */
    REFUSAL_ENCRYPTED,   /* or of the format before DOCX, which looks the same from outside */
    REFUSAL_NO_STYLES,
    REFUSAL_TOO_LARGE,
    REFUSAL_DAMAGED,
    REFUSAL_ENTITIES, /* a part declares entities, which no word processor does */
    REFUSAL_COUNT,
};

struct package;

/* `bytes` are lent until package_free(). *ret is set where nothing is refused. */
enum refusal package_open(const char *bytes, size_t size, struct package **ret);
void package_free(struct package *package);

/*
 * Appends a part, "word/styles.xml". REFUSAL_NO_STYLES where there is none of that name. It is
 * then the part to blame until the next is asked for.
 */
enum refusal package_read(struct package *package, const char *name, struct buf *out);

/* The last part that was asked for; "": none was. Lent. */
const char *package_part(const struct package *package);

#endif
