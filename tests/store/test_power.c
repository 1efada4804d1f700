/*
 * Lives of writers on a disc that loses power before each of its changes: what was promised is
 * there, and what is shown was written. DAIS_PROPERTY_RUNS and DAIS_PROPERTY_SEED ask for other
 * lives; script/torture runs as many as make a million discs.
 */
#include <suite.h>

#include <stdlib.h>

#include "lives.h"

enum { LIVES = 40, CUTS = 3, LONGEST = 12 /* things done */ };

static void add_up(const struct met *met)
{
    chance_tally("discs found after a loss of power, or a kill", met->states);
    chance_tally("discs of which something was not synced", met->at_stake);
    chance_tally("lives of writers", met->lives);
    chance_tally("discs after a kill", met->cuts[CUT_NOTHING]);
    chance_tally("discs with nothing that was not synced", met->cuts[CUT_ALL]);
    chance_tally("discs with any part of it", met->cuts[CUT_SOME]);
    chance_tally("lives after a loss of power", met->deeper[1]);
    chance_tally("lives after two", met->deeper[2]);
    chance_tally("lives after three", met->deeper[3]);
    chance_tally("calls that were refused", met->faults);
    chance_tally("torn frames", met->torn);
    chance_tally("unreadable frames", met->unreadable);
    chance_tally("frames that read though their check sum does not hold", met->changed);
    chance_tally("empty files", met->empty);
    chance_tally("drafts offered", met->drafts);
    chance_tally("times saved in the rescue folder only", met->rescued);
    chance_tally("times NOT SAVED", met->unsaved);
    chance_tally("starts that could not read a file, and said so", met->refused);
}

START_TEST(test_lives)
{
    struct met met = {.states = 0};
    uint64_t first = chance_seed(1), runs = chance_runs(LIVES);
    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct chance chance = {seed};
        struct power_disc disc;
        struct promises promises = {.beside = false};
        struct life life;
        power_disc_init(&disc);
        promises.beside = chance_percent(&chance, 30);
        life_furnish(&disc, &promises);
        life_init(&life, &disc, &promises, &chance, &met);
        life.cuts = CUTS;
        life_open(&life);
        life_go_on(&life, 1 + chance_below(&chance, LONGEST));
        if (life.problem == NULL)
            life_heal(&life);
        ck_assert_msg(life.problem == NULL, "seed %llu: %s", (unsigned long long)seed,
                      life.problem);
        life_finish(&life, &promises);
        promises_finish(&promises);
        power_disc_finish(&disc);
    }
    add_up(&met);
}
END_TEST

SUITE("store/power", test_lives)
