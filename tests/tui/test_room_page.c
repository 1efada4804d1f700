/*
 * Text for a room: air where there is room for it, rows in view, and what was changed told with
 * strokes and with brackets.
 */
#include "../../src/tui/room_page.h"

#include <string.h>

#include "suite.h"

static void dump(struct room_page *page, int width, int height, struct buf *out)
{
    struct canvas *canvas = canvas_new(width, height, CHARSET_FULL);
    room_page_draw(page, canvas, canvas_area(canvas));
    canvas_dump(canvas, out);
    canvas_free(canvas);
}

static void expect(struct room_page *page, int width, int height, const char *picture)
{
    BUF_LOCAL struct buf out = {0};
    dump(page, width, height, &out);
    ck_assert_str_eq(buf_text(&out), picture);
}

static void fill(struct room_page *page)
{
    room_page_begin(page);
    room_block_add(room_page_add(page, 0, 0, true), ROLE_NORMAL, "one two three four");
    room_block_add(room_page_add(page, 1, 2, false), ROLE_DIM, "five");
}

START_TEST(test_air)
{
    struct room_page page = {.offset = 0};
    fill(&page);
    expect(&page, 12, 6, " one two\n\n three four\n\n   five\n\n");
    expect(&page, 12, 4, " one two\n three four\n\n   five\n");
    expect(&page, 12, 3, " one two\n three four\n   five\n");
    room_page_finish(&page);
}
END_TEST

START_TEST(test_scrolling)
{
    struct room_page page = {.offset = 0};
    fill(&page);
    expect(&page, 12, 6, " one two\n\n three four\n\n   five\n\n");
    ck_assert(!room_page_do(&page, ACTION_DOWN)); /* all is in view */
    expect(&page, 12, 2, " one two   █\n three four│\n");
    ck_assert(room_page_do(&page, ACTION_DOWN));
    expect(&page, 12, 2, " three four│\n           █\n");
    ck_assert(room_page_do(&page, ACTION_PAGE_DOWN));
    ck_assert(room_page_do(&page, ACTION_PAGE_DOWN));
    expect(&page, 12, 2, "           │\n   five    █\n");
    ck_assert(room_page_do(&page, ACTION_PAGE_UP));
    ck_assert(!room_page_do(&page, ACTION_LEFT));
    expect(&page, 12, 6, " one two\n\n three four\n\n   five\n\n");
    room_page_finish(&page);
}
END_TEST

START_TEST(test_changes)
{
    static const struct {
        bool marked;
        const char *before, *after, *shown;
    } cases[] = {
        {true, "Fund it now", "Fund them now", " Fund [-it-]{+them+} now\n"},
        {false, "Fund it now", "Fund them now", " Fund i\u0336t\u0336them now\n"},
        {true, "same", "same", " same\n"},
        {false, "e\u0301t\u00e9", "x", " e\u0301\u0336t\u0336\u00e9\u0336x\n"},
        {true, "a\u202Eb", "a\u202Eb c", " a\uFFFDb{+ c+}\n"},
        {true, "\x1b[31m", "b", " [-^[[31m-]{+b+}\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct room_page page = {.offset = 0};
        room_page_begin(&page);
        room_block_add_changes(room_page_add(&page, 0, 0, true), ROLE_NORMAL, cases[i].marked,
                               cases[i].before, cases[i].after);
        expect(&page, 40, 1, cases[i].shown);
        room_page_finish(&page);
    }
}
END_TEST

/* Added words are underlined and struck ones have their role, also over a break of lines. */
START_TEST(test_styles)
{
    struct room_page page = {.offset = 0};
    struct canvas *canvas = canvas_new(12, 4, CHARSET_FULL);
    room_page_begin(&page);
    room_block_add_changes(room_page_add(&page, 0, 0, false), ROLE_NORMAL, false, "one",
                           "one two three");
    room_page_draw(&page, canvas, canvas_area(canvas));
    ck_assert_int_eq(canvas_cell(canvas, 1, 0)->role, ROLE_NORMAL);
    ck_assert_int_eq(canvas_cell(canvas, 5, 0)->role, ROLE_ADDED);
    ck_assert_int_eq(canvas_cell(canvas, 1, 1)->role, ROLE_ADDED);
    canvas_free(canvas);
    room_page_finish(&page);
}
END_TEST

START_TEST(test_no_room)
{
    struct room_page page = {.offset = 0};
    fill(&page);
    for (int width = 1; width < 6; width++)
        for (int height = 1; height < 4; height++) {
            BUF_LOCAL struct buf out = {0};
            dump(&page, width, height, &out);
        }
    room_page_finish(&page);
}
END_TEST

SUITE("tui/room_page", test_air, test_scrolling, test_changes, test_styles, test_no_room)
