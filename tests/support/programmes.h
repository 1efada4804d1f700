/*
 * Programmes built in memory, for tests that want no file.
 */
#ifndef DAIS_TESTS_PROGRAMMES_H
#define DAIS_TESTS_PROGRAMMES_H

#include <dais/core/programme.h>

/* A slot as a test writes it. */
struct given_slot {
    size_t day; /* index; the programme has as many days as its slots need */
    int start;  /* minutes since midnight; -1: untimed */
    int end;    /* likewise */
    enum slot_kind kind;
    const char *title; /* NULL: "Slot " and its number */
    enum hard hard;
};

/* Minutes since midnight. */
#define AT(hour, minute) ((hour)*60 + (minute))

/*
 * A programme in the zone of a POSIX rule ("EAT-3"), on consecutive days from `date`
 * ("2022-05-18"; NULL: no date). Slots are completed: id "s1" …, cues of 5 and 1 minutes.
 */
struct programme *programme_given(const char *zone, const char *date,
                                  const struct given_slot *slots, size_t count);

/* The morning of SOU-88: six slots from 09:00 to 12:30 in Kisumu, 2022-05-18. */
struct programme *programme_sou88(void);

/*
 * The same with people, under a rule. The panel has seven speakers, of whom the second has ten
 * minutes of his own and the last two are to be confirmed, and keeps 15 minutes for questions;
 * the breakouts give each of their two tracks five minutes at their end.
 */
struct programme *programme_panel(enum attribution rule);

#endif
