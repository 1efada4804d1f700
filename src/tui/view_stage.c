/*
 * The stage: the whole terminal is the clock, for a projector or a second terminal. It is read
 * from four metres: the digits take all the room that the words leave, and never less than five
 * rows where there are 60 × 18. A second clock stands beneath or beside, as it is larger.
 */
#include "view.h"

#include <string.h>

#include <dais/base/grapheme.h>
#include <dais/tui/digits.h>

#include "stage.h"
#include "translate.h"

enum {
    ROOMY = 24,       /* rows from which blank rows set the parts apart */
    WIDE = 70,        /* columns from which there is a margin at the sides */
    LARGE = 30,       /* rows from which bar and message are higher */
    TITLE_LINES = 3,  /* at most */
    UNDER_LINES = 2,  /* at most, of the words beneath digits */
    DIGITS_LEAST = 2, /* step of five rows */
};

static void *make(void)
{
    return NULL;
}

static void free_state(void *state)
{
    (void)state;
}

/* The bytes of the next line of a text in so many columns; the last one takes all that is left. */
static size_t next_line(const char *text, int columns, bool last, size_t *ret_skip)
{
    size_t size = strlen(text);
    *ret_skip = 0;
    return last ? size : text_wrap(text, size, (unsigned)columns, ret_skip);
}

/* A text in the middle, over at most `most` rows from the top of the area. Returns the rows
   used. */
