/*
 * What is worth a warning about a programme that could be read.
 */
#ifndef DAIS_STORE_PROGRAMME_CHECK_H
#define DAIS_STORE_PROGRAMME_CHECK_H

#include "programme_reader.h"

/*
 * Rounds, reports of tracks and time for questions that do not fit their slot, do not fill it or
 * have no effect; times that the zone's clocks pass over. Called when all slots were read.
 */
void programme_check(struct reader *reader);

#endif
