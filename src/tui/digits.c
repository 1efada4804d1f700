/*
 * One alphabet of 3 × 5 pixels at any size, and one of three rows of '_' and '|' where blocks
 * are not to be had. Its strokes are a third of a digit wide: that is what can be read from the
 * back of a room. A pixel is about square: a terminal's cell is twice as high as wide, so one
 * of n columns is n half rows high, and half blocks draw the odd ones. Where a terminal has
 * ASCII alone pixels are whole rows.
 */
#include <dais/tui/digits.h>

#include <string.h>

enum {
    GLYPHS = 18,
    PIXELS = 5, /* rows of a glyph */
};

static const char known[GLYPHS + 1] = "0123456789:+-ACDR ";

static const char *const pixels[GLYPHS][PIXELS] = {
    {"###", "# #", "# #", "# #", "###"}, {"## ", " # ", " # ", " # ", "###"},
    {"###", "  #", "###", "#  ", "###"}, {"###", "  #", "###", "  #", "###"},
    {"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"},
    {"###", "# #", "###", "# #", "###"}, {"###", "# #", "###", "  #", "###"},
    {" ", "#", " ", "#", " "},           {"   ", " # ", "###", " # ", "   "},
    {"   ", "   ", "###", "   ", "   "}, {" # ", "# #", "###", "# #", "# #"},
    {"###", "#  ", "#  ", "#  ", "###"}, {"## ", "# #", "# #", "# #", "## "},
    {"## ", "# #", "## ", "# #", "# #"}, {"   ", "   ", "   ", "   ", "   "},
};

static const char *const drawn[GLYPHS][3] = {
    {" _ ", "| |", "|_|"}, {"   ", "  |", "  |"}, {" _ ", " _|", "|_ "}, {" _ ", " _|", " _|"},
    {"   ", "|_|", "  |"}, {" _ ", "|_ ", " _|"}, {" _ ", "|_ ", "|_|"}, {" _ ", "  |", "  |"},
    {" _ ", "|_|", "|_|"}, {" _ ", "|_|", " _|"}, {" ", ".", "."},       {"   ", " + ", "   "},
    {"   ", " - ", "   "}, {" _ ", "|_|", "| |"}, {" _ ", "|  ", "|_ "}, {"_  ", "| \\", "|_/"},
    {" _ ", "|_)", "| \\"}, {"   ", "   ", "   "},
};

/* How a step is drawn. */
struct cut {
    bool drawn;  /* three rows of '_' and '|' */
    int columns; /* of a pixel */
    int halves;  /* half rows of a pixel */
    int gap;     /* columns between characters */
};

static struct cut cut_of(int step, enum charset charset)
{
    if (charset == CHARSET_ASCII && step == 1)
        return (struct cut){.drawn = true, .columns = 1, .halves = 1, .gap = 1};
    int size = charset == CHARSET_ASCII ? step / 2 * 2 : step;
    return (struct cut){.columns = size, .halves = size, .gap = size > 2 ? size : 2};
}

static int glyph_of(char c)
{
    const char *found = c != '\0' ? strchr(known, c) : NULL;
    return found != NULL ? (int)(found - known) : GLYPHS - 1;
}

static int glyph_width(const struct cut *cut, int glyph)
{
    const char *row = cut->drawn ? drawn[glyph][0] : pixels[glyph][0];
    return (int)strlen(row) * cut->columns;
}

static int cut_height(const struct cut *cut)
{
    return cut->drawn ? 3 : (PIXELS * cut->halves + 1) / 2;
}

struct digits_size digits_measure(const char *text, int step, enum charset charset)
{
    if (step <= 0)
        return (struct digits_size){(int)strlen(text), 1};
    struct cut cut = cut_of(step, charset);
    struct digits_size size = {0, cut_height(&cut)};
    for (const char *c = text; *c != '\0'; c++)
        size.w += glyph_width(&cut, glyph_of(*c)) + (c[1] != '\0' ? cut.gap : 0);
    return size;
}

int digits_fit(const char *text, int w, int h, enum charset charset)
{
    for (int step = DIGITS_LARGEST; step > 0; step--) {
        struct digits_size size = digits_measure(text, step, charset);
        if (size.w <= w && size.h <= h)
            return step;
    }
    return 0;
}

/* Is the half row `half` of the glyph filled at pixel column `column`? */
static bool filled(const struct cut *cut, int glyph, int half, int column)
{
    int row = half / cut->halves;
    return row < PIXELS && pixels[glyph][row][column] == '#';
}

static void draw_pixels(struct canvas *canvas, struct area area, int x, unsigned style,
                        const struct cut *cut, int glyph)
{
    int width = glyph_width(cut, glyph);
    int height = cut_height(cut);
    const char *whole = canvas->charset == CHARSET_ASCII ? "#" : "█";
    for (int y = 0; y < height; y++) {
        for (int column = 0; column < width; column++) {
            bool upper = filled(cut, glyph, 2 * y, column / cut->columns);
            bool lower = filled(cut, glyph, 2 * y + 1, column / cut->columns);
            if (upper || lower)
                canvas_draw_text(canvas, area, x + column, y, style,
                                 upper && lower ? whole
                                 : upper        ? "▀"
                                                : "▄");
        }
    }
}

void digits_draw(struct canvas *canvas, struct area area, unsigned style, const char *text,
                 int step)
{
    if (step <= 0) {
        canvas_draw_piece(canvas, area, 0, 0, style, text, strlen(text));
        return;
    }
    struct cut cut = cut_of(step, canvas->charset);
    int x = 0;
    for (const char *c = text; *c != '\0'; c++) {
        int glyph = glyph_of(*c);
        for (int y = 0; cut.drawn && y < 3; y++)
            canvas_draw_piece(canvas, area, x, y, style, drawn[glyph][y], strlen(drawn[glyph][y]));
        if (!cut.drawn)
            draw_pixels(canvas, area, x, style, &cut, glyph);
        x += glyph_width(&cut, glyph) + cut.gap;
    }
}
