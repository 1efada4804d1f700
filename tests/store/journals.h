/*
 * Events and journal files for the tests of store.
 */
#ifndef DAIS_TESTS_STORE_JOURNALS_H
#define DAIS_TESTS_STORE_JOURNALS_H

#include <dais/core/event.h>

enum { SAMPLE_EVENTS = 9 };

/* The launch that sample `which` (0 … 15) has. */
struct token sample_launch(unsigned which);

/* Event number `sequence` of a launch: the first begins it, the others differ in every way. */
struct event *sample_event(unsigned launch, uint64_t sequence);

/* Appends the frames of events `first` to `last` of a launch, chained from `*prev`. */
void sample_frames(unsigned launch, uint64_t first, uint64_t last, uint64_t *prev, struct buf *out);

#endif
