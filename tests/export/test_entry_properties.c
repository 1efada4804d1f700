/*
 * Writers who amend, merge and put in order the same entries without knowing of each other, with
 * clocks that stand days apart, and whose journals are collected in random portions and orders.
 *
 *   same     whoever has the same events says the same, byte for byte
 *   heads    what stands side by side, by a second count from the events alone; no version is lost
 *   order    of the record, by a second count
 *   merges   lead to an entry in force, or to one that was withdrawn itself
 *   settle   whoever chooses last leaves one version of each
 *
 * DAIS_PROPERTY_RUNS says how many random sessions, DAIS_PROPERTY_SEED from which on.
 */
#include <dais/core/session.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <dais/export/json_outputs.h>

#include "chance.h"
#include "laptop.h"
#include "programmes.h"
#include "suite.h"

enum { RUNS = 150, STEPS = 90, LAPTOPS = 3, ENTRIES = 6, MANY = 10000 };

static struct programme *programme;
static struct laptop laptops[LAPTOPS];
static ARRAY_OF(const struct event *) all; /* that anybody wrote, lent */
static uint64_t seed;
static unsigned texts; /* written so far: each is another */

static msec_t at(int hour)
{
    return zone_instant(programme->zone, programme->date, AT(hour, 0));
}

/* Entries that everybody knows. */
static void setup(struct chance *chance)
{
    programme = programme_sou88();
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_init(&laptops[i], programme, i + 1, i + 1, at(9));
    for (unsigned i = 0; i < ENTRIES; i++)
        laptop_wish(&laptops[0],
                    &(struct wish){.verb = WISH_ADD,
                                   .kind = i % 2 == 0 ? ENTRY_RECOMMENDATION : ENTRY_NOTE,
                                   .fields = {.text = "As it was said."}},
                    NULL);
    for (unsigned i = 1; i < LAPTOPS; i++) {
        for (size_t k = 0; k < laptops[0].written.count; k++)
            laptop_receive(&laptops[i], laptops[0].written.items[k]);
        /* one of them may be days ahead, or behind */
        laptop_at(&laptops[i], at(9) + (chance_percent(chance, 30) ? 3 * MSEC_DAY : MSEC_MINUTE));
    }
}

static void teardown(void)
{
    for (unsigned i = 0; i < LAPTOPS; i++)
        laptop_finish(&laptops[i]);
    programme_free(programme);
}

static const char *any_entry(const struct laptop *laptop, struct chance *chance)
{
    const struct record *record = session_record(laptop->session);
    return record->entries.items[chance_below(chance, (unsigned)record->entries.count)]->shown;
}

static void write_something(struct laptop *laptop, struct chance *chance)
{
    static const enum wish_verb often[] = {
        WISH_AMEND, WISH_AMEND,    WISH_AMEND, WISH_AMEND, WISH_AMEND, WISH_AMEND, WISH_SETTLE,
        WISH_UNDO,  WISH_UNDO,     WISH_REDO,  WISH_MERGE, WISH_ORDER, WISH_ORDER, WISH_STAND,
        WISH_ADD,   WISH_WITHDRAW, WISH_MERGE, WISH_MERGE, WISH_UNDO,
    };
    struct buf text = {0};
    buf_add_format(&text, "Text %u", texts++);
    struct wish wish = {
        .verb = often[chance_below(chance, sizeof often / sizeof *often)],
        .entry = any_entry(laptop, chance),
        .into = any_entry(laptop, chance),
        .behind = chance_percent(chance, 20) ? "" : any_entry(laptop, chance),
        .kind = ENTRY_RECOMMENDATION,
        .standing = chance_percent(chance, 50) ? STANDING_ADOPTED : STANDING_DRAFT,
        .why = "said so",
        .fields = {.text = chance_percent(chance, 80) ? buf_text(&text) : NULL,
                   .addressee = chance_percent(chance, 30) ? buf_text(&text) : NULL,
                   .translation_of = chance_percent(chance, 10) ? any_entry(laptop, chance) : NULL},
    };
    if (wish.verb == WISH_ADD && wish.fields.text == NULL)
        wish.fields.text = "One more.";
    if (wish.standing == STANDING_ADOPTED)
        wish.why = NULL;
    laptop_at(laptop, laptop->actor.now.wall + 1 + chance_below(chance, 2000));
    (void)laptop_wish(laptop, &wish, NULL);
    buf_finish(&text);
}

