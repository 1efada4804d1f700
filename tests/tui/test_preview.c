/*
 * A long text looked at: where keys lead, what is in view after another text came, and that nothing
 * of it reaches a terminal as it should not.
 */
#include "../../src/tui/preview.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static struct preview preview;
static struct canvas *canvas;

static void take(const char *text, bool keeps_place)
{
    struct buf buf = {0};
    buf_add_text(&buf, text);
    preview_take_text(&preview, &buf, true, keeps_place);
}

static void begin(int columns, int rows, const char *text)
{
    canvas = canvas_new(columns, rows, CHARSET_FULL);
    preview = (struct preview){.top = 0};
    take(text, false);
}

static void end(void)
{
    canvas_free(canvas);
    preview_finish(&preview);
}

static void expect(const char *shown)
{
    BUF_LOCAL struct buf dump = {0};
    canvas_clear(canvas);
    preview_draw(&preview, canvas, canvas_area(canvas));
    canvas_dump(canvas, &dump);
    ck_assert_str_eq(buf_text(&dump), shown);
}

START_TEST(test_wraps)
{
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"", "\n\n\n\n"},
        {"\n\nx", "\n\nx\n\n"},
        {"one two three", "one two\nthree\n\n\n"},
        {"- one two three\n  x", "- one two\n  three\n  x\n\n"},
        {"    - one two", "    - one\ntwo\n\n\n"}, /* no room to hang */
        {"| a    | b   |", "| a | b |\n\n\n\n"},   /* what only fills goes first */
        {"|------|-----|", "|---|---|\n\n\n\n"},
        {"| a  | b |", "| a  | b |\n\n\n\n"},
        {"a\x1b[2Jb", "a^[[2Jb\n\n\n\n"},
        {"a\xe2\x80\xae"
         "b",
         "a\xef\xbf\xbd"
         "b\n\n\n\n"},
        {"مدن", "مدن\n\n\n\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(11, 4, cases[i].text);
        expect(cases[i].shown);
        end();
    }
}
END_TEST

/* The same without the scroll mark. */
static void expect_texts(const char *shown)
{
    BUF_LOCAL struct buf texts = {0};
    canvas_clear(canvas);
    preview_draw(&preview, canvas, canvas_area(canvas));
    for (int y = 0; y < canvas->height; y++) {
        size_t kept = texts.size;
        for (int x = 0; x < canvas->width - 1; x++) {
            buf_add_text(&texts, canvas_cell(canvas, x, y)->text);
            kept = strcmp(canvas_cell(canvas, x, y)->text, " ") != 0 ? texts.size : kept;
        }
        buf_cut(&texts, kept);
        buf_add_char(&texts, '\n');
    }
    ck_assert_str_eq(buf_text(&texts), shown);
}

START_TEST(test_moves)
{
    static const struct {
        enum action actions[4];
        const char *shown;
    } cases[] = {
        {{ACTION_NONE}, "a a a\na a\nb\n"},
        {{ACTION_DOWN}, "a a\nb\nc\n"},
        {{ACTION_PAGE_DOWN}, "b\nc\nd\n"},
        {{ACTION_PAGE_DOWN, ACTION_PAGE_DOWN, ACTION_PAGE_DOWN}, "c\nd\ne\n"},
        {{ACTION_LAST}, "c\nd\ne\n"},
        {{ACTION_LAST, ACTION_UP}, "b\nc\nd\n"},
        {{ACTION_LAST, ACTION_PAGE_UP, ACTION_PAGE_UP}, "a a a\na a\nb\n"},
        {{ACTION_LAST, ACTION_FIRST, ACTION_UP}, "a a a\na a\nb\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(7, 3, "a a a a a\nb\nc\nd\ne\n");
        preview_draw(&preview, canvas, canvas_area(canvas));
        for (size_t j = 0; j < 4 && cases[i].actions[j] != ACTION_NONE; j++)
            ck_assert(preview_do(&preview, cases[i].actions[j]));
        expect_texts(cases[i].shown);
        ck_assert(!preview_do(&preview, ACTION_OPEN));
        end();
    }
}
END_TEST

/* What was read stays in view, whatever comes before it; what is gone leaves what was near it. */
START_TEST(test_keeps_place)
{
    static const struct {
        const char *text;
        bool keeps;
        const char *shown;
    } cases[] = {
        {"1\n2\n3\n4\n5\n6\n7\n8\n", true, "4\n5\n"},
        {"0\n1\n2\n3\nnew\n4\n5\n6\n7\n8\n", true, "4\n5\n"},
        {"3\n4\n5\n6\n7\n8\n", true, "4\n5\n"},
        {"1\n2\n3\n5\n6\n7\n8\n", true, "3\n5\n"},
        {"1\n2\n3\n4\n", true, "3\n4\n"},
        {"x\ny\nz\n", true, "x\ny\n"},
        {"", true, "\n\n"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n", false, "1\n2\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(2, 2, "1\n2\n3\n4\n5\n6\n7\n8\n");
        preview_draw(&preview, canvas, canvas_area(canvas));
        for (int j = 0; j < 3; j++)
            preview_do(&preview, ACTION_DOWN);
        take(cases[i].text, cases[i].keeps);
        canvas_clear(canvas);
        preview_draw(&preview, canvas, (struct area){0, 0, 2, 2});
        BUF_LOCAL struct buf dump = {0};
        for (int y = 0; y < 2; y++)
            buf_add_format(&dump, "%s\n",
                           strcmp(canvas_cell(canvas, 0, y)->text, " ") != 0
                               ? canvas_cell(canvas, 0, y)->text
                               : "");
        ck_assert_msg(strcmp(buf_text(&dump), cases[i].shown) == 0, "%zu: %s", i, buf_text(&dump));
        end();
    }
}
END_TEST

/* The wheel moves where the text is, and nowhere else. */
START_TEST(test_wheel)
{
    begin(4, 2, "1\n2\n3\n4\n5\n6\n7\n8\n");
    preview_draw(&preview, canvas, canvas_area(canvas));
    ck_assert(preview_wheel(&preview, &(struct mouse){.kind = MOUSE_WHEEL_DOWN}));
    ck_assert_uint_eq(preview.top, 3);
    ck_assert(preview_wheel(&preview, &(struct mouse){.kind = MOUSE_WHEEL_UP}));
    ck_assert_uint_eq(preview.top, 0);
    ck_assert(!preview_wheel(&preview, &(struct mouse){.kind = MOUSE_WHEEL_DOWN, .y = 2}));
    ck_assert(!preview_wheel(&preview, &(struct mouse){.kind = MOUSE_PRESS}));
    end();
}
END_TEST

SUITE("tui/preview", test_wraps, test_moves, test_keeps_place, test_wheel)
