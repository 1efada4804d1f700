/*
 * What must hold of names, however often the attribution rule changes and whoever does not know of
 * it: laptops of two writers change it, undo, capture, give the floor, and meet now and then. A
 * second count of what was in force, made from the log alone and line by line, says what may be
 * shown at most.
 *
 * DAIS_PROPERTY_RUNS says how many random sessions, DAIS_PROPERTY_SEED from which on.
 */
#include <dais/core/report.h>
#include <dais/core/session.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "laptop.h"
#include "programmes.h"
#include "suite.h"

enum { RUNS = 120, STEPS = 50, LAPTOPS = 3, SLOTS = 6 };

static struct programme *programme;
static struct laptop laptops[LAPTOPS];

/* Laptops 0 and 1 are of one writer, 2 is another's. Slot 1 has a rule of its own. */
static void setup(struct chance *chance)
{
    programme = programme_panel((enum attribution)chance_below(chance, ATTRIBUTION_COUNT));
    programme->slots.items[0].own_attribution = true;
    programme->slots.items[0].attribution =
        (enum attribution)chance_below(chance, ATTRIBUTION_COUNT);
    msec_t now = zone_instant(programme->zone, programme->date, AT(8, 50));
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_init(&laptops[i], programme, i < 2 ? 1 : 2, i + 1, now + i);
}

static void teardown(void)
{
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_finish(&laptops[i]);
    programme_free(programme);
}

/* ---- the second count ---- */

/* Which session.rule of the log hold at some line; by their index. */
struct counting {
    const struct session *session;
    ARRAY_OF(bool) holds;
};

static size_t index_of(const struct session *session, const struct event_id *id)
{
    size_t i = 0;
    while (!event_id_equal(&session_log_at(session, i)->event->id, id))
        i++;
    return i;
}

/* The line at `at` has happened. */
static void count_line(struct counting *counting, size_t at)
{
    const struct logged *logged = session_log_at(counting->session, at);
    array_push(&counting->holds, false);
    if (logged->is_void)
        return;
    if (logged->event->op == EVENT_SESSION_RULE)
        counting->holds.items[at] = true;
    if (logged->event->op != EVENT_UNDO && logged->event->op != EVENT_REDO)
        return;
    struct event_id id = event_target(logged->event, KEY_TARGET);
    size_t target = index_of(counting->session, &id);
    if (session_log_at(counting->session, target)->event->op == EVENT_SESSION_RULE)
        counting->holds.items[target] = logged->event->op == EVENT_REDO;
}

/* The last word about a slot, or NULL: the session. -1: none. */
static int last_word(const struct counting *counting, const char *slot)
{
    for (size_t i = counting->holds.count; i-- > 0;) {
        const struct event *event = session_log_at(counting->session, i)->event;
        if (counting->holds.items[i] && event_same_text(event_text(event, KEY_SLOT), slot))
            return attribution_find(event_text(event, KEY_RULE));
    }
    return -1;
}

static enum attribution rule_in(const struct counting *counting, const char *slot)
{
    int own = slot == NULL ? -1 : last_word(counting, slot);
    int whole = last_word(counting, NULL);
    const struct slot *planned = slot == NULL ? NULL : programme_find_slot(programme, slot);
    if (own >= 0)
        return (enum attribution)own;
    if (planned != NULL && planned->own_attribution)
        return planned->attribution;
    return whole >= 0 ? (enum attribution)whole : programme->attribution;
}

static void stricter(enum attribution *ref_rule, enum attribution other)
{
    *ref_rule = other > *ref_rule ? other : *ref_rule;
}

/* ---- what is shown ---- */

/* How much of somebody is in a text: a name, an affiliation, nothing. */
static enum attribution told_in(const char *text)
{
    for (size_t i = 0; i < programme->people.count; i++) {
        const char *name = programme->people.items[i].name;
        if (name != NULL && strstr(text, name) != NULL)
            return ATTRIBUTION_NAMED;
    }
    for (size_t i = 0; i < programme->people.count; i++) {
        if (strstr(text, lingual_in(&programme->people.items[i].affiliation, NULL)) != NULL)
            return ATTRIBUTION_AFFILIATION;
    }
    return ATTRIBUTION_CHATHAM_HOUSE;
}

