#include <string.h>

#include "../../src/export/table_columns.h"
#include "../../src/export/walk.h"

#include "suite.h"

enum { COLUMNS = 3, ROWS = 2, WIDTH = 9638 };

/* A table of `texts`, row by row; NULL: an empty cell. */
struct grid {
    struct report_node table, rows[ROWS], cells[ROWS][COLUMNS];
};

static void grid_make(struct grid *grid, const char *const texts[ROWS][COLUMNS])
{
    *grid = (struct grid){.table = {.kind = NODE_TABLE, .first = &grid->rows[0]}};
    for (size_t i = 0; i < ROWS; i++) {
        grid->rows[i] = (struct report_node){.kind = NODE_ROW, .first = grid->cells[i]};
        grid->rows[i].next = i + 1 < ROWS ? &grid->rows[i + 1] : NULL;
        for (size_t j = 0; j < COLUMNS; j++) {
            grid->cells[i][j] = (struct report_node){.kind = NODE_CELL, .text = texts[i][j]};
            grid->cells[i][j].next = j + 1 < COLUMNS ? &grid->cells[i][j + 1] : NULL;
        }
    }
}

#define WORD "Incomprehensibilities"
#define TEN "0123456789"
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static void share(const char *const texts[ROWS][COLUMNS], unsigned widths[COLUMNS])
{
    struct grid grid;
    struct table_columns columns;
    grid_make(&grid, texts);
    table_columns_share(&grid.table, WIDTH, &columns);
    ck_assert_uint_eq(columns.widths.count, COLUMNS);
    memcpy(widths, columns.widths.items, COLUMNS * sizeof *widths);
    table_columns_finish(&columns);
    ck_assert_uint_eq(widths[0] + widths[1] + widths[2], WIDTH);
    for (size_t i = 0; i < COLUMNS; i++)
        ck_assert_uint_gt(widths[i], WIDTH / 40);
}

START_TEST(test_widths)
{
    unsigned widths[COLUMNS];
    share((const char *const[ROWS][COLUMNS]){{"a", "b", "c"}, {NULL, "d", "e"}}, widths);
    ck_assert_uint_eq(widths[0], widths[1]);
    ck_assert_uint_le(widths[2] - widths[0], COLUMNS);
    /* What stands in one counts, and a word is not broken for a long text beside it. */
    share((const char *const[ROWS][COLUMNS]){{"a", "b", "c"}, {"09:00–09:15", LONG, "x y z"}},
          widths);
    ck_assert_uint_gt(widths[1], widths[0]);
    ck_assert_uint_gt(widths[0], WIDTH / 100 * 13);
    ck_assert_uint_gt(widths[0], widths[2]);
    share((const char *const[ROWS][COLUMNS]){{"a", "b", "c"}, {WORD, "x " LONG " x", LONG}},
          widths);
    ck_assert_uint_gt(widths[0], WIDTH / 100 * 24);
    /* Characters count, not bytes; ends of lines begin anew. */
    share((const char *const[ROWS][COLUMNS]){{"aaaa", "éééé", "a"}, {"bb\nbb", "cc cc", NULL}},
          widths);
    ck_assert_uint_lt(widths[0], widths[1]);
    ck_assert_uint_lt(widths[1] - widths[0], WIDTH / 10);
    share((const char *const[ROWS][COLUMNS]){{LONG, LONG, LONG}, {LONG, LONG, LONG}}, widths);
    ck_assert_uint_eq(widths[0], widths[1]);
}
END_TEST

START_TEST(test_running_head)
{
    static const struct {
        const char *title;
        const char *head;
    } cases[] = {
        {"A title", "A title"},           {"Two\nlines\r\nand\rmore", "Two lines and more"},
        {LONG " and more", LONG " and…"}, {LONG " unspeakable", LONG "…"},
        {LONG LONG, LONG "0123…"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report report = {.title = cases[i].title};
        BUF_LOCAL struct buf out = {0};
        walk_write_running_head(&report, &out);
        ck_assert_str_eq(buf_text(&out), cases[i].head);
    }
}
END_TEST

SUITE("export/table_columns", test_widths, test_running_head)
