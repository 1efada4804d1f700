/*
 * Slots and days of a programme.
 */
#ifndef DAIS_STORE_PROGRAMME_READ_SLOT_H
#define DAIS_STORE_PROGRAMME_READ_SLOT_H

#include <dais/core/programme_times.h>

#include "programme_reader.h"

/*
 * `slots:` or `days:`, whichever node it is, appended to the programme with all its defaults.
 * The programme's own keys must have been read. `time:` alone makes one slot of the session.
 */
void slots_read(struct reader *reader, const struct yaml_node *node);
void days_read(struct reader *reader, const struct yaml_node *node);
void slots_from_time(struct reader *reader);

/* The way to a slot, from the top of the file, and back there. */
void reader_enter_slot(struct reader *reader, const struct slot_id *id);
void reader_leave_slot(struct reader *reader);

/* No two slots may have one id; called when all of them were read. */
void ids_check(struct reader *reader);

#endif
