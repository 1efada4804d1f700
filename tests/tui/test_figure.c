/*
 * What the big digits show and say, from before the start to after the end.
 */
#include "../../src/tui/wording.h"

#include "programmes.h"
#include "suite.h"
#include "view_bench.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

START_TEST(test_a_day)
{
    static const struct {
        enum wish_verb verb; /* WISH_COUNT: none */
        int hour, minute, second;
        const char *text;
        enum theme_role role;
        const char *heading, *word, *of, *end;
    } steps[] = {
        {WISH_COUNT, 8, 50, 2, "9:58", ROLE_NORMAL, "Next: Session introduction and rules",
         "starts in 9:58", "planned 09:00", ""},
        {WISH_COUNT, 9, 2, 30, "+2:30", ROLE_WARNING, "Next: Session introduction and rules",
         "late: not started yet", "after 09:00", ""},
        {WISH_START, 9, 3, 0, "15:00", ROLE_ON_TIME, "Running: Session introduction and rules",
         "on time", "left of 15 min", "ends 09:18 (+3)"},
        {WISH_NEXT, 9, 10, 0, "1:15:00", ROLE_ON_TIME, "Running: High-level expert panel",
         "on time", "left of 75 min", "ends 10:25 (−5)"},
        {WISH_COUNT, 10, 20, 0, "5:00", ROLE_WARNING, "Running: High-level expert panel", "warning",
         "left of 75 min", "ends 10:25 (−5)"},
        {WISH_COUNT, 10, 24, 1, "0:59", ROLE_DANGER, "Running: High-level expert panel", "danger",
         "left of 75 min", "ends 10:25 (−5)"},
        {WISH_COUNT, 10, 25, 0, "0:00", ROLE_OVERRUN, "Running: High-level expert panel", "over",
         "beyond its 75 min", "ends 10:25 (−5)"},
        {WISH_COUNT, 10, 26, 5, "+1:05", ROLE_OVERRUN, "Running: High-level expert panel", "over",
         "beyond its 75 min", "ends 10:26 (−3)"},
        {WISH_PAUSE, 10, 26, 5, "+1:05", ROLE_OVERRUN, "Paused: High-level expert panel",
         "over · paused for 0:00", "beyond its 75 min", "ends 10:26 (−3)"},
        {WISH_COUNT, 10, 28, 15, "+1:05", ROLE_OVERRUN, "Paused: High-level expert panel",
         "over · paused for 2:10", "beyond its 75 min", "ends 10:28 (−1)"},
        {WISH_STOP, 10, 28, 15, "1:45", ROLE_NORMAL, "Next: Coffee break", "planned in 1:45",
         "at 10:30, or now", ""},
        {WISH_END, 10, 29, 0, "", ROLE_NORMAL, "The session is over", "", "ended 10:28", ""},
        {WISH_CLOSE, 10, 29, 0, "", ROLE_NORMAL, "The session is over",
         "closed: its reports are final", "ended 10:28", ""},
    };
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct program bench;
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 50)));
    bench_init(&bench, &view_session, &laptop, 10, 10);
    for (size_t i = 0; i < COUNT(steps); i++) {
        int minutes = steps[i].hour * 60 + steps[i].minute;
        laptop_at(&laptop, zone_instant(programme->zone, programme->date, minutes) +
                               steps[i].second * MSEC_SECOND);
        if (steps[i].verb != WISH_COUNT)
            ck_assert_msg(laptop_do(&laptop, steps[i].verb), "%s", laptop_why(&laptop));
        bench_read(&bench, &laptop);
        struct figure figure;
        figure_make(&bench.scene, &figure);
        ck_assert_str_eq(figure.text, steps[i].text);
        ck_assert_int_eq(figure.role, steps[i].role);
        ck_assert_str_eq(buf_text(&figure.heading), steps[i].heading);
        ck_assert_str_eq(buf_text(&figure.word), steps[i].word);
        ck_assert_str_eq(buf_text(&figure.of), steps[i].of);
        ck_assert_str_eq(buf_text(&figure.end), steps[i].end);
        figure_finish(&figure);
    }
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

/* Hours late are said in hours; minutes are counted as far as one can read them. */
START_TEST(test_hours_late)
{
    static const struct {
        int hour, minute;
        const char *end;
    } starts[] = {{9, 3, "ends 09:18 (+3)"},
                  {10, 29, "ends 10:44 (+89)"},
                  {10, 30, "ends 10:45 (+1 h 30)"},
                  {20, 37, "ends 20:52 (+11 h 37)"},
                  {7, 20, "ends 07:35 (−1 h 40)"}};
    for (size_t i = 0; i < COUNT(starts); i++) {
        struct programme *programme = programme_sou88();
        struct laptop laptop;
        struct program bench;
        struct figure figure;
        laptop_init(
            &laptop, programme, 1, 1,
            zone_instant(programme->zone, programme->date, AT(starts[i].hour, starts[i].minute)));
        bench_init(&bench, &view_session, &laptop, 10, 10);
        ck_assert_msg(laptop_do(&laptop, WISH_START), "%s", laptop_why(&laptop));
        bench_read(&bench, &laptop);
        figure_make(&bench.scene, &figure);
        ck_assert_str_eq(buf_text(&figure.end), starts[i].end);
        figure_finish(&figure);
        bench_finish(&bench);
        laptop_finish(&laptop);
        programme_free(programme);
    }
}
END_TEST

/* On another day nothing is counted and nothing projected. */
START_TEST(test_another_day)
{
    struct programme *programme = programme_sou88();
    struct laptop laptop;
    struct program bench;
    struct figure figure;
    BUF_LOCAL struct buf late = {0};
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date + 40, AT(9, 0)));
    bench_init(&bench, &view_session, &laptop, 10, 10);
    ck_assert(bench.scene.other_day);
    ck_assert(!scene_is_moving(&bench.scene));
    figure_make(&bench.scene, &figure);
    ck_assert_str_eq(figure.text, "");
    ck_assert_str_eq(buf_text(&figure.word), "Planned for Wednesday 18 May 2022");
    wording_write_late(&bench.scene, &late);
    (void)wording_write_outlook(&bench.scene, "", 200, &late);
    ck_assert_str_eq(buf_text(&late), "");
    figure_finish(&figure);
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}
END_TEST

SUITE("tui/figure", test_a_day, test_hours_late, test_another_day)
