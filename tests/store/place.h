/*
 * A record, the journal that writes it, and what it promised: for the tests of journals.
 */
#ifndef DAIS_TESTS_STORE_PLACE_H
#define DAIS_TESTS_STORE_PLACE_H

#include <dais/base/buf.h>
#include <dais/store/journal.h>
#include <dais/store/recovery.h>

/* A record folder and a rescue folder, neither of them made yet, and what was promised. */
struct place {
    struct buf scratch, record, rescue;
    struct journal *journal;
    ARRAY_OF(struct event *) promised; /* shown with a tick */
    ARRAY_OF(struct event *) pending;  /* shown as NOT SAVED */
    uint64_t appended;
};

void place_init(struct place *place, const struct files *files);
void place_finish(struct place *place);

/* Appends another event; what has a tick by then is promised. */
void place_append(struct place *place);

/* What was NOT SAVED is promised now, if the status says so. */
void place_settle(struct place *place);

/* The bytes of the file that is written, appended to `out`. */
void place_read_file(const struct place *place, struct buf *out);

/* All events that a reader finds afterwards, and how many of them are like one. */
void place_read_back(const struct place *place, struct events *ret_events,
                     struct findings *ret_findings);
size_t place_count_equal(const struct events *events, const struct event *event);

/* Every promise is kept, once; and nothing is there that was never written. */
bool place_holds(const struct place *place);

#endif
