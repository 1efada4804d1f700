#include <dais/core/near.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

START_TEST(test_percent)
{
    static const struct {
        const char *one;
        const char *other;
        unsigned least;
        unsigned most;
    } cases[] = {
        {"Fund city-to-city learning", "Fund city-to-city learning", 100, 100},
        {"Fund city-to-city learning", "city learning: FUND to city!", 100, 100},
        {"Fund the réfugiés", "fund the refugies", 100, 100},
        {"Fund city-to-city learning", "Fund city-to-city lerning", NEAR_LEAST, 99},
        {"Fund city-to-city learning", "Fund city-to-city learning now", NEAR_LEAST, 99},
        {"Cities should fund schools", "Cities should fund clinics", 50, NEAR_LEAST - 1},
        {"Fund city-to-city learning", "Open a registry office", 0, 20},
        {"", "", 0, 0},
        {"…", "!", 0, 0},
        {"城市应当资助学校", "城市应该资助学校", 60, 99},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned percent = near_percent(cases[i].one, cases[i].other);
        ck_assert_msg(percent >= cases[i].least && percent <= cases[i].most, "%s: %u", cases[i].one,
                      percent);
        ck_assert_uint_eq(percent, near_percent(cases[i].other, cases[i].one));
    }
}
END_TEST

/* A record of nothing but texts. */
static void take(struct record *record, struct entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        array_push(&record->entries, &entries[i]);
}

START_TEST(test_pairs)
{
    struct entry entries[] = {
        {.kind = ENTRY_RECOMMENDATION, .text = "Fund city-to-city learning"},
        {.kind = ENTRY_NOTE, .text = "Fund city-to-city learning"}, /* another kind */
        {.kind = ENTRY_RECOMMENDATION, .text = "Open a registry office"},
        {.kind = ENTRY_RECOMMENDATION, .text = "Fund city-to-city lerning"},
        {.kind = ENTRY_RECOMMENDATION,
         .text = "Open a registry office",
         .standing = STANDING_WITHDRAWN},
        {.kind = ENTRY_RECOMMENDATION, .text = "learning, city to city: fund"},
        {.kind = ENTRY_RECOMMENDATION, .text = "Open a registry office", .original = &entries[2]},
        {.kind = ENTRY_RECOMMENDATION, .text = "!"},
        {.kind = ENTRY_RECOMMENDATION, .text = "?"},
    };
    struct record record = {.entries = {.count = 0}};
    struct near_pairs pairs;
    take(&record, entries, sizeof entries / sizeof *entries);
    near_find(&record, &pairs);
    ck_assert_uint_eq(pairs.list.count, 2);
    ck_assert_ptr_eq(pairs.list.items[0].entry, &entries[3]);
    ck_assert_ptr_eq(pairs.list.items[0].twin, &entries[0]);
    ck_assert_uint_lt(pairs.list.items[0].percent, 100);
    ck_assert_ptr_eq(pairs.list.items[1].entry, &entries[5]);
    ck_assert_ptr_eq(pairs.list.items[1].twin, &entries[0]);
    ck_assert_uint_eq(pairs.list.items[1].percent, 100);
    near_pairs_finish(&pairs);
    free(record.entries.items);
}
END_TEST

/* Of very many entries with common words the same texts are still found, each once. */
START_TEST(test_many)
{
    enum { MANY = 2000 };
    struct entry *entries = mem_new(MANY, sizeof *entries);
    char(*texts)[96] = mem_new(MANY, sizeof *texts);
    for (size_t i = 0; i < MANY; i++) {
        size_t same = i == MANY - 1 ? 7 : i;
        snprintf(texts[i], sizeof texts[i], "City %zu of region %zu opens an office", same * 7919,
                 same % 50);
        entries[i].text = texts[i];
    }
    struct record record = {.entries = {.count = 0}};
    struct near_pairs pairs;
    take(&record, entries, MANY);
    near_find(&record, &pairs);
    ck_assert_uint_ge(pairs.list.count, 1);
    const struct near_pair *last = &pairs.list.items[pairs.list.count - 1];
    ck_assert_ptr_eq(last->entry, &entries[MANY - 1]);
    ck_assert_ptr_eq(last->twin, &entries[7]);
    ck_assert_uint_eq(last->percent, 100);
    near_pairs_finish(&pairs);
    free(record.entries.items);
    free(entries);
    free(texts);
}
END_TEST

SUITE("core/near", test_percent, test_pairs, test_many)
