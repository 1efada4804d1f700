/*
 * Sessions on the disc in memory, for targets that need one: something in every view.
 */
#ifndef DAIS_TESTS_FUZZ_PREPARED_H
#define DAIS_TESTS_FUZZ_PREPARED_H

#include <stdbool.h>

#include <dais/store/folder.h>

#define PREPARED_SESSION "/session"

/* Before it; its panel runs; and under the Chatham House rule; texts are adopted; it is over. */
enum scenario { BEFORE, RUNNING, RULED, ADOPTING, OVER, SCENARIO_COUNT };

/* Only this is on the disc then, and the machine's clock is where the session is. */
void prepared_put(enum scenario scenario);

/* Opens it, once more if need be; the writer is the one that made it. */
struct folder *prepared_open(void);

/* The language of messages, where there are catalogues. */
void prepared_set_language(bool french);

#endif
