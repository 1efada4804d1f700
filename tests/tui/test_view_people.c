/*
 * The People view on a bench whose wishes are granted: what its keys note, whom its filters let
 * through, and what it tells of who has spoken, under each rule and at the sizes that are promised.
 */
#include "view_bench.h"

#include <stdlib.h>
#include <string.h>

#include <dais/core/roster.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;
static struct program bench;

static void at(int hour, int minute)
{
    laptop_at(&laptop, zone_instant(programme->zone, programme->date, AT(hour, minute)));
    bench_read(&bench, &laptop);
}

static void open_bench(int width, int height)
{
    laptop_init(&laptop, programme, 1, 1, zone_instant(programme->zone, programme->date, AT(9, 0)));
    bench_init(&bench, &view_people, &laptop, width, height);
    bench.live = &laptop;
}

/* 09:17: the panel runs, and its first speaker has had the floor for two minutes. */
static void begin(enum attribution rule, int width, int height)
{
    programme = programme_panel(rule);
    open_bench(width, height);
    ck_assert(laptop_do(&laptop, WISH_START));
    at(9, 15);
    ck_assert(laptop_do(&laptop, WISH_NEXT));
    ck_assert(laptop_do(&laptop, WISH_FLOOR_START));
    at(9, 17);
}

static void end(void)
{
    bench_finish(&bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

static void expect(const char *text, bool shown)
{
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    ck_assert_msg((strstr(buf_text(&dump), text) != NULL) == shown, "%s%s in\n%s",
                  shown ? "" : "no ", text, buf_text(&dump));
}

static const char *asked(void)
{
    return buf_text(&bench.asked);
}

static enum person_state state_of(size_t person)
{
    return session_attendance(laptop.session)->people.items[person].state;
}

START_TEST(test_list)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin(ATTRIBUTION_NAMED, sizes[i][0], sizes[i][1]);
        expect("Samuel Pyne", true);
        expect("to be confirmed", true);
        expect("2:00", true);
        expect("not yet", true);
        expect("0 present · 0 late · 0 absent · 2 tbc", true);
        expect("speaker: 2 High-level expert panel", true);
        expect("confirmed · has spoken 2:00 of 8:20", true);
        expect("president", false);
        expect("speaker 2", sizes[i][0] >= 100);
        end();
    }
}
END_TEST

START_TEST(test_states)
{
    static const struct {
        enum action action;
        enum person_state state;
        const char *totals;
    } keys[] = {
        {ACTION_PEOPLE_PRESENT, PERSON_PRESENT, "1 present · 0 late · 0 absent · 2 tbc"},
        {ACTION_PEOPLE_ABSENT, PERSON_ABSENT, "0 present · 0 late · 1 absent · 2 tbc"},
        {ACTION_PEOPLE_LATE, PERSON_LATE, "0 present · 1 late · 0 absent · 2 tbc"},
        {ACTION_PEOPLE_TBC, PERSON_TBC, "0 present · 0 late · 0 absent · 3 tbc"},
        {ACTION_PEOPLE_CONFIRMED, PERSON_CONFIRMED, "0 present · 0 late · 0 absent · 2 tbc"},
    };
    begin(ATTRIBUTION_NAMED, 80, 19);
    bench_do(&bench, ACTION_DOWN);
    for (size_t i = 0; i < COUNT(keys); i++) {
        bench_do(&bench, keys[i].action);
        ck_assert_int_eq(state_of(1), keys[i].state);
        expect(keys[i].totals, true);
    }
    bench_do(&bench, ACTION_PEOPLE_CONFIRMED);
    ck_assert_str_eq(asked(), "refused Nothing changes: it is noted so already\n");
    bench_do(&bench, ACTION_OPEN); /* the same out of a list */
    ck_assert_str_eq(buf_text(&bench.answers),
                     "confirmed\nto be confirmed\npresent\nabsent\nlate\nreplaced\n");
    bench_answer(&bench, PERSON_LATE);
    ck_assert_int_eq(state_of(1), PERSON_LATE);
    bench_do(&bench, ACTION_OPEN);
    bench_answer(&bench, -1);
    ck_assert_int_eq(state_of(1), PERSON_LATE);
    end();
}
END_TEST