static void write_english(const struct message *message, struct buf *out)
{
    message_write(message, NULL, out);
}

static void check_floors(const struct session *session, const enum attribution *floors,
                         uint64_t seed)
{
    const struct timekeeper *timekeeper = session_timekeeper(session);
    for (size_t i = 0; i < timekeeper->slots.count && i < SLOTS; i++) {
        const struct floor *floor = &timekeeper->slots.items[i].floor;
        for (size_t j = 0; j < floor->turns.count; j++) {
            struct message name;
            BUF_LOCAL struct buf text = {0};
            if (floor->turns.items[j].kind == TURN_TRACK)
                continue;
            turn_name(&floor->turns.items[j], session_attendance(session),
                      timekeeper_floor_rule(timekeeper, i), "en", false, &name);
            write_english(&name, &text);
            message_finish(&name);
            ck_assert_msg(told_in(buf_text(&text)) >= floors[i], "seed %" PRIu64 " slot %zu: %s",
                          seed, i + 1, buf_text(&text));
        }
    }
}

/* The strictest for each of the slots' floors: from the first to the last thing on it, and now. */
static void count_floors(const struct session *session, enum attribution ret_floors[SLOTS])
{
    struct counting counting = {.session = session};
    bool began[SLOTS] = {false};
    enum attribution since[SLOTS]; /* while nothing more has happened there */
    memset(ret_floors, 0, SLOTS * sizeof *ret_floors);
    for (size_t at = 0; at < session_log_count(session); at++) {
        const struct logged *logged = session_log_at(session, at);
        const char *slot = event_text(logged->event, KEY_SLOT);
        bool floor = logged->event->op >= EVENT_FLOOR_REQUEST &&
                     logged->event->op <= EVENT_FLOOR_ORDER && !logged->is_void && !logged->undone;
        for (unsigned i = 0; i < SLOTS; i++) {
            enum attribution now = rule_in(&counting, programme->slots.items[i].id);
            if (began[i])
                stricter(&since[i], now);
            if (!floor || strcmp(slot, programme->slots.items[i].id) != 0)
                continue;
            stricter(&ret_floors[i], now);
            if (began[i])
                stricter(&ret_floors[i], since[i]);
            began[i] = true;
            since[i] = now;
        }
        count_line(&counting, at);
    }
    for (unsigned i = 0; i < SLOTS; i++)
        stricter(&ret_floors[i], rule_in(&counting, programme->slots.items[i].id));
    free(counting.holds.items);
}

/* The strictest under which an entry was captured, amended, moved; and the one where it is now. */
static enum attribution count_entry(const struct session *session, const struct entry *entry)
{
    struct counting counting = {.session = session};
    enum attribution rule = ATTRIBUTION_NAMED;
    const char *slot = NULL;
    for (size_t at = 0; at < session_log_count(session); at++) {
        const struct logged *logged = session_log_at(session, at);
        const struct event *event = logged->event;
        bool add = event->op == EVENT_ENTRY_ADD && event_id_equal(&event->id, &entry->id);
        struct event_id of = {.sequence = 0};
        if (event->op == EVENT_ENTRY_AMEND || event->op == EVENT_ENTRY_MOVE)
            of = event_target(event, KEY_ENTRY);
        bool later = event_id_equal(&of, &entry->id) && !logged->is_void && !logged->undone;
        if (add || (later && event->op == EVENT_ENTRY_MOVE))
            slot = event_text(event, KEY_SLOT);
        if (add || later)
            stricter(&rule, rule_in(&counting, slot));
        count_line(&counting, at);
    }
    stricter(&rule, rule_in(&counting, entry->slot));
    free(counting.holds.items);
    return rule;
}

