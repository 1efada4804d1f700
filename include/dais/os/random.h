/*
 * Randomness: ids of launches and writers come from here.
 */
#ifndef DAIS_OS_RANDOM_H
#define DAIS_OS_RANDOM_H

#include <stdint.h>

/* 64 random bits of the kernel; waits for them where the machine has only just started. */
uint64_t random_bits(void);

#endif
