#include <dais/tui/canvas.h>

#include <string.h>

#include "suite.h"

#define MARKS "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85z" /* five on one letter */

static void assert_dump(const struct canvas *canvas, const char *wanted)
{
    BUF_LOCAL struct buf out = {0};
    canvas_dump(canvas, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
}

START_TEST(test_text_is_cut)
{
    static const struct {
        int w;
        const char *text;
        const char *dump;
        int columns;
    } cases[] = {
        {5, "abc", "abc\n", 3},
        {5, "abcde", "abcde\n", 5},
        {5, "abcdef", "abcd…\n", 5},
        {5, "会議中", "会議…\n", 5},
        {4, "会議中", "会…\n", 3},
        {2,
         "e\xCC\x81"
         "e",
         "e\xCC\x81"
         "e\n",
         2},
        {6, "a\x1b[1mb", "a^[[1…\n", 6},
        {9, "x\xE2\x80\xAEy", "x\xEF\xBF\xBDy\n", 3},
        {5, "", "\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct canvas *canvas = canvas_new(10, 1, CHARSET_FULL);
        struct area area = {0, 0, cases[i].w, 1};
        int columns = canvas_draw_text(canvas, area, 0, 0, ROLE_NORMAL, cases[i].text);
        ck_assert_int_eq(columns, cases[i].columns);
        assert_dump(canvas, cases[i].dump);
        canvas_free(canvas);
    }
}
END_TEST

START_TEST(test_clipping)
{
    struct canvas *canvas = canvas_new(6, 3, CHARSET_FULL);
    struct area middle = {2, 1, 3, 1};
    canvas_draw_text(canvas, middle, -2, 0, ROLE_NORMAL, "abcde");
    canvas_draw_text(canvas, middle, 0, 1, ROLE_NORMAL, "under");
    canvas_draw_text(canvas, middle, 0, -1, ROLE_NORMAL, "over");
    assert_dump(canvas, "\n  cde\n\n");
    canvas_clear(canvas);
    canvas_draw_piece(canvas, middle, 0, 0, ROLE_NORMAL, "vwxyz", 5);
    assert_dump(canvas, "\n  vwx\n\n");
    canvas_clear(canvas);
    canvas_fill_area(canvas, (struct area){-5, 2, 100, 100}, ROLE_NORMAL, "x");
    canvas_draw_text(canvas, (struct area){4, 0, 100, 1}, 0, 0, ROLE_NORMAL, "long");
    assert_dump(canvas, "    lo\n\nxxxxxx\n");
    canvas_free(canvas);
}
END_TEST

/* A half of a wide grapheme never stays behind. */
START_TEST(test_halves)
{
    struct canvas *canvas = canvas_new(6, 1, CHARSET_FULL);
    struct area all = canvas_area(canvas);
    canvas_draw_text(canvas, all, 0, 0, ROLE_NORMAL, "会議");
    canvas_draw_text(canvas, all, 1, 0, ROLE_NORMAL, "x");
    assert_dump(canvas, " x議\n");
    canvas_draw_text(canvas, all, 2, 0, ROLE_NORMAL, "y");
    assert_dump(canvas, " xy\n");
    canvas_draw_text(canvas, all, 1, 0, ROLE_NORMAL, "中");
    assert_dump(canvas, " 中\n");
    ck_assert_int_eq(canvas_cell(canvas, 1, 0)->width, 2);
    ck_assert_int_eq(canvas_cell(canvas, 2, 0)->width, 0);
    canvas_draw_text(canvas, (struct area){0, 0, 2, 1}, -1, 0, ROLE_NORMAL, "会a");
    assert_dump(canvas, " a\n");
    canvas_free(canvas);
}
END_TEST

/* Every row of a canvas holds exactly its columns, whatever was drawn on it. */
START_TEST(test_widths_add_up)
{
    static const char *const texts[] = {
        "👩‍👩‍👧‍👦 family",
        "🇰🇪 Kenya",
        "❤️ heart",
        "العربية",
        "क्षि",
        MARKS,
        "\x80\xff",
        "会",
        "\xE2\x80\x8D",
        "👍🏽👍🏽",
    };
    struct canvas *canvas = canvas_new(9, 1, CHARSET_FULL);
    for (size_t i = 0; i < 400; i++) {
        const char *text = texts[i * 7 % (sizeof texts / sizeof texts[0])];
        canvas_draw_text(canvas, canvas_area(canvas), (int)(i * 5 % 13) - 3, 0, ROLE_NORMAL, text);
        int columns = 0;
        for (int x = 0; x < 9; x++) {
            const struct cell *cell = canvas_cell(canvas, x, 0);
            columns += cell->width;
            ck_assert(memchr(cell->text, '\0', CELL_BYTES) != NULL);
            ck_assert((cell->width == 0) == (cell->text[0] == '\0'));
            if (cell->width == 2)
                ck_assert_int_eq(canvas_cell(canvas, x + 1, 0)->width, 0);
        }
        ck_assert_int_eq(columns, 9);
    }
    canvas_free(canvas);
}
END_TEST

START_TEST(test_alignment)
{
    struct canvas *canvas = canvas_new(9, 3, CHARSET_FULL);
    canvas_draw_right(canvas, canvas_area(canvas), 0, ROLE_NORMAL, "abc");
    canvas_draw_centred(canvas, canvas_area(canvas), 1, ROLE_NORMAL, "abc");
    canvas_draw_right(canvas, canvas_area(canvas), 2, ROLE_NORMAL, "0123456789");
    assert_dump(canvas, "      abc\n   abc\n01234567…\n");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_box)
{
    struct canvas *canvas = canvas_new(20, 3, CHARSET_FULL);
    struct area inside =
        canvas_draw_box(canvas, canvas_area(canvas), ROLE_BORDER, ROLE_TITLE, "Programme", "now");
    ck_assert(inside.x == 1 && inside.y == 1 && inside.w == 18 && inside.h == 1);
    assert_dump(canvas, "┌ Programme ─ now ─┐\n│                  │\n└──────────────────┘\n");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_box_narrow)
{
    struct canvas *canvas = canvas_new(12, 2, CHARSET_ASCII);
    canvas_draw_box(canvas, canvas_area(canvas), ROLE_BORDER, ROLE_TITLE, "Programme", NULL);
    assert_dump(canvas, "+ Program~ +\n+----------+\n");
    canvas_clear(canvas);
    canvas_draw_box(canvas, canvas_area(canvas), ROLE_BORDER, ROLE_TITLE, "Programme", "now");
    assert_dump(canvas, "+ ~ - now -+\n+----------+\n");
    for (int w = 0; w < 12; w++) /* no size breaks it */
        canvas_draw_box(canvas, (struct area){0, 0, w, 2}, ROLE_BORDER, ROLE_TITLE, "x", "y");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_wrapped)
{
    struct canvas *canvas = canvas_new(8, 3, CHARSET_FULL);
    const char *text = "one two three four five";
    ck_assert_int_eq(canvas_draw_wrapped(canvas, canvas_area(canvas), 0, ROLE_NORMAL, text), 3);
    assert_dump(canvas, "one two\nthree\nfour…\n");
    ck_assert_int_eq(canvas_measure_wrapped(text, 8), 4);
    ck_assert_int_eq(canvas_measure_wrapped("", 8), 1);
    ck_assert_int_eq(canvas_measure_wrapped("a\n\nb", 8), 3);
    ck_assert_int_eq(canvas_measure_within(text, 8, 3), 3);
    ck_assert_int_eq(canvas_measure_within(text, 8, 5), 4);
    ck_assert_int_eq(canvas_measure_within(text, 8, 0), 1);
    canvas_free(canvas);
}
END_TEST

/* What is far longer than the line, and what takes many bytes a column. */
START_TEST(test_long_texts)
{
    BUF_LOCAL struct buf text = {0};
    struct canvas *canvas = canvas_new(6, 2, CHARSET_FULL);
    buf_add_repeat(&text, "\xE2\x80\x8D\xCC\x81", 3000); /* no columns at all, almost */
    buf_add_repeat(&text, "abc ", 30000);
    ck_assert_int_eq(canvas_measure_within(buf_text(&text), 6, 50), 50);
    int columns = canvas_draw_text(canvas, canvas_area(canvas), 0, 0, ROLE_NORMAL, buf_text(&text));
    ck_assert_int_eq(columns, 5);
    ck_assert_str_eq(canvas_cell(canvas, 4, 0)->text, "…");
    canvas_clear(canvas);
    ck_assert_int_eq(
        canvas_draw_wrapped(canvas, canvas_area(canvas), 0, ROLE_NORMAL, buf_text(&text) + 15000),
        2);
    assert_dump(canvas, "abc\nabc…\n");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_bar)
{
    static const struct {
        enum charset charset;
        int64_t part, whole;
        const char *dump;
    } cases[] = {
        {CHARSET_FULL, 0, 10, "░░░░░\n"},       {CHARSET_FULL, 5, 10, "██▌░░\n"},
        {CHARSET_FULL, 10, 10, "█████\n"},      {CHARSET_FULL, 99, 10, "█████\n"},
        {CHARSET_FULL, -4, 10, "░░░░░\n"},      {CHARSET_FULL, 0, 0, "█████\n"},
        {CHARSET_FULL, 9999, 10000, "████▌\n"}, {CHARSET_ASCII, 5, 10, "##...\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct canvas *canvas = canvas_new(5, 1, cases[i].charset);
        canvas_draw_bar(canvas, canvas_area(canvas), ROLE_ON_TIME, ROLE_BAR_REST, cases[i].part,
                        cases[i].whole);
        assert_dump(canvas, cases[i].dump);
        canvas_free(canvas);
    }
}
END_TEST

/* The mark is at an end only when the text is. */
START_TEST(test_scroll_mark)
{
    static const struct {
        int offset;
        const char *dump;
    } cases[] = {
        {0, "█\n│\n│\n│\n"}, {1, "│\n█\n│\n│\n"}, {8, "│\n│\n█\n│\n"}, {12, "│\n│\n│\n█\n"}};
    struct canvas *canvas = canvas_new(1, 4, CHARSET_FULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        canvas_draw_scroll(canvas, canvas_area(canvas), ROLE_DIM, cases[i].offset, 16);
        assert_dump(canvas, cases[i].dump);
    }
    canvas_clear(canvas);
    canvas_draw_scroll(canvas, canvas_area(canvas), ROLE_DIM, 0, 4);
    assert_dump(canvas, "\n\n\n\n");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_smaller_charsets)
{
    struct canvas *canvas = canvas_new(24, 1, CHARSET_ASCII);
    canvas_draw_text(canvas, canvas_area(canvas), 0, 0, ROLE_NORMAL, "✓ “Réunion” – 会 → ▶ ف");
    assert_dump(canvas, "v \"Reunion\" - ?  > > ?\n");
    canvas_free(canvas);
    canvas = canvas_new(24, 1, CHARSET_CONSOLE);
    canvas_draw_text(canvas, canvas_area(canvas), 0, 0, ROLE_NORMAL, "✓ Réunion – ▶ ●");
    assert_dump(canvas, "√ Réunion - > •\n");
    canvas_free(canvas);
}
END_TEST

START_TEST(test_styles_and_cursor)
{
    struct canvas *canvas = canvas_new(8, 2, CHARSET_FULL);
    struct area area = {2, 1, 4, 1};
    canvas_draw_text(canvas, area, 0, 0, ROLE_KEY | STYLE_BOLD, "ab");
    ck_assert_int_eq(canvas_cell(canvas, 2, 1)->role, ROLE_KEY);
    ck_assert_int_eq(canvas_cell(canvas, 2, 1)->attributes, ATTRIBUTE_BOLD);
    canvas_style_area(canvas, area, ROLE_SELECTED);
    ck_assert_int_eq(canvas_cell(canvas, 5, 1)->role, ROLE_SELECTED);
    ck_assert_str_eq(canvas_cell(canvas, 3, 1)->text, "b");
    canvas_place_cursor(canvas, area, 3, 0);
    ck_assert(canvas->cursor_x == 5 && canvas->cursor_y == 1);
    canvas_place_cursor(canvas, area, 4, 0);
    ck_assert_int_eq(canvas->cursor_x, -1);
    canvas_resize(canvas, 0, -4);
    ck_assert(canvas->width == 1 && canvas->height == 1);
    canvas_free(canvas);
}
END_TEST

/* A picture shows what stood there, and nowhere else. */
START_TEST(test_picture)
{
    struct canvas *canvas = canvas_new(12, 3, CHARSET_FULL);
    struct area area = {2, 1, 6, 2};
    struct canvas_picture picture = {.cells = NULL};
    BUF_LOCAL struct buf before = {0};
    BUF_LOCAL struct buf after = {0};
    ck_assert(!canvas_show_picture(canvas, area, &picture));
    canvas_draw_text(canvas, area, 0, 0, ROLE_ERROR, "é漢🌍");
    canvas_dump(canvas, &before);
    canvas_take_picture(canvas, area, &picture);
    canvas_clear(canvas);
    ck_assert(!canvas_show_picture(canvas, (struct area){3, 1, 6, 2}, &picture));
    ck_assert(canvas_show_picture(canvas, area, &picture));
    canvas_dump(canvas, &after);
    ck_assert_str_eq(buf_text(&after), buf_text(&before));
    ck_assert_int_eq(canvas_cell(canvas, 2, 1)->role, ROLE_ERROR);
    canvas_picture_finish(&picture);
    canvas_free(canvas);
}
END_TEST

/* What stood in a cell before is no part of how it looks. */
START_TEST(test_cells_compare)
{
    static const char *const befores[] = {"e\u0301\u0302", "漢", "x漢", "ab"};
    struct canvas *fresh = canvas_new(6, 1, CHARSET_FULL);
    canvas_draw_text(fresh, canvas_area(fresh), 0, 0, ROLE_LABEL, "a");
    for (size_t i = 0; i < sizeof befores / sizeof befores[0]; i++) {
        struct canvas *canvas = canvas_new(6, 1, CHARSET_FULL);
        canvas_draw_text(canvas, canvas_area(canvas), 0, 0, ROLE_ERROR, befores[i]);
        ck_assert(!cell_equal(canvas_cell(canvas, 0, 0), canvas_cell(fresh, 0, 0)));
        canvas_fill_area(canvas, (struct area){1, 0, 5, 1}, ROLE_NORMAL, " ");
        canvas_draw_text(canvas, canvas_area(canvas), 0, 0, ROLE_LABEL, "a");
        for (int x = 0; x < 6; x++)
            ck_assert_msg(cell_equal(canvas_cell(canvas, x, 0), canvas_cell(fresh, x, 0)),
                          "column %d after %s", x, befores[i]);
        canvas_free(canvas);
    }
    canvas_free(fresh);
}
END_TEST

SUITE("tui/canvas", test_text_is_cut, test_clipping, test_halves, test_widths_add_up,
      test_alignment, test_box, test_box_narrow, test_wrapped, test_long_texts, test_bar,
      test_scroll_mark, test_smaller_charsets, test_styles_and_cursor, test_picture,
      test_cells_compare)
