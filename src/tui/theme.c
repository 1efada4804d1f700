/*
 * The matrix of roles × palettes. Each entry has a column for terminals of 256 colours and
 * one for terminals of 8, whose colours nobody knows (their owner has chosen them): there
 * attributes carry more.
 *
 * Auto keeps the terminal's ground, which may be black or white, and uses colours of
 * middling lightness that can be read on both. Dark, light and high contrast paint their
 * own ground, so that they are what they say on any terminal. The levels use neither reverse
 * video nor underlines: big digits are drawn with blocks, which would become holes and bars.
 * Where there are no colours the word beside them tells the levels apart.
 */
#include <dais/tui/theme.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <dais/base/name_table.h>

enum {
    B = ATTRIBUTE_BOLD,
    U = ATTRIBUTE_UNDERLINE,
    R = ATTRIBUTE_REVERSE,
    D = ATTRIBUTE_DIM,
};

struct shade {
    short foreground, background;   /* with 256 colours */
    unsigned char attributes;       /* with 256 colours */
    short foreground8, background8; /* with 8 colours */
    unsigned char attributes8;      /* with 8 colours */
};

static const struct shade shades[PALETTE_MONOCHROME][THEME_ROLE_COUNT] = {
    [PALETTE_AUTO] =
        {
            [ROLE_NORMAL] = {-1, -1, 0, -1, -1, 0},    [ROLE_DIM] = {244, -1, 0, -1, -1, D},
            [ROLE_TITLE] = {-1, -1, B, -1, -1, B},     [ROLE_HEADING] = {32, -1, B, -1, -1, B | U},
            [ROLE_BORDER] = {244, -1, 0, -1, -1, D},   [ROLE_FOCUS] = {32, -1, B, 4, -1, B},
            [ROLE_SELECTED] = {231, 25, B, -1, -1, R}, [ROLE_MARKED] = {231, 242, 0, -1, -1, U},
            [ROLE_RUNNING] = {28, -1, B, 2, -1, B},    [ROLE_DONE] = {244, -1, 0, -1, -1, D},
            [ROLE_BREAK] = {30, -1, 0, -1, -1, 0},     [ROLE_ON_TIME] = {28, -1, B, 2, -1, B},
            [ROLE_WARNING] = {130, -1, B, 5, -1, B},   [ROLE_DANGER] = {166, -1, B, 1, -1, B},
            [ROLE_OVERRUN] = {160, -1, B, 1, -1, B},   [ROLE_STALE] = {244, -1, 0, -1, -1, D},
            [ROLE_BAR_REST] = {244, -1, 0, -1, -1, D}, [ROLE_OK] = {28, -1, 0, 2, -1, 0},
            [ROLE_PENDING] = {130, -1, 0, 5, -1, 0},   [ROLE_ERROR] = {231, 160, B, 1, -1, B | R},
            [ROLE_NOTICE] = {32, -1, B, 4, -1, B},     [ROLE_RULE] = {133, -1, B, 5, -1, B},
            [ROLE_KEY] = {32, -1, B, -1, -1, B},       [ROLE_LABEL] = {-1, -1, 0, -1, -1, 0},
            [ROLE_INPUT] = {-1, -1, 0, -1, -1, 0},     [ROLE_FIELD] = {30, -1, 0, -1, -1, D},
            [ROLE_MATCH] = {16, 220, 0, -1, -1, R},    [ROLE_DIALOG] = {-1, -1, 0, -1, -1, 0},
            [ROLE_REMOVED] = {160, -1, 0, 1, -1, 0}, [ROLE_ADDED] = {28, -1, B | U, 2, -1, B | U},
        },
    [PALETTE_DARK] =
        {
            [ROLE_NORMAL] = {252, 234, 0, 7, 0, 0},   [ROLE_DIM] = {246, 234, 0, 7, 0, D},
            [ROLE_TITLE] = {231, 234, B, 7, 0, B},    [ROLE_HEADING] = {117, 234, B, 6, 0, B},
            [ROLE_BORDER] = {243, 234, 0, 7, 0, D},   [ROLE_FOCUS] = {117, 234, B, 6, 0, B},
            [ROLE_SELECTED] = {231, 25, B, 0, 6, 0},  [ROLE_MARKED] = {252, 239, 0, 7, 0, U},
            [ROLE_RUNNING] = {114, 234, B, 2, 0, B},  [ROLE_DONE] = {246, 234, 0, 7, 0, D},
            [ROLE_BREAK] = {116, 234, 0, 6, 0, 0},    [ROLE_ON_TIME] = {114, 234, B, 2, 0, B},
            [ROLE_WARNING] = {214, 234, B, 3, 0, B},  [ROLE_DANGER] = {209, 234, B, 1, 0, B},
            [ROLE_OVERRUN] = {203, 234, B, 1, 0, B},  [ROLE_STALE] = {246, 234, 0, 7, 0, D},
            [ROLE_BAR_REST] = {243, 234, 0, 7, 0, D}, [ROLE_OK] = {114, 234, 0, 2, 0, 0},
            [ROLE_PENDING] = {214, 234, 0, 3, 0, 0},  [ROLE_ERROR] = {231, 160, B, 7, 1, B},
            [ROLE_NOTICE] = {117, 234, B, 6, 0, B},   [ROLE_RULE] = {176, 234, B, 5, 0, B},
            [ROLE_KEY] = {117, 234, B, 6, 0, B},      [ROLE_LABEL] = {252, 234, 0, 7, 0, 0},
            [ROLE_INPUT] = {231, 234, 0, 7, 0, 0},    [ROLE_FIELD] = {116, 234, 0, 6, 0, 0},
            [ROLE_MATCH] = {16, 220, 0, 0, 3, 0},     [ROLE_DIALOG] = {252, 236, 0, 7, 0, 0},
            [ROLE_REMOVED] = {203, 234, 0, 1, 0, 0}, [ROLE_ADDED] = {114, 234, B | U, 2, 0, B | U},
        },
    [PALETTE_LIGHT] =
        {
            [ROLE_NORMAL] = {235, 231, 0, 0, 7, 0},   [ROLE_DIM] = {242, 231, 0, 0, 7, D},
            [ROLE_TITLE] = {16, 231, B, 0, 7, B},     [ROLE_HEADING] = {25, 231, B, 4, 7, B},
            [ROLE_BORDER] = {243, 231, 0, 0, 7, D},   [ROLE_FOCUS] = {25, 231, B, 4, 7, B},
            [ROLE_SELECTED] = {231, 25, B, 7, 4, 0},  [ROLE_MARKED] = {235, 252, 0, 0, 7, U},
            [ROLE_RUNNING] = {22, 231, B, 0, 7, B},   [ROLE_DONE] = {242, 231, 0, 0, 7, D},
            [ROLE_BREAK] = {24, 231, 0, 4, 7, 0},     [ROLE_ON_TIME] = {22, 231, B, 0, 7, B},
            [ROLE_WARNING] = {94, 231, B, 5, 7, B},   [ROLE_DANGER] = {130, 231, B, 1, 7, B},
            [ROLE_OVERRUN] = {124, 231, B, 1, 7, B},  [ROLE_STALE] = {242, 231, 0, 0, 7, D},
            [ROLE_BAR_REST] = {243, 231, 0, 0, 7, D}, [ROLE_OK] = {22, 231, 0, 0, 7, 0},
            [ROLE_PENDING] = {94, 231, 0, 5, 7, 0},   [ROLE_ERROR] = {231, 160, B, 7, 1, B},
            [ROLE_NOTICE] = {25, 231, B, 4, 7, B},    [ROLE_RULE] = {90, 231, B, 5, 7, B},
            [ROLE_KEY] = {25, 231, B, 4, 7, B},       [ROLE_LABEL] = {235, 231, 0, 0, 7, 0},
            [ROLE_INPUT] = {16, 231, 0, 0, 7, 0},     [ROLE_FIELD] = {24, 231, 0, 4, 7, 0},
            [ROLE_MATCH] = {16, 220, 0, 0, 3, 0},     [ROLE_DIALOG] = {235, 255, 0, 0, 7, 0},
            [ROLE_REMOVED] = {124, 231, 0, 1, 7, 0}, [ROLE_ADDED] = {22, 231, B | U, 0, 7, B | U},
        },
    [PALETTE_HIGH_CONTRAST] =
        {
            [ROLE_NORMAL] = {231, 16, 0, 7, 0, B},   [ROLE_DIM] = {254, 16, 0, 7, 0, 0},
            [ROLE_TITLE] = {231, 16, B, 7, 0, B},    [ROLE_HEADING] = {231, 16, B | U, 7, 0, B | U},
            [ROLE_BORDER] = {231, 16, 0, 7, 0, 0},   [ROLE_FOCUS] = {226, 16, B, 3, 0, B},
            [ROLE_SELECTED] = {16, 226, B, 0, 3, 0}, [ROLE_MARKED] = {16, 231, 0, 0, 7, 0},
            [ROLE_RUNNING] = {121, 16, B, 2, 0, B},  [ROLE_DONE] = {254, 16, 0, 7, 0, 0},
            [ROLE_BREAK] = {159, 16, 0, 6, 0, B},    [ROLE_ON_TIME] = {231, 16, B, 7, 0, B},
            [ROLE_WARNING] = {226, 16, B, 3, 0, B},  [ROLE_DANGER] = {215, 16, B, 3, 0, B},
            [ROLE_OVERRUN] = {217, 16, B, 1, 0, B},  [ROLE_STALE] = {254, 16, 0, 7, 0, 0},
            [ROLE_BAR_REST] = {254, 16, 0, 7, 0, 0}, [ROLE_OK] = {121, 16, B, 2, 0, B},
            [ROLE_PENDING] = {226, 16, B, 3, 0, B},  [ROLE_ERROR] = {231, 88, B | U, 7, 1, B | U},
            [ROLE_NOTICE] = {159, 16, B, 6, 0, B},   [ROLE_RULE] = {219, 16, B, 5, 0, B},
            [ROLE_KEY] = {226, 16, B, 3, 0, B},      [ROLE_LABEL] = {231, 16, 0, 7, 0, B},
            [ROLE_INPUT] = {231, 16, B, 7, 0, B},    [ROLE_FIELD] = {159, 16, 0, 6, 0, B},
            [ROLE_MATCH] = {16, 226, U, 0, 3, U},    [ROLE_DIALOG] = {231, 16, 0, 7, 0, B},
            [ROLE_REMOVED] = {217, 16, 0, 1, 0, B}, [ROLE_ADDED] = {121, 16, B | U, 2, 0, B | U},
        },
};