static void list_all(void)
{
    all.count = 0;
    for (unsigned i = 0; i < LAPTOPS; i++) {
        for (size_t k = 0; k < laptops[i].written.count; k++)
            array_push(&all, laptops[i].written.items[k]);
    }
}

/* Everything to a session, in some order, in portions, some of it twice. */
static void collect(struct session *session, struct chance *chance, bool forwards)
{
    list_all();
    for (size_t i = all.count; !forwards && i > 1; i--) {
        size_t other = chance_below(chance, (unsigned)i);
        const struct event *moved = all.items[i - 1];
        all.items[i - 1] = all.items[other];
        all.items[other] = moved;
    }
    for (size_t from = 0; from < all.count;) {
        size_t count = 1 + chance_below(chance, chance_percent(chance, 60) ? 8 : 700);
        count = count < all.count - from ? count : all.count - from;
        struct event **portion = mem_new(count, sizeof *portion);
        for (size_t i = 0; i < count; i++)
            portion[i] = event_dup(all.items[from + i]);
        session_apply_many_take(session, portion, count);
        free(portion);
        from += chance_percent(chance, 20) && count > 4 ? count - 3 : count;
    }
}

/* What the session says of its entries and its clock. */
static char *said_by(const struct session *session)
{
    struct buf out = {0};
    const struct record *record = session_record(session);
    struct instant now = {.wall = at(12)};
    json_write_entries(session, (const struct entry *const *)record->entries.items,
                       record->entries.count, "en", &out);
    json_write_status(session, &now, "en", &out);
    session_dump(session, at(12), true, &out);
    return buf_take(&out);
}

static void hold_same(const struct session *a, const struct session *b, const char *what)
{
    char *one = said_by(a);
    char *other = said_by(b);
    size_t at_byte = 0;
    while (one[at_byte] != '\0' && one[at_byte] == other[at_byte])
        at_byte++;
    size_t from = at_byte > 300 ? at_byte - 300 : 0;
    ck_assert_msg(strcmp(one, other) == 0, "seed %" PRIu64 ": %s:\n%.600s\n---\n%.600s", seed, what,
                  one + from, other + from);
    free(one);
    free(other);
}

/* The event of an id in the log; NULL: it is not known. */
static const struct logged *find(const struct session *session, const struct event_id *id)
{
    return session_log_find(session, id);
}

/* Does a version name another, or something undone that does? A second count, by walking down. */
static bool names(const struct session *session, const struct event *event,
                  const struct event_id *id, int depth)
{
    struct event_id named = event_target(event, KEY_BASE);
    const char *settles = event_text(event, KEY_SETTLES);
    while (named.sequence > 0 && depth > 0) {
        const struct logged *below = find(session, &named);
        if (event_id_equal(&named, id))
            return true;
        if (below != NULL && below->undone && below->event->op == EVENT_ENTRY_AMEND &&
            names(session, below->event, id, depth - 1))
            return true;
        if (settles == NULL || settles[0] == '\0' || !event_ids_next(&settles, &named))
            break;
    }
    return false;
}

static void check_versions(const struct session *session, const struct entry *entry)
{
    size_t heads = 0;
    for (size_t i = 0; i < entry->versions.count; i++) {
        const struct version *version = &entry->versions.items[i];
        bool head = true;
        for (size_t k = 0; k < entry->versions.count; k++)
            head = head && (k == i || !names(session, entry->versions.items[k].event,
                                             &version->event->id, 99));
        ck_assert_msg(head == version->head, "seed %" PRIu64 ": %s: version %zu", seed,
                      entry->shown, i);
        heads += head;
    }
    const struct version *last = &entry->versions.items[entry->versions.count - 1];
    ck_assert_msg(heads == entry->heads && last->head && strcmp(last->text, entry->text) == 0,
                  "seed %" PRIu64 ": %s: %zu heads", seed, entry->shown, heads);
}

