#include <dais/core/record.h>

#include <stdlib.h>
#include <string.h>

#include "suite.h"

START_TEST(test_kinds)
{
    static const struct {
        enum entry_kind kind;
        const char *name, *letter;
        bool outcome;
    } cases[] = {
        {ENTRY_NOTE, "note", "N", false},
        {ENTRY_CONCLUSION, "conclusion", "C", true},
        {ENTRY_RECOMMENDATION, "recommendation", "R", true},
        {ENTRY_DECISION, "decision", "D", true},
        {ENTRY_ACTION, "action", "A", true},
        {ENTRY_STATEMENT, "statement", "S", false},
        {ENTRY_LEARNING, "learning", "L", false},
        {ENTRY_CHALLENGE, "challenge", "H", false},
        {ENTRY_PRACTICE, "practice", "G", false},
        {ENTRY_QUESTION, "question", "Q", false},
        {ENTRY_QUOTE, "quote", "V", false},
    };
    ck_assert_uint_eq(sizeof cases / sizeof *cases, ENTRY_KIND_COUNT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(entry_kind_name(cases[i].kind), cases[i].name);
        ck_assert_str_eq(entry_kind_letter(cases[i].kind), cases[i].letter);
        ck_assert_int_eq(entry_kind_find(cases[i].name), (int)cases[i].kind);
        ck_assert(entry_kind_is_outcome(cases[i].kind) == cases[i].outcome);
    }
    ck_assert_int_eq(entry_kind_find("conclusions"), -1);
}
END_TEST

START_TEST(test_standings)
{
    static const char *const names[] = {
        "draft",    "proposed", "adopted",     "adopted-with-reservation",
        "deferred", "referred", "not-adopted", "withdrawn"};
    ck_assert_uint_eq(sizeof names / sizeof *names, STANDING_COUNT);
    for (unsigned i = 0; i < STANDING_COUNT; i++) {
        ck_assert_str_eq(standing_name((enum standing)i), names[i]);
        ck_assert_int_eq(standing_find(names[i]), (int)i);
    }
    ck_assert_int_eq(standing_find("gone"), -1);
}
END_TEST

START_TEST(test_find)
{
    const char *alias[] = {"N2"};
    struct entry r4 = {.id = {{"k7q2m9xdp4t0a"}, 17}, .number = "R4", .shown = "R4-k7q"};
    struct entry other = {.id = {{"zaq2m9xdp4t0a"}, 17}, .number = "R4", .shown = "R4-zaq"};
    struct entry c1 = {.id = {{"k7q2m9xdp4t0a"}, 3}, .number = "C1", .shown = "C1"};
    struct entry c12 = {.id = {{"k7q2m9xdp4t0a"}, 4}, .number = "C12", .shown = "C12"};
    c12.aliases.items = alias;
    c12.aliases.count = 1;
    struct entry *entries[] = {&r4, &other, &c1, &c12};
    struct record record = {0};
    record.entries.items = entries;
    record.entries.count = 4;
    static const struct {
        const char *name;
        size_t count;
        int first; /* index, -1: none */
    } cases[] = {
        {"R4", 2, 0},
        {"r4", 2, 0},
        {"R4-k7q", 1, 0},
        {"r4-ZAQ", 1, 1},
        {"R4-k7q2m9", 1, 0},
        {"R4-k", 1, 0},
        {"R4-k7q2m9xdp4t0a", 1, 0},
        {"R4-k7z", 0, -1},
        {"R4-", 0, -1},
        {"C1", 1, 2},
        {"c12", 1, 3},
        {"N2", 1, 3},
        {"n2-k7q", 1, 3},
        {"k7q2m9xdp4t0a-3", 1, 2},
        {"zaq2m9xdp4t0a-17", 1, 1},
        {"zaq2m9xdp4t0a-18", 0, -1},
        {"R", 0, -1},
        {"4", 0, -1},
        {"", 0, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct entry *found[2] = {NULL, NULL};
        ck_assert_msg(record_find(&record, cases[i].name, found) == cases[i].count, "%s",
                      cases[i].name);
        const struct entry *first = cases[i].first < 0 ? NULL : entries[cases[i].first];
        ck_assert_msg(found[0] == first, "%s", cases[i].name);
    }
    const struct entry *both[2];
    ck_assert_uint_eq(record_find(&record, "R4", both), 2);
    ck_assert_ptr_eq(both[1], &other);
}
END_TEST

SUITE("core/record", test_kinds, test_standings, test_find)