static void check(struct laptop *laptop, uint64_t seed)
{
    struct session *session = laptop->session;
    const struct record *record = session_record(session);
    enum attribution floors[SLOTS];
    for (size_t i = 0; i < record->entries.count; i++) {
        const struct entry *entry = record->entries.items[i];
        enum attribution rule = count_entry(session, entry);
        BUF_LOCAL struct buf text = {0};
        (void)report_speaker(session, entry, "en", &text);
        ck_assert_msg(told_in(buf_text(&text)) >= rule, "seed %" PRIu64 " %s under %s: %s", seed,
                      entry->shown, attribution_name(rule), buf_text(&text));
        ck_assert_int_eq(session_entry_attribution(session, entry), rule);
        struct wish wish = {
            .verb = WISH_AMEND, .entry = entry->shown, .fields = {.speaker = "pyne"}};
        struct event *event;
        struct refusal refusal = {0};
        if (session_decide(session, &wish, &laptop->actor, &event, &refusal)) {
            ck_assert_msg(rule != ATTRIBUTION_CHATHAM_HOUSE, "seed %" PRIu64 " %s", seed,
                          entry->shown);
            event_free(event);
        } else {
            refusal_finish(&refusal);
        }
    }
    count_floors(session, floors);
    check_floors(session, floors, seed);
}

/* ---- what people do ---- */

static void act(struct laptop *laptop, struct chance *chance)
{
    static const enum wish_verb verbs[] = {
        WISH_RULE,          WISH_RULE,        WISH_RULE,       WISH_UNDO, WISH_REDO,
        WISH_ADD,           WISH_ADD,         WISH_AMEND,      WISH_MOVE, WISH_NEXT,
        WISH_FLOOR_REQUEST, WISH_FLOOR_START, WISH_FLOOR_STOP, WISH_GOTO, WISH_PERSON_STATE,
    };
    static const char *const slots[] = {NULL, NULL, "1", "2", "4"};
    static const char *const people[] = {"pyne", "aydi", "riallant", NULL};
    const struct record *record = session_record(laptop->session);
    size_t count = record->entries.count;
    const char *speaker = people[chance_below(chance, 4)];
    struct wish wish = {
        .verb = verbs[chance_below(chance, sizeof verbs / sizeof *verbs)],
        .rule = (enum attribution)chance_below(chance, ATTRIBUTION_COUNT),
        .relax = chance_percent(chance, 80),
        .slot = slots[chance_below(chance, 5)],
        .entry =
            count > 0 ? record->entries.items[chance_below(chance, (unsigned)count)]->shown : "N1",
        .fields = {.text = chance_percent(chance, 50) ? "Cities lead." : "Funds follow.",
                   .speaker = speaker},
        .person = speaker,
        .state = PERSON_ABSENT,
    };
    laptop_at(laptop, laptop->actor.now.wall + 1000 + chance_below(chance, 60000));
    (void)laptop_wish(laptop, &wish, NULL);
    if (laptop->refusal.kind == REFUSED_NOT_HOLDER && chance_percent(chance, 50))
        (void)laptop_do(laptop, WISH_TAKE);
}

static void meet(void)
{
    for (unsigned from = 0; from < LAPTOPS; from++) {
        for (unsigned to = 0; to < LAPTOPS; to++) {
            for (size_t i = 0; from != to && i < laptops[from].written.count; i++)
                (void)laptop_receive(&laptops[to], laptops[from].written.items[i]);
        }
    }
}

START_TEST(test_nothing_comes_to_light)
{
    uint64_t first = chance_seed(1);
    uint64_t runs = chance_runs(RUNS);
    for (uint64_t seed = first; seed < first + runs; seed++) {
        struct chance chance = {seed};
        setup(&chance);
        for (unsigned step = 0; step < STEPS; step++) {
            act(&laptops[chance_below(&chance, LAPTOPS)], &chance);
            if (chance_percent(&chance, 12))
                meet();
            if (step % 10 == 9)
                check(&laptops[chance_below(&chance, LAPTOPS)], seed);
        }
        meet();
        for (unsigned i = 0; i < LAPTOPS; i++)
            check(&laptops[i], seed);
        teardown();
    }
}
END_TEST

SUITE("core/rule_properties", test_nothing_comes_to_light)
