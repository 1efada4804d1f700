/*
 * Help on a bench: all keys are there, at every size.
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
    bench_init(bench, &view_help, &laptop, width, height);
}

static void end(struct program *bench)
{
    bench_finish(bench);
    laptop_finish(&laptop);
    programme_free(programme);
}

/* All pages, one after the other. */
static void dump_pages(struct program *bench, struct buf *out)
{
    size_t before;
    BUF_LOCAL struct buf page = {0};
    do {
        before = out->size;
        bench_dump(bench, &page);
        if (out->size < page.size || strcmp(out->bytes + out->size - page.size, page.bytes) != 0)
            buf_add(out, page.bytes, page.size);
        buf_clear(&page);
        bench_do(bench, ACTION_PAGER_DOWN);
    } while (out->size > before);
}

START_TEST(test_all_keys_at_every_size)
{
    static const int sizes[][2] = {{60, 14}, {80, 19}, {100, 25}, {200, 55}, {300, 75}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct program bench;
        BUF_LOCAL struct buf dump = {0};
        begin(&bench, sizes[i][0], sizes[i][1]);
        dump_pages(&bench, &dump);
        ck_assert_msg(strstr(dump.bytes, "…") == NULL, "cut at %d:\n%s", sizes[i][0], dump.bytes);
        for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            BUF_LOCAL struct buf keys = {0};
            keymap_write_keys(bench.keymap, (enum action)action, ", ", &keys);
            const char *title = action_info((enum action)action)->title;
            if (keys.size > 0)
                ck_assert_msg(strstr(dump.bytes, title) != NULL &&
                                  strstr(dump.bytes, keys.bytes) != NULL,
                              "%s (%s) at %d:\n%s", title, keys.bytes, sizes[i][0], dump.bytes);
        }
        ck_assert(strstr(dump.bytes, "NOT SAVED") != NULL);
        end(&bench);
    }
}
END_TEST

START_TEST(test_pages_and_leaves)
{
    struct program bench;
    begin(&bench, 80, 19);
    ck_assert(bench_shows(&bench, "page 1 of "));
    ck_assert(bench_shows(&bench, "· Space"));
    bench_do(&bench, ACTION_PAGER_DOWN);
    ck_assert(bench_shows(&bench, "page 2 of "));
    bench_do(&bench, ACTION_PAGE_UP);
    bench_do(&bench, ACTION_PAGE_UP);
    ck_assert(bench_shows(&bench, "page 1 of "));
    bench_do(&bench, ACTION_LAST);
    ck_assert(bench_shows(&bench, "What is saved"));
    ck_assert(!bench_do(&bench, ACTION_NEXT)); /* the clock's keys work in help, too */
    ck_assert(bench_do(&bench, ACTION_LEAVE));
    ck_assert_str_eq(buf_text(&bench.asked), "leave\n");
    end(&bench);
}
END_TEST

START_TEST(test_columns)
{
    static const struct {
        int width, height;
        const char *line; /* begins with the first action; one column: its keys end it */
    } cases[] = {
        {60, 14, "│ Start, pause, resume ·························· Space, p │\n"},
        {100, 25, "│ Start, pause, resume ················· Space, p  "},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct program bench;
        begin(&bench, cases[i].width, cases[i].height);
        if (!bench_shows(&bench, cases[i].line)) {
            BUF_LOCAL struct buf dump = {0};
            bench_dump(&bench, &dump);
            ck_abort_msg("%s", dump.bytes);
        }
        end(&bench);
    }
}
END_TEST

SUITE("tui/view_help", test_all_keys_at_every_size, test_pages_and_leaves, test_columns)
