#include <dais/tui/area.h>

#include "suite.h"

static void assert_area(struct area area, int x, int y, int w, int h)
{
    ck_assert_int_eq(area.x, x);
    ck_assert_int_eq(area.y, y);
    ck_assert_int_eq(area.w, w);
    ck_assert_int_eq(area.h, h);
}

START_TEST(test_meet)
{
    struct area a = {2, 3, 10, 5};
    assert_area(area_meet(a, (struct area){0, 0, 5, 5}), 2, 3, 3, 2);
    assert_area(area_meet(a, a), 2, 3, 10, 5);
    ck_assert(area_is_empty(area_meet(a, (struct area){12, 3, 4, 4})));
    ck_assert(area_is_empty(area_meet(a, (struct area){-5, -5, 3, 3})));
}
END_TEST

START_TEST(test_take)
{
    struct area rest = {0, 0, 80, 24};
    assert_area(area_take_top(&rest, 2), 0, 0, 80, 2);
    assert_area(area_take_bottom(&rest, 1), 0, 23, 80, 1);
    assert_area(area_take_left(&rest, 30), 0, 2, 30, 21);
    assert_area(area_take_right(&rest, 10), 70, 2, 10, 21);
    assert_area(rest, 30, 2, 40, 21);
    assert_area(area_take_top(&rest, 100), 30, 2, 40, 21);
    assert_area(rest, 30, 23, 40, 0);
    assert_area(area_take_top(&rest, -3), 30, 23, 40, 0);
}
END_TEST

START_TEST(test_inset_and_centre)
{
    assert_area(area_inset((struct area){1, 1, 10, 6}, 2, 1), 3, 2, 6, 4);
    assert_area(area_inset((struct area){0, 0, 3, 1}, 5, 5), 1, 0, 1, 1);
    assert_area(area_centre((struct area){10, 10, 20, 10}, 6, 4), 17, 13, 6, 4);
    assert_area(area_centre((struct area){0, 0, 4, 2}, 100, 100), 0, 0, 4, 2);
}
END_TEST

SUITE("tui/area", test_meet, test_take, test_inset_and_centre)
