#include <dais/tui/digits.h>

#include <string.h>

#include "suite.h"

static void assert_drawn(const char *text, int step, enum charset charset, const char *wanted)
{
    BUF_LOCAL struct buf out = {0};
    struct digits_size size = digits_measure(text, step, charset);
    struct canvas *canvas = canvas_new(size.w, size.h, charset);
    digits_draw(canvas, canvas_area(canvas), ROLE_ON_TIME, text, step);
    canvas_dump(canvas, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
    canvas_free(canvas);
}

START_TEST(test_steps)
{
    assert_drawn("12:05", 0, CHARSET_FULL, "12:05\n");
    assert_drawn("12:05", 1, CHARSET_FULL,
                 "▀█   ▀▀█  ▄  █▀█  █▀▀\n █   █▀▀  ▄  █ █  ▀▀█\n▀▀▀  ▀▀▀     ▀▀▀  ▀▀▀\n");
    assert_drawn("+1:0", 1, CHARSET_ASCII, "           _\n +    | . | |\n      | . |_|\n");
    assert_drawn("7", 2, CHARSET_FULL, "██████\n    ██\n    ██\n    ██\n    ██\n");
    assert_drawn("7", 2, CHARSET_ASCII, "######\n    ##\n    ##\n    ##\n    ##\n");
    assert_drawn("1", 3, CHARSET_FULL,
                 "██████\n▀▀▀███\n   ███\n   ███\n   ███\n   ███\n█████████\n▀▀▀▀▀▀▀▀▀\n");
    assert_drawn("1", 4, CHARSET_ASCII,
                 "########\n########\n    ####\n    ####\n    ####\n    ####\n    ####\n    ####\n"
                 "############\n############\n");
}
END_TEST

/* No digit is wider than another at any step, and each is drawn inside what was measured. */
START_TEST(test_nothing_jumps)
{
    for (enum charset charset = CHARSET_FULL; charset <= CHARSET_ASCII; charset++) {
        for (int step = 0; step <= DIGITS_LARGEST; step++) {
            struct digits_size wanted = digits_measure("+0:00:00", step, charset);
            for (char digit = '0'; digit <= '9'; digit++) {
                char text[] = "+0:00:00";
                text[1] = text[4] = text[7] = digit;
                struct digits_size size = digits_measure(text, step, charset);
                ck_assert(size.w == wanted.w && size.h == wanted.h);
            }
            struct digits_size blank = digits_measure(" 0:00:00", step, charset);
            ck_assert_int_eq(blank.w, wanted.w);
        }
    }
}
END_TEST

/* Each digit looks different from every other at every step. */
START_TEST(test_all_differ)
{
    for (enum charset charset = CHARSET_FULL; charset <= CHARSET_ASCII; charset++) {
        for (int step = 0; step <= 6; step++) {
            struct buf drawn[17] = {0};
            for (int i = 0; i < 17; i++) {
                char text[2] = {"0123456789:+-ACDR"[i], '\0'};
                struct digits_size size = digits_measure(text, step, charset);
                struct canvas *canvas = canvas_new(size.w, size.h, charset);
                digits_draw(canvas, canvas_area(canvas), ROLE_ON_TIME, text, step);
                canvas_dump(canvas, &drawn[i]);
                canvas_free(canvas);
                for (int j = 0; j < i; j++)
                    ck_assert_str_ne(buf_text(&drawn[i]), buf_text(&drawn[j]));
            }
            for (int i = 0; i < 17; i++)
                buf_finish(&drawn[i]);
        }
    }
}
END_TEST

START_TEST(test_fit)
{
    static const struct {
        int w, h, least_h;
    } cases[] = {{8, 1, 1}, {40, 3, 3}, {58, 6, 3}, {76, 20, 5}, {200, 52, 14}, {300, 70, 21}};
    int last = -1;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int step = digits_fit("+0:00:00", cases[i].w, cases[i].h, CHARSET_FULL);
        struct digits_size size = digits_measure("+0:00:00", step, CHARSET_FULL);
        ck_assert(size.w <= cases[i].w && size.h <= cases[i].h);
        ck_assert_msg(size.h >= cases[i].least_h, "%d × %d gives %d rows", cases[i].w, cases[i].h,
                      size.h);
        ck_assert_int_ge(step, last);
        last = step;
    }
    ck_assert_int_eq(digits_fit("12:00", 2, 1, CHARSET_FULL), 0);
}
END_TEST

SUITE("tui/digits", test_steps, test_nothing_jumps, test_all_differ, test_fit)
