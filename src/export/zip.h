/*
 * A zip container made in memory: what DOCX and ODT are. The same parts give the same bytes,
 * whatever the clock and the zone: every part bears the first time that the format knows.
 */
#ifndef DAIS_SRC_EXPORT_ZIP_H
#define DAIS_SRC_EXPORT_ZIP_H

#include <stdbool.h>

#include <dais/base/buf.h>

struct zip_maker;

/* A container that is appended to `out`, which must be empty and outlive it. */
struct zip_maker *zip_new(struct buf *out);

/* Adds a part, "word/document.xml"; packed, or as it is. */
void zip_add(struct zip_maker *zip, const char *name, const char *bytes, size_t size, bool packed);

/* Ends and frees it. */
void zip_finish(struct zip_maker *zip);

#endif
