/*
 * Sessions of the samples, played from a script in memory: what reports are made of in tests.
 * Entries carry no speaker and no words of anybody (design, "Samples").
 */
#ifndef DAIS_TESTS_MORNING_H
#define DAIS_TESTS_MORNING_H

#include "laptop.h"

/*
 * Reads `folder`/programme.yaml, plays the script of that name ("sou-88", "mc2cm-sfax-2019";
 * any other: nothing happens) and leaves the session as it is then. The laptop's now is that of
 * the last step. False: the programme cannot be read, or a wish was refused; it says why on
 * the error stream.
 */
bool morning_play(const char *folder, const char *script, struct programme **ret_programme,
                  struct laptop *ret_laptop);

#endif