/* Without colours: attributes alone. */
static const unsigned char plain[] = {
    [ROLE_NORMAL] = 0,   [ROLE_DIM] = D,    [ROLE_TITLE] = B,    [ROLE_HEADING] = B | U,
    [ROLE_BORDER] = 0,   [ROLE_FOCUS] = B,  [ROLE_SELECTED] = R, [ROLE_MARKED] = U,
    [ROLE_RUNNING] = B,  [ROLE_DONE] = D,   [ROLE_BREAK] = 0,    [ROLE_ON_TIME] = 0,
    [ROLE_WARNING] = B,  [ROLE_DANGER] = B, [ROLE_OVERRUN] = B,  [ROLE_STALE] = D,
    [ROLE_BAR_REST] = D, [ROLE_OK] = 0,     [ROLE_PENDING] = U,  [ROLE_ERROR] = B | R,
    [ROLE_NOTICE] = B,   [ROLE_RULE] = B,   [ROLE_KEY] = B,      [ROLE_LABEL] = 0,
    [ROLE_INPUT] = 0,    [ROLE_FIELD] = 0,  [ROLE_MATCH] = R,    [ROLE_DIALOG] = 0,
    [ROLE_REMOVED] = D,  [ROLE_ADDED] = B | U,
};
static_assert(sizeof plain == THEME_ROLE_COUNT, "plain is complete");