/* Every text that was written and not taken back is a version of its entry. */
static void check_none_lost(const struct session *session)
{
    size_t versions = 0;
    size_t written = 0;
    const struct record *record = session_record(session);
    for (size_t i = 0; i < record->entries.count; i++)
        versions += record->entries.items[i]->versions.count;
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *line = session_log_at(session, i);
        written += line->event->op == EVENT_ENTRY_ADD ||
                   (line->event->op == EVENT_ENTRY_AMEND && !line->undone);
    }
    ck_assert_msg(versions == written, "seed %" PRIu64 ": %zu versions of %zu", seed, versions,
                  written);
}

static int compare_added(const void *a, const void *b)
{
    const struct entry *const *one = a;
    const struct entry *const *other = b;
    return event_compare((*one)->added, (*other)->added);
}

/* The order of the record, by moving names about in a plain list. */
static void check_order(const struct session *session)
{
    const struct record *record = session_record(session);
    size_t count = record->entries.count;
    const struct entry **list = mem_new(count, sizeof *list);
    memcpy(list, record->entries.items, count * sizeof *list);
    qsort(list, count, sizeof *list, compare_added);
    for (size_t i = 0; i < session_log_count(session); i++) {
        const struct logged *line = session_log_at(session, i);
        if (line->event->op != EVENT_ENTRY_ORDER || line->undone || line->is_void)
            continue;
        struct event_id id = event_target(line->event, KEY_ENTRY);
        struct event_id behind = event_target(line->event, KEY_BEHIND);
        const struct entry *entry = session_entry(session, &id);
        size_t from = 0;
        while (list[from] != entry)
            from++;
        memmove(&list[from], &list[from + 1], (count - from - 1) * sizeof *list);
        size_t to = 0;
        while (behind.sequence > 0 && !event_id_equal(&list[to]->id, &behind))
            to++;
        to += behind.sequence > 0;
        memmove(&list[to + 1], &list[to], (count - to - 1) * sizeof *list);
        list[to] = entry;
    }
    ck_assert_msg(memcmp(list, record->entries.items, count * sizeof *list) == 0,
                  "seed %" PRIu64 ": another order", seed);
    free(list);
}

static void check_merges(const struct entry *entry)
{
    const struct entry *into = entry->merged_into;
    ck_assert(into != entry && (into == NULL || into->merged_into == NULL));
    ck_assert(into == NULL || entry->standing == STANDING_WITHDRAWN);
    size_t listed = 0;
    for (size_t i = 0; into != NULL && i < into->merged.count; i++)
        listed += into->merged.items[i] == entry;
    ck_assert_msg(into == NULL || listed == 1, "seed %" PRIu64 ": %s", seed, entry->shown);
}

static void check_all(const struct session *session)
{
    const struct record *record = session_record(session);
    for (size_t i = 0; i < record->entries.count; i++) {
        check_versions(session, record->entries.items[i]);
        check_merges(record->entries.items[i]);
    }
    check_none_lost(session);
    check_order(session);
}

/* Everybody gets everything; a fresh copy in one piece says the same. */
static void meet(struct chance *chance)
{
    for (unsigned i = 0; i < LAPTOPS; i++)
        collect(laptops[i].session, chance, false);
    struct session *fresh = session_new(programme);
    collect(fresh, chance, true);
    for (unsigned i = 0; i < LAPTOPS; i++)
        hold_same(laptops[i].session, fresh, "others say something else");
    check_all(fresh);
    session_free(fresh);
}

