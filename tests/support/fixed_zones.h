/*
 * A few time zones that need no zone data, for what reads programmes in tests.
 */
#ifndef DAIS_TESTS_FIXED_ZONES_H
#define DAIS_TESTS_FIXED_ZONES_H

#include <dais/store/programme_read.h>

/* Knows Africa/Nairobi, Africa/Tunis, Europe/Berlin, Europe/Paris and UTC; the machine's is UTC. */
struct programme_zones fixed_zones(void);

#endif