START_TEST(test_replaced)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    bench_do(&bench, ACTION_PEOPLE_REPLACED);
    ck_assert_ptr_nonnull(strstr(asked(), "line Who came instead of "));
    bench_line(&bench, NULL);
    ck_assert_int_eq(state_of(0), PERSON_CONFIRMED);
    bench_do(&bench, ACTION_PEOPLE_REPLACED);
    bench_line(&bench, "Somebody Else");
    expect("replaced by Somebody Else · has spoken", true);
    end();
    begin(ATTRIBUTION_CHATHAM_HOUSE, 80, 19);
    bench_do(&bench, ACTION_PEOPLE_REPLACED); /* nobody is asked for a name */
    ck_assert_str_eq(asked(), "");
    ck_assert_int_eq(state_of(0), PERSON_REPLACED);
    end();
}
END_TEST

START_TEST(test_count)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    static const char *const wrong[] = {"", "many", "-1", "5x", "1000000000", "1 2"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        bench_do(&bench, ACTION_PEOPLE_COUNT);
        buf_clear(&bench.asked);
        bench_line(&bench, wrong[i]);
        ck_assert_str_eq(asked(), "say That is no number of people: {1}\n");
    }
    bench_do(&bench, ACTION_PEOPLE_COUNT);
    bench_line(&bench, NULL);
    ck_assert_int_eq(attendance_most(session_attendance(laptop.session)), -1);
    bench_do(&bench, ACTION_PEOPLE_COUNT);
    ck_assert(laptop_do(&laptop, WISH_NEXT)); /* meanwhile: it was counted in the panel */
    bench_read(&bench, &laptop);
    bench_line(&bench, " 54 ");
    ck_assert_int_eq(attendance_counted(session_attendance(laptop.session), "s2")->people, 54);
    expect("2 tbc · 54 counted", true);
    bench_do(&bench, ACTION_PEOPLE_COUNT);
    bench_line(&bench, "48");
    expect("54 counted, 48 in this slot", true);
    end();
}
END_TEST

static void filter(enum roster_filter filter)
{
    bench_do(&bench, ACTION_PEOPLE_FILTER);
    bench_answer(&bench, (int)filter);
}

START_TEST(test_filters)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    filter(ROSTER_NOT_SPOKEN);
    expect("People: not spoken yet", true);
    expect("Samuel Pyne", true);
    expect("Mohamed Wajdi Aydi", false);
    filter(ROSTER_TBC);
    expect("2 of ", true);
    expect("Samuel Pyne", false);
    bench_do(&bench, ACTION_PEOPLE_PRESENT); /* the first of them goes, the other is selected */
    expect("1 of ", true);
    bench_do(&bench, ACTION_PEOPLE_PRESENT);
    expect("Nobody is like that. Esc shows all again.", true);
    bench_do(&bench, ACTION_PEOPLE_PRESENT);
    ck_assert_str_eq(asked(), "ask Show which people?\nask Show which people?\n"
                              "say Only people of the programme come or do not come\n");
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    expect("Samuel Pyne", true);
    ck_assert(!bench_do(&bench, ACTION_LEAVE));
    end();
}
END_TEST

