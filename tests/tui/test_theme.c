/*
 * That every role can be read in every palette is computed here (WCAG contrast on the
 * xterm colour cube), not believed.
 */
#include <dais/tui/theme.h>

#include <math.h>
#include <string.h>

#include "suite.h"

/* Share of light of one channel, 0 … 255 → 0 … 1. */
static double channel(int value)
{
    double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(int colour)
{
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    int r, g, b;
    if (colour >= 232) {
        r = g = b = 8 + 10 * (colour - 232);
    } else {
        r = steps[(colour - 16) / 36];
        g = steps[(colour - 16) / 6 % 6];
        b = steps[(colour - 16) % 6];
    }
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
}

static double contrast(int a, int b)
{
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void assert_readable(enum theme_palette palette, double least)
{
    for (int role = 0; role < THEME_ROLE_COUNT; role++) {
        struct theme_style style = theme_style(palette, (enum theme_role)role, 256);
        ck_assert_msg(style.foreground >= 16 && style.background >= 16, "%s paints its ground",
                      theme_role_name((enum theme_role)role));
        double got = contrast(style.foreground, style.background);
        double wanted = role == ROLE_BORDER || role == ROLE_BAR_REST ? 3.0 : least;
        ck_assert_msg(got >= wanted, "%s: %s has contrast %.1f", theme_palette_name(palette),
                      theme_role_name((enum theme_role)role), got);
    }
}

START_TEST(test_painted_grounds)
{
    assert_readable(PALETTE_DARK, 4.5);
    assert_readable(PALETTE_LIGHT, 4.5);
    assert_readable(PALETTE_HIGH_CONTRAST, 7.0);
}
END_TEST

/* On the terminal's own ground: readable whether it is black or white. */
START_TEST(test_auto_on_both_grounds)
{
    enum { BLACK = 16, WHITE = 231 };
    for (int role = 0; role < THEME_ROLE_COUNT; role++) {
        struct theme_style style = theme_style(PALETTE_AUTO, (enum theme_role)role, 256);
        if (style.foreground == COLOUR_DEFAULT) {
            ck_assert_int_eq(style.background, COLOUR_DEFAULT);
            continue;
        }
        bool own = style.background == COLOUR_DEFAULT;
        double on_black = contrast(style.foreground, own ? BLACK : style.background);
        double on_white = contrast(style.foreground, own ? WHITE : style.background);
        ck_assert_msg(on_black >= 3.5 && on_white >= 3.5, "%s: %.1f on black, %.1f on white",
                      theme_role_name((enum theme_role)role), on_black, on_white);
    }
}
END_TEST

/* The selection and errors differ without colours; what is drawn in blocks has no line or hole. */
START_TEST(test_monochrome)
{
    static const enum theme_role apart[][2] = {
        {ROLE_ON_TIME, ROLE_WARNING}, {ROLE_SELECTED, ROLE_NORMAL}, {ROLE_MARKED, ROLE_NORMAL},
        {ROLE_FOCUS, ROLE_BORDER},    {ROLE_ERROR, ROLE_NORMAL},    {ROLE_RUNNING, ROLE_NORMAL},
        {ROLE_STALE, ROLE_ON_TIME},
    };
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
        ck_assert_msg(theme_style(PALETTE_MONOCHROME, apart[i][0], 256).attributes !=
                          theme_style(PALETTE_MONOCHROME, apart[i][1], 256).attributes,
                      "%s and %s look the same", theme_role_name(apart[i][0]),
                      theme_role_name(apart[i][1]));
    for (int palette = 0; palette < PALETTE_COUNT; palette++)
        for (int role = ROLE_ON_TIME; role <= ROLE_BAR_REST; role++)
            for (int colours = 1; colours <= 256; colours *= 2)
                ck_assert(!(theme_style((enum theme_palette)palette, (enum theme_role)role, colours)
                                .attributes &
                            (ATTRIBUTE_REVERSE | ATTRIBUTE_UNDERLINE)));
    struct theme_style style = theme_style(PALETTE_DARK, ROLE_ERROR, 2);
    ck_assert(style.foreground == COLOUR_DEFAULT && style.background == COLOUR_DEFAULT);
}
END_TEST

/* With 8 colours nothing asks for a ninth, and nothing is drawn in its own ground's colour. */
START_TEST(test_eight_colours)
{
    for (int palette = 0; palette < PALETTE_MONOCHROME; palette++) {
        for (int role = 0; role < THEME_ROLE_COUNT; role++) {
            struct theme_style style =
                theme_style((enum theme_palette)palette, (enum theme_role)role, 8);
            ck_assert(style.foreground < 8 && style.background < 8);
            ck_assert(style.foreground == COLOUR_DEFAULT || style.foreground != style.background);
        }
    }
}
END_TEST

START_TEST(test_choose)
{
    static const struct {
        const char *wish, *no_color, *colorfgbg;
        enum theme_palette palette;
    } cases[] = {
        {NULL, NULL, NULL, PALETTE_AUTO},
        {"dark", NULL, NULL, PALETTE_DARK},
        {"high-contrast", "", "0;15", PALETTE_HIGH_CONTRAST},
        {"dark", "1", NULL, PALETTE_MONOCHROME},
        {NULL, NULL, "15;0", PALETTE_DARK},
        {"auto", NULL, "0;15", PALETTE_LIGHT},
        {"", NULL, "12;default;8", PALETTE_DARK},
        {NULL, NULL, "0;7", PALETTE_LIGHT},
        {NULL, NULL, "15;default", PALETTE_AUTO},
        {NULL, NULL, "nonsense", PALETTE_AUTO},
        {"nonsense", NULL, NULL, PALETTE_AUTO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(theme_choose(cases[i].wish, cases[i].no_color, cases[i].colorfgbg) ==
                          cases[i].palette,
                      "case %zu", i);
}
END_TEST

START_TEST(test_names)
{
    for (int i = 0; i < PALETTE_COUNT; i++) {
        enum theme_palette palette;
        ck_assert(theme_palette_parse(theme_palette_name((enum theme_palette)i), &palette));
        ck_assert_int_eq((int)palette, i);
    }
    for (int i = 0; i < THEME_ROLE_COUNT; i++)
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(theme_role_name((enum theme_role)i),
                             theme_role_name((enum theme_role)j));
}
END_TEST

SUITE("tui/theme", test_painted_grounds, test_auto_on_both_grounds, test_monochrome,
      test_eight_colours, test_choose, test_names)
