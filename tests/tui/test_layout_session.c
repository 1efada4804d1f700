#include "../../src/tui/layout_session.h"

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int cells(struct area area)
{
    return area.w * area.h;
}

/* Whatever the size: no two panes meet, none leaves the area, and the clock is there. */
START_TEST(test_every_size)
{
    for (int w = 60; w <= 300; w += 3) {
        for (int h = 13; h <= 80; h++) {
            for (int state = 0; state < 12; state++) {
                struct area area = {2, 2, w, h};
                struct session_wants wants = {.rows = 12,
                                              .focus = (enum session_pane)(state % PANE_COUNT),
                                              .zoom = state / 3 % 2 == 1,
                                              .writing = state / 6 == 1};
                struct session_layout layout;
                layout_session(area, &wants, &layout);
                int all = 0;
                for (int i = 0; i < PANE_COUNT; i++) {
                    struct area pane = layout.panes[i];
                    ck_assert_int_eq(cells(area_meet(pane, area)), cells(pane));
                    all += cells(pane);
                    for (int j = 0; j < i; j++)
                        ck_assert_int_eq(cells(area_meet(pane, layout.panes[j])), 0);
                }
                ck_assert_int_eq(all, w * h);
                bool zoomed = wants.zoom && !wants.writing;
                ck_assert_int_ge(layout.panes[zoomed ? wants.focus : PANE_RUNNING].h, 6);
                if (wants.writing)
                    ck_assert_int_ge(layout.panes[PANE_ENTRIES].h, 7);
            }
        }
    }
}
END_TEST

START_TEST(test_what_is_seen)
{
    static const struct {
        int w, h;
        struct session_wants wants;
        bool stacked;
        bool seen[PANE_COUNT]; /* programme, running, entries */
    } cases[] = {
        {80, 19, {.rows = 8}, false, {true, true, true}},
        {60, 14, {.rows = 8}, true, {true, true, false}},
        {60, 14, {.rows = 8, .focus = PANE_ENTRIES}, true, {false, true, true}},
        {60, 14, {.rows = 8, .writing = true}, true, {false, true, true}},
        {60, 40, {.rows = 8}, true, {true, true, true}},
        {80, 19, {.rows = 8, .focus = PANE_RUNNING, .zoom = true}, false, {false, true, false}},
        {80, 19, {.rows = 8, .zoom = true, .writing = true}, false, {true, true, true}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct session_layout layout;
        layout_session((struct area){0, 0, cases[i].w, cases[i].h}, &cases[i].wants, &layout);
        ck_assert_int_eq(layout.stacked, cases[i].stacked);
        for (int pane = 0; pane < PANE_COUNT; pane++)
            ck_assert_msg(area_is_empty(layout.panes[pane]) != cases[i].seen[pane],
                          "case %zu, pane %d", i, pane);
    }
}
END_TEST

SUITE("tui/layout_session", test_every_size, test_what_is_seen)
