/*
 * The menu on a bench: every action is reached by arrows and done by Enter.
 */
#include "view_bench.h"

#include <string.h>

#include "programmes.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct programme *programme;
static struct laptop laptop;

static void begin(struct program *bench, int width, int height)
{
    programme = programme_sou88();
    laptop_init(&laptop, programme, 1, 1,
                zone_instant(programme->zone, programme->date, AT(8, 50)));
    bench_init(bench, &view_menu, &laptop, width, height);
    view_menu.enter(bench->state, bench);
}

static void end(struct program *bench)
{
    bench_finish(bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

/* Types letters; then what Enter does. */
static const char *chosen(struct program *bench, const char *letters)
{
    for (; *letters != '\0'; letters++)
        view_menu.key(bench->state, bench,
                      &(struct key){.code = (uint32_t)(unsigned char)*letters});
    buf_clear(&bench->asked);
    bench_do(bench, ACTION_OPEN);
    return buf_text(&bench->asked);
}

START_TEST(test_every_action_is_reached)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct program bench;
        begin(&bench, sizes[i][0], sizes[i][1]);
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            const struct action_info *info = action_info((enum action)action);
            BUF_LOCAL struct buf expected = {0};
            if (!info->in_menu)
                continue;
            ck_assert_msg(bench_shows(&bench, info->title), "%s at %d", info->title, sizes[i][0]);
            if (info->context == CONTEXT_ENTRIES)
                buf_add_text(&expected, "show view-entries\n");
            else if (info->context == CONTEXT_FLOOR)
                buf_add_text(&expected, "show view-floor\n");
            else if (info->context == CONTEXT_REPLAN)
                buf_add_text(&expected, "show view-replan\n");
            else if (info->context == CONTEXT_ADOPTION)
                buf_add_text(&expected, "show view-adoption\n");
            else if (info->context == CONTEXT_PEOPLE)
                buf_add_text(&expected, "show view-people\n");
            else if (info->context == CONTEXT_REPORT)
                buf_add_text(&expected, "show view-report\n");
            else
                buf_add_text(&expected, "leave\n");
            buf_add_format(&expected, "do %s\n", info->name);
            ck_assert_str_eq(chosen(&bench, ""), buf_text(&expected));
            bench_do(&bench, ACTION_DOWN);
        }
        end(&bench);
    }
}
END_TEST

START_TEST(test_arrows_and_pages)
{
    struct program bench;
    begin(&bench, 100, 25);
    bench_shows(&bench, "");
    bench_do(&bench, ACTION_RIGHT);
    ck_assert_str_ne(chosen(&bench, ""), "leave\ndo start-pause\n");
    bench_do(&bench, ACTION_LEFT);
    ck_assert_str_eq(chosen(&bench, ""), "leave\ndo start-pause\n");
    bench_do(&bench, ACTION_LEFT);
    bench_do(&bench, ACTION_UP);
    ck_assert_str_eq(chosen(&bench, ""), "leave\ndo start-pause\n");
    bench_do(&bench, ACTION_LAST);
    ck_assert_str_eq(chosen(&bench, ""), "leave\ndo quit\n");
    bench_do(&bench, ACTION_DOWN);
    ck_assert_str_eq(chosen(&bench, ""), "leave\ndo quit\n");
    end(&bench);
}
END_TEST

START_TEST(test_letters_jump)
{
    static const struct {
        const char *letters;
        const char *does;
    } cases[] = {
        {"und", "leave\ndo undo\n"},
        {"take", "leave\ndo take-clock\n"},
        {"five minutes l", "leave\ndo less-five\n"},
        {"q", "leave\ndo quit\n"}, /* does nothing of its own here */
        {"sh", "show view-entries\ndo filter\n"},
        {"xyz", "leave\ndo start-pause\n"}, /* nothing begins so: it stays */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct program bench;
        begin(&bench, 80, 19);
        bench_shows(&bench, "");
        ck_assert_str_eq(chosen(&bench, cases[i].letters), cases[i].does);
        end(&bench);
    }
}
END_TEST

START_TEST(test_says_what_it_does)
{
    struct program bench;
    begin(&bench, 80, 19);
    ck_assert(bench_shows(&bench, "Enter does it · letters jump · Esc leaves"));
    chosen(&bench, "z");
    ck_assert(bench_shows(&bench, "┌ Menu "));
    view_menu.key(bench.state, &bench, &(struct key){.code = 'z'});
    ck_assert(strstr(buf_text(&bench.asked), "say No action has a word") != NULL);
    buf_clear(&bench.asked);
    bench_do(&bench, ACTION_LEAVE);
    ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
    ck_assert(!bench_do(&bench, ACTION_QUIT));
    end(&bench);
}
END_TEST

START_TEST(test_mouse)
{
    struct program bench;
    begin(&bench, 200, 55);
    BUF_LOCAL struct buf dump = {0};
    bench_dump(&bench, &dump);
    bool taken = false;
    for (int at = 0; at < 2 * 55 && !taken; at++) { /* down two columns of the sheet */
        int x = at < 55 ? 60 : 100, y = at % 55;
        struct mouse press = {.kind = MOUSE_PRESS, .button = 1, .x = x, .y = y};
        if (strcmp(canvas_cell(bench.canvas, x, y)->text, " ") != 0 &&
            view_menu.click(bench.state, &bench, &press))
            taken = strstr(buf_text(&bench.asked), "leave\ndo ") != NULL;
    }
    ck_assert(taken);
    buf_clear(&bench.asked);
    view_menu.click(bench.state, &bench, &(struct mouse){.kind = MOUSE_PRESS, .x = 0, .y = 0});
    ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
    end(&bench);
}
END_TEST

SUITE("tui/view_menu", test_every_action_is_reached, test_arrows_and_pages, test_letters_jump,
      test_says_what_it_does, test_mouse)
