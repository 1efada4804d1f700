/*
 * What a fuzz target holds to: not assert(), since it must hold in every build.
 */
#ifndef DAIS_TESTS_FUZZ_MUST_H
#define DAIS_TESTS_FUZZ_MUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the program, and says what does not hold, unless it does. */
void must(bool holds, const char *what);

/* A text from data, on its way to people: UTF-8, and no controls but newlines and tabs. */
void must_be_text(const char *text);

#endif
