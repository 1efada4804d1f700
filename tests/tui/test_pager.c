#include "../../src/tui/pager.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static void fill(struct pager *pager, int columns)
{
    pager_begin(pager, columns);
    pager_add(pager, ROLE_HEADING, 0, 0, "Head");
    pager_add(pager, ROLE_NORMAL, 1, 2, "one two three four");
    pager_add(pager, ROLE_NORMAL, 0, 0, "");
    pager_add(pager, ROLE_NORMAL, 0, 0, "a\nb");
}

/* What is in view after the actions. */
static char *shown(int columns, int rows, const enum action *actions, size_t count)
{
    struct pager pager = {.offset = 0};
    struct canvas *canvas = canvas_new(columns, rows, CHARSET_FULL);
    fill(&pager, columns);
    pager_draw(&pager, canvas, canvas_area(canvas));
    for (size_t i = 0; i < count; i++)
        ck_assert(pager_do(&pager, actions[i]));
    canvas_clear(canvas);
    pager_draw(&pager, canvas, canvas_area(canvas));
    struct buf dump = {0};
    canvas_dump(canvas, &dump);
    canvas_free(canvas);
    pager_finish(&pager);
    return buf_take(&dump);
}

START_TEST(test_wraps_and_scrolls)
{
    static const struct {
        int columns;
        int rows;
        enum action actions[3];
        size_t count;
        const char *dump;
    } cases[] = {
        {24, 6, {ACTION_NONE}, 0, "Head\n one two three four\n\na\nb\n\n"},
        {12, 8, {ACTION_NONE}, 0, "Head\n one two\n   three\n   four\n\na\nb\n\n"},
        {12, 3, {ACTION_DOWN}, 1, " one two   │\n   three   █\n   four    │\n"},
        {12, 3, {ACTION_PAGE_DOWN}, 1, "   three   │\n   four    █\n           │\n"},
        {12, 3, {ACTION_LAST}, 1, "           │\na          │\nb          █\n"},
        {12,
         3,
         {ACTION_LAST, ACTION_DOWN, ACTION_UP},
         3,
         "   four    │\n           █\na          │\n"},
        {12,
         3,
         {ACTION_LAST, ACTION_PAGE_UP, ACTION_FIRST},
         3,
         "Head       █\n one two   │\n   three   │\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        MEM_LOCAL char *dump =
            shown(cases[i].columns, cases[i].rows, cases[i].actions, cases[i].count);
        if (strcmp(dump, cases[i].dump) != 0)
            ck_abort_msg("case %zu gives\n%snot\n%s", i, dump, cases[i].dump);
    }
}
END_TEST

START_TEST(test_wheel_and_others)
{
    struct pager pager = {.offset = 0};
    struct canvas *canvas = canvas_new(12, 3, CHARSET_FULL);
    fill(&pager, 12);
    pager_draw(&pager, canvas, canvas_area(canvas));
    struct mouse wheel = {.kind = MOUSE_WHEEL_DOWN, .x = 3, .y = 1};
    ck_assert(pager_wheel(&pager, &wheel));
    ck_assert_int_eq(pager.offset, 3);
    wheel.y = 3;
    ck_assert(!pager_wheel(&pager, &wheel));
    struct mouse press = {.kind = MOUSE_PRESS, .x = 3, .y = 1};
    ck_assert(!pager_wheel(&pager, &press));
    ck_assert(!pager_do(&pager, ACTION_OPEN));
    canvas_free(canvas);
    pager_finish(&pager);
}
END_TEST

SUITE("tui/pager", test_wraps_and_scrolls, test_wheel_and_others)
