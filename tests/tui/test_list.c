#include "../../src/tui/list.h"

#include <stdlib.h>
#include <string.h>

#include <dais/base/mem.h>

#include "suite.h"

/* Rows of a test: one letter each; 'H' is a heading; the selected row has `tall` lines. */
struct rows {
    const char *letters;
    int tall;
};

static int height(void *data, size_t row, int columns, bool selected)
{
    const struct rows *rows = data;
    (void)row;
    (void)columns;
    return selected ? rows->tall : 1;
}

static bool can_select(void *data, size_t row)
{
    return ((const struct rows *)data)->letters[row] != 'H';
}

static void draw(void *data, size_t row, struct canvas *canvas, struct area area, unsigned style)
{
    char text[] = {((const struct rows *)data)->letters[row], style == ROLE_SELECTED ? '*' : '\0',
                   '\0'};
    canvas_draw_text(canvas, area, 0, 0, style, text);
}

static struct list_source source_of(struct rows *rows)
{
    return (struct list_source){strlen(rows->letters), rows, height, can_select, draw, false};
}

/* What is in view after these actions: one line of the canvas after the other. */
static char *shown(const char *letters, int tall, const enum action *actions, size_t count)
{
    struct rows rows = {letters, tall};
    struct list_source source = source_of(&rows);
    struct list list = {.selected = 0};
    struct canvas *canvas = canvas_new(6, 4, CHARSET_FULL);
    list_draw(&list, &source, canvas, canvas_area(canvas), true);
    for (size_t i = 0; i < count; i++) {
        ck_assert(list_do(&list, &source, actions[i]));
        canvas_clear(canvas);
        list_draw(&list, &source, canvas, canvas_area(canvas), true);
    }
    struct buf dump = {0};
    canvas_dump(canvas, &dump);
    canvas_free(canvas);
    return buf_take(&dump);
}

START_TEST(test_moves)
{
    static const struct {
        const char *letters;
        int tall;
        enum action actions[4];
        size_t count;
        const char *dump;
    } cases[] = {
        {"abc", 1, {ACTION_NONE}, 0, "a*\nb\nc\n\n"},
        {"abc", 1, {ACTION_DOWN}, 1, "a\nb*\nc\n\n"},
        {"abc", 1, {ACTION_UP}, 1, "a*\nb\nc\n\n"},
        {"Habc", 1, {ACTION_NONE}, 0, "H\na*\nb\nc\n"},
        {"abcdef", 1, {ACTION_LAST}, 1, "c    │\nd    │\ne    █\nf*   █\n"},
        {"abcdef", 1, {ACTION_LAST, ACTION_UP}, 2, "c    │\nd    │\ne*   █\nf    █\n"},
        {"abcdefgh", 1, {ACTION_PAGE_DOWN}, 1, "a    █\nb    █\nc    │\nd*   │\n"},
        {"abcdefgh",
         1,
         {ACTION_PAGE_DOWN, ACTION_PAGE_DOWN},
         2,
         "d    │\ne    █\nf    █\ng*   │\n"},
        {"abcdefgh", 1, {ACTION_LAST, ACTION_PAGE_UP}, 2, "e*   │\nf    │\ng    █\nh    █\n"},
        {"abcdefgh", 1, {ACTION_LAST, ACTION_FIRST}, 2, "a*   █\nb    █\nc    │\nd    │\n"},
        {"aHbHc", 1, {ACTION_DOWN, ACTION_DOWN}, 2, "H    │\nb    █\nH    █\nc*   █\n"},
        {"HaHbHc", 1, {ACTION_LAST, ACTION_UP, ACTION_UP}, 3, "H    █\na*   █\nH    │\nb    │\n"},
        {"abcd", 2, {ACTION_LAST}, 1, "b    │\nc    █\nd*   █\n     █\n"},
        {"abcd", 9, {ACTION_DOWN}, 1, "b*   │\n     █\n     █\n     │\n"},
        {"HH", 1, {ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_LAST}, 3, "H\nH\n\n\n"},
        {"", 1, {ACTION_DOWN, ACTION_LAST, ACTION_PAGE_UP}, 3, "\n\n\n\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        MEM_LOCAL char *dump =
            shown(cases[i].letters, cases[i].tall, cases[i].actions, cases[i].count);
        if (strcmp(dump, cases[i].dump) != 0)
            ck_abort_msg("case %zu gives\n%snot\n%s", i, dump, cases[i].dump);
    }
}
END_TEST

START_TEST(test_other_actions_go_up)
{
    struct rows rows = {"ab", 1};
    struct list_source source = source_of(&rows);
    struct list list = {.selected = 0};
    ck_assert(!list_do(&list, &source, ACTION_OPEN));
    ck_assert(!list_do(&list, &source, ACTION_LEFT));
}
END_TEST

START_TEST(test_mouse)
{
    struct rows rows = {"HabcHdefg", 1};
    struct list_source source = source_of(&rows);
    struct list list = {.selected = 0};
    struct canvas *canvas = canvas_new(6, 4, CHARSET_FULL);
    list_draw(&list, &source, canvas, canvas_area(canvas), true);
    struct mouse press = {.kind = MOUSE_PRESS, .button = 1, .x = 1, .y = 2};
    ck_assert_int_eq(list_click(&list, &source, &press), LIST_SELECTED);
    ck_assert_uint_eq(list.selected, 2);
    ck_assert_int_eq(list_click(&list, &source, &press), LIST_OPENED);
    press.y = 0;
    ck_assert_int_eq(list_click(&list, &source, &press), LIST_MISSED); /* a heading */
    press.y = 7;
    ck_assert_int_eq(list_click(&list, &source, &press), LIST_MISSED);
    struct mouse wheel = {.kind = MOUSE_WHEEL_DOWN, .x = 1, .y = 1};
    ck_assert_int_eq(list_click(&list, &source, &wheel), LIST_SELECTED);
    ck_assert_uint_eq(list.selected, 3);
    canvas_free(canvas);
}
END_TEST

START_TEST(test_shrinks)
{
    struct rows rows = {"abcdefgh", 1};
    struct list_source source = source_of(&rows);
    struct list list = {.selected = 0};
    struct canvas *canvas = canvas_new(6, 4, CHARSET_FULL);
    list_draw(&list, &source, canvas, canvas_area(canvas), true);
    list_do(&list, &source, ACTION_LAST);
    list_draw(&list, &source, canvas, canvas_area(canvas), true);
    rows.letters = "abH";
    source = source_of(&rows);
    list_draw(&list, &source, canvas, canvas_area(canvas), true);
    ck_assert_uint_eq(list.selected, 1);
    ck_assert_uint_eq(list.offset, 0);
    canvas_free(canvas);
}
END_TEST

SUITE("tui/list", test_moves, test_other_actions_go_up, test_mouse, test_shrinks)
