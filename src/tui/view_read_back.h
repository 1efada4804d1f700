/*
 * What read-back is about, for whoever shows it.
 */
#ifndef DAIS_TUI_VIEW_READ_BACK_H
#define DAIS_TUI_VIEW_READ_BACK_H

#include <dais/core/event.h>

/* `state` of view_read_back; as program_read_back(). */
void view_read_back_set(void *state, const char *slot, unsigned track,
                        const struct event_id *entry);

#endif
