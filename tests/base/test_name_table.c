#include <dais/base/name_table.h>

#include "suite.h"

enum kind { KIND_PANEL, KIND_BREAK, KIND_HOLE, KIND_BREAKOUTS, KIND_VISIT, KIND_COUNT };

static const char *const names[] = {
    [KIND_PANEL] = "panel",         [KIND_BREAK] = "break", [KIND_HOLE] = NULL,
    [KIND_BREAKOUTS] = "breakouts", [KIND_VISIT] = "visit",
};
NAME_TABLE_COMPLETE(names, KIND_COUNT);

START_TEST(test_find)
{
    ck_assert_int_eq(name_find(names, KIND_COUNT, "panel"), KIND_PANEL);
    ck_assert_int_eq(name_find(names, KIND_COUNT, "visit"), KIND_VISIT);
    ck_assert_int_eq(name_find(names, KIND_COUNT, "Panel"), -1);
    ck_assert_int_eq(name_find(names, KIND_COUNT, "pan"), -1);
    ck_assert_int_eq(name_find(names, KIND_COUNT, ""), -1);
    ck_assert_int_eq(name_find(names, KIND_COUNT, NULL), -1);
    ck_assert_int_eq(name_find(names, 0, "panel"), -1);
}
END_TEST

START_TEST(test_nearest)
{
    const struct {
        const char *name, *expected; /* NULL: none */
    } cases[] = {
        {"panel", "panel"},
        {"pannel", "panel"},
        {"pnael", "panel"},
        {"Panels", "panel"},
        {"BREAK", "break"},
        {"brek", "break"},
        {"breakout", "breakouts"},
        {"brakeouts", "breakouts"},
        {"vist", "visit"},
        {"breathe", NULL},
        {"lunch", NULL},
        {"x", NULL},
        {"", NULL},
        {"panelpanelpanelpanelpanelpanelpanelpanelpanel", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *nearest = name_nearest(names, KIND_COUNT, cases[i].name);
        if (cases[i].expected == NULL)
            ck_assert_ptr_null(nearest);
        else
            ck_assert_pstr_eq(nearest, cases[i].expected);
    }
    ck_assert_ptr_null(name_nearest(names, KIND_COUNT, NULL));
}
END_TEST

SUITE("base/name_table", test_find, test_nearest)
