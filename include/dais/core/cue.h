/*
 * Cues: what a room is told by the clock without looking at it. A moment is what there is to
 * know at an instant; of two moments one after the other, cue_due() tells which cues fall due.
 *
 *     start    a slot has the clock for the first time
 *     warning, danger, zero    its level got there (zero: nothing is left)
 *     over     every five minutes of overtime
 *     change   the next phase of it began: a round, its questions, a track's report
 *     end      a slot that had the clock is done
 *
 * However far apart the moments lie, at most one of each kind falls due, the latest: one start,
 * one end, one change, and one of warning, danger, zero and over. Going back (an undo, a slot
 * that goes on, more time) is no cue; what is reached again afterwards is one again.
 */
#ifndef DAIS_CORE_CUE_H
#define DAIS_CORE_CUE_H

#include <dais/core/timekeeper.h>

enum cue { CUE_START, CUE_WARNING, CUE_DANGER, CUE_ZERO, CUE_OVER, CUE_CHANGE, CUE_END, CUE_COUNT };
const char *cue_name(enum cue cue); /* "start" … as a hook is called with it */

/* One end of a stretch of the clock, and whose. */
struct cue_edge {
    struct instant at; /* when */
    unsigned slot;     /* its number; 0: there was none yet */
};

/* What cues depend on, at one instant. Holds nothing that is lent. */
struct cue_moment {
    unsigned slot;  /* number of the slot that has the clock; 0: none has */
    size_t stretch; /* which of its stretches this is, from 1 */
    unsigned steps; /* of its level: 0 on time, 1 warning, 2 danger, 3 zero, then one more for every
                       five minutes over */
    size_t part;    /* phases of it that are behind: rounds, questions, reports */
    struct cue_edge start; /* latest first start of a slot that counts */
    struct cue_edge end;   /* latest end that counts */
};

/* Reads the moment at `now`. */
void cue_moment_read(const struct timekeeper *timekeeper, const struct instant *now,
                     struct cue_moment *ret_moment);

struct due_cue {
    enum cue cue;
    unsigned slot; /* number of the slot that it is about */
};
enum { CUES_DUE_MOST = 4 };

/*
 * Fills `ret_cues` with what fell due after `before` and up to `now`, in order; returns how
 * many: 0 where the two are the same.
 */
size_t cue_due(const struct cue_moment *before, const struct cue_moment *now,
               struct due_cue ret_cues[CUES_DUE_MOST]);

#endif
