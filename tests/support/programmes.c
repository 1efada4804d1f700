#include "programmes.h"

#include <assert.h>

#include <dais/core/programme_times.h>

static struct lingual one_text(const char *text)
{
    struct lingual lingual = {0};
    array_push(&lingual.texts, ((struct lingual_text){.text = text}));
    return lingual;
}

static void add_slot(struct programme *programme, const struct given_slot *given)
{
    size_t index = programme->slots.count;
    struct slot slot = {
        .day = given->day,
        .kind = given->kind,
        .timed = given->start >= 0,
        .start = given->start,
        .end = given->end,
        .minimum = MSEC_NONE,
        .hard = given->hard,
        .cues = {.warning = MSEC_NONE, .danger = MSEC_NONE},
    };
    if (given->title != NULL) {
        slot.title = one_text(given->title);
    } else {
        BUF_LOCAL struct buf title = {0};
        buf_add_format(&title, "Slot %zu", index + 1);
        slot.title = one_text(arena_text(&programme->arena, buf_text(&title)));
    }
    array_push(&programme->slots, slot);
    programme_complete_slot(programme, index);
}

struct programme *programme_given(const char *zone, const char *date,
                                  const struct given_slot *slots, size_t count)
{
    struct programme *programme = programme_new("given.yaml");
    programme->title = one_text("A given programme");
    zone_free(programme->zone);
    programme->zone = zone_new_rule(zone);
    programme->zone_given = true;
    assert(programme->zone != NULL);
    bool dated = date != NULL && date_parse(date, &programme->date);
    for (size_t i = 0; i < count; i++) {
        while (programme->days.count <= slots[i].day) {
            struct day day = {
                .date = dated ? programme->date + (int64_t)programme->days.count : DAY_UNKNOWN,
                .first = i,
            };
            array_push(&programme->days, day);
        }
        programme->days.items[slots[i].day].count++;
        add_slot(programme, &slots[i]);
    }
    return programme;
}

struct programme *programme_sou88(void)
{
    static const struct given_slot slots[] = {
        {0, AT(9, 0), AT(9, 15), SLOT_OPENING, "Session introduction and rules", HARD_NONE},
        {0, AT(9, 15), AT(10, 30), SLOT_PANEL, "High-level expert panel", HARD_NONE},
        {0, AT(10, 30), AT(11, 0), SLOT_BREAK, "Coffee break", HARD_NONE},
        {0, AT(11, 0), AT(11, 30), SLOT_PRESENTATION, "Presentation MMC", HARD_NONE},
        {0, AT(11, 30), AT(12, 15), SLOT_BREAKOUTS, "Two parallel breakout sessions", HARD_NONE},
        {0, AT(12, 15), AT(12, 30), SLOT_ADOPTION,
         "Adoption of the conclusions and recommendations", HARD_END},
    };
    struct programme *programme =
        programme_given("EAT-3", "2022-05-18", slots, sizeof slots / sizeof *slots);
    programme->code = "SOU-88";
    return programme;
}

static const struct {
    const char *key, *name, *affiliation;
} panel[] = {
    {"aydi", "Mohamed Wajdi Aydi", "City of Sfax"},
    {"pyne", "Samuel Pyne", "City of Kumasi"},
    {"hakiza", "Robert Hakiza", "YARID"},
    {"riallant", "Cécile Riallant", "IOM"},
    {"skim", "Ahmed Skim", "Ministry of Foreign Affairs"},
    {"cochetel", "Vincent Cochetel", "UNHCR"},
    {"unhabitat", NULL, "UN-Habitat"},
};

static void add_track(struct slot *slot, const char *title)
{
    struct track track = {.title = one_text(title)};
    array_push(&slot->tracks, track);
}

struct programme *programme_panel(enum attribution rule)
{
    enum { SECOND = 1, FIRST_TBC = 5 };
    struct programme *programme = programme_sou88();
    programme->attribution = rule;
    for (size_t i = 0; i < programme->slots.count; i++)
        programme->slots.items[i].attribution = rule;
    struct slot *slot = &programme->slots.items[1];
    slot->questions = 15 * MSEC_MINUTE;
    for (size_t i = 0; i < sizeof panel / sizeof *panel; i++) {
        struct person person = {
            .key = panel[i].key,
            .name = panel[i].name,
            .affiliation = one_text(panel[i].affiliation),
            .status = i < FIRST_TBC ? CONFIRMED : TO_BE_CONFIRMED,
        };
        struct part part = {
            .person = i,
            .share = i == SECOND ? 10 * MSEC_MINUTE : MSEC_NONE,
        };
        array_push(&programme->people, person);
        array_push(&slot->roles[ROLE_SPEAKERS].list, part);
    }
    slot = &programme->slots.items[4];
    slot->report_back = 5 * MSEC_MINUTE;
    add_track(slot, "Complementarity");
    add_track(slot, "Sustainability");
    return programme;
}
