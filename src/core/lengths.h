/*
 * The lengths that a plan gives to slots, as an event has them: "s3=900000 s5=1200000".
 */
#ifndef DAIS_CORE_LENGTHS_H
#define DAIS_CORE_LENGTHS_H

#include <stdbool.h>

#include <dais/base/buf.h>
#include <dais/base/time.h>

/*
 * Reads the next one and moves `*ref_text` behind it. False at the end, where nothing is left, or
 * where what follows has not that form.
 */
bool lengths_next(const char **ref_text, struct buf *ret_id, msec_t *ret_length);

/* Appends one. */
void lengths_add(const char *id, msec_t length, struct buf *out);

#endif
