/*
 * The times of a programme's slots, from texts to its day's axis of minutes, with their
 * findings. The rules themselves are in core/programme_times.
 */
#ifndef DAIS_STORE_PROGRAMME_READ_TIME_H
#define DAIS_STORE_PROGRAMME_READ_TIME_H

#include <dais/core/programme_times.h>

#include "programme_reader.h"

/* The keys of a slot that say when it is; NULL where they are not there. */
struct slot_times {
    const struct yaml_node *time;
    const struct yaml_node *start;
    const struct yaml_node *duration;
    const struct yaml_node *when;
};

/* Where the day has got to. */
struct day_state {
    struct day_times times;
    bool begun; /* one of its own slots was there, timed or not */
    bool lost;  /* the last slot's time could not be read: nothing can follow it */
    int first;  /* minutes where its first slot without a start begins, or -1 */
};

/* Sets start, end, timed and when of a slot from its keys and the slot before. */
void slot_times_read(struct reader *reader, const struct yaml_node *map,
                     const struct slot_times *written, struct day_state *day, struct slot *slot);

/* "9:00–12:30" where the reader is; false where it is none, which is a finding. */
bool time_range_read(struct reader *reader, const struct yaml_node *node, int *ret_start,
                     int *ret_end);

/* `hard_end:` of the programme, which may lie after the midnight that its last day crosses. */
void hard_end_read(struct reader *reader, const struct yaml_node *node);

#endif
