/*
 * Plans in words, for `replan`, `status` and `show`.
 */
#ifndef DAIS_CLI_SAY_PLAN_H
#define DAIS_CLI_SAY_PLAN_H

#include <dais/core/session.h>

/* "ends 12:33, 3 min late", or "in time". */
void say_plan_end(const struct session *session, const struct plan_change *change, struct buf *out);

/*
 * Two lines, each indented: by how much it misses what it aims at, and without which slots it
 * would not. Nothing where it misses nothing.
 */
void say_plan_misses(const struct session *session, const struct plan_change *change,
                     const char *language, struct buf *out);

/*
 * One line: by how much a hard end of the day is passed, accepted or not, and `dais replan` where
 * one is offered by itself. Nothing where none is passed by a minute.
 */
void say_plan_passed(const struct timekeeper *timekeeper, const struct forecast *forecast,
                     const char *language, struct buf *out);

/* One line, on another day than that of the session, where how late it is means nothing. */
void say_plan_day(const struct timekeeper *timekeeper, size_t day, struct buf *out);

#endif
