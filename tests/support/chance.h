/*
 * Chance that can be repeated: the same seed gives the same numbers on every machine. And the
 * two settings by which every harness that lives on it is asked for more, or for one run again.
 */
#ifndef DAIS_TESTS_CHANCE_H
#define DAIS_TESTS_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

#include <dais/core/programme.h>

struct chance {
    uint64_t state; /* the seed, to begin with */
};

uint64_t chance_next(struct chance *chance);

/* 0 … limit - 1; limit over 0. */
unsigned chance_below(struct chance *chance, unsigned limit);

/* True that many times in a hundred. */
bool chance_percent(struct chance *chance, unsigned percent);

/* How many runs (DAIS_PROPERTY_RUNS), and from which seed on (DAIS_PROPERTY_SEED). */
uint64_t chance_runs(uint64_t usual);
uint64_t chance_seed(uint64_t usual);

/* Says how often a case was met, where DAIS_PROPERTY_TALLY asks for it: script/prove adds up. */
void chance_tally(const char *what, uint64_t count);

/*
 * Some programme: one to three days of up to four slots each, with gaps, breaks, hard times,
 * zero lengths, evenings over midnight, on days on which the clocks change and others, or without
 * a date.
 */
struct programme *chance_programme(struct chance *chance);

/* Gives a programme three people, some rule, and some of its slots speakers and time for questions.
 */
void chance_add_people(struct chance *chance, struct programme *programme);

#endif
