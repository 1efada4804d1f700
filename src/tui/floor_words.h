/*
 * The floor in words and figures: what session, stage and Floor view say alike. Who is called by
 * which name core decides, by the rule of the slot.
 */
#ifndef DAIS_TUI_FLOOR_WORDS_H
#define DAIS_TUI_FLOOR_WORDS_H

#include "big_clock.h"
#include "wording.h"

/* Has the slot of scene->floor anybody on its list? */
bool floor_words_any(const struct scene *scene);

/* Is the list worth a line: has somebody had the floor, or is it what orders the slot? Where rounds
   or reports do that, nobody waits for the floor. */
bool floor_words_counts(const struct scene *scene);

/* The turns of that slot; not where scene->floor.slot is SLOT_NONE. */
const struct turn *floor_words_turn(const struct scene *scene, size_t turn);

/* Does somebody have the floor, in this state? */
bool floor_words_stands(const struct scene *scene, enum turn_state state);

/* Who has the floor, else who had it last; TURN_NONE: nobody yet. */
size_t floor_words_shown(const struct scene *scene);

/* "Samuel Pyne, Kumasi (tbc)", "Speaker 3"; `brief`: without affiliation where there is a name. */
void floor_words_name(const struct scene *scene, size_t turn, bool brief, struct buf *out);

/* ● ‖ ✓ – or a space; "speaks", "asks", "absent" …, translated, lent. */
const char *floor_words_mark(const struct scene *scene, size_t turn);
const char *floor_words_state(const struct scene *scene, size_t turn);

/* The level of its share; on time where it has none. */
enum level floor_words_level(const struct scene *scene, size_t turn);

/* "2:10", "≈ 2:10"; the share "9:40", "" without; "+0:25" over, "" within. */
void floor_words_spoken(const struct scene *scene, size_t turn, struct buf *out);
void floor_words_share(const struct scene *scene, size_t turn, struct buf *out);
void floor_words_over(const struct scene *scene, size_t turn, struct buf *out);

/* "2:10 of 9:40", or without a share "2:10". */
void floor_words_time(const struct scene *scene, size_t turn, struct buf *out);

/* Who comes next, two at most: "Cécile Riallant, IOM · Vincent Cochetel (tbc)"; may be nothing. */
void floor_words_next(const struct scene *scene, size_t most, struct buf *out);

/* Who speaks or has spoken last, as a big clock: time left, or over; its final time when done. */
void floor_words_clock(const struct scene *scene, size_t turn, struct big_clock *ret_clock);

/*
 * The next of the people behind `ref_filled` ("": from the first) whose name or a word of it begins
 * as `typed`, heeding neither case nor accents; after the last comes the first again. "" where
 * there is none.
 */
void floor_words_complete(const struct scene *scene, const char *typed, struct buf *ref_filled);

#endif
