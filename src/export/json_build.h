/*
 * Building JSON with jansson: values that may be missing, and the bytes. Whatever takes a value
 * owns it; jansson runs out of memory as everything here does (base/mem.h).
 */
#ifndef DAIS_SRC_EXPORT_JSON_BUILD_H
#define DAIS_SRC_EXPORT_JSON_BUILD_H

#include <jansson.h>

#include <dais/base/time.h>
#include <dais/base/zone.h>

json_t *json_build_object(void);
json_t *json_build_array(void);

/* Null where there is none: text NULL, MSEC_NONE. */
json_t *json_build_text(const char *text);
json_t *json_build_instant(const struct zone *zone, msec_t instant);
json_t *json_build_span(msec_t span);
json_t *json_build_number(int64_t number);
json_t *json_build_bool(bool value);
json_t *json_build_null(void);

/* Adds at the end; takes `value`. */
void json_set(json_t *object, const char *key, json_t *value);
void json_push(json_t *array, json_t *value);

/* The same where there is a text; nothing where there is none. */
void json_set_text(json_t *object, const char *key, const char *text);

/* Appends the object and a newline, keys in the order in which they were set; frees it. */
void json_finish(json_t *object, struct buf *out);

#endif
