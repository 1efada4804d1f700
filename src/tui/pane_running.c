/*
 * The running slot. The digits take what room there is; beside them, or beneath where the pane
 * is narrow, stand the state in words, what is counted, and when the slot ends. Then the bar,
 * and as far as there is room who is on and what comes next.
 */
#include "pane.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/tui/digits.h>

#include "running_lines.h"
#include "translate.h"
#include "wording.h"

enum {
    BESIDE = 38,     /* columns from which words stand beside the digits */
    WORDS_MOST = 30, /* columns of the words there */
    LINES = 3,       /* state, what is counted, end */
    PERCENT_MOST = 999,
    LOW = 4,        /* rows up to which what changes takes the place of the bar */
    ROOMY = 9,      /* rows from which the digits keep their five */
    STEP_ROOMY = 2, /* of digits of five rows */
    STEP_LOW = 1,   /* of three */
};

/* State, what is counted, end: one to a row from row `y` on. Returns the next row. */
static int draw_words(struct canvas *canvas, struct area area, int y, const struct figure *figure)
{
    const struct buf *lines[LINES] = {&figure->word, &figure->of, &figure->end};
    for (int i = 0; i < LINES && y < area.h; i++) {
        if (lines[i]->size == 0)
            continue;
        unsigned style = i == 0 ? figure->role | STYLE_BOLD : (unsigned)ROLE_NORMAL;
        y += canvas_draw_wrapped(canvas, area, y, style, buf_text(lines[i]));
    }
    return y;
}

static int words_rows(const struct figure *figure)
{
    return (figure->word.size > 0) + (figure->of.size > 0) + (figure->end.size > 0);
}

static int words_columns(const struct figure *figure)
{
    unsigned widest = text_width(buf_text(&figure->word), figure->word.size);
    const struct buf *others[] = {&figure->of, &figure->end};
    for (size_t i = 0; i < 2; i++) {
        unsigned width = text_width(buf_text(others[i]), others[i]->size);
        widest = width > widest ? width : widest;
    }
    return widest < WORDS_MOST ? (int)widest : WORDS_MOST;
}

/* All of them in one row, "on time · left of 75 min · ends 10:34"; the first in its colour. */
static void draw_words_row(struct canvas *canvas, struct area area, int y,
                           const struct figure *figure, const char *rest)
{
    int width = (int)(text_width(buf_text(&figure->word), figure->word.size) +
                      text_width(rest, strlen(rest)));
    int x = canvas_draw_text(canvas, area, (area.w - width) / 2, y, figure->role | STYLE_BOLD,
                             buf_text(&figure->word));
    canvas_draw_text(canvas, area, (area.w - width) / 2 + x, y, ROLE_NORMAL, rest);
}

/* What follows the state in that row; where it is tight, the end alone. False: too long. */
static bool write_rest(const struct figure *figure, int columns, struct buf *out)
{
    int word = (int)text_width(buf_text(&figure->word), figure->word.size);
    for (int brief = 0; brief < 2; brief++) {
        buf_clear(out);
        if (figure->of.size > 0 && (!brief || figure->end.size == 0))
            buf_add_format(out, " · %s", buf_text(&figure->of));
        if (figure->end.size > 0)
            buf_add_format(out, " · %s", buf_text(&figure->end));
        if (word + (int)text_width(buf_text(out), out->size) <= columns)
            return true;
    }
    return false;
}

/* Where the digits go and how large they are. */
struct arrangement {
    bool beside;        /* the words stand at the right of them, else beneath */
    bool row;           /* beneath: all words in one row */
    int step;           /* of the digits */
    struct area digits; /* what they may take */
};

static struct arrangement plan_beside(const struct figure *figure, struct area area,
                                      enum charset charset)
{
    struct arrangement plan = {.beside = true, .digits = area};
    area_take_right(&plan.digits, words_columns(figure) + 2);
    plan.step = digits_fit(figure->widest, plan.digits.w, plan.digits.h, charset);
    return plan;
}

static struct arrangement plan_beneath(const struct figure *figure, struct area area,
                                       enum charset charset)
{
    struct arrangement plan = {.digits = area};
    BUF_LOCAL struct buf rest = {0};
    plan.row = write_rest(figure, area.w, &rest);
    area_take_bottom(&plan.digits, plan.row ? 1 : words_rows(figure));
    plan.step = digits_fit(figure->widest, plan.digits.w, plan.digits.h, charset);
    return plan;
}

static struct arrangement plan_of(const struct figure *figure, struct area area,
                                  enum charset charset)
{
    struct arrangement beside = plan_beside(figure, area, charset);
    struct arrangement beneath = plan_beneath(figure, area, charset);
    return area.w >= BESIDE && beside.step >= beneath.step ? beside : beneath;
}

