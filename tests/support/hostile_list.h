/* The texts of tests/data/hostile that can be C strings, written by list_hostile.py. */
#ifndef DAIS_TESTS_HOSTILE_LIST_H
#define DAIS_TESTS_HOSTILE_LIST_H

#include <stddef.h>

extern const char *const hostile_list[];
extern const size_t hostile_list_count;

#endif