static void settle(struct laptop *laptop, struct chance *chance)
{
    for (size_t i = 0; i < session_record(laptop->session)->entries.count; i++) {
        const struct entry *entry = session_record(laptop->session)->entries.items[i];
        struct wish wish = {.verb = WISH_SETTLE, .entry = entry->shown};
        if (!entry_is_unsettled(entry) || entry->standing == STANDING_WITHDRAWN)
            continue;
        for (size_t k = 0; k < entry->versions.count && chance_percent(chance, 50); k++) {
            if (entry->versions.items[k].head)
                wish.target = entry->versions.items[k].event->id;
        }
        laptop_at(laptop, laptop->actor.now.wall + 1000);
        ck_assert_msg(laptop_wish(laptop, &wish, NULL) != NULL, "seed %" PRIu64 ": %s", seed,
                      laptop_why(laptop));
    }
}

static void check_settled(void)
{
    for (unsigned i = 0; i < LAPTOPS; i++) {
        const struct record *record = session_record(laptops[i].session);
        for (size_t k = 0; k < record->entries.count; k++) {
            const struct entry *entry = record->entries.items[k];
            ck_assert_msg(!entry_is_unsettled(entry) || entry->standing == STANDING_WITHDRAWN,
                          "seed %" PRIu64 ": %s is not settled", seed, entry->shown);
        }
    }
}

START_TEST(test_offline)
{
    uint64_t runs = chance_runs(RUNS);
    uint64_t first = chance_seed(1);
    for (seed = first; seed < first + runs; seed++) {
        struct chance chance = {seed};
        unsigned writers = seed % 2 == 0 ? 2 : LAPTOPS;
        setup(&chance);
        for (unsigned i = 0; i < STEPS; i++) {
            write_something(&laptops[chance_below(&chance, writers)], &chance);
            if (chance_percent(&chance, 4)) /* one of them hears from the others */
                collect(laptops[chance_below(&chance, writers)].session, &chance, false);
        }
        meet(&chance);
        for (unsigned i = 0; i < writers; i++) /* all choose at once */
            settle(&laptops[i], &chance);
        meet(&chance);
        settle(&laptops[0], &chance);
        meet(&chance);
        check_settled();
        teardown();
    }
}
END_TEST

/* Two launches, ten thousand amendments of the same entries. */
START_TEST(test_ten_thousand)
{
    struct chance chance = {chance_seed(1)};
    seed = chance.state;
    setup(&chance);
    for (unsigned i = 0; i < MANY; i++) {
        struct laptop *laptop = &laptops[i % 2];
        struct buf text = {0};
        buf_add_format(&text, "Text %u", i);
        struct wish wish = {.verb = WISH_AMEND,
                            .entry = any_entry(laptop, &chance),
                            .fields = {.text = buf_text(&text)}};
        laptop_at(laptop, laptop->actor.now.wall + chance_below(&chance, 3));
        ck_assert_msg(laptop_wish(laptop, &wish, NULL) != NULL, "%s", laptop_why(laptop));
        buf_finish(&text);
        if (i % 2500 == 2499)
            collect(laptops[i / 2500 % 2].session, &chance, false);
    }
    collect(laptops[0].session, &chance, false);
    collect(laptops[1].session, &chance, false);
    hold_same(laptops[0].session, laptops[1].session, "the other says something else");
    check_none_lost(laptops[0].session);
    size_t versions = 0;
    for (size_t i = 0; i < ENTRIES; i++)
        versions += session_record(laptops[0].session)->entries.items[i]->versions.count;
    ck_assert_uint_eq(versions, MANY + ENTRIES);
    settle(&laptops[0], &chance);
    collect(laptops[1].session, &chance, false);
    hold_same(laptops[0].session, laptops[1].session, "the other says something else");
    for (size_t i = 0; i < ENTRIES; i++)
        ck_assert_uint_eq(session_record(laptops[1].session)->entries.items[i]->heads, 1);
    teardown();
}
END_TEST

SUITE("export/entry_properties", test_offline, test_ten_thousand)
