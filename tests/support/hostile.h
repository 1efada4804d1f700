/*
 * Texts that people or attackers put where a text is asked for: a sample of tests/data/hostile, all
 * of it where DAIS_HOSTILE_STEP is 1. All valid UTF-8, none empty.
 */
#ifndef DAIS_TESTS_HOSTILE_H
#define DAIS_TESTS_HOSTILE_H

#include <stddef.h>

size_t hostile_count(void);
const char *hostile_at(size_t index);

#endif
