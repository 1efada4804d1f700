/*
 * What the JSON of several commands shares about a session.
 */
#ifndef DAIS_SRC_EXPORT_JSON_SESSION_H
#define DAIS_SRC_EXPORT_JSON_SESSION_H

#include <dais/core/session.h>

#include "json_build.h"

/* `"dais": 1, "session": "SOU-88"`, with which every output begins. */
void json_set_head(json_t *object, const struct programme *programme);

/* The number of a slot by its id, without time or inserted ones too; null: unknown. */
json_t *json_build_slot_number(const struct session *session, const char *id);

#endif