static const char *const palette_names[] = {
    [PALETTE_AUTO] = "auto",
    [PALETTE_DARK] = "dark",
    [PALETTE_LIGHT] = "light",
    [PALETTE_HIGH_CONTRAST] = "high-contrast",
    [PALETTE_MONOCHROME] = "monochrome",
};
NAME_TABLE_COMPLETE(palette_names, PALETTE_COUNT);

static const char *const role_names[] = {
    [ROLE_NORMAL] = "normal",     [ROLE_DIM] = "dim",           [ROLE_TITLE] = "title",
    [ROLE_HEADING] = "heading",   [ROLE_BORDER] = "border",     [ROLE_FOCUS] = "focus",
    [ROLE_SELECTED] = "selected", [ROLE_MARKED] = "marked",     [ROLE_RUNNING] = "running",
    [ROLE_DONE] = "done",         [ROLE_BREAK] = "break",       [ROLE_ON_TIME] = "on-time",
    [ROLE_WARNING] = "warning",   [ROLE_DANGER] = "danger",     [ROLE_OVERRUN] = "overrun",
    [ROLE_STALE] = "stale",       [ROLE_BAR_REST] = "bar-rest", [ROLE_OK] = "ok",
    [ROLE_PENDING] = "pending",   [ROLE_ERROR] = "error",       [ROLE_NOTICE] = "notice",
    [ROLE_RULE] = "rule",         [ROLE_KEY] = "key",           [ROLE_LABEL] = "label",
    [ROLE_INPUT] = "input",       [ROLE_FIELD] = "field",       [ROLE_MATCH] = "match",
    [ROLE_DIALOG] = "dialog",     [ROLE_REMOVED] = "removed",   [ROLE_ADDED] = "added",
};
NAME_TABLE_COMPLETE(role_names, THEME_ROLE_COUNT);