/* Without accents and in any case, in names, affiliations and parts; Esc takes it back. */
START_TEST(test_search)
{
    static const struct {
        const char *words;
        const char *found;
        const char *missed;
    } searches[] = {{"cecile", "Cécile Riallant", "Samuel Pyne"},
                    {"KUMASI", "Samuel Pyne", "Cécile Riallant"},
                    {"speaker", "Samuel Pyne", "nothing else"},
                    {"zzz", "Nobody is like that", "Samuel Pyne"},
                    {"", "Samuel Pyne", "Nobody is like that"}};
    begin(ATTRIBUTION_NAMED, 80, 19);
    for (size_t i = 0; i < COUNT(searches); i++) {
        bench_do(&bench, ACTION_SEARCH);
        bench_type(&bench, searches[i].words);
        expect(searches[i].found, true);
        expect(searches[i].missed, false);
        bench_line(&bench, searches[i].words);
    }
    bench_do(&bench, ACTION_SEARCH);
    bench_type(&bench, "zzz");
    bench_line(&bench, NULL);
    expect("Samuel Pyne", true);
    end();
}
END_TEST

/* The list is the programme's; who of it has spoken nothing tells, by name or by filter. */
START_TEST(test_rule)
{
    begin(ATTRIBUTION_CHATHAM_HOUSE, 100, 25);
    expect("Samuel Pyne", true);
    expect("not told", true);
    expect("not yet", false);
    expect("the rule does not tell who has spoken", true);
    expect("Others who have spoken", true);
    expect("Speaker 1 · High-level expert panel", true);
    filter(ROSTER_NOT_SPOKEN);
    expect("Nobody is like that", true);
    end();
}
END_TEST

/* A press selects and a second one opens; beside the rows it does nothing. */
START_TEST(test_mouse)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    expect("Mohamed Wajdi Aydi", true);
    struct mouse press = {.kind = MOUSE_PRESS, .x = 10, .y = 4}; /* frame, titles, first row */
    ck_assert(view_people.click(bench.state, &bench, &press));
    bench_do(&bench, ACTION_PEOPLE_LATE);
    ck_assert_int_eq(state_of(2), PERSON_LATE);
    expect("late · has not spoken yet", true);
    ck_assert(view_people.click(bench.state, &bench, &press));
    ck_assert_ptr_nonnull(strstr(asked(), "ask "));
    struct mouse wheel = {.kind = MOUSE_WHEEL_UP, .x = 10, .y = 4};
    ck_assert(view_people.click(bench.state, &bench, &wheel));
    bench_do(&bench, ACTION_PEOPLE_LATE);
    ck_assert_int_eq(state_of(1), PERSON_LATE);
    static const int beside[][2] = {{10, 0}, {10, 1}, {10, 18}, {-1, -1}, {200, 200}};
    for (size_t i = 0; i < COUNT(beside); i++) {
        struct mouse missed = {.kind = MOUSE_PRESS, .x = beside[i][0], .y = beside[i][1]};
        ck_assert(!view_people.click(bench.state, &bench, &missed));
    }
    end();
}
END_TEST

/* Somebody is gone to, whatever was filtered and searched. */
START_TEST(test_go_to)
{
    begin(ATTRIBUTION_NAMED, 80, 19);
    filter(ROSTER_TBC);
    view_people.go_to(bench.state, &bench.scene, &(struct view_target){.person = 1});
    expect("confirmed · has not spoken yet", true);
    bench_do(&bench, ACTION_PEOPLE_LATE);
    ck_assert_int_eq(state_of(1), PERSON_LATE);
    end();
}
END_TEST

START_TEST(test_nobody)
{
    programme = programme_sou88();
    open_bench(80, 19);
    expect("The programme lists no people. H notes how many are in the room.", true);
    for (int action = ACTION_PEOPLE_PRESENT; action <= ACTION_PEOPLE_FILTER; action++)
        bench_do(&bench, (enum action)action);
    bench_do(&bench, ACTION_OPEN);
    bench_do(&bench, ACTION_DOWN);
    bench_do(&bench, ACTION_LAST);
    expect("The programme lists no people", true);
    end();
}
END_TEST

SUITE("tui/view_people", test_list, test_states, test_replaced, test_count, test_filters,
      test_search, test_rule, test_mouse, test_go_to, test_nobody)
