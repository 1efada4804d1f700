/*
 * How the floor of a slot changes. Used by the timekeeper, which knows what time a slot has had
 * and adds the speaker's part of it before anything changes.
 */
#ifndef DAIS_CORE_FLOOR_FOLD_H
#define DAIS_CORE_FLOOR_FOLD_H

#include <dais/core/floor.h>

/* A turn at the end of the list, with the next place; lent until the next one. */
struct turn *floor_add(struct floor *floor, enum turn_kind kind);

/* Does the state hold that a floor event expects? */
bool floor_allows(const struct floor *floor, const struct event *event);

/* Folds an event that is allowed. `arena` keeps its texts. */
void floor_fold(struct floor *floor, const struct event *event, const struct programme *programme,
                struct arena *arena);

/* Who has the floor, unless paused, has spoken for `span` more. */
void floor_count(struct floor *floor, msec_t span, bool approximate);

/* The slot ended: nobody has the floor any more. */
void floor_end(struct floor *floor, const struct instant *at);

/* The slot waits again, as if nobody had spoken; requests and the order of turns stay. */
void floor_take_back(struct floor *floor);

#endif
