/* The written forms of single values, shared by the tables and the getters of an event. */
#ifndef DAIS_CORE_EVENT_FORM_H
#define DAIS_CORE_EVENT_FORM_H

#include <dais/core/event.h>

/* A positive whole number without sign or leading zero, under 10^15. */
bool number_parse(const char *text, int64_t *ret_number);

/* The same, or 0, or negative: "-720000". */
bool signed_parse(const char *text, int64_t *ret_number);

/* "<boot id, 16 hexadecimal digits>:<ms since boot>"; sets and reads boot and boot_id only. */
bool boot_parse(const char *text, struct instant *ret_instant);
void boot_write(const struct instant *instant, struct buf *out);

#endif