/* The digits in the middle of the width they have; as high as they are, they end there. */
static int draw_digits(struct canvas *canvas, struct area area, const struct figure *figure,
                       int step)
{
    struct digits_size size = digits_measure(figure->text, step, canvas->charset);
    struct digits_size widest = digits_measure(figure->widest, step, canvas->charset);
    int spare = (area.w - widest.w) / 2;
    int top = (area.h - size.h) / 2;
    digits_draw(canvas,
                (struct area){area.x + spare + widest.w - size.w, area.y + top, size.w, size.h},
                figure->role | STYLE_BOLD, figure->text, step);
    return top + size.h;
}

/* Digits and words. Returns the rows used. */
static int draw_figure(struct canvas *canvas, struct area area, const struct figure *figure)
{
    BUF_LOCAL struct buf rest = {0};
    if (figure->text[0] == '\0')
        return draw_words(canvas, area, 0, figure);
    struct arrangement plan = plan_of(figure, area, canvas->charset);
    struct digits_size size = digits_measure(figure->text, plan.step, canvas->charset);
    if (plan.beside) {
        int rows = words_rows(figure);
        int height = size.h > rows ? size.h : rows;
        plan.digits.h = height;
        draw_digits(canvas, plan.digits, figure, plan.step);
        struct area words = area_take_right(&area, words_columns(figure));
        draw_words(canvas, words, (height - rows) / 2, figure);
        return height;
    }
    plan.digits.h = size.h;
    int y = draw_digits(canvas, plan.digits, figure, plan.step);
    write_rest(figure, area.w, &rest);
    if (!plan.row)
        return draw_words(canvas, area, y, figure);
    draw_words_row(canvas, area, y, figure, buf_text(&rest));
    return y + 1;
}

static void draw_bar(struct canvas *canvas, struct area area, int y, const struct figure *figure)
{
    BUF_LOCAL struct buf percent = {0};
    long long done = (long long)(figure->part * 100 / figure->whole);
    if (done > PERCENT_MOST)
        buf_add_format(&percent, "> %d %%", PERCENT_MOST);
    else
        buf_add_format(&percent, "%lld %%", done);
    struct area row = {area.x, area.y + y, area.w, 1};
    struct area number = area_take_right(&row, 7);
    canvas_draw_bar(canvas, row, figure->role, ROLE_BAR_REST, figure->part, figure->whole);
    canvas_draw_right(canvas, number, 0, ROLE_NORMAL, buf_text(&percent));
}

/* Does the heading fit on the frame? Else the title is written out inside. */
static bool heading_fits(const struct figure *figure, int columns)
{
    return (int)text_width(buf_text(&figure->heading), figure->heading.size) <= columns;
}

/* Rows for the lines beneath the figure: as many as leave the digits five rows, or three where the
   pane is low and the lines change with the clock. */
static int rows_beneath(const struct running_lines *lines, const struct figure *figure,
                        struct area area, enum charset charset)
{
    int least = lines->live > 0 && area.h < ROOMY ? STEP_LOW : STEP_ROOMY;
    int rows = (int)lines->count < area.h ? (int)lines->count : area.h;
    for (; rows > 0; rows--) {
        struct area upper = {area.x, area.y, area.w, area.h - rows};
        if (figure->text[0] == '\0' || plan_of(figure, upper, charset).step >= least)
            break;
    }
    return rows;
}

void pane_running_draw(const struct scene *scene, struct canvas *canvas, struct area area,
                       bool focused)
{
    struct figure figure;
    figure_make(scene, &figure);
    struct area inner =
        canvas_draw_box(canvas, area, focused ? ROLE_FOCUS : ROLE_BORDER,
                        focused ? ROLE_FOCUS : ROLE_TITLE, buf_text(&figure.heading), NULL);
    inner = area_inset(inner, 1, 0);
    if (!heading_fits(&figure, area.w - 4) && inner.h >= 7) {
        struct area title = area_take_top(&inner, inner.h >= 10 ? 3 : 1);
        int used = canvas_draw_wrapped(canvas, title, 0, ROLE_HEADING, buf_text(&figure.title));
        inner.y -= title.h - used;
        inner.h += title.h - used;
    }
    struct running_lines lines;
    running_lines_make(scene, figure.slot, &lines);
    bool displaced = lines.live > 0 && inner.h <= LOW; /* who speaks, not the bar */
    int bar = figure.whole > 0 && !displaced ? 1 : 0;
    struct area upper = inner;
    area_take_bottom(&upper, bar);
    area_take_bottom(&upper, rows_beneath(&lines, &figure, upper, canvas->charset));
    int y = draw_figure(canvas, upper, &figure);
    if (bar > 0 && y < inner.h)
        draw_bar(canvas, inner, y++, &figure);
    area_take_top(&inner, y);
    running_lines_draw(&lines, canvas, inner);
    running_lines_finish(&lines);
    figure_finish(&figure);
}