struct theme_style theme_style(enum theme_palette palette, enum theme_role role, int colours)
{
    if (palette == PALETTE_MONOCHROME || palette >= PALETTE_COUNT || colours < 8)
        return (struct theme_style){COLOUR_DEFAULT, COLOUR_DEFAULT, plain[role]};
    const struct shade *shade = &shades[palette][role];
    if (colours < 256)
        return (struct theme_style){shade->foreground8, shade->background8, shade->attributes8};
    return (struct theme_style){shade->foreground, shade->background, shade->attributes};
}

const char *theme_palette_name(enum theme_palette palette)
{
    return palette_names[palette];
}

bool theme_palette_parse(const char *name, enum theme_palette *ret_palette)
{
    int palette = name_find(palette_names, PALETTE_COUNT, name);
    if (palette < 0)
        return false;
    *ret_palette = (enum theme_palette)palette;
    return true;
}

const char *theme_role_name(enum theme_role role)
{
    return role_names[role];
}

/* "15;0" or "15;default;0": the last number is the ground, 0 … 6 and 8 dark. */
static enum theme_palette ground_palette(const char *colorfgbg)
{
    const char *last = colorfgbg != NULL ? strrchr(colorfgbg, ';') : NULL;
    if (last == NULL || last[1] < '0' || last[1] > '9')
        return PALETTE_AUTO;
    char *end;
    long ground = strtol(last + 1, &end, 10);
    if (*end != '\0' || ground > 15)
        return PALETTE_AUTO;
    return ground <= 6 || ground == 8 ? PALETTE_DARK : PALETTE_LIGHT;
}

enum theme_palette theme_choose(const char *wish, const char *no_color, const char *colorfgbg)
{
    enum theme_palette palette = PALETTE_AUTO;
    if (no_color != NULL && no_color[0] != '\0')
        return PALETTE_MONOCHROME;
    if (wish != NULL && theme_palette_parse(wish, &palette) && palette != PALETTE_AUTO)
        return palette;
    return ground_palette(colorfgbg);
}
