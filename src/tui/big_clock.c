/*
 * A clock that is read from afar: its digits take the rows that its words leave, and all of it
 * stands in the middle of its area.
 */
#include "big_clock.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/tui/digits.h>

enum { UNDER_LINES = 2 /* at most, of the words beneath digits */ };

void big_clock_finish(struct big_clock *clock)
{
    buf_finish(&clock->lead);
    buf_finish(&clock->under);
}

void big_clock_set(struct big_clock *clock, const char *text)
{
    static const char least[] = "00:00";
    size_t size = strlen(text);
    if (size >= sizeof clock->text)
        return;
    memcpy(clock->text, text, size + 1);
    const char *wide = size > strlen(least) ? clock->text : least;
    memcpy(clock->widest, wide, strlen(wide) + 1);
}

void big_clock_add(struct big_clock *clock, const char *text)
{
    if (text[0] == '\0')
        return;
    buf_add_text(&clock->under, clock->under.size > 0 ? " · " : "");
    buf_add_text(&clock->under, text);
}

/* The bytes of the next line of a text in so many columns; the last one takes all that is left. */
static size_t next_line(const char *text, int columns, bool last, size_t *ret_skip)
{
    size_t size = strlen(text);
    *ret_skip = 0;
    return last ? size : text_wrap(text, size, (unsigned)columns, ret_skip);
}

int big_clock_lines(struct canvas *canvas, struct area area, int most, unsigned style,
                    const char *text)
{
    int y = 0;
    while (*text != '\0' && y < most && y < area.h) {
        size_t skip;
        size_t line = next_line(text, area.w, y + 1 == most || y + 1 == area.h, &skip);
        BUF_LOCAL struct buf piece = {0};
        buf_add(&piece, text, line);
        canvas_draw_centred(canvas, area, y++, style, buf_text(&piece));
        text += line + skip;
    }
    return y;
}

int big_clock_rows(const char *text, int columns, int most)
{
    if (text[0] == '\0')
        return 0;
    int rows = canvas_measure_wrapped(text, columns);
    return rows < most ? rows : most;
}

int big_clock_words(const struct big_clock *clock, int columns)
{
    return big_clock_rows(buf_text(&clock->lead), columns, 1) +
           big_clock_rows(buf_text(&clock->under), columns, UNDER_LINES);
}

int big_clock_fit(const struct big_clock *clock, struct area area, enum charset charset)
{
    return digits_fit(clock->widest, area.w, area.h - big_clock_words(clock, area.w), charset);
}

void big_clock_draw(struct canvas *canvas, struct area area, const struct big_clock *clock,
                    int step)
{
    struct digits_size size = digits_measure(clock->text, step, canvas->charset);
    if (clock->text[0] == '\0')
        size = (struct digits_size){0, 0};
    int words = big_clock_words(clock, area.w);
    int spare = area.h - size.h - words;
    int air = spare >= 4 ? spare / 4 : 0; /* between digits and words */
    air = air > 2 ? 2 : air;
    struct area block = area_centre(area, area.w, size.h + words + 2 * air);
    area_take_top(&block, big_clock_lines(canvas, block, 1, clock->role | STYLE_BOLD,
                                          buf_text(&clock->lead)));
    area_take_top(&block, air);
    struct area digits = area_take_top(&block, size.h);
    digits_draw(canvas, area_centre(digits, size.w, size.h), clock->role | STYLE_BOLD, clock->text,
                step);
    area_take_top(&block, air);
    big_clock_lines(canvas, block, UNDER_LINES, clock->role | STYLE_BOLD, buf_text(&clock->under));
}
