#include "chance.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "programmes.h"

/* Steele, Lea and Flood's SplitMix64. */
uint64_t chance_next(struct chance *chance)
{
    uint64_t z = (chance->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

unsigned chance_below(struct chance *chance, unsigned limit)
{
    return (unsigned)(chance_next(chance) % limit);
}

bool chance_percent(struct chance *chance, unsigned percent)
{
    return chance_below(chance, 100) < percent;
}

static uint64_t setting(const char *name, uint64_t usual)
{
    const char *text = getenv(name);
    return text == NULL || text[0] == '\0' ? usual : strtoull(text, NULL, 10);
}

uint64_t chance_runs(uint64_t usual)
{
    return setting("DAIS_PROPERTY_RUNS", usual);
}

uint64_t chance_seed(uint64_t usual)
{
    return setting("DAIS_PROPERTY_SEED", usual);
}

void chance_tally(const char *what, uint64_t count)
{
    if (getenv("DAIS_PROPERTY_TALLY") != NULL)
        fprintf(stderr, "tally: %s: %" PRIu64 "\n", what, count);
}

static enum slot_kind some_kind(struct chance *chance)
{
    if (chance_percent(chance, 75))
        return SLOT_SESSION;
    return chance_percent(chance, 70) ? SLOT_BREAK : SLOT_LUNCH;
}

struct programme *chance_programme(struct chance *chance)
{
    static const struct {
        const char *zone;
        const char *date;
    } places[] = {
        {"EAT-3", "2022-05-18"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-03-26"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2022-10-29"},
        {"EST5EDT,M3.2.0,M11.1.0", "2022-11-05"},
        {"EAT-3", NULL},
    };
    struct given_slot slots[12];
    size_t count = 0;
    size_t days = 1 + chance_below(chance, 3);
    for (size_t day = 0; day < days; day++) {
        int time = chance_percent(chance, 30) ? AT(22, 0) : (int)chance_below(chance, 20) * 30;
        for (unsigned left = 1 + chance_below(chance, 4); left > 0; left--) {
            time += chance_percent(chance, 30) ? (int)chance_below(chance, 5) * 5 : 0;
            int length = chance_percent(chance, 5) ? 0 : 5 + (int)chance_below(chance, 12) * 5;
            enum slot_kind kind = some_kind(chance);
            enum hard hard = HARD_NONE;
            if (chance_percent(chance, 20))
                hard = (enum hard)(1 + chance_below(chance, 3));
            slots[count++] = (struct given_slot){
                .day = day, .start = time, .end = time + length, .kind = kind, .hard = hard};
            time += length;
        }
    }
    size_t place = chance_below(chance, sizeof places / sizeof *places);
    return programme_given(places[place].zone, places[place].date, slots, count);
}

static void add_speaker(struct chance *chance, struct slot *slot, size_t person)
{
    struct part part = {.person = person, .share = MSEC_NONE};
    if (chance_percent(chance, 30))
        part.share = MSEC_MINUTE * (1 + (msec_t)chance_below(chance, 9));
    array_push(&slot->roles[ROLE_SPEAKERS].list, part);
}

void chance_add_people(struct chance *chance, struct programme *programme)
{
    static const char *const keys[] = {"one", "two", "three"};
    static const char *const names[] = {"Speaker the First", "Speaker the Second", NULL};
    enum attribution rule = (enum attribution)chance_below(chance, ATTRIBUTION_COUNT);
    programme->attribution = rule;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct person person = {.key = keys[i], .name = names[i], .status = CONFIRMED};
        struct lingual_text town = {.text = "A town"};
        array_push(&person.affiliation.texts, town);
        if (chance_percent(chance, 20))
            person.status = TO_BE_CONFIRMED;
        array_push(&programme->people, person);
    }
    for (size_t i = 0; i < programme->slots.count; i++) {
        struct slot *slot = &programme->slots.items[i];
        slot->attribution = rule;
        if (chance_percent(chance, 40))
            slot->questions = MSEC_MINUTE * (msec_t)chance_below(chance, 10);
        for (size_t person = 0; person < programme->people.count; person++) {
            if (chance_percent(chance, 40))
                add_speaker(chance, slot, person);
        }
    }
}