static int draw_lines(struct canvas *canvas, struct area area, int most, unsigned style,
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

static int rows_of(const char *text, int columns, int most)
{
    if (text[0] == '\0')
        return 0;
    int rows = canvas_measure_wrapped(text, columns);
    return rows < most ? rows : most;
}

/* Rows of words above and beneath the digits of a clock. */
static int words_of(const struct stage_clock *clock, int columns)
{
    return rows_of(buf_text(&clock->lead), columns, 1) +
           rows_of(buf_text(&clock->under), columns, UNDER_LINES);
}

static int fit(const struct stage_clock *clock, struct area area, enum charset charset)
{
    return digits_fit(clock->widest, area.w, area.h - words_of(clock, area.w), charset);
}

/* Lead, digits and words as one block in the middle of the area. */
static void draw_clock(struct canvas *canvas, struct area area, const struct stage_clock *clock,
                       int step)
{
    struct digits_size size = digits_measure(clock->text, step, canvas->charset);
    if (clock->text[0] == '\0')
        size = (struct digits_size){0, 0};
    int words = words_of(clock, area.w);
    int spare = area.h - size.h - words;
    int air = spare >= 4 ? spare / 4 : 0; /* between digits and words */
    air = air > 2 ? 2 : air;
    struct area block = area_centre(area, area.w, size.h + words + 2 * air);
    area_take_top(&block,
                  draw_lines(canvas, block, 1, clock->role | STYLE_BOLD, buf_text(&clock->lead)));
    area_take_top(&block, air);
    struct area digits = area_take_top(&block, size.h);
    digits_draw(canvas, area_centre(digits, size.w, size.h), clock->role | STYLE_BOLD, clock->text,
                step);
    area_take_top(&block, air);
    draw_lines(canvas, block, UNDER_LINES, clock->role | STYLE_BOLD, buf_text(&clock->under));
}

/* Two clocks in one area. */
struct pair {
    struct area slot;
    struct area turn;
    int step;      /* of the slot's digits */
    int turn_step; /* of the other's, never larger */
};

static struct pair pair_of(const struct stage *stage, struct area area, bool beside,
                           enum charset charset)
{
    struct pair pair = {.slot = area};
    if (beside)
        pair.turn = area_take_right(&pair.slot, area.w / 2);
    else
        pair.turn = area_take_bottom(
            &pair.slot,
            (area.h - words_of(&stage->slot, area.w) - words_of(&stage->turn, area.w)) / 2 +
                words_of(&stage->turn, area.w));
    if (beside) {
        area_take_right(&pair.slot, 2);
        area_take_left(&pair.turn, 2);
    }
    pair.step = fit(&stage->slot, pair.slot, charset);
    pair.turn_step = fit(&stage->turn, pair.turn, charset);
    if (pair.turn_step > pair.step)
        pair.turn_step = pair.step;
    return pair;
}

static void draw_clocks(struct canvas *canvas, struct area area, const struct stage *stage)
{
    if (stage->turn.text[0] == '\0') {
        draw_clock(canvas, area, &stage->slot, fit(&stage->slot, area, canvas->charset));
        return;
    }
    struct pair pair = pair_of(stage, area, false, canvas->charset);
    struct pair beside = pair_of(stage, area, true, canvas->charset);
    if (beside.turn_step > pair.turn_step && beside.turn_step >= DIGITS_LEAST)
        pair = beside;
    draw_clock(canvas, pair.slot, &stage->slot, pair.step);
    draw_clock(canvas, pair.turn, &stage->turn, pair.turn_step);
}

/* What stands beneath the clocks, from the bottom: how late, what next, the bar. */
static void draw_foot(const struct scene *scene, struct canvas *canvas, struct area *area,
                      const struct stage *stage, int air)
{
    BUF_LOCAL struct buf outlook = {0};
    (void)wording_write_outlook(scene, "", area->w, &outlook);
    if (outlook.size > 0)
        canvas_draw_centred(canvas, area_take_bottom(area, 1), 0, ROLE_DIM, buf_text(&outlook));
    int rows = rows_of(buf_text(&stage->next), area->w, 2);
    draw_lines(canvas, area_take_bottom(area, rows), rows, ROLE_NORMAL, buf_text(&stage->next));
    area_take_bottom(area, air);
    if (stage->whole == 0 || area->h <= 8)
        return;
    struct area bar = area_take_bottom(area, area->h > LARGE ? 2 : 1);
    for (int y = 0; y < bar.h; y++)
        canvas_draw_bar(canvas, (struct area){bar.x, bar.y + y, bar.w, 1}, stage->slot.role,
                        ROLE_BAR_REST, stage->part, stage->whole);
    area_take_bottom(area, air);
}

/* A message to the speaker lies over the whole width: nobody overlooks it. */
static void draw_message(struct canvas *canvas, struct area *area, const struct stage *stage)
{
    if (stage->message.size == 0)
        return;
    int margin = canvas->height >= LARGE ? 1 : 0;
    int rows = rows_of(buf_text(&stage->message), area->w - 4, 2);
    struct area bar = area_take_top(area, rows + 2 * margin);
    canvas_fill_area(canvas, bar, ROLE_SELECTED, " ");
    draw_lines(canvas, area_inset(bar, 2, margin), rows, ROLE_SELECTED | STYLE_BOLD,
               buf_text(&stage->message));
}

static void draw(void *state, const struct scene *scene, struct canvas *canvas, struct area area)
{
    (void)state;
    struct stage stage;
    stage_make(scene, &stage);
    int air = area.h >= ROOMY ? 1 : 0;
    area = area_inset(area, area.w >= WIDE ? 2 : 0, air);
    draw_message(canvas, &area, &stage);
    int lines =
        draw_lines(canvas, area, TITLE_LINES, ROLE_TITLE | STYLE_BOLD, buf_text(&stage.title));
    area_take_top(&area, lines);
    area_take_top(&area, draw_lines(canvas, area, 1, ROLE_HEADING, buf_text(&stage.phase)));
    area_take_top(&area, air);
    draw_foot(scene, canvas, &area, &stage, air);
    draw_clocks(canvas, area, &stage);
    stage_finish(&stage);
}

static bool handle(void *state, struct program *program, enum action action)
{
    (void)state;
    if (action != ACTION_LEAVE)
        return false;
    program_leave(program);
    return true;
}

static bool ticks(void *state, const struct scene *scene)
{
    (void)state;
    return scene_is_moving(scene);
}

const struct view view_stage = {
    .action = ACTION_VIEW_STAGE,
    .place = PLACE_STAGE,
    .tab = true,
    .whole = true,
    .make = make,
    .free = free_state,
    .draw = draw,
    .handle = handle,
    .ticks = ticks,
};
